"""What the templates are given: each record with its words and links worked out once.

A view is a frozen value of plain text and relative addresses; a template only arranges it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce
from typing import Final, TypeVar

from markupsafe import Markup, escape

from timeline.dataset import Dataset, sources_of
from timeline.dates import gregorian_phrase, hijri_phrase
from timeline.messages import Messages
from timeline.ordering import Ground, Order
from timeline.records.event import Event, Status
from timeline.records.fields import DateBasis
from timeline.records.source import Source
from timeline.render.dating import Dating, basis, dating, machine
from timeline.render.eras import EraView, beginnings, era_view
from timeline.render.excerpt import parted, shorten
from timeline.render.quotes import quoted, within_quotes
from timeline.render.repository import broken_link
from timeline.render.spine import mark

V = TypeVar("V")

HUES: Final = 8  # colours that are told apart; the categories after them are drawn hollow


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads, relative to the site's root; `note` stands beside it.

    Without a page of its own a name leads nowhere, and `url` is empty.
    """

    name: str
    url: str
    note: str = ""


def link_to(root: str, to: Link) -> Markup:
    """A name that leads where it does, as HTML; `root` is the way to the site's root.

    No macro, since a page has dozens of them and each call of one takes ten times as long.
    """
    name = f"<bdi>{escape(to.name)}</bdi>"
    leading = f'<a href="{escape(root)}{escape(to.url)}">{name}</a>' if to.url else name
    return Markup(leading)  # noqa: S704 - escaped piece by piece


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that leads somewhere: the words before the link and those after it."""

    before: str
    link: Link
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an index: where it leads, how many events that holds, how deep it stands."""

    link: Link
    count: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as a list shows it; `lead` is its summary in two parts, as `excerpt.parted` has it."""

    id: str
    url: str
    title: str
    lead: tuple[str, str]
    date: Dating
    status: str
    status_name: str
    mark: str
    milestone: bool
    categories: tuple[Link, ...]
    places: tuple[Link, ...]
    hue: int
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as a citation."""

    id: str
    url: str
    title: str
    language: str | None
    publisher: str
    author: str
    published: str
    published_hijri: str
    published_machine: str
    published_basis: str
    published_note: str
    kind: str
    origin: Link | None
    address: str | None
    archived: str | None
    accessed: date | None
    note: str
    broken: str | None
    locators: tuple[str, ...] = ()


