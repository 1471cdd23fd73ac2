"""Every field of every kind of record, and records that hold one value in all of them.

The fields are read off the models, so that one that is added is attacked from the day it is there;
`tests/hostile/test_reader.py` fails until `_KEPT` knows what a harmless value of it is.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, get_args

from timeline.reading.content import VOCABULARIES
from timeline.records.about import About, Withdrawal
from timeline.records.base_map import BaseMap
from timeline.records.event import Event
from timeline.records.fields import Line, Prose, Record
from timeline.records.source import Source

Node: TypeAlias = Any
"""A text, or a list or mapping of nodes, as YAML has them."""
Path: TypeAlias = tuple[str | int, ...]

MODELS: Final[Mapping[str, type[Record]]] = {
    "event": Event,
    "source": Source,
    **VOCABULARIES,
    "timeline": About,
    "withdrawn": Withdrawal,
    "map": BaseMap,
}

# A harmless value of what is no words, by the field's name; the ids are those of `content`.
_KEPT: Final[Mapping[str, Node]] = {
    "date": "2019-03-01",
    "date_basis": "relative",
    "hijri_stated": "1440-06",
    "added": "2019-04-01",
    "status": "disputed",
    "disputed_over": ["figures"],
    "milestone": "true",
    "precision": "exact",
    "role": "declares",
    "type": "follows",
    "group": "all",
    "low": "1",
    "best": "2",
    "high": "3",
    "scope": "cumulative",
    "since": "2018",
    "as_of": "2019",
    "stance": "claims",
    "published": "2019-03-02",
    "published_basis": "inferred",
    "accessed": "2019-04-01",
    "language": "ar",
    "kind": "",
    "latitude": "33.3",
    "longitude": "44.4",
    "url": "https://example.org/a?b=1&c=2",
    "archived": "https://example.org/web/a",
    "site_url": "https://example.org/repo/",
    "repository": "https://github.com/o/r",
    "contact": "desk@example.org",
    "west": "38",
    "south": "29",
    "east": "49",
    "north": "38",
    "outlines": ["43.1,36.3 43.2,36.4 43.2,36.2"],
    "courses": ["43.1,36.3 43.2,36.4"],
}
# Fields that exclude another one, which a record of all fields has.
ALTERNATIVES: Final = frozenset({"date_hijri", "value", "moved_to"})
_IDS: Final = frozenset(
    [
        "after",
        "before",
        "categories",
        "place",
        "actor",
        "metric",
        "key",
        "said_by",
        "reported_by",
        "towards",
        "source",
        "event",
        "publisher",
        "origin",
        "within",
    ]
)
_KINDS: Final = {"places": "city", "actors": "state"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field that holds a value: where it stands in a record, and whether it holds words."""

    kind: str
    path: Path
    words: bool
    prose: bool = False

    def __str__(self) -> str:
        return f"{self.kind}:{'.'.join(str(step) for step in self.path)}"


def leaves(kind: str) -> Iterator[Leaf]:
    """Every field of a kind of record, those of what stands within it too; lists have one item."""
    yield from _leaves(kind, MODELS[kind], ())


def _leaves(kind: str, model: type[Record], path: Path) -> Iterator[Leaf]:
    for name, field in model.model_fields.items():
        if name == "id":
            continue
        parts = list(_parts(field.annotation))
        listed = (0,) if tuple in parts or _is_list(field.annotation) else ()
        inner = [p for p in parts if isinstance(p, type) and issubclass(p, Record)]
        readers = (*field.metadata, *parts)
        if inner and name != "towards":
            yield from _leaves(kind, inner[0], (*path, name, *listed))
        elif name in {"outlines", "courses"}:
            yield Leaf(kind, (*path, name, 0), words=False)
        else:
            prose = _PROSE in readers
            where = () if prose else listed
            yield Leaf(kind, (*path, name, *where), words=prose or _LINE in readers, prose=prose)


def _is_list(annotation: object) -> bool:
    return any(getattr(part, "__origin__", None) is tuple for part in _parts(annotation))


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from _parts(part)


_LINE: Final = Line.__metadata__[0]  # type: ignore[attr-defined]
_PROSE: Final = Prose.__metadata__[0]  # type: ignore[attr-defined]


def record(kind: str, words: Callable[[Leaf], str | None], **kept: Node) -> dict[str, Node]:
    """A record of all fields: `words` gives what stands in each of words, None where nothing may.

    `kept` are the values of other fields by their names, over those that are harmless.
    """
    found: dict[str, Node] = {}
    for leaf in leaves(kind):
        if leaf.path[-1] in ALTERNATIVES or any(step in ALTERNATIVES for step in leaf.path):
            continue
        name = next(step for step in reversed(leaf.path) if isinstance(step, str))
        value = words(leaf) if leaf.words else kept.get(name, _harmless(kind, name))
        if value is None:
            continue
        if leaf.path[-1] == 0 and isinstance(value, list):
            put(found, leaf.path[:-1], value)
        else:
            put(found, leaf.path, value)
    return found


def _harmless(kind: str, name: str) -> Node:
    if name == "kind":
        return _KINDS[kind]
    if name == "type" and kind == "source":
        return "newspaper"
    if name == "date" and kind == "eras":
        return "2017/2019"
    if name in _IDS:
        return "some#key" if name == "towards" else "some"
    return _KEPT[name]


def put(tree: dict[str, Node], path: Path, value: Node) -> None:
    """Put a value where a path leads, making what is on the way."""
    node: Node = tree
    for step, after in itertools.pairwise(path):
        inner: Node = [] if after == 0 else {}
        if isinstance(node, list):
            if not node:
                node.append(inner)
            node = node[0]
        else:
            node = node.setdefault(step, inner)
    if isinstance(node, list):
        node.append(value)
    else:
        node[path[-1]] = value


def attacked(kind: str, value: str) -> dict[str, Node]:
    """A record with one value in every field of it, and in those that exclude another, too."""
    found: dict[str, Node] = {}
    for leaf in leaves(kind):
        put(found, leaf.path, value)
    return found


# ----------------------------------------------------------------------------------- as YAML


def escaped(text: str) -> str:
    """In double quotes, with all but plain letters as escapes: what no other writing can hold."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else _escape(c) for c in text) + '"'


def _escape(character: str) -> str:
    return f"\\U{ord(character):08X}"


def raw(text: str) -> str:
    """In double quotes, with the letters as they are."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def written(
    tree: Node, quote: Callable[[str], str], path: Path = (), depth: int = 0
) -> Iterator[tuple[Path, str]]:
    """A record as lines of YAML, each with the path that it ends; a value stands on one line."""
    indent = " " * depth
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, value in items:
        key = f"{indent}-" if isinstance(step, int) else f"{indent}{step}:"
        if isinstance(value, str):
            yield (*path, step), f"{key} {quote(value)}"
        else:
            yield (*path, step), key
            yield from written(value, quote, (*path, step), depth + 2)


def text_of(tree: Node, quote: Callable[[str], str] = escaped) -> tuple[str, dict[Path, int]]:
    """A record as YAML, and the line of each path."""
    lines = list(written(tree, quote))
    numbers = {path: number for number, (path, _) in enumerate(lines, 1)}
    return "".join(f"{line}\n" for _, line in lines), numbers
