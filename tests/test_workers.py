"""Work shared out among processes."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.workers import VARIABLE, WorkerError, sharing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is shared out elsewhere")


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def numbers(indexes: Iterator[int]) -> tuple[int, list[int]]:
    time.sleep(0.05)  # the other one begins, too
    return os.getpid(), list(indexes)


def test_each_item_is_given_to_one_worker() -> None:
    with sharing(numbers, 1000, 10) as shares:
        found = shares.results()
    assert len({process for process, _ in found} - {os.getpid()}) == 2
    assert sorted(number for _, part in found for number in part) == list(range(1000))


@pytest.mark.parametrize("items", [0, 1, 19])
def test_few_items_are_worked_on_here(items: int) -> None:
    with sharing(numbers, items, 10) as shares:
        assert shares.results() == [(os.getpid(), list(range(items)))]


def test_beside_another_thread_nothing_is_shared_out() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        with sharing(numbers, 1000, 10) as shares:
            ((process, _),) = shares.results()
    finally:
        ended.set()
        thread.join()
    assert process == os.getpid()


def test_one_process_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    with sharing(numbers, 1000, 10) as shares:
        assert [process for process, _ in shares.results()] == [os.getpid()]


def test_what_a_worker_raises_is_raised_here() -> None:
    def fails(indexes: Iterator[int]) -> None:
        for index in indexes:
            if index == 500:
                raise LookupError("five hundred")

    with pytest.raises(LookupError, match="five hundred"), sharing(fails, 1000, 10) as shares:
        shares.results()


def test_a_worker_that_is_killed_is_told() -> None:
    def dies(indexes: Iterator[int]) -> None:
        if 500 in indexes:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerError), sharing(dies, 1000, 10) as shares:
        shares.results()


def test_no_worker_outlives_what_it_works_for(tmp_path: Path) -> None:
    def waits(_: Iterator[int]) -> None:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(60)

    with sharing(waits, 1000, 10):
        while len(begun := list(tmp_path.iterdir())) < 2:
            time.sleep(0.01)
    for process in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(int(process.name), 0)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    def waits(_: Iterator[int]) -> None:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(60)

    parent = os.fork()
    if parent == 0:
        with sharing(waits, 1000, 10) as shares:
            shares.results()
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
