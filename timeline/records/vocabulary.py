"""The entries of the vocabularies: places, actors, categories, publishers, metrics, eras."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from timeline.records.fields import (
    Edtf,
    HttpsUrl,
    Id,
    Latitude,
    Line,
    Longitude,
    Prose,
    Record,
    listed,
    siblings,
)


class PlaceKind(StrEnum):
    """What a place is."""

    COUNTRY = "country"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    AREA = "area"
    BASE = "base"
    CROSSING = "crossing"
    MOUNTAIN = "mountain"
    LAKE = "lake"
    MARKET = "market"


class PlacePrecision(StrEnum):
    """How near a place is to where an event happened, or a place's degrees to the place itself.

    After UCDP GED's `where_prec`.
    """

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    SECURITY_FORCE = "security-force"
    ARMED_GROUP = "armed-group"
    COALITION = "coalition"
    ORGANIZATION = "organization"
    MEDIA = "media"
    PERSON = "person"
    COMMUNITY = "community"


class Entry(Record):
    """What every vocabulary's entry has: its id, which is its key, and a name."""

    id: Id
    name: Line


def _both_degrees(longitude: float | None, info: ValidationInfo) -> float | None:
    """Require both degrees or neither; `latitude` stands before `longitude`."""
    before = siblings(info)
    if "latitude" in before and (before["latitude"] is None) != (longitude is None):
        field = "longitude" if longitude is None else "latitude"
        raise PydanticCustomError("missing-field", "missing-field", {"field": field})
    return longitude


class Place(Entry):
    """Somewhere; `within` names the place around it.

    Degrees are WGS 84; `precision` says how near they are to the place: `exact` is the place itself,
    `near` a point in or by it, and the others the middle of the district, governorate or country
    that it is only known to lie in.
    """

    kind: PlaceKind | None = None
    within: Id | None = None
    latitude: Latitude | None = None
    longitude: Annotated[
        Longitude | None, AfterValidator(_both_degrees), Field(validate_default=True)
    ] = None
    precision: PlacePrecision | None = None
    aliases: Annotated[tuple[Line, ...], BeforeValidator(listed)] = ()
    note: Line | None = None


class Actor(Entry):
    """Someone who acts or speaks: a state, a force, a group, a person."""

    kind: ActorKind | None = None
    aliases: Annotated[tuple[Line, ...], BeforeValidator(listed)] = ()
    note: Line | None = None


class Category(Entry):
    """A kind of event; `summary` says what belongs to it."""

    summary: Prose | None = None


class Publisher(Entry):
    """Who publishes a source."""

    url: HttpsUrl | None = None


class Forms(Record):
    """A metric's noun by Arabic's plural forms (CLDR: zero, one, two, few, many, other).

    `zero`, `one` and `two` are whole phrases («قتيلان»); the rest is the noun after the number.
    """

    zero: Line | None = None
    one: Line
    two: Line
    few: Line
    many: Line
    other: Line


class Metric(Entry):
    """What a claim counts."""

    forms: Forms | None = None


class Era(Entry):
    """A stretch of time that the timeline is read by."""

    date: Edtf
    summary: Prose | None = None
