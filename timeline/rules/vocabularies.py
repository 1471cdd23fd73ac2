"""R32: what nothing refers to, what is there twice, and what a record says of another doubly."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from timeline.dates.folding import folded
from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.finding import Finding
from timeline.records.event import Event, RelationType
from timeline.records.vocabulary import Place
from timeline.rules.rule import EVENT, Rule, Severity, event

if TYPE_CHECKING:
    from timeline.reading.shelf import Shelf


class UnusedEntry(Rule):
    code = "R321"
    name = "unused-entry"
    severity = Severity.HINT
    message = words("Nothing refers to «{value}».")
    advice = words("Refer to it where it belongs, or delete it.")
    reason = words("Its page would be empty; often it is left over from another spelling.")
    breaks = {"sources/second.yml": "title: بيان البلدية\n"}
    keeps = event({"sources/second.yml": "title: بيان البلدية\n"}, sources="[report, second]")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        """Places are left out: a list of a country's places is larger than a timeline's."""
        if not content.events.ids or len(content.events.ids) > len(content.events.records):
            return  # what a faulty record refers to is not all known
        used = _used(content)
        for name in ("sources", "actors", "categories", "metrics", "publishers"):
            shelf: Shelf[Any] = getattr(content, name)
            if used[name] - shelf.ids:
                continue  # a misspelt reference may mean one of these, and is told of
            for record_id in shelf.records:
                if record_id not in used[name]:
                    at = shelf.document(record_id).at(key=True)
                    yield Finding(cls.name, at, {"value": record_id})


class SameName(Rule):
    code = "R322"
    name = "same-name"
    severity = Severity.WARNING
    message = words("«{value}» is a name of «{other}» too.")
    advice = words("Are both the same? Then keep one of them; if not, tell the names apart.")
    reason = words("Readers and search cannot tell two entries of one name apart.")
    breaks = {
        "vocabularies/eras.yml": 'rise: {name: الصعود, date: "2014/2017"}\n'
        'second-rise: {name: الصّعود, date: "2019/2020"}\n'
    }
    keeps = {
        "vocabularies/eras.yml": 'rise: {name: الصعود, date: "2014/2017"}\n'
        'second-rise: {name: الصعود الثاني, date: "2019/2020"}\n'
    }

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        """Places are the same only within one place: towns of one name are common."""
        for name in ("places", "actors", "categories", "metrics", "publishers", "eras"):
            shelf: Shelf[Any] = getattr(content, name)
            taken: dict[tuple[str | None, ...], str] = {}
            for record_id, entry in shelf.records.items():
                names = [entry.name, *getattr(entry, "aliases", ())]
                kept = {
                    (folded(n), entry.within, entry.kind)
                    if isinstance(entry, Place)
                    else (folded(n),)
                    for n in names
                }
                twice = next(((key, taken[key]) for key in sorted(kept) if key in taken), None)
                if twice is not None:
                    key, other = twice
                    shown = next(n for n in names if folded(n) == key[0])
                    at = shelf.document(record_id).at("name")
                    related = (shelf.document(other).at("name"),)
                    facts = {"value": shown, "other": other}
                    yield Finding(cls.name, at, facts, related=related)
                for key in kept:
                    taken.setdefault(key, record_id)


class ClaimSourceNotCited(Rule):
    code = "R323"
    name = "claim-source-not-cited"
    severity = Severity.WARNING
    message = words("The claim's source «{value}» is not among the event's sources.")
    advice = words("Add it to sources: with its locator, or correct the claim's source:.")
    reason = words("A reader looks for the number in the sources of the event.")
    breaks = event(
        {"sources/second.yml": "title: بيان البلدية\n"},
        claims="[{metric: visitors, value: 5, source: second}]",
    )
    keeps = event(claims="[{metric: visitors, value: 5, source: report}]")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.valid():
            cited = {reference.source for reference in record.sources}
            for index, claim in enumerate(record.claims):
                wanted = claim.source
                if wanted and wanted not in cited and wanted in content.sources.ids:
                    at = document.at("claims", index, "source")
                    yield Finding(cls.name, at, {"value": wanted})


class RelationBothWays(Rule):
    code = "R324"
    name = "relation-both-ways"
    severity = Severity.WARNING
    message = words(
        "«{value}» and «{other}» both say that they stand in this relation: {relation}."
    )
    advice = words("Keep it in one of the two; the other's page shows it by itself.")
    reason = words("Of two events one follows the other; and what is said twice is shown twice.")
    breaks = event(
        {"events/tunnel.yml": EVENT.replace("الجسر", "النفق")
         + "relations: [{type: contradicts, event: bridge-opened}]\n"},
        relations="[{type: contradicts, event: tunnel}]",
    )  # fmt: skip
    keeps = event(
        {"events/tunnel.yml": EVENT.replace("الجسر", "النفق")},
        relations="[{type: contradicts, event: tunnel}]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        events = content.events.records
        for document, record in content.events.valid():
            for index, relation in enumerate(record.relations):
                other = events.get(relation.event)
                if other is None or other.id >= record.id:
                    continue  # told once, at the one whose id comes later
                back = _related(other, relation.type, record.id)
                if back is not None:
                    at = document.at("relations", index)
                    related = (content.events.document(other.id).at("relations", back),)
                    facts = {"value": record.id, "other": other.id, "relation": relation.type}
                    yield Finding(cls.name, at, facts, related=related)


def _related(record: Event, kind: RelationType, other: str) -> int | None:
    """Which relation of a record is of a kind and to another."""
    relations = enumerate(record.relations)
    return next((i for i, r in relations if r.type is kind and r.event == other), None)


def _used(content: Content) -> dict[str, set[str]]:
    """What events and sources refer to, by kind."""
    events = content.events.records.values()
    sources = list(chain(content.sources.records.values(), content.sources.legible.values()))
    claims = [claim for record in events for claim in record.claims]
    origins = {source.origin for source in sources if source.origin}
    cited = {reference.source for record in events for reference in record.sources}
    publishers = {source.publisher for source in sources if source.publisher}
    actors = {who.actor for record in events for who in record.actors}
    actors |= {actor for claim in claims for actor in claim.actors}
    return {
        "sources": cited | {claim.source for claim in claims if claim.source},
        "actors": actors | (origins & content.actors.ids),
        "categories": {category for record in events for category in record.categories},
        "metrics": {claim.metric for claim in claims},
        "publishers": publishers | (origins & content.publishers.ids),
    }


RULES: Final = (UnusedEntry, SameName, ClaimSourceNotCited, RelationBothWays)
