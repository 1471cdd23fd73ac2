"""Which day, or only which month, of either calendar an event belongs to, whatever the year.

By what the record states: an anniversary is kept of a day that a source or its reader gives, not of
one that only the order of events leaves over.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from timeline.dataset import Dataset
from timeline.dates import Bounds, Form, Point, Range, Span, hijri
from timeline.ordering import Order

MONTHS: Final = range(1, 13)


class Turn(StrEnum):
    """What happened on the day: the whole of it, or where a period began or ended."""

    WHOLE = "whole"
    BEGAN = "began"
    ENDED = "ended"


class Mark(NamedTuple):
    """A day by its year, month and day in some calendar."""

    year: int
    month: int
    day: int


Reckoning: TypeAlias = Callable[[date], Mark | None]
"""A calendar: the mark of a Gregorian day, None where the calendar does not reach."""


class Anniversary(NamedTuple):
    """An event in one year of a calendar."""

    year: int
    turn: Turn
    event: str


@dataclass(frozen=True, slots=True)
class Month:
    """What is known of a month, 1 to 12: by day, and `coarser`, of which the day is not known.

    Both hold the years in ascending order, and within a year the published order.
    """

    number: int
    days: Mapping[int, Sequence[Anniversary]]
    coarser: Sequence[Anniversary]

    @property
    def on_days(self) -> int:
        """How many events stand under a day."""
        return len({kept.event for day in self.days.values() for kept in day})


def gregorian(day: date) -> Mark:
    """Every day's mark in the Gregorian calendar."""
    return Mark(day.year, day.month, day.day)


def umm_al_qura(day: date) -> Mark | None:
    """A day's mark in the Umm al-Qura calendar, within its table."""
    found = hijri.from_day(day)
    return Mark(found.year, found.month, found.day) if found else None


def anniversaries(dataset: Dataset, order: Order, reckoning: Reckoning) -> tuple[Month, ...]:
    """The twelve months of a calendar and what belongs to each."""
    days: dict[tuple[int, int], list[Anniversary]] = {}
    coarser: dict[int, list[Anniversary]] = {}
    for first, kept, exact in _kept(dataset, order, reckoning):
        if exact:
            days.setdefault((first.month, first.day), []).append(kept)
        else:
            coarser.setdefault(first.month, []).append(kept)
    return tuple(
        Month(
            month,
            {day: _by_year(kept) for (m, day), kept in sorted(days.items()) if m == month},
            _by_year(coarser.get(month, [])),
        )
        for month in MONTHS
    )


def any_kept(dataset: Dataset, order: Order, reckoning: Reckoning) -> bool:
    """Whether any month of a calendar has something that belongs to it."""
    return any(True for _ in _kept(dataset, order, reckoning))


def _kept(
    dataset: Dataset, order: Order, reckoning: Reckoning
) -> Iterator[tuple[Mark, Anniversary, bool]]:
    """What is kept when, in the order of events, and whether of a day."""
    for event_id in order.sequence:
        for turn, bounds, exact in _turns(dataset.events[event_id].span):
            first = reckoning(bounds.earliest) if bounds.earliest else None
            last = reckoning(bounds.latest) if bounds.latest else None
            if first is not None and last is not None and first[:2] == last[:2]:
                yield first, Anniversary(first.year, turn, event_id), exact


def _turns(span: Span) -> Iterator[tuple[Turn, Bounds, bool]]:
    """What a date gives to keep: when, and whether that is a day rather than only about one.

    Of a period its beginning, and its end only where that is a day without `?` or `~`.
    """
    part = span.parts[0]
    if span.form is not Form.INTERVAL or not isinstance(part, Range) or span.start == span.end:
        yield Turn.WHOLE, span.start, _one_day(span.start) and not span.approximate
        return
    if isinstance(part.first, Point):
        yield Turn.BEGAN, span.start, _one_day(span.start) and not part.first.approximate
    if isinstance(part.last, Point) and _one_day(span.end) and not part.last.qualified:
        yield Turn.ENDED, span.end, True


def _one_day(bounds: Bounds) -> bool:
    return bounds.earliest is not None and bounds.earliest == bounds.latest


def _by_year(kept: list[Anniversary]) -> list[Anniversary]:
    return sorted(kept, key=lambda anniversary: anniversary.year)
