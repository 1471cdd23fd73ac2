"""Relations of order that say nothing new."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contents import found, lay
from tests.growth import LINEAR, growth
from timeline.checking import check
from timeline.reading.content import read_content
from timeline.rules.redundant import OrderByOthers
from timeline.rules.rule import EVENT, SMALLEST


def at(day: str, *relations: str) -> str:
    return EVENT.replace("2019-03", day) + "".join(f"{line}\n" for line in relations)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2018", "2019", True),
        ("2018-12", "2019-01-02", True),
        ("2019", "2019-05", False),
        ("2018?", "2019", False),  # a guess may move
        ("2018", "2019~", False),
        ("2018/2020", "2019", False),  # it began earlier, and lasted
        ("2018/..", "2019", False),
    ],
)
def test_dates_that_say_it(tmp_path: Path, first: str, second: str, *, told: bool) -> None:
    files = {"events/a.yml": at(first), "events/b.yml": at(second, "after: [a]")}
    assert found(tmp_path, files) == ["events/b.yml:5:9 order-by-dates"] * told


def test_a_chain_that_says_it_whichever_side_it_is_written_on(tmp_path: Path) -> None:
    files = {
        "events/a.yml": at("2019", "before: [d, b]"),
        "events/b.yml": at("2019"),
        "events/c.yml": at("2019", "after: [b]"),
        "events/d.yml": at("2019", "after: [c]"),
    }
    (finding,) = check(lay(tmp_path, SMALLEST, files), untitled="x").findings
    assert (str(finding.at), finding.rule) == ("events/a.yml:5:10", "order-by-others")
    assert finding.facts["value"] == "a → b → c → d"


def test_on_a_loop_nothing_is_too_many(tmp_path: Path) -> None:
    files = {
        "events/a.yml": at("2019", "after: [c, b]"),
        "events/b.yml": at("2019", "after: [a]"),
        "events/c.yml": at("2019", "after: [b, a]"),
    }
    assert {line.rsplit(" ", 1)[1] for line in found(tmp_path, files)} == {"order-loop"}


def test_a_long_chain_takes_no_time(tmp_path: Path) -> None:
    files = {"events/e0.yml": at("2019")}
    for number in range(1, 1200):
        after = f"after: [e{number - 1}, {'e0' if number > 1 else 'bridge-opened'}]"
        files[f"events/e{number}.yml"] = at("2019", after)
    told = found(tmp_path, files)
    assert {line.rsplit(" ", 1)[1] for line in told} == {"order-by-others"}
    assert len(told) > 900


def test_what_a_loop_leads_to_waits_for_it(tmp_path: Path) -> None:
    files = {
        "events/a.yml": at("2019", "after: [b]"),
        "events/b.yml": at("2019", "after: [a]"),
        "events/c.yml": at("2019", "after: [a]"),
        "events/d.yml": at("2019", "after: [c, a]"),
    }
    assert {line.rsplit(" ", 1)[1] for line in found(tmp_path, files)} == {"order-loop"}


def test_many_relations_take_no_longer_than_there_are_of_them(tmp_path: Path) -> None:
    """Each event after the fifteen before it, of which fourteen say nothing new."""

    def dense(size: int) -> Callable[[], object]:
        files = {}
        for number in range(size):
            others = ", ".join(f"e{other}" for other in range(max(0, number - 15), number))
            files[f"events/e{number}.yml"] = at("2019", f"after: [{others}]")
        content, _ = read_content(lay(tmp_path / str(size), SMALLEST, files))
        return lambda: list(OrderByOthers.check(content))

    told = dense(100)()
    assert isinstance(told, list)
    assert len(told) == 14 * 15 // 2 + 14 * (99 - 15)
    assert growth(dense, 100) < LINEAR
