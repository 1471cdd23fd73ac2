"""New files of content/: checked before they are written, written whole, and over nothing."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from timeline.commands.terminal import check_content
from timeline.messages import Messages, words
from timeline.reading.characters import inert
from timeline.reading.finding import Finding
from timeline.writing.canonical import schema_path
from timeline.writing.placing import schema_folder


class OccupiedError(Exception):
    """A file of this name is there; nothing was written."""


class OutsideError(Exception):
    """A folder leads out of the one that is written to; nothing was written."""


def not_written(error: OccupiedError | OutsideError | OSError, say: Messages) -> str:
    """Say that nothing was written, and why."""
    match error:
        case OccupiedError():
            message = words("Nothing was written: {value} is there already.")
        case OutsideError():
            message = words("Nothing was written: {value} is a link to another folder.")
        case _:
            message = words("Nothing was written: {value}")
    return say.text(message, value=inert(str(error)))


def findings_with(content: Path, files: Mapping[str, str], say: Messages) -> Sequence[Finding]:
    """Find what the check would say of content/ with these files in it, of them alone."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "content"
        shutil.copytree(content, copy, symlinks=True)
        for file, text in files.items():
            path = copy / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        found = check_content(copy, say).findings
    return [
        finding
        for finding in found
        if any(place.file in files for place in (finding.at, *finding.related))
    ]


def add_files(root: Path, files: Mapping[str, str]) -> None:
    """Write new files below a folder: all of them, or on an error none.

    Each appears at once and whole, and only where nothing is: `OccupiedError` else, and `OSError`
    where the system refuses.
    """
    waiting: list[tuple[Path, Path]] = []
    done: list[Path] = []
    made: list[Path] = []
    try:
        for file, text in files.items():
            path = root / file
            made += _make_folders(root, path.parent)
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
            waiting.append((Path(name), path))
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(0o666 & ~_umask())
        for new, path in waiting:
            try:
                os.link(new, path)  # fails where something is; a rename would take its place
            except FileExistsError:
                raise OccupiedError(path) from None
            except OSError:  # a file system without links
                _copy(new, path)
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


def _make_folders(root: Path, folder: Path) -> list[Path]:
    """Make the folders that are missing; none of those that are there may be a link."""
    missing: list[Path] = []
    current = root
    current.mkdir(parents=True, exist_ok=True)
    for part in folder.relative_to(root).parts:
        current /= part
        if current.is_symlink():
            raise OutsideError(current)
        if not current.exists():
            current.mkdir()
            missing.append(current)
    return missing


def _copy(new: Path, path: Path) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(new.read_text(encoding="utf-8"))
    except FileExistsError:
        raise OccupiedError(path) from None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def schema_for(content: Path) -> Callable[[str], str | None]:
    """Give what says a record's path to its JSON Schema; None where there are none beside content/."""
    folder = schema_folder(content)
    return lambda file: schema_path(file, folder) if folder else None
