"""The markers of a map: their form and size, where they stand, and where their names do."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from timeline.records.vocabulary import Place, PlacePrecision
from timeline.render.geometry import Box, Point, Projection
from timeline.render.ground import Drawing
from timeline.render.labels import HEIGHT, Label, first_free, label, width_of

FOLD: Final = 9.0  # units; a place nearer than this to one around it is counted there
GAP: Final = 2.5  # units between a marker and what stands beside it
CLEAR: Final = 5.0  # units around a marker in which another's name would seem to be its own
LEAST: Final = 2.6  # units; the radius of the smallest marker

FORMS: Final[Mapping[PlacePrecision | None, str]] = {
    PlacePrecision.EXACT: "point",
    PlacePrecision.NEAR: "ring",
    None: "dashed",
    PlacePrecision.UNKNOWN: "dashed",
}
# The radius of the circle around a marker of an area, by the radius of one event.
_HALOS: Final[Mapping[PlacePrecision | None, float]] = {
    PlacePrecision.DISTRICT: 1.8,
    PlacePrecision.GOVERNORATE: 2.6,
    PlacePrecision.COUNTRY: 3.6,
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be marked: where it lies, how well that is known, how many events it has."""

    place: Place
    point: Point
    precision: PlacePrecision | None
    events: int
    url: str | None
    faint: bool = False
    with_it: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker before it is written down: where it stands (`at`) and where its place lies."""

    spot: Spot
    form: str
    true: Point
    at: Point
    radius: float
    halo: float

    @property
    def core(self) -> Box:
        """What it covers without its halo."""
        return Box(*self.at, *self.at).grown(self.radius)

    @property
    def box(self) -> Box:
        """What it covers, with its halo."""
        return Box(*self.at, *self.at).grown(max(self.radius, self.halo))


def mark_of(projection: Projection, spot: Spot, event: float, unit: float) -> Mark:
    """`event` is the radius of one event, `unit` that of the halos."""
    point = projection(spot.point)
    radius = LEAST if spot.faint else max(LEAST, event * math.sqrt(spot.events))
    form = FORMS.get(spot.precision, "area")
    halo = 0.0
    if form == "area":
        halo = max(_HALOS[spot.precision] * unit, radius + 3)
    return Mark(spot, form, point, point, radius, halo)


def spread(projection: Projection, marks: Iterable[Mark]) -> list[Mark]:
    """The markers in the order in which they are drawn, the smallest last and so above the others.

    Points that would cover one another make way, the smaller for the larger; areas, which are pale
    and drawn first, only for other areas that stand on the same point.
    """
    frame = Box(0, 0, projection.width, projection.height).grown(-LEAST)
    ordered = sorted(
        marks, key=lambda m: (m.form != "area", m.spot.faint, -m.radius, m.spot.place.id)
    )
    largest = max((mark.radius for mark in ordered), default=0.0)
    standing = {True: _Circles(FOLD), False: _Circles(2 * largest + GAP / 2)}
    untried: dict[tuple[bool, Point, float], Iterator[Point]] = {}
    done: list[Mark] = []
    for mark in ordered:
        area = mark.form == "area"
        own, gap = (0.0, 0.0) if area else (mark.radius, GAP / 2)
        others = standing[area]
        # Where one found no room, none as large that lies on the same point will.
        rest = untried.setdefault((area, mark.true, own), _nearby(mark.true))
        at = next(
            (
                at
                for at in rest
                if frame.holds(at)
                and all(math.dist(at, other) >= own + far + gap for other, far in others.near(at))
            ),
            mark.true,
        )
        others.add(at, FOLD if area else mark.radius)
        done.append(replace(mark, at=at))
    return done


class _Circles:
    """Circles by the square in which their middles lie: only those near a point are looked at."""

    def __init__(self, side: float) -> None:
        """No circle reaches further than a square's `side`."""
        self.side = side
        self.squares: dict[tuple[int, int], dict[Point, float]] = {}

    def add(self, middle: Point, radius: float) -> None:
        square = self.squares.setdefault(self._square(middle), {})
        square[middle] = max(radius, square.get(middle, 0.0))  # of those on one point, the largest

    def near(self, point: Point) -> Iterator[tuple[Point, float]]:
        """The middle and radius of every circle in the point's square and those around it."""
        column, row = self._square(point)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                yield from self.squares.get((x, y), {}).items()

    def _square(self, point: Point) -> tuple[int, int]:
        return math.floor(point[0] / self.side), math.floor(point[1] / self.side)


