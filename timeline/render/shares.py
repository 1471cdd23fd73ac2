"""Lists that are too long for one page, in shares: a page for each year, and for months of it.

No page that lists events or sources holds more than `MOST`, however many there are: the list's own page then
names its years, a year with more than that its months, and a month with more goes on.
Addresses stand below the list's own: `places/iraq/2019/`, `places/iraq/2019/03/`, `…/03-2/`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final

from timeline.dataset import Ids
from timeline.render.listing import Run, gregorian_years, month_runs
from timeline.render.page import Page
from timeline.render.site import Named, Site
from timeline.render.views import EventView, Link, Row, SourceView

MOST: Final = 150  # events on one page: some 150 KB
FIRST: Final = 12  # events that stand beside the years: a look at what there is


@dataclass(frozen=True, slots=True)
class Share:
    """Events that stand on one page: those of a month, or of a part of it that is long.

    `anchor` is the month's, empty where no month is known of them or where it goes on.
    """

    url: str
    name: str
    anchor: str
    runs: tuple[Run, ...]

    @property
    def count(self) -> int:
        """How many events there are."""
        return sum(len(run.ids) for run in self.runs)


@dataclass(frozen=True)
class Listed:
    """The events of a page that stands at `url`: all of them, or where they are too many their years.

    Nothing is worked out before it is asked for: most pages are made long after they are listed.
    """

    site: Site
    url: str
    ids: Ids

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.ids)

    @property
    def events(self) -> list[EventView]:
        """All of them, where they have room; else none."""
        return [] if self._parted else self.site.views.listed(self.ids)

    @property
    def years(self) -> list[Row]:
        """The years, each with its page, where the page has no room for all events."""
        if not self._parted:
            return []
        return [
            Row(Link(str(year), f"{self.url}{year:04}/"), self.site.events(len(ids)))
            for year, ids in self.by_year.items()
        ]

    @property
    def milestones(self) -> list[EventView]:
        """The newest milestones, the newest last; beside the years."""
        views = self.site.views
        marked = [i for i in self.in_order if self.site.dataset.events[i].milestone]
        return [views.events[i] for i in marked[-FIRST:]]

    @property
    def newest(self) -> list[EventView]:
        """The last events in published order; beside the years."""
        return [self.site.views.events[i] for i in self.in_order[-FIRST:]]

    @cached_property
    def in_order(self) -> Ids:
        """The ids in published order."""
        return self.site.order.sorted(self.ids)

    @cached_property
    def by_year(self) -> dict[int, Ids]:
        """The ids by year."""
        return gregorian_years(self.site.order, self.in_order)

    @property
    def _parted(self) -> bool:
        return len(self.ids) > MOST


def pages(
    site: Site, frame: str, name: str, listed: Listed, top: Link | None = None
) -> Iterator[Page]:
    """The pages of a list's years, and of the months of long ones; none for a list with room.

    `frame` is that of the page that has the list, `name` what the list is called; `top` leads to
    that page where it stands elsewhere than the list.
    """
    if listed.count <= MOST:
        return
    top = top or Link(name, listed.url)
    links = [row.link for row in listed.years]
    months: list[tuple[Link, tuple[Share, ...]]] = []
    for place, (link, ids) in enumerate(zip(links, listed.by_year.values(), strict=True)):
        runs = month_runs(site.views, ids)
        shares = month_shares(site, link, runs)
        months.append((link, shares))
        count = site.events(len(ids))
        title = f"{name}: {link.name}"
        yield _page(
            site,
            frame,
            link.url,
            title,
            count,
            path=[top],
            name=name,
            time=link.name,
            groups=[] if shares else runs,
            months=month_rows(site, shares),
            beside=beside(links, place),
        )
    yield from month_pages(site, frame, top, months, name)


def month_shares(site: Site, year: Link, runs: Sequence[Run]) -> tuple[Share, ...]:
    """The shares of a year; none where its own page has room for all of its events.

    What is of no one month stands with the month before it, as it does in the order, or at the
    year's beginning for itself: `00/`.
    """
    if sum(len(run.ids) for run in runs) <= MOST:
        return ()
    months: list[list[Run]] = []
    for run in runs:
        if run.anchor or not months:
            months.append([])
        months[-1].append(run)
    return tuple(share for its in months for share in _shares(site, year, its))


def month_rows(site: Site, shares: Iterable[Share]) -> list[tuple[str, Row]]:
    """The shares of a year as lines of its page, each with the month's anchor."""
    return [
        (share.anchor, Row(Link(share.name, share.url), site.events(share.count)))
        for share in shares
    ]


