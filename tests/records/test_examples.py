"""The examples of fields: one for each that a record may lack, and each of them holds."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from timeline.reading.validation import faults
from timeline.reading.yaml_source import read
from timeline.records.claim import ClaimRef
from timeline.records.examples import EXAMPLES
from timeline.records.fields import Record
from timeline.records.vocabulary import Entry

# Of these no file holds one as a mapping: the one is written as text, the other is what all share.
NOT_WRITTEN: set[type[BaseModel]] = {ClaimRef, Entry}


def models(above: type[Record] = Record) -> Iterator[type[Record]]:
    for model in above.__subclasses__():
        yield model
        yield from models(model)


def needed(model: type[Record]) -> set[str]:
    fields = model.model_fields.items()
    return {name for name, field in fields if field.is_required()} - {"id"}


def test_whatever_is_needed_has_one() -> None:
    lacking = {m: needed(m) - EXAMPLES.get(m, {}).keys() for m in {*models()} - NOT_WRITTEN}
    assert {m: names for m, names in lacking.items() if names} == {}


@pytest.mark.parametrize(("model", "name"), [(m, n) for m in EXAMPLES for n in EXAMPLES[m]])
def test_each_holds(model: type[Record], name: str) -> None:
    tree, findings = read("x.yml", f"{name}: {EXAMPLES[model][name]}\n")
    assert findings == []
    assert isinstance(tree, dict)
    assert [f for f in faults(model, name, tree[name]) if f.rule != "missing-field"] == []
