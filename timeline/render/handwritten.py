"""Pages written by hand in Markdown: what of Markdown they may use, and their anchors.

They come by pull request like the records, so raw HTML in them is shown as text, a link leads
over https, by mail, or within the site, and an image is one of the site.
"""

import re
import unicodedata
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# Browsers read a backslash as a slash, drop controls, and decode `&colon;`.
_WITHIN: Final = r"(?![/\\]{2})[^:/?#]*(?:[/?#]|$)"
_SAFE: Final = {
    "href": re.compile(rf"https:|mailto:|{_WITHIN}", re.IGNORECASE),
    "src": re.compile(_WITHIN),  # loading an image from elsewhere would tell who reads what
}


def slugify(title: str, separator: str) -> str:
    """A heading's anchor in its own letters: «خط الأحداث» gives `خط-الأحداث`."""
    text = unicodedata.normalize("NFC", title).lower()
    letters = "".join(c for c in text if not unicodedata.combining(c) and c != "\u0640")
    return separator.join(re.findall(r"\w+", letters))


class _Links(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            element.attrib.pop("style", None)  # of a table's cells; pages have none
            for name, safe in _SAFE.items():
                address = re.sub(r"[\x00-\x20]", "", unescape(element.get(name, "")))
                if not safe.match(address):
                    # Not a link any more, only its text: MkDocs wants an address in each link.
                    element.tag = "span"
                    element.text = element.text or element.get("alt")
                    element.attrib.clear()


class Handwritten(Extension):
    """Takes raw HTML, unsafe links, images from elsewhere and styles out of Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register with a Markdown parser."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Links(md), "timeline_links", 0)
