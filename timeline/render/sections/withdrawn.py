"""What answers at the addresses of events that went away: where one is now, or why it is gone.

Of what was withdrawn nothing is told but its id, the day and the reason: its title is nowhere.
"""

from collections.abc import Iterator
from functools import partial

from timeline.records.about import homes
from timeline.render.page import Page
from timeline.render.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Every withdrawn id, as withdrawn.yml has them."""
    for old, home in homes(site.dataset.withdrawn).items():
        yield _moved(site, old, home) if home in site.dataset.events else _gone(site, old, home)


def _moved(site: Site, old: str, home: str) -> Page:
    url = f"events/{old}/"
    link = site.views.event_link(home)
    title = site.say.text("This record has moved")
    body = partial(site.render, "moved.html", url, title=title, link=link)
    return Page(url, "events", title, title, body, listed=False, moved_to=link.url)


def _gone(site: Site, old: str, end: str) -> Page:
    """A withdrawn record; `end` is the one that it moved to before that was withdrawn, or itself."""
    url = f"events/{old}/"
    title = site.say.text("This record was withdrawn")
    gone = site.dataset.withdrawn[end]
    body = partial(site.render, "withdrawn.html", url, title=title, gone=gone)
    return Page(url, "events", title, title, body, listed=False)
