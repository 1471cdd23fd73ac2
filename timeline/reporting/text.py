"""Diagnostics as text: the location and code on a left-to-right line of their own, then the words.

A terminal that knows no right-to-left text still shows the location whole, and one that does shows
the Arabic line whole. A line of the record that is not ASCII is marked with `>` and not with
carets: no two terminals agree on where its columns stand.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from timeline.messages import Messages
from timeline.reading.characters import inert
from timeline.reporting.diagnostic import Diagnostic
from timeline.reporting.isolation import ISOLATE
from timeline.rules.rule import Severity

_COLOURS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.HINT: "\x1b[1;36m",
}
_BOLD: Final = "\x1b[1m"
_PLAIN: Final = "\x1b[0m"
_LINE_WIDTH: Final = 160  # of a record's line that is shown


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text is printed: `folder` stands before each file, `source` gives a file's lines."""

    language: Messages
    folder: str
    source: Callable[[str], str | None]
    colour: bool = False


def report(diagnostics: Iterable[Diagnostic], style: TextStyle) -> str:
    """Write the diagnostics, a paragraph each."""
    return "\n".join(_paragraph(diagnostic, style) for diagnostic in diagnostics)


def _paragraph(diagnostic: Diagnostic, style: TextStyle) -> str:
    say = style.language.text
    at = inert(f"{style.folder}/{diagnostic.at}")
    head = f"{diagnostic.severity} {diagnostic.code} {diagnostic.rule}"
    if style.colour:
        at = f"{_BOLD}{at}{_PLAIN}"
        head = f"{_COLOURS[diagnostic.severity]}{head}{_PLAIN}"
    lines = [f"{at}  {head}", f"  {diagnostic.message}", *_excerpt(diagnostic, style)]
    if diagnostic.suggestion:
        lines.append(f"  {say('Did you mean: {value}', value=diagnostic.suggestion)}")
    lines.append(f"  {say('To do: {advice}', advice=diagnostic.advice)}")
    for place in diagnostic.related:
        shown = ISOLATE.format(inert(f"{style.folder}/{place}"))
        lines.append(f"  {say('See also: {value}', value=shown)}")
    return "\n".join([*lines, ""])


def _excerpt(diagnostic: Diagnostic, style: TextStyle) -> list[str]:
    text = style.source(diagnostic.at.file)
    if text is None:
        return []
    lines = text.split("\n")
    if diagnostic.at.line > len(lines) or not lines[diagnostic.at.line - 1].strip():
        return []
    raw = lines[diagnostic.at.line - 1]
    line = inert(raw)[:_LINE_WIDTH]
    number = str(diagnostic.at.line)
    if not raw.isascii() or diagnostic.at.column > _LINE_WIDTH:
        return [f"> {number} | {line}"]
    mark = " " * (diagnostic.at.column - 1) + "^"
    return [f"  {number} | {line}", f"  {' ' * len(number)} | {mark}"]
