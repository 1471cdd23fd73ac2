"""Read the part of EDTF (ISO 8601-2:2019) that timelines need, in either calendar.

Level 0: dates and intervals. Level 1: `?`, `~`, `%` after a whole date, unspecified digits (`201X`,
`20XX`, `2019-XX`, `2019-03-XX`, `2019-XX-XX`), seasons 21 to 24, open (`..`) and unknown (empty)
ends of intervals. Level 2: only the one-of set, `[a,b]`, `[a..b]`, `[..b]`, `[a..]` and their
mixtures, of plain dates. Years 0001 to 9999; no clock times.
"""

import copyreg
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final, Protocol

from timeline.dates import gregorian, hijri
from timeline.dates.fault import Fault, FaultKind
from timeline.dates.misreading import explain, out_of_range
from timeline.dates.span import Bounds, Calendar, Form, Limit, Point, Precision, Range, Span

__all__ = ["Fault", "FaultKind", "parse"]

_DATE: Final = re.compile(
    r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)"
)
_DECADE: Final = 10
_CENTURY: Final = 100
_SEASONS: Final = range(21, 25)
_COARSENESS: Final = {precision: rank for rank, precision in enumerate(Precision)}


class _Reckoning(Protocol):
    """What `gregorian` and `hijri` both know of their calendar."""

    @property
    def FIRST_YEAR(self) -> int: ...  # noqa: N802 - a constant of the module
    @property
    def LAST_YEAR(self) -> int: ...  # noqa: N802
    def month_length(self, year: int, month: int) -> int | None: ...
    def month_bounds(self, year: int, month: int) -> tuple[date, date] | None: ...
    def year_bounds(self, year: int) -> tuple[date, date] | None: ...
    def to_day(self, year: int, month: int, day: int) -> date | None: ...


_RECKONINGS: Final[dict[Calendar, _Reckoning]] = {
    Calendar.GREGORIAN: gregorian,
    Calendar.HIJRI: hijri,
}


def parse(text: str, calendar: Calendar = Calendar.GREGORIAN) -> Span | Fault:
    """Read a date; whatever the text, the answer is a value.

    White space around the date is dropped, within it refused. In the Hijri calendar the same
    grammar counts by Umm al-Qura, without seasons, and wholly inside the table. An interval is
    reversed if all of its end lies before all of its start, so `2014-06/2014` stands.
    """
    trimmed = text.strip()
    found = _read(trimmed, calendar) or explain(trimmed, calendar, _read)
    if isinstance(found, Fault) and found.text != text:
        return replace(found, text=text)
    return found


@lru_cache(maxsize=1 << 15)
def _again(edtf: str, calendar: Calendar) -> Span:
    span = parse(edtf, calendar)
    assert isinstance(span, Span)  # what a span is written as
    return span


# Kept and sent as they are written: shorter, and one for all records of the same day.
copyreg.pickle(Span, lambda span: (_again, (span.edtf, span.calendar)))


def _read(text: str, calendar: Calendar) -> Span | Fault | None:
    """Read by the grammar; None leaves it to `explain` to say what the text, or its part, is."""
    if text.startswith("["):
        return _one_of(text, calendar)
    if "/" in text:
        return _interval(text, calendar)
    point = _point(text, calendar)
    return _single(point) if isinstance(point, Point) else point


def _single(point: Point) -> Span:
    whole = Bounds(point.earliest, point.latest)
    return Span(
        edtf=point.edtf,
        calendar=point.calendar,
        form=Form.SINGLE,
        parts=(point,),
        start=whole,
        end=whole,
        precision=point.precision,
        uncertain=point.uncertain,
        approximate=point.approximate,
    )


