"""The project's own Jinja environment: everything that is not a template's own text is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from timeline.messages import Messages
from timeline.render.dating import in_hijri_words, in_words
from timeline.render.isolates import isolates
from timeline.render.quotes import quoted
from timeline.render.unbroken import unbroken


@dataclass(frozen=True, slots=True)
class Templates:
    """Renders the templates of `timeline/render/templates` in one language.

    `assets` is the path of each style, script and font below the site's root, by its role.
    """

    say: Messages
    assets: Mapping[str, str]

    def render(self, template: str, url: str, **values: object) -> str:
        """A page's body. `url` is the page's own, so that its links can be relative to it."""
        root = "../" * url.count("/") or "./"
        words = {
            "_": self.say.text,
            "count": self.say.count,
            "term": self.say.term,
            "in_words": in_words,
            "in_hijri_words": in_hijri_words,
            "asset": lambda role: root + self.assets[role],
        }
        return _environment().get_template(template).render(root=root, **words, **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("timeline.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["unbroken"] = unbroken
    environment.filters["isolates"] = isolates
    environment.filters["quoted"] = quoted
    return environment
