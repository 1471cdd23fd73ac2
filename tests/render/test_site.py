"""Every page of the site: what is on it, and that nothing on it can be a record's HTML."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.folders import RICH, SMALL, site_of
from tests.parsed import elements
from timeline.messages import Language, messages
from timeline.render.page import Page
from timeline.render.sections import pages as pages_of
from timeline.render.site import Site

# Elements within a line: no space stands for their beginning or end.
INLINE = {"a", "b", "bdi", "span", "time"}


class Elements(HTMLParser):
    """The set of (element, attribute names) of some HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, tuple[str, ...]]] = set()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.found.add((tag, tuple(sorted(name for name, _ in attrs))))
        if tag not in INLINE:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def rendered(site: Site, url: str) -> str:
    """The HTML of one of a site's pages."""
    return next(page.render() for page in pages_of(site) if page.url == url)


def test_has_a_page_for_every_record_and_section(pages: dict[str, Page]) -> None:
    assert set(pages) == {
        "",
        "years/",
        "years/2017/",
        "years/2019/",
        "years/2020/",
        "hijri/",
        "hijri/1438/",
        "hijri/1440/",
        "hijri/1441/",
        "on-this-day/",
        "on-this-day/01/",
        "on-this-day/03/",
        "on-this-day/hijri/05/",
        "on-this-day/hijri/06/",
        "places/",
        "places/country/",
        "places/old-town/",
        "actors/",
        "actors/mayor/",
        "actors/gazette/",
        "figures/",
        "figures/visitors/",
        "figures/coins/",
        "categories/",
        "categories/works/",
        "categories/talk/",
        "sources/",
        "sources/daily-report/",
        "sources/copy-report/",
        "coverage/",
        "contribute/",
        "corrections/",
        "status/planned/",
        "status/reported/",
        "status/disputed/",
        "precision/day/",
        "precision/year/",
        "precision/window/",
        "basis/stated/",
        "basis/relative/",
        "method/",
        "about/",
        "contribute/suggest/",
        "contribute/rules/",
        "contribute/fields/",
        "contribute/dates/",
        "events/work-began/",
        "events/bridge-opened/",
        "events/bridge-painted/",
        "events/bridge-closing/",
    }


def test_leaves_out_sections_without_entries(tmp_path: Path) -> None:
    site = site_of(tmp_path, SMALL)
    urls = {page.url for page in pages_of(site)}
    assert "sources/" in urls
    without = ("places", "actors", "figures", "categories")
    assert not {url for url in urls if url.startswith(without)}


def test_event_page_says_what_the_record_says(pages: dict[str, Page]) -> None:
    page = pages["events/bridge-opened/"]
    text = Elements(page.render()).text
    for words in (
        "افتتاح الجسر",
        "الجمعة 1 آذار/مارس 2019",
        "24 جمادى الآخرة 1440 هـ",
        "مختلف في الأرقام والجهة الفاعلة",
        "افتتح رئيس البلدية الجسر.",
        "وحضر كثيرون.",
        "بين 1,000 و1,500 زائر",
        "«أحد عشر» بالأرقام: 11 زائرًا",
        "مذكور في المصدر.",
        "نفي لرقم آخر: رئيس البلدية، بين 1,000 و1,500 زائر",
        "الجريدة في: Bridge opens",
        "حتى 300 مليون دينار",
        "«الجسر الجديد»",
        "الفقرة 2",
        "المصادر المذكورة ترجع إلى أصل واحد.",
        "يأتي هذا الحدث بعد «بدء العمل».",
        "صُحح العدد",
        "خطأ نقل",
        "معلِن",
    ):
        assert words in text, words
    assert 'href="https://example.org/city/bridges/edit/main/content/events/2019/' in page.render()
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page.render()


