"""Where and whether what was read is kept from one run to the next: the environment, key and clock."""

import hashlib
import os
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Final

from timeline.cache import Cache, own_key
from timeline.reading.kept import Kept
from timeline.reading.memory import MANY, Memory

WITHOUT: Final = "TIMELINE_NO_CACHE"
_PACKAGE: Final = Path(__file__).resolve().parents[1]


def memory_of(content: Path, folder: Path | None = None) -> Memory:
    """Give a memory for a content/ folder: one that is kept in `folder`, if it is worth while.

    Without the user's own key, or where the environment says so, nothing is kept. Else it is where
    the build keeps what took it long: beside mkdocs.yml, or where this program was installed without
    one, beside the content.
    """
    if os.environ.get(WITHOUT) or not _many(content) or (key := own_key()) is None:
        return Memory()
    code = hashlib.blake2b(_code(), key=key).digest()
    return Kept(Cache((folder or _folder(content)) / "read", code), time.time_ns())


def _folder(content: Path) -> Path:
    project = _PACKAGE.parent
    if not (project / "mkdocs.yml").is_file():
        project = content.resolve().parent
    return project / ".cache/timeline"


def _many(content: Path) -> bool:
    files = (name for _, _, names in os.walk(content) for name in names)
    return next(islice(files, MANY - 1, None), None) is not None


def _code() -> bytes:
    """Name all that may change what a file is read as: this package, Python, and what is installed."""
    found = hashlib.blake2b()
    for file in sorted(_PACKAGE.rglob("*.py")):
        found.update(str(file.relative_to(_PACKAGE)).encode() + b"\0" + file.read_bytes())
    installed = sorted({name for path in sys.path for name in _named(path)})
    found.update(repr((sys.version, installed)).encode())
    return found.digest()


def _named(path: str) -> list[str]:
    """What is installed in a folder, by name and version."""
    try:
        names = [file.name for file in Path(path).iterdir()]
    except OSError:
        return []
    return [name for name in names if name.endswith((".dist-info", ".egg-info"))]
