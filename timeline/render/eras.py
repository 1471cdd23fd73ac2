"""Eras as pages show them, and where in the order of events each begins."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.dates import gregorian_phrase, hijri_phrase
from timeline.ordering import Order
from timeline.records.vocabulary import Era
from timeline.render.dating import machine


@dataclass(frozen=True, slots=True)
class EraView:
    """An era: its dates in both calendars, what is said of it, its anchor on the front page."""

    anchor: str
    name: str
    gregorian: str
    hijri: str | None
    machine: str
    summary: tuple[str, ...]


def era_view(era: Era) -> EraView:
    """An era as templates see it."""
    return EraView(
        anchor=f"era_{era.id}",
        name=era.name,
        gregorian=gregorian_phrase(era.date),
        hijri=hijri_phrase(era.date),
        machine=machine(era.date),
        summary=era.summary or (),
    )


def beginnings(eras: Iterable[Era], order: Order) -> dict[str, list[Era]]:
    """The eras that begin before an event: before the first that stands in them, if one does."""
    found: dict[str, list[Era]] = {}
    for era in eras:
        first, last = era.date.earliest, era.date.latest
        if first is None:
            continue
        days = ((event_id, order.first_day(event_id)) for event_id in order.sequence)
        event_id, day = next((pair for pair in days if pair[1] >= first), ("", first))
        if event_id and (last is None or day <= last):
            found.setdefault(event_id, []).append(era)
    return found
