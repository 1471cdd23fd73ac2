"""What is about to be published, looked at once more: every page, link and anchor.

One pass over the bytes of each page; nothing is parsed twice. Imports of the project only the policy
that pages have to keep.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from timeline.policy import breaches

_IDS: Final = re.compile(rb'\sid="([^"]*)"')
_LINKS: Final = re.compile(rb'<[^<>]*\s(?:href|src)="([^"]*)"')
_HEAD: Final = re.compile(rb'<html lang="ar" dir="rtl"[ >]')
_SLOT: Final = "\uffff".encode()  # what stands around the marks of `render.frames`


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a page: `kind` is one of the sentences of `publish`."""

    page: str
    kind: str
    detail: str = ""


def verify(root: Path, wanted: Iterable[str], site_path: str) -> list[Flaw]:
    """Every flaw of a built site.

    `wanted` are the URLs that must be there, relative to the root. `site_path` is where the site
    will stand on its host, `/` or `/repo/`: the 404 page links from there, and pages written by
    hand may.
    """
    flaws = [
        Flaw(url, "missing") for url in wanted if not (root / unquote(url) / "index.html").is_file()
    ]
    files = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
    ids: dict[str, frozenset[str]] = {}
    links: list[tuple[str, str]] = []
    for name in sorted(name for name in files if name.endswith(".html")):
        data = (root / name).read_bytes()
        if not _HEAD.search(data):
            flaws.append(Flaw(name, "direction"))
        if _SLOT in data:
            flaws.append(Flaw(name, "slot"))
        flaws += (Flaw(name, "policy", what) for what in breaches(data))
        ids[name] = frozenset(_text(match) for match in _IDS.findall(data))
        links += ((name, link) for link in dict.fromkeys(map(_text, _LINKS.findall(data))))
    for name, link in links:
        target = _target(name, link, site_path)
        if target is None:
            continue
        file, fragment = target
        if file not in files or (fragment and fragment not in ids.get(file, ())):
            flaws.append(Flaw(name, "link", link))
    return flaws


def _target(page: str, link: str, site_path: str) -> tuple[str, str] | None:
    """The file and fragment that a link leads to; None if it leads out of the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(site_path):
            return link, ""  # elsewhere on the host: no such file
        path = path.removeprefix(site_path)
        base = PurePosixPath()
    else:
        base = PurePosixPath(page).parent
    if not parts.path:
        return page, unquote(parts.fragment)
    steps: list[str] = []
    for step in (*base.parts, *path.split("/")):
        if step == "..":
            if not steps:
                return link, ""  # out of the site by the root: no such file
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    target = "/".join(steps)
    if path.endswith(("/", ".", "..")) or not path:
        target = f"{target}/index.html".removeprefix("/")
    return target, unquote(parts.fragment)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("&amp;", "&")
