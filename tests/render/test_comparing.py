"""Which claimed numbers stand together, and where they disagree."""

from datetime import date
from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import SMALL, checked
from timeline.render.comparing import Panel, highest, lowest, panels
from timeline.rules.rule import EVENT

OTHER = EVENT.replace("2019-03", "2018-05")


def panels_of(tmp_path: Path, *claims: str, other: str = "") -> tuple[Panel, ...]:
    """The panels of one metric, of claims in one event and perhaps of another, earlier event."""
    lines = "".join(f"  - {{metric: visitors, {claim}}}\n" for claim in claims)
    files = {**SMALL, "events/bridge-opened.yml": f"{EVENT}claims:\n{lines}"}
    if other:
        files["events/other.yml"] = f"{OTHER}claims:\n  - {{metric: visitors, {other}}}\n"
    result = checked(lay(tmp_path / "content", files))
    assert result.dataset is not None
    assert result.order is not None
    return panels(result.dataset, result.order)["visitors"]


def clusters(its: tuple[Panel, ...]) -> list[tuple[str, list[str]]]:
    return [
        (str(cluster.relation or ""), [str(one.extent.named[0]) for one in cluster.said])
        for panel in its
        for cluster in panel.clusters
    ]


def test_scopes_and_groups_are_never_in_one_panel(tmp_path: Path) -> None:
    its = panels_of(
        tmp_path,
        "value: 1, group: civilians",
        "value: 2, group: combatants",
        "value: 3, scope: cumulative, since: 2018, group: civilians",
        "value: 4, scope: estimate",
        "value: 5",
        "value: 6, group: unknown",
    )
    assert [(panel.scope, panel.group, len(panel.said)) for panel in its] == [
        ("event", "civilians", 1),
        ("event", "combatants", 1),
        ("event", "unknown", 2),
        ("cumulative", "civilians", 1),
        ("estimate", "unknown", 1),
    ]


def test_claims_stand_in_order_of_time(tmp_path: Path) -> None:
    its = panels_of(
        tmp_path,
        "value: 1",
        "value: 2, as_of: 2017",
        'value: 3, as_of: "[..2016-05-01]"',
        "value: 4, scope: event, since: 2010, as_of: 2020",
        "value: 5, as_of: 2017-01-01",
        other="value: 6",
    )
    assert clusters(its) == [("", [n]) for n in "435261"]


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        # Two speak of one event and differ: a disagreement, and not if they agree.
        (["value: 1, said_by: a", "value: 2, said_by: b"], [("disagreement", ["1", "2"])]),
        (["value: 1, said_by: a", "value: 1, said_by: b"], [("", ["1"]), ("", ["1"])]),
        (["value: 1, said_by: a", "low: 1, said_by: b"], [("disagreement", ["1", "1"])]),
        # Who gives two numbers means two things by them, unless the record says otherwise.
        (["value: 1, said_by: a", "value: 2, said_by: a"], [("", ["1"]), ("", ["2"])]),
        (["value: 1", "value: 2"], [("", ["1"]), ("", ["2"])]),
        (
            ["value: 1, key: one", "value: 2, towards: bridge-opened#one"],
            [("disagreement", ["1", "2"])],
        ),
        (
            ["value: 1, key: one", "value: 2, stance: revises, towards: bridge-opened#one"],
            [("revision", ["1", "2"])],
        ),
        (
            ["value: 1, key: one", "value: 1, stance: confirms, towards: bridge-opened#one"],
            [("confirmation", ["1", "1"])],
        ),
        (
            ["value: 1, key: one", "value: 1, stance: denies, towards: bridge-opened#one"],
            [("disagreement", ["1", "1"])],
        ),
        # What a claim says of another outweighs that they differ, whichever of them is the earlier.
        (
            [
                "value: 1, key: one, said_by: a",
                "value: 2, stance: revises, towards: bridge-opened#one, said_by: b",
            ],
            [("revision", ["1", "2"])],
        ),
        (
            [
                "value: 2, stance: revises, towards: bridge-opened#one, said_by: b",
                "value: 1, key: one, said_by: a",
            ],
            [("revision", ["2", "1"])],
        ),
        (
            [
                "value: 1, key: one, said_by: a",
                "low: 1, stance: confirms, towards: bridge-opened#one, said_by: b",
            ],
            [("confirmation", ["1", "1"])],
        ),
        # A third who says something else disagrees all the same.
        (
            [
                "value: 1, key: one, said_by: a",
                "value: 2, stance: revises, towards: bridge-opened#one, said_by: b",
                "value: 3, said_by: c",
            ],
            [("disagreement", ["1", "2", "3"])],
        ),
        # One who confirms another joins the disagreement that the other is in.
        (
            [
                "value: 1, key: one, said_by: a",
                "value: 2, said_by: b",
                "value: 1, stance: confirms, towards: bridge-opened#one, said_by: c",
            ],
            [("disagreement", ["1", "2", "1"])],
        ),
        # What is not compared does not disagree.
        (
            ["value: 1, said_by: a, group: women", "value: 2, said_by: b, group: children"],
            [("", ["2"]), ("", ["1"])],
        ),
    ],
)
def test_a_disagreement_is_named_as_one(
    tmp_path: Path, claims: list[str], found: list[tuple[str, list[str]]]
) -> None:
    assert clusters(panels_of(tmp_path, *claims)) == found


def test_numbers_of_two_events_disagree_only_where_one_denies_the_other(tmp_path: Path) -> None:
    beside = panels_of(
        tmp_path, "value: 1, said_by: a, towards: other#one", other="key: one, value: 2"
    )
    assert clusters(beside) == [("", ["2"]), ("", ["1"])]
    denied = panels_of(
        tmp_path, "value: 1, stance: denies, towards: other#one", other="key: one, value: 2"
    )
    assert clusters(denied) == [("disagreement", ["2", "1"])]


def test_some_day_is_known_of_every_claim(tmp_path: Path) -> None:
    (panel,) = panels_of(
        tmp_path,
        'scope: cumulative, value: 1, since: "[..2016-05]", as_of: "2018-05/.."',
    )
    (said,) = panel.said
    assert (said.time.earliest, said.time.latest) == (None, None)
    assert said.days == (date(2016, 5, 31), date(2018, 5, 1))


@pytest.mark.parametrize(
    ("claims", "least", "most"),
    [
        (["value: 10", "high: 10", "low: 90, high: 100", "low: 100", "value: 100"], [1], [3]),
        # «More than 43» is not 43.
        (["value: 43", "low: 43"], [0], [1]),
        (["value: 43", "high: 43"], [1], [0]),
        (["value: 43", "low: 43, high: 50", "low: 45, high: 50"], [0], [2]),
        (["value: 43", "value: 43", "value: 50"], [0, 1], [2]),
    ],
)
def test_the_lowest_and_the_highest_are_as_claimed(
    tmp_path: Path, claims: list[str], least: list[int], most: list[int]
) -> None:
    (panel,) = panels_of(tmp_path, *claims)
    assert sorted(one.index for one in lowest(panel.said)) == least
    assert sorted(one.index for one in highest(panel.said)) == most
