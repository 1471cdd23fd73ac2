"""`timeline diff`: what changed in the timeline since a revision, in words."""

import argparse

from timeline.commands.terminal import OK, USAGE, common, is_folder, show
from timeline.messages import Messages


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    first = say.text("since this branch, tag or commit; with a second one, from this to that")
    command.add_argument("revision", metavar="REV", help=first)
    command.add_argument("until", nargs="?", metavar="REV")
    command.add_argument("--format", choices=["text", "markdown", "json"], default="text")
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    # What only this command needs is not loaded for the others.
    from timeline.commands.since import states  # noqa: PLC0415
    from timeline.history.changes import compare  # noqa: PLC0415
    from timeline.reporting.change_data import comparison_as_json  # noqa: PLC0415
    from timeline.reporting.changes import (  # noqa: PLC0415
        comparison_as_markdown,
        comparison_in_words,
    )

    if not is_folder(options.content, say):
        return USAGE
    found = states(options.content, options.revision, options.until, say)
    if isinstance(found, int):
        return found
    comparison = compare(*found)
    if options.format == "json":
        show(comparison_as_json(comparison), end="")
    elif options.format == "markdown":
        show(comparison_as_markdown(comparison, say), end="")
    else:
        show(comparison_in_words(comparison, say))
    return OK
