"""The fields of records, and what stands in them, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from timeline.dates import Calendar, Span, gregorian_phrase, hijri_phrase, parse
from timeline.messages import Messages, words
from timeline.messages.kinds import BASIS
from timeline.records.claim import Claim, ClaimRef, Group, Scope, Stance
from timeline.records.event import ActorRef, Dispute, PlaceRef, Relation, Role, SourceRef, Status
from timeline.records.fields import DateBasis
from timeline.records.source import SourceType
from timeline.records.vocabulary import ActorKind, Forms, PlaceKind, PlacePrecision

FIELDS: Final[Mapping[str, str]] = {
    "title": words("the title"),
    "summary": words("the summary"),
    "date": words("the date"),
    "date_basis": words("how the date is known"),
    "date_note": words("the note on the date"),
    "hijri_stated": words("the Hijri date in the source"),
    "after": words("what it comes after"),
    "before": words("what it comes before"),
    "added": words("the day it was added"),
    "status": words("the status"),
    "disputed_over": words("what is disputed"),
    "milestone": words("the mark of a milestone"),
    "categories": words("the categories"),
    "places": words("the places"),
    "actors": words("the actors"),
    "sources": words("the sources"),
    "relations": words("the related events"),
    "publisher": words("the publisher"),
    "author": words("the author"),
    "published": words("the day of publication"),
    "published_basis": words("how the day of publication is known"),
    "published_note": words("the note on the day of publication"),
    "url": words("the address"),
    "archived": words("the archived copy"),
    "accessed": words("the day it was read"),
    "language": words("the language"),
    "type": words("the type"),
    "origin": words("the origin"),
    "note": words("the note"),
    "name": words("the name"),
    "kind": words("the kind"),
    "within": words("the place around it"),
    "latitude": words("the latitude"),
    "longitude": words("the longitude"),
    "precision": words("the precision"),
    "aliases": words("the other names"),
    "forms": words("the plural forms"),
    "description": words("the description"),
    "site_url": words("the site's address"),
    "repository": words("the repository"),
    "licence": words("the licence"),
    "contact": words("the contact"),
    "keywords": words("the keywords"),
    "metric": words("what is counted"),
    "group": words("who is counted"),
    "stated": words("the source's words"),
    "scope": words("what the number covers"),
    "since": words("since when it counts"),
    "as_of": words("as of when"),
    "said_by": words("who says it"),
    "reported_by": words("who passed it on"),
    "stance": words("its stance"),
    "towards": words("the number that it answers"),
    "source": words("the source of the number"),
    "key": words("the key"),
}

# A name for an id, by the shelf that it stands on.
Name: TypeAlias = Callable[[str, str], str]
# The shelf on which a field's id stands.
_SHELVES: Final[Mapping[str, str]] = {
    "after": "events",
    "before": "events",
    "categories": "categories",
    "publisher": "publishers",
    "within": "places",
    "metric": "metrics",
    "said_by": "actors",
    "reported_by": "actors",
    "source": "sources",
}
_KINDS: Final[Mapping[type[StrEnum], str]] = {
    Status: "status",
    PlacePrecision: "place precision",
    Role: "role",
    Scope: "scope",
    Group: "group",
    Stance: "stance",
    Dispute: "dispute",
    PlaceKind: "place kind",
    ActorKind: "actor kind one",
    SourceType: "source type",
}


def field_name(field: str, say: Messages) -> str:
    """Name a field."""
    return say.text(FIELDS[field])


def phrase(span: Span) -> str:
    """Say a date in the calendar in which it is written."""
    if span.calendar is Calendar.HIJRI:
        return hijri_phrase(span) or span.edtf
    return gregorian_phrase(span)


@dataclass(frozen=True, slots=True)
class Values:
    """Puts values into words; `name` names an id."""

    say: Messages
    name: Name

    def value(self, field: str, value: object) -> str:  # noqa: C901, PLR0911, PLR0912 - see below
        """Say a field's value: a case for each type that a field can have."""
        say = self.say
        match value:
            case Span():
                return phrase(value)
            case date():
                day = parse(value.isoformat())
                return phrase(day) if isinstance(day, Span) else value.isoformat()
            case bool():
                return say.text("yes") if value else say.text("no")
            case DateBasis():
                return say.text(BASIS[value])
            case PlaceRef():
                return self._with("places", value.place, value.precision)
            case ActorRef():
                return self._with("actors", value.actor, value.role)
            case SourceRef():
                name = self.name("sources", value.source)
                return f"{name} ({value.locator})" if value.locator else name
            case Relation():
                # «This event follows …»: the sentence of the event's own page.
                sentence = say.term("relation", value.type).rstrip(".")
                title = self.name("events", value.event)
                return sentence.replace("…", title) if "…" in sentence else f"{sentence}: {title}"
            case ClaimRef():
                return f"{value.event}#{value.key}"
            case Forms():
                return say.text(", ").join(filter(None, value.model_dump().values()))
            case StrEnum() if (kind := _KINDS.get(type(value))) is not None:
                return say.term(kind, value.value)
            case tuple():
                return say.text(", ").join(self.value(field, item) for item in value)
            case str() if field in _SHELVES:
                return self.name(_SHELVES[field], value)
            case _:
                return str(value)

    def speakers(self, claim: Claim) -> str:
        """Name who says a number, and who passed it on; empty where nobody is named."""
        return self.say.text(", ").join(self.name("actors", actor) for actor in claim.actors)

    def _with(self, shelf: str, record_id: str, how: StrEnum | None) -> str:
        name = self.name(shelf, record_id)
        return f"{name} ({self.value('', how)})" if how else name
