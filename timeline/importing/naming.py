"""Ids out of what the vocabularies know: an id stays for ever, so it is made of words that mean something."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from timeline.dates import Calendar, Precision, Span
from timeline.dates.folding import folded
from timeline.reading.yaml_source import Tree
from timeline.records.fields import is_id

UNDATED: Final = "undated"
_LONGEST: Final = 4  # words of a name


def joined(parts: Iterable[str], when: str) -> str | None:
    """Give `bridge-works-2019` for two ids and a year; None where that makes no id."""
    names = list(dict.fromkeys(parts))
    proposal = "-".join([*names, when])
    return proposal if names and is_id(proposal) else None


def head_and_kind(tree: Mapping[str, Tree], names: Mapping[str, str]) -> tuple[str | None, ...]:
    """Give the ids of where or who an event is of, and of what kind it is, as far as it says so."""
    places, actors = (list(_ids(tree.get(f"{name}s"), name)) for name in ("place", "actor"))
    named = named_in(str(tree.get("title", "")), names)
    subjects = list(dict.fromkeys([*places, *named, *actors]))
    categories = _ids(tree.get("categories"), "category")
    kinds = [each for each in [*categories, *subjects[1:]] if each not in subjects[:1]]
    return subjects[0] if subjects else None, kinds[0] if kinds else None


def _ids(items: Tree | None, name: str) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():
        found = item.get(name) if isinstance(item, dict) else item
        if isinstance(found, str):
            yield found


def day_of(span: Span | None) -> str:
    """Give the first day, month or year of a date, as exactly as it is known: `2019-03`."""
    first = span.earliest or span.latest if span else None
    if first is None or span is None:
        return UNDATED
    if span.precision is Precision.DAY:
        return first.isoformat()
    # A Hijri month lies in two others.
    whole = span.precision is Precision.MONTH and span.calendar is Calendar.GREGORIAN
    return first.isoformat()[: 7 if whole else 4]


def named_in(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """Find what a text names, in its order; `names` leads from folded names to ids."""
    words = re.findall(r"[^\W_]+", folded(text))
    while words:
        for taken in range(min(_LONGEST, len(words)), 0, -1):
            found = names.get(" ".join(words[:taken]))
            if found is not None:
                yield found
                break
        del words[:taken]
