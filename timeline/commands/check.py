"""`timeline check`: hold the records against every rule."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from timeline.checking import Checked
from timeline.commands.terminal import (
    FAILED,
    OK,
    USAGE,
    Commands,
    check_content,
    common,
    is_folder,
    revision_trouble,
    show,
    source_of,
    tell_in_text,
)
from timeline.messages import Messages
from timeline.ownership import between, own
from timeline.reading.finding import Finding
from timeline.reporting.diagnostic import Nearness, diagnose
from timeline.reporting.github import as_annotations, as_summary
from timeline.reporting.machine import as_json
from timeline.reporting.summary import summary
from timeline.revisions import RevisionError, Trouble, repository
from timeline.rules.rule import Severity


def add(commands: Commands, say: Messages) -> None:
    """Add the command."""
    command = commands.add_parser("check", help=say.text("hold the records against every rule"))
    paths = say.text("only what is found in these")
    command.add_argument("paths", nargs="*", type=Path, help=paths)
    formats = say.text("for people, for programs, or as annotations on a pull request")
    command.add_argument(
        "--format", choices=["text", "json", "github"], default="text", help=formats
    )
    since = say.text("fail only on what was changed since then: a branch, a tag or a commit of git")
    command.add_argument("--changed-since", metavar="REV", help=since)
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    content: Path = options.content
    if not is_folder(content, say):
        return USAGE
    root = content.resolve()
    for path in options.paths:
        if not path.exists() or not _plain(path, root).is_relative_to(root):
            facts = {"value": path, "folder": content}
            show(say.text("There is no {value} in the folder {folder}.", **facts), sys.stderr)
            return USAGE
    checked = check_content(content, say)
    near: dict[int, Nearness] = {}
    if options.changed_since is not None:
        try:
            near = _nearness(checked, content, options.changed_since, say)
        except RevisionError as error:
            show(revision_trouble(error, say), sys.stderr)
            return USAGE
    source = source_of(content)
    about = checked.content.about
    wanted = _inside(checked.findings, root, options.paths)
    diagnostics = diagnose(
        wanted,
        say,
        isolate=options.format != "json",
        source=source,
        site_url=about.site_url if about else None,
    )
    told = [
        replace(diagnostic, nearness=near.get(id(finding)))
        for finding, diagnostic in zip(wanted, diagnostics, strict=True)
    ]
    folder = content.as_posix()
    if options.format == "json":
        show(as_json(told, folder, source), end="")
    elif options.format == "github":
        show(as_annotations(told, folder, say), end="")
        if report := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(report).open("a", encoding="utf-8") as file:
                file.write(as_summary(told, folder, summary(told, say), say))
    else:
        tell_in_text(told, content, source, say, sys.stdout)
    failing = any(d.severity is Severity.ERROR and not d.others for d in told)
    return FAILED if failing else OK


def _nearness(checked: Checked, content: Path, revision: str, say: Messages) -> dict[int, Nearness]:
    """Say of each finding, by its identity, how near it is to what changed since a revision."""
    around = repository(content)
    base = around.fork(revision)
    if not checked.findings:
        return {}
    files = around.changed(base)
    try:
        with around.as_it_was(base) as then:
            change = between(then, content, files)
            owned = own(checked.findings, check_content(then, say).findings, change)
    except RevisionError as error:
        if error.trouble is not Trouble.NO_FOLDER:
            raise
        return dict.fromkeys(map(id, checked.findings), Nearness.LINE)  # the folder itself is new

    @lru_cache
    def lines(file: str) -> frozenset[int]:
        return around.changed_lines(base, file)

    def near(finding: Finding, *, is_own: bool) -> Nearness:
        if not is_own:
            return Nearness.OTHERS
        if not change.touches(finding):
            return Nearness.CAUSED
        return Nearness.LINE if finding.at.line in lines(finding.at.file) else Nearness.RECORD

    return {
        id(finding): near(finding, is_own=is_own)
        for finding, is_own in zip(checked.findings, owned, strict=True)
    }


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
