"""What a preview shows: the newest content/ without an error, and what is wrong with what came after.

A change costs reading the files that changed, the rules and the order. The pages are listed and made
when a browser asks for them. MkDocs runs only where what it makes would
be another: the frames, when `timeline.yml`, the day of the record or the sections of the site
change, and the pages written by hand.
"""

import shutil
import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from importlib import resources
from mimetypes import guess_type
from pathlib import Path
from threading import Condition
from typing import Final, Protocol, TypeVar
from urllib.parse import quote, unquote, urlsplit
from uuid import uuid4

from markupsafe import Markup

from timeline.checking import Checked, Early
from timeline.messages import Language, messages
from timeline.policy import HEAD
from timeline.preview.faults import Panel, panel
from timeline.preview.sought import Sought
from timeline.preview.watching import Snapshot, changed, settled, snapshot
from timeline.publishing.plugin import CACHE, data_files
from timeline.publishing.publish import PROJECT, PublishError, Shell, shell
from timeline.reading.finding import Finding
from timeline.reading.folder import MAX_VOCABULARY_BYTES, RawFile, open_file
from timeline.render.assets import FOLDER as ASSETS
from timeline.render.assets import assets
from timeline.render.environment import Templates
from timeline.render.sections import frames_of
from timeline.render.site import Site
from timeline.reporting.refusal import refusal
from timeline.writing.placing import schema_folder

T = TypeVar("T")

