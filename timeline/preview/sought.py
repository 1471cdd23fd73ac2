"""The pages of a site, sought by their addresses: they are listed only as far as one is asked for."""

from threading import Lock
from typing import TYPE_CHECKING

from timeline.render.page import Page
from timeline.render.sections import pages_in
from timeline.render.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sought:
    """The pages of one site, for any thread."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = Lock()
        self._listed: dict[str, Page] = {}
        self._rest: dict[str, Iterator[Page]] = {}

    def page(self, url: str) -> Page | None:
        """The page at an address as a page names its own; None where there is none."""
        folder = url.partition("/")[0]
        with self._lock:
            if url in self._listed:
                return self._listed[url]
            if folder not in self._rest:
                self._rest[folder] = pages_in(self._site, folder)
            for page in self._rest[folder]:
                self._listed[page.url] = page
                if page.url == url:
                    return page
        return None
