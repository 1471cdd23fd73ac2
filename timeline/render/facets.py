"""What events are filtered by: the facets, their values, and the same as data for the script.

The panel on the front page is made of `facets`; its links lead to the static page of each value, and
`static/filters.js` turns them into boxes to tick. What it then counts with is `facets_json`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from timeline.dataset import Dataset, Ids
from timeline.dates import (
    MonthStyle,
    Precision,
    gregorian_month,
    gregorian_phrase,
    hijri,
    hijri_month,
    hijri_phrase,
    to_latin,
)
from timeline.dates.folding import folded
from timeline.messages import forms
from timeline.ordering import Order
from timeline.records.event import Status
from timeline.records.fields import DateBasis
from timeline.render.dating import basis
from timeline.render.views import Link, Views

ENOUGH: Final = 10  # values that a list shows without «more»
SHOWN: Final = 8  # those of a longer list that stand before «more»
MOST: Final = 100  # values of a facet on the page: the rest would weigh more than they are used


@dataclass(frozen=True, slots=True)
class Kind:
    """What events can be told apart by.

    `key` names it in addresses. `events` gives each value's events, in the order in which values
    are shown; `link` the name and the static page of a value; `words` what, beside an event's own
    text, the text filter finds it by; `section` the page that lists all values, where there is one.
    """

    key: str
    name: str
    events: Mapping[str, Ids]
    link: Callable[[str], Link]
    words: Callable[[str], Iterable[str]] = lambda _: ()
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value with the number of its events, and the values within it, of places alone."""

    link: Link
    count: int
    hue: int
    inside: "Values | None"


@dataclass(frozen=True, slots=True)
class Values:
    """Values as a list shows them: those at once, and those after «more»."""

    shown: tuple[Value, ...]
    rest: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind as the panel shows it; `section` lists the values that the panel has no room for."""

    key: str
    name: str
    values: Values
    section: str | None


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel of filters on the front page.

    `months` gives the names of the twelve months by calendar; `shown` and `events` a number of
    events by plural category, with `{n}` for the number.
    """

    facets: tuple[Facet, ...]
    months: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]
    events: Mapping[str, str]


def panel(views: Views, most: int = MOST) -> Panel:
    """The panel of a timeline; `most` values of each facet."""
    say, months = views.say, range(1, 13)
    return Panel(
        facets=tuple(_facet(views, kind, most) for kind in kinds(views) if kind.events),
        months={
            "gregorian": tuple(gregorian_month(month, MonthStyle.BOTH) for month in months),
            "hijri": tuple(hijri_month(month) for month in months),
        },
        shown=forms(
            lambda n: say.count(
                "{n} of {whole} is shown", "{n} of {whole} are shown", n, whole="{whole}"
            )
        ),
        events=forms(lambda n: say.count("{n} event", "{n} events", n)),
    )


def kinds(views: Views) -> tuple[Kind, ...]:
    """All that events can be filtered by, in the order in which the panel shows it."""
    dataset, text, term = views.dataset, views.say.text, views.say.term
    return (
        Kind(
            "category",
            text("The category"),
            _most_frequent(dataset.by_category),
            views.category,
            lambda i: (dataset.categories[i].name,),
            "categories/",
        ),
        Kind(
            "place",
            text("The place"),
            _outer_first(dataset),
            views.place,
            lambda i: (dataset.places[i].name, *dataset.places[i].aliases),
            "places/",
        ),
        Kind(
            "actor",
            text("The actor"),
            _most_frequent(dataset.by_actor),
            views.actor,
            lambda i: (dataset.actors[i].name, *dataset.actors[i].aliases),
            "actors/",
        ),
        Kind(
            "precision",
            text("How well dated"),
            _in_use(Precision, dataset.by_precision),
            lambda i: Link(term("precision", i), f"precision/{i}/"),
        ),
        Kind(
            "basis",
            text("How the date is known"),
            _in_use(DateBasis, dataset.by_basis),
            lambda i: Link(basis(DateBasis(i), views.say), f"basis/{i}/"),
        ),
        Kind(
            "status",
            text("Status"),
            _in_use(Status, dataset.by_status),
            lambda i: Link(term("status", i), f"status/{i}/"),
        ),
        Kind(
            "source",
            text("The source"),
            _most_frequent(dataset.by_source),
            lambda i: Link(dataset.sources[i].title, f"sources/{i}/"),
            section="sources/",
        ),
    )


