"""The cells of a row, taken one field after another: each ends in the record or in a note."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from timeline.importing.notes import Kind, Note
from timeline.importing.sheet import Cell, Row
from timeline.reading.characters import MAX_MARKS, code_point, forbidden, mark_too_many
from timeline.reading.finding import Finding, Location
from timeline.reading.validation import faults
from timeline.records.fields import Record

MAX_VALUE: Final = 9_000  # characters: a little more than the longest prose
MAX_LINE: Final = 1_000  # and more than the longest line of text
_BROKEN: Final = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!"}
)
_PARTS: Final = str.maketrans("؛،|\n", ";;;;")


class Cells:
    """What a row has left, and the notes of what it had."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.notes: list[Note] = []
        self._left: list[Cell] = []
        for cell in row.cells:
            if (sound := self._sound(cell)) is not None:
                self._left.append(sound)

    def take(self, field: str) -> list[Cell]:
        """Take all cells of a field; whoever takes them puts them in a record or tells of them."""
        taken = [cell for cell in self._left if cell.field == field]
        self._left = [cell for cell in self._left if cell.field != field]
        return taken

    def one(self, field: str) -> Cell | None:
        """Take the first cell of a field that has one value; another is told of."""
        taken = self.take(field)
        if not taken:
            return None
        first, *others = taken
        for other in others:
            if other.value != first.value:
                self.lose(other, Kind.SECOND)
        return first

    def peek(self, field: str) -> Cell | None:
        """Give the cell that `one` will give."""
        return next((cell for cell in self._left if cell.field == field), None)

    def mean(self, cell: Cell, field: str) -> None:
        """Take a cell for another field than its heading says."""
        self._left = [
            Cell(each.name, field, each.value, each.column) if each is cell else each
            for each in self._left
        ]

    def fitting(self, field: str, model: type[Record], name: str) -> str | None:
        """Take the one value of a field in one line, where the record's type accepts it."""
        cell = self.one(field)
        return None if cell is None else self.fits(cell, " ".join(cell.value.split()), model, name)

    def fits(self, cell: Cell, value: str, model: type[Record], name: str) -> str | None:
        """Give the value where the record's type accepts it, else tell why not.

        A text that is only too long stands in the record all the same: the check says so, and
        whoever shortens it has it before their eyes.
        """
        found = faults(model, name, value)
        if not found or (found[0].rule == "text-too-long" and len(value) <= MAX_LINE):
            return value
        self.broken(cell, found[0])
        return None

    def broken(self, cell: Cell, finding: Finding) -> None:
        """Tell which rule a value would break."""
        self._note(cell, Kind.RULE, finding.facts, finding.suggestion, finding.rule)

    def lose(self, cell: Cell, kind: Kind, suggestion: str | None = None, **facts: str) -> None:
        """Tell that a value is in no field of the record, and why."""
        self._note(cell, kind, facts, suggestion)

    def tell(self, cell: Cell, kind: Kind, **facts: str) -> None:
        """Tell what became of a value that is in the record."""
        self._note(cell, kind, facts)

    def miss(self, kind: Kind, **facts: str) -> None:
        """Tell what the row lacks."""
        self.notes.append(Note(kind, self.row.at, self.row.line, facts=facts))

    def leave(self) -> None:
        """Tell of all that nothing took."""
        for cell in self._left:
            seen = cell.name.partition(".")[0].partition(" ")[0].lower() in {"media", "background"}
            beyond = not cell.name and cell.column
            kind = Kind.SEEN_ONLY if seen else Kind.BEYOND if beyond else Kind.NO_FIELD
            self.lose(cell, kind)
        self._left = []

    def _note(
        self,
        cell: Cell,
        kind: Kind,
        facts: Mapping[str, str],
        suggestion: str | None = None,
        rule: str | None = None,
    ) -> None:
        row = self.row
        note = Note(
            kind, row.at, row.line, cell.name, cell.column, cell.value, facts, suggestion, rule
        )
        self.notes.append(note)

    def _sound(self, cell: Cell) -> Cell | None:
        """Give the cell as text that a record may hold; None if it is none, which is told."""
        value = cell.value.strip()
        wrong = None
        if value in _BROKEN:
            wrong = Kind.BROKEN_CELL
        elif value.startswith("=") and len(value) > 1:
            wrong = Kind.FORMULA
        elif len(value) > MAX_VALUE:
            wrong = Kind.TOO_LONG
        if wrong is not None:
            self.lose(cell, wrong)
            return None
        text = self.sound(cell, value)
        return Cell(cell.name, cell.field, text, cell.column) if text else None

    def sound(self, cell: Cell, value: str) -> str:
        """Give a value as text that a record may hold, empty if it is none; tell what it lost."""
        if mark_too_many(value) is not None:
            self.broken(cell, Finding("too-many-marks", Location(""), {"limit": str(MAX_MARKS)}))
            return ""
        text, hidden = sound(value)
        if hidden:
            self.tell(cell, Kind.HIDDEN, result=", ".join(hidden))
        return text


def sound(text: str) -> tuple[str, list[str]]:
    """Give a text without what may not stand in a record, and the names of what was left out."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    parts: list[str] = []
    hidden: dict[str, None] = {}
    done = 0
    for index, rule in forbidden(text):
        character = text[index]
        parts.append(text[done:index])
        done = index + 1
        if rule == "presentation-form":
            letters = unicodedata.normalize("NFKC", character)
            parts.append(letters if letters != character else "")  # U+FD90 is none of any letter
        elif rule == "hidden-line-break":
            parts.append("\n")
        hidden.setdefault(code_point(character))
    whole = unicodedata.normalize("NFC", "".join([*parts, text[done:]]))
    if hidden and any(True for _ in forbidden(whole)):  # such as a joiner whose letters went
        whole, more = sound(whole)
        hidden.update(dict.fromkeys(more))
    return whole.strip(), list(hidden)


def parts_of(value: str) -> Iterator[str]:
    """Give the values of a cell that holds several, parted by semicolons, commas of Arabic, lines."""
    for part in value.translate(_PARTS).split(";"):
        if part.strip():
            yield " ".join(part.split())
