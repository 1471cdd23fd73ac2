"""Files of content/ written: whole or not at all."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


class ChangedMeanwhileError(Exception):
    """A file that is no longer what it was when it was read."""


def replace_text(path: Path, was: str, text: str) -> None:
    """Put a text in the place of a file's, which was another; the file keeps its mode.

    It is written beside the file and takes its place in one step. Raises `OSError`, and
    `ChangedMeanwhileError` where somebody else has written the file; then it is as it was.
    """
    if path.read_bytes() != was.encode("utf-8"):
        raise ChangedMeanwhileError(path)
    # No program reads names that begin with a dot as records.
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def rename(path: Path, new: Path) -> None:
    """Give a file another name, never that of one that is there; raises `OSError`."""
    # A file system that knows no capitals takes both names for one file.
    if os.path.lexists(new) and not path.samefile(new):
        raise FileExistsError(new)
    path.rename(new)
