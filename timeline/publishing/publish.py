"""Runs MkDocs beside `site/`, verifies what it made, and swaps. The only writer of `site/`.

A failure at any step, or a kill at any moment, leaves the old site as it was.
"""

import logging
import os
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from timeline.checking import Checked, uncollected
from timeline.publishing.failure import in_short
from timeline.publishing.indexing import IndexingError
from timeline.publishing.inventory import by_their_files, searched
from timeline.publishing.keeping import keeper_of
from timeline.publishing.plugin import CACHE, Manner, TimelinePlugin
from timeline.publishing.searching import Finish, Urls, searching
from timeline.publishing.stages import Progress, Stage, untold
from timeline.publishing.swapping import building, swap
from timeline.publishing.verification import Flaw, verify
from timeline.render.frames import Stamp
from timeline.render.site import Site

PROJECT: Final = Path(__file__).resolve().parents[2]
# Of what programs warn of for those who write them, and not of what they were given.
# Those of syntax come when a package's file is compiled for the first time.
_FOR_PROGRAMMERS: Final = (
    *(DeprecationWarning, PendingDeprecationWarning, FutureWarning),
    *(ImportWarning, ResourceWarning, SyntaxWarning),
)


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
    """What was published, as counted where it lay: pages, and files and bytes in all."""

    pages: int
    files: int
    size: int


def publish(checked: Checked, content: Path, site: Path, *, search: bool = True) -> Published:
    """Build a checked timeline beside `site` and put it in the old one's place.

    Raises what `publish_in` and `swapping.building` raise.
    """
    site = site.resolve()
    with building(site) as folder:
        return publish_in(folder, checked, content, site, search=search)


def publish_in(  # noqa: PLR0913 - what to build of what, and where; the rest by name
    folder: Path,
    checked: Checked,
    content: Path,
    site: Path,
    *,
    search: bool = True,
    progress: Progress = untold,
) -> Published:
    """Build a checked timeline in the folder that `swapping.building` gave; put it in `site`'s place.

    Without `search` it has no search index, and nothing to search it with. `progress` is told how far
    it has come.

    Raises `PublishError`, `FlawedSiteError` or `OccupiedError`; OSError where the folder cannot be
    written.
    """
    staging = folder / "new"
    keeper = keeper_of(PROJECT / CACHE, site, len(checked.content.events.records))
    with ExitStack() as beside, _for_everybody(), uncollected():
        finish: list[Finish] = []

        def begun(made: Site) -> None:
            if search:
                finish.append(beside.enter_context(searching(made, staging)))

        counted = partial(progress, Stage.MAKING)
        manner = Manner(
            verifies=False, searched=search, keeper=keeper, counted=counted, begun=begun
        )
        try:
            plugin, _ = _built(checked, content, staging, manner)
            if search:
                progress(Stage.SEARCH, 0, 0)
            results = _index(finish, plugin)
        except IndexingError as error:
            raise PublishError(error.lines) from error
    seen = keeper.seen(plugin.made.taken) if keeper else {}
    found = verify(staging, plugin.wanted(results), seen, partial(progress, Stage.LOOKING))
    if found.flaws:
        raise FlawedSiteError([*by_their_files(found.flaws, plugin.written)])
    swap(staging, site)
    if keeper:
        keeper.keep(plugin.made.kept, found.looked)
    return Published(found.pages, found.files, found.size)


@contextmanager
def _for_everybody() -> Iterator[None]:
    """Let everybody read what is made, as a web server must, whatever the umask."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def _index(finish: list[Finish], plugin: TimelinePlugin) -> Urls | None:
    """Wait for the search index; give its results' addresses, or None of a site without one."""
    return finish[0](searched(plugin.pages, plugin.by_hand)) if finish else None


@dataclass(frozen=True, slots=True)
class Shell:
    """What a site has without its records' pages: what a preview needs MkDocs for.

    `frames` by their names, for the records' pages to be stamped into. In `folder` lie pages written
    by hand, assets and the page for what is not found; `by_hand` are the addresses of those pages.
    """

    folder: Path
    frames: Mapping[str, Stamp]
    by_hand: frozenset[str]
    name: str
    address: str | None


def shell(checked: Checked, content: Path, folder: Path) -> Shell:
    """Build in `folder` what the pages of a checked timeline are stamped into.

    Raises `PublishError`.
    """
    plugin, config = _built(checked, content, folder, Manner(verifies=False, frames_only=True))
    return Shell(
        folder,
        plugin.frames,
        plugin.by_hand,
        config.site_name,
        config.site_url,
    )


def _built(
    checked: Checked, content: Path, folder: Path, manner: Manner
) -> tuple[TimelinePlugin, MkDocsConfig]:
    """Run MkDocs, its warnings being errors. Raises `PublishError`."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice about MkDocs 2, on each build
    with _docs(content, folder.parent) as docs, _warnings() as lines:
        try:
            mkdocs_yml = str(PROJECT / "mkdocs.yml")
            config = load_config(mkdocs_yml, docs_dir=str(docs), site_dir=str(folder), strict=True)
            plugin = config.plugins["timeline"]
            assert isinstance(plugin, TimelinePlugin)
            plugin.checked = checked
            plugin.manner = manner
            plugin.config.content = str(content.resolve())
            build(config)
        except (Abort, MkDocsException) as error:
            raise PublishError([*lines, str(error)]) from error
        except (OSError, IndexingError):
            raise
        except Exception as error:  # of a page's Markdown, which recurses, or of the theme
            raise PublishError([*lines, in_short(error)]) from error
    if lines:
        raise PublishError(lines)
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
def _warnings() -> Iterator[list[str]]:
    """What any library warns of while MkDocs runs, whoever silenced it, collected and not printed.

    MkDocs' own strictness counts what passes the level of its logger, which `-q` and anybody else
    may have set; Markdown and its extensions log elsewhere, or use Python's warnings. What other
    threads warn of, as those that answer a preview's browser, is not of this build, and is dropped.
    """
    lines: list[str] = []
    own = threading.get_ident()

    def collect(message: str) -> None:
        if threading.get_ident() == own:
            lines.append(message)

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            collect(record.getMessage())

    collector = Collector(logging.WARNING)
    root = logging.getLogger()
    known = list(root.manager.loggerDict.values())  # another thread may add to it
    loggers = [root, *(one for one in known if isinstance(one, logging.Logger))]
    before = [(one, one.level, one.disabled, one.propagate, one.handlers) for one in loggers]
    disabled = root.manager.disable
    logging.disable(logging.NOTSET)
    for logger in loggers:
        logger.setLevel(logging.WARNING)
        logger.disabled, logger.propagate, logger.handlers = False, True, []
    root.addHandler(collector)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            for category in _FOR_PROGRAMMERS:
                warnings.simplefilter("ignore", category)
            warnings.showwarning = lambda message, *_: collect(str(message))
            yield lines
    finally:
        for logger, level, was_disabled, propagate, handlers in before:
            logger.setLevel(level)
            logger.disabled, logger.propagate, logger.handlers = was_disabled, propagate, handlers
        logging.disable(disabled)
