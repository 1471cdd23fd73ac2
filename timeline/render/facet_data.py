"""What `static/filters.js` filters with: a file that it loads at first, and parts when it needs them.

Events are numbers, by their place in the published order. The first file has of each facet the values
that most events have, each with its events, and the days of all events. In parts are the values
beyond those; which words stand in which events; and what a result shows, by `ROWS` events.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, pairwise
from typing import Final

from timeline.dataset import Dataset
from timeline.dates import gregorian_phrase, hijri, hijri_phrase, to_latin
from timeline.dates.folding import folded
from timeline.ordering import Order
from timeline.render.assets import named
from timeline.render.facets import MOST, WHOLE, Kind, kinds
from timeline.render.views import Views

ROWS: Final = 64  # results in a part: a screenful of any choice is in few of them, 16 KB each
REST: Final = 200  # values in a part, about
WORDS: Final = 32_000  # bytes of a part of words, about
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BETWEEN: Final = re.compile(r"""[\s«»"'()،؛؟!:.]+""")  # words, as `static/facets.js` cuts a query


@dataclass(frozen=True, slots=True)
class FacetFiles:
    """The files by their paths below the site's root: the first to load, and the parts."""

    first: tuple[str, bytes]
    parts: Mapping[str, bytes]


def facet_files(views: Views) -> FacetFiles:
    """All that the script needs to filter with."""
    dataset, order, rank = views.dataset, views.order, views.order.rank
    tables = kinds(views)
    parts: dict[str, bytes] = {}

    def part(name: str, value: object) -> str:
        data = _json(value)
        path = named(f"{name}.json", data)
        parts[path] = data
        return path.rpartition("/")[2]

    most = [_most(kind) for kind in tables]
    days = [possible(dataset, order, i) for i in order.sequence]
    rows = [_row(views, i) for i in order.sequence]
    document: dict[str, object] = {
        "facets": [
            {
                "key": kind.key,
                "ids": kept,
                "names": [kind.link(value).name for value in kept],
                "events": [numbers(rank[i] for i in kind.events[value]) for value in kept],
            }
            for kind, kept in zip(tables, most, strict=True)
        ],
        "hijri": _hijri_months(day for ends in days for day in ends),
        "count": len(rows),
        "earliest": _days(first for first, _ in days),
        "latest": _days(last for _, last in days),
        "values": [part(f"values-{n}", rest) for n, rest in enumerate(_rest(tables, most, rank))],
        "words": part("words", _words(views, tables, part)),
    }
    if len(rows) <= WHOLE:
        document["ids"] = list(order.sequence)  # the page has the rest
    else:
        starts = range(0, len(rows), ROWS)
        document["rows"] = [part(f"rows-{at // ROWS:04}", rows[at : at + ROWS]) for at in starts]
    data = _json(document)
    return FacetFiles((named("facets.json", data), data), parts)


def possible(dataset: Dataset, order: Order, event_id: str) -> tuple[date | None, date | None]:
    """The first and the last day on which an event can have been; None where that is open."""
    span, start = dataset.events[event_id].span, order.starts[event_id]
    return start.earliest, span.latest if span.period else start.latest


def searched(texts: Iterable[str]) -> str:
    """Texts as the text filter looks through them; `static/facets.js` folds a query so."""
    return folded(to_latin(" ".join(texts)))


def numbers(events: Iterable[int]) -> str:
    """Numbers of events, each once, as a text: how far each is from the one before it."""
    ascending = sorted(events)
    return _written(after - before - 1 for before, after in pairwise([-1, *ascending]))


def _written(amounts: Iterable[int]) -> str:
    """Numbers from 0 in letters of five bits each, the low ones first; a sixth says «and more»."""
    letters = []
    for amount in amounts:
        rest = amount
        while rest > 31:  # noqa: PLR2004 - five bits
            letters.append(_LETTERS[32 + (rest & 31)])
            rest >>= 5
        letters.append(_LETTERS[rest])
    return "".join(letters)


def _days(days: Iterable[date | None]) -> str:
    """Days as a text: 0 for none, else the way from the one before it, back and forth by turns.

    A month counts 31 days, so that a script reckons with them without a calendar.
    """
    amounts, before = [], 0
    for day in days:
        if day is None:
            amounts.append(0)
            continue
        place = (day.year * 12 + day.month - 1) * 31 + day.day - 1
        way = place - before
        amounts.append(1 + (2 * way if way >= 0 else -2 * way - 1))
        before = place
    return _written(amounts)


def _most(kind: Kind) -> list[str]:
    """The values that most events have, in the order in which they are shown."""
    most = frozenset(sorted(kind.events, key=lambda value: -len(kind.events[value]))[:MOST])
    return [value for value in kind.events if value in most]


def _rest(
    tables: Sequence[Kind], most: Sequence[Sequence[str]], rank: Mapping[str, int]
) -> list[list[list[str]]]:
    """The other values, in parts by the letters of their facet and id."""
    rest = [
        [kind.key, value, kind.link(value).name, numbers(rank[i] for i in kind.events[value])]
        for kind, kept in zip(tables, most, strict=True)
        for value in kind.events.keys() - set(kept)
    ]
    parts: list[list[list[str]]] = [[] for _ in range(-(-len(rest) // REST))]
    for row in sorted(rest):
        parts[sum(map(ord, row[0] + row[1])) % len(parts)].append(row)
    return parts


def _words(
    views: Views, tables: Sequence[Kind], part: Callable[[str, object], str]
) -> dict[str, object]:
    """Every word of the events and their values, and the parts that say in which events it stands.

    `ends` gives the number of the first word that a part has no longer.
    """
    found: dict[str, list[int]] = {}
    words_of = {
        (kind.key, value): _cut(kind.words(value)) for kind in tables for value in kind.events
    }
    values: dict[str, set[str]] = {}
    for kind in tables:
        for value, event_ids in kind.events.items():
            for event_id in event_ids if words_of[kind.key, value] else ():
                values.setdefault(event_id, set()).update(words_of[kind.key, value])
    for number, event_id in enumerate(views.order.sequence):
        event = views.dataset.events[event_id]
        for word in _cut((event.title, *event.summary)) | values.get(event_id, set()):
            found.setdefault(word, []).append(number)
    words = sorted(found)
    ends, files, held, size, names = [], [], [], 0, count()
    for at, word in enumerate(words, 1):
        held.append(numbers(found[word]))
        size += len(held[-1]) + 3
        if size > WORDS or at == len(words):
            ends.append(at)
            files.append(part(f"words-{next(names)}", held))
            held, size = [], 0
    return {"words": " ".join(words), "ends": ends, "files": files}


def _cut(texts: Iterable[str]) -> set[str]:
    """The words of texts, folded; a query's words have none of what they are cut at in them."""
    return {word for word in _BETWEEN.split(searched(texts)) if word}


def _row(views: Views, event_id: str) -> list[str]:
    event = views.dataset.events[event_id]
    return [event_id, event.title, gregorian_phrase(event.span), hijri_phrase(event.span) or ""]


def _hijri_months(days: Iterable[date | None]) -> dict[str, object] | None:
    """The months from the first of the days' first Hijri year to the last of their last."""
    years = [found.year for day in days if day and (found := hijri.from_day(day))]
    if not years:
        return None
    first, last = min(years), max(years)
    months = [(year, month) for year in range(first, last + 1) for month in range(1, 13)]
    start = hijri.to_day(first, 1, 1)
    assert start is not None  # a day of that year stands in the table
    lengths = "".join(str((hijri.month_length(*month) or 0) - 28) for month in months)
    return {"year": first, "start": start.isoformat(), "lengths": lengths}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
