"""What stands in .github/: workflows that no stranger can misuse, forms that pages can fill in."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

import tasks
from tests.contents import smallest
from tests.test_documents import anchors
from timeline.messages import Language, messages
from timeline.records.about import About
from timeline.render.repository import broken_link, changing

ROOT: Final = Path(__file__).parents[1]
GITHUB: Final = ROOT / ".github"
WORKFLOWS: Final = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS: Final = sorted(
    path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"
)
ARABIC: Final = re.compile("[\u0621-\u064a]")
# What pages fill in (timeline/render/repository.py): a field that is not there is lost in silence.
FILLED_IN: Final = {
    "correction": {"record", "page", "what", "right", "source"},
    "broken-link": {"record", "link"},
    "new-event": set[str](),
}

by_name = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
by_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def load(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found = load(path)["jobs"]
    assert isinstance(found, dict)
    return found


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(path).values():
        yield from job["steps"]


# -------------------------------------------------------------------------------- workflows


def test_there_are_workflows_for_changes_for_publishing_and_for_weekly_looks() -> None:
    assert {path.stem for path in WORKFLOWS} == {"pull-request", "deploy", "links", "advisories"}


@by_name
def test_actions_are_pinned_by_hash_with_their_version(path: Path) -> None:
    uses = re.findall(r"uses: *(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert uses
    for used in uses:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


def test_one_action_has_one_version() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: *([\w/-]+)@(\w+)", text))
    assert len({action for action, _ in pins}) == len(pins)


@by_name
def test_nothing_is_permitted_but_what_a_job_names(path: Path) -> None:
    assert load(path)["permissions"] == {}
    for name, job in jobs(path).items():
        assert isinstance(job["permissions"], dict), name
        assert job["timeout-minutes"] <= 60, name
    assert load(path)["concurrency"]["group"]


@by_name
def test_no_checkout_leaves_a_token_behind(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@by_name
def test_no_script_is_put_together_from_what_others_wrote(path: Path) -> None:
    for step in steps(path):
        assert "${{" not in step.get("run", ""), step


def test_a_strangers_change_runs_without_a_secret_or_a_right_to_write() -> None:
    for path in WORKFLOWS:
        events = load(path)[True]  # YAML 1.1 takes `on` for a truth value
        assert "pull_request_target" not in events
        assert "workflow_run" not in events
    path = GITHUB / "workflows" / "pull-request.yml"
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bsecrets\b|github\.token|\bcache:", text)
    for job in jobs(path).values():
        assert set(job["permissions"].values()) <= {"read"}


def test_a_change_of_code_cannot_pass_for_one_of_content(tmp_path: Path) -> None:
    """The gate's own script, in repositories with a change of each kind."""
    found = jobs(GITHUB / "workflows" / "pull-request.yml")["kind"]["steps"]
    (script,) = [step["run"] for step in found if step.get("id") == "paths"]
    changes = {
        "content/events/a.yml": "false",
        "content/events/deeper/b c.yml": "false",
        "timeline/cli.py": "true",
        "contents.yml": "true",
        "README.md": "true",
        ".github/workflows/pull-request.yml": "true",
        "nested/content/a.yml": "true",
    }
    for number, (name, code) in enumerate(changes.items()):
        folder = tmp_path / str(number)
        for path in ("content/events/a.yml", name):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content/events/a.yml").write_text("title: a\n")
        git(folder, "init", "-q")
        commit(folder)
        (folder / name).write_text("changed\n")
        (folder / "content/events/c.yml").write_text("title: c\n")
        commit(folder)
        assert kind(script, folder, "HEAD^1") == f"code={code}\n", name
    assert kind(script, folder, "no-such-revision") == "code=true\n", "a fault runs everything"


