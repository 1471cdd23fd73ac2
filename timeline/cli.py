"""The `timeline` command. The only place that prints or exits.

Exit status: 0 all is well, 1 the content has errors or could not be published, 2 wrong usage.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import Final, TextIO

from timeline.checking import Checked, check, day_of_epoch, is_error
from timeline.coverage import cover
from timeline.dataset import Dataset
from timeline.messages import Language, Messages, messages
from timeline.ordering import Order
from timeline.reading.characters import inert
from timeline.reading.finding import Finding
from timeline.reading.folder import MAX_VOCABULARY_BYTES, RawFile, open_file
from timeline.reporting.coverage import coverage_as_json, coverage_in_words
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.explanation import explain_order, explain_rule
from timeline.reporting.machine import as_annotations, as_json
from timeline.reporting.text import TextStyle, report
from timeline.rules.table import BY_CODE, BY_NAME

OK: Final = 0
FAILED: Final = 1
USAGE: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the installed `timeline` exits with what this returns."""
    options = _parser().parse_args(arguments)
    return int(options.run(options, messages(Language(options.lang))))


def build(arguments: Sequence[str] | None = None) -> int:
    """Check, order and publish: `build.py`."""
    parser = argparse.ArgumentParser("build.py", description="Check, order, publish.")
    _common(parser)
    parser.add_argument("--site", type=Path, default=Path("site"), help="where to (site)")
    options = parser.parse_args(arguments)
    return _publish(options, messages(Language(options.lang)))


def _publish(options: argparse.Namespace, say: Messages) -> int:
    # MkDocs and the fonts' tools take half a second to import, and checking needs neither.
    from timeline.publish import (  # noqa: PLC0415
        FlawedSiteError,
        OccupiedError,
        PublishError,
        publish,
        recover,
    )

    content, site = options.content, options.site
    if not _is_folder(content, say):
        return USAGE
    started = time.monotonic()
    try:
        recover(site)
        checked = _check(content, say)
        _report(checked.findings, content, say, sys.stderr)
        if checked.dataset is None:
            return FAILED
        done = publish(checked, content, site)
    except (FlawedSiteError, OccupiedError, PublishError, OSError) as error:
        return _not_published(error, site, say)
    events = say.count("{n} event", "{n} events", len(checked.dataset.events))
    pages = say.count("{n} page", "{n} pages", done.pages)
    seconds = f"{time.monotonic() - started:.1f}"
    _print(
        say.text(
            "Published: {events}, {pages}, {size} KiB, in {seconds} s.",
            events=events,
            pages=pages,
            size=f"{done.size // 1024:,}",
            seconds=seconds,
        )
    )
    _print(f"  {site}/index.html")
    return OK


def _not_published(error: Exception, site: Path, say: Messages) -> int:
    """Say why there is no new site; give the exit status."""
    from timeline.publish import FLAWS, FlawedSiteError, OccupiedError, PublishError  # noqa: PLC0415

    match error:
        case OccupiedError():
            occupied = say.text(
                "{value} holds what is no earlier site, and a site would take its whole place.",
                value=site,
            )
            _print(occupied, sys.stderr)
            return USAGE
        case FlawedSiteError():
            for flaw in error.flaws:
                sentence = say.text(FLAWS[flaw.kind], detail=inert(flaw.detail))
                _print(f"{inert(flaw.page)}\n  {sentence}", sys.stderr)
        case PublishError():
            _print(say.text("The site could not be made:"), sys.stderr)
            for line in (line for text in error.lines for line in text.splitlines()):
                _print(f"  {inert(line)}", sys.stderr)
        case _:
            _print(say.text("The site could not be written: {value}", value=error), sys.stderr)
    return FAILED


def _run_check(options: argparse.Namespace, say: Messages) -> int:
    if not _is_folder(options.content, say):
        return USAGE
    root = options.content.resolve()
    for path in options.paths:
        if not path.exists() or not _plain(path, root).is_relative_to(root):
            facts = {"value": path, "folder": options.content}
            _print(say.text("There is no {value} in the folder {folder}.", **facts), sys.stderr)
            return USAGE
    checked = _check(options.content, say)
    wanted = _inside(checked.findings, root, options.paths)
    if options.format == "json":
        _print(as_json(diagnose(wanted, say), options.content.as_posix()), end="")
    elif options.format == "github":
        _print(
            as_annotations(diagnose(wanted, say, isolate=True), options.content.as_posix()), end=""
        )
    else:
        _report(wanted, options.content, say, sys.stdout)
        if not wanted:
            _print(_summary(wanted, say))
    return FAILED if any(map(is_error, wanted)) else OK


def _run_order(options: argparse.Namespace, say: Messages) -> int:
    found = _ordered(options.content, say)
    if isinstance(found, int):
        return found
    dataset, order = found
    spans = ((event_id, dataset.events[event_id].span) for event_id in order.sequence)
    _print("".join(f"{i}\t{s.earliest or ''}\t{s.latest or ''}\n" for i, s in spans), end="")
    return OK


