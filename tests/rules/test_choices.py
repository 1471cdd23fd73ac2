"""What there is to choose from, and what more is said, where an id or a field is not known."""

import re
from pathlib import Path

import pytest

from tests.contents import checked
from timeline.messages import Language, messages
from timeline.reading.finding import Finding, Location
from timeline.rules.rule import EVENT, FEW, Example, event
from timeline.rules.table import BY_NAME

ARABIC = messages(Language.ARABIC)
AT = Location("events/bridge-opened.yml")


def lists(root: Path, places: str) -> dict[str, tuple[str, ...]]:
    example: Example = {"vocabularies/places.yml": places}
    (finding,) = checked(root, event(example, places="[qqq]")).findings
    assert finding.rule == "unknown-place"
    return dict(finding.lists)


def test_few_ids_are_named_with_their_names(tmp_path: Path) -> None:
    entry = {"entry": ('qqq: {name: "…"}',)}
    few = "".join(f"b{n:02}: {{name: ب{n}}}\n" for n in range(FEW))
    options = tuple(f"b{n:02} — ب{n}" for n in range(FEW))
    assert lists(tmp_path / "few", few) == {**entry, "options": options}
    more = f"{few}b99: {{name: ب}}\n"
    assert lists(tmp_path / "more", more) == {**entry, "total": (str(FEW + 1),)}
    assert lists(tmp_path / "none", "{}\n") == entry


def test_one_that_is_faulty_is_named_without_a_name(tmp_path: Path) -> None:
    places: Example = {"vocabularies/places.yml": "b: {name: ب}\na: {nam: أ}\n"}
    findings = checked(tmp_path, event(places, places="[qqq]")).findings
    (finding,) = (f for f in findings if f.rule == "unknown-place")
    assert finding.lists["options"] == ("a", "b — ب")


def test_where_one_is_near_there_is_no_list(tmp_path: Path) -> None:
    places: Example = {"vocabularies/places.yml": "harbour: {name: المرفأ}\n"}
    (finding,) = checked(tmp_path, event(places, places="[harbuor]")).findings
    assert (finding.suggestion, dict(finding.lists)) == ("harbour", {})


KNOWN: Example = {
    "vocabularies/places.yml": "a: {name: أ}\n",
    "vocabularies/actors.yml": "a: {name: أ}\n",
    "vocabularies/metrics.yml": "a: {name: أ}\n",
    "vocabularies/categories.yml": "a: {name: أ}\n",
}


@pytest.mark.parametrize(
    ("line", "rule", "at"),
    [
        ("places: [a, {place: qqq}]", "unknown-place", "5:21"),
        ("places: [a, qqq]", "unknown-place", "5:13"),
        ("actors: [a, {role: acts, actor: qqq}]", "unknown-actor", "5:33"),
        ("actors: [a, qqq]", "unknown-actor", "5:13"),
        ("categories: [a, qqq]", "unknown-category", "5:17"),
        ("claims: [{metric: a, value: 1}, {value: 1, metric: qqq}]", "unknown-metric", "5:52"),
        ("claims: [{metric: a, value: 1, said_by: qqq}]", "unknown-actor", "5:41"),
        ("claims: [{metric: a, value: 1, reported_by: qqq}]", "unknown-actor", "5:45"),
        ("claims: [{metric: a, value: 1, source: qqq}]", "unknown-source", "5:40"),
        ("after: [bridge-again, qqq]", "unknown-event", "5:23"),
        ("before: [bridge-again, qqq]", "unknown-event", "5:24"),
        ("relations: [{type: follows, event: qqq}]", "unknown-event", "5:36"),
        (
            (
                "relations: [{type: follows, event: bridge-again}, "
                "{type: follows, event: bridge-opened}]"
            ),
            "self-reference",
            "5:74",
        ),
    ],
)
def test_where_what_is_meant_stands(tmp_path: Path, line: str, rule: str, at: str) -> None:
    again = {**KNOWN, "events/bridge-again.yml": EVENT.replace("الجسر", "النفق")}
    field, _, value = line.partition(": ")
    findings = checked(tmp_path, event(again, **{field: value})).findings
    assert [str(f.at) for f in findings if f.rule == rule] == [f"{AT.file}:{at}"]


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("after: [x, y, x]", ["15"]),
        ("before: [x, y, y, x]", ["16", "19"]),
        ("categories: [x, x]", ["17"]),
        ("places: [x, {place: x}]", ["13"]),
        ("actors: [x, {actor: x, role: acts}]", []),
        ("actors: [{actor: x, role: warns}, {actor: x, role: acts}]", []),
        ("actors: [{actor: x, role: acts}, {role: acts, actor: x}]", ["34"]),
        ("sources: [report, {source: report, locator: 1}]", []),
        ("sources: [{source: report, locator: 2}, {source: report, locator: 1}]", []),
        ("sources: [{source: report, locator: 1}, {source: report, locator: 1}]", ["41"]),
    ],
)
def test_twice_in_one_list(tmp_path: Path, line: str, places: list[str]) -> None:
    field, _, value = line.partition(": ")
    findings = checked(tmp_path, event(**{field: value})).findings
    told = [f for f in findings if f.rule == "repeated-reference"]
    assert [str(f.at).rpartition(":")[2] for f in told] == places


