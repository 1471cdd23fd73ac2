"""What was read is kept from one run to the next, and never stands for anything else."""

import os
import pickle
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.contents import TODAY, lay, smallest
from timeline.cache import Cache
from timeline.checking import Checked, Told, check, told
from timeline.reading import kept, memory
from timeline.reading.kept import Kept
from timeline.reading.memory import Memory
from timeline.rules.rule import EVENT, SMALLEST, Example

LATER = 2_000_000_000 * 10**9  # all that a test has written is old by then
KEY = b"k" * 32
FULL: Example = {
    "timeline.yml": "title: أ\nsite_url: https://example.org/\n",
    "map.yml": "credit: أ\n",
    "withdrawn.yml": "old: {moved_to: bridge-opened}\n",
    "vocabularies/places.yml": "mosul: {name: الموصل}\n",
    "vocabularies/actors.yml": "mayor: {name: العمدة}\n",
    "pages/guide.md": "# دليل\n",
    **{f"events/more/e{n}.yml": EVENT.replace("الجسر", f"المتجر {n}", 1) for n in range(5)},
}
CHANGES: dict[str, Example] = {
    "an event": {"events/more/e1.yml": EVENT.replace("2019-03", "2018-03")},
    "an event with a fault": {"events/more/e1.yml": EVENT.replace("title", "titel")},
    "an event that breaks a rule by itself": {"events/more/e1.yml": EVENT.replace("الجسر", "الجـسر")},
    "a new event": {"events/e9.yml": EVENT},
    "an event that is gone": {"events/more/e1.yml": None},
    "an event in another folder": {
        "events/more/e1.yml": None, "events/e1.yml": FULL["events/more/e1.yml"],
    },
    "an event by another name": {
        "events/more/e1.yml": None, "events/more/e8.yml": FULL["events/more/e1.yml"],
    },
    "two that change places": {
        "events/more/e1.yml": FULL["events/more/e2.yml"],
        "events/more/e2.yml": FULL["events/more/e1.yml"],
    },
    "a source": {"sources/report.yml": 'title: تقرير\npublished: "2011"\n'},
    "a source that is gone": {"sources/report.yml": None},
    "places": {"vocabularies/places.yml": "mosul: {nam: الموصل}\n"},
    "actors": {"vocabularies/actors.yml": "mayor: {name: العمدة}\nqadi: {name: العمدة}\n"},
    "a new vocabulary": {"vocabularies/metrics.yml": "visitors: {name: زوار}\n"},
    "the timeline": {"timeline.yml": "title: ب\n"},
    "what was withdrawn": {"withdrawn.yml": "old: {moved_to: gone}\n"},
    "the map": {"map.yml": "credit: ب\n"},
    "a page": {"pages/guide.md": "[أ](nowhere.md)\n"},
    "a stray file": {"notes.txt": "x"},
    "a hidden file": {"events/.e7.yml": EVENT},
    "no file": {},
}  # fmt: skip


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a small folder is kept as a large one is, in several parts."""
    for module in (memory, kept):
        monkeypatch.setattr(module, "MANY", 2)
        monkeypatch.setattr(module, "TOGETHER", 2)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", KEY)


def checked(content: Path, kept_in: Memory, day: date = TODAY) -> Checked:
    result = check(content, untitled="T", today=day, memory=kept_in)
    kept_in.save()
    return result


def cold(content: Path, day: date = TODAY) -> Checked:
    return check(content, untitled="T", today=day)


def same(one: Checked, other: Checked) -> bool:
    return (one.findings, one.dataset, one.content.digests, one.order and one.order.sequence) == (
        (other.findings, other.dataset, other.content.digests, other.order and other.order.sequence)
    )


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("now", [0, LATER], ids=["fresh", "settled"])
def test_each_kind_of_change_is_seen(
    tmp_path: Path, cache: Cache, change: Example, now: int
) -> None:
    content = smallest(tmp_path / "content", FULL)
    before = checked(content, Kept(cache, now))
    told(content, today=TODAY, memory=Kept(cache, now))
    assert same(before, cold(content))
    lay(content, change)
    assert told(content, today=TODAY, memory=Kept(cache, now)).findings == cold(content).findings
    for _ in range(2):
        assert same(checked(content, Kept(cache, now)), cold(content))
    added = dict.fromkeys(name for name, text in change.items() if text is not None)
    lay(content, added, SMALLEST, FULL)
    assert same(checked(content, Kept(cache, now)), cold(content))


def test_another_day_is_another_answer(tmp_path: Path, cache: Cache) -> None:
    content = smallest(tmp_path / "content", {"events/plan.yml": EVENT + "status: planned\n"})
    for day in (date(2018, 1, 1), TODAY, date(2018, 1, 1)):
        found = told(content, today=day, memory=Kept(cache, LATER)).findings
        assert found == cold(content, day).findings


def test_where_nothing_has_changed_nothing_is_read(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = smallest(tmp_path / "content", FULL)
    first = told(content, today=TODAY, memory=Kept(cache, LATER))
    monkeypatch.setattr("timeline.checking.check", None)
    assert told(content, today=TODAY, memory=Kept(cache, LATER)) == first
    assert first.site_url == "https://example.org/"


def test_what_has_not_changed_is_not_read_again(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = smallest(tmp_path / "content", FULL)
    checked(content, Kept(cache, LATER))
    other = shutil.copytree(content, tmp_path / "other")  # of the same bytes, and nothing else
    lay(other, CHANGES["an event"])
    read: list[str] = []
    of = "timeline.reading.record_file.open_record"
    opened = memory_of_opened(read)
    monkeypatch.setattr(of, opened)
    assert same(checked(other, Kept(cache, LATER)), cold_but(read, other))


def memory_of_opened(read: list[str]) -> Callable[..., object]:
    from timeline.reading.document import open_record  # noqa: PLC0415 - as it is

    def opened(root: Path, file: str) -> object:
        read.append(file)
        return open_record(root, file)

    return opened


def cold_but(read: list[str], content: Path) -> Checked:
    assert [file for file in read if "/" in file] == ["events/more/e1.yml"]
    return cold(content)


def test_a_file_changed_within_a_tick_of_the_clock_is_seen(tmp_path: Path, cache: Cache) -> None:
    """Of the same size, number and times, as on a file system with a coarse clock."""
    content = smallest(tmp_path / "content", FULL)
    file = content / "events/more/e1.yml"
    os.utime(file, (10**9, 10**9))
    frozen = os.lstat(file)
    stamps = {file.name: memory.stamp(frozen)}

    def seen_of(root: Path, name: str) -> memory.Stamp | None:
        seen = REAL(root, name)
        return stamps.get(name.rpartition("/")[2], seen) if seen else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "seen_of", seen_of)
        checked(content, Kept(cache, frozen.st_ctime_ns))
        file.write_text(EVENT.replace("2019-03", "2018-03"), "utf-8")
        assert same(checked(content, Kept(cache, LATER)), cold(content))


REAL = memory.seen_of


@pytest.mark.parametrize("damage", ["gone", "short", "changed", "of another key", "a folder"])
@pytest.mark.parametrize("which", ["index", "parts", "answer"])
def test_what_is_damaged_is_as_good_as_not_there(
    tmp_path: Path, cache: Cache, damage: str, which: str
) -> None:
    content = smallest(tmp_path / "content", FULL)
    told(content, today=TODAY, memory=Kept(cache, LATER))
    files = [tmp_path / "cache" / which]
    if which == "parts":
        files = sorted(files[0].iterdir())
    for file in files:
        data = file.read_bytes()
        file.unlink()
        match damage:
            case "short":
                file.write_bytes(data[: len(data) // 2])
            case "changed":
                file.write_bytes(data[:-9] + b"." + data[-8:])
            case "of another key":
                evil = pickle.dumps(Evil())
                Cache(tmp_path / "cache", b"x" * 32).write(
                    f"{file.relative_to(tmp_path / 'cache')}", evil
                )
            case "a folder":
                file.mkdir()
    assert told(content, today=TODAY, memory=Kept(cache, LATER)).findings == cold(content).findings
    assert same(checked(content, Kept(cache, LATER)), cold(content))


class Evil:
    """What a stranger would have run."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.abort, ()


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    content = smallest(tmp_path / "content", FULL)
    (tmp_path / "cache").write_text("x", "utf-8")
    found = told(content, today=TODAY, memory=Kept(Cache(tmp_path / "cache", KEY), LATER))
    assert isinstance(found, Told)
    assert found.findings == cold(content).findings


