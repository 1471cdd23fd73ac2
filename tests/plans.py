"""Events for the tests of the order, planned as dates and relations."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import Any, Final, TypeAlias

from timeline.ordering import Order, arrange
from timeline.reading.content import Content
from timeline.reading.document import Document
from timeline.reading.finding import Finding
from timeline.reading.shelf import Shelf
from timeline.records.event import Event

# An event by its id: its date, and the ids in its `after` and `before`.
Plan: TypeAlias = Mapping[str, tuple[str, Sequence[str], Sequence[str]]]


def events_of(plan: Plan) -> dict[str, Event]:
    common = {"title": "أ", "summary": "أ", "sources": ["s"]}
    return {
        event_id: Event.model_validate(
            {"id": event_id, "date": when, "after": [*after], "before": [*before], **common}
        )
        for event_id, (when, after, before) in plan.items()
    }


def content_of(plan: Plan, events: Mapping[str, Event]) -> Content:
    """Give the content that the events stand in: `after` on line 2 and `before` on line 3."""
    documents = {}
    for event_id, (when, after, before) in plan.items():
        lines = [
            f'date: "{when}"',
            f"after: [{', '.join(after)}]",
            f"before: [{', '.join(before)}]",
        ]
        documents[event_id] = Document(f"events/{event_id}.yml", "\n".join(lines))
    shelf = Shelf(events, documents, frozenset(events), closed=True)
    empty: dict[str, Any] = {field.name: Shelf() for field in fields(Content)}
    return Content(**empty | {"about": None, "base_map": None, "events": shelf})


def arranged(plan: Plan) -> Order | list[Finding]:
    events = events_of(plan)
    return arrange(events, content_of(plan, events))


def ordered(plan: Plan) -> Order:
    result = arranged(plan)
    assert isinstance(result, Order), result
    return result


def refused(plan: Plan) -> list[Finding]:
    result = arranged(plan)
    assert isinstance(result, list)
    return result


def dated(**dates: str) -> Plan:
    return {event_id: (when, (), ()) for event_id, when in dates.items()}


# Ids enough for graphs that no one would draw by hand.
MANY: Final = tuple(f"e{number}" for number in range(9))


def long_chain(first: str, rest: str, count: int) -> Plan:
    """Plan `c0000` and what follows it one by one: its date, and that of the rest."""
    ids = [f"c{number:04}" for number in range(count)]
    links = pairwise(ids)
    return {ids[0]: (first, (), ())} | {second: (rest, (before,), ()) for before, second in links}