def _run_explain(options: argparse.Namespace, say: Messages) -> int:
    subjects: list[str] = options.subjects
    if len(subjects) == 1:
        rule = BY_CODE.get(subjects[0].upper()) or BY_NAME.get(subjects[0])
        if rule is None:
            _print(say.text("There is no rule {value}.", value=subjects[0]), sys.stderr)
            return USAGE
        _print(explain_rule(rule, say))
        return OK
    if len(subjects) != len(set(subjects)) or len(subjects) > 2:  # noqa: PLR2004 - A and B
        _print(say.text("Name a rule, or two different events."), sys.stderr)
        return USAGE
    found = _ordered(options.content, say)
    if isinstance(found, int):
        return found
    dataset, order = found
    for subject in subjects:
        if subject not in order.rank:
            _print(say.text("There is no event «{value}».", value=subject), sys.stderr)
            return USAGE
    _print(explain_order(order.explain(*subjects), dataset, order, say))
    return OK


def _run_stats(options: argparse.Namespace, say: Messages) -> int:
    found = _ordered(options.content, say)
    if isinstance(found, int):
        return found
    dataset, _ = found
    coverage = cover(dataset)
    if options.format == "json":
        _print(coverage_as_json(coverage), end="")
    else:
        _print(coverage_in_words(coverage, dataset, say))
    return OK


def _run_serve(options: argparse.Namespace, say: Messages) -> int:
    found = _ordered(options.content, say)
    if isinstance(found, int):
        return found
    from timeline.publish import PREVIEW, preview  # noqa: PLC0415 - as above

    address = f"http://{PREVIEW}/"
    _print(say.text("Preview on {address} follows your edits; Ctrl+C ends it.", address=address))
    preview(options.content)
    return OK


def _is_folder(content: Path, say: Messages) -> bool:
    with suppress(OSError):  # a name that is too long, a folder that may not be looked into
        if content.is_dir():
            return True
    _print(say.text("There is no folder {value}.", value=content), sys.stderr)
    return False


def _check(content: Path, say: Messages) -> Checked:
    return check(content, untitled=say.text("Timeline"), day=day_of_epoch(os.environ))


def _ordered(content: Path, say: Messages) -> tuple[Dataset, Order] | int:
    """Give the dataset and its order; else the exit status, what is wrong having been said."""
    if not _is_folder(content, say):
        return USAGE
    checked = _check(content, say)
    if checked.dataset is None or checked.order is None:
        _report(checked.findings, content, say, sys.stderr)
        return FAILED
    return checked.dataset, checked.order


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


def _report(findings: Sequence[Finding], content: Path, say: Messages, out: TextIO) -> None:
    @lru_cache
    def source(file: str) -> str | None:
        raw = open_file(content, file, MAX_VOCABULARY_BYTES)
        return raw.text if isinstance(raw, RawFile) else None

    colour = out.isatty() and "NO_COLOR" not in os.environ
    style = TextStyle(say, content.as_posix(), source, colour)
    if findings:
        _print(report(diagnose(findings, say, isolate=True), style), out)
        _print(_summary(findings, say), out)


def _summary(findings: Sequence[Finding], say: Messages) -> str:
    severities = [BY_NAME[finding.rule].severity.value for finding in findings]
    counts = (
        say.count("{n} error", "{n} errors", severities.count("error")),
        say.count("{n} warning", "{n} warnings", severities.count("warning")),
        say.count("{n} hint", "{n} hints", severities.count("hint")),
    )
    return say.text(", ").join(counts)


def _print(text: str, out: TextIO | None = None, end: str = "\n") -> None:
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


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", type=Path, default=Path("content"), help="content folder")
    parser.add_argument("--lang", choices=[*Language], default=Language.ARABIC, help="ar or en")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("timeline", description="Sourced timelines from YAML records.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("check", help="hold the records against every rule")
    command.add_argument("paths", nargs="*", type=Path, help="only what is found in these")
    command.add_argument("--format", choices=["text", "json", "github"], default="text")
    command.set_defaults(run=_run_check)
    _common(command)

    command = commands.add_parser("order", help="id, earliest, latest in published order")
    command.set_defaults(run=_run_order)
    _common(command)

    command = commands.add_parser("explain", help="a rule, or why one event precedes another")
    command.add_argument("subjects", nargs="+", metavar="CODE | A B")
    command.set_defaults(run=_run_explain)
    _common(command)

    command = commands.add_parser("stats", help="what the timeline knows, and what it does not")
    command.add_argument("--format", choices=["text", "json"], default="text")
    command.set_defaults(run=_run_stats)
    _common(command)

    command = commands.add_parser("serve", help="a preview that follows edits")
    command.set_defaults(run=_run_serve)
    _common(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
