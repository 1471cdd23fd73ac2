"""One input of whatever reads strangers' bytes, and what must hold of the answer.

The first byte says what the rest is: a file of content/, or a date. `scripts/fuzz.py` makes up inputs for
as long as it is let, tests/reading/test_corpus.py tries those that were kept.
"""

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

from tests.contents import lay
from timeline.checking import check
from timeline.dates import Calendar, Span, gregorian_phrase, hijri_phrase, parse
from timeline.messages import Language, messages
from timeline.reading.characters import forbidden
from timeline.reading.finding import Finding
from timeline.reading.front_matter import for_mkdocs
from timeline.reading.yaml_source import MAX_VOCABULARY_NODES, read
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.github import as_annotations
from timeline.reporting.machine import as_json
from timeline.reporting.text import TextStyle, report
from timeline.rules.rule import SMALLEST
from timeline.rules.table import BY_NAME
from timeline.writing.canonical import canonical
from timeline.writing.comments import UnknownLayoutError

FILES: Final = (
    "events/bridge-opened.yml",
    "sources/report.yml",
    "timeline.yml",
    "withdrawn.yml",
    "map.yml",
    *(
        f"vocabularies/{name}.yml"
        for name in ("places", "actors", "categories", "publishers", "metrics", "eras")
    ),
    "pages/guide.md",
)
TODAY: Final = date(2026, 11, 22)
_SAYS: Final = tuple(map(messages, Language))


def one_input(data: bytes) -> None:
    """Try one input. Raises whatever the program raises, and AssertionError where it answers badly."""
    kind, rest = data[0] if data else 0, data[1:]
    tries: Sequence[Callable[[bytes], None]] = (*(_trial(file) for file in FILES), _date)
    tries[kind % len(tries)](rest)


@lru_cache
def _trial(file: str) -> Callable[[bytes], None]:
    return lambda data: a_file(file, data)


@lru_cache
def _smallest() -> "tempfile.TemporaryDirectory[str]":
    """The smallest timeline, in a folder that goes with the process."""
    folder = tempfile.TemporaryDirectory()
    lay(Path(folder.name), SMALLEST, {"vocabularies/": "", "pages/": ""})
    return folder


def a_file(file: str, data: bytes) -> None:
    """Check a small timeline with a file of these bytes, in the words of both languages; then fix it."""
    root = Path(_smallest().name)
    before = SMALLEST.get(file)
    try:
        (root / file).write_bytes(data)
        findings = check(root, untitled="Timeline", today=TODAY).findings
    finally:
        if isinstance(before, str):
            (root / file).write_text(before, encoding="utf-8")
        else:
            (root / file).unlink(missing_ok=True)
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        text = ""
    told(findings, file, data, text)
    if not any(finding.at.file == file for finding in findings):
        (canonical_is_the_same if file.endswith(".yml") else _page)(file, text)


def told(findings: Sequence[Finding], file: str, data: bytes, text: str) -> None:
    """Hold every finding to its place, and its words to what a terminal and GitHub can bear."""
    lines = (text or data.decode(errors="replace")).split("\n")
    for finding in findings:
        if finding.at.file == file:
            assert 1 <= finding.at.line <= len(lines), finding
            assert 1 <= finding.at.column <= len(lines[finding.at.line - 1]) + 1, finding

    def source(name: str) -> str | None:
        return text if name == file and text else None

    for say in _SAYS:
        diagnostics = diagnose(findings, say, isolate=True, source=source)
        for diagnostic in diagnostics:
            assert diagnostic.message
            assert diagnostic.advice
        style = TextStyle(say, "content", source)
        printed = report(diagnostics, style) + as_annotations(diagnostics, "content", say)
        # Isolates are the program's own; joiners stand between letters, and are joined to none here.
        letters = "".join(sorted(set(printed) - set("\u2068\u2069\u200c\u200d")))
        assert not list(forbidden(letters)), printed
        as_json(diagnostics, "content", source)


def canonical_is_the_same(file: str, text: str) -> None:
    """A file that is sound says the same in canonical form, and that is its own canonical form."""
    try:
        written = canonical(file, text)
    except UnknownLayoutError:
        return
    assert canonical(file, written) == written
    if written != text:
        was, now = (read(file, each, MAX_VOCABULARY_NODES) for each in (text, written))
        assert not was[1], file
        assert not now[1], file


def _page(file: str, text: str) -> None:
    del file
    handed = for_mkdocs(text)
    _, front, _ = handed.split("---\n", 2)
    meta = yaml.safe_load(front)
    assert meta == {} or isinstance(meta["title"], str)


def _date(data: bytes) -> None:
    text = data.decode(errors="replace")
    for calendar in Calendar:
        said = parse(text, calendar)
        if isinstance(said, Span):
            assert gregorian_phrase(said)
            hijri_phrase(said)
            again = parse(said.edtf, calendar)
            assert isinstance(again, Span)
            assert again == said
        else:
            assert any(rule.endswith(said.kind.value) for rule in BY_NAME) or said.kind
