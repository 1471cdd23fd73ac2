"""What is about to be published, looked at once more: that nothing is missing and nothing too much.

What lies in the folder is held against what was wanted: every file, every page and what it says of
itself, every link and fragment, the entries of every export. Each file's bytes are read once, and
nothing is taken from what the site was made of. Imports of the project only the policy that pages
have to keep, and what shares the work out.
"""

import marshal
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from timeline.publishing.verification.exports import Entries, Export, compare, twice
from timeline.publishing.verification.flaw import Flaw
from timeline.publishing.verification.links import WITHIN, Links
from timeline.publishing.verification.pages import Reader, Said
from timeline.workers import shares, spread

__all__ = ["Entries", "Export", "Flaw", "Verified", "Wanted", "verify"]

_Needs: TypeAlias = tuple[str | None, ...]
_ADDRESSES: Final = {
    ".css": re.compile(rb"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)"""),
    ".js": re.compile(rb"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']"""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What must lie in a finished site, and nothing else.

    `pages` are addresses relative to the site's root, as links write them; `moved` says which of
    them send their readers to which other. `records` gives by folder the ids that have a page in
    it. `files` are the paths of all files that are no pages, or patterns of `fnmatch` where the
    names are another program's; of those of data, `bare` hold no entries, and each other is one of
    an export. `address` is where the site will stand, «https://example.org/repo/», or empty.
    """

    pages: tuple[str, ...]
    records: Mapping[str, Collection[str]] = field(default_factory=dict)
    files: Collection[str] = ()
    exports: tuple[Export, ...] = ()
    bare: Collection[str] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """Every flaw, and what lies there: pages and files counted, and their size in bytes.

    `looked` is what was seen in each page, by the name of its file.
    """

    flaws: list[Flaw]
    pages: int
    files: int
    size: int
    looked: Mapping[str, "Looked"]


@dataclass(frozen=True, slots=True)
class Looked:
    """A page that was looked at: what is wrong in itself, its ids, and what its links need."""

    flaws: tuple[Flaw, ...]
    ids: tuple[str, ...]
    needs: _Needs


def verify(
    root: Path,
    wanted: Wanted,
    seen: Mapping[str, Looked] | None = None,
    counted: Callable[[int, int], None] = lambda *_: None,
) -> Verified:
    """Hold a built site against what was wanted.

    `seen` is what was seen in pages that lie there unchanged; they are not looked at again.
    `counted` is told how many of the others were looked at, of how many.
    """
    sizes = dict(_files(root))
    urls = {_file(url): url for url in wanted.pages}
    flaws = [*_counted(sizes, wanted, urls), *_told_apart(sizes)]
    pages = [name for name in sizes if name.endswith(".html")]
    known = seen or {}
    new = _looked_at(root, [name for name in pages if name not in known], wanted, urls, counted)
    looked = {name: new[name] if name in new else known[name] for name in pages}
    flaws += (flaw for page in looked.values() for flaw in page.flaws)
    others = [name for name in sizes if name not in looked]
    links = [*_scripted(root, others), *_read_back(root, others, wanted, flaws)]
    there = _There(sizes, looked)
    addresses = Links(wanted.address)
    flaws += (
        Flaw(name, "link", link)
        for name, link in links
        if not there.has(addresses.target(name, link))
    )
    for name, page in looked.items():
        if not all(map(there.has, page.needs)):
            again = Reader().said((root / name).read_bytes())
            broken = (link for link in again.links if not there.has(addresses.target(name, link)))
            flaws += (Flaw(name, "link", link) for link in broken)
    return Verified(
        flaws, sum(name in urls for name in sizes), len(sizes), sum(sizes.values()), looked
    )


def _scripted(root: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What styles and scripts name, each with the file that names it."""
    for name in names:
        if pattern := _ADDRESSES.get(name[name.rfind(".") :]):
            for link in dict.fromkeys(pattern.findall((root / name).read_bytes())):
                yield name, link.decode("utf-8", "replace")


def _read_back(
    root: Path, names: Iterable[str], wanted: Wanted, flaws: list[Flaw]
) -> list[tuple[str, str]]:
    """Read the files of data, adding what is wrong with them; give their links, from the root."""
    found: dict[str, dict[str, list[str]]] = {}
    links: list[tuple[str, str]] = []
    for name in names:
        exports = [export for export in wanted.exports if export.holds(name)]
        if not exports and _is_data(name) and name not in wanted.bare:
            flaws.append(Flaw(name, "unread"))
        data = (root / name).read_bytes() if exports else b""
        for export in exports:
            read = export.entries(data)
            if read is None:
                flaws.append(Flaw(name, "unreadable"))
                continue
            for what, entries in read.items():
                flaws += twice(name, export.wanted.get(what), entries)
                found.setdefault(export.name, {}).setdefault(what, []).extend(entries)
            links += (("index.html", link) for link in read.get(export.links, ()))
    for export in wanted.exports:
        flaws += compare(export.name, export.wanted, found.get(export.name, {}))
    return links


def _files(root: Path, below: str = "") -> Iterator[tuple[str, int]]:
    """All files by their names below the root, in order, with their sizes in bytes."""
    with os.scandir(root / below) as entries:
        for entry in sorted(entries, key=attrgetter("name")):
            name = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _files(root, f"{name}/")
            elif entry.is_file():
                yield name, entry.stat().st_size


def _looked_at(
    root: Path,
    names: list[str],
    wanted: Wanted,
    urls: Mapping[str, str],
    counted: Callable[[int, int], None],
) -> dict[str, Looked]:
    """Read the pages of these names, shared out among processes where they are many."""
    reader, links = Reader(), Links(wanted.address)

    def look(indexes: range) -> bytes:
        found: list[tuple[object, ...]] = []
        for index in indexes:
            page = reader.said((root / names[index]).read_bytes())
            looked = _look(names[index], page, links, wanted, urls)
            flaws = [(flaw.page, flaw.kind, flaw.detail) for flaw in looked.flaws]
            found.append((flaws, looked.ids, looked.needs))
        return marshal.dumps(found)

    tasks = shares(len(names))
    found: dict[str, Looked] = {}
    for indexes, part in zip(tasks, spread(look, tasks), strict=True):
        for index, (flaws, ids, needs) in zip(indexes, _loaded(part), strict=True):
            found[names[index]] = Looked(tuple(Flaw(*flaw) for flaw in flaws), ids, needs)
        counted(len(found), len(names))
    return found


def _loaded(part: bytes) -> list[tuple[list[tuple[str, str, str]], tuple[str, ...], _Needs]]:
    found: list[Any] = marshal.loads(part)  # noqa: S302 - from a copy of this process
    return found


def _look(name: str, page: Said, links: Links, wanted: Wanted, urls: Mapping[str, str]) -> Looked:
    needs = links.targets(name, page.links)
    flaws = [Flaw(name, kind, detail) for kind, detail in page.flaws]
    flaws += _address(name, page, wanted, urls)
    return Looked(tuple(flaws), tuple(map(sys.intern, sorted(page.ids))), needs)


class _There:
    """What links may need: files, and ids in pages."""

    def __init__(self, files: Container[str], pages: Mapping[str, Looked]) -> None:
        self._files = files
        self._pages = pages
        self._known: dict[str, bool] = {}

    def has(self, need: str | None) -> bool:
        """Whether what a link needs is there, as `Links.target` says it."""
        if not need:
            return need is not None
        if need not in self._known:
            file, _, fragment = need.partition(WITHIN)
            page = self._pages.get(file)
            there = file in self._files and (not fragment or bool(page and fragment in page.ids))
            self._known[need] = there
        return self._known[need]


def _counted(sizes: Mapping[str, int], wanted: Wanted, urls: Mapping[str, str]) -> Iterator[Flaw]:
    """Pages and files that are missing, and those that nobody ordered."""
    if len(urls) < len(wanted.pages):
        again = [url for url, times in Counter(wanted.pages).items() if times > 1]
        yield from (Flaw(url, "pages-of-one-address") for url in again)
    yield from (Flaw(url, "missing") for name, url in urls.items() if name not in sizes)
    named = frozenset(wanted.files)
    patterns = [name for name in named if "*" in name]
    for name in sorted(named.difference(patterns, sizes)):
        yield Flaw(name, "missing-file")
    for name in sizes:
        if name not in urls and name not in named and not _matches(name, patterns):
            yield Flaw(name, "stray")
    for folder, ids in wanted.records.items():
        page = re.compile(rf"{folder}/([^/]+)/index\.html")
        held = [match[1] for name in sizes if (match := page.fullmatch(name))]
        yield from compare(f"{folder}/", {"": Entries(tuple(ids))}, {"": held})


def _told_apart(names: Iterable[str]) -> Iterator[Flaw]:
    """Names that are one and the same to some systems: by case, or by how letters are composed."""
    first: dict[str, str] = {}
    for name in names:
        if (other := first.setdefault(unicodedata.normalize("NFC", name).casefold(), name)) != name:
            yield Flaw(name, "case", other)


def _address(name: str, page: Said, wanted: Wanted, urls: Mapping[str, str]) -> Iterator[Flaw]:
    """A page that says it stands elsewhere: another was put in its place."""
    url = urls.get(name)
    if url is not None and wanted.address:
        own = f"{wanted.address}{wanted.moved.get(url, url)}"
        if page.address != own:
            yield Flaw(name, "address", page.address)


def _file(url: str) -> str:
    return f"{unquote(url)}index.html"


def _is_data(name: str) -> bool:
    return name.startswith("data/") or name.endswith(".json")


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
