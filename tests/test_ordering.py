"""The order of events: its four rules, what relations narrow, and its reasons."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import pairwise, product
from random import Random
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from tests.plans import (
    MANY,
    Plan,
    arranged,
    content_of,
    dated,
    events_of,
    long_chain,
    ordered,
)
from timeline.dates import Bounds
from timeline.ordering import Ground, Order, Reason, arrange

COUNT = 5_000


# ---------------------------------------------------------------------------- the four rules


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (dated(b="2017", a="2019", c="2014-06-10"), "c b a"),
        # The wider span first, so that a month stands above its days.
        (dated(a="2019-03-01", b="2019-03", c="2019", d="2019-01-01"), "c d b a"),
        (dated(a="2019-03-01", b="2019-03-01/2019-04", c="2019-03-01/.."), "c b a"),
        (dated(b="2019-03", a="2019-03", c="2019-03"), "a b c"),
        # An unknown start counts as its latest day.
        (dated(a="[..2019-03-05]", b="2019-03-04", c="2019-03-06"), "b a c"),
        (dated(a="../2019-03-05", b="2019-03-04", c="2019-03-06"), "b a c"),
        # Relations hold, through any chain, whatever the ids and the widths say.
        ({"a": ("2019", ["z"], []), "z": ("2019", [], [])}, "z a"),
        ({"a": ("2019", [], []), "z": ("2019", [], ["a"])}, "z a"),
        ({"a": ("2019", ["m"], []), "m": ("2019", ["z"], []), "z": ("2019", [], [])}, "z m a"),
        # A month that is known to come after a day stands after it, and after what precedes it.
        ({"m": ("2019-03", ["d"], []), "d": ("2019-03-20", [], []), "e": ("2019-03-10", [], [])}, "e d m"),
        # The same relation stated twice is one.
        ({"a": ("2019", ["b"], []), "b": ("2019", [], ["a"])}, "b a"),
        # One to a record that does not exist, reported elsewhere, changes nothing.
        ({"a": ("2019", ["x"], ["y"]), "b": ("2018", [], [])}, "b a"),
        # And the one that stands beside it holds.
        ({"a": ("2019", ["x", "z"], []), "z": ("2019", [], [])}, "z a"),
    ],
)  # fmt: skip
def test_sequence(plan: Plan, expected: str) -> None:
    assert " ".join(ordered(plan).sequence) == expected


def test_what_an_order_tells() -> None:
    order = ordered(dated(a="2019-05", b="2017", c="2019-03-02", d="[..2018-02]"))
    assert order.sequence == ("b", "d", "c", "a")
    assert order.rank == {"b": 0, "d": 1, "c": 2, "a": 3}
    assert order.years == {2017: ("b",), 2018: ("d",), 2019: ("c", "a")}
    assert order.first_day("d") == date(2018, 2, 28)
    assert order.sorted(["a", "b", "a"]) == ("b", "a")
    assert order.neighbours("b") == (None, "d")
    assert order.neighbours("c") == ("d", "a")
    assert order.neighbours("a") == ("c", None)
    assert order.narrowed == frozenset()


def test_nothing_is_in_order() -> None:
    assert ordered({}).sequence == ()


# ------------------------------------------------------------------------------- narrowing


def test_relations_narrow_the_beginning() -> None:
    order = ordered(
        {
            "a": ("2019", ["b"], []),
            "b": ("2019-03", [], []),
            "c": ("2019", [], ["b"]),
            "p": ("2019/2020", ["b"], []),
        }
    )
    assert order.starts["a"] == Bounds(date(2019, 3, 1), date(2019, 12, 31))
    assert order.starts["b"] == Bounds(date(2019, 3, 1), date(2019, 3, 31))
    assert order.starts["c"] == Bounds(date(2019, 1, 1), date(2019, 3, 31))
    # Of a period only the beginning is known to come later.
    assert order.starts["p"].earliest == date(2019, 3, 1)
    assert order.narrowed == {"a", "c", "p"}


DAYS = [date(2019, 3, 1) + timedelta(day) for day in range(6)]
IDS = "abcd"
SPANS = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(sorted)
GRAPHS = st.tuples(
    st.lists(SPANS, min_size=4, max_size=4),
    st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=5),
)


def one_of(first: int, last: int) -> str:
    return f"[{DAYS[first]}..{DAYS[last]}]" if first != last else str(DAYS[first])


def plan_of(spans: list[list[int]], pairs: set[tuple[str, str]]) -> Plan:
    return {
        event_id: (one_of(*span), sorted(a for a, b in pairs if b == event_id), ())
        for event_id, span in zip(IDS, spans, strict=True)
    }


@settings(max_examples=200)
@given(GRAPHS)
def test_narrowing_is_as_tight_as_the_relations_allow(
    graph: tuple[list[list[int]], set[tuple[str, str]]],
) -> None:
    """Tried out: every choice of days that the spans and the relations allow, and its bounds."""
    spans, pairs = graph
    every = product(*(range(first, last + 1) for first, last in spans))
    choices = [dict(zip(IDS, chosen, strict=True)) for chosen in every]
    choices = [days for days in choices if all(days[a] <= days[b] for a, b in pairs)]
    result = arranged(plan_of(spans, pairs))
    if isinstance(result, Order):
        for event_id in IDS:
            possible = [days[event_id] for days in choices]
            assert result.starts[event_id] == Bounds(DAYS[min(possible)], DAYS[max(possible)])
    elif {finding.rule for finding in result} == {"order-against-dates"}:
        assert choices == []
    else:
        assert {finding.rule for finding in result} == {"order-loop"}


# ---------------------------------------------------------------------- properties of the order

DATES = st.sampled_from(
    [
        "2019",
        "2019-03",
        "2019-03-05",
        "2019-03-05/2019-04",
        "2019-03/..",
        "[..2019-03-05]",
        "../2019-04",
        "2018/2020",
        "[2019-03-01..2019-03-05]",
        "201X",
        "2019-21",
        "/2019-03-05",
    ]
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw plans without loops: a relation leads from what stands earlier in a drawn row."""
    row = draw(st.permutations(MANY))
    pairs = draw(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=8))
    relations = [(row[min(i, j)], row[max(i, j)]) for i, j in pairs if i != j]
    stated = draw(st.lists(st.booleans(), min_size=len(relations), max_size=len(relations)))
    after: dict[str, list[str]] = {event_id: [] for event_id in MANY}
    before: dict[str, list[str]] = {event_id: [] for event_id in MANY}
    for (first, second), by_second in zip(relations, stated, strict=True):
        if by_second:
            after[second].append(first)
        else:
            before[first].append(second)
    return {event_id: (draw(DATES), after[event_id], before[event_id]) for event_id in row}


