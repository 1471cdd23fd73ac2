"""The project's own Jinja environment: everything that is not a template's own text is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer

from timeline.messages import Messages
from timeline.render.dating import in_hijri_words, in_words
from timeline.render.isolates import isolates
from timeline.render.quotes import quoted
from timeline.render.unbroken import dates, unbroken
from timeline.render.views import link_to


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
        found = _environment(self.say).get_template(template)
        return found.render(root=root, asset=lambda role: root + self.assets[role], **values)


class _Environment(Environment):
    """Templates in which each text of their own, `_("…")`, is translated when they are compiled.

    A page has some seventy of them; looked up and escaped for each page they are most of its cost.
    """

    say: Messages

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed: nodes.Template = _Translated(self.say).visit(super()._parse(source, name, filename))
        return parsed


class _Translated(NodeTransformer):
    def __init__(self, say: Messages) -> None:
        self._say = say

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=text)], kwargs=[]):
                return nodes.Const(self._say.text(text), lineno=node.lineno)
        return node


@lru_cache(maxsize=2)
def _environment(say: Messages) -> Environment:
    environment = _Environment(
        loader=PackageLoader("timeline.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.say = say
    environment.globals.update(_=say.text, count=say.count, term=say.term)
    environment.globals.update(
        dates=dates, link_to=link_to, in_words=in_words, in_hijri_words=in_hijri_words
    )
    environment.filters["unbroken"] = unbroken
    environment.filters["isolates"] = isolates
    environment.filters["quoted"] = quoted
    return environment