def test_one_change_writes_one_part_anew(tmp_path: Path, cache: Cache) -> None:
    content = smallest(tmp_path / "content", FULL)
    checked(content, Kept(cache, LATER))
    before = {file.name for file in (tmp_path / "cache/parts").iterdir()}
    lay(content, CHANGES["an event"])
    checked(content, Kept(cache, LATER))
    after = {file.name for file in (tmp_path / "cache/parts").iterdir()}
    assert len(before) == len(after) == 4
    assert len(after - before) == 1


def test_another_folder_of_the_same_files_needs_none_read(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = smallest(tmp_path / "content", FULL)
    here = Kept(cache, LATER)
    checked(content, here)
    was = {
        file.name: file.read_bytes() for file in (tmp_path / "cache").iterdir() if file.is_file()
    }
    then = lay(Path(shutil.copytree(content, tmp_path / "then")), CHANGES["an event"])
    read: list[str] = []
    monkeypatch.setattr("timeline.reading.record_file.open_record", memory_of_opened(read))
    result = checked(then, here.elsewhere())
    assert same(result, cold_but(read, then))
    for name, data in was.items():
        assert (tmp_path / "cache" / name).read_bytes() == data
    assert same(checked(then, Memory().elsewhere()), result)


@pytest.mark.parametrize("first_here", [True, False], ids=["here", "elsewhere"])
def test_what_several_read_together_is_kept(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch, *, first_here: bool
) -> None:
    """One of the files has no record at all: its reading is no part of the index."""
    monkeypatch.setattr(memory, "workers", lambda: 2)
    content = smallest(tmp_path / "content", FULL)
    lay(content, {"events/more/e0.yml": "title: [\n"})
    here = Kept(cache, LATER)
    if first_here:
        for _ in range(2):  # the second time nothing is read
            assert same(checked(content, here), cold(content))
    else:
        assert same(checked(content, here.elsewhere()), cold(content))
        assert not (tmp_path / "cache/parts").exists()
    for change in (CHANGES["an event"], CHANGES["two that change places"]):
        lay(content, change)
        for _ in range(2):
            assert same(checked(content, Kept(cache, LATER)), cold(content))
