"""An event: one thing that happened, is said to have happened, or is planned."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, cast

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from timeline.dates import Span
from timeline.records.claim import Claim
from timeline.records.fields import (
    DateBasis,
    Day,
    Edtf,
    Flag,
    HijriEdtf,
    Id,
    Line,
    Prose,
    Record,
    listed,
    short_for,
    siblings,
)
from timeline.records.vocabulary import PlacePrecision


class Status(StrEnum):
    """How far the event is beyond doubt (schema.org `eventStatus`, ACLED and Airwars practice)."""

    PLANNED = "planned"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    CANCELLED = "cancelled"


class Dispute(StrEnum):
    """What the sources of a disputed event differ on; the rest of it stands."""

    DATE = "date"
    PLACE = "place"
    ACTORS = "actors"  # who did it, or to whom
    FIGURES = "figures"
    ACCOUNT = "account"  # what happened, or whether it did


class Role(StrEnum):
    """What an actor did in the event."""

    ACTS = "acts"
    TARGETED = "targeted"
    VICTIM = "victim"
    DECLARES = "declares"
    REPORTS = "reports"
    ASSESSES = "assesses"
    WARNS = "warns"
    CALLS = "calls"
    RESPONDS = "responds"
    SUPPORTS = "supports"
    LEADS = "leads"
    PARTY = "party"
    ACCUSED = "accused"


class RelationType(StrEnum):
    """How one event bears on another; read «this event … that event»."""

    PART_OF = "part-of"
    FOLLOWS = "follows"
    RESPONDS_TO = "responds-to"
    UPDATES = "updates"
    CONTRADICTS = "contradicts"


class PlaceRef(Record):
    """Where, and how exactly that is known."""

    place: Id
    precision: PlacePrecision | None = None


class ActorRef(Record):
    """Who, and in what part."""

    actor: Id
    role: Role | None = None


class SourceRef(Record):
    """A source, and where in it: «الفقرة 4»."""

    source: Id
    locator: Line | None = None


class Relation(Record):
    """A link to another event."""

    type: RelationType
    event: Id


class Correction(Record):
    """What was changed in a published record, when and why."""

    date: Day
    what: Line
    why: Line


def _one_date(hijri: Span | None, info: ValidationInfo) -> Span | None:
    """Hold `date_hijri` against `date`, which stands before it: an event has one of the two."""
    if "date" not in siblings(info):
        return hijri  # `date` is faulty, and reported as that
    if siblings(info)["date"] is None and hijri is None:
        raise PydanticCustomError("missing-field", "missing-field", {"field": "date"})
    if siblings(info)["date"] is not None and hijri is not None:
        raise PydanticCustomError("two-dates", "two-dates", {})
    return hijri


def _at_least_one(sources: tuple[SourceRef, ...]) -> tuple[SourceRef, ...]:
    if not sources:
        raise PydanticCustomError("missing-field", "missing-field", {"field": "sources"})
    return sources


class Event(Record):
    """One event of the timeline; `id` is the name of its file."""

    id: Id
    title: Line
    date: Edtf | None = None
    date_hijri: Annotated[
        HijriEdtf | None, AfterValidator(_one_date), Field(validate_default=True)
    ] = None
    date_basis: DateBasis = DateBasis.STATED
    date_note: Line | None = None
    hijri_stated: HijriEdtf | None = None
    after: Annotated[tuple[Id, ...], BeforeValidator(listed)] = ()
    before: Annotated[tuple[Id, ...], BeforeValidator(listed)] = ()
    added: Day | None = None
    status: Status = Status.REPORTED
    disputed_over: Annotated[tuple[Dispute, ...], BeforeValidator(listed)] = ()
    milestone: Flag = False
    categories: Annotated[tuple[Id, ...], BeforeValidator(listed)] = ()
    places: Annotated[
        tuple[Annotated[PlaceRef, BeforeValidator(short_for("place"))], ...],
        BeforeValidator(listed),
    ] = ()
    actors: Annotated[
        tuple[Annotated[ActorRef, BeforeValidator(short_for("actor"))], ...],
        BeforeValidator(listed),
    ] = ()
    summary: Prose
    claims: Annotated[tuple[Claim, ...], BeforeValidator(listed)] = ()
    sources: Annotated[
        tuple[Annotated[SourceRef, BeforeValidator(short_for("source"))], ...],
        BeforeValidator(listed),
        AfterValidator(_at_least_one),
    ]
    relations: Annotated[tuple[Relation, ...], BeforeValidator(listed)] = ()
    corrections: Annotated[tuple[Correction, ...], BeforeValidator(listed)] = ()

    @property
    def span(self) -> Span:
        """When, as stated, in whichever calendar the record is dated."""
        return self.date or cast("Span", self.date_hijri)  # `_one_date`: it has one of the two

    @property
    def days_mentioned(self) -> tuple[dt.date, ...]:
        """The days on which the record itself was worked on: added and corrected."""
        added = (self.added,) if self.added else ()
        return added + tuple(correction.date for correction in self.corrections)
