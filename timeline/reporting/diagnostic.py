"""A finding put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from timeline.messages import Messages
from timeline.reading.characters import inert
from timeline.reading.finding import Finding, Location
from timeline.rules.rule import Severity
from timeline.rules.table import BY_NAME


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem, as a person is told of it. No text of a record in it can act on a terminal."""

    code: str
    rule: str
    severity: Severity
    at: Location
    message: str
    advice: str
    reason: str
    suggestion: str | None
    related: tuple[Location, ...]


# Facts that are the software's own words: the names of shapes, and YAML's complaints.
_TRANSLATED: Final = frozenset({"wanted", "problem"})
# First-strong isolates keep a Latin id inside an Arabic sentence from reordering it.
ISOLATE: Final = "\u2068{}\u2069"
_SHOWN_LENGTH: Final = 200  # of a value that is quoted: its place is given, and it may be a page


def diagnose(
    findings: Iterable[Finding], language: Messages, *, isolate: bool = False
) -> list[Diagnostic]:
    """Put findings into words, in their order; with `isolate`, facts stand in bidi isolates."""
    frame = ISOLATE if isolate else "{}"
    return [_diagnose(finding, language, frame) for finding in findings]


def _diagnose(finding: Finding, language: Messages, frame: str) -> Diagnostic:
    rule = BY_NAME[finding.rule]
    facts = {
        name: language.text(value) if name in _TRANSLATED else frame.format(_shown(value))
        for name, value in finding.facts.items()
    }
    return Diagnostic(
        code=rule.code,
        rule=rule.name,
        severity=rule.severity,
        at=finding.at,
        message=language.text(rule.message, **facts),
        advice=language.text(rule.advice, **facts),
        reason=language.text(rule.reason),
        suggestion=frame.format(_shown(finding.suggestion)) if finding.suggestion else None,
        related=finding.related,
    )


def _shown(value: str) -> str:
    return inert(value if len(value) <= _SHOWN_LENGTH else f"{value[:_SHOWN_LENGTH]}…")
