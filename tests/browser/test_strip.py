"""The strip and the list in a real browser: where its links lead, how large they are, how long it is."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.contents import lay
from tests.folders import checked
from timeline.publishing.publish import publish

LINKS = ".strip svg a"
BOXES = """links => links.map(link => {
    const box = link.querySelector("rect").getBoundingClientRect();
    return [box.left, box.top, box.width, box.height];
})"""
EVENT = "title: حدث\nsummary: نص.\nsources: [report]\n"


def boxes(view: Page, selector: str = LINKS) -> list[list[float]]:
    return view.locator(selector).evaluate_all(BOXES)  # type: ignore[no-any-return]


@pytest.mark.parametrize("width", [320, 1280])
def test_every_target_is_large_enough_for_a_finger(page: Pages, home: str, width: int) -> None:
    view = page(home, viewport={"width": width, "height": 800})
    found = boxes(view)
    assert len(found) > 30
    assert all(w >= 24 and h >= 24 for _, _, w, h in found)
    columns = sorted(box[0] for box in boxes(view, f"{LINKS}:not(.year-link)"))
    assert all(b - a >= 24 for a, b in pairwise(columns))
    for link in (".year nav a", ".year h2 a"):
        sizes = view.locator(link).evaluate_all(
            "links => links.map(a => a.getBoundingClientRect()).map(b => [b.width, b.height])"
        )
        assert all(w >= 24 and h >= 24 for w, h in sizes), link


def test_the_key_shows_a_milestone_as_the_strip_and_as_the_list_draw_it(
    page: Pages, home: str
) -> None:
    view = page(home, viewport={"width": 1280, "height": 800})
    assert view.locator(".strip a .mile").count() > 0
    mark = view.locator(".key .marks li", has_text="محطة")
    diamond, ring = mark.locator(".diamond"), mark.locator(".mk.mile")
    assert ring.is_visible()
    assert diamond.is_visible()
    drawn = view.locator(".strip a .mile").first.evaluate("m => getComputedStyle(m).fill")
    assert diamond.evaluate("m => getComputedStyle(m).borderTopColor") == drawn


def test_time_runs_from_right_to_left(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 1280, "height": 800})
    years = view.locator(".strip .year-link").all_text_contents()
    assert years == sorted(years)
    lefts = [box[0] for box in boxes(view, ".strip .year-link")]
    assert lefts == sorted(lefts, reverse=True)


def test_all_of_it_is_seen_on_a_wide_screen(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 1280, "height": 800})
    assert view.evaluate("(b => b.scrollWidth <= b.clientWidth)(document.querySelector('.box'))")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_month_leads_to_its_heading(page: Pages, home: str, width: int) -> None:
    view = page(home, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    link = view.get_by_role("link", name="آب/أغسطس 2019")
    assert "أحداث" in link.evaluate("a => a.querySelector('title').textContent")
    link.press("Enter")
    assert view.url.endswith("#m_2019-08")
    heading, year = view.locator("[id='m_2019-08'] .m"), view.locator("#y_2019 .year")
    assert heading.inner_text() == "آب/أغسطس"
    head, above = heading.bounding_box(), year.bounding_box()
    assert head is not None
    assert above is not None
    assert above["y"] + above["height"] <= head["y"] + 1 < 200  # in sight, below its year
    view.locator("#y_2019 .year nav a").last.press("Enter")
    top = view.locator("#y_2020 .year").bounding_box()
    assert top is not None
    assert -1 <= top["y"] < 40


def test_the_keyboard_brings_a_month_into_sight_or_passes_by(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    last = view.locator(f"{LINKS}:not(.year-link)").last
    last.focus()
    box = last.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= 320 - 24
    view.locator(".strip .skip").press("Enter")
    assert view.evaluate("document.activeElement.id") == "list_"


def test_a_phone_is_not_asked_to_scroll_for_ever(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 360, "height": 740})
    view.evaluate("document.fonts.ready")
    events = view.locator("li.ev").count()
    tall = view.evaluate("document.documentElement.scrollHeight")
    assert tall <= 245 * events, tall / events


def test_nothing_shifts_when_a_month_is_jumped_to(page: Pages, home: str) -> None:
    view = page(viewport={"width": 360, "height": 740})
    view.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
        " if (!e.hadRecentInput) window.shifts += e.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    view.goto(home)
    view.evaluate("document.fonts.ready")
    view.goto(home + "#m_2022-01")
    assert view.locator("[id='m_2022-01']").count() == 1
    view.wait_for_timeout(300)
    assert view.evaluate("window.shifts") < 0.02


DAYS = {
    "one": {"a": "2019-03-01"},
    "years": {"a": "2017", "b": "1990/1995"},
    "centuries": {"a": "1720-03-01", "b": "1850", "c": "2019-05"},
    "many": {f"a{i}": f"{2000 + i % 25}-{1 + i % 12:02}-01" for i in range(230)},
}


@pytest.mark.parametrize("kind", DAYS)
def test_any_timeline_has_a_strip_that_leads_somewhere(
    page: Pages, serve: Server, tmp_path: Path, kind: str
) -> None:
    events = {f"events/{n}.yml": f'{EVENT}date: "{date}"\n' for n, date in DAYS[kind].items()}
    content = lay(tmp_path / "content", {"sources/report.yml": "title: تقرير\n", **events})
    publish(checked(content), content, tmp_path / "site")
    view = page(serve(tmp_path / "site"), viewport={"width": 320, "height": 800})
    assert view.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(w >= 24 and h >= 24 for _, _, w, h in boxes(view))
    link = view.locator(f"{LINKS}:not(.year-link)").first
    target = link.get_attribute("href")
    assert target is not None
    link.press("Enter")
    view.wait_for_url(f"**{target.removeprefix('.')}")
    if "#" in target:  # beyond some columns each is a year, whose page it leads to
        assert view.locator(f"[id='{target.partition('#')[2]}']").count() == 1
