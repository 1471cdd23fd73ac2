"""Dates as an Arabic editor would print them, in either calendar.

Plain text, Latin digits, no directional marks. What was written in a calendar is said in it
exactly; in the other calendar only days are exact, and anything coarser is said as the months or
years that it touches. A period is «من … إلى …», «منذ», «حتى», «خلال» or «طوال يوم»; one day
within is a bare date, «بين … و…», «أو» or «في … أو قبله»: the two never share their words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from timeline.dates import gregorian, hijri, names
from timeline.dates.span import Calendar, Form, Limit, Point, Precision, Range, Span

_SEASONS: Final = {21: "ربيع", 22: "صيف", 23: "خريف", 24: "شتاء"}
_WINTER: Final = 24
_UNCERTAIN: Final = " (غير مؤكد)"
_SOME_DATE: Final = "تاريخ غير معلوم"
_YEAR, _MONTH, _DAY = 1, 2, 3  # How much of a mark a precision can state.
_DEPTHS: Final = {Precision.DAY: _DAY, Precision.MONTH: _MONTH, Precision.SEASON: _MONTH}
_SHORTEST_MONTH: Final = 28  # Days, in either calendar.
_MANY_YEARS: Final = frozenset({Precision.DECADE, Precision.CENTURY})


class _Mark(NamedTuple):
    """A day, a month or a year of one calendar; what is coarser has no month or day.

    A Gregorian season stands in the month's place, 21 to 24 as in EDTF.
    """

    year: int
    month: int = 0
    day: int = 0


class _End(NamedTuple):
    """An end of a period of which nothing is to be said but a mark, and perhaps «نحو»."""

    mark: _Mark
    approximate: bool


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one calendar is written: its days, its months' names (in the genitive?), its era.

    Where a season stands in the month's place, its name is the season's.
    """

    calendar: Calendar
    mark: Callable[[date], _Mark]
    month: Callable[[int, bool], str]
    era: str


def _gregorian_mark(day: date) -> _Mark:
    return _Mark(day.year, day.month, day.day)


def _hijri_mark(day: date) -> _Mark:
    found = hijri.covered_day(day)
    return _Mark(found.year, found.month, found.day)


_GREGORIAN: Final = _Manner(
    Calendar.GREGORIAN,
    _gregorian_mark,
    lambda month, _genitive: _SEASONS.get(month) or names.gregorian_month(month),
    "",
)
_HIJRI: Final = _Manner(
    Calendar.HIJRI,
    _hijri_mark,
    lambda month, genitive: names.hijri_month(month, genitive=genitive),
    " هـ",
)


# A timeline says each of its dates on a dozen pages. A phrase takes some 300 bytes.
_KEPT: Final = 1 << 16


@lru_cache(maxsize=_KEPT)
def gregorian_phrase(span: Span, *, weekday: bool = False) -> str:
    """Say a span in the Gregorian calendar.

    `weekday` puts the day of the week before a single day that is neither approximate nor
    uncertain; elsewhere it would promise more than is known.
    """
    phrase = _phrase(span, _GREGORIAN)
    if weekday and span.form is Form.SINGLE and span.precision is Precision.DAY:
        point = _points(span.parts)[0]
        if not point.qualified:
            return f"{names.weekday(point.earliest)} {phrase}"
    return phrase


@lru_cache(maxsize=_KEPT)
def hijri_phrase(span: Span) -> str | None:
    """Say a span in the Hijri calendar; None if a date that it names leaves the table.

    An open or unknown end names no date and is said in words.
    """
    for point in _points(span.parts):
        if point.earliest < hijri.FIRST_DAY or point.latest > hijri.LAST_DAY:
            return None
    return _phrase(span, _HIJRI)


def takes_preposition(span: Span) -> bool:
    """Whether a span's phrase can follow «في» or «منذ», having no preposition of its own.

    «في 9 شباط» is said and «في بين 9 و17 شباط» is not.
    """
    if span.form is Form.SINGLE:
        return span.precision not in _MANY_YEARS or span.approximate
    return span.form is Form.ONE_OF and isinstance(span.parts[0], Point)


def hijri_years_of_gregorian_year(year: int) -> str | None:
    """Say which Hijri years a Gregorian year touches: «1440 – 1441 هـ»; None outside the table."""
    bounds = gregorian.year_bounds(year)
    if bounds is None or bounds[0] < hijri.FIRST_DAY or bounds[1] > hijri.LAST_DAY:
        return None
    return _touched(_marks(bounds, _YEAR, _HIJRI), _HIJRI) + _HIJRI.era


def gregorian_years_of_hijri_year(year: int) -> str | None:
    """Say which Gregorian years a Hijri year touches: «2018 – 2019»; None outside the table."""
    bounds = hijri.year_bounds(year)
    if bounds is None:
        return None
    return _touched(_marks(bounds, _YEAR, _GREGORIAN), _GREGORIAN)


