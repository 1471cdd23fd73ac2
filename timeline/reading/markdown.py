"""What a page written by hand may cost: Markdown looks from each bracket for the one that closes it."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from timeline.reading.finding import Finding, Location

# Characters that are looked through for closing brackets, of a page: a third of a second. One of a
# thousand links takes some 30,000.
MAX_COST: Final = 1_000_000

_BRACKET: Final = re.compile(r"[\[\])]")
_HEADING: Final = re.compile(r"#|!!!|[=-]+[ \t]*$")


def markdown_faults(file: str, text: str) -> Iterator[Finding]:
    """Find where a page begins to cost too much: brackets that do not close, headings and admonitions by thousands.

    Each heading's anchor is held against those before it, each admonition against all text so far.
    """
    cost = headings = 0
    for first, block in _blocks(text):
        cost += _brackets("".join(block))
        here = sum(1 for line in block if _HEADING.match(line.lstrip("> \t")))
        cost += (headings + here) ** 2 - headings**2
        headings += here
        if cost > MAX_COST:
            yield Finding("page-too-involved", Location(file, first))
            return


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give what stands between lines without a letter, and the number of its first line."""
    number = 1
    for empty, lines in groupby((f"{line}\n" for line in text.split("\n")), key=str.isspace):
        block = list(lines)
        if not empty:
            yield number, block
        number += len(block)


def _brackets(block: str) -> int:
    """How many characters stand between each bracket and what closes it, or the block's end."""
    cost, after = 0, len(block)  # `after`: where the next `)` stands
    closing: list[int] = []
    for match in reversed(list(_BRACKET.finditer(block))):
        at = match.start()
        if match[0] == ")":
            after = at
        elif match[0] == "[":
            cost += (closing.pop() if closing else len(block)) - at
        else:
            closing.append(at)
            cost += after - at if block.startswith("](", at) else 0
    return cost
