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
import secrets
import shutil
import stat
from collections.abc import Collection
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path
from typing import Final

from timeline.locking import alone

# Where it is set, nothing is kept of what was read and of pages: all is made anew. Fonts are kept.
WITHOUT: Final = "TIMELINE_NO_CACHE"

_DIGEST: Final = hashlib.sha256().digest_size
_KEY: Final = 32  # bytes


class Cache:
    """Bytes by name, in a folder. Names are the program's own, with `/`, and never a record's.

    With a `key` only what was written with it is there. What a stranger might put into the folder,
    as a pull request could, is then as good as damaged.
    """

    def __init__(self, folder: Path, key: bytes = b"") -> None:
        self._folder = folder
        self._key = key

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
        data = whole[_DIGEST:]
        return data if compare_digest(whole[:_DIGEST], self._digest(name, data)) else None

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
                    part.write(self._digest(name, data))
                    part.write(data)
                if file.is_dir():
                    _remove(file)
                aside.replace(file)
            except BaseException:
                _remove(aside)
                raise

    def keep(self, folder: str, names: Collection[str]) -> None:
        """Delete what else lies in a folder of the cache, if that can be done now."""
        with suppress(OSError), alone(self._folder / "lock", _not_now):
            for file in list((self._folder / folder).iterdir()):
                if file.name not in names:
                    _remove(file)

    def _digest(self, name: str, data: bytes) -> bytes:
        if self._key:
            named = hashlib.blake2b(name.encode() + b"\0", key=self._key, digest_size=_DIGEST)
            named.update(data)
            return named.digest()
        return hashlib.sha256(name.encode() + b"\0" + data).digest()


def own_key() -> bytes | None:
    """Give a key that only this user can read, made where there is none; None if none can be kept.

    It stands outside of every project: whoever can read it can do all that this program can.
    """
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with suppress(OSError, RuntimeError):  # no home
        file = (Path(base) if base else Path.home() / ".cache") / "timeline" / "key"
        if not os.path.lexists(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            aside = file.with_name(f"key.{os.getpid()}")
            aside.touch(0o600, exist_ok=False)
            try:
                aside.write_bytes(secrets.token_bytes(_KEY))
                with suppress(FileExistsError):  # another was quicker
                    os.link(aside, file)
            finally:
                aside.unlink()
        status = os.lstat(file)
        mine = not hasattr(os, "getuid") or (
            status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077
        )
        if stat.S_ISREG(status.st_mode) and mine:
            key = file.read_bytes()
            return key if len(key) == _KEY else None
    return None


def _not_now() -> None:
    raise BlockingIOError


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
