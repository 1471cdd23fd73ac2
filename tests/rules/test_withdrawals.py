"""What is left of a record that went away is told where it stands."""

from pathlib import Path

import pytest

from tests.contents import checked, found
from timeline.records.about import Withdrawal, homes
from timeline.rules.rule import EVENT, event

LEFT = event(
    after="[gone]",
    before="[moved]",
    relations="[{type: follows, event: gone}]",
    claims='[{metric: visitors, value: 5, stance: denies, towards: "moved#first"}]',
)


def test_every_reference_to_what_was_withdrawn(tmp_path: Path) -> None:
    withdrawn = 'gone: {reason: أ, date: "2026-01-20"}\nmoved: {moved_to: second}\nsecond: {moved_to: third}\n'
    others = {"withdrawn.yml": withdrawn, "events/third.yml": event()["events/bridge-opened.yml"]}
    result = checked(tmp_path, LEFT, others)
    told = [
        (str(f.at), f.rule, f.facts["value"], f.suggestion, *map(str, f.related))
        for f in result.findings
    ]
    file = "events/bridge-opened.yml"
    assert told == [
        (f"{file}:5:9", "withdrawn-still-named", "gone", None, "withdrawn.yml:1:1"),
        (f"{file}:6:10", "withdrawn-still-named", "moved", "third", "withdrawn.yml:2:1"),
        (f"{file}:7:36", "withdrawn-still-named", "gone", None, "withdrawn.yml:1:1"),
        (f"{file}:8:64", "withdrawn-still-named", "moved", "third", "withdrawn.yml:2:1"),
    ]


def test_what_is_withdrawn_and_still_there_is_told_of_once(tmp_path: Path) -> None:
    files = {
        "withdrawn.yml": "tunnel: {reason: أ, date: 2026-01-20}\n",
        "events/tunnel.yml": EVENT.replace("الجسر", "النفق"),
    }
    assert found(tmp_path, event(files, after="[tunnel]")) == [
        "withdrawn.yml:1:1 withdrawn-still-there"
    ]


@pytest.mark.parametrize(
    ("withdrawn", "expected"),
    [
        ("a: {moved_to: a}\n", ["1:15 a → a"]),
        ("a: {moved_to: b}\nb: {moved_to: a}\n", ["1:15 a → b → a"]),
        # What leads into a circle is not part of it.
        ("c: {moved_to: a}\na: {moved_to: b}\nb: {moved_to: a}\n", ["2:15 a → b → a"]),
        ("a: {moved_to: a}\nb: {moved_to: b}\n", ["1:15 a → a", "2:15 b → b"]),
        ("a: {moved_to: b}\nb: {moved_to: bridge-opened}\n", []),
        ('a: {moved_to: b}\nb: {reason: أ, date: "2026-01-20"}\n', []),
    ],
)
def test_moves_in_a_circle(tmp_path: Path, withdrawn: str, expected: list[str]) -> None:
    findings = checked(tmp_path, {"withdrawn.yml": withdrawn}).findings
    assert {finding.rule for finding in findings} <= {"moved-in-a-circle"}
    assert [f"{f.at.line}:{f.at.column} {f.facts['value']}" for f in findings] == expected


def test_a_move_to_nowhere_is_still_told(tmp_path: Path) -> None:
    assert found(tmp_path, {"withdrawn.yml": "a: {moved_to: nowhere}\n"}) == [
        "withdrawn.yml:1:15 unknown-event"
    ]


def test_a_move_to_a_faulty_entry_is_no_unknown_event(tmp_path: Path) -> None:
    withdrawn = "a: {moved_to: b}\nb: {reason: أ}\n"
    rules = {f.rule for f in checked(tmp_path, {"withdrawn.yml": withdrawn}).findings}
    assert rules == {"missing-field"}


def test_homes() -> None:
    moved = {"a": "b", "b": "c", "d": "e", "x": "x", "y": "z", "z": "y"}
    withdrawn = {old: Withdrawal(id=old, moved_to=new) for old, new in moved.items()}
    withdrawn["e"] = Withdrawal.model_validate({"id": "e", "reason": "أ", "date": "2026-01-20"})
    found = homes(withdrawn)
    assert {old: found[old] for old in "abde"} == {"a": "c", "b": "c", "d": "e", "e": "e"}
    assert found["x"] == "x"
    assert {found["y"], found["z"]} <= {"y", "z"}
    assert found.keys() == withdrawn.keys()
