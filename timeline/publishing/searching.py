"""The search index of a site, made by a process of its own while the pages are made.

All that it needs of the records is there from the start, so it is begun before any page; of pages
that are made out of no record it reads the text when they are finished. Where no process can be
split off safely (no fork, or other threads at work), the same is done when the index is asked for.
"""

import gc
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote

from timeline.publishing.failure import in_short
from timeline.publishing.index_files import LANGUAGE, Index
from timeline.publishing.indexing import IndexingError, browser_files
from timeline.render.page_text import PageText, page_text
from timeline.render.search_index import WORDS, Document, Documents
from timeline.render.site import Site
from timeline.workers import can_split, end_with

Urls: TypeAlias = tuple[str, ...]
Finish: TypeAlias = Callable[[Iterable[str]], Urls]

_ENTRY: Final = "pagefind-entry.json"


@contextmanager
def searching(site: Site, root: Path) -> Iterator[Finish]:
    """Begin the index of a site that is built in the folder `root`; it is made in one beside that.

    Call what it gives when the pages are finished, with the addresses of all that can be found: it
    returns when the index lies in `root`'s `pagefind/`, with the results' addresses, relative to
    the site's root and in their order. Whoever leaves without having called it leaves no process
    behind. Both raise `IndexingError` where there is no index, OSError where it cannot be written.
    """
    # MkDocs empties `root` before it builds.
    work = _Work(site, root, root.with_name("search"), browser_files(root.parent))
    if not can_split():
        yield lambda urls: work.done(lambda: tuple(urls))
        return
    context = multiprocessing.get_context("fork")
    parent = os.getpid()
    asked, ask = context.Pipe(duplex=False)
    answer, answers = context.Pipe(duplex=False)

    def run() -> None:
        end_with(parent)
        ask.close()
        answer.close()
        _serve(work, asked, answers)

    process = context.Process(target=run, daemon=True)
    process.start()
    asked.close()
    answers.close()

    def finish(urls: Iterable[str]) -> Urls:
        try:
            with suppress(BrokenPipeError):  # it has failed already, and says how
                ask.send(tuple(urls))
            found: Urls | Exception = answer.recv()
        except EOFError as error:
            process.join()
            raise IndexingError([f"pagefind/: stopped ({process.exitcode})"]) from error
        if isinstance(found, Exception):
            raise found
        return found

    try:
        yield finish
    finally:
        process.kill()  # it has answered, or nobody waits for its answer
        process.join()
        ask.close()
        answer.close()


@dataclass(frozen=True, slots=True)
class _Work:
    """An index to be made in `folder`, of the site that is built in `root`, and put there.

    `files` are those that no index changes.
    """

    site: Site
    root: Path
    folder: Path
    files: Mapping[str, bytes]

    def done(self, pages: Callable[[], Urls]) -> Urls:
        """Do it. `pages` is asked, as late as can be, for the addresses of all pages, finished."""
        try:
            found = self._made(pages)
            self.folder.rename(self.root / "pagefind")
        except (IndexingError, OSError, EOFError):
            raise
        except Exception as error:
            raise IndexingError([f"pagefind/: {in_short(error)}"]) from error
        return found

    def _made(self, pages: Callable[[], Urls]) -> Urls:
        for part in ("fragment", "index"):
            (self.folder / part).mkdir(parents=True)
        files = dict(self.files)
        entry = json.loads(files.pop(_ENTRY))
        documents, index = Documents(self.site), Index(entry["version"])
        urls: list[str] = []

        def add(some: Iterable[Document]) -> None:
            for document in some:
                urls.append(document.url)
                self._write(index.add(document.shown, document.words))

        add(documents.of_records())
        add(documents.of_pages(self._texts(documents.left(pages()))))
        self._write(index.files())
        entry["languages"] = {
            LANGUAGE: {"hash": index.name, "wasm": None, "page_count": index.pages}
        }
        files[_ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
        files[WORDS] = documents.words.encode()
        self._write(files.items())
        return tuple(urls)

    def _texts(self, urls: Iterable[str]) -> dict[str, PageText]:
        files = {url: self.root / unquote(url) / "index.html" for url in urls}
        # One that was not made is told by the verification.
        there = {url: file for url, file in files.items() if file.is_file()}
        return {url: page_text(file.read_text("utf-8")) for url, file in there.items()}

    def _write(self, files: Iterable[tuple[str, bytes]]) -> None:
        for name, data in files:
            (self.folder / name).write_bytes(data)


def _serve(work: _Work, asked: Connection, answers: Connection) -> None:
    """What the process does: the work, and answer with what came of it."""
    gc.disable()  # nearly all that is made stays, and looking through it takes a fifth of the time
    try:
        answers.send(work.done(asked.recv))
    except (EOFError, BrokenPipeError):
        return  # nobody waits any more
    except (IndexingError, OSError) as error:
        answers.send(error)
