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

from timeline.policy import breaches

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
_CANONICAL: Final = re.compile(rb'<link rel="canonical" href="([^"]*)">')
_LISTS: Final = {b"srcset", b"imagesrcset", b"ping"}
_HTML: Final = re.compile(rb'<html lang="ar" dir="rtl"[ >]')
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


def said(data: bytes) -> Said:
    """Read a page."""
    tags = _TAG.findall(data)
    text = b"".join(tags)
    ids: list[str] = []
    links: list[str] = []
    for name, value in _ATTRIBUTES.findall(text):
        if name == b"id":
            ids.append(_text(value))
        elif name.lower() in _LISTS:
            links += (one.split()[0] for one in _text(value).split(",") if one.strip())
        else:
            links.append(_text(value))
    for pattern in (_LOADED, _DRAWN, _REFRESH):
        links += map(_text, pattern.findall(text))
    canonical = _CANONICAL.search(text)
    address = _text(canonical[1]) if canonical else ""
    flaws = (*_flaws(data, tags, text), *(("id", one) for one in _again(ids)))
    return Said(frozenset(ids), tuple(dict.fromkeys(links)), address, flaws)


def _flaws(data: bytes, tags: list[bytes], text: bytes) -> Iterator[tuple[str, str]]:
    if not _HTML.search(data):
        yield "direction", ""
    if _SLOT in data:
        yield "slot", ""
    if data.count(b"<") != len(tags) + data.startswith(_DOCTYPE):
        yield "form", _strange(data)
    if _SPACED.search(text):
        spaced = (tag for tag in tags if any(map(_SPACED.match, _EACH.findall(tag))))
        yield from (("form", _text(tag)) for tag in spaced)
    if not _TITLE.search(data.partition(b"<body")[0]):  # a drawing has a title, too
        yield "title", ""
    if not any(_TAG.sub(b"", heading).strip() for heading in _HEADING.findall(data)):
        yield "heading", ""
    for breach in breaches(data):
        yield "policy", breach


def _again(ids: list[str]) -> list[str]:
    if len(ids) == len(set(ids)):
        return []
    return [one for one, times in Counter(ids).items() if times > 1]


def _strange(data: bytes) -> str:
    """The beginning of the first thing that looks like a tag and is none of the form."""
    rest = _TAG.sub(b"", data.removeprefix(_DOCTYPE))
    return rest[rest.find(b"<") :][:60].decode("utf-8", "replace") if b"<" in rest else ""


def _text(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text
