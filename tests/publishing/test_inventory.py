"""Pages = records = entries: what was published is read back, and each way of losing one is seen."""

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contents import lay
from tests.folders import RICH, SMALL, checked
from tests.publishing.test_links import same
from timeline.cli import build
from timeline.publishing import publish as publishing
from timeline.publishing.publish import FlawedSiteError, PublishError, publish
from timeline.publishing.verification import Verified, Wanted, verify
from timeline.reading.folder import OWN_NAMES, SECTION_NAMES
from timeline.render.environment import Templates
from timeline.render.page import FRAMES, Page
from timeline.render.sections import _SECTIONS, events, years
from timeline.render.site import Site

WITHDRAWN = {"withdrawn.yml": "bridge-opening: {moved_to: bridge-opened}\n"}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Wanted]:
    """The rich content folder, published, and what it had to hold."""
    folder = tmp_path_factory.mktemp("rich")
    seen: list[Wanted] = []

    def spy(root: Path, wanted: Wanted, *rest: Any) -> Verified:
        seen.append(wanted)
        return verify(root, wanted, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "verify", spy)
        content = folder / "content"
        done = publish(checked(content, RICH, WITHDRAWN), content, folder / "site")
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    assert done.pages == sum(file.name == "index.html" for file in files)
    assert (done.files, done.size) == (len(files), sum(f.stat().st_size for f in files))
    return folder / "site", seen[0]


def test_what_nothing_refers_to_is_no_page_that_is_missing(tmp_path: Path) -> None:
    vocabularies = {
        "vocabularies/metrics.yml": "coins: {name: قطع}\n",
        "vocabularies/actors.yml": "mayor: {name: العمدة}\n",
        "vocabularies/places.yml": "town: {name: البلدة}\n",
        "vocabularies/categories.yml": "works: {name: أشغال}\n",
        "vocabularies/publishers.yml": "paper: {name: الجريدة}\n",
        "vocabularies/eras.yml": "early: {name: قديمًا, date: 1900/1950}\n",
        "sources/another.yml": "title: تقرير لا يُستشهد به\n",
    }
    content = tmp_path / "content"
    publish(checked(content, SMALL, vocabularies), content, tmp_path / "site")
    assert (tmp_path / "site/actors/mayor/index.html").is_file()
    assert not (tmp_path / "site/figures").exists()


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    document = json.loads(data)
    change(document)
    return json.dumps(document, ensure_ascii=False).encode()


def in_fragment(data: bytes, url: str) -> bytes:
    return gzip.compress(changed(gzip.decompress(data), lambda d: d[0].update(url=url)))


def without(name: str) -> Callable[[Any], object]:
    return lambda document: document[name].pop(0)


@pytest.mark.parametrize(
    "flaw",
    [
        ("data/events.json", without("events"), "fewer", "events: work-began"),
        ("data/events.json", lambda d: d["events"].append(d["events"][0]), "twice", "work-began"),
        ("data/events.json", lambda d: d["events"].reverse(), "order", "bridge-closing"),
        ("data/events.json", lambda d: d["events"][0].update(id="x"), "more", "events: x"),
        ("assets/facets.*.json", without("ids"), "fewer", "events: work-began"),
        ("assets/facets.*.json", lambda d: d.update(words="gone"), "more", "parts: assets/gone"),
        ("assets/words.*.json", lambda d: d["files"].pop(), "fewer", "words: assets/words-0"),
        ("assets/facets.*.json", lambda d: d["facets"][0]["ids"].pop(), "fewer", "category: talk"),
        ("assets/facets.*.json", lambda d: d["facets"].pop(), "fewer", "source: "),
        ("assets/suggest.*.json", lambda d: d["choices"]["places"].pop(), "fewer", "places: "),
        ("assets/suggest.*.json", lambda d: d["choices"]["sources"].append(["x"]), "more", "x"),
        ("assets/suggest.*.json", lambda d: d["recorded"].popitem(), "fewer", "parts: "),
        ("assets/suggest.*.json", lambda d: d["recorded"].update(all="gone"), "link", "gone"),
        ("assets/recorded-all.*.json", lambda d: d.pop(), "fewer", "events: "),
        ("assets/recorded-ids-*.json", lambda d: d.pop(), "fewer", "events: "),
        ("assets/recorded-2020.*.json", lambda d: d.pop(), "fewer", "bridge-closing"),
        ("assets/recorded-2020.*.json", lambda d: d.append(d[0]), "twice", "bridge-closing"),
        (
            "pagefind/pagefind-entry.json",
            lambda d: d["languages"]["und"].update(page_count=1),
            "fewer",
            "results: ",
        ),
    ],
)
def test_each_file_of_data_is_read_back(
    tmp_path: Path, rich: tuple[Path, Wanted], flaw: tuple[str, Callable[[Any], object], str, str]
) -> None:
    file, change, kind, detail = flaw
    site, wanted = rich
    copy = tmp_path / "site"
    shutil.copytree(site, copy, copy_function=lambda a, b: Path(b).hardlink_to(a))
    assert verify(copy, wanted).flaws == []
    first = min(copy.glob(file))
    data = changed(first.read_bytes(), change)
    first.unlink()
    first.write_bytes(data)
    found = [(flaw.kind, flaw.detail) for flaw in verify(copy, wanted).flaws]
    assert any(one == kind and detail in text for one, text in found), found