def kind(script: str, folder: Path, base: str) -> str:
    output = folder / ".git" / "output"
    output.unlink(missing_ok=True)
    environment = {**os.environ, "BASE": base, "GITHUB_OUTPUT": str(output)}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    subprocess.run(shell, cwd=folder, env=environment, check=True, capture_output=True)
    return output.read_text()


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("broken", [False, True])
def test_a_site_that_was_broken_before_is_nobodys_fault(tmp_path: Path, *, broken: bool) -> None:
    """The step that follows a failed build, where the records before the change are sound or not."""
    found = jobs(GITHUB / "workflows" / "pull-request.yml")["records"]["steps"]
    (script,) = [step["run"] for step in found if "worktree" in step.get("run", "")]
    folder = tmp_path / "checkout"
    smallest(folder / "content", {"timeline.yml": "titel: a\n" if broken else "title: a\n"})
    program = folder / ".venv" / "bin" / "timeline"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m timeline.cli "$@"\n')
    program.chmod(0o755)
    git(folder, "init", "-q")
    commit(folder)
    (folder / "content" / "events" / "added.yml").write_text("title: b\n")
    commit(folder)
    summary = tmp_path / "summary"
    environment = {
        **os.environ,
        "BASE": "HEAD^1",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(shell, cwd=folder, env=environment, check=False, capture_output=True)
    assert done.returncode == (0 if broken else 1), done.stderr
    assert ("ليس عليك شيء" in summary.read_text(encoding="utf-8")) == broken


def test_content_alone_does_not_run_the_tests_of_the_program() -> None:
    found = jobs(GITHUB / "workflows" / "pull-request.yml")
    assert found["code"]["if"] == "${{ needs.kind.outputs.code == 'true' }}"
    assert any(step.get("run") == "bash .ci/run" for step in found["code"]["steps"])
    assert set(found["passed"]["needs"]) == set(found) - {"passed"}
    told = [step.get("run", "") for step in found["records"]["steps"]]
    assert any("--changed-since" in run and "--format github" in run for run in told)
    assert any("timeline diff" in run and "$GITHUB_STEP_SUMMARY" in run for run in told)
    assert any(run.startswith("cat .github/look.md") for run in told)
    assert "python -m http.server --directory site" in (GITHUB / "look.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "asks"), [("links", "look"), ("advisories", "ask")])
def test_a_weekly_look_keeps_one_issue_and_fails_nobody(name: str, asks: str) -> None:
    path = GITHUB / "workflows" / f"{name}.yml"
    found = jobs(path)
    assert set(found) == {asks, "tell"}
    assert found[asks]["permissions"] == {"contents": "read"}
    assert found["tell"]["permissions"] == {"issues": "write"}
    assert not [step for step in found["tell"]["steps"] if "uses" in step], "no code, no records"
    (told,) = [step["run"] for step in found["tell"]["steps"]]
    assert told.count("gh issue create") == 1
    assert "gh issue list" in told
    assert set(load(path)[True]) == {"schedule", "workflow_dispatch"}
    (asked,) = [step["run"] for step in found[asks]["steps"] if step.get("id") == name]
    assert f"scripts/{name}.py" in asked


# ------------------------------------------------------------------------------------- lint


@pytest.fixture
def lint(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, ...]]:
    """Return what `make lint` runs for a workflow with every fault, by program."""
    programs = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", programs + os.pathsep + os.environ.get("PATH", ""))
    return {command[0]: command for command in tasks.lint_commands()}


def test_lint_holds_the_workflows(
    lint: dict[str, tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {str(path) for path in WORKFLOWS} <= set(lint["actionlint"])
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "bad.yml").write_text(
        "on: pull_request_target\n"
        "jobs:\n"
        "  a:\n"
        "    runs-on: ubuntu-24.04\n"
        "    steps:\n"
        "      - uses: actions/checkout@v4\n"
        "      - run: echo ${{ github.event.issue.title }}\n"
        "      - run: cat $X\n"
    )
    monkeypatch.chdir(tmp_path)
    bad = {command[0]: command for command in tasks.lint_commands(tmp_path)}
    said = {name: told(bad[name]) for name in ("actionlint", "zizmor")}
    assert "potentially untrusted" in said["actionlint"]
    assert "SC2086" in said["actionlint"], "scripts are looked at, too"
    for audit in ("dangerous-triggers", "unpinned-uses", "template-injection", "artipacked"):
        assert audit in said["zizmor"]


def told(command: tuple[str, ...]) -> str:
    program = shutil.which(command[0])
    assert program, f"{command[0]} is in requirements/dev.txt"
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    return done.stdout + done.stderr


# ------------------------------------------------------------------------------------ forms


def fields(path: Path) -> list[dict[str, Any]]:
    return [field for field in load(path)["body"] if field["type"] != "markdown"]


def test_there_is_a_form_for_each_need() -> None:
    assert {path.stem for path in FORMS} == set(FILLED_IN)


@by_form
def test_a_form_has_what_pages_fill_in(path: Path) -> None:
    ids = [field["id"] for field in fields(path)]
    assert len(ids) == len(set(ids))
    assert FILLED_IN[path.stem] <= set(ids)
    # GitHub fills in these from an address, and drops what is said for any other kind.
    assert {field["type"] for field in fields(path)} <= {"input", "textarea"}


def test_pages_fill_in_fields_that_are_there() -> None:
    """What is filled in for a field that a form does not have is lost in silence."""
    say = messages(Language.ARABIC)
    about = About(title="جسور", repository="https://github.example/org/timeline")
    record = changing(about, "content/events/a.yml", "حدث", "https://example.org/events/a/", say)
    link = broken_link(about, "report", "https://example.org/a", say)
    filled = [dict(parse_qsl(urlsplit(address or "").query)) for address in (record.report, link)]
    for query in filled:
        form = GITHUB / "ISSUE_TEMPLATE" / query.pop("template")
        assert set(query) - {"title"} <= {field["id"] for field in fields(form)}
        assert query["record"] in {"a", "report"}


@by_form
def test_a_form_speaks_arabic_throughout(path: Path) -> None:
    form = load(path)
    assert set(form) == {"name", "description", "title", "labels", "body"}
    said = [form["name"], form["description"], form["title"]]
    for field in form["body"]:
        attributes = field["attributes"]
        said += [attributes[key] for key in ("label", "description", "value") if key in attributes]
    for words in said:
        assert ARABIC.search(words), words


@by_form
def test_a_form_asks_for_a_source_or_an_address(path: Path) -> None:
    required = {f["id"] for f in fields(path) if f.get("validations", {}).get("required")}
    assert required & {"source", "link"}


def test_the_links_of_forms_and_templates_lead_somewhere() -> None:
    """As they are followed from `/issues/new` and `/pull/1`, two levels below the repository."""
    texts = [path.read_text(encoding="utf-8") for path in (*FORMS, template())]
    links = [link for text in texts for link in re.findall(r"\]\((\S+?)\)", text)]
    assert links
    for link in links:
        path, _, anchor = link.removeprefix("../blob/main/").partition("#")
        assert link.startswith("../blob/main/"), link
        assert anchor in anchors(ROOT / path), link


def template() -> Path:
    return GITHUB / "pull_request_template.md"


def test_the_template_is_short_and_in_both_languages() -> None:
    text = template().read_text(encoding="utf-8")
    assert text.startswith('<div dir="rtl">')
    assert len(text) < 1600
    assert text.count("- [ ]") == 4
    assert "English is as welcome" in text


def test_no_owner_is_an_example() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith("#")]
    assert not [line for line in named if "ORGANISATION" in line], "an example, not an owner"
