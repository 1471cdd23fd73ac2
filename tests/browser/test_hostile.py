"""Hostile records in Chromium: nothing runs, nothing is asked for, nothing is lost."""

import json
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Dialog, Page, Request

from tests.browser.serving import Server
from tests.browser.test_suggest import box, field
from tests.contents import lay
from tests.folders import SMALL
from tests.hostile.folder import content, folded, taken
from tests.hostile.records import attacked, text_of
from tests.hostile.values import BREAKING_OUT, HTML, SAMPLE, SCRIPTS, VALUES
from timeline.checking import check
from timeline.preview.serving import Server as PreviewServer
from timeline.preview.showing import Preview
from timeline.publishing.publish import publish
from timeline.reading.memory import Memory
from timeline.reading.yaml_source import read

ROOT: Final = Path(__file__).parents[2]
# Whatever runs says so: by a name on the window, by asking, or by going somewhere.
CANARY: Final = """
for (const name of ["alert", "confirm", "prompt", "open", "print"]) {
  window[name] = (...given) => { window.__pwned = `${name} ${given}`; };
}
"""
CLEAN: Final = """() => [window.__pwned ?? null, ({}).polluted ?? null,
  Object.keys(Object.prototype).length, document.querySelectorAll("iframe, object, embed, base").length]"""


