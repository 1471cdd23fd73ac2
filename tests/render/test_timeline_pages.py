"""The list of events and the strip above it, as they stand on the pages."""

import re
from pathlib import Path

import pytest

from tests.folders import site_of
from timeline.render.page import Page
from timeline.render.sections import pages as pages_of

EVENT = "title: حدث\nsummary: نص.\nsources: [report]\n"
ERAS = 'flood: {name: الفيضان, date: 2019-03/2019-05, summary: "علا الماء."}\n'


def body_of(folder: Path, dates: dict[str, str], url: str = "", **more: str) -> str:
    """The HTML of a page of a timeline with these events."""
    events = {f"events/{name}.yml": f'{EVENT}date: "{date}"\n' for name, date in dates.items()}
    files = {name.replace("__", "/") + ".yml": text for name, text in more.items()}
    site = site_of(folder, {"sources/report.yml": "title: تقرير\n"}, events, files)
    return next(page.render() for page in pages_of(site) if page.url == url)


def test_every_column_of_the_strip_leads_to_its_events(pages: dict[str, Page]) -> None:
    body = pages[""].render()
    strip = body[body.index("<svg role") : body.index("</svg>", body.index("<svg role"))]
    targets = re.findall(r'href="#([^"]+)"', strip)
    assert targets[:4] == ["work-began", "bridge-painted", "m_2019-03", "m_2020-01"]
    assert targets[4:] == ["y_2017", "y_2019", "y_2020"]
    assert all(f'id="{target}"' in body for target in targets)


def test_a_month_is_named_with_its_count_and_kinds(tmp_path: Path) -> None:
    more = {
        "vocabularies__categories": "works: {name: أشغال}\n",
        "events__all": f"{EVENT}date: 2019-05-09\ncategories: [works]\nmilestone: true\n",
        "events__next": f"{EVENT}date: 2019-06\nstatus: planned\n",
    }
    body = body_of(tmp_path, {"a": "2019-05", "b": "2018", "c": "2019-05"}, **more)
    assert re.findall(r"<title>(.*?)</title>", body) == [
        "عام 2018، بلا شهر: حدث واحد (بلا تصنيف)",
        "أيار/مايو 2019: 3 أحداث، وفيه محطة بارزة واحدة (أشغال 1، بلا تصنيف 2)",
        "حزيران/يونيو 2019: حدث واحد (بلا تصنيف مخطط له)",
    ]


def test_beyond_one_page_the_strip_leads_to_the_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.render.sections.front.WHOLE_TIMELINE", 1)
    body = body_of(tmp_path, {"a": "2017-03", "b": "2019", "c": "2019-05"})
    for url in ("years/2017/#m_2017-03", "years/2019/", "years/2019/#m_2019-05", "years/2017/"):
        assert f'href="./{url}"' in body


def test_an_open_start_parts_no_month(tmp_path: Path) -> None:
    dates = {"a": "2019-02-01", "b": "[..2019-02-20]", "c": "2019-02-22"}
    body = body_of(tmp_path, dates)
    assert body.count('<h3 class="m">') == 1
    month = body.partition('id="m_2019-02"')[2].partition("</section>")[0]
    assert [month.index(f'id="{name}"') for name in "abc"] == sorted(
        month.index(f'id="{name}"') for name in "abc"
    )


def test_what_has_no_month_does_not_seem_to_belong_to_one(tmp_path: Path) -> None:
    dates = {"a": "2019", "b": "2019-02-01", "c": "[2019-02-20..2019-03-09]", "d": "2019-03-10"}
    body = body_of(tmp_path, dates)
    headings = re.findall(r'class="m">(.*?)<', body)
    assert headings == ["شباط/فبراير", "بلا شهر محدد", "آذار/مارس"]


def test_an_event_that_waits_for_another_parts_no_month(tmp_path: Path) -> None:
    waits = {"events__a": f"{EVENT}date: 2019-01\nafter: [before]\n"}
    dates = {"before": "[..2019-02-20]", "b": "2019-01-20", "c": "2019-02-01", "d": "2019-01-31"}
    body = body_of(tmp_path, dates, **waits)
    assert re.findall(r'class="m">(.*?)<', body) == ["كانون الثاني/يناير", "شباط/فبراير"]


def test_an_era_is_told_where_it_begins_and_what_it_was(tmp_path: Path) -> None:
    dates = {"a": "2019-02", "b": "2019-03-05", "c": "2019-04"}
    body = body_of(tmp_path, dates, vocabularies__eras=ERAS)
    assert body.count('class="begins"') == 1
    assert body.index('id="a"') < body.index('class="begins"') < body.index('id="b"')
    assert 'id="era_flood"' in body
    assert "علا الماء." in body
    year = body_of(tmp_path / "again", dates, "years/2019/", vocabularies__eras=ERAS)
    assert 'href="../../#era_flood"' in year


def test_an_era_without_events_begins_nowhere(tmp_path: Path) -> None:
    body = body_of(tmp_path, {"a": "2019-07"}, vocabularies__eras=ERAS)
    assert 'class="begins"' not in body
    assert "الفيضان" in body


def test_the_ninth_category_is_told_from_the_first(tmp_path: Path) -> None:
    names = [f"c{i}" for i in range(9)]
    more = {
        "vocabularies__categories": "".join(f"{name}: {{name: {name}}}\n" for name in names),
        "events__all": f"{EVENT}date: 2019-05\ncategories: [{', '.join(names)}]\n",
    }
    body = body_of(tmp_path, {"a": "2019-02"}, **more)
    assert '<li class="cat hue-1">c0</li>' in body
    assert '<li class="cat hue-1 hollow">c8</li>' in body


def test_no_line_breaks_inside_a_date(tmp_path: Path) -> None:
    body = body_of(tmp_path, {"a": "2017-12-09?"})
    assert '<span class="nb">9 كانون الأول/ديسمبر</span> 2017 <span class="nb">(غير مؤكد)' in body
    assert not re.search("[\u2060\u00a0\u200b-\u200f]", body)


def test_hijri_leads_on_hijri_pages(tmp_path: Path) -> None:
    body = body_of(tmp_path, {"a": "2019-03-01"}, "hijri/1440/")
    assert 'class="list months hijri-first"' in body
