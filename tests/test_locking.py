"""A lock on a file: one at a time, released by whatever ends a process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from timeline import locking
from timeline.locking import alone

HOLD = "import sys, time; from pathlib import Path; from timeline.locking import alone\n"
HOLD += "with alone(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
COUNT = """
import sys
from pathlib import Path
from timeline.locking import alone
folder = Path(sys.argv[1])
for _ in range(100):
    with alone(folder / "sub/lock"):
        number = int((folder / "number").read_text())
        (folder / "number").write_text(str(number + 1))
    try:
        (folder / "sub").rmdir()  # as a build deletes its folder
    except OSError:
        pass
"""
# What a machine without `fcntl` has instead; it deletes no file that somebody has open.
WINDOWS = """
import fcntl, sys, types
from pathlib import Path
flock, taken = fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB
def locking(descriptor, mode, count):
    try:
        flock(descriptor, taken)
    except BlockingIOError:
        raise PermissionError(13, "Permission denied") from None
def unlink(path, missing_ok=False):
    raise PermissionError(13, "Permission denied")
sys.modules["fcntl"] = None
sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
sys.platform = "win32"
Path.unlink = unlink
import timeline.publishing.swapping, timeline.cache
"""


def test_a_kill_releases_it_and_leaves_its_file_in_nobodys_way(tmp_path: Path) -> None:
    file = tmp_path / "folder/lock"
    waited: list[bool] = []
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"

        def waits() -> None:
            waited.append(True)
            holder.send_signal(signal.SIGKILL)

        with alone(file, waits):
            assert waited == [True]
            assert file.exists()
    assert not file.exists()
    with alone(file, lambda: waited.append(False)):
        pass
    assert waited == [True]


@pytest.mark.parametrize("system", ["", WINDOWS], ids=["this", "other locks"])
def test_one_at_a_time_though_each_deletes_the_file(tmp_path: Path, system: str) -> None:
    (tmp_path / "number").write_text("0")
    command = [sys.executable, "-c", system + COUNT, str(tmp_path)]
    counting = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait() for process in counting] == [0, 0, 0]
    assert (tmp_path / "number").read_text() == "300"


def test_patience_is_with_one_folder_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others delete the folder a few times, one has the lock, and so on, for long."""
    opened, there, taken = os.open, iter([*[False] * 15, True] * 2), iter([True, False])

    def opens(path: Path, flags: int, mode: int) -> int:
        if not next(there):
            raise FileNotFoundError(path)
        return opened(path, flags, mode)

    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr(locking, "_lock", lambda _: not next(taken))
    monkeypatch.setattr(os, "open", opens)
    with alone(tmp_path / "lock"):
        monkeypatch.undo()
    assert not list(there)
