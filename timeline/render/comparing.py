"""Which claimed numbers may stand side by side, and where they disagree.

Numbers of one metric are compared only within a scope and a group: those killed in one event, those
killed since a day and an estimate are three different things, and so are civilians and fighters.
Nothing is averaged and nothing is added up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from timeline.dataset import Dataset
from timeline.dates import Bounds, Span
from timeline.ordering import Order
from timeline.records.claim import Claim, Group, Scope, Stance
from timeline.records.event import Event
from timeline.render.extents import Extent, extent


class Relation(StrEnum):
    """How the numbers of a cluster stand to one another."""

    DISAGREEMENT = "disagreement"
    REVISION = "revision"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in its event; `index` is its place there, from 0."""

    event: Event
    index: int
    claim: Claim

    @property
    def extent(self) -> Extent:
        """The numbers that it names."""
        return extent(self.claim)

    @property
    def time(self) -> Bounds:
        """The days that it is about: those it counts, else when it holds, else its event's."""
        if self.claim.since is not None:
            return Bounds(self.claim.since.earliest, self._when.latest)
        return Bounds(self._when.earliest, self._when.latest)

    @property
    def days(self) -> tuple[date, ...]:
        """Every first and last day that is known of its dates: one at least, for each date has one.

        `time` may have none: of a number counted since «2016 or earlier» until «2018 or later» it
        keeps the two ends that are open.
        """
        spans = (self.claim.since, self._when) if self.claim.since is not None else (self._when,)
        ends = (day for span in spans for day in (span.earliest, span.latest))
        return tuple(day for day in ends if day is not None)

    @property
    def lasting(self) -> bool:
        """Whether it is about all of those days, and not about one of them."""
        return self.claim.since is not None or self._when.period

    @property
    def _when(self) -> Span:
        return self.claim.as_of or self.event.span


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that speak of the same thing, in order of time; a single one has no relation."""

    said: tuple[Said, ...]
    relation: Relation | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Claims of one metric that may be compared: of one scope, counting one group."""

    scope: Scope
    group: Group
    clusters: tuple[Cluster, ...]

    @property
    def said(self) -> tuple[Said, ...]:
        """Every claim, as the clusters have them."""
        return tuple(said for cluster in self.clusters for said in cluster.said)


def panels(dataset: Dataset, order: Order) -> dict[str, tuple[Panel, ...]]:
    """The panels of every metric that somebody claims a number of, in the vocabulary's order."""
    found: dict[str, dict[tuple[Scope, Group], list[Said]]] = {}
    for event_id in order.sequence:
        event = dataset.events[event_id]
        for index, claim in enumerate(event.claims):
            key = claim.scope, claim.group or Group.UNKNOWN
            found.setdefault(claim.metric, {}).setdefault(key, []).append(Said(event, index, claim))
    return {
        metric: tuple(
            Panel(scope, group, tuple(_clusters(sorted(said, key=_by_time))))
            for (scope, group), said in sorted(found[metric].items(), key=_by_first)
        )
        for metric in dataset.metrics
        if metric in found
    }


def year_of(cluster: Cluster) -> int:
    """The year in which a cluster stands: that of its first claim."""
    return _by_time(cluster.said[0])[0].year


def _by_time(said: Said) -> tuple[date, date]:
    """Sort key: by the first day, else the last where there is no first; the order breaks ties."""
    first, last = said.time.earliest, said.time.latest
    return first or last or date.max, last or date.max


def _by_first(panel: tuple[tuple[Scope, Group], list[Said]]) -> tuple[int, date, str]:
    """Sort key: scopes as they are listed, then the group that was counted first."""
    (scope, group), said = panel
    return list(Scope).index(scope), min(map(_by_time, said))[0], group


def _clusters(said: list[Said]) -> Iterator[Cluster]:
    """Put together what is linked, each cluster where its first claim stands."""
    links = _links(said)
    member = list(range(len(said)))  # of each claim, another of its cluster: the first one its own

    def first_of(i: int) -> int:
        while member[i] != i:
            member[i] = member[member[i]]
            i = member[i]
        return i

    for a, b in links:
        old, new = max(first_of(a), first_of(b)), min(first_of(a), first_of(b))
        member[old] = new
    clusters: dict[int, list[Said]] = {}
    for i, one in enumerate(said):
        clusters.setdefault(first_of(i), []).append(one)
    found: dict[int, set[Relation]] = {}
    for (a, _), relation in links.items():
        found.setdefault(first_of(a), set()).add(relation)
    for first, its in clusters.items():
        relations = found.get(first, set())
        yield Cluster(tuple(its), next((one for one in Relation if one in relations), None))


def _links(said: list[Said]) -> dict[tuple[int, int], Relation]:
    """Every two claims that speak of the same thing, and how they stand to one another.

    What a claim itself says of another counts; only of two that say nothing of one another is it
    asked whether they differ.
    """
    links: dict[tuple[int, int], Relation] = {}
    keys = {(one.event.id, one.claim.key): i for i, one in enumerate(said) if one.claim.key}
    for i, one in enumerate(said):
        towards = one.claim.towards
        other = keys.get((towards.event, towards.key)) if towards else None
        if other is not None and (relation := _stance(one, said[other])):
            links.setdefault((min(i, other), max(i, other)), relation)
    of_event: dict[str, list[int]] = {}
    for i, one in enumerate(said):
        for other in of_event.setdefault(one.event.id, []):
            # Who gives two numbers means two things by them, unless the record says otherwise.
            if one.claim.said_by != said[other].claim.said_by and _differ(one, said[other]):
                links.setdefault((other, i), Relation.DISAGREEMENT)
        of_event[one.event.id].append(i)
    return links


def _stance(one: Said, other: Said) -> Relation | None:
    match one.claim.stance:
        case Stance.DENIES:
            return Relation.DISAGREEMENT
        case Stance.REVISES:
            return Relation.REVISION
        case Stance.CONFIRMS:
            return Relation.CONFIRMATION
        case Stance.CLAIMS:
            # Beside a number of another event stands what is like it, not what contradicts it.
            same = one.event.id == other.event.id
            return Relation.DISAGREEMENT if same and _differ(one, other) else None


def _differ(one: Said, other: Said) -> bool:
    return (one.extent.low, one.extent.high) != (other.extent.low, other.extent.high)


def lowest(said: Iterable[Said]) -> list[Said]:
    """Give whoever names the lowest number; «up to 10» is lower than 10, and that than «over 10»."""
    every = [((one.extent.named[0], *_leaning(one.extent)), one) for one in said]
    least = min(rank for rank, _ in every)
    return [one for rank, one in every if rank == least]


def highest(said: Iterable[Said]) -> list[Said]:
    """Give whoever names the highest number; «over 10» is higher than 10."""
    every = [((one.extent.named[-1], *_leaning(one.extent)), one) for one in said]
    most = max(rank for rank, _ in every)
    return [one for rank, one in every if rank == most]


def _leaning(extent: Extent) -> tuple[int, Decimal, Decimal]:
    """What ranks extents that share a number: which end is open, then where the others lie."""
    return extent.open_high - extent.open_low, extent.named[-1], extent.named[0]
