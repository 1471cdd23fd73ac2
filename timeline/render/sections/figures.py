"""The figures: what is counted, and for each metric who claimed which number, of when."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from timeline.figures import wording
from timeline.records.claim import Claim, Group, Scope
from timeline.records.vocabulary import Metric
from timeline.render.chart import Mark, Years, amounts, calendar, mark, stretch, years
from timeline.render.claim_views import ClaimDate, ClaimView, claim_view
from timeline.render.comparing import (
    Cluster,
    Panel,
    Relation,
    Said,
    highest,
    lowest,
    panels,
    year_of,
)
from timeline.render.dating import dating
from timeline.render.extents import Scale, bar, scale_for
from timeline.render.page import Page
from timeline.render.quotes import within_quotes
from timeline.render.shares import beside
from timeline.render.site import Site
from timeline.render.views import Link
from timeline.render.views import Row as YearRow

MOST: Final = 75  # numbers on one page, where each is drawn and stands in a table
NAMED: Final = 10  # disagreements of a metric in the list of all


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in the drawing and in the table; `n` is its number on the page, `url` its own."""

    n: int
    url: str
    claim: ClaimView
    event: Link
    dates: tuple[ClaimDate, ...]
    time: Mark
    lasting: bool
    value: Mark

    @property
    def spell(self) -> str:
        """What a legend explains of its time."""
        return "lasting" if self.lasting else "day" if self.time.point else "within"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cluster as it is drawn: named where its claims disagree, revise or confirm one another."""

    relation: Relation | None
    title: str
    event: Link
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Claims that may be compared: what they are, in a sentence, and drawn."""

    title: str
    sentence: str
    clusters: tuple[Drawn, ...]

    @property
    def rows(self) -> Iterator[Row]:
        """Every claim, in the order of the drawing."""
        for cluster in self.clusters:
            yield from cluster.rows


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The axes that all claims of a metric share, and each claim's number, by event and index."""

    years: Years
    scale: Scale
    numbers: Mapping[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A metric in the list of all: how many numbers, and the number itself where there is one.

    `others` is how many disagreements there are beyond those that are named.
    """

    link: Link
    count: str
    number: str
    disagreements: tuple[Link, ...]
    others: int


def pages(site: Site) -> Iterator[Page]:
    """The list of metrics and each metric of which somebody claims a number."""
    found = panels(site.dataset, site.order)
    if not found:
        return
    yield _index(site, found)
    for metric_id, its in found.items():
        yield from _figure(site, site.dataset.metrics[metric_id], its)


def _index(site: Site, found: dict[str, tuple[Panel, ...]]) -> Page:
    entries = [_entry(site, site.dataset.metrics[metric], its) for metric, its in found.items()]
    return site.page(
        "figures",
        "figures/",
        "figures.html",
        site.say.text("Figures"),
        several=[entry for entry in entries if not entry.number],
        single=[entry for entry in entries if entry.number],
    )


def _entry(site: Site, metric: Metric, its: tuple[Panel, ...]) -> Entry:
    said = [one for panel in its for one in panel.said]
    alone = len(said) == 1
    differing = [
        cluster
        for panel in its
        for cluster in panel.clusters
        if cluster.relation is Relation.DISAGREEMENT
    ]
    return Entry(
        link=site.views.metric(metric.id),
        count=site.say.count("{n} number", "{n} numbers", len(said)),
        number=wording(said[0].claim, metric, site.say) if alone else "",
        disagreements=tuple(
            Link(_title(site, cluster), _address(cluster.said[0]), _numbers(site, metric, cluster))
            for cluster in differing[-NAMED:]
        ),
        others=len(differing[:-NAMED]),
    )


def _numbers(site: Site, metric: Metric, cluster: Cluster) -> str:
    """The numbers of a cluster as they were said, each once: «مئات»، «أكثر من ألف»."""
    numbers = (_words(site, metric, one.claim) for one in cluster.said)
    return site.say.text(", ").join(dict.fromkeys(numbers))


def _words(site: Site, metric: Metric, claim: Claim) -> str:
    """A number as it was said: «مئات» is nobody's «200 or more»."""
    if claim.stated:
        return f"«{_isolated(within_quotes(claim.stated))}»"
    return wording(claim, metric, site.say)


def _figure(site: Site, metric: Metric, its: tuple[Panel, ...]) -> Iterator[Page]:
    """A metric's page; where it has no room for all numbers their ranges, and pages by year."""
    url = f"figures/{metric.id}/"
    count = _count(site, its)
    described = f"{metric.name}: {count} · {site.dataset.about.title}"
    shares = _shares(url, its)
    if not shares:
        body = partial(_body, site, metric, its, Link(metric.name, url), ())
        yield Page(url, "figure", metric.name, described, body)
        return
    rows = [YearRow(Link(name, part), _count(site, its)) for name, part, its in shares]
    body = partial(_ranges, site, metric, its, url, rows)
    yield Page(url, "figure", metric.name, described, body)
    links = [row.link for row in rows]
    for place, (name, part, some) in enumerate(shares):
        title = f"{metric.name}: {name}"
        near = beside(links, place)
        body = partial(_body, site, metric, some, Link(title, part), near)
        described = f"{title} ({rows[place].count}) · {site.dataset.about.title}"
        yield Page(part, "figure-3", title, described, body, searched=False)


def _count(site: Site, its: Iterable[Panel]) -> str:
    n = sum(len(panel.said) for panel in its)
    return site.say.count("{n} attributed number", "{n} attributed numbers", n)


def _shares(url: str, its: tuple[Panel, ...]) -> list[tuple[str, str, tuple[Panel, ...]]]:
    """The years of many numbers, or parts of them: name, address and panels; else none."""
    if sum(len(panel.said) for panel in its) <= MOST:
        return []
    years: dict[int, list[tuple[int, Cluster]]] = {}
    for index, panel in enumerate(its):
        for cluster in panel.clusters:
            years.setdefault(year_of(cluster), []).append((index, cluster))
    found = []
    for year in sorted(years):
        parts: list[dict[int, list[Cluster]]] = [{}]
        room = MOST
        for index, cluster in years[year]:
            if room < len(cluster.said) and parts[-1]:
                parts.append({})
                room = MOST
            parts[-1].setdefault(index, []).append(cluster)
            room -= len(cluster.said)
        for n, part in enumerate(parts, 1):
            panels = (replace(its[i], clusters=tuple(some)) for i, some in part.items())
            name = f"{year} ({n}/{len(parts)})" if len(parts) > 1 else str(year)
            address = f"{url}{year:04}{f'-{n}' if n > 1 else ''}/"
            found.append((name, address, tuple(panels)))
    return found


def _ranges(
    site: Site, metric: Metric, its: tuple[Panel, ...], url: str, years: list[YearRow]
) -> str:
    """The page of a metric of which there are too many numbers to be drawn on one."""
    return site.render(
        "figure-ranges.html",
        url,
        title=metric.name,
        summary=_summary(site, its),
        panels=[(_panel_title(site, panel, its), _sentence(site, metric, panel)) for panel in its],
        years=years,
    )


def _summary(site: Site, its: Iterable[Panel]) -> list[str]:
    said = [one for panel in its for one in panel.said]
    return [_count(site, its), site.events(len({one.event.id for one in said}))]


def _body(
    site: Site, metric: Metric, its: tuple[Panel, ...], at: Link, near: tuple[Link | None, ...]
) -> str:
    """Numbers of a metric drawn, on the page `at`; `near` are its neighbours, if it is a year's."""
    said = [one for panel in its for one in panel.said]
    drawing = _Drawing(
        years=years(day for one in said for day in one.days),
        scale=scale_for(one.extent for one in said),
        numbers={(one.event.id, one.index): n for n, one in enumerate(said, 1)},
    )
    parts = [_part(site, metric, panel, its, drawing) for panel in its]
    rows = [row for part in parts for row in part.rows]
    return site.render(
        "figure.html",
        at.url,
        title=at.name,
        above=site.views.metric(metric.id) if near else None,
        beside=near,
        summary=_summary(site, its),
        panels=parts,
        rows=rows,
        years=calendar(drawing.years),
        amounts=amounts(drawing.scale),
        logarithmic=drawing.scale.logarithmic,
        forms={row.value.form for row in rows},
        best=any(row.value.best for row in rows),
        spells={row.spell for row in rows},
    )


def _part(
    site: Site, metric: Metric, panel: Panel, its: tuple[Panel, ...], drawing: _Drawing
) -> Part:
    return Part(
        title=_panel_title(site, panel, its),
        sentence=_sentence(site, metric, panel),
        clusters=tuple(
            Drawn(
                relation=cluster.relation,
                title=_title(site, cluster) if cluster.relation else "",
                event=site.views.event_link(cluster.said[0].event.id),
                rows=tuple(_row(site, one, drawing) for one in cluster.said),
            )
            for cluster in panel.clusters
        ),
    )


def _row(site: Site, said: Said, drawing: _Drawing) -> Row:
    claim = claim_view(said.claim, site.views)
    return Row(
        n=drawing.numbers[said.event.id, said.index],
        url=_address(said),
        claim=claim,
        event=site.views.event_link(said.event.id),
        dates=claim.dates or (_of_event(site, said),),
        time=mark(stretch(said.time, drawing.years)),
        lasting=said.lasting,
        value=mark(bar(said.extent, drawing.scale)),
    )


def _of_event(site: Site, said: Said) -> ClaimDate:
    """The event's own date, for a claim that gives none."""
    date = dating(said.event, None, site.say)
    return ClaimDate(date.machine, date.gregorian, date.hijri)


def _address(said: Said) -> str:
    """Where a claim stands: its own row on its event's page, else the page's claims."""
    anchor = f"claim-{said.claim.key}" if said.claim.key else "claims"
    return f"events/{said.event.id}/#{anchor}"


def _panel_title(site: Site, panel: Panel, its: tuple[Panel, ...]) -> str:
    scope = site.say.text(
        {
            Scope.EVENT: "Numbers of single events",
            Scope.CUMULATIVE: "Cumulative numbers",
            Scope.ESTIMATE: "Estimates",
        }[panel.scope]
    )
    alone = sum(other.scope is panel.scope for other in its) == 1
    if panel.group is Group.UNKNOWN and alone:
        return scope
    return f"{scope} · {site.say.term('group', panel.group)}"


def _title(site: Site, cluster: Cluster) -> str:
    """What a cluster is: a disagreement, named as one, or a number revised or confirmed."""
    match cluster.relation:
        case Relation.REVISION:
            return site.say.text("A number that was revised")
        case Relation.CONFIRMATION:
            return site.say.text("A number that was confirmed")
        case _:
            return site.say.count(
                "{n} number that differs", "{n} numbers that differ", len(cluster.said)
            )


def _sentence(site: Site, metric: Metric, panel: Panel) -> str:
    """How the numbers range, and of how many events they are where each is of its own."""
    ranging = _ranging(site, metric, panel.said)
    events = len({one.event.id for one in panel.said})
    if panel.scope is not Scope.EVENT or events == 1:
        return ranging
    about = site.say.count("They are about {n} event.", "They are about {n} events.", events)
    return f"{ranging} {about}"


def _ranging(site: Site, metric: Metric, said: tuple[Said, ...]) -> str:
    """How many numbers there are, the lowest and the highest as claimed, and by whom."""
    say, n = site.say, len(said)
    low, high = lowest(said), highest(said)
    if n == 1:
        return say.text("One number: {number}.", number=_attributed(site, metric, said))
    if len({(one.extent.low, one.extent.high) for one in said}) == 1:
        number = _attributed(site, metric, said)
        return say.count("{n} number: {number}.", "{n} equal numbers: {number}.", n, number=number)
    return say.count(
        "{n} number; the lowest is {lowest}, the highest {highest}.",
        "{n} numbers; the lowest is {lowest}, the highest {highest}.",
        n,
        lowest=_attributed(site, metric, low),
        highest=_attributed(site, metric, high),
    )


def _attributed(site: Site, metric: Metric, said: Iterable[Said]) -> str:
    """A number as it was said and who says it: all of them, where several say the same."""
    by_words: dict[str, list[str | None]] = {}
    for one in said:
        by_words.setdefault(_words(site, metric, one.claim), []).append(one.claim.said_by)
    return site.say.text(", ").join(
        _said_by(site, words, list(dict.fromkeys(named))) for words, named in by_words.items()
    )


def _said_by(site: Site, number: str, named: list[str | None]) -> str:
    say = site.say
    who = [_isolated(site.dataset.actors[actor].name) for actor in named if actor]
    if not who:
        return say.text("{number} (nobody is named)", number=number)
    if None in named:
        who.append(say.text("another, not named"))
    speakers = say.text(", ").join(who)
    return say.count(
        "{number} (said by {who})",
        "{number} (said by all of {who})",
        len(who),
        number=number,
        who=speakers,
    )


def _isolated(name: str) -> str:
    """A name that a sentence is made of, kept from reordering it where there is Latin in it."""
    return f"\u2068{name}\u2069" if re.search("[A-Za-z]", name) else name
