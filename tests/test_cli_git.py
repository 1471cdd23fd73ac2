"""The command line where git is asked: whose a finding is, and what changed."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.contents import lay, smallest
from tests.history.test_revisions import git
from tests.test_cli import TIMELINE, Capture, run
from timeline.history.ownership import Change
from timeline.reading.finding import Finding, Location
from timeline.rules.rule import EVENT, event

PLACES = "vocabularies/places.yml"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a clone whose main branch has an error of its own: bridge-old names no place."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    folder = smallest(
        tmp_path / "content",
        {
            "events/bridge-old.yml": f"{EVENT}places: [nowhere]\n",
            "sources/other.yml": "title: آخر\n",
            "events/bridge-other.yml": EVENT.replace("[report]", "[other]"),
            PLACES: "a: {name: أ}\nb: {nam: ب}\n",
        },
    )
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "checkout", "-qb", "mine")
    return folder


def checked(capsys: Capture, *more: str) -> tuple[int, dict[str, bool]]:
    """Give the status, and of each finding whether it is the change's own."""
    status, out, err = run(capsys, "check", "--changed-since", "main", "--format", "json", *more)
    assert err == ""
    told = json.loads(out)["diagnostics"]
    return status, {f"{d['file'].removeprefix('content/')} {d['rule']}": d["yours"] for d in told}


OLD = {"events/bridge-old.yml unknown-place", f"{PLACES} unknown-field"}


