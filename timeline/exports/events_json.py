"""`data/events.json`: the timeline for programs, and the schema that it keeps to.

What a record states and what its order adds stand apart: `date` is as stated, `derived` holds the
bounds that relations to other events add, and is null where they add nothing.
"""

import json
import re
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any, Final

from timeline.dataset import Dataset
from timeline.dates import gregorian_phrase, hijri_phrase
from timeline.ordering import Order
from timeline.records.claim import Claim
from timeline.records.event import Event

_MARK: Final = "\\u0000"
_MARKED: Final = re.compile(r'"\\u0000([^"]*)"')


def events_json(dataset: Dataset, order: Order) -> bytes:
    """All events in published order."""
    about = dataset.about
    document = {
        "title": about.title,
        "description": about.description,
        "licence": about.licence,
        "date": _iso(dataset.date),
        "calendar": "Umm al-Qura",
    }
    events = (_json(_event(dataset.events[i], dataset, order)) for i in order.sequence)
    listed = ",\n".join(events)
    return f'{_json(document)[:-1]}, "events": [\n{listed}\n]}}\n'.encode()


def events_schema() -> bytes:
    """The JSON Schema of `events_json`."""
    return resources.files("timeline.exports").joinpath("events.schema.json").read_bytes()


def _event(event: Event, dataset: Dataset, order: Order) -> dict[str, Any]:
    span = event.span
    start = order.starts[event.id]
    derived = {"earliest": _iso(start.earliest), "latest": _iso(start.latest)}
    return {
        "id": event.id,
        "title": event.title,
        "url": f"events/{event.id}/",
        "status": event.status,
        "disputed_over": list(event.disputed_over),
        "milestone": event.milestone,
        "date": {
            "edtf": span.edtf,
            "calendar": span.calendar,
            "earliest": _iso(span.earliest),
            "latest": _iso(span.latest),
            "precision": span.precision,
            "period": span.period,
            "uncertain": span.uncertain,
            "approximate": span.approximate,
            "basis": event.date_basis,
            "note": event.date_note,
            "gregorian": gregorian_phrase(span),
            "hijri": hijri_phrase(span),
        },
        "derived": derived if event.id in order.narrowed else None,
        "after": list(event.after),
        "before": list(event.before),
        "summary": "\n\n".join(event.summary),
        "categories": list(event.categories),
        "places": [{"place": w.place, "precision": w.precision} for w in event.places],
        "actors": [{"actor": w.actor, "role": w.role} for w in event.actors],
        "claims": [_claim(claim) for claim in event.claims],
        "sources": [{"source": c.source, "locator": c.locator} for c in event.sources],
        "independent_sources": dataset.independent_sources(event),
        "relations": [{"type": r.type, "event": r.event} for r in event.relations],
        "corrections": [
            {"date": c.date.isoformat(), "what": c.what, "why": c.why} for c in event.corrections
        ],
        "added": _iso(event.added),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    numbers = {name: getattr(claim, name) for name in ("value", "low", "best", "high")}
    towards = f"{claim.towards.event}#{claim.towards.key}" if claim.towards else None
    return {
        "key": claim.key,
        "metric": claim.metric,
        "group": claim.group,
        **numbers,
        "stated": claim.stated,
        "scope": claim.scope,
        "since": claim.since.edtf if claim.since else None,
        "as_of": claim.as_of.edtf if claim.as_of else None,
        "said_by": claim.said_by,
        "reported_by": claim.reported_by,
        "stance": claim.stance,
        "towards": towards,
        "source": claim.source,
        "note": claim.note,
    }


def _json(value: object) -> str:
    """A line that says a value, each number in the digits that a record has.

    As floats, which `json` knows alone, seventeen digits are rounded and 99.50 loses one. They are
    written as texts that begin as no text of a record can (`reading/characters.py`), and then bared.
    """
    text = json.dumps(value, ensure_ascii=False, default=_marked)
    return _MARKED.sub(r"\1", text) if _MARK in text else text


def _marked(number: object) -> str:
    assert isinstance(number, Decimal)  # nothing else of a record is strange to JSON
    return f"\0{number:f}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
