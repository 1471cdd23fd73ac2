"""Dates and claims held against one another, beyond what their examples show."""

from pathlib import Path

import pytest

from tests.contents import checked, found
from timeline.rules.rule import EVENT, event


@pytest.mark.parametrize(
    ("date", "stated", "differs"),
    [
        ("2019-03-23", "1440-07-16", False),
        ("2019-03-23", "1440-07-18", False),  # two days
        ("2019-03-23", "1440-07-19", True),
        ("2019-03-23", "1440-07-13", True),
        ("2019-03", "1440-07", False),
        ("2019-03", "1440-09", True),
        ("2019-03/..", "1445", False),
        ("2019-03/..", "1439", True),
        ("[..2019-03]", "1441", True),
        ("[..2019-03]", "1430", False),
    ],
)
def test_a_hijri_date_that_a_source_states(
    tmp_path: Path, *, date: str, stated: str, differs: bool
) -> None:
    findings = found(tmp_path, event(date=f'"{date}"', hijri_stated=f'"{stated}"'))
    assert findings == ["events/bridge-opened.yml:5:15 hijri-stated-differs"] * differs


def test_a_hijri_event_is_not_held_against_itself(tmp_path: Path) -> None:
    example = event(date="", date_hijri='"1440-07"', hijri_stated='"1430"')
    assert found(tmp_path, example) == []


@pytest.mark.parametrize(
    ("date", "status"),
    [("2014/2017", 0), ("2022/..", 0), ("2014", 1), ("../2017", 1), ("[2014..]", 1)],
)
def test_an_era_has_a_beginning(tmp_path: Path, date: str, status: int) -> None:
    eras = {"vocabularies/eras.yml": f'rise: {{name: الصعود, date: "{date}"}}\n'}
    assert len(found(tmp_path, eras)) == status


@pytest.mark.parametrize(
    ("towards", "rule", "suggestion"),
    [
        ("other#first", None, None),
        ("other#frst", "unknown-claim", "other#first"),
        ("othr#first", "unknown-claim", "other#first"),
        ("faulty#any", None, None),  # its own fault is reported, and nothing is known of its claims
    ],
)
def test_claims_towards_claims(
    tmp_path: Path, towards: str, rule: str | None, suggestion: str | None
) -> None:
    others = {
        "events/other.yml": f"{EVENT}claims: [{{key: first, metric: a, value: 1}}]\n",
        "events/faulty.yml": f"{EVENT}xyz: 1\n",
    }
    claims = f"[{{metric: a, value: 1, stance: denies, towards: {towards}}}]"
    findings = checked(tmp_path, event(others, claims=claims)).findings
    assert [(f.rule, f.suggestion) for f in findings if f.rule != "unknown-field"] == (
        [(rule, suggestion)] if rule else []
    )


def test_claims_without_a_key_share_none(tmp_path: Path) -> None:
    claims = "[{metric: a, value: 1}, {metric: a, value: 2}, {key: b, metric: a, value: 3}]"
    assert found(tmp_path, event(claims=claims)) == []
