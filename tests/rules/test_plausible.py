"""Dates held against the sources and against today."""

from datetime import date
from pathlib import Path

import pytest

from tests.contents import brief, found, smallest
from timeline.checking import check
from timeline.rules.rule import Example, event

AT = "events/bridge-opened.yml:2:7"


def source(published: str) -> Example:
    return {"sources/report.yml": f'title: تقرير\npublished: "{published}"\n'}


@pytest.mark.parametrize(
    ("day", "published", "told"),
    [
        ("2019-03-01", "2019-03-01", False),
        ("2019-03-01", "2019-03-09", False),  # who writes in the same week knows the day
        ("2019-03-01", "2019-05-01", True),
        ("2019-03-01", "2019-03", True),
        ("2019-03-02", "2019-05-01", False),
        ("2019-03-01/2019-03-05", "2019-05-01", False),
        ("[2019-03-01..2019-03-05]", "2019-05-01", False),
        ("2019-03", "2019-05-01", False),
    ],
)
def test_the_first_of_a_month(tmp_path: Path, day: str, published: str, *, told: bool) -> None:
    findings = found(tmp_path, event(source(published), date=f'"{day}"'))
    assert findings == [f"{AT} first-of-month"] * told


@pytest.mark.parametrize(
    ("day", "published", "status", "told"),
    [
        ("2019-03-05", "2019-03-04", "reported", False),  # it may be tomorrow elsewhere
        ("2019-03-05", "2019-03-03", "reported", True),
        ("2019-03-05", "2019-03-03", "planned", False),
        ("2019-03-05", "2019-03-03~", "reported", False),
        ("2019-03-05", "2019-03", "reported", False),
        ("2019-03-05", "2019-02", "reported", True),
        ("[..2019-03-05]", "2019-02", "reported", False),
        ("2019-02/2019-05", "2019-02", "reported", False),
    ],
)
def test_sources_older_than_their_event(
    tmp_path: Path, day: str, published: str, status: str, *, told: bool
) -> None:
    findings = found(tmp_path, event(source(published), date=f'"{day}"', status=status))
    assert [f for f in findings if "planned-past" not in f] == [f"{AT} sources-before-event"] * told


def test_one_source_without_a_day_may_be_later(tmp_path: Path) -> None:
    others = {**source("2018"), "sources/second.yml": "title: بيان\n"}
    assert found(tmp_path, event(others, sources="[report, second]")) == []


TODAY = date(2020, 6, 15)


@pytest.mark.parametrize(
    ("day", "status", "rule"),
    [
        ("2020-06-16", "reported", None),  # today somewhere
        ("2020-06-17", "reported", "future-event"),
        ("2020-06-17", "confirmed", "future-event"),
        ("2020-06-17", "planned", None),
        ("2020-06-17", "cancelled", None),
        ("2020", "reported", None),
        ("2020-06-14", "planned", None),
        ("2020-06-13", "planned", "planned-past"),
        ("2020-06-13", "cancelled", None),
        ("2020", "planned", None),
        ("2020/..", "planned", None),
    ],
)
def test_today_is_an_argument(tmp_path: Path, day: str, status: str, rule: str | None) -> None:
    root = smallest(tmp_path, event(date=f'"{day}"', status=status))
    told = brief(check(root, untitled="x", today=TODAY))
    assert [line for line in told if "confirmed-by-one" not in line] == (
        [f"{AT} {rule}"] if rule else []
    )
    assert not [line for line in brief(check(root, untitled="x")) if rule and rule in line]


def test_days_to_come(tmp_path: Path) -> None:
    others: Example = {
        "sources/report.yml": 'title: تقرير\npublished: "2020-07"\naccessed: "2020-06-18"\n'
    }
    corrections = '[{date: "2021-01-01", what: الاسم, why: خطأ}]'
    root = smallest(
        tmp_path, event(others, date='"2019-07"', added='"2020-06-16"', corrections=corrections)
    )
    assert [line for line in brief(check(root, untitled="x", today=TODAY)) if "day-to" in line] == [
        "events/bridge-opened.yml:6:22 day-to-come",
        "sources/report.yml:2:12 day-to-come",
        "sources/report.yml:3:11 day-to-come",
    ]


def test_a_year_of_either_calendar(tmp_path: Path) -> None:
    assert found(tmp_path / "a", event(date='"1440"')) == [f"{AT} hijri-year"]
    assert found(tmp_path / "b", event(date='"1258"')) == []
    assert found(tmp_path / "c", event(date='"1440"', date_note="بالميلادي.")) == []
