"""What a published event says otherwise now, and owns up to with no correction.

A reader who saw the old date or number is told of the new one by an entry in `corrections:`. That
one is missing shows only between two states of a record, so it is no rule: it is told, and nothing
fails for it. Imports `timeline.history.changes` and what that imports.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from timeline.history.changes import Change, Changed, Claimed, Corrected, Listed, Redated
from timeline.records.claim import Claim
from timeline.records.event import Status

# What readers may have relied on, in the order in which it is told; `claims` are the numbers.
_ORDER: Final = ("title", "date", "status", "places", "claims")
_TAKEN_BACK: Final = {Status.DISPUTED, Status.CANCELLED}


def uncorrected(changes: Iterable[Change]) -> Mapping[str, tuple[str, ...]]:
    """Name, by the ids of events that were there before, the fields that changed without a word.

    What is only added, as a place or a number that nobody had named, takes nothing back.
    """
    changed: dict[str, set[str]] = {}
    corrected: set[str] = set()
    for change in changes:
        if isinstance(change, Corrected):
            corrected.add(change.id)
        elif field := _field(change):
            changed.setdefault(change.id, set()).add(field)
    return {
        event_id: tuple(field for field in _ORDER if field in fields)
        for event_id, fields in sorted(changed.items())
        if event_id not in corrected
    }


def _field(change: Change) -> str | None:
    """Name the field in which a change takes back what was published, if it does."""
    match change:
        case Redated():
            return "date"
        case Changed("events", _, "title"):
            return "title"
        case Changed("events", _, "status", _, now) if now in _TAKEN_BACK:
            return "status"
        case Listed("events", _, "places", _, lost) if lost:
            return "places"
        case Claimed(_, Claim() as was, now) if now is None or _number(was) != _number(now):
            return "claims"
        case _:
            return None


def _number(claim: Claim) -> tuple[object, ...]:
    return claim.value, claim.low, claim.best, claim.high, claim.stated
