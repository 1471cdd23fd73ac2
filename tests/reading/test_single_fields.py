"""One field by itself, as a form or an import asks of it; and small questions about names."""

import pytest

from timeline.reading.finding import Finding, nearest
from timeline.reading.kind import Kind, kind_of
from timeline.reading.validation import faults
from timeline.reading.yaml_source import Tree
from timeline.records.about import About, Withdrawal
from timeline.records.claim import Claim
from timeline.records.event import Event
from timeline.records.fields import Record
from timeline.records.source import Source
from timeline.records.vocabulary import Place


def told(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.suggestion) for finding in findings]


@pytest.mark.parametrize(
    ("model", "name", "value", "expected"),
    [
        (Event, "title", "أ", []),
        (Event, "date", "2019-03", []),
        (Event, "date", "2019-13", [("impossible-month", None)]),
        (Event, "date", "2019-3", [("unpadded", "2019-03")]),
        (Event, "status", "planed", [("unknown-value", "planned")]),
        (Event, "status", ["planned"], [("wrong-shape", None)]),
        (Event, "id", "A b", [("bad-id", None)]),
        (Event, "sources", ["report", "B", "C"], [("bad-id", None)] * 2),
        (Claim, "value", "1,000", [("bad-number", None)]),
        (Source, "url", "https://example.org/أ", [("bad-url", "https://example.org/%D8%A3")]),
        (Source, "url", "http://example.org/", [("bad-url", None)]),
    ],
)
def test_what_is_wrong_with_one_value(
    model: type[Record], name: str, value: Tree, expected: list[tuple[str, str | None]]
) -> None:
    assert told(faults(model, name, value)) == expected


def test_where_in_its_field_a_fault_is() -> None:
    (finding,) = faults(Event, "status", "planed")
    assert (finding.at.file, finding.at.path) == ("", ("status",))
    assert finding.facts["value"] == "planed"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("planned", "planned"),
        ("planed", "planned"),
        (" PLANNED ", "planned"),
        ("date hijri", "date_hijri"),
        ("date-hijri", "date_hijri"),
        ("DATE_HIJRI", "date_hijri"),
        ("old  town", "old-town"),
        ("xyz", None),
        ("", None),
    ],
)
def test_what_was_meant(typed: str, expected: str | None) -> None:
    assert nearest(typed, ["planned", "date_hijri", "old-town", "cancelled"]) == expected


def test_words_may_be_joined_by_whatever_sign() -> None:
    for typed in ("a-b-c-d", "a_b_c_d", "a b c d"):
        assert nearest(typed, ["a-b-c-d"]) == "a-b-c-d"
        assert nearest(typed, ["a_b_c_d"]) == "a_b_c_d"


def test_of_what_is_as_near_the_same_is_meant_every_time() -> None:
    assert nearest("cot", {"cat", "cut"}) == nearest("cot", ["cut", "cat"])
    assert nearest("ab", []) is None


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("events/a.yml", Kind("event", Event)),
        ("events/2019/a.yml", Kind("event", Event)),
        ("sources/a.yml", Kind("source", Source)),
        ("timeline.yml", Kind("timeline", About)),
        ("withdrawn.yml", Kind("withdrawn", Withdrawal, keyed=True)),
        ("vocabularies/places.yml", Kind("places", Place, keyed=True)),
        ("events/a.yaml", None),
        ("events", None),
        ("map.yml", None),
        ("pages/about.md", None),
        ("vocabularies/ships.yml", None),
        ("elsewhere/a.yml", None),
    ],
)
def test_what_a_file_holds(file: str, expected: Kind | None) -> None:
    assert kind_of(file) == expected
