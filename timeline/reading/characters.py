"""Which characters may stand in a record.

What is refused is what a reader cannot see or what shows one text and stores another: bidi
controls (CVE-2021-42574), invisible characters, presentation forms, line breaks that YAML sees and
an editor does not, and text that is not in Normalization Form C.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# U+0085, U+2028 and U+2029 end a line for YAML only: a second, hidden key could follow them.
LINE_BREAKS: Final = "\x85\u2028\u2029"
INVISIBLE: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)
# Arabic presentation forms, but for the honorific ligatures that have no other spelling and the
# ornate brackets around verses.
PRESENTATION_FORMS: Final = "\ufb50-\ufd3d\ufd40-\ufdcf\ufdfe\ufe70-\ufefe"

# What stands on one letter, at most. With more a text is not in the Stream-Safe Format (UAX #15):
# putting marks in order takes time that grows with the square of their number.
MAX_MARKS: Final = 30
_MARKS: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")

_SUSPECT: Final = re.compile(
    f"[{BIDI_CONTROLS}{LINE_BREAKS}{INVISIBLE}{PRESENTATION_FORMS}\u200c\u200d]"
)
_ACTIVE: Final = re.compile(f"[\t\n{_SUSPECT.pattern[1:]}")
_RULES: Final = (
    (re.compile(f"[{BIDI_CONTROLS}]"), "bidi-control"),
    (re.compile(f"[{LINE_BREAKS}]"), "hidden-line-break"),
    (re.compile(f"[{PRESENTATION_FORMS}]"), "presentation-form"),
)
# Bytes of UTF-8: ASCII as it is typed, what follows a first byte, and the first bytes of Latin with
# accents and of the Arabic block, in which only one character is refused. That of « and » has more.
_USUAL: Final = bytes(
    (0x09, 0x0A, *range(0x20, 0x7F), *range(0x80, 0xC0), 0xC3, *range(0xD8, 0xDC))
)
_OPENED, _CLOSED = "«".encode(), "»".encode()
_ALM: Final = "\u061c".encode()
_JOINERS: Final = "\u200c\u200d"  # legitimate between Arabic letters and nowhere else


def are_usual(text: str) -> bool:
    """Whether a text plainly has nothing that is refused, as nearly every record: quick to know.

    What is no usual character, or might be on a letter with too many others, is to be looked for.
    """
    data = text.encode("utf-8", "surrogatepass")
    unusual = data.translate(None, _USUAL)
    if unusual and unusual.count(b"\xc2") != data.count(_OPENED) + data.count(_CLOSED):
        return False
    return (
        not unusual.strip(b"\xc2")
        and _ALM not in data
        # More marks than that, one after the other, would stand on one of these places too.
        and not any(map(unicodedata.combining, text[MAX_MARKS :: MAX_MARKS + 1]))
        and unicodedata.is_normalized("NFC", text)
    )


def forbidden(text: str) -> Iterator[tuple[int, str]]:
    """Find each forbidden character: its index in the text and the rule that it breaks."""
    for match in _SUSPECT.finditer(text):
        if not (match[0] in _JOINERS and _between_arabic_letters(text, match.start())):
            yield match.start(), _rule(match[0])


def mark_too_many(text: str) -> int | None:
    """Find the first mark that stands on a letter with `MAX_MARKS` before it; None if there is none."""
    for match in _MARKS.finditer(text):
        marks = 0
        for index in range(match.start(), match.end()):
            marks = marks + 1 if unicodedata.combining(text[index]) else 0
            if marks > MAX_MARKS:
                return index
    return None


def first_unnormalized(text: str) -> int | None:
    """Find the first character that Normalization Form C would change; None if there is none.

    To be asked only of a text in which `mark_too_many` finds nothing.
    """
    if unicodedata.is_normalized("NFC", text):
        return None
    # One differs: what is composed or parted is another character, and none goes or comes alone.
    pairs = zip(text, unicodedata.normalize("NFC", text), strict=False)
    return next(index for index, (a, b) in enumerate(pairs) if a != b)


def code_point(character: str) -> str:
    """Name a character by number and name, «U+202E RIGHT-TO-LEFT OVERRIDE»."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def inert(text: str) -> str:
    """Write every forbidden character, line break and tab as an escape.

    What comes out is one line, safe for a log or terminal: no text of a record can turn it, hide
    in it, or begin a line of its own that a program would take for a command.
    """
    return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _rule(character: str) -> str:
    for pattern, rule in _RULES:
        if pattern.match(character):
            return rule
    return "invisible-character"


def _between_arabic_letters(text: str, index: int) -> bool:
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return len(around) == 2 and all(  # noqa: PLR2004 - one letter on each side
        unicodedata.bidirectional(letter) == "AL" for letter in around
    )
