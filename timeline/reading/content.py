"""The whole of content/, read: every record that is valid, and a finding for all that is not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from timeline.reading.document import id_of, open_map, open_record
from timeline.reading.finding import Finding, Location
from timeline.reading.folder import (
    check_folder,
    entries,
    hidden_files,
    is_there,
    stray,
)
from timeline.reading.memory import Memory
from timeline.reading.pages import Page, broken_links, read_pages
from timeline.reading.reader import Reader
from timeline.reading.record_file import Alone, nothing
from timeline.reading.shelf import Shelf
from timeline.records.about import About, Withdrawal
from timeline.records.base_map import BaseMap
from timeline.records.event import Event
from timeline.records.fields import Record, as_id
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

FOLDERS: Final = ("events", "sources", "vocabularies", "pages")
VOCABULARIES: Final[Mapping[str, type[Entry]]] = {
    "places": Place,
    "actors": Actor,
    "categories": Category,
    "publishers": Publisher,
    "metrics": Metric,
    "eras": Era,
}


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


def read_content(
    root: Path, memory: Memory | None = None, alone: Alone | None = None
) -> tuple[Content, list[Finding]]:
    """Read everything below a content/ folder, with every fault of reading it, in no order.

    With a `memory` only those records' files are read that have changed since it was last used.
    `alone` finds what else is wrong with a file by itself; one memory goes with one of it.
    """
    memory = memory or Memory()
    pages, findings = _folders(root, memory)
    reader = Reader(root, memory, alone or nothing, findings)
    about = reader.single("timeline.yml", About, open_record)
    base_map = reader.single("map.yml", BaseMap, open_map)
    shelves = {
        name: reader.keyed(f"vocabularies/{name}.yml", kind) for name, kind in VOCABULARIES.items()
    }
    content = Content(
        about=about,
        events=reader.folder("events", Event),
        sources=reader.folder("sources", Source),
        withdrawn=reader.keyed("withdrawn.yml", Withdrawal),
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
