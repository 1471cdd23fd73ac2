"""The sections of the site: each module makes the pages of one, from `timeline.render.site`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from timeline.render.page import FRAMES, Frame, Page
from timeline.render.sections import (
    actors,
    categories,
    contribute,
    corrections,
    coverage,
    events,
    figures,
    front,
    on_this_day,
    places,
    reference,
    sources,
    suggest,
    texts,
    values,
    withdrawn,
    years,
)
from timeline.render.site import Site

_SECTIONS = (
    front,
    years,
    places,
    actors,
    figures,
    categories,
    sources,
    on_this_day,
    coverage,
    contribute,
    corrections,
    values,
    texts,
    suggest,
    reference,
    events,
    withdrawn,
)


def pages(site: Site) -> Iterator[Page]:
    """All pages of the site: sections, then records in order."""
    for section in _SECTIONS:
        yield from section.pages(site)


# The folders, below the site's root, that a section's pages stand in.
_FOLDERS: Final = {
    front: ("",),
    years: ("years", "hijri"),
    places: ("places",),
    actors: ("actors",),
    figures: ("figures",),
    categories: ("categories",),
    sources: ("sources",),
    on_this_day: ("on-this-day",),
    coverage: ("coverage",),
    contribute: ("contribute",),
    corrections: ("corrections",),
    values: ("status", "precision", "basis"),
    texts: ("method", "about"),
    suggest: ("contribute",),
    reference: ("contribute",),
    events: ("events",),
    withdrawn: ("events",),
}
# Those in which no page stands where the timeline has nothing of the kind.
_THERE: Final[Mapping[str, Callable[[Site], bool]]] = {
    "hijri": years.in_hijri,
    "places": lambda site: bool(site.dataset.places),
    "actors": lambda site: bool(site.dataset.actors),
    "figures": lambda site: any(event.claims for event in site.dataset.events.values()),
    "categories": lambda site: bool(site.dataset.categories),
    "on-this-day": on_this_day.known,
}


def pages_in(site: Site, folder: str) -> Iterator[Page]:
    """The pages that stand in a folder below the site's root, and perhaps others beside them."""
    for section in _SECTIONS:
        if folder in _FOLDERS[section]:
            yield from section.pages(site)


def frames_of(site: Site) -> tuple[Frame, ...]:
    """The frames that pages of the site may be stamped into, without a list of the pages.

    Of the sections that are there, all: whether a list is so long that it has shares is not asked.
    """
    there = {name for name, known in _THERE.items() if known(site)}
    folders = ((frame, frame.source.partition("/")[0]) for frame in FRAMES)
    return tuple(frame for frame, folder in folders if folder in there or folder not in _THERE)


def frames(pages: Iterable[Page]) -> tuple[Frame, ...]:
    """The frames that these pages are stamped into: a section without entries has none."""
    used = {page.frame for page in pages}
    return tuple(frame for frame in FRAMES if frame.name in used)
