"""The page of corrections, and what answers at the addresses of records that went away."""

import re
from pathlib import Path

from tests.folders import RICH, SMALL, site_of
from timeline.render import sections
from timeline.render.frames import SLOTS, cut
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.rules.rule import EVENT

WITHDRAWN = (
    "old-bridge: {moved_to: older-bridge}\n"
    "older-bridge: {moved_to: bridge-opened}\n"
    'tunnel: {reason: لا مصدر له, date: "2019-05-01"}\n'
    "tunnel-opened: {moved_to: tunnel}\n"
)


def by_url(site: Site) -> dict[str, Page]:
    return {page.url: page for page in sections.pages(site)}


def told(html: str) -> list[str]:
    """Give the years and days of the page, in its order, with what each is about."""
    parts = re.findall(r'<h2 id="y_(\d+)"|datetime="([\d-]+)"|<h3>(.*?)</h3>', html)
    found = [re.sub(r"<[^>]*>", "", year or day or what) for year, day, what in parts]
    return list(dict.fromkeys(found))


def test_newest_first_by_year(tmp_path: Path) -> None:
    files = {
        "events/one.yml": EVENT.replace("افتتاح الجسر", "الأول").replace(
            "[report]", "[copy-report]"
        )
        + 'corrections: [{date: "2018-02-01", what: أ, why: ب}, {date: "2019-06-01", what: ج, why: د}]\n',
        "withdrawn.yml": WITHDRAWN,
    }
    site = site_of(tmp_path, RICH, files)
    html = by_url(site)["corrections/"].render()
    assert told(html) == [
        "2019",
        "2019-06-01",
        "الأول",
        "2019-05-01",
        "سُحب سجل tunnel",
        "2019-04-01",
        "افتتاح الجسر",
        "2018",
        "2018-02-01",
    ]
    assert 'href="../events/bridge-opened/#corrections"' in html
    assert "صُحح العدد" in html
    assert "خطأ نقل" in html
    text = re.sub(r"<[^>]*>", "", html)
    assert "1 أيار/مايو 2019 · 26 شعبان 1440 هـ" in text
    assert "لم يُصحَّح شيء" not in html
    # Moves have no day: they stand by themselves.
    assert re.findall(r'class="file">([^<]*)</bdi> <span class="note">صار', html) == [
        "old-bridge",
        "older-bridge",
    ]


def test_none_yet(tmp_path: Path) -> None:
    html = by_url(site_of(tmp_path, SMALL))["corrections/"].render()
    assert "لم يُصحَّح شيء ولم يُسحب شيء بعد" in html
    assert "<ol" not in html


def test_old_addresses_go_on_answering(tmp_path: Path) -> None:
    pages = by_url(site_of(tmp_path, RICH, {"withdrawn.yml": WITHDRAWN}))
    for old in ("old-bridge", "older-bridge"):
        page = pages[f"events/{old}/"]
        assert page.moved_to == "events/bridge-opened/"
        assert '<a href="../../events/bridge-opened/">افتتاح الجسر</a>' in page.render()
    for old in ("tunnel", "tunnel-opened"):
        page = pages[f"events/{old}/"]
        assert page.moved_to is None
        assert page.title == "سُحب هذا السجل"
        html = page.render()
        assert "لا مصدر له" in html
        assert "1 أيار/مايو 2019 · 26 شعبان 1440 هـ" in re.sub(r"<[^>]*>", "", html)
    assert [page.url for page in pages.values() if not page.listed] == [
        f"events/{old}/" for old in ("old-bridge", "older-bridge", "tunnel", "tunnel-opened")
    ]


def test_the_head_of_a_page_that_moved() -> None:
    frame = cut(f"<head>{SLOTS['head']}</head>{SLOTS['canonical']}")
    page = Page("events/old/", "events", "أ", "أ", str, listed=False, moved_to="events/new/")
    assert frame.page(page, "أ", "https://example.org/repo/") == (
        '<head><meta name="robots" content="noindex">\n'
        '<meta http-equiv="refresh" content="0; url=../../events/new/"></head>'
        "https://example.org/repo/events/new/"
    )
    gone = Page("events/old/", "events", "أ", "أ", str, listed=False)
    assert "refresh" not in frame.page(gone, "أ", None)
    assert "noindex" in frame.page(gone, "أ", None)
    listed = Page("events/new/", "events", "أ", "أ", str)
    assert frame.page(listed, "أ", None) == "<head></head>events/new/"
