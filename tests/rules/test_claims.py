"""Claims, each by itself and towards one another: facts, places, and what is no case."""

from pathlib import Path

import pytest

from tests.rules.told import Told, told
from timeline.rules.rule import EVENT, Example, event

AT = "events/bridge-opened.yml"


def claims(*each: str) -> Example:
    """Give an event with claims, a line each from the sixth on."""
    return {AT: EVENT + "claims:\n" + "".join(f"  - {{metric: a, {one}}}\n" for one in each)}


@pytest.mark.parametrize(
    ("numbers", "rule", "at", "facts"),
    [
        ("note: x", "claim-without-number", "6:5", {}),
        ("best: 5", "claim-without-number", "6:5", {}),
        ("value: 5, high: 9", "value-and-range", "6:33", {}),
        ("value: 5, low: 1", "value-and-range", "6:5", {}),
        ("low: 9, high: 5", "range-reversed", None, None),
        ("low: 5, best: 9, high: 7", "range-reversed", None, None),
        ("low: 5, best: 4", "range-reversed", None, None),
        ("low: 5, high: 5", "range-reversed", "", None),
        ("low: 5, best: 5, high: 6", "range-reversed", "", None),
        ("high: 5", "claim-without-number", "", None),
        ("low: 5", "claim-without-number", "", None),
        ("value: 0, stated: لا أحد", "claim-without-number", "", None),
    ],
)
def test_numbers(
    tmp_path: Path, numbers: str, rule: str, at: str | None, facts: dict[str, str] | None
) -> None:
    found = told(tmp_path, rule, claims(numbers))
    assert len(found) == (at != "")
    assert all(at is None or one.at == f"{AT}:{at}" for one in found)
    assert all(facts is None or one.facts == facts for one in found)


@pytest.mark.parametrize(
    ("towards", "suggestion"),
    [
        ("bridge-opened#first", None),
        ("bridge-opened#frst", "bridge-opened#first"),
        ("tunnel#second", None),
        ("tunnel#secnd", "tunnel#second"),
        ("tunnel#first", "tunnel#second"),
        ("nowhere#at-all", ""),
        ("plain#first", ""),  # an event whose claims have no key
        ("faulty#any", None),  # nothing is known of its claims
        ("gone#any", None),  # told of as what was withdrawn
    ],
)
def test_towards_which(tmp_path: Path, towards: str, suggestion: str | None) -> None:
    files = {
        **claims("key: first, value: 1", f"value: 2, stance: denies, towards: {towards}"),
        "events/tunnel.yml": EVENT + "claims: [{key: second, metric: a, value: 1}]\n",
        "events/plain.yml": EVENT + "claims: [{metric: a, value: 1}]\n",
        "events/faulty.yml": EVENT + "xyz: 1\n",
        "withdrawn.yml": "gone: {reason: أ, date: 2026-01-20}\n",
    }
    found = told(tmp_path, "unknown-claim", files)
    if suggestion is None:
        assert found == []
    else:
        ((at, facts, meant, _),) = found
        assert (at, facts) == (f"{AT}:7:52", {"value": towards})
        assert bool(meant) is bool(suggestion)
        assert not towards.startswith(("bridge", "tunnel#sec")) or meant == suggestion


def test_one_key_for_several(tmp_path: Path) -> None:
    example = claims(
        "key: b, value: 1",
        "value: 1",
        "value: 2",
        "key: b, value: 3",
        "key: c, value: 4",
        "key: b, value: 5",
    )
    assert told(tmp_path, "duplicate-claim-key", example) == [
        Told(f"{AT}:9:22", {"value": "b"}),
        Told(f"{AT}:11:22", {"value": "b"}),
    ]
    other = {"events/tunnel.yml": EVENT + "claims: [{key: b, metric: a, value: 1}]\n"}
    assert told(tmp_path / "b", "duplicate-claim-key", claims("key: b, value: 1"), other) == []


