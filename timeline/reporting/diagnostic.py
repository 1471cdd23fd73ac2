"""A finding put into words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final, TypeAlias

from timeline.dates import EITHER
from timeline.messages import Language, Messages, words
from timeline.reading.characters import inert
from timeline.reading.edit import Mend, Rename
from timeline.reading.finding import Finding, Location
from timeline.reading.lines import line
from timeline.reading.yaml_source import end
from timeline.reporting.isolation import ISOLATE, isolated
from timeline.rules.rule import Severity
from timeline.rules.table import BY_NAME

# A file's text by its name below content/; None where there is none that may be read.
Source: TypeAlias = Callable[[str], str | None]


class Nearness(IntEnum):
    """How near a finding is to what a change touched; the nearest first."""

    LINE = 0  # on a line that was changed
    RECORD = 1  # in a record that was changed, or about one
    CAUSED = 2  # elsewhere, and it was not there before
    OTHERS = 3  # not of this change


@dataclass(frozen=True)
class Diagnostic:
    """One problem, as a person is told of it. No text of a record in it can act on a terminal.

    `stretch` is the faulty text itself, within its line; `end` is where it ends, line and column
    from 1, None where the finding is of no stretch. `mends` is what `timeline fix` does about it,
    in the text of the file. `docs` is the address of the rule's page, if there is a site.
    `nearness` is None where no change is asked about.
    """

    code: str
    rule: str
    severity: Severity
    at: Location
    message: str
    advice: str
    reason: str
    suggestion: str | None
    related: tuple[Location, ...]
    end: tuple[int, int] | None = None
    stretch: str | None = None
    mends: tuple[Mend, ...] = ()
    docs: str | None = None
    nearness: Nearness | None = None

    @property
    def others(self) -> bool:
        """Whether it is known not to be of the change that is asked about."""
        return self.nearness is Nearness.OTHERS

    @cached_property
    def names(self) -> bool:
        """Whether the suggestion is a name for the file, rather than for what stands in it."""
        return (self.at.line, self.at.column, self.at.path) == (1, 1, ()) or any(
            isinstance(mend, Rename) for mend in self.mends
        )


# Facts that are the software's own words: the names of shapes, YAML's complaints and their causes.
_TRANSLATED: Final = frozenset({"wanted", "problem", "cause"})
# What is said of the two readings of a date, in the order of `EITHER`.
_WHICH: Final = (
    words("{first} or {second}"),
    words("{first} for one day between the two, or {second} for the whole period"),
    words(
        "{first} for the winter that began in that year, or {second} for the one that ended in it"
    ),
)
_SHOWN_LENGTH: Final = 200  # of a value that is quoted: its place is given, and it may be a page


def diagnose(
    findings: Iterable[Finding],
    language: Messages,
    *,
    isolate: bool = False,
    source: Source = lambda _: None,
    site_url: str | None = None,
) -> list[Diagnostic]:
    """Put findings into words, in their order; with `isolate`, Latin in Arabic in isolates.

    Without a `source` nothing is known of ends and mends; without a `site_url` of no page.
    """
    isolate = isolate and language.language is Language.ARABIC
    return [
        _diagnose(finding, language, source(finding.at.file), site_url, isolate=isolate)
        for finding in findings
    ]


def _diagnose(
    finding: Finding, language: Messages, text: str | None, site_url: str | None, *, isolate: bool
) -> Diagnostic:
    rule = BY_NAME[finding.rule]
    facts = {
        name: language.text(value) if name in _TRANSLATED else _shown(value)
        for name, value in finding.facts.items()
    }

    # Each item of a list stands in an isolate of its own, so that the list runs as its sentence does.
    item = ISOLATE if isolate else "{}"
    lists = {
        name: language.text(", ").join(item.format(_shown(value)) for value in values)
        for name, values in finding.lists.items()
    }

    def say(message: str) -> str:
        told = language.text(message)
        if isolate:
            told = isolated(told)
            for name in lists:
                told = told.replace(ISOLATE.format(f"{{{name}}}"), f"{{{name}}}")
        # A sentence may speak of a brace.
        return told.format_map(facts | lists) if facts or lists else told

    until = None if text is None else _end(text, finding.at)
    return Diagnostic(
        code=rule.code,
        rule=rule.name,
        severity=rule.severity,
        at=finding.at,
        message=say(rule.message),
        advice=" ".join(map(say, (rule.advice, *rule.also(finding)))),
        reason=say(rule.reason),
        suggestion=_suggested(finding, language, isolate=isolate),
        related=finding.related,
        end=until,
        stretch=_stretch(text, finding.at, until),
        mends=() if text is None else rule.mend(finding, text),
        docs=f"{site_url.rstrip('/')}/contribute/rules/#{rule.code}" if site_url else None,
    )


def _suggested(finding: Finding, language: Messages, *, isolate: bool) -> str | None:
    """Give what could stand there instead, or the two things of which a person knows which."""

    def shown(text: str) -> str:
        return ISOLATE.format(_shown(text)) if isolate else _shown(text)

    if finding.suggestion is not None:
        return shown(finding.suggestion)
    for (first, second), message in zip(EITHER, _WHICH, strict=True):
        if first in finding.facts:
            either = {"first": shown(finding.facts[first]), "second": shown(finding.facts[second])}
            return language.text(message, **either)
    return None


def _end(text: str, at: Location) -> tuple[int, int] | None:
    """Find where what begins at a place ends."""
    if not at.file.endswith(".yml"):
        return None
    found = end(text, at.path, (at.line - 1, at.column - 1))
    return (found[0] + 1, found[1] + 1) if found else None


def _stretch(text: str | None, at: Location, until: tuple[int, int] | None) -> str | None:
    """Give the text from a place to where it ends, at the latest to the end of its line."""
    if text is None or until is None:
        return None
    return (
        line(text, at.line)[at.column - 1 : until[1] - 1 if until[0] == at.line else None].rstrip()
        or None
    )


def _shown(value: str) -> str:
    return inert(value if len(value) <= _SHOWN_LENGTH else f"{value[:_SHOWN_LENGTH]}…")
