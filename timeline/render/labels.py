"""Where the names on a drawing stand, so that none lies over another.

The HTML is written before any browser has measured a letter, so widths are reckoned from a table,
rather too wide than too narrow; the browser's tests hold it to the font.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from timeline.render.geometry import Box

# Per cent of the letter's size that a letter takes in the site's sans: joined to the one after it,
# and not. Of each group as much as the widest in it.
_JOINED: Final = {
    "بتثپنيئى": 31,
    "جحخچ": 66,
    "سش": 83,
    "صض": 86,
    "طظ": 69,
    "عغ": 48,
    "فقڤ": 45,
    "كگ": 45,
    "ل": 31,
    "م": 52,
    "ه": 63,
}
_APART: Final = {
    "اأإآ": 27,
    "بتثپ": 92,
    "ةهؤو": 48,
    "جحخچ": 66,
    "دذ": 53,
    "رز": 32,
    "سش": 121,
    "صض": 125,
    "طظ": 79,
    "عغ": 60,
    "فڤ": 96,
    "ق": 72,
    "كگ": 97,
    "لن": 71,
    "م": 65,
    "ىيئ": 73,
    "ء": 39,
    " ": 25,
    ".،:": 30,
    "()": 34,
    "-": 40,
}
_WIDTHS_JOINED: Final = {letter: wide for group, wide in _JOINED.items() for letter in group}
_WIDTHS_APART: Final = {letter: wide for group, wide in _APART.items() for letter in group}
_ELSE: Final = 62  # Latin letters, digits, dashes; capitals are wider and rarer
_MARKS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
HEIGHT: Final = 1.35  # of a line of Arabic, by the letter's size
BASELINE: Final = 0.34  # from a line's middle down to where its letters stand, likewise


def width_of(text: str, size: float) -> float:
    """How wide a text is when its letters have this size, in the same unit."""
    letters = [letter for letter in text if letter not in _MARKS]
    total = 0
    for letter, after in zip(letters, [*letters, " "][1:], strict=True):
        joined = letter in _WIDTHS_JOINED and (after in _WIDTHS_APART and after not in " .،:()-ء")
        widths = _WIDTHS_JOINED if joined else _WIDTHS_APART
        total += widths.get(letter, _ELSE)
    return total * size / 100


def first_free(candidates: Iterable[Box], taken: Iterable[Box], frame: Box) -> Box | None:
    """The first box that lies in the frame and over none that is taken; None where there is none."""
    inside = [
        box
        for box in candidates
        if frame.holds((box.west, box.south)) and frame.holds((box.east, box.north))
    ]
    if not inside:
        return None
    # Of the hundreds that are taken a few lie where these could.
    around = Box(
        min(box.west for box in inside),
        min(box.south for box in inside),
        max(box.east for box in inside),
        max(box.north for box in inside),
    )
    near = [other for other in taken if around.meets(other)]
    return next((box for box in inside if not any(box.meets(other) for other in near)), None)


@dataclass(frozen=True, slots=True)
class Label:
    """A name: where its baseline begins, ends or has its middle, by `anchor`, right to left."""

    text: str
    x: str
    y: str
    anchor: str = "middle"


def label(text: str, box: Box, anchor: str, size: float) -> Label:
    """The label of a text in its box."""
    x = {"middle": (box.west + box.east) / 2, "start": box.east, "end": box.west}[anchor]
    return Label(text, number(x), number((box.south + box.north) / 2 + BASELINE * size), anchor)


def number(value: float) -> str:
    """A number of a drawing, to a tenth of its unit."""
    return f"{value:.1f}".removesuffix(".0")
