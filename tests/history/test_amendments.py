"""What changed in a published event without a correction, and what needs none."""

from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import RICH
from timeline.checking import check
from timeline.history.amendments import uncorrected
from timeline.history.changes import compare, state_of
from timeline.rules.rule import Example

OPENED = "events/2019/bridge-opened.yml"
CORRECTED = ("why: خطأ نقل}", "why: خطأ نقل}, {date: 2019-05-01, what: صُحح, why: سهو}")


def opened(*edits: tuple[str, str]) -> Example:
    text = RICH[OPENED]
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return {OPENED: text}


def told(folder: Path, *layers: Example) -> dict[str, tuple[str, ...]]:
    was = state_of(check(lay(folder / "was", RICH), untitled="x"))
    now = state_of(check(lay(folder / "now", RICH, *layers), untitled="x"))
    return dict(uncorrected(compare(was, now).changes))


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (('date: "2019-03-01"', "date: 2019-03"), "date"),
        (("title: افتتاح الجسر", "title: إغلاق الجسر"), "title"),
        (("low: 1000, high: 1500", "low: 1000, high: 1700"), "claims"),
        (("  - {metric: coins, high: 300000000}\n", ""), "claims"),
        (("status: disputed\ndisputed_over: [figures, actors]", "status: cancelled"), "status"),
    ],
)
def test_what_readers_relied_on(tmp_path: Path, edit: tuple[str, str], field: str) -> None:
    assert told(tmp_path / "a", opened(edit)) == {"bridge-opened": (field,)}
    assert told(tmp_path / "b", opened(edit, CORRECTED)) == {}


def test_a_place_that_is_another(tmp_path: Path) -> None:
    file, event = next((f, t) for f, t in RICH.items() if "\nplaces: [" in str(t))
    assert isinstance(event, str)
    line = next(line for line in event.splitlines() if line.startswith("places: ["))
    gone: Example = {file: event.replace(f"{line}\n", "")}
    event_id = file.rpartition("/")[2].removesuffix(".yml")
    assert told(tmp_path, gone) == {event_id: ("places",)}


def test_what_is_new_takes_nothing_back(tmp_path: Path) -> None:
    more = opened(
        (
            "  - {metric: coins, high: 300000000}\n",
            "  - {metric: coins, high: 300000000}\n  - {metric: coins, value: 5}\n",
        ),
        ("status: disputed\ndisputed_over: [figures, actors]", "status: confirmed"),
        ("milestone: true\n", ""),
    )
    fresh: Example = {
        "events/2018/half.yml": RICH["events/2017/work-began.yml"].replace("2017", "2018")
    }
    assert told(tmp_path, more, fresh) == {}
