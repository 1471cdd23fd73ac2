"""The fields of the form with which a reader suggests an event: out of models and schemas.

Nothing is listed here that is said elsewhere: fields and their order are the models', what each is
for is told by `timeline.schemas`, values are named by the catalog. Labels alone stand here, since
only a form needs a field's name in words.
"""

import re
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

from timeline.dataset import Dataset
from timeline.messages import Language, Messages, words
from timeline.messages.kinds import BASIS
from timeline.records.claim import Claim, ClaimRef, Stance
from timeline.records.event import ActorRef, Event, PlaceRef, Relation, SourceRef, Status
from timeline.records.fields import DateBasis, Record, listed
from timeline.records.source import Source
from timeline.schemas import FIELDS
from timeline.schemas.fragments import SCALARS, TERMS
from timeline.schemas.models import REFERENCES, required, unwrapped

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
# What the button says that puts another item into a list.
_ADD: Final[Mapping[str, str]] = {
    "after": words("Add an event before it"),
    "before": words("Add an event after it"),
    "categories": words("Add a kind"),
    "places": words("Add a place"),
    "actors": words("Add a person or a group"),
    "claims": words("Add a number"),
    "sources": words("Add a source"),
    "relations": words("Add a relation"),
}
# Rarely needed: they stand folded away below the others.
_RARE: Final[Mapping[type[Record], frozenset[str]]] = {
    Claim: frozenset(
        {
            "best",
            "stated",
            "scope",
            "since",
            "as_of",
            "reported_by",
            "key",
            "stance",
            "towards",
            "note",
        }
    ),
    Source: frozenset(
        {"author", "published_basis", "published_note", "archived", "origin", "note"}
    ),
}
# Lists of what is chosen by its name.
_BY_NAME: Final = frozenset({"places", "actors", "sources", "relations"})
# Where a form asks otherwise than a file does: here the calendar is chosen beside the date.
_INSTEAD: Final[Mapping[tuple[type[Record], str], str]] = {
    (Event, "date"): words("As exactly as the source gives it, and no more exactly."),
}
# What a form says where nothing else is chosen.
_UNCHOSEN: Final[Mapping[StrEnum, str]] = {Stance.CLAIMS: words("it is about no other number")}
# What a value of a closed list is called in few words, where TERMS has a sentence.
_SHORT_TERMS: Final[Mapping[type[StrEnum], str]] = {Status: "status"}


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
    add: str = ""


_Kind: TypeAlias = tuple[str, tuple[Field, ...], tuple[tuple[str, str], ...]]


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
        about = with_labels(self._say.text(_INSTEAD.get((model, name), told.about)), self._say)
        # What is chosen by its name needs no word on ids, what is set beforehand none on what it
        # would be if absent.
        chosen = (kind in {"id", "list"} and name in REFERENCES) or name in _BY_NAME
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
            add=self._say.text(_ADD[name]) if kind == "list" else "",
        )

    def _kind(self, hint: Any, name: str) -> _Kind:  # noqa: ANN401
        """Give the kind of a field, and the fields or the options in it."""
        kind, readers = unwrapped(hint)
        scalar = next((SCALARS[reads][0] for reads in readers if reads in SCALARS), None)
        if scalar:
            return scalar, (), ()
        if listed in readers:
            return self._list(typing.get_args(kind)[0], name)
        if kind is ClaimRef:
            return "towards", (), ()
        if issubclass(kind, StrEnum):
            return "choice", (), tuple((value.value, self._term(kind, value)) for value in kind)
        return "record", tuple(self.fields(kind).values()), ()

    def _list(self, item: Any, name: str) -> _Kind:  # noqa: ANN401
        kind, inner, options = self._kind(item, name)
        if kind == "choice":
            return "boxes", (), options
        if name == "categories" and 0 < len(self._categories) <= MOST_BOXES:
            return "boxes", (), tuple(self._categories)
        if kind == "id":
            inner = (Field("", "", "", "", "id", needed=False, of=REFERENCES[name]),)
        return "list", inner, ()

    def _term(self, values: type[StrEnum], value: StrEnum) -> str:
        if value in _UNCHOSEN:
            return self._say.text(_UNCHOSEN[value])
        if values is DateBasis:
            return self._say.text(BASIS[value.value])
        return self._say.term(_SHORT_TERMS.get(values, TERMS[values]), value.value)


_WRITTEN: Final = frozenset({"line", "prose", "url", "language", "amount", "towards"})


def with_labels(text: str, say: Messages) -> str:
    """A text in which fields, and values of `status`, are called by their labels.

    In Arabic every Latin word that is a field's name is meant as one; in English only with a colon.
    """
    labels = {name: label for fields in LABELS.values() for name, label in fields.items()}
    colon = ":" if say.language is Language.ENGLISH else ":?"
    values = "|".join(Status)

    def label(found: re.Match[str]) -> str:
        if found[1] not in labels:
            return found[0]
        if found[3]:
            return say.text(
                "{value} in «{field}»", value=found[3], field=say.text(labels[found[1]])
            )
        value = f" «{say.term('status', found[2])}»" if found[2] else ""
        return f"«{say.text(labels[found[1]])}»{value}"

    names = (
        rf"(?<![{{a-z0-9#._/-])([a-z_]+){colon}(?: ({values})\b| ([0-9]+))?(?!\.?[a-z0-9{{}}#_/-])"
    )
    return re.sub(names, label, text)
