"""Opening a file: no more is read than may be, and nothing that was put in its place meanwhile."""

import os
import tracemalloc
from pathlib import Path, PurePosixPath

import pytest

from tests.contents import lay
from timeline.reading.finding import Finding
from timeline.reading.folder import RawFile, open_file


def test_a_link_put_there_after_it_was_looked_at_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = PurePosixPath(tmp_path / "secret")
    root = lay(tmp_path / "content", {"x.yml": "a: 1\n", "link.yml": link})
    lay(tmp_path, {"secret": "secret\n"})
    looked_at = os.lstat(root / "x.yml")
    assert isinstance(open_file(root, "x.yml", 9), RawFile)
    monkeypatch.setattr(os, "lstat", lambda _: looked_at)
    found = open_file(root, "link.yml", 9)
    assert isinstance(found, Finding)
    assert found.rule == "unreadable-file"


def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_it(tmp_path: Path) -> None:
    limit = 64 * 1024
    (tmp_path / "x.yml").touch()
    os.truncate(tmp_path / "x.yml", 200 * 1024 * 1024)
    tracemalloc.start()
    found = open_file(tmp_path, "x.yml", limit)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, Finding)
    assert (found.rule, found.facts) == ("file-too-large", {"limit": "64"})
    assert most < 10 * limit