OWN: Final = "@preview/"  # what only a preview has stands here: no page of a site has this address
CHANGES: Final = f"{OWN}changes"
_OWN_FILES: Final = ("preview.js", "preview.css")
_HEAD: Final = (
    f'<link rel="stylesheet" href="/{OWN}preview.css">'
    f'<script type="module" src="/{OWN}preview.js"></script>'
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser is told; `kept` is what may be kept, being named by its content."""

    status: HTTPStatus
    type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    location: str | None = None
    kept: bool = False


NOTHING: Final = Answer(HTTPStatus.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Change:
    """What was seen to change, what is wrong now, and how long it took to show it.

    `failures` are what MkDocs could not do, in its own words.
    """

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Good:
    """A content/ without an error, and its pages.

    `key` is what its shell was made from, `by_hand` the addresses of pages written by hand and
    `files` what lies in the shell's folder, all as a request names them once it is decoded.
    """

    shell: Shell
    key: Hashable
    site: Site
    pages: Sought
    by_hand: frozenset[str]
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class _State:
    """All that is shown at one moment. It is replaced and never changed: requests are threads."""

    version: str
    good: _Good | None = None
    panel: Panel = field(default_factory=Panel)


class Check(Protocol):
    """Checks the folder; gives `early` what can be shown, before all is known that is to be told."""

    def __call__(self, *, early: Early) -> Checked:
        """Check once."""
        ...


class Preview:
    """Shows one content/ folder; `folder` is an empty one for what MkDocs makes.

    `follow` is for one thread, `answer` and `wait` are for any.
    """

    def __init__(self, content: Path, folder: Path, check: Check) -> None:
        self.content = content
        self._folder = folder
        self._check = check
        self._say = messages(Language.ARABIC)
        self._assets = assets(PROJECT / CACHE)
        self._seen: Snapshot | None = None
        self._run = uuid4().hex  # so that a page of an earlier preview notices this one
        self._number = 0
        self._state = _State("")
        self._replaced: Path | None = None
        self._news = Condition()
        self._closed = False

    # ------------------------------------------------------------------------ following

    def follow(self) -> Change | None:
        """Look at the folder; show what has changed in it and give that, else None."""
        now = snapshot(self.content)
        if now == self._seen:
            return None
        first = self._seen is None
        if not first:
            now = settled(self.content, now)
        files = () if first else changed(self._seen or {}, now)
        self._seen = now
        began, before = time.monotonic(), self._state
        shown = 0.0  # after so long, if it was shown before all was checked
        failures: tuple[str, ...] = ()

        def early(checked: Checked) -> None:
            """Show what can be shown; what else there is to remark is told when it is found."""
            nonlocal failures, shown
            failures, good = self._tried(partial(self._good, checked, now, before.good))
            if good is not None:
                stale = before.good is None or before.panel.stops
                self._show(good, self._panel(checked.findings, ()) if stale else before.panel)
                shown = time.monotonic() - began

        trouble, checked = self._tried(partial(self._check, early=early))
        failures += trouble
        findings = checked.findings if checked else ()
        told = self._panel(findings, failures)
        if not shown or told != self._state.panel:
            self._show(self._state.good, told)
        return Change(files, findings, failures, shown or time.monotonic() - began)

    def _tried(self, do: Callable[[], T]) -> tuple[tuple[str, ...], T | None]:
        """Do something; why it could not be done, and what came of it."""
        try:
            return (), do()
        except PublishError as error:
            return tuple(error.lines), None
        except OSError as error:
            return (refusal(error, self._say),), None
        except Exception as error:  # noqa: BLE001 - a fault of the program must not end a preview
            return (f"{type(error).__name__}: {error}",), None

    def _panel(self, findings: Sequence[Finding], failures: Iterable[str]) -> Panel:
        return panel(findings, self.content.name, self._text, self._say, failures)

    def _good(self, checked: Checked, now: Snapshot, last: _Good | None) -> _Good:
        dataset, order = checked.dataset, checked.order
        assert dataset is not None
        assert order is not None
        name, paths = self.content.name, self._assets.paths
        site = Site(dataset, order, self._say, name, paths, schema_folder(self.content))
        by_hand = frozenset(item for item in now.items() if item[0].startswith("pages/"))
        key = (dataset.about, dataset.date, frames_of(site), by_hand)
        if last and last.key == key:
            return replace(last, site=site, pages=Sought(site))
        base = self._shell(checked)
        files = (file for file in base.folder.rglob("*") if file.is_file())
        names = frozenset(file.relative_to(base.folder).as_posix() for file in files)
        return _Good(base, key, site, Sought(site), frozenset(map(unquote, base.by_hand)), names)

    def _shell(self, checked: Checked) -> Shell:
        folder = self._folder / str(self._number)
        try:
            return shell(checked, self.content, folder)
        except PublishError:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _text(self, file: str) -> str | None:
        raw = open_file(self.content, file, MAX_VOCABULARY_BYTES)
        return raw.text if isinstance(raw, RawFile) else None

    def _show(self, good: _Good | None, told: Panel) -> None:
        before = self._state.good
        self._number += 1
        with self._news:
            self._state = _State(f"{self._run}-{self._number}", good, told)
            self._news.notify_all()
        if before and good and before.shell is not good.shell:
            # Requests that are under way still read what is replaced; it goes with the next.
            if self._replaced:
                shutil.rmtree(self._replaced, ignore_errors=True)
            self._replaced = before.shell.folder

    # ------------------------------------------------------------------------ telling

    def wait(self, version: str, seconds: float) -> str | None:
        """Wait for another version than this, for so long; give the newest, None when closed."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self._state.version != version, seconds)
            return None if self._closed else self._state.version

    def close(self) -> None:
        """End all waiting."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    # ------------------------------------------------------------------------ answering

    def answer(self, target: str) -> Answer:
        """What stands at an address, as the request names it: a path, perhaps with a query.

        The site also stands below the path that it will have on its host, since pages written by
        hand and the page for what is not found link there.
        """
        state = self._state
        try:
            path = unquote(urlsplit(target).path).removeprefix("/")
        except ValueError:  # a host that is none
            return NOTHING
        if path.startswith(OWN):
            return _own(path.removeprefix(OWN))
        if path.startswith(f"{ASSETS}/") and path in self._assets.files:
            return _file(path, self._assets.files[path], kept=True)
        if state.good is None:
            return self._html(state, self._alone()) if _is_page(path) else NOTHING
        base = urlsplit(state.good.shell.address or "/").path.removeprefix("/")
        path = path.removeprefix(base) if path.startswith(base) else path
        return self._page(state, state.good, path.removesuffix("index.html"))

    def _page(self, state: _State, good: _Good, path: str) -> Answer:
        if path in good.by_hand:
            return self._html(state, _read(good.shell.folder / path / "index.html"))
        if (page := good.pages.page(path)) is not None:
            frame = good.shell.frames[page.frame]
            return self._html(state, frame.page(page, good.shell.name, good.shell.address))
        if f"{path}/" in good.by_hand or good.pages.page(f"{path}/"):
            return Answer(HTTPStatus.FOUND, location=f"{quote(path.rpartition('/')[2])}/")
        if _is_page(path):
            answer = self._html(state, _read(good.shell.folder / "404.html"))
            return replace(answer, status=HTTPStatus.NOT_FOUND)
        return _data(good, path)

    def _alone(self) -> str:
        """A page for when there is none yet to show."""
        head = Markup(HEAD)  # noqa: S704 - text of the program's own
        return Templates(self._say, self._assets.paths).render("preview.html", "", policy=head)

    def _html(self, state: _State, html: str) -> Answer:
        """A page with what a preview adds to it: the panel, and the script that reloads it."""
        rules = "contribute/rules/" if state.good else ""
        values = {"panel": state.panel, "version": state.version, "rules": rules}
        told = Templates(self._say, self._assets.paths).render(
            "preview-panel.html", "", **values, shown=state.good is not None
        )
        before, _, after = html.partition("</head>")
        body, _, rest = after.rpartition("</body>")
        whole = f"{before}{_HEAD}</head>{body}{told}</body>{rest}"
        return Answer(HTTPStatus.OK, "text/html; charset=utf-8", whole.encode())


def _data(good: _Good, path: str) -> Answer:
    # Names are compared and none is followed, so that none leads out of the folder.
    if path in good.files:
        return _file(path, (good.shell.folder / path).read_bytes())
    make = data_files(good.site).get(path)
    return _file(path, make()) if make else NOTHING


def _is_page(path: str) -> bool:
    return not path or path.endswith("/")


def _own(name: str) -> Answer:
    if name not in _OWN_FILES:
        return NOTHING
    source = resources.files("timeline.render").joinpath("static", "preview", name)
    return _file(name, source.read_bytes())


def _file(name: str, data: bytes, *, kept: bool = False) -> Answer:
    kind = {"js": "text/javascript", "woff2": "font/woff2"}.get(name.rpartition(".")[2])
    kind = kind or guess_type(name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind in {"application/json", "image/svg+xml"}:
        kind = f"{kind}; charset=utf-8"
    return Answer(HTTPStatus.OK, kind, data, kept=kept)


def _read(file: Path) -> str:
    return file.read_text("utf-8")
