"""The strip above the timeline: where its columns lie, what they count, what it leaves out."""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from tests.folders import SMALL, site_of
from timeline.render.density import COLUMN, WIDE, Column, Strip, density


def strip_of(
    folder: Path, dates: Mapping[str, str], more: Mapping[str, str] | None = None
) -> Strip:
    """The strip of events with these EDTF dates; fields may follow a date after a new line."""
    events = {
        f"events/{name}.yml": (
            f"title: حدث\nsummary: نص.\nsources: [report]\ndate: {_quoted(date)}"
        )
        for name, date in dates.items()
    }
    files = {"sources/report.yml": SMALL["sources/report.yml"], **events, **(more or {})}
    site = site_of(folder, files)
    strip = density(site.dataset, site.order)
    assert strip is not None
    return strip


def _quoted(date: str) -> str:
    day, *fields = date.split("\n")
    return "\n".join([f'"{day}"', *fields]) + "\n"


def by_anchor(strip: Strip) -> dict[str, Column]:
    return {column.anchor: column for column in strip.columns}


def test_later_lies_further_left(tmp_path: Path) -> None:
    strip = strip_of(
        tmp_path, {"a": "2019-03-01", "b": "2019-11", "c": "2020-01-05", "d": "2019-04"}
    )
    anchors = ["m_2019-03", "m_2019-04", "m_2019-11", "m_2020-01"]
    columns = [by_anchor(strip)[anchor] for anchor in anchors]
    assert [column.anchor for column in strip.columns] == anchors
    assert all(sooner.x >= later.x + later.width for sooner, later in pairwise(columns))
    assert all(0 <= column.x <= strip.width - COLUMN for column in columns)
    assert columns[0].name == "آذار/مارس 2019"
    # Between March and April nothing lies, between April and November six months do.
    assert columns[0].x - columns[1].x == COLUMN
    assert columns[1].x - columns[2].x > COLUMN


def test_counts_by_the_first_category_in_the_vocabularys_order(tmp_path: Path) -> None:
    more = {"vocabularies/categories.yml": "works: {name: أشغال}\ntalk: {name: تصريحات}\n"}
    dates = {
        "a": "2019-03-01\ncategories: [talk, works]",
        "b": "2019-03-02\ncategories: [works]\nmilestone: true",
        "c": "2019-03\ncategories: [works]",
        "d": "2019-03-09",
        "e": "2019-03-10\ncategories: [works]\nstatus: planned",
    }
    (column,) = strip_of(tmp_path, dates, more).columns
    assert [(bar.category, bar.planned, bar.count) for bar in column.bars] == [
        ("works", False, 2),
        ("works", True, 1),
        ("talk", False, 1),
        ("", False, 1),
    ]
    assert column.count == 5
    assert column.milestones == 1


def test_bars_stand_on_one_another(tmp_path: Path) -> None:
    more = {"vocabularies/categories.yml": "works: {name: أشغال}\ntalk: {name: تصريحات}\n"}
    dates = {f"a{i}": "2019-03-01\ncategories: [works]" for i in range(3)}
    dates |= {f"b{i}": "2019-03-01\ncategories: [talk]" for i in range(2)}
    strip = strip_of(tmp_path, dates, more)
    (column,) = strip.columns
    bottoms = [[int(y) for y in re.findall(r"M\d+ (\d+)", bar.path)] for bar in column.bars]
    assert [len(ys) for ys in bottoms] == [3, 2]
    flat = [y for ys in bottoms for y in ys]
    assert flat == sorted(flat, reverse=True)
    assert len(set(flat)) == 5
    assert flat[0] < strip.base
    assert column.top < flat[-1]


def test_what_has_no_month_stands_apart_at_the_beginning_of_its_year(tmp_path: Path) -> None:
    strip = strip_of(
        tmp_path, {"a": "2019", "b": "2019-01", "c": "[2019-03..2019-05]", "d": "2018"}
    )
    coarse = [column for column in strip.columns if column.coarse]
    assert [(column.name, column.count, column.anchor) for column in coarse] == [
        ("2018", 1, "d"),
        ("2019", 2, "a"),
    ]
    january = by_anchor(strip)["m_2019-01"]
    assert coarse[1].x == january.x + COLUMN
    # A year of which no month is known takes no room for months.
    block = next(block for block in strip.blocks if block.name == "2018")
    assert block.width < 2 * COLUMN


