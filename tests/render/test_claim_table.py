"""The numbers of an event as a table: which stand together, and which are drawn."""

from pathlib import Path

import pytest

from tests.folders import SMALL, site_of
from timeline.render.claim_table import Group, claim_groups

HERE = "bridge-opened"


def groups(folder: Path, claims: str) -> list[Group]:
    record = f"{SMALL[f'events/{HERE}.yml']}claims:\n{claims}"
    site = site_of(folder, SMALL, {f"events/{HERE}.yml": record})
    return claim_groups(site.dataset.events[HERE], site.views)


def numbers(found: list[Group]) -> list[tuple[str, list[str]]]:
    return [(group.words, [row.claim.number for row in group.rows]) for group in found]


def claim(value: int, more: str = "", metric: str = "dead") -> str:
    return f"  - {{metric: {metric}, value: {value}{more}}}\n"


def towards(key: str, stance: str = "claims") -> str:
    return f', stance: {stance}, towards: "{HERE}#{key}"'


def test_single_numbers_need_no_words(tmp_path: Path) -> None:
    assert numbers(groups(tmp_path, claim(1) + claim(2))) == [("", ["1", "2"])]


def test_numbers_that_differ_stand_together_through_any_chain(tmp_path: Path) -> None:
    claims = (
        claim(1, ", key: a") + claim(50) + claim(2, f", key: b{towards('a')}")
        + claim(3, towards("b", "denies"))
    )  # fmt: skip
    assert numbers(groups(tmp_path, claims)) == [
        ("3 أرقام مختلفة في أمر واحد", ["1", "2", "3"]),
        ("أرقام أخرى", ["50"]),
    ]


def test_two_matters_are_two_groups(tmp_path: Path) -> None:
    claims = claim(1, ", key: a") + claim(2, ", key: b")
    claims += claim(3, towards("b")) + claim(4, towards("a"))
    words = "رقمان مختلفان في أمر واحد"
    assert numbers(groups(tmp_path, claims)) == [(words, ["1", "4"]), (words, ["2", "3"])]


def test_a_number_that_bears_on_a_later_one_joins_it(tmp_path: Path) -> None:
    claims = claim(1, towards("c")) + claim(2) + claim(3, f", key: b{towards('c')}")
    claims += claim(4, ", key: c")
    assert [len(group.rows) for group in groups(tmp_path, claims)] == [3, 1]


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("confirms", "رقم أكّده غيره"),
        ("revises", "رقم عُدّل بعد ذلك"),
        ("denies", "رقمان مختلفان في أمر واحد"),
    ],
)
def test_a_group_says_how_its_numbers_stand(tmp_path: Path, stance: str, words: str) -> None:
    found = groups(tmp_path, claim(1, ", key: a") + claim(1, towards("a", stance)))
    assert [group.words for group in found] == [words]


def test_where_one_is_confirmed_and_another_denied_not_all_agree(tmp_path: Path) -> None:
    claims = claim(1, ", key: a") + claim(1, towards("a", "confirms")) + claim(2, towards("a"))
    assert [group.words for group in groups(tmp_path, claims)] == ["أرقام في أمر واحد لا تتفق كلها"]


def test_a_number_of_another_event_ties_nothing_here(tmp_path: Path) -> None:
    record = SMALL[f"events/{HERE}.yml"] + "claims:\n" + claim(1, ", key: a")
    other = (
        SMALL[f"events/{HERE}.yml"] + "claims:\n" + claim(2, towards("a")) + claim(3, towards("a"))
    )
    site = site_of(tmp_path, SMALL, {f"events/{HERE}.yml": record, "events/other.yml": other})
    found = claim_groups(site.dataset.events["other"], site.views)
    assert numbers(found) == [("", ["2", "3"])]


def test_numbers_of_one_kind_share_a_scale_and_one_alone_is_not_drawn(tmp_path: Path) -> None:
    claims = claim(10) + claim(20) + claim(30, metric="coins")
    (group,) = groups(tmp_path, claims)
    first, second, alone = (row.bar for row in group.rows)
    assert alone is None
    assert first is not None
    assert second is not None
    assert 2 * first.low == pytest.approx(second.low)
