"""Styles, scripts, fonts and icon as files of the site, each named by its content.

A file whose name changes with its content can be kept by browsers for ever and is never stale.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from timeline.cache import Cache
from timeline.render import fonts

FOLDER: Final = "assets"
# The parts of the one style sheet, in the order in which they stand in it.
STYLES: Final = (
    "base",
    "frame",
    "front",
    "strip",
    "list",
    "filters",
    "record",
    "map",
    "figures",
    "days",
    "coverage",
    "contribute",
    "suggest",
    "corrections",
    "search",
    "reference",
    "prose",
    "preferences",
    "print",
)
SCRIPTS: Final = (
    "preferences",
    "frame",
    "arabic",
    "words",
    "finder",
    "search",
    "facets",
    "facet-parts",
    "filled",
    "filters-drawn",
    "filters",
    "copy",
    "on-this-day",
    "calendars",
    "isolates",
    "fault",
    "misreading",
    "edtf",
    "phrases",
    "suggest-yaml",
    "suggest-dates",
    "suggest-checks",
    "suggest-fields",
    "suggest-notes",
    "suggest-picker",
    "suggest-faults",
    "suggest-recorded",
    "suggest-records",
    "suggest-together",
    "suggest-handing",
    "suggest-preview",
    "suggest-draft",
    "suggest",
    "reference",
)
# How a script names another: `import { fold } from "./arabic.js"`.
_IMPORTED: Final = re.compile(r'"\./([a-z-]+)\.js"')
# Comments on lines of their own, blank lines and indents are for who reads the source, and a sixth
# of a script. No script may have a text that runs over lines.
_FOR_PEOPLE: Final = re.compile(
    r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/)?\n|^[ \t]+", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by their path below the site's root, and the path of each by its role."""

    files: Mapping[str, bytes]
    paths: Mapping[str, str]


def assets(cache: Path | None) -> Assets:
    """All assets. Cut fonts are kept in the folder `cache`: to cut one takes half a second."""
    files: dict[str, bytes] = {}
    paths: dict[str, str] = {}

    def add(role: str, name: str, data: bytes) -> None:
        path = named(name, data)
        files[path] = data
        paths[role] = path

    def add_script(role: str) -> None:
        # Those that it imports first: it names them by their content, so its own name changes too.
        def published(imported: re.Match[str]) -> str:
            if imported[1] not in paths:
                add_script(imported[1])
            return f'"./{paths[imported[1]].removeprefix(f"{FOLDER}/")}"'

        script = _FOR_PEOPLE.sub("", _static(f"{role}.js").decode())
        add(role, f"{role}.js", _IMPORTED.sub(published, script).encode())

    styles = "\n".join(_static(f"styles/{part}.css").decode() for part in STYLES)
    for part in ("main", "rest"):
        every = frozenset().union(*(fonts.covered(face) for face in fonts.FACES))
        points = fonts.MAIN & every if part == "main" else every - fonts.MAIN
        styles = styles.replace(f"RANGE:{part}", fonts.unicode_range(points))
        for face in fonts.FACES:
            data = _cut(face, points & fonts.covered(face), cache)
            add(f"{face.name}-{part}", f"{face.name}-{part}.woff2", data)
    styles = re.sub(
        r"FONT:([a-z0-9-]+)", lambda match: paths[match[1]].removeprefix(f"{FOLDER}/"), styles
    )
    add("styles", "timeline.css", styles.encode())
    for script in SCRIPTS:
        add_script(script)
    add("icon", "icon.svg", _static("icon.svg"))
    for face in {face.package: face for face in fonts.FACES}.values():
        name = face.family.lower().replace(" ", "-")
        files[f"{FOLDER}/{name}.OFL.txt"] = fonts.licence(face.package).encode()
    return Assets(files, paths)


def named(name: str, data: bytes) -> str:
    """The path of a file below the site's root: its name with a digest of its content in it."""
    stem, dot, suffix = name.partition(".")
    return f"{FOLDER}/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{suffix}"


def _static(name: str) -> bytes:
    return resources.files("timeline.render").joinpath("static", name).read_bytes()


def _cut(face: fonts.Face, points: frozenset[int], cache: Path | None) -> bytes:
    if cache is None:
        return fonts.cut(face, points)
    kept, name = Cache(cache), f"fonts/{face.name}-{fonts.key(face, points)}"
    data = kept.read(name)
    if data is None:
        data = fonts.cut(face, points)
        kept.write(name, data)
    return data
