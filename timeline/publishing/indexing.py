"""What of Pagefind a browser loads, by Pagefind's own program, asked for an index of nothing.

The index itself is written by `index_files.py`. Imports nothing of the project.
"""

import base64
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from pagefind_bin import get_executable


class IndexingError(Exception):
    """There is no index; `lines` are what Pagefind said."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines

    def __reduce__(self) -> tuple[type["IndexingError"], tuple[list[str]]]:
        """From one process to another."""
        return IndexingError, (self.lines,)


def browser_files(folder: Path | None = None) -> dict[str, bytes]:
    """The files that search in a browser, by their paths below the index's folder.

    The program runs in an empty folder, which is made in `folder`, the system's temporary one
    without it. Raises `IndexingError`; OSError where the program cannot be started.
    """
    # It would take settings from its environment, and from a file in the folder where it runs.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}
    program = get_executable()
    with (
        tempfile.TemporaryFile(dir=folder) as said,
        tempfile.TemporaryDirectory(dir=folder) as empty,
        subprocess.Popen(
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=empty,
            env=environment,
        ) as process,
    ):
        try:
            files = _asked(process)
        except BaseException as error:
            process.kill()  # whoever is asked to end would wait for it
            process.wait()
            with suppress(OSError):  # it will not read what was not handed over yet
                process.communicate()
            if not isinstance(error, _FAILURES):
                raise
            said.seek(0)
            lines = said.read().decode("utf-8", errors="replace").splitlines()
            raise IndexingError(lines or [f"Pagefind: {error}"]) from error
    return {path: data for path, data in files.items() if _is_used(path)}


class _NoAnswerError(Exception):
    """Pagefind stopped, or answered that it could not."""


# With what an answer raises that is none: no JSON, or JSON of another shape.
_FAILURES: Final = (OSError, _NoAnswerError, ValueError, LookupError, TypeError)


def _asked(process: subprocess.Popen[bytes]) -> dict[str, bytes]:
    """Ask for the files; end the program."""
    assert process.stdin is not None
    assert process.stdout is not None
    pipes = (process.stdin, process.stdout)
    number = _ask(*pipes, {"type": "NewIndex", "config": None})["index_id"]
    made = _ask(*pipes, {"type": "GetFiles", "index_id": number})["files"]
    with suppress(BrokenPipeError):
        process.stdin.close()
    return {file["path"]: base64.b64decode(file["content"]) for file in made}


def _ask(to: IO[bytes], back: IO[bytes], payload: Mapping[str, Any]) -> dict[str, Any]:
    """Send one message and wait for its answer: JSON in Base64, with a comma behind it."""
    message = json.dumps({"message_id": 1, "payload": payload}).encode()
    to.write(base64.b64encode(message) + b",")
    to.flush()
    parts: list[bytes] = []
    while not parts or not parts[-1].endswith(b","):
        part = os.read(back.fileno(), 1 << 20)
        if not part:
            raise _NoAnswerError("stopped")
        parts.append(part)
    answer: dict[str, Any] = json.loads(base64.b64decode(b"".join(parts)[:-1]))["payload"]
    if answer["type"] == "Error":
        raise _NoAnswerError(answer.get("message"))
    return answer


def _is_used(path: str) -> bool:
    """Whether a page loads the file: none loads the widgets, or the worker."""
    name = PurePosixPath(path).name
    return not (name.startswith("pagefind-") and name.endswith((".css", ".js")))
