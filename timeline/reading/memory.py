"""What files were read as, kept from one reading of content/ to the next.

Reading is nearly all that a check costs, about a millisecond a record: a preview that reads only
what has changed can follow edits of ten thousand records.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

T = TypeVar("T")

# What changes with a file's content: size, number, and when it was written and put in its place.
# The last two tell a file that an editor or git has put in another's place with the old day on it.
Stamp: TypeAlias = tuple[int, int, int, int]


def stamp(status: os.stat_result) -> Stamp:
    """Give the stamp of a file whose status this is."""
    return status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns


class Memory:
    """Remembers what each file below content/ was read as, for as long as its stamp is the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Stamp, object]] = {}

    def recall(self, root: Path, file: str, read: Callable[[], T]) -> T:
        """Give what `read` gave of this file the last time; if the file has changed, read it.

        One file is read in one way only, so what is remembered of it is of one type.
        """
        try:
            # Before reading: a change in between is noticed the next time.
            seen = stamp(os.lstat(root / file))
        except OSError:
            return read()
        kept = self._kept.get(file)
        if kept is not None and kept[0] == seen:
            return cast("T", kept[1])
        found = read()
        self._kept[file] = seen, found
        return found
