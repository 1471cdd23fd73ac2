"""What every command says and how it ends: printing, findings in words, exit statuses.

Exit status: 0 all is well, 1 the content has errors or could not be published, 2 wrong usage.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from io import TextIOWrapper, UnsupportedOperation
from pathlib import Path
from typing import Final, TextIO

from timeline.checking import Checked, Early, check, day_of_epoch
from timeline.commands.keeping import memory_of
from timeline.dataset import Dataset
from timeline.messages import Language, Messages
from timeline.ordering import Order
from timeline.reading.document import open_record
from timeline.reading.folder import RawFile, is_there, most_bytes, open_file
from timeline.reading.memory import Memory
from timeline.reading.validation import validate
from timeline.records.about import About
from timeline.reporting.diagnostic import Diagnostic, Source, diagnose
from timeline.reporting.summary import summary
from timeline.reporting.text import TextStyle, report

OK: Final = 0
FAILED: Final = 1
USAGE: Final = 2

_COMMAND: Final = re.compile(r"^([^\S\n]*)::", re.MULTILINE)


def common(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the options that every command has."""
    folder = say.text("the content folder (content)")
    command.add_argument("--content", type=Path, default=Path("content"), help=folder)
    language = say.text("the language of messages (ar)")
    command.add_argument("--lang", choices=[*Language], default=Language.ARABIC, help=language)


def is_folder(content: Path, say: Messages) -> bool:
    """Whether the folder is there; says so where it is not."""
    with suppress(OSError):  # a name that is too long, a folder that may not be looked into
        if content.is_dir():
            return True
    show(say.text("There is no folder {value}.", value=content), sys.stderr)
    return False


def chosen(paths: Sequence[Path], content: Path, say: Messages) -> Callable[[str], bool] | None:
    """Give what says of a file below content/ whether it is one that an option names, or in one.

    Without any named all are. None, and why, if content/ is not there or one is not in it.
    """
    if not is_folder(content, say):
        return None
    root = content.resolve()
    plain = [_plain(path, root) for path in paths]
    for path, place in zip(paths, plain, strict=True):
        if not path.exists() or not place.is_relative_to(root):
            facts = {"value": path, "folder": content}
            show(say.text("There is no {value} in the folder {folder}.", **facts), sys.stderr)
            return None
    return lambda file: not plain or any((root / file).is_relative_to(path) for path in plain)


def _plain(path: Path, root: Path) -> Path:
    """Write a path from the file system's root on, as findings below the folder `root` have it.

    A link in the folder stays what it is, for it is what the finding is of.
    """
    plain = path.parent.resolve() / path.name
    return plain if plain.is_relative_to(root) and path.name != ".." else path.resolve()


def check_content(
    content: Path, say: Messages, memory: Memory | None = None, early: Early = lambda _: None
) -> Checked:
    """Read and check a content folder; with a memory, what has changed since the last time.

    A memory that is given is saved by whoever gives it. `early` is as `timeline.checking.check` takes it.
    """
    day = day_of_epoch(os.environ)
    untitled = say.text("Timeline")
    own = memory or memory_of(content)
    checked = check(content, untitled=untitled, day=day, today=today(), memory=own, early=early)
    if memory is None:
        own.save()
    return checked


def today() -> date:
    """Give the day that rules may ask for: the clock's, or SOURCE_DATE_EPOCH's if that is later.

    Some builds set an epoch of long ago, by which all would lie in the future. As days go by errors
    only become fewer, so that the later day is safe; of what is published it changes nothing.
    """
    return max(datetime.now(UTC).date(), day_of_epoch(os.environ) or date.min)


def ordered(content: Path, say: Messages) -> tuple[Dataset, Order] | int:
    """Give the dataset and its order; else the exit status, what is wrong having been said."""
    if not is_folder(content, say):
        return USAGE
    checked = check_content(content, say)
    if checked.dataset is None or checked.order is None:
        tell(checked, content, say, sys.stderr)
        return FAILED
    return checked.dataset, checked.order


def site_url(content: Path) -> str | None:
    """Give the address of the site that a content folder becomes, if it says one."""
    if not is_there(content, "timeline.yml"):
        return None
    document, tree, _ = open_record(content, "timeline.yml")
    record = validate(About, "", tree, document).record if document else None
    return record.site_url if record else None


_NOT_TAKEN: Final = frozenset({"byte-order-mark", "hidden-line-break"})


def source_of(content: Path) -> Source:
    """Give the texts of a folder's files, each read once."""

    @lru_cache
    def source(file: str) -> str | None:
        raw = open_file(content, file, most_bytes(file))
        if isinstance(raw, RawFile):
            return raw.text
        if raw.rule in _NOT_TAKEN:  # as it stands: what is wrong with it can be mended
            with suppress(OSError, UnicodeDecodeError):  # it may have changed since
                return (content / file).read_bytes().decode("utf-8").replace("\r\n", "\n")
        return None

    return source


def tell(checked: Checked, content: Path, say: Messages, out: TextIO) -> None:
    """Tell findings in words, and how many there are."""
    if checked.findings:
        source = source_of(content)
        about = checked.content.about
        site_url = about.site_url if about else None
        told = diagnose(checked.findings, say, isolate=True, source=source, site_url=site_url)
        tell_in_text(told, content, source, say, out)


def tell_in_text(
    told: Sequence[Diagnostic], content: Path, source: Source, say: Messages, out: TextIO
) -> None:
    """Print diagnostics as text, and how many there are."""
    style = TextStyle(say, content.as_posix(), source, in_colour(out))
    if told:
        show(report(told, style), out)
    show(summary(told, say), out)


def in_colour(out: TextIO) -> bool:
    """Whether to print colours: on a terminal, unless the environment says yes or no.

    no-color.org and force-color.org: a variable counts where it is not empty.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return out.isatty() and os.environ.get("TERM") != "dumb"


def show(text: str, out: TextIO | None = None, end: str = "\n", *, acts: bool = False) -> None:
    """Print at once. A reader that has had enough, such as `head`, changes no exit status.

    On GitHub a line can be a command to the machine that runs it. Only what `acts` may be one.
    """
    out = out or sys.stdout
    if os.environ.get("GITHUB_ACTIONS") and not acts:
        text = _COMMAND.sub(r"\1\\u003a:", text.replace("##[", r"#\u0023["))
    if isinstance(out, TextIOWrapper):
        # All is Arabic: in another encoding nothing could be said. What no text can hold, such as
        # a file's name in broken UTF-8, is said as an escape.
        out.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        print(text, file=out, end=end, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def ask(prompt: str) -> str:
    """Wait for a line from whoever runs the command; `EOFError` where there are no more."""
    show(prompt, end="")
    if sys.stdin.isatty():
        return input()  # with what the system has for editing a line
    if isinstance(sys.stdin, TextIOWrapper):
        with suppress(UnsupportedOperation):  # it was done before the first line
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removesuffix("\n")
