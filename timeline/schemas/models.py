"""A model of `timeline.records` as a schema: its fields, and what they must be to one another."""

import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator

from timeline.records.about import Withdrawal
from timeline.records.claim import Claim, ClaimRef
from timeline.records.event import Event
from timeline.records.fields import Record, listed
from timeline.records.vocabulary import Era, Place
from timeline.schemas.dates import EDTF, PERIOD, texts
from timeline.schemas.fragments import SCALARS, choice, identifier, towards
from timeline.schemas.told import FIELDS, Told
from timeline.schemas.wording import JSON, Voice, first_of, merged, sentence

Names: TypeAlias = Mapping[str, Mapping[str, str]]
"""By vocabulary, or `events` and `sources`: the name of each id, for an editor to offer."""

# What an id in a field of this name may be the id of.
REFERENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "place": ("places",),
    "within": ("places",),
    "actor": ("actors",),
    "said_by": ("actors",),
    "reported_by": ("actors",),
    "origin": ("actors", "publishers"),
    "categories": ("categories",),
    "metric": ("metrics",),
    "publisher": ("publishers",),
    "source": ("sources",),
    "event": ("events",),
    "after": ("events",),
    "before": ("events",),
    "moved_to": ("events",),
}


class Shapes:
    """The schemas of models in one voice, and the definitions that they share."""

    def __init__(self, voice: Voice, names: Names) -> None:
        """Take the voice, and the ids that are known."""
        self.voice = voice
        self.names = names
        self.definitions: dict[str, JSON] = {}

    def record(self, model: type[Record]) -> JSON:
        """Give the schema of a record: a mapping with these fields and no others."""
        properties: JSON = {
            name: self._field(model, name, told) for name, told in FIELDS[model].items()
        }
        if "id" in model.model_fields:
            refused = first_of(
                ({"type": "null"}, self.voice.refusal_of_nothing("id-in-record")),
                otherwise=self.voice.refusal("id-in-record"),
            )
            properties["id"] = {**refused, "doNotSuggest": True}
        needed = [
            {"required": [name], "errorMessage": self.voice("missing-field", field=name)}
            for name in required(model)
        ]
        further = [*needed, *(between(self.voice) for between in BETWEEN.get(model, ()))]
        return {
            "properties": properties,
            "additionalProperties": False,
            # An editor says one message of a schema whatever is wrong with it, so each further
            # thing that must hold stands by itself.
            "errorMessage": self.voice("unknown-field"),
            "allOf": [
                {
                    "type": "object",
                    "errorMessage": self.voice(
                        "wrong-shape", wanted=self.voice.say.text("mapping")
                    ),
                },
                *further,
            ],
        }

    def keyed(self, entry: JSON) -> JSON:
        """Give the schema of a file that maps ids to records."""
        wanted = self.voice("wrong-shape", wanted=self.voice.say.text("mapping"))
        return {
            "type": "object",
            "errorMessage": wanted,
            "additionalProperties": entry,
            "propertyNames": self._shared("id", identifier),
        }

    def _field(self, model: type[Record], name: str, told: Told) -> JSON:
        say = self.voice.say
        about = sentence(told.about, say)
        example = f"\n\n{say.text('For example:')} `{told.example}`" if told.example else ""
        kind = typing.get_type_hints(model, include_extras=True)[name]
        return {
            "description": about,
            "markdownDescription": about + example,
            **self._kind(kind, model, name),
        }

    def _kind(self, kind: Any, model: type[Record], name: str) -> JSON:  # noqa: ANN401
        """Give the schema of a type as it is annotated."""
        kind, readers = unwrapped(kind)
        for reads in readers:
            if reads in SCALARS:
                shared, fragment = SCALARS[reads]
                return self._offered(name) if shared == "id" else self._shared(shared, fragment)
        if listed in readers:
            return self._list(typing.get_args(kind)[0], model, name)
        if issubclass(kind, StrEnum):
            return choice(kind, self.voice, model)
        if kind is ClaimRef:
            return self._shared("towards", towards)
        inner = self._shared(kind.__name__, lambda _: self.record(kind))
        if readers:  # a bare id may stand for the mapping
            bare = self._offered(next(iter(FIELDS[kind])))
            return {"if": {"type": "object"}, "then": inner, "else": bare}
        return inner

    def _list(self, item: Any, model: type[Record], name: str) -> JSON:  # noqa: ANN401
        wanted = self.voice("wrong-shape", wanted=self.voice.say.text("list"))
        kind: list[JSON] = [{"type": "array", "errorMessage": wanted}]
        if not may_be_empty(model, name):
            missing = self.voice("missing-field", field=name)
            kind.append({"contains": {}, "errorMessage": missing})
        return {"items": self._kind(item, model, name), "allOf": kind}

    def _offered(self, name: str) -> JSON:
        """Give the schema of an id, with those that an editor may offer for it."""
        plain = self._shared("id", identifier)
        known = {
            key: label
            for kind in REFERENCES.get(name, ())
            for key, label in self.names.get(kind, {}).items()
        }
        if not known:
            return plain
        # Not as an `enum`: an id that is not there yet is no fault, and whoever types a name in
        # Arabic finds it by the label.
        shared = "-".join(REFERENCES[name])
        self.definitions[shared] = {
            "allOf": [plain],
            "defaultSnippets": [
                {"label": f"{label} · {key}", "body": key} for key, label in known.items()
            ],
        }
        return {"$ref": f"#/definitions/{shared}"}

    def _shared(self, name: str, fragment: Callable[[Voice], JSON]) -> JSON:
        if name not in self.definitions:
            self.definitions[name] = {}  # so that what refers to itself ends
            self.definitions[name] = fragment(self.voice)
        return {"$ref": f"#/definitions/{name}"}


