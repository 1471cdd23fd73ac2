"""What is remembered of a file, and when it is read again."""

import os
from pathlib import Path

import pytest

from tests.contents import lay, smallest
from timeline.checking import check
from timeline.reading.memory import Memory
from timeline.rules.rule import EVENT


class Reader:
    """Reads a file and counts how often."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return self.file.read_text("utf-8")


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    (tmp_path / "a.yml").write_text("one", "utf-8")
    return Reader(tmp_path / "a.yml")


def test_what_has_not_changed_is_read_once(tmp_path: Path, reader: Reader) -> None:
    memory = Memory()
    assert [memory.recall(tmp_path, "a.yml", reader) for _ in range(3)] == ["one"] * 3
    assert reader.times == 1


def test_a_file_put_in_the_place_of_another_is_read(tmp_path: Path, reader: Reader) -> None:
    memory = Memory()
    memory.recall(tmp_path, "a.yml", reader)
    before = (tmp_path / "a.yml").stat()
    # As an editor does, or git: of the same size, and dated as the old one was.
    other = tmp_path / "new"
    other.write_text("two", "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(tmp_path / "a.yml")
    assert memory.recall(tmp_path, "a.yml", reader) == "two"


def test_what_is_not_there_is_not_remembered(tmp_path: Path, reader: Reader) -> None:
    memory = Memory()
    memory.recall(tmp_path, "a.yml", reader)
    reader.file.unlink()
    with pytest.raises(FileNotFoundError):
        memory.recall(tmp_path, "a.yml", reader)


def test_a_check_with_a_memory_finds_what_one_without_finds(tmp_path: Path) -> None:
    memory = Memory()
    content = smallest(
        tmp_path / "content",
        {
            "timeline.yml": "title: أ\n",
            "vocabularies/places.yml": "mosul: {nam: الموصل}\n",
            "withdrawn.yml": "old: {moved_to: bridge-opened}\n",
        },
    )
    changes = (
        {"events/bridge-opened.yml": EVENT.replace("title", "titel")},
        {"events/second.yml": EVENT, "events/bridge-opened.yml": EVENT},
        {"vocabularies/places.yml": "mosul: {name: الموصل}\n", "timeline.yml": "titel: أ\n"},
        {"timeline.yml": "title: ب\n", "withdrawn.yml": "old: {moved_to: gone}\n"},
        {"withdrawn.yml": None, "events/bridge-opened.yml": None},
        {"vocabularies/places.yml": None},
    )
    for change in ({}, *changes):
        lay(content, change)
        fresh = check(content, untitled="T")
        kept = check(content, untitled="T", memory=memory)
        assert kept.findings == fresh.findings
        assert kept.dataset == fresh.dataset
    assert kept.dataset is not None
