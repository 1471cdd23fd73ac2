"""A tree of text becomes a record, or findings that say where and what was meant."""

from pathlib import Path

import pytest

from tests.contents import checked
from timeline.rules.rule import EVENT, Example

# What to lay, and for each finding `line:column rule path facts suggestion`.
Expected = list[tuple[str, str, str, dict[str, str], str | None]]


def told(tmp_path: Path, example: Example) -> Expected:
    return [
        (
            f"{finding.at.line}:{finding.at.column}",
            finding.rule,
            ".".join(map(str, finding.at.path)),
            dict(finding.facts),
            finding.suggestion,
        )
        for finding in checked(tmp_path, example).findings
    ]


def in_event(*lines: str) -> Example:
    return {"events/bridge-opened.yml": EVENT + "".join(f"{line}\n" for line in lines)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "statuss: planned",
            ("5:1", "unknown-field", "statuss", {"value": "statuss"}, "status"),
        ),
        ("xyz: 1", ("5:1", "unknown-field", "xyz", {"value": "xyz"}, None)),
        ("date-note: ب", ("5:1", "unknown-field", "date-note", {"value": "date-note"}, "date_note")),
        (
            "places: [{place: a, precison: near}]",
            ("5:21", "unknown-field", "places.0.precison", {"value": "precison"}, "precision"),
        ),
        (
            "status: Planned",
            (
                "5:9",
                "unknown-value",
                "status",
                {
                    "value": "Planned",
                    "options": "planned, reported, confirmed, disputed, cancelled",
                },
                "planned",
            ),
        ),
        ("status: [planned]", ("5:9", "wrong-shape", "status", {"wanted": "text"}, None)),
        ("places: mosul", ("5:9", "wrong-shape", "places", {"wanted": "list"}, None)),
        ("places: {place: a}", ("5:9", "wrong-shape", "places", {"wanted": "list"}, None)),
        ("places: [[a]]", ("5:10", "wrong-shape", "places.0", {"wanted": "mapping"}, None)),
        ("places: [a, Mosul]", ("5:13", "bad-id", "places.1", {"value": "Mosul"}, None)),
        ("places: [{place: Mosul}]", ("5:18", "bad-id", "places.0.place", {"value": "Mosul"}, None)),
        ("places: [{precision: near}]", ("5:10", "missing-field", "places.0", {"field": "place"}, None)),
        ("relations: [a]", ("5:13", "wrong-shape", "relations.0", {"wanted": "mapping"}, None)),
        (
            "claims: [{metric: a}]",
            ("5:10", "claim-without-number", "claims.0", {}, None),
        ),
        (
            "claims: [{metric: a, value: 1, low: 2, high: 3}]",
            ("5:46", "value-and-range", "claims.0.high", {}, None),
        ),
        (
            "claims: [{metric: a, value: 1, towards: index#b}]",
            ("5:41", "bad-id", "claims.0.towards", {"value": "index"}, None),
        ),
        ("id: x", ("5:1", "id-in-record", "id", {}, None)),
        ("id: [x]", ("5:1", "id-in-record", "id", {}, None)),
        ("added:", ("5:7", "empty-text", "added", {"value": ""}, None)),
        ('"": x', ("5:1", "unknown-field", "", {"value": ""}, None)),
    ],
)  # fmt: skip
def test_one_fault(
    tmp_path: Path, line: str, expected: tuple[str, str, str, dict[str, str], str | None]
) -> None:
    assert told(tmp_path, in_event(line)) == [expected]


def test_every_item_of_a_list_is_told(tmp_path: Path) -> None:
    assert [place for place, *_ in told(tmp_path, in_event("after: [A, b, [c], D]"))] == [
        "5:9",
        "5:15",
        "5:20",
    ]


def test_all_of_a_record_at_once(tmp_path: Path) -> None:
    text = "titel: أ\nsummary: [ب]\nsources: []\nmilestone: yes\nclaims:\n  - {metric: A}\nid: x\n"
    assert [(at, rule) for at, rule, *_ in told(tmp_path, {"events/Bad Id.yml": text})] == [
        ("1:1", "missing-field"),  # title
        ("1:1", "missing-field"),  # date
        ("1:1", "unknown-field"),
        ("1:1", "bad-id"),
        ("2:10", "wrong-shape"),
        ("3:10", "missing-field"),
        ("4:12", "bad-flag"),
        ("6:5", "claim-without-number"),
        ("6:14", "bad-id"),
        ("7:1", "id-in-record"),
    ]


def test_an_id_is_only_told_of_in_what_has_one(tmp_path: Path) -> None:
    assert [rule for _, rule, *_ in told(tmp_path, {"timeline.yml": "title: أ\nid: b\n"})] == [
        "unknown-field"
    ]


def test_a_date_has_its_suggestion(tmp_path: Path) -> None:
    assert told(tmp_path, in_event("added: 22.11.2026"))[0][1:] == (
        "slashed-date",
        "added",
        {"value": "22.11.2026"},
        "2026-11-22",
    )
