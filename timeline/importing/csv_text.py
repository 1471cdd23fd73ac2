"""A spreadsheet saved as CSV → rows of cells with their line and column."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from timeline.importing.columns import fields_of, is_timelinejs
from timeline.importing.known import NO_NAMES, Names
from timeline.importing.sheet import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_ROWS,
    TOO_LARGE,
    Cell,
    Refused,
    Row,
    Sheet,
)
from timeline.messages import words

_Fields: TypeAlias = Callable[[list[str]], list[str | None]]  # headings → their fields

_DELIMITERS: Final = (",", ";", "\t", "|")
_MARKS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_WORKBOOK: Final = b"PK\x03\x04"  # .xlsx and .ods are zip files
_ARABIC: Final = re.compile("[\u0621-\u064a]")
# What spreadsheets of Arabic are saved in where it is not UTF-8.
_OTHERS: Final = ("cp1256", "iso8859_6")
ENCODINGS: Final = ("utf-8", *_OTHERS, "cp1252", "utf-16")


def read_csv(
    data: bytes,
    chosen: Mapping[str, str | None],
    encoding: str | None = None,
    metrics: Names = NO_NAMES,
) -> Sheet | Refused:
    """Read the bytes of a CSV file; `chosen` leads from headings to fields, before the table.

    A column whose heading names one of the metrics holds numbers of it.
    """
    if len(data) > MAX_BYTES:
        return Refused(TOO_LARGE, {"limit": str(MAX_BYTES // 1024**2)})
    decoded = _decoded(data, encoding)
    if isinstance(decoded, Refused):
        return decoded
    text, used = decoded
    if "\0" in text:
        return Refused(words("The file is no text. Save the sheet as CSV, in UTF-8."))
    text, delimiter = _told_delimiter(text)

    def fields(headings: list[str]) -> list[str | None]:
        return fields_of(headings, chosen, metrics)

    return _rows(text, delimiter or _delimiter(text, fields), used, fields)


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str] | Refused:
    if data.startswith(_WORKBOOK):
        return Refused(words("The file is a whole workbook. Save its sheet as CSV, in UTF-8."))
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    wanted = marked or encoding or "utf-8"
    try:
        return data.decode(wanted), wanted.removesuffix("-sig")
    except (UnicodeDecodeError, LookupError):
        pass
    guess = next((name for name in _OTHERS if _looks_arabic(data, name)), None)
    if guess is None:
        return Refused(words("The file is not in {encoding}."), {"encoding": wanted})
    return Refused(
        words(
            "The file is not in {encoding}; it looks like {guess}. Save it in UTF-8, or say "
            "--encoding {guess}."
        ),
        {"encoding": wanted, "guess": guess},
    )


def _looks_arabic(data: bytes, encoding: str) -> bool:
    text = data.decode(encoding, errors="replace")
    foreign = [letter for letter in text if not letter.isascii()]
    return bool(foreign) and len(_ARABIC.findall(text)) > len(foreign) * 0.8


def _told_delimiter(text: str) -> tuple[str, str | None]:
    """Take away the line «sep=;» that some spreadsheets put first."""
    found = re.match(r"sep=(.)\r?\n", text)
    # The line stays, empty, so that those after it keep their number.
    return (f"\n{text[found.end() :]}", found[1]) if found else (text, None)


def _delimiter(text: str, to_fields: _Fields) -> str:
    """Choose the delimiter that gives the most known headings, then the most headings."""

    def weight(delimiter: str) -> tuple[int, int]:
        headings = _headings(text, delimiter)[: MAX_CELLS + 1]
        return sum(field is not None for field in to_fields(headings)), len(headings)

    return max(_DELIMITERS, key=weight)


def _headings(text: str, delimiter: str) -> list[str]:
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return next((cells for cells in lines if any(map(str.strip, cells))), [])
    except csv.Error:
        return []


def _rows(text: str, delimiter: str, encoding: str, to_fields: _Fields) -> Sheet | Refused:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    headings: list[str] | None = None
    fields: list[str | None] = []
    markup = False
    rows: list[Row] = []
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error:  # a cell that is larger than csv takes, as where a quote is never closed
            return Refused(
                words("The row on line {line} cannot be read. Is a quotation mark left open?"),
                {"line": str(line)},
            )
        if not any(map(str.strip, values)):
            continue
        if len(values) > MAX_CELLS:
            facts = {"line": str(line), "limit": str(MAX_CELLS)}
            return Refused(words("The row on line {line} has more than {limit} cells."), facts)
        if headings is None:
            headings = [heading.strip() for heading in values]
            markup = is_timelinejs(headings)
            fields = to_fields(headings)
            continue
        if len(rows) == MAX_ROWS:
            facts = {"limit": f"{MAX_ROWS:,}"}
            return Refused(words("The file has more than {limit} rows. Split it."), facts)
        rows.append(_row(line, values, headings, fields, markup=markup))
    if headings is None or not any(fields):
        return Refused(
            words(
                "No column is known by its heading. The first row must name the columns: title, "
                "date, summary, source …; --map COLUMN=FIELD names one."
            )
        )
    columns = dict(zip(headings, fields, strict=True))
    return Sheet(tuple(rows), columns, encoding, delimiter, markup=markup)


def _row(
    line: int, values: list[str], headings: list[str], fields: list[str | None], *, markup: bool
) -> Row:
    kind = "event"
    cells: list[Cell] = []
    for index, value in enumerate(values):
        if not value.strip():
            continue
        known = index < len(headings)
        heading = headings[index] if known else ""
        field = fields[index] if known else None
        if markup and heading == "Type" and value.strip() in {"title", "era"}:
            kind = value.strip()
            continue
        cells.append(Cell(heading, field, value, index + 1))
    return Row(str(line), line, tuple(cells), kind)
