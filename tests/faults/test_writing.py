"""What commands write into content/ and schema/, killed and refused: each file is old or new."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from tests.asking.test_interview import RICH, SHORTEST
from tests.contents import smallest
from tests.faults.orders import KILLED, Ended, Server
from tests.importing.test_csv import ALL, text_of
from timeline.checking import check, is_error

SEED: Final = 20261122
# Each command with what it is answered, and the stage in which it writes.
COMMANDS: Final[Mapping[str, tuple[tuple[str, ...], str, tuple[str, ...]]]] = {
    "fix": (("fix",), "", ("replace", "rename")),
    "new": (("new", "event"), SHORTEST + "\nنعم\n", ("add",)),
    "import": (("import", "csv", "all.csv", "--day-first"), "", ("add",)),
    "schema": (("schema",), "", ("write",)),
}
Texts = dict[str, bytes]


class Desk:
    """Folders with a content/ and a table, each as the last was before a command; what is written."""

    def __init__(self, folder: Path, server: Server, name: str) -> None:
        self.folder, self.server = folder, server
        self.command, self.answers, self.stages = COMMANDS[name]
        self.made = 0
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.fresh()
        self.old = self.texts()
        done = self.run()
        assert done.status == 0, done
        self.new = self.texts()
        assert self.new != self.old

    def fresh(self) -> None:
        """Begin in a new folder."""
        self.made += 1
        self.place = self.folder / f"desk-{self.made}"
        content = smallest(self.place / "content", RICH)
        if self.command == ("fix",):
            odd = content / "events/New Bridge.yml"
            odd.write_bytes((content / "events/bridge-opened.yml").read_bytes())
        (self.place / "all.csv").write_text(text_of([ALL]), encoding="utf-8")
        if self.command == ("schema",):
            (self.place / "schema").mkdir()
            (self.place / "schema/event.schema.json").write_text("{}")

    def texts(self) -> Texts:
        """Every file but what a kill leaves beside them, which no command reads."""
        return {
            path.relative_to(self.place).as_posix(): path.read_bytes()
            for path in self.place.rglob("*")
            if path.is_file() and not (path.name.startswith(".") and path.name.endswith(".new"))
        }

    def run(self, **order: Any) -> Ended:
        order.setdefault("env", {"TMPDIR": str(self.temporary), "SOURCE_DATE_EPOCH": "1795000000"})
        return self.server.run(*self.command, cwd=self.place, input=self.answers, **order)

    def hold(self) -> None:
        """Each file is the old one or the new one, and none is lost."""
        texts = self.texts()
        for name, data in texts.items():
            assert data in {self.old.get(name), self.new.get(name)} or self._renamed(name, data), (
                name
            )
        for name in self.old.keys() & self.new.keys():
            assert name in texts, name

    def _renamed(self, name: str, data: bytes) -> bool:
        """Whether it is a file that is mended and has yet to get its new name."""
        return name not in self.new and data in self.new.values()

    def again(self) -> None:
        """The same command, unharmed, does the rest."""
        ended = self.run()
        if self.command[0] in {"fix", "schema"}:
            assert ended.status == 0, ended
            assert self.texts() == self.new


@pytest.fixture(params=COMMANDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path, harmed: Server) -> Desk:
    return Desk(tmp_path, harmed, request.param)


@pytest.mark.slow
def test_killed_at_each_call_of_the_writing(desk: Desk) -> None:
    killed = 0
    for at in range(1, 400):
        desk.fresh()
        ended = desk.run(at=at, within=desk.stages)
        desk.hold()
        if ended.status == 0:
            break
        assert ended.status == KILLED, ended
        killed += 1
        _passes(desk)
        desk.again()
    assert ended.status == 0
    assert killed >= 6, killed
    print(desk.command, killed, "kills")  # noqa: T201 - shown with -rP


@pytest.mark.slow
def test_killed_at_random_moments(desk: Desk) -> None:
    random = Random(SEED)
    stages: Counter[str] = Counter()
    desk.fresh()
    lasts, calls = (done := desk.run()).seconds, done.touched
    for attempt in range(25):
        desk.fresh()
        order = (
            {"after": random.random() * lasts} if attempt % 2 else {"at": random.randint(1, calls)}
        )
        ended = desk.run(**order)
        assert ended.status in {0, KILLED}, (SEED, attempt, order, ended)
        stages[ended.stage] += ended.status == KILLED
        desk.hold()
        desk.again()
    print(desk.command, stages)  # noqa: T201 - shown with -rP


@pytest.mark.slow
@pytest.mark.parametrize("error", ["OSError", "MemoryError", "KeyboardInterrupt", "bug"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_error_in_the_writing(desk: Desk, error: str, when: str) -> None:
    desk.fresh()
    ended = desk.run(**{"raise": [desk.stages[0], when], "error": error})
    if error == "KeyboardInterrupt" and desk.command == ("new", "event"):
        assert ended.out.endswith("انتهى، ولم يُكتب شيء.\n")  # it asks, and so is often ended
        assert ended.status == 1
    else:
        assert ended.status == (130 if error == "KeyboardInterrupt" else 1)
        assert ended.err
    assert ("Traceback" in ended.err) == (error == "bug"), ended
    desk.hold()
    assert not list(desk.place.rglob(".*.new"))
    assert not list(desk.temporary.iterdir())
    desk.again()


@pytest.mark.slow
def test_asked_to_end_at_each_call_of_the_writing(desk: Desk) -> None:
    for at in range(1, 400):
        desk.fresh()
        ended = desk.run(at=at, within=desk.stages, signal=15)
        desk.hold()
        assert not list(desk.temporary.iterdir())
        if ended.touched < at:
            break
        assert ended.status in {0, 1, 143}, ended
        assert "Traceback" not in ended.err
    assert ended.touched < at


@pytest.mark.slow
@pytest.mark.parametrize("size", [0, 1, 60])
def test_files_that_may_not_grow(desk: Desk, size: int) -> None:
    desk.fresh()
    ended = desk.run(file_size=size)
    assert ended.status == 1, ended
    assert ended.err
    assert "Traceback" not in ended.err
    assert desk.texts() == desk.old
    assert not list(desk.place.rglob(".*.new"))
    assert not list(desk.temporary.iterdir())


@pytest.mark.slow
def test_folders_that_may_not_be_written(desk: Desk) -> None:
    for what in ("place", "temporary"):
        desk.fresh()
        folders = [path for path in desk.place.rglob("*") if path.is_dir()]
        closed = [desk.temporary] if what == "temporary" else [*folders, desk.place]
        for folder in closed:
            folder.chmod(0o555)
        try:
            ended = desk.run(plain=True)
        finally:
            for folder in closed:
                folder.chmod(0o755)
        assert "Traceback" not in ended.err
        if what == "place":
            assert ended.status == 1, ended
            assert ended.err
            assert desk.texts() == desk.old


def _passes(desk: Desk) -> None:
    """What a kill leaves in content/ has no error that was not there: leftovers are not read."""
    before = {
        each.rule for each in check(desk.place / "content", untitled="-").findings if is_error(each)
    }
    assert not before or desk.command == ("fix",), before


def test_a_kill_while_two_files_are_added_leaves_the_source(tmp_path: Path, harmed: Server) -> None:
    """An event needs its source and a source needs no event, so sources come first."""
    desk = Desk(tmp_path, harmed, "import")
    desk.fresh()
    for at in range(1, 60):
        desk.fresh()
        ended = desk.run(at=at, within=desk.stages)
        added = desk.texts().keys() - desk.old.keys()
        if added:
            break
    assert ended.status == KILLED
    assert [name.split("/")[1] for name in added] == ["sources"]
    _passes(desk)
