"""The page of one record in a real browser: citations copied, read and printed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pages import Pages
from tests.browser.serving import Server

EVENT = "events/fighters-cross-into-iraq/"
SOURCE = "sources/irfaasawtak-2019-08/"
FORMS = ("text", "bibtex", "ris")
CLIPBOARD = ["clipboard-read", "clipboard-write"]
COPIED = "نُسخ الاقتباس."
FAILED = "تعذّر النسخ. النص محدَّد، فانسخه بنفسك."


def clipboard(view: Page) -> str:
    return view.evaluate("navigator.clipboard.readText()")  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", [EVENT, SOURCE])
def test_one_press_copies_a_citation_exactly(page: Pages, home: str, kind: str) -> None:
    view = page(home + kind, permissions=CLIPBOARD)
    for form in FORMS:
        view.evaluate("navigator.clipboard.writeText('')")
        view.locator(f"button[data-copy=cite_{form}]").click()
        view.locator(".cite .state", has_text=COPIED).wait_for()
        shown = view.locator(f"#cite_{form}").text_content()
        assert shown
        assert clipboard(view) == (shown.replace("\n", "\r\n") if form == "ris" else shown)
    assert clipboard(view).startswith("TY  - ")
    assert clipboard(view).endswith("\r\nER  - \r\n")


def test_what_cannot_be_copied_is_selected_and_said(page: Pages, home: str) -> None:
    view = page()
    # As where the site is not served over https.
    view.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    view.goto(home + EVENT)
    view.locator("button[data-copy=cite_bibtex]").click()
    view.locator(".cite .state", has_text=FAILED).wait_for()
    assert view.locator("#cite_bibtex").is_visible()
    selected = view.evaluate("getSelection().toString()")
    assert selected.strip() == (view.locator("#cite_bibtex").text_content() or "").strip()


def test_a_citation_is_copied_by_keyboard_alone(page: Pages, home: str) -> None:
    view = page(home + EVENT, permissions=CLIPBOARD)
    view.locator("#cite_ >> xpath=.. >> summary").first.focus()
    reached = []
    for _ in range(8):
        view.keyboard.press("Tab")
        reached.append(view.evaluate("document.activeElement.dataset.copy || ''"))
        if reached[-1] == "cite_bibtex":
            break
    assert reached[0] == "cite_text"
    view.keyboard.press("Enter")
    view.locator(".cite .state", has_text=COPIED).wait_for()
    assert clipboard(view).startswith("@misc{event:fighters-cross-into-iraq,")


def test_a_citation_is_there_to_be_selected_without_scripts(page: Pages, home: str) -> None:
    view = page(home + EVENT, java_script_enabled=False)
    assert view.locator("#cite_text").is_visible()
    assert view.locator("button[data-copy]").first.is_hidden()
    assert view.locator("#cite_ris").is_hidden()
    view.locator(".forms summary").nth(2).click()
    assert view.locator("#cite_ris").is_visible()


@pytest.mark.parametrize("kind", [EVENT, SOURCE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_citation_is_no_wider_than_a_small_phone(
    page: Pages, home: str, kind: str, scheme: str
) -> None:
    view = page(home + kind, viewport={"width": 320, "height": 700}, color_scheme=scheme)
    for summary in view.locator(".forms summary").all()[1:]:
        summary.click()
    assert view.evaluate("document.documentElement.scrollWidth") == 320
    for button in view.locator(".forms button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        assert box["width"] >= 24


def test_where_and_who_stand_above_the_text_on_a_phone(page: Pages, home: str) -> None:
    view = page(home + EVENT, viewport={"width": 360, "height": 700})
    around, prose = view.locator(".around").bounding_box(), view.locator(".prose").bounding_box()
    record = view.locator(".tools").bounding_box()
    assert around is not None
    assert prose is not None
    assert record is not None
    assert around["y"] < prose["y"] < record["y"]
    view.set_viewport_size({"width": 1280, "height": 700})
    around, prose = view.locator(".around").bounding_box(), view.locator(".prose").bounding_box()
    assert around is not None
    assert prose is not None
    assert around["x"] + around["width"] < prose["x"]  # beside it, on the left


def test_a_greater_number_reaches_further_left(page: Pages, home: str) -> None:
    view = page(home + EVENT, viewport={"width": 1280, "height": 900})
    starts = [
        box["x"] + box["width"]
        for end in view.locator(".range .end").all()
        if (box := end.bounding_box())
    ]
    hundreds, thousand = starts[0], starts[1]
    assert thousand < hundreds
    point = view.locator(".range circle").bounding_box()
    assert point is not None
    assert point["x"] < hundreds


def test_arrows_point_where_the_neighbours_lie(page: Pages, home: str) -> None:
    """Time runs from right to left: to the earlier event it is to the right."""
    view = page(home + EVENT, viewport={"width": 1280, "height": 900})
    assert (
        view.locator(".near .mirrors")
        .first.evaluate("icon => getComputedStyle(icon).transform")
        .startswith("matrix(-1,")
    )
    for side, outer in (("prev", max), ("next", min)):
        card = view.locator(f".near a.{side}").bounding_box()
        icon = view.locator(f".near a.{side} .icon").bounding_box()
        words = view.locator(f".near a.{side} > span").bounding_box()
        assert card is not None
        assert icon is not None
        assert words is not None
        assert outer((icon, words), key=lambda box: box["x"]) == icon


def test_a_printed_record_says_where_it_stands(page: Pages, serve: Server, rich: Path) -> None:
    view = page(serve(rich) + "events/bridge-opened/")
    view.emulate_media(media="print")
    assert view.locator("#cite_text").is_visible()
    assert "https://example.org/repo/events/bridge-opened/" in view.inner_text("#cite_text")
    for hidden in ("#cite_bibtex", ".forms button >> nth=0", ".near", ".tools .act >> nth=0"):
        assert view.locator(hidden).is_hidden(), hidden
