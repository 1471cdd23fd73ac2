"""Diagnostics for programs: JSON.

What each field holds is told in README.md; fields may be added, none is taken away or changed.
"""

import json
from collections.abc import Iterable
from typing import Final, TypeAlias, Union

from timeline.reading.characters import inert
from timeline.reading.edit import Edit, Mend
from timeline.reading.lines import line_and_column
from timeline.reporting.diagnostic import Diagnostic, Source

MOST_EDITS: Final = (
    100  # of one finding; a file can be full of what is refused, and each has them all
)

Json: TypeAlias = Union[str, int, list["Json"], dict[str, "Json"], None]  # noqa: UP007


def as_json(diagnostics: Iterable[Diagnostic], folder: str, source: Source) -> str:
    """Write `{"diagnostics": [{code, rule, severity, file, line, column, path, message, …}]}`."""
    entries = [_entry(diagnostic, folder, source) for diagnostic in diagnostics]
    return json.dumps({"diagnostics": entries}, ensure_ascii=False, indent=2) + "\n"


def _entry(diagnostic: Diagnostic, folder: str, source: Source) -> dict[str, Json]:
    at = diagnostic.at
    line, column = diagnostic.end or (at.line, at.column)
    mends = diagnostic.mends if len(diagnostic.mends) <= MOST_EDITS else ()
    entry: dict[str, Json] = {
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "file": inert(f"{folder}/{at.file}"),
        "line": at.line,
        "column": at.column,
        "end_line": line,
        "end_column": column,
        "path": [inert(step) if isinstance(step, str) else step for step in at.path],
        "message": diagnostic.message,
        "advice": diagnostic.advice,
        "reason": diagnostic.reason,
        "suggestion": diagnostic.suggestion,
        "fixable": bool(diagnostic.mends),
        "edits": [_edit(mend, folder, source(at.file) or "") for mend in mends],
        "related": [inert(f"{folder}/{place}") for place in diagnostic.related],
        "docs": diagnostic.docs,
    }
    if diagnostic.nearness is not None:
        entry["yours"] = not diagnostic.others
    return entry


def _edit(mend: Mend, folder: str, text: str) -> dict[str, Json]:
    if isinstance(mend, Edit):
        return {
            "start": _place(text, mend.start),
            "end": _place(text, mend.end),
            # What takes the old text's place is the software's, or of the record's own letters.
            "text": mend.text,
        }
    return {"rename": inert(f"{folder}/{mend.file}")}


def _place(text: str, index: int) -> dict[str, Json]:
    """Give the line and column, from 1, of an index into a text."""
    line, column = line_and_column(text, index)
    return {"line": line, "column": column}
