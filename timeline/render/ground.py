"""What lies below the markers of a map: countries, lakes and rivers of `map.yml`, and their names.

Without `map.yml` there are lines of latitude and longitude.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from timeline.records.base_map import BaseMap
from timeline.render.geometry import TURN, Box, Point, Projection, centre, clip_line, clip_ring
from timeline.render.labels import HEIGHT, Label, first_free, label, number, width_of

COUNTRY: Final = 1.08  # the size of a country's letters by that of a place's; also in map.css
RIVER: Final = 0.92  # and of a river's
CHOICES: Final = 60  # places that are tried for the name of a country or a river
STEPS: Final = (1, 2, 5, 10, 20, 30)  # degrees between the lines of a map without `map.yml`
LINES: Final = 6  # at most, from the foot of such a map to its head


@dataclass(frozen=True, slots=True)
class Drawing:
    """How large a map is drawn: its units, the size of its letters, the radius of one event."""

    name: str
    width: int
    height: int
    letters: float
    event: float
    largest: float
    margin: float


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a country or a river, the size of its letters and where it can stand."""

    text: str
    size: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies below the markers, as path data, and the names of what lies there.

    `written` are the boxes of `degrees`, on lines of latitude and longitude.
    """

    sea: tuple[str, str, str, str] | None = None
    land: str = ""
    lakes: str = ""
    rivers: str = ""
    lines: str = ""
    degrees: tuple[Label, ...] = ()
    written: tuple[Box, ...] = ()
    countries: tuple[Name, ...] = ()
    courses: tuple[Name, ...] = ()


def drawn(base: BaseMap, projection: Projection, drawing: Drawing) -> Ground:
    """Countries, lakes and rivers in a drawing."""
    seen = Box(0, 0, projection.width, projection.height).grown(6)
    countries = [
        (country.name, list(_rings(country.outlines, projection, seen)))
        for country in base.countries
    ]
    lakes = [ring for lake in base.lakes for ring in _rings(lake.outlines, projection, seen)]
    rivers = [
        (river.name, list(_courses(river.courses, projection, seen))) for river in base.rivers
    ]
    return Ground(
        sea=_sea(base, projection),
        land=_data((ring for _, rings in countries for ring in rings), closed=True),
        lakes=_data(lakes, closed=True),
        rivers=_data((line for _, lines in rivers for line in lines), closed=False),
        countries=tuple(_countries(countries, drawing)),
        courses=tuple(_rivers(rivers, drawing)),
    )


def _sea(base: BaseMap, projection: Projection) -> tuple[str, str, str, str] | None:
    """The rectangle (x, y, width, height) for which it is known what lies there."""
    extent = base.extent
    east = extent.east + (TURN if extent.east < extent.west else 0)
    corners = [(extent.west, extent.north), (east, extent.south)]
    for turn in _turns(projection, corners):
        (left, top), (right, bottom) = _projected(corners, projection, turn)
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, projection.width), min(bottom, projection.height)
        return number(left), number(top), number(right - left), number(bottom - top)
    return None


def _data(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    return "".join(_path(line, closed=closed) for line in lines)


def _rings(
    outlines: Iterable[Sequence[Point]], projection: Projection, seen: Box
) -> Iterator[list[Point]]:
    for outline in outlines:
        for turn in _turns(projection, outline):
            ring = clip_ring(_projected(outline, projection, turn), seen)
            if ring:
                yield ring


def _courses(
    courses: Iterable[Sequence[Point]], projection: Projection, seen: Box
) -> Iterator[list[Point]]:
    for course in courses:
        for turn in _turns(projection, course):
            yield from clip_line(_projected(course, projection, turn), seen)


def _turns(projection: Projection, line: Sequence[Point]) -> Iterator[float]:
    """By how many degrees a line must be turned around the world to be seen; none where it is not."""
    frame = projection.frame.grown(1)
    xs, ys = [x for x, _ in line], [y for _, y in line]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    for turn in (-TURN, 0.0, TURN):
        if frame.meets(replace(box, west=box.west + turn, east=box.east + turn)):
            yield turn


def _projected(line: Sequence[Point], projection: Projection, turn: float) -> list[Point]:
    return [projection.plain((x + turn, y)) for x, y in line]


def _path(points: Sequence[Point], *, closed: bool) -> str:
    """Path data in whole units, each step from the last; empty where nothing of it can be seen."""
    steps: list[tuple[int, int]] = []
    rounded = [(round(x), round(y)) for x, y in points]
    x, y = start = rounded[0]
    for next_x, next_y in rounded[1:]:
        step = next_x - x, next_y - y
        if step == (0, 0):
            continue
        if steps and steps[-1][0] * step[1] == steps[-1][1] * step[0] and _ahead(steps[-1], step):
            step = steps[-1][0] + step[0], steps[-1][1] + step[1]
            steps.pop()
        steps.append(step)
        x, y = next_x, next_y
    if len(steps) < (2 if closed else 1):
        return ""
    drawn = "".join(f"{_signed(dx)}{_signed(dy)}" for dx, dy in steps).removeprefix(" ")
    return f"M{start[0]}{_signed(start[1])}l{drawn}" + ("z" if closed else "")


def _ahead(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] * b[0] + a[1] * b[1] > 0


def _signed(step: int) -> str:
    return f"{step}" if step < 0 else f" {step}"


def fitted(names: Iterable[Name], drawing: Drawing, taken: list[Box]) -> tuple[Label, ...]:
    """The names that find room; what they cover is added to `taken`."""
    frame = Box(0, 0, drawing.width, drawing.height).grown(-4)
    labels = []
    for name in names:
        if box := first_free(name.boxes, taken, frame):
            taken.append(box)
            labels.append(label(name.text, box, "middle", name.size))
    return tuple(labels)


def _countries(
    countries: Iterable[tuple[str | None, list[list[Point]]]], drawing: Drawing
) -> Iterator[Name]:
    """Countries' names, where they would lie wholly within, the middle first."""
    size = drawing.letters * COUNTRY
    for name, rings in countries:
        middle = centre(rings)
        if name is None or middle is None:
            continue
        wide, high = width_of(name, size), size * HEIGHT
        boxes = (
            Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            for x, y in _lattice(rings, middle)
        )
        inside = (box for box in boxes if _hold(rings, box))
        yield Name(name, size, tuple(islice(inside, CHOICES)))


