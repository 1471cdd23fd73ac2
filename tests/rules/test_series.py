"""Numbers counted from one day on, and what a status rests on: facts, places, and what is no case."""

from pathlib import Path

import pytest

from tests.rules.told import Told, told
from timeline.rules.rule import EVENT, Example, event

AT = "events/bridge-opened.yml"
COUNTED = "metric: visitors, scope: cumulative, since: 2018, said_by: mayor"


def series(*claims: str) -> Example:
    """Give an event with claims of one series, a line each; what comes last in one holds."""
    lines = "".join(f"  - {{{claim}}}\n" for claim in claims)
    return {AT: f"{EVENT}claims:\n{lines}"}


def test_a_number_that_falls(tmp_path: Path) -> None:
    example = series(f"{COUNTED}, as_of: 2019-01, value: 9", f"{COUNTED}, as_of: 2019-02, high: 8")
    facts = {"since": "2018", "earlier": "9", "before": "2019-01", "value": "8"}
    assert told(tmp_path, "cumulative-falls", example) == [
        Told(f"{AT}:7:14", facts, None, (f"{AT}:6:14",))
    ]


@pytest.mark.parametrize(
    ("numbers", "lines"),
    [
        (["value: 5", "value: 9", "value: 7"], [8]),  # held against the most, not the first
        (["value: 9", "value: 5", "value: 7"], [7]),  # and from there on against what is new
        (["value: 9", "value: 5", "value: 4"], [7, 8]),
        (["low: 5", "value: 9", "low: 6, high: 8"], [8]),
        (["low: 9", "low: 5"], []),  # «more than 5» is no fewer
        (["high: 9", "high: 5"], []),
        (["high: 9", "value: 5", "value: 4"], [8]),
        (["value: 0, stated: لا أحد", "value: 0, stated: لا أحد"], []),
        (["value: 5, stance: denies, towards: x#y", "value: 4"], []),
        (["value: 9", "value: 5, stance: denies, towards: x#y", "value: 9"], []),
        (["value: 9", "value: 5, stance: revises, towards: x#y", "value: 4"], [8]),
    ],
)
def test_held_against_the_most_there_was(
    tmp_path: Path, numbers: list[str], lines: list[int]
) -> None:
    claims = [f"{COUNTED}, as_of: 2019-{n:02}, {number}" for n, number in enumerate(numbers, 1)]
    found = told(tmp_path, "cumulative-falls", series(*claims))
    assert [int(one.at.split(":")[1]) for one in found] == lines


@pytest.mark.parametrize(
    ("instead", "falls"),
    [
        (COUNTED, True),
        (COUNTED.replace("mayor", "gazette"), False),
        (COUNTED.replace("visitors", "cars"), False),
        (COUNTED.replace(", said_by: mayor", ""), False),
        (COUNTED.replace("2018", "2017"), False),
        (COUNTED.replace("cumulative, since: 2018", "event"), False),
    ],
)
def test_only_of_one_speaker_and_thing_and_day(
    tmp_path: Path, instead: str, *, falls: bool
) -> None:
    example = series(f"{COUNTED}, as_of: 2019-01, value: 9", f"{instead}, as_of: 2019-02, value: 8")
    assert bool(told(tmp_path, "cumulative-falls", example)) is falls


def test_a_number_of_which_nothing_else_is_known_hides_none(tmp_path: Path) -> None:
    example = series(
        "metric: visitors, value: 5",
        f"{COUNTED}, as_of: 2019-01, value: 9",
        "metric: visitors, value: 5, scope: cumulative, since: 2018",
        f"{COUNTED}, as_of: 2019-02, value: 8",
    )
    (found,) = told(tmp_path, "cumulative-falls", example)
    assert (found.at, found.facts["value"]) == (f"{AT}:9:14", "8")


def test_what_nobody_says_stands_in_no_series(tmp_path: Path) -> None:
    unsaid = COUNTED.replace(", said_by: mayor", "")
    example = series(f"{unsaid}, as_of: 2019-01, value: 9", f"{unsaid}, as_of: 2019-02, value: 8")
    assert told(tmp_path, "cumulative-falls", example) == []


def test_of_two_that_are_the_most_the_first_is_named(tmp_path: Path) -> None:
    example = series(*(f"{COUNTED}, as_of: 2019-0{n}, value: {12 - max(n, 2)}" for n in (1, 2, 3)))
    (found,) = told(tmp_path, "cumulative-falls", example)
    assert (found.facts["before"], found.related) == ("2019-01", (f"{AT}:6:14",))


