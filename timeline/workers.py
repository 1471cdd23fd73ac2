"""Work shared out among processes, where the system can fork and where that pays.

A worker begins as a copy of this process: what it works on need not be handed to it, only what it
found is handed back. Imports nothing of the project.
"""

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from multiprocessing.sharedctypes import Synchronized

T = TypeVar("T")
Work: TypeAlias = Callable[[Iterator[int]], T]

# How many processes work at most; `1` does all in this one. Otherwise as many as there are processors.
VARIABLE: Final = "TIMELINE_WORKERS"
_RUN: Final = 16  # items that a worker takes at once; the last runs even out who had the long ones
_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG, from linux/prctl.h


class WorkerError(Exception):
    """A worker ended without a word: it was killed, or the memory was used up."""


class Shares(Generic[T]):
    """What workers are at; `results` waits for it."""

    def __init__(self, work: Work[T], items: int, count: int) -> None:
        self._work = work
        self._items = items
        self._count = count
        self._running: list[tuple[BaseProcess, Connection]] = []

    def start(self) -> None:
        """Have the workers begin; where one is enough none begins, and `results` does its work."""
        if self._count == 1:
            return
        context = multiprocessing.get_context("fork")
        taken = context.Value("q", 0)
        for _ in range(self._count):
            ours, theirs = context.Pipe(duplex=False)
            arguments = (self._work, _taken(taken, self._items), theirs, os.getpid())
            worker = context.Process(target=_run, args=arguments, daemon=True)
            worker.start()
            theirs.close()
            self._running.append((worker, ours))

    def results(self) -> list[T]:
        """What each worker gave. Raises what one of them raised, or `WorkerError`."""
        if self._count == 1:
            return [self._work(iter(range(self._items)))]
        return [_received(ours) for _, ours in self._running]

    def stop(self) -> None:
        """End those that are still at work."""
        for worker, ours in self._running:
            ours.close()
            worker.kill()
            worker.join()


@contextmanager
def sharing(work: Work[T], items: int, least: int) -> Iterator[Shares[T]]:
    """Do `work` in as many processes as pay, where each of them should have `least` of the items.

    Each is given the numbers of items as it comes to them, and each number is given to one. What it
    returns or raises is pickled; what it changes in memory stays with the worker.
    """
    shares = Shares(work, items, _that_pay(items, least))
    try:
        shares.start()
        yield shares
    finally:
        shares.stop()


def _that_pay(items: int, least: int) -> int:
    # What another thread holds would be held for good in a copy; of other systems some cannot fork,
    # and some cannot do so safely.
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    wanted = os.environ.get(VARIABLE, "")
    processors = len(os.sched_getaffinity(0))
    most = int(wanted) if wanted.isascii() and wanted.isdigit() else processors
    return max(1, min(most, items // least))


def _taken(taken: "Synchronized[int]", items: int) -> Iterator[int]:
    """The numbers that nobody else has taken, a run at a time."""
    while True:
        with taken.get_lock():
            first = taken.value
            taken.value = first + _RUN
        if first >= items:
            return
        yield from range(first, min(first + _RUN, items))


def _run(work: Work[object], indexes: Iterator[int], theirs: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends its workers
    _end_with(parent)
    try:
        answer: tuple[bool, object] = (True, work(indexes))
    except Exception as error:  # noqa: BLE001 - it is raised where the results are asked for
        answer = (False, error)
    theirs.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))


def _received(ours: Connection) -> T:  # type: ignore[type-var]
    try:
        done, found = pickle.loads(ours.recv_bytes())  # noqa: S301 - from a copy of this process
    except EOFError:
        raise WorkerError from None
    if not done:
        raise found
    return found  # type: ignore[no-any-return]


def _end_with(parent: int) -> None:
    """Have the system end this process when its parent ends, by a kill too (Linux)."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended already
        os.kill(os.getpid(), signal.SIGKILL)
