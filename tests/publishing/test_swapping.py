"""The swap, where a system does not do all that it is asked."""

import ctypes
import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.publishing import swapping
from timeline.publishing.swapping import building, swap


def refuse_to_flush(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    asked = swapping._system_call

    def refused(_: int) -> int:
        ctypes.set_errno(code)
        return -1

    def found(name: str) -> Callable[..., int] | None:
        return refused if name == "syncfs" else asked(name)

    monkeypatch.setattr(swapping, "_system_call", found)


def published(folder: Path) -> bool:
    site = folder / "site"
    with building(site) as place:
        (place / "new").mkdir()
        swap(place / "new", site)
    return site.is_dir()


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EPERM])
def test_where_a_file_system_may_not_be_flushed_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """As in a container that allows few calls of the system."""
    refuse_to_flush(monkeypatch, code)
    assert published(tmp_path)


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_what_does_not_reach_the_disk_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    refuse_to_flush(monkeypatch, code)
    with pytest.raises(OSError, match=rf"Errno {code}\b"):
        published(tmp_path)
    assert not list(tmp_path.iterdir())
