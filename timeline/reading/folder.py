"""The files of content/: which there are, and their bytes as text."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from io import FileIO
from pathlib import Path, PurePosixPath
from typing import Final

from timeline.reading.finding import Finding, Location, nearest

MAX_RECORD_BYTES: Final = 64 * 1024  # a page of text is 4 KiB
MAX_VOCABULARY_BYTES: Final = 8 * 1024 * 1024  # a gazetteer of 20,000 places
MAX_MAP_BYTES: Final = 1024 * 1024  # a continent's borders, to a kilometre
MAX_PAGE_BYTES: Final = 256 * 1024  # an essay, written by hand
MAX_RECORDS: Final = 100_000
MAX_TOTAL_BYTES: Final = 512 * 1024 * 1024
# What may stand beside pages written by hand: what no browser runs, and what hosts look for.
BESIDE_PAGES: Final = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf", ".txt", "CNAME")
# Sections of the site, whose own page one written by hand may replace, and nothing below it: records
# and years have their pages there. A test holds these names to what is published.
SECTION_NAMES: Final = frozenset(
    (
        *("about", "actors", "categories", "contribute", "corrections", "coverage", "figures"),
        *("hijri", "method", "on-this-day", "places", "sources", "years"),
    )
)
# With those that have no page of their own to replace, and those that hosts are told of.
OWN_NAMES: Final = SECTION_NAMES | {
    *("assets", "basis", "data", "embed", "events", "pagefind", "precision", "status"),
}
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
# What a system, an editor, git and this program itself leave beside files.
_BY_ITSELF: Final = ("._*", ".#*", ".git*", ".DS_Store", ".*.sw?", ".*.new")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file's name below content/, with `/`, its text, and the digest of its bytes."""

    file: str
    text: str
    digest: str = field(default="", compare=False)


def most_bytes(file: str) -> int:
    """Give how many bytes a file of this name below content/ may have."""
    if file.startswith("vocabularies/") or file == "withdrawn.yml":
        return MAX_VOCABULARY_BYTES
    if file.startswith("pages/"):
        return MAX_PAGE_BYTES
    return MAX_MAP_BYTES if file == "map.yml" else MAX_RECORD_BYTES


def open_file(root: Path, file: str, limit: int) -> RawFile | Finding:
    """Read the text of one file, or say why it cannot be read.

    Links are not followed: what is published is what stands in content/.
    """
    data = _data(root, file, limit)
    return data if isinstance(data, Finding) else _text(file, data)


def _data(root: Path, file: str, limit: int) -> bytes | Finding:
    """Read a file's bytes; at most `limit` of them are taken in."""
    refuse = partial(Finding, at=Location(file))
    try:
        # Asked before opening: to open a pipe would wait for its other end.
        path = f"{root}/{file}"  # as text: of ten thousand files, paths take longer than reading
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):
            return refuse("folder-for-file" if stat.S_ISDIR(mode) else "not-a-file")
        descriptor = os.open(path, _READ)
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            data = _at_most(stream, limit + 1)
    except OSError:
        return refuse("unreadable-file")
    return data if len(data) <= limit else refuse("file-too-large", facts=_limit(limit))


def _at_most(stream: FileIO, size: int) -> bytes:
    """Read to the end, or as many bytes; a stream without a buffer may give them in parts."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def digest_of(data: bytes) -> str:
    """Name bytes by their content: other bytes have another name."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_at(root: Path, file: str) -> str | None:
    """Give the digest of a file's bytes; None where they cannot be read."""
    data = _data(root, file, most_bytes(file))
    return None if isinstance(data, Finding) else digest_of(data)


def _text(file: str, data: bytes) -> RawFile | Finding:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        facts = {"value": f"0x{data[error.start]:02X}"}
        return Finding("not-utf-8", _end_of(file, before), facts)
    if text.startswith("\ufeff"):
        return Finding("byte-order-mark", Location(file))
    text = text.replace("\r\n", "\n")
    before, lone, _ = text.partition("\r")
    if lone:
        facts = {"value": "U+000D CARRIAGE RETURN"}
        return Finding("hidden-line-break", _end_of(file, before), facts)
    return RawFile(file, text, digest_of(data))


