"""What changes in a folder, by looking again and again.

Asked of the system instead (inotify and its kin), changes on network drives, in virtual machines
and beyond a limit of watches go unnoticed, and an editor that puts a new file in the old one's
place must be understood. Looking at ten thousand files takes some 50 ms.
"""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

from timeline.reading.memory import Stamp, stamp

Snapshot: TypeAlias = Mapping[str, Stamp]

SETTLED: Final = 0.05  # seconds without a change, after which a file is taken to be written whole
PATIENCE: Final = 2.0  # seconds, after which what never settles is shown as it is


def snapshot(root: Path) -> Snapshot:
    """Give the stamp of every file below a folder, by its name with `/`.

    Names that begin with a dot are an editor's or git's, and links are not followed, as in reading.
    """
    found: dict[str, Stamp] = {}
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(f"{folder}{entry.name}/")
                    else:
                        status = entry.stat(follow_symlinks=False)
                        found[f"{folder}{entry.name}"] = stamp(status)
        except OSError:
            continue  # gone between two looks; the next one sees what became of it
    return found


def settled(root: Path, now: Snapshot) -> Snapshot:
    """Wait until nothing changes any more: a file half written is no mistake of its author's."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(SETTLED)
        later = snapshot(root)
        if later == now:
            break
        now = later
    return now


def changed(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Name the files that came, went or changed."""
    return tuple(sorted({name for name, _ in before.items() ^ after.items()}))
