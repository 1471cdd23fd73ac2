"""A lock on a file: one at a time, released by whatever ends a process."""

import signal
import subprocess
import sys
from pathlib import Path

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
# What a machine without `fcntl` has instead: locks on a file that is open, by its number.
WINDOWS = """
import sys, types
held = set()
def locking(descriptor, mode, count):
    import os
    found = os.fstat(descriptor).st_ino
    if found in held:
        raise PermissionError(13, "Permission denied")
    held.add(found)
    if len(held) > 1:
        held.clear()
sys.modules["fcntl"] = None
sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
sys.platform = "win32"
from pathlib import Path
from timeline.locking import alone
import timeline.swapping, timeline.cache
with alone(Path(sys.argv[1])):
    assert held
    print(*Path(sys.argv[1]).parent.iterdir())
assert not Path(sys.argv[1]).exists()
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


def test_one_at_a_time_though_each_deletes_the_file(tmp_path: Path) -> None:
    (tmp_path / "number").write_text("0")
    command = [sys.executable, "-c", COUNT, str(tmp_path)]
    counting = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait() for process in counting] == [0, 0, 0]
    assert (tmp_path / "number").read_text() == "300"


def test_works_on_a_system_of_other_locks(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", WINDOWS, str(tmp_path / "lock")], check=True)
