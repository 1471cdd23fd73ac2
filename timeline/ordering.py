"""The order of events, and why.

One total order: (1) every `after` and `before` holds, through any chain; (2) else the earlier
earliest day first, as narrowed by the relations, an unknown start counting as its latest day;
(3) else the wider span first, so that a month stands above its days; (4) else by id.
A topological sort with a heap, O((n + e) log n). Imports `timeline.reading` and what that imports.
"""

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias, cast

from timeline.dates import Bounds
from timeline.reading.content import Content
from timeline.reading.finding import Finding, Location
from timeline.records.event import Event

Key: TypeAlias = tuple[int, int, str]
Neighbours: TypeAlias = Mapping[str, tuple[str, ...]]

_OPEN = 10**7  # wider than the 3,652,059 days that a date can be


class Ground(StrEnum):
    """Why one event stands before another."""

    RELATION = "relation"  # a chain of after and before leads from one to the other
    EARLIER = "earlier"  # its earliest day is earlier
    WIDER = "wider"  # same earliest day, wider span
    ID = "id"  # same span: by id
    WAITED = "waited"  # the later one had to wait for a record that stands after the earlier


@dataclass(frozen=True, slots=True)
class Reason:
    """Why `first` stands before `second`.

    `chain` leads from the first to the second for RELATION; for WAITED it leads to the second from
    the record that it waited for, and `then` says by their dates or ids why the first stands before
    that record.
    """

    first: str
    second: str
    ground: Ground
    chain: tuple[str, ...] = ()
    then: "Reason | None" = None


@dataclass(frozen=True)
class Order:
    """The events in published order.

    `starts` holds, for every event, the bounds of its beginning as narrowed by relations;
    `narrowed` names those events whose bounds became narrower than their record states.
    """

    sequence: tuple[str, ...]
    starts: Mapping[str, Bounds]
    narrowed: frozenset[str]
    earlier: Neighbours  # for each event, those stated to come before it
    keys: Mapping[str, Key]
    released_by: Mapping[str, str]

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Each event's place in the sequence, from 0."""
        return {event_id: rank for rank, event_id in enumerate(self.sequence)}

    @cached_property
    def years(self) -> Mapping[int, tuple[str, ...]]:
        """The events that stand in each Gregorian year, years ascending."""
        found: dict[int, list[str]] = {}
        for event_id in self.sequence:
            found.setdefault(self.first_day(event_id).year, []).append(event_id)
        return {year: tuple(found[year]) for year in sorted(found)}

    def first_day(self, event_id: str) -> date:
        """Give the day by which an event is ordered."""
        return date.fromordinal(self.keys[event_id][0])

    def sorted(self, event_ids: Iterable[str]) -> tuple[str, ...]:
        """Put these events, each once, in published order."""
        return tuple(sorted(set(event_ids), key=self.rank.__getitem__))

    def neighbours(self, event_id: str) -> tuple[str | None, str | None]:
        """Give the events before and after this one."""
        rank = self.rank[event_id]
        before = self.sequence[rank - 1] if rank else None
        after = self.sequence[rank + 1] if rank + 1 < len(self.sequence) else None
        return before, after

    def explain(self, one: str, other: str) -> Reason:
        """Say why the one of two different events stands before the other."""
        first, second = sorted((one, other), key=self.rank.__getitem__)
        # Whatever leads from one to the other stands between them.
        between = set(self.sequence[self.rank[first] : self.rank[second]])
        if chain := _chain(self.earlier, first, second, between):
            return Reason(first, second, Ground.RELATION, chain)
        # A record that would come first by its key and does not was held back when the first had
        # its turn, and by a record that came later still: so on, up to one that follows by its key.
        held_back = [second]
        while self.keys[held_back[-1]] < self.keys[first]:
            held_back.append(self.released_by[held_back[-1]])
        then = Reason(first, held_back[-1], self._ground(first, held_back[-1]))
        if len(held_back) == 1:
            return then
        return Reason(first, second, Ground.WAITED, tuple(reversed(held_back)), then)

    def _ground(self, first: str, second: str) -> Ground:
        a, b = self.keys[first], self.keys[second]
        if a[0] != b[0]:
            return Ground.EARLIER
        return Ground.WIDER if a[1] != b[1] else Ground.ID


