"""A record as an editor reads it, and what its schema says of it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import yaml
from jsonschema import Draft7Validator

from timeline.messages import Language, messages
from timeline.schemas import KINDS, Kind, schemas

ARABIC = messages(Language.ARABIC)


class Core(yaml.SafeLoader):
    """YAML's core schema, by which the YAML language server types what is not quoted."""


Core.yaml_implicit_resolvers = {}
for tag, pattern in (
    ("null", r"|~|null|Null|NULL"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), None)


def read(text: str) -> Any:
    return yaml.load(text, Loader=Core)  # noqa: S506 - a SafeLoader with fewer types


def kind_of(file: str) -> Kind | None:
    """Give the kind of a file below content/."""
    stem = re.compile(r"\*\*/\*\.yml$")
    for kind in KINDS:
        if kind.files == file or (
            file.endswith(".yml")
            and stem.search(kind.files)
            and PurePosixPath(file).is_relative_to(kind.files.split("/")[0])
        ):
            return kind
    return None


@lru_cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(schemas(ARABIC)[kind])


def told(kind: str, tree: Any) -> Iterator[tuple[str, str]]:
    """Give each message as the language server chooses it, and the value that it is about."""
    for error in validator(kind).iter_errors(tree):
        words = error.schema.get("errorMessage")
        if error.validator == "pattern":
            words = error.schema.get("patternErrorMessage", words)
        assert words, f"an editor would say this in words of its own: {error.message}"
        yield words, str(error.instance)


def codes(kind: str, tree: Any) -> set[str]:
    return {found for words, _ in told(kind, tree) for found in re.findall(r"\((\w\d+)\)$", words)}
