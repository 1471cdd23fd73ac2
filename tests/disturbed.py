"""Runs the program as another machine would: on another day, with files in another order.

    python tests/disturbed.py '{"checkout": "…", "seed": 7, "days": 400, "runs": [["build"], ["check"]]}'

Started by other tests, in a process of its own, before anything of the project is imported. It disturbs
what our code, MkDocs and the fonts' tools see. Pagefind reads no folder (timeline/publishing/indexing.py), and no
clock that could be set from here.
"""

import datetime as dt
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from random import Random
from typing import Any


class Scanned:
    """What `os.scandir` gives, in another order."""

    def __init__(self, entries: list[Any]) -> None:
        self.entries = entries

    def __iter__(self) -> Iterator[Any]:
        return iter(self.entries)

    def __next__(self) -> Any:
        if not self.entries:
            raise StopIteration
        return self.entries.pop()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.entries = []


def disturb_order(seed: int) -> None:
    """Let folders list what is in them in an order of chance."""
    chance = Random(seed)
    listdir, scandir = os.listdir, os.scandir

    def listed(*where: Any) -> list[Any]:
        names = sorted(listdir(*where))
        return chance.sample(names, len(names))

    def scanned(*where: Any) -> Scanned:
        with scandir(*where) as found:
            entries: list[Any] = sorted(found, key=lambda entry: entry.name)
        return Scanned(chance.sample(entries, len(entries)))

    os.listdir, os.scandir = listed, scanned  # type: ignore[assignment]


class AsBefore(type):
    """What C made of the class before counts as one of it, too."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__mro__[1])

    def __subclasscheck__(cls, kind: type) -> bool:
        return issubclass(kind, cls.__mro__[1])


class Date(dt.date, metaclass=AsBefore):
    """A day that is some days ahead when it is today."""

    ahead = dt.timedelta()

    @classmethod
    def today(cls) -> Any:
        return Datetime.now().date()


class Datetime(dt.datetime, metaclass=AsBefore):
    """A time that is some days ahead when it is now."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls) -> Any:
        return cls.now()

    @classmethod
    def utcnow(cls) -> Any:
        return cls.now(dt.UTC).replace(tzinfo=None)


def disturb_day(days: int) -> None:
    """Set every clock that Python has ahead by some days."""
    seconds, now = days * 86400, time.time
    time.time = lambda: now() + seconds
    time.time_ns = lambda: int(time.time() * 1e9)
    for name in ("gmtime", "localtime", "ctime"):
        before = getattr(time, name)
        setattr(time, name, lambda at=None, b=before: b(time.time() if at is None else at))
    strftime = time.strftime
    time.strftime = lambda form, at=None: strftime(form, at or time.localtime())
    dt.date, dt.datetime = Date, Datetime  # type: ignore[misc]


def disturb_processes() -> None:
    """Run one thread more, beside which nothing is split off."""
    threading.Thread(target=threading.Event().wait, daemon=True).start()


def forks() -> list[str]:
    """Give a list in which every process that is split off from now on leaves a word."""
    seen: list[str] = []
    sys.addaudithook(lambda event, _: seen.append(event) if event == "os.fork" else None)
    return seen


def as_arguments(settings: dict[str, Any]) -> dict[str, Any]:
    """Give names of files as Python has them from a command line in the encoding of this process."""

    def one(value: Any) -> Any:
        if isinstance(value, list):
            return [one(each) for each in value]
        return os.fsdecode(value.encode()) if isinstance(value, str) else value

    return {name: one(value) for name, value in settings.items()}


def main(settings: dict[str, Any]) -> None:
    """Do the runs one after the other, each with its exit status after what it said."""
    if "umask" in settings:
        os.umask(settings["umask"])
    if settings.get("processors") == 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if "days" in settings:
        disturb_day(settings["days"])
    if "seed" in settings:
        disturb_order(settings["seed"])
    if settings.get("alone"):
        disturb_processes()
    split_off = forks()
    checkout = Path(settings["checkout"])
    sys.path.insert(0, str(checkout))
    from timeline import cli  # noqa: PLC0415 - the checkout's, and after all is disturbed

    assert Path(cli.__file__).is_relative_to(checkout), cli.__file__
    with chdir(settings.get("folder", checkout)):
        for name, *arguments in settings["runs"]:
            # As from a command line: where names of files are not UTF-8, all this starts again.
            sys.argv = ["timeline"] + ([] if name == "build" else [name]) + arguments
            status = cli.build() if name == "build" else cli.main()
            sys.stdout.write(f"--- {name}: {status}\n")
            sys.stdout.flush()
    if "alone" in settings:
        assert settings["alone"] == (not split_off), split_off


if __name__ == "__main__":
    main(json.loads(sys.argv[1], object_hook=as_arguments))
