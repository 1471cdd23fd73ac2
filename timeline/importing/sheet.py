"""What a file of records from elsewhere is once it was read: rows of cells, and where each stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from timeline.messages import words

MAX_BYTES: Final = 16 * 1024 * 1024  # 10,000 rows of a page and a half
MAX_ROWS: Final = 10_000
MAX_CELLS: Final = 200  # of a row: a spreadsheet that is wider is a matrix, not a list of events

TOO_LARGE: Final = words("The file is larger than {limit} MiB. Split it.")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value that is not empty, as it stood in the file.

    `name` is the column's heading, or the path in JSON; `column` counts from 1, and is 0 in JSON.
    `field` is what the value is meant for, None where nothing is known to take it.
    """

    name: str
    field: str | None
    value: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One event of the file: its cells, and the line on which it begins (0 in JSON) or its path."""

    at: str
    line: int
    cells: tuple[Cell, ...]
    kind: str = "event"  # or «title» and «era», which TimelineJS has


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file: `columns` leads from each heading to its field; `markup`: texts are HTML."""

    rows: tuple[Row, ...]
    columns: Mapping[str, str | None] = field(default_factory=dict)
    encoding: str = "utf-8"
    delimiter: str = ""
    markup: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file cannot be read at all: a message of the software, and its facts."""

    message: str
    facts: Mapping[str, str] = field(default_factory=dict)
