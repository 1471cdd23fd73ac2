"""Runs commands and writes down what Python is asked to do for them: PEP 578's audit hooks.

    python tests/watched.py '[["check", "--content", "content"], …]'

Started by tests/test_reach.py in a process of its own, since a hook cannot be taken away again. What is
written is one line of JSON a command. Programs that are started are named, not followed.
"""

import contextlib
import io
import json
import os
import re
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHANGES = {
    "os.chmod": 1,
    "os.link": 2,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.utime": 1,
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
SHOWN = 2  # lines that a preview says until its pages are there
STARTS = ("os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn")

seen: dict[str, set[str]] = {}
readers: set[int] = set()  # threads that are no part of the program


def hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what touches files, other programs or the network."""
    if not seen or threading.get_ident() in readers:
        return
    if event == "open":
        path, mode, flags = arguments
        if not isinstance(path, int):
            writes = (flags or 0) & WRITING or set(mode or "") & set("wax+")
            seen["wrote" if writes else "read"].add(place(path))
    elif event in CHANGES:
        for path in arguments[: CHANGES[event]]:
            if not isinstance(path, int):
                seen["wrote"].add(place(path, arguments[-1]))
    elif event == "subprocess.Popen":
        seen["ran"].add(Path(os.fsdecode(arguments[0])).name)
    elif event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        seen["reached"].add(" ".join((event, *addressed(event, arguments))))
    elif event in STARTS:
        seen["ran"].add(event)


def addressed(event: str, arguments: tuple[Any, ...]) -> list[str]:
    """Whom an event of a socket names, if anybody."""
    return [str(arguments[1][0])] if event in {"socket.bind", "socket.connect"} else []


def place(path: Any, folder: Any = -1) -> str:
    """Where a path leads, but for the last part: a link is itself.

    `folder` is the number of an open folder that it starts from, as `shutil.rmtree` names files.
    """
    start = Path(f"/proc/self/fd/{folder}") if isinstance(folder, int) and folder >= 0 else Path()
    one = start / os.fsdecode(path)
    return str(one.parent.resolve() / one.name)


@contextlib.contextmanager
def watched() -> Iterator[None]:
    seen.update({"wrote": set(), "read": set(), "ran": set(), "reached": set()})
    yield
    seen.clear()


def visit(said: io.StringIO) -> None:
    """Read a page of a preview once it is there, and end it."""
    readers.add(threading.get_ident())
    while said.getvalue().count("\n") < SHOWN:
        time.sleep(0.05)
    address = re.findall(r"http://[\w.:/]+", said.getvalue())[0]
    with urllib.request.urlopen(address) as page:
        page.read()
    os.kill(os.getpid(), signal.SIGINT)


def main(runs: list[list[str]]) -> None:
    """Run one command after the other; nothing of the project is imported before the hook."""
    # Whoever starts tests in the background has Ctrl+C ignored, and programs inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.addaudithook(hook)
    for name, *arguments in runs:
        said = io.StringIO()
        with watched():
            from timeline import cli  # noqa: PLC0415 - what it imports is watched, too

            if name == "serve":
                threading.Thread(target=visit, args=(said,), daemon=True).start()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                run = cli.build if name == "build" else cli.main
                status = run(arguments if name == "build" else [name, *arguments])
            found = {kind: sorted(what) for kind, what in seen.items()}
        told = {"command": name, "status": status, "said": said.getvalue(), **found}
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
