"""What is recorded already, for the form that suggests an event, in parts that it loads when asked.

Whoever enters a date is shown the events of its years, whoever chooses an id is told that it is taken.
No part but the list that one chooses from grows with the whole timeline.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from timeline.dataset import Dataset
from timeline.dates import gregorian_phrase
from timeline.records.event import Event

# Events of more years than these, or without an end, stand in a part of their own.
_MOST_YEARS: Final = 5
_SHARES: Final = 32  # of the ids that are taken
_NUMBERED: Final = re.compile(r"-[0-9]$")


def recorded_parts(dataset: Dataset) -> Mapping[str, bytes]:
    """Give each part by its name, as JSON.

    - `2017`: the events of a year, and `long`: those of many, each as id, headline, first and last
      month (empty where it is open), date in words, places;
    - `ids-7`: a share of the ids that are taken, also of withdrawn events, each with its headline;
    - `all`: the events that another can be related to, as id and headline.
    """
    parts: dict[str, list[list[object]]] = {}
    for key, event in dataset.events.items():
        row = [key, event.title, *_months(event), gregorian_phrase(event.span)]
        for name in _years(event):
            parts.setdefault(name, []).append([*row, [where.place for where in event.places]])
        parts.setdefault(_share(key), []).append([key, event.title])
        parts.setdefault("all", []).append([key, event.title])
    for key in dataset.withdrawn:
        parts.setdefault(_share(key), []).append([key])
    return {name: _json(rows) for name, rows in sorted(parts.items())}


def _months(event: Event) -> Iterable[str]:
    days = (event.span.earliest, event.span.latest)
    return (day.isoformat()[:7] if day else "" for day in days)


def _years(event: Event) -> Iterable[str]:
    first, last = event.span.earliest, event.span.latest
    if not first or not last or last.year - first.year >= _MOST_YEARS:
        return ("long",)
    return map(str, range(first.year, last.year + 1))


def _share(key: str) -> str:
    """An id and the same with a number behind it are in one share: what is taken, what is free."""
    return f"ids-{sum(map(ord, _NUMBERED.sub('', key))) % _SHARES}"


def _json(rows: list[list[object]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
