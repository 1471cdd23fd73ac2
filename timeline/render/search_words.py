"""What an event's page holds for the search alone: words that readers type and pages do not show.

Readers leave out hamzas, write ه for ة and ي for ى; the index does not know that they are the same.
So each word of a page that such a spelling would change stands on it once more, changed, and
`search.js` asks for a query in both spellings.
"""

import re
from collections.abc import Iterable
from typing import Final

from timeline.dates.folding import folded

_WORD: Final = re.compile(r"[\u0621-\u064a\u0671]{2,}")


def respelt(texts: Iterable[str]) -> list[str]:
    """Every word that folding changes, folded, each once, in the order of the texts."""
    words = (word for text in texts for word in _WORD.findall(text))
    return list(dict.fromkeys(fold for word in words if (fold := folded(word)) != word))