def test_what_was_there_is_not_counted(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    assert checked(capsys) == (0, dict.fromkeys(OLD, False))
    assert run(capsys, "check")[0] == 1
    status, out, _ = run(capsys, "check", "--changed-since", "main")
    assert status == 0
    assert "ليست من تعديلك، ولا تُحسب عليه:" in out
    assert out.splitlines()[-1] == (
        "لا أخطاء، لا تنبيهات، لا ملاحظات. وليس من تعديلك: خطآن، لا تنبيهات، لا ملاحظات."
    )


@pytest.mark.parametrize("committed", [True, False])
def test_what_the_change_wrote_is_its_own(
    content: Path, capsys: Capture, *, committed: bool
) -> None:
    lay(content, {"events/bridge-new.yml": f"{EVENT}statuss: x\n"}, event(title="''"))
    if committed:
        git(content, "add", "-A")
        git(content, "commit", "-qm", "mine")
    own = {"events/bridge-new.yml unknown-field", "events/bridge-opened.yml empty-text"}
    assert checked(capsys) == (1, dict.fromkeys(OLD, False) | dict.fromkeys(own, True))


def test_what_the_change_broke_elsewhere_is_its_own(content: Path, capsys: Capture) -> None:
    lay(content, {"sources/other.yml": None})
    expected = {"events/bridge-other.yml unknown-source": True}
    assert checked(capsys) == (1, dict.fromkeys(OLD, False) | expected)


def test_a_record_that_was_touched_is_the_changes_with_all_that_is_wrong_in_it(
    content: Path, capsys: Capture
) -> None:
    file = content / "events" / "bridge-old.yml"
    file.write_text("# a line more\n" + file.read_text("utf-8"), "utf-8")
    expected = dict.fromkeys(OLD, False) | {"events/bridge-old.yml unknown-place": True}
    assert checked(capsys) == (1, expected)


def test_of_a_vocabulary_only_the_entry_that_changed(content: Path, capsys: Capture) -> None:
    lay(content, {PLACES: "new: {name: ج}\na: {name: أب}\nb: {nam: ب}\n"})
    assert checked(capsys) == (0, dict.fromkeys(OLD, False))
    lay(content, {PLACES: "a: {name: أ}\nb: {nam: بب}\n"})
    status, found = checked(capsys)
    assert status == 1
    assert found[f"{PLACES} unknown-field"]
    lay(content, {PLACES: "a: {"})
    assert checked(capsys)[0] == 1


def test_main_may_have_gone_on(content: Path, capsys: Capture) -> None:
    git(content, "checkout", "-q", "main")
    lay(content, {"events/theirs.yml": f"{EVENT}statuss: x\n"})
    git(content, "add", "-A")
    git(content, "commit", "-qm", "theirs")
    git(content, "checkout", "-q", "mine")
    assert checked(capsys) == (0, dict.fromkeys(OLD, False))


def test_a_folder_that_is_new_is_the_changes_own(content: Path, capsys: Capture) -> None:
    other = smallest(content.parent / "other", event(statuss="x"))
    arguments = ["check", "--content", str(other), "--changed-since", "main"]
    assert run(capsys, *arguments)[0] == 1


def test_annotations_and_the_summary_of_the_step(
    content: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = content / "events" / "bridge-old.yml"
    file.write_text(file.read_text("utf-8") + "statuss: x\n", "utf-8")
    lay(content, {"sources/other.yml": None})
    report = content.parent / "summary.md"
    report.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(report))
    arguments = ("check", "--changed-since", "main", "--format", "github")
    status, out, _ = run(capsys, *arguments)
    assert status == 1
    files = [line.split("file=content/")[1].split(",")[0] for line in out.splitlines()]
    # The line that was changed, the record that was, what it broke, and what is others'.
    assert files[:3] == [
        "events/bridge-old.yml",
        "events/bridge-old.yml",
        "events/bridge-other.yml",
    ]
    assert "unknown-field" in out.splitlines()[0]
    assert set(files[3:]) == {PLACES}
    assert "ليست من تعديلك" in out.splitlines()[-1]
    written = report.read_text("utf-8")
    assert written.startswith('before\n<div dir="rtl" lang="ar">')
    assert written.count("| <code") == 4
    assert run(capsys, *arguments)[0] == 1
    assert report.read_text("utf-8").count("<div") == 2  # what stands there stays


@pytest.mark.parametrize("day", ["2026-01-01", "2026-01-02"])
def test_a_copy_is_told_of_where_it_was_made(content: Path, capsys: Capture, day: str) -> None:
    """Also where it was copied with the day on which the other was added, and sorts before it."""
    text = f'{EVENT}places: [a]\nadded: "2026-01-01"\n'
    git(content, "checkout", "-q", "main")
    lay(content, {"events/bridge.yml": text, PLACES: "a: {name: أ}\n"})
    git(content, "add", "-A")
    git(content, "commit", "-qm", "second")
    git(content, "checkout", "-qB", "mine")
    lay(content, {"events/again.yml": text.replace("2026-01-01", day)})
    arguments = ("check", "--changed-since", "main", "--format", "github")
    status, out, _ = run(capsys, *arguments)
    assert status == 0
    told = [line for line in out.splitlines() if "N903" in line]
    assert [line.split(",")[0] for line in told] == ["::warning file=content/events/again.yml"]


def test_what_concerns_a_record_that_was_changed_comes_before_what_was_caused() -> None:
    """An old record that becomes a copy of a later one is told of at the later one."""
    change = Change({"events/old.yml"})
    young, old = Location("events/young.yml"), Location("events/old.yml")
    assert change.concerns(Finding("x", young, related=(old,)))
    assert not change.concerns(Finding("x", young))
    assert not change.touches(Finding("x", young, related=(old,)))


@pytest.mark.parametrize("command", [["check", "--changed-since=-x"], ["diff", "nothing"]])
def test_what_git_does_not_know_is_said(content: Path, capsys: Capture, command: list[str]) -> None:
    assert content.is_dir()
    status, out, err = run(capsys, *command)
    assert (status, out) == (2, "")
    assert err.startswith("لا يعرف \u2068git\u2069 هنا مراجعة باسم \u2068")
    assert len(err.splitlines()) == 1
    status, _, err = run(capsys, *command, "--lang", "en")
    assert err.startswith("git knows no revision ")


def test_outside_a_repository(tmp_path: Path, capsys: Capture) -> None:
    folder = str(smallest(tmp_path / "content"))
    for command in (["check", "--changed-since", "main"], ["diff", "main"]):
        status, out, err = run(capsys, *command, "--content", folder)
        assert (status, out) == (2, "")
        assert "ليس في مستودع" in err


def test_diff(content: Path, capsys: Capture) -> None:
    lay(content, event(date='"2019-03-04"'), {"events/bridge-old.yml": EVENT})
    status, out, err = run(capsys, "diff", "main", "--lang", "en")
    assert (status, err) == (0, "")
    assert (
        "The date was «\u2068آذار/مارس 2019\u2069» and is now finer: «\u20684 آذار/مارس 2019\u2069»."
        in out
    )
    assert out.splitlines()[0] == "2 changed events"
    assert json.loads(run(capsys, "diff", "main", "--format", "json")[1])["was"]["errors"] == 2
    assert run(capsys, "diff", "main", "--format", "markdown")[1].startswith('<div dir="rtl"')
    git(content, "add", "-A")
    git(content, "commit", "-qm", "mine")
    assert run(capsys, "diff", "main", "mine", "--lang", "en")[1] == out
    assert "coarser" in run(capsys, "diff", "mine", "main", "--lang", "en")[1]


def test_what_was_published_changes_without_a_correction(
    content: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = "events/bridge-opened.yml"
    lay(content, event(date="2020"), {"events/new.yml": EVENT, "events/bridge-old.yml": EVENT})
    since = ("check", "--changed-since", "main", "--lang", "en")
    status, out, _ = run(capsys, *since)
    assert status == 0
    said = "No correction was written for what changed: the date."
    assert out.splitlines()[-3] == f"- content/{file}: {said}"
    assert 'corrections: [{date: "2026-11-22"' in out.splitlines()[-1]
    assert said not in run(capsys, *since, "content/events/new.yml")[1]
    report = content.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(report))
    assert run(capsys, *since, "--format", "github")[0] == 0
    assert f'- <code dir="ltr">content/{file}</code>: {said}' in report.read_text("utf-8")
    corrected = event(date="2020", corrections='[{date: "2026-11-22", what: أ, why: ب}]')
    lay(content, corrected)
    assert said not in run(capsys, *since)[1]


def test_a_clean_content_in_which_no_event_changed_is_not_read_twice(
    content: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(content, {"events/bridge-old.yml": EVENT, PLACES: "a: {name: أ}\n"})
    git(content, "add", "-A")
    git(content, "commit", "-qm", "clean")
    git(content, "branch", "-f", "main")
    lay(content, {PLACES: "a: {name: أب}\n"})
    monkeypatch.setattr(
        "timeline.history.revisions.Repository.as_it_was", lambda *_: pytest.fail("read")
    )
    assert checked(capsys) == (0, {})


def test_in_a_process_of_its_own(content: Path) -> None:
    assert content.is_dir()
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [*TIMELINE, "check", "--changed-since", "main"],
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
