"""How far a long build has come: one line on a terminal, written over again and again, and then gone.

Nothing of it where nobody looks: in a pipe, a file, or a log of a machine that builds.
"""

import os
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TextIO

from timeline.commands.terminal import show
from timeline.messages import Messages
from timeline.publishing.stages import Progress, Stage, untold

AFTER: Final = 1.0  # seconds of work after which it is told how far it has come
EVERY: Final = 0.1  # seconds from one line to the next
_WIDTH: Final = 80  # columns, where the terminal does not say
_MINUTES: Final = 100  # seconds, from which on minutes are told


@contextmanager
def told(say: Messages) -> Iterator[Progress]:
    """Give what is to be called as work goes on; when it ends nothing is left on the terminal."""
    err = sys.stderr
    if not err.isatty() or os.environ.get("TERM") == "dumb" or os.environ.get("CI"):
        yield untold
        return
    line = _Line(say, err)
    try:
        yield line
    finally:
        line.write("")


class _Line:
    """The line as it stands there."""

    def __init__(self, say: Messages, out: TextIO) -> None:
        self._say = say
        self._out = out
        self._shown = ""
        self._next = time.monotonic() + AFTER
        self._work: tuple[Stage, int] | None = None
        self._began = 0.0
        self._at = 0

    def __call__(self, stage: Stage, done: int, whole: int) -> None:
        """Tell how much is done."""
        now = time.monotonic()
        if (stage, whole) != self._work:  # events are read, then sources
            # From what was done when it was heard of first: how long that took is not known.
            self._work, self._began, self._at = (stage, whole), now, done
        if now >= self._next:
            self._next = now + EVERY
            rate = (done - self._at) / (now - self._began) if now > self._began else 0.0
            self.write(in_words(self._say, stage, done, whole, rate))

    def write(self, text: str) -> None:
        """Put a text in the place of the one that stands there."""
        text = cut(text, _columns(self._out) - 1)
        if text == self._shown:
            return
        # Spaces, since not every terminal knows how to empty a line.
        gone = f"\r{' ' * width(self._shown)}\r" if self._shown else ""
        show(f"{gone}{text}", self._out, end="")
        self._shown = text


def in_words(say: Messages, stage: Stage, done: int, whole: int, rate: float) -> str:
    """Say how far a stage has come, `rate` being what is done in a second."""
    facts = {"done": f"{done:,}"}
    match stage:
        case Stage.READING:
            first = say.count("{done} of {n} file read", "{done} of {n} files read", whole, **facts)
        case Stage.MAKING:
            first = say.count("{done} of {n} page made", "{done} of {n} pages made", whole, **facts)
        case Stage.SEARCH:
            return say.text("The search index is being made")
        case Stage.LOOKING:
            first = say.count(
                "{done} of {n} page looked at", "{done} of {n} pages looked at", whole, **facts
            )
    if rate < 1:
        return first
    left = (whole - done) / rate
    if left >= _MINUTES:
        rest = say.count("{n} minute left", "{n} minutes left", round(left / 60))
    else:
        rest = say.count("{n} second left", "{n} seconds left", max(1, round(left)))
    each = f"{round(rate):,}"
    return say.text("{first}, {rate} a second, {left}", first=first, rate=each, left=rest)


def width(text: str) -> int:
    """How many columns a text takes up on a terminal; vowel signs take up none."""
    return sum(_columns_of(sign) for sign in text)


def cut(text: str, columns: int) -> str:
    """Give as much of a text as has room in so many columns: a line that wraps cannot be taken back."""
    if width(text) <= columns:
        return text
    room, kept = columns - 1, ""
    for sign in text:
        room -= _columns_of(sign)
        if room < 0:
            break
        kept += sign
    return f"{kept}…" if columns > 0 else ""


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


def _columns(out: TextIO) -> int:
    try:
        return os.get_terminal_size(out.fileno()).columns or _WIDTH
    except (OSError, ValueError):
        return _WIDTH
