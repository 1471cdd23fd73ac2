"""Dates as HTML: the pieces that no line may break inside kept together, both calendars in a line.

Done by elements and styles, never by invisible characters: what a reader copies is the phrase. A
timeline says most of its dates many times, so what was made once is kept.
"""

import re
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from timeline.dates import gregorian_month, hijri_month

KEPT: Final = 1 << 16  # phrases; of 300 bytes each, 20 MB at the most
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
_BREAKING: Final = re.compile(r"[ /–]")
_DATES: Final = Markup('<span class="dates"><time class="greg" datetime="{}">{}</time>{}</span>')
_HIJRI: Final = Markup(' <span class="sep">·</span> <time class="hijri" datetime="{}">{}</time>')


@lru_cache(maxsize=KEPT)
def unbroken(phrase: str) -> Markup:
    """Escape a phrase and keep its pieces whole: «كانون الأول/ديسمبر», «1440 هـ», «1–30»."""
    html: list[str] = []
    end = 0
    for piece in _PIECE.finditer(phrase):
        if _BREAKING.search(piece[0]):
            html += (escape(phrase[end : piece.start()]), '<span class="nb">')
            html += (escape(piece[0]), "</span>")
            end = piece.end()
    return Markup("".join([*html, escape(phrase[end:])]))  # noqa: S704 - escaped piece by piece


@lru_cache(maxsize=KEPT)
def dates(machine: object, gregorian: str, hijri: str | None) -> Markup:
    """Two dates of one day in a line; styles put first the one that the reader wants to lead.

    `machine` is what `<time datetime>` may hold.
    """
    there = _HIJRI.format(machine, unbroken(hijri)) if hijri else ""
    return _DATES.format(machine, unbroken(gregorian), there)
