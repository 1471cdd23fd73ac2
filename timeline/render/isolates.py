"""Sentences as HTML, with Latin pieces within Arabic laid out by themselves.

Rules and reports set them between first-strong isolates, which a terminal obeys. A page has an
element for that: what a reader copies is the sentence, without invisible characters.
"""

import re
import unicodedata
from typing import Final

from markupsafe import Markup, escape

_ISOLATE: Final = re.compile("\u2068([^\u2066-\u2069]*)\u2069")
_TURNED: Final = frozenset({"R", "AL"})


def isolates(sentence: str) -> Markup:
    """Escape a sentence and make an element of each isolate in it."""
    html, end = Markup(), 0
    for piece in _ISOLATE.finditer(sentence):
        html += escape(sentence[end : piece.start()])
        # `bdi` alone would lay out digits and marks by the sentence around them.
        direction = Markup() if is_turned(piece[1]) else Markup(' dir="ltr"')
        html += Markup("<bdi{}>{}</bdi>").format(direction, piece[1])
        end = piece.end()
    return html + escape(sentence[end:])


def is_turned(text: str) -> bool:
    """Whether a text runs right to left: its first letter does."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind == "L" or kind in _TURNED), "L") in _TURNED
