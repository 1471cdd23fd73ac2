"""`timeline new`: asks for an event or a source, and writes a file that passes the check."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import PurePosixPath
from shlex import quote

from timeline.asking.records import Asked, Interview
from timeline.asking.talk import Talk
from timeline.checking import is_error
from timeline.commands.adding import (
    NOT_ADDED,
    add_files,
    findings_with,
    not_written,
    schema_for,
)
from timeline.commands.terminal import (
    FAILED,
    OK,
    USAGE,
    ask,
    common,
    is_folder,
    show,
    tell_in_text,
)
from timeline.importing.known import known
from timeline.messages import Messages, words
from timeline.reading.characters import inert
from timeline.reading.content import read_content
from timeline.reporting.diagnostic import diagnose
from timeline.rules.vocabularies import UnusedEntry
from timeline.writing.record import record_text


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    command.add_argument("kind", choices=["event", "source"])
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    if not is_folder(options.content, say):
        return USAGE
    exists = known(read_content(options.content)[0])
    talk = Talk(say, ask, show)
    interview = Interview(talk, exists, datetime.now(UTC).date())
    talk.say(
        "One question at a time. ? explains it, Enter leaves out what is optional, Ctrl+C ends."
    )
    try:
        if options.kind == "event":
            interview.event()
        else:
            interview.source()
        written = _write(interview.asked, options, talk)
    except (EOFError, KeyboardInterrupt):
        show("\n" + say.text("Ended: nothing was written."))
        return FAILED
    return written if isinstance(written, int) else _tell(*written, options, talk)


def _write(
    asked: list[Asked], options: argparse.Namespace, talk: Talk
) -> tuple[list[str], bool] | int:
    """Show what is to be written, check it among all else, write it.

    Give the files and whether they pass; the exit status where nothing was written.
    """
    say = talk.messages
    files: dict[str, str] = {}
    schema = schema_for(options.content)
    for each in asked:
        files[each.file] = record_text(each.model, dict(each.tree), schema=schema(each.file))
    if not files:  # a source that was there already
        talk.say("It is there already; nothing was written.")
        return OK
    for file, text in files.items():
        show(f"\n{options.content.as_posix()}/{file}\n")
        show("\n".join(f"  {inert(line)}".rstrip() for line in text.splitlines()))
    show("")
    try:
        # That nothing refers to a source yet is no news of one that is being written.
        found = [
            finding
            for finding in findings_with(options.content, files, say)
            if finding.rule != UnusedEntry.name
        ]
        if found:
            talk.say("What the check says of it:")
            show("")
        told = diagnose(found, say, isolate=True, source=files.get)
        tell_in_text(told, options.content, files.get, say, sys.stdout)
        if not talk.agreed(words("Write it? (Enter: yes)")):
            talk.say("Ended: nothing was written.")
            return FAILED
        add_files(options.content, files)
    except NOT_ADDED as error:
        show(not_written(error, say), sys.stderr)
        return FAILED
    return list(files), not any(map(is_error, found))


def _tell(files: list[str], passes: bool, options: argparse.Namespace, talk: Talk) -> int:  # noqa: FBT001 - what `_write` found
    """Say what was written and what to do with it; give the exit status."""
    for file in files:
        talk.say("Written: {value}", value=f"{options.content.as_posix()}/{file}")
    if not passes:
        talk.say("It does not pass yet: correct what is told above, then run timeline check.")
        return FAILED
    talk.say("It passes the check. Look at it once more, then propose it:")
    names = [inert(quote((options.content / file).as_posix())) for file in files]
    branch = PurePosixPath(files[-1]).stem
    for line in (
        f"git switch -c {branch}",
        f"git add {' '.join(names)}",
        f'git commit -m "{branch}"',
        f"git push -u origin {branch}",
    ):
        show(f"  {line}")
    talk.say("Then open the pull request, at the address that git push shows.")
    return OK
