"""Styles, scripts, fonts and icon as files of the site, each named by its content.

A file whose name changes with its content can be kept by browsers for ever and is never stale.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final, TypeVar

from timeline.cache import Cache
from timeline.render import fonts
from timeline.workers import spread

T = TypeVar("T")

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
    faces = _covered(cache)
    every = frozenset[int]().union(*faces.values())
    parts = {"main": fonts.MAIN & every, "rest": every - fonts.MAIN}
    for part, points in parts.items():
        styles = styles.replace(f"RANGE:{part}", fonts.unicode_range(points))
    wanted = [(part, face) for part in parts for face in fonts.FACES]
    made = _cut([(face, parts[part] & faces[face]) for part, face in wanted], cache)
    for (part, face), data in zip(wanted, made, strict=True):
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


def _covered(cache: Path | None) -> dict[fonts.Face, frozenset[int]]:
    """The code points that each face has."""

    def points(face: fonts.Face) -> bytes:
        from timeline.render.cutting import covered  # noqa: PLC0415 - it takes long to import

        return json.dumps(sorted(covered(face))).encode()

    kept = _kept(
        [(f"fonts/{face.name}-all-{fonts.key(face, ())}", face) for face in fonts.FACES],
        points,
        cache,
    )
    return {face: frozenset(json.loads(data)) for face, data in zip(fonts.FACES, kept, strict=True)}


def _cut(wanted: Sequence[tuple[fonts.Face, frozenset[int]]], cache: Path | None) -> list[bytes]:
    """Faces with these code points only."""

    def cut_one(one: tuple[fonts.Face, frozenset[int]]) -> bytes:
        from timeline.render.cutting import cut  # noqa: PLC0415 - it takes long to import

        return cut(*one)

    return _kept(
        [
            (f"fonts/{face.name}-{fonts.key(face, points)}", (face, points))
            for face, points in wanted
        ],
        cut_one,
        cache,
    )


def _kept(
    wanted: Sequence[tuple[str, T]], make: Callable[[T], bytes], cache: Path | None
) -> list[bytes]:
    """What stands in the cache under these names; what does not is made and put there."""
    kept = Cache(cache) if cache else None
    found = {name: kept.read(name) if kept else None for name, _ in wanted}
    missing = [(name, one) for name, one in wanted if found[name] is None]
    made = spread(lambda task: make(task[1]), missing)
    for (name, _), data in zip(missing, made, strict=True):
        found[name] = data
        if kept:
            kept.write(name, data)
    return [data for data in found.values() if data is not None]