def required(model: type[Record]) -> list[str]:
    """Give the fields that a record cannot be without, whatever the others are."""
    fields = model.model_fields.items()
    return [name for name, field in fields if field.is_required() and name != "id"]


def unwrapped(kind: Any) -> tuple[Any, list[Any]]:  # noqa: ANN401
    """Give a type without `Annotated` and `| None`, and the functions that read it."""
    readers: list[Any] = []
    while True:
        origin = typing.get_origin(kind)
        if origin is Annotated:
            kind, *further = typing.get_args(kind)
            readers += [part.func for part in further if isinstance(part, BeforeValidator)]
        elif origin in {UnionType, typing.Union}:
            (kind,) = (part for part in typing.get_args(kind) if part is not type(None))
        else:
            return kind, readers


def may_be_empty(model: type[Record], name: str) -> bool:
    """Whether the field's list may have no item."""
    return not model.model_fields[name].is_required()


def _when(condition: JSON, then: JSON) -> JSON:
    return {"if": condition, "then": then}


def _needs(voice: Voice, name: str) -> JSON:
    return {"required": [name], "errorMessage": voice("missing-field", field=name)}


def _has(*names: str) -> JSON:
    return {"required": list(names)}


def _any_of(*names: str) -> JSON:
    return {"anyOf": [_has(name) for name in names]}


def _one_date(voice: Voice) -> JSON:
    twice = {"properties": {"date_hijri": voice.refusal("two-dates")}}
    return {
        "if": _has("date_hijri"),
        "then": _when(_has("date"), twice),
        "else": _needs(voice, "date"),
    }


def _dispute(voice: Voice) -> JSON:
    disputed = {"required": ["status"], "properties": {"status": {"const": "disputed"}}}
    over = {"required": ["disputed_over"], "properties": {"disputed_over": {"contains": {}}}}
    refused = {"properties": {"disputed_over": voice.refusal("dispute-without-status", value="…")}}
    return _when({"allOf": [over, {"not": disputed}]}, refused)


def _number(voice: Voice) -> JSON:
    missing = {"required": ["value"], "errorMessage": voice("claim-without-number")}
    return _when({"not": _any_of("value", "low", "high")}, missing)


def _range(voice: Voice) -> JSON:
    both = {"allOf": [_has("value"), _any_of("low", "high")]}
    return _when(both, {"properties": {"value": voice.refusal("value-and-range")}})


def _since(voice: Voice) -> JSON:
    cumulative = {"required": ["scope"], "properties": {"scope": {"const": "cumulative"}}}
    missing = {"required": ["since"], "errorMessage": voice("cumulative-without-since")}
    return _when(cumulative, missing)


def _both_degrees(voice: Voice) -> JSON:
    return merged(
        _when(_has("latitude"), _needs(voice, "longitude")),
        _when(_has("longitude"), _needs(voice, "latitude")),
    )


def _moved_or_gone(voice: Voice) -> JSON:
    gone = merged(_needs(voice, "reason"), _needs(voice, "date"))
    return _when({"not": _has("moved_to")}, gone)


def _period(voice: Voice) -> JSON:
    """An era is a period: of what is a date at all, an interval that says when it began."""
    dated = {"anyOf": [{"type": "integer"}, texts(EDTF)]}
    point = {"allOf": [dated, {"not": texts(PERIOD)}]}
    return {
        "properties": {"date": _when(point, voice.refusal("era-not-period"))},
    }


BETWEEN: Final[Mapping[type[Record], tuple[Callable[[Voice], JSON], ...]]] = {
    Event: (_one_date, _dispute),
    Claim: (_number, _range, _since),
    Place: (_both_degrees,),
    Withdrawal: (_moved_or_gone,),
    Era: (_period,),
}
"""What the fields of a record must be to one another, as far as a schema can say it."""