def test_what_is_of_no_day_stands_in_no_series(tmp_path: Path) -> None:
    example = series(f"{COUNTED}, as_of: 2019-01, value: 9", f"{COUNTED}, value: 8")
    assert told(tmp_path, "cumulative-falls", example) == []


def test_one_day_is_before_another_by_its_beginning_or_else_its_end(tmp_path: Path) -> None:
    example = series(
        f"{COUNTED}, as_of: 2019-02, value: 8", f'{COUNTED}, as_of: "[..2019-01]", value: 9'
    )
    assert [one.at for one in told(tmp_path, "cumulative-falls", example)] == [f"{AT}:6:14"]


def test_what_is_open_is_of_its_beginning(tmp_path: Path) -> None:
    example = series(
        f"{COUNTED}, as_of: 2019-02, value: 9", f"{COUNTED}, as_of: 2019-03/.., value: 8"
    )
    assert [one.at for one in told(tmp_path, "cumulative-falls", example)] == [f"{AT}:7:14"]


def test_groups_are_counted_by_themselves(tmp_path: Path) -> None:
    example = series(
        f"{COUNTED}, as_of: 2019-02, value: 9, group: women",
        f"{COUNTED}, as_of: 2019-03, value: 8, group: children",
        f"{COUNTED}, as_of: 2019-04, value: 7, group: women",
    )
    assert [one.at for one in told(tmp_path, "cumulative-falls", example)] == [f"{AT}:8:14"]


def test_of_one_day_the_order_of_files_and_claims_holds(tmp_path: Path) -> None:
    claims = [f"{COUNTED}, as_of: 2019, value: {n}" for n in (7, 9, 8)]
    example = {
        **series(*claims),
        "events/a.yml": EVENT.replace("الجسر", "النفق")
        + f"claims: [{{{COUNTED}, as_of: 2019, value: 8}}]\n",
    }
    assert [one.at for one in told(tmp_path, "cumulative-falls", example)] == [
        f"{AT}:6:14",  # after the other file's 8
        f"{AT}:8:14",
    ]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("low: 5, high: 5", [Told(f"{AT}:6:29", {"value": "5"}, "value: 5")]),
        ("high: 5.0, low: 5", [Told(f"{AT}:6:40", {"value": "5"}, "value: 5")]),
        ("low: 5, high: 6", []),
        ("low: 5", []),
        ("high: 5", []),
        ("value: 5", []),
    ],
)
def test_a_range_of_one(tmp_path: Path, claim: str, expected: list[Told]) -> None:
    assert told(tmp_path, "range-of-one", series(f"metric: visitors, {claim}")) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("value: 9999", [Told(f"{AT}:6:31", {"field": "value", "value": "9999"})]),
        ("low: 999, high: 99999", [
            Told(f"{AT}:6:29", {"field": "low", "value": "999"}),
            Told(f"{AT}:6:40", {"field": "high", "value": "99999"}),
        ]),
        ("low: 0, high: 5", [Told(f"{AT}:6:29", {"field": "low", "value": "0"})]),
        ("value: 999999", [Told(f"{AT}:6:31", {"field": "value", "value": "999999"})]),
        ("value: 99", []),
        ("value: 998", []),
        ("value: 1", []),
        ("value: 999, stated: كثير", []),
    ],
)  # fmt: skip
def test_a_number_that_stands_for_none(tmp_path: Path, claim: str, expected: list[Told]) -> None:
    assert told(tmp_path, "number-for-unknown", series(f"metric: visitors, {claim}")) == expected


def test_after_one_that_is_stated_the_others_are_looked_at(tmp_path: Path) -> None:
    example = series("metric: a, value: 0, stated: لا أحد", "metric: a, value: 0")
    assert [one.at for one in told(tmp_path, "number-for-unknown", example)] == [f"{AT}:7:24"]