def test_a_claim_beside_another_leads_to_it(tmp_path: Path) -> None:
    claims = (
        "claims:\n  - {key: many, metric: visitors, low: 200, stated: مئات}\n"
        '  - {metric: visitors, value: 150, towards: "bridge-opened#many"}\n'
    )
    record = SMALL["events/bridge-opened.yml"] + claims
    site = site_of(tmp_path, SMALL, {"events/bridge-opened.yml": record})
    body = rendered(site, "events/bridge-opened/")
    assert "إلى جانب رقم آخر: «مئات»" in Elements(body).text
    assert "في هذا الحدث غير مذكور" in Elements(body).text  # the claim names no source
    assert 'href="../../events/bridge-opened/#claim-many"' in body


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("as_of: 2019-03", "في آذار/مارس 2019 · جمادى الآخرة – رجب 1440 هـ"),
        ('as_of: "2019-03?"', "في آذار/مارس 2019 (غير مؤكد) · جمادى الآخرة – رجب 1440 هـ"),
        # These phrases have a preposition of their own.
        (
            'as_of: "[2019-03-09..2019-03-17]"',
            "في هذا الحدث بين 9 و17 آذار/مارس 2019 · بين 2 و10 رجب",
        ),
        ('as_of: "[..2019-03-17]"', "في هذا الحدث في 17 آذار/مارس 2019 أو قبله"),
        ('as_of: "2014/2015"', "في هذا الحدث من عام 2014 إلى عام 2015"),
        ('as_of: "201X"', "في هذا الحدث بين عامي 2010 و2019"),
        ('as_of: "[2019-03-18,2019-03-20]"', "في هذا الحدث في 18 أو 20 آذار/مارس 2019"),
        ("since: 2018, as_of: 2019-03", "منذ عام 2018 · 1439 – 1440 هـ حتى آذار/مارس 2019"),
        ("since: 2018, as_of: 2019-03", "حتى آذار/مارس 2019 · جمادى الآخرة – رجب 1440 هـ"),
        ('since: 2018, as_of: "2019-03-01/2019-03-09"', "من 1 إلى 9 آذار/مارس 2019 · من 24 جمادى"),
        ('since: "[2018..2019]"', "منذ وقت بين عامي 2018 و2019"),
    ],
)
def test_since_and_until_when_a_number_counts(tmp_path: Path, fields: str, words: str) -> None:
    claim = f"claims: [{{metric: visitors, value: 5, {fields}}}]\n"
    record = SMALL["events/bridge-opened.yml"] + claim
    site = site_of(tmp_path, SMALL, {"events/bridge-opened.yml": record})
    body = rendered(site, "events/bridge-opened/")
    assert words in Elements(body).text


def test_a_place_says_how_near_its_degrees_are(pages: dict[str, Page]) -> None:
    assert "33.3, 44.4 نقطة في المكان أو قربه" in Elements(pages["places/old-town/"].render()).text


def test_an_open_start_is_no_choice_of_days(tmp_path: Path) -> None:
    record = SMALL["events/bridge-opened.yml"]
    opened = {"events/tower.yml": record.replace("2019-03", "[..2019-05-10]")}
    text = Elements(rendered(site_of(tmp_path, SMALL, opened), "events/tower/")).text
    assert "في يوم واحد، وأبكر أيامه الممكنة غير معلوم" in text
    assert "هذه الأيام" not in text
    # It stands by its latest day, and so it is said.
    assert "بحسب آخر يوم ممكن، لأن أوله غير معلوم" in text
    assert "أبكر يوم" not in text


def test_an_open_end_is_no_choice_of_days(tmp_path: Path) -> None:
    record = SMALL["events/bridge-opened.yml"].replace("2019-03", "[2019-03..]")
    site = site_of(tmp_path, SMALL, {"events/bridge-opened.yml": record})
    text = Elements(rendered(site, "events/bridge-opened/")).text
    assert "في يوم واحد، وآخر أيامه الممكنة غير معلوم" in text


def test_a_category_says_what_belongs_to_it(pages: dict[str, Page]) -> None:
    assert "ما يُبنى وما يُهدم." in Elements(pages["categories/works/"].render()).text


def test_event_page_names_the_file_without_a_repository(tmp_path: Path) -> None:
    site = site_of(tmp_path, SMALL)
    body = rendered(site, "events/bridge-opened/")
    assert "content/events/bridge-opened.yml" in body
    assert "/edit/" not in body


