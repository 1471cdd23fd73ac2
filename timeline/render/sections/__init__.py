"""The sections of the site: each module makes the pages of one, from `timeline.render.site`."""

from collections.abc import Iterable, Iterator

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


def frames(pages: Iterable[Page]) -> tuple[Frame, ...]:
    """The frames that these pages are stamped into: a section without entries has none."""
    used = {page.frame for page in pages}
    return tuple(frame for frame in FRAMES if frame.name in used)
