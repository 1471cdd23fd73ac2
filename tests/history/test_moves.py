"""Which moved: the fewest that explain an order, and past what."""

from itertools import permutations

import pytest

from timeline.history.moves import moves


@pytest.mark.parametrize(
    ("was", "now", "moved"),
    [
        ("abcde", "abcde", []),
        ("abcde", "eabcd", [("e", "a", True)]),
        ("abcde", "bcdea", [("a", "e", False)]),
        ("abcde", "aecbd", None),
        ("abc", "axbyc", []),
        ("abcd", "bd", []),
        ("", "abc", []),
    ],
)
def testmoves(was: str, now: str, moved: list[tuple[str, str, bool]] | None) -> None:
    found = [(move.id, move.other, move.before) for move in moves([*was], [*now])]
    if moved is not None:
        assert found == moved


def test_moves_are_true_and_the_fewest() -> None:
    """Each did pass what it is said to have passed, and no fewer explain the order."""
    was = "abcde"
    for now in permutations(was):
        found = list(moves(was, now))
        for move in found:
            earlier = was.index(move.id) < was.index(move.other)
            assert earlier is not (now.index(move.id) < now.index(move.other))
            assert move.before is (now.index(move.id) < now.index(move.other))
        stays = max(
            len(chosen)
            for bits in range(32)
            if (chosen := [c for i, c in enumerate(now) if bits >> i & 1])
            and chosen == sorted(chosen)
        )
        assert len(found) == len(was) - stays


def test_of_as_few_the_likely_ones() -> None:
    assert [move.id for move in moves("ab", "ba", {"a"})] == ["a"]
    assert [move.id for move in moves("ab", "ba", {"b"})] == ["b"]
    # Never more than are needed, however likely.
    assert [move.id for move in moves("abcd", "bcda", set("bcd"))] == ["a"]


def test_a_long_order_takes_no_time() -> None:
    names = [str(n) for n in range(20_000)]
    (move,) = moves(names, [*names[1:], names[0]])
    assert (move.id, move.other, move.before) == ("0", "19999", False)
