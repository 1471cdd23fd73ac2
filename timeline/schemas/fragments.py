"""The types of single fields as schemas: one function a type of `timeline.records.fields`."""

import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

from timeline.messages import Messages
from timeline.records.claim import TOWARDS_PATTERN, Group, Scope, Stance
from timeline.records.event import Dispute, RelationType, Role, Status
from timeline.records.fields import (
    AMOUNT_PATTERN,
    DEGREES_PATTERN,
    HOME_PATTERN,
    ID_LENGTH,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LINE_LENGTH,
    MAIL_PATTERN,
    PROSE_LENGTH,
    RESERVED_PATTERN,
    URL_LENGTH,
    URL_PATTERN,
    Amount,
    Contact,
    DateBasis,
    Day,
    Edtf,
    Flag,
    HijriEdtf,
    HomeUrl,
    HttpsUrl,
    Id,
    Language,
    Latitude,
    Line,
    Longitude,
    Prose,
    Record,
)
from timeline.records.source import SourceType
from timeline.records.vocabulary import ActorKind, Place, PlaceKind, PlacePrecision
from timeline.schemas import dates
from timeline.schemas.wording import JSON, Voice, first_of

Fragment = Callable[[Voice], JSON]

# A text as it is measured: white space at the ends is none, within it is one character.
_EMPTY: Final = r"\s*"
_UP_TO: Final = r"\s*(?:\S|\s+(?=\S)){{1,{limit}}}\s*"

# The kind under which the catalog names each value of a closed list.
TERMS: Final[Mapping[type[StrEnum], str]] = {
    Status: "status means",
    DateBasis: "basis means",
    PlacePrecision: "place precision",
    Role: "role",
    Dispute: "dispute",
    RelationType: "relation",
    Group: "group",
    Scope: "scope",
    Stance: "stance",
    SourceType: "source type",
    PlaceKind: "place kind",
    ActorKind: "actor kind one",
}


def identifier(voice: Voice) -> JSON:
    """An id."""
    pattern = rf"(?=.{{1,{ID_LENGTH}}}$)(?!(?:{RESERVED_PATTERN})$){ID_PATTERN}"
    return voice.written(voice.pattern(pattern, "bad-id"))


def line(voice: Voice) -> JSON:
    """A text of one line."""
    return _measured(voice, _UP_TO.format(limit=LINE_LENGTH), LINE_LENGTH)


def prose(voice: Voice) -> JSON:
    """Paragraphs."""
    return _measured(voice, rf"[\s\S]{{1,{PROSE_LENGTH}}}", PROSE_LENGTH)


def _measured(voice: Voice, pattern: str, limit: int) -> JSON:
    empty = (dates.texts(_EMPTY), voice.refusal("empty-text"))
    return voice.written(
        first_of(empty, otherwise=voice.pattern(pattern, "text-too-long", limit=limit))
    )


def url(voice: Voice) -> JSON:
    """An address."""
    return voice.written(voice.pattern(rf"(?=.{{1,{URL_LENGTH}}}$){URL_PATTERN}", "bad-url"))


def home(voice: Voice) -> JSON:
    """An address that others begin with."""
    refused = (
        {"not": dates.texts(rf"(?=.{{1,{URL_LENGTH}}}$){URL_PATTERN}")},
        voice.refusal("bad-url"),
    )
    return voice.written(first_of(refused, otherwise=voice.pattern(HOME_PATTERN, "bad-home")))


def contact(voice: Voice) -> JSON:
    """An address for mail, or one that is opened."""
    opened = rf"(?=.{{1,{URL_LENGTH}}}$){URL_PATTERN}"
    return voice.written(voice.pattern(rf"{MAIL_PATTERN}|{opened}", "bad-contact"))


def language(voice: Voice) -> JSON:
    """A language's code."""
    return voice.written(voice.pattern(LANGUAGE_PATTERN, "bad-language"))


def amount(voice: Voice) -> JSON:
    """A number, none below zero."""
    below = ({"type": "number", "exclusiveMaximum": 0}, voice.refusal("bad-number"))
    flag = ({"type": "boolean"}, voice.refusal("bad-number"))
    return voice.written(
        first_of(below, flag, otherwise=voice.pattern(AMOUNT_PATTERN, "bad-number"))
    )


def degrees(limit: int) -> Fragment:
    """Degrees, at most so many on either side."""

    def fragment(voice: Voice) -> JSON:
        refused = voice.refusal("bad-degrees", limit=limit)
        return voice.written(
            first_of(
                ({"type": "number", "minimum": -limit, "maximum": limit}, {}),
                ({"type": ["number", "boolean"]}, refused),
                otherwise=voice.pattern(DEGREES_PATTERN, "bad-degrees", limit=limit),
            )
        )

    return fragment


def flag(voice: Voice) -> JSON:
    """Yes or no."""
    return {
        "type": ["boolean", "string"],
        "errorMessage": voice("bad-flag"),
        **voice.pattern("true|false", "bad-flag"),
    }


def towards(voice: Voice) -> JSON:
    """A claim of some event."""
    return voice.written(voice.pattern(TOWARDS_PATTERN, "bad-towards"))


def meanings(kind: type[object], say: Messages, model: type[Record]) -> tuple[tuple[str, str], ...]:
    """Give each value of a closed list in a model and what it means; none for another type."""
    if not issubclass(kind, StrEnum):
        return ()
    # Of a place it says how near its degrees are, not how near the event was.
    term = "degrees" if (kind, model) == (PlacePrecision, Place) else TERMS[kind]
    return tuple((value.value, say.term(term, value.value)) for value in kind)


def choice(kind: type[StrEnum], voice: Voice, model: type[Record]) -> JSON:
    """One of a closed list."""
    values = dict(meanings(kind, voice.say, model))
    return {
        "enum": list(values),
        "markdownEnumDescriptions": list(values.values()),
        "enumDescriptions": list(values.values()),
        "errorMessage": voice("unknown-value", options=", ".join(values)),
    }


def reader(kind: Any) -> Any:  # noqa: ANN401 - what stands in an annotation has no type
    """Give the function that reads a type of field: the type's name in this package."""
    return typing.get_args(kind)[1].func


SCALARS: Final[Mapping[Any, tuple[str, Fragment]]] = {
    reader(Id): ("id", identifier),
    reader(Line): ("line", line),
    reader(Prose): ("prose", prose),
    reader(HttpsUrl): ("url", url),
    reader(HomeUrl): ("home", home),
    reader(Contact): ("contact", contact),
    reader(Language): ("language", language),
    reader(Amount): ("amount", amount),
    reader(Latitude): ("latitude", degrees(90)),
    reader(Longitude): ("longitude", degrees(180)),
    reader(Flag): ("flag", flag),
    reader(Edtf): ("date", dates.date),
    reader(HijriEdtf): ("hijri-date", dates.hijri_date),
    reader(Day): ("day", dates.day),
}
"""By the function that reads the type: what the type is called in `definitions`, and its schema."""
