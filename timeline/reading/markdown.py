"""What a page written by hand may cost: Markdown looks from each bracket for the one that closes it."""

import re
from collections.abc import Iterator
from typing import Final

from timeline.reading.finding import Finding, Location

# Characters that are looked through for closing brackets, of a page: a third of a second. One of a
# thousand links takes some 30,000.
MAX_COST: Final = 1_000_000

_BLOCK: Final = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")  # up to a line without a letter
_BRACKET: Final = re.compile(r"[\[\])]")
_HEADING: Final = re.compile(r"#|!!!|[=-]+[ \t]*$")


def markdown_faults(file: str, text: str) -> Iterator[Finding]:
    """Find where a page begins to cost too much: brackets that do not close, headings and admonitions by thousands.

    Each heading's anchor is held against those before it, each admonition against all text so far.
    """
    cost = headings = 0
    for block in _BLOCK.finditer(text):
        cost += _brackets(block[0])
        here = sum(1 for line in block[0].split("\n") if _HEADING.match(line.lstrip("> \t")))
        cost += (headings + here) ** 2 - headings**2
        headings += here
        if cost > MAX_COST:
            line = text.count("\n", 0, block.start()) + 1
            yield Finding("page-too-involved", Location(file, line))
            return


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
