"""A content folder with every value that a field takes in that field, and one as large with none.

The n-th record of each kind has in each of its fields the n-th value that this field takes: so the
values of a field stand in as many records, and all of them are published at once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from tests.contents import lay
from tests.hostile.records import MODELS, Leaf, Node, leaves, raw, record, text_of
from tests.hostile.values import SAMPLE, VALUES
from timeline.reading.validation import faults
from timeline.reading.yaml_source import read
from timeline.records.fields import is_id, is_url

Taken = Mapping[Leaf, Sequence[str]]

# What has a meaning in HTML, Markdown, templates, scripts, addresses, and none in Arabic.
_ACTIVE: Final = re.compile(r"[<>&\"'`{}\[\]$#%@\\=/*_~^|+;]")

IDS: Final = tuple(value for value in VALUES if is_id(value))
URLS: Final = tuple(value for value in VALUES if is_url(value))
VOCABULARIES: Final = ("places", "actors", "categories", "publishers", "metrics", "eras")
_COUNTS: Final = ("0", "1", "2", "3", "11", "100")  # one for each of Arabic's plural forms
_MAP_NAMES: Final = 120


def harmless(value: str) -> str:
    """The same text with a dot for each letter that means something to a machine.

    The comma is as wide as the colon, and ends a clause as it does.
    """
    return _ACTIVE.sub("·", value).replace(":", "،")


def folded(value: str) -> str:
    """A text as HTML shows it."""
    return " ".join(value.split())


@cache
def taken(values: tuple[str, ...] = SAMPLE) -> Taken:
    """For each field of words those of the values that it takes."""
    return {
        leaf: [value for value in values if _takes(leaf, value)]
        for kind in MODELS
        for leaf in leaves(kind)
        if leaf.words
    }


def _takes(leaf: Leaf, value: str) -> bool:
    text, _ = text_of({"x": value})
    tree, findings = read("x.yml", text)
    if findings or not isinstance(tree, dict):
        return False
    model: Node = MODELS[leaf.kind]
    for step in leaf.path[:-1]:
        if isinstance(step, str) and step not in {"aliases", "keywords"}:
            model = _inner(model, step)
    name = next(step for step in reversed(leaf.path) if isinstance(step, str))
    listed: Node = [tree["x"]] if leaf.path[-1] == 0 else tree["x"]
    return not faults(model, name, listed)


def _inner(model: Node, step: str) -> Node:
    inner = [model.model_fields[step].annotation]
    while not hasattr(inner[0], "model_fields"):
        found = inner.pop(0)
        inner += [part for part in getattr(found, "__args__", ()) if part is not type(None)]
    return inner[0]


def content(root: Path, values: Taken, change: Callable[[str], str] = lambda text: text) -> Path:
    """Lay the folder: `change` is done to every value in it."""
    many = max(len(found) for found in values.values())
    ids = [*IDS, *(f"v-{n:04}" for n in range(many - len(IDS)))][:many]

    def words(number: int) -> Callable[[Leaf], str | None]:
        def word(leaf: Leaf) -> str | None:
            found = values[leaf]
            return change(found[number]) if number < len(found) else "نص"

        return word

    files: dict[str, str] = {}
    shelves: dict[str, dict[str, Node]] = {kind: {} for kind in (*VOCABULARIES, "withdrawn")}
    for number, own in enumerate(ids):
        word = words(number)
        before = ids[number - 1] if number else ids[-1]
        for kind in VOCABULARIES:
            shelves[kind][own] = record(kind, word, within=None, url=URLS[number % len(URLS)])
        shelves["withdrawn"][f"w-{number}"] = record("withdrawn", word)
        files[f"sources/{own}.yml"] = _yaml(
            record(
                "source",
                word,
                publisher=own,
                origin=own,
                url=URLS[number % len(URLS)],
                archived=URLS[-1 - number % len(URLS)],
            )
        )
        files[f"events/{own}.yml"] = _yaml(_event(word, own, before, number))
    for kind in VOCABULARIES:
        files[f"vocabularies/{kind}.yml"] = _yaml(shelves[kind])
    files["withdrawn.yml"] = _yaml(shelves["withdrawn"])
    files["map.yml"] = _yaml(_map(values, change))
    files["timeline.yml"] = _yaml(_about(values, change))
    return lay(root, files)


def _event(word: Callable[[Leaf], str | None], own: str, before: str, number: int) -> Node:
    day = f"{2000 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
    event = record(
        "event",
        word,
        date=day,
        hijri_stated=None,
        after=None,
        before=None,
        categories=[own],
        place=own,
        actor=own,
        metric=own,
        said_by=own,
        reported_by=own,
        source=own,
        event=before,
        type="contradicts",
        key="first",
        towards=None,
    )
    event["claims"] += [{"metric": own, "value": count} for count in _COUNTS]
    return event


def _about(values: Taken, change: Callable[[str], str]) -> Node:
    """One record has the title: it is made of as many values as there is room for."""

    def word(leaf: Leaf) -> str:
        found = [value for value in values[leaf] if len(value) < 40]
        line = ""
        for value in found:
            if len(line) + len(value) < 290:
                line += f" {value}"
        return change(line.strip())

    about = record("timeline", word)
    keywords = next(leaf for leaf in values if leaf.path == ("keywords", 0))
    about["keywords"] = [change(value) for value in values[keywords]]
    return about


def _map(values: Taken, change: Callable[[str], str]) -> Node:
    base = record("map", lambda leaf: change(values[leaf][0]))
    for name, lines in (("countries", "outlines"), ("lakes", "outlines"), ("rivers", "courses")):
        (leaf,) = (leaf for leaf in values if leaf.kind == "map" and leaf.path[0] == name)
        base[name] = [
            {"name": change(value), lines: base[name][0][lines]}
            for value in values[leaf][:_MAP_NAMES]
        ]
    return base


def _yaml(tree: Node) -> str:
    return text_of(tree, raw)[0]
