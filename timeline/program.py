"""Which program this is: a digest of all that may change what it makes of the same records.

What is kept from one run to the next is named by it. Imports nothing of the project.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent
_INSTALLED: Final = (".dist-info", ".egg-info")  # how the folders end that name a package's version


@lru_cache(maxsize=1)
def program() -> str:
    """The digest of this package's files, of Python, and of what is installed beside it."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(_files()):
        digest.update(f"{file.removeprefix(str(_PACKAGE))}\0".encode())
        digest.update(hashlib.blake2b(Path(file).read_bytes()).digest())
    installed = sorted({name for path in sys.path for name in _installed(path)})
    digest.update(repr((sys.version, installed)).encode())
    return digest.hexdigest()


def _files() -> Iterator[str]:
    """What the program is made of; each command that reads records asks, so by the quick way."""
    for folder, _, names in os.walk(_PACKAGE):
        yield from (f"{folder}/{name}" for name in names if not name.endswith(".pyc"))


def _installed(path: str) -> list[str]:
    """What is installed in a folder, by name and version."""
    try:
        names = [file.name for file in Path(path).iterdir()]
    except OSError:  # no folder, or one that is not to be read
        return []
    return [name for name in names if name.endswith(_INSTALLED)]
