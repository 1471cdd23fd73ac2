"""`timeline explain`: a rule, or why one event stands before another."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from timeline.commands.terminal import OK, USAGE, common, ordered, show, site_url, today
from timeline.examples import finding_of
from timeline.messages import Messages
from timeline.reading.characters import inert
from timeline.reading.finding import nearest
from timeline.reporting.explanation import explain_order, explain_rule
from timeline.reporting.isolation import apart
from timeline.rules.table import BY_CODE, BY_NAME


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    command.add_argument("subjects", nargs="+", metavar="CODE | A B")
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    subjects: list[str] = options.subjects
    if len(subjects) == 1:
        return _rule(subjects[0], options.content, say)
    if len(subjects) != len(set(subjects)) or len(subjects) > 2:  # noqa: PLR2004 - A and B
        show(say.text("Name a rule, or two different events."), sys.stderr)
        return USAGE
    found = ordered(options.content, say)
    if isinstance(found, int):
        return found
    dataset, order = found
    for subject in subjects:
        if subject not in order.rank:
            show(
                say.text("There is no event «{value}».", value=apart(inert(subject), say)),
                sys.stderr,
            )
            return _did_you_mean(subject, order.rank, say)
    show(explain_order(order.explain(*subjects), dataset, order, say))
    return OK


def _rule(name: str, content: Path, say: Messages) -> int:
    rule = BY_CODE.get(name.upper()) or BY_NAME.get(name.lower())
    if rule is None:
        show(say.text("There is no rule {value}.", value=apart(inert(name), say)), sys.stderr)
        return _did_you_mean(name, [*map(str.lower, BY_CODE), *BY_NAME], say)
    show(explain_rule(rule, finding_of(rule, today()), say, site_url(content)))
    return OK


def _did_you_mean(name: str, names: Iterable[str], say: Messages) -> int:
    if meant := nearest(name, names):
        shown = apart(meant.upper() if meant.upper() in BY_CODE else meant, say)
        show(say.text("Did you mean: {value}", value=shown), sys.stderr)
    return USAGE
