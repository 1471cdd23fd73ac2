"""Work spread over processes of our own, where that can be done; else done here, one after the other.

A worker is this process once more (`fork`): it has all that was read and computed until then, and
gives back bytes. One that dies is no error: what it had still to do is done here, and if that cannot
be done, fails here with the words that it would have failed with. Imports nothing of the project.
"""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeVar

T = TypeVar("T")

# How many processes work at most; `1` does all in this one. Else as many as there are processors.
VARIABLE: Final = "TIMELINE_WORKERS"

_FEW: Final = 400  # items
_RUN: Final = 100
_LENGTH: Final = 8  # bytes that say how many follow
_PIPE: Final = 1 << 20  # bytes that a worker may be ahead by, where the system lets it
_AT_ONCE: Final = 1 << 20
_DIE_WITH_PARENT: Final = 1  # Linux's PR_SET_PDEATHSIG
_SET_PIPE_SIZE: Final = 1031  # Linux's F_SETPIPE_SZ, which `fcntl` names since Python 3.10 on Linux


def can_split() -> bool:
    """Whether this process can be copied safely.

    A copy has one thread, and a lock that another held stays locked in it for ever. On macOS the
    system's own libraries have threads.
    """
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def workers() -> int:
    """How many processes work may be spread over; 1 where a process cannot be copied safely."""
    if not can_split():
        return 1
    wanted = os.environ.get(VARIABLE, "")
    if wanted.isascii() and wanted.isdigit():
        return max(1, int(wanted))
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(work: Callable[[T], bytes], tasks: Sequence[T]) -> Generator[bytes, None, None]:
    """Give what comes of each task, in their order, whatever the number of workers.

    To be gone through to the end, or closed: workers end then.
    """
    number = min(workers(), len(tasks))
    crew: list[_Worker] = []
    try:
        if number > 1:
            with suppress(OSError):  # no more processes or files: fewer workers, or none
                for first in range(number):
                    crew.append(_hire(work, tasks[first::number], crew))
        if len(crew) < number:
            _dismiss(crew)
        for index, task in enumerate(tasks):
            done = crew[index % number].result() if crew else None
            yield work(task) if done is None else done
    finally:
        _dismiss(crew)


@dataclass(slots=True)
class _Worker:
    """A process, and the end of a pipe at which its results arrive."""

    process: int
    pipe: int

    def result(self) -> bytes | None:
        """Wait for the next result; None from one that has died, now and ever after."""
        head = self._read(_LENGTH)
        return None if head is None else self._read(int.from_bytes(head, "big"))

    def _read(self, size: int) -> bytes | None:
        parts = bytearray()
        while len(parts) < size:
            part = os.read(self.pipe, min(size - len(parts), _AT_ONCE))
            if not part:
                return None
            parts += part
        return bytes(parts)


def _hire(work: Callable[[T], bytes], tasks: Sequence[T], others: Sequence[_Worker]) -> _Worker:
    here, there = os.pipe()
    parent = os.getpid()
    try:
        with suppress(OSError, ImportError):
            import fcntl  # noqa: PLC0415 - not everywhere

            fcntl.fcntl(there, _SET_PIPE_SIZE, _PIPE)
        process = os.fork()
    except BaseException:
        os.close(here)
        os.close(there)
        raise
    if process:
        os.close(there)
        return _Worker(process, here)
    try:
        end_with(parent)
        for end in (here, *(other.pipe for other in others)):
            os.close(end)  # so that writing fails once nobody waits any more
        for task in tasks:
            done = work(task)
            _write(there, len(done).to_bytes(_LENGTH, "big") + done)
    finally:
        # Nothing of what is this process's own is ended twice: no file, no lock, no exit.
        os._exit(0)


def end_with(parent: int) -> None:
    """Have a process that was split off end with its parent, by a kill of that too (Linux).

    Whoever ends the program ends the one that waits, and that one its workers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it has ended already
            os.kill(os.getpid(), signal.SIGKILL)


def _write(pipe: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(pipe, left) :]


def _dismiss(crew: list[_Worker]) -> None:
    while crew:
        worker = crew.pop()
        os.close(worker.pipe)
        with suppress(OSError):
            os.kill(worker.process, signal.SIGTERM)
        with suppress(OSError):
            os.waitpid(worker.process, 0)


def shares(items: int) -> list[range]:
    """Part so many items into tasks: runs for each worker in turn, so that none has all the long ones.

    Of a few items, one task: a process takes longer to begin than to do them.
    """
    parts = 1 if items < _FEW else max(1, items // _RUN)
    return [range(first, items, parts) for first in range(parts)]