@pytest.mark.parametrize(
    ("scope", "since", "is_told"),
    [
        ("cumulative", "", True),
        ("cumulative", ", since: 2018", False),
        ("event", "", False),
        ("", "", False),
    ],
)
def test_since_when(tmp_path: Path, scope: str, since: str, *, is_told: bool) -> None:
    given = f", scope: {scope}" if scope else ""
    found = told(tmp_path, "cumulative-without-since", claims(f"value: 5{given}{since}"))
    assert found == [Told(f"{AT}:6:34", {})] * is_told


@pytest.mark.parametrize(
    ("stance", "towards", "is_told"),
    [
        ("denies", "", True),
        ("revises", "", True),
        ("confirms", "", True),
        ("claims", "", False),
        ("denies", ", towards: bridge-opened#first", False),
    ],
)
def test_of_which_claim(tmp_path: Path, stance: str, towards: str, *, is_told: bool) -> None:
    example = claims("key: first, value: 1", f"value: 5, stance: {stance}{towards}")
    found = told(tmp_path, "stance-without-towards", example)
    assert found == [Told(f"{AT}:7:35", {"value": stance})] * is_told


@pytest.mark.parametrize(
    ("source", "is_told"),
    [("second", True), ("report", False), ("nowhere", False), ("", False)],
)
def test_a_source_that_the_event_does_not_cite(
    tmp_path: Path, source: str, *, is_told: bool
) -> None:
    files: Example = {"sources/second.yml": "title: أ\n"}
    given = f", source: {source}" if source else ""
    found = told(tmp_path, "claim-source-not-cited", files, claims("value: 1", f"value: 5{given}"))
    assert found == [Told(f"{AT}:7:35", {"value": "second"})] * is_told


@pytest.mark.parametrize(
    ("own", "others", "is_told"),
    [
        ("[{type: contradicts, event: a}]", "[{type: contradicts, event: bridge-opened}]", True),
        ("[{type: contradicts, event: a}]", "[{type: follows, event: bridge-opened}]", False),
        ("[{type: contradicts, event: a}]", "[{type: contradicts, event: c}]", False),
        ("[{type: contradicts, event: c}]", "[{type: contradicts, event: bridge-opened}]", False),
        ("[{type: contradicts, event: nowhere}, {type: part-of, event: a}]",
         "[{type: part-of, event: c}, {type: part-of, event: bridge-opened}]", True),
    ],
)  # fmt: skip
def test_a_relation_said_from_both_sides(
    tmp_path: Path, own: str, others: str, *, is_told: bool
) -> None:
    """Told at the one whose id comes later, and beside the other."""
    tunnel = EVENT.replace("الجسر", "النفق")
    files = {
        "events/a.yml": f"{tunnel}relations: {others}\n",
        "events/c.yml": tunnel.replace("2019", "2018"),
    }
    found = told(tmp_path, "relation-both-ways", event(files, relations=own))
    assert [
        (one.at.rpartition(":")[0], one.facts["value"], one.facts["other"]) for one in found
    ] == [(f"{AT}:5", "bridge-opened", "a")] * is_told
    kinds = [one.facts["relation"] for one in found]
    assert all(kind in own and kind in others for kind in kinds)
    assert all(one.related[0].startswith("events/a.yml:5:") for one in found)


def test_where_both_of_a_relation_are_said(tmp_path: Path) -> None:
    one = "[{type: follows, event: c}, {type: part-of, event: bridge-opened}]"
    files = {
        "events/a.yml": EVENT.replace("الجسر", "النفق") + f"relations: {one}\n",
        "events/c.yml": EVENT.replace("الجسر", "السد"),
    }
    own = "[{type: part-of, event: bridge-opened}, {type: part-of, event: a}]"  # and not of itself
    assert told(tmp_path, "relation-both-ways", event(files, relations=own)) == [
        Told(
            f"{AT}:5:52",
            {"value": "bridge-opened", "other": "a", "relation": "part-of"},
            None,
            ("events/a.yml:5:40",),
        )
    ]
