"""The form with which a reader suggests an event: its fields, out of the models and what is told of
them, and the data that its scripts check by.

Nothing is listed here that is said elsewhere: fields and their order are the models', what each is
for `timeline.schemas`, values the catalog's, what is refused and why the rules', how a record is
written `timeline.writing`. Labels alone stand here, since only a form needs a field's name in words.
"""

import json
import re
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from timeline.dates import Calendar, gregorian_month, hijri_month
from timeline.dates.folding import folded, spellings
from timeline.dates.wording import names_and_beside
from timeline.dataset import Dataset
from timeline.messages import Messages, words
from timeline.messages.kinds import BASIS
from timeline.reading import characters
from timeline.records.claim import Claim, ClaimRef
from timeline.records.event import ActorRef, Event, PlaceRef, Relation, SourceRef, Status
from timeline.records.fields import (
    AMOUNT_PATTERN,
    ID_LENGTH,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LINE_LENGTH,
    PROSE_LENGTH,
    RESERVED_PATTERN,
    URL_LENGTH,
    URL_PATTERN,
    DateBasis,
    Record,
    listed,
)
from timeline.records.claim import TOWARDS_PATTERN
from timeline.records.source import Source
from timeline.render.suggesting_words import suggesting_words
from timeline.rules.table import BY_NAME
from timeline.rules.text import DigitsInText, LatinPunctuation, NoBreakSpace, StraySpace, Tatweel
from timeline.schemas import FIELDS
from timeline.schemas.fragments import SCALARS, TERMS
from timeline.schemas.models import REFERENCES, required, unwrapped
from timeline.writing.layout import Layout, layout_of

MOST_BOXES: Final = 16  # as many ids of a vocabulary are boxes to tick; more are searched for

