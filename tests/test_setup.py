"""The set-up keeps its promises: locked dependencies, no trace of a machine, make for everyone."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

import tasks
from audit import __main__ as audit
from scripts.environment import Environment, TaskError

ROOT = Path(__file__).parents[1]
LOCKS = ("run", "dev", "deep")

# Where packages come from is the machine's business, and where the project lies on it, too.
TRACES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|--(?:(?:extra-)?index-url|find-links)"
    r"|(?<![\w.~-])/(?:home|Users)/\w+/|(?<![\w./~-])/(?:root|work)/|[A-Z]:\\Users\\"
)


def packages(lock: str) -> dict[str, str]:
    """Return what a lock says of each package: its version, and the text up to the next one."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[^\s#])", text, flags=re.MULTILINE)[1:]
    return {entry.split(" ", 1)[0]: entry for entry in entries}


def files_of_the_project() -> list[Path]:
    """Return the files that git has; what an editor leaves beside them is its own business."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_hashes(lock: str) -> None:
    locked = packages(lock)
    assert locked
    for name, entry in locked.items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.+]+", name)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), f"{name} has no hash"
    assert len({name.split("==")[0] for name in locked}) == len(locked)


def test_what_is_tested_is_what_publishes() -> None:
    assert set(packages("run")) < set(packages("dev")) < set(packages("deep"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_wanted_package_is_locked(lock: str) -> None:
    wanted = (ROOT / "requirements" / f"{lock}.in").read_text(encoding="utf-8")
    names = re.findall(r"^[\w-]+", wanted, flags=re.MULTILINE)
    locked = {name.split("==")[0] for name in packages(lock)}
    assert {name.lower() for name in names if not name.startswith("-")} <= locked


def test_nothing_in_the_project_tells_of_a_machine() -> None:
    here = re.compile(rf"(?<![\w./~-]){re.escape(str(ROOT))}/") if len(ROOT.parts) > 2 else None
    found = []
    for path in files_of_the_project():
        text = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if TRACES.search(line) or (here and here.search(line)):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("see https://pypi" + ".org/simple", True),
        ("pip install --extra-" + "index-url x", True),
        ('"/ro' + 'ot/x"', True),
        ("/ho" + "me/someone/project", True),
        ("https://example.org/wo" + "rk/", False),
        ("../wo" + "rk/", False),
        (".cache/home/a/", False),
    ],
)
def test_a_trace_of_a_machine_is_known_as_one(line: str, *, told: bool) -> None:
    assert bool(TRACES.search(line)) == told


def test_make_has_every_task_and_no_other() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = re.findall(r"^([a-z][a-z -]*):\n\t@\$\(PYTHON\) -m tasks \$@", makefile, re.MULTILINE)
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert [set(names.split()) for names in rules] == [{"help", *tasks.TASKS}]
    assert [set(names.split()) for names in phony] == [{"help", *tasks.TASKS}]


def test_ci_runs_tasks_that_exist() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    called = re.findall(r"^make ([\w-]+)$", script, re.MULTILINE)
    assert called == ["lint", "test-all", "coverage", "test"]
    assert set(called) <= set(tasks.TASKS)


def test_the_command_and_the_plugin_are_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="timeline")
    (plugin,) = entry_points(group="mkdocs.plugins", name="timeline")
    assert command.value == "timeline.cli:main"
    assert plugin.value == "timeline.publishing.plugin:TimelinePlugin"


def test_lists_the_tasks(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main([]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {name} " in listed for name in tasks.TASKS)


@pytest.mark.parametrize("arguments", [["no-such-task"], ["clean", "everything"]])
def test_refuses_what_it_does_not_know(arguments: list[str]) -> None:
    assert tasks.main(arguments) == 2


def test_says_why_a_task_cannot_be_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> int:
        raise TaskError("because")

    monkeypatch.setitem(tasks.TASKS, "site", fails)
    assert tasks.main(["site"]) == 1
    assert capsys.readouterr().err == "because\n"


def test_audit_needs_a_site(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    assert tasks.main(["audit"]) == 1
    assert "no site/" in capsys.readouterr().err


def test_audit_says_what_it_could_not_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert audit.main(tmp_path) == 1
    said = capsys.readouterr().out.splitlines()
    assert [": NOT CHECKED, it needs " in line for line in said] == [True] * len(audit.CHECKS)


class Recorded(Environment):
    """An environment that writes down the commands that would install, and runs none."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.ran: list[str] = []
        self.fails_at = ""
        self.starts = True

    def _run(self, *command: str) -> None:
        self.ran.append(" ".join(command[1:]))
        if self.fails_at and self.fails_at in self.ran[-1]:
            raise TaskError("did not finish")

    def _version(self) -> str | None:
        return sys.version if self.starts else None

    def took(self) -> list[str]:
        """Return what was done since this was last asked: made, or installed from which lock."""
        done = []
        for line in self.ran:
            if " venv " in line:
                done.append("made")
            elif match := re.search(r"-r requirements/(\w+)\.txt", line):
                assert "--require-hashes --only-binary=:all:" in line
                done.append(match[1])
            else:
                assert "--no-index --no-deps --no-build-isolation --editable ." in line
                done.append("package")
        self.ran = []
        return done


