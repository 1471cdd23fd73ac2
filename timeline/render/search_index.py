"""What the search knows: a document for every page that it can find, months among them.

A document is a small HTML page for Pagefind: what is shown of a result as metadata, and the words
that find it, spelt by `search_words` and weighted. No reader sees one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from itertools import chain
from typing import Final, TypeAlias

from timeline.dataset import actors_of
from timeline.dates import Span
from timeline.dates.folding import spellings
from timeline.records.event import Event
from timeline.records.vocabulary import Actor, Place
from timeline.render.claim_views import claim_view
from timeline.render.listing import Group, by_hijri_month, hijri_years
from timeline.render.page_text import PageText
from timeline.render.search_words import (
    day_words,
    indexed,
    month_words,
    whole,
    written,
    year_words,
)
from timeline.render.sections.years import year_group
from timeline.render.site import Site

Weighted: TypeAlias = tuple[float, tuple[str, ...]]

WORDS: Final = "words.json"
_NAME, _ALIAS, _BESIDE, _TEXT = 10, 8, 2, 1  # Pagefind's weights go up to 10
_SHORTEST_MISSPELT = 4  # letters of a word that is worth correcting
_DAYS, _MONTHS, _YEARS = 31, 24, 5  # of a span, within which each is a word
_LONGEST, _STEP = 50, 300  # years of a longer span that are words, by a look every so many days


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A result: its address, relative to the site's root, what is shown, and what finds it.

    `names` are the title and other names, each of which finds the page when it is all that was
    typed; `aliases` are other names of what the page is about in part. `texts` and `words` stand
    with their weights, `words` as the index spells them already.
    """

    url: str
    kind: str
    title: str
    text: tuple[str, ...] = ()
    date: str = ""
    hijri: str = ""
    machine: str = ""
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    texts: tuple[Weighted, ...] = ()
    words: tuple[Weighted, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The documents by their file's name, and the words that a misspelt one may have meant.

    `urls` are the results' addresses, relative to the site's root, in the documents' order.
    """

    documents: Mapping[str, str]
    words: str
    urls: tuple[str, ...]


def search_index(site: Site, pages: Mapping[str, PageText]) -> SearchIndex:
    """The index of a site; `pages` are the texts of its pages, by address."""
    entries = list(_entries(site, pages))
    known = {word: ways.total() for word, ways in written(_texts(entries)).items()}
    named = written(name for entry in entries for name in (entry.title, *entry.names))
    often = sorted(
        (-ways.total(), ways.most_common(1)[0][0])
        for word, ways in named.items()
        if len(word) >= _SHORTEST_MISSPELT
    )
    words = [way for _, way in often]
    documents = {f"{i:06}.html": _document(entry, i, known) for i, entry in enumerate(entries)}
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return SearchIndex(documents, text, tuple(entry.url for entry in entries))


def _entries(site: Site, pages: Mapping[str, PageText]) -> Iterator[Entry]:
    found = (*_events(site), *_places(site), *_actors(site), *_sources(site))
    found = (*found, *_categories(site), *_metrics(site), *_years(site), *_hijri_years(site))
    taken = {entry.url for entry in found}
    yield from (entry for entry in found if entry.url.partition("#")[0] in pages)
    for url, page in pages.items():
        if url not in taken:
            yield Entry(
                url=url,
                kind=site.say.text("A page"),
                title=page.title,
                text=page.paragraphs,
                texts=((_TEXT, page.paragraphs),),
            )


def _events(site: Site) -> Iterator[Entry]:
    dataset, views = site.dataset, site.views
    for event_id, view in views.events.items():
        event = dataset.events[event_id]
        actors = [dataset.actors[i] for i in sorted(actors_of(event))]
        places = [dataset.places[i] for i in _around(site, event)]
        names = [actor.name for actor in actors] + [place.name for place in places]
        aliases = [actor.aliases for actor in actors] + [place.aliases for place in places]
        claims = tuple(
            "، ".join(filter(None, (claim.metric.name, claim.stated, claim.number, claim.note)))
            for claim in (claim_view(claim, views) for claim in event.claims)
        )
        sources = tuple(
            " · ".join(filter(None, (source.publisher, source.title)))
            for source in views.cited(event)
        )
        # A span's days are spelt below; one that is open has only its phrase.
        phrase = view.date.gregorian if event.span.days is None else ""
        beside = (*names, *(category.name for category in view.categories))
        yield Entry(
            url=view.url,
            kind=site.say.text("An event"),
            title=event.title,
            text=(*event.summary, *claims),
            date=view.date.gregorian,
            hijri=view.date.hijri or "",
            machine=view.date.machine,
            texts=(
                (_BESIDE, (phrase, *beside)),
                (_TEXT, (*event.summary, *claims, *sources, event.date_note or "")),
            ),
            aliases=tuple(chain.from_iterable(aliases)),
            words=tuple(
                (weight, (*words, *(f"o{word}" for word in words)))
                for weight, words in _dated(event.span)
            ),
        )


def _places(site: Site) -> Iterator[Entry]:
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
            names=place.aliases,
            texts=((_TEXT, (kind, around, place.note or "")),),
        )


def _actors(site: Site) -> Iterator[Entry]:
    say, dataset = site.say, site.dataset
    for actor in dataset.actors.values():
        kind = say.term("actor kind one", actor.kind) if actor.kind else ""
        count = site.events(len(dataset.by_actor.get(actor.id, ())))
        yield Entry(
            url=site.views.actor(actor.id).url,
            kind=kind or say.text("An actor"),
            title=actor.name,
            text=_lines(_also(actor), actor.note, count),
            names=actor.aliases,
            texts=((_TEXT, (kind, actor.note or "")),),
        )


def _sources(site: Site) -> Iterator[Entry]:
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
            names=byline,
            texts=(
                (_BESIDE, (source.origin.name if source.origin else "",)),
                (_TEXT, (source.kind, source.note)),
            ),
            words=tuple((_BESIDE, words) for _, words in _dated(record.published))
            if record.published
            else (),
        )


def _categories(site: Site) -> Iterator[Entry]:
    for category in site.dataset.categories.values():
        text = category.summary or ()
        yield Entry(
            url=site.views.category(category.id).url,
            kind=site.say.text("A category"),
            title=category.name,
            text=text,
            texts=((_TEXT, text),),
        )


def _metrics(site: Site) -> Iterator[Entry]:
    for metric in site.dataset.metrics.values():
        yield Entry(
            url=f"figures/{metric.id}/",
            kind=site.say.text("Claimed numbers"),
            title=metric.name,
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
        names=(number,),
        words=((_TEXT, months),),
    )


def _months(site: Site, url: str, year: str, groups: Iterable[Group]) -> Iterator[Entry]:
    for group in groups:
        if group.anchor:
            yield Entry(
                url=f"{url}#{group.anchor}",
                kind=site.say.text("A month"),
                title=f"{group.heading} {year}",
                text=(site.events(len(group.events)), *(view.title for view in group.events)),
                names=(f"{group.heading} {year}".removesuffix(" هـ"),),
            )


def _around(site: Site, event: Event) -> list[str]:
    paths = (site.dataset.place_path(where.place) for where in event.places)
    return list(dict.fromkeys(place for path in paths for place in path))


def _dated(span: Span) -> Iterator[Weighted]:
    """The days, months and years of both calendars that a span can mean; the fewer, the heavier."""
    first, last = span.earliest, span.latest
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


def _texts(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.title
        yield from entry.names
        yield from entry.aliases
        for _, texts in entry.texts:
            yield from texts


def _also(named: Place | Actor) -> str:
    return "، ".join(spellings(named.name, named.aliases))


def _lines(*lines: str | None) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _document(entry: Entry, order: int, known: Mapping[str, int]) -> str:
    shown = {
        "title": entry.title,
        "url": entry.url or "./",
        "kind": entry.kind,
        "date": entry.date,
        "hijri": entry.hijri,
        "machine": entry.machine,
        "text": " · ".join(entry.text),
    }
    weighted = [
        (_NAME, [whole(name) for name in (entry.title, *entry.names)]),
        (_NAME, indexed([entry.title], known)),
        (_ALIAS, indexed(entry.names, known)),
        *((weight, indexed(texts, known)) for weight, texts in entry.texts),
        (_TEXT, list(dict.fromkeys(indexed(entry.aliases, known)))),
        *((weight, list(words)) for weight, words in entry.words),
    ]
    metadata = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in shown.items()
        if value
    )
    metadata += f'<meta data-pagefind-sort="order[content]" content="{order:06}">'
    body = "".join(
        f'<p data-pagefind-weight="{weight}">{" ".join(words)}</p>'
        for weight, words in weighted
        if words
    )
    # «und», no language: Pagefind has no stemmer for it and compares the words as they are spelt.
    return f'<!doctype html><html lang="und"><head>{metadata}</head><body>{body}</body></html>'
