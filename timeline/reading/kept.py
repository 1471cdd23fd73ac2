"""What the records' files were read as, kept from one run to the next.

By the digest of each file's bytes; a file whose stamp is the same is not even read for that. In parts
of many files each: a part is written anew where one of its files has changed. What is kept is made
objects (pickle), so it is read only with the user's own key (`timeline.cache`), and by the same code:
whatever may change what a file is read as makes another key.
"""

import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from timeline.cache import Cache
from timeline.reading.folder import digest_at, digest_of
from timeline.reading.listing import settled
from timeline.reading.memory import MANY, TOGETHER, Memory, Stamp
from timeline.reading.validation import Validation

_INDEX: Final = "index"
_ANSWER: Final = "answer"
_PARTS: Final = "parts"


class _Entry(NamedTuple):
    """Where in the cache a file's reading stands; the stamp is None where it was too fresh."""

    stamp: Stamp | None
    digest: str
    part: str


class Kept(Memory):
    """A memory that begins with what the run before has kept."""

    def __init__(self, cache: Cache, now: int) -> None:
        super().__init__()
        self._cache = cache
        self.now = now
        """When reading began, in nanoseconds since 1970."""
        self._entries: dict[str, _Entry] | None = None  # of the cache, once it is asked
        self._found: dict[str, Any] = {}  # what they stand for
        self._parts: dict[str, str] = {}  # those that this run has written
        self._writes = True

    def elsewhere(self) -> Memory:
        """Give a memory for another folder in which the same files may stand; of it nothing is kept."""
        other = Kept(self._cache, self.now)
        other._writes = False
        other._entries = self._now()
        other._found = {file: self.kept[file][1] for file in other._entries}
        return other

    def answer(self, state: str) -> object:
        """Give what was kept for a state of everything; None if it was for another."""
        data = self._cache.read(_ANSWER)
        was, answer = pickle.loads(data) if data else ("", None)  # noqa: S301 - see above
        return answer if was == state else None

    def keep_answer(self, state: str, answer: object) -> None:
        """Keep what came of a state of everything."""
        self._cache.write(_ANSWER, pickle.dumps((state, answer), pickle.HIGHEST_PROTOCOL))

    def save(self) -> None:
        """Keep what was read for the next run, if it is much and any of it is new."""
        if not self._writes:
            return
        before = self._loaded()
        now = self._now()
        if len(now) < MANY or now == before:
            return
        stale = {
            e.part for file, e in before.items() if file not in now or now[file].part != e.part
        }
        loose = [file for file, entry in now.items() if not entry.part or entry.part in stale]
        for first in range(0, len(loose), TOGETHER):
            part = {file: self.kept[file] for file in loose[first : first + TOGETHER]}
            self._keep_part(part, pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
        now |= {file: now[file]._replace(part=self._parts[file]) for file in loose}
        plain = {file: tuple(entry) for file, entry in now.items()}
        self._cache.write(_INDEX, pickle.dumps(plain, pickle.HIGHEST_PROTOCOL))
        self._cache.keep(_PARTS, {entry.part for entry in now.values()})

    def _now(self) -> dict[str, _Entry]:
        """What stands in the records' files now, and where that is kept, if it is."""
        before = self._loaded()
        now: dict[str, _Entry] = {}
        for file, (seen, found) in self.kept.items():
            if isinstance(found, Validation):
                digest, entry = found.document.digest, before.get(file)
                same = entry is not None and entry.digest == digest and file in self._found
                part = entry.part if entry is not None and same else self._parts.get(file, "")
                trusted = seen if settled(max(seen[2:]), self.now) else None
                now[file] = _Entry(trusted, digest, part)
        return now

    def _known(self, root: Path, file: str, seen: Stamp) -> bool:
        if super()._known(root, file, seen):
            return True
        entry = self._loaded().get(file)
        if entry is None or file not in self._found:
            return False
        if entry.stamp != seen and digest_at(root, file) != entry.digest:
            return False
        self.kept[file] = seen, self._found[file]
        return True

    def _keep(self, files: dict[str, tuple[Stamp, object]], data: bytes) -> None:
        super()._keep(files, data)
        if self._writes:
            self._keep_part(files, data)

    def _keep_part(self, files: Iterable[str], data: bytes) -> None:
        name = digest_of(data)
        self._cache.write(f"{_PARTS}/{name}", data)
        self._parts.update(dict.fromkeys(files, name))

    def _loaded(self) -> dict[str, _Entry]:
        if self._entries is None:
            data = self._cache.read(_INDEX)
            plain = pickle.loads(data) if data else {}  # noqa: S301 - see above
            self._entries = {file: _Entry(*entry) for file, entry in plain.items()}
            for part in dict.fromkeys(entry.part for entry in self._entries.values()):
                data = self._cache.read(f"{_PARTS}/{part}")
                for file, (_, found) in (pickle.loads(data) if data else {}).items():  # noqa: S301
                    if file in self._entries and self._entries[file].part == part:
                        self._found[file] = found
        return self._entries
