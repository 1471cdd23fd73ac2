"""One process at a time, by a lock on a file that the system releases when the process ends.

So a kill leaves no lock behind. Imports nothing of the project, and
nothing but Python: what installs the rest waits by it too.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_AGAIN: Final = 0.05  # seconds between two tries
_PATIENCE: Final = 20  # times in a row that others delete a folder between two calls
# What file systems without locks say. There two processes at once are nobody's concern but their
# owner's: to refuse every one of them would be worse.
_NO_LOCKS: Final = {errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}


@contextmanager
def alone(file: Path, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Let one process at a time do what follows, of all that name this file.

    `waits` is called once where another is at it; what it raises ends the waiting. The file and its
    folder are made where they are missing, and the file goes at the end. Raises `OSError` where it
    cannot be made.
    """
    descriptor = _taken(file, waits)
    try:
        yield
    finally:
        # Deleted while the lock is held: whoever waits for it then sees that it is another file.
        # Windows deletes no open file, and none that somebody else has opened meanwhile.
        if sys.platform != "win32":
            with suppress(OSError):
                file.unlink()
        os.close(descriptor)
        if sys.platform == "win32":
            with suppress(OSError):
                file.unlink()


def _taken(file: Path, waits: Callable[[], None]) -> int:
    """Open the file and lock it; give its descriptor."""
    told, missed = False, 0
    while True:
        try:
            with suppress(FileExistsError):
                file.parent.mkdir(parents=True)
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
            missed = 0
        except FileNotFoundError:  # another has just deleted the folder; or a link leads nowhere
            missed += 1
            if missed == _PATIENCE:
                raise
            time.sleep(_AGAIN)
            continue
        try:
            locked = _lock(descriptor)
            if locked and _is(file, descriptor):
                return descriptor
            if not locked and not told:
                told = True
                waits()
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if not locked:
            time.sleep(_AGAIN)


def _is(file: Path, descriptor: int) -> bool:
    """Whether the file that was opened still has its name, and was not deleted by its last user."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> bool:
    """Lock a file without waiting; whether that could be done."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists elsewhere only

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # what the two systems say of one that is taken
        return False
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return True
        raise
    return True
