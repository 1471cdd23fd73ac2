"""The page of one record: its relations, corrections, origins and notices."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.folders import RICH, SMALL, site_of
from timeline.records.event import RelationType
from timeline.render.sections import pages
from timeline.render.site import Site

EVENT = SMALL["events/bridge-opened.yml"]


class Text(HTMLParser):
    """The text of some HTML as it reads: nothing between what stands in one line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words += data


def html(site: Site, url: str) -> str:
    return next(page.render() for page in pages(site) if page.url == url)


def text(site: Site, url: str) -> str:
    return " ".join(Text(html(site, url)).words.split())


def part(body: str, heading: str) -> str:
    """The section of a page under a heading with this id."""
    match = re.search(rf'<section[^>]* aria-labelledby="{heading}".*?</section>', body, re.DOTALL)
    return match[0] if match else ""


# --------------------------------------------------------------------------------- relations

SENTENCES = {
    "part-of": ("هذا الحدث جزء من «ب».", "من أجزاء هذا الحدث «أ»."),
    "follows": ("يأتي هذا الحدث بعد «ب».", "يأتي الحدث «أ» بعد هذا الحدث."),
    "responds-to": ("هذا الحدث ردٌّ على «ب».", "الحدث «أ» ردٌّ على هذا الحدث."),
    "updates": ("يحدّث هذا الحدث ما ورد في «ب».", "يحدّث الحدث «أ» ما ورد هنا."),
    "contradicts": ("يناقض هذا الحدث ما ورد في «ب».", "يناقض الحدث «أ» ما ورد هنا."),
}


def related(folder: Path, *relations: tuple[str, str, str]) -> Site:
    """Two events, `a` («أ») and `b` («ب»), with these relations: who, which, to whom."""
    events = {}
    for name, title in (("a", "أ"), ("b", "ب")):
        told = [f"{{type: {kind}, event: {to}}}" for who, kind, to in relations if who == name]
        events[f"events/{name}.yml"] = (
            f"title: {title}\ndate: 2019\nsummary: نص.\nsources: [report]\n"
            f"relations: [{', '.join(told)}]\n"
        )
    return site_of(folder, SMALL, events)


@pytest.mark.parametrize("kind", list(RelationType))
def test_a_relation_is_a_sentence_at_both_of_its_ends(tmp_path: Path, kind: RelationType) -> None:
    site = related(tmp_path, ("a", kind, "b"))
    there, back = SENTENCES[kind]
    assert there in text(site, "events/a/")
    assert back in text(site, "events/b/")
    assert '«<a href="../../events/b/">ب</a>»' in html(site, "events/a/")
    assert '«<a href="../../events/a/">أ</a>»' in html(site, "events/b/")


def test_two_that_contradict_one_another_say_so_once(tmp_path: Path) -> None:
    site = related(tmp_path, ("a", "contradicts", "b"), ("b", "contradicts", "a"))
    for url in ("events/a/", "events/b/"):
        assert part(html(site, url), "relations").count("<li>") == 1


def test_back_relations_stand_in_published_order(tmp_path: Path) -> None:
    later = "title: {title}\ndate: {date}\nsummary: نص.\nsources: [report]\nrelations: [{{type: follows, event: bridge-opened}}]\n"
    events = {
        "events/a.yml": later.format(title="متأخر", date=2021),
        "events/z.yml": later.format(title="مبكر", date=2020),
    }
    section = part(html(site_of(tmp_path, SMALL, events), "events/bridge-opened/"), "relations")
    assert section.index("مبكر") < section.index("متأخر")


# ------------------------------------------------------------------- notices and corrections


def corrected(folder: Path, *days: str) -> str:
    listed = ", ".join(
        f"{{date: {day}, what: تغيير {i}, why: سبب {i}}}" for i, day in enumerate(days)
    )
    record = f"{EVENT}corrections: [{listed}]\n"
    return html(
        site_of(folder, SMALL, {"events/bridge-opened.yml": record}), "events/bridge-opened/"
    )


def test_corrections_stand_newest_first(tmp_path: Path) -> None:
    body = corrected(tmp_path, "2020-01-01", "2022-05-05", "2021-01-01", "2022-05-05")
    found = re.findall(r"تغيير (\d)", part(body, "corrections"))
    assert found == ["3", "1", "2", "0"]  # of one day, the one written last
    assert "السبب: سبب 3" in " ".join(Text(body).words.split())


def test_a_corrected_record_says_so_at_its_top(tmp_path: Path) -> None:
    top = corrected(tmp_path / "one", "2020-01-01").partition("</header>")[0]
    assert "صُحّح هذا السجل في 1 كانون الثاني/يناير 2020" in " ".join(Text(top).words.split())
    assert 'href="#corrections"' in top
    top = corrected(tmp_path / "two", "2020-01-01", "2021-01-01").partition("</header>")[0]
    assert "أكثر من مرة، آخرها في 1 كانون الثاني/يناير 2021" in " ".join(Text(top).words.split())
    assert "صُحّح" not in html(site_of(tmp_path / "none", SMALL), "events/bridge-opened/")


