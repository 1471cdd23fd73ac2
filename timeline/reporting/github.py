"""Diagnostics for GitHub: workflow commands, and the table of a step's summary.

Of one step GitHub shows ten errors, ten warnings and ten notices and drops the others without a
word (actions/toolkit, docs/problem-matchers.md). So no more are written, the nearest to the change
first, and all of them stand in the summary.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from timeline.messages import Language, Messages
from timeline.reading.characters import inert
from timeline.reporting.diagnostic import Diagnostic, Nearness
from timeline.reporting.isolation import apart
from timeline.reporting.markdown import code, plain, said
from timeline.rules.rule import Severity

SHOWN: Final = 10  # of a severity in one step
ROWS: Final = 1000  # of a summary, which may be 1 MiB
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_RANK: Final = {severity: rank for rank, severity in enumerate(Severity)}


def as_annotations(diagnostics: Iterable[Diagnostic], folder: str, say: Messages) -> str:
    """Write a workflow command a line, escaped so that no text can begin another."""
    shown: Counter[str] = Counter()
    lines: list[str] = []
    left = 0
    for diagnostic in _sorted(diagnostics):
        level = _level(diagnostic)
        shown[level] += 1
        if shown[level] <= SHOWN:
            lines.append(_annotation(diagnostic, folder, say))
        else:
            left += 1
    if left:
        more = say.count(
            "{n} more stands in the summary of this step.",
            "{n} more stand in the summary of this step.",
            left,
        )
        lines.append(f"{more}\n")
    return "".join(lines)


def as_summary(diagnostics: Iterable[Diagnostic], folder: str, counts: str, say: Messages) -> str:
    """Write all diagnostics as a table in Markdown, under a sentence of how many there are."""
    told = _sorted(diagnostics)
    direction = "rtl" if say.language is Language.ARABIC else "ltr"
    lines = [f'<div dir="{direction}" lang="{say.language}">', "", counts, ""]
    if own := [d for d in told if not d.others]:
        lines += [*_table(own[:ROWS], folder, say), ""]
    if others := [d for d in told if d.others]:
        heading = say.text("Not of your change, and not counted against it:")
        lines += [heading, "", *_table(others[: max(ROWS - len(own), 0)], folder, say), ""]
    if len(told) > ROWS:
        text = say.text("All of them are told by {command}.", command=code("timeline check"))
        lines += [text, ""]
    return "\n".join([*lines, "</div>", "", ""])


def _sorted(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Put errors first, and of those the nearest to the change; else they stay as they stand."""
    return sorted(
        diagnostics,
        key=lambda d: (
            d.others,
            _RANK[d.severity],
            Nearness.LINE if d.nearness is None else d.nearness,
        ),
    )


def _level(diagnostic: Diagnostic) -> str:
    """Name GitHub's level; what is no fault of the change is told and not held against it."""
    return "notice" if diagnostic.others else _LEVELS[diagnostic.severity]


def _annotation(diagnostic: Diagnostic, folder: str, say: Messages) -> str:
    at = diagnostic.at
    line, column = diagnostic.end or (at.line, at.column)
    properties = {
        "file": inert(f"{folder}/{at.file}"),
        "line": str(at.line),
        "endLine": str(line),
        "col": str(at.column),
        "endColumn": str(column),
        "title": f"{diagnostic.code} {diagnostic.rule}",
    }
    if line != at.line:  # GitHub takes columns within one line only
        del properties["col"], properties["endColumn"]
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    docs = [diagnostic.docs] if diagnostic.docs else []
    words = _data("\n".join([*_words(diagnostic, say), *docs]))
    return f"::{_level(diagnostic)} {written}::{words}\n"


def _words(diagnostic: Diagnostic, say: Messages) -> Iterator[str]:
    if diagnostic.others:
        yield say.text("Not of your change.")
    yield diagnostic.message
    if diagnostic.suggestion and diagnostic.names:
        yield say.text("Suggestion: name it {value}", value=diagnostic.suggestion)
    elif diagnostic.suggestion:
        yield say.text("Suggestion: write {value}", value=diagnostic.suggestion)
    yield diagnostic.advice
    if diagnostic.mends:
        yield say.text("The command {command} mends this.", command=apart("timeline fix", say))


def _table(diagnostics: list[Diagnostic], folder: str, say: Messages) -> Iterator[str]:
    yield f"| {say.text('Where to look')} | {say.text('Rule')} | {say.text('What to do')} |"
    yield "|---|---|---|"
    for diagnostic in diagnostics:
        rule = code(diagnostic.code)
        if diagnostic.docs:
            rule = f'<a href="{plain(diagnostic.docs)}">{rule}</a>'
        words = "<br>".join(said(line) for line in _words(diagnostic, say))
        kind = _kind(diagnostic.severity, say)
        yield f"| {code(f'{folder}/{diagnostic.at}')} | {kind} {rule} | {words} |"


def _kind(severity: Severity, say: Messages) -> str:
    match severity:
        case Severity.ERROR:
            return say.text("Error")
        case Severity.WARNING:
            return say.text("Warning")
        case Severity.HINT:
            return say.text("Hint")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
