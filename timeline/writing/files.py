"""Files written whole or not at all, whatever happens in between.

Each is written beside its place, under a name that begins with a dot, which no program reads as a
record, and ends in `.new`; then it takes its place in one step. A kill can leave such a file: it is
in nobody's way, and git is told to ignore it.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


class ChangedMeanwhileError(Exception):
    """A file that is no longer what it was when it was read."""


def replace_text(path: Path, was: str, text: str) -> None:
    """Put a text in the place of a file's, which was another; the file keeps its mode.

    Raises `OSError`, and `ChangedMeanwhileError` where somebody else has written the file; then it
    is as it was.
    """
    if path.read_bytes() != was.encode("utf-8"):
        raise ChangedMeanwhileError(path)
    write_text(path, text)


def write_text(path: Path, text: str) -> None:
    """Write a file, or another text in the place of a file's, which keeps its mode.

    Where the path is a link, it is the file that it leads to. Raises `OSError`; then what was
    there is as it was.
    """
    path = path.resolve()
    new = aside(path, text)
    try:
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def aside(path: Path, text: str) -> Path:
    """Write a text beside the place that it is for, safe on the disk; give its name there."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        new.chmod(0o666 & ~_umask())  # only its writer may read what mkstemp makes
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    return new


def add(new: Path, path: Path) -> None:
    """Give what was written aside its place, where nothing may be: `FileExistsError` else.

    On a file system without links, what appears there in the same instant is replaced.
    """
    try:
        os.link(new, path)  # fails where something is; a rename would take its place
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        new.rename(path)


def rename(path: Path, new: Path) -> None:
    """Give a file another name, never that of one that is there; raises `OSError`."""
    # A file system that knows no capitals takes both names for one file.
    if os.path.lexists(new) and not path.samefile(new):
        raise FileExistsError(new)
    path.rename(new)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
