"""The maps in a real browser: nothing overlaps, every marker leads to its place, keys are enough."""

from pathlib import Path

import pytest

from tests.browser.pages import Pages

# The boxes, in pixels, of all names in the map that is shown.
NAMES = """() => [...document.querySelectorAll("svg.map[role] text")]
  .map(text => [text.textContent, text.getBoundingClientRect()])
  .filter(([, box]) => box.width)
  .map(([name, box]) => [name, box.left, box.top, box.right, box.bottom])"""
# Pixels that the box of a line of letters is higher than the letters in it.
LOOSE = 0.3


def overlaps(names: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    found = []
    for i, (one, left, top, right, bottom) in enumerate(names):
        slack = (bottom - top) * LOOSE / 2
        for other, x0, y0, x1, y1 in names[i + 1 :]:
            if (
                left < x1
                and x0 < right
                and top + slack < y1 - slack
                and y0 + slack < bottom - slack
            ):
                found.append((one, other))
    return found


@pytest.mark.parametrize("width", [320, 360, 700, 1280])
def test_no_name_lies_over_another(page: Pages, home: str, width: int) -> None:
    view = page(home + "places/", viewport={"width": width, "height": 900})
    view.evaluate("document.fonts.ready")
    names = view.evaluate(NAMES)
    assert len(names) > 20
    assert overlaps(names) == []
    box = view.locator("svg.map[role]:visible").bounding_box()
    assert box is not None
    for name, left, top, right, bottom in names:
        assert box["x"] <= left, name
        assert right <= box["x"] + box["width"], name
        assert box["y"] - 2 <= top, name
        assert bottom <= box["y"] + box["height"] + 2, name


@pytest.mark.parametrize(
    "url", ["places/iraq/", "places/diyala/", "events/fighters-cross-into-iraq/"]
)
@pytest.mark.parametrize("width", [360, 1280])
def test_nor_on_the_small_maps(page: Pages, home: str, url: str, width: int) -> None:
    view = page(home + url, viewport={"width": width, "height": 900})
    view.evaluate("document.fonts.ready")
    names = view.evaluate(NAMES)
    assert len(names) >= 4
    assert overlaps(names) == []


@pytest.mark.parametrize(("width", "least"), [(320, 9.5), (360, 11), (800, 11), (1280, 11)])
def test_letters_can_be_read_at_any_width(page: Pages, home: str, width: int, least: float) -> None:
    view = page(home + "places/", viewport={"width": width, "height": 900})
    sizes = view.evaluate(
        """() => [...document.querySelectorAll("svg.map[role]")].filter(s => s.clientWidth)
          .flatMap(svg => [...svg.querySelectorAll("a text")].map(text =>
            parseFloat(getComputedStyle(text).fontSize) * svg.clientWidth / svg.viewBox.baseVal.width))"""
    )
    assert sizes
    assert min(sizes) >= least
    assert max(sizes) <= 19


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_one_map_is_shown_and_each_marker_leads_to_its_place(
    page: Pages, home: str, first: Path, width: int
) -> None:
    view = page(home + "places/", viewport={"width": width, "height": 900})
    assert view.locator("figure.places svg[role]:visible").count() == 1
    links = view.locator("figure.places a[aria-label]:visible")
    assert links.count() > 25
    for link in links.all():
        name, target = link.get_attribute("aria-label"), link.get_attribute("href")
        assert name
        assert target
        page_of = first / "places" / target / "index.html"
        assert f"<h1>{name.partition(':')[0]}</h1>" in page_of.read_text("utf-8")


def test_a_marker_is_a_target_of_24_pixels_and_more(page: Pages, home: str) -> None:
    for width in (360, 700, 1280):
        view = page(home + "places/", viewport={"width": width, "height": 900})
        sizes = view.evaluate(
            """() => [...document.querySelectorAll(".map .target")]
              .map(circle => circle.getBoundingClientRect().width).filter(Boolean)"""
        )
        # At 320 pixels of drawing a unit is less than one; the table has every link once more.
        assert min(sizes) >= (23 if width == 360 else 24)


def test_a_marker_is_clicked(page: Pages, home: str) -> None:
    view = page(home + "places/", viewport={"width": 1280, "height": 900})
    for name in ("الموصل", "الباغوز", "العراق", "بغداد الجديدة"):
        view.goto(home + "places/")
        view.locator(".wide a").get_by_text(name, exact=True).click()
        assert view.inner_text("h1") == name
    view.goto(home + "places/")
    box = view.locator(".wide a[aria-label^='أربيل'] .dot").bounding_box()
    assert box is not None
    with view.expect_navigation():
        view.mouse.click(box["x"] + 8, box["y"] + 8)  # beside the dot, within its target
    assert view.inner_text("h1") == "أربيل"


def test_keys_reach_the_markers_and_pass_them_by(page: Pages, home: str) -> None:
    view = page(home + "places/", viewport={"width": 1280, "height": 900})
    view.locator(".past").focus()
    assert view.locator(".past").bounding_box()["width"] > 60  # type: ignore[index]
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.getAttribute('aria-label')").startswith("العراق:")
    view.keyboard.press("Enter")
    assert view.inner_text("h1") == "العراق"
    view.goto(home + "places/")
    view.locator(".past").focus()
    view.keyboard.press("Enter")
    assert view.url.endswith("#table_")


def test_names_are_reckoned_no_narrower_than_they_are(page: Pages, home: str) -> None:
    from timeline.render.labels import width_of  # noqa: PLC0415 - measured here alone

    view = page(home + "places/", viewport={"width": 1280, "height": 900})
    view.evaluate("document.fonts.ready")
    measured = view.evaluate(
        """() => [...document.querySelectorAll(".wide a text")].map(text =>
          [text.textContent, text.getComputedTextLength()])"""
    )
    assert len(measured) > 25
    for name, length in measured:
        assert length <= width_of(name, 13) * 1.02, name
        assert length >= width_of(name, 13) * 0.7, name


def test_the_table_has_every_place(page: Pages, home: str, first: Path) -> None:
    view = page(home + "places/")
    rows = view.locator("table.places tbody tr")
    assert rows.count() == len([p for p in (first / "places").iterdir() if p.is_dir()])
    assert view.locator("table.places caption").is_visible()


def test_the_map_is_there_in_print(page: Pages, home: str) -> None:
    view = page(home + "places/", viewport={"width": 700, "height": 1000})
    view.emulate_media(media="print")
    assert view.locator(".wide .ring .dot").first.is_visible()