def month_pages(
    site: Site,
    frame: str,
    top: Link,
    years: Iterable[tuple[Link, tuple[Share, ...]]],
    name: str = "",
) -> Iterator[Page]:
    """The pages of the shares of some years; `top` leads to the list, `name` stands in titles."""
    leaves = [(year, share) for year, shares in years for share in shares]
    links = [Link(share.name, share.url) for _, share in leaves]
    for place, (year, share) in enumerate(leaves):
        count = site.events(share.count)
        title = share.name
        if name:
            title = f"{name}: {share.name}"
        yield _page(
            site,
            frame,
            share.url,
            title,
            count,
            path=[top, year],
            name=name,
            time=share.name,
            groups=share.runs,
            beside=beside(links, place),
        )


def _page(site: Site, frame: str, url: str, title: str, count: str, **values: object) -> Page:
    described = f"{title} ({count}) · {site.dataset.about.title}"
    runs: Sequence[Run] = values.get("groups", ())  # type: ignore[assignment]
    sources: Sequence[str] = values.get("sources", ())  # type: ignore[assignment]
    values = {"months": (), **values, "groups": runs, "sources": sources, "amount": count}
    page = site.page(f"{frame}-{url.count('/')}", url, "share.html", title, described, **values)
    named = Named([i for run in runs for i in run.ids], sources)
    return replace(page, searched=False, rests_on=partial(site.rests_on, named, values))


def beside(links: Sequence[Link], place: int) -> tuple[Link | None, Link | None]:
    """What stands before one of these and after it."""
    following = links[place + 1] if place + 1 < len(links) else None
    return links[place - 1] if place else None, following


def _shares(site: Site, year: Link, runs: Sequence[Run]) -> Iterator[Share]:
    """A month, or as many parts as it needs; a run that is cut keeps its heading."""
    first, say = runs[0], site.say
    number = first.anchor[-2:] or "00"
    name = say.text("{year}, no month known", year=year.name)
    if first.anchor:
        name = f"{first.heading} {year.name}"
    parts = _cut(runs)
    for n, part in enumerate(parts, 1):
        yield Share(
            f"{year.url}{number}{f'-{n}' if n > 1 else ''}/",
            say.text("{name}, {n} of {whole}", name=name, n=str(n), whole=str(len(parts)))
            if len(parts) > 1
            else name,
            first.anchor if n == 1 else "",
            part,
        )


def _cut(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    """Runs in pieces of `MOST` events at most."""
    parts: list[list[Run]] = [[]]
    room = MOST
    for run in runs:
        rest = run.ids
        while rest:
            if not room:
                parts.append([])
                room = MOST
            parts[-1].append(Run(run.anchor, run.heading, rest[:room]))
            rest, room = rest[room:], room - min(room, len(rest))
    return [tuple(part) for part in parts]


@dataclass(frozen=True)
class Cited:
    """The sources of a page, the oldest first: all of them, or where they are too many their years.

    `url` is what the addresses of their years begin with.
    """

    site: Site
    url: str
    ids: Sequence[str]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.ids)

    @property
    def sources(self) -> list[SourceView]:
        """All of them, where they have room; else none."""
        return [] if self.count > MOST else [self.site.views.source(i) for i in self.ids]

    @property
    def years(self) -> list[Row]:
        """The years in which they were published, where the page has no room for all."""
        count = self.site.say.count
        return [
            Row(Link(name, url), count("{n} source", "{n} sources", len(ids)))
            for name, url, ids in self.parts
        ]

    @cached_property
    def parts(self) -> list[tuple[str, str, Sequence[str]]]:
        """The sources of a page each, with what it is called and its address; none if all have room."""
        if self.count <= MOST:
            return []
        say = self.site.say
        found: dict[str, list[str]] = {}
        for source_id in self.ids:
            published = self.site.dataset.sources[source_id].published
            day = published and (published.earliest or published.latest)
            found.setdefault(f"{day.year:04}" if day else "", []).append(source_id)
        parts: list[tuple[str, str, Sequence[str]]] = []
        for year, ids in found.items():
            name = str(int(year)) if year else say.text("undated")
            whole = -(-len(ids) // MOST)
            for n in range(1, whole + 1):
                part = ids[(n - 1) * MOST : n * MOST]
                if whole > 1:
                    facts = {"name": name, "n": str(n), "whole": str(whole)}
                    title = say.text("{name}, {n} of {whole}", **facts)
                else:
                    title = name
                url = f"{self.url}{year or 'undated'}{f'-{n}' if n > 1 else ''}/"
                parts.append((title, url, part))
        return parts


def source_pages(site: Site, frame: str, name: str, cited: Cited, top: Link) -> Iterator[Page]:
    """The pages of the years of many sources; none where they have room on the page at `top`."""
    links = [Link(title, url) for title, url, _ in cited.parts]
    for place, (title, url, ids) in enumerate(cited.parts):
        yield _page(
            site,
            frame,
            url,
            f"{name}: {title}",
            site.say.count("{n} source", "{n} sources", len(ids)),
            path=[top],
            name=name,
            time=title,
            sources=ids,
            beside=beside(links, place),
        )
