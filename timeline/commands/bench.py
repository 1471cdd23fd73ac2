"""What a command would write, tried on a copy of content/ before any of it is written."""

import os
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

from timeline.checking import Checked
from timeline.commands.terminal import check_content
from timeline.fixing import Texts
from timeline.messages import Messages
from timeline.reading.finding import Finding
from timeline.reading.folder import MAX_VOCABULARY_BYTES


class Bench:
    """A copy of content/ in an empty folder, on which texts are tried.

    `plain` are the texts that each trial brings along, and so are not copied. No link leads out of
    the copy, so nothing outside is read or written. Raises `OSError`.
    """

    checked: Checked

    def __init__(self, root: Path, folder: Path, plain: Texts, say: Messages) -> None:
        self.folder = folder
        self.say = say
        self.there: dict[str, str] = {}
        _copy(root, folder, plain)

    def check(self, new: Texts) -> Sequence[Finding]:
        """Check the content with these texts."""
        for file in self.there.keys() - new.keys():
            (self.folder / file).unlink()
        for file, text in new.items():
            if self.there.get(file) != text:
                path = self.folder / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("utf-8"))
        self.there = dict(new)
        self.checked = check_content(self.folder, self.say)
        return self.checked.findings


def _copy(root: Path, folder: Path, plain: Texts) -> None:
    """Copy what is there besides texts that are at hand: of a file beside pages the name is enough."""
    for at, folders, files in os.walk(root):
        here = Path(at).relative_to(root)
        folders[:] = [name for name in folders if not name.startswith(".")]  # an editor's, or git's
        for name in (*folders, *(name for name in files if not name.startswith("."))):
            if (here / name).as_posix() not in plain:
                _copy_one(root / here / name, folder / here / name)


def _copy_one(entry: Path, copy: Path) -> None:
    found = entry.lstat()
    if stat.S_ISDIR(found.st_mode):
        copy.mkdir()
    elif not stat.S_ISREG(found.st_mode):
        copy.symlink_to("nowhere")  # a link or a device: neither is read
    elif entry.suffix not in {".yml", ".md"} or not os.access(entry, os.R_OK):
        copy.touch(mode=found.st_mode & 0o777)
    elif found.st_size > MAX_VOCABULARY_BYTES:  # that it is too large is all that is said of it
        with copy.open("wb") as stream:
            stream.truncate(MAX_VOCABULARY_BYTES + 1)
    else:
        shutil.copyfile(entry, copy)