def test_the_search_and_the_sitemap_are_read_back(
    tmp_path: Path, rich: tuple[Path, Wanted]
) -> None:
    site, wanted = rich
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    fragment = min((copy / "pagefind/fragment").iterdir())
    data = fragment.read_bytes()
    fragment.write_bytes(in_fragment(data, "events/gone/"))
    kinds = [flaw.kind for flaw in verify(copy, wanted).flaws]
    assert {"fewer", "more", "link"} <= set(kinds)
    fragment.write_bytes(data)
    sitemap = copy / "sitemap.xml"
    text = sitemap.read_text("utf-8")
    lines = [line for line in text.splitlines() if "<loc>" in line]
    for change, kind in (
        (text.replace(lines[0], ""), "fewer"),
        (text.replace(lines[0], lines[0] * 2), "twice"),
        (text.replace(lines[0], lines[0] + lines[0].replace("/repo/", "/other/")), "more"),
        (text.replace("</urlset>", ""), "unreadable"),
    ):
        sitemap.write_text(change, "utf-8")
        assert kind in [flaw.kind for flaw in verify(copy, wanted).flaws]


def test_a_real_parser_sees_the_same_links_and_ids(rich: tuple[Path, Wanted]) -> None:
    # One of each folder, and not the largest: a parser takes 50 ms for a page.
    pages = sorted(rich[0].rglob("*.html"), key=lambda page: (-page.stat().st_size, page))
    kinds = {page.parent.parent: page for page in pages if page.stat().st_size < 30_000}
    assert sum(same(page) for page in kinds.values()) > 300


def test_what_moved_has_a_page_and_is_not_listed(rich: tuple[Path, Wanted]) -> None:
    site, wanted = rich
    assert "bridge-opening" in wanted.records["events"]
    assert (site / "events/bridge-opening/index.html").is_file()
    assert "bridge-opening" not in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("kept", [3, pytest.param(0, marks=pytest.mark.slow)])
def test_a_section_that_loses_a_record_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    real = events.pages

    def some(site: Site) -> Iterator[Page]:
        yield from list(real(site))[:kept]

    monkeypatch.setattr(events, "pages", some)
    content = lay(tmp_path / "content", RICH)
    with pytest.raises(FlawedSiteError) as flawed:
        publish(checked(content), content, tmp_path / "site")
    assert ("events/", "fewer") in {(flaw.page, flaw.kind) for flaw in flawed.value.flaws}
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_a_file_that_nobody_ordered_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = lay(tmp_path / "content", SMALL)

    def more(staging: Path, *rest: Any) -> Verified:
        (staging / "extra.html").write_text("x")
        return verify(staging, *rest)

    monkeypatch.setattr(publishing, "verify", more)
    with pytest.raises(FlawedSiteError) as flawed:
        publish(checked(content), content, tmp_path / "site")
    assert ("extra.html", "stray") in {(flaw.page, flaw.kind) for flaw in flawed.value.flaws}


