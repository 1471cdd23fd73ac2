"""What the search knows, and the text of pages that it takes it from."""

import json
from pathlib import Path

import pytest

from tests.folders import RICH, SMALL, site_of
from timeline.dates.folding import spellings
from timeline.render.page import Page
from timeline.render.page_text import PageText, page_text
from timeline.render.search_index import Document, Documents
from timeline.render.search_words import units, whole
from timeline.render.site import Site
from timeline.rules.rule import EVENT


def made(site: Site, pages: dict[str, Page] | None = None) -> tuple[list[Document], str]:
    """The documents of a site with the pages that are no record's, and its known words."""
    documents = Documents(site)
    left = {url: page_text((pages or {})[url].render()) for url in documents.left(pages or {})}
    return [*documents.of_records(), *documents.of_pages(left)], documents.words


def documents_of(site: Site, pages: dict[str, Page] | None = None) -> dict[str, Document]:
    return {document.url: document for document in made(site, pages)[0]}


def words_of(document: Document) -> set[str]:
    return {word for _, words in document.words for word in words}


def heaviest(document: Document) -> set[str]:
    return {word for weight, words in document.words for word in words if weight == 10}


@pytest.fixture(scope="module")
def documents(site: Site, pages: dict[str, Page]) -> dict[str, Document]:
    return documents_of(site, pages)


def test_every_page_can_be_found_and_nothing_that_is_none(
    documents: dict[str, Document], pages: dict[str, Page]
) -> None:
    found = {url.partition("#")[::2] for url in documents}
    assert {url for url, _ in found} == {*pages}
    for url, anchor in found:
        assert not anchor or f'id="{anchor}"' in pages[url].render(), url


def test_an_event_is_found_by_the_other_names_of_its_actors_and_places(
    documents: dict[str, Document],
) -> None:
    words = words_of(documents["events/bridge-opened/"])
    assert "mayorء" in words
    assert {"بلدء", "عتيقء"} <= words
    assert documents["events/bridge-opened/"].shown["kind"] == "حدث"


def test_each_name_of_a_thing_is_a_whole_word(documents: dict[str, Document], site: Site) -> None:
    for place in site.dataset.places.values():
        words = heaviest(documents[f"places/{place.id}/"])
        assert {whole(units(name)) for name in (place.name, *place.aliases)} <= words


def test_a_hasty_spelling_finds_but_is_not_shown(tmp_path: Path) -> None:
    named = "diyala: {name: ديالى, aliases: [ديالي, Diyala, DIYALA, مهروت]"
    files = {**RICH}
    files["vocabularies/places.yml"] += f"{named}, kind: town}}\n"
    files["vocabularies/actors.yml"] += f"{named}, kind: person}}\n"
    site = site_of(tmp_path, files)
    found = documents_of(site)
    for document in (found["places/diyala/"], found["actors/diyala/"]):
        assert document.shown["text"].split(" · ")[0] == "Diyala، مهروت"
        assert {whole(units("ديالي")), whole(units("DIYALA"))} <= heaviest(document)


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
    assert made(site, pages) == made(site, pages)


def test_words_that_a_misspelt_one_may_mean_are_as_they_are_written(
    site: Site, pages: dict[str, Page]
) -> None:
    words = json.loads(made(site, pages)[1])
    assert "البلدة" in words
    assert len(set(words)) == len(words)


def test_a_title_without_a_word_is_no_name(tmp_path: Path) -> None:
    site = site_of(tmp_path, SMALL, {"sources/report.yml": "title: «…»\n"})
    assert not [word for word in words_of(documents_of(site)["sources/report/"]) if "ء" in word]


def test_a_month_shows_a_few_of_its_events(tmp_path: Path) -> None:
    files = {
        f"events/many-{n}.yml": EVENT.replace("2019-03", f"2019-03-{n:02}") for n in range(1, 30)
    }
    shown = documents_of(site_of(tmp_path, SMALL, files))["years/2019/#m_2019-03"].shown
    assert shown["text"].startswith("30 حدثًا · ")
    assert shown["text"].count(" · ") == 12


def test_a_page_by_hand_takes_part_when_it_is_known(site: Site) -> None:
    documents = Documents(site)
    before = documents.words
    assert documents.left(["guide/", "events/bridge-opened/"]) == ["guide/"]
    (guide,) = documents.of_pages({"guide/": PageText("دليل القارئ", ("عن المجلدات", "وعن غيرها"))})
    assert guide.shown == {
        "title": "دليل القارئ",
        "url": "guide/",
        "kind": "صفحة",
        "text": "عن المجلدات · وعن غيرها",
    }
    assert {"ءدليلقارئء".replace("ئ", "ي"), "مجلدء"} <= words_of(guide)
    assert {*json.loads(documents.words)} - {*json.loads(before)} == {"دليل", "القارئ"}


def test_a_page_is_its_heading_and_its_running_text() -> None:
    html = (
        "<header><p>رأس</p></header><main><h1>دليل <b>القراءة</b></h1><p>خارج</p>"
        '<div class="prose text"><p>أول<br>سطر &amp; آخر.</p><ul><li>بند</li></ul>'
        "<script>x</script></div><p>بعده</p></main>"
    )
    assert page_text(html) == PageText("دليل القراءة", ("أولسطر & آخر.", "بند"))
    assert page_text(html.replace("prose text", "prose")) == PageText("دليل القراءة", ())


def test_a_long_period_is_found_by_each_of_its_years(tmp_path: Path) -> None:
    dated = EVENT.replace('"2019-03"', '"1940/1948"')
    site = site_of(tmp_path, SMALL, {"events/bridge-opened.yml": dated})
    words = words_of(documents_of(site)["events/bridge-opened/"])
    assert {f"n{year}z" for year in range(1940, 1949)} <= words
    assert {f"n{year}z" for year in range(1359, 1368)} <= words
