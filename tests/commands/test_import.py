"""`timeline import`: what is written, what is reported, and with what status it ends."""

import json
from pathlib import Path

import pytest

from tests.contents import smallest
from tests.importing.test_csv import ALL, RICH, text_of
from tests.importing.test_timelinejs import WHOLE
from timeline.checking import check
from timeline.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all.csv").write_text(text_of([ALL]), encoding="utf-8")
    (tmp_path / "whole.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    return smallest(tmp_path / "content", RICH)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.yml")}


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(["import", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_what_passes(content: Path, capsys: Capture) -> None:
    before = names(content)
    status, out, err = run(capsys, "csv", "all.csv", "--day-first")
    assert (status, err) == (0, "")
    assert names(content) - before == {
        "events/bridge-closed.yml",
        "sources/daily-jsr-yghlq-2020-03.yml",
    }
    rules = {each.rule for each in check(content, untitled="-").findings}
    assert rules <= {"unused-entry"}
    assert "all.csv:2  events/bridge-closed.yml" in out
    assert "لا أخطاء" in out


def test_again_is_told_and_overwrites_nothing(content: Path, capsys: Capture) -> None:
    run(capsys, "csv", "all.csv", "--day-first")
    file = content / "events/bridge-closed.yml"
    file.write_text(file.read_text("utf-8") + "# mine\n", encoding="utf-8")
    before = names(content)
    status, out, _ = run(capsys, "csv", "all.csv", "--day-first")
    assert status == 0
    assert names(content) == before
    assert file.read_text("utf-8").endswith("# mine\n")
    assert "موجود من قبل" in out


def test_a_dry_run_writes_nothing_and_says_what_the_check_would(
    content: Path, capsys: Capture
) -> None:
    before = names(content)
    status, out, _ = run(capsys, "timelinejs", "whole.json", "--dry-run")
    assert status == 1
    assert names(content) == before
    assert "content/events/bla-tarykh.yml:1:1" in out
    assert "لم يُكتب شيء" in out
    assert "vocabularies/eras.yml" in out


def test_another_folder(content: Path, tmp_path: Path, capsys: Capture) -> None:
    before = names(content)
    run(capsys, "csv", "all.csv", "--out", "out", "--month-first")
    assert names(content) == before
    assert "events/bridge-closed.yml" in names(tmp_path / "out")


def test_json(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    Path("x.csv").write_text("title,x\nأ\u202eب,c\x1b\n", encoding="utf-8")
    status, out, _ = run(capsys, "csv", "x.csv", "--dry-run", "--format", "json")
    assert status == 1
    assert "\u202e" not in out
    assert "\x1b" not in out
    report = json.loads(out)
    assert report["columns"] == {"title": "title", "x": None}
    assert [event["file"] for event in report["events"]] == ["events/ab.yml"]
    hidden, lost = (
        report["notes"][0],
        next(n for n in report["notes"] if n["name"] == "x" and not n["in_record"]),
    )
    assert (hidden["value"], hidden["in_record"]) == ("أ\u202eب", True)
    assert (lost["line"], lost["column"], lost["value"]) == (2, 2, "c")
    assert {each["rule"] for each in report["check"]} == {"missing-field"}


def test_what_is_there_in_the_other_folder_stays(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    run(capsys, "csv", "all.csv", "--out", "out", "--day-first")
    before = names(Path("out"))
    status, _, err = run(capsys, "csv", "all.csv", "--out", "out", "--day-first")
    assert status == 1
    assert "موجود من قبل" in err
    assert names(Path("out")) == before


def test_options(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    Path("x.csv").write_text("Was,When,Text\nأ,2020,ب\n", encoding="utf-8")
    arguments = ("--map", "Was=title", "--map", "When=date", "--source", "report")
    assert run(capsys, "csv", "x.csv", *arguments)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("csv", "none.csv"), "تعذّرت قراءة none.csv"),
        (("csv", "whole.json"), "لم يُعرف أي عمود من اسمه"),
        (("timelinejs", "all.csv", "--map", "x"), "لا حقل بهذا الاسم"),
        (("csv", "all.csv", "--map", "title=titel"), "لا حقل بهذا الاسم"),
        (("csv", "all.csv", "--map", "nowhere=title"), "لا عمود اسمه «nowhere»"),
        (("csv", "all.csv", "--source", "nobody"), "لا مصدر معرّفه «nobody»"),
        (("csv", "all.csv", "--content", "nowhere"), "nowhere"),
    ],
)
def test_wrong_usage(content: Path, capsys: Capture, arguments: tuple[str, ...], said: str) -> None:
    before = names(content)
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert names(content) == before