def _nearby(point: Point) -> Iterator[Point]:
    """A point, and points around it, the nearest first."""
    yield point
    for distance in range(4, 44, 4):
        for turn in range(16):
            angle = turn * math.pi / 8
            yield point[0] + distance * math.cos(angle), point[1] + distance * math.sin(angle)


def named(
    drawing: Drawing, marks: Sequence[Mark], written: Iterable[Box]
) -> tuple[dict[str, Label], list[Box]]:
    """The labels that find room beside what is `written` already, those with the most events first.

    With the labels by their places come all boxes that are taken then.
    """
    frame = Box(0, 0, drawing.width, drawing.height).grown(-3)
    taken = [*written, *(mark.box for mark in marks if not mark.halo)]
    names: dict[str, Label] = {}
    clear = _Clear.of(marks)
    order = sorted(
        range(len(marks)),
        key=lambda n: (
            *(marks[n].spot.faint, marks[n].spot.url is not None),
            *(-marks[n].spot.events, marks[n].spot.place.id),
        ),
    )
    for number in order:
        mark = marks[number]
        text, size = mark.spot.place.name, drawing.letters
        choices = {
            box: anchor for anchor, box in _beside(mark, width_of(text, size), size * HEIGHT)
        }
        box = next(
            (
                found
                for avoided in clear.around(number, mark)
                if (found := first_free(choices, [*taken, *avoided], frame))
            ),
            None,
        )
        if box is not None:
            taken.append(box)
            names[mark.spot.place.id] = label(text, box, choices[box], size)
    return names, [*taken, *(mark.box for mark in marks if mark.halo)]


@dataclass(frozen=True, slots=True)
class _Clear:
    """What names keep clear of, by the number of each marker."""

    points: Mapping[int, Box]
    areas: Mapping[int, Box]
    cores: Mapping[int, Box]

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> "_Clear":
        numbered = list(enumerate(marks))
        return cls(
            {n: mark.box.grown(CLEAR) for n, mark in numbered if not mark.halo},
            {n: mark.box.grown(-mark.halo / 5) for n, mark in numbered if mark.halo},
            {n: mark.core.grown(CLEAR / 2) for n, mark in numbered if mark.halo},
        )

    def around(self, number: int, mark: Mark) -> Iterator[list[Box]]:
        """What a name keeps clear of, besides what it must not cover, in the order of what is tried.

        An area's name stands clear of all that would seem to be its own, or not at all; a point's
        may cross the circle around an area, and the names of what the map is about stand anywhere.
        """

        def others(boxes: Mapping[int, Box]) -> list[Box]:
            return [box for n, box in boxes.items() if n != number]

        yield others(self.points) + others(self.areas)
        if mark.form != "area" or mark.spot.url is None:
            yield others(self.points) + others(self.cores)
        if mark.spot.url is None and not mark.spot.faint:
            yield []


def _beside(mark: Mark, wide: float, high: float) -> Iterator[tuple[str, Box]]:
    """Where a name can stand: at the left of its marker, where it is read away from it, and around it.

    In a text that runs right to left, `start` is its right end.
    """
    x, y = mark.at
    if wide < 2 * mark.radius:
        yield "middle", Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    away = max(mark.radius, mark.halo) + GAP
    for drop in (0.0, -0.2, 0.2, -0.45, 0.45, -0.7, 0.7, -0.9, 0.9):
        middle = y + drop * high
        for anchor, west in (("start", x - away - wide), ("end", x + away)):
            yield anchor, Box(west, middle - high / 2, west + wide, middle + high / 2)
    for shift in (0.0, -0.35, 0.35):
        west = x - wide / 2 + shift * wide
        for north in (y - away - high, y + away - 1):
            yield "middle", Box(west, north, west + wide, north + high)
