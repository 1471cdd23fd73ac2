"""Commands that are measured: what they cost, whose memory it is, and what fails."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import PARTS, main
from benchmarks.house import ENGINE, PROJECT, House, house
from benchmarks.measuring import FailedError, measure, memory

MIB = 1024 * 1024
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

HOLDS = "import time; held = b'x' * (40 << 20); time.sleep(0.4)"
STARTS = "import subprocess; subprocess.run(['sleep', '0.4'], check=True)"


def test_fields_of_proc_are_read() -> None:
    text = "559-7ff ---p 0 00:00 0   [rollup]\nRss:     1784 kB\nPss:      383 kB\nThreads:\t1\n"
    assert memory(text) == {"Rss": 1784 * 1024, "Pss": 383 * 1024}


@linux
def test_memory_of_other_programs_is_told_apart(tmp_path: Path) -> None:
    cost = measure([sys.executable, "-c", f"{HOLDS}; {STARTS}"], tmp_path, os.environ, 30)
    assert 40 * MIB < cost.own < 100 * MIB
    assert [*cost.others] in (["sleep"], ["coreutils"], ["busybox"])
    assert max(cost.others.values()) < 10 * MIB
    assert 0.8 < cost.wall < 30
    assert cost.cpu < cost.wall


@linux
def test_workers_count_as_the_commands_own(tmp_path: Path) -> None:
    fork = f"import os; child = os.fork(); {HOLDS}; child and os.wait()"
    cost = measure([sys.executable, "-c", fork], tmp_path, os.environ, 30)
    assert cost.own > 80 * MIB
    assert not cost.others


@linux
@pytest.mark.parametrize(
    ("code", "limit", "said"),
    [
        ("print('a', flush=True); raise SystemExit('it cannot')", 30, "it cannot"),
        ("raise SystemExit(3)", 30, "exit status 3"),
        ("import time; time.sleep(60)", 0.3, "not done after 0 s"),
    ],
)
def test_what_fails_is_not_measured(tmp_path: Path, code: str, limit: float, said: str) -> None:
    with pytest.raises(FailedError, match=said):
        measure([sys.executable, "-c", code], tmp_path, os.environ, limit)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("bench") / "house", 12)


def test_a_house_is_a_copy_with_records_of_its_own(small: House) -> None:
    assert all((PROJECT / name).exists() for name in ENGINE)
    assert (small.folder / "timeline" / "cli.py").read_bytes() == (
        PROJECT / "timeline" / "cli.py"
    ).read_bytes()
    assert len([*(small.content / "events").rglob("*.yml")]) == 12
    assert not (small.folder / ".cache").exists()


def test_an_edit_is_of_another_record_each_time(small: House) -> None:
    edits = [small.edit() for _ in range(3)]
    assert len({event for event, _ in edits}) == 3
    assert len({words for _, words in edits}) == 3
    assert small.edit(0)[0] == next(iter(small.made.events))


@linux
def test_its_own_engine_checks_it(small: House) -> None:
    where = "import timeline; print(timeline.__path__[0])"
    said = measure([sys.executable, "-c", where], small.folder, small.env, 30).said
    assert Path(said).parent.resolve() == small.folder.resolve()
    assert small.accepts("--site")
    assert not small.accepts("--no-such-option")


def test_what_may_be_left_out_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(part in said for part in PARTS)
