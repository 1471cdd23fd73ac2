"""How heavy the first view of the front page is, and that it does not move while it loads."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Response, Route

from tests.browser.pages import Pages
from tests.browser.serving import Server

# The most that each kind of file may weigh, compressed, in KiB.
LIMITS = {"document": 45, "script": 25, "stylesheet": 20, "font": 130}
LIMIT_OF_ALL = 350
LIMIT_OF_SHIFT = 0.02

SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  document.fonts.ready.then(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 300)));
})"""
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def serve() -> Iterator[Server]:
    """Serve as a static host does, fonts included."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def home(first: Path, serve: Server) -> str:
    return serve(first)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_the_first_view_is_light(page: Pages, home: str, viewport: dict[str, int]) -> None:
    seen: list[Response] = []

    def hear(response: Response) -> None:  # Playwright does not take a list's own method
        seen.append(response)

    view = page(viewport=viewport)
    view.on("response", hear)
    view.goto(home, wait_until="networkidle")
    weights: dict[str, float] = {}
    for response in seen:
        response.finished()
        kind = response.request.resource_type
        weights[kind] = weights.get(kind, 0) + response.request.sizes()["responseBodySize"] / 1024
    assert weights["document"] > 1
    assert weights["font"] > 1
    over = {kind: weight for kind, weight in weights.items() if weight > LIMITS.get(kind, 100)}
    assert not over
    assert sum(weights.values()) <= LIMIT_OF_ALL


@pytest.mark.parametrize(
    "path", ["", "on-this-day/", "places/", "figures/fighters/", "events/jourani-killed/"]
)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_nothing_moves_while_it_loads(
    page: Pages, home: str, first: Path, viewport: dict[str, int], path: str
) -> None:
    assert (first / path / "index.html").is_file()

    def late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    view = page(viewport=viewport)
    # Fonts and what a script fills in come late, as on a slow line: what stands must not move.
    view.route("**/*.woff2", late)
    view.route("**/on-this-day.*.js", late)
    view.goto(home + path, wait_until="load")
    assert view.evaluate(SHIFT) < LIMIT_OF_SHIFT
