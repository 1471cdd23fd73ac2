"""Runs the program as another machine would: on another day, with files in another order.

    python tests/disturbed.py '{"checkout": "…", "seed": 7, "days": 400, "runs": [["build"], ["check"]]}'

Started by tests/test_same_bytes.py, in a process of its own, before anything of the project is
imported. It disturbs what our code, MkDocs and the fonts' tools see, and what Pagefind is given; the
clock that Pagefind itself would ask is the machine's.
"""

import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from random import Random
from typing import Any


def disturb_order(seed: int) -> None:
    """Let folders list what is in them in an order of chance."""
    chance = Random(seed)
    listdir, scandir = os.listdir, os.scandir

    class Scanned:
        def __init__(self, *where: Any) -> None:
            with scandir(*where) as found:
                self.entries: list[Any] = sorted(found, key=lambda entry: entry.name)
            chance.shuffle(self.entries)

        def __iter__(self) -> Iterator[Any]:
            return self

        def __next__(self) -> Any:
            if not self.entries:
                raise StopIteration
            return self.entries.pop()

        def __enter__(self) -> "Scanned":
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def close(self) -> None:
            self.entries.clear()

    def listed(*where: Any) -> list[Any]:
        names = sorted(listdir(*where))
        chance.shuffle(names)
        return names

    class Popen(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, command: Any, *more: Any, **named: Any) -> None:
            if "--site" in command:  # Pagefind reads it: where it lies on tmpfs, youngest first
                written_anew(Path(command[command.index("--site") + 1]), chance)
            super().__init__(command, *more, **named)

    os.listdir, os.scandir, subprocess.Popen = listed, Scanned, Popen  # type: ignore[misc,assignment]


def written_anew(folder: Path, chance: Random) -> None:
    """Delete the files of a folder and write them again, in an order of chance."""
    files = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    for path in files:
        path.unlink()
    for path in chance.sample(list(files), len(files)):
        path.write_bytes(files[path])


def disturb_day(days: int) -> None:
    """Set every clock that Python has ahead by some days."""
    date, datetime_ = datetime.date, datetime.datetime
    delta, seconds = datetime.timedelta(days), days * 86400
    now = time.time

    class AsBefore(type):  # what the others made counts as one, too
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, cls.__mro__[1])

        def __subclasscheck__(cls, kind: type) -> bool:
            return issubclass(kind, cls.__mro__[1])

    class Date(date, metaclass=AsBefore):
        @classmethod
        def today(cls) -> Any:
            return date.today() + delta

    class Datetime(datetime_, metaclass=AsBefore):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime_.now(tz) + delta

        @classmethod
        def today(cls) -> Any:
            return datetime_.today() + delta

        @classmethod
        def utcnow(cls) -> Any:
            return datetime_.now(datetime.UTC).replace(tzinfo=None) + delta

    datetime.date, datetime.datetime = Date, Datetime  # type: ignore[misc]
    for name in ("gmtime", "localtime", "ctime"):
        before = getattr(time, name)
        setattr(time, name, lambda at=None, b=before: b(now() + seconds if at is None else at))
    formatted, broken_down = time.strftime, time.localtime
    time.strftime = lambda form, at=None: formatted(form, at or broken_down())
    time.time = lambda: now() + seconds
    time.time_ns = lambda: int((now() + seconds) * 1e9)


def as_arguments(settings: dict[str, Any]) -> dict[str, Any]:
    """Give names of files as Python has them from a command line in the encoding of this process."""

    def one(value: Any) -> Any:
        if isinstance(value, list):
            return [one(each) for each in value]
        return os.fsdecode(value.encode()) if isinstance(value, str) else value

    return {name: one(value) for name, value in settings.items()}


def main(settings: dict[str, Any]) -> None:
    """Do the runs one after the other, each with its exit status printed after it."""
    if "umask" in settings:
        os.umask(settings["umask"])
    if settings.get("processors") == 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if "days" in settings:
        disturb_day(settings["days"])
    if "seed" in settings:
        disturb_order(settings["seed"])
    checkout = Path(settings["checkout"])
    sys.path.insert(0, str(checkout))
    from timeline import cli  # noqa: PLC0415 - the checkout's, and after all is disturbed

    assert Path(cli.__file__).is_relative_to(checkout), cli.__file__
    with chdir(settings.get("folder", checkout)):
        for name, *arguments in settings["runs"]:
            # As from a command line: where names of files are not UTF-8, all this starts again.
            sys.argv = (
                ["build.py", *arguments] if name == "build" else ["timeline", name, *arguments]
            )
            status = cli.build() if name == "build" else cli.main()
            print(f"--- {name}: {status}", flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1], object_hook=as_arguments))