def _limit(limit: int) -> dict[str, str]:
    return {"limit": str(limit // 1024)}


def _end_of(file: str, before: str) -> Location:
    """Return the place after the text that stands before it."""
    line = before.count("\n") + 1
    return Location(file, line, len(before) - before.rfind("\n"))


def is_there(root: Path, file: str) -> bool:
    """Whether something has this name below content/, be it a link that leads nowhere."""
    return os.path.lexists(root / file)


def check_folder(root: Path, folder: str) -> Finding | None:
    """Say what keeps a folder of content/ from being looked into; a link is not followed."""
    try:
        mode = os.lstat(root / folder).st_mode
    except OSError:
        return Finding("unreadable-file", Location(folder))
    return None if stat.S_ISDIR(mode) else Finding("not-a-folder", Location(folder))


def entries(root: Path, folder: str) -> list[os.DirEntry[str]] | Finding:
    """List a folder by name, without what is an editor's or git's: names that begin with a dot."""
    try:
        with os.scandir(root / folder) as found:
            seen = [entry for entry in found if not entry.name.startswith(".")]
    except OSError:
        return Finding("unreadable-file", Location(folder or "."))
    return sorted(seen, key=lambda entry: entry.name)


def hidden_files(root: Path, folder: str, ending: str) -> Iterator[Finding]:
    """Find what a dot keeps from being read or published: before its name, or a folder's.

    Of that, what has the ending and what no program makes beside files by itself.
    """
    for current, folders, files in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        below = Path(current).relative_to(root).as_posix()
        for name in sorted(files):
            hidden = name.startswith(".") or any(part.startswith(".") for part in below.split("/"))
            meant = not any(fnmatchcase(name, pattern) for pattern in _BY_ITSELF)
            if hidden and meant and name.endswith(ending):
                yield stray(f"{below}/{name}")


def record_files(root: Path, folder: str) -> Iterator[str | Finding]:
    """Give the names of all that is called `.yml` below a folder, and what else lies there.

    Folders are walked in the order of their names, each folder's own files first.
    """
    pending = [folder]
    while pending:
        current = pending.pop()
        found = entries(root, current)
        if isinstance(found, Finding):
            yield found
            continue
        inner: list[str] = []
        for entry in found:
            file = f"{current}/{entry.name}"
            if entry.name.endswith(".yml"):
                yield file
            elif entry.is_dir(follow_symlinks=False):
                inner.append(file)
            else:
                meant = entry.name.lower().endswith((".yaml", ".yml"))
                yield stray(file, *([f"{entry.name.rpartition('.')[0]}.yml"] if meant else []))
        pending.extend(reversed(inner))


def page_files(root: Path, folder: str) -> Iterator[str | Finding]:
    """Give the names of the pages below a folder, and what may not be published beside them.

    MkDocs reads the folder: it would follow a link out of content/, and copy a file of HTML or SVG
    to the site with the scripts in it. What stands below a name of the program's own would take the
    place of a record's page or be lost among its files, and get the headers that these get.
    """
    addresses: dict[str, str] = {}
    pending = [folder]
    while pending:
        current = pending.pop()
        found = entries(root, current)
        if isinstance(found, Finding):
            yield found
            continue
        for entry in found:
            file = f"{current}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append(file)
            elif not entry.is_file(follow_symlinks=False):
                yield Finding("not-a-file", Location(file))
            elif not entry.name.endswith((".md", *BESIDE_PAGES)):
                yield stray(file)
            elif name := _own_name(file):
                yield Finding("name-taken", Location(file), {"value": name})
            elif entry.name.endswith(".md"):
                # Without regard to case: on some systems both would be one file.
                first = addresses.setdefault(address_of(file).casefold(), file)
                facts, related = {"other": first}, (Location(first),)
                same = Finding("same-address", Location(file), facts, related=related)
                yield file if first == file else same


def address_of(file: str) -> str:
    """Where MkDocs puts what stands below pages/, without the last `/` of a page."""
    path = PurePosixPath(file).relative_to("pages")
    if path.suffix != ".md":
        return path.as_posix()
    return str(path.parent if path.stem in {"index", "README"} else path.with_suffix(""))


def _own_name(file: str) -> str | None:
    """Give the name of the program's own that a file would be below, or be the page of."""
    address = address_of(file)
    name = address.partition("/")[0]
    is_ours = name.casefold() in OWN_NAMES and address not in SECTION_NAMES
    return name if is_ours else None


def stray(file: str, *possible: str) -> Finding:
    """Say that nothing reads a file, and which of the possible names it was meant to have."""
    name = file.rpartition("/")[2]
    by_stem = {PurePosixPath(meant).stem: meant for meant in possible}
    close = nearest(PurePosixPath(name).stem, by_stem)
    return Finding("stray-file", Location(file), {"value": name}, by_stem.get(close or ""))
