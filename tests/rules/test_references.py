"""What one record says of another: told where it is said, with what was meant."""

from pathlib import Path

import pytest

from tests.contents import checked, found
from timeline.messages import Language, messages
from timeline.reporting.diagnostic import diagnose
from timeline.rules.rule import EVENT, Example, event

VOCABULARIES: Example = {
    "vocabularies/places.yml": "mosul: {name: الموصل}\nbasra: {name: البصرة, within: irak}\n",
    "vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\n",
    "vocabularies/metrics.yml": "visitors: {name: الزوار}\n",
    "vocabularies/categories.yml": "works: {name: أشغال}\n",
    "vocabularies/publishers.yml": "gazette: {name: الجريدة}\n",
    "sources/second.yml": "title: أ\npublisher: gazete\n",
    "withdrawn.yml": "old: {moved_to: bridge-openned}\nolder: {moved_to: bridge-opened}\n",
}
BROKEN = event(
    VOCABULARIES,
    sources="[report, {source: secnd}]",
    after="[bridge-opned]",
    before="[bridge-opened-again]",
    places="[mosul, {place: mosl}]",
    actors="[maior]",
    categories="[works, work]",
    relations="[{type: follows, event: elsewhere}]",
    claims="[{metric: visitor, value: 1, said_by: mayo, source: reprt, towards: bridge-opened#a, "
    "reported_by: mayr}]",
)


def test_every_reference_that_leads_nowhere(tmp_path: Path) -> None:
    result = checked(tmp_path, BROKEN)
    told = {(str(f.at), f.rule, f.facts["value"], f.suggestion) for f in result.findings}
    event_file = "events/bridge-opened.yml"
    assert told == {
        (f"{event_file}:4:28", "unknown-source", "secnd", "second"),
        (f"{event_file}:5:9", "unknown-event", "bridge-opned", None),  # never the record itself
        (f"{event_file}:6:10", "unknown-event", "bridge-opened-again", None),
        (f"{event_file}:7:25", "unknown-place", "mosl", "mosul"),
        (f"{event_file}:8:10", "unknown-actor", "maior", "mayor"),
        (f"{event_file}:9:21", "unknown-category", "work", "works"),
        (f"{event_file}:10:36", "unknown-event", "elsewhere", None),
        (f"{event_file}:11:19", "unknown-metric", "visitor", "visitors"),
        (f"{event_file}:11:47", "unknown-actor", "mayo", "mayor"),
        (f"{event_file}:11:61", "unknown-source", "reprt", "report"),
        (f"{event_file}:11:77", "unknown-claim", "bridge-opened#a", None),
        (f"{event_file}:11:107", "unknown-actor", "mayr", "mayor"),
        ("sources/second.yml:2:12", "unknown-publisher", "gazete", "gazette"),
        ("vocabularies/places.yml:2:31", "unknown-place", "irak", None),
        ("withdrawn.yml:1:17", "unknown-event", "bridge-openned", "bridge-opened"),
    }


def test_what_there_is_to_choose_from_where_nothing_is_near(tmp_path: Path) -> None:
    """Few names are listed, of many it is said how many; a new entry is shown as a line."""

    def advice(places: str, wanted: str) -> str:
        result = checked(tmp_path, event({"vocabularies/places.yml": places}, places=f"[{wanted}]"))
        (told,) = diagnose(result.findings, messages(Language.ENGLISH))
        return told.advice

    few = "mosul: {name: الموصل}\nbasra: {name: البصرة}\n"
    many = "".join(f"a{n}: {{name: أ{n}}}\n" for n in range(13))
    entry = 'An entry is one line at least: qqq: {name: "…"}'
    advised = "Correct the id, or add the place."
    assert (
        advice(few, "qqq") == f"{advised} Now the file has: basra — البصرة, mosul — الموصل. {entry}"
    )
    assert advice(many, "qqq") == f"{advised} Names that the file has to choose from: 13. {entry}"
    assert advice(few, "mosl") == advised