@pytest.mark.parametrize(
    ("field", "each", "value"),
    [
        ("actors", "x", "x"),
        ("actors", "{actor: x, role: acts}", "x acts"),
        ("sources", "report", "report"),
        ("sources", "{source: report, locator: 3}", "report 3"),
    ],
)
def test_what_it_is_that_stands_twice(tmp_path: Path, field: str, each: str, value: str) -> None:
    findings = checked(tmp_path, event(**{field: f"[{each}, {each}]"})).findings
    (told,) = (f for f in findings if f.rule == "repeated-reference")
    assert told.facts == {"value": value}


@pytest.mark.parametrize(
    ("rule", "lists", "said"),
    [
        ("unknown-place", {}, 0),
        ("unknown-place", {"entry": ("x",)}, 1),
        ("unknown-place", {"entry": ("x",), "options": ("a",)}, 2),
        ("unknown-place", {"entry": ("x",), "total": ("13",)}, 2),
        ("unknown-field", {}, 0),
        ("unknown-field", {"options": ()}, 0),
        ("unknown-field", {"options": ("a",)}, 1),
        ("unknown-field", {"options": ("a",) * FEW}, 1),
        ("unknown-field", {"options": ("a",) * (FEW + 1)}, 0),
        ("missing-field", {}, 0),
        ("stray-file", {"options": ("a",)}, 0),  # one of those that have nothing more to say
        ("missing-field", {"value": ("x",)}, 1),
    ],
)
def test_a_sentence_for_each_list(rule: str, lists: dict[str, tuple[str, ...]], said: int) -> None:
    sentences = BY_NAME[rule].also(Finding(rule, AT, lists=lists))
    assert len(sentences) == said
    assert all(re.search("[ء-ي]", ARABIC.text(sentence)) for sentence in sentences)
    # Each names one of the lists, and no list is named that is not there.
    assert all(sum(f"{{{name}}}" in sentence for name in lists) == 1 for sentence in sentences)


@pytest.mark.parametrize(
    ("path", "value", "suggestion", "said"),
    [
        (("places", 0), "الميناء", None, 1),
        (("places", 0, "place"), "الميناء", None, 1),
        (("claims", 0, "said_by"), "الميناء", None, 1),
        (("places", 0), "الميناء", "harbour", 0),  # it has an entry
        (("places", 0), "Harbour", None, 0),  # which is put right by hand or by `fix`
        (("after", 0), "الميناء", None, 0),  # which is in no list
        (("towards", 0), "الميناء", None, 0),
        ((), "الميناء", None, 0),  # a file's name
    ],
)
def test_a_name_that_no_list_has(
    path: tuple[str | int, ...], value: str, suggestion: str | None, said: int
) -> None:
    at = Location("events/bridge-opened.yml", path=path)
    finding = Finding("bad-id", at, {"value": value}, suggestion)
    sentences = BY_NAME["bad-id"].also(finding)
    assert len(sentences) == said
    assert all(re.search("[ء-ي]", ARABIC.text(sentence)) for sentence in sentences)
