"""Places in a text: by line and column, from 1, and by code points, from 0."""

from bisect import bisect_right
from functools import lru_cache

from timeline.reading.finding import Location


def offset(text: str, at: Location) -> int:
    """Give the place in the text that a location names, in code points from 0; at most its end."""
    starts = _starts(text)
    start = starts[at.line - 1] if at.line <= len(starts) else len(text)
    return min(start + at.column - 1, len(text))


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Give the line and column of a place in the text."""
    starts = _starts(text)
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def line(text: str, number: int) -> str:
    """Give a line without its end."""
    starts = _starts(text)
    end = starts[number] - 1 if number < len(starts) else len(text)
    return text[starts[number - 1] : end]


@lru_cache(maxsize=64)
def _starts(text: str) -> list[int]:
    """Where each line begins. Kept, for a large file can have a finding on each of its lines."""
    starts = [0]
    while following := text.find("\n", starts[-1]) + 1:
        starts.append(following)
    return starts