class Lazily(Mapping[str, V]):
    """Values by these keys, in their order, each made once, when it is first asked for."""

    def __init__(self, keys: Sequence[str], make: Callable[[str], V]) -> None:
        self._keys = keys
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True)
class Views:
    """Makes views out of one dataset, in its order, in one language."""

    dataset: Dataset
    order: Order
    say: Messages

    @cached_property
    def events(self) -> Mapping[str, EventView]:
        """Every event's view, in published order, each worked out when it is asked for."""
        return Lazily(self.order.sequence, self._event)

    @cached_property
    def hues(self) -> dict[str, int]:
        """A colour's number, from 1, for each category in the order of the vocabulary."""
        return {category: 1 + i % HUES for i, category in enumerate(self.dataset.categories)}

    @cached_property
    def looks(self) -> dict[str, str]:
        """The classes by which each category is told apart; under "" what belongs to none."""
        looks = {
            category: f"hue-{1 + i % HUES}{' hollow' if i // HUES % 2 else ''}"
            for i, category in enumerate(self.dataset.categories)
        }
        return {**looks, "": "hue-0"}

    @cached_property
    def eras(self) -> dict[str, EraView]:
        """Every era's view, as they stand in the vocabulary."""
        return {era.id: era_view(era) for era in self.dataset.eras.values()}

    @cached_property
    def begins(self) -> dict[str, list[EraView]]:
        """The eras that begin before an event."""
        found = beginnings(self.dataset.eras.values(), self.order)
        return {event_id: [self.eras[era.id] for era in eras] for event_id, eras in found.items()}

    def listed(self, event_ids: Iterable[str]) -> list[EventView]:
        """These events in published order."""
        return [self.events[event_id] for event_id in self.order.sorted(event_ids)]

    def place(self, place_id: str, note: str = "") -> Link:
        """A link to a place."""
        return Link(self.dataset.places[place_id].name, f"places/{place_id}/", note)

    def actor(self, actor_id: str, note: str = "") -> Link:
        """A link to an actor."""
        return Link(self.dataset.actors[actor_id].name, f"actors/{actor_id}/", note)

    def metric(self, metric_id: str) -> Link:
        """A link to a metric."""
        return Link(self.dataset.metrics[metric_id].name, f"figures/{metric_id}/")

    def category(self, category_id: str) -> Link:
        """A link to a category."""
        return Link(self.dataset.categories[category_id].name, f"categories/{category_id}/")

    def event_link(self, event_id: str, note: str = "") -> Link:
        """A link to an event."""
        return Link(self.dataset.events[event_id].title, f"events/{event_id}/", note)

    def source_link(self, source_id: str) -> Link:
        """A link to a source, by its publisher where it has one."""
        source = self.dataset.sources[source_id]
        name = self._publisher(source) or source.title
        return Link(name, f"sources/{source_id}/")

    def relations(self, event: Event) -> list[Sentence]:
        """What an event is to others, and then what others are to it, in published order."""
        term = self.say.term
        return [self._sentence(term(way, kind), other) for way, kind, other in self.related(event)]

    def related(self, event: Event) -> list[tuple[str, str, str]]:
        """The same as data: which way it is said, the relation, the other event."""
        rank = self.order.rank
        own = [(str(relation.type), relation.event) for relation in event.relations]
        # Two that contradict one another may both say so; a page says it once.
        back = set(self.dataset.relations_to.get(event.id, ())) - set(own)
        sorted_back = sorted(back, key=lambda found: (rank[found[1]], found[0]))
        return [
            *(("relation", *found) for found in own),
            *(("relation back", *found) for found in sorted_back),
        ]

    def cited(self, event: Event) -> list[SourceView]:
        """An event's sources, each once, with where in them."""
        places: dict[str, list[str]] = {source_id: [] for source_id in sources_of(event)}
        for cited in event.sources:
            if cited.locator:
                places[cited.source].append(cited.locator)
        return [self.source(source_id, tuple(found)) for source_id, found in places.items()]

    def source(self, source_id: str, locators: tuple[str, ...] = ()) -> SourceView:
        """A source as a citation, with the passages an event rests on."""
        source, say = self.dataset.sources[source_id], self.say
        published = source.published
        return SourceView(
            id=source_id,
            url=f"sources/{source_id}/",
            title=source.title,
            language=source.language,
            publisher=self._publisher(source),
            author=source.author or "",
            published=gregorian_phrase(published) if published else "",
            published_hijri=(hijri_phrase(published) or "") if published else "",
            published_machine=machine(published) if published else "",
            published_basis=self._published_basis(source),
            published_note=source.published_note or "",
            kind=say.term("source type", source.type) if source.type else "",
            origin=self._origin(source),
            address=source.url,
            archived=source.archived,
            accessed=source.accessed,
            note=source.note or "",
            broken=broken_link(self.dataset.about, source_id, source.url, say),
            locators=locators,
        )

    def why(self, event_id: str, neighbour: str) -> str:
        """In words, why an event stands where it does towards a neighbour."""
        say, titles = self.say, self.dataset.events
        reason = self.order.explain(event_id, neighbour)
        match reason.ground:
            case Ground.RELATION if len(reason.chain) == 2:  # noqa: PLR2004 - no one in between
                return say.text("the record says which came first")
            case Ground.RELATION:
                between = "، ".join(quoted(titles[i].title) for i in reason.chain[1:-1])
                return say.text("by way of {events}, as the records say", events=between)
            case Ground.EARLIER:
                return self._earlier(event_id, neighbour)
            case Ground.WIDER:
                return say.text("same beginning: the wider date stands first")
            case Ground.ID:
                return say.text("same date: in the order of their ids")
            case Ground.WAITED:
                waited_for = within_quotes(titles[reason.chain[0]].title)
                return say.text("it comes after «{event}», as the record says", event=waited_for)

    def _earlier(self, *event_ids: str) -> str:
        """By which days the one stands before the other."""
        if any(self.order.starts[event_id].earliest is None for event_id in event_ids):
            return self.say.text("by the latest possible day, since the start is not known")
        return self.say.text("by the earliest day that each can be")

    def _event(self, event_id: str) -> EventView:
        event, say = self.dataset.events[event_id], self.say
        narrowed = event_id in self.order.narrowed
        sources = len(sources_of(event))
        counts = [say.count("{n} source", "{n} sources", sources)]
        if event.claims:
            counts.append(say.count("{n} number", "{n} numbers", len(event.claims)))
        return EventView(
            id=event_id,
            url=f"events/{event_id}/",
            title=event.title,
            lead=parted(shorten(event.summary[0])),
            date=dating(event, self.order.starts[event_id] if narrowed else None, say),
            status=event.status,
            status_name=self._status(event),
            mark=mark(event),
            milestone=event.milestone,
            categories=tuple(self.category(category) for category in event.categories),
            places=tuple(self.place(where.place) for where in event.places),
            hue=self.hues[event.categories[0]] if event.categories else 0,
            counts=tuple(counts),
        )

    def _status(self, event: Event) -> str:
        """The status in words; of a plan whose time has come, that it was one."""
        latest, today = event.span.latest, self.dataset.date
        if event.status is Status.PLANNED and latest and today and latest < today:
            return self.say.text("was planned")
        if event.disputed_over:
            over = [self.say.term("dispute", subject) for subject in event.disputed_over]
            subjects = reduce(lambda a, b: self.say.text("{one} and {other}", one=a, other=b), over)
            return self.say.text("disputed: {subjects}", subjects=subjects)
        return self.say.term("status", event.status)

    def _published_basis(self, source: Source) -> str:
        """How the day of publication is known, where the source does not say it itself."""
        if source.published is None or source.published_basis is DateBasis.STATED:
            return ""
        return basis(source.published_basis, self.say)

    def _publisher(self, source: Source) -> str:
        return self.dataset.publishers[source.publisher].name if source.publisher else ""

    def _origin(self, source: Source) -> Link | None:
        """Who told the publisher: an actor, who has a page, or else a publisher, by name."""
        origin = source.origin
        if origin is None:
            return None
        if origin in self.dataset.actors:
            return self.actor(origin)
        return Link(self.dataset.origin_name(origin), "")

    def _sentence(self, words: str, other: str) -> Sentence:
        """A relation as a sentence: its words hold `…` where the other event stands."""
        before, _, after = words.partition("…")
        link = self.event_link(other)
        return Sentence(before, replace(link, name=within_quotes(link.name)), after)
