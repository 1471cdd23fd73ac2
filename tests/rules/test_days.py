"""Days held against one another: what is told, where, with which facts, and what is no case."""

from datetime import date
from pathlib import Path

import pytest

from tests.contents import smallest
from tests.rules.told import Told, told
from timeline.checking import check
from timeline.rules.rule import EVENT, Example, event

AT = "events/bridge-opened.yml"


def source(**fields: str) -> Example:
    lines = "".join(f'{name}: "{value}"\n' for name, value in fields.items())
    return {"sources/report.yml": f"title: تقرير\n{lines}"}


@pytest.mark.parametrize(
    ("day", "fields", "published", "month"),
    [
        ("2019-03-01", {}, "", "2019-03"),
        ("2019-12-01?", {}, "", "2019-12"),
        ("2019-03-02", {}, "", None),
        ("2019-03-11", {}, "", None),
        ("2019-03", {}, "", None),
        ("2019-03-01/2019-03-01", {}, "", None),
        ("[2019-03-01, 2019-04-01]", {}, "", None),
        ("2019-03-01", {"date_note": "اليوم في العنوان."}, "", None),
        ("2019-03-01", {"date_basis": "inferred", "date_note": "أ"}, "", None),
        # Who writes so soon after knows which day it was; who wrote before does not.
        ("2019-03-01", {}, "2019-03-01", None),
        ("2019-03-01", {}, "2019-03-11", None),
        ("2019-03-01", {}, "2019-03-12", "2019-03"),
        ("2019-03-01", {}, "2019-02-28", "2019-03"),
        ("2019-03-01", {}, "2019-03", "2019-03"),
    ],
)
def test_a_first_that_may_be_a_month(
    tmp_path: Path, day: str, fields: dict[str, str], published: str, month: str | None
) -> None:
    example = event(source(published=published) if published else {}, date=f'"{day}"', **fields)
    assert told(tmp_path, "first-of-month", example) == (
        [Told(f"{AT}:2:7", {"value": day, "month": month})] if month else []
    )


def test_a_first_of_a_hijri_month_is_told_at_its_own_field(tmp_path: Path) -> None:
    example = event(date="", date_hijri='"1440-07-01"')
    facts = {"value": "1440-07-01", "month": "1440-07"}
    assert told(tmp_path, "first-of-month", example) == [Told(f"{AT}:4:13", facts)]


@pytest.mark.parametrize(
    ("day", "basis", "published", "is_told"),
    [
        ("2019-03-25", "relative", "2019-04", True),
        ("2019-03-25", "relative", "2019", True),
        ("2019-03-25", "relative", "201X", True),
        ("2019-03-25", "relative", "2019-21", True),
        ("2019-03-25", "relative", "2019-04-01", False),
        ("2019-03-25", "relative", "", False),
        ("2019-03-25", "stated", "2019-04", False),
        ("2019-03-25", "inferred", "2019-04", False),
        ("2019-03-25~", "relative", "2019-04", False),
        ("2019-03-25?", "relative", "2019-04", False),
        ("2019-03-25%", "relative", "2019-04", False),
        ("2019-03", "relative", "2019-04", False),
    ],
)
def test_a_day_counted_from_no_day(
    tmp_path: Path, day: str, basis: str, published: str, *, is_told: bool
) -> None:
    files = source(published=published) if published else {}
    fields = {"date": f'"{day}"', "date_basis": basis, "date_note": "«الاثنين الماضي»."}
    expected = Told(
        f"{AT}:2:7", {"value": day, "published": published}, None, ("sources/report.yml:2:12",)
    )
    assert told(tmp_path, "finer-than-source", event(files, **fields)) == [expected] * is_told


def test_one_source_of_a_day_is_enough_to_count_from(tmp_path: Path) -> None:
    second = {"sources/second.yml": 'title: أ\npublished: "2019-04-01"\n'}
    fields = {"date_basis": "relative", "date_note": "«أمس».", "sources": "[report, second]"}
    example = event({**source(published="2019-04"), **second}, date='"2019-03-25"', **fields)
    assert told(tmp_path, "finer-than-source", example) == []


@pytest.mark.parametrize(
    ("published", "second", "last"),
    [
        ("2018-05-02", "2018-06", "2018-06-30"),
        ("2018-06", "2018-05-02", "2018-06-30"),
        ("2018-06", "2018-05-02?", None),
        ("2018-06", "2018-05-02~", None),
        ("2018-06", "2018/..", None),  # it goes on
        ("2018-06", "2019-03-01", None),
        ("2018-06", "2019-02-27", "2019-02-27"),
        ("2018-06", "2019-02-28", None),  # the first of March, in another zone
        ("2018-06", "", None),  # of one it is not known
    ],
)
def test_sources_older_than_what_they_tell(
    tmp_path: Path, published: str, second: str, last: str | None
) -> None:
    line = f'published: "{second}"\n' if second else ""
    files = {**source(published=published), "sources/second.yml": f"title: أ\n{line}"}
    example = event(files, sources="[report, second]")
    facts = {"published": last or "", "earliest": "2019-03-01"}
    places = ("sources/report.yml:2:12", "sources/second.yml:2:12")
    assert told(tmp_path, "sources-before-event", example) == (
        [Told(f"{AT}:2:7", facts, None, places)] if last else []
    )


