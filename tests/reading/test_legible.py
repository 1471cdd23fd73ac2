"""What can be read of a faulty record: it hides nothing else, and is never published."""

from pathlib import Path

import pytest

from tests.contents import checked, found, smallest
from timeline.reading.content import read_content
from timeline.reading.document import Document
from timeline.reading.validation import Validation, _within, validate
from timeline.reading.yaml_source import Tree
from timeline.records.event import Event, Status
from timeline.records.examples import EXAMPLES
from timeline.records.fields import Record
from timeline.records.vocabulary import Place
from timeline.rules.rule import EVENT, Example, event


def read(tree: Tree, record_id: str = "a", text: str = "") -> Validation[Event]:
    return validate(Event, record_id, tree, Document("events/a.yml", text or "title: x\n"))


def test_what_is_sound_is_there_and_the_rest_is_not() -> None:
    got = read({"title": "أ", "date": "2019-13", "sources": ["b", "C", "d"], "status": "planned"})
    assert got.record is None
    assert got.legible is not None
    assert got.legible.model_fields_set == {"id", "title", "summary", "sources", "status"}
    assert got.legible.status is Status.PLANNED
    assert [cited.source for cited in got.legible.sources] == ["b", "d"]
    assert got.document.items == {"sources": (0, 2)}


def test_lists_are_empty_where_nothing_of_them_is_sound() -> None:
    got = read({"title": "أ", "after": ["B"], "places": "x", "claims": [{}]})
    assert got.legible is not None
    assert (got.legible.sources, got.legible.after) == ((), ())
    assert (got.legible.places, got.legible.claims) == ((), ())
    assert got.document.items == {"after": (), "claims": ()}
    assert "title" not in read({"date": "2019"}).legible.model_fields_set  # type: ignore[union-attr]


@pytest.mark.parametrize("tree", ["x", ["x"], ""])
def test_what_is_no_mapping_is_no_record(tree: Tree) -> None:
    got = read(tree)
    assert (got.record, got.legible) == (None, None)
    (finding,) = got.findings
    assert (finding.rule, finding.facts) == ("wrong-shape", {"wanted": "mapping"})
    assert str(finding.at) == "events/a.yml:1:1"


def test_a_vocabularys_entry_that_is_no_mapping(tmp_path: Path) -> None:
    """It is there, if not as it should be: what refers to it is no error."""
    places: Example = {"vocabularies/places.yml": "a: x\nb: {name: ب}\nc: [x]\n"}
    assert found(tmp_path, event(places, places="[a, b, c]")) == [
        "vocabularies/places.yml:1:4 wrong-shape",
        "vocabularies/places.yml:3:4 wrong-shape",
    ]


@pytest.mark.parametrize(
    ("files", "rule", "value"),
    [
        ({"events/Bad Id.yml": EVENT}, "bad-id", "Bad Id"),
        ({"events/a.yml": EVENT + "id: a\n"}, "id-in-record", None),
        ({"vocabularies/places.yml": "A b: {name: أ}\n"}, "bad-id", "A b"),
    ],
)
def test_a_record_whose_id_is_wrong_is_not_published(
    tmp_path: Path, files: Example, rule: str, value: str | None
) -> None:
    content, (finding, *_) = read_content(smallest(tmp_path, files))
    assert (finding.rule, finding.facts.get("value")) == (rule, value)
    assert list(content.events.records) == ["bridge-opened"]
    assert list(content.places.records) == []
    assert len(content.events.legible) + len(content.places.legible) == 1


def test_a_wrong_id_hides_nothing(tmp_path: Path) -> None:
    bad = EVENT.replace("الجسر", "النفق") + "after: [nowhere]\nstatus: planed\n"
    assert found(tmp_path, {"events/Bad Id.yml": bad}) == [
        "events/Bad Id.yml:1:1 bad-id",
        "events/Bad Id.yml:5:9 unknown-event",
        "events/Bad Id.yml:6:9 unknown-value",
    ]


