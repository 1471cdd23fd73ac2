"""A built site looked at once more: each flaw is found, and a whole site has none."""

from pathlib import Path

import pytest

from tests.contents import lay
from timeline import policy
from timeline.verification import Flaw, verify

HEAD = f'<html lang="ar" dir="rtl">{policy.HEAD}<body>'
WHOLE = {
    "index.html": f'{HEAD}<a href="events/a/">أ</a> <a href="#x" id="x">س</a>',
    "events/a/index.html": (
        f'{HEAD}<h2 id="المصادر">م</h2><a href="../../#x">س</a> <a href="../b/?q=1#y">ب</a>'
        '<a href="#%D8%A7%D9%84%D9%85%D8%B5%D8%A7%D8%AF%D8%B1">م</a>'
        '<a href="https://example.org/?a=1&amp;b=2">خارج</a> <img src="../../assets/i.svg">'
    ),
    "events/b/index.html": f'{HEAD}<p id="y"></p>',
    "assets/i.svg": "<svg/>",
    "404.html": f'{HEAD}<a href="/repo/events/a/">أ</a>',
}


def test_a_whole_site_has_no_flaw(tmp_path: Path) -> None:
    lay(tmp_path, WHOLE)
    assert verify(tmp_path, ["", "events/a/", "events/b/"], "/repo/") == []


@pytest.mark.parametrize(
    ("files", "flaw"),
    [
        ({"index.html": "<html><body>"}, Flaw("index.html", "direction")),
        ({"index.html": f"{HEAD}\uffffbody\uffff"}, Flaw("index.html", "slot")),
        ({"index.html": f'{HEAD}<a href="gone/">'}, Flaw("index.html", "link", "gone/")),
        ({"index.html": f'{HEAD}<a href="#gone">'}, Flaw("index.html", "link", "#gone")),
        (
            {"index.html": f'{HEAD}<a href="events/b/#gone">'},
            Flaw("index.html", "link", "events/b/#gone"),
        ),
        ({"index.html": f'{HEAD}<img src="gone.png">'}, Flaw("index.html", "link", "gone.png")),
        ({"index.html": f'{HEAD}<a href="../up/">'}, Flaw("index.html", "link", "../up/")),
        ({"404.html": f'{HEAD}<a href="/other/">'}, Flaw("404.html", "link", "/other/")),
        ({"index.html": f'{HEAD}<a href="/events/a/">'}, Flaw("index.html", "link", "/events/a/")),
    ],
)
def test_finds_each_flaw(tmp_path: Path, files: dict[str, str], flaw: Flaw) -> None:
    lay(tmp_path, WHOLE, {"index.html": f'{HEAD}<p id="x">'}, files)
    assert flaw in verify(tmp_path, [""], "/repo/")


def test_an_address_in_a_text_is_no_link(tmp_path: Path) -> None:
    lay(tmp_path, WHOLE, {"index.html": f'{HEAD}<p id="x">&lt;a href="gone/"&gt;</p>'})
    assert verify(tmp_path, [""], "/repo/") == []


def test_pages_have_names_in_any_script(tmp_path: Path) -> None:
    lay(tmp_path, WHOLE, {"دليل/index.html": HEAD})
    assert verify(tmp_path, ["%D8%AF%D9%84%D9%8A%D9%84/"], "/repo/") == []


def test_a_page_that_was_not_made_is_a_flaw(tmp_path: Path) -> None:
    lay(tmp_path, WHOLE)
    assert verify(tmp_path, ["events/c/"], "/repo/") == [Flaw("events/c/", "missing")]
