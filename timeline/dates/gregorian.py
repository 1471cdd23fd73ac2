"""The Gregorian calendar (proleptic), years 1 to 9999: where its months, seasons and years lie.

Says the same things by the same names as `hijri`, so that the parser can read by either.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

FIRST_YEAR, LAST_YEAR = MINYEAR, MAXYEAR

_LAST_MONTH = 12
_SPRING, _WINTER = 21, 24


def month_length(year: int, month: int) -> int | None:
    """How many days the month has; None if there is no such month."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= _LAST_MONTH):
        return None
    return monthrange(year, month)[1]


def to_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_bounds(year: int, month: int) -> tuple[date, date] | None:
    """Return the first and the last day of a month; None if there is no such month."""
    length = month_length(year, month)
    return None if length is None else (date(year, month, 1), date(year, month, length))


def year_bounds(year: int) -> tuple[date, date] | None:
    """Return the first and the last day of a year; None if it cannot be written."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, 1, 1), date(year, 12, 31)


def season_bounds(year: int, season: int) -> tuple[date, date] | None:
    """Return the first and the last day of a season, 21 to 24; None if it cannot be written.

    EDTF leaves the months open. They are those of the meteorological seasons in the north: spring
    is March to May, and so on. Winter belongs to the year in which it begins, December to the end
    of February, which keeps EDTF's order of the seasons within a year; to stop it at December, as
    the `edtf` package does, would make it look more precise than it is.
    """
    first = month_bounds(year, 3 * (season - _SPRING) + 3)
    last = (
        month_bounds(year + 1, 2)
        if season == _WINTER
        else month_bounds(year, 3 * (season - _SPRING) + 5)
    )
    return None if first is None or last is None else (first[0], last[1])
