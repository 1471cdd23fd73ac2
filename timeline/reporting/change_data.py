"""What changed between two states of a timeline, for programs: `timeline diff --format json`."""

import json
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias, Union

from timeline.dates import Calendar, Span
from timeline.history.amendments import uncorrected
from timeline.history.changes import (
    Added,
    Change,
    Changed,
    Claimed,
    Comparison,
    Corrected,
    Listed,
    Redated,
    Removed,
    Renamed,
    State,
)
from timeline.history.moves import Moved
from timeline.records.fields import Record

Json: TypeAlias = Union[str, int, float, list["Json"], dict[str, "Json"], None]  # noqa: UP007

_NAMES: Final = {
    Added: "added",
    Removed: "removed",
    Renamed: "renamed",
    Moved: "moved",
    Redated: "redated",
    Changed: "changed",
    Listed: "list-changed",
    Claimed: "claim-changed",
    Corrected: "corrected",
}


def comparison_as_json(comparison: Comparison) -> str:
    """Write `{"was": …, "now": …, "changes": [{"change", "record", "id", …}], "uncorrected": …}`.

    `record` is the kind of record: `events`, `sources`, a vocabulary, `timeline`. Values stand as
    records have them: dates as EDTF (Hijri ones as `{"date_hijri": …}`), numbers as text, ids.
    `uncorrected` has the fields that changed without a correction, by the ids of events.
    """
    document = {
        "was": _state(comparison.was),
        "now": _state(comparison.now),
        "changes": [_change(change) for change in comparison.changes],
        "uncorrected": {i: [*fields] for i, fields in uncorrected(comparison.changes).items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _state(state: State) -> Json:
    """Give the size of a state, and what of it could not be compared."""
    return {
        "events": len(state.records["events"]),
        "errors": state.errors,
        "ordered": state.sequence is not None,
        "unread": {name: [*sorted(ids)] for name, ids in state.unread.items() if ids},
        "illegible": [*sorted(state.illegible)],
    }


def _change(change: Change) -> Json:
    match change:
        case Added(shelf, record_id):
            facts: dict[str, Json] = {"record": shelf, "id": record_id}
        case Removed(shelf, record_id, withdrawal):
            facts = {"record": shelf, "id": record_id, "withdrawn": _plain(withdrawal)}
        case Renamed(shelf, record_id, to):
            facts = {"record": shelf, "id": record_id, "to": to}
        case Moved(record_id, other, before):
            where = "before" if before else "after"
            facts = {"record": "events", "id": record_id, where: other}
        case Redated(record_id, was, now, finer):
            facts = {"record": "events", "id": record_id, "was": _plain(was), "now": _plain(now)}
            facts["finer"] = finer
        case Changed(shelf, record_id, field, was, now):
            facts = {"record": shelf, "id": record_id, "field": field}
            facts |= {"was": _plain(was), "now": _plain(now)}
        case Listed(shelf, record_id, field, gained, lost):
            facts = {"record": shelf, "id": record_id, "field": field}
            facts |= {"gained": _plain(gained), "lost": _plain(lost)}
        case Claimed(record_id, was, now):
            facts = {"record": "events", "id": record_id, "was": _plain(was), "now": _plain(now)}
        case Corrected(record_id, correction):
            facts = {"record": "events", "id": record_id, "correction": _plain(correction)}
    return {"change": _NAMES[type(change)], **facts}


def _plain(value: object) -> Json:  # noqa: PLR0911 - a case for each type
    match value:
        case None | bool() | int() | float():
            return value
        case Span():
            hijri = value.calendar is Calendar.HIJRI
            return {"date_hijri": value.edtf} if hijri else value.edtf
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case Record():
            stated = type(value).model_fields.keys() & value.model_fields_set - {"id"}
            return {
                name: _plain(getattr(value, name))
                for name in type(value).model_fields
                if name in stated
            }
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return str(value)
