"""Arabic → Latin letters for ids: a proposal that a person may better, never a reading.

The letters are those of the Library of Congress's table for Arabic without its marks. Short vowels
are not written in Arabic, so none are made up: «الموصل» becomes «mwsl». A name that a vocabulary
knows stands as its id, which is how ids come to be readable.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Final

from timeline.dates.digits import to_latin
from timeline.dates.folding import folded
from timeline.records.fields import ID_LENGTH, is_id

_LETTERS: Final = str.maketrans(
    {
        **dict(zip("ابتجحدرزسصضطظفقكلمنهوي", "abtjhdrzssdtzfqklmnhwy", strict=True)),
        **dict(zip("پچڤگڕێۆە", "pcvgreoe", strict=True)),
        "ث": "th",
        "خ": "kh",
        "ذ": "dh",
        "ش": "sh",
        "غ": "gh",
        "ژ": "zh",
        "ع": None,
        "ء": None,
        "ة": "a",
        "ى": "a",
        "أ": "a",
        "إ": "i",
        "آ": "a",
        "ؤ": None,
        "ئ": None,
        "ٱ": "a",
        "ک": "k",
        "ی": "y",
        "ڵ": "l",
        "ھ": "h",
    }
)
_PASSED_OVER: Final = {
    folded(word)
    for word in [
        "في",
        "من",
        "إلى",
        "على",
        "عن",
        "أن",
        "إن",
        "ما",
        "لا",
        "لم",
        "لن",
        "قد",
        "ثم",
        "أو",
        "مع",
        "كل",
        "بين",
        "منذ",
        "حتى",
        "بعد",
        "قبل",
        "عند",
        "هذا",
        "هذه",
        "ذلك",
        "التي",
        "الذي",
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "and",
        "for",
        "from",
        "by",
        "with",
        "is",
        "are",
        "was",
        "were",
    ]
}
_WORDS: Final = 5  # that an id has of a title
_ROOM: Final = 40  # characters of them, so that a date and a number find theirs


def latin(text: str) -> str:
    """Write a text in small Latin letters, digits and hyphens; empty if nothing of it can be."""
    parts = [_word(word) for word in re.findall(r"[^\W_]+", _bare(text))]
    return "-".join(part for part in parts if part)


def id_from(text: str, names: Mapping[str, str] | None = None, date: str = "") -> str:
    """Propose an id out of a title, or a name, and the year or month that it is of.

    `names` leads from folded names to ids that stand for them.
    """
    words = [
        word for word in re.findall(r"[^\W_]+", _bare(text)) if folded(word) not in _PASSED_OVER
    ]
    parts: list[str] = []
    while words and len(parts) < _WORDS:
        taken, part = _longest(words, names or {})
        del words[:taken]
        if part and part not in parts:
            parts.append(part)
    while len(parts) > 1 and len("-".join(parts)) > _ROOM:
        parts.pop()
    joined = "-".join([*parts, *re.findall("[0-9]+", date)])[:ID_LENGTH]
    proposal = "-".join(joined.split("-")[:12]).strip("-")
    return proposal if is_id(proposal) else f"x-{proposal}".strip("-")[:ID_LENGTH].strip("-")


def unused(proposal: str, taken: Collection[str]) -> str:
    """Give the id, or with a number after it one that is not taken: the first, if none was left out."""
    if proposal not in taken:
        return proposal
    room = proposal[: ID_LENGTH - 6].strip("-")
    room = "-".join(room.split("-")[:11])
    low, high = 1, 2
    while f"{room}-{high}" in taken:  # by doubling: ten thousand rows can have one title
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{room}-{middle}" in taken else (low, middle)
    return f"{room}-{high}"


def _longest(words: list[str], names: Mapping[str, str]) -> tuple[int, str]:
    """Take the longest name that a text begins with, else a word: how many words, in Latin."""
    for taken in range(min(4, len(words)), 0, -1):
        found = names.get(folded(" ".join(words[:taken])))
        if found is not None:
            return taken, found
    return 1, _word(words[0])


def _word(word: str) -> str:
    # The article says nothing in an id; what is shorter than it with a word may be no article.
    if len(word) > 4 and word.startswith("ال"):  # noqa: PLR2004
        word = word[2:]
    return re.sub("[^a-z0-9]", "", word.lower().translate(_LETTERS))


def _bare(text: str) -> str:
    """Take away harakat and tatweel, and the accents of Latin letters; hamzas stay."""
    parted = unicodedata.normalize("NFD", to_latin(unicodedata.normalize("NFC", text)))
    kept = re.sub("[\u064b-\u0652\u0670\u0640\u0300-\u036f]", "", parted)
    return unicodedata.normalize("NFC", kept)