def facets_json(views: Views) -> bytes:
    """All that the script needs to filter with: tables of values, then the events in order.

    An event names its values by their places in the tables, so that events can be given in several
    files with one set of tables. `earliest` and `latest` are the days on which it can have been, null
    where that is open; `text` is folded as a query will be. `hijri` gives the Umm al-Qura months that
    the events touch: the first of them begins the year `year` on the day `start`, and each digit of
    `lengths` is a month's days less 28.
    """
    dataset, order = views.dataset, views.order
    tables = kinds(views)
    places = [{value: place for place, value in enumerate(kind.events)} for kind in tables]
    values: dict[str, list[list[int]]] = {i: [[] for _ in tables] for i in order.sequence}
    for column, kind in enumerate(tables):
        for value, event_ids in kind.events.items():
            for event_id in event_ids:
                values[event_id][column].append(places[column][value])
    document = {
        "facets": [
            {
                "key": kind.key,
                "ids": list(kind.events),
                "names": [kind.link(value).name for value in kind.events],
                "words": [searched(kind.words(value)) for value in kind.events],
            }
            for kind in tables
        ],
        "hijri": _hijri_months(day for i in order.sequence for day in possible(dataset, order, i)),
        "events": [_event(views, event_id, values[event_id]) for event_id in order.sequence],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def possible(dataset: Dataset, order: Order, event_id: str) -> tuple[date | None, date | None]:
    """The first and the last day on which an event can have been; None where that is open."""
    span, start = dataset.events[event_id].span, order.starts[event_id]
    return start.earliest, span.latest if span.period else start.latest


def searched(texts: Iterable[str]) -> str:
    """Texts as the text filter looks through them; `static/facets.js` folds a query so."""
    return folded(to_latin(" ".join(texts)))


def _event(views: Views, event_id: str, values: list[list[int]]) -> dict[str, object]:
    event = views.dataset.events[event_id]
    first, last = possible(views.dataset, views.order, event_id)
    return {
        "id": event_id,
        "title": event.title,
        "gregorian": gregorian_phrase(event.span),
        "hijri": hijri_phrase(event.span),
        "earliest": first and first.isoformat(),
        "latest": last and last.isoformat(),
        "values": values,
        "text": searched((event.title, *event.summary)),
    }


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


def _facet(views: Views, kind: Kind, amount: int) -> Facet:
    """A kind with its most frequent values."""
    ranked = sorted(kind.events, key=lambda value: -len(kind.events[value]))
    most = frozenset(ranked[:amount])
    kept = [value for value in kind.events if value in most]
    within: dict[str | None, list[str]] = {}
    for value in kept:
        outer = views.dataset.places[value].within if kind.key == "place" else None
        within.setdefault(outer, []).append(value)

    def listed(outer: str | None) -> Values | None:
        values = tuple(
            Value(
                kind.link(value),
                len(kind.events[value]),
                views.hues[value] if kind.key == "category" else 0,
                listed(value),
            )
            for value in within.get(outer, ())
        )
        cut = len(values) if len(values) <= ENOUGH else SHOWN
        return Values(values[:cut], values[cut:]) if values else None

    section = kind.section if len(kept) < len(kind.events) else None
    return Facet(kind.key, kind.name, listed(None) or Values((), ()), section)


def _most_frequent(events: Mapping[str, Ids]) -> dict[str, Ids]:
    return dict(sorted(events.items(), key=lambda item: -len(item[1])))


def _outer_first(dataset: Dataset) -> dict[str, Ids]:
    """Places with the most events first, and none before the place around it."""
    events = dataset.by_place
    ranked = sorted(events, key=lambda i: (-len(events[i]), len(dataset.place_path(i))))
    return {place: events[place] for place in ranked}


def _in_use(order: Iterable[str], events: Mapping[str, Ids]) -> dict[str, Ids]:
    """The values of a closed list that events have, in that list's order."""
    return {str(value): events[value] for value in order if value in events}
