"""Arabic as it is typed in haste, so that two spellings of a word can be compared.

`render/static/arabic.js` folds the same way in the browser; a test there compares the two.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

# Harakat, the hamzas and maddas that NFD parts from their letters, dagger alef, tatweel; the lone
# hamza, which «سامرا» leaves out; the accents of Latin letters.
_DROPPED: Final = re.compile("[\u064b-\u065f\u0670\u0640\u0621\u0300-\u036f]")
_FOLDS: Final = str.maketrans("ٱىیةک", "اييهك")


def folded(text: str) -> str:
    """No marks, no hamza, ى as ي, ة as ه, the Persian ی and ک as Arabic's, small Latin letters."""
    bare = _DROPPED.sub("", unicodedata.normalize("NFD", text)).translate(_FOLDS)
    return unicodedata.normalize("NFC", bare).lower()


def spellings(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """The aliases that differ from the name and from each other by more than a hasty spelling."""
    different = {folded(name): name}
    for alias in aliases:
        different.setdefault(folded(alias), alias)
    return tuple(different.values())[1:]
