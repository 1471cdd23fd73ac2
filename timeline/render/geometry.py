"""Degrees on a flat drawing: the part of the world that it shows, projected and clipped.

The projection is equirectangular, with the degrees of longitude shortened by the cosine of the
drawing's middle latitude: over a few countries shapes and distances stay true to some per cent, and
both axes are plain sums. Coordinates of a drawing grow to the right and downwards.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, or x and y of a drawing."""

TURN: Final = 360.0
POLE: Final = 90.0
_SHORTEST: Final = 0.2  # of a degree of longitude, near a pole, where a cosine would be nothing


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: degrees, where `east` may be more than 180, or units of a drawing.

    `west` and `south` are the lesser numbers also where y grows downwards.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def grown(self, by: float) -> "Box":
        """The box with so much added on every side."""
        return Box(self.west - by, self.south - by, self.east + by, self.north + by)

    def meets(self, other: "Box") -> bool:
        """Whether two boxes have more than an edge in common."""
        return (
            self.west < other.east
            and other.west < self.east
            and self.south < other.north
            and other.south < self.north
        )

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it or on its edge."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


def around(points: Iterable[Point]) -> Box:
    """The box around points in degrees, one at least.

    It lies across the 180th meridian, where maps of the world end, only where that makes it
    narrower by a quarter of the world or more.
    """
    points = list(points)
    longitudes = sorted({point[0] for point in points})
    south, north = min(y for _, y in points), max(y for _, y in points)
    west, east = longitudes[0], longitudes[-1]
    widest = max(((b - a, a, b) for a, b in pairwise(longitudes)), default=(0.0, east, west))
    if (east - west) - (TURN - widest[0]) >= TURN / 4:
        west, east = widest[2], widest[1] + TURN
    return Box(west, south, east, north)


@dataclass(frozen=True)
class Projection:
    """From degrees to a drawing of `width` by `height` units that shows a box.

    The box is seen whole, with so many units of `margin` around it at least; what it lacks to the
    drawing's proportions is added on both sides.
    """

    box: Box
    width: float
    height: float
    margin: float = 0

    @cached_property
    def scale(self) -> float:
        """Units to a degree of latitude."""
        wide = (self.box.east - self.box.west) * self._shortened
        high = self.box.north - self.box.south
        return min((self.width - 2 * self.margin) / wide, (self.height - 2 * self.margin) / high)

    @cached_property
    def frame(self) -> Box:
        """All that the drawing shows, in degrees."""
        (x, y), half = self.box.middle, self.width / 2 / self.scale / self._shortened
        tall = self.height / 2 / self.scale
        return Box(x - half, y - tall, x + half, y + tall)

    @cached_property
    def _shortened(self) -> float:
        return max(_SHORTEST, math.cos(math.radians(self.box.middle[1])))

    def __call__(self, point: Point) -> Point:
        """Where a point lies in the drawing: that one of its turns that is nearest the middle."""
        turns = round((point[0] - self.box.middle[0]) / TURN)
        return self.plain((point[0] - TURN * turns, point[1]))

    def plain(self, point: Point) -> Point:
        """Where a point lies whose longitude is meant as it stands, be it beyond the 180th."""
        middle = self.box.middle
        return (
            self.width / 2 + (point[0] - middle[0]) * self._shortened * self.scale,
            self.height / 2 - (point[1] - middle[1]) * self.scale,
        )


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a closed ring that lies in a box (Sutherland and Hodgman); empty where none.

    Parts that leave the box and come back are joined along its edge: clip to a box larger than what
    is seen.
    """
    found = list(ring)
    for axis, limit, sign in _edges(box):
        previous, found = found, []
        for a, b in zip([*previous[-1:], *previous[:-1]], previous, strict=True):
            inside = sign * (b[axis] - limit) >= 0
            if inside != (sign * (a[axis] - limit) >= 0):
                found.append(_crossing(a, b, axis, limit))
            if inside:
                found.append(b)
    return found


def clip_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The parts of an open line that lie in a box (Liang and Barsky), each of two points or more."""
    part: list[Point] = []
    for a, b in pairwise(line):
        kept = _within(a, b, box)
        if kept is None:
            continue
        if part and part[-1] != kept[0]:
            yield part
            part = []
        part += [kept[1]] if part else list(kept)
    if part:
        yield part


def _within(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a stretch that lies in a box."""
    begin, end = 0.0, 1.0
    for axis, limit, sign in _edges(box):
        from_edge, run = sign * (a[axis] - limit), sign * (b[axis] - a[axis])
        if run == 0:
            if from_edge < 0:
                return None
        elif run > 0:
            begin = max(begin, -from_edge / run)
        else:
            end = min(end, -from_edge / run)
    if begin >= end:
        return None
    return (a if begin == 0 else _along(a, b, begin)), (b if end == 1 else _along(a, b, end))


def _edges(box: Box) -> Iterator[tuple[int, float, int]]:
    """The axis that each edge cuts, where, and on which side of it the box lies."""
    yield 0, box.west, 1
    yield 0, box.east, -1
    yield 1, box.south, 1
    yield 1, box.north, -1


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    return _along(a, b, (limit - a[axis]) / (b[axis] - a[axis]))


def _along(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def centre(rings: Iterable[Sequence[Point]]) -> Point | None:
    """The middle of the largest ring's area; None where none has an area."""
    best: tuple[float, Point] | None = None
    for ring in rings:
        area = x = y = 0.0
        for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            cross = a[0] * b[1] - b[0] * a[1]
            area += cross / 2
            x += (a[0] + b[0]) * cross
            y += (a[1] + b[1]) * cross
        if area and (best is None or abs(area) > best[0]):
            best = abs(area), (x / 6 / area, y / 6 / area)
    return best and best[1]
