"""New files of content/: checked before they are written, written whole, and over nothing."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from timeline.commands.bench import Bench
from timeline.messages import Messages, words
from timeline.reading.characters import inert
from timeline.reading.finding import Finding
from timeline.reading.texts import texts
from timeline.reporting.refusal import refusal
from timeline.writing.canonical import schema_path
from timeline.writing.files import add, aside
from timeline.writing.placing import schema_folder


class OccupiedError(Exception):
    """Something of this name is there; nothing was written."""


class OutsideError(Exception):
    """A folder leads out of the one that is written to; nothing was written."""


NOT_ADDED: Final = (OccupiedError, OutsideError, OSError)


def not_written(error: OccupiedError | OutsideError | OSError, say: Messages) -> str:
    """Say that nothing was written, and why."""
    if isinstance(error, OSError):
        return say.text("Nothing was written: {value}", value=refusal(error, say))
    if isinstance(error, OccupiedError):
        message = words("Nothing was written: {value} is there already.")
    else:
        message = words("Nothing was written: {value} is a link to another folder.")
    return say.text(message, value=inert(str(error)))


def findings_with(content: Path, files: Mapping[str, str], say: Messages) -> Sequence[Finding]:
    """Find what the check would say of content/ with these new files in it, of them alone.

    Raises what `add_files` raises where they could not be added.
    """
    for file in files:
        _missing(content, content / file)
    with tempfile.TemporaryDirectory(prefix="timeline-") as scratch:
        there = texts(content)
        found = Bench(content, Path(scratch), there, say).check({**there, **files})
    return [
        finding
        for finding in found
        if any(place.file in files for place in (finding.at, *finding.related))
    ]


def add_files(root: Path, files: Mapping[str, str]) -> None:
    """Write new files below a folder: all of them, or on an error none.

    Each appears at once and whole, and only where nothing is: `OccupiedError` else, and `OSError`
    where the system refuses. Sources come first: of those that a kill leaves behind, each passes the
    check, for an event needs its sources and a source needs no event.
    """
    waiting: list[tuple[Path, Path]] = []
    done: list[Path] = []
    made: list[Path] = []
    try:
        for file, text in sorted(files.items(), key=lambda item: item[0].startswith("events/")):
            path = root / file
            for folder in _missing(root, path):
                folder.mkdir()
                made.append(folder)
            waiting.append((aside(path, text), path))
        for new, path in waiting:
            try:
                add(new, path)
            except FileExistsError:
                raise OccupiedError(path) from None
            done.append(path)
    except BaseException:
        for path in done:
            path.unlink(missing_ok=True)
        raise
    finally:
        for new, _ in waiting:
            new.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()  # those that nothing came to stand in


def _missing(root: Path, path: Path) -> list[Path]:
    """Give the folders that a new file below a folder lacks, the outermost first.

    Raises where something else stands in its way: none of those below the folder may be a link.
    """
    missing = [folder for folder in (*reversed(root.parents), root) if not folder.exists()]
    folder = root
    for part in path.relative_to(root).parts[:-1]:
        folder /= part
        if folder.is_symlink():
            raise OutsideError(folder)
        if not folder.exists():
            missing.append(folder)
        elif not folder.is_dir():
            raise OccupiedError(folder)
    if os.path.lexists(path):
        raise OccupiedError(path)
    return missing


def schema_for(content: Path) -> Callable[[str], str | None]:
    """Give what says a record's path to its JSON Schema; None where there are none beside content/."""
    folder = schema_folder(content)
    return lambda file: schema_path(file, folder) if folder else None
