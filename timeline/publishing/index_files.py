"""The files of a search index, in the form that Pagefind 1.5 loads in the browser.

Pagefind's own program takes some 20 s and 2.5 GB for 14,000 documents, 1.5 ms each: it builds every
index twice, indexes what is only shown, and compresses a file for each document. What it writes is
simple, so it is written here, as the documents come: CBOR in gzip, read by `decode_metadata` and
`decode_index_chunk` of its `pagefind_web`. tests/publishing/test_index_files.py holds this to what
the program itself makes of the same documents. Imports nothing of the project.

- `pagefind.HASH.pf_meta`: every page by its id, and the parts of the index by the words they hold;
- `index/*.pf_index`: the words, each with the pages where it stands, how often, where and how heavily;
- `fragment/*.shown`: what is shown of so many results each (`PACK`), as JSON in gzip. This is not
  Pagefind's, which loads a file a result: `static/finder.js` reads it. A page's id names its file
  and its place there.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Final

LANGUAGE: Final = "und"  # Pagefind has no stemmer for it and compares the words as they are spelt
PACK: Final = 8  # results whose texts are loaded together
CHUNK: Final = 40_000  # bytes at which a part of the index is full, before they are squeezed
_MARK: Final = b"pagefind_dcd"  # what Pagefind wants before each of its own files
_WEIGHT: Final = 24  # what Pagefind keeps for a weight of 1; the heaviest is 10
_NEGATIVE, _TEXT, _ARRAY = 0x20, 0x60, 0x80  # the major types of CBOR
_FARTHEST: Final = 1 << 21  # between two places of a word; there are fewer words
_MOST: Final = 1 << 10  # places of a word on a page: beyond 31 bits Pagefind reads nothing any more
_GZIP: Final = 31  # what zlib wants for it, with no name and no time


class Index:
    """An index that grows by a document at a time and hands on its files as they are full.

    Files are pairs of a path below the index's folder and bytes. The same documents in the same
    order give the same files.
    """

    def __init__(self, version: str, chunk: int = CHUNK) -> None:
        self._version = version
        self._chunk = chunk
        self._words = _Words()
        self._ids: list[str] = []
        self._pack: list[Mapping[str, str]] = []
        self._packs = 0

    @property
    def pages(self) -> int:
        """How many documents it holds."""
        return len(self._ids) + len(self._pack)

    def add(
        self, shown: Mapping[str, str], words: Iterable[tuple[float, list[str]]]
    ) -> Iterator[tuple[str, bytes]]:
        """Add a document: what is shown of it, and its words with their weights, from 0 to 10.

        Words are of small letters and digits. Weights may stand in any order; each word counts as
        often as it is there, the heaviest thousand times.
        """
        page, known = self.pages, self._words
        weights: dict[str, str] = {}
        for weight, some in sorted(words, key=itemgetter(0)):
            sign = chr(int(weight * _WEIGHT))
            for word in some:
                weights[word] = weights.get(word, "") + sign
        for word, found in weights.items():
            known[word].add(page, found)
        self._pack.append(shown)
        if len(self._pack) == PACK:
            yield self._packed()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """What is left when the last document has been added; nothing can be added after it."""
        if self._pack:
            yield self._packed()
        parts = []
        for number, words in enumerate(self._parts()):
            data = _array(1) + _array(len(words)) + b"".join(map(self._entry, words))
            name = _named(f"{LANGUAGE}_{number}", data)
            parts.append((words[0], words[-1], name))
            yield f"index/{name}.pf_index", _squeezed(_MARK + data)
        meta = self._meta(_bounds(parts))
        self.name = f"{LANGUAGE}_{_hash(meta)}"
        yield f"pagefind.{self.name}.pf_meta", _squeezed(_MARK + meta)

    def _packed(self) -> tuple[str, bytes]:
        """The pack's file; the ids of its pages say which it is, and which place they have in it."""
        data = json.dumps(self._pack, ensure_ascii=False, separators=(",", ":")).encode()
        name = _named(str(self._packs), data)
        self._ids += (f"{name}.{place}" for place in range(len(self._pack)))
        self._pack = []
        self._packs += 1
        return f"fragment/{name}.shown", _squeezed(data)

    def _entry(self, word: str) -> bytes:
        """A word, its pages, and no other spellings."""
        pages = self._words[word]
        return _array(3) + _text(word) + _array(len(pages)) + pages.cbor + _array(0)

    def _parts(self) -> Iterator[list[str]]:
        """The words by their letters, in parts that hold about as many bytes each."""
        part: list[str] = []
        size = 0
        for word in sorted(self._words):
            part.append(word)
            size += len(self._words[word].cbor) + len(word)
            if size >= self._chunk:
                yield part
                part, size = [], 0
        if part:
            yield part

    def _meta(self, parts: list[tuple[str, str, str]]) -> bytes:
        # Pagefind counts a page's words to rank short ones higher, which `static/finder.js` forbids.
        pages = (_array(2) + _text(one) + _number(1) for one in self._ids)
        named = (_array(3) + b"".join(map(_text, part)) for part in parts)
        filters = sorts = fields = _array(0)
        return b"".join(
            (
                *(_array(6), _text(self._version)),
                *(_array(len(self._ids)), *pages),
                *(_array(len(parts)), *named),
                *(filters, sorts, fields),
            )
        )


