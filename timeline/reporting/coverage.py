"""What a timeline knows and does not, in words and for programs: `timeline stats`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from timeline.coverage import STRETCHES, Coverage, Month
from timeline.dataset import Dataset, Ids
from timeline.messages import Messages
from timeline.messages.kinds import BASIS, PRECISION
from timeline.reporting.isolation import apart

NAMED: Final = 12  # ids named on a terminal; programs are given all

Section: TypeAlias = tuple[str, list[str]]


def coverage_in_words(coverage: Coverage, dataset: Dataset, say: Messages) -> str:
    """Say what was counted: lines under headings, parted by empty lines."""
    sections = _Teller(coverage, dataset, say).sections()
    return "\n\n".join("\n  ".join((heading, *lines)) for heading, lines in sections if lines)


def coverage_as_json(coverage: Coverage) -> str:
    """Write what was counted; months as `YYYY-MM`, days as `YYYY-MM-DD`, ids in full."""
    months = coverage.months
    document = {
        "events": coverage.events,
        "claims": coverage.claims,
        "sources": coverage.sources,
        "earliest": _iso(coverage.earliest),
        "latest": _iso(coverage.latest),
        "months": {_iso_month(month): n for month, n in months.counts.items() if n},
        "months_without_events": [[_iso_month(a), _iso_month(b)] for a, b in months.gaps],
        "coarser_than_a_month": months.coarser,
        "precision": coverage.precision,
        "basis": coverage.basis,
        "uncertain": coverage.uncertain,
        "approximate": coverage.approximate,
        "status": coverage.status,
        "sources_per_event": coverage.sources_per_event,
        "origins_per_event": coverage.origins_per_event,
        "single_origin": coverage.single_origin,
        "unattributed": [f"{event}#{place}" for event, place in coverage.unattributed],
        "without_place": coverage.placeless,
        "claims_per_metric": coverage.claims_per_metric,
        "by_source": {
            source: {"events": use.events, "claims": use.claims}
            for source, use in coverage.by_source.items()
        },
        "by_publisher": coverage.by_publisher,
        "by_origin": coverage.by_origin,
        "without_address": coverage.without_address,
        "without_archive": coverage.without_archive,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Teller:
    coverage: Coverage
    dataset: Dataset
    say: Messages

    def sections(self) -> Iterator[Section]:
        """Give every heading and what stands under it."""
        text, c = self.say.text, self.coverage
        yield text("What there is"), self._whole()
        yield (
            text("Sources of an event"),
            self._events_by(
                (self._sources(n), events) for n, events in c.sources_per_event.items()
            ),
        )
        yield (
            text("Independent origins of an event"),
            self._events_by(
                (self.say.count("{n} origin", "{n} origins", n), events)
                for n, events in c.origins_per_event.items()
            ),
        )
        yield text("Resting on a single origin"), self._named(c.single_origin)
        yield (
            text("How finely dates are known"),
            self._events_by(
                (text(PRECISION[precision]), events) for precision, events in c.precision.items()
            ),
        )
        yield (
            text("How dates are known"),
            self._events_by((text(BASIS[basis]), events) for basis, events in c.basis.items()),
        )
        yield (
            text("Dates marked as"),
            self._events_by(
                ((text("not certain"), c.uncertain), (text("approximate"), c.approximate))
            ),
        )
        yield (
            text("Status"),
            self._events_by(
                (self.say.term("status", status), events) for status, events in c.status.items()
            ),
        )
        yield (
            text("Sources"),
            [
                f"{apart(source, self.say)}: {self._together(use.events, use.claims)}"
                for source, use in c.by_source.items()
            ],
        )
        yield (
            text("Publishers"),
            [
                f"{self.dataset.publishers[i].name if i else text('not known')}: {self._sources(n)}"
                for i, n in c.by_publisher.items()
            ],
        )
        yield (
            text("Origins"),
            [
                f"{self.dataset.origin_name(i) if i else text('not stated')}: {self._sources(n)}"
                for i, n in c.by_origin.items()
            ],
        )
        yield (
            text("Numbers by what they count"),
            [
                f"{self.dataset.metrics[metric].name}: {self._numbers(n)}"
                for metric, n in c.claims_per_metric.items()
                if n
            ],
        )
        yield text("Not known"), self._unknown()
        yield (
            text("Longest stretches in which no event is known to begin"),
            [
                self._from_to(_iso_month(first), _iso_month(last))
                for first, last in c.months.gaps[:STRETCHES]
            ],
        )

    def _whole(self) -> list[str]:
        c = self.coverage
        counts = f"{self._together(c.events, c.claims)}{self._comma}{self._sources(c.sources)}"
        if c.earliest is None or c.latest is None:
            return [counts]
        return [counts, self._from_to(c.earliest.isoformat(), c.latest.isoformat())]

    def _unknown(self) -> list[str]:
        text, c = self.say.text, self.coverage
        found = (
            (text("numbers of which nobody is named"), f"{len(c.unattributed):,}"),
            (text("events whose month is not known"), self._events(c.months.coarser)),
            (text("events without a place"), self._events(len(c.placeless))),
            (text("sources without an address"), self._sources(len(c.without_address))),
            (text("addresses without an archived copy"), self._sources(len(c.without_archive))),
        )
        return [f"{label}: {value}" for label, value in found]

    def _events_by(self, rows: Iterable[tuple[str, int]]) -> list[str]:
        return [f"{label}: {self._events(n)}" for label, n in rows]

    def _named(self, ids: Ids) -> list[str]:
        """How many events these are, and the first of them by id."""
        if not ids:
            return []
        named = self._comma.join(apart(event_id, self.say) for event_id in ids[:NAMED])
        if (rest := len(ids) - NAMED) > 0:
            named = self.say.count(
                "{named} and {n} more", "{named} and {n} more", rest, named=named
            )
        return [self._events(len(ids)), named]

    def _together(self, events: int, claims: int) -> str:
        return f"{self._events(events)}{self._comma}{self._numbers(claims)}"

    def _events(self, n: int) -> str:
        return self.say.count("{n} event", "{n} events", n)

    def _numbers(self, n: int) -> str:
        return self.say.count("{n} number", "{n} numbers", n)

    def _sources(self, n: int) -> str:
        return self.say.count("{n} source", "{n} sources", n)

    def _from_to(self, first: str, last: str) -> str:
        first, last = apart(first, self.say), apart(last, self.say)
        return self.say.text("from {first} to {last}", first=first, last=last)

    @property
    def _comma(self) -> str:
        return self.say.text(", ")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _iso_month(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"
