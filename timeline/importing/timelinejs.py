"""TimelineJS's JSON → rows of cells: every value of a slide is a cell, named by its path.

The form is that of https://timeline.knightlab.com/docs/json-format.html; its spreadsheet is read by
`csv_text`, to the same cells.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

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

SHOWN: Final = 200  # letters of a name in a message

_FIELDS: Final[Mapping[str, str]] = {
    "unique_id": "id",
    "text.headline": "title",
    "text.text": "summary",
    "group": "category",
    "display_date": "display_date",
    "start_date.display_date": "display_date",
    "end_date.display_date": "display_date",
    **{f"start_date.{part}": part for part in ("year", "month", "day")},
    **{f"end_date.{part}": f"end_{part}" for part in ("year", "month", "day")},
    **{f"start_date.{part}": "time" for part in ("hour", "minute", "second", "millisecond")},
    **{f"end_date.{part}": "end_time" for part in ("hour", "minute", "second", "millisecond")},
}


class _TwiceError(Exception):
    """A name stands twice in one object, of which JSON would lose the first without a word."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError(Counter(name for name, _ in pairs).most_common(1)[0][0])
    return found


def is_json(data: bytes) -> bool:
    """Whether the bytes are meant as JSON rather than as a spreadsheet."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def read_timelinejs(data: bytes) -> Sheet | Refused:
    """Read the bytes of a TimelineJS file in JSON."""
    if len(data) > MAX_BYTES:
        return Refused(TOO_LARGE, {"limit": str(MAX_BYTES // 1024**2)})
    try:
        # Numbers stay as they are written: «010» is none in JSON, and 1e999 is no year.
        whole = json.loads(
            data.decode("utf-8-sig"),
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=_object,
        )
        return _sheet(whole)
    except _TwiceError as twice:
        name = twice.name if len(twice.name) <= SHOWN else f"{twice.name[:SHOWN]}…"
        return Refused(words("The file names «{value}» twice in one object."), {"value": name})
    except UnicodeDecodeError:
        return Refused(words("The file is not in {encoding}."), {"encoding": "utf-8"})
    except json.JSONDecodeError as error:
        facts = {"line": str(error.lineno), "column": str(error.colno)}
        return Refused(words("The file is no JSON, at line {line}, column {column}."), facts)
    except RecursionError:
        return Refused(words("The file is nested too deeply."))


def _sheet(whole: object) -> Sheet | Refused:
    events = whole.get("events") if isinstance(whole, dict) else None
    if not isinstance(whole, dict) or not isinstance(events, list):
        return Refused(
            words("The file is no timeline of TimelineJS 3: it has no list «events» at its top.")
        )
    eras = whole.get("eras")
    if len(events) + (len(eras) if isinstance(eras, list) else 0) > MAX_ROWS:
        facts = {"limit": f"{MAX_ROWS:,}"}
        return Refused(words("The file has more than {limit} rows. Split it."), facts)
    rows = tuple(_rows(whole, events))
    if wide := next((row for row in rows if len(row.cells) > MAX_CELLS), None):
        facts = {"value": wide.at or "…", "limit": str(MAX_CELLS)}
        return Refused(words("{value} has more than {limit} values."), facts)
    return Sheet(rows, markup=True)


def _rows(whole: dict[str, Any], events: list[Any]) -> Iterator[Row]:
    others = {name: value for name, value in whole.items() if name not in {"events", "eras"}}
    title = others.pop("title", None)
    if title:
        yield _row("title", title, "title")
    for index, event in enumerate(events):
        yield _row(f"events[{index}]", event, "event")
    eras = whole.get("eras") or []
    for index, era in enumerate(eras if isinstance(eras, list) else [eras]):
        yield _row(f"eras[{index}]", era, "era")
    rest = tuple(_cells(others, ""))
    if rest:
        yield Row("", 0, rest, "rest")


def _row(at: str, slide: object, kind: str) -> Row:
    return Row(at, 0, tuple(_cells(slide, "")), kind)


def _cells(value: object, path: str) -> Iterator[Cell]:
    """Give every value of a slide that says something."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _cells(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _cells(inner, f"{path}[{index}]")
    elif isinstance(value, bool):
        yield Cell(path, None, str(value).lower())
    elif value is not None and str(value).strip():
        yield Cell(path, _FIELDS.get(path), str(value))
