"""What most likely is wrong with a text that YAML cannot read, and where.

libyaml says what it expected and where it gave up, which is often a line too late and never what
to do. Most broken records are broken in one of a few ways, and the lines show in which.
"""

import re
from enum import StrEnum
from typing import Final, TypeAlias

Mark: TypeAlias = tuple[int, int]  # line and column, from 0


class Cause(StrEnum):
    """What is wrong and what to do, in English; reports say it in the reader's language."""

    TAB = "a tab stands where only spaces may; delete it and press the space bar"
    QUOTE_OPEN = (
        "a quotation mark opens here and is not closed; write it at the end of the text too"
    )
    AFTER_QUOTE = (
        "more text follows a closing quotation mark; put all of it between '…', and write «» within"
    )
    COLON_IN_TEXT = 'the text has a colon and a space in it; put the whole text into "…"'
    SPACE_AFTER_COLON = "a space is missing after the colon of this field; write title: …"
    NO_COLON = (
        "this line has no colon; a field is written title: …, and a text that goes on stands two "
        "spaces in, below |-"
    )
    INDENT = (
        "the line begins in the wrong column; fields begin below one another, and so do the "
        "items of a list"
    )
    BRACKET_OPEN = "a bracket opens here and is not closed; write ] or } where its list ends"
    BRACKET_EXTRA = "a closing bracket is one too many; delete it"
    COMMA = "a comma is missing here; write , between two items"
    ITEM_BESIDE_FIELD = (
        "an item (-) stands on the line of its field; begin a new line, or write [a, b]"
    )
    RESERVED = 'a text cannot begin with this character; put the text into "…"'
    BACKSLASH = "within \"…\" a backslash begins a code; use '…', or write it twice"
    BESIDE_BLOCK = (
        "after | or > the text begins on the next line, two spaces in; a text that begins with "
        'such a mark goes into "…"'
    )
    OTHER = (
        "in this line or the one above it a quote is not closed, a space is missing after a colon, "
        "or a text with a colon in it is not quoted"
    )


_BY_PROBLEM: Final = (
    ("tab character", Cause.TAB),
    ("escape c", Cause.BACKSLASH),
    ("hexdecimal", Cause.BACKSLASH),
    ("block sequence entries", Cause.ITEM_BESIDE_FIELD),
    ("comment or line break", Cause.BESIDE_BLOCK),
    ("'-' indicator", Cause.INDENT),
    ("<document start>", Cause.INDENT),
)
_KEY: Final = r"^\s*(?:- +)?[A-Za-z_][\w-]*"
_NO_SPACE: Final = re.compile(rf"{_KEY}(:)(?=[^\s:/])")
_COLON_LATER: Final = re.compile(rf"{_KEY}: +[^\s\"'\[{{].*?(:)(?: |$)")
_QUOTED: Final = re.compile(rf"(?:{_KEY}:|^\s*-) +(?:\{{.*: +)?([\"'])")


def cause(  # noqa: PLR0911, C901 - a return for each way in which records are broken
    text: str, problem: str, at: Mark, opened: Mark | None
) -> tuple[Cause, Mark]:
    """Find what is wrong and where, from libyaml's problem, its place, and where that began."""
    lines = text.split("\n")
    line = lines[at[0]] if at[0] < len(lines) else ""
    character = line[at[1] : at[1] + 1]
    if "\t" in line[: at[1] + 1] and not line[: at[1]].strip():
        return Cause.TAB, (at[0], line.index("\t"))
    if "cannot start any token" in problem:
        return Cause.RESERVED, at
    for words, found in _BY_PROBLEM:
        if words in problem:
            return found, at
    if "unexpected end of stream" in problem or "document indicator" in problem:
        return Cause.QUOTE_OPEN, opened or at
    if "expected ',' or" in problem:
        return _bracket(lines, at, opened or at)
    if (quote := _open_quote(lines, at[0])) is not None:
        return Cause.QUOTE_OPEN, quote
    if "expected ':'" in problem:
        return _no_colon(lines, opened or at)
    if "mapping values" in problem:
        return _second_colon(lines, at)
    if "expected key" in problem:
        if character and character in "]}":
            return Cause.BRACKET_EXTRA, at
        return (Cause.AFTER_QUOTE if _QUOTED.match(line) else Cause.INDENT), at
    return Cause.OTHER, at


def _bracket(lines: list[str], at: Mark, opened: Mark) -> tuple[Cause, Mark]:
    """Tell a bracket that is not closed from a quote within it, and from a comma too few."""
    first = lines[opened[0]]
    if first.count('"') % 2:
        return Cause.QUOTE_OPEN, (opened[0], first.rindex('"'))
    if opened[0] == at[0] and first[at[1] : at[1] + 1] not in {"]", "}"}:
        return Cause.COMMA, at
    return Cause.BRACKET_OPEN, opened


def _open_quote(lines: list[str], last: int) -> Mark | None:
    """Find a quote that a line above opens and does not close, where the next one then is closed."""
    for number in range(last - 1, max(-1, last - 4), -1):
        found = _QUOTED.match(lines[number])
        if found and lines[number].count(found[1]) % 2:
            return number, found.start(1)
    return None


def _no_colon(lines: list[str], at: Mark) -> tuple[Cause, Mark]:
    found = _NO_SPACE.match(lines[at[0]])
    return (Cause.SPACE_AFTER_COLON, (at[0], found.start(1))) if found else (Cause.NO_COLON, at)


def _second_colon(lines: list[str], at: Mark) -> tuple[Cause, Mark]:
    """Tell a colon within a text from a line that goes on from the one above it."""
    found = _COLON_LATER.match(lines[at[0]])
    if found and found.start(1) == at[1]:
        return Cause.COLON_IN_TEXT, at
    above = next((n for n in range(at[0] - 1, -1, -1) if lines[n].strip()), None)
    if above is None:
        return Cause.COLON_IN_TEXT, at
    start = len(lines[above]) - len(lines[above].lstrip())
    if missing := _NO_SPACE.match(lines[above]):
        return Cause.SPACE_AFTER_COLON, (above, missing.start(1))
    if ":" not in lines[above]:
        return Cause.NO_COLON, (above, start)
    return Cause.INDENT, (at[0], len(lines[at[0]]) - len(lines[at[0]].lstrip()))
