"""The whole of content/, read: every record that is valid, and a finding for all that is not."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, Final, Generic, TypeAlias, TypeVar

from timeline.dates.folding import folded
from timeline.reading.document import Document, id_of, open_map, open_record, open_vocabulary
from timeline.reading.finding import Finding, Location, nearest
from timeline.reading.folder import (
    MAX_RECORDS,
    MAX_TOTAL_BYTES,
    check_folder,
    entries,
    hidden_files,
    is_there,
    record_files,
    stray,
)
from timeline.reading.memory import Memory
from timeline.reading.pages import Page, broken_links, read_pages
from timeline.reading.validation import Validation, validate
from timeline.reading.yaml_source import MAX_FINDINGS, Tree
from timeline.records.about import About, Withdrawal
from timeline.records.base_map import BaseMap
from timeline.records.event import Event
from timeline.records.fields import ID_LENGTH, Record, as_id, is_id
from timeline.records.source import Source
from timeline.records.vocabulary import (
    Actor,
    Category,
    Entry,
    Era,
    Metric,
    Place,
    Publisher,
)

E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Record)

_Opener: TypeAlias = Callable[[Path, str], tuple[Document | None, Tree, list[Finding]]]

# What may be spent on guesses in one check, in letters held against letters: some seconds.
_MAX_GUESSING: Final = 50_000_000
_CLOSE: Final = 0.8  # how alike two names must be for the one to be meant by the other
FOLDERS: Final = ("events", "sources", "vocabularies", "pages")
VOCABULARIES: Final[Mapping[str, type[Entry]]] = {
    "places": Place,
    "actors": Actor,
    "categories": Category,
    "publishers": Publisher,
    "metrics": Metric,
    "eras": Era,
}
_SINGLES: Final[Mapping[type[Record], tuple[str, _Opener]]] = {
    About: ("timeline.yml", open_record),
    BaseMap: ("map.yml", open_map),
}


@dataclass(frozen=True)
class Shelf(Generic[R]):
    """The records of one kind.

    `ids` also holds those that exist but are faulty, so that one fault is not reported again at
    every record that refers to it, and `legible` what of those can be read. `closed` says that an
    id outside it is an error: events and sources always, a vocabulary where its file exists.
    """

    records: Mapping[str, R] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    closed: bool = False
    legible: Mapping[str, R] = field(default_factory=dict)
    _guessing: list[int] = field(
        default_factory=lambda: [_MAX_GUESSING], init=False, repr=False, compare=False
    )

    def document(self, record_id: str) -> Document:
        """Where a record stands."""
        return self.documents[record_id]

    def meant(self, text: str, but: str = "") -> str | None:
        """Find the id that a text was probably meant to be: by name, else by spelling.

        Never `but`, the record that the text stands in. By spelling only what is no longer than an
        id, and only so often: one record can name two thousand that are not there.
        """
        exact = self._names.get(folded(text))
        if (exact is None or exact == but) and not self._may_guess(text):
            return None
        if exact is None or exact == but:
            ids = (record_id for record_id in self.ids if is_id(record_id) and record_id != but)
            exact = nearest(text, ids)
        if exact is None:
            names = [
                name
                for name, owner in self._names.items()
                if owner != but and len(name) <= ID_LENGTH
            ]
            close = difflib.get_close_matches(folded(text.replace("-", " ")), names, 1, _CLOSE)
            exact = self._names[close[0]] if close else None
        return exact

    @property
    def guessed_enough(self) -> bool:
        """Whether `meant` guesses by spelling no more: the names are many, and were asked for often."""
        return self._guessing[0] <= 0

    def _may_guess(self, text: str) -> bool:
        if len(text) > ID_LENGTH or self.guessed_enough:
            return False
        self._guessing[0] -= len(text) * self._letters
        return True

    @cached_property
    def _letters(self) -> int:
        return sum(len(name) for name in chain(self.ids, self._names) if len(name) <= ID_LENGTH)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Every name that people know a record by, folded, and its id; the first of several."""
        found: dict[str, str] = {}
        for record_id, record in chain(self.records.items(), self.legible.items()):
            named = (getattr(record, "name", None), getattr(record, "title", None))
            for name in (*named, *getattr(record, "aliases", ())):
                if name:
                    found.setdefault(folded(name), record_id)
        return found

    def valid(self) -> Iterator[tuple[Document, R]]:
        """Every valid record, with where it stands."""
        return self._placed(self.records)

    def readable(self) -> Iterator[tuple[Document, R]]:
        """Every record, valid or legible, with where it stands: for rules on single references."""
        return chain(self._placed(self.records), self._placed(self.legible))

    def _placed(self, records: Mapping[str, R]) -> Iterator[tuple[Document, R]]:
        return ((self.documents[record_id], record) for record_id, record in records.items())


