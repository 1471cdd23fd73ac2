"""Y011 to Y016: the characters of files."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from timeline.messages import words
from timeline.reading.characters import LINE_BREAKS
from timeline.reading.edit import Edit, Mend
from timeline.reading.finding import Finding
from timeline.rules.mending import as_escapes, letter, written
from timeline.rules.rule import Rule, event

# Letters that can be composed with one another: none is with what stands before an ASCII one.
_LETTERS: Final = re.compile(r"(?:[^\W_](?=[^\x00-\x7f]))?[^\x00-\x7f]+")


def _character(finding: Finding) -> str:
    """Give the character that a finding names, «U+FEFB …»."""
    return chr(int(finding.facts["value"].removeprefix("U+").partition(" ")[0], 16))


def _nothing(_: str) -> str:
    return ""


def _space(_: str) -> str:
    return " "


@lru_cache(maxsize=16)
def _between_words(text: str) -> tuple[Edit, ...]:
    """Put a space in the place of hidden line breaks, and of the spaces beside them."""
    breaks = re.finditer(f"(?<! ) *(?:[{LINE_BREAKS}] *)+", text)
    return tuple(Edit(match.start(), match.end(), " ") for match in breaks)


class BidiControl(Rule):
    code = "Y011"
    name = "bidi-control"
    message = words("A character that turns the direction of text stands here: {value}.")
    advice = words("Delete it; the site sets the direction of every text itself.")
    reason = words("It is invisible and can show readers another order than the text has.")
    breaks = event(title="الجسر\u202e الجديد")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        return written(text, finding.at, cls.name, _nothing)


class HiddenLineBreak(Rule):
    code = "Y012"
    name = "hidden-line-break"
    message = words("A line break that editors do not show stands here: {value}.")
    advice = words("Delete it and press Enter instead.")
    reason = words("YAML sees a new line, and a hidden field could stand behind it.")
    breaks = event(title="الجسر\u2028 الجديد")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Show the break: old systems end lines with U+000D, and the others stand within a line."""
        if finding.facts["value"].startswith("U+000D"):
            return tuple(
                Edit(match.start(), match.end(), "\n") for match in re.finditer(r"\r(?!\n)", text)
            )
        return _between_words(text) or as_escapes(text, finding.at, cls.name, _space)


class InvisibleCharacter(Rule):
    code = "Y013"
    name = "invisible-character"
    message = words("An invisible character stands here: {value}.")
    advice = words("Delete it and type the word again.")
    reason = words("Two words that look alike would be different for search and comparison.")
    breaks = event(title="الجسر\u200b الجديد")
    keeps = event(title="خانه\u200cها")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        return written(text, finding.at, cls.name, _nothing)


class PresentationForm(Rule):
    code = "Y014"
    name = "presentation-form"
    message = words("A letter's printed form stands in place of the letter: {value}.")
    advice = words("Type the word again from the keyboard.")
    reason = words("Text copied from a PDF carries shapes instead of letters; search misses them.")
    breaks = event(title="\ufefb شيء")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        if letter(form := _character(finding)) == form:
            return ()  # Unicode knows no letters for it
        return written(text, finding.at, cls.name, letter)


class NotNormalized(Rule):
    code = "Y015"
    name = "not-normalized"
    message = words("A letter and its mark are stored in an unusual way (not Unicode NFC).")
    advice = words("Type the word again from the keyboard.")
    reason = words("Two spellings that look alike would be different for search and comparison.")
    breaks = event(title="ا\u0655فتتاح")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        del finding
        return tuple(
            Edit(match.start(), match.end(), normal)
            for match in _LETTERS.finditer(text)
            if (normal := unicodedata.normalize("NFC", match[0])) != match[0]
        )


class TooManyMarks(Rule):
    code = "Y016"
    name = "too-many-marks"
    message = words("More than {limit} marks stand on one letter.")
    advice = words("Type the word again from the keyboard.")
    reason = words(
        "No language has so many: they cover the lines around them, and take long to be read."
    )
    breaks = event(title="الجسر" + "\u0650" * 31)
    keeps = event(title="الجسر" + "\u0650" * 30)


RULES: Final = (
    BidiControl,
    HiddenLineBreak,
    InvisibleCharacter,
    PresentationForm,
    NotNormalized,
    TooManyMarks,
)
