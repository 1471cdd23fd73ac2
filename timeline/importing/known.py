"""What a content/ folder already has: the names that its ids go by, and the ids that are taken."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

from timeline.dates import Span
from timeline.dates.folding import folded
from timeline.reading.content import Content
from timeline.reading.shelf import Shelf
from timeline.records.source import Source
from timeline.records.vocabulary import Entry
from timeline.writing.placing import by_year, event_file

_ALIKE: Final = 0.75  # of a misspelt name and the one that was meant


@dataclass(frozen=True, slots=True)
class Names:
    """One kind of record: every id with its name, and every spelling with the id that it means.

    `closed` says that another id would be an error; else any id may be used.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False

    def find(self, text: str) -> str | None:
        """Find the id that a text is, or whose name or alias it is, hasty spelling or not."""
        return text.strip() if text.strip() in self.names else self.spellings.get(_key(text))

    def near(self, text: str) -> str | None:
        """Find the id whose name a text resembles."""
        close = difflib.get_close_matches(_key(text), self.spellings, n=1, cutoff=_ALIKE)
        return self.spellings[close[0]] if close else None

    def search(self, part: str) -> list[str]:
        """Find the ids of which a part of name, alias or id is typed; whole beginnings first."""
        typed = _key(part)
        found: dict[str, int] = {}
        for spelling, record_id in self.spellings.items():
            if typed in spelling:
                rank = 0 if spelling == typed else 1 if spelling.startswith(typed) else 2
                found[record_id] = min(rank, found.get(record_id, rank))
        order = {record_id: index for index, record_id in enumerate(self.names)}
        return sorted(found, key=lambda each: (found[each], order.get(each, len(order))))


NO_NAMES: Final = Names()


@dataclass(frozen=True, slots=True)
class Known:
    """What exists, by kind. `taken` are the ids of events and sources, also those withdrawn."""

    kinds: Mapping[str, Names]
    urls: Mapping[str, str]
    hosts: Mapping[str, str]
    events: frozenset[str]
    withdrawn: frozenset[str]
    by_year: bool

    def of(self, kind: str) -> Names:
        """Give the names of a vocabulary, or of `sources`."""
        return self.kinds[kind]

    @property
    def subjects(self) -> dict[str, str]:
        """Folded names of places and actors with their ids, for ids made out of titles."""
        return {**self.kinds["actors"].spellings, **self.kinds["places"].spellings}

    def event_file(self, record_id: str, span: Span | None) -> str:
        """Give the file in which an event of this id and date belongs, below content/."""
        return event_file(record_id, span, in_years=self.by_year)


def known(content: Content) -> Known:
    """Look through what was read of a folder."""
    entries: dict[str, Shelf[Entry]] = {
        kind: getattr(content, kind)
        for kind in ("places", "actors", "categories", "publishers", "metrics")
    }
    kinds = {kind: _names(shelf) for kind, shelf in entries.items()}
    kinds["sources"] = _sources(content.sources)
    sources = [record for _, record in content.sources.readable()]
    publishers = [record for _, record in content.publishers.readable()]
    return Known(
        kinds,
        {url: source.id for source in sources if (url := _legible(source, "url"))},
        _hosts(publishers, sources),
        content.events.ids,
        content.withdrawn.ids,
        by_year(document.file for document, _ in content.events.readable()),
    )


def host_of(url: str) -> str:
    """Give the host of an address, without «www.»; empty if it has none."""
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _key(text: str) -> str:
    return " ".join(folded(text).replace("-", " ").split())


def _names(shelf: Shelf[Entry]) -> Names:
    names: dict[str, str] = {}
    spellings: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for _, record in shelf.readable():
        names[record.id] = _legible(record, "name") or record.id
        pairs += ((record.id, spelling) for spelling in _entry_names(record))
    # An id or a name is meant before another's alias.
    for rank in (0, 1, 2):
        for record_id, spelling in pairs:
            if _rank(record_id, names[record_id], spelling) == rank:
                spellings.setdefault(_key(spelling), record_id)
    return Names(names, spellings, shelf.closed)


def _rank(record_id: str, name: str, spelling: str) -> int:
    return 0 if spelling == record_id else 1 if spelling == name else 2


def _entry_names(record: Entry) -> Iterator[str]:
    aliases: Iterable[str] = getattr(record, "aliases", ())
    return chain((record.id, _legible(record, "name") or record.id), aliases)


def _sources(shelf: Shelf[Source]) -> Names:
    names = {record.id: _legible(record, "title") or record.id for _, record in shelf.readable()}
    spellings = {_key(title): record_id for record_id, title in names.items()}
    spellings |= {_key(record_id): record_id for record_id in names}
    return Names(names, spellings, shelf.closed)


def _legible(record: object, name: str) -> str | None:
    """Give a field of a record that may be faulty, and then lacks what is."""
    value = getattr(record, name, None)
    return value if isinstance(value, str) else None


def _hosts(publishers: Iterable[object], sources: Iterable[Source]) -> dict[str, str]:
    """Find whose each host is: by the publisher's own address, else by its sources'."""
    hosts: dict[str, str] = {}
    for source in sources:
        publisher, url = _legible(source, "publisher"), _legible(source, "url")
        if publisher and url:
            hosts.setdefault(host_of(url), publisher)
    for publisher_record in publishers:
        url, record_id = _legible(publisher_record, "url"), _legible(publisher_record, "id")
        if url and record_id:
            hosts[host_of(url)] = record_id
    hosts.pop("", None)
    return hosts
