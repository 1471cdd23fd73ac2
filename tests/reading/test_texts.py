"""The texts that may be mended: those of records and pages, as they stand, and no others."""

import os
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

from tests.contents import lay
from tests.reading.test_folder import at_once
from timeline.reading import texts as reading
from timeline.reading.texts import texts
from timeline.rules.rule import Example

FILES: Example = {
    "timeline.yml": "\ufefftitle: أ\r\n",
    "events/b.yml": "b",
    "events/2019/a.yaml": "a",
    "events/2019/notes.txt": "x",
    "sources/s.YML": "s",
    "vocabularies/places.yml": "p",
    "pages/inner/about.md": "# x",
    "pages/picture.png": b"\x89PNG",
}


def test_what_is_read_and_how(tmp_path: Path) -> None:
    """Of files in the place of a record, whatever their ending; marks and line ends stay."""
    assert texts(lay(tmp_path, FILES)) == {
        "timeline.yml": "\ufefftitle: أ\r\n",
        "events/b.yml": "b",
        "events/2019/a.yaml": "a",
        "sources/s.YML": "s",
        "vocabularies/places.yml": "p",
        "pages/inner/about.md": "# x",
    }


def test_folders_are_looked_into_only_where_records_may_lie(tmp_path: Path) -> None:
    elsewhere: Example = {
        "vocabularies/inner/a.yml": "a",
        "elsewhere/a.yml": "a",
        "events/.git/a.yml": "a",
        "events/.a.yml": "a",
        "events/inner.yml/a.yml": "in a folder",
    }
    assert texts(lay(tmp_path, elsewhere)) == {"events/inner.yml/a.yml": "in a folder"}


def test_in_the_same_order_wherever(tmp_path: Path) -> None:
    names = ["events/b.yml", "events/a.yml", "sources/a.yml", "z.yml", "a.yml", "events/c/d/e.yml"]
    lay(tmp_path, dict.fromkeys(names, ""))
    assert list(texts(tmp_path)) == [
        *("a.yml", "z.yml", "events/a.yml", "events/b.yml", "sources/a.yml", "events/c/d/e.yml")
    ]


def test_what_cannot_be_mended_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And hides nothing of what stands behind it."""
    lay(tmp_path, {"outside.yml": "secret"})
    monkeypatch.setattr(reading, "MAX_VOCABULARY_BYTES", 4)
    odd: Example = {
        "events/a.yml": b"\xff",
        "events/b.yml": "five!",
        "events/c.yml": PurePosixPath("../../outside.yml"),
        "events/d": PurePosixPath("../../"),
        "events/e.yml": "four",
    }
    root = lay(tmp_path / "content", odd)
    os.mkfifo(root / "events" / "dd.yml")
    with at_once():
        assert texts(root) == {"events/e.yml": "four"}


def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_VOCABULARY_BYTES", 1024)
    lay(tmp_path, {"events/a.yml": ""})
    os.truncate(tmp_path / "events" / "a.yml", 200 * 1024 * 1024)
    tracemalloc.start()
    found = texts(tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == {}
    assert most < 1024 * 1024


def test_what_goes_away_while_it_is_read_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def gone(self: Path, mode: str) -> object:
        if self.name == "a.yml":
            raise FileNotFoundError(2, "No such file", str(self))
        return real(self, mode)

    lay(tmp_path, {"events/a.yml": "a", "events/b.yml": "b"})
    monkeypatch.setattr(Path, "open", gone)
    assert texts(tmp_path) == {"events/b.yml": "b"}


def test_what_goes_away_once_it_is_listed_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    @contextmanager
    def scandir(folder: Path) -> Iterator[list[os.DirEntry[str]]]:
        with real(folder) as found:
            entries = list(found)
        if folder.name == "events":
            (folder / "a.yml").unlink()
        yield entries

    lay(tmp_path, {"events/a.yml": "a", "events/b.yml": "b"})
    monkeypatch.setattr(os, "scandir", scandir)
    assert texts(tmp_path) == {"events/b.yml": "b"}
