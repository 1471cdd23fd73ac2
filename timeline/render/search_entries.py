"""What the search can find: an entry for every page made out of records, months among them.

Each is taken from the records, as the views have them in words, before any page is made.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain
from typing import TypeAlias

from timeline.dataset import actors_of, sources_of
from timeline.dates import Span
from timeline.dates.folding import spellings
from timeline.figures import wording
from timeline.records.event import Event
from timeline.records.vocabulary import Actor, Place
from timeline.render.listing import Group, by_hijri_month, hijri_years
from timeline.render.page_text import PageText
from timeline.render.quotes import within_quotes
from timeline.render.search_words import Unit, day_words, month_words, units, year_words
from timeline.render.sections.years import year_group
from timeline.render.site import Site

Words: TypeAlias = tuple[float, tuple[str, ...]]
Reads: TypeAlias = Callable[[str], list[Unit]]

_NAME, _BESIDE, _TEXT = 10, 2, 1  # Pagefind's weights go up to 10
_DAYS, _MONTHS, _YEARS = 31, 24, 5  # of a span, within which each is a word
_TITLES = 12  # of a month, more than an excerpt shows
_LONGEST, _STEP = 50, 300  # years of a longer span that are words, by a look every so many days


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A result: its address, relative to the site's root, what is shown, and what finds it.

    `names` are the title and other names, each of which finds the page when it is all that was
    typed; `aliases` are other names of what the page is about in part. `texts` and `words` stand
    with their weights. Names, aliases and texts are read already; `words` are spelt as the index
    has them.
    """

    url: str
    kind: str
    title: str
    text: tuple[str, ...] = ()
    date: str = ""
    hijri: str = ""
    machine: str = ""
    names: tuple[list[Unit], ...]
    aliases: tuple[Unit, ...] = ()
    texts: tuple[tuple[float, list[Unit]], ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def read(self) -> Iterator[Unit]:
        """All that was read."""
        return chain(*self.names, self.aliases, *(found for _, found in self.texts))


def entries(site: Site) -> Iterator[Entry]:
    """An entry for every page of a record, of a vocabulary's entry and of a year, in this order."""
    reads = cache(units)  # for names, which stand in many entries
    yield from _events(site, reads)
    yield from _places(site, reads)
    yield from _actors(site, reads)
    yield from _sources(site, reads)
    yield from _categories(site, reads)
    yield from _metrics(site, reads)
    yield from _years(site)
    yield from _hijri_years(site)


def page_entry(site: Site, url: str, page: PageText) -> Entry:
    """An entry for a page that is made out of no one record."""
    return Entry(
        url=url,
        kind=site.say.text("A page"),
        title=page.title,
        text=page.paragraphs,
        names=(units(page.title),),
        texts=((_TEXT, _all(units, page.paragraphs)),),
    )


def _events(site: Site, reads: Reads) -> Iterator[Entry]:
    dataset, views, say = site.dataset, site.views, site.say
    kind = say.text("An event")
    cited = {i: _citation(site, i) for i in dataset.sources}
    for event_id, view in views.events.items():
        event = dataset.events[event_id]
        actors = [dataset.actors[i] for i in sorted(actors_of(event))]
        places = [dataset.places[i] for i in _around(site, event)]
        claims = tuple(
            "، ".join(
                filter(
                    None,
                    (
                        (metric := dataset.metrics[claim.metric]).name,
                        within_quotes(claim.stated or ""),
                        wording(claim, metric, say),
                        claim.note,
                    ),
                )
            )
            for claim in event.claims
        )
        told = (*event.summary, *claims)
        # A span's days are spelt below; one that is open has only its phrase.
        phrase = view.date.gregorian if event.span.days is None else ""
        names = (actor.name for actor in actors), (place.name for place in places)
        aliases = [actor.aliases for actor in actors] + [place.aliases for place in places]
        beside = (phrase, *chain(*names), *(category.name for category in view.categories))
        sources = _all(reads, (cited[i] for i in sources_of(event)))
        yield Entry(
            url=view.url,
            kind=kind,
            title=event.title,
            text=told,
            date=view.date.gregorian,
            hijri=view.date.hijri or "",
            machine=view.date.machine,
            names=(units(event.title),),
            aliases=tuple(_all(reads, chain(*aliases))),
            texts=(
                (_BESIDE, _all(reads, beside)),
                (_TEXT, [*_all(units, told), *sources, *units(event.date_note or "")]),
            ),
            words=_own(event.span.earliest, event.span.latest),
        )


def _citation(site: Site, source_id: str) -> str:
    source = site.views.source(source_id)
    return " · ".join(filter(None, (source.publisher, source.title)))


def _places(site: Site, reads: Reads) -> Iterator[Entry]:
    say, dataset = site.say, site.dataset
    for place in dataset.places.values():
        around = "، ".join(dataset.places[i].name for i in dataset.place_path(place.id)[1:])
        kind = say.term("place kind", place.kind) if place.kind else ""
        count = site.events(len(dataset.by_place.get(place.id, ())))
        yield Entry(
            url=site.views.place(place.id).url,
            kind=kind or say.text("A place"),
            title=place.name,
            text=_lines(around, _also(place), place.note, count),
            names=_names(reads, place.name, *place.aliases),
            texts=((_TEXT, _all(reads, (kind, around, place.note or ""))),),
        )


def _actors(site: Site, reads: Reads) -> Iterator[Entry]:
    say, dataset = site.say, site.dataset
    for actor in dataset.actors.values():
        kind = say.term("actor kind one", actor.kind) if actor.kind else ""
        count = site.events(len(dataset.by_actor.get(actor.id, ())))
        yield Entry(
            url=site.views.actor(actor.id).url,
            kind=kind or say.text("An actor"),
            title=actor.name,
            text=_lines(_also(actor), actor.note, count),
            names=_names(reads, actor.name, *actor.aliases),
            texts=((_TEXT, _all(reads, (kind, actor.note or ""))),),
        )


def _sources(site: Site, reads: Reads) -> Iterator[Entry]:
    for source_id, record in site.dataset.sources.items():
        source = site.views.source(source_id)
        byline = tuple(filter(None, (source.publisher, source.author)))
        yield Entry(
            url=source.url,
            kind=site.say.text("A source"),
            title=source.title,
            text=_lines("، ".join(byline), source.note),
            date=source.published,
            hijri=source.published_hijri,
            machine=source.published_machine,
            names=(units(source.title), *_names(reads, *byline)),
            texts=(
                (_BESIDE, reads(source.origin.name if source.origin else "")),
                (_TEXT, _all(reads, (source.kind, source.note))),
            ),
            words=_published(record.published),
        )


def _categories(site: Site, reads: Reads) -> Iterator[Entry]:
    for category in site.dataset.categories.values():
        text = category.summary or ()
        yield Entry(
            url=site.views.category(category.id).url,
            kind=site.say.text("A category"),
            title=category.name,
            text=text,
            names=_names(reads, category.name),
            texts=((_TEXT, _all(units, text)),),
        )


def _metrics(site: Site, reads: Reads) -> Iterator[Entry]:
    # Of what nobody claims there is no page.
    claimed = {claim.metric for event in site.dataset.events.values() for claim in event.claims}
    for metric in site.dataset.metrics.values():
        if metric.id not in claimed:
            continue
        yield Entry(
            url=f"figures/{metric.id}/",
            kind=site.say.text("Claimed numbers"),
            title=metric.name,
            names=_names(reads, metric.name),
        )


def _years(site: Site) -> Iterator[Entry]:
    say = site.say
    for year in site.order.years:
        group = year_group(site, year)
        months = tuple(f"m{month}y{year}z" for month in range(1, 13))
        yield _year(site, group.url, say.text("Year {year}", year=year), str(year), months)
        yield from _months(site, group.url, str(year), group.months)


def _hijri_years(site: Site) -> Iterator[Entry]:
    for year, event_ids in hijri_years(site.order).items():
        url, name = f"hijri/{year}/", site.say.text("{year} AH", year=year)
        title = site.say.text("Year {year} AH", year=year)
        months = tuple(f"h{month}y{year}z" for month in range(1, 13))
        yield _year(site, url, title, str(year), months)
        yield from _months(site, url, name, by_hijri_month(site.views, event_ids))


def _year(site: Site, url: str, title: str, number: str, months: tuple[str, ...]) -> Entry:
    return Entry(
        url=url,
        kind=site.say.text("A year"),
        title=title,
        names=_names(units, title, number),
        words=((_TEXT, months),),
    )


def _months(site: Site, url: str, year: str, groups: Iterable[Group]) -> Iterator[Entry]:
    for group in groups:
        if group.anchor:
            titles = [view.title for view in group.events[:_TITLES]]
            yield Entry(
                url=f"{url}#{group.anchor}",
                kind=site.say.text("A month"),
                title=(title := f"{group.heading} {year}"),
                text=(site.events(len(group.events)), *titles),
                names=_names(units, title, title.removesuffix(" هـ")),
            )


def _around(site: Site, event: Event) -> list[str]:
    paths = (site.dataset.place_path(where.place) for where in event.places)
    return list(dict.fromkeys(place for path in paths for place in path))


def _published(span: Span | None) -> tuple[Words, ...]:
    if span is None:
        return ()
    return tuple((_BESIDE, words) for _, words in _dated(span.earliest, span.latest))


@lru_cache(maxsize=65536)
def _own(first: date | None, last: date | None) -> tuple[Words, ...]:
    """The words of an event's span: as of any other, and as its own."""
    return tuple(
        (weight, (*words, *(f"o{word}" for word in words))) for weight, words in _dated(first, last)
    )


@lru_cache(maxsize=65536)
def _dated(first: date | None, last: date | None) -> tuple[Words, ...]:
    """The days, months and years of both calendars that a span can mean; the fewer, the heavier."""
    return tuple(_meant(first, last))


def _meant(first: date | None, last: date | None) -> Iterator[Words]:
    if first is None or last is None:
        day = first or last
        if day is not None:
            yield _TEXT, tuple(month_words(day) + year_words(day))
        return
    count = (last - first).days + 1
    if count <= _DAYS:
        days = [first + timedelta(i) for i in range(count)]
        yield _NAME if count == 1 else 4, tuple(word for day in days for word in day_words(day))
    for limit, words, weights in (
        (_MONTHS, month_words, (8, 3)),
        (_YEARS * 12, year_words, (6, 2)),
    ):
        if count <= limit * _DAYS:
            found = [word for i in range(count) for word in words(first + timedelta(i))]
            unique = tuple(dict.fromkeys(found))
            single = count <= _DAYS
            yield weights[0] if single else weights[1], unique
    if count > _YEARS * 12 * _DAYS:
        # Its ends, and the years between as far as a reader may think of them; no year of either
        # calendar is shorter than a step.
        steps = range(0, min(count, _LONGEST * 366), _STEP)
        years = [word for i in steps for word in year_words(first + timedelta(i))]
        ends = [word for day in (first, last) for word in (*month_words(day), *year_words(day))]
        yield _TEXT, tuple(dict.fromkeys([*years, *ends]))


def _names(reads: Reads, *names: str) -> tuple[list[Unit], ...]:
    return tuple(reads(name) for name in names)


def _all(reads: Reads, texts: Iterable[str]) -> list[Unit]:
    return [unit for text in texts for unit in reads(text)]


def _also(named: Place | Actor) -> str:
    return "، ".join(spellings(named.name, named.aliases))


def _lines(*lines: str | None) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
