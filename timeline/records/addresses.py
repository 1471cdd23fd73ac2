"""Addresses that are not written as browsers send them: what is in the way, and what to write."""

import re
from enum import StrEnum
from typing import Final

from timeline.records.fields import is_url

_PARTS: Final = re.compile(r"(\w+://)([^/?#]*)(.*)", re.DOTALL)
# Letters of words: no marks above or below, no tatweel; what such a name may hold besides.
_LETTERS: Final = r"\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06fa-\u06fc\u0750-\u077f"
_ARABIC: Final = re.compile(f"[{_LETTERS}](?:[{_LETTERS}0-9-]*[{_LETTERS}0-9])?")


class InTheWay(StrEnum):
    """What of an address is no name of a site's."""

    USER = "user"  # a name or a password: https://bank.example@other.example leads to the other
    ARABIC = "arabic"  # a name in Arabic letters, which has a form of its own in Latin ones
    LETTERS = "letters"  # some that are not Latin, among which are those that look it


def in_the_way(url: str) -> InTheWay | None:
    """What stands where the name of the site belongs."""
    match = _PARTS.match(url.strip())
    host = match[2] if match else ""
    if "@" in host:
        return InTheWay.USER
    if host.isascii():
        return None
    return InTheWay.ARABIC if _host(host) else InTheWay.LETTERS


def as_sent(url: str) -> str | None:
    """Write an address as browsers send it, where nothing else is wrong with it.

    A name in Arabic letters becomes `xn--…`; letters after it, the bytes that stand for them.
    """
    match = _PARTS.match(url.strip())
    host = _host(match[2]) if match else None
    if match is None or host is None:
        return None
    sent = f"{match[1]}{host}{''.join(c if c.isascii() else _percent(c) for c in match[3])}"
    return sent if is_url(sent) else None


def _host(host: str) -> str | None:
    """A site's name in Latin letters; None where one part is neither Latin nor Arabic as a whole."""
    labels = host.split(".")
    if not all(label.isascii() or _ARABIC.fullmatch(label) for label in labels):
        return None
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels
    )


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