def _phrase(span: Span, manner: _Manner) -> str:
    part = span.parts[0]
    if span.form is Form.ONE_OF:
        return _one_of(span.parts, manner)
    return _alone(part, manner) if isinstance(part, Point) else _period(part, manner)


def _points(parts: tuple[Point | Range, ...]) -> list[Point]:
    return [
        point
        for part in parts
        for point in ((part,) if isinstance(part, Point) else (part.first, part.last))
        if isinstance(point, Point)
    ]


# The three forms.


def _alone(point: Point, manner: _Manner) -> str:
    """Say a single date: by its own name, or as what it touches of the other calendar."""
    name = _unspecified(point, manner)
    if name is not None:
        return name
    marks = _outer(point, manner)
    if point.precision not in _MANY_YEARS:
        return _qualified(point, _touched(marks, manner, genitive=point.approximate), manner)
    if point.approximate:
        return _roughly(point, _the_years(marks), manner)
    return _qualified(point, _between(marks, manner), manner)


def _period(whole: Range, manner: _Manner) -> str:
    """Say from when to when something lasted; ends that are certain share what they can."""
    first, last = whole.first, whole.last
    if first is Limit.OPEN:
        return f"حتى {_end(last, manner, side=-1)}"
    if last is Limit.OPEN:
        return f"منذ {_end(first, manner, side=0)}"
    start, end = _bare_end(first, manner, side=0), _bare_end(last, manner, side=-1)
    if start is None or end is None:
        return f"من {_end(first, manner, side=0)} إلى {_end(last, manner, side=-1)}"
    if start == end and not start.approximate:
        return _throughout(start.mark, manner)
    marks = start.mark, end.mark
    texts = _seasons(marks, manner) or _sharing(marks, manner, genitive=True)
    return f"من {_about(start)}{texts[0]} إلى {_about(end)}{texts[1]}{manner.era}"


def _throughout(mark: _Mark, manner: _Manner) -> str:
    during = "طوال يوم" if mark.day else "خلال"
    return f"{during} {_named(mark, manner, genitive=True)}{manner.era}"


def _one_of(members: tuple[Point | Range, ...], manner: _Manner) -> str:
    """Say a set of which one day is meant.

    Dates that are exact, or of which each touches what the next one does, are one list of marks,
    which share month, year and era.
    """
    points = [member for member in members if isinstance(member, Point)]
    if len(points) < len(members):
        return "، أو ".join(
            _alone(member, manner) if isinstance(member, Point) else _window(member, manner)
            for member in members
        )
    touched = [_every(point, manner) for point in points]
    exact = all(len(marks) == 1 for marks in touched)
    if exact or all(set(sooner) & set(later) for sooner, later in pairwise(touched)):
        return _either(tuple(dict.fromkeys(chain.from_iterable(touched))), manner)
    return " أو ".join(_alone(point, manner) for point in points)


def _window(whole: Range, manner: _Manner) -> str:
    first, last = whole.first, whole.last
    if isinstance(first, Limit):
        return f"في {_end(last, manner, side=-1)} أو قبله"
    if isinstance(last, Limit):
        return f"في {_end(first, manner, side=0)} أو بعده"
    marks = _outer(first, manner)[0], _outer(last, manner)[1]
    if marks[0] == marks[1]:
        return f"{_named(marks[0], manner)}{manner.era}"
    return f"{_between(marks, manner)}{manner.era}"


# One date.


def _end(end: Point | Limit, manner: _Manner, *, side: int) -> str:
    """Say one end, by its first mark (side 0) or its last (side -1), after a preposition."""
    if isinstance(end, Limit):
        return _SOME_DATE
    name = _unspecified(end, manner)
    if name is not None:
        return name
    marks = _outer(end, manner)
    if end.calendar is manner.calendar and end.precision in _MANY_YEARS:
        return _roughly(end, _the_years(marks), manner)
    return _qualified(end, _named(marks[side], manner, genitive=True), manner)


def _bare_end(end: Point | Limit, manner: _Manner, *, side: int) -> _End | None:
    """Return an end of which nothing is to be said but a mark and «نحو», or None."""
    if isinstance(end, Limit) or end.uncertain:
        return None
    if end.calendar is manner.calendar and (
        end.precision in _MANY_YEARS or end.unspecified_month or end.unspecified_day
    ):
        return None
    return _End(_outer(end, manner)[side], end.approximate)


def _unspecified(point: Point, manner: _Manner) -> str | None:
    """Say what only the date's own calendar can, that a part is unspecified; None if none is."""
    some = point.unspecified_month or point.unspecified_day
    if point.calendar is not manner.calendar or not some:
        return None
    part = "يوم" if point.unspecified_day else "شهر"
    whole = _named(_outer(point, manner)[0], manner, genitive=True)
    return _roughly(point, f"{part} غير محدد من {whole}", manner)


