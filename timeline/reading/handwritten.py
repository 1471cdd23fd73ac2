"""Pages written by hand in Markdown: what of Markdown they may use, and their anchors.

They come by pull request like the records, so raw HTML in them is shown as text, a link leads
over https, by mail, or within the site, and an image is one of the site.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# Those of MkDocs itself, and those of mkdocs.yml.
EXTENSIONS: Final = ("toc", "tables", "fenced_code", "admonition", "footnotes")

# Browsers read a backslash as a slash, drop controls, and decode `&colon;`.
_WITHIN: Final = r"(?![/\\]{2})[^:/?#]*(?:[/?#]|$)"
_SAFE: Final = {
    "href": re.compile(rf"https:|mailto:|{_WITHIN}", re.IGNORECASE),
    "src": re.compile(_WITHIN),  # loading an image from elsewhere would tell who reads what
}


# What Markdown's extensions call what they make, and the kinds of admonitions.
CLASSES: Final = frozenset(
    [
        "admonition",
        "admonition-title",
        "footnote",
        "footnote-ref",
        "footnote-backref",
        "toc",
        "attention",
        "caution",
        "danger",
        "error",
        "hint",
        "important",
        "success",
        "tip",
        "warning",
    ]
)


def slugify(title: str, separator: str) -> str:
    """A heading's anchor in its own letters: «خط الأحداث» gives `خط-الأحداث`."""
    text = unicodedata.normalize("NFC", title).lower()
    letters = "".join(c for c in text if not unicodedata.combining(c) and c != "\u0640")
    # The anchors of the site's own pages and scripts have an underscore, `content_`, `q_`.
    return separator.join(re.findall(r"[^\W_]+", letters))


@dataclass(frozen=True, slots=True)
class Found:
    """What stands on a page: addresses as they are written, and the ids that fragments lead to."""

    links: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


class _Links(Treeprocessor):
    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found

    def run(self, root: Element) -> None:
        for element in root.iter():
            if anchor := element.get("id"):
                self._found.ids.append(anchor)
            element.attrib.pop("style", None)  # of a table's cells; pages have none
            if "class" in element.attrib:  # an admonition's can be any words: `!!! skip scripted`
                kept = [name for name in element.attrib["class"].split() if name in CLASSES]
                element.attrib["class"] = " ".join(kept)
            for name, safe in _SAFE.items():
                typed = element.get(name)
                if typed is None:
                    continue
                address = re.sub(r"[\x00-\x20]", "", unescape(typed))
                if safe.match(address) and _can_be_read(typed, address):
                    self._found.links.append(typed)
                else:
                    self._found.refused.append(typed)
                    # Not a link any more, only its text: MkDocs wants an address in each link.
                    element.tag = "span"
                    element.text = element.text or element.get("alt")
                    element.attrib.clear()


def _can_be_read(*spellings: str) -> bool:
    """Whether Python reads an address at all, as MkDocs and the verification will: no `https://[`."""
    try:
        return all(urlsplit(address) for address in spellings)
    except ValueError:
        return False


class Handwritten(Extension):
    """Takes raw HTML, unsafe links, images from elsewhere and styles out of Markdown."""

    def __init__(self, found: Found | None = None) -> None:
        """Take where to note what is found, if anybody asks."""
        super().__init__()
        self._found = found

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register with a Markdown parser."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Links(self._found or Found()), "timeline_links", 0)


def read_markdown(text: str) -> Found:
    """Read a page without its front matter; raises RecursionError where it is nested without end."""
    found = Found()
    Markdown(
        extensions=[*EXTENSIONS, Handwritten(found)],
        extension_configs={"toc": {"slugify": slugify}},
    ).convert(text)
    return found
