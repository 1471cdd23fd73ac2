"""What .vscode/ holds: schemas for every kind of file, and snippets that pass the check."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.contents import brief, checked
from timeline.records.claim import Claim, Group
from timeline.records.event import RelationType, Role, Status
from timeline.records.fields import DateBasis
from timeline.records.source import SourceType
from timeline.records.vocabulary import PlacePrecision
from timeline.rules.rule import EVENT, SMALLEST, Example
from timeline.schemas import KINDS, file_name

VSCODE = Path(__file__).parents[2] / ".vscode"
SNIPPETS: dict[str, dict[str, Any]] = json.loads(
    (VSCODE / "timeline.code-snippets").read_text("utf-8")
)
BY_PREFIX = {snippet["prefix"][0]: "\n".join(snippet["body"]) for snippet in SNIPPETS.values()}
TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"


def expanded(prefix: str) -> str:
    """Give what stands in the editor when nothing is filled in and nothing else chosen."""
    text = BY_PREFIX[prefix].replace(TODAY, "2026-11-22")
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    assert text.count("$") == 1
    return text.replace("$0", "")


def listed(field: str, prefix: str) -> str:
    """Give the smallest event with a list that holds the snippet's item."""
    lines = "".join(f"  {line}\n" if line else "\n" for line in expanded(prefix).splitlines())
    return f"{EVENT}{field}:\n{lines}"


def example(prefix: str) -> Example:
    source = {"sources/source.yml": "title: تقرير\n"}
    match prefix:
        case "event":
            return {"events/new.yml": expanded(prefix), **source}
        case "source":
            return {"sources/source.yml": expanded(prefix)}
        case "claim":
            return {"events/bridge-opened.yml": listed("claims", prefix), **source}
        case "relation":
            first = {"events/event.yml": EVENT}
            return {"events/bridge-opened.yml": listed("relations", prefix), **first}
        case _:
            return {"events/bridge-opened.yml": listed(f"{prefix}s", prefix)}


@pytest.mark.parametrize("prefix", BY_PREFIX)
def test_a_snippet_passes_the_check(prefix: str, tmp_path: Path) -> None:
    result = checked(tmp_path, SMALLEST, example(prefix))
    assert brief(result) == []


def test_snippets_are_those_that_are_wanted() -> None:
    assert set(BY_PREFIX) == {"event", "claim", "source", "relation", "correction"}
    for name, snippet in SNIPPETS.items():
        for words in (name, snippet["prefix"][1], snippet["description"]):
            assert re.match("[ء-ي]{2}", words)


@pytest.mark.parametrize(
    ("prefix", "field", "values"),
    [
        ("event", "date_basis", DateBasis),
        ("event", "status", Status),
        ("event", "precision", PlacePrecision),
        ("event", "role", Role),
        ("claim", "group", Group),
        ("source", "type", SourceType),
        ("relation", "type", RelationType),
    ],
)
def test_a_snippet_offers_every_value(prefix: str, field: str, values: Any) -> None:
    (offered,) = re.findall(rf"\b{field}: \$\{{\d+\|([^|]+)\|", BY_PREFIX[prefix])
    assert set(offered.split(",")) == {value.value for value in values}


def test_a_claim_is_in_the_order_of_its_fields() -> None:
    fields = re.findall(r"^[- ] (\w+):", BY_PREFIX["claim"], re.MULTILINE)
    assert fields == [field for field in Claim.model_fields if field in fields]


def test_the_settings_know_a_schema_for_every_kind_of_file() -> None:
    settings = json.loads((VSCODE / "settings.json").read_text("utf-8"))
    wanted = {f"./schema/{file_name(kind.name)}": f"content/{kind.files}" for kind in KINDS}
    assert settings["yaml.schemas"] == wanted
    assert settings["yaml.schemaStore.enable"] is False, "nothing is asked of a third party"


def test_the_extensions_that_are_recommended() -> None:
    extensions = json.loads((VSCODE / "extensions.json").read_text("utf-8"))
    assert "redhat.vscode-yaml" in extensions["recommendations"]
