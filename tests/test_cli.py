"""The command line: what each command prints, where to, and with what status it ends."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from tests.contents import lay, smallest
from tests.test_checking import MISTAKES
from timeline.cli import build, main
from timeline.rules.fields import UnknownField
from timeline.rules.rule import EVENT, event

ROOT = Path(__file__).resolve().parent.parent
TIMELINE = [sys.executable, "-m", "timeline.cli"]
CORRECT = "Nothing is published while there is an error: correct it and check again."
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a content/ folder of two events."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    later = EVENT.replace("2019-03", "../2020-05")
    return smallest(tmp_path / "content", {"events/2020/bridge-closed.yml": later})


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


# ------------------------------------------------------------------------------------- check


def test_check_of_what_is_well(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    status, out, err = run(capsys, "check")
    assert (status, err) == (0, "")
    assert out.startswith("لا أخطاء")
    assert run(capsys, "check", "--lang", "en") == (0, "0 errors, 0 warnings, 0 hints\n", "")
    assert run(capsys, "check", "--format", "json") == (0, '{\n  "diagnostics": []\n}\n', "")
    assert run(capsys, "check", "--format", "github") == (0, "", "")


def test_check_of_what_is_not(content: Path, capsys: Capture) -> None:
    lay(content, event(statuss="x"))
    status, out, err = run(capsys, "check", "--lang", "en")
    assert (status, err) == (1, "")
    assert out.splitlines() == [
        "content/events/bridge-opened.yml:5:1  error F102 unknown-field",
        "  There is no field «statuss».",
        "  5 | statuss: x",
        "    | ^^^^^^^",
        "  Suggestion: write status",
        f"  To do: {UnknownField.advice}",
        "  The command timeline fix mends this.",
        "  More on this: timeline explain F102",
        "",
        f"1 error, 0 warnings, 0 hints. timeline fix mends it. {CORRECT}",
    ]
    status, out, _ = run(capsys, "check", "--format", "json")
    assert status == 1
    assert json.loads(out)["diagnostics"][0]["code"] == "F102"
    status, out, _ = run(capsys, "check", "--format", "github")
    assert status == 1
    assert out.startswith("::error file=content/events/bridge-opened.yml,line=5,endLine=5,col=1,")


def test_a_warning_is_no_failure(content: Path, capsys: Capture) -> None:
    lay(content, event(date_basis="relative"))
    status, out, _ = run(capsys, "check", "--lang", "en")
    assert status == 0
    assert out.splitlines()[-1].startswith("0 errors, 1 warning, 0 hints. None of these keeps")


def test_check_of_some_files(content: Path, capsys: Capture) -> None:
    lay(content, event(statuss="x"), {"sources/link.yml": PurePosixPath("report.yml")})
    assert run(capsys, "check", "content/events/2020")[0] == 0
    for path in ("content/events", "content/sources/../events/bridge-opened.yml", "content"):
        assert run(capsys, "check", path)[0] == 1
    # A link is what the finding is of, not the file that it leads to.
    status, out, _ = run(capsys, "check", "content/sources", "--format", "json")
    assert status == 1
    assert [d["rule"] for d in json.loads(out)["diagnostics"]] == ["not-a-file"]
    status, out, err = run(capsys, "check", "content/nowhere.yml", "--lang", "en")
    assert (status, out) == (2, "")
    assert err == "There is no content/nowhere.yml in the folder content.\n"
    assert run(capsys, "check", "/etc")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--content", "link"],
        ["--content", "content/events/.."],
        ["--content", "link", "link"],
        ["--content", "link", "link/events"],
        ["--content", "link", "content/events/bridge-opened.yml"],
        ["--content", "content", "link/events"],
        ["--content", "content", "content/events/.."],
    ],
)
def test_check_of_a_folder_by_another_name(
    content: Path, capsys: Capture, arguments: list[str]
) -> None:
    lay(content, event(statuss="x"))
    (content.parent / "link").symlink_to("content")
    status, out, _ = run(capsys, "check", *arguments, "--format", "json")
    assert status == 1
    assert [d["rule"] for d in json.loads(out)["diagnostics"]] == ["unknown-field"]


def test_an_excerpt_opens_nothing_that_a_record_may_not_be(content: Path, capsys: Capture) -> None:
    (content.parent / "secret").write_text("secret: words\n", "utf-8")
    lay(content, {"sources/link.yml": PurePosixPath("../../secret")})
    os.mkfifo(content / "sources" / "pipe.yml")
    status, out, _ = run(capsys, "check")
    assert status == 1
    assert out.count("not-a-file") == 2
    assert "secret" not in out


# ----------------------------------------------------------------------------- order, explain


def test_order(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    assert run(capsys, "order") == (
        0,
        "bridge-opened\t2019-03-01\t2019-03-31\nbridge-closed\t\t2020-05-31\n",
        "",
    )


@pytest.mark.parametrize("command", [["order"], ["explain", "bridge-opened", "bridge-closed"]])
def test_what_is_broken_has_no_order(content: Path, capsys: Capture, command: list[str]) -> None:
    lay(content, event(statuss="x"))
    status, out, err = run(capsys, *command)
    assert (status, out) == (1, "")
    assert err.startswith("content/events/bridge-opened.yml:5:1  error F102 unknown-field\n")
    assert err.splitlines()[-1].startswith("خطأ واحد")


def test_explain_a_rule_needs_no_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("D203", "d203", "impossible-day"):
        status, out, err = run(capsys, "explain", name)
        assert (status, err) == (0, "")
        assert out.startswith("error D203 impossible-day\n  ")
        assert "اليوم" in out
    assert run(capsys, "explain", "D999", "--lang", "en") == (2, "", "There is no rule D999.\n")


def test_explain_an_order(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    status, out, _ = run(capsys, "explain", "bridge-closed", "bridge-opened", "--lang", "en")
    assert status == 0
    assert out.splitlines() == [
        "«افتتاح الجسر» (bridge-opened) stands before «افتتاح الجسر» (bridge-closed):",
        "  its earliest day, 2019-03-01, is before 2020-05-31 (its latest, since its start is not known)",
    ]


@pytest.mark.parametrize(
    ("subjects", "message"),
    [
        (["bridge-opened", "x"], "There is no event «x»."),
        (["bridge-opened", "bridge-opened"], "Name a rule, or two different events."),
        (["bridge-opened", "bridge-closed", "x"], "Name a rule, or two different events."),
    ],
)
def test_explain_what_is_not_there(
    content: Path, capsys: Capture, subjects: list[str], message: str
) -> None:
    assert content.is_dir()
    assert run(capsys, "explain", *subjects, "--lang", "en") == (2, "", f"{message}\n")


# ------------------------------------------------------------------------------------- stats


def test_stats(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    status, out, err = run(capsys, "stats", "--lang", "en")
    assert (status, err) == (0, "")
    assert out.splitlines()[:2] == ["What there is", "  2 events, 0 numbers, 1 source"]
    status, out, _ = run(capsys, "stats", "--format", "json")
    assert status == 0
    assert json.loads(out)["single_origin"] == ["bridge-closed", "bridge-opened"]


def test_stats_of_what_has_errors(content: Path, capsys: Capture) -> None:
    lay(content, event(statuss="x"))
    status, out, err = run(capsys, "stats", "--lang", "en")
    assert (status, out) == (1, "")
    assert "F102 unknown-field" in err


# ------------------------------------------------------------------------------------- usage


@pytest.mark.parametrize(
    "command", [["check"], ["order"], ["explain", "a", "b"], ["serve"], ["stats"], ["check", "x"]]
)
def test_no_such_content(tmp_path: Path, capsys: Capture, command: list[str]) -> None:
    nowhere = str(tmp_path / "nowhere")
    expected = f"There is no folder {nowhere}.\n"
    assert run(capsys, *command, "--content", nowhere, "--lang", "en") == (2, "", expected)


def test_a_name_that_no_folder_can_have(capsys: Capture) -> None:
    assert run(capsys, "check", "--content", "x" * 5000)[0] == 2


def test_build_of_no_such_content(tmp_path: Path, capsys: Capture) -> None:
    site = tmp_path / "site"
    assert build(["--content", str(tmp_path / "x"), "--site", str(site), "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"There is no folder {tmp_path / 'x'}.\n"
    assert not site.exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["chek"], ["check", "--format", "xml"], ["check", "--lang", "fr"], ["explain"]],
)
def test_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


# ----------------------------------------------------------------- in a process of its own


def test_a_reader_that_has_had_enough(content: Path) -> None:
    """The pipe's other end is closed before a word is written; the status stays what it is."""
    for example, status in (({}, 0), (event(statuss="x"), 1)):
        lay(content, example)
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [*TIMELINE, "check"], stdout=writing, stderr=subprocess.PIPE, check=False
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (status, b"")


