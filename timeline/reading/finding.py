"""A finding: which rule was broken, where, and the facts that its message needs."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: lines and columns count from 1, columns in code points.

    `file` is relative to content/, with `/`; `path` leads through the record: `("claims", 0)`.
    """

    file: str
    line: int = 1
    column: int = 1
    path: Path = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One break of one rule. It holds facts and no words: `timeline.rules` has those.

    `rule` is the rule's kebab-case name, `suggestion` what could stand there instead, `related`
    the other places that the break is about. `lists` are what its advice names besides, such as the
    values to choose from: two findings that differ in nothing else are the same.
    """

    rule: str
    at: Location
    facts: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    related: tuple[Location, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


def nearest(text: str, choices: Iterable[str]) -> str | None:
    """Find the choice that the text was probably meant to be, if one is near."""
    folded = text.strip().lower().replace("_", "-").replace(" ", "-")
    options = {choice.replace("_", "-"): choice for choice in sorted(choices)}
    close = difflib.get_close_matches(folded, options, n=1, cutoff=0.6)
    return options[close[0]] if close else None