@dataclass(frozen=True, slots=True)
class Content:
    """All records of a content/ folder, by kind and id, in the order of their ids."""

    about: About | None
    events: Shelf[Event]
    sources: Shelf[Source]
    places: Shelf[Place]
    actors: Shelf[Actor]
    categories: Shelf[Category]
    publishers: Shelf[Publisher]
    metrics: Shelf[Metric]
    eras: Shelf[Era]
    withdrawn: Shelf[Withdrawal]
    base_map: BaseMap | None = None

    @property
    def digests(self) -> dict[tuple[str, str], str]:
        """The digest of the bytes of the file that a record stands in, by `("events", id)`.

        Of every record that can be read; those of a vocabulary have its file's.
        """
        shelves: dict[str, Shelf[Any]] = {
            name: getattr(self, name) for name in ("events", "sources", *VOCABULARIES, "withdrawn")
        }
        return {
            (name, record_id): document.digest
            for name, shelf in shelves.items()
            for record_id, document in shelf.documents.items()
        }


def read_content(root: Path, memory: Memory | None = None) -> tuple[Content, list[Finding]]:
    """Read everything below a content/ folder, with every fault of reading it, in no order.

    With a `memory` only those records' files are read that have changed since it was last used.
    """
    memory = memory or Memory()
    pages, findings = _folders(root, memory)
    about = _single(root, About, findings, memory)
    base_map = _single(root, BaseMap, findings, memory)
    shelves = {
        name: _keyed(root, f"vocabularies/{name}.yml", kind, findings, memory)
        for name, kind in VOCABULARIES.items()
    }
    content = Content(
        about=about,
        events=_folder(root, "events", Event, findings, memory),
        sources=_folder(root, "sources", Source, findings, memory),
        withdrawn=_keyed(root, "withdrawn.yml", Withdrawal, findings, memory),
        base_map=base_map,
        **shelves,  # type: ignore[arg-type]  # each under the name of its kind
    )
    findings.extend(_strays(root))
    findings.extend(broken_links(pages, _with_pages(content)))
    told = (_meant(finding, content) for finding in findings)
    return content, [_with_namesake(finding, content) for finding in told]


def _with_pages(content: Content) -> dict[str, frozenset[str]]:
    """Give the ids that have a page, by its folder; none of a vocabulary without a file."""
    shelves: dict[str, Shelf[Any]] = {
        name: getattr(content, name)
        for name in ("events", "sources", "places", "actors", "categories")
    }
    ids = {name: shelf.ids for name, shelf in shelves.items() if shelf.closed}
    if "events" in ids:
        ids["events"] |= content.withdrawn.ids
    return ids


def _with_namesake(finding: Finding, content: Content) -> Finding:
    """Note at a file that is not well named if another has, or might as well get, the right name.

    The fact `other` says so: a machine then gives it none.
    """
    folder, _, name = finding.at.file.partition("/")
    if finding.rule not in {"bad-id", "stray-file"} or finding.at.path:
        return finding
    if folder == "vocabularies":
        taken = finding.suggestion is not None and _is_read(content, finding.suggestion)
    else:
        shelf: Shelf[Event] | Shelf[Source] = (
            content.sources if folder == "sources" else content.events
        )
        meant = as_id(name.rpartition("/")[2].rpartition(".")[0])
        alike = [record_id for record_id in shelf.ids if as_id(record_id) == meant]
        taken = len(alike) > (finding.rule == "bad-id")
    return replace(finding, facts={**finding.facts, "other": name}) if taken else finding


def _is_read(content: Content, file: str) -> bool:
    """Whether a vocabulary of this file's name is there and can be read."""
    return getattr(content, file.removesuffix(".yml")).closed is True


# Which records the ids in a field are of.
_SHELVES: Final[Mapping[str, str]] = {
    "place": "places",
    "within": "places",
    "actor": "actors",
    "said_by": "actors",
    "reported_by": "actors",
    "metric": "metrics",
    "publisher": "publishers",
    "origin": "actors",
    "source": "sources",
    "after": "events",
    "before": "events",
    "event": "events",
    "moved_to": "events",
    **{name: name for name in ("places", "actors", "categories", "sources")},
}


def _meant(finding: Finding, content: Content) -> Finding:
    """Suggest the id of what is named where its id belongs: baghdad for «بغداد»."""
    if finding.rule != "bad-id":
        return finding
    keyed = finding.at.file.startswith(("vocabularies/", "withdrawn"))
    inside = finding.at.path[keyed:]
    own = str(finding.at.path[0]) if keyed and finding.at.path else id_of(finding.at.file)
    field_ = next((step for step in reversed(inside) if isinstance(step, str)), "")
    shelf: Shelf[Any] | None = getattr(content, _SHELVES.get(field_, ""), None)
    meant = shelf.meant(finding.facts["value"], but=own) if shelf else None
    return replace(finding, suggestion=meant)


