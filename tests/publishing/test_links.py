"""Links within the published site, by others: a real parser sees the same, lychee finds none broken."""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.parsed import elements
from tests.publishing.test_publish import ROOT
from timeline.cli import build
from timeline.publishing.verification.pages import Reader

# Attributes that hold one address, and ways in which the site writes addresses besides.
ADDRESSES = {"href", "src", "poster", "action", "formaction", "data", "cite", "background"}
LOADED = {"data-suggest", "data-facets", "data-hijri-months"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first timeline, published."""
    folder = tmp_path_factory.mktemp("first") / "site"
    assert build(["--content", str(ROOT / "content"), "--site", str(folder)]) == 0
    return folder


def parsed(page: Path) -> tuple[Counter[str], set[str]]:
    """The ids and the links of a page, as a browser's parser sees them."""
    ids: Counter[str] = Counter()
    links: set[str] = set()
    for element in elements(page.read_bytes()):
        for name, value in element.attributes.items():
            plain = name.rpartition(":")[2]
            if plain == "id":
                ids[value] += 1
            elif plain in ADDRESSES | LOADED:
                links.add(value)
            elif (found := re.fullmatch(r"url\((.*)\)", value)) or (
                plain == "content" and (found := re.fullmatch(r"\d+; url=(.*)", value))
            ):
                links.add(found[1])
            assert plain not in {"srcset", "ping", "longdesc", "manifest", "imagesrcset"}
    return ids, links


@pytest.mark.slow
def test_a_real_parser_sees_the_same_links_and_ids(site: Path) -> None:
    assert sum(same(page) for page in site.rglob("*.html")) > 10_000


def same(page: Path) -> int:
    """Hold what the verification sees of a page against a parser; give the number of its links."""
    ids, links = parsed(page)
    mine = Reader().said(page.read_bytes())
    assert set(mine.ids) == set(ids), page
    assert set(mine.links) == links, page
    assert max(ids.values()) == 1, page
    return len(links)


def lychee(site: Path) -> tuple[int, dict[str, int], str]:
    """Ask lychee about every link in a folder; give its status, its counts and what it said."""
    program = shutil.which("lychee")
    assert program, "lychee is not there: it comes with requirements/dev.txt"
    options = ["--offline", "--include-fragments", "--no-progress", "--format", "json"]
    options += ["--index-files", "index.html", "--root-dir", str(site)]
    done = subprocess.run(
        [program, *options, str(site)], capture_output=True, encoding="utf-8", check=False
    )
    told = json.loads(done.stdout)
    return (
        done.returncode,
        {key: told[key] for key in ("total", "successful", "errors")},
        done.stdout,
    )


@pytest.mark.slow
def test_lychee_finds_no_broken_link(site: Path, tmp_path: Path) -> None:
    status, counts, text = lychee(site)
    assert status == 0, text
    assert counts["errors"] == 0
    # It counts each link where it stands; so many stand on the first timeline's pages.
    assert counts["total"] > 10_000
    # It sees what is broken: a page that is not there, and a fragment, in Arabic letters too.
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    page = copy / "about/index.html"
    html = page.read_text("utf-8")
    for broken in ("../gone/", "../#gone", "#%D9%84%D8%A7-%D8%B4%D9%8A%D8%A1"):
        link = f'<a href="{broken}">س</a></main>'
        page.write_text(html.replace("</main>", link), "utf-8")
        status, counts, text = lychee(copy)
        assert status != 0, broken
        assert counts["errors"] == 1, text
