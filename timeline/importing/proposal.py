"""A whole file → the texts of new records, what to paste elsewhere, and a note of all that is left."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from timeline.importing.dating import DayOrder, date_event
from timeline.importing.drafting import Drafts
from timeline.importing.known import Known
from timeline.importing.notes import Kind, Note
from timeline.importing.romanising import id_from, unused
from timeline.importing.sheet import Row, Sheet
from timeline.importing.sourcing import Sources
from timeline.importing.taking import Cells
from timeline.messages import Messages
from timeline.reading.characters import inert, mark_too_many
from timeline.reading.content import VOCABULARIES
from timeline.reading.folder import MAX_RECORD_BYTES
from timeline.reading.yaml_source import Tree
from timeline.records.about import About
from timeline.records.event import Event
from timeline.records.fields import Record
from timeline.records.source import Source
from timeline.writing.entry import entry_of, lines_of
from timeline.writing.layout import layout_of_entries
from timeline.writing.normal import normal
from timeline.writing.record import record_text

_SHOWN: Final = 500  # characters of a value in a comment; the report has all of it
_COMMENTS: Final = 6_000  # of all comments of a record


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user and the command say: today for `added`, a source for rows that name none.

    `schema` gives the path from a record's file to its JSON Schema.
    """

    added: str
    order: DayOrder | None = None
    source: str | None = None
    schema: Callable[[str], str | None] = lambda _file: None


@dataclass(frozen=True, slots=True)
class Made:
    """A row that became an event: where it stood, and the file that is to be."""

    at: str
    line: int
    id: str
    file: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What came of a file. `files` are new ones, by their names below content/.

    `invented` are those of the files whose ids the sheet does not give. `paste` holds what belongs into files that are there or that a person decides on: their names and
    the YAML for them.
    """

    sheet: Sheet
    files: Mapping[str, str] = field(default_factory=dict)
    made: tuple[Made, ...] = ()
    notes: tuple[Note, ...] = ()
    paste: Mapping[str, str] = field(default_factory=dict)
    invented: tuple[str, ...] = ()


def propose(sheet: Sheet, known: Known, settings: Settings, say: Messages) -> Proposal:
    """Make records of all rows, in their order."""
    sources = Sources(known, settings.order, settings.source)
    drafts = Drafts(known, sources, settings.added, settings.order, sheet.markup)
    drafts.events = frozenset(
        cell.value.strip() for row in sheet.rows for cell in row.cells if cell.field == "id"
    )
    files: dict[str, str] = {}
    made: list[Made] = []
    notes: list[Note] = []
    about: dict[str, Tree] = {}
    eras: dict[str, Tree] = {}
    for row in sheet.rows:
        cells = Cells(row)
        if row.kind == "event":
            record_id, tree, dated = drafts.event(cells)
            text = ""
            if record_id is not None:
                cells.leave()
                file = known.event_file(record_id, dated.span)
                text = _written(Event, tree, settings.schema(file), cells.notes, say)
            if record_id is not None and text:
                files[file] = text
                made.append(Made(row.at, row.line, record_id, file))
            else:
                _without_record(cells, row)
        elif row.kind == "era":
            _era(cells, eras)
        elif row.kind == "title" and not about:
            _about(cells, drafts, about)
        else:
            cells.leave()
        notes += cells.notes
    for record_id, tree in sources.files.items():
        file = f"sources/{record_id}.yml"
        files[file] = record_text(Source, tree, schema=settings.schema(file))
    paste = _vocabularies({**drafts.wanted, "publishers": sources.wanted})
    if eras:
        paste["vocabularies/eras.yml"] = _entries("eras", eras)
    if about:
        paste["timeline.yml"] = record_text(About, about)
    invented = (
        *(each.file for each in made if each.id in drafts.invented),
        *(f"sources/{record_id}.yml" for record_id in sources.files),
    )
    return Proposal(sheet, files, tuple(made), tuple(notes), paste, invented)


def _written(
    model: type[Record], tree: dict[str, Tree], schema: str | None, notes: list[Note], say: Messages
) -> str:
    """Write a record with what was left of its row; empty where it would be too large to be read."""
    text = record_text(model, tree, schema=schema)
    lost = [note for note in notes if note.lost]
    if lost:
        text += "# " + say.text("What no field took, when this was imported:") + "\n"
    room = _COMMENTS
    for note in lost:
        line = f"# {_comment(note)}\n"
        if room < len(line):
            text += "# …\n"
            break
        room -= len(line)
        text += line
    return text if len(text.encode()) <= MAX_RECORD_BYTES else ""


def _comment(note: Note) -> str:
    """Write a value on one line in which nothing can act."""
    whole = " ".join(unicodedata.normalize("NFC", f"{note.name}: {note.value}").split())
    marks = mark_too_many(whole)  # so many no file may hold, in a comment neither
    room = _SHOWN if marks is None else min(marks, _SHOWN)
    return inert(whole if len(whole) <= room else f"{whole[:room]}…")


def _without_record(cells: Cells, row: Row) -> None:
    """Tell of every value of a row that no record came of."""
    told = {(note.name, note.column) for note in cells.notes if note.lost}
    for cell in row.cells:
        if (cell.name, cell.column) not in told:
            cells.lose(cell, Kind.WITHOUT_RECORD)


def _era(cells: Cells, eras: dict[str, Tree]) -> None:
    """Propose an entry of eras.yml: a name, a period, a text."""
    title, text = cells.one("title"), cells.one("summary")
    span = date_event(cells, None).span
    cells.leave()
    if title is None or span is None or not span.period:
        for cell in cells.row.cells:
            cells.lose(cell, Kind.WITHOUT_RECORD)
        return
    name = " ".join(title.value.split())
    entry: dict[str, Tree] = {"name": name, "date": span.edtf}
    if text is not None:
        entry["summary"] = text.value
    eras[unused(id_from(name), set(eras))] = entry


def _about(cells: Cells, drafts: Drafts, about: dict[str, Tree]) -> None:
    """Propose what a timeline is called and about, out of TimelineJS's title."""
    for field_, name in (("title", "title"), ("summary", "description")):
        cell = cells.one(field_)
        if cell is not None:
            line = " ".join(drafts.plain(cells, cell)[0].split())
            about[name] = line
    cells.leave()


def _vocabularies(wanted: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {
        f"vocabularies/{kind}.yml": _entries(
            kind, {record_id: {"name": name} for name, record_id in names.items()}
        )
        for kind, names in sorted(wanted.items())
        if names
    }


def _entries(kind: str, tree: dict[str, Tree]) -> str:
    layout = layout_of_entries(VOCABULARIES[kind])
    entry = normal(entry_of(dict(tree)), layout)
    return "\n".join(lines_of(entry.value, layout)) + "\n"
