"""A program that runs commands of the project in processes of its own, and harms them as it is told.

`python -m tests.faults.server` reads an order as JSON from each line of its input and answers with a
line. It has imported all that a build needs, so that a process costs no more than what it does. Each
process leads a process group, so that what it starts is killed with it.
"""

import ctypes
import json
import mmap
import os
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any, Final

from tests.contents import lay
from tests.folders import SMALL
from timeline import cli
from timeline.publishing import swapping

# Where a build is, as functions that are called: module, function, the stage's name.
STAGES: Final = (
    ("timeline.publishing.swapping", "alone", "lock"),
    ("timeline.publishing.swapping", "_recover", "recover"),
    ("timeline.commands.build", "check_content", "check"),
    ("timeline.publishing.publish", "_docs", "docs"),
    ("timeline.publishing.publish", "build", "pages"),
    ("timeline.publishing.plugin", "assets", "fonts"),
    ("timeline.publishing.publish", "_index", "index"),
    ("timeline.publishing.publish", "verify", "verify"),
    ("timeline.publishing.publish", "swap", "swap"),
    ("timeline.publishing.swapping", "_flush", "flush"),
    ("timeline.publishing.swapping", "_clear", "clear"),
    # Of other commands.
    ("timeline.commands.fix", "replace_text", "replace"),
    ("timeline.commands.fix", "fix", "fix"),
    ("timeline.commands.new", "add_files", "add"),
    ("timeline.commands.import_", "add_files", "add"),
    ("timeline.commands.schema", "write_text", "write"),
)
NAMES: Final = ("start", *dict.fromkeys(name for _, _, name in STAGES), "end")
ERRORS: Final[dict[str, BaseException]] = {
    "OSError": OSError(5, "Input/output error"),
    "MemoryError": MemoryError(),
    "KeyboardInterrupt": KeyboardInterrupt(),
    "UnicodeError": UnicodeEncodeError("ascii", "ع", 0, 1, "no"),
    "bug": ZeroDivisionError("a bug"),
}
# What the system is asked to do to files. Before each of them is a moment to be killed at.
TOUCHING: Final = ("os.", "shutil.", "tempfile.", "subprocess.Popen")


class Told:
    """What a process tells while it runs, in memory that its parent reads after it has gone."""

    layout: Final = struct.Struct("=HHq")

    def __init__(self) -> None:
        self.memory = mmap.mmap(-1, 4096)
        self.stage, self.failed, self.touched = 0, 0, 0
        self.tell()

    def tell(self) -> None:
        self.memory[: self.layout.size] = self.layout.pack(self.stage, self.failed, self.touched)

    def read(self) -> dict[str, str | int]:
        stage, failed, touched = self.layout.unpack(self.memory[: self.layout.size])
        return {"stage": NAMES[stage], "failed": NAMES[failed], "touched": touched}


def _harm(order: dict[str, Any], told: Told) -> None:  # noqa: C901 - its parts share what is told
    """Have this process do to itself what the order says."""
    stop = int(order.get("signal", signal.SIGKILL))
    at, within = order.get("at"), order.get("within")
    here = os.getpid()

    def touch() -> None:
        if os.getpid() != here:  # a process split off, which ends with this one
            return
        if within and NAMES[told.stage] not in within:
            return
        told.touched += 1
        told.tell()
        if told.touched == at:
            if stop == signal.SIGKILL:
                os.killpg(0, stop)
            os.kill(os.getpid(), stop)

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & 0o3
        if writes or event.startswith(TOUCHING):
            touch()

    def fail(*where: str) -> None:
        if order.get("raise") == [*where]:
            raise ERRORS[order["error"]]

    def staged(call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            before, told.stage = told.stage, NAMES.index(name)
            told.tell()
            try:
                fail(name, "before")
                if name == "flush":
                    touch()  # a call of the system of which nothing is heard
                found = call(*arguments, **options)
                fail(name, "after")
            except BaseException:
                told.failed = told.failed or NAMES.index(name)
                raise
            told.stage = before
            told.tell()
            return found

        return run

    for module, function, name in STAGES:
        home = import_module(module)
        setattr(home, function, staged(getattr(home, function), name))
    exchange = swapping._exchange

    def exchanged(one: Path, other: Path) -> bool:
        touch()
        done = False if order.get("two_renames") else bool(exchange(one, other))
        touch()
        return done

    vars(swapping)["_exchange"] = exchanged
    sys.addaudithook(hear)


def _be_refused() -> None:
    """Give up what lets root write where the mode of a file says no (capabilities(7))."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # the third version of the call; this process
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; the higher bits after them
    assert libc.capget(header, sets) == 0
    for kind in range(3):
        sets[kind] &= ~0b1110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
    assert libc.capset(header, sets) == 0


def _run(order: dict[str, Any], told: Told, files: list[int]) -> int:
    os.setpgid(0, 0)
    for number, file in enumerate(files):
        os.dup2(file, number)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww")
    )
    os.chdir(order["cwd"])
    os.environ.update(order.get("env", {}))
    tempfile.tempdir = None
    for module, name, value in order.get("set", []):
        setattr(import_module(module), name, Path(value))
    if "file_size" in order:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["file_size"], resource.RLIM_INFINITY))
    if order.get("plain"):
        _be_refused()
    _harm(order, told)
    try:
        command = order["command"]
        status = cli.build(command[1:]) if command[0] == "build.py" else cli.main(command)
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - as Python itself ends
        traceback.print_exc()
        status = 1
    told.stage = NAMES.index("end")
    told.tell()
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _heard(pipe: tuple[int, int]) -> str:
    os.close(pipe[1])
    with os.fdopen(pipe[0], "rb") as told:
        return told.read().decode("utf-8", "replace")


def _answer(order: dict[str, Any]) -> dict[str, Any]:
    told = Told()
    typed = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
    typed.write(order.get("input", "").encode())
    typed.seek(0)
    # Not files: these may be forbidden to grow. What is said fits into a pipe.
    told_out, told_err = os.pipe(), os.pipe()
    began = time.monotonic()
    child = os.fork()
    if not child:
        status = 99  # what no command ends with
        try:
            status = _run(order, told, [typed.fileno(), told_out[1], told_err[1]])
        finally:
            os._exit(status)
    os.setpgid(child, child)  # whichever of the two comes first
    after = order.get("after")
    while True:
        pid, code = os.waitpid(child, 0 if after is None else os.WNOHANG)
        if pid or after is None:
            break
        if time.monotonic() - began >= after:
            os.killpg(child, signal.SIGKILL)
            after = None
        else:
            time.sleep(0.002)
    seconds = time.monotonic() - began
    typed.close()
    out, err = map(_heard, (told_out, told_err))
    status = os.waitstatus_to_exitcode(code)
    return {**told.read(), "status": status, "seconds": seconds, "out": out, "err": err}


def main() -> None:
    """Answer orders until there are no more."""
    for module, _, _ in STAGES:  # a process that has given up its rights may not be let read them
        import_module(module)
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        content = lay(Path(folder) / "content", SMALL)
        # What it loads and compiles once for all, each process then has.
        cli.build(["--content", str(content), "--site", f"{folder}/site"])
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)  # noqa: T201 - so it answers


if __name__ == "__main__":
    main()
