"""How a date is shown: both calendars, and in words how well it is known."""

from dataclasses import dataclass
from datetime import date
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
from timeline.messages.kinds import BASIS
from timeline.records.event import Event
from timeline.records.fields import DateBasis

_LENGTHS: Final = (10, 7, 4)  # of YYYY-MM-DD, YYYY-MM and YYYY


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as a page shows it: phrases in plain Arabic text, Latin digits.

    `machine` is what `<time datetime>` may hold; `hijri` is None outside the Umm al-Qura table;
    `basis` says in words how the date is known, `gaps` what of it is not; `derived` is what the
    order of events adds, None where it adds nothing.
    """

    edtf: str
    machine: str
    gregorian: str
    hijri: str | None
    basis: str
    stated: bool
    gaps: tuple[str, ...]
    derived: str | None = None


def dating(event: Event, derived: Bounds | None, say: Messages) -> Dating:
    """An event's date; `derived` are the bounds of its beginning where relations narrow them."""
    return Dating(
        edtf=event.span.edtf,
        machine=machine(event.span),
        gregorian=gregorian_phrase(event.span, weekday=event.span.precision is Precision.DAY),
        hijri=hijri_phrase(event.span),
        basis=basis(event.date_basis, say),
        stated=event.date_basis is DateBasis.STATED,
        gaps=tuple(_gaps(event.span, say)),
        derived=_derived(derived),
    )


@lru_cache(maxsize=4096)
def in_words(day: date) -> str:
    """A day of the Gregorian calendar in Arabic words."""
    span = parse(day.isoformat())
    assert isinstance(span, Span)  # ISO 8601's days are EDTF's
    return gregorian_phrase(span)


@lru_cache(maxsize=4096)
def in_hijri_words(day: date) -> str | None:
    """The same day of the Hijri calendar; None outside the Umm al-Qura table."""
    span = parse(day.isoformat())
    assert isinstance(span, Span)
    return hijri_phrase(span)


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


def basis(known: DateBasis, say: Messages) -> str:
    """How a date is known, in words."""
    return say.text(BASIS[known])


def _gaps(span: Span, say: Messages) -> list[str]:
    if span.form is Form.ONE_OF:
        return [_of_a_window(span, say)]
    match span.precision if span.form is Form.SINGLE else None:
        case Precision.MONTH:
            return [say.text("the day is not given")]
        case Precision.SEASON:
            return [say.text("only the season is given")]
        case Precision.YEAR:
            return [say.text("the month and the day are not given")]
        case Precision.DECADE | Precision.CENTURY:
            return [say.text("the year is not given")]
        case _:
            return []


def _of_a_window(span: Span, say: Messages) -> str:
    if span.earliest is None:
        return say.text("once, on a day of which the earliest possible is not known")
    if span.latest is None:
        return say.text("once, on a day of which the latest possible is not known")
    return say.text("once, on one of these days")


def _derived(bounds: Bounds | None) -> str | None:
    if bounds is None:
        return None
    first = bounds.earliest.isoformat() if bounds.earliest else Limit.OPEN
    last = bounds.latest.isoformat() if bounds.latest else Limit.OPEN
    span = parse(f"[{first}..{last}]" if Limit.OPEN not in (first, last) else f"[{first}{last}]")
    assert isinstance(span, Span)  # made of days of the calendar, at least one of them known
    return gregorian_phrase(span)
