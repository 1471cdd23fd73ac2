"""What a page may load and run, as browsers are told it, and whether a finished page keeps to it.

The Content-Security-Policy stands in each page, since not every host lets a site set headers; where
one does, `render/hosting.py` says the same again. Imports nothing of the project.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

# One policy for all pages, since all have the search. There is no script or style within a page, so
# there is nothing to hash: `breaches` refuses a page that has one.
DIRECTIVES: Final = (
    "default-src 'none'",  # so no frames, plugins, workers, media: no page has any
    "script-src 'self' 'wasm-unsafe-eval'",  # the search runs WebAssembly
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    # No form is sent anywhere; where a script fails, what was typed does not go into an address.
    "form-action 'none'",
    # No script makes HTML or scripts out of text, and none may begin to.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    # Not upgrade-insecure-requests: a page asks for nothing but what stands beside it, and a site
    # inside a house without https would lose its styles.
)
POLICY: Final = "; ".join(DIRECTIVES)
# Whoever follows a link to a source does not tell it what they were reading.
REFERRER: Final = "no-referrer"
_CHARSET: Final = '<meta charset="utf-8">'
HEAD: Final = (
    f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    f'<meta name="referrer" content="{REFERRER}">'
)
"""With what the head of every page begins: a policy holds only for what comes after it."""

_HEAD: Final = HEAD.encode()
_CHARSET_WITHIN: Final = 1024  # bytes, in which browsers look for it (HTML, 4.2.5.4)
_DATA: Final = frozenset({"application/json", "application/ld+json"})  # never run
_LOADED_BY_LINK: Final = frozenset(
    [
        "icon",
        "stylesheet",
        "preload",
        "modulepreload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
        "manifest",
    ]
)
_ELSEWHERE: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_EARLY: Final = re.compile(rb"<(?:script|style|link|base)\b", re.IGNORECASE)
# What may be a breach, in a page in small letters. Each pattern begins with letters, by which they are
# found twenty times as fast. Attributes hold such words too, so a page that has one is parsed.
_SUSPECT: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rb"<(?:style|base|i?frame|object|embed)\b",
        rb"<script(?![^<>]*\ssrc=)",
        rb"<link\b(?![^<>]*\srel=\"canonical\")[^<>]*\shref\s*=[\s\"']*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})",
        rb"style(?<=[\s/\"']style)\s*=",
        rb"on(?<=[\s/\"']on)[a-z]+\s*=",
        rb"ping(?<=[\s/\"']ping)\s*=",
        rb"src(?<=[\s/\"']src)(?:doc|set|\s*=[\s\"']*(?:[a-z][a-z0-9+.-]*:|[/\\]{2}))",
    )
)


def breaches(page: bytes, *, suspected: bool = True) -> list[str]:
    """What in a finished page the policy would stop, or that the page has not got the policy.

    Where nothing in it is `suspected`, as `suspicious` says, nothing in it is looked for.
    """
    found = []
    at = page.find(_HEAD)
    if at < 0 or at + len(_CHARSET) > _CHARSET_WITHIN or _EARLY.search(page, 0, at):
        found.append("Content-Security-Policy")
    if suspected and suspicious(page):
        parser = _Parser()
        parser.feed(page.decode("utf-8", "replace"))
        parser.close()
        found += parser.found
    return found


def suspicious(part: bytes) -> bool:
    """Whether a page, or a part of one that cuts no tag in two, has anything to look at closely."""
    small = part.lower()
    return any(suspect.search(small) for suspect in _SUSPECT)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += (f"<{tag}> {what}".rstrip() for what in _stopped(tag, attrs))


def _stopped(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
    """What of an element would be stopped: its attributes, or `""` for all of it."""
    values = {name: value or "" for name, value in attrs}
    if tag in {"style", "base", "iframe", "frame", "object", "embed"}:
        yield ""
    if tag == "script" and "src" not in values and values.get("type") not in _DATA:
        yield ""
    for name, value in values.items():
        if name in {"style", "srcdoc", "srcset", "ping"} or name.startswith("on"):
            yield name
        elif name == "src" and _ELSEWHERE.match(value):
            yield f"src={value}"
    loaded = _LOADED_BY_LINK & set(values.get("rel", "").lower().split())
    if tag == "link" and loaded and _ELSEWHERE.match(values.get("href", "")):
        yield f"href={values['href']}"
