"""The beginning of a text, for lists and descriptions: it ends with a sentence or a clause."""

import re
from typing import Final

SUMMARY_LENGTH: Final = 180  # characters of a summary in a list or a description: two lines
PHONE_LENGTH: Final = 130  # characters of it on a phone: three lines
_SENTENCE: Final = re.compile(r"(?<=\w\w)[.؟!…]+[»\")]*(?=\s|$)")
_CLAUSE: Final = re.compile(r"[،؛:](?=\s)| –(?=\s)")


def shorten(text: str) -> str:
    """The text's beginning, `SUMMARY_LENGTH` characters at most.

    As many whole sentences as there is room for; else, with «…», the first one's clauses, or where
    even they are few and long its words.
    """
    if len(text) <= SUMMARY_LENGTH:
        return text
    room = text[:SUMMARY_LENGTH]
    if sentences := [found.end() for found in _SENTENCE.finditer(room)]:
        return text[: sentences[-1]]
    clauses = [found.start() for found in _CLAUSE.finditer(room)]
    end = clauses[-1] if clauses and clauses[-1] > SUMMARY_LENGTH // 2 else room.rfind(" ")
    return text[: end if end > 0 else SUMMARY_LENGTH].rstrip(" ،؛:,.") + "…"


def parted(text: str) -> tuple[str, str]:
    """A text in two: what a phone has room for, and the rest.

    The first sentence, or of a long one as many clauses as make `PHONE_LENGTH` characters.
    """
    found = _SENTENCE.search(text)
    end = found.end() if found else len(text)
    if end > PHONE_LENGTH:
        clauses = [clause.start() for clause in _CLAUSE.finditer(text[:PHONE_LENGTH])]
        end = clauses[-1] if clauses and clauses[-1] > PHONE_LENGTH // 2 else end
    return text[:end], text[end:]
