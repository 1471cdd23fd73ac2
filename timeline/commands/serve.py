"""`timeline serve`: a preview that follows edits."""

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timeline.checking import is_error
from timeline.commands.keeping import memory_of
from timeline.commands.terminal import (
    OK,
    USAGE,
    check_content,
    common,
    is_folder,
    show,
)
from timeline.messages import Messages
from timeline.reading.characters import inert
from timeline.reporting.isolation import apart

if TYPE_CHECKING:
    from timeline.preview.showing import Change, Preview

PORT: Final = 8000
LOOK: Final = 0.15  # seconds between two looks at content/
REST: Final = 8  # where a look takes long: so many times as long until the next
BUSY: Final = 3  # the same while somebody edits
EDITING: Final = 120  # seconds after an edit for which that is thought


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    command.set_defaults(run=_run)
    common(command, say)
    port = say.text("the port on this machine (8000)")
    command.add_argument("--port", type=_port, default=PORT, metavar="N", help=port)


def _port(text: str) -> int:
    """Read a port; argparse says that another value is wrong."""
    number = int(text)
    if not 0 <= number < 2**16:  # 0 is any that is free
        raise ValueError
    return number


def _run(options: argparse.Namespace, say: Messages) -> int:
    content: Path = options.content
    if not is_folder(content, say):
        return USAGE
    # MkDocs and the fonts' tools take half a second to import, and no other command needs them.
    from timeline.preview.serving import Server  # noqa: PLC0415
    from timeline.preview.showing import Preview  # noqa: PLC0415

    memory = memory_of(content)
    checking = partial(check_content, content, say, memory)
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        preview = Preview(content, Path(folder), checking)
        try:
            server = Server(preview, options.port)
        except OSError as error:
            show(_not_opened(error, options.port, say), sys.stderr)
            return USAGE
        with server:
            address = apart(server.address, say)
            show(
                say.text(
                    "Preview on {address} follows your edits; Ctrl+C ends it.", address=address
                )
            )
            try:
                change = preview.follow()
                memory.save()  # once: after an edit it would take longer than what it saves
                with server.running():
                    _follow(preview, change, say)
            except KeyboardInterrupt:
                show(say.text("The preview has ended."))
    return OK


def _follow(preview: "Preview", change: "Change | None", say: Messages) -> None:
    """Tell each change, until Ctrl+C."""
    edited = time.monotonic()
    while True:
        if change:
            show(_told(change, preview.content, say))
            edited = time.monotonic()
        began = time.monotonic()
        change = preview.follow()
        if not change:
            rest = BUSY if began < edited + EDITING else REST
            time.sleep(max(LOOK, rest * (time.monotonic() - began)))


def _told(change: "Change", content: Path, say: Messages) -> str:
    """Tell a change in a line: which file, what is wrong now, how long it took."""
    facts = {"files": _files(change, content, say), "seconds": f"{change.seconds:.1f}"}
    if change.failures:
        failure = inert(" ".join(change.failures))
        return say.text("{files}: not shown, in {seconds} s: {failure}", failure=failure, **facts)
    if change.findings:
        errors = sum(is_error(finding) for finding in change.findings)
        if errors:
            found = say.count("{n} error", "{n} errors", errors)
        else:
            found = say.count("{n} remark", "{n} remarks", len(change.findings))
        return say.text("{files}: {found}, in {seconds} s", found=found, **facts)
    return say.text("{files}: shown, in {seconds} s", **facts)


def _files(change: "Change", content: Path, say: Messages) -> str:
    if not change.files:
        return apart(inert(content.as_posix()), say)
    first = apart(inert(f"{content.as_posix()}/{change.files[0]}"), say)
    others = len(change.files) - 1
    if not others:
        return first
    return say.count("{file} and {n} other", "{file} and {n} others", others, file=first)


def _not_opened(error: OSError, port: int, say: Messages) -> str:
    """Say why there is no preview, and what to do."""
    facts = {"port": port, "other": apart(f"--port {port + 1 if port < 65535 else PORT}", say)}  # noqa: PLR2004 - the last port
    if isinstance(error, PermissionError):
        return say.text("Port {port} may not be used here. Choose another: {other}", **facts)
    return say.text(
        "Port {port} is taken, perhaps by another preview. End that one, or choose another port:"
        " {other}",
        **facts,
    )
