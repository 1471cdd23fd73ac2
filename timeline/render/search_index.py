"""What the search knows: a document for every page that it can find, months among them.

A document is what is shown of a result, and the words that find it, spelt by `search_words` and
weighted. Nearly all come out of records, so that an index can be begun before any page is made.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from timeline.render.page_text import PageText
from timeline.render.search_entries import Entry, entries, page_entry
from timeline.render.search_words import Spelling, Unit, whole, written
from timeline.render.site import Site

WORDS: Final = "words.json"
_NAME, _ALIAS, _TEXT = 10, 8, 1  # Pagefind's weights go up to 10
_SHORTEST_MISSPELT = 4  # letters of a word that is worth correcting


@dataclass(frozen=True, slots=True)
class Document:
    """A result as it is shown, each text by its name, and the words that find it, by weight."""

    url: str
    shown: Mapping[str, str]
    words: tuple[tuple[float, list[str]], ...]


class Documents:
    """The documents of a site, in the order of its index."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._entries = tuple(entries(site))
        self._taken = frozenset(entry.url for entry in self._entries)
        self._named = _counted(chain.from_iterable(entry.names) for entry in self._entries)
        self._read = _counted(entry.read for entry in self._entries)

    def of_records(self) -> Iterator[Document]:
        """What is known before any page is made: all but `of_pages`."""
        yield from _documents(self._entries, self._read)

    def left(self, urls: Iterable[str]) -> list[str]:
        """Of the addresses of all pages, those that are made out of no one record."""
        return [url for url in urls if url not in self._taken]

    def of_pages(self, pages: Mapping[str, PageText]) -> Iterator[Document]:
        """The pages that are left, by address, when their text is known."""
        left = [page_entry(self._site, url, page) for url, page in pages.items()]
        self._named += _counted(chain.from_iterable(entry.names) for entry in left)
        self._read += _counted(entry.read for entry in left)
        yield from _documents(left, self._read)

    @property
    def words(self) -> str:
        """The words that a misspelt one may have meant, the commonest first, as a list of JSON."""
        often = sorted(
            (-ways.total(), ways.most_common(1)[0][0])
            for word, ways in written(self._named).items()
            if len(word) >= _SHORTEST_MISSPELT
        )
        return json.dumps([way for _, way in often], ensure_ascii=False, separators=(",", ":"))


def _counted(read: Iterable[Iterable[Unit]]) -> Counter[Unit]:
    counts: Counter[Unit] = Counter()
    for found in read:
        counts.update(found)
    return counts


def _documents(found: Iterable[Entry], read: Mapping[Unit, int]) -> Iterator[Document]:
    known: Counter[str] = Counter()
    for unit, times in read.items():
        if unit.word:
            known[unit.forms[0]] += times
    spelling = Spelling(known)
    return (_document(entry, spelling) for entry in found)


def _document(entry: Entry, spelling: Spelling) -> Document:
    title, *others = entry.names
    shown = {
        "title": entry.title,
        "url": entry.url or "./",
        "kind": entry.kind,
        "date": entry.date,
        "hijri": entry.hijri,
        "machine": entry.machine,
        "text": " · ".join(entry.text),
    }
    words = (
        # A title without a word would be found by the beginning of every other name.
        (_NAME, [whole(name) for name in entry.names if name]),
        (_NAME, spelling.words(title)),
        (_ALIAS, spelling.words(chain.from_iterable(others))),
        *((weight, spelling.words(text)) for weight, text in entry.texts),
        (_TEXT, list(dict.fromkeys(spelling.words(entry.aliases)))),
        *((weight, list(words)) for weight, words in entry.words),
    )
    return Document(
        entry.url,
        {name: text for name, text in shown.items() if text},
        tuple((weight, some) for weight, some in words if some),
    )
