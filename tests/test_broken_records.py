"""Two hundred good records, each broken in one way: each is told of at its line, none hides another.

The records are the first timeline's. What is broken, and where, is drawn by a seeded generator, so
that every run breaks the same.
"""

import random
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from timeline.checking import check
from timeline.messages import Language, messages
from timeline.reading.finding import Finding
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.github import as_annotations, as_summary
from timeline.reporting.machine import as_json
from timeline.reporting.text import TextStyle, report

CONTENT = Path(__file__).resolve().parent.parent / "content"
BATCHES = 16  # so many whole timelines, each with some records broken
BROKEN_IN_EACH = 16
EACH_SAYS = "categories: [planted, planted]"  # in every good record: R313 twice over


@dataclass(frozen=True)
class Broken:
    """A record with one fault: what was done to it, its text, the lines that may be blamed."""

    how: str
    text: str | bytes
    lines: frozenset[int]


Breaker = Callable[[list[str], random.Random], tuple[int, list[str] | bytes] | None]
BREAKERS: dict[str, Breaker] = {}
# A quote or bracket that is not closed is only missed in what follows it.
BLAMED_AFTER = {"quote-not-closed": 1, "bracket-not-closed": 1, "colon-lost": 1, "stray-indent": 1}
# The field may be there already, below.
BLAMED_AFTER |= {"towards-nothing": 1, "milestone-yes": 1, "after-itself-unknown": 1}


def breaker(function: Breaker) -> Breaker:
    BREAKERS[function.__name__.replace("_", "-")] = function
    return function


def some(lines: list[str], pattern: str, draw: random.Random) -> int | None:
    """Draw one of the lines that match."""
    found = [n for n, line in enumerate(lines) if re.search(pattern, line)]
    return draw.choice(found) if found else None


def beginning(lines: list[str]) -> int:
    """Find where the record begins, below its modeline."""
    return next(n for n, line in enumerate(lines) if not line.startswith("#"))


def swapped(pattern: str, new: str, where: str | None = None) -> Breaker:
    """Make what replaces the first match of a pattern on one of the lines."""

    def apply(lines: list[str], draw: random.Random) -> tuple[int, list[str]] | None:
        n = some(lines, where or pattern, draw)
        if n is None:
            return None
        line = re.sub(pattern, new, lines[n], count=1)
        return n, [*lines[:n], line, *lines[n + 1 :]]

    return apply


DAY = r'^(date|added): ".*"'
PROSE = r"^  [ء-ي].*[ء-ي]"
BREAKERS |= {
    "day-that-is-not": swapped(DAY, r'\1: "2019-02-30"'),
    "month-that-is-not": swapped(DAY, r'\1: "2019-13-01"'),
    "year-of-five-digits": swapped(DAY, r'\1: "20190-01"'),
    "slashes": swapped(DAY, r'\1: "9/12/2017"'),
    "zero-lost": swapped(DAY, r'\1: "2017-1-5"'),
    "arabic-digits": swapped(DAY, r'\1: "٢٠١٧-١٢-٠٩"'),
    "date-in-words": swapped(DAY, r"\1: كانون الأول 2017"),
    "clock-time": swapped(DAY, r'\1: "2019-03-02T10:30"'),
    "interval-reversed": swapped(r'^date: ".*"', r'date: "2019-05/2019-03"'),
    "date-emptied": swapped(r'^date: ".*"', r"date:"),
    "unknown-status": swapped(r"^status: \w+", "status: reportd"),
    "unknown-basis": swapped(r"^date_basis: \w+", "date_basis: guessed"),
    "unknown-role": swapped(r"role: [\w-]+", "role: acst"),
    "unknown-precision": swapped(r"precision: \w+", "precision: exactly"),
    "unknown-place": swapped(r"place: [\w-]+", "place: mosull-x"),
    "unknown-actor": swapped(r"actor: [\w-]+", "actor: nobody-at-all"),
    "unknown-source": swapped(r"(- \{source|^    source): [\w-]+", r"\1: no-such-source"),
    "unknown-category": swapped(r"^categories: .*", "categories: [nonsense]"),
    "unknown-metric": swapped(r"metric: [\w-]+", "metric: nothings"),
    "unknown-scope": swapped(r"scope: [\w-]+", "scope: evnt"),
    "number-with-comma": swapped(r"^    (value|low|high): \d+", r'    \1: "1,000"'),
    "number-in-words": swapped(r"^    (value|low|high): \d+", r"    \1: ألف"),
    "number-below-zero": swapped(r"^    (value|low|high): \d+", r"    \1: -5"),
    "key-misspelt": swapped(r"^(title|date|summary|sources):", r"\1s_x:"),
    "inner-key-misspelt": swapped(r"^    (metric|scope|said_by|stance):", r"    \1x:"),
    "text-for-list": swapped(r"^categories: .*", "categories: reports"),
    "list-for-text": swapped(r"^title: .*", "title: [a, b]"),
    "mapping-for-text": swapped(r"^title: .*", "title: {ar: عنوان}"),
    "title-emptied": swapped(r"^title: .*", 'title: ""'),
    "bad-id": swapped(r"place: [\w-]+", "place: Al_Mosul"),
    "id-written": swapped(r"^added: (.*)", r"id: some-id"),
    "anchor": swapped(r"^status: (\w+)", r"status: &here \1"),
    "alias": swapped(r"^status: (\w+)", r"status: *here"),
    "tag": swapped(r"^status: (\w+)", r"status: !!str \1"),
    "merge-key": swapped(r"^status: .*", "<<: {status: reported}"),
    "bidi-control": swapped(r"([ء-ي])([ء-ي])", "\\1\u202e\\2", PROSE),
    "invisible": swapped(r"([ء-ي])([ء-ي])", "\\1\u200b\\2", PROSE),
    "hidden-line-break": swapped(r"([ء-ي]) ([ء-ي])", "\\1\u2028\\2", PROSE),
    "printed-form": swapped(r"[ء-ي]", "\ufefb", PROSE),
    "quote-not-closed": swapped(r'^title: "(.*)"', r'title: "\1'),
    "bracket-not-closed": swapped(r"\}$", "", r"^  - \{.*\}$"),
    "colon-lost": swapped(r"^(status|added):", r"\1"),
    "tab-for-spaces": swapped(r"^    (metric|scope)", r"	\1"),
    "stray-indent": swapped(r"^status:", "   status:"),
    "after-itself-unknown": swapped(r"^status: (.*)", "after: [no-such-event]"),
    "towards-nothing": swapped(r"^    stance: .*", "    towards: no-such-event#key"),
    "milestone-yes": swapped(r"^status: .*", "milestone: yes"),
}


