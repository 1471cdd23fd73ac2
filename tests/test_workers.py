"""Work spread over processes."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from timeline.workers import VARIABLE, shares, spread, workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is shared out elsewhere")
TASKS = range(10)


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2")
    # Other tests may have left threads behind that wait for nothing.
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def who(task: int) -> bytes:
    return f"{task} {os.getpid()}".encode()


def asked() -> tuple[list[int], set[int]]:
    """The tasks as they came back, and the processes that did them."""
    found = [tuple(map(int, done.split())) for done in spread(who, TASKS)]
    return [task for task, _ in found], {process for _, process in found}


def test_tasks_come_back_in_their_order_from_two_processes() -> None:
    tasks, processes = asked()
    assert tasks == list(TASKS)
    assert len(processes - {os.getpid()}) == 2


def test_one_process_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    assert asked() == (list(TASKS), {os.getpid()})


@pytest.mark.parametrize("wanted", ["", "two", "-1", "٢"])
def test_as_many_as_there_are_processors(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    monkeypatch.setenv(VARIABLE, wanted)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    assert workers() == 3


def test_beside_another_thread_nothing_is_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv(VARIABLE, "2")
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert asked() == (list(TASKS), {os.getpid()})
    finally:
        ended.set()
        thread.join()


def test_what_fails_in_a_worker_fails_here() -> None:
    def fails(task: int) -> bytes:
        if task == 5:
            raise LookupError("five")
        return who(task)

    with pytest.raises(LookupError, match="five"):
        list(spread(fails, TASKS))


def test_what_a_worker_did_not_come_to_is_done_here() -> None:
    here = os.getpid()

    def dies(task: int) -> bytes:
        if task == 4 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return who(task)

    found = [tuple(map(int, done.split())) for done in spread(dies, TASKS)]
    assert [task for task, _ in found] == list(TASKS)
    assert [task for task, process in found if process == here] == [4, 6, 8]


def test_no_worker_outlives_what_it_works_for(tmp_path: Path) -> None:
    def waits(task: int) -> bytes:
        (tmp_path / str(os.getpid())).touch()
        if task > 1:
            time.sleep(60)
        return b""

    coming = spread(waits, TASKS)
    next(coming)
    while len(begun := list(tmp_path.iterdir())) < 2:
        time.sleep(0.01)
    coming.close()
    for process in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(int(process.name), 0)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    def waits(_: int) -> bytes:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(60)
        return b""

    parent = os.fork()
    if parent == 0:
        list(spread(waits, TASKS))
    while len(begun := list(tmp_path.iterdir())) < 2:
        time.sleep(0.01)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    for process in begun:
        for _ in range(500):
            stat = Path("/proc", process.name, "stat")
            if not stat.exists() or stat.read_text().split()[2] == "Z":  # nobody has taken note yet
                break
            time.sleep(0.01)
        else:
            pytest.fail("a worker goes on")


@pytest.mark.parametrize("items", [0, 1, 399, 400, 401, 13_099])
def test_each_item_is_of_one_share(items: int) -> None:
    parted = shares(items)
    assert sorted(item for share in parted for item in share) == list(range(items))
    assert (len(parted) > 1) == (items >= 400)


def test_large_answers_come_whole() -> None:
    answers = [bytes([task]) * 3_000_000 for task in TASKS]
    assert list(spread(lambda task: answers[task], TASKS)) == answers


def test_without_more_processes_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert asked() == (list(TASKS), {os.getpid()})


def test_no_file_stays_open() -> None:
    before = set(Path("/proc/self/fd").iterdir())
    asked()
    assert set(Path("/proc/self/fd").iterdir()) == before
