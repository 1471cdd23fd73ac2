"""Pages of the last build that are the same in this one: they are put there, and not made again.

What lies in the site's place is taken if its key is the page's and its bytes are those that the last
build made. A key is the digest of all that a page is made from, so no page can be kept that would be
another one now. What the last build made stands in the cache; a cache that is not there costs time
and nothing else. It is read as Python's own (marshal), so the cache is one with the user's own key.
Imports `timeline.cache`, and what pages are.
"""

import hashlib
import marshal
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from timeline.cache import WITHOUT, Cache, own_key
from timeline.publishing.verification import Looked

MANY: Final = 400  # events, from which on it pays to look which pages are there already

_FORM: Final = 2  # of what is written down


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of the last build: its key, the digest of its bytes, and what was seen in it."""

    key: bytes
    digest: bytes
    looked: Looked


def key_of(parts: Iterable[str]) -> bytes:
    """The digest of all that a page is made from."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(4, "big"))
        digest.update(data)
    return digest.digest()


def digest_of(page: bytes) -> bytes:
    """What tells a page's bytes from all others."""
    return hashlib.blake2b(page, digest_size=16).digest()


class Keeper:
    """The pages that lie in a site's place, by the names of their files; `cache` tells of them."""

    def __init__(self, cache: Cache, site: Path) -> None:
        self._cache = cache
        self._site = site
        place = hashlib.blake2b(os.fsencode(site), digest_size=8).hexdigest()
        self._name = f"pages/{place}"
        self.kept = self._read()

    def take(self, name: str, key: bytes, root: Path) -> bytes | None:
        """Put a page of the last build below `root`, in a folder that is there; give its digest.

        None if the page is another one, or the file no longer the one that was made.
        """
        kept = self.kept.get(name)
        if kept is None or kept.key != key:
            return None
        new = root / name
        try:
            os.link(self._site / name, new, follow_symlinks=False)  # else it is made anew
            if not new.is_symlink() and digest_of(new.read_bytes()) == kept.digest:
                return kept.digest
            new.unlink()
        except OSError:
            return None
        return None

    def seen(self, names: Iterable[str]) -> dict[str, Looked]:
        """What was seen in pages that were taken."""
        return {name: self.kept[name].looked for name in names}

    def keep(self, made: Mapping[str, tuple[bytes, bytes]], looked: Mapping[str, Looked]) -> None:
        """Write down what lies in the site's place now.

        `made` has each page's key and the digest of its bytes, `looked` what is in it.
        """
        if not made:
            return
        pages = {name: (*page, looked[name].ids, looked[name].needs) for name, page in made.items()}
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
            name: Kept(key, digest, Looked((), ids, needs))
            for name, (key, digest, ids, needs) in pages.items()
        }


def keeper_of(folder: Path, site: Path, events: int) -> Keeper | None:
    """What knows the pages of the last build, from what is kept in `folder`.

    None where there are too few for that to pay, where the environment says so, and where the user
    can have no key.
    """
    if events < MANY or os.environ.get(WITHOUT) or (key := own_key()) is None:
        return None
    return Keeper(Cache(folder, key), site)
