"""Runs MkDocs beside `site/`, verifies what it made, and swaps. The only writer of `site/`.

A failure at any step, or a kill at any moment, leaves the old site as it was.
"""

import logging
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE
from typing import Final
from urllib.parse import unquote, urlsplit

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from timeline.checking import Checked
from timeline.indexing import IndexingError, index
from timeline.messages import words
from timeline.plugin import TimelinePlugin
from timeline.render.frames import Stamp
from timeline.render.page import Page
from timeline.render.page_text import page_text
from timeline.render.search_index import WORDS, search_index
from timeline.render.site import Site
from timeline.swapping import building, swap
from timeline.verification import Flaw, verify

PROJECT: Final = Path(__file__).resolve().parent.parent
FLAWS: Final = {
    "missing": words("The page was not made."),
    "direction": words("The page does not say that it is Arabic and runs right to left."),
    "slot": words("The page has a place that was not filled."),
    "link": words("A link leads nowhere: {detail}"),
}


class PublishError(Exception):
    """The site could not be made; `lines` say why, and the old site stands as it was."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class FlawedSiteError(Exception):
    """The site was made but is not whole; the old one stands as it was."""

    def __init__(self, flaws: list[Flaw]) -> None:
        super().__init__(f"{len(flaws)} flaws")
        self.flaws = flaws


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: pages made from records, and files and bytes in all."""

    pages: int
    files: int
    size: int


def publish(checked: Checked, content: Path, site: Path) -> Published:
    """Build a checked timeline beside `site` and put it in the old one's place.

    Raises what `publish_in` and `swapping.building` raise.
    """
    site = site.resolve()
    with building(site) as folder:
        return publish_in(folder, checked, content, site)


def publish_in(folder: Path, checked: Checked, content: Path, site: Path) -> Published:
    """Build a checked timeline in the folder that `swapping.building` gave; put it in `site`'s place.

    Raises `PublishError`, `FlawedSiteError` or `OccupiedError`; OSError where the folder cannot be
    written.
    """
    staging = folder / "new"
    plugin, config = _built(checked, content, staging)
    wanted = plugin.urls()
    _index(staging, plugin.site, plugin.listed())
    flaws = verify(staging, wanted, urlsplit(config.site_url or "/").path)
    if flaws:
        raise FlawedSiteError(flaws)
    sizes = _opened(staging)
    swap(staging, site)
    return Published(len(wanted), len(sizes), sum(sizes))


def _opened(staging: Path) -> list[int]:
    """Let everybody read what was made, as a web server must, whatever the umask; give the sizes."""
    sizes: list[int] = []
    for path in (staging, *staging.rglob("*")):
        found = path.stat()
        mode = 0o755 if path.is_dir() else 0o644
        if S_IMODE(found.st_mode) != mode:
            path.chmod(mode)
        if not path.is_dir():
            sizes.append(found.st_size)
    return sizes


@dataclass(frozen=True, slots=True)
class Shell:
    """What a site has without its records' pages: what a preview needs MkDocs for.

    `frames` by their names; `pages` are the records' pages, to be stamped into them, and `site`
    what they were made from. In `folder` lie pages written by hand, assets and the page for what
    is not found; `by_hand` are the addresses of those pages.
    """

    folder: Path
    frames: Mapping[str, Stamp]
    by_hand: frozenset[str]
    site: Site
    pages: tuple[Page, ...]
    name: str
    address: str | None


def shell(checked: Checked, content: Path, folder: Path) -> Shell:
    """Build in `folder` what the pages of a checked timeline are stamped into.

    Raises `PublishError`.
    """
    plugin, config = _built(checked, content, folder, frames_only=True)
    return Shell(
        folder,
        plugin.frames,
        plugin.by_hand,
        plugin.site,
        plugin.pages,
        config.site_name,
        config.site_url,
    )


def _built(
    checked: Checked, content: Path, folder: Path, *, frames_only: bool = False
) -> tuple[TimelinePlugin, MkDocsConfig]:
    """Run MkDocs, its warnings being errors. Raises `PublishError`."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice about MkDocs 2, on each build
    with _docs(content, folder.parent) as docs, _mkdocs_warnings() as warnings:
        try:
            mkdocs_yml = str(PROJECT / "mkdocs.yml")
            config = load_config(mkdocs_yml, docs_dir=str(docs), site_dir=str(folder), strict=True)
            plugin = config.plugins["timeline"]
            assert isinstance(plugin, TimelinePlugin)
            plugin.checked = checked
            plugin.frames_only = frames_only
            plugin.config.content = str(content.resolve())
            build(config)
        except (Abort, MkDocsException, RecursionError) as error:  # Markdown recurses by depth
            raise PublishError([*warnings, str(error)]) from error
    return plugin, config


@contextmanager
def _docs(content: Path, folder: Path) -> Iterator[Path]:
    """The pages written by hand, or an empty folder in `folder` where there are none."""
    pages = content.resolve() / "pages"  # MkDocs would look for it beside mkdocs.yml
    if pages.is_dir():
        yield pages
    else:
        with tempfile.TemporaryDirectory(dir=folder) as empty:
            yield Path(empty)


@contextmanager
def _mkdocs_warnings() -> Iterator[list[str]]:
    """What MkDocs warns of, which `strict` makes fatal, collected instead of printed."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    propagate = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield lines
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def _index(staging: Path, site: Site, urls: Iterable[str]) -> None:
    """Add the search index, over a document for every result."""
    files = {url: staging / unquote(url) / "index.html" for url in urls}
    # One that was not made is told by the verification.
    texts = {url: file.read_text("utf-8") for url, file in files.items() if file.is_file()}
    pages = {url: page_text(text) for url, text in texts.items()}
    found = search_index(site, pages)
    try:
        made = index(found.documents, staging.parent)
    except IndexingError as error:
        raise PublishError(error.lines) from error
    for name, data in {**made, WORDS: found.words.encode()}.items():
        path = staging / "pagefind" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
