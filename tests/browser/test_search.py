"""Search in a real browser: what readers type, and the page that each of it finds."""

import re
from pathlib import Path

from tests.browser.pages import Pages
from timeline.dates.digits import to_latin
from timeline.dates.folding import folded

ROOT = Path(__file__).parents[2]


def test_scripts_fold_as_the_engine_does(page: Pages, home: str) -> None:
    letters = [chr(code) for code in (*range(0xA0, 0x250), *range(0x600, 0x700))]
    records = "\n".join(file.read_text("utf-8") for file in (ROOT / "content").rglob("*.yml"))
    texts = [*letters, *sorted(set(re.findall(r"\S+", records)))]
    view = page(home)
    module = view.evaluate(
        """async (texts) => {
          const search = document.querySelector("script[src*='/search.']").src;
          const imported = /from "([^"]+arabic[^"]*)"/.exec(await (await fetch(search)).text())[1];
          const arabic = await import(new URL(imported, search));
          return [texts.map(arabic.fold), texts.map(arabic.digits)];
        }""",
        texts,
    )
    assert module == [[folded(text) for text in texts], [to_latin(text) for text in texts]]
