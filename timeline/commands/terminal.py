"""What every command says and how it ends: printing, findings in words, exit statuses.

Exit status: 0 all is well, 1 the content has errors or could not be published, 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import Final, TextIO, TypeAlias

from timeline.checking import Checked, check, day_of_epoch
from timeline.dataset import Dataset
from timeline.messages import Language, Messages
from timeline.ordering import Order
from timeline.reading.finding import Finding
from timeline.reading.folder import MAX_VOCABULARY_BYTES, RawFile, open_file
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.text import TextStyle, report
from timeline.rules.table import BY_NAME

OK: Final = 0
FAILED: Final = 1
USAGE: Final = 2

# argparse gives the type no public name.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001


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


def check_content(content: Path, say: Messages) -> Checked:
    """Read and check a content folder."""
    day = day_of_epoch(os.environ)
    # Some builds set an epoch of long ago, by which all would lie in the future. As days go by errors
    # only become fewer, so that the later day is safe; of what is published it changes nothing.
    today = max(datetime.now(UTC).date(), day or date.min)
    return check(content, untitled=say.text("Timeline"), day=day, today=today)


def ordered(content: Path, say: Messages) -> tuple[Dataset, Order] | int:
    """Give the dataset and its order; else the exit status, what is wrong having been said."""
    if not is_folder(content, say):
        return USAGE
    checked = check_content(content, say)
    if checked.dataset is None or checked.order is None:
        tell(checked.findings, content, say, sys.stderr)
        return FAILED
    return checked.dataset, checked.order


def tell(findings: Sequence[Finding], content: Path, say: Messages, out: TextIO) -> None:
    """Tell findings in words, and how many there are."""

    @lru_cache
    def source(file: str) -> str | None:
        raw = open_file(content, file, MAX_VOCABULARY_BYTES)
        return raw.text if isinstance(raw, RawFile) else None

    colour = out.isatty() and "NO_COLOR" not in os.environ
    style = TextStyle(say, content.as_posix(), source, colour)
    if findings:
        show(report(diagnose(findings, say, isolate=True), style), out)
        show(summary(findings, say), out)


def summary(findings: Sequence[Finding], say: Messages) -> str:
    """How many errors, warnings and hints there are, in words."""
    severities = [BY_NAME[finding.rule].severity.value for finding in findings]
    counts = (
        say.count("{n} error", "{n} errors", severities.count("error")),
        say.count("{n} warning", "{n} warnings", severities.count("warning")),
        say.count("{n} hint", "{n} hints", severities.count("hint")),
    )
    return say.text(", ").join(counts)


def show(text: str, out: TextIO | None = None, end: str = "\n") -> None:
    """Print at once. A reader that has had enough, such as `head`, changes no exit status."""
    out = out or sys.stdout
    if isinstance(out, TextIOWrapper):
        # All is Arabic: in another encoding nothing could be said. What no text can hold, such as
        # a file's name in broken UTF-8, is said as an escape.
        out.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        print(text, file=out, end=end, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
