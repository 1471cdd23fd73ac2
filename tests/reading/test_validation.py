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
        "5:12",  # well written, and of no event
        "5:15",
        "5:20",
    ]


def test_all_of_a_record_at_once(tmp_path: Path) -> None:
    text = "titel: أ\nsummary: [ب]\nsources: []\nmilestone: yes\nclaims:\n  - {metric: A}\nid: x\n"
    assert [(at, rule) for at, rule, *_ in told(tmp_path, {"events/Bad Id.yml": text})] == [
        ("1:1", "missing-field"),  # date, and not title, which is there misspelt
        ("1:1", "unknown-field"),
        ("1:1", "bad-id"),
        ("2:10", "wrong-shape"),
        ("3:10", "missing-field"),
        ("4:12", "bad-flag"),
        ("6:5", "claim-without-number"),
        ("6:14", "bad-id"),
        ("7:1", "id-in-record"),
    ]


def test_a_misspelt_field_is_not_missing_too(tmp_path: Path) -> None:
    places = "a: {nam: أ}\nb: {kindd: city}\n"
    text = EVENT.replace("summary", "sumary") + "places: [{plce: a}, {precison: near}]\n"
    example: Example = {"events/bridge-opened.yml": text, "vocabularies/places.yml": places}
    assert [(at, rule, *facts.values()) for at, rule, _, facts, _ in told(tmp_path, example)] == [
        ("3:1", "unknown-field", "sumary"),
        ("5:11", "unknown-field", "plce"),
        ("5:21", "missing-field", "place"),  # of another item: that one is misspelt elsewhere
        ("5:22", "unknown-field", "precison"),
        ("1:5", "unknown-field", "nam"),
        ("2:4", "missing-field", "name"),
        ("2:5", "unknown-field", "kindd"),
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


def test_a_faulty_item_hides_nothing_of_its_list(tmp_path: Path) -> None:
    """What is left of a list is looked at as ever, and found where it stands."""
    places = {"vocabularies/places.yml": "mosul: {name: الموصل}\nbasra: {name: البصرة}\n"}
    lines = in_event("places: [{place: Mosul!}, mosil, basra, basra, [x], bosra]", "after: [A]")
    assert [(at, rule) for at, rule, *_ in told(tmp_path, {**places, **lines})] == [
        ("5:18", "bad-id"),
        ("5:27", "unknown-place"),
        ("5:41", "repeated-reference"),
        ("5:48", "wrong-shape"),
        ("5:53", "unknown-place"),
        ("6:9", "bad-id"),
    ]


def test_a_list_of_faults_alone_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    lines = in_event("places: [A, B]", "status: planed")
    text = lines["events/bridge-opened.yml"]
    assert isinstance(text, str)
    faulty = {"events/bridge-opened.yml": text.replace("[report]", "[Report]")}
    assert [(at, rule) for at, rule, *_ in told(tmp_path, faulty)] == [
        ("4:11", "bad-id"),
        ("5:10", "bad-id"),
        ("5:13", "bad-id"),
        ("6:9", "unknown-value"),
    ]


VOCABULARIES: Example = {
    "vocabularies/places.yml": "baghdad: {name: بغداد, aliases: [العاصمة العراقية]}\n"
    "new-baghdad: {name: بغداد الجديدة, within: بغداد}\n",
    "vocabularies/actors.yml": "al-iraqiya: {name: العراقية, aliases: [قناة العراقية]}\n",
    "vocabularies/categories.yml": "attacks: {name: هجمات وتفجيرات}\n",
    "vocabularies/metrics.yml": "killed: {name: قتلى}\n",
    "vocabularies/publishers.yml": "gazette: {name: الجريدة}\n",
    "sources/report.yml": "title: تقرير البلدية\npublisher: الجريده\n",
    "events/tunnel.yml": EVENT.replace("الجسر", "النفق"),
}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("places: [بغداد]", [("bad-id", "baghdad")]),
        ("places: [{place: بغداد الجديده}]", [("bad-id", "new-baghdad")]),
        ("places: [بغدد]", [("bad-id", "baghdad")]),
        ("places: [Baghdad]", [("bad-id", "baghdad")]),
        ("places: [baghdd]", [("unknown-place", "baghdad")]),
        ("places: [العاصمه العراقيه]", [("bad-id", "baghdad")]),
        ("places: [باريس]", [("bad-id", None)]),
        ("actors: [قناة العراقية]", [("bad-id", "al-iraqiya")]),
        ("categories: [هجمات]", [("bad-id", None)]),
        ("categories: [هجمات وتفجيرات]", [("bad-id", "attacks")]),
        ("claims: [{metric: قتلى, value: 5}]", [("bad-id", "killed")]),
        ("claims: [{metric: killed, value: 5, said_by: العراقية}]", [("bad-id", "al-iraqiya")]),
        ("after: [افتتاح النفق]", [("bad-id", "tunnel")]),
        ("before: [افتتاح الجسر]", [("bad-id", None)]),  # itself
    ],
)
def test_a_name_in_place_of_an_id(
    tmp_path: Path, line: str, expected: list[tuple[str, str | None]]
) -> None:
    findings = told(tmp_path, {**VOCABULARIES, **in_event(line)})
    found = [(rule, suggestion) for at, rule, _, _, suggestion in findings if at.startswith("5:")]
    assert found == expected
    elsewhere = {(rule, suggestion) for at, rule, _, _, suggestion in findings if at[0] == "2"}
    assert elsewhere == {("bad-id", "gazette"), ("bad-id", "baghdad")}
