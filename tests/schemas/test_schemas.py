"""The schemas: true to the models, to the rules, and to what stands in schema/."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator
from yaml import YAMLError

from tests.contents import checked
from tests.dates.test_edtf import ANY
from tests.dates.test_edtf import HIJRI as ANY_HIJRI
from tests.dates.test_faults import GREGORIAN, HIJRI
from tests.folders import RICH
from tests.schemas.editor import ARABIC, codes, kind_of, read, told
from timeline.dates import Calendar, Span, parse
from timeline.messages import Language, messages
from timeline.records.fields import Record
from timeline.reporting.diagnostic import diagnose
from timeline.rules.rule import EVENT, Rule, event
from timeline.rules.table import BY_CODE, BY_NAME, TABLE
from timeline.schemas import FIELDS, KINDS, file_name, schema_text, schemas
from timeline.schemas.kinds import schema as schema_of
from timeline.schemas.wording import Voice

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "schema"

# The rules whose examples a schema can see; of the others it says nothing.
COVERED = {
    "missing-field", "unknown-field", "wrong-shape", "empty-text", "text-too-long",
    "unknown-value", "id-in-record", "bad-url", "bad-home", "bad-contact", "bad-language", "bad-number", "bad-degrees",
    "bad-flag", "dispute-without-status", "not-edtf", "impossible-day", "impossible-month",
    "year-out-of-range", "clock-time", "slashed-date", "arabic-digits", "level-two",
    "says-nothing", "unpadded", "season-of-hijri", "outside-hijri-table", "date-text",
    "two-dates", "day-needed", "era-not-period", "claim-without-number", "value-and-range",
    "bad-towards", "cumulative-without-since",
}  # fmt: skip


def name(rule: type[Rule]) -> str:
    return rule.name


def models() -> list[type[Record]]:
    return list(FIELDS)


def trees(example: Any) -> list[tuple[str, Any]]:
    """Give the records of an example that an editor can read, by their kind."""
    found = []
    for file, text in example.items():
        kind = kind_of(file)
        if kind and isinstance(text, str):
            found.append((kind.name, read(text)))
    return found


# ------------------------------------------------------------------------------- the models


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_is_told_of_in_the_order_of_the_model(model: type[Record]) -> None:
    assert list(FIELDS[model]) == [field for field in model.model_fields if field != "id"]
    for field in FIELDS[model].values():
        assert field.about.endswith((".", "…"))
        assert re.search("[ء-ي]{2}", ARABIC.text(field.about))


def every_schema(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from every_schema(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from every_schema(part)


@pytest.mark.parametrize("language", Language)
def test_schemas_are_schemas_of_draft_07(language: Language) -> None:
    for schema in schemas(messages(language)).values():
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        Draft7Validator.check_schema(schema)


def test_what_an_editor_would_say_in_english_does_not_occur() -> None:
    """These keywords have no `errorMessage` in the YAML language server (1.25)."""
    own_words = {"minLength", "maxLength", "minItems", "maxItems", "format", "dependencies"}
    for schema in schemas(ARABIC).values():
        for part in every_schema(schema):
            assert not own_words & part.keys()
            assert not ("not" in part and "errorMessage" in part)
            # An editor's own check of a schema refuses a list without choices.
            assert part.get("enum") != []


def test_every_choice_has_its_meaning_in_arabic() -> None:
    for schema in schemas(ARABIC).values():
        for part in every_schema(schema):
            if isinstance(part.get("enum"), list):
                assert len(part["markdownEnumDescriptions"]) == len(part["enum"])
                assert all(re.search("[ء-ي]", words) for words in part["markdownEnumDescriptions"])


# ------------------------------------------------------------------------------- schema/


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_stands_in_schema_is_what_is_made(kind: Any) -> None:
    """Made anew with the ids that it offers: those may be fewer than content/ has by now."""
    text = (SCHEMA / file_name(kind.name)).read_text("utf-8")
    offered: dict[str, dict[str, str]] = {}
    for key, part in json.loads(text)["definitions"].items():
        for snippet in part.get("defaultSnippets", ()):
            label = snippet["label"].removesuffix(f" · {snippet['body']}")
            # What may be of two vocabularies is offered in their order: the first may have all.
            offered.setdefault(key.partition("-")[0], {})[snippet["body"]] = label
    made = schemas(ARABIC, offered)[kind.name]
    assert json.loads(text) == made, "run: timeline schema"
    assert text == schema_text(json.loads(text))


def test_schema_holds_nothing_else() -> None:
    assert {file.name for file in SCHEMA.iterdir()} == {file_name(kind.name) for kind in KINDS}


# ------------------------------------------------------------------------------- the content


def test_the_first_timeline_is_valid() -> None:
    content = ROOT / "content"
    for kind in KINDS:
        for file in content.glob(kind.files):
            assert list(told(kind.name, read(file.read_text("utf-8")))) == [], file


def test_a_rich_timeline_is_valid() -> None:
    seen = {kind: list(told(kind, tree)) for kind, tree in trees(RICH)}
    assert len(seen) > 6
    assert not any(seen.values())


def test_texts_without_quotes_are_texts() -> None:
    """An editor reads 2019 as a number, and true as neither text nor number."""
    example = event(
        title="2019",
        date="2019",
        added="2026-11-22",
        milestone="true",
        date_note="true",
        claims="[{key: 1, metric: visitors, value: 14000, as_of: 2019-12, since: 2018}]",
    )
    ((kind, record),) = trees(example)
    assert (record["date"], record["milestone"]) == (2019, True)
    assert list(told(kind, record)) == []


# ------------------------------------------------------------------------------- the rules


@pytest.mark.parametrize("rule", [rule for rule in TABLE if rule.breaks], ids=name)
def test_the_example_that_breaks_a_rule(rule: type[Rule]) -> None:
    try:
        found = trees(rule.breaks)
    except (YAMLError, TypeError):  # an editor says so by itself
        found = []
    seen = {code for kind, tree in found for code in codes(kind, tree)}
    if rule.name in COVERED:
        assert seen == {rule.code}
    elif not rule.code.startswith("Y"):  # of a file that is not read, a schema may say anything
        assert seen <= {rule.code}


@pytest.mark.parametrize("rule", [rule for rule in TABLE if rule.keeps], ids=name)
def test_the_example_that_keeps_a_rule(rule: type[Rule]) -> None:
    for kind, tree in trees(rule.keeps):
        assert list(told(kind, tree)) == []


@pytest.mark.parametrize("rule", sorted(COVERED))
def test_the_editor_and_the_command_line_say_the_same(rule: str, tmp_path: Path) -> None:
    found = BY_NAME[rule]
    said = {words for kind, tree in trees(found.breaks) for words, _ in told(kind, tree)}
    findings = checked(tmp_path, found.breaks).findings[:1]
    # An editor shows no list beside what it says.
    bare = [replace(finding, lists={}) for finding in findings]
    (diagnostic,) = diagnose(bare, ARABIC, isolate=True)
    whole = f"{diagnostic.message} {diagnostic.advice} ({diagnostic.code})"
    # Where the record's own words end a sentence, its full stop is left out.
    patterns = [
        re.escape(words).replace("…\u2069", ".+").replace("…", ".+").replace("28/29", "28")
        for words in said
    ]
    assert any(re.fullmatch(pattern, whole) for pattern in patterns), (said, whole)


def test_no_other_rule_is_spoken_of() -> None:
    voice = Voice(ARABIC)
    for kind in KINDS:
        schema_of(kind, voice, {})
    # An id in a field; that of a file stands in no record.
    assert voice.rules - COVERED == {"bad-id"}


# ------------------------------------------------------------------------------- dates


def dated(field: str, text: str) -> dict[str, Any]:
    record = read(EVENT)
    del record["date"]
    return {**record, field: text}


@given(ANY)
def test_no_date_that_is_read_is_refused(text: str) -> None:
    assert isinstance(parse(text), Span)
    assert codes("event", dated("date", text)) == set()


@given(ANY_HIJRI)
def test_no_hijri_date_that_is_read_is_refused(text: str) -> None:
    assert isinstance(parse(text, Calendar.HIJRI), Span)
    assert codes("event", dated("date_hijri", text)) == set()


@pytest.mark.parametrize(("text", "kind", "suggestion"), GREGORIAN)
def test_what_is_said_of_a_text_that_is_no_date(text: str, kind: str, suggestion: str) -> None:
    del suggestion
    seen = codes("event", dated("date", text))
    names = {BY_CODE[code].name for code in seen}
    # A pattern sees that something is wrong, or nothing. The rule that it names is the rule, or
    # that the text is no date as dates are written here; of two faults it may name the digits.
    allowed = {kind.replace("empty", "empty-text"), "not-edtf"}
    assert names <= allowed | ({"arabic-digits"} if re.search("[٠-٩]", text) else set())


@pytest.mark.parametrize(("text", "kind", "suggestion"), HIJRI)
def test_what_is_said_of_a_hijri_text(text: str, kind: str, suggestion: str) -> None:
    del suggestion
    names = {BY_CODE[code].name for code in codes("event", dated("date_hijri", text))}
    assert names <= {kind.replace("empty", "empty-text"), "not-edtf"}
