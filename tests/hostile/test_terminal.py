"""What commands print of hostile records and hostile names: one text for people, and no act."""

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tests.contents import lay
from tests.folders import SMALL
from tests.hostile.inert import faults
from tests.hostile.records import attacked, raw, text_of
from tests.hostile.values import LOGS, SAMPLE, VALUES
from tests.parsed import elements
from timeline.cli import main
from timeline.messages import Language, messages
from timeline.reading.finding import Finding, Location
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.github import as_annotations, as_summary
from timeline.reporting.machine import as_json
from timeline.reporting.summary import summary
from timeline.reporting.text import TextStyle, report
from timeline.rules.table import TABLE

Capture = pytest.CaptureFixture[str]
NAMES = (
    "a\n::error::injected.yml",
    "::warning::b.yml",
    "c%0A::error::x.yml",
    "d\x1b[31m.yml",
    "e\u202egnp.yml",
    "f\u2066x.yml",
    "g,line=1,col=2::x.yml",
    "h`|<img src=x>@octocat.yml",
    "[x](javascript:y).yml",
    "i\x07\x08\r.yml",
    "j$(touch pwned);rm -rf .yml",
    "نص\u200b.yml",
    "-rf.yml",
    "{0}%s{n}.yml",
    "##[error]k.yml",
    "con.yml",
    "INDEX.yml",
)
PRINTED = (
    ("check",),
    ("check", "--lang", "en"),
    ("check", "--format", "json"),
    ("check", "--format", "github"),
    ("check", "--format", "github", "--lang", "en"),
    ("fix", "--diff"),
    ("fix", "--diff", "--lang", "en"),
    ("order",),
    ("stats",),
    ("stats", "--format", "json"),
    ("explain", "bridge-opened", "x\n::error::y"),
)
LIVE = re.compile(r"(?<![\w&#;])@[A-Za-z]|<img|<script|<a href=\"(?!https://)|!\[|\]\(")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work as GitHub's machine does, beside a folder of hostile records under hostile names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    values = [value for value in (*LOGS, *SAMPLE) if "\0" not in value]
    files: dict[str, str | bytes] = {f"events/{name}": "title: x\n" for name in NAMES}
    files |= {f"pages/{name}".removesuffix(".yml") + ".md": "x\u202e" for name in NAMES[:3]}
    for number, value in enumerate(values):
        tree = attacked("event", value)
        written = raw if number % 2 else None
        text = text_of(tree, written)[0] if written else text_of(tree)[0]
        files[f"events/h-{number}.yml"] = text.encode("utf-8", "surrogatepass")
    return lay(tmp_path / "content", SMALL, files)


def test_a_check_prints_nothing_that_acts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    named = {f"events/{name}": "title: x\n" for name in NAMES[:6]}
    lay(
        tmp_path / "content", SMALL, named, {"events/h.yml": text_of(attacked("event", LOGS[2]))[0]}
    )
    printed(capsys, PRINTED[2:4])


@pytest.mark.slow
def test_no_command_prints_what_acts(content: Path, capsys: Capture) -> None:
    assert content.is_dir()
    printed(capsys, PRINTED)


def printed(capsys: Capture, lines: tuple[tuple[str, ...], ...]) -> None:
    for command in lines:
        main(command)
        out, err = capsys.readouterr()
        commands = 0
        if "github" in command:
            commands = sum(
                1 for line in out.split("\n") if re.match("::(error|warning|notice) ", line)
            )
            assert commands <= 30
            assert commands >= 6
        assert faults(out, commands=commands) == [], command
        assert faults(err) == [], command
        assert "##[" not in out + err or commands, command
        if "json" in command and out:
            json.loads(out)
    held(Path("summary.md").read_text("utf-8"))


def held(markdown: str) -> None:
    """Hold Markdown of a summary to hold nothing live that a record wrote."""
    assert faults(markdown) == []
    assert not LIVE.search(markdown), LIVE.search(markdown)
    for table in re.findall(r"(?m)^\|.*$", markdown):
        assert table.count("|") == 4, table
    html = Markdown(extensions=["tables"]).convert(re.sub("</?div[^>]*>", "", markdown))
    assert {element.tag for element in elements(html)} <= {"html", "head", "body", "table", "thead", "tbody",
                                                           "tr", "th", "td", "p", "br", "code", "a"}  # fmt: skip


