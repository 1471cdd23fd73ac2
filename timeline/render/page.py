"""A page of the site before it is put into the theme's frame."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

HOME: Final = "index"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    `url` is relative to the site's root, `""` for the front page and else ending in `/`. `frame`
    names the frame that it is stamped into. `title` and `description` are plain text. `render`
    makes the body, HTML from `timeline.render`'s own templates, when it is asked for: a list of
    addresses needs none. One that is not `listed` only keeps an old address answering: neither
    the sitemap nor the search knows it. One that is not `searched` says nothing that others do not:
    it is a share of a long list. `moved_to` is the address to which it sends its reader.
    `rests_on` says, of one whose body is worth keeping, all that this is made from beyond what
    every page is made from (`Site.base`): as long as that is the same, so is the body.
    """

    url: str
    frame: str
    title: str
    description: str
    render: Callable[[], str]
    listed: bool = True
    searched: bool = True
    moved_to: str | None = None
    rests_on: Callable[[], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of page as MkDocs must render it once: `source` is its placeholder's file.

    All pages of one frame stand at one depth below the site's root and under one entry of the
    navigation; that is all that the theme's frame depends on. `navigation` is the English text of
    that entry, where the frame has one: it stands in the header, or with `in_footer` in the footer.
    The shares of long lists (`timeline.render.shares`) stand deeper: `place-3` three folders deep.
    """

    name: str
    source: str
    navigation: str | None = None
    in_footer: bool = False

    @property
    def url(self) -> str:
        """Where MkDocs puts the placeholder, relative to the site's root."""
        return self.source.removesuffix("index.md").replace(".md", "/")


FRAMES: Final = (
    Frame(HOME, "index.md", "Timeline"),
    Frame("years", "years/index.md", "Years"),
    Frame("year", "years/_frame.md"),
    Frame("year-3", "years/_frame/_3.md"),
    Frame("hijri", "hijri/index.md", "Hijri years", in_footer=True),
    Frame("hijri-year", "hijri/_frame.md"),
    Frame("hijri-year-3", "hijri/_frame/_3.md"),
    Frame("events", "events/_frame.md"),
    Frame("places", "places/index.md", "Places"),
    Frame("place", "places/_frame.md"),
    Frame("place-3", "places/_frame/_3.md"),
    Frame("place-4", "places/_frame/_3/_4.md"),
    Frame("actors", "actors/index.md", "Actors"),
    Frame("actor", "actors/_frame.md"),
    Frame("actor-3", "actors/_frame/_3.md"),
    Frame("actor-4", "actors/_frame/_3/_4.md"),
    Frame("actor-5", "actors/_frame/_3/_4/_5.md"),
    Frame("figures", "figures/index.md", "Figures"),
    Frame("figure", "figures/_frame.md"),
    Frame("figure-3", "figures/_frame/_3.md"),
    Frame("categories", "categories/index.md", "Categories", in_footer=True),
    Frame("category", "categories/_frame.md"),
    Frame("category-3", "categories/_frame/_3.md"),
    Frame("category-4", "categories/_frame/_3/_4.md"),
    Frame("sources", "sources/index.md", "Sources"),
    Frame("source", "sources/_frame.md"),
    Frame("source-3", "sources/_frame/_3.md"),
    Frame("source-4", "sources/_frame/_3/_4.md"),
    Frame("value", "status/_frame.md"),
    Frame("value-3", "status/_frame/_3.md"),
    Frame("value-4", "status/_frame/_3/_4.md"),
    Frame("days", "on-this-day/index.md", "On this day"),
    Frame("day-month", "on-this-day/_frame.md"),
    Frame("day", "on-this-day/_frame/_3.md"),
    Frame("day-hijri-month", "on-this-day/hijri/_frame.md"),
    Frame("hijri-day", "on-this-day/hijri/_frame/_4.md"),
    Frame("coverage", "coverage/index.md", "Coverage"),
    Frame("corrections", "corrections/index.md", "Corrections", in_footer=True),
    Frame("contribute", "contribute/index.md", "Contribute", in_footer=True),
    Frame("contribute-page", "contribute/_frame.md"),
    Frame("method", "method/index.md", "Method", in_footer=True),
    Frame("about", "about/index.md", "About", in_footer=True),
)
