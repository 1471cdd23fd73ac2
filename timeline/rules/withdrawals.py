"""R31: what is left of a record that went away."""

from collections.abc import Iterator
from typing import Final

from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.finding import Finding, Path
from timeline.records.about import homes
from timeline.records.event import Event
from timeline.rules.rule import EVENT, Rule, event


class MovedInACircle(Rule):
    code = "R315"
    name = "moved-in-a-circle"
    message = words("Who follows moved_to: goes round in a circle: {value}.")
    advice = words("Correct moved_to: in one of these entries, so that the last names a record.")
    reason = words("The old address must lead to a record.")
    breaks = {"withdrawn.yml": "first: {moved_to: second}\nsecond: {moved_to: first}\n"}
    keeps = {"withdrawn.yml": "first: {moved_to: second}\nsecond: {moved_to: bridge-opened}\n"}

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        withdrawn = content.withdrawn.records
        settled: set[str] = set()
        for old in withdrawn:
            way: list[str] = []
            last = old
            while (
                last not in settled and (gone := withdrawn.get(last)) is not None and gone.moved_to
            ):
                settled.add(last)
                way.append(last)
                last = gone.moved_to
            if last in way:
                circle = way[way.index(last) :]
                at = content.withdrawn.document(last).at("moved_to")
                yield Finding(cls.name, at, {"value": " → ".join([*circle, last])})


class WithdrawnStillNamed(Rule):
    code = "R316"
    name = "withdrawn-still-named"
    message = words("The event «{value}» was withdrawn, and this still refers to it.")
    advice = words("Delete the reference; if the record only moved, write its new id.")
    reason = words("What was withdrawn must go from every page, and not be named by others.")
    breaks = event(
        {"withdrawn.yml": 'tunnel-opened: {reason: لا مصدر له, date: "2026-01-20"}\n'},
        after="[tunnel-opened]",
    )
    keeps = event(
        {
            "withdrawn.yml": "tunnel-opened: {moved_to: bridge-planned}\n",
            "events/bridge-planned.yml": EVENT,
        },
        after="[bridge-planned]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        withdrawn = content.withdrawn
        if not withdrawn.ids:
            return
        ends = homes(withdrawn.records)
        for document, record in content.events.readable():
            for wanted, path in _references(record):
                if wanted in withdrawn.ids and wanted not in content.events.ids:
                    home = ends.get(wanted)
                    suggestion = home if home in content.events.ids else None
                    entry = withdrawn.document(wanted).at(key=True)
                    facts = {"value": wanted}
                    yield Finding(cls.name, document.at(*path), facts, suggestion, (entry,))


def _references(record: Event) -> Iterator[tuple[str, Path]]:
    """Every event that a record names, and where."""
    yield from ((other, ("after", i)) for i, other in enumerate(record.after))
    yield from ((other, ("before", i)) for i, other in enumerate(record.before))
    for i, relation in enumerate(record.relations):
        yield relation.event, ("relations", i, "event")
    for i, claim in enumerate(record.claims):
        if claim.towards is not None:
            yield claim.towards.event, ("claims", i, "towards")


RULES: Final = (MovedInACircle, WithdrawnStillNamed)
