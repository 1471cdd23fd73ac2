"""The browser, a server of folders, and pages that fail a test for what goes wrong on them."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.contents import lay
from tests.folders import RICH, checked
from timeline.checking import check
from timeline.locking import alone
from timeline.publishing.publish import publish

ROOT = Path(__file__).parents[2]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No request leaves this machine: a test goes the same way with a network and without one.
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test, not merely what follows it, for the problems on its pages."""
    yield
    pages = getattr(item, "funcargs", {}).get("page")
    if isinstance(pages, Pages):
        pages.verify()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one headless Chromium to a process; there always is one, or its tests fail and say why."""
    try:
        with alone(ROOT / ".cache" / "browser.lock"):  # two processes do not install one at once
            chromium.prepare_driver()
            path = chromium.find_or_install()
    except chromium.NoBrowserError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Server]:
    """Serve folders: `serve(folder)` or `serve(folder, under="/repo/")` gives the URL."""
    server = Server(fonts_first=True)
    yield server
    server.close()


@pytest.fixture
def page(browser: Browser, serve: Server) -> Iterator[Pages]:
    """Open pages: `page(url)`, `page(url, viewport=…, java_script_enabled=False)`."""
    pages = Pages(browser, serve)
    yield pages
    pages.close()


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first timeline, published."""
    site = tmp_path_factory.mktemp("first") / "site"
    publish(check(ROOT / "content", untitled="الخط الزمني"), ROOT / "content", site)
    return site


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A timeline whose `site_url` lies under a subpath."""
    folder = tmp_path_factory.mktemp("rich")
    content = lay(folder / "content", RICH)
    publish(checked(content), content, folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def home(first: Path, serve: Server) -> str:
    return serve(first)
