"""What a machine changes in a file: a stretch of its text, or its name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The text between two places of a file, in code points from 0, and what takes its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Another name for a file; `file` is relative to content/, with `/`."""

    file: str


Mend: TypeAlias = Edit | Rename


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Make the edits. Of two that overlap the one that begins first is made."""
    parts: list[str] = []
    done = 0
    for edit in sorted(set(edits)):
        if edit.start >= done:
            parts += [text[done : edit.start], edit.text]
            done = edit.end
    return "".join([*parts, text[done:]])
