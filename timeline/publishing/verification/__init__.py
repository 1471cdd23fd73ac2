"""What is about to be published, looked at once more: that nothing is missing and nothing too much.

What lies in the folder is held against what was wanted: every file, every page and what it says of
itself, every link and fragment, the entries of every export. Each file's bytes are read once, and
nothing is taken from what the site was made of. Imports of the project only the policy that pages
have to keep.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from timeline.publishing.verification.exports import Entries, Export, compare, twice
from timeline.publishing.verification.flaw import Flaw
from timeline.publishing.verification.links import Links
from timeline.publishing.verification.pages import Said, said

__all__ = ["Entries", "Export", "Flaw", "Verified", "Wanted", "verify"]

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
    """Every flaw, and what lies there: pages and files counted, and their size in bytes."""

    flaws: list[Flaw]
    pages: int
    files: int
    size: int


def verify(root: Path, wanted: Wanted) -> Verified:
    """Hold a built site against what was wanted."""
    sizes = {
        file.relative_to(root).as_posix(): file.stat().st_size
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }
    urls = {_file(url): url for url in wanted.pages}
    flaws = [*_counted(sizes, wanted, urls), *_told_apart(sizes)]
    found: dict[str, dict[str, list[str]]] = {}
    ids: dict[str, frozenset[str]] = {}
    links: list[tuple[str, str]] = []
    for name in sizes:
        if name.endswith(".html"):
            page = said((root / name).read_bytes())
            flaws += (Flaw(name, kind, detail) for kind, detail in page.flaws)
            flaws += _address(name, page, wanted, urls)
            ids[name] = page.ids
            links += ((name, link) for link in page.links)
        elif pattern := _ADDRESSES.get(name[name.rfind(".") :]):
            listed = dict.fromkeys(pattern.findall((root / name).read_bytes()))
            links += ((name, link.decode("utf-8", "replace")) for link in listed)
        elif exports := [export for export in wanted.exports if export.holds(name)]:
            data = (root / name).read_bytes()
            for export in exports:
                read = export.entries(data)
                if read is None:
                    flaws.append(Flaw(name, "unreadable"))
                    continue
                for what, entries in read.items():
                    flaws += twice(name, export.wanted.get(what), entries)
                    found.setdefault(export.name, {}).setdefault(what, []).extend(entries)
                links += (("index.html", link) for link in read.get(export.links, ()))
        elif _is_data(name) and name not in wanted.bare:
            flaws.append(Flaw(name, "unread"))
    for export in wanted.exports:
        flaws += compare(export.name, export.wanted, found.get(export.name, {}))
    resolved = Links(sizes.keys(), ids, wanted.address)
    flaws += (Flaw(name, "link", link) for name, link in links if not resolved.leads(name, link))
    pages = sum(name in urls for name in sizes)
    return Verified(flaws, pages, len(sizes), sum(sizes.values()))


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
