"""`timeline fix`: what it writes and what it leaves as it is, and what it says."""

import os
import re
import shutil
from pathlib import Path

import pytest

import timeline.fixing
from tests.contents import lay, smallest
from timeline.checking import check
from timeline.cli import main
from timeline.rules.rule import event

Capture = pytest.CaptureFixture[str]
FILE = "content/events/bridge-opened.yml"
CONTENT = Path(__file__).parents[2] / "content"
CANONICAL = 'title: "افتتاح الجسر"\ndate: "2019-03"\nsummary: |-\n  افتُتح الجسر أمام المارة.\nsources: [report]\n'


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    return smallest(tmp_path / "content")


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(["fix", *arguments])
    return status, *capsys.readouterr()


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What lies in a folder: bytes, and when they were written."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file): (file.read_bytes(), file.stat().st_mtime_ns) for file in files}


def test_fixed_once_for_all(content: Path, capsys: Capture) -> None:
    status, out, err = run(capsys, "--lang", "en")
    assert (status, err) == (0, "")
    assert out.splitlines()[:5] == [
        FILE,
        "  in canonical form",
        "content/sources/report.yml",
        "  in canonical form",
        "2 files were fixed.",
    ]
    assert Path(FILE).read_text("utf-8") == CANONICAL
    before = state(content)
    status, out, _ = run(capsys, "--lang", "en")
    assert status == 0
    assert out.startswith("Nothing needs fixing.\n")
    assert state(content) == before


def test_diff_shows_and_writes_nothing(content: Path, capsys: Capture) -> None:
    before = state(content)
    status, out, err = run(capsys, "--diff", FILE)
    assert status == 0
    assert out.splitlines()[:5] == [
        f"--- a/{FILE}",
        f"+++ b/{FILE}",
        "@@ -1,4 +1,5 @@",
        "-title: افتتاح الجسر",
        '+title: "افتتاح الجسر"',
    ]
    assert "سيُصلح ملف واحد." in err
    assert state(content) == before


