"""What a rule tells of some files, with all that a finding holds."""

from pathlib import Path
from typing import NamedTuple

from tests.contents import checked
from timeline.rules.rule import Example


class Told(NamedTuple):
    """A finding: `file:line:column`, what it knows, what it suggests, what it is about besides."""

    at: str
    facts: dict[str, str]
    suggestion: str | None = None
    related: tuple[str, ...] = ()


def told(root: Path, rule: str, *examples: Example) -> list[Told]:
    """Check the smallest content/ with examples laid over it; give all that one rule finds."""
    return [
        Told(str(f.at), dict(f.facts), f.suggestion, tuple(map(str, f.related)))
        for f in checked(root, *examples).findings
        if f.rule == rule
    ]
