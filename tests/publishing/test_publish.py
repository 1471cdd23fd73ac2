"""Publishing: what is there when it works, and that nothing changes when it does not."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import RICH, SMALL, checked
from timeline.cli import build
from timeline.publishing import publish as publishing
from timeline.publishing import swapping
from timeline.publishing.publish import FlawedSiteError, PublishError, publish
from timeline.publishing.verification import Flaw, Verified
from timeline.reading import handwritten

ROOT = Path(__file__).parents[2]


def digest(folder: Path) -> dict[str, str]:
    """Every file below a folder by name, with what it holds."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rich content folder, published."""
    folder = tmp_path_factory.mktemp("rich")
    publish(checked(folder / "content", RICH), folder / "content", folder / "site")
    return folder / "site"


def test_the_first_timeline_is_published_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(["--content", str(ROOT / "content"), "--site", str(site)]) == 0
    events = json.loads((site / "data/events.json").read_text("utf-8"))["events"]
    names = {file.stem for file in (ROOT / "content/events").rglob("*.yml")}
    assert {event["id"] for event in events} == names
    assert {page.parent.name for page in (site / "events").glob("*/index.html")} == names
    assert len(names) >= 20
    for asked_for in (
        "iraq-declares-victory",
        "baghouz-captured",
        "jourani-killed",
        "ain-al-asad-withdrawal-begins",
        "ain-al-asad-closing",
    ):
        assert asked_for in names
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert '<html lang="ar" dir="rtl" ' in html, page
        assert "\uffff" not in html, page
        assert 'style="' not in html, page
    assert (site / "pagefind/pagefind.js").is_file()
    assert list(tmp_path.iterdir()) == [site]


def test_every_event_page_bears_both_calendars(rich: Path) -> None:
    for page in (rich / "events").glob("*/index.html"):
        html = page.read_text("utf-8")
        assert re.search(
            r'<time class="greg" datetime="[^"]*">(?:[^<]|</?span[^>]*>)*20(17|19|20)', html
        ), page
        assert re.search(
            r'<time class="hijri" datetime="[^"]*">(?:[^<]|</?span[^>]*>)*14(38|40|41)[^<]*هـ', html
        ), page


