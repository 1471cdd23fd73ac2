"""What git knows of a content folder: which files changed, and the folder as it was.

Git at the edge: a program started by name, with arguments and never by a shell. Names of files and
revisions come from strangers: names are read with `-z` and given after `--`, a revision that looks
like an option is no revision. Nothing is checked out, no hook runs, no file of git is written.
Imports nothing of the project.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

# What a hook of git hands down would lead from the folder that is asked about to another.
_OF_HOOKS: Final = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
_HUNK: Final = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_FILE: Final = {b"100644", b"100755"}
_LINK: Final = b"120000"


class Trouble(Enum):
    """Why git could not say what was asked of it."""

    NO_GIT = auto()  # the program is not there
    NO_REPOSITORY = auto()  # the folder is in none, or in one that git will not open
    NO_REVISION = auto()  # nothing has that name
    SHALLOW = auto()  # the clone ends before the two histories meet
    UNRELATED = auto()  # they never meet
    NO_FOLDER = auto()  # the revision has no such folder


class RevisionError(Exception):
    """Says what git could not do; `value` is the revision or the folder, as it was given."""

    def __init__(self, trouble: Trouble, value: str) -> None:
        super().__init__(trouble.name)
        self.trouble = trouble
        self.value = value


@dataclass(frozen=True, slots=True)
class _File:
    """A file in a commit: its mode, the object that holds it, and how many bytes that are."""

    mode: bytes
    thing: bytes
    size: int


@dataclass(frozen=True)
class Repository:
    """The repository around a content folder, and where in it the folder lies."""

    folder: Path
    prefix: bytes  # `content/`; empty where the folder is the whole

    def commit(self, revision: str) -> str:
        """Find the commit that a revision names."""
        name = f"{revision}^{{commit}}"
        found = None
        if revision and not revision.startswith("-") and "\0" not in revision:
            found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if not found:
            raise RevisionError(Trouble.NO_REVISION, revision)
        return found.decode().strip()

    def fork(self, revision: str) -> str:
        """Find the commit at which what is here and the revision part."""
        commit = self.commit(revision)
        if base := self._git("merge-base", commit, self.commit("HEAD")):
            return base.decode().split()[0]
        shallow = (self._git("rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
        raise RevisionError(Trouble.SHALLOW if shallow else Trouble.UNRELATED, revision)

    def changed(self, commit: str) -> frozenset[str]:
        """Name the files below the folder that are not as they were: changed, new, under a new name.

        Those not known to git are among them.
        """
        diff = self._git("diff", "--name-only", "-z", "--no-renames", *_PLAIN, commit, "--", ".")
        new = self._git(
            "ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", "."
        )
        names = (diff or b"").split(b"\0") + (new or b"").split(b"\0")
        inner = (name for name in names if name.startswith(self.prefix))
        return frozenset(os.fsdecode(name[len(self.prefix) :]) for name in inner if name)

    def changed_lines(self, commit: str, file: str) -> frozenset[int]:
        """Number the lines of a changed file, from 1, that are new; of a new file all of them."""
        name = f":(literal){file}"
        diff = self._git("diff", "-U0", "--no-color", "--no-renames", *_PLAIN, commit, "--", name)
        hunks = _HUNK.findall(diff or b"")
        if not hunks:
            try:
                return frozenset(range(1, (self.folder / file).read_bytes().count(b"\n") + 2))
            except OSError:
                return frozenset()
        return frozenset(
            line for start, n in hunks for line in range(int(start), int(start) + int(n or 1))
        )

    @contextmanager
    def as_it_was(self, commit: str, largest: int) -> Iterator[Path]:
        """Give the folder as it was in a commit, in a temporary folder that goes again.

        A file of more bytes than `largest` is only as large as that, and one more, and empty.
        """
        files = self._files(commit)
        with TemporaryDirectory(prefix="timeline-") as temporary:
            root = Path(temporary)
            for name, file in files.items():
                path = root / os.fsdecode(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                if file.mode == _LINK:
                    path.symlink_to("nowhere")  # that it is a link is all that is asked of it
                elif file.size > largest:
                    with path.open("wb") as stream:
                        stream.truncate(largest + 1)
            wanted = {n: f for n, f in files.items() if f.mode != _LINK and f.size <= largest}
            for name, text in self._texts(wanted):
                (root / os.fsdecode(name)).write_bytes(text)
            yield root

    def _files(self, commit: str) -> Mapping[bytes, _File]:
        """Give each file of the folder in a commit, by its name below it."""
        tree = f"{commit}:{os.fsdecode(self.prefix.rstrip(b'/'))}"
        listed = self._git("ls-tree", "-r", "-l", "-z", "--full-tree", tree)
        if listed is None:
            raise RevisionError(Trouble.NO_FOLDER, commit)
        files: dict[bytes, _File] = {}
        for entry in listed.split(b"\0")[:-1]:
            about, _, name = entry.partition(b"\t")
            mode, _, thing, size = about.split()
            # What a hostile tree could name to be written elsewhere.
            safe = not {b"", b".", b".."} & set(name.split(b"/"))
            if safe and (mode in _FILE or mode == _LINK):
                files[name] = _File(mode, thing, int(size))
        return files

    def _texts(self, files: Mapping[bytes, _File]) -> Iterator[tuple[bytes, bytes]]:
        """Give each file's name and bytes."""
        wanted = b"".join(file.thing + b"\n" for file in files.values())
        given = self._git("cat-file", "--batch", stdin=wanted) or b""
        at = 0
        for name in files:
            head, _, _ = given[at : at + 200].partition(b"\n")
            if len(parts := head.split(b" ")) != 3:  # noqa: PLR2004 - object, kind, size; else it is missing
                at += len(head) + 1
                continue
            start = at + len(head) + 1
            at = start + int(parts[2]) + 1
            yield name, given[start : at - 1]

    def _git(self, *arguments: str, stdin: bytes = b"") -> bytes | None:
        return _git(self.folder, *arguments, stdin=stdin)


# Of a repository's own settings none may start a program.
_PLAIN: Final = ("--no-ext-diff", "--no-textconv", "--no-relative")


def repository(folder: Path) -> Repository:
    """Find the repository that a content folder lies in."""
    folder = folder.resolve()
    prefix = _git(folder, "rev-parse", "--show-prefix")
    if prefix is None or _git(folder, "rev-parse", "--is-inside-work-tree") != b"true\n":
        raise RevisionError(Trouble.NO_REPOSITORY, str(folder))
    return Repository(folder, prefix.rstrip(b"\n"))


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """Run git in a folder; give what it prints, None where it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command, input=stdin, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError:
        raise RevisionError(Trouble.NO_GIT, "git") from None
    return done.stdout if done.returncode == 0 else None
