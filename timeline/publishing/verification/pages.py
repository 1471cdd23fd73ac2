"""What a page's bytes say: its ids, its links, its heading, and what it is not to have.

Regular expressions see only tags that are written in one form: `name="value"`, no `<`, `>` or `"`
inside a value. A page with anything else in it is flawed, so that no link is overlooked.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from timeline.policy import breaches, suspicious

_DOCTYPE: Final = b"<!doctype html>\n"
_TAG: Final = re.compile(
    rb'</?+[a-zA-Z][a-zA-Z0-9-]*+(?:\s++[a-zA-Z][\w:.-]*+(?:="[^"<>]*+")?+)*+\s*+/?+>'
)
_NAMES: Final = (
    b"id|href|src|srcset|imagesrcset|poster|action|formaction|data|xlink:href|cite|background"
    b"|longdesc|manifest|ping"
)
# No value begins with a space: the end of one that ends in ` id=` is not taken for an attribute.
_ATTRIBUTES: Final = re.compile(rb'\s(%b)="([^\s"][^"]*)"' % _NAMES, re.IGNORECASE)
# One that does is a flaw: browsers take the space away, and go where nobody looked.
_SPACED: Final = re.compile(rb'\s(?:%b)="\s' % _NAMES, re.IGNORECASE)
_EACH: Final = re.compile(rb'\s[a-zA-Z][\w:.-]*+(?:="[^"]*+")?')
# Addresses in other attributes: of what a script loads, of a drawing's parts, of where a page moved.
_LOADED: Final = re.compile(rb'\sdata-(?:suggest|facets|hijri-months)="([^"]*)"')
_DRAWN: Final = re.compile(rb'="url\(([^")]*)\)"')
_REFRESH: Final = re.compile(rb'\scontent="[\d.]+;\s*url=([^"]*)"', re.IGNORECASE)
_ELSEWHERE: Final = ((b"data-", _LOADED), (b"url(", _DRAWN), (b";", _REFRESH))
_CANONICAL: Final = re.compile(rb'<link rel="canonical" href="([^"]*)">')
_LISTS: Final = {b"srcset", b"imagesrcset", b"ping"}
_HTML: Final = re.compile(rb'<html lang="ar" dir="rtl"[ >]')
_REMEMBERED: Final = 1 << 18  # lines, some 60 MB: those of all frames, and of events in lists
_SLOT: Final = "\uffff".encode()  # what stands around the marks of `render.frames`
_TITLE: Final = re.compile(rb"<title>(?!\s*+<| \xc2\xb7 )")  # « · », as before the site's name
_HEADING: Final = re.compile(rb"<h1[ >].*?</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says: ids that fragments may lead to, links, the address that it says is its own.

    `flaws` are the kinds of what is wrong with it, each with a detail.
    """

    ids: frozenset[str]
    links: tuple[str, ...]
    address: str
    flaws: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of a page says that cuts no tag in two."""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    address: str | None = None
    suspicious: bool = False
    spaced: tuple[str, ...] = ()


_SILENT: Final = _Part()  # as are most


class Reader:
    """Reads pages. Most lines of one stand in others too; those are looked at twice and no more."""

    def __init__(self) -> None:
        self._known: dict[bytes, _Part | None] = {}
        self._once: set[bytes] = set()

    def said(self, data: bytes) -> Said:
        """Read a page."""
        rest = data.removeprefix(_DOCTYPE)
        parts = self._parts(rest)
        strange = False
        if parts is None:
            tags = _TAG.findall(rest)
            parts = [_part(rest, tags, b"".join(tags))]
            strange = rest.count(b"<") != len(tags)
        ids = [one for part in parts for one in part.ids]
        links = dict.fromkeys(link for part in parts for link in part.links)
        address = next((part.address for part in parts if part.address is not None), "")
        flaws = [*_flaws(data, parts, _strange(rest) if strange else None)]
        flaws += (("id", one) for one in _again(ids))
        return Said(frozenset(ids), tuple(links), address, tuple(flaws))

    def _parts(self, page: bytes) -> list[_Part] | None:
        """What the page's parts say; None where a tag does not end in its line, or is of no form."""
        known, once = self._known, self._once
        if len(known) + len(once) > _REMEMBERED:
            once.clear()
        parts, new = [], []
        for line in page.split(b"\n"):
            try:
                part = known[line]
            except KeyError:
                if line not in once:
                    once.add(line)
                    if b"<" in line:
                        new.append(line)
                    continue
                part = known[line] = _within_lines(line)
            if part is None:
                return None
            if part is not _SILENT:
                parts.append(part)
        last = _within_lines(b"\n".join(new))
        return None if last is None else [*parts, last]


def _within_lines(lines: bytes) -> _Part | None:
    """What whole lines say; None where a tag does not end in its line, or is of no form."""
    tags = _TAG.findall(lines)
    text = b"".join(tags)
    return (
        _part(lines, tags, text) if lines.count(b"<") == len(tags) and b"\n" not in text else None
    )


def _part(data: bytes, tags: list[bytes], text: bytes) -> _Part:
    """What a part says that cuts no tag in two; `text` is its tags in one."""
    ids: list[str] = []
    links: list[str] = []
    for name, value in _ATTRIBUTES.findall(text):
        if name == b"id":
            ids.append(_text(value))
        elif name.lower() in _LISTS:
            links += (one.split()[0] for one in _text(value).split(",") if one.strip())
        else:
            links.append(_text(value))
    for sign, pattern in _ELSEWHERE:
        if sign in text:
            links += map(_text, pattern.findall(text))
    canonical = _CANONICAL.search(text)
    spaced = (tag for tag in tags if any(map(_SPACED.match, _EACH.findall(tag))))
    part = _Part(
        tuple(ids),
        tuple(links),
        _text(canonical[1]) if canonical else None,
        suspicious(data),
        tuple(map(_text, spaced)) if _SPACED.search(text) else (),
    )
    return part if part != _SILENT else _SILENT


def _flaws(data: bytes, parts: list[_Part], strange: str | None) -> Iterator[tuple[str, str]]:
    if not _HTML.search(data):
        yield "direction", ""
    if _SLOT in data:
        yield "slot", ""
    if strange is not None:
        yield "form", strange
    for part in parts:
        yield from (("form", tag) for tag in part.spaced)
    if not _TITLE.search(data.partition(b"<body")[0]):  # a drawing has a title, too
        yield "title", ""
    if not any(_TAG.sub(b"", heading).strip() for heading in _HEADING.findall(data)):
        yield "heading", ""
    for breach in breaches(data, suspected=any(part.suspicious for part in parts)):
        yield "policy", breach


def _again(ids: list[str]) -> list[str]:
    if len(ids) == len(set(ids)):
        return []
    return [one for one, times in Counter(ids).items() if times > 1]


def _strange(data: bytes) -> str:
    """The beginning of the first thing that looks like a tag and is none of the form."""
    rest = _TAG.sub(b"", data)
    return rest[rest.find(b"<") :][:60].decode("utf-8", "replace") if b"<" in rest else ""


def _text(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text
