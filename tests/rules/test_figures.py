"""Numbers held against one another, and what a status rests on."""

from pathlib import Path

import pytest

from tests.contents import found
from timeline.rules.rule import EVENT, Example, event


def claim(value: str, as_of: str, more: str = "") -> str:
    return (
        f"{{metric: visitors, {value}, scope: cumulative, since: 2018, said_by: mayor, "
        f"as_of: {as_of}{more}}}"
    )


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (claim("value: 9", "2019-01"), claim("value: 8", "2019-02"), True),
        (claim("value: 8", "2019-02"), claim("value: 9", "2019-01"), True),  # in time
        (claim("value: 9", "2019-01"), claim("value: 9", "2019-02"), False),
        (claim("low: 9", "2019-01"), claim("high: 8", "2019-02"), True),
        (claim("low: 5, high: 9", "2019-01"), claim("value: 6", "2019-02"), False),
        (claim("value: 9", "2019-01"), claim("value: 8", "2019-02", ", group: women"), False),
        (
            claim("value: 9", "2019-01", ", key: a"),
            claim("value: 8", "2019-02", ", stance: revises, towards: bridge-opened#a"),
            False,
        ),
        (claim("value: 9", "2019-01").replace("2018", "2017"), claim("value: 8", "2019-02"), False),
        (claim("value: 9", "2019-01").replace("cumulative", "event"), claim("value: 8", "2019-02"), False),
    ],
)  # fmt: skip
def test_what_is_counted_does_not_fall(
    tmp_path: Path, first: str, second: str, *, told: bool
) -> None:
    findings = found(tmp_path, event(claims=f"[{first}, {second}]"))
    assert [line.rsplit(" ", 1)[1] for line in findings] == ["cumulative-falls"] * told


def test_across_events(tmp_path: Path) -> None:
    later = EVENT.replace("2019-03", "2020-03") + f"claims: [{claim('value: 8', '2020-03')}]\n"
    example = event({"events/later.yml": later}, claims=f"[{claim('value: 9', '2019-03')}]")
    assert found(tmp_path, example) == ["events/later.yml:5:19 cumulative-falls"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "disputed"}, True),
        ({"status": "disputed", "sources": "[report, second]"}, False),
        ({"status": "disputed", "claims": "[{metric: a, value: 1}, {metric: a, value: 2}]"}, False),
        ({"status": "disputed", "claims": "[{metric: a, value: 1}, {metric: a, value: 1}]"}, True),
        ({"status": "disputed", "claims": "[{metric: a, value: 1}, {metric: b, value: 2}]"}, True),
    ],
)
def test_what_is_disputed(tmp_path: Path, fields: dict[str, str], *, told: bool) -> None:
    second: Example = {"sources/second.yml": "title: بيان\n"}
    findings = found(tmp_path, event(second, **fields))
    assert [f for f in findings if "unused" not in f] == [
        "events/bridge-opened.yml:5:9 nothing-disputed"
    ] * told


@pytest.mark.parametrize(
    ("first", "second", "actors", "told"),
    [
        ("", "", "[]", False),
        ("origin: agency", "origin: agency", "[]", True),
        ("origin: agency", "", "[]", False),
        ("origin: agency", "origin: agency", "[{actor: mayor, role: declares}]", False),
        ("origin: mayor", "origin: mayor", "[{actor: mayor, role: acts}]", False),
        ("type: official\norigin: a", "origin: a", "[]", False),
    ],
)
def test_what_is_confirmed(
    tmp_path: Path, first: str, second: str, actors: str, *, told: bool
) -> None:
    sources: Example = {
        "sources/report.yml": f"title: تقرير\n{first}\n",
        "sources/second.yml": f"title: بيان\n{second}\n",
    }
    example = event(sources, status="confirmed", sources="[report, second]", actors=actors)
    assert found(tmp_path, example) == ["events/bridge-opened.yml:5:9 confirmed-by-one"] * told


@pytest.mark.parametrize(
    ("numbers", "told"),
    [("value: 0", 1), ("low: 0, high: 5", 1), ("value: 99", 0), ("value: 999, stated: كثير", 0)],
)
def test_numbers_for_the_unknown(tmp_path: Path, numbers: str, told: int) -> None:
    findings = found(tmp_path, event(claims=f"[{{metric: visitors, {numbers}}}]"))
    assert len(findings) == told