@pytest.fixture
def environment(tmp_path: Path) -> Recorded:
    (tmp_path / "requirements").mkdir()
    for lock in LOCKS:
        (tmp_path / "requirements" / f"{lock}.txt").write_text(lock, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[build-system]\n[project]\n", encoding="utf-8")
    return Recorded(tmp_path)


def note(environment: Recorded) -> dict[str, Any]:
    noted: dict[str, Any] = json.loads(environment.note.read_text(encoding="utf-8"))
    return noted


def test_installs_once(environment: Recorded) -> None:
    environment.prepare("run")
    assert environment.took() == ["made", "run", "package"]
    environment.prepare("run")
    assert environment.took() == []


def test_adds_what_tests_need_to_what_publishing_needs(environment: Recorded) -> None:
    environment.prepare("run")
    environment.took()
    environment.prepare("dev", contains=("run",))
    assert environment.took() == ["dev", "package"]
    environment.prepare("run")
    assert environment.took() == []


@pytest.mark.parametrize("where", ["venv", "-r requirements", "--editable"])
def test_begins_again_what_was_cut_short(environment: Recorded, where: str) -> None:
    environment.fails_at = where
    with pytest.raises(TaskError):
        environment.prepare("run")
    assert note(environment)["unfinished"]
    environment.fails_at = ""
    environment.took()
    environment.prepare("run")
    assert environment.took() == ["made", "run", "package"]


def test_replaces_what_another_lock_made(environment: Recorded) -> None:
    environment.prepare("run")
    left = environment.folder / "left-over"
    left.touch()
    (environment.root / "requirements" / "run.txt").write_text("newer", encoding="utf-8")
    environment.took()
    environment.prepare("run")
    assert environment.took() == ["made", "run", "package"]
    assert not left.exists()


def test_installs_a_package_that_changed(environment: Recorded) -> None:
    environment.prepare("run")
    project = "[build-system]\n[project]\nversion = '2'\n"
    (environment.root / "pyproject.toml").write_text(project, encoding="utf-8")
    environment.took()
    environment.prepare("run")
    assert environment.took() == ["run", "package"]


def test_begins_again_where_the_checkout_was_moved(environment: Recorded, tmp_path: Path) -> None:
    environment.prepare("run")
    moved = environment.root.rename(tmp_path.with_name(tmp_path.name + "-moved"))
    again = Recorded(moved)
    again.prepare("run")
    assert again.took() == ["made", "run", "package"]


def test_begins_again_where_python_went_away(environment: Recorded) -> None:
    environment.prepare("run")
    environment.took()
    environment.starts = False
    environment.prepare("run")
    assert environment.took() == ["made", "run", "package"]


def test_adds_to_what_somebody_else_made(environment: Recorded) -> None:
    theirs = environment.folder / "pyvenv.cfg"
    environment.folder.mkdir()
    theirs.touch()
    environment.prepare("run")
    assert environment.took() == ["run", "package"]
    (environment.root / "requirements" / "run.txt").write_text("newer", encoding="utf-8")
    environment.prepare("run")
    assert environment.took() == ["run", "package"]
    assert theirs.exists()


def test_does_not_delete_what_somebody_else_made(environment: Recorded) -> None:
    theirs = environment.folder / "pyvenv.cfg"
    environment.folder.mkdir()
    theirs.touch()
    environment.starts = False
    with pytest.raises(TaskError, match="no Python that starts"):
        environment.prepare("run")
    assert theirs.exists()