def test_a_run_of_empty_years_is_a_break_and_a_single_one_is_not(tmp_path: Path) -> None:
    strip = strip_of(tmp_path, {"a": "2003-05", "b": "2010-01", "c": "2012-01"})
    assert [gap.name for gap in strip.breaks] == ["2004 – 2009"]
    assert [(block.name, block.year) for block in strip.blocks] == [
        ("2003", 2003),
        ("2010", 2010),
        ("2011", None),
        ("2012", 2012),
    ]
    pieces = sorted(
        [(block.x, block.width) for block in strip.blocks]
        + [(gap.x, gap.width) for gap in strip.breaks]
    )
    assert pieces[0][0] == 0
    assert sum(pieces[-1]) == strip.width
    assert all(x + width == after for (x, width), (after, _) in pairwise(pieces))


def test_empty_months_take_what_room_there_is(tmp_path: Path) -> None:
    one = strip_of(tmp_path / "one", {"a": "2019-03"})
    assert one.width == 12 * COLUMN
    ten = strip_of(tmp_path / "ten", {f"a{i}": f"{2010 + i}-03" for i in range(10)})
    assert WIDE - 110 < ten.width <= WIDE


ERAS = (
    "second: {name: الثانية, date: 2019-07/2020-06}\n"
    "first: {name: الأولى, date: 2019-01~/2019-12}\n"
    "third: {name: الثالثة, date: 2020-07/..}\n"
    "gone: {name: البعيدة, date: 1990/1991}\n"
)


def test_eras_lie_behind_their_months_in_lanes(tmp_path: Path) -> None:
    dates = {"a": "2019-01", "b": "2019-12", "c": "2020-06", "d": "2020-07", "e": "2020-12"}
    strip = strip_of(tmp_path, dates, {"vocabularies/eras.yml": ERAS})
    bands = {band.name: band for band in strip.bands}
    assert bands.keys() == {"الأولى", "الثانية", "الثالثة"}
    first, second, third = bands["الأولى"], bands["الثانية"], bands["الثالثة"]
    column = by_anchor(strip)
    assert first.x + first.width == column["m_2019-01"].x + COLUMN == strip.width
    assert first.x == column["m_2019-12"].x
    assert second.x == column["m_2020-06"].x
    assert third.x == 0
    # The first two overlap; the third takes the lane that is free again.
    assert first.y != second.y
    assert third.y in {first.y, second.y}
    # Only an end that is not certain fades.
    assert [bool(fade) for fade in first.fades] == [True, False]
    assert not any(second.fades)
    assert [bool(fade) for fade in third.fades] == [False, True]
    assert strip.lanes == max(first.y, second.y) * 2


def test_long_spans_are_counted_more_coarsely(tmp_path: Path) -> None:
    years = strip_of(tmp_path / "y", {"a": "1700-03", "b": "1701", "c": "1999-05", "d": "199X"})
    assert not years.months
    assert [(column.name, column.coarse) for column in years.columns] == [
        ("1700", False),
        ("1701", False),
        ("1990 – 1999", True),
        ("1999", False),
    ]
    assert all(block.year is None for block in years.blocks)
    decades = strip_of(tmp_path / "d", {"a": "0003", "b": "1999-05-01", "c": "2019-05-02"})
    assert [column.name for column in decades.columns] == ["1 – 9", "1990 – 1999", "2010 – 2019"]


@pytest.mark.parametrize("number", [26, 300])
def test_grows_with_the_span_and_not_with_the_events(tmp_path: Path, number: int) -> None:
    strip = strip_of(tmp_path, {f"a{i}": "2019-03-01" for i in range(number)} | {"b": "2019-05"})
    most, one = strip.columns
    assert most.count == number
    assert len(most.bars[0].path) < 40
    assert most.top == strip.base - 100
    assert one.top < strip.base
    assert not strip.squares


def test_a_timeline_of_years_alone_has_a_strip(tmp_path: Path) -> None:
    strip = strip_of(tmp_path, {"a": "2017", "b": "2018/2019"})
    assert all(column.coarse for column in strip.columns)
    assert [column.name for column in strip.columns] == ["2017", "2018"]
    assert not strip.bands


def test_without_events_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    site = site_of(tmp_path, {"sources/report.yml": SMALL["sources/report.yml"]})
    assert density(site.dataset, site.order) is None