def test_a_page_that_fails_is_named_with_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = lay(tmp_path / "content", SMALL)
    site = tmp_path / "site"
    assert build(["--content", str(content), "--site", str(site)]) == 0
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    real = Templates.render

    def failing(self: Templates, template: str, url: str, **values: object) -> str:
        if template == "event.html":
            values.pop("site")  # a name that the template uses
        return real(self, template, url, **values)

    monkeypatch.setattr(Templates, "render", failing)
    assert build(["--content", str(content), "--site", str(site)]) == 1
    said = capsys.readouterr().err
    assert "events/bridge-opened/ (content/events/bridge-opened.yml)" in said
    assert re.search(r"UndefinedError: 'site' is undefined \(event\.html:\d+\)", said), said
    assert "Traceback" not in said
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        ("timeline.publishing.plugin", "events_json", "data/events.json"),
        ("timeline.publishing.searching", "Documents", "pagefind/"),
        ("timeline.render.site", "facet_files", "ملفات البيانات"),
    ],
)
def test_an_export_that_fails_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, said: str
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(f"{module}.{name}", fail)
    content = lay(tmp_path / "content", SMALL)
    with pytest.raises(PublishError, match=said) as failed:
        publish(checked(content), content, tmp_path / "site")
    assert "KeyError" in str(failed.value)


@pytest.mark.slow
def test_a_section_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(site: Site) -> Iterator[Page]:
        yield from ()
        raise LookupError(site.folder)

    assert years in _SECTIONS
    monkeypatch.setattr(years, "pages", fail)
    content = lay(tmp_path / "content", SMALL)
    with pytest.raises(PublishError, match="LookupError"):
        publish(checked(content), content, tmp_path / "site")


@pytest.mark.slow
def test_two_pages_of_one_address_are_not_written_over_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = events.pages

    def twice(site: Site) -> Iterator[Page]:
        yield from real(site)
        yield from real(site)

    monkeypatch.setattr(events, "pages", twice)
    content = lay(tmp_path / "content", SMALL)
    with pytest.raises(
        PublishError, match=r"events/bridge-opened/ \(content/events/bridge-opened\.yml\)"
    ):
        publish(checked(content), content, tmp_path / "site")


@pytest.mark.slow
@pytest.mark.parametrize("url", ["../out/", "/out/", "a/../../out/", ".hidden/", "EVENTS/x/"])
def test_no_page_leaves_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    def elsewhere(site: Site) -> Iterator[Page]:
        for made in ("events/x/", url):
            yield Page(made, "events", "س", "س", lambda: "<h1>س</h1>")
        del site

    monkeypatch.setattr(events, "pages", elsewhere)
    content = lay(tmp_path / "content", SMALL)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(PublishError, match="x" if "x" in url else "out|hidden"):
        publish(checked(content), content, tmp_path / "site")
    assert sorted(tmp_path.rglob("*")) == before


def test_every_name_that_the_program_uses_is_its_own(rich: tuple[Path, Wanted]) -> None:
    used = {path.name for path in rich[0].iterdir() if path.is_dir()} - {".well-known"}
    used |= {frame.source.partition("/")[0] for frame in FRAMES} - {"index.md"}
    assert used | {"embed"} == OWN_NAMES  # which `_headers` lets others show inside their pages
    sections = {frame.url.strip("/") for frame in FRAMES if frame.navigation} - {""}
    assert sections == SECTION_NAMES


@pytest.mark.slow
def test_what_mkdocs_would_leave_out_is_published(tmp_path: Path) -> None:
    page, picture = {"pages/templates/guide.md": "# دليل\n"}, {"pages/templates/a.png": b"\x89PNG"}
    content = lay(tmp_path / "content", SMALL, page, picture)
    publish(checked(content), content, tmp_path / "site")
    assert (tmp_path / "site/templates/guide/index.html").is_file()
    assert (tmp_path / "site/templates/a.png").is_file()


@pytest.mark.slow
def test_a_page_by_hand_has_a_heading(tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL, {"pages/guide.md": "نص بلا عنوان\n"})
    with pytest.raises(FlawedSiteError) as flawed:
        publish(checked(content), content, tmp_path / "site")
    (flaw,) = flawed.value.flaws
    assert (flaw.page, flaw.kind) == ("guide/index.html (content/pages/guide.md)", "heading")
