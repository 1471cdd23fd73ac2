"""What took long to make, kept from one run to the next in files that say whether they are whole.

Each begins with a digest of its name and of what follows. So what is half written, damaged, of
another name or no file at all is not there, and is made again; and nothing need be forced to the
disk, since what a power cut leaves of it is told by the digest too. Nothing depends on the cache: one
that cannot be read or written costs time and is not an error.

Many may use one cache at once: what is read was put in its place whole, and one at a time writes.
Nobody waits for that one, who may have been stopped; what two write at once, one of them keeps.
Imports `timeline.locking` alone.
"""

import hashlib
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from timeline.locking import alone

_DIGEST: Final = hashlib.sha256().digest_size


class Cache:
    """Bytes by name, in a folder. Names are the program's own, with `/`, and never a record's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """Give what was written under a name, as it was written; None where that is not there."""
        file = self._folder / name
        try:
            # Asked before opening: to open a pipe would wait for its other end. No link is followed.
            if not stat.S_ISREG(os.lstat(file).st_mode):
                return None
            whole = file.read_bytes()
        except OSError:
            return None
        digest = _digest(name, whole[_DIGEST:])
        return whole[_DIGEST:] if whole[:_DIGEST] == digest else None

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, if that can be done now."""
        with suppress(OSError), alone(self._folder / "lock", _not_now):
            file = self._folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            # Always of one name, since one at a time writes: what a kill leaves the next run takes.
            aside = self._folder / "part"
            _remove(aside)
            try:
                with aside.open("xb") as part:
                    part.write(_digest(name, data) + data)
                if file.is_dir():
                    _remove(file)
                aside.replace(file)
            except BaseException:
                _remove(aside)
                raise


def _not_now() -> None:
    raise BlockingIOError


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + data).digest()