class Watch:
    """A browser's pages, and whatever went wrong on them."""

    def __init__(self, browser: Chromium, base: str) -> None:
        self.base = base
        self.wrong: list[str] = []
        self.requests = 0
        self.visited = 0
        self.context: BrowserContext = browser.new_context()
        self.context.add_init_script(CANARY)
        self.context.on("request", self._request)
        self.context.on("dialog", self._dialog)
        self.context.on("weberror", lambda error: self.wrong.append(f"error: {error.error}"))
        self.context.on(
            "console",
            lambda m: self.wrong.append(f"console: {m.text}") if m.type == "error" else None,
        )
        self.page: Page = self.context.new_page()

    def _request(self, request: Request) -> None:
        self.requests += 1
        if not request.url.startswith((self.base, "data:")):
            self.wrong.append(f"request: {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: str) -> Page:
        self.page.goto("about:blank")
        self.page.goto(self.base + path)
        self.visited += 1
        return self.page

    def held(self, where: str) -> None:
        """Nothing ran, nothing was asked of another host, and the page is still the one it was."""
        assert self.page.evaluate(CLEAN) == [None, None, 0, 0], where
        assert self.page.url.startswith(self.base), where
        assert not self.wrong, (where, self.wrong[:3])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    records = content(folder / "content", taken())
    publish(check(records, untitled="x"), records, folder / "site")
    return folder / "site"


@contextmanager
def watched(browser: Chromium, site: Path) -> Iterator[Watch]:
    server = Server()
    watch = Watch(browser, server(site, under="/repo/"))
    try:
        yield watch
    finally:
        watch.context.close()
        server.close()


@pytest.mark.slow
def test_nothing_runs_on_any_page(browser: Chromium, site: Path) -> None:
    with watched(browser, site) as watch:
        for file in sorted(site.rglob("*.html")):
            path = file.relative_to(site).as_posix().removesuffix("index.html")
            if "/w-" in path and not path.endswith("/w-0/"):
                continue
            view = watch.open(path)
            for button in view.locator("button[data-copy]:visible").all()[:3]:
                button.click()
            watch.held(path)
        assert watch.visited > 200


@pytest.mark.slow
def test_nothing_runs_of_what_addresses_and_storage_hold(browser: Chromium, site: Path) -> None:
    values = [v for v in dict.fromkeys(("%", "%E0%A4%A", *SAMPLE)) if v.isprintable()]
    paths = ("contribute/rules/", "", "contribute/suggest/", "on-this-day/", "contribute/fields/")
    with watched(browser, site) as watch:
        for number, value in enumerate(values):
            coded = quote(value, safe="")
            path = paths[number % len(paths)]
            asked = (
                f"?q={coded}&event={coded}&place={coded}&from={coded}&calendar={coded}&{coded}=1"
            )
            watch.open(path + asked + "#" + (value if number // len(paths) % 2 else coded))
            watch.page.wait_for_timeout(120)
            watch.held(path + asked)
        for broken in ("%", "%E0%A4%A", "%zz", "'\"><b>"):
            for path in paths:
                watch.open(f"{path}#{broken}")
                watch.page.evaluate("hash => { location.hash = `${hash}x`; }", broken)
                watch.page.wait_for_timeout(60)
                watch.held(f"{path}#{broken}")
        kept = json.dumps({value: value for value in values})
        for stored in (*values[:6], kept, '{"__proto__":{"polluted":1}}', "[", "null", "1"):
            watch.page.evaluate(
                "text => { for (const key of ['timeline-preferences', ...Object.keys(localStorage),"
                " 'timeline-suggestion'])"
                " localStorage.setItem(key, text); }",
                stored,
            )
            for path in ("", "contribute/suggest/"):
                watch.open(path)
                watch.page.wait_for_timeout(120)
                watch.held(f"{path} with {stored!r} kept")


@pytest.mark.slow
def test_nothing_runs_of_what_is_searched_for_and_filtered_by(
    browser: Chromium, site: Path
) -> None:
    with watched(browser, site) as watch:
        view = watch.open("")
        view.keyboard.press("/")
        query = view.locator("#q_")
        for value in (*HTML[:6], *BREAKING_OUT[:4], *SCRIPTS[:8], "constructor", "alert"):
            query.fill(value)
            view.wait_for_timeout(250)
            watch.held(value)
        view = watch.open("")
        for choice in view.locator(".filters [type=checkbox]").all()[:40]:
            choice.evaluate("box => box.click()")
        view.wait_for_timeout(300)
        watch.held("filters")


@pytest.mark.slow
def test_the_form_writes_what_was_typed(browser: Chromium, site: Path) -> None:
    """What the form makes of a value reads back as that value, or it makes nothing."""
    tried = equal = 0
    with watched(browser, site) as watch:
        view = watch.open("contribute/suggest/")
        view.locator("form[data-ready]").wait_for()
        box(view, "date").fill("2019-03")
        picker = field(view, "sources").locator("[role=combobox]").first
        for key in ("ArrowDown", "ArrowDown", "Enter"):
            picker.press(key)
        view.locator("#f_id").fill("old-bridge-opened")
        for value in [v for v in VALUES[::9] if v.isprintable() and v.strip() and len(v) < 300]:
            box(view, "title").fill(value)
            box(view, "summary").fill(value)
            box(view, "locator").fill(value)
            view.wait_for_timeout(450)
            watch.held(value)
            tried += 1
            for shown in view.locator("[data-files] pre").all_text_contents():
                tree, findings = read("x.yml", shown)
                if findings or not isinstance(tree, dict) or "title" not in tree:
                    continue
                assert folded(str(tree["title"])) == unicodedata.normalize("NFC", folded(value))
                equal += 1
        assert equal > tried // 2


def instead(tree: Any, value: Any) -> Any:
    """A draft with a value in place of each text in it."""
    if isinstance(tree, dict):
        return {key: instead(inner, value) for key, inner in tree.items()}
    if isinstance(tree, list):
        return [instead(inner, value) for inner in tree]
    return value if isinstance(tree, str) else tree


def misshapen(tree: dict[str, Any]) -> Iterator[Any]:
    """A draft with each part, one after the other, of another shape."""
    for key in tree:
        for other in (None, [None], {"__proto__": {"polluted": 1}, "constructor": "x"}):
            yield {**tree, key: other}
    for key in [*tree["event"]][::3]:
        yield {**tree, "event": {**tree["event"], key: {"length": 9, "toString": None}}}


@pytest.mark.slow
def test_nothing_runs_of_a_draft_with_the_forms_own_shape(browser: Chromium, site: Path) -> None:
    """What somebody else, or another version, left in storage is text in the form, or no draft."""
    path = "contribute/suggest/"
    restored = 0
    with watched(browser, site) as watch:
        view = watch.open(path)
        view.locator("form[data-ready]").wait_for()
        for name in ("title", "summary", "locator"):
            box(view, name).fill("نص")
        view.wait_for_function("localStorage.getItem('timeline-suggestion')?.includes('locator')")
        draft = json.loads(view.evaluate("localStorage.getItem('timeline-suggestion')"))
        assert {"id", "calendar", "event", "proposal"} <= draft.keys()
        assert draft["event"]["title"] == "نص"
        values = [*SAMPLE[::3], *SCRIPTS[::12], *BREAKING_OUT[::12]]
        for stored in (*(instead(draft, value) for value in values), *misshapen(draft)):
            view.evaluate(
                "text => localStorage.setItem('timeline-suggestion', text)", json.dumps(stored)
            )
            view.reload()
            view.locator("form[data-ready]").wait_for()
            watch.held(json.dumps(stored)[:300])
            event = stored["event"]
            title = event.get("title") if isinstance(event, dict) else None
            if isinstance(title, str) and box(view, "title").input_value() == folded(title):
                restored += 1
    assert restored > len(values) // 2


@pytest.mark.slow
def test_the_panel_of_a_preview_shows_hostile_faults_as_text(
    browser: Chromium, tmp_path: Path
) -> None:
    files = {
        f"events/h-{number}.yml": text_of(attacked("event", value))[0]
        for number, value in enumerate(SAMPLE)
    }
    files["events/<img src=x onerror=alert(1)>.yml"] = "title: x\n"
    folder = lay(tmp_path / "content", SMALL)
    (tmp_path / "made").mkdir()
    preview = Preview(
        folder, tmp_path / "made", partial(check, folder, untitled="أ", memory=Memory())
    )
    preview.follow()
    lay(folder, files)
    preview.follow()
    ended = threading.Event()
    with PreviewServer(preview, 0) as server, server.running():
        watch = Watch(browser, server.address)
        view = watch.open("events/bridge-opened/")
        view.locator(".preview-panel").wait_for()
        watch.held("panel")
        assert view.locator(".preview-panel img").count() == 0
        watch.context.close()
        ended.set()
