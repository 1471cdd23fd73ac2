"""Relations of order that other relations make superfluous: which are told of, and by which way."""

from pathlib import Path

import pytest

from tests.contents import checked
from timeline.rules import redundant
from timeline.rules.redundant import _depths, _ways
from timeline.rules.rule import EVENT, Example

Earlier = dict[str, list[str]]


def ways(earlier: Earlier, event_id: str) -> dict[str, str]:
    found = _ways(earlier, _depths(earlier), event_id)
    return {first: "".join(chain) for first, chain in found.items()}


@pytest.mark.parametrize(
    ("earlier", "depths"),
    [
        ({}, {}),
        ({"b": ["a"]}, {"a": 0, "b": 1}),
        ({"b": ["a"], "c": ["a", "b"]}, {"a": 0, "b": 1, "c": 2}),
        # The longest of the chains, wherever it stands.
        ({"c": ["b", "z"], "b": ["a"]}, {"a": 0, "z": 0, "b": 1, "c": 2}),
        # What a loop leads to waits for it; what leads to the loop does not.
        ({"b": ["a", "c"], "c": ["b"], "d": ["c"], "e": ["a"]}, {"a": 0, "e": 1}),
        ({"a": ["a"]}, {}),
    ],
)
def test_how_deep_events_lie(earlier: Earlier, depths: dict[str, int]) -> None:
    assert _depths(earlier) == depths


@pytest.mark.parametrize(
    ("earlier", "event_id", "expected"),
    [
        ({"c": ["a", "b"]}, "c", {}),
        ({"c": ["a", "b"], "b": ["a"]}, "c", {"a": "abc"}),
        ({"d": ["a", "c"], "c": ["b"], "b": ["a"]}, "d", {"a": "abcd"}),
        # Of two ways the shorter one.
        (
            {"e": ["a", "b", "d"], "d": ["c"], "c": ["a"], "b": ["a"]},
            "e",
            {"a": "abe"},
        ),
        # Several at once, and one of them on the way to another.
        (
            {"d": ["a", "b", "c"], "c": ["b"], "b": ["a"]},
            "d",
            {"b": "bcd", "a": "abd"},
        ),
        # One that lies deeper than where the way comes by.
        ({"e": ["b", "d"], "b": ["a"], "d": ["x"], "x": ["b"]}, "e", {"b": "bxde"}),
    ],
)
def test_the_way_by_others(earlier: Earlier, event_id: str, expected: dict[str, str]) -> None:
    assert ways(earlier, event_id) == expected


def test_a_longer_way_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = {f"n{i:02}": [f"n{i - 1:02}"] for i in range(1, 20)}
    chain["n19"] = ["n18", "n00"]
    assert set(ways(chain, "n19")) == {"n00"}
    # As many as are seen before the last step that finds it.
    monkeypatch.setattr(redundant, "_LOOKED_AT", 19)
    assert set(ways(chain, "n19")) == {"n00"}
    monkeypatch.setattr(redundant, "_LOOKED_AT", 18)
    assert ways(chain, "n19") == {}


def told(root: Path, rule: str, **events: str) -> list[tuple[str, dict[str, str], list[str]]]:
    """Check events of the same day, but for what is said of them; give all that a rule finds."""
    example: Example = {
        "events/bridge-opened.yml": None,
        **{
            f"events/{name}.yml": EVENT.replace("الجسر", f"جسر {name}")
            + "".join(f"{line}\n" for line in lines.split("; "))
            for name, lines in events.items()
        },
    }
    return [
        (
            str(finding.at).removeprefix("events/"),
            dict(finding.facts),
            [str(place).removeprefix("events/") for place in finding.related],
        )
        for finding in checked(root, example).findings
        if finding.rule == rule
    ]


def test_what_others_say_already_is_told_where_it_stands(tmp_path: Path) -> None:
    chain = {"value": "a → b → c", "first": "a", "second": "c"}
    assert told(
        tmp_path / "1", "order-by-others", a="before: [c, b]", b="before: [c]", c="status: reported"
    ) == [("a.yml:5:10", chain, [])]
    assert told(
        tmp_path / "2", "order-by-others", a="before: [b]", b="before: [c]", c="after: [b, a]"
    ) == [("c.yml:5:12", chain, [])]


def test_what_is_said_in_both_records_is_told_in_one(tmp_path: Path) -> None:
    facts = {"other": "b", "first": "a", "second": "b"}
    assert told(
        tmp_path, "order-twice", a="before: [c, b]", b="after: [c, a]", c="status: reported"
    ) == [("a.yml:5:13", facts, ["b.yml:5:12"])]


def test_behind_a_loop_of_one_the_others_are_looked_at(tmp_path: Path) -> None:
    found = told(tmp_path, "order-twice", a="before: [a, b]", b="after: [a]")
    assert [at for at, _, _ in found] == ["a.yml:5:13"]


def test_what_is_not_there_and_the_event_itself_say_nothing(tmp_path: Path) -> None:
    for rule in ("order-by-dates", "order-by-others", "order-twice"):
        root = tmp_path / rule
        assert told(root, rule, a="after: [nowhere, a, b]; before: [nowhere, a]", b="x: 1") == []
        assert told(root, rule, a="after: [nowhere, a]; before: [a, nowhere]", b="after: [a]") == []


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ("2018-05", "2019", True),
        ("2019-03-01", "2019-03-02", True),
        ("2019-03-01", "2019-03-01", False),
        ("2019-03", "2019-03-31", False),
        # A guess settles no order; of what is open nothing is known.
        ("2018~", "2019", False),
        ("2018", "2019?", False),
        ("2018%", "2019", False),
        ("2018/..", "2019", False),
        ("2018", "[..2019]", False),
        ("[..2018]", "[2019..]", True),
    ],
)
def test_what_the_dates_say_already(
    tmp_path: Path, first: str, second: str, *, is_told: bool
) -> None:
    example: Example = {
        "events/first.yml": EVENT.replace("2019-03", first).replace("افتتاح", "إقرار"),
        "events/bridge-opened.yml": EVENT.replace("2019-03", second) + "after: [first]\n",
    }
    findings = [f for f in checked(tmp_path, example).findings if f.rule == "order-by-dates"]
    assert [(str(f.at), dict(f.facts)) for f in findings] == [
        ("events/bridge-opened.yml:5:9", {"first": "first", "second": "bridge-opened"})
    ] * is_told
