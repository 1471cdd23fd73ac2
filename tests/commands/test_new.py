"""`timeline new`: answers through a pipe become a file that passes; an end leaves nothing behind."""

import io
import os
from pathlib import Path

import pytest

from tests.asking.test_interview import RICH, SHORTEST
from tests.contents import smallest
from timeline.checking import check
from timeline.cli import main
from timeline.commands.adding import OccupiedError, OutsideError, add_files

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return smallest(tmp_path / "content", RICH)


def files(content: Path) -> dict[str, bytes]:
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in content.rglob("*")
        if path.is_file()
    }


def run(monkeypatch: pytest.MonkeyPatch, answers: str, kind: str = "event") -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(answers.encode())))
    return main(["new", kind])


def test_an_event(content: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    before = files(content)
    assert run(monkeypatch, SHORTEST + "\nنعم\n") == 0
    new = {name: data for name, data in files(content).items() if name not in before}
    assert list(new) == ["events/suq-opened.yml"]
    rules = {each.rule for each in check(content, untitled="-").findings}
    assert rules <= {"unused-entry"}
    out = capsys.readouterr().out
    assert "content/events/suq-opened.yml" in out
    assert 'title: "سوق الموصل"' in out
    assert "اجتاز الفحص" in out
    assert [line.strip() for line in out.splitlines() if line.startswith("  git")] == [
        "git switch -c suq-opened",
        "git add content/events/suq-opened.yml",
        'git commit -m "suq-opened"',
        "git push -u origin suq-opened",
    ]
    assert "افتح طلب الدمج" in out


@pytest.mark.parametrize(("word", "status"), [("صح", 0), ("أجل", 0), ("كلا", 1), ("خطأ", 1)])
def test_a_yes_and_a_no_in_other_words(
    content: Path, monkeypatch: pytest.MonkeyPatch, word: str, status: int
) -> None:
    before = files(content)
    assert run(monkeypatch, SHORTEST + f"\n{word}\n") == status
    assert (files(content) == before) is bool(status)


def test_a_source(content: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert run(monkeypatch, "خبر\n\nاليومية\n\n\n\n\nmarket-report\n\n", "source") == 0
    written = (content / "sources/market-report.yml").read_text("utf-8")
    assert written == 'publisher: daily\ntitle: "خبر"\nlanguage: ar\n'
    assert "unused-entry" not in capsys.readouterr().out


@pytest.mark.parametrize("answers", ["", "سوق\n", SHORTEST, SHORTEST + "\nلا\n"])
def test_an_end_leaves_nothing(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, answers: str
) -> None:
    before = files(content)
    assert run(monkeypatch, answers) == 1
    assert files(content) == before
    assert "لم يُكتب شيء" in capsys.readouterr().out


def test_ctrl_c_is_an_end(content: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def interrupted(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("timeline.commands.new.ask", interrupted)
    before = files(content)
    assert main(["new", "event"]) == 1
    assert files(content) == before
    assert "لم يُكتب شيء" in capsys.readouterr().out


def test_folders_by_year_and_the_schema(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / "events/2019").mkdir()
    (content / "events/bridge-opened.yml").rename(content / "events/2019/bridge-opened.yml")
    schema = content.parent / "schema/event.schema.json"
    schema.parent.mkdir()
    schema.write_text("{}")
    assert run(monkeypatch, SHORTEST + "\n\n") == 0
    first = (content / "events/2019/suq-opened.yml").read_text("utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../../schema/event.schema.json"


def test_nothing_is_written_over(content: Path) -> None:
    before = files(content)
    with pytest.raises(OccupiedError):
        add_files(
            content, {"sources/new.yml": "a", "events/x/bridge.yml": "b", "sources/report.yml": "c"}
        )
    assert files(content) == before
    assert not (content / "events/x").exists()


def test_a_link_leads_nowhere(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Neither what is written nor what is tried on a copy goes through a link."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (content / "events/2020").symlink_to(elsewhere)
    with pytest.raises(OutsideError):
        add_files(content, {"events/2020/x.yml": "a"})
    assert list(elsewhere.iterdir()) == []
    (content / "events").rename(elsewhere / "events")
    (content / "events").symlink_to(elsewhere / "events")
    before = files(elsewhere)
    assert run(monkeypatch, SHORTEST + "\nنعم\n") == 1
    assert files(elsewhere) == before
    assert "رابط إلى مجلد آخر" in capsys.readouterr().err


def test_a_file_where_a_folder_should_be(content: Path) -> None:
    (content / "events/2020").write_text("x", encoding="utf-8")
    with pytest.raises(OccupiedError, match=r"events/2020$"):
        add_files(content, {"events/2020/x.yml": "a"})


def test_folders_that_were_made_go_with_what_was_to_stand_in_them(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(content.rglob("*"))
    made = Path.mkdir

    def full(path: Path) -> None:
        if path.name == "b":
            raise OSError(28, "No space left on device")
        made(path)

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(OSError, match="No space"):
        add_files(content, {"events/a/b/x.yml": "a"})
    assert sorted(content.rglob("*")) == before
    with pytest.raises(OSError, match="No space"):
        add_files(tmp_path / "out/put", {"events/b/x.yml": "a"})
    assert not (tmp_path / "out").exists()


def test_an_interrupt_while_writing_leaves_nothing(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(content)
    links = os.link

    def interrupted(new: Path, path: Path) -> None:
        if path.name == "two.yml":
            raise KeyboardInterrupt
        links(new, path)

    monkeypatch.setattr(os, "link", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add_files(content, {"sources/one.yml": "a", "sources/two.yml": "b"})
    assert files(content) == before


def test_a_file_system_without_links(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_new: Path, _path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    add_files(content, {"sources/one.yml": "نص"})
    assert (content / "sources/one.yml").read_text("utf-8") == "نص"
    with pytest.raises(OccupiedError):
        add_files(content, {"sources/one.yml": "b"})
