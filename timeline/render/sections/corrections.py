"""What was corrected in the records and which of them were withdrawn, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from timeline.records.about import homes
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.render.views import Link


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of the record that `link` leads to, or, by its id alone, what was withdrawn."""

    date: date
    link: Link | None
    withdrawn: str
    what: str
    why: str


def pages(site: Site) -> Iterator[Page]:
    """The page of all corrections."""
    title = site.say.text("Corrections")
    changes = sorted(_changes(site), key=lambda change: change.date)[::-1]
    yield site.page(
        "corrections",
        "corrections/",
        "corrections.html",
        title,
        site.say.text("What was corrected in the records, which were withdrawn, and why."),
        years=[(year, list(of)) for year, of in groupby(changes, lambda each: each.date.year)],
        moved=list(_moved(site)),
    )


def _changes(site: Site) -> Iterator[Change]:
    """Every change by event, so that of one day the last written stands last."""
    for event_id in reversed(site.order.sequence):
        link = site.views.event_link(event_id)
        for correction in site.dataset.events[event_id].corrections:
            yield Change(correction.date, link, "", correction.what, correction.why)
    for gone in site.dataset.withdrawn.values():
        if not gone.moved_to and gone.date and gone.reason:
            yield Change(gone.date, None, gone.id, "", gone.reason)


def _moved(site: Site) -> Iterator[tuple[str, Link]]:
    """Every id that has another now, and the event it leads to."""
    for old, home in homes(site.dataset.withdrawn).items():
        if site.dataset.withdrawn[old].moved_to and home in site.dataset.events:
            yield old, site.views.event_link(home)
