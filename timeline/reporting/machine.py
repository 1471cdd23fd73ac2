"""Diagnostics for programs: JSON, and GitHub's workflow commands."""

import json
from collections.abc import Iterable
from typing import Final

from timeline.reading.characters import inert
from timeline.reporting.diagnostic import Diagnostic
from timeline.rules.rule import Severity

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def as_json(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """Write `{"diagnostics": [{code, rule, severity, file, line, column, path, message, …}]}`."""
    entries = [
        {
            "code": diagnostic.code,
            "rule": diagnostic.rule,
            "severity": diagnostic.severity,
            "file": inert(f"{folder}/{diagnostic.at.file}"),
            "line": diagnostic.at.line,
            "column": diagnostic.at.column,
            "path": list(diagnostic.at.path),
            "message": diagnostic.message,
            "advice": diagnostic.advice,
            "reason": diagnostic.reason,
            "suggestion": diagnostic.suggestion,
            "related": [inert(f"{folder}/{place}") for place in diagnostic.related],
        }
        for diagnostic in diagnostics
    ]
    return json.dumps({"diagnostics": entries}, ensure_ascii=False, indent=2) + "\n"


def as_annotations(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """Write a GitHub workflow command a line, escaped so that no text can begin another."""
    return "".join(_annotation(diagnostic, folder) for diagnostic in diagnostics)


def _annotation(diagnostic: Diagnostic, folder: str) -> str:
    at = diagnostic.at
    file = _property(inert(f"{folder}/{at.file}"))
    title = _property(f"{diagnostic.code} {diagnostic.rule}")
    words = _data(f"{diagnostic.message}\n{diagnostic.advice}")
    level = _LEVELS[diagnostic.severity]
    return f"::{level} file={file},line={at.line},col={at.column},title={title}::{words}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
