"""A finding put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from timeline.messages import Language, Messages
from timeline.reading.characters import inert
from timeline.reading.finding import Finding, Location
from timeline.reporting.isolation import ISOLATE, isolated
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


# Facts that are the software's own words: the names of shapes, YAML's complaints and their causes.
_TRANSLATED: Final = frozenset({"wanted", "problem", "cause"})
_SHOWN_LENGTH: Final = 200  # of a value that is quoted: its place is given, and it may be a page


def diagnose(
    findings: Iterable[Finding], language: Messages, *, isolate: bool = False
) -> list[Diagnostic]:
    """Put findings into words, in their order; with `isolate`, Latin in Arabic in isolates."""
    isolate = isolate and language.language is Language.ARABIC
    return [_diagnose(finding, language, isolate=isolate) for finding in findings]


def _diagnose(finding: Finding, language: Messages, *, isolate: bool) -> Diagnostic:
    rule = BY_NAME[finding.rule]
    facts = {
        name: language.text(value) if name in _TRANSLATED else _shown(value)
        for name, value in finding.facts.items()
    }

    def say(message: str) -> str:
        template = language.text(message)
        return (isolated(template) if isolate else template).format_map(facts)

    return Diagnostic(
        code=rule.code,
        rule=rule.name,
        severity=rule.severity,
        at=finding.at,
        message=say(rule.message),
        advice=say(rule.advice),
        reason=say(rule.reason),
        suggestion=_suggested(finding, isolate=isolate),
        related=finding.related,
    )


def _suggested(finding: Finding, *, isolate: bool) -> str | None:
    if finding.suggestion is None:
        return None
    return ISOLATE.format(_shown(finding.suggestion)) if isolate else _shown(finding.suggestion)


def _shown(value: str) -> str:
    return inert(value if len(value) <= _SHOWN_LENGTH else f"{value[:_SHOWN_LENGTH]}…")