def relations(plan: Plan) -> set[tuple[str, str]]:
    return {
        pair
        for event_id, (_, after, before) in plan.items()
        for pair in [*((a, event_id) for a in after), *((event_id, b) for b in before)]
    }


@given(plans(), st.randoms(use_true_random=False))
def test_a_shuffle_changes_nothing(plan: Plan, random: Random) -> None:
    shuffled = list(plan.items())
    random.shuffle(shuffled)
    again = {i: (when, after[::-1], before[::-1]) for i, (when, after, before) in shuffled}
    one, other = arranged(plan), arranged(again)
    if isinstance(one, Order) and isinstance(other, Order):
        assert one.sequence == other.sequence
        assert one.starts == other.starts
        assert one.narrowed == other.narrowed
    else:
        assert isinstance(one, list)
        assert isinstance(other, list)
        assert [(f.rule, f.facts) for f in one] == [(f.rule, f.facts) for f in other]


@given(plans())
def test_every_relation_holds_and_the_rest_is_by_key(plan: Plan) -> None:
    order = arranged(plan)
    if not isinstance(order, Order):
        return
    assert sorted(order.sequence) == sorted(plan)
    waiting = set(plan)
    for event_id in order.sequence:
        assert not any(a in waiting for a, b in relations(plan) if b == event_id)
        # Of all that could come now, the first by rules 2 to 4 comes.
        free = {i for i in waiting if not any(b == i and a in waiting for a, b in relations(plan))}
        assert event_id == min(free, key=lambda i: key(order, plan, i))
        waiting.remove(event_id)


