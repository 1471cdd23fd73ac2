"""What a page may load and run: a page that keeps to it has no breach, each breach is found."""

import json
import re
from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import RICH, SMALL, checked
from timeline.policy import DIRECTIVES, HEAD, POLICY, breaches
from timeline.publishing.publish import FlawedSiteError, publish

HTML = f"<!doctype html>\n<html>\n<head>\n{HEAD}\n"
KEEPS = (
    f'{HTML}<script src="a.js"></script><link rel="stylesheet" href="../a.css">'
    '<link rel="canonical" href="https://example.org/"><link rel="alternate" href="https://a.bc/f">'
    '<script type="application/ld+json">{"a": "style=1"}</script>'
    '<a href="https://example.org/" data-style="x" title="&lt;style&gt; style=&#34;x&#34; onclick=1">'
    '<img src="../a/b.png" alt="src=https:"> <p>"style="x" onclick="y" ping="z"'
)


def test_no_word_of_it_lets_text_be_run() -> None:
    assert "unsafe-inline" not in POLICY
    assert "unsafe-eval" not in POLICY.replace("'wasm-unsafe-eval'", "")
    assert DIRECTIVES[0] == "default-src 'none'"
    sources = {word for part in DIRECTIVES for word in part.split()[1:]}
    assert sources == {"'none'", "'self'", "'wasm-unsafe-eval'", "'script'"}


def test_a_page_that_keeps_to_it() -> None:
    assert breaches(KEEPS.encode()) == []


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<SCRIPT type="module">alert(1)</SCRIPT>', "<script>"),
        ('<script type="text/plain">x</script>', "<script>"),
        ('<script src="https://elsewhere.example/a.js"></script>', "<script> src=https:"),
        ('<script src="//elsewhere.example/a.js"></script>', "<script> src=//"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<p style="color: red">', "<p> style"),
        ('<svg/onload="x">', "<svg> onload"),
        ("<p\nonclick=x>", "<p> onclick"),
        ('<p title="x"onclick="y">', "<p> onclick"),
        ('<base href="https://elsewhere.example/">', "<base>"),
        ('<iframe srcdoc="x"></iframe>', "<iframe>"),
        ('<img src="data:image/png;base64,AA">', "<img> src=data:"),
        ('<img src=" https://elsewhere.example/a.png">', "<img> src="),
        ("<img src=\\\\elsewhere.example\\a.png>", "<img> src="),
        ('<img srcset="https://elsewhere.example/a.png 2x">', "<img> srcset"),
        ('<a href="x" ping="y">', "<a> ping"),
        ('<link rel="stylesheet" href="https://elsewhere.example/a.css">', "<link> href=https:"),
        ('<link rel="dns-prefetch" href="//elsewhere.example">', "<link> href=//"),
        ('<link href="https://elsewhere.example" rel="preconnect">', "<link> href=https:"),
        ('<link rel="canonical preconnect" href="https://elsewhere.example">', "<link> href="),
    ],
)
def test_each_breach_is_found(added: str, told: str) -> None:
    found = breaches(f"{KEEPS}{added}".encode())
    assert found
    assert found[0].startswith(told)


@pytest.mark.parametrize(
    "page",
    [
        KEEPS.replace(HEAD, '<meta charset="utf-8">'),
        KEEPS.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
        KEEPS.replace(HEAD, f'<script src="early.js"></script>{HEAD}'),
        KEEPS.replace("<html>", f'<html data-title="{"أ" * 600}">'),
    ],
)
def test_a_page_without_it_or_with_it_too_late(page: str) -> None:
    assert breaches(page.encode()) == ["Content-Security-Policy"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with pages by hand, withdrawn ids, and texts that look like breaches or are long."""
    folder = tmp_path_factory.mktemp("policy")
    about = RICH["timeline.yml"] + "contact: desk@example.org\n"
    hostile: dict[str, str | bytes] = {
        "timeline.yml": about.replace("جسور المدينة", "'" + "\"&<'' style=x onclick=y " * 12 + "'"),
        "events/2019/bridge-opened.yml": RICH["events/2019/bridge-opened.yml"].replace(
            "title: افتتاح الجسر", "title: '" + '&"<style>' * 33 + "'"
        ),
        "withdrawn.yml": "old-bridge: {moved_to: bridge-opened}\n"
        "gone: {reason: تكرار, date: 2019-05-01}\n",
        "pages/guide.md": '# دليل\n\n| أ | ب |\n|--:|:-:|\n| 1 | 2 |\n\nstyle="x" onclick="y"\n\n'
        "    <p style=x>\n\n![صورة](a.png)\n\nحاشية[^1]\n\n[^1]: نص\n",
        "pages/a.png": b"\x89PNG\r\n",
    }
    publish(checked(folder / "content", RICH, hostile), folder / "content", folder / "site")
    return folder / "site"


def test_every_page_that_is_published_keeps_to_it(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    names = {page.relative_to(site).as_posix() for page in pages}
    assert {"404.html", "guide/index.html", "events/old-bridge/index.html"} <= names
    assert {"events/gone/index.html", "contribute/suggest/index.html"} <= names
    for page in pages:
        data = page.read_bytes()
        assert breaches(data) == [], page
        assert re.search(rb"<head>\n" + re.escape(HEAD.encode()), data), page
        assert data.index(b"<meta charset") < 1000, page


def test_a_page_that_breaks_it_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.render import frames  # noqa: PLC0415

    monkeypatch.setattr(frames, "_head", lambda _: "<style>p { color: red }</style>")
    content = lay(tmp_path / "content", SMALL)
    with pytest.raises(FlawedSiteError) as flawed:
        publish(checked(content), content, tmp_path / "site")
    assert {flaw.kind for flaw in flawed.value.flaws} == {"policy"}
    assert not (tmp_path / "site").exists()


def test_what_hosts_and_crawlers_read_is_there(site: Path) -> None:
    assert (site / ".nojekyll").read_bytes() == b""
    assert "Contact: mailto:desk@example.org" in (site / ".well-known/security.txt").read_text()
    assert "Sitemap: https://example.org/repo/sitemap.xml" in (site / "robots.txt").read_text()
    redirects = (site / "_redirects").read_text()
    assert "/repo/events/old-bridge/ /repo/events/bridge-opened/ 301\n" in redirects
    assert "gone" not in redirects
    headers = (site / "_headers").read_text()
    assert "\n/repo/guide/*\n" in headers
    assert "\n/repo/events/*\n" in headers


def test_the_sitemap_names_every_page_and_no_other(site: Path) -> None:
    told = re.findall(
        r"<loc>https://example\.org/repo/(.*?)</loc>", (site / "sitemap.xml").read_text()
    )
    made = {
        path.parent.relative_to(site).as_posix().removesuffix(".") + "/"
        for path in site.rglob("index.html")
    }
    withdrawn = {"events/old-bridge/", "events/gone/"}
    assert sorted(told) == sorted({url.removeprefix("/") for url in made} - withdrawn)
    events = json.loads((site / "data/events.json").read_text())["events"]
    assert {event["url"] for event in events} <= set(told)


def test_a_robots_txt_of_their_own_is_kept(tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL, {"pages/robots.txt": "User-agent: x\n"})
    publish(checked(content), content, tmp_path / "site")
    assert (tmp_path / "site/robots.txt").read_text() == "User-agent: x\n"
