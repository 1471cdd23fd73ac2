"""The `timeline` command. The only place that prints or exits.

Exit status: 0 all is well, 1 the content has errors or could not be published, 2 wrong usage.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from timeline.checking import Checked, check, is_error
from timeline.messages import Language, Messages, messages
from timeline.ordering import Order
from timeline.plugin import build_day
from timeline.publish import FLAWS, FlawedSiteError, PublishError, preview, publish
from timeline.reading.characters import inert
from timeline.reading.finding import Finding
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
    say = messages(Language(options.lang))
    if not options.content.is_dir():
        print(say.text("There is no folder {value}.", value=options.content), file=sys.stderr)
        return USAGE
    try:
        return int(options.run(options, say))
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def build(arguments: Sequence[str] | None = None) -> int:
    """Check, order and publish: `build.py`."""
    parser = argparse.ArgumentParser("build.py", description="Check, order, publish.")
    _common(parser)
    parser.add_argument("--site", type=Path, default=Path("site"), help="where to (site)")
    options = parser.parse_args(arguments)
    say = messages(Language(options.lang))
    if not options.content.is_dir():
        print(say.text("There is no folder {value}.", value=options.content), file=sys.stderr)
        return USAGE
    return _publish(options.content, options.site, say)


def _publish(content: Path, site: Path, say: Messages) -> int:
    started = time.monotonic()
    checked = _check(content, say)
    _report(checked.findings, content, say, "text", sys.stderr)
    if checked.dataset is None:
        return FAILED
    try:
        done = publish(checked, content, site)
    except FlawedSiteError as error:
        for flaw in error.flaws:
            sentence = say.text(FLAWS[flaw.kind], detail=inert(flaw.detail))
            print(f"{inert(flaw.page)}\n  {sentence}", file=sys.stderr)
        return FAILED
    except PublishError as error:
        print(say.text("The site could not be made:"), file=sys.stderr)
        print("\n".join(inert(line) for line in error.lines), file=sys.stderr)
        return FAILED
    except OSError as error:
        print(say.text("The site could not be written: {value}", value=error), file=sys.stderr)
        return FAILED
    events = say.count("{n} event", "{n} events", len(checked.dataset.events))
    pages = say.count("{n} page", "{n} pages", done.pages)
    seconds = f"{time.monotonic() - started:.1f}"
    print(
        say.text(
            "Published: {events}, {pages}, {size} KiB, in {seconds} s.",
            events=events,
            pages=pages,
            size=f"{done.size // 1024:,}",
            seconds=seconds,
        )
    )
    print(f"  {site}/index.html")
    return OK


def _run_check(options: argparse.Namespace, say: Messages) -> int:
    checked = _check(options.content, say)
    wanted = _inside(checked.findings, options.content, options.paths)
    out = sys.stdout
    _report(wanted, options.content, say, options.format, out)
    return FAILED if any(map(is_error, wanted)) else OK


def _run_order(options: argparse.Namespace, say: Messages) -> int:
    checked = _check(options.content, say)
    if checked.dataset is None or checked.order is None:
        _report(checked.findings, options.content, say, "text", sys.stderr)
        return FAILED
    for event_id in checked.order.sequence:
        span = checked.dataset.events[event_id].span
        print(event_id, span.earliest or "", span.latest or "", sep="\t")
    return OK


def _run_explain(options: argparse.Namespace, say: Messages) -> int:
    subjects: list[str] = options.subjects
    if len(subjects) == 1:
        rule = BY_CODE.get(subjects[0].upper()) or BY_NAME.get(subjects[0])
        if rule is None:
            print(say.text("There is no rule {value}.", value=subjects[0]), file=sys.stderr)
            return USAGE
        print(explain_rule(rule, say))
        return OK
    checked = _check(options.content, say)
    if checked.dataset is None or checked.order is None:
        _report(checked.findings, options.content, say, "text", sys.stderr)
        return FAILED
    return _explain_order(checked, checked.order, subjects, say)


def _explain_order(checked: Checked, order: Order, subjects: list[str], say: Messages) -> int:
    for subject in subjects:
        if subject not in order.rank:
            print(say.text("There is no event «{value}».", value=subject), file=sys.stderr)
            return USAGE
    if len(subjects) != 2 or subjects[0] == subjects[1]:  # noqa: PLR2004 - A and B
        print(say.text("Name a rule, or two different events."), file=sys.stderr)
        return USAGE
    assert checked.dataset is not None
    print(explain_order(order.explain(*subjects), checked.dataset, order, say))
    return OK


def _run_serve(options: argparse.Namespace, say: Messages) -> int:
    checked = _check(options.content, say)
    _report(checked.findings, options.content, say, "text", sys.stderr)
    if checked.dataset is None:
        return FAILED
    preview(options.content)
    return OK


def _check(content: Path, say: Messages) -> Checked:
    return check(content, untitled=say.text("Timeline"), day=build_day())


def _inside(
    findings: Sequence[Finding], content: Path, paths: Sequence[Path]
) -> Sequence[Finding]:
    """The findings in these files or folders; all where none is named."""
    if not paths:
        return findings
    resolved = [path.resolve() for path in paths]
    return [
        finding
        for finding in findings
        if any((content / finding.at.file).resolve().is_relative_to(path) for path in resolved)
    ]


def _report(
    findings: Sequence[Finding], content: Path, say: Messages, style: str, out: TextIO
) -> None:
    folder = content.as_posix()
    if style == "json":
        print(as_json(diagnose(findings, say), folder), end="", file=out)
        return
    if style == "github":
        print(as_annotations(diagnose(findings, say), folder), end="", file=out)
        return

    def source(file: str) -> str | None:
        try:
            return (content / file).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    colour = out.isatty() and "NO_COLOR" not in os.environ
    text_style = TextStyle(say, folder, source, colour)
    if findings:
        print(report(diagnose(findings, say, isolate=True), text_style), file=out)
        print(_summary(findings, say), file=out)


def _summary(findings: Sequence[Finding], say: Messages) -> str:
    severities = [BY_NAME[finding.rule].severity.value for finding in findings]
    counts = (
        say.count("{n} error", "{n} errors", severities.count("error")),
        say.count("{n} warning", "{n} warnings", severities.count("warning")),
        say.count("{n} hint", "{n} hints", severities.count("hint")),
    )
    return say.text(", ").join(counts)


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

    command = commands.add_parser("serve", help="a preview that follows edits")
    command.set_defaults(run=_run_serve)
    _common(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
