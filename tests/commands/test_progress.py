"""How far a long build has come: one line on a terminal, and nothing of it anywhere else."""

import os
import select
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.contents import lay
from tests.folders import SMALL
from timeline.checking import check
from timeline.cli import build
from timeline.commands import progress
from timeline.commands.progress import cut, in_words, told, width
from timeline.messages import Language, messages
from timeline.publishing.publish import publish_in
from timeline.publishing.stages import Stage, untold
from timeline.publishing.swapping import building
from timeline.reading.memory import Memory

AR, EN = messages(Language.ARABIC), messages(Language.ENGLISH)


class Clock:
    """A clock that goes on when it is told to."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(progress, "time", found)
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return found


class Terminal:
    """A terminal: what is written to `err` is seen at its other end."""

    def __init__(self) -> None:
        self._end, there = os.openpty()
        self.err = os.fdopen(there, "w", encoding="utf-8")

    def seen(self) -> str:
        """What was written since the last time; a mark is sent to know where that ends."""
        os.write(self.err.fileno(), b"~")
        data = b""
        while not data.endswith(b"~"):
            assert select.select([self._end], [], [], 10)[0], data
            data += os.read(self._end, 4096)
        return data[:-1].decode()

    def close(self) -> None:
        self.err.close()
        os.close(self._end)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    found = Terminal()
    # Not `sys.stderr` itself, in whose place pytest puts its own.
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=found.err))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("stage", "done", "whole", "rate", "ar", "en"),
    [
        (
            Stage.MAKING,
            *(3200, 17013, 2900.4),
            "صُنع 3,200 من 17,013 صفحة، 2,900 في الثانية، بقيت 5 ثوانٍ",
            "3,200 of 17,013 pages made, 2,900 a second, 5 seconds left",
        ),
        (
            Stage.READING,
            *(10, 103, 1.0),
            "قُرئ 10 من 103 ملفات، 1 في الثانية، بقيت 93 ثانية",
            "10 of 103 files read, 1 a second, 93 seconds left",
        ),
        (
            Stage.LOOKING,
            *(100, 1000, 5.0),
            "فُحص 100 من 1,000 صفحة، 5 في الثانية، بقيت 3 دقائق",
            "100 of 1,000 pages looked at, 5 a second, 3 minutes left",
        ),
        # Of what has only begun it is not known how fast it goes.
        (Stage.LOOKING, *(0, 11, 0.0), "فُحص 0 من 11 صفحة", "0 of 11 pages looked at"),
        (Stage.SEARCH, *(0, 0, 0.0), "يُصنع فهرس البحث", "The search index is being made"),
    ],
)
def test_in_words(  # noqa: PLR0917 - a row of the table
    stage: Stage, done: int, whole: int, rate: float, ar: str, en: str
) -> None:
    assert in_words(AR, stage, done, whole, rate) == ar
    assert in_words(EN, stage, done, whole, rate) == en


def test_a_line_is_written_over_and_then_gone(clock: Clock, terminal: Terminal) -> None:
    with told(EN) as tell:
        tell(Stage.MAKING, 0, 1000)
        clock.now = 0.5
        tell(Stage.MAKING, 100, 1000)
        assert terminal.seen() == ""  # what takes no longer than a moment
        clock.now = 2.0
        tell(Stage.MAKING, 200, 1000)
        first = "200 of 1,000 pages made, 100 a second, 8 seconds left"
        assert terminal.seen() == first
        clock.now = 2.05
        tell(Stage.MAKING, 210, 1000)
        assert terminal.seen() == ""  # not more often than anybody can read
        clock.now = 4.0
        tell(Stage.SEARCH, 0, 0)
        second = "The search index is being made"
        assert terminal.seen() == f"\r{' ' * len(first)}\r{second}"
    assert terminal.seen() == f"\r{' ' * len(second)}\r"


def test_a_line_goes_with_what_breaks_it_off(clock: Clock, terminal: Terminal) -> None:
    def work() -> None:
        with told(EN) as tell:
            clock.now = 2.0
            tell(Stage.SEARCH, 0, 0)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert terminal.seen().endswith(f"\r{' ' * 30}\r")


@pytest.mark.parametrize("environment", [{"CI": "true"}, {"TERM": "dumb"}])
def test_nothing_in_the_log_of_a_machine(
    environment: dict[str, str], clock: Clock, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with told(EN) as tell:
        clock.now = 2.0
        tell(Stage.SEARCH, 0, 0)
    assert terminal.seen() == ""


def test_nothing_in_a_pipe(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = StringIO()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=pipe))
    with told(EN) as tell:
        clock.now = 2.0
        tell(Stage.SEARCH, 0, 0)
    assert pipe.getvalue() == ""


def test_never_wider_than_the_terminal(
    clock: Clock, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_columns", lambda _: 12)
    with told(AR) as tell:
        clock.now = 2.0
        tell(Stage.MAKING, 1, 2000)
        text = terminal.seen()
        assert width(text) == 11
        assert text.endswith("…")
    assert cut("صُنع", 3) == "صُنع"  # the vowel sign stands on a letter
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut("漢字漢字", 4) == "漢…"
    assert cut("a", 0) == ""


@pytest.mark.usefixtures("clock")
def test_a_build_on_a_terminal(
    tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "AFTER", 0.0)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    content = lay(tmp_path / "content", SMALL)
    options = ["--content", str(content), "--site", str(tmp_path / "site")]
    assert build([*options, "--lang", "en", "--no-search"]) == 0
    text = terminal.seen()
    for part in ("1 of 1 file read", "pages made", "pages looked at"):
        assert part in text
    assert text.endswith(" \r")


def test_what_is_told_of_a_build(tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL)
    found: list[tuple[Stage, int, int]] = []
    site = (tmp_path / "site").resolve()
    memory = Memory()
    memory.counted = lambda done, whole: found.append((Stage.READING, done, whole))
    checked = check(content, untitled="أ", memory=memory)
    with building(site) as folder:
        done = publish_in(folder, checked, content, site, progress=lambda *told: found.append(told))
    assert list(dict.fromkeys(stage for stage, _, _ in found)) == [*Stage]
    last = {stage: (count, whole) for stage, count, whole in found}
    assert last[Stage.MAKING] == (done.pages, done.pages)
    assert last[Stage.LOOKING][0] == last[Stage.LOOKING][1] >= done.pages
    assert last[Stage.READING] == (1, 1)
    assert not untold(Stage.READING, 0, 0)  # type: ignore[func-returns-value]
