"""Work spread over processes: the same answers in the same order, whoever dies."""

import os
import signal
import threading
from itertools import islice
from pathlib import Path

import pytest

from timeline import workers
from timeline.workers import spread

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are copied here")
TASKS = list(range(20))


@pytest.fixture(autouse=True)
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "workers", lambda: 3)


def large(task: int) -> bytes:
    return f"{task}:{os.getpid()}".encode().ljust(300_000, b".")


def test_what_comes_of_tasks_comes_in_their_order() -> None:
    told = [data.rstrip(b".").decode().split(":") for data in spread(large, TASKS)]
    assert [int(task) for task, _ in told] == TASKS
    assert len({process for _, process in told} - {str(os.getpid())}) == 3


def test_what_a_dead_worker_had_to_do_is_done_here() -> None:
    here = os.getpid()

    def work(task: int) -> bytes:
        if task == 7 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"%d" % task

    assert [int(data) for data in spread(work, TASKS)] == TASKS


def test_a_fault_is_met_here() -> None:
    def work(task: int) -> bytes:
        if task == 3:
            raise MemoryError
        return b""

    with pytest.raises(MemoryError):
        list(spread(work, TASKS))


def test_workers_end_when_nobody_waits_for_them() -> None:
    results = spread(large, TASKS)
    processes = {int(data.rstrip(b".").split(b":")[1]) for data in islice(results, 3)}
    results.close()  # as by whatever is raised where they are used
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_without_more_processes_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert {data.rstrip(b".").split(b":")[1] for data in spread(large, TASKS)} == {
        b"%d" % os.getpid()
    }


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert workers.workers() == 1
    finally:
        done.set()
        other.join()
    assert workers.workers() >= 1


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells")
def test_no_file_stays_open() -> None:
    before = set(Path("/proc/self/fd").iterdir())
    list(spread(large, TASKS))
    assert set(Path("/proc/self/fd").iterdir()) == before
