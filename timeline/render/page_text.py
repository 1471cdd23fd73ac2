"""The text of a finished page, for the search: its heading, and the paragraphs of running text."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset({"p", "li", "h2", "h3", "h4", "td", "th", "dd", "dt", "pre"})
_RUNNING: Final = re.compile(r"""class=["']?[^"'>]*\btext\b""")
_EMPTY: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "source", "area"})


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's heading, and its running text by paragraphs; a page of lists has none."""

    title: str
    paragraphs: tuple[str, ...]


def page_text(html: str) -> PageText:
    """Read a page of this site: its `<h1>`, and what stands in an element of class `text`."""
    if not _RUNNING.search(html):  # as in long lists, of which only the heading is read
        html = html.partition("</h1>")[0]
    parser = _Parser()
    parser.feed(html)
    parser.close()
    paragraphs = (" ".join(paragraph.split()) for paragraph in parser.paragraphs)
    title = " ".join(parser.title.split())
    return PageText(title, tuple(text for text in paragraphs if text and text != title))


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.paragraphs = [""]
        self._open: list[tuple[str, bool]] = []  # each element, and whether it is of running text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag in _BLOCKS:
            self.paragraphs.append("")
        if tag not in _EMPTY:
            self._open.append((tag, self._in_text or "text" in classes))

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(tag == name for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break
        if tag in _BLOCKS:
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self._open]
        if "h1" in names:
            self.title += data
        elif self._in_text and "script" not in names:
            self.paragraphs[-1] += data

    @property
    def _in_text(self) -> bool:
        return bool(self._open) and self._open[-1][1]