def test_diff_in_colour_and_inert(
    content: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(content, event(title="الجسر\u202e\x1b[31m"))
    monkeypatch.setenv("FORCE_COLOR", "1")
    _, out, _ = run(capsys, "--diff", FILE)
    assert "\x1b[31m-title: الجسر\\u202e\\u001b[31m\x1b[0m" in out
    assert "\u202e" not in out


def test_what_is_left_is_told(content: Path, capsys: Capture) -> None:
    lay(content, event(date="9/12/2017", id="bridge-opened"))
    status, out, _ = run(capsys)
    assert status == 1
    assert "  F112 id-in-record ×1\n    لا يُكتب المعرّف في السجل" in out
    assert f"{FILE}:2:7  error D207 slashed-date" in out
    assert "id:" not in Path(FILE).read_text("utf-8")


def test_only_what_is_named(content: Path, capsys: Capture) -> None:
    lay(content, {"events/other.yml": "title: x\n"})
    assert run(capsys, FILE)[0] == 0
    assert Path(FILE).read_text("utf-8") == CANONICAL
    assert Path("content/events/other.yml").read_text("utf-8") == "title: x\n"
    assert run(capsys, "content/events")[0] == 1
    assert run(capsys, "content/nowhere.yml")[0] == 2
    assert run(capsys, "--content", "nowhere")[0] == 2
    assert run(capsys, "/etc")[0] == 2


def test_a_file_keeps_its_mode_and_gets_its_name(content: Path, capsys: Capture) -> None:
    old = content / "events/New Bridge.yml"
    old.write_bytes(Path(FILE).read_bytes().replace(b"\n", b"\r\n"))
    old.chmod(0o640)
    status, out, _ = run(capsys)
    assert status == 0
    assert "content/events/New Bridge.yml → content/events/new-bridge.yml" in out
    new = content / "events/new-bridge.yml"
    assert new.read_text("utf-8") == CANONICAL
    assert new.stat().st_mode & 0o777 == 0o640
    assert not old.exists()
    assert sorted(file.name for file in (content / "events").iterdir()) == [
        "bridge-opened.yml",
        "new-bridge.yml",
    ]


def test_never_half_a_file(content: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full leaves the file as it was, and nothing beside it."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = state(content)
    monkeypatch.setattr("os.fsync", full)
    status, out, err = run(capsys, "--lang", "en")
    assert status == 1
    assert f"{FILE} cannot be written." in err
    assert "Nothing needs" not in out
    assert state(content) == before


def test_what_somebody_else_writes_meanwhile_stays(
    content: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = timeline.fixing.fix

    def slow(*arguments: object) -> object:
        fixed = whole(*arguments)  # type: ignore[arg-type]
        Path(FILE).write_text("title: theirs\n", "utf-8")
        return fixed

    monkeypatch.setattr("timeline.commands.fix.fix", slow)
    status, _, err = run(capsys, "--lang", "en")
    assert status == 1
    assert f"{FILE} was changed meanwhile, and is left as it is." in err
    assert Path(FILE).read_text("utf-8") == "title: theirs\n"
    assert content.is_dir()


def test_links_and_devices_are_left(content: Path, capsys: Capture) -> None:
    (content / "events/link.yml").symlink_to("bridge-opened.yml")
    os.mkfifo(content / "events/pipe.yml")
    (content / "events/broken.yml").write_bytes(b"title: \xff\n")
    status, out, _ = run(capsys)
    assert status == 1
    assert out.count("Y002 not-a-file") == 2
    assert "Y006 not-utf-8" in out
    assert (content / "events/link.yml").is_symlink()
    assert (content / "events/broken.yml").read_bytes() == b"title: \xff\n"


def test_schemas_are_named_where_there_are_any(content: Path, capsys: Capture) -> None:
    (content.parent / "schema").mkdir()
    run(capsys)
    first = Path(FILE).read_text("utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../../schema/event.schema.json"


@pytest.fixture
def first(tmp_path: Path, capsys: Capture) -> Path:
    """A copy of the first timeline, fixed: whoever adds a record to it need not know of the form."""
    copy = Path(shutil.copytree(CONTENT, tmp_path / "first"))
    status, _, _ = run(capsys, "--content", str(copy))
    assert status == 0
    return copy


def test_the_first_timeline_is_fixed_once_for_all(first: Path, capsys: Capture) -> None:
    status, out, _ = run(capsys, "--diff", "--content", str(first))
    assert (status, out) == (0, "")
    was, now = (check(root, untitled="x").dataset for root in (CONTENT, first))
    assert was is not None
    assert now is not None
    assert (was.events, was.sources) == (now.events, now.sources)


def test_its_records_are_read_as_they_were(tmp_path: Path, first: Path, capsys: Capture) -> None:
    """Comments in a copy of it, and another order of fields, are all that a fix takes back."""
    copy = tmp_path / "content"
    for file in first.rglob("*.yml"):
        text = file.read_text("utf-8")
        if "events" in file.parts:
            head, _, rest = text.partition("\ndate")
            text = f"# first\ndate{rest}# last\n{head}\n"
            text = re.sub(r"(?m)^(- |  - )", r"  # item\n\1", text)
        target = copy / file.relative_to(first)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\r\n")
    assert run(capsys, "--content", str(copy))[0] == 0
    for file in (first / "events").rglob("*.yml"):
        text = (copy / file.relative_to(first)).read_text("utf-8")
        bare = "".join(re.findall(r"(?m)^(?! *# (?:first|last|item)$).*\n", text))
        assert _plain(bare) == _plain(file.read_text("utf-8"))
        assert text.count("# first") == text.count("# last") == 1


def _plain(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if "$schema" not in line)


def test_a_key_on_several_lines_is_told(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    text = Path(FILE).read_text("utf-8").replace("title:", "? |-\n  title\n:", 1)
    Path(FILE).write_text(text.replace("الجسر", "الجـــسر", 1), "utf-8")
    status, out, _ = run(capsys, "--lang", "en")
    assert status == 0
    assert f"{FILE} is not put in order: the name of a field stands on several lines" in out
    assert Path(FILE).read_text("utf-8") == text


def test_what_is_left_is_not_promised(
    content: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(content, event(milestone="yes"))
    monkeypatch.setattr(timeline.fixing, "possible", lambda *_: ())
    _, out, _ = run(capsys, "--lang", "en")
    assert "F125" in out
    assert "mends this" not in out


@pytest.mark.parametrize(("was", "now"), [("title", "\ufefftitle"), ("\n", "\r")])
def test_what_is_refused_before_it_is_read_is_promised(
    was: str, now: str, content: Path, capsys: Capture
) -> None:
    assert content.is_dir()
    Path(FILE).write_bytes(Path(FILE).read_bytes().replace(was.encode(), now.encode()))
    assert main(["check", "--lang", "en"]) == 1
    assert re.search(r"The command \W?timeline fix\W? mends this", capsys.readouterr().out)
    assert run(capsys)[0] == 0
    assert Path(FILE).read_text("utf-8") == CANONICAL


def test_of_a_file_that_is_too_large_no_more_is_read_than_is_needed(
    content: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = content / "events/huge.yml"
    with huge.open("wb") as file:
        file.truncate(2**30)  # sparse: it takes no room on a disk, and would in memory
    monkeypatch.setattr("shutil.copyfile", None)
    status, out, _ = run(capsys, "--lang", "en")
    assert status == 1
    assert "file-too-large" in out