def test_a_repositorys_address_may_end_in_a_slash(tmp_path: Path) -> None:
    about = "title: ع\nrepository: https://example.org/city/bridges/\n"
    site = site_of(tmp_path, SMALL, {"timeline.yml": about})
    body = rendered(site, "events/bridge-opened/")
    assert "bridges/edit/main/content/events/bridge-opened.yml" in body


def test_says_what_is_stated_and_what_is_derived(pages: dict[str, Page]) -> None:
    text = Elements(pages["events/bridge-painted/"].render()).text
    assert "عام 2019" in text
    assert "ويُستنتج من ترتيب الأحداث أنه بدأ بين 1 آذار/مارس و31 كانون الأول/ديسمبر 2019" in text


def test_a_window_is_no_period_and_shows_its_reckoning(pages: dict[str, Page]) -> None:
    text = Elements(pages["events/bridge-closing/"].render()).text
    assert "بين 5 و9 كانون الثاني/يناير 2020" in text
    assert "من 5 إلى 9" not in text
    assert "حُسب من «الأسبوع المقبل»." in text
    assert "مخطط له" in text or "كان مخططًا له" in text
    assert "محسوب من كلام المصدر؛ في أحد هذه الأيام" in text


def test_neighbours_say_why(pages: dict[str, Page]) -> None:
    text = Elements(pages["events/bridge-opened/"].render()).text
    assert "قبله" in text
    assert "بعده" in text
    assert "السجل ينص على أيهما أسبق" in text


def test_numbers_and_nouns_agree(pages: dict[str, Page]) -> None:
    say = messages(Language.ARABIC)
    counted = {n: say.count("{n} source", "{n} sources", n) for n in (0, 1, 2, 3, 11, 100, 102)}
    assert counted == {
        0: "لا مصادر",
        1: "مصدر واحد",
        2: "مصدران",
        3: "3 مصادر",
        11: "11 مصدرًا",
        100: "100 مصدر",
        102: "102 مصدر",
    }
    assert "4 أحداث" in pages[""].render()
    assert "مصدران" in pages[""].render()