def arrange(events: Mapping[str, Event], content: Content) -> Order | list[Finding]:
    """Order the events, or find every loop and every relation that the dates forbid.

    `content` says where each relation is written.
    """
    events = {event_id: events[event_id] for event_id in sorted(events)}
    earlier, later = _relations(events)
    topological = _topological(earlier, later)
    if len(topological) < len(events):
        left = sorted(events.keys() - set(topological))
        return [_loop(circle, earlier, content) for circle in _circles(left, earlier, later)]
    starts, conflicts = _narrow(events, topological, earlier, later, content)
    if conflicts:
        return conflicts
    keys = {event_id: _key(event, starts[event_id]) for event_id, event in events.items()}
    sequence, released_by = _sequence(keys, earlier, later)
    narrowed = frozenset(i for i, event in events.items() if starts[i] != event.span.start)
    return Order(sequence, starts, narrowed, earlier, keys, released_by)


def _relations(events: Mapping[str, Event]) -> tuple[Neighbours, Neighbours]:
    """For each event, those stated to come before it, and those after it; sorted, each once."""
    earlier: dict[str, set[str]] = {event_id: set() for event_id in events}
    later: dict[str, set[str]] = {event_id: set() for event_id in events}
    for event in events.values():
        pairs = [(other, event.id) for other in event.after]
        pairs += [(event.id, other) for other in event.before]
        for first, second in pairs:
            if first not in events or second not in events:
                continue  # unknown or faulty, and reported as that
            earlier[second].add(first)
            later[first].add(second)
    return _frozen(earlier), _frozen(later)


def _frozen(neighbours: Mapping[str, set[str]]) -> Neighbours:
    return {event_id: tuple(sorted(others)) for event_id, others in neighbours.items()}


def _topological(earlier: Neighbours, later: Neighbours) -> list[str]:
    """Find an order in which every event comes after its `earlier`; events on a loop are left out."""
    waiting = {event_id: len(others) for event_id, others in earlier.items()}
    ready = [event_id for event_id, count in waiting.items() if not count]
    for event_id in ready:  # grows as it is walked
        for other in later[event_id]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return ready


def _sequence(
    keys: Mapping[str, Key], earlier: Neighbours, later: Neighbours
) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """Give the published order and, for each event that waited, the one whose turn released it."""
    waiting = {event_id: len(others) for event_id, others in earlier.items()}
    heap = [key for event_id, key in keys.items() if not waiting[event_id]]
    heapq.heapify(heap)
    sequence: list[str] = []
    released_by: dict[str, str] = {}
    while heap:
        event_id = heapq.heappop(heap)[2]
        sequence.append(event_id)
        for other in later[event_id]:
            waiting[other] -= 1
            if not waiting[other]:
                released_by[other] = event_id
                heapq.heappush(heap, keys[other])
    return tuple(sequence), released_by


def _key(event: Event, start: Bounds) -> Key:
    span = event.span
    latest = span.latest if span.period else start.latest
    # A span open at both ends is no date (`says-nothing`): one of the two is known.
    first = cast("date", start.earliest or start.latest)
    width = (latest - first).days if latest else _OPEN
    return first.toordinal(), -width, event.id


def _narrow(
    events: Mapping[str, Event],
    topological: list[str],
    earlier: Neighbours,
    later: Neighbours,
    content: Content,
) -> tuple[dict[str, Bounds], list[Finding]]:
    """Each event's beginning, as narrowed by what it follows and what follows it.

    `after` is read as cautiously as it can be: the later one did not begin before the earlier one
    began. What is derived from that holds however the words are meant.
    """
    low = {event_id: event.span.start.earliest for event_id, event in events.items()}
    high = {event_id: event.span.start.latest for event_id, event in events.items()}
    low_from: dict[str, str] = {}
    high_from: dict[str, str] = {}
    for event_id in topological:
        for other in earlier[event_id]:
            bound, mine = low[other], low[event_id]
            if bound is not None and (mine is None or bound > mine):
                low[event_id], low_from[event_id] = bound, other
    for event_id in reversed(topological):
        for other in later[event_id]:
            bound, mine = high[other], high[event_id]
            if bound is not None and (mine is None or bound < mine):
                high[event_id], high_from[event_id] = bound, other
    conflicts: dict[tuple[str, ...], Finding] = {}
    for event_id in topological:
        least, most = low[event_id], high[event_id]
        if least is not None and most is not None and least > most:
            chain = (
                *reversed(_trail(event_id, low_from)),
                *_trail(event_id, high_from)[1:],
            )
            conflicts.setdefault((chain[0], chain[-1]), _conflict(chain, least, most, content))
    return {i: Bounds(low[i], high[i]) for i in events}, list(conflicts.values())


