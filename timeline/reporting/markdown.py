"""Text of others inside Markdown that a code host renders."""

import re
from typing import Final

from timeline.reading.characters import inert

# What Markdown, HTML, mathematics, mentions and emoji begin with; and what links itself.
_ACTIVE: Final = re.compile(r"[\\`*_{}\[\]()<>#+!|~@:&$\"'=^]|(?<=\bwww)\.", re.IGNORECASE)


def plain(text: str) -> str:
    """Write text of a record as characters that no Markdown reads as anything else.

    An entity is never structure in CommonMark; a name after `@` is parted from it, since hosts look
    for those in what is already HTML.
    """
    return said(inert(text))


def said(text: str) -> str:
    """As `plain`, for what is inert already and holds the software's own isolates."""
    return _ACTIVE.sub(_entity, text)


def code(text: str) -> str:
    """Write a name or a place of the record, left to right, in the letters of code."""
    return f'<code dir="ltr">{plain(text)}</code>'


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" + ("<!-- -->" if match[0] == "@" else "")
