"""What events are filtered by: the facets and their values, as the panel shows them.

The panel on the front page is made of `facets`; its links lead to the static page of each value, and
`static/filters.js` turns them into boxes to tick. What it then counts with is `facet_data`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from timeline.dataset import Dataset, Ids
from timeline.dates import (
    MonthStyle,
    Precision,
    gregorian_month,
    hijri_month,
)
from timeline.messages import forms
from timeline.records.event import Status
from timeline.records.fields import DateBasis
from timeline.render.dating import basis
from timeline.render.views import Link, Views

ENOUGH: Final = 10  # values that a list shows without «more»
SHOWN: Final = 8  # those of a longer list that stand before «more»
WHOLE: Final = 200  # events of a timeline that the front page lists as a whole
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
