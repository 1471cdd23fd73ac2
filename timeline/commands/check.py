"""`timeline check`: hold the records against every rule."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from timeline.checking import is_error
from timeline.commands.terminal import (
    FAILED,
    OK,
    USAGE,
    Commands,
    check_content,
    common,
    is_folder,
    show,
    summary,
    tell,
)
from timeline.messages import Messages
from timeline.reading.finding import Finding
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.machine import as_annotations, as_json


def add(commands: Commands, say: Messages) -> None:
    """Add the command."""
    command = commands.add_parser("check", help=say.text("hold the records against every rule"))
    paths = say.text("only what is found in these")
    command.add_argument("paths", nargs="*", type=Path, help=paths)
    command.add_argument("--format", choices=["text", "json", "github"], default="text")
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    if not is_folder(options.content, say):
        return USAGE
    root = options.content.resolve()
    for path in options.paths:
        if not path.exists() or not _plain(path, root).is_relative_to(root):
            facts = {"value": path, "folder": options.content}
            show(say.text("There is no {value} in the folder {folder}.", **facts), sys.stderr)
            return USAGE
    found = check_content(options.content, say)
    wanted = _inside(found.findings, root, options.paths)
    if options.format == "json":
        show(as_json(diagnose(wanted, say), options.content.as_posix()), end="")
    elif options.format == "github":
        show(
            as_annotations(diagnose(wanted, say, isolate=True), options.content.as_posix()), end=""
        )
    else:
        tell(wanted, options.content, say, sys.stdout)
        if not wanted:
            show(summary(wanted, say))
    return FAILED if any(map(is_error, wanted)) else OK


def _inside(findings: Sequence[Finding], root: Path, paths: Sequence[Path]) -> Sequence[Finding]:
    """Keep the findings that are about these files or folders; all where none is named."""
    if not paths:
        return findings
    wanted = [_plain(path, root) for path in paths]
    return [
        finding
        for finding in findings
        if any(
            (root / place.file).is_relative_to(path)
            for place in (finding.at, *finding.related)
            for path in wanted
        )
    ]


def _plain(path: Path, root: Path) -> Path:
    """Write a path from the file system's root on, as findings below the folder `root` have it.

    A link in the folder stays what it is, for it is what the finding is of.
    """
    plain = path.parent.resolve() / path.name
    return plain if plain.is_relative_to(root) and path.name != ".." else path.resolve()
