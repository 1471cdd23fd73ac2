"""The texts of content/ as they stand in their files, line ends and marks and all: to be mended.

Reading records refuses some of these, `timeline.reading.folder` says which.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from timeline.reading.folder import MAX_VOCABULARY_BYTES

_FOLDERS: Final = {"events": True, "sources": True, "vocabularies": False, "pages": True}
_ENDINGS: Final = (".yml", ".yaml", ".md")


def texts(root: Path) -> dict[str, str]:
    """Give the text of every file that holds records or pages, by its name below content/.

    What is no UTF-8, larger than any record file may be, no regular file or not to be opened is
    left out.
    """
    found = {}
    for file in _files(root):
        try:
            with (root / file).open("rb") as stream:
                data = stream.read(MAX_VOCABULARY_BYTES + 1)
            if len(data) <= MAX_VOCABULARY_BYTES:
                found[file] = data.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return found


def _files(root: Path) -> Iterator[str]:
    pending = ["", *_FOLDERS]
    while pending:
        folder = pending.pop(0)
        try:
            with os.scandir(root / folder) as entries:
                here = sorted((entry for entry in entries), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in here:
            file = f"{folder}/{entry.name}".removeprefix("/")
            if entry.name.startswith("."):
                continue
            try:
                mode = entry.stat(follow_symlinks=False).st_mode
            except OSError:  # it went away since the folder was listed
                continue
            if stat.S_ISDIR(mode) and _FOLDERS.get(file.partition("/")[0]) and folder:
                pending.append(file)
            elif stat.S_ISREG(mode) and entry.name.lower().endswith(_ENDINGS):
                yield file
