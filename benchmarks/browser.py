"""A page opened in Chromium as for the first time, and what it cost.

Figures: seconds from asking for the page until the `first paint`, until it was `drawn` (all loaded; a
script that draws says itself when) and until it was `usable`: drawn, and the main thread no longer
in a long task, so that a click is answered. `bytes` are as transferred, also by type (`bytes of
scripts`); `nodes` are elements; `elsewhere` files that were wanted of other hosts, and
refused. The host is on this machine and compresses as static hosts do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLateError

from benchmarks.measuring import FailedError
from tests.browser import chromium

SETTLING: Final = Path(__file__).with_name("settling.js").read_text("utf-8")
ARGUMENTS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-proxy-server", "--disable-dev-shm-usage"),
    # No request leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
KINDS: Final = {
    "Document": "HTML",
    "Stylesheet": "styles",
    "Script": "scripts",
    "Font": "fonts",
    "Image": "images",
    "Fetch": "data",
    "XHR": "data",
}


@contextmanager
def started() -> Iterator[Browser]:
    """A headless Chromium. Raises what `tests.browser.chromium` raises."""
    chromium.prepare_driver()
    path = chromium.find_or_install()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class View:
    """A page that was opened and has come to rest: `figures`, and the page itself."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.figures: dict[str, float] = {}
        self.elsewhere: set[str] = set()  # what was asked of other hosts, and refused
        self._host = ""
        self._kinds: dict[str, str] = {}
        self._bytes: dict[str, float] = {}

    def open(self, url: str, limit: float) -> None:
        """Load a page and wait until it is at rest; raise `FailedError` after `limit` seconds."""
        self._host = urlsplit(url).netloc
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.on("Network.requestWillBeSent", self._on_request)
        devtools.on("Network.responseReceived", self._on_response)
        devtools.on("Network.loadingFinished", self._on_finished)
        devtools.send("Network.enable")
        try:
            self.page.goto(url, wait_until="commit", timeout=limit * 1000)
            settled = "() => bench.settled()"
            found = self.page.wait_for_function(settled, timeout=limit * 1000, polling=100)
        except TooLateError:
            raise FailedError(f"not at rest after {limit:.0f} s") from None
        elsewhere = {"elsewhere": float(len(self.elsewhere))}
        self.figures = {**found.json_value(), **self.transferred(), **elsewhere}

    def transferred(self) -> dict[str, float]:
        """How many bytes came until now: in all, and by type."""
        by_type: dict[str, float] = {}
        for request, size in self._bytes.items():
            kind = KINDS.get(self._kinds.get(request, ""), "other")
            by_type[f"bytes of {kind}"] = by_type.get(f"bytes of {kind}", 0) + size
        return {"bytes": sum(self._bytes.values()), **dict(sorted(by_type.items()))}

    def _on_request(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if urlsplit(url).netloc not in {self._host, ""}:  # `data:` has none
            self.elsewhere.add(url)

    def _on_response(self, event: dict[str, Any]) -> None:
        self._kinds[event["requestId"]] = event["type"]

    def _on_finished(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] = event["encodedDataLength"]


@contextmanager
def opened(browser: Browser, url: str, limit: float, *, own_word: bool = False) -> Iterator[View]:
    """Open a page with nothing in any cache; `own_word` where it says itself when it has drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ar")
    context.add_init_script(f"window.ownWord = {'true' if own_word else 'false'};\n{SETTLING}")
    try:
        view = View(context.new_page())
        view.open(url, limit)
        yield view
    finally:
        context.close()