def test_every_date_is_a_time_that_machines_read(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert "<time>" not in page.render(), page.url
    body = pages[""].render()
    assert '<time class="greg" datetime="2019-03-01">' in body
    assert '<time class="greg" datetime="2020-01">' in body


def test_no_choice_is_without_words(pages: dict[str, Page]) -> None:
    options = [e for e in elements(pages["contribute/suggest/"].render()) if e.tag == "option"]
    assert len(options) > 100
    assert all(option.text.strip() for option in options)


def test_events_stand_under_year_and_month_in_order(pages: dict[str, Page]) -> None:
    body = pages[""].render()
    marks = ['id="y_2017"', 'id="work-began"', 'id="y_2019"', 'id="m_2019-03"']
    marks += ['id="bridge-opened"', 'id="bridge-painted"', 'id="y_2020"', 'id="m_2020-01"']
    places = [body.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_year_lists_what_reaches_into_it(tmp_path: Path) -> None:
    long = {
        "events/siege.yml": (
            "title: حصار\ndate: 2017-05/2019-02\nsummary: طال الحصار.\nsources: [report]\n"
        )
    }
    site = site_of(tmp_path, SMALL, long)
    bodies = {page.url: page.render() for page in pages_of(site)}
    assert "../../events/siege/" in bodies["years/2019/"]
    assert 'id="siege"' not in bodies["years/2019/"]
    assert 'id="siege"' in bodies["years/2017/"]


def test_a_year_lists_nothing_that_the_order_keeps_out_of_it(tmp_path: Path) -> None:
    def written(date: str, more: str = "") -> str:
        return f'title: عنوان\ndate: "{date}"\nsummary: نص.\nsources: [report]\n{more}'

    events = {
        "events/early.yml": written("[2017-01..2019-12]", "before: [middle]\n"),
        "events/late.yml": written("[2017-02..2019-12]"),
        "events/middle.yml": written("2018-01-05"),
        "events/since.yml": written("2016/.."),
    }
    site = site_of(tmp_path, SMALL, events)
    assert site.dataset.date is None
    year = rendered(site, "years/2019/")
    assert "events/early/" not in year
    assert "events/late/" in year
    assert "events/since/" in year


@pytest.mark.parametrize("milestone", ["", "milestone: true\n"])
def test_a_long_timeline_leads_on_to_its_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, milestone: str
) -> None:
    monkeypatch.setattr("timeline.render.sections.front.WHOLE_TIMELINE", 1)
    early = SMALL["events/bridge-opened.yml"].replace("2019", "2017")
    late = SMALL["events/bridge-opened.yml"] + milestone
    site = site_of(tmp_path, SMALL, {"events/early.yml": early, "events/bridge-opened.yml": late})
    home = rendered(site, "")
    assert "events/early/" not in home
    assert 'href="./years/2017/"' in home
    assert home.count('id="bridge-opened"') == 1
    assert ('id="milestones_"' in home) == bool(milestone)


def test_a_source_says_how_its_day_is_known(tmp_path: Path) -> None:
    source = "title: تقرير\npublished: 2019-03\npublished_basis: inferred\n"
    site = site_of(tmp_path, SMALL, {"sources/report.yml": source})
    page = rendered(site, "sources/report/")
    assert "استنتاج المحرر" in page


def test_no_record_can_take_an_anchor_of_the_page(tmp_path: Path) -> None:
    """A record's id has no underscore, and every anchor of a list of records has one."""
    names = ["eras", "milestones", "reaching", "y-2019", "m-2019-03", "content"]
    events = {f"events/{name}.yml": SMALL["events/bridge-opened.yml"] for name in names}
    events["sources/report.yml"] = SMALL["sources/report.yml"]
    site = site_of(tmp_path, RICH, events)
    for page in pages_of(site):
        ids = re.findall(r' id="([^"]*)"', page.render())
        assert len(ids) == len(set(ids)), page.url


def test_a_place_takes_in_the_places_within_it(pages: dict[str, Page]) -> None:
    assert "events/work-began/" in pages["places/country/"].render()
    assert "events/work-began/" in pages["places/old-town/"].render()


@pytest.mark.parametrize("url", ["", "years/2019/", "events/bridge-opened/"])
def test_links_are_relative(pages: dict[str, Page], url: str) -> None:
    assert 'href="/' not in pages[url].render()


# What templates write themselves: a script of the site's own, and nothing in it.
SCRIPT_OF_NO_TEMPLATE = r'<script(?! type="module" src="(?:\.\./|\./)*assets/[a-z-]+"></script>)'
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "{{ 7*7 }} {% raw %}",
    "[a](javascript:alert(1))",
    "&lt;b&gt; & <b>",
    "@@timeline:body@@",
    "</title><script>",
    "${7*7} `x`",
]


def _hostile(value: str) -> Iterator[tuple[str, str]]:
    """The rich folder with a hostile text in every place where a text may stand."""
    quoted = "'" + value.replace("'", "''") + "'"
    for name, text in RICH.items():
        changed = text
        for word in ("افتتاح الجسر", "البلدة القديمة", "رئيس البلدية", "الجسر الجديد", "أشغال",
                     "تصريحات", "اليومية", "زوار", "البناء", "محرر", "الفقرة 2", "أحد عشر",
                     "صُحح العدد", "خطأ نقل", "Old Town", "Mayor", "ما نعرفه عن الجسور.",
                     "جسور المدينة", "بدأ العمل.", "CC-BY-4.0"):  # fmt: skip
            changed = changed.replace(f'"{word}"', quoted).replace(word, quoted)
        yield name, changed


@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_of_a_record_becomes_html(
    tmp_path: Path, pages: dict[str, Page], value: str
) -> None:
    harmless = set().union(*(Elements(page.render()).found for page in pages.values()))
    site = site_of(tmp_path, dict(_hostile(value)))
    assert site.dataset.about.title == value
    for page in pages_of(site):
        assert Elements(page.render()).found <= harmless, page.url
        assert not re.search(SCRIPT_OF_NO_TEMPLATE, page.render()), page.url
