"""One tree of text → one valid record, or the findings that say what is wrong with it."""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from timeline.reading.document import Document
from timeline.reading.finding import Finding, Path, nearest
from timeline.reading.yaml_source import Tree
from timeline.records.addresses import as_sent
from timeline.records.examples import EXAMPLES
from timeline.records.fields import Record, is_id

R = TypeVar("R", bound=Record)
T = TypeVar("T")

# What pydantic itself finds, by the rule that it breaks; our own types name their rule.
_SHAPES = {
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
    "list_type": "list",
    "tuple_type": "list",
    "string_type": "text",
}

# The field of each of an event's calendars, and that of the other one.
_OTHER_CALENDAR = {"date": "date_hijri", "date_hijri": "date"}


@dataclass(frozen=True, slots=True)
class Validation(Generic[R]):
    """What came of a record: itself if it is valid, else what of it can be read.

    Of a faulty record `legible` holds the fields without a fault, and the rest as if they were not
    there, so that what is wrong with the one does not hide what is wrong with the others. It is
    for rules to look at and never to be published. Of a list it holds the items without a fault,
    and `document` finds each of them where it stands.
    """

    record: R | None
    legible: R | None
    findings: list[Finding]
    document: Document

    def __reduce__(self) -> tuple[object, ...]:
        """Be kept as what it is made of, which is quicker than Python's own way for such classes."""
        return Validation, (self.record, self.legible, self.findings, self.document)


def validate(model: type[R], record_id: str, tree: Tree, document: Document) -> Validation[R]:
    """Make the record, with its id; else every fault found in it."""
    if not isinstance(tree, dict):
        shapeless = Finding("wrong-shape", document.at(), {"wanted": "mapping"})
        return Validation(None, None, [shapeless], document)
    findings: list[Finding] = []
    fields: dict[str, Tree] = tree
    if "id" in model.model_fields:
        if "id" in tree:
            findings.append(Finding("id-in-record", document.at("id", key=True)))
        if not is_id(record_id):
            findings.append(Finding("bad-id", document.at(key=True), {"value": record_id}))
            record_id = "x"  # so that what else is wrong is found too
        fields = tree | {"id": record_id}
    try:
        record = model.model_validate(fields)
    except ValidationError as error:
        details = error.errors(include_url=False)
        findings += _told_once([_finding(model, detail, document) for detail in details])
        sound, kept = _sound(fields, [detail["loc"] for detail in details])
        return Validation(None, _legible(model, sound), findings, document.of_items(kept))
    return Validation(None if findings else record, record, findings, document)


def _told_once(findings: list[Finding]) -> list[Finding]:
    """Leave out a field that is missing because its name is misspelt: one slip is told once."""
    misspelt = {(f.at.path[:-1], f.suggestion) for f in findings if f.rule == "unknown-field"}
    return [
        f
        for f in findings
        if f.rule != "missing-field" or (f.at.path, f.facts["field"]) not in misspelt
    ]


def _sound(
    fields: Mapping[str, Tree], faults: list[Path]
) -> tuple[dict[str, Tree], dict[str, tuple[int, ...]]]:
    """Give the fields without a fault, and which items are left of lists that have faulty ones."""
    sound = {name: fields[name] for name in fields.keys() - {path[0] for path in faults if path}}
    kept: dict[str, tuple[int, ...]] = {}
    for name, value in fields.items():
        at = [path[1] if len(path) > 1 else None for path in faults if path[:1] == (name,)]
        if isinstance(value, list) and at and None not in at:
            kept[name] = tuple(index for index in range(len(value)) if index not in at)
            if kept[name]:
                sound[name] = [value[index] for index in kept[name]]
    return sound, kept


def _legible(model: type[R], fields: Mapping[str, Tree]) -> R:
    """Make a record of the fields that are sound, each by itself; lists are empty where missing."""
    values: dict[str, Any] = {
        name: ()
        for name, field in model.model_fields.items()
        if field.is_required() and typing.get_origin(field.annotation) is tuple
    }
    for name, value in fields.items():
        values[name] = _reader(model, name).validate_python(value)
    return cast("R", model.model_construct(**values))


@lru_cache
def _reader(model: type[Record], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    # One field of a model by itself, which pydantic offers no shorter way to read.
    kind: Any = field.annotation
    for reader in field.metadata:
        kind = Annotated[kind, reader]
    return TypeAdapter(kind)


def _finding(model: type[Record], detail: ErrorDetails, document: Document) -> Finding:
    path: Path = detail["loc"]
    kind = detail["type"]
    facts = {key: str(value) for key, value in detail.get("ctx", {}).items()}
    if kind in {"missing", "missing-field"}:
        field = facts.get("field", str(path[-1]))
        example = EXAMPLES[_inner(model, path[:-1], Record)][field]
        lists = {"value": (f"{field}: {example}",)}
        return Finding("missing-field", document.at(*path), {"field": field}, lists=lists)
    if kind == "extra_forbidden":
        name = str(path[-1])
        known = [n for n in _inner(model, path[:-1], BaseModel).model_fields if n != "id"]
        at, here = document.at(*path, key=True), {"options": tuple(known)}
        return Finding("unknown-field", at, {"value": name}, nearest(name, known), lists=here)
    if kind == "enum":
        value = str(detail["input"])
        if not isinstance(detail["input"], str):
            return Finding("wrong-shape", document.at(*path), {"wanted": "text"})
        options = [str(member.value) for member in _inner(model, path, Enum)]
        facts = {"value": value, "options": ", ".join(options)}
        return Finding("unknown-value", document.at(*path), facts, nearest(value, options))
    if kind in _SHAPES:
        return Finding("wrong-shape", document.at(*path), {"wanted": _SHAPES[kind]})
    suggestion = facts.pop("suggestion", "") or _written(kind, model, path, facts)
    return Finding(kind, document.at(*path), facts, suggestion)


def _written(kind: str, model: type[Record], path: Path, facts: Mapping[str, str]) -> str | None:
    """Say what to write for an address in Arabic, or a date that its field cannot say wholly."""
    if kind == "bad-url":
        return as_sent(facts["value"])
    other = _OTHER_CALENDAR.get(str(path[0]))
    if "other_calendar" in facts and other in model.model_fields:
        return f'{other}: "{facts["other_calendar"]}"'
    return facts.get("nearest")


def _inner(model: type[BaseModel], path: Path, wanted: type[T]) -> type[T]:
    """Find the model or enumeration that a path leads to, through lists and optional values."""
    current: object = model
    for step in path:
        if isinstance(step, str):  # an item of a list needs no step: its type is in the list's
            owner = next(_within(current, BaseModel))
            current = owner.model_fields[step].annotation
    return next(_within(current, wanted))


def _within(annotation: object, wanted: type[T]) -> Iterator[type[T]]:
    """Find every class of a kind that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _within(part, wanted)


def faults(model: type[Record], name: str, value: Tree) -> list[Finding]:
    """Find what is wrong with one field's value by itself, before there is a record or a file."""
    try:
        _reader(model, name).validate_python(value)
    except ValidationError as error:
        nowhere = Document("", f"{name}: \n")
        details = error.errors(include_url=False)
        for detail in details:
            detail["loc"] = (name, *detail["loc"])
        return [_finding(model, detail, nowhere) for detail in details]
    return []
