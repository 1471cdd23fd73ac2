"""The whole, immutable and indexed: what was valid together, by id, place, actor and source.

Imports `timeline.rules` and what that imports; knows no order, no HTML and no clock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias, TypeVar

from timeline.reading.content import Content
from timeline.records.about import About, Withdrawal
from timeline.records.base_map import BaseMap
from timeline.records.event import Event
from timeline.records.source import Source
from timeline.records.vocabulary import (
    Actor,
    Category,
    Entry,
    Era,
    Metric,
    Place,
    Publisher,
)

E = TypeVar("E", bound=Entry)

Ids: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Dataset:
    """Every record of a timeline that passed.

    Vocabularies hold an entry for every id in use: where a vocabulary has no file, the id itself
    is the name. `files` gives each event's file below content/, `source_files` each source's.
    `date` is the day of the dataset, None where nothing in it is dated; `today` is never asked for.
    """

    about: About
    events: Mapping[str, Event]
    sources: Mapping[str, Source]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    categories: Mapping[str, Category]
    publishers: Mapping[str, Publisher]
    metrics: Mapping[str, Metric]
    eras: Mapping[str, Era]
    withdrawn: Mapping[str, Withdrawal]
    files: Mapping[str, str]
    source_files: Mapping[str, str]
    date: date | None
    base_map: BaseMap | None = None

    @cached_property
    def by_place(self) -> Mapping[str, Ids]:
        """Events at a place or at any place within it."""
        return self._index(
            lambda event: {
                outer for where in event.places for outer in self.place_path(where.place)
            }
        )

    @cached_property
    def by_actor(self) -> Mapping[str, Ids]:
        """Events that an actor has a part in, or in which they assert or report a number."""
        return self._index(actors_of)

    @cached_property
    def by_category(self) -> Mapping[str, Ids]:
        """Events of a category."""
        return self._index(lambda event: event.categories)

    @cached_property
    def by_source(self) -> Mapping[str, Ids]:
        """Events that rest on a source, or that have a claim from it."""
        return self._index(sources_of)

    @cached_property
    def by_origin(self) -> Mapping[str, Ids]:
        """Sources that go back to one origin."""
        found: dict[str, list[str]] = {}
        for source in self.sources.values():
            if source.origin:
                found.setdefault(source.origin, []).append(source.id)
        return {origin: tuple(ids) for origin, ids in sorted(found.items())}

    @cached_property
    def by_status(self) -> Mapping[str, Ids]:
        """Events of a status."""
        return self._index(lambda event: (event.status,))

    @cached_property
    def by_precision(self) -> Mapping[str, Ids]:
        """Events whose date is so finely stated."""
        return self._index(lambda event: (event.span.precision,))

    @cached_property
    def by_basis(self) -> Mapping[str, Ids]:
        """Events whose date is known in this way."""
        return self._index(lambda event: (event.date_basis,))

    @cached_property
    def relations_to(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """For an event, the (type, event) of every relation that others have to it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for event in self.events.values():
            for relation in event.relations:
                found.setdefault(relation.event, []).append((relation.type, event.id))
        return {target: tuple(relations) for target, relations in found.items()}

    def place_path(self, place_id: str) -> Ids:
        """Give the place and all around it, innermost first."""
        path: list[str] = []
        current: str | None = place_id
        while current is not None:
            path.append(current)
            current = self.places[current].within
        return tuple(path)

    def independent_sources(self, event: Event) -> int:
        """How many sources an event has when those of one origin count as one."""
        return len({self.sources[s].origin or f"={s}" for s in sources_of(event)})

    def origin_name(self, origin: str) -> str:
        """Who told a publisher, by name where an actor or a publisher has that id."""
        entry = self.actors.get(origin) or self.publishers.get(origin)
        return entry.name if entry else origin

    def _index(self, keys: Callable[[Event], Iterable[str]]) -> Mapping[str, Ids]:
        found: dict[str, list[str]] = {}
        for event in self.events.values():
            for key in keys(event):
                found.setdefault(key, []).append(event.id)
        return {key: tuple(ids) for key, ids in sorted(found.items())}


def sources_of(event: Event) -> Ids:
    """Give the ids of an event's sources and its claims' sources, each once, in the record's order."""
    cited = [cited.source for cited in event.sources]
    cited += [claim.source for claim in event.claims if claim.source]
    return tuple(dict.fromkeys(cited))


def actors_of(event: Event) -> Ids:
    """Give the ids of all who have a part in an event or its numbers, each once, as recorded."""
    actors = [who.actor for who in event.actors]
    actors += [actor for claim in event.claims for actor in claim.actors]
    return tuple(dict.fromkeys(actors))


def assemble(content: Content, untitled: str, day: date | None) -> Dataset:
    """Make the dataset of a content/ without errors.

    `untitled` names a timeline without a `timeline.yml`; `day` is the dataset's date where the
    caller knows it (SOURCE_DATE_EPOCH), else the newest day on which a record was worked on.
    """
    events = content.events.records
    sources = content.sources.records
    claims = [claim for event in events.values() for claim in event.claims]
    worked = [mentioned for event in events.values() for mentioned in event.days_mentioned]
    worked += [source.accessed for source in sources.values() if source.accessed]
    worked += [gone.date for gone in content.withdrawn.records.values() if gone.date]
    return Dataset(
        about=content.about or About(title=untitled),
        events=events,
        sources=sources,
        places=_with_names(
            content.places.records,
            Place,
            [where.place for event in events.values() for where in event.places],
        ),
        actors=_with_names(
            content.actors.records,
            Actor,
            [actor for event in events.values() for actor in actors_of(event)],
        ),
        categories=_with_names(
            content.categories.records,
            Category,
            [category for event in events.values() for category in event.categories],
        ),
        publishers=_with_names(
            content.publishers.records,
            Publisher,
            [source.publisher for source in sources.values() if source.publisher],
        ),
        metrics=_with_names(content.metrics.records, Metric, [claim.metric for claim in claims]),
        eras=content.eras.records,
        withdrawn=content.withdrawn.records,
        files={event_id: content.events.document(event_id).file for event_id in events},
        source_files={i: content.sources.document(i).file for i in sources},
        date=day or max(worked, default=None),
        base_map=content.base_map,
    )


def _with_names(entries: Mapping[str, E], model: type[E], used: Iterable[str]) -> Mapping[str, E]:
    """Complete a vocabulary with an entry of its bare id for every id in use that it does not hold."""
    missing = sorted(set(used) - entries.keys())
    return {**entries, **{entry_id: model(id=entry_id, name=entry_id) for entry_id in missing}}
