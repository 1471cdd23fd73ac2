"""Events in groups, as a page lists them: by year and month, in either calendar."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TypeAlias

from timeline.dataset import Ids
from timeline.dates import Bounds, Calendar, MonthStyle, gregorian_month, hijri, hijri_month
from timeline.ordering import Order
from timeline.render.views import EventView, Views

MonthOf: TypeAlias = Callable[[Bounds], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """Events under a heading, with an anchor where that is a month.

    Those whose month is not known have none at the beginning of their year, and one that says so
    where they would else seem to belong to the month above them.
    """

    anchor: str
    heading: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class YearGroup:
    """A year, the other calendar's years that it touches, and its months; `whole` if all of them."""

    year: int
    url: str
    other: str
    count: str
    months: tuple[Group, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Events under one heading by their ids, before they are made views: see `Group`."""

    anchor: str
    heading: str
    ids: Ids

    def group(self, views: Views) -> Group:
        """The same as a page lists it."""
        return Group(self.anchor, self.heading, tuple(views.events[i] for i in self.ids))


def by_month(views: Views, event_ids: Iterable[str]) -> tuple[Group, ...]:
    """Events of one Gregorian year under their months, in published order."""
    return tuple(run.group(views) for run in month_runs(views, event_ids))


def by_hijri_month(views: Views, event_ids: Iterable[str]) -> tuple[Group, ...]:
    """Events of one Hijri year under their months, in published order."""
    return tuple(run.group(views) for run in month_runs(views, event_ids, Calendar.HIJRI))


def gregorian_years(order: Order, event_ids: Iterable[str]) -> dict[int, Ids]:
    """Events by the Gregorian year in which they stand; given and gives them in published order."""
    found: dict[int, list[str]] = {}
    for event_id in event_ids:
        found.setdefault(order.first_day(event_id).year, []).append(event_id)
    return {year: tuple(found[year]) for year in sorted(found)}


def hijri_years(order: Order) -> dict[int, Ids]:
    """The events that stand in each Hijri year; those before or after the calendar's table none."""
    found: dict[int, list[str]] = {}
    for event_id in order.sequence:
        if day := hijri.from_day(order.first_day(event_id)):
            found.setdefault(day.year, []).append(event_id)
    return {year: tuple(found[year]) for year in sorted(found)}


def reaching(views: Views, first_days: Sequence[date]) -> list[Ids]:
    """For each of these days, ascending, the events that stand before it and reach it or may.

    Such are a period not over and a month not known. What has no known end reaches to the dataset's
    day; where that has none, without end.
    """
    dataset, order = views.dataset, views.order
    found: list[list[str]] = [[] for _ in first_days]
    for event_id in order.sequence:
        span = dataset.events[event_id].span
        latest = span.latest if span.period else order.starts[event_id].latest
        begins = bisect_right(first_days, order.first_day(event_id))
        for place in range(begins, bisect_right(first_days, latest or dataset.date or date.max)):
            found[place].append(event_id)
    return [tuple(ids) for ids in found]


def month_runs(
    views: Views, event_ids: Iterable[str], calendar: Calendar = Calendar.GREGORIAN
) -> tuple[Run, ...]:
    """Events of one year of a calendar under their months, in published order."""
    month_of = _gregorian_month if calendar is Calendar.GREGORIAN else _hijri_month
    runs = groupby(_runs(views.order, event_ids, month_of), itemgetter(0))
    unsettled = views.say.text("in no one month")
    return tuple(
        Run(
            anchor,
            heading or (unsettled if place else ""),
            tuple(event_id for _, event_id in pairs),
        )
        for place, ((anchor, heading), pairs) in enumerate(runs)
    )


def _runs(
    order: Order, event_ids: Iterable[str], month_of: MonthOf
) -> list[tuple[tuple[str, str], str]]:
    """Each event with its month; one without stands in the month that stands on both its sides.

    It stands there by the day that orders it. Nothing else can part a month in two: what a relation
    holds back waits for no longer than the last day on which it can have begun.
    """
    ids = list(event_ids)
    months = [month_of(order.starts[event_id]) for event_id in ids]
    known = [index for index, (anchor, _) in enumerate(months) if anchor]
    for before, after in pairwise(known):
        if months[before] == months[after]:
            months[before:after] = [months[before]] * (after - before)
    return list(zip(months, ids, strict=True))


def _gregorian_month(start: Bounds) -> tuple[str, str]:
    """A month's anchor and name where a beginning lies within one month, else nothing."""
    if start.month is None:
        return "", ""
    year, month = start.month
    return f"m_{year:04}-{month:02}", gregorian_month(month, MonthStyle.BOTH)


def _hijri_month(start: Bounds) -> tuple[str, str]:
    first = hijri.from_day(start.earliest) if start.earliest else None
    last = hijri.from_day(start.latest) if start.latest else None
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return "", ""
    return f"m_{first.year}-{first.month:02}", hijri_month(first.month)
