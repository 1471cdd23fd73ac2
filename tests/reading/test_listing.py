"""What names the state of a folder: the same for the same, another for any change, None where unsure."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contents import smallest
from timeline.reading.listing import fingerprint, settled

LATER = 2_000_000_000 * 10**9  # all that a test has written is old by then
EVENT = "events/bridge-opened.yml"


def _touched(content: Path) -> None:
    os.utime(content / EVENT, (0, 0))


def _another(content: Path) -> None:
    (content / "events/copy.yml").write_bytes((content / EVENT).read_bytes())


def _folder(content: Path) -> None:
    (content / "events/empty").mkdir()


def _renamed(content: Path) -> None:
    (content / EVENT).rename(content / "events/renamed.yml")


def _moved(content: Path) -> None:
    (content / EVENT).rename(content / "bridge-opened.yml")


def _closed(content: Path) -> None:
    (content / EVENT).chmod(0o600)


def _gone(content: Path) -> None:
    (content / EVENT).unlink()


def _not_in_utf_8(content: Path) -> None:
    Path(os.fsdecode(os.fsencode(content) + b"/events/\xff.yml")).touch()


CHANGES = (_touched, _another, _folder, _renamed, _moved, _closed, _gone, _not_in_utf_8)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return smallest(tmp_path / "content")


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_another_state(content: Path, change: Callable[[Path], None]) -> None:
    before = fingerprint(content, LATER)
    assert before is not None
    assert fingerprint(content, LATER) == before
    change(content)
    assert fingerprint(content, LATER) not in {before, None}


def test_of_git_nothing_counts_but_that_it_is_there(content: Path) -> None:
    (content / ".git").mkdir()
    before = fingerprint(content, LATER)
    (content / ".git/index").touch()
    assert fingerprint(content, LATER) == before


def test_what_has_just_changed_has_no_state_yet(content: Path) -> None:
    changed = max((content / EVENT).stat().st_ctime_ns, (content / EVENT).stat().st_mtime_ns)
    assert fingerprint(content, changed) is None
    assert not settled(changed, changed + 2_000_000_000)
    assert settled(changed, changed + 2_000_000_001)


def test_what_cannot_be_listed_has_no_state(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "gone", LATER) is None
