"""Every kind of page, by axe: WCAG 2.2 A and AA and axe's best practices, on phone and desktop."""

from pathlib import Path
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe

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


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "light"),
        pytest.param(1280, "light", marks=pytest.mark.slow),
        pytest.param(320, "dark", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(page: Pages, first: Path, home: str, width: int, scheme: str) -> None:
    view = page(viewport={"width": width, "height": HEIGHT}, color_scheme=cast("Any", scheme))
    paths = kinds(first)
    assert len(paths) > 15
    found = []
    for path in paths:
        view.goto(home + path)
        options = OPTIONS if scheme == "light" else COLOURS
        for violation in Axe().run(view, options=options).response["violations"]:
            nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            found.append(f"/{path}: {violation['id']}: {nodes}")
    assert not found, "\n".join(found)