def test_a_source_cited_twice_is_one(tmp_path: Path) -> None:
    example = event(source(published="2018"), sources="[report, {source: report, locator: 2}]")
    assert len(told(tmp_path, "sources-before-event", example)) == 1


@pytest.mark.parametrize(
    ("day", "fields", "is_told"),
    [
        ("1343", {}, True),
        ("1500", {}, True),
        ("1342", {}, False),
        ("1501", {}, False),
        ("1342/1343", {}, True),
        ("1500/..", {}, True),
        ("1440-07", {"date_note": "بالميلادي."}, False),
        ("1440-07", {"hijri_stated": "0844"}, False),
    ],
)
def test_a_year_that_may_be_hijri(
    tmp_path: Path, day: str, fields: dict[str, str], *, is_told: bool
) -> None:
    example = event(date=f'"{day}"', **fields)
    expected = Told(f"{AT}:2:7", {"value": day}, f'date_hijri: "{day}"')
    assert told(tmp_path, "hijri-year", example) == [expected] * is_told


def test_a_correction_before_its_record(tmp_path: Path) -> None:
    corrections = ", ".join(
        f'{{date: "2020-05-{day}", what: أ, why: ب}}' for day in ("02", "01", "03")
    )
    example = event(added='"2020-05-02"', corrections=f"[{corrections}]")
    facts = {"value": "2020-05-01", "added": "2020-05-02"}
    assert told(tmp_path, "corrected-before-added", example) == [Told(f"{AT}:6:61", facts)]


TODAY = date(2020, 6, 15)


def today(root: Path, rule: str, *examples: Example) -> list[tuple[str, dict[str, str]]]:
    findings = check(smallest(root, *examples), untitled="x", today=TODAY).findings
    return [(str(f.at), dict(f.facts)) for f in findings if f.rule == rule]


def test_what_lies_ahead(tmp_path: Path) -> None:
    example = event(date='"2020-07"', status="disputed", disputed_over="[date]")
    facts = {"value": "2020-07", "status": "disputed"}
    assert today(tmp_path, "future-event", example) == [(f"{AT}:2:7", facts)]


@pytest.mark.parametrize(
    ("added", "correction", "is_told"),
    [
        ("", "", True),
        ("2019-03-31", "", True),  # that day is the last of the plan
        ("2019-04-01", "", False),
        ("2019-03-01", "2019-04-01", False),
        ("2019-03-01", "2019-03-31", True),
    ],
)
def test_a_plan_whose_day_has_passed(
    tmp_path: Path, added: str, correction: str, *, is_told: bool
) -> None:
    fields = {"added": f'"{added}"'} if added else {}
    if correction:
        fields["corrections"] = f'[{{date: "{correction}", what: أ, why: ب}}]'
    found = today(tmp_path, "planned-past", event(status="planned", **fields))
    assert found == [(f"{AT}:2:7", {"value": "2019-03-31"})] * is_told


def test_each_day_to_come_is_told(tmp_path: Path) -> None:
    """Of a record and of its sources; what is tomorrow here may be today elsewhere."""
    corrections = ", ".join(
        f'{{date: "2020-06-{day}", what: أ, why: ب}}' for day in ("15", "16", "17")
    )
    sources = {
        **source(published="2020-06-16", accessed="2020-06-17"),
        "sources/second.yml": 'title: أ\npublished: "2020-07"\naccessed: "2020-06-16"\n',
        "sources/third.yml": 'title: أ\npublished: "[..2020-07]"\n',
    }
    fields = {"sources": "[report, second, third]", "corrections": f"[{corrections}]"}
    assert today(tmp_path / "a", "day-to-come", event(sources, added='"2020-06-16"', **fields)) == [
        (f"{AT}:6:100", {"value": "2020-06-17"}),
        ("sources/report.yml:3:11", {"value": "2020-06-17"}),
        ("sources/second.yml:2:12", {"value": "2020-07-01"}),
    ]
    assert today(tmp_path / "b", "day-to-come", event(added='"2020-06-17"')) == [
        (f"{AT}:5:8", {"value": "2020-06-17"})
    ]


@pytest.mark.parametrize(
    ("basis", "note", "is_told"),
    [
        ("relative", "", True),
        ("inferred", "", True),
        ("stated", "", False),
        ("relative", "أ", False),
    ],
)
def test_how_a_date_is_known(tmp_path: Path, basis: str, note: str, *, is_told: bool) -> None:
    example = event(date_basis=basis, date_note=note)
    assert told(tmp_path, "date-note-missing", example) == [Told(f"{AT}:5:13", {})] * is_told