@breaker
def key_given_twice(lines: list[str], draw: random.Random) -> tuple[int, list[str]] | None:
    n = some(lines, r"^(title|date|status|added): ", draw)
    return None if n is None else (n + 1, [*lines[: n + 1], lines[n], *lines[n + 1 :]])


@breaker
def field_left_out(lines: list[str], draw: random.Random) -> tuple[int, list[str]] | None:
    n = some(lines, r"^(title|date): ", draw)
    return (
        None if n is None else (beginning(lines[:n] + lines[n + 1 :]), lines[:n] + lines[n + 1 :])
    )


@breaker
def cut_short(lines: list[str], draw: random.Random) -> tuple[int, list[str]] | None:
    n = some(lines, r"^summary:", draw)
    return None if n is None else (beginning(lines), lines[:n])


@breaker
def second_record(lines: list[str], draw: random.Random) -> tuple[int, list[str]]:
    del draw
    return len(lines), [*lines, "---", *lines]


@breaker
def other_encoding(lines: list[str], draw: random.Random) -> tuple[int, bytes]:
    del draw
    first = next(n for n, line in enumerate(lines) if not line.isascii())
    return first, "\n".join(lines).encode("cp1256", errors="replace")


def broken(how: str, text: str, draw: random.Random) -> Broken | None:
    """Break a record in one way, if it has what is to be broken."""
    made = BREAKERS[how](text.removesuffix("\n").split("\n"), draw)
    if made is None:
        return None
    n, lines = made
    new = lines if isinstance(lines, bytes) else "\n".join([*lines, ""])
    if new in {text, text.encode()}:
        return None
    blamed = range(n + 1, n + 2 + BLAMED_AFTER.get(how, 0))
    return Broken(how, new, frozenset(blamed))


def events(root: Path) -> list[Path]:
    return sorted((root / "events").rglob("*.yml"))


def planted(root: Path) -> Path:
    """Copy the timeline, with something to say about every record of it."""
    shutil.copytree(CONTENT, root)
    for file in events(root):
        text = re.sub(r"^categories: .*", EACH_SAYS, file.read_text("utf-8"), flags=re.MULTILINE)
        file.write_text(text, "utf-8")
    return root


@lru_cache
def batch(number: int) -> dict[str, Broken]:
    """Draw which records are broken in a batch, by their place below content/, and how."""
    draw = random.Random(number)
    files = events(CONTENT)
    draw.shuffle(files)
    hows = sorted(BREAKERS)
    hows = [hows[(number * BROKEN_IN_EACH + n) % len(hows)] for n in range(BROKEN_IN_EACH)]
    drawn: dict[str, Broken] = {}
    for how in hows:
        for file in files:
            name = file.relative_to(CONTENT).as_posix()
            text = file.read_text("utf-8")
            if name not in drawn and (made := broken(how, text, draw)):
                drawn[name] = made
                break
    return drawn


def by_file(findings: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    table: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        table[finding.at.file].append(finding)
    return table


def told_of_itself(findings: list[Finding]) -> Iterator[tuple[str, int, int]]:
    """What is found in a record by itself: what it shares with another may go with the other."""
    for finding in findings:
        if not finding.related:
            yield finding.rule, finding.at.line, finding.at.column


def test_there_are_two_hundred_and_every_kind() -> None:
    drawn = [made for number in range(BATCHES) for made in batch(number).values()]
    assert len(drawn) >= 200
    assert {made.how for made in drawn} == set(BREAKERS)


@pytest.mark.parametrize("number", range(BATCHES))
def test_each_is_told_at_its_line_and_hides_no_other(number: int, tmp_path: Path) -> None:
    drawn = batch(number)
    root = planted(tmp_path / "content")
    whole = by_file(check(root, untitled="x").findings)
    for name, made in drawn.items():
        data = made.text if isinstance(made.text, bytes) else made.text.encode()
        (root / name).write_bytes(data)
    result = check(root, untitled="x")
    found = by_file(result.findings)
    for name, made in drawn.items():
        lines = {finding.at.line for finding in found[name]}
        assert lines & made.lines, (made.how, name, sorted(made.lines), found[name])
    for file in events(root):
        name = file.relative_to(root).as_posix()
        if name not in drawn:
            before, after = set(told_of_itself(whole[name])), set(told_of_itself(found[name]))
            assert before, name
            assert before <= after, name
            assert after <= before, (name, after - before)

    def source(file: str) -> str | None:
        return (root / file).read_text("utf-8", "replace")

    for language in Language:
        say = messages(language)
        told = diagnose(result.findings, say, isolate=True)
        assert report(told, TextStyle(say, "content", source))
        assert as_json(told, "content", source)
        assert as_annotations(told, "content", say)
        assert as_summary(told, "content", "", say)
