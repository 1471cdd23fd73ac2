"""Where and whether what was read is kept from one run to the next."""

from pathlib import Path

import pytest

from tests.contents import lay, smallest
from timeline.cache import WITHOUT
from timeline.commands import keeping
from timeline.commands.keeping import memory_of
from timeline.reading.kept import Kept

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WITHOUT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    monkeypatch.setattr(keeping, "MANY", 2)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return smallest(tmp_path / "project" / "content")


def remembers(content: Path, folder: Path) -> bool:
    """Whether what one run keeps is there for the next."""
    memory = memory_of(content, folder)
    assert isinstance(memory, Kept)
    memory.keep_answer("state", "answer")
    again = memory_of(content, folder)
    assert isinstance(again, Kept)
    return again.answer("state") == "answer"


def test_many_files_are_kept(content: Path, tmp_path: Path) -> None:
    assert remembers(content, tmp_path / "cache")
    assert (tmp_path / "cache/read").is_dir()


def test_few_files_are_not_and_no_key_is_made(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MANY", 3)
    assert not isinstance(memory_of(content), Kept)
    assert not (tmp_path / "own").exists()
    lay(content, {"sources/another.yml": "title: تقرير\n"})
    assert isinstance(memory_of(content), Kept)


def test_nothing_is_kept_where_that_is_said(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WITHOUT, "1")
    assert not isinstance(memory_of(content), Kept)
    assert not (tmp_path / "own").exists()


def test_nothing_is_kept_without_a_key(content: Path, tmp_path: Path) -> None:
    (tmp_path / "own").touch()
    assert not isinstance(memory_of(content), Kept)


def test_without_the_projects_own_file_it_stands_beside_the_content(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_PACKAGE", tmp_path / "installed/timeline")
    memory = memory_of(content)
    assert isinstance(memory, Kept)
    memory.keep_answer("state", "answer")
    assert (tmp_path / "project/.cache/timeline/read/answer").is_file()
    (tmp_path / "installed").mkdir()
    (tmp_path / "installed/mkdocs.yml").touch()
    memory = memory_of(content)
    assert isinstance(memory, Kept)
    memory.keep_answer("state", "answer")
    assert (tmp_path / "installed/.cache/timeline/read/answer").is_file()


@pytest.mark.parametrize("changed", ["the program", "the key"])
def test_what_another_program_or_user_kept_is_not_there(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    memory = memory_of(content, tmp_path / "cache")
    assert isinstance(memory, Kept)
    memory.keep_answer("state", "answer")
    if changed == "the key":
        (tmp_path / "own/timeline/key").unlink()
    else:
        monkeypatch.setattr(keeping, "program", lambda: "another")
    again = memory_of(content, tmp_path / "cache")
    assert isinstance(again, Kept)
    assert again.answer("state") is None


def test_the_cache_of_this_project_stands_beside_its_settings(content: Path) -> None:
    assert keeping._folder(content) == ROOT / ".cache/timeline"