def _rivers(
    rivers: Iterable[tuple[str | None, list[list[Point]]]], drawing: Drawing
) -> Iterator[Name]:
    """Rivers' names, at both sides of their courses, near the drawing's middle first."""
    size = drawing.letters * RIVER
    middle = drawing.width / 2, drawing.height / 2
    for name, lines in rivers:
        if name is None:
            continue
        wide, high = width_of(name, size), size * HEIGHT
        points = [point for line in lines for point in line]
        boxes = (
            Box(west, y - high / 2, west + wide, y + high / 2)
            for x, y in sorted(points, key=lambda point: math.dist(point, middle))
            for west in (x + 5, x - 5 - wide)
        )
        yield Name(name, size, tuple(islice(boxes, CHOICES)))


def _lattice(rings: Iterable[Sequence[Point]], middle: Point) -> list[Point]:
    """The middle, and points all over what the rings cover, those nearest to the middle first."""
    step = 10
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    points = [
        (float(x), float(y))
        for y in range(int(min(ys)), int(max(ys)), step)
        for x in range(int(min(xs)), int(max(xs)), step)
    ]
    return sorted([middle, *points], key=lambda point: math.dist(point, middle))


def _hold(rings: Sequence[Sequence[Point]], box: Box) -> bool:
    """Whether the corners of a box, and the middles of its long sides, lie within the rings."""
    columns = (box.west, box.middle[0], box.east)
    return all(_inside(rings, (x, y)) for x in columns for y in (box.south, box.north))


def _inside(rings: Iterable[Sequence[Point]], point: Point) -> bool:
    """Whether a point lies within, by how often a ray from it crosses the rings."""
    x, y = point
    odd = False
    for ring in rings:
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]:
                odd = not odd
    return odd


def graticule(projection: Projection) -> Ground:
    """Lines of latitude and longitude, with their degrees, where no `map.yml` says what lies there."""
    frame, width, height = projection.frame, projection.width, projection.height
    tall = frame.north - frame.south
    step = next((s for s in STEPS if tall / s <= LINES), STEPS[-1])
    paths: list[str] = []
    degrees: list[Label] = []
    written: list[Box] = []
    for degree in range(math.ceil(frame.west / step) * step, math.floor(frame.east) + 1, step):
        x = projection.plain((degree, 0))[0]
        paths.append(f"M{number(x)} 0v{number(height)}")
        name = f"{(degree + TURN / 2) % TURN - TURN / 2:.0f}°"
        degrees.append(Label(name, number(x), number(height - 4)))
        written.append(Box(x - 16, height - 16, x + 16, height))
    first = max(math.ceil(frame.south / step) * step, -90)
    for degree in range(first, min(math.floor(frame.north), 90) + 1, step):
        y = projection.plain((0, degree))[1]
        paths.append(f"M0 {number(y)}h{number(width)}")
        degrees.append(Label(f"{degree}°", "4", number(y - 3), "start"))
        written.append(Box(4, y - 16, 36, y))
    return Ground(lines="".join(paths), degrees=tuple(degrees), written=tuple(written))
