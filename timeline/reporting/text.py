"""Diagnostics as text: the location and code on a left-to-right line of their own, then the words.

A terminal that knows no right-to-left text still shows the location whole, and one that does shows
the Arabic line whole. A line of the record that is not ASCII is marked with `>` and not with
carets, and what is wrong in it is quoted below: no two terminals agree on where its columns stand.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from timeline.messages import Messages
from timeline.reading.characters import inert
from timeline.reading.lines import line as whole_line
from timeline.reading.lines import line_and_column
from timeline.reporting.diagnostic import Diagnostic, Source
from timeline.reporting.isolation import ISOLATE, apart
from timeline.rules.rule import Severity

_COLOURS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.HINT: "\x1b[1;36m",
}
_BOLD: Final = "\x1b[1m"
_PLAIN: Final = "\x1b[0m"
_LINE_WIDTH: Final = 160  # of a record's line that is shown
_TAB: Final = "→"  # as wide as the column that a tab is; as blanks nobody would see it
_QUOTED: Final = 80  # of what is wrong in it
MOST: Final = 20  # breaks of one rule in one file that are told one by one


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text is printed: `folder` stands before each file, `source` gives a file's text."""

    language: Messages
    folder: str
    source: Source
    colour: bool = False


def report(diagnostics: Iterable[Diagnostic], style: TextStyle) -> str:
    """Write the diagnostics, a paragraph each; what is not of the change that is asked about last.

    Of very many alike in one file the first are told, and how many more there are.
    """
    told = list(diagnostics)
    parts = [*_paragraphs([d for d in told if not d.others], style)]
    if others := [d for d in told if d.others]:
        say = style.language.text
        parts += [
            f"{say('Not of your change, and not counted against it:')}\n",
            *(_briefly(diagnostic, style) for diagnostic in others[:MOST]),
            *_more(len(others) - MOST, style),
        ]
    return "\n".join(parts)


def _paragraphs(diagnostics: list[Diagnostic], style: TextStyle) -> Iterator[str]:
    alike = Counter((diagnostic.at.file, diagnostic.code) for diagnostic in diagnostics)
    told: Counter[tuple[str, str]] = Counter()
    for diagnostic in diagnostics:
        kind = diagnostic.at.file, diagnostic.code
        told[kind] += 1
        if told[kind] <= MOST:
            yield _paragraph(diagnostic, style)
        if told[kind] == MOST:
            yield from _more(alike[kind] - MOST, style)


def _more(n: int, style: TextStyle) -> Iterator[str]:
    if n > 0:
        yield f"  {style.language.count('And {n} more like it.', 'And {n} more like these.', n)}\n"


def _paragraph(diagnostic: Diagnostic, style: TextStyle) -> str:
    say = style.language.text
    lines = [_head(diagnostic, style), f"  {diagnostic.message}", *_excerpt(diagnostic, style)]
    if diagnostic.suggestion and diagnostic.names:
        lines.append(f"  {say('Suggestion: name it {value}', value=diagnostic.suggestion)}")
    elif diagnostic.suggestion:
        lines.append(f"  {say('Suggestion: write {value}', value=diagnostic.suggestion)}")
    lines.append(f"  {say('To do: {advice}', advice=diagnostic.advice)}")
    if diagnostic.mends:
        command = apart("timeline fix", style.language)
        lines.append(f"  {say('The command {command} mends this.', command=command)}")
    for place in diagnostic.related:
        shown = apart(inert(f"{style.folder}/{place}"), style.language)
        lines.append(f"  {say('See also: {value}', value=shown)}")
    pages = [f"timeline explain {diagnostic.code}", *([diagnostic.docs] if diagnostic.docs else [])]
    more = "  ".join(apart(inert(page), style.language) for page in pages)
    lines.append(f"  {say('More on this: {value}', value=more)}")
    return "\n".join([*lines, ""])


def _briefly(diagnostic: Diagnostic, style: TextStyle) -> str:
    return f"{_head(diagnostic, style)}\n  {diagnostic.message}\n"


def _head(diagnostic: Diagnostic, style: TextStyle) -> str:
    at = inert(f"{style.folder}/{diagnostic.at}")
    head = f"{diagnostic.severity} {diagnostic.code} {diagnostic.rule}"
    if style.colour:
        at = f"{_BOLD}{at}{_PLAIN}"
        head = f"{_COLOURS[diagnostic.severity]}{head}{_PLAIN}"
    return f"{at}  {head}"


def _excerpt(diagnostic: Diagnostic, style: TextStyle) -> list[str]:
    text = style.source(diagnostic.at.file)
    if text is None:
        return []
    if diagnostic.at.line > line_and_column(text, len(text))[0]:
        return []
    raw = whole_line(text, diagnostic.at.line)
    if not raw.strip():
        return []
    line = inert(raw[:_LINE_WIDTH].replace("\t", _TAB))[:_LINE_WIDTH]
    number = str(diagnostic.at.line)
    tab = [f"  {style.language.text('In this line {value} is a tab.', value=_TAB)}"]
    about_tab = tab if "\t" in raw[:_LINE_WIDTH] else []
    if _whole(diagnostic):
        return [f"> {number} | {_set_apart(line)}", *about_tab]
    if not raw.isascii() or diagnostic.at.column > _LINE_WIDTH:
        quoted = _quotation(diagnostic, style)
        return [f"> {number} | {_set_apart(line)}", *about_tab, *quoted]
    width = len(diagnostic.stretch or "^")
    mark = " " * (diagnostic.at.column - 1) + "^" * min(width, _LINE_WIDTH - diagnostic.at.column)
    return [f"  {number} | {line}", f"  {' ' * len(number)} | {mark}", *about_tab]


def _set_apart(line: str) -> str:
    """Keep a line with Arabic in it from taking its own number along to the right."""
    return line if line.isascii() else ISOLATE.format(line)


def _whole(diagnostic: Diagnostic) -> bool:
    """Whether it is of the whole record, as what is missing is, so that no caret can point at it."""
    return not diagnostic.at.path and diagnostic.at.column == 1 and diagnostic.end is None


def _quotation(diagnostic: Diagnostic, style: TextStyle) -> list[str]:
    """Quote what is wrong in a line that carets cannot mark, unless the message has quoted it."""
    if diagnostic.stretch is None:
        return []
    bare = inert(diagnostic.stretch[:_LINE_WIDTH].replace("\t", _TAB)).strip("\"'")
    if bare in diagnostic.message:
        return []
    shown = ISOLATE.format(bare if len(bare) <= _QUOTED else f"{bare[:_QUOTED]}…")
    return [f"  {style.language.text('This part of it: «{value}»', value=shown)}"]