@pytest.mark.slow
def test_of_a_fix_only_files_that_were_there_are_written(content: Path, capsys: Capture) -> None:
    root = content.parent
    before = {path.relative_to(root) for path in root.rglob("*")}
    main(["fix"])
    assert faults(capsys.readouterr().out) == []
    after = {path.relative_to(root) for path in root.rglob("*")}
    new = {path.as_posix() for path in after - before}
    assert all(path.startswith("content/events/") or path == "summary.md" for path in new), new


@pytest.mark.slow
def test_answers_that_are_hostile_write_nothing_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lay(tmp_path / "content", SMALL)
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    answers = "\n".join(
        value.replace("\n", " ") for value in VALUES if max(value, default="") < "\ud800"
    )
    for kind in ("event", "source"):
        for start in (0, 7, 61):
            text = "\n".join(answers.split("\n")[start:])
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
            main(["new", kind])
            out, err = capsys.readouterr()
            assert faults(out) == [], start
            assert faults(err) == [], start
    after = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    assert all(
        re.fullmatch(r"content/(events|sources|vocabularies)(/[a-z0-9/-]+\.yml)?", path.as_posix())
        for path in after - before
    )


COLUMNS = ("id", "title", "date", "summary", "source", "source_url", "places", "actors", "categories",
           "notes")  # fmt: skip


@pytest.mark.slow
def test_cells_that_are_hostile_become_records_that_are_read_or_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    content = lay(tmp_path / "content", SMALL)
    values = [value for value in VALUES[::5] if value.isprintable() or "\n" in value]
    values = [value for value in values if max(value, default="") < "\ud800"]
    quoted = ['"' + value.replace('"', '""') + '"' for value in values]
    rows = [f"row-{i},{v},2019-03,{v},{v},{v},{v},{v},{v},{v}" for i, v in enumerate(quoted)]
    (tmp_path / "all.csv").write_text("\n".join([",".join(COLUMNS), *rows]), "utf-8", newline="\n")
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    main(["import", "csv", "all.csv"])
    out, err = capsys.readouterr()
    assert faults(out) == []
    assert faults(err) == []
    new = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")} - before
    assert all(path.as_posix().startswith("content/") for path in new), new
    main(["check", "--format", "json"])
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    broken = [d for d in told if d["rule"] in {"yaml-syntax", "unknown-field", "duplicate-key"}]
    assert broken == []
    assert (content / "events").is_dir()


# ----------------------------------------------------------------------------- properties (B8.10)

TEXT = st.text(max_size=40) | st.sampled_from(VALUES)


@settings(max_examples=30)
@given(value=TEXT, name=TEXT, line=TEXT, number=st.integers(0, len(TABLE) - 1))
def test_no_printer_lets_a_text_act(value: str, name: str, line: str, number: int) -> None:
    rule = TABLE[number]
    fields = set(re.findall(r"{(\w+)}", f"{rule.message} {rule.advice}"))
    facts = dict.fromkeys(fields | {"value"}, value)
    numbers = {"limit", "length", "n", "days", "count"} & facts.keys()
    facts |= dict.fromkeys(numbers, "3")
    finding = Finding(
        rule.name, Location(f"events/{name}.yml", 1, 1, (value,)), facts, value or None
    )
    for language in Language:
        say = messages(language)
        told = diagnose([finding], say, isolate=True)
        assert faults(report(told, TextStyle(say, "content", lambda _: line))) == []
        assert faults(as_annotations(told, "content", say), commands=1) == []
        held(as_summary(told, "content", summary(told, say), say))
        bare = diagnose([finding], say)
        (entry,) = json.loads(as_json(bare, "content", lambda _: line))["diagnostics"]
        assert faults(entry["message"] + entry["file"]) == []
