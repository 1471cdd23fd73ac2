"""What `make bench` does on a page: it finds what it clicks, and everything is counted."""

from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks import pages
from benchmarks.browser import opened
from benchmarks.cases import Case
from benchmarks.samples import Samples
from tests.browser.serving import Server

SAYS_ITSELF = """<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
<p>x</p><button onclick="setTimeout(() => document.body.append('answer'), 60)">x</button>
<img src="https://elsewhere.example/x.png" alt="">
<script>setTimeout(() => bench.drew(), 300)</script>"""


@pytest.mark.slow
def test_a_choice_and_a_search_are_measured(browser: Browser, first: Path, serve: Server) -> None:
    url = serve(first)
    openings = [
        pages.Opening(Case.HOME, 5, url, then=pages.filtered),
        pages.Opening(Case.SEARCH, 5, url, then=partial(pages.searched, query="العراق")),
    ]
    found = Samples()
    failures = list(pages.turns(browser, openings, 1, found, lambda _: None))
    assert not failures
    for case in (Case.FILTER_FIRST, Case.FILTER, Case.SEARCH):
        came = found.get(case, 5, "bytes")
        assert came
        assert came.median > 1000
    home = {figure: found.get(Case.HOME, 5, figure) for figure in ("bytes of HTML", "nodes")}
    assert all(sample and sample.median > 500 for sample in home.values())


def test_a_page_says_itself_when_it_has_drawn(
    browser: Browser, tmp_path: Path, serve: Server
) -> None:
    (tmp_path / "index.html").write_text(SAYS_ITSELF, "utf-8")
    with opened(browser, serve(tmp_path), 20, own_word=True) as view:
        assert 0.3 <= view.figures["drawn"] <= view.figures["usable"] < 20
        assert view.figures["first paint"] < view.figures["drawn"]
        assert view.figures["elsewhere"] == 1
        took = view.page.locator("button").evaluate("(button) => bench.clicked(button, 200)")
        assert 0.06 <= took < 20