def _interval(text: str, calendar: Calendar) -> Span | Fault | None:
    first_text, _, last_text = text.partition("/")
    first, last = _end(first_text, calendar), _end(last_text, calendar)
    if isinstance(first, Point) and isinstance(last, Point):
        if last.latest < first.earliest:
            return _reversed(text, calendar, (first_text, last_text), f"{last_text}/{first_text}")
        dated: tuple[Point, ...] = (first, last)
        start = Bounds(first.earliest, min(first.latest, last.latest))
        end = Bounds(max(first.earliest, last.earliest), last.latest)
    elif isinstance(first, Point) and isinstance(last, Limit):
        dated = (first,)
        start, end = Bounds(first.earliest, first.latest), Bounds(first.earliest, None)
    elif isinstance(first, Limit) and isinstance(last, Point):
        dated = (last,)
        start, end = Bounds(None, last.latest), Bounds(last.earliest, last.latest)
    else:
        return None
    return Span(
        edtf=text,
        calendar=calendar,
        form=Form.INTERVAL,
        parts=(Range(first, last),),
        start=start,
        end=end,
        precision=max((point.precision for point in dated), key=_COARSENESS.__getitem__),
        uncertain=any(point.uncertain for point in dated),
        approximate=any(point.approximate for point in dated),
    )


def _end(text: str, calendar: Calendar) -> Point | Limit | Fault | None:
    if text == Limit.OPEN:
        return Limit.OPEN
    return _point(text, calendar) if text else Limit.UNKNOWN


def _one_of(text: str, calendar: Calendar) -> Span | Fault | None:
    members = _members(text, calendar)
    if members is None:
        return None
    points = [end for member in members for end in _ends(member) if isinstance(end, Point)]
    if not all(_plain(point) for point in points):
        return Fault(FaultKind.LEVEL_TWO, text, calendar=calendar)
    only = members[0] if len(members) == 1 else None
    if isinstance(only, Point):
        return Fault(FaultKind.NOT_EDTF, text, only.edtf, calendar=calendar)
    whole = Bounds(
        None if _ends(members[0])[0] is Limit.OPEN else min(point.earliest for point in points),
        None if _ends(members[-1])[1] is Limit.OPEN else max(point.latest for point in points),
    )
    if whole == Bounds(None, None):
        return Fault(FaultKind.SAYS_NOTHING, text, calendar=calendar)
    return _reversed_member(text, calendar, members) or Span(
        edtf=text,
        calendar=calendar,
        form=Form.ONE_OF,
        parts=members,
        start=whole,
        end=whole,
        precision=Precision.WINDOW,
        uncertain=False,
        approximate=False,
    )


def _members(text: str, calendar: Calendar) -> tuple[Point | Range, ...] | None:
    if not text.endswith("]"):
        return None
    members: list[Point | Range] = []
    for member_text in text[1:-1].split(","):
        member = _member(member_text, calendar)
        if member is None:
            return None
        members.append(member)
    # A set is open before its first member or after its last, and nowhere between.
    inner = [
        *(_ends(later)[0] for later in members[1:]),
        *(_ends(sooner)[1] for sooner in members[:-1]),
    ]
    return None if Limit.OPEN in inner else tuple(members)


def _member(text: str, calendar: Calendar) -> Point | Range | None:
    first_text, dots, last_text = text.partition("..")
    first = _point(first_text, calendar) if first_text else Limit.OPEN
    if not dots:
        return first if isinstance(first, Point) else None
    last = _point(last_text, calendar) if last_text else Limit.OPEN
    if isinstance(first, Point | Limit) and isinstance(last, Point | Limit) and first is not last:
        return Range(first, last)
    return None


def _ends(member: Point | Range) -> tuple[Point | Limit, Point | Limit]:
    return (member, member) if isinstance(member, Point) else (member.first, member.last)


def _plain(point: Point) -> bool:
    """Whether it is a day, a month or a year with nothing added: what a set may hold."""
    return not (point.qualified or point.season or "X" in point.edtf)


def _reversed_member(
    text: str, calendar: Calendar, members: tuple[Point | Range, ...]
) -> Fault | None:
    """Find the first `a..b` that runs backwards, and turn round every one that does."""
    turned: list[tuple[str, str]] = []
    mended = text
    for first, last in map(_ends, members):
        if isinstance(first, Point) and isinstance(last, Point) and last.latest < first.earliest:
            turned.append((first.edtf, last.edtf))
            mended = mended.replace(f"{first.edtf}..{last.edtf}", f"{last.edtf}..{first.edtf}")
    return _reversed(text, calendar, turned[0], mended) if turned else None


