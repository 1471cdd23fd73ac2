"""Latin pieces inside Arabic sentences, kept from being reordered.

Without it a terminal shows «اكتب 2017-12-09» as 09-12-2017, and `2022/..` as ../2022.
"""

import re
from typing import Final

from timeline.messages import Language, Messages

# First-strong isolate and its end (UAX #9): what is between them is laid out by itself.
ISOLATE: Final = "\u2068{}\u2069"

# ASCII but for round brackets, which belong to the sentence. Words of it in a row are one piece,
# and so is what touches a {fact}.
_PIECE: Final = re.compile(r"[!-'*-~]*[0-9A-Za-z<&*~][!-'*-~]*(?: [!-'*-~]*[0-9A-Za-z][!-'*-~]*)*")
# The colon of `mailto:` is its own.
_SENTENCE_END: Final = re.compile(r"(?:[,;!?]|(?<!mailto):|(?<!\.)\.)$")


def apart(latin: str, say: Messages) -> str:
    """Set an id, a day or an address in an isolate, where the sentence around it is Arabic."""
    return ISOLATE.format(latin) if say.language is Language.ARABIC else latin


def isolated(template: str) -> str:
    """Set the Latin pieces of a template, and its `{facts}`, in isolates."""
    return _PIECE.sub(_isolate, template)


def _isolate(match: re.Match[str]) -> str:
    end = _SENTENCE_END.search(match[0])
    piece = match[0][: end.start()] if end else match[0]
    return ISOLATE.format(piece) + match[0][len(piece) :]
