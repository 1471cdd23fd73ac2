"""What nothing refers to, what is there twice."""

from pathlib import Path

import pytest

from tests.contents import checked, found
from timeline.rules.rule import Example, event

VOCABULARIES: Example = {
    "vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\nagency: {name: الوكالة}\n",
    "vocabularies/metrics.yml": "visitors: {name: الزوار}\n",
    "vocabularies/places.yml": "mosul: {name: الموصل}\n",
    "vocabularies/publishers.yml": "gazette: {name: الجريدة}\n",
    "sources/report.yml": "title: تقرير\npublisher: gazette\norigin: agency\n",
}


def test_whatever_is_named_anywhere_is_used(tmp_path: Path) -> None:
    claims = "[{metric: visitors, value: 5, said_by: mayor}]"
    assert found(tmp_path / "a", VOCABULARIES, event(claims=claims)) == []
    assert found(tmp_path / "b", VOCABULARIES) == [
        "vocabularies/actors.yml:1:1 unused-entry",
        "vocabularies/metrics.yml:1:1 unused-entry",
    ]


@pytest.mark.parametrize("line", [{"status": "planed"}, {"actors": "[mayr]"}])
def test_nothing_is_unused_while_a_record_may_mean_it(tmp_path: Path, line: dict[str, str]) -> None:
    told = found(
        tmp_path, {"vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\n"}, event(**line)
    )
    assert "unused-entry" not in " ".join(told)


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ("a: {name: القحطانية}\nb: {name: القحطانيه}\n", ["2:11"]),
        ("a: {name: القحطانية, within: c}\nb: {name: القحطانية}\nc: {name: سنجار}\n", []),
        ("a: {name: كركوك, kind: city}\nb: {name: كركوك, kind: governorate}\n", []),
        ("a: {name: أ, aliases: [ب]}\nb: {name: ب}\n", ["2:11"]),
        ("a: {name: أ, aliases: [أ]}\n", []),
    ],
)
def test_names_of_places(tmp_path: Path, places: str, told: list[str]) -> None:
    findings = checked(tmp_path, {"vocabularies/places.yml": places}).findings
    assert [(f"{f.at.line}:{f.at.column}", f.rule) for f in findings] == [
        (place, "same-name") for place in told
    ]


def test_a_claim_without_a_source_or_with_an_unknown_one_is_not_told_of(tmp_path: Path) -> None:
    claims = "[{metric: a, value: 5}, {metric: a, value: 5, source: reprt}]"
    assert found(tmp_path, event(claims=claims)) == ["events/bridge-opened.yml:5:63 unknown-source"]
