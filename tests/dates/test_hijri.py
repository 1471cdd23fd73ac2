"""The Umm al-Qura table, against itself, against hijridate and against a frozen table."""

from datetime import date, timedelta

import pytest
from hijridate import Gregorian

from timeline.dates import gregorian, hijri
from timeline.dates.hijri import HijriDay

DAY = timedelta(1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1924-08-01", (1343, 1, 1)),
        ("1979-11-20", (1400, 1, 1)),
        ("1999-12-09", (1420, 9, 1)),
        ("2003-03-20", (1424, 1, 17)),
        ("2003-04-09", (1424, 2, 7)),
        ("2014-06-10", (1435, 8, 12)),
        ("2014-06-28", (1435, 9, 1)),
        ("2014-06-29", (1435, 9, 2)),
        ("2017-07-10", (1438, 10, 16)),
        ("2017-12-09", (1439, 3, 21)),
        ("2018-08-21", (1439, 12, 10)),
        ("2018-09-11", (1440, 1, 1)),
        ("2019-03-23", (1440, 7, 16)),
        ("2019-10-27", (1441, 2, 28)),
        ("2022-01-01", (1443, 5, 28)),
        ("2023-03-23", (1444, 9, 1)),
        ("2025-06-26", (1447, 1, 1)),
        ("2077-11-16", (1500, 12, 30)),
    ],
)
def test_known_days(day: str, expected: tuple[int, int, int]) -> None:
    gregorian_day = date.fromisoformat(day)
    assert hijri.from_day(gregorian_day) == HijriDay(*expected)
    assert hijri.to_day(*expected) == gregorian_day


def test_every_day_of_the_table_there_and_back() -> None:
    day, previous = hijri.FIRST_DAY, HijriDay(0, 0, 0)
    while day <= hijri.LAST_DAY:
        found = hijri.from_day(day)
        assert found is not None
        assert found > previous
        assert hijri.to_day(found.year, found.month, found.day) == day
        day, previous = day + DAY, found


def test_counting_agrees_with_the_library() -> None:
    for ordinal in range(hijri.FIRST_DAY.toordinal(), hijri.LAST_DAY.toordinal() + 1, 29):
        day = date.fromordinal(ordinal)
        found = hijri.from_day(day)
        assert found is not None
        theirs = Gregorian.fromdate(day).to_hijri()
        assert (found.year, found.month, found.day) == theirs.datetuple()


def test_the_table_is_whole() -> None:
    assert (date(1924, 8, 1), date(2077, 11, 16)) == (hijri.FIRST_DAY, hijri.LAST_DAY)
    assert (hijri.FIRST_YEAR, hijri.LAST_YEAR) == (1343, 1500)
    assert len(hijri.MONTH_STARTS) == 158 * 12
    after, odd = hijri.FIRST_DAY, {}
    for year, month, start in hijri.MONTH_STARTS:
        # Plain days, not the subclass of `date` that the library returns.
        assert type(start) is date
        bounds, length = hijri.month_bounds(year, month), hijri.month_length(year, month)
        assert start == after
        assert bounds is not None
        assert length is not None
        if length not in {29, 30}:
            odd[year, month] = length
        assert bounds == (start, start + (length - 1) * DAY)
        after = bounds[1] + DAY
    assert after == hijri.LAST_DAY + DAY
    # As hijridate has the calendar's first years; every later month has 29 or 30 days.
    assert odd == {
        (1343, 9): 28,
        (1345, 5): 31,
        (1345, 8): 28,
        (1348, 11): 31,
        (1348, 12): 28,
        (1349, 10): 28,
        (1349, 11): 31,
        (1364, 8): 28,
    }


def test_a_year_is_its_months() -> None:
    for year in range(hijri.FIRST_YEAR, hijri.LAST_YEAR + 1):
        first, last = hijri.month_bounds(year, 1), hijri.month_bounds(year, 12)
        assert first
        assert last
        assert hijri.year_bounds(year) == (first[0], last[1])


def test_outside_the_table_there_is_no_answer() -> None:
    assert hijri.from_day(hijri.FIRST_DAY - DAY) is None
    assert hijri.from_day(hijri.LAST_DAY + DAY) is None
    assert hijri.to_day(1342, 12, 29) is None
    assert hijri.to_day(1501, 1, 1) is None
    assert hijri.to_day(1439, 2, 30) is None
    assert hijri.to_day(1439, 2, 0) is None
    assert hijri.month_length(1439, 13) is None
    assert hijri.month_bounds(1439, 0) is None
    assert hijri.year_bounds(1501) is None


def test_the_gregorian_calendar_answers_alike() -> None:
    assert gregorian.month_length(2016, 2) == 29
    assert gregorian.month_length(2016, 13) is None
    assert gregorian.month_length(0, 1) is None
    assert gregorian.month_length(10000, 1) is None
    assert (gregorian.month_length(1, 1), gregorian.month_length(9999, 12)) == (31, 31)
    assert gregorian.month_bounds(2016, 0) is None
    assert gregorian.to_day(2017, 2, 29) is None
    assert gregorian.year_bounds(0) is None
    assert gregorian.year_bounds(10000) is None
    for year in (1, 9999):
        assert gregorian.year_bounds(year) == (date(year, 1, 1), date(year, 12, 31))
    assert gregorian.season_bounds(2018, 24) == (date(2018, 12, 1), date(2019, 2, 28))
    assert gregorian.season_bounds(9999, 24) is None
    assert gregorian.season_bounds(0, 21) is None
