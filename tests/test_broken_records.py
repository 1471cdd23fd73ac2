"""Two hundred broken records, made of good ones: each is told of, on its line, and hides no other.

Ten records of the first timeline are broken at once in each of twenty ways that contributors know.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contents import TODAY
from timeline.checking import Checked, check, is_error
from timeline.messages import Language, messages
from timeline.reporting.diagnostic import diagnose

CONTENT = Path(__file__).parent.parent / "content"
PLANTED = "2019/sdf-decisive-battle.yml"
EACH = 10
WAYS = 20
Lines = list[str]
Broken = tuple[str | bytes, range]
"""What is written in place of the record, and the lines on which it may be told of."""


def first(lines: Lines, pattern: str) -> int:
    """Find the line, from 0, that breaks; a record without one is broken in no such way."""
    return next(number for number, line in enumerate(lines) if re.search(pattern, line))


def swap(pattern: str, old: str, new: str) -> Callable[[Lines], Broken]:
    """Change a line."""

    def broken(lines: Lines) -> Broken:
        number = first(lines, pattern)
        lines[number] = re.sub(old, new, lines[number], count=1)
        return "".join(lines), range(number + 1, number + 2)

    return broken


def dropped(field: str) -> Callable[[Lines], Broken]:
    """Leave a field out, with all below it."""

    def broken(lines: Lines) -> Broken:
        start = first(lines, rf"^{field}:")
        ends = (n for n in range(start + 1, len(lines)) if re.match(r"[a-z]", lines[n]))
        beginning = first(lines, "^[a-z]") + 1  # below the modeline
        text = "".join([*lines[:start], *lines[next(ends, len(lines)) :]])
        return text, range(beginning, beginning + 1)

    return broken


def twice(lines: Lines) -> Broken:
    """Give a field a second time, at the end."""
    number = first(lines, "^status:")
    return "".join([*lines, lines[number]]), range(len(lines) + 1, len(lines) + 2)


def encoded(lines: Lines) -> Broken:
    """Save the record as old editors do."""
    arabic = first(lines, "[ء-ي]") + 1
    return "".join(lines).encode("cp1256", "replace"), range(arabic, arabic + 1)


BREAKS: dict[str, Callable[[Lines], Broken]] = {
    "field left out": dropped("title"),
    "sources left out": dropped("sources"),
    "field misspelt": swap("^summary:", "summary", "sumary"),
    "field capitalised": swap("^status:", "status", "Status"),
    "quote not closed": swap("^title:", '"$', ""),
    "text after the quote": swap("^title:", '"$', '" عاجل'),
    "space missing": swap("^status:", ": ", ":"),
    "tab": swap("^  - ", "^  ", "\t"),
    "indented": swap("^status:", "^", "  "),
    "bracket not closed": swap(r"^  - \{source:", r"\}$", ""),
    "colon in the text": swap("^title:", '"(.*)"', r"عاجل: \1"),
    "no such day": swap("^date:", ": .*", ': "2019-02-30"'),
    "date in words": swap("^date:", ": .*", ": 9 كانون الأول 2017"),
    "date in other digits": swap("^date:", ": .*", ': "٢٠١٩-٠٣"'),
    "unknown place": swap(r"\{place:", "place: [a-z-]+", "place: bagdad-city-centre"),
    "place by name": swap(r"\{place:", "place: [a-z-]+", "place: بغداد"),
    "unknown status": swap("^status:", ": .*", ": مؤكد"),
    "bidi control": swap("^title:", '"', '"\u202e'),
    "given twice": twice,
    "another encoding": encoded,
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first timeline with one mistake planted in a record that is not broken."""
    root = tmp_path_factory.mktemp("good") / "content"
    shutil.copytree(CONTENT, root)
    planted = root / "events" / PLANTED
    text = planted.read_text("utf-8").replace("categories: [", "categories: [batles, ", 1)
    planted.write_text(text, "utf-8")
    return root


def lines_of(text: str) -> Lines:
    return text.splitlines(keepends=True)


@pytest.mark.parametrize("way", BREAKS)
def test_ten_records_broken_in_one_way(good: Path, way: str) -> None:
    files = sorted((good / "events").rglob("*.yml"))
    files = [file for file in files if not file.as_posix().endswith(PLANTED)]
    start = 7 * list(BREAKS).index(way) % len(files)
    broken: dict[str, range] = {}
    kept: dict[Path, bytes] = {}
    for file in files[start:] + files[:start]:
        try:
            text, where = BREAKS[way](lines_of(file.read_text("utf-8")))
        except StopIteration:
            continue
        kept[file] = file.read_bytes()
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        broken[file.relative_to(good).as_posix()] = where
        if len(broken) == EACH:
            break
    assert len(broken) == EACH
    try:
        result = check(good, untitled="x", today=TODAY)
    finally:
        for file, data in kept.items():
            file.write_bytes(data)
    held(result, broken)


def held(result: Checked, broken: dict[str, range]) -> None:
    """Each is told of as an error on its line and in words; the good ones are as they were."""
    for file, where in broken.items():
        told = [finding for finding in result.findings if finding.at.file == file]
        assert any(is_error(finding) for finding in told), file
        assert any(finding.at.line in where for finding in told), (file, where, told)
        for diagnostic in diagnose(told, messages(Language.ARABIC)):
            assert re.search("[ء-ي]{2}", diagnostic.message)
            assert re.search("[ء-ي]{2}", diagnostic.advice)
    others = [finding for finding in result.findings if finding.at.file not in broken]
    assert [(finding.at.file, finding.rule) for finding in others] == [
        (f"events/{PLANTED}", "unknown-category")
    ]


def test_there_are_two_hundred() -> None:
    assert len(BREAKS) == WAYS
    assert EACH * WAYS == 200
