"""The theme's frame, rendered once per kind of page and stamped per page.

The theme is given marks in place of a page's title, description, address and body; what comes back
is cut at the marks, and a page is the pieces with its own values between them.
"""

import re
from dataclasses import dataclass
from typing import Final

from markupsafe import escape

from timeline.render.page import Page

SLOTS: Final = {
    name: f"@@timeline:{name}@@" for name in ("title", "description", "canonical", "body")
}
_MARK: Final = re.compile(f"@@timeline:({'|'.join(SLOTS)})@@")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A frame cut into pieces: `pieces[i]` is followed by the value of `slots[i]`."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    def page(self, page: Page, site_name: str, site_url: str | None) -> str:
        """The whole page as HTML. Every value but the body, which is HTML, is escaped here."""
        home = page.url == ""
        values = {
            "title": str(escape(site_name if home else f"{page.title} · {site_name}")),
            "description": str(escape(page.description)),
            "canonical": str(escape(f"{site_url or ''}{page.url}")),
            "body": page.render(),
        }
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)


def cut(html: str) -> Stamp:
    """A frame as the theme rendered it, cut at its marks."""
    parts = _MARK.split(html)
    return Stamp(tuple(parts[::2]), tuple(parts[1::2]))
