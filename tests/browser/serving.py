"""Serves folders over HTTP on this machine, as a static host would."""

import gzip
import re
import threading
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeAlias
from urllib.parse import urlsplit


class Server:
    """Serves any number of folders, each at a port of its own, until it is closed.

    With `fonts_first` pages wait for their fonts, so that what is drawn and measured is the same on
    a busy machine; without, they show what a reader with a slow line sees.
    """

    def __init__(self, *, fonts_first: bool = False) -> None:
        self._fonts_first = fonts_first
        self._running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []
        self._urls: dict[tuple[Path, str, bool], str] = {}

    def __call__(self, folder: Path, under: str = "/", *, headers: bool = False) -> str:
        """Serve a folder, optionally under a path like `/repo/`; return its URL.

        With `headers` as a host that reads its file of headers, else as one that does not.
        """
        if not (under.startswith("/") and under.endswith("/")):
            raise ValueError(f"not a path from slash to slash: {under}")
        key = (folder.resolve(), under, headers)
        if key not in self._urls:
            rules = header_rules((folder / "_headers").read_text("utf-8")) if headers else ()
            handler = partial(
                StaticHost,
                directory=str(key[0]),
                under=under,
                fonts_first=self._fonts_first,
                rules=rules,
            )
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            self._running.append((server, thread))
            self._urls[key] = f"http://127.0.0.1:{server.server_port}{under}"
        return self._urls[key]

    def serves(self, url: str) -> bool:
        """Whether a URL leads here; one without a host, such as `data:`, leads nowhere else."""
        host = urlsplit(url).netloc
        return not host or host in {urlsplit(served).netloc for served in self._urls.values()}

    def close(self) -> None:
        """Stop serving."""
        for server, thread in self._running:
            server.shutdown()
            server.server_close()
            thread.join()


Rules: TypeAlias = tuple[tuple[str, dict[str, str]], ...]


def header_rules(text: str) -> Rules:
    """Read a file of headers: each path as a regular expression, with its headers."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((re.escape(line).replace(r"\*", ".*"), {}))
        elif line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            rules[-1][1][name] = value
        else:
            assert line.startswith("#"), line
    return tuple(rules)


def matched(rules: Rules, path: str) -> dict[str, str]:
    """Give the headers for a path; those of several rules joined, as Cloudflare does."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if re.fullmatch(pattern, path):
            for name, value in headers.items():
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@lru_cache(maxsize=64)
def compressed(body: bytes) -> bytes:
    """Compress what is sent; a host that is measured does so once, and not as somebody waits."""
    return gzip.compress(body, mtime=0)


COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".xml"}


class StaticHost(SimpleHTTPRequestHandler):
    """Answers like GitHub Pages: compressed, under one path only, with its own «not found»."""

    # Not the machine's own table, in which a script may be plain text.
    extensions_map = {  # noqa: RUF012 - as the class above declares it
        "": "application/octet-stream",
        ".css": "text/css",
        ".csv": "text/csv",
        ".html": "text/html",
        ".ics": "text/calendar",
        ".js": "text/javascript",
        ".json": "application/json",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
        ".zip": "application/zip",
    }

    def __init__(
        self, *arguments: object, under: str, directory: str, fonts_first: bool, rules: Rules
    ) -> None:
        self.under = under
        self.rules = rules
        self.fonts_first = fonts_first
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Return the file for a path; outside the one path there are none."""
        if not path.startswith(self.under):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path("/" + path.removeprefix(self.under))

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send what can be compressed so to those who take it."""
        file = Path(self.translate_path(self.path))
        if file.is_dir() and urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and file.suffix in COMPRESSED and file.is_file()):
            return super().send_head()
        body = file.read_bytes()
        if self.fonts_first and file.suffix == ".css":
            body = body.replace(b"font-display: optional", b"font-display: block")
        body = compressed(body)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Add what the file of headers says of the path."""
        for name, value in matched(self.rules, urlsplit(self.path).path).items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's 404.html where it has one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name above
        """Say nothing."""
