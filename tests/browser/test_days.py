"""Today, marked by the table of the calendar that the pages were made with: clocks, zones, edges."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hijridate import Gregorian
from playwright.sync_api import Page

from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.contents import lay
from tests.folders import SMALL, checked
from timeline.publishing.publish import publish

EVENT = SMALL["events/bridge-opened.yml"]
DATES = {
    "leap": "2020-02-29",
    "thirtieth": "2019-09-29",  # 30 Muharram 1441
    "last": "2019-08-30",  # 29 Dhu al-Hijja 1440, the last day of its year
    "december": "2021-12-28?",
    "siege": "2021-12-28/2022-01-10",
}


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("days")
    events = {
        f"events/{name}.yml": EVENT.replace("2019-03", date).replace(
            "title: ", f"title: <b>{name}</b> "
        )
        for name, date in DATES.items()
    }
    content = lay(folder / "content", SMALL, {"events/bridge-opened.yml": None}, events)
    publish(checked(content), content, folder / "site")
    return folder / "site"


@pytest.fixture
def site(days: Path, serve: Server) -> str:
    return serve(days)


def at(page: Pages, url: str, when: str, zone: str = "Asia/Baghdad") -> Page:
    """Open a page at a moment in UTC, as a reader in some zone."""
    view = page(timezone_id=zone)
    view.clock.set_fixed_time(datetime.fromisoformat(f"{when}+00:00"))
    view.goto(url)
    return view


def today(view: Page) -> str:
    box = view.locator(".today")
    box.wait_for()
    return " ".join(box.inner_text().split())


def marked(view: Page) -> list[str]:
    found = view.locator("[aria-current=date]").evaluate_all(
        "all => all.map(i => i.closest('[data-of]').dataset.of + ' ' + i.dataset.day)"
    )
    return list(found)


def test_what_happened_today(page: Pages, site: str) -> None:
    view = at(page, f"{site}on-this-day/", "2026-12-28T09:00:00")
    said = today(view)
    assert "28 كانون الأول/ديسمبر 2026 · 19 رجب 1448 هـ" in said
    assert view.locator("[data-today=gregorian] .ann li").count() == 2
    assert "28 كانون الأول/ديسمبر 2021 (غير مؤكد)" in said
    assert "بدأ" in said
    assert "لا يُعرف حدث وقع فيه." in said
    assert marked(view) == ["gregorian 12-28", "hijri 07-19"]
    times = view.locator(".today h2 time").evaluate_all("all => all.map(t => t.dateTime)")
    assert times == ["2026-12-28", "2026-12-28"]
    # A record's text is text here too.
    assert view.locator(".today .ann b:not(.y)").count() == 0
    assert "<b>december</b>" in said
    view.locator("[data-today=gregorian] .ann a").first.click()
    assert "/events/" in view.url


def test_the_nearest_days_where_nothing_happened_around_the_year(page: Pages, site: str) -> None:
    view = at(page, f"{site}on-this-day/", "2026-12-31T09:00:00")
    column = view.locator("[data-today=gregorian]")
    today(view)
    assert column.locator("[data-what=before] a").inner_text() == ("28 كانون الأول/ديسمبر: حدثان")
    after = column.locator("[data-what=after] a")
    assert after.inner_text() == "10 كانون الثاني/يناير: حدث واحد"
    after.click()
    assert view.url.endswith("/on-this-day/01/#d_10")
    view = at(page, f"{site}on-this-day/", "2027-01-02T09:00:00")
    today(view)
    before = view.locator("[data-today=gregorian] [data-what=before] a")
    assert before.inner_text() == "28 كانون الأول/ديسمبر: حدثان"


@pytest.mark.parametrize(
    ("when", "zone", "wanted"),
    [
        # One moment, two dates: the reader's own counts.
        ("2025-06-25T20:59:59", "Asia/Baghdad", ("06-25", "12-29")),
        ("2025-06-25T21:00:00", "Asia/Baghdad", ("06-26", "01-01")),
        ("2025-06-25T21:00:00", "America/Los_Angeles", ("06-25", "12-29")),
        ("2025-06-25T12:00:00", "Pacific/Kiritimati", ("06-26", "01-01")),
        # Where clocks are put forward at midnight.
        ("2026-04-24T22:30:00", "Africa/Cairo", ("04-25", None)),
        ("2024-02-29T12:00:00", "UTC", ("02-29", None)),
        ("1924-08-01T12:00:00", "UTC", ("08-01", "01-01")),
        ("2077-11-16T12:00:00", "UTC", ("11-16", "12-30")),
    ],
)
def test_the_days_of_both_calendars(
    page: Pages, site: str, when: str, zone: str, wanted: tuple[str, str | None]
) -> None:
    view = at(page, f"{site}on-this-day/", when, zone)
    today(view)
    gregorian, hijri = wanted
    if hijri is None:
        year = datetime.fromisoformat(when).year
        found = Gregorian(year, *map(int, gregorian.split("-"))).to_hijri()
        hijri = f"{found.month:02}-{found.day:02}"
    assert marked(view) == [f"gregorian {gregorian}", f"hijri {hijri}"]


@pytest.mark.parametrize("when", ["2077-11-17T12:00:00", "1924-07-31T12:00:00"])
def test_beyond_the_table_only_the_gregorian_day_is_marked(
    page: Pages, site: str, when: str
) -> None:
    view = at(page, f"{site}on-this-day/", when, "UTC")
    assert "لا يبلغ تقويم أم القرى المطبوع هذا اليوم" in today(view)
    assert len(marked(view)) == 1
    assert view.locator("[data-today=hijri]").is_hidden()


def test_within_the_table_nothing_is_said_of_its_end(page: Pages, site: str) -> None:
    view = at(page, f"{site}on-this-day/", "2077-11-16T12:00:00", "UTC")
    assert "لا يبلغ" not in today(view)


def test_a_day_that_does_not_come_is_told_on_the_last_of_its_month(page: Pages, site: str) -> None:
    for when, told in (("2026-02-28", 1), ("2024-02-28", 0), ("2024-02-29", 1), ("2026-03-01", 0)):
        view = at(page, f"{site}on-this-day/", f"{when}T12:00:00", "UTC")
        today(view)
        assert view.locator("[data-today=gregorian] .ann li").count() == told, when
    # Muharram 1447 has 30 days and Muharram 1448 has 29.
    for when, told in (("2025-07-24", 0), ("2025-07-25", 1), ("2026-07-14", 1)):
        view = at(page, f"{site}on-this-day/", f"{when}T12:00:00", "UTC")
        today(view)
        hijri = Gregorian.fromisoformat(when).to_hijri()
        assert hijri.month == 1
        assert view.locator("[data-today=hijri] .ann li").count() == told, (when, hijri)


def test_a_months_page_marks_today_and_no_other_day(page: Pages, site: str) -> None:
    view = at(page, f"{site}on-this-day/12/", "2026-12-28T12:00:00", "UTC")
    assert view.locator("#d_28 .now").is_visible()
    assert marked(view) == ["gregorian 12-28"]
    view = at(page, f"{site}on-this-day/12/", "2026-12-27T12:00:00", "UTC")
    assert view.locator(".now:visible").count() == 0
    # The end of the Hijri year 1447 is its 29th of Dhu al-Hijja.
    view = at(page, f"{site}on-this-day/hijri/12/", "2026-06-15T12:00:00", "UTC")
    view.locator("#d_29 .now").wait_for()


BACK = {
    "again in sight": "document.dispatchEvent(new Event('visibilitychange'))",
    "back": "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
}


@pytest.mark.parametrize("back", BACK)
def test_a_page_that_lay_open_over_midnight_tells_the_new_day(
    page: Pages, site: str, back: str
) -> None:
    view = at(page, f"{site}on-this-day/", "2026-12-28T20:59:00")
    today(view)
    column = view.locator("[data-today=gregorian]")
    first = column.inner_text()
    column.evaluate("column => { column.dataset.kept = '' }")
    view.evaluate(BACK[back])  # on the same day nothing is done again
    assert column.get_attribute("data-kept") == ""
    view.clock.set_fixed_time(datetime.fromisoformat("2026-12-28T21:00:00+00:00"))
    view.evaluate(BACK[back])
    view.locator("[data-of=hijri] [data-day='07-20'][aria-current=date]").wait_for()
    said = today(view)
    assert "29 كانون الأول/ديسمبر 2026 · 20 رجب 1448 هـ" in said
    assert "28 كانون الأول/ديسمبر 2026" not in said
    assert marked(view) == ["gregorian 12-29", "hijri 07-20"]
    assert column.locator(".ann li").count() == 0
    assert column.locator("[data-what=before] a").count() == 1
    view.clock.set_fixed_time(datetime.fromisoformat("2026-12-28T20:00:00+00:00"))
    view.evaluate(BACK[back])
    view.locator("[data-of=hijri] [data-day='07-19'][aria-current=date]").wait_for()
    today(view)
    assert column.inner_text() == first


def test_a_months_page_that_lay_open_over_midnight_marks_the_new_day(
    page: Pages, site: str
) -> None:
    view = at(page, f"{site}on-this-day/12/", "2026-12-28T12:00:00", "UTC")
    assert view.locator("#d_28 .now").is_visible()
    view.clock.set_fixed_time(datetime.fromisoformat("2026-12-29T12:00:00+00:00"))
    view.evaluate(BACK["again in sight"])
    view.locator("#d_28 .now").wait_for(state="hidden")
    assert marked(view) == []


def test_without_the_table_the_gregorian_day_is_told(page: Pages, site: str) -> None:
    page.expect("hijri-months|ERR_FAILED")
    view = page(timezone_id="UTC")
    view.clock.set_fixed_time(datetime.fromisoformat("2026-12-28T12:00:00+00:00"))
    view.route("**/hijri-months.json", lambda route: route.abort())
    view.goto(f"{site}on-this-day/")
    assert "28 كانون الأول/ديسمبر 2026" in today(view)
    assert view.locator("[data-today=hijri]").is_hidden()
    assert "لا يبلغ" not in today(view)


def test_without_scripts_all_of_it_is_there(page: Pages, site: str) -> None:
    view = page(f"{site}on-this-day/", java_script_enabled=False)
    assert view.locator(".today").is_hidden()
    assert view.locator(".mon").count() == 24
    view.get_by_role("link", name="28 كانون الأول/ديسمبر: حدثان").click()
    assert view.url.endswith("/on-this-day/12/#d_28")
    assert view.locator("#d_28 .ann li").count() == 2
    assert view.locator(".now").is_hidden()


def test_works_under_a_subpath(page: Pages, serve: Server, days: Path) -> None:
    view = at(page, serve(days, under="/repo/") + "on-this-day/", "2026-12-28T12:00:00", "UTC")
    today(view)
    assert view.locator("[data-today=gregorian] .ann li").count() == 2


def test_the_table_is_published(days: Path) -> None:
    table = json.loads((days / "data/hijri-months.json").read_text("utf-8"))
    assert table["last_day"] == "2077-11-16"


@pytest.mark.parametrize("width", [320, 1280])
def test_each_day_can_be_hit(page: Pages, home: str, width: int) -> None:
    view = page(home, viewport={"width": width, "height": 800})
    view.goto(home + "on-this-day/")
    boxes = view.locator(".days a:visible").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect()).map(b => [b.width, b.height])"
    )
    assert boxes
    assert min(map(min, boxes)) >= 24


def test_time_runs_right_to_left_in_grid_and_days(page: Pages, home: str) -> None:
    view = page(home + "coverage/", viewport={"width": 1280, "height": 800})
    heads = view.locator(".grid thead th").evaluate_all(
        "all => all.map(t => t.getBoundingClientRect().x)"
    )
    assert heads == sorted(heads, reverse=True)
    part, whole = (view.locator(f".bars .{name}").first.bounding_box() for name in ("part", "all"))
    assert part is not None
    assert whole is not None
    assert part["x"] + part["width"] == pytest.approx(whole["x"] + whole["width"], abs=0.5)
    view.goto(home + "on-this-day/")
    days = view.locator(".days").first.locator("li")
    boxes = [days.nth(n).bounding_box() for n in (0, 1)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] > boxes[1]["x"]
