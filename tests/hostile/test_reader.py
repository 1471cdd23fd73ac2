"""Every hostile value in every field of every record: taken as it is, or refused where it stands."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.hostile.inert import faults
from tests.hostile.records import MODELS, attacked, leaves, put, record, text_of
from tests.hostile.values import CLASSES, SAMPLE, VALUES
from timeline.messages import Language, messages
from timeline.reading.document import Document
from timeline.reading.finding import Finding
from timeline.reading.validation import validate
from timeline.reading.yaml_source import read
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.github import as_annotations, as_summary
from timeline.reporting.machine import as_json
from timeline.reporting.summary import summary
from timeline.reporting.text import TextStyle, report

if TYPE_CHECKING:
    from timeline.records.fields import Record

FILE = "events/some.yml"
SAY = {language: messages(language) for language in Language}
# What holds fields of a record against one another stands at one of them, or at the record.
BETWEEN = {
    "two-dates",
    "missing-field",
    "value-and-range",
    "range-reversed",
    "claim-without-number",
}


def test_the_corpus_is_as_large_as_it_says() -> None:
    assert len(VALUES) == len(set(VALUES)) >= 600
    assert len(CLASSES) == 21
    assert min(len(values) for values in CLASSES.values()) >= 7
    assert {value for values in CLASSES.values() for value in values} == set(VALUES)


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_of_every_record_has_a_harmless_value(kind: str) -> None:
    """A field that is added to a model needs one in `records.py`, and is attacked from then on."""
    text, _ = text_of(record(kind, lambda _: "نص"))
    findings = found(kind, text, Document(FILE, text))
    assert findings == []


def found(kind: str, text: str, document: Document) -> list[Finding]:
    """Every finding in a record, read as its file would be."""
    tree, findings = read(document.file, text)
    if tree is None:
        return findings
    model: type[Record] = MODELS[kind]
    return validate(model, "some", tree, document).findings


def pairs(values: Iterable[str]) -> Iterator[tuple[str, str, list[Finding], str, dict[str, int]]]:
    for kind in MODELS:
        ours = list(leaves(kind))
        for value in values:
            text, lines = text_of(attacked(kind, value))
            findings = found(kind, text, Document(FILE, text))
            yield kind, value, findings, text, {str(leaf): lines[leaf.path] for leaf in ours}


def tried(values: Iterable[str]) -> tuple[int, int]:
    """How many pairs of value and field are refused and taken; each finding stands at its field."""
    refused = taken = 0
    for kind, value, findings, _, lines in pairs(values):
        at = {finding.at.line for finding in findings if finding.rule not in BETWEEN}
        assert at <= set(lines.values()), (kind, value, findings)
        assert all(finding.at.file == FILE for finding in findings)
        refused += len(at)
        taken += len(lines) - len(at)
    return refused, taken


def test_what_is_refused_is_told_where_it_stands() -> None:
    refused, taken = tried(SAMPLE)
    assert refused > taken > len(SAMPLE)


@pytest.mark.slow
def test_every_value_in_every_field_is_taken_or_told_where_it_stands(
    record_property: Callable[[str, object], None],
) -> None:
    refused, taken = tried(VALUES)
    fields = sum(len(list(leaves(kind))) for kind in MODELS)
    assert refused + taken == len(VALUES) * fields
    for name, count in (("values", len(VALUES)), ("fields", fields), ("refused", refused), ("taken", taken)):  # fmt: skip
        record_property(name, count)


def inert(values: Iterable[str]) -> int:
    """Hold the words of every finding to be inert in every form; give how many there were."""
    count = 0
    for number, (_, value, findings, text, _) in enumerate(pairs(values)):
        if not findings:
            continue
        say = SAY[list(Language)[number % 2]]
        source = {FILE: text}.get
        told = diagnose(findings, say, isolate=True, source=source)
        count += len(told)
        printed = report(told, TextStyle(say, "content", source))
        assert faults(printed) == [], value
        commands = as_annotations(told, "content", say)
        assert faults(commands, commands=commands.count("\n") - (len(told) > 10)) == [], value
        assert faults(as_summary(told, "content", summary(told, say), say)) == [], value
        plain = diagnose(findings, say, source=source)
        data = json.loads(as_json(plain, "content", source))
        assert len(data["diagnostics"]) == len(told)
    return count


def test_what_is_said_of_a_refused_value_is_inert() -> None:
    assert inert(SAMPLE[::6]) > 100


@pytest.mark.slow
def test_what_is_said_of_every_refused_value_is_inert(
    record_property: Callable[[str, object], None],
) -> None:
    record_property("diagnostics", inert(VALUES))


def test_one_value_alone_can_be_put_anywhere() -> None:
    tree: dict[str, object] = {}
    put(tree, ("a", 0, "b"), "x")
    put(tree, ("a", 0, "c"), "y")
    assert tree == {"a": [{"b": "x", "c": "y"}]}
