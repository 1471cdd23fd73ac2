"""A preview in a browser: it reloads by itself, keeps its place, and tells what is wrong."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import VIOLATIONS
from tests.contents import lay
from tests.folders import SMALL
from timeline.checking import check
from timeline.preview.serving import Server
from timeline.preview.showing import Preview
from timeline.reading.memory import Memory
from timeline.rules.rule import EVENT

LONG = EVENT.replace(
    "summary: افتُتح الجسر أمام المارة.\n",
    "summary: |-\n" + "".join(f"  الفقرة {n}.\n\n" for n in range(60)) + "  والأخيرة.\n",
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    content = lay(tmp_path / "content", SMALL, {"events/bridge-opened.yml": LONG})
    (tmp_path / "made").mkdir()
    checking = partial(check, content, untitled="أ", memory=Memory())
    preview = Preview(content, tmp_path / "made", checking)
    preview.follow()
    ended = threading.Event()

    def follow() -> None:
        while not ended.wait(0.05):
            preview.follow()

    follower = threading.Thread(target=follow)
    with Server(preview, 0) as server, server.running():
        follower.start()
        yield server
        ended.set()
        follower.join()


@pytest.fixture
def view(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 700})
    context.add_init_script(VIOLATIONS)
    errors: list[str] = []
    context.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page = context.new_page()
    page.goto(f"{server.address}events/bridge-opened/")
    yield page
    context.close()
    # That there is no index to search, a preview says itself.
    assert [error for error in errors if "404" not in error] == []


def test_an_edit_is_seen_where_the_reader_stands(view: Page, server: Server) -> None:
    view.evaluate("scrollTo({ top: 1200, behavior: 'instant' })")
    lay(server.preview.content, {"events/bridge-opened.yml": LONG.replace("افتتاح", "تدشين")})
    expect(view.locator("h1")).to_have_text("تدشين الجسر", timeout=15_000)
    view.wait_for_function("scrollY > 0")
    assert view.evaluate("Math.round(scrollY)") == 1200
    expect(view.locator(".preview-panel")).to_be_hidden()


def test_an_error_stands_over_the_last_good_page_until_it_is_mended(
    view: Page, server: Server
) -> None:
    panel = view.locator(".preview-panel")
    expect(panel).to_be_hidden()
    bad = LONG.replace('"2019-03"', '"2019-02-30"').replace("افتتاح", "تدشين")
    lay(server.preview.content, {"events/bridge-opened.yml": bad})
    expect(panel).to_be_visible(timeout=15_000)
    expect(panel).to_be_in_viewport()
    expect(panel).to_contain_text("content/events/bridge-opened.yml:2:7")
    expect(panel.get_by_text("لا وجود لهذا اليوم")).to_be_visible()
    expect(panel.locator(".preview-at").first).to_have_css("direction", "ltr")
    expect(view.locator("h1")).to_have_text("افتتاح الجسر")
    assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")
    lay(server.preview.content, {"events/bridge-opened.yml": LONG.replace("افتتاح", "تدشين")})
    expect(view.locator("h1")).to_have_text("تدشين الجسر", timeout=15_000)
    expect(panel).to_be_hidden()


def test_a_page_that_is_not_looked_at_catches_up(view: Page, server: Server) -> None:
    # No browser without a window hides its pages; this says that it did.
    hide = "how => { Object.defineProperty(document, 'hidden', { value: how === 'hidden', configurable: true });"
    hide += " document.dispatchEvent(new Event('visibilitychange')); }"
    view.evaluate(hide, "hidden")
    lay(server.preview.content, {"events/bridge-opened.yml": LONG.replace("افتتاح", "تدشين")})
    view.wait_for_timeout(1500)
    expect(view.locator("h1")).to_have_text("افتتاح الجسر")
    view.evaluate(hide, "visible")
    expect(view.locator("h1")).to_have_text("تدشين الجسر", timeout=15_000)


def test_the_search_says_that_a_preview_has_none(view: Page) -> None:
    view.keyboard.press("/")
    view.locator("dialog.search input").fill("الجسر")
    expect(view.locator("dialog.search .state")).to_contain_text("لا بحث في المعاينة")
