"""R3: what one record says of another."""

from collections.abc import Iterator
from typing import Final, TypeVar

from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.document import Document
from timeline.reading.edit import Mend
from timeline.reading.finding import Finding, Path
from timeline.reading.shelf import Shelf
from timeline.reading.stretches import stretches
from timeline.records.event import Event
from timeline.records.fields import Record
from timeline.rules.mending import removed
from timeline.rules.rule import EVENT, FEW, Rule, Severity, event

R = TypeVar("R", bound=Record)

_WHOLE: Final = words("A reference that leads nowhere leaves a hole on the page.")


def _unknown(
    rule: str, shelf: Shelf[R], wanted: str, document: Document, path: Path
) -> Iterator[Finding]:
    """Find an id that its shelf lacks; `path` is the long form's, and finds the short form too."""
    if shelf.closed and wanted not in shelf.ids:
        close = shelf.meant(wanted, but=document.record_id)
        lists = {} if close else _choices(shelf, wanted)
        if close is None and shelf.guessed_enough:
            lists["names"] = (str(len(shelf.ids)),)
        yield Finding(rule, document.at(*path), {"value": wanted}, close, lists=lists)


def _choices(shelf: Shelf[R], wanted: str) -> dict[str, tuple[str, ...]]:
    """Give the ids of a shelf with their names if they are few, and a new entry as one line."""
    lists: dict[str, tuple[str, ...]] = {"entry": (f'{wanted}: {{name: "…"}}',)}
    if len(shelf.ids) > FEW:
        return lists | {"total": (str(len(shelf.ids)),)}
    names = {i: getattr(shelf.records.get(i), "name", None) for i in sorted(shelf.ids)}
    if names:
        lists["options"] = tuple(f"{i} — {name}" if name else i for i, name in names.items())
    return lists


class _OfIds(Rule):
    """A rule on ids: it is said where nobody has looked for one that is near."""

    @classmethod
    def also(cls, finding: Finding) -> tuple[str, ...]:
        unguessed = words("What was meant was not guessed: there are too many names, {names}.")
        return (unguessed,) if "names" in finding.lists else ()


class _OfVocabulary(_OfIds):
    """A rule on ids of a vocabulary: what there is to choose from, where none is near."""

    @classmethod
    def also(cls, finding: Finding) -> tuple[str, ...]:
        return (*super().also(finding), *cls._choices(finding))

    @classmethod
    def _choices(cls, finding: Finding) -> tuple[str, ...]:
        if "entry" not in finding.lists:
            return ()
        entry = words("An entry is one line at least: {entry}")
        if "options" in finding.lists:
            return words("Now the file has: {options}."), entry
        if "total" in finding.lists:
            return words("Names that the file has to choose from: {total}."), entry
        return (entry,)


class UnknownSource(_OfIds):
    code = "R301"
    name = "unknown-source"
    message = words("There is no source «{value}»: no file sources/{value}.yml.")
    advice = words("Correct the id, or add the source's file.")
    reason = words("Every event rests on sources that a reader can look at.")
    breaks = event(sources="[reprt]")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.readable():
            for index, cited in enumerate(record.sources):
                path: Path = ("sources", index, "source")
                yield from _unknown(cls.name, content.sources, cited.source, document, path)
            for index, claim in enumerate(record.claims):
                if claim.source:
                    path = ("claims", index, "source")
                    yield from _unknown(cls.name, content.sources, claim.source, document, path)


class UnknownEvent(_OfIds):
    code = "R302"
    name = "unknown-event"
    message = words("There is no event «{value}».")
    advice = words("Correct the id; an event's id is the name of its file.")
    reason = _WHOLE
    breaks = event(after="[bridge-planned]")
    keeps = event({"events/bridge-planned.yml": EVENT}, after="[bridge-planned]")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.readable():
            references: list[tuple[str, Path]] = [
                *((other, ("after", i)) for i, other in enumerate(record.after)),
                *((other, ("before", i)) for i, other in enumerate(record.before)),
                *((r.event, ("relations", i, "event")) for i, r in enumerate(record.relations)),
            ]
            for wanted, path in references:
                if wanted not in content.withdrawn.ids:  # see `withdrawals`
                    yield from _unknown(cls.name, content.events, wanted, document, path)
        for document, withdrawal in content.withdrawn.readable():
            if withdrawal.moved_to and withdrawal.moved_to not in content.withdrawn.ids:
                yield from _unknown(
                    cls.name, content.events, withdrawal.moved_to, document, ("moved_to",)
                )


