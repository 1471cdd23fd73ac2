"""A finished site put in the place of the one that stands there, in one step.

A stop at any moment leaves the old site or the new one, whole. All that a build writes stands in one
folder beside the site, `.site-building/`, of one build at a time:

    lock            held by the build that is under way (`timeline.locking`)
    next-*/         what that build makes, and after the swap the old site, to be deleted
    old/            the old site between two renames, where the system cannot exchange: always whole

Whatever else stops a build, the folder goes; after a kill the next build finds it and clears it.
Imports `timeline.locking` alone.
"""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from timeline.locking import alone

_MADE_HERE: Final = Path("data/events.schema.json")  # every site has it, and nothing else would
_DOTTED: Final = frozenset({".nojekyll", ".well-known"})  # what a site itself has of such names
_NEXT: Final = "next-"
# What systems say that do not let a program have its files flushed, as containers do; and not what a
# disk says that cannot take them.
_NOT_FLUSHED: Final = {errno.ENOSYS, errno.EPERM}


class OccupiedError(Exception):
    """What stands where the site should go is no earlier site; it stands as it was."""


@contextmanager
def building(site: Path, waits: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Give an empty folder beside `site` to one build at a time; it goes with all that is in it.

    `waits` is called once where another build has to end first. An old site that an earlier build
    was killed in the midst of swapping is put back. Raises `OccupiedError`, and `OSError` where
    nothing can be written.
    """
    if not replaceable(site):
        raise OccupiedError
    work = _beside(site)
    made = [folder for folder in work.parents if not folder.exists()]
    try:
        with alone(work / "lock", waits):
            try:
                _recover(site)
                _clear(work)
                yield Path(tempfile.mkdtemp(prefix=_NEXT, dir=work))
            finally:
                _clear(work)
    finally:
        for folder in (work, *made):  # another build may be in the first, a new site in the others
            with suppress(OSError):
                folder.rmdir()


def replaceable(site: Path) -> bool:
    """Whether nothing is lost where a new site takes this place: nothing is there, or an old site.

    The new site takes the whole folder's place and the old one is deleted: `--site .` would delete
    a project, and an old site that is published by git has its history in it.
    """
    if not site.is_dir():
        return not os.path.lexists(site)
    names = {entry.name for entry in site.iterdir()}
    others = {name for name in names - _DOTTED if name.startswith(".")}
    ours = "index.html" in names and (site / _MADE_HERE).is_file()
    return not names or (ours and not others)


def swap(new: Path, site: Path) -> None:
    """Put the new site in the old one's place, leaving the old one where the new one was.

    `new` stands in the folder that `building` gave. Raises `OccupiedError`, and `OSError` where
    the system refuses; then the old site stands as it was.
    """
    if not replaceable(site):  # what it was when the build began may have changed
        raise OccupiedError
    # A name may reach the disk before what it names: after a power cut files would be empty.
    _flush(new)
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        _rename_twice(new, site)
    with suppress(OSError):  # it was swapped
        _flush(site)  # before the old one is deleted


def _rename_twice(new: Path, site: Path) -> None:
    old = _old(site)
    try:
        site.rename(old)
        new.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    old.rename(new)  # what has the name `old` is whole, and so is deleted under another


def _recover(site: Path) -> None:
    """Put the old site back where a build was killed between two renames."""
    old = _old(site)
    if old.is_dir():
        if site.exists():
            old.rename(Path(tempfile.mkdtemp(prefix=_NEXT, dir=old.parent)) / "old")
        else:
            old.rename(site)


def _clear(work: Path) -> None:
    """Delete what a build made there; what cannot be deleted is left to the next build."""
    for folder in work.glob(f"{_NEXT}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _beside(site: Path) -> Path:
    return site.with_name(f".{site.name}-building")


def _old(site: Path) -> Path:
    return _beside(site) / "old"


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot (Linux's renameat2 can)."""
    renameat2 = _system_call("renameat2")
    if renameat2 is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, from linux/fcntl.h and linux/fs.h
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _flush(folder: Path) -> None:
    """Have the folder's file system write down what it holds back, where the system can (Linux).

    It takes 20 ms where fsync of each of 770 files takes 200 to 800, and it also tells of what a
    disk that fills up or a network drive could not take. Raises `OSError`.
    """
    syncfs = _system_call("syncfs")
    if syncfs is None:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor) != 0:
            code = ctypes.get_errno()
            if code in _NOT_FLUSHED:
                return
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def _system_call(name: str) -> Callable[..., int] | None:
    """One of Linux's system calls that Python has no name for; None where there is none."""
    if sys.platform != "linux":
        return None
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return found
