"""The front page: the whole timeline, or where it is too long for one page what leads into it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from timeline.render.density import density
from timeline.render.facets import WHOLE, panel
from timeline.render.listing import YearGroup, hijri_years
from timeline.render.page import HOME, Page
from timeline.render.sections.years import year_group
from timeline.render.site import Site

# Beyond this the front page would be too long to load on a slow line; years hold their own.
WHOLE_TIMELINE: Final = WHOLE
# What stands on it then, however long the timeline is: events of the latest year, the latest
# milestones, columns of the strip, and values of each facet.
LATEST, MILESTONES, COLUMNS, VALUES = 30, 10, 60, 24


def pages(site: Site) -> Iterator[Page]:
    """The front page alone."""
    about = site.dataset.about
    yield Page("", HOME, about.title, about.description or about.title, partial(_body, site))


def _body(site: Site) -> str:
    dataset, order = site.dataset, site.order
    whole = len(order.sequence) <= WHOLE_TIMELINE
    groups = [year_group(site, year) for year in ([*order.years] if whole else [*order.years][-1:])]
    milestones = [i for i in order.sequence if dataset.events[i].milestone and not whole]
    return site.render(
        "home.html",
        "",
        title=dataset.about.title,
        strip=density(dataset, order, None if whole else COLUMNS),
        kinds=_kinds(site),
        groups=groups if whole else [_beginning(group) for group in groups],
        whole=whole,
        panel=panel(site.views) if whole else panel(site.views, VALUES),
        hijri=bool(hijri_years(order)),
        milestones=site.views.listed(milestones[-MILESTONES:]),
        claims=sum(len(event.claims) for event in dataset.events.values()),
    )


def _beginning(group: YearGroup) -> YearGroup:
    """A year with its first `LATEST` events."""
    months, room = [], LATEST
    for month in group.months:
        if room > 0:
            months.append(replace(month, events=month.events[:room]))
            room -= len(month.events)
    return replace(group, months=tuple(months), whole=room >= 0)


def _kinds(site: Site) -> list[tuple[str, str]]:
    """The categories by which the strip counts, as (id, name) in the vocabulary's order."""
    dataset = site.dataset
    first = {event.categories[0] if event.categories else "" for event in dataset.events.values()}
    names = [(each.id, each.name) for each in dataset.categories.values() if each.id in first]
    return [*names, ("", site.say.text("without a category"))] if "" in first else names
