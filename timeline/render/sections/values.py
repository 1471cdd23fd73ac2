"""A page for each status, and for each way in which a date is known, that events have."""

from collections.abc import Iterator
from functools import partial

from timeline.render import shares
from timeline.render.facets import kinds
from timeline.render.page import Page
from timeline.render.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Each value with a sentence that says what it means; they stand in no menu."""
    term = site.say.term
    means = {
        "status": partial(term, "status means"),
        "precision": partial(term, "precision means"),
        "basis": partial(term, "basis means"),
    }
    for kind in kinds(site.views):
        if kind.key not in means:
            continue
        for value, event_ids in kind.events.items():
            link = kind.link(value)
            listed = shares.Listed(site, link.url, event_ids)
            yield site.page(
                "value",
                link.url,
                "value.html",
                link.name,
                kind=kind.name,
                meaning=means[kind.key](value),
                listed=listed,
            )
            yield from shares.pages(site, "value", link.name, listed)
