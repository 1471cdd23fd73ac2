"""How much is read at most, in all, and what becomes of files that change meanwhile."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.contents import TODAY, brief, smallest
from tests.growth import LINEAR, growth
from timeline.checking import check
from timeline.messages import Language, messages
from timeline.reading import document, reader, record_file, texts, yaml_source
from timeline.reading import shelf as shelving
from timeline.reading.characters import MAX_MARKS, mark_too_many
from timeline.reading.content import read_content
from timeline.reading.finding import Finding
from timeline.reading.shelf import Shelf
from timeline.reading.yaml_source import MAX_DEPTH, MAX_FINDINGS, Tree, read
from timeline.records.fields import ID_LENGTH
from timeline.records.source import Source
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.machine import MOST_EDITS, as_json
from timeline.rules.rule import EVENT
from timeline.writing.edits import same_again

MANY = {f"events/e{n}.yml": EVENT for n in range(6)}


def told(root: Path) -> list[str]:
    return brief(check(root, untitled="Timeline", today=TODAY))


def test_records_beyond_the_most_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_RECORDS", 4)
    opened: list[str] = []
    real = document.open_record

    def noted(root: Path, file: str) -> tuple[document.Document | None, Tree, list[Finding]]:
        opened.append(file)
        return real(root, file)

    monkeypatch.setattr(record_file, "open_record", noted)
    assert "events/e3.yml:1:1 too-many-records" in told(smallest(tmp_path, MANY))
    assert [file for file in opened if file.startswith("events/")] == [
        "events/bridge-opened.yml",
        *(f"events/e{n}.yml" for n in range(3)),
    ]


def test_text_beyond_the_most_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_TOTAL_BYTES", 2 * len(EVENT))
    assert "events/e2.yml:1:1 too-many-records" in told(smallest(tmp_path, MANY))


def test_findings_beyond_the_most_wait(tmp_path: Path) -> None:
    _, findings = read("x.yml", "a:\n" * 3 * MAX_FINDINGS, 4 * MAX_FINDINGS)
    assert len(findings) == MAX_FINDINGS
    assert findings[-1].at.line == MAX_FINDINGS + 1
    assert (findings[-1].rule, findings[-1].facts) == ("duplicate-key", {"value": "a"})
    places = "".join(f"p{n}: {{nam: أ}}\n" for n in range(MAX_FINDINGS + 200))
    root = smallest(tmp_path, {"vocabularies/places.yml": places})
    found, findings = read_content(root)
    assert len(findings) == MAX_FINDINGS
    # Those that were not looked at are still there to be named.
    assert f"p{MAX_FINDINGS + 199}" in found.places.ids


def test_marks_on_a_letter() -> None:
    assert mark_too_many("ب" + "\u0650" * MAX_MARKS) is None
    assert mark_too_many("-" * 100 + "ب" + "\u0650" * (MAX_MARKS + 1)) == 101 + MAX_MARKS
    apart = ("ب" + "\u0650" * MAX_MARKS + "، ") * 3
    assert mark_too_many(apart) is None
    # Signs that are no marks begin the count anew.
    assert mark_too_many(("\u0650" * MAX_MARKS + "؛") * 3) is None


def test_marks_are_counted_in_escapes_too(tmp_path: Path) -> None:
    escaped = EVENT.replace("افتتاح الجسر", '"ا' + "\\u0650" * (MAX_MARKS + 1) + '"')
    root = smallest(tmp_path, {"events/bridge-opened.yml": escaped})
    assert told(root) == ["events/bridge-opened.yml:1:8 too-many-marks"]


@pytest.mark.parametrize(("n", "written"), [(MOST_EDITS, MOST_EDITS), (MOST_EDITS + 1, 0)])
def test_many_edits_are_not_written_out(tmp_path: Path, n: int, written: int) -> None:
    text = "title: " + "ا\u200b" * n + "\n"
    root = smallest(tmp_path, {"sources/report.yml": text})
    findings = check(root, untitled="Timeline").findings[:1]
    (diagnostic,) = diagnose(findings, messages(Language.ENGLISH), source=lambda _: text)
    assert len(diagnostic.mends) == n
    json = as_json([diagnostic], "content", lambda _: text)
    assert json.count('"start"') == written
    assert '"fixable": true' in json


def test_edits_that_touch_are_one(tmp_path: Path) -> None:
    text = "title: ا" + "\u200b" * 5_000 + "ب\n"
    root = smallest(tmp_path, {"sources/report.yml": text})
    findings = check(root, untitled="Timeline").findings
    told_of = diagnose(findings, messages(Language.ENGLISH), source=lambda _: text)
    assert {len(diagnostic.mends) for diagnostic in told_of} == {1}
    assert len({id(diagnostic.mends) for diagnostic in told_of}) == 1


def test_guesses_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "_MAX_GUESSING", 5_000)
    records = {f"s{n}": Source(id=f"s{n}", title=f"تقرير {n}") for n in range(100)}
    shelf = Shelf(records, {}, frozenset(records))
    guesses = [shelf.meant(f"s{n}x") for n in range(50)]
    assert guesses[0] is not None
    assert guesses[-1] is None
    # What is its name, letter for letter, is no guess; and a text longer than any id is none.
    assert shelf.meant("تقرير 7") == "s7"
    assert Shelf(records, {}, frozenset(records)).meant("s7" + "x" * 100) is None


@pytest.mark.parametrize(("left", "is_meant"), [(0, False), (1, True)])
def test_a_guess_costs_as_many_letters_as_ids_and_names_have(
    monkeypatch: pytest.MonkeyPatch, left: int, *, is_meant: bool
) -> None:
    record_id, title, typed = "a" * ID_LENGTH, "م" * ID_LENGTH, "z" * 10
    monkeypatch.setattr(shelving, "_MAX_GUESSING", len(typed) * 2 * ID_LENGTH + left)
    shelf = Shelf({record_id: Source(id=record_id, title=title)}, {}, frozenset([record_id]))
    assert shelf.meant(typed) is None
    assert shelf.meant(record_id[:-2]) == (record_id if is_meant else None)


def test_ends_are_looked_for_no_deeper_than_is_read() -> None:
    def ends(depth: int) -> int:
        return len(yaml_source._ends("[" * depth + "]" * depth)[0])

    assert ends(MAX_DEPTH) == MAX_DEPTH
    assert ends(MAX_DEPTH + 1) == MAX_DEPTH + 1  # the first that is too deep is told of
    assert ends(200) == 0  # it was left behind that


def test_fields_given_twice_are_found_without_a_search_for_each() -> None:
    def work(size: int) -> Callable[[], object]:
        text = "".join(f"k{n}: v\n" for n in range(size)) * 2
        starts = [i + 1 for i, c in enumerate(text) if c == "\n"][size - 1 : 2 * size - 1]
        return lambda: [same_again(text, start) for start in starts]

    assert growth(work, 100) < LINEAR
    text = "a: [b, c]\nd: e\na: [b, c]\n"
    assert same_again(text, 15) == len(text) - 2  # where the last item ends
    assert same_again(text, 0) is None
    assert same_again(text, 1) is None


def test_names_that_are_no_utf_8(tmp_path: Path) -> None:
    root = smallest(tmp_path)
    for name in (b"events/\xff.yml", b"pages/\xff.md", b"\xff"):
        path = os.path.join(os.fsencode(root), name)  # noqa: PTH118 - a name that is no text
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - likewise
        with open(path, "wb") as stream:  # noqa: PTH123 - likewise
            stream.write(EVENT.encode())
    assert sorted(told(root)) == sorted(["events/\udcff.yml:1:1 bad-id", "\udcff:1:1 stray-file"])


def test_a_file_that_goes_away_after_it_was_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = smallest(tmp_path, {"events/gone.yml": EVENT})
    real = os.scandir

    @contextmanager
    def listed(path: Path) -> Iterator[list["os.DirEntry[str]"]]:
        with real(path) as entries:
            found = list(entries)
        (root / "events" / "gone.yml").unlink(missing_ok=True)
        yield found

    monkeypatch.setattr(os, "scandir", listed)
    assert texts.texts(root).keys() == {"events/bridge-opened.yml", "sources/report.yml"}
