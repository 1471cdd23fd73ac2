"""One tree of text → one valid record, or the findings that say what is wrong with it."""

import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from timeline.reading.document import Document
from timeline.reading.finding import Finding, Path, nearest
from timeline.reading.yaml_source import Tree
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


def validate(
    model: type[R], record_id: str, tree: Tree, document: Document
) -> tuple[R | None, list[Finding]]:
    """The record with its id, or None and every fault found in it."""
    if not isinstance(tree, dict):
        return None, [Finding("wrong-shape", document.at(), {"wanted": "mapping"})]
    findings = []
    if "id" in tree:
        findings.append(Finding("id-in-record", document.at("id", key=True)))
    if "id" in model.model_fields and not is_id(record_id):
        findings.append(Finding("bad-id", document.at(), {"value": record_id}))
        record_id = "x"
    fields = tree | {"id": record_id} if "id" in model.model_fields else tree
    try:
        record = model.model_validate(fields)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, findings + [_finding(model, detail, document) for detail in details]
    return (None if findings else record), findings


def _finding(model: type[Record], detail: ErrorDetails, document: Document) -> Finding:
    path: Path = detail["loc"]
    kind = detail["type"]
    facts = {key: str(value) for key, value in detail.get("ctx", {}).items()}
    if kind == "missing":
        facts = {"field": str(path[-1])}
        return Finding("missing-field", document.at(*path[:-1]), facts)
    if kind == "extra_forbidden":
        name = str(path[-1])
        owner = _inner(model, path[:-1], BaseModel)
        suggestion = nearest(name, owner.model_fields.keys() - {"id"}) if owner else None
        return Finding("unknown-field", document.at(*path, key=True), {"value": name}, suggestion)
    if kind == "enum":
        value = str(detail["input"])
        if not isinstance(detail["input"], str):
            return Finding("wrong-shape", document.at(*path), {"wanted": "text"})
        kinds = _inner(model, path, Enum)
        options = [str(member.value) for member in kinds] if kinds else []
        facts = {"value": value, "options": "، ".join(options)}
        return Finding("unknown-value", document.at(*path), facts, nearest(value, options))
    if kind in _SHAPES:
        return Finding("wrong-shape", document.at(*path), {"wanted": _SHAPES[kind]})
    suggestion = facts.pop("suggestion", "") or None
    return Finding(kind, document.at(*path), facts, suggestion)


def _inner(model: type[BaseModel], path: Path, wanted: type[T]) -> type[T] | None:
    """The model or enumeration that a path leads to, through lists and optional values."""
    current: Any = model
    for step in path:
        if isinstance(step, str):
            owner = _find(current, BaseModel)
            field: Mapping[str, Any] = owner.model_fields if owner else {}
            if step not in field:
                return None
            current = field[step].annotation
    return _find(current, wanted)


def _find(annotation: Any, wanted: type[T]) -> type[T] | None:
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return annotation
    for part in typing.get_args(annotation):
        if found := _find(part, wanted):
            return found
    return None
