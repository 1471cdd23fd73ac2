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
from typing import Final, Generic, TypeVar

T = TypeVar("T")

# How many processes work at most; `1` does all in this one. Otherwise as many as there are processors.
VARIABLE: Final = "TIMELINE_WORKERS"
_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG, from linux/prctl.h


class WorkerError(Exception):
    """A worker ended without a word: it was killed, or the memory was used up."""


class Shares(Generic[T]):
    """What workers are at; `results` waits for it."""

    def __init__(self, work: Callable[[int, int], T], count: int) -> None:
        self._work = work
        self._count = count
        self._running: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []

    def start(self) -> None:
        """Have the workers begin; of one share none begins, since `results` does it here."""
        if self._count == 1:
            return
        context = multiprocessing.get_context("fork")
        for share in range(self._count):
            ours, theirs = context.Pipe(duplex=False)
            arguments = (self._work, share, self._count, theirs, os.getpid())
            worker = context.Process(target=_run, args=arguments, daemon=True)
            worker.start()
            theirs.close()
            self._running.append((worker, ours))

    def results(self) -> list[T]:
        """What each share gave, in their order. Raises what a worker raised, or `WorkerError`."""
        if self._count == 1:
            return [self._work(0, 1)]
        return [_received(ours) for _, ours in self._running]

    def stop(self) -> None:
        """End those that are still at work."""
        for worker, ours in self._running:
            ours.close()
            worker.kill()
            worker.join()


@contextmanager
def sharing(work: Callable[[int, int], T], count: int) -> Iterator[Shares[T]]:
    """Do `work(share, count)` for each share below `count`, in as many processes.

    What it returns or raises is pickled; what it changes in memory stays with the worker.
    """
    shares = Shares(work, count)
    try:
        shares.start()
        yield shares
    finally:
        shares.stop()


def pays(items: int, least: int) -> int:
    """How many workers pay for so many items, where each worker should have `least` of them."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1  # what another thread holds would be held for good in a copy
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    wanted = os.environ.get(VARIABLE, "")
    most = int(wanted) if wanted.isascii() and wanted.isdigit() else processors
    return max(1, min(most, items // least))


def _run(
    work: Callable[[int, int], object], share: int, count: int, theirs: Connection, parent: int
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends its workers
    _end_with(parent)
    try:
        answer: tuple[bool, object] = (True, work(share, count))
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
    """Have the system end this process when its parent ends, where it can (Linux): by a kill, too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it has ended already
            os.kill(os.getpid(), signal.SIGKILL)
