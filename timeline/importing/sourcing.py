"""The sources that rows name → source files to be, each once, and references to them."""

import re
from dataclasses import dataclass, field
from typing import Final

from timeline.dates import Calendar
from timeline.dates.folding import folded
from timeline.importing.closed import chosen
from timeline.importing.dating import DayOrder, read_date
from timeline.importing.known import Known, host_of
from timeline.importing.markup import Link
from timeline.importing.naming import UNDATED, joined
from timeline.importing.notes import Kind
from timeline.importing.romanising import id_from, unused
from timeline.importing.sheet import Cell
from timeline.importing.taking import Cells, parts_of
from timeline.reading.finding import Finding
from timeline.reading.validation import faults
from timeline.reading.yaml_source import Tree
from timeline.records.fields import LINE_LENGTH
from timeline.records.source import Source, SourceType

_ADDRESS: Final = re.compile(r"(?<![a-z])[a-z]+://\S+", re.IGNORECASE)
# «صحيفة الصباح» and other short names: who published an article rather than what it is called.
_OUTLET: Final = re.compile(
    folded("(صحيفة|جريدة|مجلة|قناة|إذاعة|وكالة|شبكة|موقع)") + r"( \S+){1,3}"
)
_BRIEF: Final = 2  # words: a title that has no more, and no address, is as likely a newspaper
_DETAILS: Final = (
    "publisher",
    "author",
    "published",
    "archived",
    "accessed",
    "language",
    "source_type",
    "source_note",
)


