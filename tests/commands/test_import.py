"""`timeline import`: what is written, what is reported, and with what status it ends."""

import json
import os
import re
from pathlib import Path
from shutil import rmtree

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
        "sources/daily-2020-03.yml",
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


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_what_a_link_leads_to_stays(
    content: Path, tmp_path: Path, capsys: Capture, dry: list[str]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "2019").mkdir(parents=True)
    (elsewhere / "2019/bridge.yml").write_text("theirs", encoding="utf-8")
    rmtree(content / "events")
    (content / "events").symlink_to(elsewhere)
    row = "id,title,date,summary,source\nbridge,جسر,2019-05-01,نص,report\n"
    Path("x.csv").write_text(row, encoding="utf-8")
    status, _, err = run(capsys, "csv", "x.csv", *dry)
    assert status == 1
    assert "لم يُكتب شيء" in err
    assert (elsewhere / "2019/bridge.yml").read_text("utf-8") == "theirs"
    assert names(elsewhere) == {"2019/bridge.yml"}


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_a_file_where_the_folder_of_a_year_should_be(
    content: Path, capsys: Capture, dry: list[str]
) -> None:
    (content / "events/2018").mkdir()
    (content / "events/bridge-opened.yml").rename(content / "events/2018/bridge-opened.yml")
    (content / "events/2019").write_text("x", encoding="utf-8")
    row = "id,title,date,summary,source\nbridge,جسر,2019-05-01,نص,report\n"
    Path("x.csv").write_text(row, encoding="utf-8")
    status, _, err = run(capsys, "csv", "x.csv", *dry)
    assert status == 1
    assert "events/2019" in err


def test_what_cannot_be_copied_hinders_nothing(content: Path, capsys: Capture) -> None:
    """A pipe, a link to nowhere, an editor's or git's own folder, a file as large as a disk."""
    os.mkfifo(content / "events/pipe.yml")
    (content / "loop").symlink_to("loop")
    (content / ".git").mkdir()
    os.mkfifo(content / ".git/pipe")
    with (content / "events/huge.yml").open("wb") as huge:
        huge.truncate(2**36)
    status, out, err = run(capsys, "csv", "all.csv", "--day-first", "--dry-run")
    assert (status, err) == (0, "")
    assert "لا أخطاء" in out


def test_ids_that_were_made_are_told_of_together(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    rows = (
        "id,title,date,summary,source,place\n,أ,2019-05-01,نص,report,الموصل\nb,ب,2019,نص,خبر أول,\n"
    )
    Path("x.csv").write_text(rows, encoding="utf-8")
    _, out, _ = run(capsys, "csv", "x.csv", "--dry-run")
    told = out.partition("معرّفات صيغت آليًا: غيّرها قبل الدمج فهي لا تتغير بعده.\n")[2]
    assert told.splitlines()[:2] == ["  events/mosul-2019-05-01.yml", "  sources/khbr-awl.yml"]
    assert "git mv" in told.splitlines()[2]
    _, out, _ = run(capsys, "csv", "x.csv", "--dry-run", "--format", "json")
    assert json.loads(out)["invented"] == [
        "events/mosul-2019-05-01.yml",
        "sources/khbr-awl.yml",
    ]
    Path("x.csv").write_text("id,title,date,summary,source\na,أ,2019,نص,report\n", "utf-8")
    assert "آليًا" not in run(capsys, "csv", "x.csv", "--dry-run")[1]


@pytest.mark.parametrize("metric", ["visitors", "زوار", "الزوار"])
def test_a_column_of_numbers(content: Path, capsys: Capture, metric: str) -> None:
    rows = "id,title,date,summary,source,كم\na,أ,2019,نص,report,٣\n"
    Path("x.csv").write_text(rows, encoding="utf-8")
    out = run(capsys, "csv", "x.csv", "--dry-run")[1]
    assert '--map "COLUMN=claim:METRIC"' in re.sub("[\u2066-\u2069]", "", out)  # how one says it
    status, out, err = run(capsys, "csv", "x.csv", "--map", f"كم=claim:{metric}")
    if metric == "الزوار":
        assert status == 2
        assert "visitors" in err
        return
    assert (status, err) == (0, "")
    assert "claim:visitors" in out
    written = (content / "events/a.yml").read_text("utf-8")
    assert "  - metric: visitors\n    value: 3\n    source: report\n" in written


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
