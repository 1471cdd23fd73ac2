"""The Arabic catalog: it holds all that the software says, nothing else, and says it soundly."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import timeline
from tests.reading.test_yaml_source import PROBLEMS
from timeline.dates import Precision
from timeline.messages import Language, messages
from timeline.reading.broken_yaml import Cause
from timeline.reading.characters import forbidden
from timeline.records.claim import Group, Scope, Stance
from timeline.records.event import Dispute, RelationType, Role, Status
from timeline.records.fields import DateBasis
from timeline.records.source import SourceType
from timeline.records.vocabulary import ActorKind, PlaceKind, PlacePrecision
from timeline.render.page import FRAMES

PACKAGE = Path(timeline.__file__).parent
# The closed lists of the records that pages show, by the kind under which they are named.
TERMS: dict[str, type[StrEnum]] = {
    "status": Status,
    "place precision": PlacePrecision,
    "role": Role,
    "scope": Scope,
    "group": Group,
    "stance": Stance,
    "stance towards": Stance,
    "dispute": Dispute,
    "degrees": PlacePrecision,
    "relation": RelationType,
    "relation back": RelationType,
    "place kind": PlaceKind,
    "actor kind": ActorKind,
    "actor kind one": ActorKind,
    "source type": SourceType,
    "status means": Status,
    "precision": Precision,
    "precision means": Precision,
    "basis means": DateBasis,
}
# What is said is written where it is said, but for these, which come to it as values: the names
# of sections, the shapes that a finding wanted, the problems that libyaml names, and their causes.
AS_VALUES = {frame.navigation for frame in FRAMES if frame.navigation}
AS_VALUES |= {"text", "list", "mapping", *PROBLEMS, *map(str, Cause)}

Plural = tuple[str, str]


def catalog() -> Catalog:
    with (PACKAGE / "messages/ar/timeline.po").open("rb") as file:
        return read_po(file, locale="ar", abort_invalid=True)


def entries() -> list[Message]:
    return [message for message in catalog() if message.id]


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def key(message: Message) -> str | Plural:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def said(name: str, arguments: list[list[str]]) -> Iterator[str | Plural]:
    """Give what a call says, out of the texts that stand in each of its arguments."""
    if name in {"text", "words", "say", "_"} and arguments:
        yield from arguments[0]
    elif name == "count" and len(arguments) > 2 and arguments[1]:  # else it counts letters
        yield from zip(arguments[0], arguments[1], strict=True)


def in_python() -> Iterator[tuple[str, list[list[str]]]]:
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                yield (
                    name,
                    [
                        [
                            part.value
                            for part in ast.walk(argument)
                            if isinstance(part, ast.Constant) and isinstance(part.value, str)
                        ]
                        for argument in without_keys(node)
                    ],
                )


def without_keys(call: ast.Call) -> list[ast.expr]:
    """Give a call's arguments; of a choice out of a mapping, `{…}[name]`, what can be chosen."""
    return [
        ast.List(argument.value.values)
        if isinstance(argument, ast.Subscript) and isinstance(argument.value, ast.Dict)
        else argument
        for argument in call.args
    ]


def in_templates() -> Iterator[tuple[str, list[list[str]]]]:
    environment = Environment(autoescape=True)
    for file in [*PACKAGE.glob("render/templates/*.html"), *PACKAGE.glob("render/theme/*.html")]:
        for call in environment.parse(file.read_text("utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name):
                yield call.node.name, [texts(argument) for argument in call.args]


def texts(node: nodes.Node) -> list[str]:
    constants = [node] if isinstance(node, nodes.Const) else node.find_all(nodes.Const)
    return [constant.value for constant in constants if isinstance(constant.value, str)]


def everything_said() -> set[str | Plural]:
    calls = [*in_python(), *in_templates()]
    return {message for name, arguments in calls for message in said(name, arguments)} | AS_VALUES


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}", text))


def test_all_that_is_said_is_translated_and_nothing_else_is() -> None:
    translated = {key(message) for message in entries() if not message.context}
    assert sorted(everything_said() - translated, key=str) == []
    assert sorted(translated - everything_said(), key=str) == []


def test_kinds_of_terms_in_the_code_are_those_of_the_catalog() -> None:
    calls = [*in_python(), *in_templates()]
    kinds = {text for name, arguments in calls if name == "term" for text in arguments[0]}
    assert kinds <= set(TERMS)
    assert {message.context for message in entries() if message.context} == set(TERMS)


@pytest.mark.parametrize(("kind", "enum"), TERMS.items())
def test_terms(kind: str, enum: type[StrEnum]) -> None:
    assert {m.id for m in entries() if m.context == kind} == {member.value for member in enum}


@pytest.mark.parametrize("message", entries(), ids=lambda message: str(message.id)[:50])
def test_entry(message: Message) -> None:
    """Each is Arabic, has the facts of the English, and no character that could mislead."""
    wanted = placeholders(message.id if isinstance(message.id, str) else message.id[1])
    assert not message.fuzzy
    assert len(strings(message)) == (1 if isinstance(message.id, str) else 6)
    for index, string in enumerate(strings(message)):
        assert string.strip() == string or not any(map(str.isalpha, string))
        assert re.search("[ء-ي]", string) or not any(map(str.isalpha, string))
        # «حدث واحد» needs no number.
        assert placeholders(string) == wanted or (
            len(strings(message)) == 6 and index < 3 and placeholders(string) == wanted - {"{n}"}
        )
        assert not list(forbidden(string))
        assert not re.search("ـ[ء-ي]", string), "a tatweel within a word"


def test_no_entry_stands_twice() -> None:
    source = (PACKAGE / "messages/ar/timeline.po").read_text("utf-8")
    heads = re.findall(r'^(?:msgctxt "(.*)"\n)?msgid ((?:".*"\n)+)', source, re.MULTILINE)
    assert len(heads) == len(set(heads)) == len(entries()) + 1


def test_header() -> None:
    assert catalog().num_plurals == 6
    assert str(catalog().locale) == "ar"


def test_saying() -> None:
    arabic, english = messages(Language.ARABIC), messages(Language.ENGLISH)
    assert english.text("There is no rule {value}.", value="{x}") == "There is no rule {x}."
    assert "{x}" in arabic.text("There is no rule {value}.", value="{x}")
    assert arabic.text("what nobody translated") == "what nobody translated"
    assert english.text("a {brace}") == "a {brace}"
    assert arabic.text("") == ""  # and not the catalog's header
    assert arabic.term("status", "planned") not in {"", "planned"}
    assert arabic.term("group", "unknown") != arabic.term("place precision", "unknown")
    assert english.term("status", "planned") == "planned"


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (0, "لا أحداث", "0 events"),
        (1, "حدث واحد", "1 event"),
        (2, "حدثان", "2 events"),
        (3, "3 أحداث", "3 events"),
        (10, "10 أحداث", "10 events"),
        (11, "11 حدثًا", "11 events"),
        (99, "99 حدثًا", "99 events"),
        (100, "100 حدث", "100 events"),
        (102, "102 حدث", "102 events"),
        (1103, "1,103 أحداث", "1,103 events"),
    ],
)
def test_counting(n: int, arabic: str, english: str) -> None:
    assert messages(Language.ARABIC).count("{n} event", "{n} events", n) == arabic
    assert messages(Language.ENGLISH).count("{n} event", "{n} events", n) == english
