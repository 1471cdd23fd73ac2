"""What files were read as, kept from one reading of content/ to the next.

Reading is nearly all that a check costs: a preview that reads only what has changed can follow edits
of ten thousand records. Many files that are read at once are read by several processes.
"""

import os
import pickle
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias, TypeVar, cast

from timeline.workers import spread, workers

T = TypeVar("T")

# What changes with a file's content: size, number, and when it was written and put in its place.
# The last two tell a file that an editor or git has put in another's place with the old day on it.
Stamp: TypeAlias = tuple[int, int, int, int]

MANY: Final = 400  # files: of fewer, others would save less than it takes to begin
TOGETHER: Final = 200  # files that are given to a worker, and kept, as one


def stamp(status: os.stat_result) -> Stamp:
    """Give the stamp of a file whose status this is."""
    return status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns


class Memory:
    """Remembers what each file below content/ was read as, for as long as its stamp is the same."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[Stamp, object]] = {}
        self._ready: set[str] = set()  # looked at a moment ago
        self._fresh = 0  # files to be read
        self._done = 0
        self.counted: Callable[[int, int], None] = lambda *_: None
        """Told how many files were read of those that must be, as they are read."""

    def elsewhere(self) -> "Memory":
        """Give a memory for another folder in which the same files may stand."""
        return Memory()

    def save(self) -> None:
        """Keep what is remembered for the next run, if that is what this memory is for."""

    def recall(self, root: Path, file: str, read: Callable[[], T]) -> T:
        """Give what `read` gave of this file the last time; if the file has changed, read it.

        One file is read in one way only, so what is remembered of it is of one type.
        """
        if file in self._ready:
            self._ready.discard(file)
            return cast("T", self.kept[file][1])
        seen = seen_of(root, file)
        if seen is None:
            return read()
        if not self._known(root, file, seen):
            self.kept[file] = seen, read()
            self._count(1)
        return cast("T", self.kept[file][1])

    def prepare(
        self, root: Path, files: Iterable[str], read: Callable[[str], object], most: int
    ) -> None:
        """Find out which have changed, and read those if they are many, before each is recalled.

        Of no more files than have `most` bytes together.
        """
        fresh: list[str] = []
        size = 0
        for file in files:
            seen = seen_of(root, file)
            size += seen[0] if seen else 0
            if size > most:
                break
            if seen is not None:
                known = self._known(root, file, seen)
                (self._ready.add if known else fresh.append)(file)
        self._fresh, self._done = len(fresh), 0
        if len(fresh) < MANY or workers() == 1:
            return
        tasks = [fresh[first : first + TOGETHER] for first in range(0, len(fresh), TOGETHER)]
        with closing(spread(partial(_read_together, root, read), tasks)) as results:
            for data in results:
                read_now = pickle.loads(data)  # noqa: S301 - from a process of our own
                self._keep(read_now, data)
                self._count(len(read_now))

    def _count(self, read: int) -> None:
        self._done += read
        if self._done <= self._fresh:
            self.counted(self._done, self._fresh)

    def _known(self, root: Path, file: str, seen: Stamp) -> bool:
        """Whether a file of this stamp is remembered."""
        del root
        kept = self.kept.get(file)
        return kept is not None and kept[0] == seen

    def _keep(self, files: dict[str, tuple[Stamp, object]], data: bytes) -> None:
        """Remember files that were read together; `data` is the same as bytes."""
        del data
        self.kept.update(files)
        self._ready.update(files)


def _read_together(root: Path, read: Callable[[str], object], files: Sequence[str]) -> bytes:
    """Read files; give what each was read as, with its stamp from before."""
    found = {file: (seen, read(file)) for file in files if (seen := seen_of(root, file))}
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def seen_of(root: Path, file: str) -> Stamp | None:
    """Give a file's stamp; None where it cannot be had."""
    try:
        # Before reading: a change in between is noticed the next time.
        return stamp(os.lstat(f"{root}/{file}"))
    except OSError:
        return None
