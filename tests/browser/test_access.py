"""Every kind of page, by axe: WCAG 2.2 A and AA and axe's best practices, on phone and desktop."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages import Pages

# By its own default axe leaves out what WCAG 2.2 added.
OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# In the dark nothing but colours differs.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
HEIGHT = 800


def kinds(site: Path) -> list[str]:
    """One page of each kind: the sections of the site, and the first page within each."""
    sections = sorted(path.parent.name for path in site.glob("*/index.html"))
    found = ["", "404.html", *(f"{name}/" for name in sections)]
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        inner = sorted(path.parent.name for path in folder.glob("*/index.html"))
        found += [f"{folder.name}/{name}/" for name in inner[:1]]
    return found


def faults(view: Page, home: str, paths: Iterable[str], options: dict[str, Any]) -> list[str]:
    """What axe finds on pages, a line each."""
    found = []
    for path in paths:
        view.goto(home + path)
        for violation in Axe().run(view, options=options).response["violations"]:
            nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            found.append(f"/{path}: {violation['id']}: {nodes}")
    return found


# Those that hold the most: the timeline, an event, the map, the numbers, how to contribute.
EVERY_DAY = ("", "events/", "places/", "figures/", "contribute/")


def test_axe_finds_nothing_in_what_holds_the_most(page: Pages, first: Path, home: str) -> None:
    view = page(viewport={"width": 320, "height": HEIGHT})
    paths = [next(kind for kind in kinds(first) if kind.startswith(start)) for start in EVERY_DAY]
    assert not faults(view, home, paths, OPTIONS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "light"),
        (1280, "light"),
        (320, "dark"),
    ],
)
def test_axe_finds_nothing(page: Pages, first: Path, home: str, width: int, scheme: str) -> None:
    view = page(viewport={"width": width, "height": HEIGHT}, color_scheme=cast("Any", scheme))
    paths = kinds(first)
    assert len(paths) > 15
    assert not faults(view, home, paths, OPTIONS if scheme == "light" else COLOURS)
