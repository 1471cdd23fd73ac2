"""Whatever a record is, those behind it are looked at as well."""

from pathlib import Path

import pytest

from tests.contents import checked
from timeline.rules.rule import EVENT, Example, Rule
from timeline.rules.table import TABLE

FOLDERS = {"events": EVENT.replace("الجسر", "النفق"), "sources": "title: غيره\n"}


def before(files: Example) -> dict[str, str]:
    """Give the records of an example again, under names that come before all others."""
    return {
        f"{folder}/a-{number}.yml": text
        for number, (file, text) in enumerate(sorted(files.items()))
        if isinstance(text, str) and (folder := file.partition("/")[0]) in FOLDERS
    }


LOOKING = [
    rule
    for rule in TABLE
    # One that is used before is used.
    if {"check", "check_on"} & vars(rule).keys() and rule.name != "unused-entry"
]


@pytest.mark.parametrize("rule", LOOKING, ids=lambda rule: rule.name)
def test_one_that_is_no_case_hides_none(tmp_path: Path, rule: type[Rule]) -> None:
    """The smallest records, and those that keep the rule, stand before those that break it."""

    def told(root: Path, *others: Example) -> list[tuple[str, dict[str, str]]]:
        findings = checked(root, *others, rule.breaks).findings
        return [(str(f.at), dict(f.facts)) for f in findings if f.rule == rule.name]

    plain = {f"{folder}/a-a.yml": text for folder, text in FOLDERS.items()}
    wanted = told(tmp_path / "alone")
    found = told(tmp_path / "behind", before(rule.keeps), plain)
    assert wanted
    assert [one for one in wanted if one not in found] == []
