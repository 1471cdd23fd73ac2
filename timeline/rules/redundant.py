"""O41: relations of order that say nothing more than what is said already."""

from collections.abc import Iterator, Mapping
from typing import Final

from timeline.dates import Span
from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.edit import Mend
from timeline.reading.finding import Finding
from timeline.reading.stretches import removal
from timeline.records.event import Event
from timeline.rules.rule import EVENT, Rule, Severity, event

_LOOKED_AT: Final = 1_000  # events on the way back from one: a longer way is not looked for
_DELETE: Final = words("Delete it; the order stays the same.")
_NO_NEED: Final = words("What is said once can be corrected in one place.")


class _OrderRule(Rule):
    severity = Severity.HINT

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        edit = removal(text, finding.at.path)
        return () if edit is None else (edit,)


class OrderByDates(_OrderRule):
    code = "O411"
    name = "order-by-dates"
    message = words("The dates already put «{first}» before «{second}».")
    advice = _DELETE
    reason = words("after: and before: are for events whose dates leave the order open.")
    breaks = event(
        {"events/bridge-planned.yml": EVENT.replace("2019-03", "2018-05")}, after="[bridge-planned]"
    )
    keeps = event(
        {"events/bridge-planned.yml": EVENT.replace("افتتاح", "إقرار")}, after="[bridge-planned]"
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        events = content.events.records
        for record in events.values():
            for field, index, first, second in _stated(record, events):
                if _sure(events[first].span, events[second].span):
                    at = content.events.document(record.id).at(field, index)
                    yield Finding(cls.name, at, {"first": first, "second": second})


def _sure(first: Span, second: Span) -> bool:
    """Whether dates that are no guesses put all of the one before the other."""
    if any(span.uncertain or span.approximate for span in (first, second)):
        return False
    last, begin = first.latest, second.earliest
    return last is not None and begin is not None and last < begin


class OrderByOthers(_OrderRule):
    code = "O412"
    name = "order-by-others"
    message = words("Other relations already put «{first}» before «{second}»: {value}.")
    advice = _DELETE
    reason = _NO_NEED
    breaks = event(
        {
            "events/bridge-planned.yml": EVENT.replace("افتتاح", "إقرار"),
            "events/bridge-built.yml": EVENT.replace("افتتاح", "بناء")
            + "after: [bridge-planned]\n",
        },
        after="[bridge-built, bridge-planned]",
    )
    keeps = event(
        {
            "events/bridge-planned.yml": EVENT.replace("افتتاح", "إقرار"),
            "events/bridge-built.yml": EVENT.replace("افتتاح", "بناء")
            + "after: [bridge-planned]\n",
        },
        after="[bridge-built]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        """Nothing is said of what a loop leads to: which relation is wrong a person has to say."""
        events = content.events.records
        earlier: dict[str, list[str]] = {}
        for record in events.values():
            for _, _, first, second in _stated(record, events):
                earlier.setdefault(second, []).append(first)
        depths = _depths(earlier)
        ways = {
            event_id: _ways(earlier, depths, event_id)
            for event_id, before in earlier.items()
            if len(before) > 1 and event_id in depths
        }
        for record in events.values():
            for field, index, first, second in _stated(record, events):
                if chain := ways.get(second, {}).get(first):
                    at = content.events.document(record.id).at(field, index)
                    value = " → ".join(chain)
                    yield Finding(cls.name, at, {"first": first, "second": second, "value": value})


class OrderTwice(_OrderRule):
    code = "O413"
    name = "order-twice"
    message = words("«{other}» says the same: «{first}» before «{second}».")
    advice = words("Keep after: or before:, in one of the two records.")
    reason = _NO_NEED
    breaks = event(
        {
            "events/bridge-planned.yml": EVENT.replace("افتتاح", "إقرار")
            + "before: [bridge-opened]\n"
        },
        after="[bridge-planned]",
    )
    keeps = event(
        {"events/bridge-planned.yml": EVENT.replace("افتتاح", "إقرار")}, after="[bridge-planned]"
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        events = content.events.records
        for record in events.values():
            for index, later in enumerate(record.before):
                if later == record.id:
                    continue  # a loop
                if later in events and record.id in events[later].after:
                    at = content.events.document(record.id).at("before", index)
                    other = content.events.document(later)
                    place = other.at("after", events[later].after.index(record.id))
                    facts = {"other": later, "first": record.id, "second": later}
                    yield Finding(cls.name, at, facts, related=(place,))


def _stated(record: Event, events: Mapping[str, Event]) -> Iterator[tuple[str, int, str, str]]:
    """Give every relation of order that a record states: field, index, the earlier, the later."""
    for index, other in enumerate(record.after):
        if other in events and other != record.id:
            yield "after", index, other, record.id
    for index, other in enumerate(record.before):
        if other in events and other != record.id:
            yield "before", index, record.id, other


def _depths(earlier: Mapping[str, list[str]]) -> dict[str, int]:
    """Give how long the longest chain is that leads to each event, without those behind a loop."""
    later: dict[str, list[str]] = {}
    open_ = {event_id: len(before) for event_id, before in earlier.items()}
    for event_id, before in earlier.items():
        for other in before:
            later.setdefault(other, []).append(event_id)
    depths = dict.fromkeys((event_id for event_id in later if event_id not in earlier), 0)
    queue = list(depths)
    for event_id in queue:  # grows as it is walked
        for other in later.get(event_id, ()):
            open_[other] -= 1
            if not open_[other]:
                depths[other] = 1 + max(depths[each] for each in earlier[other])
                queue.append(other)
    return depths


def _ways(
    earlier: Mapping[str, list[str]], depths: Mapping[str, int], event_id: str
) -> dict[str, tuple[str, ...]]:
    """Find the events said to be before one that others put there too, each with a shortest way.

    An event lies behind none that is not deeper, so that most searches are short.
    """
    came_from = dict.fromkeys(earlier[event_id], event_id)
    wanted = set(came_from)
    found: dict[str, tuple[str, ...]] = {}
    queue = list(came_from)
    for current in queue:  # grows as it is walked
        if len(came_from) > _LOOKED_AT:
            break
        # The deepest of them lies behind no other, so that there is always one.
        if depths[current] <= min(depths[each] for each in wanted):
            continue
        for other in earlier[current]:
            if other in wanted:
                wanted.remove(other)
                chain = [other, current]
                while chain[-1] != event_id:
                    chain.append(came_from[chain[-1]])
                found[other] = tuple(chain)
            if other not in came_from:
                came_from[other] = current
                queue.append(other)
    return found


RULES: Final = (OrderByDates, OrderByOthers, OrderTwice)
