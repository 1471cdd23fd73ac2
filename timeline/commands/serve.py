"""`timeline serve`: a preview that follows edits."""

import argparse

from timeline.commands.terminal import OK, Commands, common, ordered, show
from timeline.messages import Messages


def add(commands: Commands, say: Messages) -> None:
    """Add the command."""
    command = commands.add_parser("serve", help=say.text("a preview that follows edits"))
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    found = ordered(options.content, say)
    if isinstance(found, int):
        return found
    from timeline.publish import PREVIEW, preview  # noqa: PLC0415 - as above

    address = f"http://{PREVIEW}/"
    show(say.text("Preview on {address} follows your edits; Ctrl+C ends it.", address=address))
    preview(options.content)
    return OK
