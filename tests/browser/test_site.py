"""The published site in a real browser: phone and desktop, light and dark, with scripts and without."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.kinds import KINDS
from tests.browser.pages import Pages
from tests.browser.serving import Server

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_screen(page: Pages, home: str, width: int) -> None:
    view = page(home, viewport={"width": width, "height": 800})
    for kind in KINDS:
        view.goto(home + kind)
        wide = view.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (kind, wide)
        assert view.evaluate("document.documentElement.dir") == "rtl"
        assert view.locator("h1").count() == 1, kind


def test_the_fonts_are_the_sites_own(page: Pages, home: str) -> None:
    view = page(home)
    view.evaluate("document.fonts.ready")
    loaded = view.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert {"Timeline Sans", "Timeline Naskh"} <= {name.strip('"') for name in loaded}


def test_everything_is_there_without_scripts(page: Pages, home: str) -> None:
    scripted = page(home + "events/fighters-cross-into-iraq/")
    scripted.evaluate("document.querySelectorAll('main [data-copy]').forEach(b => b.remove())")
    view = page(home + "events/fighters-cross-into-iraq/", java_script_enabled=False)
    assert view.inner_text("main") == scripted.inner_text("main")
    assert view.locator("button[data-search]").is_hidden()
    view.goto(home)
    assert view.locator("li.ev").count() == len(list((ROOT / "content/events").rglob("*.yml")))


def test_the_menu_opens_on_a_phone_without_scripts(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 360, "height": 700}, java_script_enabled=False)
    places = view.get_by_role("link", name="الأماكن", exact=True)
    assert places.is_hidden()
    view.locator(".menu summary").click()
    places.click()
    assert view.inner_text("h1") == "الأماكن"


def test_the_menu_stands_open_on_a_desktop(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 1280, "height": 700})
    assert view.get_by_role("link", name="الأماكن", exact=True).is_visible()


def test_time_runs_and_reads_right_to_left(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 1280, "height": 900})
    event = view.locator("li.ev").first
    date, title = event.locator("time").first, event.locator(".t a")
    dated, titled = date.bounding_box(), title.bounding_box()
    assert dated is not None
    assert titled is not None
    assert dated["x"] > titled["x"] + titled["width"]
    view.goto(home + "events/jourani-killed/")
    boxes = [view.locator(f".near a.{side}").bounding_box() for side in ("prev", "next")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] > boxes[1]["x"]


def test_a_date_in_edtf_is_not_turned_around(page: Pages, home: str) -> None:
    view = page(home + "events/jourani-killed/")
    order = view.evaluate(
        """() => {
          const node = document.querySelectorAll("aside bdi.file")[1].firstChild;
          const left = (from, to) => {
            const range = document.createRange();
            range.setStart(node, from); range.setEnd(node, to);
            return range.getBoundingClientRect().left;
          };
          return [left(1, 5), left(6, 8), left(9, 11)];
        }"""
    )
    assert order == sorted(order)


def test_headings_lead_through_the_page(page: Pages, home: str) -> None:
    view = page(home)
    for kind in KINDS[:-1]:
        view.goto(home + kind)
        levels = view.evaluate(
            "[...document.querySelectorAll('main h1, main h2, main h3, main h4')]"
            ".map(h => Number(h.tagName[1]))"
        )
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), (kind, levels)


def test_works_under_a_subpath(page: Pages, serve: Server, rich: Path) -> None:
    view = page(serve(rich, under="/repo/"))
    view.get_by_role("link", name="افتتاح الجسر", exact=True).click()
    assert view.url.endswith("/repo/events/bridge-opened/")
    assert view.inner_text("h1") == "افتتاح الجسر"
    view.locator("button[data-search]").click()
    view.locator("dialog.search input").fill("البلدة العتيقة")
    view.locator(".hits a").first.click()
    view.wait_for_url("**/repo/places/**")


def test_the_page_for_what_is_not_found_is_arabic(page: Pages, serve: Server, rich: Path) -> None:
    page.expect("status of 404")
    view = page(serve(rich, under="/repo/") + "events/gone/")
    assert view.inner_text("h1") == "هذه الصفحة غير موجودة"
    view.get_by_role("link", name="إلى الخط الزمني").click()
    assert view.inner_text("h1") == "جسور المدينة"