@pytest.mark.parametrize(
    ("day", "basis", "is_told"),
    [
        ("2019-03", "inferred", True),
        ("2019-03/2019-04", "inferred", True),
        ("2019-03?", "inferred", False),
        ("2019-03~", "inferred", False),
        ("2019-03%", "inferred", False),
        ("[2019-03..2019-04]", "inferred", False),
        ("2019-03", "relative", False),
        ("2019-03", "stated", False),
    ],
)
def test_a_reading_that_looks_certain(
    tmp_path: Path, day: str, basis: str, *, is_told: bool
) -> None:
    example = event(date=f'"{day}"', date_basis=basis, date_note="أ")
    expected = [Told(f"{AT}:2:7", {"value": day})] * is_told
    assert told(tmp_path, "inferred-as-certain", example) == expected


def test_a_reading_of_a_hijri_date_is_told_at_its_own_field(tmp_path: Path) -> None:
    example = event(date="", date_hijri='"1440-07"', date_basis="inferred", date_note="أ")
    assert told(tmp_path, "inferred-as-certain", example) == [
        Told(f"{AT}:4:13", {"value": "1440-07"})
    ]


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("2014", True), ("[2014..2017]", True), ("../2017", True), ("2014/..", False)],
)
def test_an_era_that_is_no_period(tmp_path: Path, day: str, *, is_told: bool) -> None:
    eras: Example = {"vocabularies/eras.yml": f'a: {{name: أ, date: "{day}"}}\n'}
    expected = [Told("vocabularies/eras.yml:1:20", {"value": day})] * is_told
    assert told(tmp_path, "era-not-period", eras) == expected


def test_each_event_is_looked_at_whatever_the_one_before_it_is(tmp_path: Path) -> None:
    """What is no case of a rule does not end its search."""
    other = EVENT.replace("الجسر", "النفق")
    files = {
        "events/a.yml": other + "hijri_stated: '1440'\n",
        "events/b.yml": other.replace('date: "2019-03"', 'date_hijri: "1440-07"'),
        "events/c.yml": other + "hijri_stated: '1430'\n",
        "events/d.yml": other + "date_basis: inferred\n",
        "events/e.yml": other.replace("2019-03", "[2019-03..2019-04]") + "date_basis: inferred\n",
        "events/f.yml": other + "date_basis: inferred\n",
        "events/g.yml": other.replace("2019-03", "1440"),
    }
    at = {rule: [one.at for one in told(tmp_path / rule, rule, files)] for rule in (
        "hijri-stated-differs", "date-note-missing", "inferred-as-certain", "hijri-year"
    )}  # fmt: skip
    assert at == {
        "hijri-stated-differs": ["events/c.yml:5:15"],
        "date-note-missing": [f"events/{name}.yml:5:13" for name in "def"],
        "inferred-as-certain": ["events/d.yml:2:7", "events/f.yml:2:7"],
        "hijri-year": ["events/g.yml:2:7"],
    }


def several(*events: str) -> Example:
    """Give events that differ in some lines, called a, b, c and so on."""
    return {
        f"events/{name}.yml": f"title: {name}\nsummary: س\n{lines}"
        for name, lines in zip("abcdef", events, strict=False)
    }


RELATIVE = "date_basis: relative\ndate_note: أ\n"
SOURCES: Example = {
    "sources/month.yml": 'title: أ\npublished: "2019-04"\n',
    "sources/old.yml": 'title: ب\npublished: "2018-04"\n',
    "sources/about.yml": 'title: ج\npublished: "2018-05~"\n',
    "sources/undated.yml": "title: د\n",
}


@pytest.mark.parametrize(
    ("rule", "events", "names"),
    [
        (
            "first-of-month",
            [
                'date: "2019-03-02"\nsources: [old]\n',
                'date: "2019-03"\nsources: [old]\n',
                'date: "2019-03-01"\nsources: [old]\n',
            ],
            "c",
        ),
        (
            "finer-than-source",
            [
                f'date: "2019-03-25~"\nsources: [month]\n{RELATIVE}',
                f'date: "2019-03"\nsources: [month]\n{RELATIVE}',
                f'date: "2019-03-25"\nsources: [month]\n{RELATIVE}',
            ],
            "c",
        ),
        (
            "sources-before-event",
            [
                'date: "[..2019-03]"\nsources: [old]\n',
                'date: "2019-03"\nsources: [undated]\n',
                'date: "2019-03"\nsources: [about]\n',
                'date: "2019-03"\nsources: [month]\n',
                'date: "2019-03"\nsources: [old]\n',
            ],
            "e",
        ),
    ],
)
def test_one_that_is_no_case_ends_no_search(
    tmp_path: Path, rule: str, events: list[str], names: str
) -> None:
    found = told(tmp_path, rule, SOURCES, several(*events))
    assert [one.at.removeprefix("events/")[0] for one in found] == list(names)
