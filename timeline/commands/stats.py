"""`timeline stats`: what the timeline knows, and what it does not."""

import argparse

from timeline.commands.terminal import OK, common, ordered, show
from timeline.coverage import cover
from timeline.messages import Messages
from timeline.reporting.coverage import coverage_as_json, coverage_in_words


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    command.add_argument("--format", choices=["text", "json"], default="text")
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    found = ordered(options.content, say)
    if isinstance(found, int):
        return found
    dataset, _ = found
    coverage = cover(dataset)
    if options.format == "json":
        show(coverage_as_json(coverage), end="")
    else:
        show(coverage_in_words(coverage, dataset, say))
    return OK