def test_arabic_is_said_where_the_locale_is_another(content: Path) -> None:
    lay(content, {os.fsdecode(b"events/\xff.yml"): EVENT})
    done = subprocess.run(
        [*TIMELINE, "check"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    lines = done.stdout.decode("utf-8").splitlines()
    assert lines[0] == "content/events/\\udcff.yml:1:1  error F111 bad-id"
    assert "«\u2068\\udcff\u2069»" in lines[1]
    assert "ا" in lines[1]


def test_a_broken_content_leaves_the_site_byte_for_byte(content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(content)]
    command += ["--site", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "حدثان" in done.stdout
    before = fingerprint(site)
    assert "index.html" in before

    lay(content, MISTAKES)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("10 أخطاء")
    assert fingerprint(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "content",
        "site",
    ]  # nothing is left beside it


def fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(file.relative_to(folder)): (
            hashlib.sha256(file.read_bytes()).hexdigest(),
            file.stat().st_mtime_ns,
        )
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize(
    ("year", "epoch", "status"),
    [
        ("2019", "", 0),
        ("2091", "", 1),
        ("2019", "315532800", 0),  # of 1980: nothing that has happened lies after today
        ("2091", "4102444800", 0),  # of 2100
    ],
)
def test_todays_date_comes_from_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: str, epoch: str, status: int
) -> None:
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    folder = smallest(tmp_path, event(date=f'"{year}"')).as_posix()
    assert main(["check", "--content", folder]) == status


def test_it_starts_again_in_utf8_but_once() -> None:
    """Windows can be told to take names of files for something else all the same."""
    program = """
import os, sys
sys.getfilesystemencoding = lambda: "mbcs"
os.execv = lambda *_: print("again")
sys.argv = ["timeline", "explain", "R303"]
from timeline.cli import main
main()
"""
    for options, again in (((), True), (("-X", "utf8"), False)):
        done = subprocess.run(
            [sys.executable, *options, "-c", program],
            env={**os.environ, "PYTHONUTF8": "0"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert ("again\n" in done.stdout) == again
