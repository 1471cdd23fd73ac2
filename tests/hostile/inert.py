"""What text that reaches a terminal, a log or a pull request may not hold."""

import re
import unicodedata
from typing import Final

_ISOLATES: Final = re.compile("[\u2068\u2069]")
_COMMAND: Final = re.compile(r"^\s*::", re.MULTILINE)
# Invisible, or turning what follows: none of it may come from a record.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SEEN: Final = frozenset("\n\u200c\u200d\u06dd\u2068\u2069")  # between Arabic letters; ۝; ours


def faults(printed: str, *, commands: int = 0, isolates: bool = True) -> list[str]:
    """What is wrong with a printed text; it may have as many commands to GitHub as are told."""
    found = [
        f"U+{ord(character):04X}"
        for character in sorted(set(printed))
        if unicodedata.category(character) in _UNSEEN and character not in _SEEN
    ]
    if len(_COMMAND.findall(printed)) != commands:
        found.append(f"{len(_COMMAND.findall(printed))} commands, not {commands}")
    for line in printed.split("\n"):
        depth = 0
        for mark in _ISOLATES.findall(line):
            depth += 1 if mark == "\u2068" else -1
            if depth < 0:
                break
        if depth:
            found.append(f"isolates that do not close: {line!r}")
        if depth and not isolates:
            found.append("isolates")
    return found