@pytest.mark.parametrize(
    ("example", "at", "field", "of"),
    [
        (event(title=""), "1:1", "title", "Event"),
        (event(sources="[]"), "4:10", "sources", "Event"),
        (event(claims="[{value: 1}]"), "5:10", "metric", "Claim"),
        ({"vocabularies/places.yml": "a: {kind: city}\n"}, "1:4", "name", "Place"),
    ],
)
def test_what_is_missing_is_shown_by_an_example(
    tmp_path: Path, example: Example, at: str, field: str, of: str
) -> None:
    (finding,) = (f for f in checked(tmp_path, example).findings if f.rule == "missing-field")
    assert str(finding.at).partition(":")[2] == at
    assert finding.facts == {"field": field}
    (model,) = (m for m in EXAMPLES if m.__name__ == of)
    assert finding.lists == {"value": (f"{field}: {EXAMPLES[model][field]}",)}


def test_within_a_field_that_is_a_record_of_its_own(tmp_path: Path) -> None:
    ground = "origin: أ\ncountries: []\nextent: {west: 38, south: 29, east: 49, nort: 38, xyz: 1}\n"
    missing, *unknown = checked(
        tmp_path / "a", {"map.yml": ground.replace("nort: 38, ", "")}
    ).findings
    assert (missing.rule, missing.facts) == ("missing-field", {"field": "north"})
    assert [(f.rule, f.lists["options"]) for f in unknown] == [
        ("unknown-field", ("west", "south", "east", "north"))
    ]
    findings = checked(tmp_path / "b", {"map.yml": ground}).findings
    assert [(f.facts["value"], f.suggestion) for f in findings] == [
        ("nort", "north"),
        ("xyz", None),
    ]


def test_fields_to_choose_from_are_those_that_are_written(tmp_path: Path) -> None:
    (finding,) = checked(tmp_path / "a", event(places="[{place: a, xyz: b}]")).findings
    assert finding.lists["options"][:2] == ("place", "precision")
    (finding,) = checked(tmp_path / "b", event(xyz="1")).findings
    assert "id" not in finding.lists["options"]
    assert {"title", "date", "relations"} <= set(finding.lists["options"])


@pytest.mark.parametrize(
    ("field", "typed", "written"),
    [
        ("date", "16 رجب 1440", 'date_hijri: "1440-07-16"'),
        ("date_hijri", "16 آذار 2019", 'date: "2019-03-16"'),
    ],
)
def test_a_date_of_the_other_calendar_is_sent_to_its_field(
    tmp_path: Path, field: str, typed: str, written: str
) -> None:
    findings = checked(tmp_path, event(**{"date": "", field: typed})).findings
    assert [f.suggestion for f in findings if f.at.path == (field,)] == [written]


def test_where_it_has_no_other_field_the_nearest_is_shown(tmp_path: Path) -> None:
    era = {"vocabularies/eras.yml": "a: {name: أ, date: أوائل 2019}\n"}
    (finding,) = checked(tmp_path, era).findings
    assert finding.rule == "date-text"
    assert finding.suggestion == finding.facts["nearest"]


def test_where_a_value_stands_or_what_is_around_it() -> None:
    document = Document("x.yml", "a: 1\nb: {c: [d, e]}\n")
    assert str(document.at("b", "c", 7)) == "x.yml:2:8"
    assert document.at("b", "c", 7).path == ("b", "c")
    assert document.at("b", "x", "y", "z").path == ("b",)
    held = document.of_items({"b": (1,)})
    assert str(held.at("b", "c", 1)) == "x.yml:2:12"
    listed = Document("x.yml", "a: [b, c, {d: e}]\n").of_items({"a": (1, 2)})
    assert str(listed.at("a", 0)) == "x.yml:1:8"
    assert str(listed.at("a", 1, "d")) == "x.yml:1:15"
    assert str(listed.at("a", 1, "d", key=True)) == "x.yml:1:12"


def test_classes_that_an_annotation_names() -> None:
    assert list(_within(int | Status | None, Status)) == [Status]
    assert list(_within(tuple[Place | Event, ...], Record)) == [Place, Event]
    assert list(_within(str | None, Record)) == []
