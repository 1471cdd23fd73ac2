"""Orders to the program that harms builds, and what there is after it."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).parents[2]
KILLED = -9
# Every file below a folder by its name, with its size and a digest of what it holds.
State: TypeAlias = dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, in which stage, and how often it had touched files by then.

    `failed` is the innermost stage that an exception came out of.
    """

    status: int
    stage: str
    failed: str
    touched: int
    seconds: float
    out: str
    err: str


class Server:
    """Runs commands in processes of their own (`tests/faults/server.py`)."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.pid = process.pid

    def run(self, *command: str, cwd: Path = ROOT, **order: Any) -> Ended:
        return Ended(**self._answer({**order, "command": command, "cwd": str(cwd)}))

    def _answer(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


@contextmanager
def server(*before: str) -> Iterator[Server]:
    """A server; `before` is a program that it is started by, such as one that gives it a disk."""
    command = [*before, sys.executable, "-m", "tests.faults.server"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield Server(process)
        process.stdin.close()
        process.wait()


def state(folder: Path) -> State:
    """What lies in a folder; a folder in it is a name that ends with /."""
    found: State = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            found[f"{name}/"] = 0, ""
        else:
            data = path.read_bytes()
            found[name] = len(data), hashlib.sha256(data).hexdigest()
    return found
