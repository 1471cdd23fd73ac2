"""What a command costs: time, CPU, and the memory of its own program and of others apart.

On Linux, out of /proc. Times are seconds, memory is bytes.
"""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LOOK: Final = 0.05  # seconds between two looks at the processes …
REST: Final = 20  # … or so many times as long as a look takes, if that is longer
PROC: Final = Path("/proc")


class FailedError(Exception):
    """A command did not do what was to be measured; the message is the last it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    `cpu` is of it and of all that it waited for. `own` is the most memory that processes of its own
    program held at once, workers included and what they share counted once; `others` the same of
    every other program that it started, by name.
    """

    wall: float
    cpu: float
    own: int
    others: Mapping[str, int]
    said: str


def measure(
    command: Sequence[str | Path], folder: Path, env: Mapping[str, str], limit: float
) -> Cost:
    """Run a command in a folder; raise `FailedError` where it fails or is not done in time."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        ended = threading.Event()
        watch = Watch(process.pid)
        watching = threading.Thread(target=watch.until, args=(ended,))
        watching.start()
        late = threading.Timer(limit, _kill, (process.pid,))
        late.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        except BaseException:
            _kill(process.pid)
            raise
        finally:
            late.cancel()
            ended.set()
            watching.join()
        out.seek(0)
        said = out.read().decode("utf-8", "replace").strip()
    if process.returncode:
        last = said.rpartition("\n")[2] or f"exit status {process.returncode}"
        raise FailedError(f"not done after {limit:.0f} s" if wall >= limit else last)
    # What is done before the first look has held as much as the system says.
    own = watch.peaks.pop(watch.program, 0) or usage.ru_maxrss * 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, own, dict(sorted(watch.peaks.items())), said)


def _kill(leader: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


class Watch:
    """Looks at a process and all below it, and keeps the most memory that each program held."""

    def __init__(self, leader: int) -> None:
        self.peaks: dict[str, int] = {}
        self.program = ""
        self._leader = leader

    def until(self, ended: threading.Event) -> None:
        """Look again and again, until told."""
        pause = LOOK
        while not ended.wait(pause):
            start = time.perf_counter()
            self.look()
            pause = max(LOOK, REST * (time.perf_counter() - start))

    def look(self) -> None:
        """Look once."""
        held: dict[str, int] = {}
        for process in tree(self._leader):
            with suppress(OSError):  # gone meanwhile
                program = (PROC / str(process) / "exe").readlink().name
                fields = memory((PROC / str(process) / "smaps_rollup").read_text())
                held[program] = held.get(program, 0) + fields.get("Pss", 0)
                # One process alone held as much as the system remembers, between two looks too.
                alone = memory((PROC / str(process) / "status").read_text()).get("VmHWM", 0)
                self.peaks[program] = max(self.peaks.get(program, 0), alone)
                if process == self._leader:
                    self.program = program
        for program, sum_of_all in held.items():
            self.peaks[program] = max(self.peaks.get(program, 0), sum_of_all)


def tree(leader: int) -> Iterator[int]:
    """A process and all below it, as they stand."""
    pending = [leader]
    while pending:
        process = pending.pop()
        yield process
        with suppress(OSError):
            for task in (PROC / str(process) / "task").iterdir():
                pending += map(int, (task / "children").read_text().split())


def memory(text: str) -> dict[str, int]:
    """Read lines like `Pss:  1234 kB` of a file of /proc, as bytes."""
    lines = (line.split() for line in text.splitlines())
    return {
        words[0].removesuffix(":"): int(words[1]) * 1024
        for words in lines
        if len(words) == 3 and words[2] == "kB"
    }
