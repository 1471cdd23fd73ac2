"""The files of content/: which there are, and their bytes as text."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from timeline.reading.finding import Finding, Location

MAX_RECORD_BYTES: Final = 64 * 1024  # a page of text is 4 KiB
MAX_VOCABULARY_BYTES: Final = 8 * 1024 * 1024  # a gazetteer of 20,000 places
MAX_RECORDS: Final = 100_000
MAX_TOTAL_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file's name below content/, with `/`, and its text."""

    file: str
    text: str


def open_file(root: Path, file: str, limit: int) -> RawFile | Finding:
    """The text of one file, or why it cannot be read.

    Links are not followed: what is published is what stands in content/.
    """
    refuse = partial(Finding, at=Location(file))
    try:
        # Asked before opening: to open a pipe would wait for its other end.
        if not stat.S_ISREG(os.lstat(root / file).st_mode):
            return refuse("not-a-file")
        descriptor = os.open(root / file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as stream:
            data = stream.read(limit + 1)
    except OSError:
        return refuse("unreadable-file")
    if len(data) > limit:
        return refuse("file-too-large", facts={"limit": str(limit // 1024)})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        facts = {"value": f"0x{data[error.start]:02X}"}
        return Finding("not-utf-8", Location(file, line, column), facts)
    if text.startswith("\ufeff"):
        return refuse("byte-order-mark")
    if "\r" in text.replace("\r\n", "\n"):
        line = text.replace("\r\n", "\n").split("\r", 1)[0].count("\n") + 1
        return Finding("hidden-line-break", Location(file, line), {"value": "U+000D"})
    return RawFile(file, text.replace("\r\n", "\n"))


def record_files(root: Path, folder: str) -> Iterator[str | Finding]:
    """The names of the `.yml` files below a folder of content/, sorted, and what else lies there.

    Files whose names begin with a dot are an editor's or git's, and left alone.
    """
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            entries = sorted(os.scandir(root / current), key=lambda entry: entry.name)
        except OSError:
            yield Finding("unreadable-file", Location(current))
            continue
        for entry in entries:
            file = f"{current}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name.endswith((".yml", ".yaml")):
                    yield Finding("folder-for-file", Location(file))
                else:
                    pending.append(file)
            elif entry.name.endswith(".yml"):
                yield file
            else:
                yield Finding("stray-file", Location(file), {"value": entry.name})

