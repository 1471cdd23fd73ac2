"""Answers a browser on this machine, and nobody else.

Only the loopback address is listened on, and only requests that name it: a page of the web whose
own name was pointed at this machine (DNS rebinding) would otherwise read what is not published yet.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Final

from timeline.policy import POLICY, REFERRER
from timeline.preview.showing import CHANGES, Answer, Preview

HOST: Final = "127.0.0.1"
HEARTBEAT: Final = 15.0  # seconds, after which a page that has gone is noticed
_FOR_EVER: Final = "max-age=31536000, immutable"


class Server(ThreadingHTTPServer):
    """Serves one preview."""

    daemon_threads = True
    block_on_close = False
    # Where Windows lets a second server listen on a port, that would be what this allows.
    allow_reuse_address = os.name != "nt"

    def __init__(self, preview: Preview, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.preview = preview
        self.hosts = frozenset({f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"})
        if self.server_port == 80:  # noqa: PLR2004 - which browsers leave out
            self.hosts |= {HOST, "localhost"}

    def server_bind(self) -> None:
        """Take the port, without asking for the name of the address, which may go to a name server."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def address(self) -> str:
        """Where the preview is to be seen."""
        return f"http://{HOST}:{self.server_port}/"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer, in a thread of its own, for as long as the block runs."""
        thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.preview.close()
            self.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = 60
    server_version = "timeline"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a body."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer without one."""
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
        """Say nothing: the terminal is for what was edited."""

    def _answer(self, *, body: bool) -> None:
        # A browser that has gone on to another page closes the line in the middle.
        with suppress(BrokenPipeError, ConnectionResetError, socket.timeout):
            if self.headers.get("Host", "") not in self.server.hosts:
                self._send(Answer(HTTPStatus.MISDIRECTED_REQUEST), body=body)
            elif self.path == f"/{CHANGES}":
                self._follow(body=body)
            else:
                self._send(self._found(), body=body)

    def _found(self) -> Answer:
        try:
            return self.server.preview.answer(self.path)
        except Exception:  # noqa: BLE001 - a fault of the program must not end a preview
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _send(self, answer: Answer, *, body: bool) -> None:
        self._head(answer.status, answer.type, _FOR_EVER if answer.kept else "no-store")
        if answer.location is not None:
            self.send_header("Location", answer.location)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if body:
            self.wfile.write(answer.body)

    def _follow(self, *, body: bool) -> None:
        """Tell each version as it comes: Server-Sent Events."""
        self._head(HTTPStatus.OK, "text/event-stream", "no-store")
        self.end_headers()
        version: str | None = ""
        told = ""
        while body and (version := self.server.preview.wait(told, HEARTBEAT)) is not None:
            line = f"data: {version}\n\n" if version != told else ": \n\n"
            self.wfile.write(line.encode())
            told = version

    def _head(self, status: HTTPStatus, kind: str, cache: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", cache)
        # No other page may read it, not even as an image or a script, or show it inside itself.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'")
        self.send_header("Referrer-Policy", REFERRER)