def _folders(root: Path, memory: Memory) -> tuple[dict[str, Page | None], list[Finding]]:
    """Look into each folder; give the pages written by hand, and what is wrong."""
    pages: dict[str, Page | None] = {}
    findings: list[Finding] = []
    if not is_there(root, "events"):
        findings.append(Finding("no-events-folder", Location("events")))
    for folder in FOLDERS:
        if not is_there(root, folder):
            continue
        if finding := check_folder(root, folder):
            findings.append(finding)
        elif folder == "pages":
            pages, faults = read_pages(root, folder, memory)
            findings += faults
        else:
            findings += hidden_files(root, folder, ".yml")
    return pages, findings


def _single(root: Path, model: type[R], findings: list[Finding], memory: Memory) -> R | None:
    """Read the one record of a file that need not be there."""
    file, opener = _SINGLES[model]
    if not is_there(root, file):
        return None

    def read() -> tuple[R | None, list[Finding]]:
        document, tree, faults = opener(root, file)
        if document is None:
            return None, faults
        found = validate(model, "", tree, document)
        return found.record, found.findings

    record, faults = memory.recall(root, file, read)
    findings.extend(faults)
    return record


def _folder(
    root: Path, folder: str, model: type[R], findings: list[Finding], memory: Memory
) -> Shelf[R]:
    if not is_there(root, folder):
        return Shelf(closed=True)
    if check_folder(root, folder):
        return Shelf()  # reported; nothing is known of what should stand in it
    records: dict[str, R] = {}
    legible: dict[str, R] = {}
    documents: dict[str, Document] = {}
    files: dict[str, str] = {}
    size = 0
    for file in record_files(root, folder):
        if isinstance(file, Finding):
            findings.append(file)
            continue
        record_id = id_of(file)
        if (first := files.get(record_id.lower())) is not None:
            facts = {"value": record_id, "other": first}
            findings.append(
                Finding("duplicate-id", Location(file), facts, related=(Location(first),))
            )
            continue
        files[record_id.lower()] = file
        if len(files) > MAX_RECORDS or size > MAX_TOTAL_BYTES:
            facts = {"limit": str(MAX_RECORDS)}
            findings.append(Finding("too-many-records", Location(file), facts))
            break
        read = memory.recall(root, file, partial(_record, root, file, model))
        if isinstance(read, list):
            findings.extend(read)
            continue
        findings.extend(read.findings)
        size += len(read.document.text)
        _put(read, record_id, records, legible)
        documents[record_id] = read.document
    ordered = {record_id: records[record_id] for record_id in sorted(records)}
    return Shelf(ordered, documents, frozenset(files), closed=True, legible=legible)


def _record(root: Path, file: str, model: type[R]) -> Validation[R] | list[Finding]:
    """Read one record's file; give only findings where it cannot be read at all."""
    document, tree, faults = open_record(root, file)
    return faults if document is None else validate(model, id_of(file), tree, document)


def _put(read: Validation[R], record_id: str, records: dict[str, R], legible: dict[str, R]) -> None:
    if read.record is not None:
        records[record_id] = read.record
    elif read.legible is not None:
        legible[record_id] = read.legible


def _keyed(
    root: Path, file: str, model: type[R], findings: list[Finding], memory: Memory
) -> Shelf[R]:
    """Read a file that maps ids to records, in the order of its entries: an editor chose it."""
    folder = file.rpartition("/")[0]
    if not is_there(root, file) or (folder and check_folder(root, folder)):
        return Shelf()
    shelf, faults = memory.recall(root, file, partial(_entries_of, root, file, model))
    findings.extend(faults)
    return replace(shelf)  # one that is remembered may guess anew


def _entries_of(root: Path, file: str, model: type[R]) -> tuple[Shelf[R], list[Finding]]:
    document, tree, findings = open_vocabulary(root, file)
    if document is None or not isinstance(tree, dict):
        # Nothing is known of its ids: better silent than a false «unknown» at each reference.
        return Shelf(), findings
    records: dict[str, R] = {}
    legible: dict[str, R] = {}
    documents: dict[str, Document] = {}
    for record_id, fields in tree.items():
        if len(findings) >= MAX_FINDINGS:
            break
        read = validate(model, record_id, fields, document.entry(record_id))
        findings.extend(read.findings)
        _put(read, record_id, records, legible)
        documents[record_id] = read.document
    ids = frozenset(key.lower() for key in tree)
    return Shelf(records, documents, ids, closed=True, legible=legible), findings


def _strays(root: Path) -> list[Finding]:
    """Find what lies at the top of content/ and in vocabularies/ and would never be read."""
    findings = _strays_in(root, "", {*FOLDERS, "timeline.yml", "withdrawn.yml", "map.yml"})
    if is_there(root, "vocabularies") and not check_folder(root, "vocabularies"):
        findings += _strays_in(root, "vocabularies", {f"{name}.yml" for name in VOCABULARIES})
    return findings


def _strays_in(root: Path, folder: str, known: set[str]) -> list[Finding]:
    found = entries(root, folder)
    if isinstance(found, Finding):
        return [found]
    return [
        stray(f"{folder}/{entry.name}".removeprefix("/"), *known)
        for entry in found
        if entry.name not in known
    ]
