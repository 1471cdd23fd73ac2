"""How a date is shown: both calendars, and in words how well it is known."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from timeline.dates import (
    Bounds,
    Form,
    Limit,
    Point,
    Precision,
    Range,
    Span,
    gregorian_phrase,
    hijri_phrase,
    parse,
)
from timeline.messages import Messages
from timeline.records.event import DateBasis, Event

_LENGTHS: Final = (10, 7, 4)  # of YYYY-MM-DD, YYYY-MM and YYYY


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as a page shows it: phrases in plain Arabic text, Latin digits.

    `machine` is what `<time datetime>` may hold; `hijri` is None outside the Umm al-Qura table;
    `known` says in words how well the date is known, most important first; `derived` is what the
    order of events adds, None where it adds nothing.
    """

    edtf: str
    machine: str
    gregorian: str
    hijri: str | None
    known: tuple[str, ...]
    derived: str | None = None


def dating(event: Event, derived: Bounds | None, say: Messages) -> Dating:
    """An event's date; `derived` are the bounds of its beginning where relations narrow them."""
    return Dating(
        edtf=event.span.edtf,
        machine=machine(event.span),
        gregorian=gregorian_phrase(event.span, weekday=event.span.precision is Precision.DAY),
        hijri=hijri_phrase(event.span),
        known=tuple(_known(event, say)),
        derived=_derived(derived),
    )


@lru_cache(maxsize=4096)
def machine(span: Span) -> str:
    """The finest date that holds the whole span in HTML's terms; else that of its beginning."""
    earliest, latest = span.earliest, span.latest
    if earliest is not None and latest is not None:
        for length in _LENGTHS:
            if (shared := earliest.isoformat()[:length]) == latest.isoformat()[:length]:
                return shared
    first = span.parts[0]
    point = first.first if isinstance(first, Range) else first
    if isinstance(point, Point) and point.earliest == earliest:
        length = {Precision.DAY: 10, Precision.MONTH: 7}.get(point.precision, 4)
        return point.earliest.isoformat()[:length]
    day = earliest or latest
    assert day is not None  # a span open at both ends is no date
    return day.isoformat()[:4]


def _known(event: Event, say: Messages) -> list[str]:
    span = event.span
    notes = []
    if span.form is Form.SINGLE:
        notes += {
            Precision.MONTH: [say.text("the day is not given")],
            Precision.SEASON: [say.text("only the season is given")],
            Precision.YEAR: [say.text("the month and the day are not given")],
            Precision.DECADE: [say.text("the year is not given")],
            Precision.CENTURY: [say.text("the year is not given")],
        }.get(span.precision, [])
    elif span.form is Form.ONE_OF:
        notes.append(say.text("once, on one of these days"))
    if event.date_basis is DateBasis.RELATIVE:
        notes.append(say.text("counted from the source's words"))
    elif event.date_basis is DateBasis.INFERRED:
        notes.append(say.text("the editor's reading"))
    return notes


def _derived(bounds: Bounds | None) -> str | None:
    if bounds is None:
        return None
    first = bounds.earliest.isoformat() if bounds.earliest else Limit.OPEN
    last = bounds.latest.isoformat() if bounds.latest else Limit.OPEN
    span = parse(f"[{first}..{last}]" if Limit.OPEN not in (first, last) else f"[{first}{last}]")
    assert isinstance(span, Span)  # made of days of the calendar, at least one of them known
    return gregorian_phrase(span)
