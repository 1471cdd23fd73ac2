"""The weekly question about weaknesses: no answer is never taken for a good one."""

import json
import subprocess
from typing import Any

import pytest

from scripts import advisories as script

CLEAN = {"name": "jinja2", "version": "3.1.6", "vulns": []}
WEAK = {
    "name": "jinja2",
    "version": "3.1.5",
    "vulns": [
        {"id": "PYSEC-1|<b>x", "aliases": ["CVE-2026-1"], "fix_versions": ["3.1.6", "4"]},
    ],
}
SKIPPED = {"name": "jinja2", "skip_reason": "not found"}


def answered(
    monkeypatch: pytest.MonkeyPatch, *packages: dict[str, Any], text: str = ""
) -> list[str]:
    """Let pip-audit give this answer; return what it will have been asked."""
    asked: list[str] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.extend(command)
        told = text or json.dumps({"dependencies": packages, "fixes": []})
        return subprocess.CompletedProcess(command, 1, told, "ERROR: no route")

    monkeypatch.setattr(subprocess, "run", run)
    return asked


def test_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = answered(monkeypatch, CLEAN)
    assert script.main() == 0
    assert capsys.readouterr().out.startswith("لا ثغرات معروفة")
    assert {"--strict", "--require-hashes", "--disable-pip"} <= set(asked), "installs nothing"
    assert asked[-1].endswith("requirements/deep.txt")


def test_a_weakness_is_told_and_adds_no_markdown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = {**WEAK, "name": "ruff"}
    answered(monkeypatch, CLEAN, WEAK, other)
    assert script.main() == 1
    told = capsys.readouterr().out
    row = "| `jinja2` `3.1.5` | `PYSEC-1??b?x`، `CVE-2026-1` | `3.1.6`، `4` | نعم |"
    assert row in told.splitlines()
    assert "| `ruff` `3.1.5` |" in told
    assert told.count("للتطوير وحده") == 1
    assert script.TO_DO in told


@pytest.mark.parametrize("answer", ["", "nothing", "{}", json.dumps({"dependencies": [SKIPPED]})])
def test_no_answer_is_not_a_good_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    answered(monkeypatch, text=answer or " ")
    assert script.main() == 2
    assert capsys.readouterr().out == ""
