"""What editors and pre-commit are told: commands and tasks that exist, the form that is written."""

import re
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import yaml

import tasks
from timeline.cli import COMMANDS
from timeline.reading.texts import texts

ROOT = Path(__file__).parents[1]
NAMES = {*COMMANDS}


def hooks(name: str) -> list[dict[str, Any]]:
    found = yaml.safe_load((ROOT / name).read_text("utf-8"))
    if isinstance(found, dict):
        found = [hook for repository in found["repos"] for hook in repository["hooks"]]
    assert isinstance(found, list)
    return found


def test_hooks_name_commands_that_exist() -> None:
    offered = hooks(".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in offered] == ["timeline-fix", "timeline-check"]
    for hook in offered:
        program, command = hook["entry"].split()
        assert program == "timeline"
        assert command in NAMES
        assert hook["language"] == "system"


def test_hooks_of_this_repository_name_tasks_that_exist() -> None:
    used = hooks(".pre-commit-config.yaml")
    assert [hook["id"] for hook in used] == ["timeline-fix", "timeline-check"]
    for hook in used:
        *program, task = hook["entry"].split()
        assert program == ["python3", "-m", "tasks"]
        assert task in tasks.TASKS


def test_hooks_run_for_every_file_of_content() -> None:
    for hook in (*hooks(".pre-commit-hooks.yaml"), *hooks(".pre-commit-config.yaml")):
        assert all(re.search(hook["files"], f"content/{file}") for file in texts(ROOT / "content"))


def test_editors_write_what_fix_writes() -> None:
    settings = ConfigParser()
    settings.read_string("[top]\n" + (ROOT / ".editorconfig").read_text("utf-8"))
    everywhere = dict(settings["*"])
    assert everywhere["charset"] == "utf-8"
    assert everywhere["end_of_line"] == "lf"
    assert everywhere["insert_final_newline"] == everywhere["trim_trailing_whitespace"] == "true"
    yml = next(section for section in settings.sections() if re.search(r"\byml\b", section))
    assert settings[yml]["indent_size"] == "2"
    for text in texts(ROOT / "content").values():
        assert text.endswith("\n")
        assert not re.search(r"[ \t]$|\r|\t", text, re.MULTILINE)
