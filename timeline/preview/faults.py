"""What is wrong with content/, as a page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.messages import Messages
from timeline.reading.characters import inert
from timeline.reading.finding import Finding, Location
from timeline.reporting.diagnostic import Diagnostic, Source, diagnose
from timeline.rules.rule import Severity
from timeline.rules.table import BY_NAME

MOST: Final = 50  # that are told at once; the terminal's `timeline check` tells all
_LINE_WIDTH: Final = 160  # of a record's line that is shown
_RANK: Final = (Severity.ERROR, Severity.WARNING, Severity.HINT)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a record in three parts, the faulty one in the middle."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what, and what to do. All of it is plain text, and inert.

    `names` says that the suggestion is a name for the file, `mended` that `timeline fix` mends it.
    """

    at: str
    code: str
    rule: str
    severity: str
    message: str
    advice: str
    suggestion: str | None
    names: bool
    mended: bool
    line: Line | None
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What the panel on a page tells; `failures` are lines that MkDocs gave."""

    errors: int = 0
    notes: int = 0
    faults: tuple[Fault, ...] = ()
    untold: int = 0
    failures: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether what is wrong keeps the pages from being made anew."""
        return bool(self.errors or self.failures)

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return self.stops or bool(self.faults)


def panel(
    findings: Sequence[Finding],
    folder: str,
    source: Source,
    say: Messages,
    failures: Iterable[str] = (),
) -> Panel:
    """Put findings into words, errors first; `source` gives a file's text by its name."""
    # Only what is told is put into words: a large timeline may have thousands of hints.
    first = sorted(findings, key=lambda finding: _RANK.index(_severity(finding)))[:MOST]
    errors = sum(_severity(finding) is Severity.ERROR for finding in findings)
    return Panel(
        errors,
        len(findings) - errors,
        tuple(
            _fault(each, folder, source)
            for each in diagnose(first, say, isolate=True, source=source)
        ),
        max(0, len(findings) - MOST),
        tuple(inert(line) for line in failures),
    )


def _severity(finding: Finding) -> Severity:
    return BY_NAME[finding.rule].severity


def _fault(diagnostic: Diagnostic, folder: str, source: Source) -> Fault:
    def place(at: Location) -> str:
        return inert(f"{folder}/{at}")

    return Fault(
        place(diagnostic.at),
        diagnostic.code,
        diagnostic.rule,
        diagnostic.severity,
        diagnostic.message,
        diagnostic.advice,
        diagnostic.suggestion,
        diagnostic.names,
        bool(diagnostic.mends),
        _line(diagnostic, source(diagnostic.at.file)),
        tuple(place(at) for at in diagnostic.related),
    )


def _line(diagnostic: Diagnostic, text: str | None) -> Line | None:
    at, lines = diagnostic.at, (text or "").split("\n")
    if at.line > len(lines) or not lines[at.line - 1].strip():
        return None
    raw, begin = lines[at.line - 1], at.column - 1
    end = begin + len(diagnostic.stretch or "")
    if len(raw) > _LINE_WIDTH:
        raw = f"{raw[:_LINE_WIDTH]}…"
    return Line(at.line, inert(raw[:begin]), inert(raw[begin:end]), inert(raw[end:]))
