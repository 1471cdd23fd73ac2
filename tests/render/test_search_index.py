"""What the search knows, and the text of pages that it takes it from."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.folders import RICH, SMALL, site_of
from timeline.dates.folding import spellings
from timeline.render.page import Page
from timeline.render.page_text import PageText, page_text
from timeline.render.search_index import SearchIndex, search_index
from timeline.render.search_words import whole
from timeline.render.sections import pages as pages_of
from timeline.render.site import Site
from timeline.rules.rule import EVENT


class Document(HTMLParser):
    """A document for Pagefind as it reads it: metadata by name, words by weight."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.words: dict[str, list[str]] = {}
        self.tags: set[str] = set()
        self._weight = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.tags.add(tag)
        if name := given.get("data-pagefind-meta"):
            self.meta[name.removesuffix("[content]")] = given["content"]
        self._weight = given.get("data-pagefind-weight", "")

    def handle_data(self, data: str) -> None:
        self.words.setdefault(self._weight, []).extend(data.split())


def index_of(site: Site, pages: dict[str, Page]) -> SearchIndex:
    return search_index(site, {url: page_text(page.render()) for url, page in pages.items()})


def documents_of(site: Site, pages: dict[str, Page]) -> dict[str, Document]:
    found = [Document(html) for html in index_of(site, pages).documents.values()]
    return {document.meta["url"]: document for document in found}


@pytest.fixture(scope="module")
def documents(site: Site, pages: dict[str, Page]) -> dict[str, Document]:
    return documents_of(site, pages)


def test_every_page_can_be_found_and_nothing_that_is_none(
    documents: dict[str, Document], pages: dict[str, Page]
) -> None:
    found = {url.removeprefix("./").partition("#")[::2] for url in documents}
    assert {url for url, _ in found} == {*pages}
    for url, anchor in found:
        assert not anchor or f'id="{anchor}"' in pages[url].render(), url


def test_an_event_is_found_by_the_other_names_of_its_actors_and_places(
    documents: dict[str, Document],
) -> None:
    words = [word for some in documents["events/bridge-opened/"].words.values() for word in some]
    assert "mayorء" in words
    assert {"بلدء", "عتيقء"} <= set(words)
    assert documents["events/bridge-opened/"].meta["kind"] == "حدث"


def test_each_name_of_a_thing_is_a_whole_word(documents: dict[str, Document], site: Site) -> None:
    for place in site.dataset.places.values():
        words = documents[f"places/{place.id}/"].words["10"]
        assert {whole(name) for name in (place.name, *place.aliases)} <= set(words)


def test_a_hasty_spelling_finds_but_is_not_shown(tmp_path: Path) -> None:
    named = "diyala: {name: ديالى, aliases: [ديالي, Diyala, DIYALA, مهروت]"
    files = {**RICH}
    files["vocabularies/places.yml"] += f"{named}, kind: town}}\n"
    files["vocabularies/actors.yml"] += f"{named}, kind: person}}\n"
    site = site_of(tmp_path, files)
    shown = {"places/diyala/", "actors/diyala/"}
    documents = search_index(site, {url: PageText("", ()) for url in shown}).documents.values()
    for document in map(Document, documents):
        assert document.meta["text"].split(" · ")[0] == "Diyala، مهروت"
        assert {whole("ديالي"), whole("DIYALA")} <= set(document.words["10"])


@pytest.mark.parametrize(
    ("name", "aliases", "kept"),
    [
        ("ديالى", ("ديالي", "Diyala"), ("Diyala",)),
        ("السعدية", ("السعديه", "السَّعدية"), ()),
        ("إمام ويس", ("أمام ويس", "بحيرة حمرين", "بحيره حمرين"), ("بحيرة حمرين",)),
        ("بعقوبة", (), ()),
    ],
)
def test_spellings_are_names_that_differ_by_more_than_haste(
    name: str, aliases: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    assert spellings(name, aliases) == kept


def test_the_index_is_the_same_each_time(site: Site, pages: dict[str, Page]) -> None:
    assert index_of(site, pages) == index_of(site, pages)


def test_words_that_a_misspelt_one_may_mean_are_as_they_are_written(
    site: Site, pages: dict[str, Page]
) -> None:
    words = json.loads(index_of(site, pages).words)
    assert "البلدة" in words
    assert len(set(words)) == len(words)


def test_nothing_of_a_record_is_html_in_a_document(tmp_path: Path) -> None:
    hostile = '"><script>alert(1)</script><p data-pagefind-weight="10">'
    files = {**RICH}
    name = next(name for name in files if name.startswith("events/"))
    files[name] = re.sub(r"(?m)^title: .*$", f"title: '{hostile}'", files[name])
    site = site_of(tmp_path, files)
    url = f"events/{Path(name).stem}/"
    for html in search_index(site, {url: PageText("", ())}).documents.values():
        document = Document(html)
        assert document.tags <= {"html", "head", "meta", "body", "p"}
        if document.meta["url"] == url:
            assert document.meta["title"] == hostile


def test_a_page_is_its_heading_and_its_running_text() -> None:
    html = (
        "<header><p>رأس</p></header><main><h1>دليل <b>القراءة</b></h1><p>خارج</p>"
        '<div class="prose text"><p>أول<br>سطر &amp; آخر.</p><ul><li>بند</li></ul>'
        "<script>x</script></div><p>بعده</p></main>"
    )
    assert page_text(html) == PageText("دليل القراءة", ("أولسطر & آخر.", "بند"))


def test_a_long_period_is_found_by_each_of_its_years(tmp_path: Path) -> None:
    dated = EVENT.replace('"2019-03"', '"1940/1948"')
    site = site_of(tmp_path, SMALL, {"events/bridge-opened.yml": dated})
    found = {page.url: page for page in pages_of(site)}
    document = documents_of(site, found)["events/bridge-opened/"]
    words = {word for some in document.words.values() for word in some}
    assert {f"n{year}z" for year in range(1940, 1949)} <= words
    assert {f"n{year}z" for year in range(1359, 1368)} <= words
