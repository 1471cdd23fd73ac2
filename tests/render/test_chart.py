"""The drawing of claimed numbers: where things lie, right to left."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import Bounds
from timeline.render.chart import Years, amounts, calendar, mark, stretch, years
from timeline.render.extents import Extent, bar, scale_for


def at(length: str) -> float:
    """A length of the drawing as a number, per cent from the left edge."""
    assert length.endswith("%")
    return float(length[:-1])


def days(first: str | None, last: str | None) -> Bounds:
    return Bounds(date.fromisoformat(first) if first else None, last and date.fromisoformat(last))  # type: ignore[arg-type]


def extent(low: int | None, high: int | None, best: int | None = None) -> Extent:
    return Extent(*(None if n is None else Decimal(n) for n in (low, high, best)))


def test_an_axis_of_time_holds_whole_years() -> None:
    axis = years([date(2018, 8, 1), date(2019, 2, 28), date(2016, 3, 1)])
    assert (axis.first, axis.last) == (2016, 2019)
    assert axis.at(date(2016, 1, 1)) == 0
    assert axis.at(date(2018, 1, 1)) == pytest.approx(731 / 1461)


@given(st.dates(), st.dates(), st.dates())
def test_the_later_lies_further_left(one: date, other: date, third: date) -> None:
    axis = years([one, other, third])
    drawn = [(day, at(mark(stretch(Bounds(day, day), axis)).low)) for day in (one, other, third)]
    for day, left in drawn:
        assert 0 <= left <= 100
        for later, its in drawn:
            assert day >= later or its <= left


def test_what_is_not_known_to_the_day_is_as_wide_as_it_is_unknown() -> None:
    axis = Years(2019, 2019)
    month = mark(stretch(days("2019-02-01", "2019-02-28"), axis))
    assert at(month.width) == pytest.approx(28 / 365 * 100, abs=0.01)
    assert at(month.low) == pytest.approx(100 - 31 / 365 * 100, abs=0.01)
    assert at(month.low) - at(month.high) == pytest.approx(at(month.width), abs=0.011)
    assert not month.point
    assert mark(stretch(days("2019-02-01", "2019-02-01"), axis)).point


def test_time_without_a_first_or_a_last_day_reaches_the_edge_open() -> None:
    axis = Years(2018, 2019)
    before, after = stretch(days(None, "2019-02-01"), axis), stretch(days("2019-02-01", None), axis)
    assert (mark(before).low, before.open_low, before.open_high) == ("100.00%", True, False)
    assert (mark(after).high, after.open_low, after.open_high) == ("0.00%", False, True)


def test_numbers_grow_to_the_left_and_bars_end_at_them() -> None:
    scale = scale_for([extent(10, 40, 15)])
    drawn = mark(bar(extent(10, 40, 15), scale))
    assert (drawn.low, drawn.best, drawn.high, drawn.width) == (
        "75.00%",
        "62.50%",
        "0.00%",
        "75.00%",
    )
    assert drawn.form == "range"


@pytest.mark.parametrize(
    ("numbers", "form"),
    [((5, 5), "point"), ((5, None), "over"), ((None, 5), "up-to"), ((4, 5), "range")],
)
def test_each_form_is_told_apart(numbers: tuple[int | None, int | None], form: str) -> None:
    scale = scale_for([extent(*numbers)])
    assert mark(bar(extent(*numbers), scale)).form == form


def test_an_open_end_is_drawn_to_the_edge() -> None:
    scale = scale_for([extent(10, None), extent(None, 20)])
    assert mark(bar(extent(10, None), scale)).high == "0.00%"
    assert mark(bar(extent(None, 20), scale)).low == "100.00%"


def test_labels_of_numbers_do_not_crowd() -> None:
    few = amounts(scale_for([extent(100, 300)]))
    assert [tick.label for tick in few] == ["0", "100", "200", "300"]
    assert [tick.anchor for tick in few] == ["start", "middle", "middle", "end"]
    assert not any(tick.minor for tick in few)
    five = amounts(scale_for([extent(18000, 18000)]))
    assert [tick.label for tick in five if not tick.minor] == ["0", "10,000", "20,000"]
    tens = amounts(scale_for([extent(4, 30000)]))
    assert [tick.label for tick in tens] == ["", "10", "", "1,000", "", "100,000"]
    millions = amounts(scale_for([extent(None, 300_000_000)]))
    assert [tick.label for tick in millions] == ["0", "100 مليون", "200 مليون", "300 مليون"]


def test_years_are_named_in_their_middle_and_the_axis_is_closed() -> None:
    *named, last = calendar(Years(2018, 2019))
    assert [(tick.x, tick.label, tick.at) for tick in named] == [
        ("100.00%", "2018", "75.00%"),
        ("50.00%", "2019", "25.00%"),
    ]
    assert [tick.note for tick in named] == ["1439 – 1440 هـ", "1440 – 1441 هـ"]
    assert (last.x, last.label) == ("0.00%", "")


def test_many_years_are_not_all_named() -> None:
    ticks = calendar(Years(2003, 2026))
    assert len(ticks) == 25
    assert [tick.label for tick in ticks if tick.label] == ["2003", "2008", "2013", "2018", "2023"]
    assert not any(tick.note for tick in ticks)
    assert len(calendar(Years(1, 9999))) == 6


@given(st.dates(), st.integers(0, 400_000))
def test_no_day_of_the_calendar_lies_off_the_axis(first: date, more: int) -> None:
    last = min(date.max, first + timedelta(min(more, (date.max - first).days)))
    axis = years([first, last])
    assert len(calendar(axis)) <= 31
    drawn = stretch(Bounds(first, last), axis)
    assert 0 <= drawn.low < drawn.high <= 1 + 1e-9
