"""Pages of the last build that are the same in this one: they are put there, and not made again.

What lies in the site's place is taken if its key is the page's and the file is the one that the last
build made, as its number, size and time say. A key is the digest of all that a page is made from, so
no page can be kept that would be another one now. What the last build made stands in the cache; a
cache that is not there costs time and nothing else. It is read as Python's own (marshal), so the
cache is one with the user's own key. Imports `timeline.cache`, and what pages are.
"""

import hashlib
import marshal
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from timeline.cache import WITHOUT, Cache, own_key
from timeline.publishing.verification import Looked

MANY: Final = 400  # events, from which on it pays to look which pages are there already

_FORM: Final = 1  # of what is written down
Stamp: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of the last build: its key, its file's stamp, and what was seen in it."""

    key: bytes
    stamp: Stamp
    looked: Looked


def key_of(parts: Iterable[str]) -> bytes:
    """The digest of all that a page is made from."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(4, "big"))
        digest.update(data)
    return digest.digest()


class Keeper:
    """The pages that lie in a site's place, by the names of their files; `cache` tells of them."""

    def __init__(self, cache: Cache, site: Path) -> None:
        self._cache = cache
        self._site = site
        place = hashlib.blake2b(os.fsencode(site), digest_size=8).hexdigest()
        self._name = f"pages/{place}"
        self.kept = self._read()

    def take(self, name: str, key: bytes, root: Path) -> bool:
        """Put a page of the last build below `root`, in a folder that is there; False if it is another."""
        kept = self.kept.get(name)
        if kept is None or kept.key != key:
            return False
        old, new = self._site / name, root / name
        try:
            if _stamp(old) != kept.stamp:
                return False
            os.link(old, new)  # where there are no links, it is made anew
            # Between the two looks somebody may have written to it.
            if _stamp(new) != kept.stamp:
                new.unlink()
                return False
        except OSError:
            return False
        return True

    def seen(self, names: Iterable[str]) -> dict[str, Looked]:
        """What was seen in pages that were taken."""
        return {name: self.kept[name].looked for name in names}

    def keep(self, keys: Mapping[str, bytes], looked: Mapping[str, Looked]) -> None:
        """Write down what lies in the site's place now: pages by their keys, and what is in them."""
        if not keys:
            return
        pages = {}
        for name, key in keys.items():
            with suppress(OSError):
                page = looked[name]
                pages[name] = (key, _stamp(self._site / name), page.ids, page.needs)
        self._cache.write(self._name, marshal.dumps((_FORM, pages)))

    def _read(self) -> dict[str, Kept]:
        data = self._cache.read(self._name)
        if data is None:
            return {}
        # With the user's own key the cache holds only what this program wrote, whole.
        form, pages = marshal.loads(data)  # noqa: S302
        if form != _FORM:
            return {}
        return {
            name: Kept(key, stamp, Looked((), ids, needs))
            for name, (key, stamp, ids, needs) in pages.items()
        }


def keeper_of(folder: Path, site: Path, events: int) -> Keeper | None:
    """What knows the pages of the last build, from what is kept in `folder`.

    None where there are too few for that to pay, where the environment says so, and where the user
    can have no key.
    """
    if events < MANY or os.environ.get(WITHOUT) or (key := own_key()) is None:
        return None
    return Keeper(Cache(folder, key), site)


def _stamp(file: Path) -> Stamp:
    found = os.lstat(file)
    return found.st_ino, found.st_size, found.st_mtime_ns
