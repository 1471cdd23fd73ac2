"""What commands cost, each in a process of its own: seconds of CPU and the peak of memory.

    python -m tests.measured < JOBS

A job is a list of command lines, run one after another in a process that is forked from one in which
the program stands ready, so that what is measured is the answer and not the start of Python. The time
is that of the processor (`wait4`), which other work on the machine does not lengthen.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
MIB: Final = 1024 * 1024
# What ends a process that would else fill the machine: far beyond what any test allows.
MOST_SECONDS: Final = 20
MOST_BYTES: Final = 4 * 1024 * MIB


@dataclass(frozen=True, slots=True)
class Cost:
    """What a job took: `seconds` of CPU, `peak` of memory in MiB, and how much of it was its own.

    `statuses` are the exit statuses, empty where the process ended otherwise; `said` is all that
    was printed.
    """

    seconds: float
    peak: float
    own: float
    statuses: tuple[int, ...]
    said: str


def measure(jobs: Sequence[Sequence[Sequence[str]]]) -> list[Cost]:
    """Run each job in a process of its own, which nothing else measures: that takes time, too."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.measured"],
        input=json.dumps([[list(command) for command in job] for job in jobs]),
        cwd=ROOT,
        env={**around, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        Cost(seconds, peak, own, tuple(statuses), said)
        for seconds, peak, own, statuses, said in json.loads(done.stdout)
    ]


def _main() -> None:
    from timeline.cli import build, main  # noqa: PLC0415 - only here is the program needed

    def run(commands: Sequence[Sequence[str]], out: int) -> None:
        """Run commands and note their exit statuses: on the last line of what is printed."""
        os.dup2(out, 1)
        os.dup2(out, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        statuses: list[int] = []
        for command, *arguments in commands:
            try:
                statuses.append(
                    build(arguments) if command == "build" else main([command, *arguments])
                )
            except BaseException:  # noqa: BLE001 - whatever it is, it is told
                traceback.print_exc()
                break
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(1, f"\n{json.dumps(statuses)}".encode())

    def forked(commands: Sequence[Sequence[str]]) -> list[object]:
        with tempfile.TemporaryFile() as out:
            process = os.fork()
            if not process:
                try:
                    run(commands, out.fileno())
                finally:
                    os._exit(0)
            _, ended, usage = os.wait4(process, 0)
            out.seek(0)
            said, _, last = out.read().decode(errors="replace").rpartition("\n")
            statuses = json.loads(last) if not ended else []
        seconds = usage.ru_utime + usage.ru_stime
        return [round(seconds, 3), usage.ru_maxrss / 1024, said, statuses]

    jobs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        # What is loaded or worked out once, and not for a job, is so before any of them.
        (Path(folder) / "events").mkdir()
        (Path(folder) / "events" / "x.yml").write_text("tittle: a\ndate: 1\n", encoding="utf-8")
        warm = [["check", "--content", folder, "--lang", each] for each in ("ar", "en")]
        stdout = sys.stdout
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            sys.stdout = nowhere
            for command in warm:
                main(command)
            sys.stdout = stdout
        ready = float(str(forked(warm)[1]))
    costs = []
    for job in jobs:
        seconds, peak, said, statuses = forked(job)
        costs.append([seconds, peak, float(str(peak)) - ready, statuses, said])
    json.dump(costs, sys.stdout)


if __name__ == "__main__":
    _main()
