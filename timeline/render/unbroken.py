"""Phrases as HTML, with the pieces of a date that no line may break inside kept together.

Done by an element and a style, never by invisible characters: what a reader copies is the phrase.
"""

import re
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from timeline.dates import gregorian_month, hijri_month

_MONTHS: Final = sorted(
    {gregorian_month(month) for month in range(1, 13)}
    | {
        hijri_month(month, genitive=genitive)
        for month in range(1, 13)
        for genitive in (False, True)
    },
    key=len,
    reverse=True,
)
# A month with its day, a run of years or days, a Hijri year with its sign, a doubt in brackets.
_PIECE: Final = re.compile(
    rf"(?:\d+ )?(?:{'|'.join(map(re.escape, _MONTHS))})(?!\w)"
    r"|\d+(?: ?– ?\d+)?(?: هـ)|\d+ ?– ?\d+"
    r"|\([^()]{1,12}\)"
)


@lru_cache(maxsize=4096)
def unbroken(phrase: str) -> Markup:
    """Escape a phrase and keep its pieces whole: «كانون الأول/ديسمبر», «1440 هـ», «1–30»."""
    html, end = Markup(), 0
    for piece in _PIECE.finditer(phrase):
        if re.search(r"[ /–]", piece[0]):
            html += escape(phrase[end : piece.start()])
            html += Markup('<span class="nb">{}</span>').format(piece[0])
            end = piece.end()
    return html + escape(phrase[end:])
