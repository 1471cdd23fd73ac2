"""What the site says of itself: its method, and what it is about."""

from collections.abc import Iterator

from timeline.render.page import Page
from timeline.render.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The page on method and the page about the timeline."""
    yield site.page("method", "method/", "method.html", site.say.text("Method"))
    yield site.page("about", "about/", "about.html", site.say.text("About"))
