"""The figures in a real browser: what is drawn where, how large it is to a finger, what it is called."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.pages import Pages, restyle
from tests.browser.serving import Server
from tests.contents import lay
from tests.folders import RICH, checked
from timeline.publishing.publish import publish

CROSSINGS = "figures/crossings/"
LONG = "مكتب الإحصاء المركزي في مدينة لا ينتهي اسمها Office-of-Statistics-and-Everything-Else"


@pytest.fixture(scope="session")
def every_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A timeline whose claims are drawn in every way, with numbers far apart and long names."""
    event = RICH["events/2019/bridge-opened.yml"]
    before, after = event.split("claims:\n")[0], "sources:" + event.split("sources:")[1]
    claims = (
        "claims:\n"
        "  - {key: a, metric: visitors, low: 1000, best: 1200, high: 1500, said_by: mayor}\n"
        '  - {metric: visitors, value: 1100, stance: denies, towards: "bridge-opened#a"}\n'
        '  - {metric: visitors, low: 30000, said_by: long, as_of: "[..2016-05]"}\n'
        '  - {metric: visitors, high: 4, said_by: long, as_of: "2018-05/.."}\n'
        "  - {metric: visitors, value: 0, scope: cumulative, since: 2003}\n"
    )
    actors = RICH["vocabularies/actors.yml"] + f"long: {{name: {LONG}}}\n"
    folder = tmp_path_factory.mktemp("forms")
    content = lay(
        folder / "content",
        RICH,
        {
            "events/2019/bridge-opened.yml": before + claims + after,
            "vocabularies/actors.yml": actors,
        },
    )
    publish(checked(content), content, folder / "site")
    return folder / "site"


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def targets(view: Page) -> list[tuple[str, float, float]]:
    """The links of the drawing: what they are called, and how large they are."""
    return view.locator(".chart a").evaluate_all(  # type: ignore[no-any-return]
        """links => links.map(link => {
          const box = link.getBoundingClientRect();
          return [link.getAttribute("aria-label") ?? link.innerText, box.width, box.height];
        })"""
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_fit_and_can_be_hit(
    page: Pages, serve: Server, every_form: Path, width: int, scheme: str
) -> None:
    root = serve(every_form)
    view = page(root, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for url in ("figures/", "figures/visitors/"):
        view.goto(root + url)
        assert view.evaluate("document.documentElement.scrollWidth") <= width, url
        assert view.locator("h1").count() == 1
        for name, across, down in targets(view):
            assert re.search(r"\w", name)
            assert across >= 24, name
            assert down >= 24, name


def test_labels_of_the_axes_do_not_collide(page: Pages, serve: Server, every_form: Path) -> None:
    for width in (320, 768, 1100, 1280):
        view = page(serve(every_form) + "figures/visitors/", viewport={"width": width, "height": 9})
        for axis in view.locator(".axes > div").all():
            boxes = [
                box(label)
                for label in axis.locator("text:not(.hijri)").all()
                if label.is_visible() and label.text_content()
            ]
            boxes.sort(key=lambda one: one["x"])
            for left, right in pairwise(boxes):
                assert left["x"] + left["width"] < right["x"], (width, left, right)


@pytest.mark.parametrize("width", [320, 360, 768])
def test_figures_bear_text_twice_as_large(
    page: Pages, home: str, serve: Server, every_form: Path, width: int
) -> None:
    for url in (home + CROSSINGS, serve(every_form) + "figures/visitors/"):
        view = page(url, viewport={"width": width, "height": 800})
        restyle(view, "html { font-size: 200% !important }")
        assert view.evaluate("document.documentElement.scrollWidth") <= width, url
        for axis in view.locator(".axes > .v").all():
            boxes = [
                box(label)
                for label in axis.locator("text").all()
                if label.is_visible() and label.text_content()
            ]
            assert len(boxes) >= 2  # the axis still says from what to what it runs
            boxes.sort(key=lambda one: one["x"])
            for left, right in pairwise(boxes):
                assert left["x"] + left["width"] < right["x"], (url, left, right)


def test_time_and_numbers_run_right_to_left(page: Pages, home: str) -> None:
    view = page(home + CROSSINGS, viewport={"width": 1280, "height": 900})
    panel = view.locator(".chart").first
    years = [box(panel.locator(".axes .t text", has_text=year)) for year in ("2018", "2019")]
    assert years[0]["x"] > years[1]["x"]
    zero, most = panel.locator(".axes .v text").first, panel.locator(".axes .v text").last
    assert zero.text_content() == "0"
    assert box(zero)["x"] > box(most)["x"]
    assert box(panel.locator(".mark .t").first)["x"] > box(panel.locator(".mark .v").first)["x"]
    # «more than 1,000» begins where exactly 1,000 stands, and goes on to the left.
    point = box(panel.locator(".mark circle[r='6']").first)
    over = box(panel.locator(".mark rect[mask]").last)
    assert over["x"] + over["width"] == pytest.approx(point["x"] + point["width"] / 2, abs=1)


def test_a_mark_leads_to_its_claim_and_its_number_to_the_table(page: Pages, home: str) -> None:
    view = page(home + CROSSINGS, viewport={"width": 1280, "height": 900})
    view.locator(".mark .num", has_text="3").click()
    assert view.url.endswith("#row_3")
    assert view.locator("#row_3 td").first.inner_text() == "3"
    view.locator(".mark .who a", has_text="سي إن إن").click()
    assert view.url.endswith("/events/fighters-cross-into-iraq/#claim-cnn-over-thousand")
    view.locator("#claim-cnn-over-thousand a", has_text="مقاتلون عبروا إلى العراق").click()
    assert view.url.endswith(CROSSINGS)


def test_each_drawing_has_a_name_and_its_rows_are_a_list(page: Pages, home: str) -> None:
    view = page(home + CROSSINGS)
    for drawing in view.locator("figure.chart").all():
        title = drawing.get_attribute("aria-labelledby")
        assert view.locator(f"#{title}").inner_text()
        assert drawing.locator("svg:not([aria-hidden]):not(svg svg)").count() == 0
        assert drawing.locator("ol .mark").count() > 0
    assert view.get_by_role("figure", name="أرقام تراكمية").count() == 1


def test_a_phone_shows_when_in_words(page: Pages, home: str) -> None:
    view = page(home + CROSSINGS, viewport={"width": 360, "height": 800})
    row = view.locator(".mark").first
    assert row.locator(".t svg").first.is_hidden()
    assert row.locator(".t time.hijri").first.is_visible()
    assert box(row.locator(".v"))["width"] > 240


def test_figures_need_no_script(page: Pages, home: str) -> None:
    view = page(home, java_script_enabled=False)
    view.goto(home + CROSSINGS)
    assert view.locator(".mark").count() == 4
    assert view.locator("table.figures tbody tr").count() == 4


def test_the_lines_of_the_axes_are_seen_behind_every_row(page: Pages, home: str) -> None:
    """They are drawn once and used in each row, where a selector with an ancestor loses them."""
    view = page(home + CROSSINGS, viewport={"width": 1280, "height": 900})
    lane = view.locator(".mark .v").first
    seen = lane.screenshot()
    restyle(view, "line.axis-rule { stroke: none !important; }")
    assert lane.screenshot() != seen
