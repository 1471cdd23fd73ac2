"""`timeline serve` in a terminal: what it says, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import SMALL
from timeline.cli import main
from timeline.rules.rule import EVENT

ROOT = Path(__file__).parents[1]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return lay(tmp_path / "content", SMALL)


@pytest.fixture
def serving(content: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "timeline.cli", "serve", "--content", str(content)]
    process = subprocess.Popen(
        [*command, "--port", "0", "--lang", "en"],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    yield process
    process.kill()
    process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def fetched(address: str, wanted: str) -> str:
    """Fetch a page until it holds a text: an edit is noticed at the next look."""
    for _ in range(200):
        with urllib.request.urlopen(address, timeout=10) as answer:
            html: str = answer.read().decode()
        if wanted in html:
            return html
        time.sleep(0.05)
    raise AssertionError(f"never shown: {wanted}")


def test_follows_edits_and_ends(serving: subprocess.Popen[str], content: Path) -> None:
    found = re.search(r"http://127\.0\.0\.1:\d+/", line(serving))
    assert found
    address, event = f"{found[0]}events/bridge-opened/", f"{content}/events/bridge-opened.yml"
    assert re.fullmatch(rf"{re.escape(str(content))}: shown, in \d+\.\d s", line(serving))
    fetched(address, "افتتاح الجسر")
    lay(content, {"events/bridge-opened.yml": EVENT.replace("افتتاح", "تدشين")})
    fetched(address, "<h1>تدشين الجسر</h1>")
    assert re.fullmatch(rf"{re.escape(event)}: shown, in \d+\.\d s", line(serving))
    lay(content, {"events/bridge-opened.yml": EVENT.replace("title", "titel")})
    assert "<h1>تدشين الجسر</h1>" in fetched(address, "F102 unknown-field")
    assert re.fullmatch(rf"{re.escape(event)}: 1 error, in \d+\.\d s", line(serving))
    lay(content, {"events/bridge-opened.yml": EVENT})
    assert "F102" not in fetched(address, "<h1>افتتاح الجسر</h1>")
    line(serving)
    lay(content, {"events/two.yml": EVENT, "sources/second.yml": "title: أ\n"})
    assert re.match(rf"{re.escape(str(content))}/events/two.yml and 1 other: ", line(serving))
    serving.send_signal(signal.SIGINT)
    out, err = serving.communicate(timeout=20)
    assert (serving.returncode, out, err) == (0, "The preview has ended.\n", "")


def test_starts_with_errors(content: Path, serving: subprocess.Popen[str]) -> None:
    # The process is still importing: it meets the record as it stands now.
    lay(content, {"events/bridge-opened.yml": EVENT.replace("title", "titel")})
    found = re.search(r"http://\S+/", line(serving))
    assert found
    fetched(found[0], "F102 unknown-field")
    lay(content, {"events/bridge-opened.yml": EVENT})
    fetched(found[0], "افتتاح الجسر")


def test_a_port_that_is_taken(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--content", str(content), "--port", str(port)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"المنفذ {port} مشغول" in err
    assert f"--port {port + 1}" in err


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_no_such_port(content: Path, port: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["serve", "--content", str(content), "--port", port])
    assert caught.value.code == 2
