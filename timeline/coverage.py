"""What a timeline knows and what it does not: counted from the records, nothing weighed.

Imports `timeline.dataset` and what that imports; knows no order, no words and no clock.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias, TypeVar

from timeline.dataset import Dataset, Ids, sources_of
from timeline.dates import Precision
from timeline.records.event import Event, Status
from timeline.records.fields import DateBasis

STRETCHES: Final = 5
"""How many of the longest stretches without an event are told."""

Month: TypeAlias = tuple[int, int]
"""A Gregorian year and month."""

W = TypeVar("W", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Months:
    """How many events began in each month, of those whose beginning is known to the month.

    `counts` runs from the first such month to the last without a hole; `gaps` are the longest runs
    of months in it in which none began, first and last month of each, the longest first. `coarser`
    counts the events whose beginning no month holds.
    """

    counts: Mapping[Month, int]
    gaps: tuple[tuple[Month, Month], ...]
    coarser: int


@dataclass(frozen=True, slots=True)
class Use:
    """How much rests on one source: so many events, so many claims."""

    events: int
    claims: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The counts of a dataset.

    `earliest` and `latest` are the first and the last day that any event is stated to touch.
    `sources_per_event` and `origins_per_event` give, for a number of sources or of independent
    origins, how many events have it. `single_origin` are the events that rest on one origin alone,
    `unattributed` the claims of which nobody is named, as (event, place among its claims).
    `uncertain` and `approximate` count the events whose date, or a part of it, is marked `?` or
    `~` (`%` is both). `claims_per_metric` and `by_source` hold every entry, also of what nothing
    rests on; `by_publisher` and `by_origin` count sources, under "" those whose publisher is not
    known or that do not say who told it.
    """

    events: int
    claims: int
    sources: int
    earliest: date | None
    latest: date | None
    months: Months
    precision: Mapping[Precision, int]
    basis: Mapping[DateBasis, int]
    uncertain: int
    approximate: int
    status: Mapping[Status, int]
    sources_per_event: Mapping[int, int]
    origins_per_event: Mapping[int, int]
    single_origin: Ids
    unattributed: tuple[tuple[str, int], ...]
    placeless: Ids
    claims_per_metric: Mapping[str, int]
    by_source: Mapping[str, Use]
    by_publisher: Mapping[str, int]
    by_origin: Mapping[str, int]
    without_address: Ids
    without_archive: Ids


def cover(dataset: Dataset) -> Coverage:
    """Count what a dataset holds."""
    events = dataset.events.values()
    claims = [claim for event in events for claim in event.claims]
    origins = {event.id: dataset.independent_sources(event) for event in events}
    of_source = Counter(claim.source for claim in claims if claim.source)
    of_metric = Counter(claim.metric for claim in claims)
    return Coverage(
        events=len(events),
        claims=len(claims),
        sources=len(dataset.sources),
        earliest=min((day for e in events if (day := e.span.earliest)), default=None),
        latest=max((day for e in events if (day := e.span.latest)), default=None),
        months=_months(events),
        precision=_in_order(Precision, (event.span.precision for event in events)),
        basis=_in_order(DateBasis, (event.date_basis for event in events)),
        uncertain=sum(event.span.uncertain for event in events),
        approximate=sum(event.span.approximate for event in events),
        status=_in_order(Status, (event.status for event in events)),
        sources_per_event=_ascending(len(sources_of(event)) for event in events),
        origins_per_event=_ascending(origins.values()),
        single_origin=tuple(event_id for event_id, n in origins.items() if n == 1),
        unattributed=tuple(
            (event.id, place)
            for event in events
            for place, claim in enumerate(event.claims)
            if not claim.actors
        ),
        placeless=tuple(event.id for event in events if not event.places),
        claims_per_metric={metric: of_metric[metric] for metric in dataset.metrics},
        by_source={
            source: Use(len(dataset.by_source.get(source, ())), of_source[source])
            for source in dataset.sources
        },
        by_publisher=Counter(source.publisher or "" for source in dataset.sources.values()),
        by_origin=Counter(source.origin or "" for source in dataset.sources.values()),
        without_address=tuple(i for i, source in dataset.sources.items() if not source.url),
        without_archive=tuple(
            i for i, source in dataset.sources.items() if source.url and not source.archived
        ),
    )


def _months(events: Iterable[Event]) -> Months:
    began = [event.span.start.month for event in events]
    known = Counter(month for month in began if month)
    counts = {month: known[month] for month in _run(min(known), max(known))} if known else {}
    return Months(counts, tuple(_gaps(counts)), began.count(None))


def _run(first: Month, last: Month) -> list[Month]:
    """Every month from the first to the last."""
    numbers = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return [(number // 12, number % 12 + 1) for number in numbers]


def _gaps(counts: Mapping[Month, int]) -> list[tuple[Month, Month]]:
    """Runs of empty months, the longest first and the older of two as long."""
    runs: list[list[Month]] = [[]]
    for month, count in counts.items():
        if count:
            runs.append([])
        else:
            runs[-1].append(month)
    runs.sort(key=len, reverse=True)
    return [(run[0], run[-1]) for run in runs if run]


def _in_order(kinds: type[W], values: Iterable[W]) -> dict[W, int]:
    """Count what occurs, in the order of the list that it is from."""
    found = Counter(values)
    return {kind: found[kind] for kind in kinds if found[kind]}


def _ascending(values: Iterable[int]) -> dict[int, int]:
    return dict(sorted(Counter(values).items()))