class _Words(dict[str, "_Word"]):
    """Every word, numbered as they come."""

    def __missing__(self, word: str) -> "_Word":
        found = self[word] = _Word(len(self))
        return found


class _Word:
    """The pages where a word stands, as CBOR: they may be many."""

    __slots__ = ("_codes", "_last", "_number", "_pages", "cbor")

    def __init__(self, number: int) -> None:
        self._number = number
        self._codes: dict[str, bytes] = {}
        self._pages = 0
        self._last = 0
        self.cbor = bytearray()

    def add(self, page: int, weights: str) -> None:
        """Add a page that comes after all before; `weights` has a sign for each place, in order."""
        code = self._codes.get(weights)
        if code is None:
            code = self._codes[weights] = _array_of(_places(self._number, weights)) + _array(0)
        self.cbor += _page(page - self._last) + code
        self._last = page
        self._pages += 1

    def __len__(self) -> int:
        return self._pages


def _places(word: int, weights: str) -> Iterator[int]:
    """A word's places on a page, as Pagefind writes them.

    A negative number says the weight of those after it, of which the first is a place and each
    other the distance to it. Only an excerpt of Pagefind's own would ask where in a text that is, so
    each word has places of its own, the same on every page: they take no room when squeezed.
    """
    last, before = -1, ""
    for count, sign in enumerate(weights[-_MOST:]):
        place = word + count * _FARTHEST
        if sign != before:
            yield -ord(sign) - 1
            last, before = 0, sign
        yield place - last
        last = place


def _bounds(parts: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The first and last word of each part, as short as tells it from its neighbours."""
    found = list(parts)
    for here in range(len(found) - 1):
        (first, last, name), (after, end, other) = found[here], found[here + 1]
        common = (
            next(
                (i for i, (a, b) in enumerate(zip(last, after, strict=False)) if a != b), len(last)
            )
            + 1
        )
        shortened = last[:common] if last[:common] >= first else last
        found[here : here + 2] = [(first, shortened, name), (after[:common], end, other)]
    return found


@lru_cache(maxsize=1 << 16)
def _number(value: int) -> bytes:
    return _head(0, value) if value >= 0 else _head(_NEGATIVE, -value - 1)


@lru_cache(maxsize=1 << 16)
def _page(distance: int) -> bytes:
    """The beginning of a page: its distance from the last one."""
    return _array(3) + _number(distance)


def _array_of(values: Iterable[int]) -> bytes:
    numbers = [_number(value) for value in values]
    return _array(len(numbers)) + b"".join(numbers)


def _array(length: int) -> bytes:
    return _head(_ARRAY, length)


def _text(text: str) -> bytes:
    data = text.encode()
    return _head(_TEXT, len(data)) + data


def _head(major: int, value: int) -> bytes:
    """The bytes that begin a value of CBOR (RFC 8949, 3)."""
    if value < 24:  # noqa: PLR2004 - these need no byte of their own
        return bytes((major + value,))
    length = max(
        0, (value.bit_length() - 1).bit_length() - 3
    )  # of the number: 2 to this many bytes
    return bytes((major + 24 + length,)) + value.to_bytes(1 << length, "big")


def _named(name: str, data: bytes) -> str:
    return f"{name}-{_hash(data)}"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _squeezed(data: bytes) -> bytes:
    return zlib.compress(data, wbits=_GZIP)
