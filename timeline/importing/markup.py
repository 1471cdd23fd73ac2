"""HTML as TimelineJS's texts have it → plain text in paragraphs, and the links that stood in it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset(
    {"p", "div", "ul", "ol", "table", "blockquote", "section", "article", "figure", "hr"}
) | {f"h{level}" for level in range(1, 7)}
_LINES: Final = frozenset({"br", "li", "tr"})
_UNSEEN: Final = frozenset({"script", "style"})
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'«»،؛]+[^\s<>\"'«»،؛.,;:!?)\]]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address as it stood, and the words that led there."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its markup; `bare` says that there was none, `other` what it lost."""

    text: str
    links: tuple[Link, ...]
    bare: bool
    other: tuple[str, ...] = ()


def plain(markup: str) -> Plain:
    """Take the text out of the markup. Paragraphs stay paragraphs; addresses in words are links."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    text = "\n\n".join(
        paragraph
        for part in re.split(r"\n\s*\n", "".join(reader.parts))
        if (paragraph := " ".join(part.split()))
    )
    links = [*reader.links, *(Link(found, "") for found in _ADDRESS.findall(text))]
    unique = {link.url: link for link in reversed(links)}
    return Plain(text, tuple(reversed(unique.values())), not reader.tags, tuple(reader.other))


class _Reader(HTMLParser):
    """Collects what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[Link] = []
        self.other: list[str] = []  # what is seen of no text: images, frames, scripts
        self.tags = 0
        self._unseen: list[str] = []
        self._open: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += 1
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self._break(tag)
        if tag == "a":
            self._end_link()
            if address := (dict(attrs).get("href") or "").strip():
                self._open = (address, len(self.parts))
            return
        self.other += [value for name, value in attrs if name in {"src", "cite"} and value]

    def handle_endtag(self, tag: str) -> None:
        self.tags += 1
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()
        if tag == "a":
            self._end_link()
        self._break(tag)

    def handle_data(self, data: str) -> None:
        (self.other if self._unseen else self.parts).append(data)

    def handle_comment(self, data: str) -> None:
        self.tags += 1
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def close(self) -> None:
        super().close()
        self._end_link()

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _LINES:
            self.parts.append("\n")

    def _end_link(self) -> None:
        if self._open is None:
            return
        address, start = self._open
        self.links.append(Link(address, " ".join("".join(self.parts[start:]).split())))
        self._open = None
