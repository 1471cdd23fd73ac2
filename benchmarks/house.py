"""A house of its own for each number of records: the engine, the made-up records, and the peers.

What is measured runs in a copy, so that no cache of the project is touched or helps, and «cold» is
cold. The engine is called as anybody calls it, with the Python and the packages that run this.
"""

import compileall
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import records
from benchmarks.records import Records

PROJECT: Final = Path(__file__).resolve().parents[1]
ENGINE: Final = ("timeline", "build.py", "mkdocs.yml")
ADDED: Final = "أُضيف هذا عند القياس {number}:"  # to a summary, so that a record was edited


@dataclass(slots=True)
class House:
    """A copy of the engine with made-up records as its content, in a folder."""

    folder: Path
    made: Records
    edits: int = 0

    @property
    def content(self) -> Path:
        """Its records."""
        return self.folder / "content"

    @property
    def site(self) -> Path:
        """What it publishes."""
        return self.folder / "site"

    @property
    def count(self) -> int:
        """How many events it has."""
        return len(self.made.events)

    @property
    def env(self) -> Mapping[str, str]:
        """What its commands run with: its own engine before the one that is installed."""
        return {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONUTF8": "1"}

    def build(self, *options: str) -> list[str]:
        """The command that publishes."""
        return [sys.executable, "build.py", "--lang", "en", *options]

    def timeline(self, command: str, *options: str) -> list[str]:
        """One of `timeline`'s commands."""
        return [sys.executable, "-m", "timeline.cli", command, "--lang", "en", *options]

    def without_site(self) -> None:
        """Remove what was published."""
        remove(self.site)

    def without_cache(self) -> None:
        """Remove what earlier runs kept, so that the next is cold."""
        remove(self.folder / ".cache")

    def edit(self, event: int | None = None) -> tuple[str, str]:
        """Edit one event as nobody did before; return its id and the words that are new.

        Another one each time, unless it is named.
        """
        self.edits += 1
        number = (self.count // 2 + 7 * self.edits) % self.count if event is None else event
        words = ADDED.format(number=self.edits)
        records.edit(self.content, self.made, number, words)
        return list(self.made.events)[number], words

    def accepts(self, option: str) -> bool:
        """Whether publishing has an option."""
        said = subprocess.run(
            self.build("--help"),
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return option in said.stdout.replace(",", " ").split()


def house(folder: Path, count: int) -> House:
    """Write one below a folder that is not there yet."""
    folder.mkdir(parents=True)
    for name in ENGINE:
        if (PROJECT / name).is_dir():
            skipped = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(PROJECT / name, folder / name, ignore=skipped)
        else:
            shutil.copy(PROJECT / name, folder)
    # As it is from the second run on: Python has compiled the engine.
    compileall.compile_dir(folder / "timeline", quiet=2)
    made = records.records(count)
    records.write(made, folder / "content")
    return House(folder, made)


def commit(folder: Path, env: Mapping[str, str]) -> None:
    """Make a folder a repository of git, with all of it in one commit."""
    settings = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    settings += ["-c", "commit.gpgsign=false", "-c", "gc.auto=0"]
    for command in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "content"),
        ("commit", "--quiet", "--no-verify", "--message=records"),
    ):
        subprocess.run(("git", *settings, *command), cwd=folder, env=env, check=True)


def remove(path: Path) -> None:
    """Remove a folder, if it is there."""
    if path.exists():
        shutil.rmtree(path)
