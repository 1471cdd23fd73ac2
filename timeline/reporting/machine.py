"""Diagnostics for programs: JSON, and GitHub's workflow commands."""

import json
from collections.abc import Iterable
from typing import Final

from timeline.reporting.diagnostic import Diagnostic
from timeline.rules.rule import Severity

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def as_json(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """`{"diagnostics": [{code, rule, severity, file, line, column, path, message, …}]}`."""
    entries = [
        {
            "code": diagnostic.code,
            "rule": diagnostic.rule,
            "severity": diagnostic.severity,
            "file": f"{folder}/{diagnostic.at.file}",
            "line": diagnostic.at.line,
            "column": diagnostic.at.column,
            "path": list(diagnostic.at.path),
            "message": diagnostic.message,
            "advice": diagnostic.advice,
            "reason": diagnostic.reason,
            "suggestion": diagnostic.suggestion,
            "related": [f"{folder}/{place}" for place in diagnostic.related],
        }
        for diagnostic in diagnostics
    ]
    return json.dumps({"diagnostics": entries}, ensure_ascii=False, indent=2) + "\n"


def as_annotations(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """A GitHub workflow command a line; every text escaped, so that none can begin another."""
    return "".join(
        f"::{_LEVELS[diagnostic.severity]} "
        f"file={_property(f'{folder}/{diagnostic.at.file}')},"
        f"line={diagnostic.at.line},col={diagnostic.at.column},"
        f"title={_property(f'{diagnostic.code} {diagnostic.rule}')}"
        f"::{_data(f'{diagnostic.message}{_line_break}{diagnostic.advice}')}\n"
        for diagnostic in diagnostics
    )


_line_break: Final = "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
