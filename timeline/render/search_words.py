"""What an event's page holds for the search alone: words that readers type and pages do not show.

Readers leave out hamzas, write ه for ة and ي for ى; the index does not know that they are the same.
So each word of a page that such a spelling would change stands on it once more, changed, and
`search.js` asks for a query in both spellings.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_FOLDS: Final = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_WORD: Final = re.compile(r"[\u0621-\u064a\u0671]{2,}")


def folded(text: str) -> str:
    """The text as it is typed in haste: no marks, bare alef, ي for ى, ه for ة. As in search.js."""
    plain = unicodedata.normalize("NFD", text).replace("\u0640", "")
    composed = unicodedata.normalize("NFC", "".join(c for c in plain if not _is_vowel(c)))
    return composed.translate(_FOLDS)


def respelt(texts: Iterable[str]) -> list[str]:
    """Every word that folding changes, folded, each once, in the order of the texts."""
    words = (word for text in texts for word in _WORD.findall(text))
    return list(dict.fromkeys(fold for word in words if (fold := folded(word)) != word))


def _is_vowel(character: str) -> bool:
    """Harakat and the dagger alef; not the hamzas and maddas that NFD parts from their letters."""
    return "\u064b" <= character <= "\u0652" or character == "\u0670"