LABELS: Final[Mapping[type[Record], Mapping[str, str]]] = {
    Event: {
        "title": words("Headline"),
        "date": words("Date"),
        "date_basis": words("How the date is known"),
        "date_note": words("How the date was found"),
        "hijri_stated": words("Hijri date that the source states"),
        "after": words("It came after"),
        "before": words("It came before"),
        "status": words("How certain it is"),
        "disputed_over": words("What the sources differ on"),
        "milestone": words("A turning point"),
        "categories": words("Kind of event"),
        "places": words("Places"),
        "actors": words("Those who took part"),
        "summary": words("Summary"),
        "claims": words("Numbers"),
        "sources": words("Sources"),
        "relations": words("Relations to other events"),
    },
    PlaceRef: {"place": words("Place"), "precision": words("How exactly")},
    ActorRef: {"actor": words("Who"), "role": words("Part")},
    SourceRef: {"source": words("Source"), "locator": words("Where in the source")},
    Relation: {"type": words("Relation"), "event": words("The other event")},
    Claim: {
        "key": words("Short name of the number"),
        "metric": words("What is counted"),
        "group": words("Of whom"),
        "value": words("The number"),
        "low": words("At least"),
        "best": words("Likeliest"),
        "high": words("At most"),
        "stated": words("As the source words it"),
        "scope": words("What it covers"),
        "since": words("Counted since"),
        "as_of": words("It holds for"),
        "said_by": words("Who says so"),
        "reported_by": words("Passed on by"),
        "stance": words("What it does to another number"),
        "towards": words("Which other number"),
        "source": words("Source of the number"),
        "note": words("Note"),
    },
    Source: {
        "publisher": words("Publisher"),
        "title": words("Title of the article"),
        "author": words("Author"),
        "published": words("Published on"),
        "published_basis": words("How the day of publication is known"),
        "published_note": words("How it was found"),
        "url": words("Web address"),
        "archived": words("Address of the archived copy"),
        "accessed": words("Read on"),
        "language": words("Language"),
        "type": words("Kind of publisher"),
        "origin": words("Who told the publisher"),
        "note": words("Note"),
    },
}
# Rarely needed: they stand folded away below the others.
_RARE: Final[Mapping[type[Record], frozenset[str]]] = {
    Claim: frozenset(
        {"best", "stated", "scope", "since", "as_of", "reported_by", "key", "stance", "towards", "note"}
    ),
    Source: frozenset({"author", "published_basis", "published_note", "archived", "origin", "note"}),
}
# Lists of what is chosen by its name.
_BY_NAME: Final = frozenset({"places", "actors", "sources", "relations"})
# Where a form asks otherwise than a file does: here the calendar is chosen beside the date.
_INSTEAD: Final[Mapping[tuple[type[Record], str], str]] = {
    (Event, "date"): words("As exactly as the source gives it, and no more exactly."),
}
# What a value of a closed list is called in few words, where TERMS has a sentence.
_SHORT_TERMS: Final[Mapping[type[StrEnum], str]] = {Status: "status"}
# Rules on running text; where `keeps_wording` holds, what stands in « » is left alone.
TEXT_RULES: Final = (Tatweel, NoBreakSpace, DigitsInText, LatinPunctuation, StraySpace)
# The rules by which the page itself judges; all others are left to the check of the pull request.
_RULES: Final = (
    "missing-field",
    "empty-text",
    "text-too-long",
    "bad-id",
    "duplicate-id",
    "bad-url",
    "bad-language",
    "bad-number",
    "bad-towards",
    "day-needed",
    "two-dates",
    "date-note-missing",
    "inferred-as-certain",
    "dispute-without-status",
    "claim-without-number",
    "value-and-range",
    "range-reversed",
    "cumulative-without-since",
    "stance-without-towards",
    "repeated-reference",
    "bidi-control",
    "hidden-line-break",
    "invisible-character",
    "presentation-form",
    "unknown-place",
    "unknown-actor",
    "unknown-source",
    "unknown-event",
    "unknown-metric",
    "unknown-category",
    "unknown-publisher",
    "not-edtf",
    "impossible-day",
    "impossible-month",
    "year-out-of-range",
    "clock-time",
    "slashed-date",
    "arabic-digits",
    "reversed-interval",
    "level-two",
    "says-nothing",
    "unpadded",
    "season-of-hijri",
    "outside-hijri-table",
    "date-text",
    "future-event",
    *(rule.name for rule in TEXT_RULES),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form.

    `kind` is `line`, `prose`, `date`, `hijri-date`, `day`, `url`, `language`, `amount`, `flag`,
    `towards`, `choice` (one of `options`), `id` (of one of the vocabularies in `of`), `boxes` (any of
    `options`) or `list` (of `fields`, or of single values where the only field has no name).
    """

    name: str
    label: str
    about: str
    example: str
    kind: str
    needed: bool
    rare: bool = False
    default: str = ""
    of: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    fields: "tuple[Field, ...]" = ()


class Form:
    """The fields of a form in one language, for one dataset."""

    def __init__(self, dataset: Dataset, say: Messages) -> None:
        """Take what there is to choose from, and the language."""
        self._say = say
        self._categories = [(key, entry.name) for key, entry in dataset.categories.items()]

    def fields(self, model: type[Record]) -> dict[str, Field]:
        """Give the fields of a record that have a label, in the order of its model."""
        hints = typing.get_type_hints(model, include_extras=True)
        needed = {*required(model), "date"}
        return {
            name: self._field(model, name, hints[name], needed=name in needed)
            for name in FIELDS[model]
            if name in LABELS[model]
        }

    def _field(self, model: type[Record], name: str, hint: Any, *, needed: bool) -> Field:  # noqa: ANN401
        told, preset = FIELDS[model][name], model.model_fields[name].default
        kind, inner, options = self._kind(hint, name)
        label = self._say.text(LABELS[model][name])
        about = _with_labels(self._say.text(_INSTEAD.get((model, name), told.about)), self._say)
        # What is chosen by its name needs no word on ids, what is set beforehand none on what it
        # would be if absent.
        chosen = kind in {"id", "list"} and name in REFERENCES or name in _BY_NAME
        silent = chosen or isinstance(preset, StrEnum) or about.rstrip(".") == label
        return Field(
            name=name,
            label=label,
            about="" if silent else about,
            example=told.example.strip('"') if kind in _WRITTEN else "",
            kind=kind,
            needed=needed,
            rare=name in _RARE.get(model, ()),
            default=str(preset) if isinstance(preset, StrEnum) else "",
            of=REFERENCES.get(name, ()) if kind in {"id", "list"} else (),
            options=options,
            fields=inner,
        )

    def _kind(
        self, hint: Any, name: str  # noqa: ANN401 - what stands in an annotation has no type
    ) -> tuple[str, tuple[Field, ...], tuple[tuple[str, str], ...]]:
        kind, readers = unwrapped(hint)
        scalar = next((SCALARS[reads][0] for reads in readers if reads in SCALARS), None)
        if scalar:
            return scalar, (), ()
        if listed in readers:
            item, inner, options = self._kind(typing.get_args(kind)[0], name)
            if item == "choice":
                return "boxes", (), options
            if name == "categories" and len(self._categories) <= MOST_BOXES:
                return "boxes", (), tuple(self._categories)
            if item == "id":
                inner = (Field("", "", "", "", "id", needed=False, of=REFERENCES[name]),)
            return "list", inner, ()
        if kind is ClaimRef:
            return "towards", (), ()
        if issubclass(kind, StrEnum):
            return "choice", (), tuple((value.value, self._term(kind, value)) for value in kind)
        return "record", tuple(self.fields(kind).values()), ()

    def _term(self, values: type[StrEnum], value: StrEnum) -> str:
        if values is DateBasis:
            return self._say.text(BASIS[value.value])
        return self._say.term(_SHORT_TERMS.get(values, TERMS[values]), value.value)


_WRITTEN: Final = frozenset({"line", "prose", "url", "language", "amount", "towards"})


def suggesting_json(dataset: Dataset, say: Messages) -> bytes:
    """What the form's scripts need, as JSON."""
    data = {
        "say": suggesting_words(say),
        "rules": {name: _rule(name, say) for name in _RULES},
        "limits": {"line": LINE_LENGTH, "prose": PROSE_LENGTH, "url": URL_LENGTH, "id": ID_LENGTH},
        "patterns": {
            "id": rf"(?!(?:{RESERVED_PATTERN})$){ID_PATTERN}",
            "url": URL_PATTERN,
            "language": LANGUAGE_PATTERN,
            "amount": AMOUNT_PATTERN,
            "towards": TOWARDS_PATTERN,
        },
        "characters": {
            "bidi-control": _class(characters.BIDI_CONTROLS),
            "hidden-line-break": _class(characters.LINE_BREAKS),
            "presentation-form": _class(characters.PRESENTATION_FORMS),
            "invisible-character": _class(characters.INVISIBLE),
        },
        "text": [[rule.name, rule.quick.pattern, rule.keeps_wording] for rule in TEXT_RULES],
        "words": {
            str(calendar): dict(zip(("months", "beside"), names_and_beside(calendar), strict=True))
            for calendar in Calendar
        },
        "months": {
            "gregorian": [gregorian_month(month) for month in range(1, 13)],
            "hijri": [hijri_month(month) for month in range(1, 13)],
            "genitive": [hijri_month(month, genitive=True) for month in range(1, 13)],
        },
        "layouts": {
            "event": _layout(layout_of(Event)),
            "source": _layout(layout_of(Source)),
        },
        "choices": _choices(dataset),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _rule(name: str, say: Messages) -> list[str]:
    """What breaks a rule and what to do, with labels in the place of fields' names."""
    rule = BY_NAME[name]
    return [_with_labels(say.text(text), say) for text in (rule.message, rule.advice)]


def _with_labels(text: str, say: Messages) -> str:
    labels = {name: label for fields in LABELS.values() for name, label in fields.items()}

    def label(found: re.Match[str]) -> str:
        return f"«{say.text(labels[found[1]])}»" if found[1] in labels else found[0]

    return re.sub(r"(?<![{\w])([a-z_]+):", label, text)


def _class(signs: str) -> str:
    """The inside of a character class as JavaScript writes it."""
    return "".join(
        sign if sign == "-" else f"\\u{{{ord(sign):x}}}" for sign in signs
    )


def _layout(layout: Layout) -> dict[str, object]:
    found: dict[str, object] = {"form": layout.form.name.lower()}
    if layout.items:
        found["items"] = _layout(layout.items)
    if layout.order:
        found["order"] = {name: _layout(inner) for name, inner in layout.order.items()}
        found["needed"] = sorted(layout.needed)
    if layout.on_one_line:
        found["line"] = True
    if layout.short:
        found["short"] = layout.short
    return found


def _choices(dataset: Dataset) -> dict[str, list[list[object]]]:
    """What there is to choose from: each id with its name, other names, and what stands beside it."""

    def name(entries: Mapping[str, Any], key: str | None) -> str:
        return entries[key].name if key in entries else key or ""

    return {
        "places": [
            [key, place.name, _others(place.name, place.aliases), name(dataset.places, place.within)]
            for key, place in dataset.places.items()
        ],
        "actors": [
            [key, actor.name, _others(actor.name, actor.aliases)]
            for key, actor in dataset.actors.items()
        ],
        "categories": [[key, entry.name] for key, entry in dataset.categories.items()],
        "metrics": [[key, entry.name] for key, entry in dataset.metrics.items()],
        "publishers": [[key, entry.name] for key, entry in dataset.publishers.items()],
        "sources": [
            [key, source.title, [], name(dataset.publishers, source.publisher)]
            for key, source in dataset.sources.items()
        ],
        "events": [
            [
                key,
                event.title,
                [],
                event.span.edtf,
                "" if event.date else Calendar.HIJRI,
                [where.place for where in event.places],
            ]
            for key, event in dataset.events.items()
        ],
        "withdrawn": [[key] for key in dataset.withdrawn],
    }


def _others(name: str, aliases: tuple[str, ...]) -> list[str]:
    """The aliases that a search by a part of a name finds neither in the name nor in another."""
    others = spellings(name, aliases)
    known = [folded(other) for other in (name, *others)]
    return [
        alias for alias in others if sum(folded(alias) in longer for longer in known) == 1
    ]
