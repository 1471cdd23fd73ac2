"""The theme's frame, rendered once per kind of page and stamped per page.

The theme is given marks in place of a page's title, description, address and body; what comes back
is cut at the marks, and a page is the pieces with its own values between them.
"""

import re
from dataclasses import dataclass
from typing import Final

from markupsafe import escape

from timeline.render.page import Page

# No character: it may stand nowhere in content/ (reading/characters.py), so that no text of a record
# or of a page written by hand is taken for a mark.
EDGE: Final = "\uffff"
SLOTS: Final = {
    name: f"{EDGE}{name}{EDGE}"
    for name in ("title", "running", "description", "canonical", "head", "body")
}
# What stands above each page of paper is an attribute of <html>, before the head: at this length its
# charset stays where browsers look for it, however long and strange a title is (`policy.breaches`).
RUNNING_LENGTH: Final = 100  # characters
_MARK: Final = re.compile(f"{EDGE}({'|'.join(SLOTS)}){EDGE}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A frame cut into pieces: `pieces[i]` is followed by the value of `slots[i]`."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    def page(self, page: Page, site_name: str, site_url: str | None) -> str:
        """The whole page as HTML. Every value but head and body, which are HTML, is escaped here."""
        title = site_name if page.url == "" else f"{page.title} · {site_name}"
        values = {
            "title": str(escape(title)),
            "running": str(escape(running(title))),
            "description": str(escape(page.description)),
            "canonical": str(escape(f"{site_url or ''}{page.moved_to or page.url}")),
            "head": _head(page),
            "body": page.render(),
        }
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)


def running(title: str) -> str:
    """A title as it stands above each page of paper, where there is room for one line."""
    if len(title) <= RUNNING_LENGTH:
        return title
    return f"{title[: RUNNING_LENGTH - 1].rstrip()}…"


def _head(page: Page) -> str:
    """What the head of a page says that only keeps an old address answering."""
    if page.listed:
        return ""
    lines = ['<meta name="robots" content="noindex">']
    if page.moved_to is not None:
        # A static host cannot answer «moved permanently»; browsers and search engines take this
        # for it, together with the canonical address.
        target = escape(f"{'../' * page.url.count('/')}{page.moved_to}")
        lines.append(f'<meta http-equiv="refresh" content="0; url={target}">')
    return "\n".join(lines)


def cut(html: str) -> Stamp:
    """A frame as the theme rendered it, cut at its marks."""
    parts = _MARK.split(html)
    return Stamp(tuple(parts[::2]), tuple(parts[1::2]))