@dataclass(slots=True)
class Sources:
    """The sources that an import writes, and those that are there."""

    known: Known
    order: DayOrder | None = None
    default: str | None = None
    files: dict[str, dict[str, Tree]] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)  # publishers to paste: name → id
    _taken: set[str] = field(init=False)
    _by_url: dict[str, str] = field(default_factory=dict)
    _by_title: dict[str, str] = field(default_factory=dict)
    # What the first row that named a source said of it: another that says the same is no news.
    _spelt: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._taken = {*self.known.of("sources").names, *self.known.withdrawn}

    def of(self, cells: Cells, links: tuple[Link, ...], text: Cell | None) -> list[Tree]:
        """Take what a row says of its sources; a reference for each of them."""
        self._as_title(cells)
        ids = [*self._listed(cells), *self._described(cells), *self._linked(cells, links, text)]
        ids = list(dict.fromkeys(ids))
        locator = cells.one("locator")
        if not ids and self.default is not None:
            ids = [self.default]
        if not ids:
            cells.miss(Kind.NO_SOURCE)
        refs: list[Tree] = list(ids)
        if locator is not None:
            if len(ids) == 1:
                refs = [{"source": ids[0], "locator": " ".join(locator.value.split())}]
            else:
                cells.lose(locator, Kind.NO_PLACE_FOR)
        return refs

    def _as_title(self, cells: Cells) -> None:
        """Take the column «source» for the title of the one source that other columns describe."""
        cell = cells.peek("source")
        if cell is None or cells.peek("source_title") or _ADDRESS.search(cell.value):
            return
        described = any(cells.peek(each) for each in ("source_url", *_DETAILS))
        if described and cell.value.strip() not in self.known.of("sources").names:
            cells.mean(cell, "publisher" if self._has_only(cells, cell) else "source_title")

    def _has_only(self, cells: Cells, cell: Cell) -> bool:
        """Whether a cell names the publisher of what the row has an address, and no title, of."""
        url = cells.peek("source_url")
        return (
            bool(self._outlet(" ".join(cell.value.split())))
            and cells.peek("publisher") is None
            and url is not None
            and not faults(Source, "url", url.value.strip())
        )

    def _listed(self, cells: Cells) -> list[str]:
        """Read the column «source»: ids, titles or addresses, one or several."""
        found: list[str] = []
        for cell in cells.take("source"):
            value = " ".join(cell.value.split())
            whole = self.known.of("sources").find(value) or self._by_title.get(folded(value))
            for part in [value] if whole or _ADDRESS.search(value) else parts_of(cell.value):
                existing = self.known.of("sources").find(part)
                addresses = _ADDRESS.findall(part)
                if existing is not None:
                    found.append(existing)
                elif addresses == [part]:
                    found += self._addressed(cells, cell, part, "")
                elif addresses:
                    title = " ".join(_ADDRESS.sub(" ", part).split(" ")).strip(" :-–—،,")
                    found += self._addressed(cells, cell, addresses[0], " ".join(title.split()))
                    if len(addresses) > 1:
                        cells.lose(cell, Kind.SECOND)
                else:
                    found.append(self._named(cells, cell, part))
        return found

    def _named(self, cells: Cells, cell: Cell, title: str) -> str:
        """Put a source of which nothing is known but what the column «source» calls it."""
        if folded(title) not in self._by_title:
            self._doubt(cells, cell, title, None)
        return self._put(title, None, self._outlet(title))

    def _doubt(self, cells: Cells, cell: Cell | None, title: str, url: str | None) -> None:
        """Tell where a title looks like the name of who published it."""
        known = url is not None or cells.peek("publisher") is not None
        brief = not known and len(title.split()) <= _BRIEF
        if cell is not None and (brief or self._outlet(title) or _OUTLET.fullmatch(folded(title))):
            cells.tell(cell, Kind.OUTLET, value=title)

    def _outlet(self, title: str) -> dict[str, Tree]:
        """Give the publisher whose name stands as a title."""
        found = self.known.of("publishers").find(title) if title else None
        return {} if found is None else {"publisher": found}

    def _addressed(self, cells: Cells, cell: Cell, url: str, title: str) -> list[str]:
        existing = self.known.urls.get(url) or self._by_url.get(url)
        if existing is not None:
            if folded(title) not in {"", folded(self._title(existing))}:
                cells.lose(cell, Kind.SOURCE_EXISTS, result=existing)
            return [existing]
        if found := faults(Source, "url", url):
            self._refuse(cells, Cell(cell.name, None, url, cell.column), found[0])
            return [self._put(title, None, {})] if title else []
        if not title:
            cells.tell(cell, Kind.ADDRESS_AS_TITLE)
        return [self._put(title, url, self._publisher_of(url))]

    def _described(self, cells: Cells) -> list[str]:
        """Read the columns of one source: its title, its address, and what is said of it."""
        title, address = cells.one("source_title"), cells.one("source_url")
        name = " ".join(title.value.split()) if title else ""
        url = address.value.strip() if address else None
        if address is not None and url is not None and (found := faults(Source, "url", url)):
            self._refuse(cells, address, found[0])
            url = None
        if not name and url is None:
            for cell in (cell for field_ in _DETAILS for cell in cells.take(field_)):
                cells.lose(cell, Kind.NO_PLACE_FOR)
            return []
        existing = self._existing(name, url)
        if existing is not None:
            if title is not None and folded(name) != folded(self._title(existing)):
                cells.lose(title, Kind.SOURCE_EXISTS, result=existing)
            for field_ in _DETAILS:
                for cell in cells.take(field_):
                    if self._spelt.get(existing, {}).get(field_) != cell.value:
                        cells.lose(cell, Kind.SOURCE_EXISTS, result=existing)
            return [existing]
        if address is not None and not name:
            cells.tell(address, Kind.ADDRESS_AS_TITLE)
        self._doubt(cells, title, name, url)
        spelt = {each: seen.value for each in _DETAILS if (seen := cells.peek(each)) is not None}
        record_id = self._put(name, url, self._outlet(name) | self._details(cells, url))
        self._spelt[record_id] = spelt
        return [record_id]

    def _existing(self, title: str, url: str | None) -> str | None:
        if url is not None:
            return self.known.urls.get(url) or self._by_url.get(url)
        return self._by_title.get(folded(title)) or self.known.of("sources").find(title)

    def _refuse(self, cells: Cells, cell: Cell, finding: Finding) -> None:
        if cell.value.strip().lower().startswith("http://"):
            cells.lose(cell, Kind.INSECURE_LINK)
        else:
            cells.broken(cell, finding)

    def _details(self, cells: Cells, url: str | None) -> dict[str, Tree]:
        tree: dict[str, Tree] = dict(self._publisher_of(url) if url else {})
        tree |= self._publisher(cells)
        for name in ("author", "archived", "language"):
            if (value := cells.fitting(name, Source, name)) is not None:
                tree[name] = value
        if (note := cells.fitting("source_note", Source, "note")) is not None:
            tree["note"] = note
        kind = chosen(cells, "source_type", (Source, "type"), "source type", SourceType)
        if kind is not None:
            tree["type"] = kind
        for name in ("published", "accessed"):
            tree |= self._date(cells, name)
        return tree

    def _date(self, cells: Cells, name: str) -> dict[str, Tree]:
        cell = cells.one(name)
        span = read_date(cells, cell, self.order) if cell else None
        if cell is None or span is None:
            return {}
        if span.calendar is Calendar.HIJRI:
            cells.lose(cell, Kind.NO_PLACE_FOR)
            return {}
        value = cells.fits(cell, span.edtf, Source, name)
        return {} if value is None else {name: value}

    def _publisher(self, cells: Cells) -> dict[str, Tree]:
        cell = cells.one("publisher")
        if cell is None:
            return {}
        name = " ".join(cell.value.split())
        publishers = self.known.of("publishers")
        found = publishers.find(name)
        if found is None and not publishers.closed and not faults(Source, "publisher", name):
            found = name
        if found is None:
            near = publishers.near(name)
            cells.lose(cell, Kind.UNKNOWN, near, value=name, vocabulary="publishers.yml")
            taken = {*publishers.names, *self.wanted.values()}
            if name not in self.wanted:
                self.wanted[name] = unused(id_from(name), taken)
            return {}
        return {"publisher": found}

    def _publisher_of(self, url: str) -> dict[str, Tree]:
        publisher = self.known.hosts.get(host_of(url))
        return {} if publisher is None else {"publisher": publisher}

    def _linked(self, cells: Cells, links: tuple[Link, ...], text: Cell | None) -> list[str]:
        """Propose a source for each link that stands in a text."""
        found: list[str] = []
        for link in links:
            assert text is not None, "a link stands in a text"
            if refused := faults(Source, "url", link.url):
                self._refuse(cells, Cell(text.name, None, link.url, text.column), refused[0])
                continue
            existing = self._existing(link.text, link.url)
            title = link.text[:LINE_LENGTH]
            found.append(existing or self._put(title, link.url, self._publisher_of(link.url)))
        return found

    def _put(self, title: str, url: str | None, details: dict[str, Tree]) -> str:
        """Add a source, or find the one that was added with this address or title."""
        if url is None and (same := self._by_title.get(folded(title))) is not None:
            return same
        shown = title or (url or "").partition("://")[2][:LINE_LENGTH]
        host = host_of(url or "").split(".")[0] if url else ""
        publisher = details.get("publisher")
        head = publisher if isinstance(publisher, str) else host
        when = "-".join(re.findall("[0-9]+", str(details.get("published", ""))[:7])) or UNDATED
        made = joined([head], when) if head else None
        record_id = unused(made or id_from(shown, self.known.subjects), self._taken)
        self._taken.add(record_id)
        self.files[record_id] = {"title": shown, **({"url": url} if url else {}), **details}
        if url is not None:
            self._by_url[url] = record_id
        self._by_title.setdefault(folded(shown), record_id)
        return record_id

    def _title(self, record_id: str) -> str:
        if record_id in self.files:
            return str(self.files[record_id]["title"])
        return self.known.of("sources").names.get(record_id, "")
