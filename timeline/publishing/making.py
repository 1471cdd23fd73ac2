"""The pages and the files of data of a site, made and written, shared out where they are many."""

import marshal
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from timeline.publishing.keeping import Keeper, digest_of, key_of
from timeline.render.frames import Stamp
from timeline.render.page import Page
from timeline.workers import shares, spread

Naming: TypeAlias = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be made: `data` by its path below the site's root, and pages by their frames.

    `name` and `address` are the site's. `naming` says what it was that could not be made, and
    `called` what a page is called. All pages rest on `base`, beside what each of them says.
    """

    data: Sequence[tuple[str, Callable[[], bytes]]]
    pages: Sequence[Page]
    frames: Mapping[str, Stamp]
    name: str
    address: str | None
    naming: Naming
    called: Callable[[Page], str]
    base: Callable[[], tuple[str, ...]]
    counted: Callable[[int, int], None] = lambda *_: None


@dataclass(frozen=True, slots=True)
class Made:
    """Pages that may be kept, by the names of their files: the key of each and the digest of its bytes.

    `taken` are those that were there already.
    """

    kept: dict[str, tuple[bytes, bytes]]
    taken: list[str]


def make(work: Work, root: Path, keeper: Keeper | None) -> Made:
    """Make all of it below `root`; what `keeper` still has is taken from it."""
    base = work.base() if keeper else ()
    frames = {name: key_of((*base, *frame.pieces)).hex() for name, frame in work.frames.items()}

    def some(indexes: range) -> bytes:
        kept: dict[str, tuple[bytes, bytes]] = {}
        taken: list[str] = []
        for index in indexes:
            if index < len(work.data):
                path, maker = work.data[index]
                with work.naming(path):
                    made = maker()
                (root / path).write_bytes(made)
                continue
            page = work.pages[index - len(work.data)]
            path = f"{page.url}index.html"
            (root / page.url).mkdir(parents=True, exist_ok=True)
            key = None
            with work.naming(work.called(page)):
                if keeper and page.rests_on:
                    said = (frames[page.frame], page.url, page.title, page.description)
                    key = key_of((*said, *page.rests_on()))
                    if digest := keeper.take(path, key, root):
                        kept[path] = (key, digest)
                        taken.append(path)
                        continue
                html = work.frames[page.frame].page(page, work.name, work.address)
                made = html.encode()
            (root / path).write_bytes(made)
            if key:
                kept[path] = (key, digest_of(made))
        return marshal.dumps((kept, taken))

    done = Made({}, [])
    tasks = shares(len(work.data) + len(work.pages))
    made = 0
    for indexes, part in zip(tasks, spread(some, tasks), strict=True):
        made += sum(index >= len(work.data) for index in indexes)
        work.counted(made, len(work.pages))
        kept, taken = marshal.loads(part)  # noqa: S302 - from a copy of this process
        done.kept.update(kept)
        done.taken.extend(taken)
    return done
