"""Who is answered, and how: this machine's browsers alone."""

import http.client
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import SMALL
from timeline.checking import check
from timeline.policy import POLICY
from timeline.preview.serving import Server
from timeline.preview.showing import Preview
from timeline.rules.rule import EVENT


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    content = lay(tmp_path / "content", SMALL)
    (tmp_path / "made").mkdir()
    preview = Preview(content, tmp_path / "made", partial(check, content, untitled="أ"))
    preview.follow()
    with Server(preview, 0) as server, server.running():
        yield server


def ask(
    server: Server, path: str = "/", method: str = "GET", host: str | None = None
) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.putrequest(method, path, skip_host=True)
    line.putheader("Host", f"127.0.0.1:{server.server_port}" if host is None else host)
    line.endheaders()
    return line.getresponse()


def test_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_page(server: Server) -> None:
    answer = ask(server, "/events/bridge-opened/")
    assert answer.status == 200
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert answer.getheader("Cache-Control") == "no-store"
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("Content-Security-Policy") == f"{POLICY}; frame-ancestors 'none'"
    assert answer.getheader("Cross-Origin-Opener-Policy") == "same-origin"
    assert answer.getheader("Referrer-Policy") == "no-referrer"
    assert "افتتاح الجسر" in answer.read().decode()


def test_the_head_of_a_page(server: Server) -> None:
    answer = ask(server, method="HEAD")
    assert int(answer.getheader("Content-Length") or 0) > 1000
    assert answer.read() == b""


def test_an_address_without_its_slash(server: Server) -> None:
    answer = ask(server, "/events/bridge-opened")
    assert (answer.status, answer.getheader("Location")) == (302, "bridge-opened/")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example", "[::1]", ""]
)
def test_other_names_are_refused(server: Server, host: str) -> None:
    answer = ask(server, host=host)
    assert answer.status == 421
    assert answer.read() == b""
    assert ask(server, "/@preview/changes", host=host).status == 421


def test_this_machine_by_its_name(server: Server) -> None:
    assert ask(server, host=f"localhost:{server.server_port}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT"])
def test_nothing_but_reading(server: Server, method: str) -> None:
    assert ask(server, method=method).status == 501


def test_each_version_is_told_as_it_comes(server: Server) -> None:
    changes = ask(server, "/@preview/changes")
    assert changes.getheader("Content-Type") == "text/event-stream"
    first = changes.readline()
    assert first.startswith(b"data: ")
    assert changes.readline() == b"\n"
    page = ask(server).read()
    assert first.removeprefix(b"data: ").strip() in page
    lay(server.preview.content, {"events/bridge-opened.yml": EVENT + "milestone: true\n"})
    server.preview.follow()
    second = changes.readline()
    assert second.startswith(b"data: ")
    assert second != first
    assert second.removeprefix(b"data: ").strip() in ask(server).read()


def test_who_waits_is_let_go_at_the_end(tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL)
    (tmp_path / "made").mkdir()
    preview = Preview(content, tmp_path / "made", partial(check, content, untitled="أ"))
    preview.follow()
    with Server(preview, 0) as server, server.running():
        changes = ask(server, "/@preview/changes")
        changes.readline()
    assert changes.read().strip() == b""  # at once, and not after the next heartbeat


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    preview = Preview(tmp_path, tmp_path, partial(check, tmp_path, untitled="أ"))
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        Server(preview, taken.getsockname()[1])


def test_an_address_that_is_none(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        line.sendall(
            f"GET http://[/ HTTP/1.0\r\nHost: localhost:{server.server_port}\r\n\r\n".encode()
        )
        assert line.makefile("rb").readline().split()[1] == b"404"


def test_a_fault_of_the_program_is_an_answer(
    server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server.preview, "answer", lambda _: 1 // 0)
    answer = ask(server)
    assert (answer.status, answer.read()) == (500, b"")
    assert "Traceback" not in capfd.readouterr().err