def key(order: Order, plan: Plan, event_id: str) -> tuple[date, int, str]:
    span = events_of({event_id: plan[event_id]})[event_id].span
    start = order.starts[event_id]
    first = start.earliest or start.latest
    assert first
    last = span.latest if span.period else start.latest
    return first, -((last or date.max) - first).days, event_id


@given(plans())
def test_reasons_are_true(plan: Plan) -> None:
    order = arranged(plan)
    if not isinstance(order, Order):
        return
    for one, other in product(order.sequence, repeat=2):
        if one != other:
            reason = order.explain(one, other)
            assert order.rank[reason.first] < order.rank[reason.second]
            assert {reason.first, reason.second} == {one, other}
            true(reason, order, plan)


def true(reason: Reason, order: Order, plan: Plan) -> None:
    a, b = key(order, plan, reason.first), key(order, plan, reason.second)
    match reason.ground:
        case Ground.RELATION:
            assert (reason.chain[0], reason.chain[-1]) == (reason.first, reason.second)
            assert set(pairwise(reason.chain)) <= relations(plan)
        case Ground.EARLIER:
            assert a[0] < b[0]
        case Ground.WIDER:
            assert a[0] == b[0]
            assert a[1] < b[1]
        case Ground.ID:
            assert a[:2] == b[:2]
            assert a[2] < b[2]
        case Ground.WAITED:
            assert b < a
            waited_for = reason.chain[0]
            assert reason.chain[-1] == reason.second
            assert set(pairwise(reason.chain)) <= relations(plan)
            assert order.rank[reason.first] < order.rank[waited_for] < order.rank[reason.second]
            assert reason.then
            assert (reason.then.first, reason.then.second) == (reason.first, waited_for)
            assert reason.then.ground in {Ground.EARLIER, Ground.WIDER, Ground.ID}
            true(reason.then, order, plan)
        case _:
            assert_never(reason.ground)


def test_the_shortest_chain_is_named() -> None:
    plan: Plan = {
        "a": ("2019", [], ["b", "d"]),
        "b": ("2019", [], ["c"]),
        "c": ("2019", [], ["d"]),
        "d": ("2019", [], []),
    }
    assert ordered(plan).explain("d", "a") == Reason("a", "d", Ground.RELATION, ("a", "d"))
    assert ordered(plan).explain("c", "a").chain == ("a", "b", "c")


def test_what_an_event_waited_for() -> None:
    # By their width `x` and `y` would come before `m`; both wait for `z`, which comes after it.
    plan: Plan = {
        "m": ("2019-03-05", [], []),
        "x": ("2019-03", ["y"], []),
        "y": ("2019-03", ["z"], []),
        "z": ("2019-03-05", [], []),
    }
    order = ordered(plan)
    assert order.sequence == ("m", "z", "y", "x")
    assert order.explain("x", "m") == Reason(
        "m", "x", Ground.WAITED, ("z", "y", "x"), Reason("m", "z", Ground.ID)
    )


def test_four_times_the_chain_is_four_times_the_work() -> None:
    def arranging(size: int) -> Callable[[], object]:
        plan = long_chain("2019-03-05", "2019-03", size)
        events = events_of(plan)
        return partial(arrange, events, content_of(plan, events))

    def explaining(size: int) -> Callable[[], object]:
        plan = {**long_chain("2019-03-05", "2019-03", size), "b": ("2019-03-05", (), ())}
        return partial(ordered(plan).explain, f"c{size - 1:04}", "b")

    assert growth(arranging, 300) < LINEAR
    assert growth(explaining, 300) < LINEAR


def test_five_thousand_in_a_chain() -> None:
    chain = long_chain("2019-03-05", "2019-03", COUNT)
    order = ordered({**chain, "b": ("2019-03-05", (), ())})
    assert order.sequence == ("b", *chain)
    assert order.explain("c4999", "c0000").chain == tuple(chain)
    reason = order.explain("c4999", "b")
    assert (reason.ground, reason.chain[0], len(reason.chain)) == (Ground.WAITED, "c0000", COUNT)
