"""Events in groups, as a page lists them: by year and month, in either calendar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TypeAlias

from timeline.dates import Bounds, MonthStyle, gregorian_month, hijri, hijri_month
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
    """A year, the other calendar's years that it touches, and its months."""

    year: int
    url: str
    other: str
    count: str
    months: tuple[Group, ...]


def by_month(views: Views, event_ids: Iterable[str]) -> tuple[Group, ...]:
    """Events of one Gregorian year under their months, in published order."""
    return _groups(views, event_ids, _gregorian_month)


def by_hijri_month(views: Views, event_ids: Iterable[str]) -> tuple[Group, ...]:
    """Events of one Hijri year under their months, in published order."""
    return _groups(views, event_ids, _hijri_month)


def hijri_years(order: Order) -> dict[int, tuple[str, ...]]:
    """The events that stand in each Hijri year; those before or after the calendar's table none."""
    found: dict[int, list[str]] = {}
    for event_id in order.sequence:
        if day := hijri.from_day(order.first_day(event_id)):
            found.setdefault(day.year, []).append(event_id)
    return {year: tuple(found[year]) for year in sorted(found)}


def reaching_into(views: Views, first: date) -> tuple[EventView, ...]:
    """Events that stand before a day and reach it or may: a period not over, a month not known.

    What has no known end reaches to the dataset's day; where that has none, without end.
    """
    dataset, order = views.dataset, views.order

    def reaches(event_id: str) -> bool:
        span = dataset.events[event_id].span
        latest = span.latest if span.period else order.starts[event_id].latest
        return order.first_day(event_id) < first <= (latest or dataset.date or date.max)

    return tuple(views.events[event_id] for event_id in order.sequence if reaches(event_id))


def _groups(views: Views, event_ids: Iterable[str], month_of: MonthOf) -> tuple[Group, ...]:
    runs = groupby(_runs(views.order, event_ids, month_of), itemgetter(0))
    unsettled = views.say.text("in no one month")
    return tuple(
        Group(
            anchor,
            heading or (unsettled if place else ""),
            tuple(views.events[event_id] for _, event_id in pairs),
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
