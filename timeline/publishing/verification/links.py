"""Where a link leads, and whether something is there."""

from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

# As browsers do: taken off both ends, and taken out.
_OFF_ENDS: Final = "".join(map(chr, range(0x21)))
_OUT: Final = str.maketrans("", "", "\t\n\r")


class Links:
    """The links of a built site.

    `files` are its files by name, `ids` those of each page. `address` is where the site will
    stand, or empty: the page for what is not found links from the host's root, and pages written
    by hand may; a canonical address names the host too.
    """

    def __init__(
        self, files: Collection[str], ids: Mapping[str, Collection[str]], address: str
    ) -> None:
        """Take what there is to lead to."""
        self._files = files
        self._ids = ids
        self._address = address
        self._path = urlsplit(address or "/").path

    def leads(self, file: str, link: str) -> bool:
        """Whether a link in a file leads somewhere; one out of the site does over https or by mail."""
        link = link.strip(_OFF_ENDS).translate(_OUT)
        if self._address and link.startswith(self._address):
            link, file = link.removeprefix(self._address) or ".", "index.html"
        try:
            parts = urlsplit(link)
        except ValueError:  # a host that is none
            return False
        if parts.scheme or parts.netloc:
            return bool(parts.netloc) if parts.scheme == "https" else parts.scheme == "mailto"
        target = self._target(file, parts.path)
        if target is None or target not in self._files:
            return False
        return not parts.fragment or unquote(parts.fragment) in self._ids.get(target, ())

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
