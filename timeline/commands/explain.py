"""`timeline explain`: a rule, or why one event stands before another."""

import argparse
import sys

from timeline.commands.terminal import OK, USAGE, Commands, common, ordered, show
from timeline.messages import Messages
from timeline.reporting.explanation import explain_order, explain_rule
from timeline.rules.table import BY_CODE, BY_NAME


def add(commands: Commands, say: Messages) -> None:
    """Add the command."""
    help_ = say.text("a rule, or why one event precedes another")
    command = commands.add_parser("explain", help=help_)
    command.add_argument("subjects", nargs="+", metavar="CODE | A B")
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    subjects: list[str] = options.subjects
    if len(subjects) == 1:
        rule = BY_CODE.get(subjects[0].upper()) or BY_NAME.get(subjects[0])
        if rule is None:
            show(say.text("There is no rule {value}.", value=subjects[0]), sys.stderr)
            return USAGE
        show(explain_rule(rule, say))
        return OK
    if len(subjects) != len(set(subjects)) or len(subjects) > 2:  # noqa: PLR2004 - A and B
        show(say.text("Name a rule, or two different events."), sys.stderr)
        return USAGE
    found = ordered(options.content, say)
    if isinstance(found, int):
        return found
    dataset, order = found
    for subject in subjects:
        if subject not in order.rank:
            show(say.text("There is no event «{value}».", value=subject), sys.stderr)
            return USAGE
    show(explain_order(order.explain(*subjects), dataset, order, say))
    return OK
