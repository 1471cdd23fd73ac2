"""What changed between two states: ids, order, dates, fields, lists, claims; as data."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import RICH
from tests.growth import LINEAR, growth
from timeline.checking import check
from timeline.history.changes import (
    SHELVES,
    Added,
    Change,
    Changed,
    Claimed,
    Corrected,
    Listed,
    Redated,
    Removed,
    Renamed,
    State,
    compare,
    state_of,
)
from timeline.history.moves import Moved
from timeline.records.source import Source
from timeline.rules.rule import Example

OPENED = "events/2019/bridge-opened.yml"


def changes(folder: Path, *layers: Example) -> list[Change]:
    was = state_of(check(lay(folder / "was", RICH), untitled="x"))
    now = state_of(check(lay(folder / "now", RICH, *layers), untitled="x"))
    return list(compare(was, now).changes)


def edited(file: str, old: str, new: str) -> Example:
    assert old in RICH[file]
    return {file: RICH[file].replace(old, new)}


def test_nothing_changed(tmp_path: Path) -> None:
    assert changes(tmp_path) == []


def test_how_a_record_is_written_is_no_change(tmp_path: Path) -> None:
    quoted = edited(OPENED, 'date: "2019-03-01"', "date: 2019-03-01 # said")
    moved = {"events/elsewhere/bridge-opened.yml": quoted[OPENED], OPENED: None}
    assert changes(tmp_path, moved) == []


def test_events_that_come_and_go(tmp_path: Path) -> None:
    text = RICH["events/2017/work-began.yml"]
    gone = {"events/2020/bridge-closing.yml": None}
    withdrawn = {"withdrawn.yml": "bridge-closing: {reason: خطأ, date: 2026-01-01}\n"}
    first, second = changes(tmp_path, {"events/a-plan.yml": text}, gone, withdrawn)[:2]
    assert first == Added("events", "a-plan")
    assert isinstance(second, Removed)
    assert second.withdrawal
    assert second.withdrawal.reason == "خطأ"


def test_an_event_that_is_gone_without_a_word(tmp_path: Path) -> None:
    assert changes(tmp_path, {"events/2020/bridge-closing.yml": None}) == [
        Removed("events", "bridge-closing")
    ]


def test_a_new_name_is_no_change_of_what_refers_to_it(tmp_path: Path) -> None:
    renamed: Example = {
        "events/2017/work-began.yml": None,
        "events/2017/work-started.yml": RICH["events/2017/work-began.yml"],
        **edited(OPENED, "event: work-began", "event: work-started"),
    }
    assert changes(tmp_path, renamed) == [Renamed("events", "work-began", "work-started")]


def test_of_two_that_say_the_same_each_has_a_name_of_its_own(tmp_path: Path) -> None:
    text = RICH["events/2017/work-began.yml"]
    was = state_of(check(lay(tmp_path / "was", RICH, {"events/a.yml": text}), untitled="x"))
    renamed: Example = {"events/x.yml": text, "events/y.yml": text, "events/z.yml": text}
    gone: Example = {
        "events/2017/work-began.yml": None,
        "withdrawn.yml": "work-began: {moved_to: x}\n",
        **edited(OPENED, "event: work-began", "event: x"),
    }
    now = state_of(check(lay(tmp_path / "now", RICH, renamed, gone), untitled="x"))
    found = [c for c in compare(was, now).changes if isinstance(c, Added | Renamed)]
    assert found == [
        Renamed("events", "a", "y"),
        Renamed("events", "work-began", "x"),
        Added("events", "z"),
    ]


def test_many_that_come_and_go_take_no_longer_than_there_are_of_them() -> None:
    def renaming(size: int) -> Callable[[], object]:
        was, now = (
            State(
                records={name: {} for name in SHELVES}
                | {"sources": {f"{mark}{i}": source(f"{mark}{i}", i) for i in range(size)}},
                about=None,
                sequence=None,
                unread={name: frozenset() for name in SHELVES},
                illegible=frozenset(),
                errors=0,
            )
            for mark in ("a", "b")
        )
        assert set(map(type, compare(was, now).changes)) == {Renamed, Removed, Added}
        return lambda: compare(was, now)

    def source(record_id: str, number: int) -> Source:
        return Source.model_validate({"id": record_id, "title": f"خبر {number % 2 and record_id}"})

    assert growth(renaming, 100) < LINEAR


def test_a_record_that_moved_and_changed_is_one(tmp_path: Path) -> None:
    text = RICH["events/2020/bridge-closing.yml"].replace("إغلاق متوقع", "إغلاق الجسر")
    moved: Example = {
        "events/2020/bridge-closing.yml": None,
        "events/2020/bridge-closed.yml": text,
        "withdrawn.yml": "bridge-closing: {moved_to: bridge-closed}\n",
    }
    assert changes(tmp_path, moved) == [
        Renamed("events", "bridge-closing", "bridge-closed"),
        Changed("events", "bridge-closed", "title", "إغلاق متوقع", "إغلاق الجسر"),
    ]


@pytest.mark.parametrize(
    ("date", "finer"),
    [
        ('"2019-03-02"', None),
        ('"2019-03-01?"', None),
        ('"2019-03"', False),
        ('"2019-03-01/.."', None),
        ('"[..2019-03-01]"', False),
    ],
)
def test_dates(tmp_path: Path, date: str, finer: bool | None) -> None:  # noqa: FBT001
    (change, *_) = changes(tmp_path, edited(OPENED, '"2019-03-01"', date))
    assert isinstance(change, Redated)
    assert change.id == "bridge-opened"
    assert change.finer is finer
    (back, *_) = compare_back(tmp_path)
    assert isinstance(back, Redated)
    assert back.finer is (None if finer is None else not finer)


def compare_back(folder: Path) -> list[Change]:
    """The same two states, the other way round."""
    was, now = (state_of(check(folder / name, untitled="x")) for name in ("now", "was"))
    return list(compare(was, now).changes)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("status: disputed\ndisputed_over: [figures, actors]\n", "", "status disputed_over"),
        ("milestone: true\n", "", "milestone"),
        ("افتتح رئيس البلدية الجسر.", "افتُتح.", "summary"),
        ("categories: [works, talk]", "categories: [talk, works]", ""),
        ("categories: [works, talk]", "categories: [works]", "categories"),
        ("places: [old-town]", "places: [{place: old-town, precision: near}]", "places"),
        ("role: declares", "role: acts", "actors"),
        (", copy-report]", ', {source: copy-report, locator: "2"}]', "sources"),
        ("type: follows", "type: part-of", "relations"),
    ],
)
def test_fields(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = changes(tmp_path, edited(OPENED, old, new))
    assert all(isinstance(change, Changed | Listed) for change in found)
    assert {change.field for change in found if isinstance(change, Changed | Listed)} == set(
        expected.split()
    )


def test_what_a_list_gains_and_loses(tmp_path: Path) -> None:
    assert changes(tmp_path, edited(OPENED, "[works, talk]", "[talk]")) == [
        Listed("events", "bridge-opened", "categories", (), ("works",))
    ]


def test_claims_are_paired_by_key_then_by_who_says_them(tmp_path: Path) -> None:
    edits = (
        RICH[OPENED]
        .replace("low: 1000, high: 1500", "value: 1700")
        .replace("value: 11, stated: أحد عشر", "value: 12, stated: اثنا عشر")
        .replace("- {metric: coins, high: 300000000}", "- {metric: coins, low: 5, said_by: mayor}")
    )
    found = [c for c in changes(tmp_path, {OPENED: edits}) if isinstance(c, Claimed)]
    pairs = [
        (c.was and (c.was.value or c.was.high), c.now and (c.now.value or c.now.low)) for c in found
    ]
    assert pairs == [(1500, 1700), (11, 12), (None, 5), (300000000, None)]


def test_corrections(tmp_path: Path) -> None:
    more = edited(OPENED, "why: خطأ نقل}", "why: خطأ نقل}, {date: 2019-05-01, what: ص, why: س}")
    (change,) = changes(tmp_path, more)
    assert isinstance(change, Corrected)
    assert change.correction.what == "ص"


def test_sources_vocabularies_and_the_timeline_itself(tmp_path: Path) -> None:
    found = changes(
        tmp_path,
        {"sources/third.yml": "title: ثالث\n"},
        edited("vocabularies/actors.yml", "رئيس البلدية", "العمدة"),
        edited("vocabularies/eras.yml", "2017/2019", "2017/2020"),
        edited("timeline.yml", "جسور المدينة", "الجسور"),
    )
    assert [type(change).__name__ for change in found] == ["Changed", "Added", "Changed", "Changed"]
    assert [getattr(change, "field", "") for change in found] == ["title", "", "name", "date"]


# ------------------------------------------------------------------------------------ order


def test_what_others_were_put_between_has_not_moved(tmp_path: Path) -> None:
    new = RICH["events/2017/work-began.yml"].replace("2017", "2018")
    found = changes(tmp_path, {"events/a.yml": new, "events/b.yml": new})
    assert found == [Added("events", "a"), Added("events", "b")]


def test_what_says_so_itself_is_what_moved(tmp_path: Path) -> None:
    """Of two neighbours that changed places, the one whose date is another."""
    late = edited(OPENED, '"2019-03-01"', '"2020-01-20"')
    free = RICH["events/2019/bridge-painted.yml"].replace("after: [bridge-opened]\n", "")
    base = {"events/2019/bridge-painted.yml": free.replace("date: 2019", "date: 2019-06")}
    was = state_of(check(lay(tmp_path / "was", RICH, base), untitled="x"))
    now = state_of(check(lay(tmp_path / "now", RICH, base, late), untitled="x"))
    found = [change for change in compare(was, now).changes if isinstance(change, Moved)]
    assert found == [Moved("bridge-opened", "bridge-closing", before=False)]


# --------------------------------------------------------------------------- with errors


def test_what_cannot_be_read_is_not_said_to_be_gone(tmp_path: Path) -> None:
    broken: Example = {
        OPENED: "title: [",
        "vocabularies/places.yml": "a: {",
        **edited("events/2017/work-began.yml", "بدء العمل", "بداية العمل"),
    }
    was = state_of(check(lay(tmp_path / "was", RICH), untitled="x"))
    now = state_of(check(lay(tmp_path / "now", RICH, broken), untitled="x"))
    assert now.unread["events"] == {"bridge-opened"}
    assert now.illegible == {"places"}
    assert now.errors == 2
    assert list(compare(was, now).changes) == [
        Changed("events", "work-began", "title", "بدء العمل", "بداية العمل")
    ]
    back = list(compare(now, was).changes)
    assert [type(change) for change in back] == [Changed]


def test_a_loop_leaves_no_order_to_compare(tmp_path: Path) -> None:
    loop = edited(OPENED, "milestone: true", "milestone: true\nafter: [bridge-painted]")
    now = state_of(check(lay(tmp_path, RICH, loop), untitled="x"))
    assert now.sequence is None
    assert now.errors
    assert len(now.records["events"]) == 4
