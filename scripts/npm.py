"""Packages of npm that are used and never handed on: installed from a lock, once."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path


class NpmError(Exception):
    """They could not be had; the message says why."""


def installed(wanted: Path, into: Path, say: Callable[[str], object]) -> Path:
    """Install what a folder's package-lock.json says into another, unless it stands there.

    Returns its node_modules. Raises `NpmError`.
    """
    lock = (wanted / "package-lock.json").read_bytes()
    note = into / "installed"
    if not note.is_file() or note.read_text() != hashlib.sha256(lock).hexdigest():
        npm = shutil.which("npm")
        if npm is None:
            raise NpmError("it needs npm")
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(wanted / name, into)
        say(f"Installing what {wanted.name}/package-lock.json names: once, for about a minute.")
        # No package's own program runs at its installation: the lock is all that is trusted.
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        if subprocess.run([npm, "ci", *options], cwd=into, check=False).returncode != 0:
            raise NpmError("npm could not install what it needs")
        note.write_text(hashlib.sha256(lock).hexdigest())
    return into / "node_modules"
