"""`timeline check`: hold the records against every rule."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from timeline.checking import told
from timeline.commands.keeping import memory_of
from timeline.commands.terminal import (
    FAILED,
    OK,
    USAGE,
    check_content,
    chosen,
    common,
    show,
    source_of,
    tell_in_text,
    today,
)
from timeline.messages import Messages
from timeline.reporting.amendments import amendments_in_words
from timeline.reporting.diagnostic import Nearness, diagnose
from timeline.reporting.github import as_annotations, as_summary
from timeline.reporting.machine import as_json
from timeline.reporting.summary import summary
from timeline.rules.rule import Severity


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
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
    wanted = chosen(options.paths, content, say)
    if wanted is None:
        return USAGE
    memory = memory_of(content)
    near: dict[int, Nearness] = {}
    uncorrected: dict[str, tuple[str, ...]] = {}
    if options.changed_since is not None:
        from timeline.commands.since import since  # noqa: PLC0415 - else git is not asked

        checked = check_content(content, say, memory)
        memory.save()
        about = checked.content.about
        site_url = about.site_url if about else None
        asked = since(checked, content, options.changed_since, say, memory)
        if isinstance(asked, int):
            return asked
        near = dict(asked.nearness)
        findings = [finding for finding in checked.findings if id(finding) in near]
        uncorrected = {f: fields for f, fields in asked.uncorrected.items() if wanted(f)}
    else:
        answer = told(content, today=today(), memory=memory)
        findings, site_url = list(answer.findings), answer.site_url
    source = source_of(content)
    findings = [
        finding
        for finding in findings
        if any(wanted(place.file) for place in (finding.at, *finding.related))
    ]
    diagnostics = diagnose(
        findings,
        say,
        isolate=options.format != "json",
        source=source,
        site_url=site_url,
    )
    shown = [
        replace(diagnostic, nearness=near.get(id(finding)))
        for finding, diagnostic in zip(findings, diagnostics, strict=True)
    ]
    folder = content.as_posix()
    if options.format == "json":
        show(as_json(shown, folder, source), end="")
    elif options.format == "github":
        show(as_annotations(shown, folder, say), end="", acts=True)
        if report := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(report).open("a", encoding="utf-8") as file:
                file.write(as_summary(shown, folder, summary(shown, say), say))
                file.write(amendments_in_words(uncorrected, folder, say, markdown=True))
    else:
        tell_in_text(shown, content, source, say, sys.stdout)
        if uncorrected:
            show(f"\n{amendments_in_words(uncorrected, folder, say)}")
    failing = any(d.severity is Severity.ERROR and not d.others for d in shown)
    return FAILED if failing else OK