class UnknownPlace(_OfVocabulary):
    code = "R303"
    name = "unknown-place"
    message = words("There is no place «{value}» in vocabularies/places.yml.")
    advice = words("Correct the id, or add the place.")
    reason = _WHOLE
    breaks = event({"vocabularies/places.yml": "harbour: {name: المرفأ}\n"}, places="[harbuor]")
    keeps = event({"vocabularies/places.yml": "harbour: {name: المرفأ}\n"}, places="[harbour]")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.readable():
            for index, where in enumerate(record.places):
                path = ("places", index, "place")
                yield from _unknown(cls.name, content.places, where.place, document, path)
        for document, place in content.places.readable():
            if place.within:
                yield from _unknown(cls.name, content.places, place.within, document, ("within",))


class UnknownActor(_OfVocabulary):
    code = "R304"
    name = "unknown-actor"
    message = words("There is no actor «{value}» in vocabularies/actors.yml.")
    advice = words("Correct the id, or add the actor.")
    reason = _WHOLE
    breaks = event({"vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\n"}, actors="[mayr]")
    keeps = event({"vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\n"}, actors="[mayor]")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.readable():
            for index, who in enumerate(record.actors):
                path: Path = ("actors", index, "actor")
                yield from _unknown(cls.name, content.actors, who.actor, document, path)
            for index, claim in enumerate(record.claims):
                for field in ("said_by", "reported_by"):
                    if (actor := getattr(claim, field)) is not None:
                        path = ("claims", index, field)
                        yield from _unknown(cls.name, content.actors, actor, document, path)


class UnknownCategory(_OfVocabulary):
    code = "R305"
    name = "unknown-category"
    message = words("There is no category «{value}» in vocabularies/categories.yml.")
    advice = words("Correct the id, or add the category.")
    reason = _WHOLE
    breaks = event({"vocabularies/categories.yml": "works: {name: أشغال}\n"}, categories="[wrks]")
    keeps = event({"vocabularies/categories.yml": "works: {name: أشغال}\n"}, categories="[works]")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.readable():
            for index, category in enumerate(record.categories):
                path = ("categories", index)
                yield from _unknown(cls.name, content.categories, category, document, path)


