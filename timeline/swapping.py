"""A finished site put in the place of the one that stands there, in one step.

A stop at any moment leaves the old site or the new one, whole. Imports nothing of the project.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path
from typing import Final

_MADE_HERE: Final = Path("data/events.schema.json")  # every site has it, and nothing else would


def replaceable(site: Path) -> bool:
    """Whether nothing is lost where a new site takes this place: nothing is there, or an old site.

    The new site takes the whole folder's place and the old one is deleted: `--site .` would delete
    a project.
    """
    if not site.is_dir():
        return not site.exists()
    names = {entry.name for entry in site.iterdir()}
    return not names or ("index.html" in names and (site / _MADE_HERE).is_file())


def recover(site: Path) -> None:
    """Put the old site back where a machine without an exchange was stopped between two renames.

    The first thing that a build does, before it knows whether there will be a new site.
    """
    old = _old(site.resolve())
    if (old / _MADE_HERE).is_file():
        if site.exists():
            shutil.rmtree(old)
        else:
            old.rename(site)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}-old")


def swap(new: Path, site: Path) -> None:
    """Put the new site in the old one's place, leaving the old one where the new one was."""
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        site.rename(_old(site))
        new.rename(site)
        shutil.rmtree(_old(site))


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot (Linux's renameat2 can)."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, from linux/fcntl.h and linux/fs.h
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
