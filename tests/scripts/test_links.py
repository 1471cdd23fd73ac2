"""The weekly look at links: a refusal is no death, every exception has its reason, nothing leaks."""

import re
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from scripts import links as script
from scripts.links import Answer, Link, State, known, look, report
from tests.contents import smallest
from timeline.reading.content import read_content

ROOT = Path(__file__).parents[2]
ALIVE = Answer(State.ALIVE, "200")
DEAD = Answer(State.DEAD, "404")


class Host(BaseHTTPRequestHandler):
    """Answers `/CODE` with that status, and `/no-head` to those alone who ask for the page."""

    def _answer(self) -> None:
        code = self.path.lstrip("/")
        status = int(code) if code.isdigit() else 200
        if self.path == "/no-head" and self.command == "HEAD":
            status = 404
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815 - as the base class has it

    def log_message(self, *_: object) -> None:
        """Be silent."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("200", State.ALIVE),
        ("no-head", State.ALIVE),
        ("صفحة", State.ALIVE),
        ("404", State.DEAD),
        ("410", State.DEAD),
        ("401", State.UNKNOWN),
        ("403", State.UNKNOWN),
        ("429", State.UNKNOWN),
        ("451", State.UNKNOWN),
        ("500", State.UNKNOWN),
        ("503", State.UNKNOWN),
    ],
)
def test_what_an_answer_means(host: str, path: str, state: State) -> None:
    assert script.ask(f"{host}/{path}").state is state


def test_silence_is_no_death(host: str) -> None:
    del host
    assert script.ask("http://127.0.0.1:1/").state is State.UNKNOWN
    assert script.ask("https://[/").state is State.UNKNOWN


@pytest.mark.parametrize(
    ("fault", "state"), [(socket.EAI_NONAME, State.DEAD), (socket.EAI_AGAIN, State.UNKNOWN)]
)
def test_a_host_that_is_not_known_is_dead(
    fault: int, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_up(*_: object, **__: object) -> None:
        raise socket.gaierror(fault, "as the resolver says")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    assert script.ask("https://no-such-host.invalid/").state is state


def test_every_address_of_sources_and_publishers(tmp_path: Path) -> None:
    url, copy, home = (f"https://example.org/{name}" for name in ("a", "copy", ""))
    source = f"title: تقرير\npublisher: agency\nurl: {url}\narchived: {copy}\n"
    publishers = f"agency: {{name: وكالة, url: '{home}'}}\n"
    folder = smallest(
        tmp_path, {"sources/report.yml": source, "vocabularies/publishers.yml": publishers}
    )
    content, _ = read_content(folder)
    assert {(link.field, link.url) for link in script.links(content)} == {
        ("url", url),
        ("archived", copy),
        ("agency.url", home),
    }


def test_each_address_is_asked_for_once_and_some_never() -> None:
    urls = ["https://a.example/1", "https://a.example/1", "https://b.example/2"]
    found = [Link(f"sources/{n}.yml", "url", url) for n, url in enumerate(urls)]
    asked: list[str] = []

    def ask_for(url: str) -> Answer:
        asked.append(url)
        return ALIVE

    answers = look(found, {"https://b.example/": "لا يجيب إلا من داخل البلد"}, ask_for)
    assert asked == ["https://a.example/1"]
    assert answers == {"https://a.example/1": ALIVE}


def test_the_report_says_what_is_dead_and_where() -> None:
    found = [Link("sources/a.yml", "url", "https://a.example/x")]
    text = report(found, {"https://a.example/x": DEAD}, {"https://gone.example/": "قديم"})
    assert "sources/a.yml url: 404\n  https://a.example/x" in text
    assert "https://gone.example/" in text, "an exception that nothing needs is told"


def test_no_address_gets_out_of_its_fence() -> None:
    url = "https://a.example/```\n@someone"
    text = report([Link("sources/a.yml", "url", url)], {url: DEAD}, {})
    assert text.count("```") == 2


def test_a_report_fits_into_an_issue() -> None:
    found = [Link(f"sources/{n}.yml", "url", f"https://a.example/{n}") for n in range(3000)]
    text = report(found, {link.url: DEAD for link in found}, {})
    assert len(text) < 65_536
    assert text.count("```") == 2


def test_an_address_is_left_alone_only_with_a_reason() -> None:
    assert known("# so\n\nhttps://a.example/ لأنه مغلق\n") == {"https://a.example/": "لأنه مغلق"}
    with pytest.raises(ValueError, match="line 1"):
        known("https://a.example/ \n")


def test_the_project_s_own_exceptions_have_reasons() -> None:
    text = (ROOT / ".github" / "links-known.txt").read_text(encoding="utf-8")
    assert all(start.startswith("https://") for start in known(text))
    assert re.search(r"^#  +https://", text, re.MULTILINE), "it shows how one is written"


def test_the_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = smallest(tmp_path)
    assert script.main(["--content", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("روابط المصادر: 0")
    assert script.main(["--content", str(tmp_path / "none")]) == 2
