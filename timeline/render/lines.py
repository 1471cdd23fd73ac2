"""An event as lists show it: its HTML worked out once, and stamped into each list that has it.

An event stands in some ten lists: its year's in both calendars, its place's and those around it, its
actors', its categories', its sources'. There only the way to the site's root, the level of the
heading and whether the line is what a fragment leads to are different.
"""

from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

from timeline.render.frames import EDGE
from timeline.render.views import EventView

SLOTS: Final = {name: f"{EDGE}{name}{EDGE}" for name in ("root", "level", "anchor")}


class Lines:
    """The lines of events; `make` renders one, with `SLOTS` where lists differ."""

    def __init__(self, make: Callable[[EventView], str]) -> None:
        self._make = make
        self._pieces: dict[str, tuple[str, ...]] = {}

    def line(self, view: EventView, root: str, level: int, *, anchored: bool) -> Markup:
        """An event's line, under a heading of this level; `root` is the way to the site's root."""
        if view.id not in self._pieces:
            self._pieces[view.id] = tuple(self._make(view).split(EDGE))
        values = {
            "root": str(escape(root)),
            "level": str(level),
            "anchor": f' id="{escape(view.id)}"' if anchored else "",
        }
        # Text and slots take turns.
        parts = list(self._pieces[view.id])
        parts[1::2] = [values[slot] for slot in parts[1::2]]
        return Markup("".join(parts))  # noqa: S704 - a template's, and what was escaped here
