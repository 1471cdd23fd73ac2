"""Folders of content, written for a test: the examples of the rules, and what a test adds."""

from datetime import date
from pathlib import Path
from typing import Final

from timeline import examples as examples_of_rules
from timeline.checking import Checked, check
from timeline.rules.rule import SMALLEST, Example

TODAY: Final = date(2026, 11, 22)


def lay(root: Path, *examples: Example) -> Path:
    """Write files below a folder, each example over those before it; see `Example`."""
    for example in examples:
        examples_of_rules.lay(root, example)
    return root


def smallest(root: Path, *examples: Example) -> Path:
    """Write the smallest content/ that publishes, with examples laid over it."""
    return lay(root, SMALLEST, *examples)


def checked(root: Path, *examples: Example) -> Checked:
    """Check the smallest content/ with examples laid over it."""
    return check(smallest(root, *examples), untitled="Timeline", today=TODAY)


def found(root: Path, *examples: Example) -> list[str]:
    """Give every finding in the smallest content/ with examples laid over it, as `brief` does."""
    return brief(checked(root, *examples))


def brief(result: Checked) -> list[str]:
    """Give every finding as `file:line:column rule`."""
    return [f"{finding.at} {finding.rule}" for finding in result.findings]
