"""Where a link leads, and whether something is there."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote, urlsplit

# Out of the site beyond doubt: anything stranger is taken apart.
_OUTWARDS: Final = re.compile(r"https://[\w.-]+(?:/[!-Z\\^-~]*)?\Z", re.ASCII)
WITHIN: Final = "\0"  # stands in no name of a file
# As browsers do: taken off both ends, and taken out.
_OFF_ENDS: Final = "".join(map(chr, range(0x21)))
_OUT: Final = str.maketrans("", "", "\t\n\r")


class Links:
    """Where the links of a built site lead, whether or not something is there.

    `address` is where the site will stand, or empty: the page for what is not found links from the
    host's root, and pages written by hand may; a canonical address names the host too.
    """

    def __init__(self, address: str) -> None:
        """Take where the site will stand."""
        self._address = address
        self._path = urlsplit(address or "/").path
        self._known: dict[int, dict[str, str | None]] = {}  # by depth

    def target(self, file: str, link: str) -> str | None:
        """What a link in a file needs: a file, or one with an id in it (`WITHIN` between them).

        Nothing where it leads out of the site, over https or by mail; None where it leads nowhere,
        whatever is there.
        """
        if _OUTWARDS.match(link) and not (self._address and link.startswith(self._address)):
            return ""
        link = link.strip(_OFF_ENDS).translate(_OUT)
        if self._address and link.startswith(self._address):
            link, file = link.removeprefix(self._address) or ".", "index.html"
        try:
            parts = urlsplit(link)
        except ValueError:  # a host that is none
            return None
        if parts.scheme or parts.netloc:
            outwards = parts.netloc if parts.scheme == "https" else parts.scheme == "mailto"
            return "" if outwards else None
        target = self._target(file, parts.path)
        if target is None or not parts.fragment:
            return target
        return f"{target}{WITHIN}{unquote(parts.fragment)}"

    def targets(self, file: str, links: Iterable[str]) -> tuple[str | None, ...]:
        """What the links in a file need, as `target` says it, each once."""
        depth = file.count("/")
        up, known = "../" * depth, self._known.setdefault(depth, {})
        needs: dict[str | None, None] = {}
        for link in links:
            # Nearly all climb to the root first, and lead to the same place from all of one depth.
            if link not in known:
                need = self.target(file, link)
                if depth and link.startswith(up):
                    known[link] = need
            else:
                need = known[link]
            needs[need] = None
        return tuple(needs)

    def _target(self, file: str, path: str) -> str | None:
        """The file that a path in a file leads to; None where that lies outside the site."""
        if not path:
            return file
        path = unquote(path)
        base: list[str] = []
        if path.startswith("/"):
            if not path.startswith(self._path):
                return None
            path = path.removeprefix(self._path)
        else:
            base = file.split("/")[:-1]
        steps: list[str] = []
        for step in (*base, *path.split("/")):
            if step == "..":
                if not steps:
                    return None
                steps.pop()
            elif step not in {"", "."}:
                steps.append(step)
        target = "/".join(steps)
        if path.endswith(("/", ".", "..")) or not path:
            return f"{target}/index.html".removeprefix("/")
        return target
