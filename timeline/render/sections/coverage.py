"""What the timeline knows and what it does not, each count with what it means to a reader."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from timeline.coverage import STRETCHES, Coverage, cover
from timeline.dates import gregorian_month
from timeline.messages.kinds import BASIS, PRECISION
from timeline.render import weighing
from timeline.render.claim_views import claim_view
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.render.views import Link

NAMED: Final = 200  # links under one heading; with more the page would grow with the timeline
_LEVELS: Final = 4  # shades of a month


@dataclass(frozen=True, slots=True)
class Bar:
    """So many of something: in words; `rest` is what of all it is not, in percent."""

    name: str
    link: Link | None
    count: str
    rest: str


@dataclass(frozen=True, slots=True)
class Table:
    """Bars under a caption; `more` says how many it leaves out."""

    caption: str
    bars: tuple[Bar, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Records by name, folded under a summary and their number; `more` says how many are left out."""

    summary: str
    count: str
    links: tuple[Link, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of the grid: how many events began in it, None outside the record."""

    count: int | None
    level: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """A year of the grid, or a run of years in which nothing is known, which has no cells."""

    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the page: what it means in sentences, then tables, months and names."""

    anchor: str
    heading: str
    sentences: Sequence[str]
    tables: Sequence[Table] = ()
    named: Sequence[Named] = ()
    grid: tuple[GridRow, ...] = ()
    gaps: tuple[str, ...] = ()


def pages(site: Site) -> Iterator[Page]:
    """The page on coverage."""
    counts = _Counts(site, cover(site.dataset))
    yield site.page(
        "coverage",
        "coverage/",
        "coverage.html",
        site.say.text("Coverage"),
        sums=counts.sums(),
        told=[*counts.parts()],
        months=[gregorian_month(month) for month in range(1, 13)],
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    site: Site
    coverage: Coverage

    def sums(self) -> list[str]:
        """What there is in all, and from when to when."""
        c = self.coverage
        sums = [self.site.events(c.events), self._numbers(c.claims), self._sources(c.sources)]
        if c.earliest and c.latest:
            # In years: these are the outermost days that a date can mean, and mostly it says less.
            sums.append(weighing.from_to(f"{c.earliest.year:04}", f"{c.latest.year:04}"))
        return sums

    def parts(self) -> Iterator[Part]:
        """Every heading; that of numbers only where there are any."""
        c, say, text = self.coverage, self.site.say, self.site.say.text
        yield Part(
            "origins_",
            text("Origins of the events"),
            weighing.origins(c, say),
            [
                self._events_by(
                    text("Independent origins of an event"),
                    (
                        (say.count("{n} origin", "{n} origins", n), events)
                        for n, events in c.origins_per_event.items()
                    ),
                ),
                self._events_by(
                    text("Sources of an event"),
                    ((self._sources(n), events) for n, events in c.sources_per_event.items()),
                ),
            ],
            self._named_events(text("Resting on a single origin"), c.single_origin),
        )
        yield Part(
            "months_",
            text("Events a month"),
            weighing.months(c, say),
            grid=tuple(_grid(self.site, c)),
            gaps=tuple(weighing.gap(*gap, say) for gap in c.months.gaps[:STRETCHES]),
        )
        yield Part(
            "precision_",
            text("Precision"),
            weighing.precision(c, say),
            [
                self._events_by(
                    text("How finely dates are known"),
                    ((text(PRECISION[kind]), n) for kind, n in c.precision.items()),
                ),
                self._events_by(
                    text("Dates marked as"),
                    ((text("not certain"), c.uncertain), (text("approximate"), c.approximate)),
                ),
            ],
        )
        kinds = ((text(BASIS[kind]), n) for kind, n in c.basis.items())
        heading = text("How dates are known")
        yield Part("basis_", heading, weighing.basis(c, say), [self._events_by(heading, kinds)])
        kinds = ((say.term("status", kind), n) for kind, n in c.status.items())
        heading = text("Status")
        yield Part("status_", heading, weighing.status(say), [self._events_by(heading, kinds)])
        yield self._of_sources()
        yield Part(
            "addresses_",
            text("Addresses and archived copies"),
            weighing.addresses(c, say),
            named=[
                *self._named_sources(text("sources without an address"), c.without_address),
                *self._named_sources(text("addresses without an archived copy"), c.without_archive),
            ],
        )
        if c.claims:
            yield self._of_claims()
        yield Part(
            "places_",
            text("Places"),
            weighing.places(c, say),
            named=self._named_events(text("events without a place"), c.placeless),
        )

    def _of_sources(self) -> Part:
        c, say, dataset = self.coverage, self.site.say, self.site.dataset
        in_order = sorted(c.by_source.items(), key=lambda item: (-item[1].events, item[0]))
        uses = [
            Bar(
                dataset.sources[source].title,
                Link(dataset.sources[source].title, f"sources/{source}/"),
                say.text(", ").join((self.site.events(use.events), self._numbers(use.claims))),
                _rest(use.events, c.events),
            )
            for source, use in in_order
        ]
        publishers = (
            (dataset.publishers[i].name if i else say.text("not known"), n)
            for i, n in _most(c.by_publisher)
        )
        origins = (
            (dataset.origin_name(i) if i else say.text("not stated"), n)
            for i, n in _most(c.by_origin)
        )
        tables = [
            self._table(say.text("What rests on each source"), uses),
            self._sources_by(say.text("Publishers"), publishers),
            self._sources_by(say.text("Origins"), origins),
        ]
        said = weighing.sources(c, dataset, say)
        return Part("sources_", say.text("Sources"), said, tables)

    def _of_claims(self) -> Part:
        c, say, metrics = self.coverage, self.site.say, self.site.dataset.metrics
        bars = [
            Bar(metrics[i].name, self.site.views.metric(i), self._numbers(n), _rest(n, c.claims))
            for i, n in c.claims_per_metric.items()
            if n
        ]
        table = self._table(say.text("Numbers by what they count"), bars)
        links = tuple(self._claim(*place) for place in c.unattributed[:NAMED])
        left = len(c.unattributed) - len(links)
        more = say.count("and {n} number more", "and {n} numbers more", left) if left else ""
        summary = say.text("numbers of which nobody is named")
        named = [Named(summary, self._numbers(len(c.unattributed)), links, more)] if links else []
        return Part("claims_", say.text("Numbers"), weighing.claims(c, say), [table], named)

    def _claim(self, event_id: str, place: int) -> Link:
        views = self.site.views
        claim = claim_view(self.site.dataset.events[event_id].claims[place], views)
        link = views.event_link(event_id)
        number = f"«{claim.stated}»" if claim.stated else claim.number
        return Link(link.name, link.url, f"{claim.metric.name}: {number}")

    def _events_by(self, caption: str, rows: Iterable[tuple[str, int]]) -> Table:
        total = self.coverage.events
        return Table(
            caption,
            tuple(Bar(name, None, self.site.events(n), _rest(n, total)) for name, n in rows if n),
        )

    def _sources_by(self, caption: str, rows: Iterable[tuple[str, int]]) -> Table:
        total = self.coverage.sources
        return self._table(
            caption, [Bar(name, None, self._sources(n), _rest(n, total)) for name, n in rows]
        )

    def _table(self, caption: str, bars: Sequence[Bar]) -> Table:
        left = len(bars) - NAMED
        more = self.site.say.count("and {n} more", "and {n} more", left) if left > 0 else ""
        return Table(caption, tuple(bars[:NAMED]), more)

    def _numbers(self, n: int) -> str:
        return self.site.say.count("{n} number", "{n} numbers", n)

    def _sources(self, n: int) -> str:
        return self.site.say.count("{n} source", "{n} sources", n)

    def _named_events(self, summary: str, ids: Sequence[str]) -> list[Named]:
        if not ids:
            return []
        in_order = self.site.order.sorted(ids)[:NAMED]
        links = tuple(
            Link(view.title, view.url, view.date.gregorian)
            for view in (self.site.views.events[i] for i in in_order)
        )
        left = len(ids) - len(links)
        more = self.site.say.count("and {n} event more", "and {n} events more", left)
        return [Named(summary, self.site.events(len(ids)), links, more if left else "")]

    def _named_sources(self, summary: str, ids: Sequence[str]) -> list[Named]:
        if not ids:
            return []
        sources = self.site.dataset.sources
        links = tuple(Link(sources[i].title, f"sources/{i}/") for i in ids[:NAMED])
        left = len(ids) - len(links)
        more = self.site.say.count("and {n} source more", "and {n} sources more", left)
        return [Named(summary, self._sources(len(ids)), links, more if left else "")]


def _most(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """The largest first; what is not known, whose id is empty, last."""
    return sorted(counted.items(), key=lambda item: (not item[0], -item[1], item[0]))


def _rest(n: int, total: int) -> str:
    return f"{100 - 100 * n / total:.1f}"


def _grid(site: Site, coverage: Coverage) -> Iterator[GridRow]:
    """A row a year from the first to the last; years in a row without any event are one row."""
    counts = coverage.months.counts
    if not counts:
        return
    most = max(counts.values())
    years = [(year, [*found]) for year, found in groupby(counts, lambda month: month[0])]
    for empty, run in groupby(years, lambda item: not any(counts[month] for month in item[1])):
        rows = [*run]
        if empty and len(rows) > 1:
            yield GridRow(f"{rows[0][0]}–{rows[-1][0]}", "", ())
            continue
        for year, _ in rows:
            cells = [counts.get((year, month)) for month in range(1, 13)]
            url = f"years/{year:04}/" if year in site.order.years else ""
            yield GridRow(
                str(year), url, tuple(Cell(n, -(-_LEVELS * (n or 0) // most)) for n in cells)
            )
