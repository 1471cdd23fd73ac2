"""The virtual environment in `.venv`: made, added to, and known again. Needs nothing but Python 3.11."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.locking import alone  # which needs no more than this

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]


class TaskError(Exception):
    """A task that cannot be done; the message says why, and what to do."""


def say(text: str = "") -> None:
    """Print a line at once, also where a program that follows prints to the same place."""
    print(text, flush=True)


class Environment:
    """The virtual environment in `.venv`, and the note in it that says what it holds.

    The note is what makes a second `make` instant. While something is being installed it says
    «unfinished», so that an installation which was cut short is begun again. An environment
    that somebody else made is added to, and never deleted.
    """

    def __init__(self, root: Path = ROOT) -> None:
        """Name the environment of a checkout; nothing is made yet."""
        windows = os.name == "nt"
        self.root = root
        self.folder = root / ".venv"
        self.note = self.folder / "installed.json"
        self.programs = self.folder / ("Scripts" if windows else "bin")
        self.python = self.programs / ("python.exe" if windows else "python")

    def prepare(self, lock: str, contains: tuple[str, ...] = ()) -> None:
        """Have one lock installed, with the locks that it contains and the project's package."""
        if self._holds(lock):
            return
        with alone(self.root / ".cache" / "install.lock"):  # one `make` at a time
            if not self._holds(lock):  # another `make` may have installed it meanwhile
                self._install(lock, (lock, *contains))

    def _holds(self, lock: str) -> bool:
        noted = self._noted()
        return (
            not noted.get("unfinished")
            and noted.get("package") == self._package()
            and self._locks(noted).get(lock) == self._digest(lock)
            and self._runs_as(noted)
        )

    def _install(self, lock: str, held: tuple[str, ...]) -> None:
        noted = self._noted()
        if self._is_foreign(noted):
            if self._version() is None:
                message = f"{self.folder} has no Python that starts. Delete it, and run this again."
                raise TaskError(message)
            noted["made_here"] = False
        elif not self._can_be_added_to(noted):
            noted = self._create()
        self._write({**noted, "unfinished": True})

        say(f"Installing requirements/{lock}.txt into .venv: once, for about a minute.")
        self._pip("--require-hashes", "--only-binary=:all:", "-r", f"requirements/{lock}.txt")
        # What builds the package came with the lock, so nothing is left to be fetched.
        self._pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")
        self._write(
            {
                "made_here": noted["made_here"],
                "root": str(self.root),
                "python": self._version(),
                "package": self._package(),
                "locks": self._locks(noted) | {one: self._digest(one) for one in held},
            }
        )

    def _is_foreign(self, noted: Mapping[str, Any]) -> bool:
        if noted:
            return not noted.get("made_here")
        return self.folder.is_dir() and any(self.folder.iterdir())

    def _can_be_added_to(self, noted: Mapping[str, Any]) -> bool:
        """Whether installing more gives what a new environment would have."""
        locks = self._locks(noted)
        return (
            bool(locks)
            and not noted.get("unfinished")
            and all(self._digest(lock) == digest for lock, digest in locks.items())
            and self._runs_as(noted)
        )

    def _create(self) -> dict[str, Any]:
        if importlib.util.find_spec("ensurepip") is None:
            message = (
                "This Python cannot make virtual environments. "
                "On Debian and Ubuntu: apt install python3-venv"
            )
            raise TaskError(message)
        if self.folder.exists():
            # Renamed first: a deletion that is cut short leaves no half of an environment.
            old = self.root / ".cache" / "replaced-venv"
            shutil.rmtree(old, ignore_errors=True)
            self.folder.rename(old)
            shutil.rmtree(old, ignore_errors=True)
        self.folder.mkdir()
        noted = {"made_here": True, "unfinished": True}
        self._write(noted)
        # By the base Python: this may be the very environment that has just been replaced.
        python = getattr(sys, "_base_executable", sys.executable)
        self._run(python, "-m", "venv", str(self.folder))
        return noted

    def _pip(self, *arguments: str) -> None:
        pip = (str(self.python), "-m", "pip", "--disable-pip-version-check")
        self._run(*pip, "install", "--quiet", *arguments)

    def _run(self, *command: str) -> None:
        if subprocess.run(command, cwd=self.root, check=False).returncode != 0:
            message = (
                "The installation into .venv did not finish; the reason stands above. "
                "The next run begins it again."
            )
            raise TaskError(message)

    def _noted(self) -> dict[str, Any]:
        try:
            noted = json.loads(self.note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return noted if isinstance(noted, dict) else {}

    def _write(self, noted: Mapping[str, Any]) -> None:
        self.note.write_text(json.dumps(noted, indent=2) + "\n", encoding="utf-8")

    @staticmethod
    def _locks(noted: Mapping[str, Any]) -> dict[str, str]:
        locks = noted.get("locks")
        return locks if isinstance(locks, dict) else {}

    def _runs_as(self, noted: Mapping[str, Any]) -> bool:
        """Whether the environment still is where it was made, and of the same Python."""
        return noted.get("root") == str(self.root) and noted.get("python") == self._version()

    def _version(self) -> str | None:
        """Return the version of the environment's Python, or None where it does not start."""
        command = [str(self.python), "-I", "-S", "-c", "import sys; print(sys.version)"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError:
            return None
        return done.stdout.strip() if done.returncode == 0 else None

    def _digest(self, lock: str) -> str:
        text = (self.root / "requirements" / f"{lock}.txt").read_bytes()
        return hashlib.sha256(text).hexdigest()

    def _package(self) -> str:
        """Return a digest of what pyproject.toml says of the package: its name, its commands."""
        settings = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
        told = [settings["build-system"], settings["project"]]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