@pytest.mark.parametrize(
    ("since", "as_of", "is_told"),
    [
        ("2019", "2018", True),
        ("2019-01-02", "2019-01-01", True),
        ("2019-01-01", "2019-01-01", False),
        ("2019-05", "2019", False),  # within the year
        ("[..2019]", "2018", False),
        ("2019", "2018/..", False),
    ],
)
def test_as_of_a_day_before_the_first(
    tmp_path: Path, since: str, as_of: str, *, is_told: bool
) -> None:
    claim = f'metric: a, scope: cumulative, since: "{since}", as_of: "{as_of}", value: 5'
    found = told(tmp_path, "as-of-before-since", series(claim))
    assert [one.facts for one in found] == [{"since": since, "value": as_of}] * is_told
    column = len("  - {") + claim.index("as_of: ") + len("as_of: ") + 1
    assert all(one.at == f"{AT}:6:{column}" for one in found)


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({}, True),
        ({"status": "reported"}, False),
        ({"disputed_over": "[date]"}, False),
        ({"sources": "[report, second]"}, False),
        ({"sources": "[report, {source: report, locator: 2}]"}, True),  # one source, cited twice
        ({"claims": "[{metric: a, value: 1, stance: denies, towards: x#y}]"}, False),
        ({"claims": "[{metric: a, value: 1, stance: revises, towards: x#y}]"}, False),
        ({"claims": "[{metric: a, value: 1, stance: confirms, towards: x#y}]"}, True),
        ({"claims": "[{metric: a, value: 1}, {metric: a, low: 1}]"}, False),
        ({"claims": "[{metric: a, high: 1}, {metric: a, low: 1}]"}, False),
        ({"claims": "[{metric: a, value: 1}, {metric: a, value: 2, group: women}]"}, True),
        (
            {"claims": "[{metric: a, low: 1, group: staff}, {metric: a, value: 2, group: all}]"},
            True,
        ),
        (
            {
                "claims": "[{metric: a, value: 1, group: women}, {metric: a, value: 2, group: women}]"
            },
            False,
        ),
        (
            {
                "claims": "[{metric: a, value: 1, group: women}, {metric: b, value: 2, group: women}]"
            },
            True,
        ),
    ],
)
def test_nothing_that_differs(tmp_path: Path, fields: dict[str, str], *, is_told: bool) -> None:
    second: Example = {"sources/second.yml": "title: بيان\n"}
    example = event(second, **{"status": "disputed", **fields})
    found = told(tmp_path, "nothing-disputed", example)
    assert [one.facts for one in found] == [{}] * is_told
    assert all(one.at == f"{AT}:5:9" for one in found)


@pytest.mark.parametrize(
    ("report", "second", "fields", "value"),
    [
        ("", "", {"sources": "[report]"}, "report"),
        ("", "", {}, None),
        ("origin: agency", "origin: agency", {}, "agency"),
        ("", "origin: report", {}, "report"),  # what rests on the other
        ("origin: agency", "", {}, None),
        ("", "", {"sources": "[report]", "status": "reported"}, None),
        # The one who did it says so.
        ("", "", {"sources": "[report]", "actors": "[{actor: a, role: declares}]"}, None),
        ("", "", {"sources": "[report]", "actors": "[{actor: a, role: acts}]"}, "report"),
        ("origin: a", "", {"sources": "[report]", "actors": "[{actor: a, role: acts}]"}, None),
        ("origin: a", "", {"sources": "[report]", "actors": "[{actor: a, role: responds}]"}, None),
        ("origin: a", "", {"sources": "[report]", "actors": "[{actor: a, role: warns}]"}, "a"),
        ("origin: a", "", {"sources": "[report]", "actors": "[a]"}, "a"),
        ("type: official", "", {"sources": "[report]"}, None),
        ("type: newspaper", "", {"sources": "[report]"}, "report"),
        ("xyz: 1", "", {"sources": "[report]"}, None),  # of a faulty source nothing is known
    ],
)
def test_confirmed_by_one(
    tmp_path: Path, report: str, second: str, fields: dict[str, str], value: str | None
) -> None:
    sources: Example = {
        "sources/report.yml": f"title: تقرير\n{report}\n",
        "sources/second.yml": f"title: بيان\n{second}\n",
    }
    example = event(sources, **{"status": "confirmed", "sources": "[report, second]", **fields})
    found = told(tmp_path, "confirmed-by-one", example)
    assert [one.facts["value"] for one in found] == ([] if value is None else [value])
    assert all(one.at == f"{AT}:5:9" for one in found)


@pytest.mark.parametrize(
    ("status", "is_told"),
    [("reported", True), ("confirmed", True), ("planned", True), ("disputed", False)],
)
def test_what_is_disputed_of_an_event_that_is_not(
    tmp_path: Path, status: str, *, is_told: bool
) -> None:
    example = event(status=status, disputed_over="[date]")
    expected = [Told(f"{AT}:6:16", {"value": status})] * is_told
    assert told(tmp_path, "dispute-without-status", example) == expected
