"""What the program reads, runs, writes and fetches, as SECURITY.md says: watched while it works."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.contents import lay
from tests.folders import RICH
from tests.history.test_revisions import git
from tests.test_documents import code, section

ROOT: Final = Path(__file__).parents[1]
SECTION: Final = section("SECURITY.md", "What the program reads, runs, writes and fetches")
CSV: Final = "title,date,summary,source\nحدث,2018-01-01,حدث شيء.,daily-report\n"
ANSWERS: Final = "خبر\n\nاليومية\n\n\n\n\nmarket-report\n\n"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, Any]]]:
    """Every command, run once; what each did, by its name."""
    folder = tmp_path_factory.mktemp("reach").resolve()
    content = lay(folder / "content", RICH, {"sources/untidy.yml": "language: ar\ntitle: تقرير\n"})
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    (folder / "rows.csv").write_text(CSV, "utf-8")
    (folder / "temporary").mkdir()
    runs = [
        ["check", "--changed-since", "main"],
        ["order"],
        ["explain", "work-began", "bridge-opened"],
        ["stats"],
        ["diff", "main"],
        ["fix"],
        ["schema", str(folder / "schema")],
        ["import", "csv", str(folder / "rows.csv")],
        ["new", "source"],
        ["build", "--site", str(folder / "public" / "site")],
        ["serve", "--port", "0"],
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(folder / "temporary"),
        "GITHUB_STEP_SUMMARY": "",
    }
    watched = str(Path(__file__).with_name("watched.py"))
    command = [
        sys.executable,
        watched,
        json.dumps([[*run, "--content", str(content)] for run in runs]),
    ]
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        input=ANSWERS,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return folder, {one["command"]: one for one in told}


# Where each command may write, below the folder in which it runs; all others write nowhere.
WRITES: Final = {
    "fix": ["content"],
    "import": ["content"],
    "new": ["content"],
    "schema": ["schema"],
    "build": ["public"],
}


def test_the_commands_did_what_they_are_for(seen: tuple[Path, dict[str, dict[str, Any]]]) -> None:
    _, commands = seen
    failed = {name: one["said"] for name, one in commands.items() if one["status"]}
    assert set(failed) <= {"import"}, failed  # whose records do not pass the check yet
    for name in WRITES:
        assert commands[name]["wrote"], commands[name]["said"]


def test_nothing_is_fetched(seen: tuple[Path, dict[str, dict[str, Any]]]) -> None:
    _, commands = seen
    reached = {name: one["reached"] for name, one in commands.items() if one["reached"]}
    listens = reached.pop("serve")
    assert reached == {}
    assert listens == ["socket.__new__", "socket.bind 127.0.0.1"]


def test_only_pagefind_and_git_are_started(seen: tuple[Path, dict[str, dict[str, Any]]]) -> None:
    _, commands = seen
    started = {name: one["ran"] for name, one in commands.items() if one["ran"]}
    assert started == {"build": ["os.fork", "pagefind"], "check": ["git"], "diff": ["git"]}


def test_nothing_is_written_but_where_it_belongs(
    seen: tuple[Path, dict[str, dict[str, Any]]],
) -> None:
    folder, commands = seen
    for name, one in commands.items():
        places = [folder / "temporary", Path(os.devnull)]
        places += [folder / place for place in WRITES.get(name, [])]
        if name in {"build", "serve"}:
            places.append(ROOT / ".cache" / "timeline")
        stray = _outside(one["wrote"], places)
        assert not stray, f"{name}: {stray}"
    public = folder / "public"
    wrote = commands["build"]["wrote"]
    around = {
        path.removeprefix(f"{public}/").partition("/")[0] for path in wrote if f"{public}/" in path
    }
    assert all(name == "site" or name.startswith(".site") for name in around), around
    assert not [*(folder / "temporary").iterdir()], "what is temporary goes"


def test_nothing_is_read_but_itself_and_the_content(
    seen: tuple[Path, dict[str, dict[str, Any]]],
) -> None:
    folder, commands = seen
    own = (sys.prefix, sys.base_prefix, ROOT, folder)
    system = ("/dev", "/etc", "/proc", "/sys", "/usr", "/lib", "/lib64")
    for name, one in commands.items():
        stray = _outside(one["read"], [*own, *system])
        assert not stray, f"{name}: {stray}"


def _outside(paths: Iterable[str], places: Iterable[Path | str]) -> list[str]:
    places = tuple(places)
    return [path for path in paths if not any(map(Path(path).is_relative_to, places))]


def test_every_variable_that_is_asked_for_is_told() -> None:
    code_of_all = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "timeline").rglob("*.py")))
    named = dict(re.findall(r'^([A-Z_]+): Final = "(\w+)"$', code_of_all, re.MULTILINE))
    asked = re.findall(r'environ\w*(?:\.get\(|\[)("?)(\w+)', code_of_all)
    found = {name if quote else named[name] for quote, name in asked}
    assert "SOURCE_DATE_EPOCH" in found
    assert found == {name for name in code(SECTION) if re.fullmatch(r"[A-Z][A-Z_0-9]+", name)}
