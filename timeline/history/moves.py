"""Which things of an order moved, and past which other. Pure: sequences in, moves out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moved:
    """An event that stands elsewhere in the order: now before (else after) another, once not."""

    id: str
    other: str
    before: bool


def moves(was: Sequence[str], now: Sequence[str], likely: Collection[str] = ()) -> Iterator[Moved]:
    """Find what changed places: the fewest that explain the new order of those that are in both.

    What others were put before has not moved. Those that stay are a longest increasing
    subsequence of their old places; of several as long, the one that leaves out most of the
    `likely`. Each that moved has jumped over at least one that stays.
    """
    place = {name: rank for rank, name in enumerate(was)}
    common = [name for name in now if name in place]
    # One that stays counts for more than all that is likely to have moved together.
    weights = [len(common) + 1 - (name in likely) for name in common]
    stays = _heaviest_increasing([place[name] for name in common], weights, len(was))
    ahead = [common[index] for index in sorted(stays)]
    rank = {name: index for index, name in enumerate(ahead)}
    passed = 0
    for name in common:
        if name in rank:
            passed = rank[name] + 1
            continue
        # Forward, it now stands before the next of those that it once followed; else after the last.
        if passed < len(ahead) and place[ahead[passed]] < place[name]:
            yield Moved(name, ahead[passed], before=True)
        else:
            yield Moved(name, ahead[passed - 1], before=False)


def _heaviest_increasing(numbers: Sequence[int], weights: Sequence[int], limit: int) -> set[int]:
    """Give the places of a heaviest increasing subsequence of numbers below a limit, O(n log n).

    A Fenwick tree holds, for the numbers up to each, the heaviest that ends there: its weight and
    the place of its last number.
    """
    nothing = (0, -1)
    tree = [nothing] * (limit + 1)
    previous: list[int] = []
    best = nothing
    for index, (number, weight) in enumerate(zip(numbers, weights, strict=True)):
        heaviest = nothing
        at = number  # of those below it
        while at:
            heaviest = max(heaviest, tree[at])
            at &= at - 1
        previous.append(heaviest[1])
        ends = heaviest[0] + weight, index
        best = max(best, ends)
        at = number + 1
        while at <= limit:
            tree[at] = max(tree[at], ends)
            at += at & -at
    found: set[int] = set()
    current = best[1]
    while current >= 0:
        found.add(current)
        current = previous[current]
    return found
