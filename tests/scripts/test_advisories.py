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


# What pip-audit says where there is no way to the index.
NO_ROUTE = """WARNING:pip_audit._service.pypi:retrying
Traceback (most recent call last):
  File "/usr/lib/python3/urllib3/connection.py", line 198, in _new_conn
    sock = connection.create_connection(
OSError: [Errno 101] Network is unreachable

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/usr/lib/python3/pip_audit/_cli.py", line 553, in audit
    for spec, vulns in auditor.audit(source):
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='index.example', port=443): """
NO_ROUTE += "Max retries exceeded with url: /pypi/jinja2/3.1.6/json\n\n"


def answered(
    monkeypatch: pytest.MonkeyPatch,
    *packages: dict[str, Any],
    text: str = "",
    error: str = "ERROR: no route",
) -> list[str]:
    """Let pip-audit give this answer; return what it will have been asked."""
    asked: list[str] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.extend(command)
        told = text or json.dumps({"dependencies": packages, "fixes": []})
        return subprocess.CompletedProcess(command, 1, told, error)

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


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "nothing",
        "{}",
        "[]",
        "null",
        '{"dependencies": null}',
        '{"dependencies": ["x"]}',
        '{"dependencies": [{"vulns": [1]}]}',
        json.dumps({"dependencies": [SKIPPED]}),
    ],
)
def test_no_answer_is_not_a_good_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    answered(monkeypatch, text=answer or " ", error=NO_ROUTE)
    assert script.main() == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("Nothing was found out: ")
    assert "Traceback" not in err
    assert "File " not in err
    assert ("jinja2" if "skip" in answer else "Max retries exceeded") in err


def test_a_program_that_says_nothing_is_told_by_its_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(monkeypatch, text=" ", error=" \n")
    assert script.main() == 2
    assert capsys.readouterr().err == "Nothing was found out: pip-audit ended with 1.\n"
