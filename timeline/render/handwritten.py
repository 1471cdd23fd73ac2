"""Pages written by hand in Markdown: what of Markdown they may use, and their anchors.

They come by pull request like the records, so raw HTML in them is shown as text and a link leads
over https, by mail, or within the site.
"""

import re
import unicodedata
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_SAFE: Final = re.compile(r"(?!//)(?:https:|mailto:|[^:/?#]*(?:[/?#]|$))", re.IGNORECASE)


def slugify(title: str, separator: str) -> str:
    """A heading's anchor in its own letters: «خط الأحداث» gives `خط-الأحداث`."""
    text = unicodedata.normalize("NFC", title).lower()
    letters = "".join(c for c in text if not unicodedata.combining(c) and c != "\u0640")
    return separator.join(re.findall(r"\w+", letters))


class _Links(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if not _SAFE.match(re.sub(r"[\x00-\x20]", "", element.get(name, ""))):
                    # Not a link any more, only its text: MkDocs wants an address in each link.
                    element.tag = "span"
                    element.attrib.clear()


class Handwritten(Extension):
    """Takes raw HTML and unsafe links out of Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register with a Markdown parser."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Links(md), "timeline_links", 0)
