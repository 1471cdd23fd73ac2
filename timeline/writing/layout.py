"""How each field of a record is written, read off its model."""

import types
import typing
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import Annotated, Any, Final

from timeline.records.event import ActorRef, PlaceRef, Relation, SourceRef
from timeline.records.fields import (
    Amount,
    Day,
    Edtf,
    Flag,
    HijriEdtf,
    Latitude,
    Line,
    Longitude,
    Prose,
    Record,
)
from timeline.records.vocabulary import Forms


class Form(Enum):
    """How a single value is written."""

    QUOTED = auto()  # a line of text, a date
    PROSE = auto()  # paragraphs
    PLAIN = auto()  # an id, a value of a closed list, a language, an address
    NUMBER = auto()  # a number or a mark: plain also where another reader of YAML sees no text
    UNKNOWN = auto()  # what no model knows, and keeps its text with its line breaks


@dataclass(frozen=True, slots=True)
class Layout:
    """How the value of a field is written: by itself, as the items of a list, as fields.

    `order` holds the layouts of a mapping's fields in the order of its model, `on_one_line` says
    that it stands in braces, `short` names the field that may stand for it alone; `needed` are the
    fields that are never left out, `other` those of which one is, and the other of the two. All are empty for what is no mapping. `entries` says that the
    keys are ids, each with a record of the layout `items`.
    """

    form: Form = Form.PLAIN
    items: "Layout | None" = None
    order: typing.Mapping[str, "Layout"] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    other: typing.Mapping[str, str] = field(default_factory=dict)
    on_one_line: bool = False
    short: str | None = None
    entries: bool = False


_FORMS: Final = {
    Form.QUOTED: (Line, Edtf, HijriEdtf, Day),
    Form.PROSE: (Prose,),
    Form.NUMBER: (Amount, Latitude, Longitude, Flag),
}
_ON_ONE_LINE: Final = {
    PlaceRef: "place",
    ActorRef: "actor",
    SourceRef: "source",
    Relation: None,
    Forms: None,
}


_EITHER: Final = {"date": "date_hijri", "date_hijri": "date"}


@lru_cache
def layout_of(model: type[Record]) -> Layout:
    """Give the layout of a record; its id is not among its fields, for it is not written."""
    fields = {name: field for name, field in model.model_fields.items() if name != "id"}
    return Layout(
        order={
            name: _layout(_annotation(field.annotation, field.metadata))
            for name, field in fields.items()
        },
        needed=frozenset(name for name, field in fields.items() if field.is_required()),
        other=_EITHER if _EITHER.keys() <= fields.keys() else {},
        on_one_line=model in _ON_ONE_LINE,
        short=_ON_ONE_LINE.get(model),
    )


@lru_cache
def layout_of_entries(model: type[Record]) -> Layout:
    """Give the layout of a file that maps ids to records."""
    return Layout(items=layout_of(model), entries=True)


def _annotation(kind: Any, readers: list[Any]) -> Any:  # noqa: ANN401 - any type at all
    for reader in readers:
        kind = Annotated[kind, reader]
    return kind


def _layout(annotation: Any) -> Layout:  # noqa: ANN401 - any type at all
    for form, kinds in _FORMS.items():
        if annotation in kinds:
            return Layout(form)
    origin = typing.get_origin(annotation)
    parts = typing.get_args(annotation)
    if origin in {Annotated, types.UnionType, typing.Union}:
        return _layout(parts[0])
    if origin is tuple:
        return Layout(items=_layout(parts[0]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return layout_of(annotation)
    return Layout()
