"""Where and whether what was read is kept from one run to the next: the environment, key and clock."""

import hashlib
import os
import time
from itertools import islice
from pathlib import Path
from typing import Final

from timeline.cache import WITHOUT, Cache, own_key
from timeline.program import program
from timeline.reading.kept import Kept
from timeline.reading.memory import MANY, Memory

_PACKAGE: Final = Path(__file__).resolve().parents[1]


def memory_of(content: Path, folder: Path | None = None) -> Memory:
    """Give a memory for a content/ folder: one that is kept in `folder`, if it is worth while.

    Without the user's own key, or where the environment says so, nothing is kept. Else it is where
    the build keeps what took it long: beside mkdocs.yml, or where this program was installed without
    one, beside the content.
    """
    if os.environ.get(WITHOUT) or not _many(content) or (key := own_key()) is None:
        return Memory()
    own = hashlib.blake2b(program().encode(), key=key).digest()
    return Kept(Cache((folder or _folder(content)) / "read", own), time.time_ns())


def _folder(content: Path) -> Path:
    project = _PACKAGE.parent
    if not (project / "mkdocs.yml").is_file():
        project = content.resolve().parent
    return project / ".cache/timeline"


def _many(content: Path) -> bool:
    files = (name for _, _, names in os.walk(content) for name in names)
    return next(islice(files, MANY - 1, None), None) is not None
