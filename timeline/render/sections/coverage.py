"""What the timeline knows and what it does not, each count with what it means to a reader."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from timeline.coverage import STRETCHES, Coverage, Month, cover
from timeline.dates import Precision, Span, gregorian_month, gregorian_phrase, parse
from timeline.messages.kinds import BASIS, PRECISION
from timeline.records.fields import DateBasis
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
    teller = _Teller(site, cover(site.dataset))
    yield site.page(
        "coverage",
        "coverage/",
        "coverage.html",
        site.say.text("Coverage"),
        sums=teller.sums(),
        told=[*teller.parts()],
        months=[gregorian_month(month) for month in range(1, 13)],
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    site: Site
    coverage: Coverage

    def sums(self) -> list[str]:
        """What there is in all, and from when to when."""
        c, count = self.coverage, self.site.say.count
        sums = [
            self.site.events(c.events),
            count("{n} number", "{n} numbers", c.claims),
            count("{n} source", "{n} sources", c.sources),
        ]
        if c.earliest and c.latest:
            # In years: these are the outermost days that a date can mean, and mostly it says less.
            sums.append(_phrase(f"{c.earliest.year:04}/{c.latest.year:04}"))
        return sums

    def parts(self) -> Iterator[Part]:
        """Every heading, those without anything to count left out."""
        yield self._origins()
        yield self._months()
        yield self._precision()
        yield self._basis()
        yield self._status()
        yield self._sources()
        yield self._addresses()
        if self.coverage.claims:
            yield self._claims()
        yield self._places()

    def _origins(self) -> Part:
        c, text, count = self.coverage, self.site.say.text, self.site.say.count
        single = len(c.single_origin)
        if not single:
            said = [text("Every event rests on two independent origins or more.")]
        else:
            if single == c.events:
                said = [
                    count(
                        "The only event rests on one origin.",
                        "All {n} events rest on one origin.",
                        single,
                    )
                ]
            else:
                said = [
                    count(
                        "{n} event of {total} rests on one origin.",
                        "{n} events of {total} rest on one origin each.",
                        single,
                        total=f"{c.events:,}",
                    )
                ]
            said.append(
                text(
                    "What has one origin was told by one party and, in these sources, confirmed by "
                    "no other, however many repeat it: an account, not yet an established fact."
                )
            )
        tables = [
            self._events_by(
                text("Independent origins of an event"),
                (
                    (count("{n} origin", "{n} origins", n), e)
                    for n, e in c.origins_per_event.items()
                ),
            ),
            self._events_by(
                text("Sources of an event"),
                (
                    (count("{n} source", "{n} sources", n), e)
                    for n, e in c.sources_per_event.items()
                ),
            ),
        ]
        named = self._named_events(text("Resting on a single origin"), c.single_origin)
        return Part("origins_", text("Origins of the events"), said, tables, named)

    def _months(self) -> Part:
        c, text, count = self.coverage.months, self.site.say.text, self.site.say.count
        months = list(c.counts)
        said = []
        if not months:
            said.append(text("Of no event is the month known in which it began."))
        elif len(months) == 1:
            said.append(text("All that is known to the month lies in {month}.", month=_of(months)))
        else:
            empty = sum(not n for n in c.counts.values())
            facts = {
                "months": count("{n} month", "{n} months", len(months)),
                "stretch": _of(months),
                "empty": count("{n} month", "{n} months", empty),
            }
            if empty:
                said.append(text("{months} {stretch}; without a known event: {empty}.", **facts))
                said.append(
                    text(
                        "An empty month does not mean that nothing happened: only that the sources "
                        "at hand tell of no event in it, or not of its month."
                    )
                )
            else:
                said.append(text("{months} {stretch}, and an event in each.", **facts))
        if c.coarser:
            said.append(
                count(
                    "Of {n} event the month of its beginning is not known; the table leaves it out.",
                    "Of {n} events the month of their beginning is not known; the table leaves them out.",
                    c.coarser,
                )
            )
        return Part(
            "months_",
            text("Events a month"),
            said,
            grid=tuple(_grid(self.site, self.coverage)),
            gaps=tuple(self._gap(gap) for gap in c.gaps[:STRETCHES]),
        )

    def _gap(self, gap: tuple[Month, Month]) -> str:
        first, last = gap
        length = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
        months = self.site.say.count("{n} month", "{n} months", length)
        return f"{_of(gap)} ({months})"

    def _precision(self) -> Part:
        c, text, count = self.coverage, self.site.say.text, self.site.say.count
        days = c.precision.get(Precision.DAY, 0)
        if days == c.events:
            said = [text("Every event is dated to the day.")]
        else:
            said = [
                count(
                    "{n} event of {total} is dated to the day.",
                    "{n} events of {total} are dated to the day.",
                    days,
                    total=f"{c.events:,}",
                ),
                text(
                    "Of the rest a month, a year or a stretch is known in which it lies, and no page "
                    "makes that more precise than its sources do."
                ),
            ]
        if c.uncertain or c.approximate:
            said.append(
                text(
                    "«Not certain» stands where a date is read into a source, «about» where it is "
                    "only near."
                )
            )
        tables = [
            self._events_by(
                text("How finely dates are known"),
                ((text(PRECISION[kind]), n) for kind, n in c.precision.items()),
            ),
            self._events_by(
                text("Dates marked as"),
                ((text("not certain"), c.uncertain), (text("approximate"), c.approximate)),
            ),
        ]
        return Part("precision_", text("Precision"), said, tables)

    def _basis(self) -> Part:
        c, text, count = self.coverage, self.site.say.text, self.site.say.count
        stated = c.basis.get(DateBasis.STATED, 0)
        if stated == c.events:
            said = [text("Every date is stated by a source itself.")]
        else:
            said = [
                count(
                    "{n} date of {total} is stated by a source itself.",
                    "{n} dates of {total} are stated by a source itself.",
                    stated,
                    total=f"{c.events:,}",
                ),
                text(
                    "The rest were counted from words such as «last week», or are the editor's "
                    "reading; each event's page says how."
                ),
            ]
        rows = ((text(BASIS[kind]), n) for kind, n in c.basis.items())
        table = self._events_by(text("How dates are known"), rows)
        return Part("basis_", text("How dates are known"), said, [table])

    def _status(self) -> Part:
        c, say = self.coverage, self.site.say
        rows = ((say.term("status", kind), n) for kind, n in c.status.items())
        said = [
            say.text(
                "Reported is what a source tells; disputed, what sources tell differently; planned, "
                "what was announced, and is not said to have happened until a source tells so."
            )
        ]
        heading = say.text("Status")
        return Part("status_", heading, said, [self._events_by(heading, rows)])

    def _sources(self) -> Part:
        c, text, count = self.coverage, self.site.say.text, self.site.say.count
        dataset = self.site.dataset
        in_order = sorted(c.by_source.items(), key=lambda item: (-item[1].events, item[0]))
        said = []
        if len(in_order) > 1 and c.events > 1:
            source, use = in_order[0]
            said.append(
                text(
                    "Most rests on «{source}»: {events} of {total}.",
                    source=dataset.sources[source].title,
                    events=self.site.events(use.events),
                    total=f"{c.events:,}",
                )
            )
        elif c.events > 1:
            said.append(
                text("All of it rests on one source, and nothing stands beside its account.")
            )
        if unknown := c.by_publisher.get("", 0):
            said.append(
                count(
                    "Of {n} source the publisher is not known.",
                    "Of {n} sources the publisher is not known.",
                    unknown,
                )
            )
        if silent := c.by_origin.get("", 0):
            said.append(
                count(
                    "{n} source does not say who told it, and counts as an origin of its own.",
                    "{n} sources do not say who told them, and count as an origin each.",
                    silent,
                )
            )
        uses = [
            Bar(
                dataset.sources[source].title,
                Link(dataset.sources[source].title, f"sources/{source}/"),
                f"{self.site.events(use.events)}{text(', ')}"
                + count("{n} number", "{n} numbers", use.claims),
                _rest(use.events, c.events),
            )
            for source, use in in_order[:NAMED]
        ]
        left = len(in_order) - len(uses)
        more = count("and {n} source more", "and {n} sources more", left) if left > 0 else ""
        publishers = (
            (dataset.publishers[i].name if i else text("not known"), n)
            for i, n in _most(c.by_publisher.items())
        )
        origins = (
            (dataset.origin_name(i) if i else text("not stated"), n)
            for i, n in _most(c.by_origin.items())
        )
        tables = [
            Table(text("What rests on each source"), tuple(uses), more),
            self._sources_by(text("Publishers"), publishers),
            self._sources_by(text("Origins"), origins),
        ]
        return Part("sources_", text("Sources"), said, tables)

    def _addresses(self) -> Part:
        c, text, count = self.coverage, self.site.say.text, self.site.say.count
        without, unkept = len(c.without_address), len(c.without_archive)
        if not without:
            said = [text("Every source has an address at which it can be read.")]
        elif without == c.sources:
            said = [
                count(
                    "The only source has no address; what is told of it cannot be held against it.",
                    "None of the {n} sources has an address; what is told of them cannot be held against them.",
                    without,
                )
            ]
        else:
            said = [
                count(
                    "{n} source of {total} has no address; what is told of it cannot be held against it.",
                    "{n} sources of {total} have no address; what is told of them cannot be held against them.",
                    without,
                    total=f"{c.sources:,}",
                )
            ]
        if unkept:
            said.append(
                count(
                    "{n} address has no archived copy: should its page change or go, nothing is left to compare.",
                    "{n} addresses have no archived copy: should a page change or go, nothing is left to compare.",
                    unkept,
                )
            )
        elif without < c.sources:
            said.append(text("Every address has an archived copy."))
        named = [
            *self._named_sources(text("sources without an address"), c.without_address),
            *self._named_sources(text("addresses without an archived copy"), c.without_archive),
        ]
        return Part("addresses_", text("Addresses and archived copies"), said, named=named)

    def _claims(self) -> Part:
        c, text, count = self.coverage, self.site.say.text, self.site.say.count
        nobody = len(c.unattributed)
        if nobody:
            said = [
                count(
                    "{n} number is nobody's: a source gives it and names no one for it.",
                    "{n} numbers are nobody's: sources give them and name no one for them.",
                    nobody,
                )
            ]
        else:
            said = [text("For every number somebody is named who said or reported it.")]
        metrics = self.site.dataset.metrics
        found = [(metrics[i].name, n) for i, n in c.claims_per_metric.items() if n]
        bars = tuple(
            Bar(name, None, count("{n} number", "{n} numbers", n), _rest(n, c.claims))
            for name, n in found
        )
        table = Table(text("Numbers by what they count"), bars)
        links = tuple(self._claim(*place) for place in c.unattributed[:NAMED])
        summary, left = text("numbers of which nobody is named"), nobody - len(links)
        more = count("and {n} number more", "and {n} numbers more", left) if left else ""
        named = (
            [Named(summary, count("{n} number", "{n} numbers", nobody), links, more)]
            if links
            else []
        )
        return Part("claims_", text("Numbers"), said, [table], named)

    def _claim(self, event_id: str, place: int) -> Link:
        views = self.site.views
        claim = views.claims(self.site.dataset.events[event_id])[place]
        link = views.event_link(event_id)
        number = f"«{claim.stated}»" if claim.stated else claim.number
        return Link(link.name, link.url, f"{claim.metric}: {number}")

    def _places(self) -> Part:
        c, text, count = self.coverage, self.site.say.text, self.site.say.count
        if c.placeless:
            said = [
                count(
                    "{n} event has no place: it stands on no map and on no place's page.",
                    "{n} events have no place: they stand on no map and on no place's page.",
                    len(c.placeless),
                )
            ]
        else:
            said = [text("Every event has a place.")]
        named = self._named_events(text("events without a place"), c.placeless)
        return Part("places_", text("Places"), said, named=named)

    def _events_by(self, caption: str, rows: Iterable[tuple[str, int]]) -> Table:
        total = self.coverage.events
        return Table(
            caption,
            tuple(
                Bar(name, None, self.site.events(n), _rest(n, total)) for name, n in rows if n
            ),
        )

    def _sources_by(self, caption: str, rows: Iterable[tuple[str, int]]) -> Table:
        count, total = self.site.say.count, self.coverage.sources
        bars = [
            Bar(name, None, count("{n} source", "{n} sources", n), _rest(n, total))
            for name, n in rows
        ]
        left = sum(1 for _ in bars[NAMED:])
        more = count("and {n} more", "and {n} more", left) if left else ""
        return Table(caption, tuple(bars[:NAMED]), more)

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
        count = self.site.say.count("{n} source", "{n} sources", len(ids))
        return [Named(summary, count, links, more if left else "")]


def _most(counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The largest first; what is not known, whose id is empty, last."""
    return sorted(counted, key=lambda item: (not item[0], -item[1], item[0]))


def _rest(n: int, total: int) -> str:
    return f"{100 - 100 * n / total:.1f}"


def _phrase(edtf: str) -> str:
    span = parse(edtf)
    assert isinstance(span, Span)  # made of days or months of the calendar
    return gregorian_phrase(span)


def _of(months: Sequence[Month]) -> str:
    """From the first month to the last in words, or the only one."""
    (y, m), (year, month) = months[0], months[-1]
    ends = f"{y:04}-{m:02}", f"{year:04}-{month:02}"
    return _phrase(ends[0] if ends[0] == ends[1] else "/".join(ends))


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
