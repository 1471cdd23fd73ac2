"""What is seen to change in a folder."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.preview.watching import changed, settled, snapshot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events/2019").mkdir(parents=True)
    (tmp_path / "events/2019/a.yml").write_text("one", "utf-8")
    (tmp_path / "timeline.yml").write_text("one", "utf-8")
    return tmp_path


def replace(folder: Path) -> None:
    """Put another file in the place of one, as editors do, with its size and its day."""
    file, other = folder / "events/2019/a.yml", folder / ".a.yml.swp"
    before = file.stat()
    other.write_text("two", "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda f: (f / "events/2019/a.yml").write_text("longer", "utf-8"), ["events/2019/a.yml"]),
        (replace, ["events/2019/a.yml"]),
        (lambda f: (f / "events/2019/a.yml").unlink(), ["events/2019/a.yml"]),
        (
            lambda f: (f / "events/2019").rename(f / "events/2020"),
            ["events/2019/a.yml", "events/2020/a.yml"],
        ),
        (lambda f: (f / "new.yml").symlink_to("timeline.yml"), ["new.yml"]),
        (lambda f: (f / ".git").mkdir(), []),
        (lambda f: (f / "events/.a.yml.swp").write_text("x", "utf-8"), []),
        (lambda f: (f / "timeline.yml").read_text("utf-8"), []),
    ],
)
def test_changes(folder: Path, change: Callable[[Path], object], expected: list[str]) -> None:
    before = snapshot(folder)
    change(folder)
    assert list(changed(before, snapshot(folder))) == expected


def test_a_folder_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    assert snapshot(tmp_path / "gone") == {}


def test_waits_until_a_file_is_written_whole(folder: Path) -> None:
    file = folder / "timeline.yml"

    def write() -> None:
        for length in range(8):
            file.write_text("x" * length, "utf-8")
            time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    found = settled(folder, snapshot(folder))
    writer.join()
    assert found == snapshot(folder)