@pytest.mark.parametrize(
    ("vocabulary", "expected"),
    [
        ("a: {name: أ, within: a}\n", ["1:22 a → a"]),
        ("a: {name: أ, within: b}\nb: {name: ب, within: a}\n", ["1:22 a → b → a"]),
        # What lies within a circle is not part of it.
        (
            "c: {name: ج, within: a}\na: {name: أ, within: b}\nb: {name: ب, within: a}\n",
            ["2:22 a → b → a"],
        ),
        (
            "a: {name: أ, within: a}\nb: {name: ب, within: b}\nc: {name: ج, within: b}\n",
            ["1:22 a → a", "2:22 b → b"],
        ),
        # A circle broken by a place that is unknown, or that is faulty, is none.
        ("a: {name: أ, within: b}\nb: {name: ب, within: z}\n", []),
        ("a: {name: أ, within: b}\nb: {nam: ب, within: a}\n", []),
        ("a: {name: أ, within: c}\nb: {name: ب, within: c}\nc: {name: ج}\n", []),
    ],
)
def test_places_within_themselves(tmp_path: Path, vocabulary: str, expected: list[str]) -> None:
    findings = checked(tmp_path, {"vocabularies/places.yml": vocabulary}).findings
    assert [
        f"{f.at.line}:{f.at.column} {f.facts['value']}"
        for f in findings
        if f.rule == "place-within-itself"
    ] == expected


def test_whatever_passes_has_a_path_for_every_place(tmp_path: Path) -> None:
    """No place of a dataset lies within one that is not in it."""
    places = {"vocabularies/places.yml": "a: {name: أ, within: b}\nb: {name: ب}\n"}
    result = checked(tmp_path / "a", event(places, places="[a]"))
    assert result.dataset
    assert result.dataset.place_path("a") == ("a", "b")
    without_vocabulary = checked(tmp_path / "b", event(places="[a]")).dataset
    assert without_vocabulary
    assert without_vocabulary.place_path("a") == ("a",)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("sources", "[report, {source: report, locator: 2}]", []),
        ("sources", "[report, {source: report}]", ["4:19"]),
        ("actors", "[a, {actor: a, role: warns}]", []),
        ("actors", "[{actor: a, role: warns}, {actor: a, role: warns}]", ["5:35"]),
        ("places", "[a, {place: a, precision: near}]", ["5:13"]),
        ("categories", "[a, b, a, a]", ["5:20", "5:23"]),
    ],
)
def test_the_same_twice(tmp_path: Path, field: str, value: str, expected: list[str]) -> None:
    findings = checked(tmp_path, event(**{field: value})).findings
    assert {finding.rule for finding in findings} <= {"repeated-reference"}
    assert [f"{f.at.line}:{f.at.column}" for f in findings] == expected


def test_an_id_that_is_withdrawn_and_still_there(tmp_path: Path) -> None:
    withdrawn = (
        "a: {reason: أ, date: 2026-01-20}\nbridge-opened: {moved_to: b}\ngone: {moved_to: b}\n"
    )
    events = {"events/b.yml": EVENT, "events/a.yml": "faulty: ["}
    assert found(tmp_path, {"withdrawn.yml": withdrawn}, events) == [
        "events/a.yml:1:10 yaml-syntax",
        "withdrawn.yml:1:1 withdrawn-still-there",  # faulty or not, the record is there
        "withdrawn.yml:2:1 withdrawn-still-there",
    ]


def test_it_is_said_where_guesses_were_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"vocabularies/places.yml": "harbour: {name: المرفأ}\n"}
    wrong = event(names, places="[harbor]", sources="[reprt]", after="[bridge-opned]")
    for most, guessed in ((50_000_000, True), (0, False)):
        monkeypatch.setattr("timeline.reading.shelf._MAX_GUESSING", most)
        findings = checked(tmp_path / str(most), wrong).findings
        told = {d.code: d for d in diagnose(findings, messages(Language.ENGLISH))}
        assert told.keys() == {"R301", "R302", "R303"}
        for each in told.values():
            unguessed = " What was meant was not guessed: there are too many names, 1."
            assert (unguessed in each.advice) != guessed
            # An event is not meant by its own record.
            assert (each.suggestion is not None) == (guessed and each.code != "R302")
