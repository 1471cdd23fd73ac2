"""The pages of days: the overview of the year, and a page for each month."""

import re
from pathlib import Path

from tests.folders import RICH, SMALL, site_of
from timeline.render.page import Page
from timeline.render.sections.on_this_day import pages

EVENT = SMALL["events/bridge-opened.yml"]


def made(folder: Path, *dates: str, more: str = "") -> dict[str, str]:
    written = {
        f"events/e{n}.yml": EVENT.replace("2019-03", date) + more for n, date in enumerate(dates)
    }
    site = site_of(folder, SMALL, {"events/bridge-opened.yml": None}, written)
    return {page.url: page.render() for page in pages(site)}


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_timeline_without_a_month_has_no_such_page(tmp_path: Path) -> None:
    assert made(tmp_path, "2019") == {}


def test_only_months_of_which_something_is_known_have_a_page(tmp_path: Path) -> None:
    found = made(tmp_path, "2019-02-09", "2019-03")
    assert set(found) == {
        "on-this-day/",
        "on-this-day/02/",
        "on-this-day/03/",
        "on-this-day/hijri/06/",
    }
    year = found["on-this-day/"]
    assert year.count("<h3>") == 24 + 2  # every month is named, and today in both calendars
    assert 'href="../on-this-day/02/#d_09" aria-label="9 شباط/فبراير: حدث واحد"' in year
    assert 'href="../on-this-day/hijri/06/#d_04" aria-label="4 جمادى الآخرة: حدث واحد"' in year
    assert "حدث واحد يومه معلوم" in text(year)
    assert "حدث واحد شهره وحده معلوم" in text(year)
    assert year.count("لا حدث معلوم في هذا الشهر.") == 24 - 3


def test_a_month_says_what_is_not_known_to_the_day(tmp_path: Path) -> None:
    assert "في هذا الشهر، واليوم غير معلوم" in made(tmp_path / "a", "2019-03")["on-this-day/03/"]
    assert (
        "في هذا الشهر أو نحوه، واليوم غير معلوم"
        in made(tmp_path / "b", "2019-03~")["on-this-day/03/"]
    )
    assert "لا حدث في هذا الشهر يُعرف يومه." in made(tmp_path / "c", "2019-03")["on-this-day/03/"]


def test_an_uncertain_day_says_so_and_both_calendars_stand(tmp_path: Path) -> None:
    found = made(tmp_path, "2019-02-09?")
    day = text(found["on-this-day/02/"])
    assert "9 شباط/فبراير 2019 (غير مؤكد) · 4 جمادى الآخرة 1440 هـ (غير مؤكد)" in day
    turned = text(found["on-this-day/hijri/06/"])
    assert "4 جمادى الآخرة 1440 هـ (غير مؤكد) · 9 شباط/فبراير 2019 (غير مؤكد)" in turned
    assert "1440 هـ" in turned


def test_a_day_that_not_every_year_has_says_so(tmp_path: Path) -> None:
    found = made(tmp_path, "2020-02-29", "2020-02-28")
    assert found["on-this-day/02/"].count("لا يأتي هذا اليوم كل سنة") == 1
    # 30 Muharram 1441 was 29 September 2019.
    thirtieth = made(tmp_path / "b", "2019-09-29")
    assert 'id="d_30"' in thirtieth["on-this-day/hijri/01/"]
    assert "لا يأتي هذا اليوم كل سنة" in thirtieth["on-this-day/hijri/01/"]
    assert "لا يأتي هذا اليوم كل سنة" not in thirtieth["on-this-day/09/"]


def test_a_period_and_a_plan_are_named_as_such(tmp_path: Path) -> None:
    found = made(tmp_path, "2019-02-09/2019-03-23", more="status: planned\n")
    assert "بدأ" in text(found["on-this-day/02/"])
    assert "انتهى" in text(found["on-this-day/03/"])
    assert "مخطط له" in text(found["on-this-day/02/"])


def test_months_lead_on_to_each_other_around_the_year(tmp_path: Path) -> None:
    found = made(tmp_path, "2019-02", "2019-06", "2019-12")
    assert 'class="next" href="../../on-this-day/02/"' in found["on-this-day/12/"]
    assert 'class="prev" href="../../on-this-day/12/"' in found["on-this-day/02/"]
    assert 'class="near"' not in made(tmp_path / "b", "2019-02")["on-this-day/02/"]


def test_every_date_is_read_by_machines(pages: dict[str, Page]) -> None:
    bodies = {url: page.render() for url, page in pages.items() if url.startswith("on-this-day")}
    assert bodies
    for body in bodies.values():
        assert "<time>" not in body


def test_before_the_hijri_table_only_the_gregorian_year_is_filled(tmp_path: Path) -> None:
    found = made(tmp_path, "1919-03-09")
    assert set(found) == {"on-this-day/", "on-this-day/03/"}
    assert 'class="hijri"' not in found["on-this-day/03/"]


def test_the_rich_folder_links_every_day_to_its_month(tmp_path: Path) -> None:
    site = site_of(tmp_path, RICH)
    bodies = {page.url: page.render() for page in pages(site)}
    for target, anchor in re.findall(
        r'href="\.\./(on-this-day/[^"#]*)#([^"]+)"', bodies["on-this-day/"]
    ):
        assert f'id="{anchor}"' in bodies[target]