def _qualified(point: Point, text: str, manner: _Manner) -> str:
    return f"{_about(point)}{text}{manner.era}{_UNCERTAIN if point.uncertain else ''}"


def _about(stated: Point | _End) -> str:
    return "نحو " if stated.approximate else ""


def _roughly(point: Point, text: str, manner: _Manner) -> str:
    """Qualify a text that «نحو» cannot stand before."""
    about = " تقريبًا" if point.approximate else ""
    return f"{text}{manner.era}{about}{_UNCERTAIN if point.uncertain else ''}"


# Marks.


def _outer(point: Point, manner: _Manner) -> tuple[_Mark, _Mark]:
    """Return the first and the last day, month or year of the calendar that a date touches.

    A season is one mark in its own calendar.
    """
    if point.season is not None and point.calendar is manner.calendar:
        season = _Mark(point.year, point.season)
        return season, season
    depth = _DEPTHS.get(point.precision, _YEAR)
    return _marks((point.earliest, point.latest), depth, manner)


def _marks(bounds: tuple[date, date], depth: int, manner: _Manner) -> tuple[_Mark, _Mark]:
    first, last = bounds
    return _Mark(*manner.mark(first)[:depth]), _Mark(*manner.mark(last)[:depth])


def _every(point: Point, manner: _Manner) -> list[_Mark]:
    """Return all the days, months or years of the calendar that a date touches, in order."""
    depth = _DEPTHS.get(point.precision, _YEAR)
    first, last = point.earliest.toordinal(), point.latest.toordinal()
    days = (*range(first, last, _SHORTEST_MONTH), last)  # Which passes over no month.
    marks = (_Mark(*manner.mark(date.fromordinal(day))[:depth]) for day in days)
    return list(dict.fromkeys(marks))


def _touched(marks: tuple[_Mark, _Mark], manner: _Manner, *, genitive: bool = False) -> str:
    first, last = marks
    if first == last:
        return _named(first, manner, genitive=genitive)
    if not first.month:
        return f"{first.year} – {last.year}"
    return " – ".join(_sharing(marks, manner, genitive=genitive))


def _between(marks: tuple[_Mark, _Mark], manner: _Manner) -> str:
    first, last = marks
    if not (first.month or last.month):
        return f"بين عامي {first.year} و{last.year}"
    start, end = _sharing(marks, manner, genitive=True)
    return f"بين {start} و{end}"


def _either(marks: tuple[_Mark, ...], manner: _Manner) -> str:
    if any(mark.month for mark in marks):
        return " أو ".join(_sharing(marks, manner)) + manner.era
    return "عام " + " أو ".join(str(mark.year) for mark in marks) + manner.era


def _the_years(marks: tuple[_Mark, _Mark]) -> str:
    return f"الأعوام {marks[0].year}–{marks[1].year}"


def _seasons(marks: tuple[_Mark, _Mark], manner: _Manner) -> list[str] | None:
    """Name a season and a later one «of it», its year; None unless there are two of one year.

    Winter is of two.
    """
    first, last = marks
    if first.year != last.year or not {first.month, last.month} <= _SEASONS.keys() - {_WINTER}:
        return None
    return [_named(first, manner), f"{_SEASONS[last.month]}ه"]


def _sharing(marks: Sequence[_Mark], manner: _Manner, *, genitive: bool = False) -> list[str]:
    """Name marks in a row; what all of them have in common is said once, with the last."""
    last = marks[-1]
    one_year = all(mark.month not in {0, _WINTER} and mark.year == last.year for mark in marks)
    one_month = one_year and all(mark.day and mark.month == last.month for mark in marks)
    depth = _DAY if one_month else _MONTH if one_year else _YEAR
    texts = [_named(mark, manner, genitive=genitive, down_from=depth) for mark in marks[:-1]]
    return [*texts, _named(last, manner, genitive=genitive)]


def _named(mark: _Mark, manner: _Manner, *, genitive: bool = False, down_from: int = _YEAR) -> str:
    """Name a mark, from the year down, or only from its month or its day."""
    words = []
    if mark.day:
        words.append(str(mark.day))
    if mark.month and down_from <= _MONTH:
        # A day is a day *of* its month, which puts the month in the genitive.
        words.append(manner.month(mark.month, genitive or mark.day > 0))
    if down_from <= _YEAR:
        words.append(_year(mark))
    return " ".join(words)


def _year(mark: _Mark) -> str:
    """Name a mark's year, as what stands before it asks: a month stands alone, a season not."""
    if mark.month == _WINTER:
        return f"{mark.year}–{mark.year + 1}"
    return f"عام {mark.year}" if not mark.month or mark.month in _SEASONS else str(mark.year)
