"""What Pagefind's program gives for a browser, and what is said where it gives nothing."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.commands.ending import EndedError
from timeline.publishing import indexing
from timeline.publishing.indexing import IndexingError, browser_files


def test_it_is_what_a_browser_loads_and_no_more() -> None:
    made = browser_files()
    assert made.keys() == {"pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind"}
    assert json.loads(made["pagefind-entry.json"])["languages"] == {}


def test_what_stands_around_it_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = browser_files()
    with monkeypatch.context() as patch:
        patch.setenv("PAGEFIND_VERBOSE", "neither yes nor no")
        assert browser_files() == expected
    (tmp_path / "pagefind.yml").write_text("verbose: 7\n")
    monkeypatch.chdir(tmp_path)
    assert browser_files() == expected


ANSWER = (
    "print(base64.b64encode(json.dumps({'payload': %r}).encode()).decode(), end=',', flush=True)"
)


def put_in_its_place(program: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "program"
    lines = (f"#!{sys.executable}", "import base64, json, sys", "sys.stdin.buffer.read(1)", program)
    file.write_text("\n".join(lines))
    file.chmod(0o755)
    monkeypatch.setattr(indexing, "get_executable", lambda: file)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("sys.exit(3)", ["Pagefind: stopped"]),
        ("print('no room', file=sys.stderr); sys.exit(3)", ["no room"]),
        (ANSWER % {"type": "Error", "message": "not so"}, ["Pagefind: not so"]),
        (f"{ANSWER % {'type': 'NewIndex', 'index_id': 0}}; sys.exit(0)", ["Pagefind: stopped"]),
        ("print('???', end=',', file=sys.stderr); print('{]', end=',')", ["???,"]),
        (ANSWER % {"type": "NewIndex"}, ["Pagefind: 'index_id'"]),
        (ANSWER % [], ["Pagefind: list indices must be integers or slices, not str"]),
    ],
)
def test_a_program_that_gives_nothing_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, told: list[str]
) -> None:
    put_in_its_place(program, tmp_path, monkeypatch)
    with pytest.raises(IndexingError) as error:
        browser_files()
    assert [line.replace("[Errno 32] Broken pipe", "stopped") for line in error.value.lines] == told


def test_whoever_is_asked_to_end_does_not_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            started.append(self)

    def ask(*_: object) -> None:
        raise EndedError(signal.SIGTERM)

    put_in_its_place("import time; time.sleep(10)", tmp_path, monkeypatch)
    monkeypatch.setattr(subprocess, "Popen", Popen)
    monkeypatch.setattr(indexing, "_ask", ask)
    with pytest.raises(EndedError):
        browser_files()
    assert [process.returncode for process in started] == [-signal.SIGKILL]