class UnknownMetric(_OfVocabulary):
    code = "R306"
    name = "unknown-metric"
    message = words("There is no metric «{value}» in vocabularies/metrics.yml.")
    advice = words("Correct the id, or add the metric with its plural forms.")
    reason = words("Only numbers of the same thing can be set side by side.")
    breaks = event(
        {"vocabularies/metrics.yml": "visitors: {name: الزوار}\n"},
        claims="[{metric: visitrs, value: 9}]",
    )
    keeps = event(
        {"vocabularies/metrics.yml": "visitors: {name: الزوار}\n"},
        claims="[{metric: visitors, value: 9}]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.readable():
            for index, claim in enumerate(record.claims):
                path = ("claims", index, "metric")
                yield from _unknown(cls.name, content.metrics, claim.metric, document, path)


class UnknownPublisher(_OfVocabulary):
    code = "R307"
    name = "unknown-publisher"
    message = words("There is no publisher «{value}» in vocabularies/publishers.yml.")
    advice = words("Correct the id, or add the publisher.")
    reason = _WHOLE
    breaks = {
        "sources/report.yml": "title: تقرير\npublisher: gazete\n",
        "vocabularies/publishers.yml": "gazette: {name: الجريدة}\n",
    }
    keeps = {
        "sources/report.yml": "title: تقرير\npublisher: gazette\n",
        "vocabularies/publishers.yml": "gazette: {name: الجريدة}\n",
    }

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, source in content.sources.readable():
            if source.publisher:
                yield from _unknown(
                    cls.name, content.publishers, source.publisher, document, ("publisher",)
                )


class SelfReference(Rule):
    code = "R311"
    name = "self-reference"
    message = words("The record refers to itself.")
    advice = words("Name the other record.")
    reason = words("Nothing stands before, after or within itself.")
    breaks = event(relations="[{type: follows, event: bridge-opened}]")
    of = (Event,)
    faulty_too = True

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        for index, relation in enumerate(record.relations):
            if relation.event == record.id:
                yield Finding(cls.name, document.at("relations", index, "event"))


class PlaceWithinItself(Rule):
    code = "R312"
    name = "place-within-itself"
    message = words("The place lies, in the end, within itself: {value}.")
    advice = words("Correct within: in one of these places.")
    reason = words("A place is counted with all that lies around it; a circle never ends.")
    breaks = {
        "vocabularies/places.yml": "a: {name: أ, within: b}\nb: {name: ب, within: a}\n",
    }
    keeps = {"vocabularies/places.yml": "a: {name: أ, within: b}\nb: {name: ب}\n"}

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        places = content.places.records
        settled: set[str] = set()
        for start in places:
            chain: list[str] = []
            place = places.get(start)
            while place and place.id not in settled:
                chain.append(place.id)
                settled.add(place.id)
                place = places.get(place.within or "")
            if place and place.id in chain:
                circle = chain[chain.index(place.id) :]
                facts = {"value": " → ".join([*circle, circle[0]])}
                yield Finding(cls.name, content.places.document(circle[0]).at("within"), facts)


class RepeatedReference(Rule):
    code = "R313"
    name = "repeated-reference"
    severity = Severity.WARNING
    message = words("«{value}» stands twice in the same list.")
    advice = words("Delete one of the two.")
    reason = words("A thing named twice would be counted twice.")
    breaks = event(sources="[report, report]")
    of = (Event,)
    faulty_too = True

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        lists: dict[str, list[str]] = {
            "after": list(record.after),
            "before": list(record.before),
            "categories": list(record.categories),
            "places": [where.place for where in record.places],
            "actors": [f"{who.actor} {who.role or ''}".strip() for who in record.actors],
            "sources": [f"{s.source} {s.locator or ''}".strip() for s in record.sources],
        }
        for field, values in lists.items():
            for index, value in enumerate(values):
                if value in values[:index]:
                    yield Finding(cls.name, document.at(field, index), {"value": value})

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Delete the second of two that say the same in every part."""
        table = stretches(text)
        *field, index = finding.at.path

        def said(at: Path) -> list[tuple[Path, str]]:
            parts = (s for path, s in table.items() if path[: len(at)] == at and s.scalar)
            return sorted((s.path[len(at) :], text[s.start : s.end].strip()) for s in parts)

        assert isinstance(index, int)
        own = said(finding.at.path)
        same = any(said((*field, before)) == own for before in range(index))
        return removed(text, finding.at.path) if same else ()


class WithdrawnStillThere(Rule):
    code = "R314"
    name = "withdrawn-still-there"
    message = words("«{value}» is withdrawn, but its record is still there.")
    advice = words("Delete the record's file, or take the id out of withdrawn.yml.")
    reason = words("One address would have to show a record and say that it is gone.")
    breaks = {"withdrawn.yml": 'bridge-opened: {reason: لا مصدر له, date: "2026-01-20"}\n'}
    keeps = {"withdrawn.yml": 'tunnel-opened: {reason: لا مصدر له, date: "2026-01-20"}\n'}

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for old in content.withdrawn.records:
            if old in content.events.ids:
                at = content.withdrawn.document(old).at(key=True)
                yield Finding(cls.name, at, {"value": old})


RULES: Final = (
    UnknownSource,
    UnknownEvent,
    UnknownPlace,
    UnknownActor,
    UnknownCategory,
    UnknownMetric,
    UnknownPublisher,
    SelfReference,
    PlaceWithinItself,
    RepeatedReference,
    WithdrawnStillThere,
)