def test_the_name_comes_from_the_content(rich: Path) -> None:
    html = (rich / "events/bridge-opened/index.html").read_text("utf-8")
    assert "<title>افتتاح الجسر · جسور المدينة</title>" in html
    link = '<link rel="canonical" href="https://example.org/repo/events/bridge-opened/">'
    assert link in html
    sitemap = (rich / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/repo/events/bridge-opened/</loc>" in sitemap
    assert "_frame" not in sitemap


def test_a_folder_of_events_and_sources_publishes(tmp_path: Path) -> None:
    content = lay(tmp_path / "other", SMALL)
    site = tmp_path / "deep" / "out"
    assert build(["--content", str(content), "--site", str(site)]) == 0
    html = (site / "index.html").read_text("utf-8")
    assert "<title>الخط الزمني</title>" in html
    assert "العراق" not in "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
    assert (site / "events/bridge-opened/index.html").is_file()
    assert not (site / "sitemap.xml").exists()


def test_hand_written_pages_are_published_and_can_replace_ours(tmp_path: Path) -> None:
    pages = {
        "pages/about.md": "# عنّا\n\nنحن من كتب هذا.\n\n[إلى حدث](events/bridge-opened/)\n",
        "pages/notes/guide.md": "---\ntemplate: evil.html\n---\n# دليل\n\n## كيف تقرأ\n",
    }
    content = lay(tmp_path / "content", SMALL, pages)
    del pages
    site = tmp_path / "site"
    with pytest.raises(FlawedSiteError) as flawed:
        publish(checked(content), content, site)
    page = "about/index.html (content/pages/about.md)"
    assert flawed.value.flaws == [Flaw(page, "link-by-hand", "events/bridge-opened/")]
    lay(content, {"pages/about.md": "# عنّا\n\nعن [حدث](../events/bridge-opened/).\n"})
    publish(checked(content), content, site)
    about = (site / "about/index.html").read_text("utf-8")
    assert 'عن <a href="../events/bridge-opened/">حدث</a>.' in about
    guide = (site / "notes/guide/index.html").read_text("utf-8")
    assert 'id="كيف-تقرأ"' in guide
    assert 'href="../../about/"' in guide


def test_a_page_may_have_a_name_in_arabic(tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL, {"pages/دليل القارئ.md": "# دليل\n"})
    publish(checked(content), content, tmp_path / "site")
    assert (tmp_path / "site/دليل القارئ/index.html").is_file()


def test_a_page_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the check, which reads it from less deep within the program, has let it pass."""
    monkeypatch.setattr(handwritten, "read_markdown", lambda _: handwritten.Found())
    text = "".join(f"{'    ' * depth}- أ\n" for depth in range(250))
    content = lay(tmp_path / "content", SMALL, {"pages/deep.md": text})
    with pytest.raises(PublishError, match="recursion"):
        publish(checked(content), content, tmp_path / "site")


def test_no_title_is_taken_for_a_mark_of_the_frames(tmp_path: Path) -> None:
    titles = (
        "# @@timeline:body@@",
        "# &#xFFFF;body&#65535;",
    )
    pages = {f"pages/a{i}.md": f"{title}\n\nنص\n" for i, title in enumerate(titles)}
    about = {"timeline.yml": 'title: "@@timeline:body@@"\n'}
    content = lay(tmp_path / "content", SMALL, about, pages)
    publish(checked(content), content, tmp_path / "site")
    html = (tmp_path / "site/events/bridge-opened/index.html").read_text("utf-8")
    assert html.count("<h1>") == 1
    assert "<title>افتتاح الجسر · @@timeline:body@@</title>" in html


def test_front_matter_gives_a_title_that_is_text(tmp_path: Path) -> None:
    pages = {
        "pages/guide.md": '---\ntitle: "دليل: \\"ما\\" 010"\nhide: [toc]\n---\n# أ\n',
        "pages/note.md": "Note: this is text, and no front matter.\n\n# ملاحظة\n",
    }
    content = lay(tmp_path / "content", SMALL, pages)
    publish(checked(content), content, tmp_path / "site")
    html = (tmp_path / "site/guide/index.html").read_text("utf-8")
    assert "<title>دليل: &#34;ما&#34; 010 · " in html
    assert "Note: this is text" in (tmp_path / "site/note/index.html").read_text("utf-8")


def test_what_is_no_earlier_site_is_not_replaced(tmp_path: Path) -> None:
    content = lay(tmp_path / "project/content", SMALL)
    before = digest(tmp_path)
    for site in (tmp_path / "project", content, content / "events", content / "sources/report.yml"):
        assert build(["--content", str(content), "--site", str(site)]) == 2
    assert digest(tmp_path) == before


@pytest.mark.parametrize("name", [".git/HEAD", ".git", ".gitignore", ".htaccess"])
def test_a_site_that_is_published_by_git_keeps_its_history(tmp_path: Path, name: str) -> None:
    content = lay(tmp_path / "content", SMALL)
    site = tmp_path / "site"
    lay(site, {"index.html": "", "data/events.schema.json": "{}", ".nojekyll": "", name: "ref"})
    before = digest(site)
    assert build(["--content", str(content), "--site", str(site)]) == 2
    assert digest(site) == before


def test_errors_in_the_content_leave_the_site_as_it_was(tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL)
    site = tmp_path / "site"
    assert build(["--content", str(content), "--site", str(site)]) == 0
    before = digest(site)
    lay(content, {"events/broken.yml": "title: [\n"})
    assert build(["--content", str(content), "--site", str(site)]) == 1
    assert digest(site) == before


@pytest.mark.parametrize("step", ["build", "_index", "verify", "swap"])
def test_a_failure_at_any_step_leaves_the_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    content = lay(tmp_path / "content", SMALL)
    site = tmp_path / "site"
    result = checked(content)
    publish(result, content, site)
    before = digest(site)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, step, fail)
    with pytest.raises(OSError, match="No space"):
        publish(result, content, site)
    assert digest(site) == before
    assert {entry.name for entry in tmp_path.iterdir()} == {"content", "site"}


def test_a_flawed_site_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = lay(tmp_path / "content", SMALL)
    site = tmp_path / "site"
    flawed = Verified([Flaw("a.html", "link", "gone/")], 0, 0, 0, {})
    monkeypatch.setattr(publishing, "verify", lambda *_: flawed)
    with pytest.raises(FlawedSiteError):
        publish(checked(content), content, site)
    assert not site.exists()
    assert build(["--content", str(content), "--site", str(site)]) == 1


def test_swaps_without_the_systems_exchange_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    content = lay(tmp_path / "content", SMALL)
    site = tmp_path / "site"
    publish(checked(content), content, site)
    lay(content, {"sources/report.yml": "title: تقرير آخر\n"})
    publish(checked(content), content, site)
    assert "تقرير آخر" in (site / "sources/report/index.html").read_text("utf-8")
    assert {entry.name for entry in tmp_path.iterdir()} == {"content", "site"}


def test_a_stop_between_two_renames_is_recovered_from(tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL)
    site = tmp_path / "site"
    publish(checked(content), content, site)
    before = digest(site)
    (tmp_path / ".site-building").mkdir()
    site.rename(tmp_path / ".site-building/old")
    lay(content, {"events/broken.yml": "title: [\n"})
    assert build(["--content", str(content), "--site", str(site)]) == 1
    assert digest(site) == before


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_builds_under_mkdocs_fork_with_the_same_pages(
    tmp_path: Path, engine: str, first: Callable[[], dict[str, bytes]]
) -> None:
    command = [sys.executable, "-m", engine, "build", "--strict", "--site-dir", str(tmp_path)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    made = {
        file.relative_to(tmp_path).as_posix(): re.sub(
            rb'<meta name="generator" content="[^"]*">', b"", file.read_bytes()
        )
        for file in tmp_path.rglob("*")
        if file.is_file()
    }
    assert made == first()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], dict[str, bytes]]:
    """What `build.py` publishes of the first timeline, but for the search index."""
    site = tmp_path_factory.mktemp("first") / "site"
    assert build(["--content", str(ROOT / "content"), "--site", str(site)]) == 0

    def read() -> dict[str, bytes]:
        return {
            name: re.sub(
                rb'<meta name="generator" content="[^"]*">', b"", (site / name).read_bytes()
            )
            for name in digest(site)
            if not name.startswith("pagefind/")
        }

    return read