def _reversed(text: str, calendar: Calendar, ends: tuple[str, str], suggestion: str) -> Fault:
    facts = {"first": ends[0], "last": ends[1]}
    return Fault(FaultKind.REVERSED_INTERVAL, text, suggestion, facts, calendar)


def _point(text: str, calendar: Calendar) -> Point | Fault | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year_text, month_text, day_text, qualifier = match.groups()
    # At level 1 nothing that is specified follows what is not.
    if month_text and ("X" in year_text or (month_text == "XX" and day_text not in {None, "XX"})):
        return Fault(FaultKind.LEVEL_TWO, text, calendar=calendar)
    year = int(year_text.replace("X", "0"))
    month = int(month_text) if month_text and month_text != "XX" else None
    day = int(day_text) if day_text and day_text != "XX" else None
    season = None
    reckoning = _RECKONINGS[calendar]
    if "X" in year_text:
        century = year_text.endswith("XX")
        precision = Precision.CENTURY if century else Precision.DECADE
        bounds = _years(reckoning, year, _CENTURY if century else _DECADE)
    elif month is None:
        precision = Precision.YEAR
        bounds = reckoning.year_bounds(year)
    elif day is not None:
        precision = Precision.DAY
        only = reckoning.to_day(year, month, day)
        bounds = (only, only) if only else None
    elif month in _SEASONS and calendar is Calendar.GREGORIAN and not day_text:
        precision = Precision.SEASON
        season, month = month, None
        bounds = gregorian.season_bounds(year, season)
    else:
        precision = Precision.MONTH
        bounds = reckoning.month_bounds(year, month)
    if bounds is None:
        return _impossible(match, calendar, month, day)
    return Point(
        edtf=text,
        calendar=calendar,
        precision=precision,
        year=year,
        month=month,
        day=day,
        season=season,
        unspecified_month=month_text == "XX",
        unspecified_day=day_text == "XX",
        uncertain=qualifier in {"?", "%"},
        approximate=qualifier in {"~", "%"},
        earliest=bounds[0],
        latest=bounds[1],
    )


def _years(reckoning: _Reckoning, year: int, count: int) -> tuple[date, date] | None:
    first, last = reckoning.year_bounds(year), reckoning.year_bounds(year + count - 1)
    return (first[0], last[1]) if first and last else None


def _impossible(
    match: re.Match[str], calendar: Calendar, month: int | None, day: int | None
) -> Fault:
    """Say why a well-formed date is none: its year, else its month, else its day."""
    text, qualifier = match[0], match[4]
    reckoning = _RECKONINGS[calendar]
    if month is None or reckoning.year_bounds(int(match[1])) is None:
        return out_of_range(text, calendar)
    year = int(match[1])
    days = reckoning.month_length(year, month)
    if days is not None and day is not None:
        facts = {"year": year, "month": month, "day": day, "days": days}
        month_only = f"{match[1]}-{match[2]}{qualifier}"
        return Fault(FaultKind.IMPOSSIBLE_DAY, text, month_only, facts, calendar)
    if month in _SEASONS and calendar is Calendar.HIJRI and not match[3]:
        facts = {"year": year, "season": month}
        return Fault(FaultKind.SEASON_OF_HIJRI, text, None, facts, calendar)
    suggestion = None
    if month == 0:
        suggestion = f"{match[1]}{qualifier}"
    elif day is not None and reckoning.to_day(year, day, month):
        suggestion = f"{match[1]}-{match[3]}-{match[2]}{qualifier}"
    elif match[3] is None and month == (year + 1) % _CENTURY:
        suggestion = f"{match[1]}/{year + 1:04}"
    facts = {"year": year, "month": month}
    return Fault(FaultKind.IMPOSSIBLE_MONTH, text, suggestion, facts, calendar)
