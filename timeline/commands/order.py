"""`timeline order`: the events in published order."""

import argparse

from timeline.commands.terminal import OK, common, ordered, show
from timeline.messages import Messages


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    found = ordered(options.content, say)
    if isinstance(found, int):
        return found
    dataset, order = found
    spans = ((event_id, dataset.events[event_id].span) for event_id in order.sequence)
    show("".join(f"{i}\t{s.earliest or ''}\t{s.latest or ''}\n" for i, s in spans), end="")
    return OK
