"""What lies in a content/ folder and when each of it last changed, without looking into any file.

Two readings of folders of one fingerprint find the same. For that each file must have been left alone
for a while when it was looked at: one that changes twice within a tick of the system's clock has the
same stamp both times, as git says of its index («racy»).
"""

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

# Of the coarsest clock that a file system has (FAT), and more than the others' ticks.
_TICK: Final = 2_000_000_000  # nanoseconds


def settled(changed: int, now: int) -> bool:
    """Whether a change at this moment, in nanoseconds, is so old that another would be seen."""
    return changed + _TICK < now


def fingerprint(root: Path, now: int) -> str | None:
    """Name the state of a folder; None if that cannot be told, or not yet.

    `now` is in nanoseconds since 1970.
    """
    found = hashlib.blake2b(digest_size=16)
    pending = [""]
    try:
        while pending:
            folder = pending.pop()
            with os.scandir(f"{root}/{folder}") as entries:
                here = sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in entries)
            for name, status in here:
                path = f"{folder}{name}"
                seen: tuple[int, ...] = status.st_mode, status.st_ino
                if stat.S_ISDIR(status.st_mode):
                    if name != ".git":  # which nothing looks into
                        pending.append(f"{path}/")
                else:
                    if not settled(max(status.st_mtime_ns, status.st_ctime_ns), now):
                        return None
                    seen += status.st_size, status.st_mtime_ns, status.st_ctime_ns
                found.update(f"{path}\0{seen}\0".encode("utf-8", "surrogateescape"))
    except (OSError, UnicodeEncodeError):
        return None
    return found.hexdigest()