def _trail(event_id: str, came_from: Mapping[str, str]) -> list[str]:
    trail = [event_id]
    while trail[-1] in came_from:
        trail.append(came_from[trail[-1]])
    return trail


def _chain(
    earlier: Neighbours, first: str, second: str, within: Collection[str]
) -> tuple[str, ...]:
    """Find the shortest chain of relations from one event to another; empty if there is none."""
    came_from: dict[str, str] = {second: ""}
    queue = [second]
    for event_id in queue:  # grows as it is walked
        if event_id == first:
            chain = [first]
            while came_from[chain[-1]]:
                chain.append(came_from[chain[-1]])
            return tuple(chain)
        for other in earlier[event_id]:
            if other in within and other not in came_from:
                came_from[other] = event_id
                queue.append(other)
    return ()


def _circles(left: list[str], earlier: Neighbours, later: Neighbours) -> list[list[str]]:
    """Find the loops among the events left over: sets whose events all lead to one another.

    Kosaraju's algorithm: walked backwards in the order in which a walk forwards was done with them,
    events reach what is on their own loop and nothing else that is new.
    """
    circles = []
    unsettled = set(left)
    for event_id in reversed(_finished(left, later)):
        if event_id in unsettled:
            members = _reach(event_id, earlier, unsettled)
            if event_id in members:
                circles.append(sorted(members))
            unsettled -= members | {event_id}
    return sorted(circles)


def _finished(left: list[str], later: Neighbours) -> list[str]:
    """Walk depth first, and list the events as the walk is done with what follows them."""
    inside = set(left)
    seen: set[str] = set()
    done: list[str] = []
    for start in left:
        steps: list[tuple[str, Iterator[str]]] = []
        if start not in seen:
            seen.add(start)
            steps.append((start, iter(later[start])))
        while steps:
            event_id, others = steps[-1]
            following = next((o for o in others if o in inside and o not in seen), None)
            if following is None:
                done.append(event_id)
                steps.pop()
            else:
                seen.add(following)
                steps.append((following, iter(later[following])))
    return done


def _reach(start: str, neighbours: Neighbours, within: set[str]) -> set[str]:
    """Find the events that a walk of at least one step leads to: the start only if on a loop."""
    reached: set[str] = set()
    queue = [start]
    for event_id in queue:  # grows as it is walked
        for other in neighbours[event_id]:
            if other in within and other not in reached:
                reached.add(other)
                queue.append(other)
    return reached


def _loop(members: list[str], earlier: Neighbours, content: Content) -> Finding:
    first, inside = members[0], set(members)
    before = next(other for other in earlier[first] if other in inside)
    around = _chain(earlier, first, before, inside)
    value = " → ".join([*around, first])
    if rest := sorted(inside.difference(around)):
        value += f" ({', '.join(rest)})"
    places = [_where(content, member, inside) for member in members]
    return Finding("order-loop", places[0], {"value": value}, related=tuple(places[1:]))


def _conflict(
    chain: tuple[str, ...],
    least: date,
    most: date,
    content: Content,
) -> Finding:
    facts = {
        "value": " → ".join(chain),
        "earlier": chain[0],
        "later": chain[-1],
        "earliest": least.isoformat(),
        "latest": most.isoformat(),
    }
    places = [_where(content, member, set(chain)) for member in chain]
    # Told where a relation is written: a record that others only name may be without a fault.
    at = next(place for place in reversed(places) if place.path)
    related = tuple(place for place in places if place is not at)
    return Finding("order-against-dates", at, facts, related=related)


def _where(content: Content, event_id: str, others: Collection[str]) -> Location:
    """Find where an event's file relates it to one of others; its beginning if others name it."""
    event = content.events.records[event_id]
    document = content.events.document(event_id)
    for field, named in (("after", event.after), ("before", event.before)):
        for index, other in enumerate(named):
            if other in others:
                return document.at(field, index)
    return document.at()
