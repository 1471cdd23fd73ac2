"""`timeline diff`: what changed in the timeline since a revision, in words."""

import argparse
import sys

from timeline.changes import State, compare, state_of
from timeline.commands.terminal import (
    OK,
    USAGE,
    Commands,
    check_content,
    common,
    is_folder,
    revision_trouble,
    show,
)
from timeline.messages import Messages
from timeline.reporting.change_data import comparison_as_json
from timeline.reporting.changes import comparison_as_markdown, comparison_in_words
from timeline.revisions import Repository, RevisionError, repository


def add(commands: Commands, say: Messages) -> None:
    """Add the command."""
    help_ = say.text("what changed since a revision of git, in words")
    command = commands.add_parser("diff", help=help_)
    first = say.text("since this branch, tag or commit; with a second one, from this to that")
    command.add_argument("revision", metavar="REV", help=first)
    command.add_argument("until", nargs="?", metavar="REV")
    command.add_argument("--format", choices=["text", "markdown", "json"], default="text")
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    content = options.content
    if not is_folder(content, say):
        return USAGE
    try:
        around = repository(content)
        if options.until is None:
            was = _then(around, around.fork(options.revision), say)
            now = state_of(check_content(content, say))
        else:
            was, now = (
                _then(around, around.commit(revision), say)
                for revision in (options.revision, options.until)
            )
    except RevisionError as error:
        show(revision_trouble(error, say), sys.stderr)
        return USAGE
    comparison = compare(was, now)
    if options.format == "json":
        show(comparison_as_json(comparison), end="")
    elif options.format == "markdown":
        show(comparison_as_markdown(comparison, say), end="")
    else:
        show(comparison_in_words(comparison, say))
    return OK


def _then(around: Repository, commit: str, say: Messages) -> State:
    """Read the content as it was in a commit."""
    with around.as_it_was(commit) as folder:
        return state_of(check_content(folder, say))
