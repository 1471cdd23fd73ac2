"""What is counted of a dataset: held against a folder that can be counted by hand."""

from pathlib import Path

from tests.folders import RICH, SMALL, checked
from timeline.coverage import Coverage, Use, cover
from timeline.dates import Precision
from timeline.records.event import Status
from timeline.records.fields import DateBasis

LATER = {
    "events/2021/bridge-guarded.yml": (
        'title: حراسة\ndate: "2020-04/.."\nsummary: نص.\nsources: [copy-report]\n'
        "claims: [{metric: visitors, low: 3, reported_by: gazette}]\n"
    )
}


def coverage(folder: Path, *layers: dict[str, str]) -> Coverage:
    dataset = checked(folder, *layers).dataset
    assert dataset
    return cover(dataset)


def test_counts(tmp_path: Path) -> None:
    found = coverage(tmp_path, dict(RICH), LATER)
    assert (found.events, found.claims, found.sources) == (5, 4, 2)
    assert found.earliest is not None
    assert found.earliest.isoformat() == "2017-01-01"
    assert found.latest is not None
    assert found.latest.isoformat() == "2020-01-09"  # the guard has no end
    assert found.precision == {
        Precision.DAY: 1,
        Precision.MONTH: 1,
        Precision.YEAR: 2,
        Precision.WINDOW: 1,
    }
    assert list(found.precision) == [
        Precision.DAY,
        Precision.MONTH,
        Precision.YEAR,
        Precision.WINDOW,
    ]
    assert found.basis == {DateBasis.STATED: 4, DateBasis.RELATIVE: 1}
    assert found.status == {Status.PLANNED: 1, Status.REPORTED: 3, Status.DISPUTED: 1}


def test_sources_of_one_origin_are_one(tmp_path: Path) -> None:
    found = coverage(tmp_path, dict(RICH), LATER)
    assert found.sources_per_event == {1: 4, 2: 1}
    assert found.origins_per_event == {1: 5}
    assert len(found.single_origin) == 5
    other = {"sources/copy-report.yml": "title: Bridge opens\n"}
    found = coverage(tmp_path / "b", dict(RICH), LATER, other)
    assert found.origins_per_event == {1: 4, 2: 1}
    assert "bridge-opened" not in found.single_origin


def test_months_and_their_gaps(tmp_path: Path) -> None:
    months = coverage(tmp_path, dict(RICH), LATER).months
    assert {month: n for month, n in months.counts.items() if n} == {
        (2019, 3): 1,
        (2020, 1): 1,
        (2020, 4): 1,
    }
    assert len(months.counts) == 14  # from the first to the last, without a hole
    assert months.gaps == (((2019, 4), (2019, 12)), ((2020, 2), (2020, 3)))
    assert months.coarser == 2  # 2017 and 2019


def test_no_month_is_known(tmp_path: Path) -> None:
    record = SMALL["events/bridge-opened.yml"].replace("2019-03", "2019")
    months = coverage(tmp_path, dict(SMALL), {"events/bridge-opened.yml": record}).months
    assert (months.counts, months.gaps, months.coarser) == ({}, (), 1)


def test_what_rests_on_what(tmp_path: Path) -> None:
    found = coverage(tmp_path, dict(RICH), LATER)
    assert found.by_source == {"copy-report": Use(3, 1), "daily-report": Use(3, 1)}
    assert found.by_publisher == {"daily": 1, "": 1}
    assert found.by_origin == {"gazette": 2}
    assert found.claims_per_metric == {"visitors": 3, "coins": 1}
    # One is asserted, one passed on and one both; of the coins nobody says who counted them.
    assert found.unattributed == (("bridge-opened", 2),)
    assert set(found.placeless) == {"bridge-painted", "bridge-closing", "bridge-guarded"}
    assert found.without_address == ("copy-report",)
    assert found.without_archive == ("daily-report",)


def test_marked_dates(tmp_path: Path) -> None:
    event = SMALL["events/bridge-opened.yml"]
    dated = {
        f"events/e{n}.yml": event.replace("2019-03", date)
        for n, date in enumerate(["2019-03?", "2019-03~", "2019-03%", "2019-02~/2019-03?"])
    }
    found = coverage(tmp_path, dict(SMALL), dated)
    assert (found.uncertain, found.approximate) == (3, 3)


def test_an_origin_has_a_name_where_somebody_has_its_id(tmp_path: Path) -> None:
    other = {"sources/copy-report.yml": "title: Bridge opens\norigin: nobody-known\n"}
    dataset = checked(tmp_path, dict(RICH), other).dataset
    assert dataset
    assert cover(dataset).by_origin == {"gazette": 1, "nobody-known": 1}
    assert dataset.origin_name("gazette") == "الجريدة"
    assert dataset.origin_name("daily") == "اليومية"
    assert dataset.origin_name("nobody-known") == "nobody-known"
