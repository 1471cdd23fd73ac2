"""The pages and the files of data of a site, made and written, shared out where they are many."""

import marshal
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from timeline.publishing.keeping import Keeper, key_of
from timeline.render.frames import Stamp
from timeline.render.page import Page
from timeline.workers import shares, spread

MANY: Final = 400  # pages, from which on it pays to look which of them are there already

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
    """The keys of pages by the names of their files, and which of them were there already."""

    keys: dict[str, bytes]
    taken: list[str]


def make(work: Work, root: Path, keeper: Keeper | None) -> Made:
    """Make all of it below `root`; what `keeper` still has is taken from it."""
    keeper = keeper if len(work.pages) >= MANY else None
    base = work.base() if keeper else ()
    frames = {name: key_of((*base, *frame.pieces)).hex() for name, frame in work.frames.items()}

    def some(indexes: range) -> bytes:
        keys: dict[str, bytes] = {}
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
            with work.naming(work.called(page)):
                if keeper and page.rests_on:
                    said = (frames[page.frame], page.url, page.title, page.description)
                    keys[path] = key_of((*said, *page.rests_on()))
                    if keeper.take(path, keys[path], root):
                        taken.append(path)
                        continue
                html = work.frames[page.frame].page(page, work.name, work.address)
                made = html.encode()
            (root / path).write_bytes(made)
        return marshal.dumps((keys, taken))

    done = Made({}, [])
    tasks = shares(len(work.data) + len(work.pages))
    made = 0
    for indexes, part in zip(tasks, spread(some, tasks), strict=True):
        made += sum(index >= len(work.data) for index in indexes)
        work.counted(made, len(work.pages))
        keys, taken = marshal.loads(part)  # noqa: S302 - from a copy of this process
        done.keys.update(keys)
        done.taken.extend(taken)
    return done
