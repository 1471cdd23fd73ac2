"""What keeps events from being ordered: loops, and relations that the dates forbid."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from tests.plans import (
    MANY,
    Plan,
    arranged,
    content_of,
    events_of,
    long_chain,
    ordered,
    refused,
)
from timeline import ordering
from timeline.ordering import Order, arrange
from timeline.reading.finding import Finding

COUNT = 5_000


# ------------------------------------------------------------------------------------- loops


def told(findings: list[Finding]) -> list[str]:
    return [finding.facts["value"] for finding in findings]


LOOPS: list[tuple[Plan, list[str], list[list[str]]]] = [
    # A record that waits for itself.
    ({"a": ("2019", ["a"], [])}, ["a → a"], [["a:2:9"]]),
    # Two that wait for each other, with what leads to them and from them.
    (
        {
            "h": ("2019", [], ["a"]),
            "a": ("2019", ["b"], []),
            "b": ("2019", ["h", "a"], []),
            "t": ("2019", ["b"], []),
            "u": ("2019", ["t"], []),
        },
        ["a → b → a"],
        [["a:2:9", "b:2:12"]],
    ),
    # Said by one record alone.
    ({"a": ("2019", ["b"], ["b"]), "b": ("2019", [], [])}, ["a → b → a"], [["a:2:9", "b:1:1"]]),
    # Two loops, one leading to the other, are two.
    (
        {
            "a": ("2019", ["b"], []),
            "b": ("2019", ["a"], []),
            "c": ("2019", ["b", "d"], []),
            "d": ("2019", [], ["x"]),
            "e": ("2019", [], ["d"]),
            "x": ("2019", [], ["e"]),
        },
        ["a → b → a", "d → x → e → d"],
        [["a:2:9", "b:2:9"], ["d:3:10", "e:3:10", "x:3:10"]],
    ),
    # Loops that share a record are one, and all its members are named.
    (
        {
            "a": ("2019", ["b", "c", "d"], []),
            "b": ("2019", ["a"], []),
            "c": ("2019", ["a"], []),
            "d": ("2019", ["a"], []),
        },
        ["a → b → a (c, d)"],
        [["a:2:9", "b:2:9", "c:2:9", "d:2:9"]],
    ),
]


@pytest.mark.parametrize(("plan", "values", "places"), LOOPS)
def test_loops(plan: Plan, values: list[str], places: list[list[str]]) -> None:
    findings = refused(plan)
    assert {finding.rule for finding in findings} == {"order-loop"}
    assert told(findings) == values
    assert [
        [str(place).removeprefix("events/").replace(".yml", "") for place in (f.at, *f.related)]
        for f in findings
    ] == places


@settings(max_examples=100)
@given(st.sets(st.tuples(st.sampled_from(MANY), st.sampled_from(MANY)), min_size=1, max_size=14))
def test_every_loop_is_found(pairs: set[tuple[str, str]]) -> None:
    """Events are on one loop if each leads to the other; tried out by walking everywhere."""
    leads: dict[str, set[str]] = {i: {b for a, b in pairs if a == i} for i in MANY}
    for middle, start in product(MANY, MANY):
        if middle in leads[start]:
            leads[start] |= leads[middle]
    expected = {
        frozenset(j for j in MANY if i in leads[j] and j in leads[i])
        for i in MANY
        if i in leads[i]
    }  # fmt: skip
    result = arranged({i: ("2019", sorted(a for a, b in pairs if b == i), ()) for i in MANY})
    if isinstance(result, Order):
        assert not expected
        return
    members = {
        frozenset(place.file.removeprefix("events/")[:-4] for place in (f.at, *f.related))
        for f in result
    }
    assert members == expected
    for value in told(result):
        around = value.partition(" (")[0].split(" → ")
        assert around[0] == around[-1]
        assert set(pairwise(around)) <= pairs


# -------------------------------------------------------------- relations that the dates forbid


def test_dates_that_forbid_a_relation() -> None:
    (finding,) = refused(
        {
            "a": ("2020-05", [], []),
            "b": ("[2018..]", ["a"], []),
            "c": ("2019-03", ["unrelated", "b"], []),
            "unrelated": ("2001", [], []),
        }
    )
    assert finding.rule == "order-against-dates"
    assert finding.facts == {
        "value": "a → b → c",
        "earlier": "a",
        "later": "c",
        "earliest": "2020-05-01",
        "latest": "2019-03-31",
    }
    assert str(finding.at) == "events/c.yml:2:20"
    assert [str(place) for place in finding.related] == ["events/a.yml:1:1", "events/b.yml:2:9"]


def test_each_pair_that_the_dates_forbid_is_told() -> None:
    findings = refused(
        {
            "a": ("2020", [], ["c"]),
            "b": ("2021", [], ["d"]),
            "c": ("2018", [], []),
            "d": ("2019", [], []),
        }
    )
    assert told(findings) == ["a → c", "b → d"]
    # Where it is written that one comes before the other, and not the record that is only named.
    assert [str(finding.at) for finding in findings] == ["events/a.yml:3:10", "events/b.yml:3:10"]


@pytest.mark.parametrize(
    ("plan", "values"),
    [
        # Two begin too late for the same one, by way of the same third; and one for two.
        (
            {
                "a": ("2020", [], ["m"]),
                "b": ("2021", [], ["m"]),
                "c": ("2019", ["m"], []),
                "m": ("[2018..]", [], []),
            },
            ["a → m → c", "b → m → c"],
        ),
        (
            {
                "a": ("2020", [], ["m"]),
                "c": ("2019", ["m"], []),
                "d": ("2018", ["m"], []),
                "m": ("[2015..]", [], []),
            },
            ["a → m → d", "a → m → c"],
        ),
        # What a record says of itself is not put on another that says the same.
        (
            {"a": ("2020", [], []), "b": ("2020", ["a"], []), "c": ("2019", ["b"], [])},
            ["a → b → c", "b → c"],
        ),
        (
            {"a": ("2020", [], []), "b": ("2019", ["a"], []), "c": ("2019", ["b"], [])},
            ["a → b", "a → b → c"],
        ),
    ],
)
def test_a_pair_is_told_by_the_records_whose_dates_forbid_it(plan: Plan, values: list[str]) -> None:
    assert told(refused(plan)) == values


def test_on_the_same_day_a_relation_holds() -> None:
    for a, z in (("2019-03-05", "2019-03-05"), ("2019-03-05/..", "2019-03-05/2020")):
        assert ordered({"a": (a, ["z"], []), "z": (z, [], [])}).sequence == ("z", "a")


def test_four_times_the_loop_is_four_times_the_work() -> None:
    def arranging(size: int) -> Callable[[], object]:
        plan = {**long_chain("2019", "2019", size), "c0000": ("2019", [f"c{size - 1:04}"], ())}
        events = events_of(plan)
        return partial(arrange, events, content_of(plan, events))

    assert growth(arranging, 100) < LINEAR


def test_four_times_the_events_between_two_that_forbid_each_other_are_four_times_the_work() -> None:
    def arranging(size: int) -> Callable[[], object]:
        plan = {**long_chain("2005", "1970", size)}
        between = {
            event_id: ("19XX", after, before) for event_id, (_, after, before) in plan.items()
        }
        ends = (min(plan), max(plan))
        plan = {**between, **{event_id: plan[event_id] for event_id in ends}}
        events = events_of(plan)
        return partial(arrange, events, content_of(plan, events))

    assert growth(arranging, 100) < LINEAR


def test_five_thousand_in_a_loop_and_behind_one() -> None:
    chain = long_chain("2019", "2019", COUNT)
    circle = {**chain, "c0000": ("2019", ["c4999"], ())}
    (finding,) = refused(circle)
    assert len(finding.related) == COUNT - 1
    behind = {**chain, "c0000": ("2019", ["a"], ()), "a": ("2019", ["a"], ())}
    assert told(refused(behind)) == ["a → a"]


def test_of_many_contradictions_so_many_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    plan: dict[str, tuple[str, list[str], list[str]]] = {}
    for n in range(4):
        plan[f"a{n}"] = ("2018", [f"b{n}"], [])
        plan[f"b{n}"] = ("2019", [], [])
    assert len(refused(plan)) == 4
    monkeypatch.setattr(ordering, "MOST_CONFLICTS", 3)
    assert len(refused(plan)) == 3


@pytest.mark.parametrize(
    ("names", "value"), [("abcd", "a → b → c → d"), ("abcdef", "a → b → … → e → f")]
)
def test_of_a_long_chain_its_ends_are_named(
    monkeypatch: pytest.MonkeyPatch, names: str, value: str
) -> None:
    monkeypatch.setattr(ordering, "MOST_PLACES", 2)
    days = {names[0]: "2019", names[-1]: "2018"}
    plan: Plan = {
        name: (days.get(name, "[2010..2022]"), list(names[:n][-1:]), [])
        for n, name in enumerate(names)
    }
    (finding,) = refused(plan)
    assert finding.facts["value"] == value
    assert len(finding.related) == 3
