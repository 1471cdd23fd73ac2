"""What the templates are given: each record with its words and links worked out once.

A view is a frozen value of plain text and relative addresses; a template only arranges it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce

from timeline.dataset import Dataset, sources_of
from timeline.dates import gregorian_phrase, hijri_phrase, takes_preposition
from timeline.messages import Messages
from timeline.ordering import Ground, Order
from timeline.records.claim import Claim, Group, Stance
from timeline.records.event import Event, Status
from timeline.records.fields import DateBasis
from timeline.records.source import Source
from timeline.records.vocabulary import Metric
from timeline.render.dating import Dating, basis, dating, machine
from timeline.render.figures import wording

SUMMARY_LENGTH = 220  # characters of a summary in a list or a description: two lines on a phone


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads, relative to the site's root; `note` stands beside it."""

    name: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an index: where it leads, how many events that holds, how deep it stands."""

    link: Link
    count: str
    depth: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as a list shows it."""

    id: str
    url: str
    title: str
    lead: str
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
class ClaimView:
    """A claim as a row of a table."""

    anchor: str | None
    metric: str
    group: str
    number: str
    stated: str
    scope: str
    as_of: str
    said_by: Link | None
    reported_by: Link | None
    source: Link | None
    stance: str
    towards: Link | None
    note: str


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
    origin: str
    address: str | None
    archived: str | None
    accessed: date | None
    note: str
    locators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Views:
    """Makes views out of one dataset, in its order, in one language."""

    dataset: Dataset
    order: Order
    say: Messages

    @cached_property
    def events(self) -> dict[str, EventView]:
        """Every event's view, in published order."""
        return {event_id: self._event(event_id) for event_id in self.order.sequence}

    @cached_property
    def hues(self) -> dict[str, int]:
        """A colour's number, from 1, for each category in the order of the vocabulary."""
        return {category: 1 + i % 8 for i, category in enumerate(self.dataset.categories)}

    def listed(self, event_ids: Iterable[str]) -> list[EventView]:
        """These events in published order."""
        return [self.events[event_id] for event_id in self.order.sorted(event_ids)]

    def place(self, place_id: str, note: str = "") -> Link:
        """A link to a place."""
        return Link(self.dataset.places[place_id].name, f"places/{place_id}/", note)

    def actor(self, actor_id: str, note: str = "") -> Link:
        """A link to an actor."""
        return Link(self.dataset.actors[actor_id].name, f"actors/{actor_id}/", note)

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

    def claims(self, event: Event) -> list[ClaimView]:
        """An event's claims, in the record's order."""
        return [self._claim(claim) for claim in event.claims]

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
            origin=self.dataset.origin_name(source.origin) if source.origin else "",
            address=source.url,
            archived=source.archived,
            accessed=source.accessed,
            note=source.note or "",
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
                between = "، ".join(f"«{titles[i].title}»" for i in reason.chain[1:-1])
                return say.text("by way of {events}, as the records say", events=between)
            case Ground.EARLIER:
                return self._earlier(event_id, neighbour)
            case Ground.WIDER:
                return say.text("same beginning: the wider date stands first")
            case Ground.ID:
                return say.text("same date: in the order of their ids")
            case Ground.WAITED:
                waited_for = titles[reason.chain[0]].title
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
            lead=shorten(event.summary[0]),
            date=dating(event, self.order.starts[event_id] if narrowed else None, say),
            status=event.status,
            status_name=self._status(event),
            mark=_mark(event),
            milestone=event.milestone,
            categories=tuple(self.category(category) for category in event.categories),
            places=tuple(self.place(where.place) for where in event.places),
            hue=self.hues[event.categories[0]] if event.categories else 0,
            counts=tuple(counts),
        )

    def _claim(self, claim: Claim) -> ClaimView:
        say, dataset = self.say, self.dataset
        metric = dataset.metrics[claim.metric]
        towards = claim.towards
        scope = say.term("scope", claim.scope)
        if claim.since:
            since = gregorian_phrase(claim.since)
            if takes_preposition(claim.since):
                scope = say.text("since {date}", date=since)
            else:
                scope = say.text("since some time {date}", date=since)
        return ClaimView(
            anchor=f"claim-{claim.key}" if claim.key else None,
            metric=metric.name,
            group=self._group(claim, metric),
            number=wording(claim, metric, say),
            stated=claim.stated or "",
            scope=scope,
            as_of=self._as_of(claim),
            said_by=self.actor(claim.said_by) if claim.said_by else None,
            reported_by=self.actor(claim.reported_by) if claim.reported_by else None,
            source=self.source_link(claim.source) if claim.source else None,
            stance=self._stance(claim),
            towards=self._claim_link(towards.event, towards.key) if towards else None,
            note=claim.note or "",
        )

    def _group(self, claim: Claim, metric: Metric) -> str:
        """Whom the number counts, where that is known and the metric's name does not say it."""
        if claim.group in {None, Group.UNKNOWN}:
            return ""
        name = self.say.term("group", str(claim.group))
        return "" if name in metric.name else name

    def _as_of(self, claim: Claim) -> str:
        if claim.as_of is None:
            return ""
        date = gregorian_phrase(claim.as_of)
        if not takes_preposition(claim.as_of):
            return date
        if claim.since is not None:
            return self.say.text("until {date}", date=date)
        return self.say.text("as of {date}", date=date)

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

    def _stance(self, claim: Claim) -> str:
        if claim.towards:
            return self.say.term("stance towards", claim.stance)
        return "" if claim.stance is Stance.CLAIMS else self.say.term("stance", claim.stance)

    def _claim_link(self, event_id: str, key: str) -> Link:
        """A link to another claim, by its number: «مئات»."""
        claim = next(c for c in self.dataset.events[event_id].claims if c.key == key)
        metric = self.dataset.metrics[claim.metric]
        name = f"«{claim.stated}»" if claim.stated else wording(claim, metric, self.say)
        who = self.dataset.actors[claim.actors[0]].name if claim.actors else ""
        return Link(name, f"events/{event_id}/#claim-{key}", who)

    def _published_basis(self, source: Source) -> str:
        """How the day of publication is known, where the source does not say it itself."""
        if source.published is None or source.published_basis is DateBasis.STATED:
            return ""
        return basis(source.published_basis, self.say)

    def _publisher(self, source: Source) -> str:
        return self.dataset.publishers[source.publisher].name if source.publisher else ""


def shorten(text: str) -> str:
    """The text, cut between words to `SUMMARY_LENGTH` characters."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip("،؛,.") + "…"


def _mark(event: Event) -> str:
    """The form that an event has on the spine: a point, a bar, or the dashed ring of a plan."""
    if event.status is Status.PLANNED:
        return "plan"
    days = event.span.days
    return "bar" if event.span.period or days is None or days > 31 else "dot"  # noqa: PLR2004
