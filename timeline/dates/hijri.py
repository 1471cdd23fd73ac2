"""The Umm al-Qura calendar as printed, 1343 to 1500 AH, out of hijridate's table.

The only module that imports hijridate. It asks once for the first day of every month; all else is
counting. Eight months before 1365 have 28 or 31 days in that table; they are kept. Outside the
table there is no answer, and none is made up. A sighting may differ from it by a day.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hijridate import Hijri

FIRST_YEAR: Final = 1343
LAST_YEAR: Final = 1500

_MONTHS = 12


def _first_day(year: int, month: int) -> date:
    """Return the day itself, out of the subclass of `date` that hijridate gives."""
    start = Hijri(year, month, 1, validate=False).to_gregorian()
    return date(start.year, start.month, start.day)


MONTH_STARTS: Final[tuple[tuple[int, int, date], ...]] = tuple(
    (year, month, _first_day(year, month))
    for year in range(FIRST_YEAR, LAST_YEAR + 1)
    for month in range(1, _MONTHS + 1)
)
"""Every month of the table, in order: its Hijri year, its number, its first Gregorian day."""

FIRST_DAY: Final = MONTH_STARTS[0][2]
LAST_DAY: Final = MONTH_STARTS[-1][2] + timedelta(Hijri(LAST_YEAR, _MONTHS, 1).month_length() - 1)

# The ordinal of every month's first day, and of the day after the table.
_STARTS = (*(start.toordinal() for _, _, start in MONTH_STARTS), LAST_DAY.toordinal() + 1)


@dataclass(frozen=True, slots=True, order=True)
class HijriDay:
    """A day by its Hijri year, month (1 to 12) and day of the month (from 1)."""

    year: int
    month: int
    day: int


def from_day(day: date) -> HijriDay | None:
    """Return a Gregorian day's Hijri day, or None outside the table."""
    return covered_day(day) if FIRST_DAY <= day <= LAST_DAY else None


def covered_day(day: date) -> HijriDay:
    """Return the Hijri day of a Gregorian day that is known to lie in the table."""
    ordinal = day.toordinal()
    index = bisect_right(_STARTS, ordinal) - 1
    years, month = divmod(index, _MONTHS)
    return HijriDay(FIRST_YEAR + years, month + 1, ordinal - _STARTS[index] + 1)


def to_day(year: int, month: int, day: int) -> date | None:
    """Return a Hijri day's Gregorian day, or None if the table has no such day."""
    index = _index(year, month)
    if index is None or not 1 <= day <= _STARTS[index + 1] - _STARTS[index]:
        return None
    return date.fromordinal(_STARTS[index] + day - 1)


def month_length(year: int, month: int) -> int | None:
    """How many days the month has; None if the table has no such month."""
    index = _index(year, month)
    return None if index is None else _STARTS[index + 1] - _STARTS[index]


def month_bounds(year: int, month: int) -> tuple[date, date] | None:
    """Return a month's first and last Gregorian day; None if the table has no such month."""
    index = _index(year, month)
    return None if index is None else _days(index, index + 1)


def year_bounds(year: int) -> tuple[date, date] | None:
    """Return a year's first and last Gregorian day; None outside the table."""
    index = _index(year, 1)
    return None if index is None else _days(index, index + _MONTHS)


def _index(year: int, month: int) -> int | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= _MONTHS):
        return None
    return (year - FIRST_YEAR) * _MONTHS + month - 1


def _days(first: int, after: int) -> tuple[date, date]:
    return date.fromordinal(_STARTS[first]), date.fromordinal(_STARTS[after] - 1)
