"""Opens pages in the browser and remembers what a reader should never meet on one."""

import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

from tests.browser.serving import Server

# Told on the console as an error, with what a message of the browser's own may leave out.
VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => console.error(
  `policy violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`,
));
"""


def restyle(view: Page, css: str) -> None:
    """Lay styles over a page's own; a <style> among them would be against its policy."""
    view.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets.push(sheet); }",
        css,
    )


class Pages:
    """Opens pages: `page(url)` gives a Playwright page, in a browser context of its own.

    Every request to another host, console error, uncaught error and break of the page's
    Content-Security-Policy becomes one of `problems`, and
    after the test each of them fails it, unless the test said with `expect` that it is to come.
    """

    def __init__(self, browser: Browser, server: Server) -> None:
        self.problems: list[str] = []
        self._browser = browser
        self._server = server
        self._contexts: list[BrowserContext] = []
        self._expected: list[str] = []

    def __call__(self, url: str | None = None, **options: Any) -> Page:
        """Open a page; the options are those of Playwright's `new_context`."""
        context = self._browser.new_context(**options)
        self._contexts.append(context)
        context.add_init_script(VIOLATIONS)
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        page = context.new_page()
        page.on("websocket", lambda socket: self._on_url(socket.url))
        if url is not None:
            page.goto(url)
        return page

    def expect(self, problem: str) -> None:
        """Say that a problem is to come, by a regular expression; it must, or the test fails."""
        self._expected.append(problem)

    def close(self) -> None:
        """Close all pages; what they still had to report has been heard then."""
        while self._contexts:
            self._contexts.pop().close()

    def verify(self) -> None:
        """Fail on every problem that was not expected, and on every one expected in vain."""
        self.close()
        wrong = [
            problem
            for problem in self.problems
            if not any(re.search(expected, problem) for expected in self._expected)
        ]
        wrong += [
            f"expected, but did not come: {expected}"
            for expected in self._expected
            if not any(re.search(expected, problem) for problem in self.problems)
        ]
        assert not wrong, "\n".join(wrong)

    def _on_request(self, request: Request) -> None:
        self._on_url(request.url)

    def _on_url(self, url: str) -> None:
        if not self._server.serves(url):
            self.problems.append(f"request to another host: {url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            self.problems.append(f"console error: {message.text} ({place})")

    def _on_error(self, error: WebError) -> None:
        self.problems.append(f"page error: {error.error}")
