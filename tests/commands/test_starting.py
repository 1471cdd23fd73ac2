"""Ctrl+C before a command has begun: while Python still imports."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRESSED = """
import os, signal, sys

class Presser:
    def find_spec(self, name, path=None, target=None):
        if name == "NAME":
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Presser())
"""


@pytest.mark.parametrize("ignored", [False, True], ids=["pressed", "ignored"])
def test_a_build_that_is_stopped_while_it_is_imported_says_nothing(
    tmp_path: Path, *, ignored: bool
) -> None:
    (tmp_path / "sitecustomize.py").write_text(PRESSED.replace("NAME", "pydantic"), "utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "--content", "nowhere"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        preexec_fn=lambda: ignored and signal.signal(signal.SIGINT, signal.SIG_IGN),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    if ignored:  # as a shell has it for what runs in the background
        assert done.returncode == 2
    else:
        assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


def test_a_build_that_is_stopped_later_says_so(tmp_path: Path) -> None:
    """MkDocs is imported when the command has begun."""
    (tmp_path / "sitecustomize.py").write_text(PRESSED.replace("NAME", "mkdocs.plugins"), "utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "--lang", "en"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, "Stopped.\n")