def test_a_plan_and_a_milestone_are_said_at_the_top(site: Site) -> None:
    assert "حدث مخطط له، لم يُذكر هنا بعدُ أنه وقع." in text(site, "events/bridge-closing/")
    assert "محطة بارزة" in text(site, "events/bridge-opened/")
    assert "خطة" not in text(site, "events/bridge-opened/")


def test_disputed_figures_lead_to_the_figures(site: Site) -> None:
    body = html(site, "events/bridge-opened/")
    assert '<a class="status disputed" href="#claims">مختلف في الأرقام والجهة الفاعلة</a>' in body


# ----------------------------------------------------------------------------------- origins


def test_an_origin_leads_to_its_actor(site: Site) -> None:
    for url in ("events/work-began/", "sources/daily-report/", "sources/"):
        root = "../" * url.count("/")
        assert f'<a href="{root}actors/gazette/"><bdi>الجريدة</bdi></a>' in html(site, url), url


def test_an_origin_without_a_page_is_a_name(tmp_path: Path) -> None:
    files = {
        "sources/report.yml": "title: تقرير\norigin: wire\n",
        "vocabularies/publishers.yml": "wire: {name: البرقيات}\n",
    }
    site = site_of(tmp_path, SMALL, files)
    assert "<bdi>البرقيات</bdi>" in html(site, "sources/report/")
    assert "actors/wire" not in html(site, "sources/report/")


def test_a_source_names_those_of_its_origin(site: Site) -> None:
    body = html(site, "sources/daily-report/")
    assert "مصدر آخر يرجع إليه" in text(site, "sources/daily-report/")
    section = part(body, "akin_")
    assert "sources/copy-report/" in section
    assert "sources/daily-report/" not in section


def test_a_source_alone_of_its_origin_names_no_other(tmp_path: Path) -> None:
    site = site_of(tmp_path, RICH, {"sources/copy-report.yml": "title: Bridge opens\n"})
    assert "akin_" not in html(site, "sources/daily-report/")


def test_the_page_of_an_origin_has_its_sources_and_the_events_on_them(tmp_path: Path) -> None:
    site = site_of(tmp_path, RICH)
    body = html(site, "actors/gazette/")
    assert "sources/daily-report/" in part(body, "origin_")
    assert "sources/copy-report/" in part(body, "origin_")
    resting = part(body, "resting_")
    assert "events/work-began/" in resting
    assert "events/bridge-opened/" not in resting  # it has a part in that one
    assert "لا يوجد" not in body
    assert "origin_" not in html(site, "actors/mayor/")


def test_an_actor_that_is_only_an_origin_has_no_empty_list(tmp_path: Path) -> None:
    files = {
        "vocabularies/actors.yml": "wire: {name: البرقيات, kind: media}\n",
        "sources/report.yml": "title: تقرير\norigin: wire\n",
    }
    site = site_of(tmp_path, SMALL, files)
    assert 'href="../../events/bridge-opened/"' in html(site, "actors/wire/")
    assert 'h2 class="s">الأحداث' not in html(site, "actors/wire/")
    assert "أصل مصدر واحد" in text(site, "actors/")


def test_a_publishers_name_leads_to_its_site(tmp_path: Path) -> None:
    known = {"vocabularies/publishers.yml": "daily: {name: اليومية, url: https://daily.example}\n"}
    body = html(site_of(tmp_path, RICH, known), "sources/daily-report/")
    assert 'href="https://daily.example" rel="nofollow ugc noopener noreferrer">اليومية' in body


# ------------------------------------------------------------------------ editing, reporting


def test_a_record_and_a_source_can_be_edited_and_reported(site: Site) -> None:
    for url, file in (
        ("events/work-began/", "events/2017/work-began.yml"),
        ("sources/daily-report/", "sources/daily-report.yml"),
    ):
        body = html(site, url)
        assert f"https://example.org/city/bridges/edit/main/content/{file}" in body
        assert "https://example.org/city/bridges/issues/new?title=" in body


def test_without_an_address_it_is_said_in_words(tmp_path: Path) -> None:
    site = site_of(tmp_path, SMALL)
    assert "أبلغ من ينشر هذا الموقع" in text(site, "events/bridge-opened/")
    assert "content/sources/report.yml" in text(site, "sources/report/")


def test_a_title_with_quotation_marks_stands_within_others(tmp_path: Path) -> None:
    source = {"sources/report.yml": "title: خلايا «داعش» والحدود\n"}
    site = site_of(tmp_path, SMALL, source)
    body = next(page.render() for page in pages(site) if page.url == "events/bridge-opened/")
    assert "«خلايا ‹داعش› والحدود»" in body
    assert "««" not in body
