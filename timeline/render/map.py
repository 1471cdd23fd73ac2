"""The maps: places as markers, with their names, on the lines of `map.yml`.

A marker's area says how many events there are, its form how well the point is known. A picture is
worked out in the units of its drawing, which are pixels at its own width; the template `map.html`
only writes it down. Without `map.yml` the markers stand on lines of latitude and longitude.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Final

from timeline.dataset import Dataset
from timeline.messages import Messages
from timeline.records.base_map import BaseMap
from timeline.records.event import Event
from timeline.records.vocabulary import Place, PlaceKind, PlacePrecision
from timeline.render.geometry import (
    TURN,
    Box,
    Point,
    Projection,
    around,
    centre,
    clip_line,
    clip_ring,
)
from timeline.render.labels import BASELINE, HEIGHT, first_free, width_of

MOST: Final = 150  # markers on a map; more would be a blot
NEIGHBOURS: Final = 400  # places with the most events, among which a place's neighbours are sought
SPANS: Final = (
    2.0,
    3.0,
    4.0,
    6.0,
    8.0,
    12.0,
    16.0,
    24.0,
    32.0,
    48.0,
    64.0,
    96.0,
    128.0,
)  # degrees that maps of a part show
GRID: Final = 0.5  # degrees between the middles of such maps, so that neighbours share their ground
REGION: Final = 16.0  # degrees; up to this an event's map shows all that the timeline is about
FOLD: Final = 9.0  # units; a place nearer than this to one around it is counted there
GAP: Final = 2.5  # units between a marker and what stands beside it
CLEAR: Final = 5.0  # units around a marker in which another's name would seem to be its own
LEAST: Final = 2.6  # units; the radius of the smallest marker
COUNTRY: Final = 1.08  # the size of a country's letters by that of a place's; also in map.css
RIVER: Final = 0.92  # and of a river's
CHOICES: Final = 60  # places that are tried for the name of a country or a river
STEPS: Final = (1, 2, 5, 10, 20, 30)  # degrees between the lines of a map without `map.yml`

LINES: Final = 6  # at most, from the foot of such a map to its head

# How well a point is known, best first.
_KNOWN: Final = (
    PlacePrecision.EXACT,
    PlacePrecision.NEAR,
    None,
    PlacePrecision.DISTRICT,
    PlacePrecision.GOVERNORATE,
    PlacePrecision.COUNTRY,
    PlacePrecision.UNKNOWN,
)
_FORMS: Final[Mapping[PlacePrecision | None, str]] = {
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
class Drawing:
    """How large a map is drawn: its units, the size of its letters, the radius of one event."""

    name: str
    width: int
    height: int
    letters: float
    event: float
    largest: float
    margin: float


# One for each width of screen: letters must neither shrink nor swell with the map. The style sheet
# shows one of them.
ALL_PLACES: Final = (
    Drawing("wide", 960, 600, 13, 4.2, 34, 34),
    Drawing("middle", 620, 440, 12.5, 3.4, 26, 26),
    Drawing("narrow", 340, 350, 12, 2.7, 19, 18),
)
ONE_PLACE: Final = Drawing("place", 340, 270, 12.5, 3.4, 22, 26)
ONE_EVENT: Final = Drawing("event", 272, 200, 12.5, 4.4, 4.4, 12)


@dataclass(frozen=True, slots=True)
class Label:
    """A name: where its baseline begins, ends or has its middle, by `anchor`, right to left."""

    text: str
    x: str
    y: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Marker:
    """A place on a map. `url` is None where it leads to the page itself, or nowhere.

    `form` is `point` (the place itself), `ring` (a point near it), `dashed` (how near is not known)
    or `area`, whose `halo` is a circle around it. `spot` is where the place lies, where the marker
    had to make way.
    """

    place: str
    url: str | None
    title: str
    form: str
    x: str
    y: str
    radius: str
    target: str
    halo: str | None = None
    spot: tuple[str, str] | None = None
    label: Label | None = None
    faint: bool = False


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


@dataclass(frozen=True, slots=True)
class Picture:
    """A map, ready to be written down. `left_out` places have a point and no marker."""

    name: str
    width: int
    height: int
    letters: str
    ground: Ground
    countries: tuple[Label, ...]
    rivers: tuple[Label, ...]
    markers: tuple[Marker, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place to be marked: where it lies, how well that is known, how many events it has."""

    place: Place
    point: Point
    precision: PlacePrecision | None
    events: int
    url: str | None
    faint: bool = False
    with_it: tuple[str, ...] = ()


@dataclass(frozen=True)
class Maps:
    """Draws the maps of one dataset, in one language."""

    dataset: Dataset
    say: Messages

    @cached_property
    def points(self) -> dict[str, Point]:
        """Longitude and latitude of every place that has them."""
        return {
            place.id: (place.longitude, place.latitude)
            for place in self.dataset.places.values()
            if place.longitude is not None and place.latitude is not None
        }

    @cached_property
    def _ranked(self) -> list[str]:
        """The places with a point and an event, most events first."""
        by_place = self.dataset.by_place
        return sorted(self.points.keys() & by_place.keys(), key=lambda i: (-len(by_place[i]), i))

    @cached_property
    def all_places(self) -> tuple[Picture, ...]:
        """The map of all places with events, once for each width of screen; none without points."""
        if not self._ranked:
            return ()
        shown = self._ranked[:MOST]
        box = _roomy(around(self.points[place_id] for place_id in shown), SPANS[0])
        spots = [self._spot(place_id) for place_id in shown]
        left_out = len(self._ranked) - len(shown)
        return tuple(self._picture(drawing, box, spots, left_out) for drawing in ALL_PLACES)

    def of_place(self, place_id: str, inside: Iterable[str]) -> Picture | None:
        """The map of a place and the places within it, with its neighbours; None without a point."""
        shown = [i for i in (place_id, *inside) if i in self.points]
        if not shown:
            return None
        within = sorted(shown, key=lambda i: (i != place_id, -self._events(i), i))
        shown = within[:MOST]
        box = _stepped(around(self.points[i] for i in shown))
        ours = [self._spot(i) if i != place_id else replace(self._spot(i), url=None) for i in shown]
        chosen = {*shown, *self.dataset.place_path(place_id)}
        frame = Projection(box, ONE_PLACE.width, ONE_PLACE.height, ONE_PLACE.margin).frame
        neighbours = [
            replace(self._spot(i), url=None, faint=True)
            for i in self._ranked[:NEIGHBOURS]
            if i not in chosen and frame.holds(self.points[i]) and self._form(i) != "area"
        ]
        return self._picture(
            ONE_PLACE, box, [*ours, *neighbours[: MOST - len(shown)]], len(within) - len(shown)
        )

    def of_event(self, event: Event) -> Picture | None:
        """The map of an event's places; None where no point is known of any."""
        spots = []
        for where in event.places:
            path = self.dataset.place_path(where.place)
            found = next((i for i in path if i in self.points), None)
            if found is None:
                continue
            place = self.dataset.places[where.place]
            # As well as the lesser known of the two: the event's place, and that place's point.
            known = [self.dataset.places[found].precision]
            known += [where.precision] if where.precision else []
            known += [PlacePrecision.GOVERNORATE] if found != where.place else []
            precision = max(known, key=_KNOWN.index)
            spots.append(_Spot(place, self.points[found], precision, 1, None))
        if not spots:
            return None
        region = _roomy(around(self.points[i] for i in self._ranked[:MOST]), SPANS[0])
        if max(region.east - region.west, region.north - region.south) > REGION:
            region = _stepped(around(spot.point for spot in spots), REGION / 2)
        return self._picture(ONE_EVENT, region, spots, 0)

    def _events(self, place_id: str) -> int:
        return len(self.dataset.by_place.get(place_id, ()))

    def _form(self, place_id: str) -> str:
        return _FORMS.get(self.dataset.places[place_id].precision, "area")

    def _spot(self, place_id: str) -> _Spot:
        place = self.dataset.places[place_id]
        url = f"places/{place_id}/"
        return _Spot(place, self.points[place_id], place.precision, self._events(place_id), url)

    def _picture(
        self, drawing: Drawing, box: Box, spots: Sequence[_Spot], left_out: int
    ) -> Picture:
        projection = Projection(box, drawing.width, drawing.height, drawing.margin)
        ground = self._ground(projection, drawing)
        spots = self._folded(projection, spots)
        most = max(spot.events for spot in spots if not spot.faint)
        event = min(drawing.event, drawing.largest / math.sqrt(max(most, 1)))
        halo = drawing.event
        marks = _spread(projection, [_mark(projection, spot, event, halo) for spot in spots])
        names, taken = _named(drawing, marks, ground.written)
        known = {
            name
            for mark in marks
            if mark.spot.place.id in names
            for name in (mark.spot.place.name, *mark.spot.place.aliases)
        }
        # A country that is marked is not named twice.
        countries = [name for name in ground.countries if name.text not in known]
        return Picture(
            name=drawing.name,
            width=drawing.width,
            height=drawing.height,
            letters=_number(drawing.letters),
            ground=ground,
            countries=_fitted(countries, drawing, taken),
            rivers=_fitted(ground.courses, drawing, taken),
            markers=tuple(self._marker(mark, names.get(mark.spot.place.id)) for mark in marks),
            left_out=left_out,
        )

    @cached_property
    def _grounds(self) -> dict[Projection, Ground]:
        """What was drawn already: hundreds of pages show the same part of the world."""
        return {}

    def _ground(self, projection: Projection, drawing: Drawing) -> Ground:
        if projection not in self._grounds:
            base = self.dataset.base_map
            self._grounds[projection] = (
                _drawn(base, projection, drawing) if base else _graticule(projection)
            )
        return self._grounds[projection]

    def _folded(self, projection: Projection, spots: Sequence[_Spot]) -> list[_Spot]:
        """The spots, but those that lie on the spot of a place around them, whose events it counts.

        Often that is the same point: of the smaller place only the larger is known. Countries take
        in nothing, as their point is as good as any other.
        """
        places = {
            spot.place.id: projection(spot.point)
            for spot in spots
            if spot.place.kind is not PlaceKind.COUNTRY
        }
        into: dict[str, str] = {}
        for place_id, at in places.items():
            outer = self.dataset.place_path(place_id)[:0:-1]
            near = (i for i in outer if i in places and math.dist(at, places[i]) < FOLD)
            if (found := next(near, None)) is not None:
                into[place_id] = found
        held: dict[str, list[str]] = {}
        for place_id, target in into.items():
            while target in into:
                target = into[target]  # noqa: PLW2901 - it goes on to where that one went
            held.setdefault(target, []).append(place_id)
        return [
            replace(spot, with_it=tuple(sorted(held.get(spot.place.id, ()))))
            for spot in spots
            if spot.place.id not in into
        ]

    def _marker(self, mark: "_Mark", label: Label | None) -> Marker:
        spot = mark.spot
        moved = math.dist(mark.at, mark.true) > 1
        return Marker(
            place=spot.place.id,
            url=spot.url,
            title=self._title(spot),
            form=mark.form,
            x=_number(mark.at[0]),
            y=_number(mark.at[1]),
            radius=_number(mark.radius),
            target=_number(max(12.5, mark.radius + 1)),
            halo=_number(mark.halo) if mark.halo else None,
            spot=(_number(mark.true[0]), _number(mark.true[1])) if moved else None,
            label=label,
            faint=spot.faint,
        )

    def _title(self, spot: _Spot) -> str:
        """A marker in words: the place, its events, how well its point is known."""
        say, name = self.say, spot.place.name
        events = say.count("{n} event", "{n} events", spot.events)
        parts = [say.text("{place}: {events}", place=name, events=events)]
        if spot.precision:
            parts.append(say.term("degrees", spot.precision))
        if spot.with_it:
            inner = "، ".join(self.dataset.places[i].name for i in spot.with_it)
            parts.append(say.text("among them those in {places}", places=inner))
        return "، ".join(parts)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A marker before it is written down: where it stands (`at`) and where its place lies."""

    spot: _Spot
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


def _mark(projection: Projection, spot: _Spot, event: float, unit: float) -> _Mark:
    """`event` is the radius of one event, `unit` that of the halos."""
    point = projection(spot.point)
    radius = LEAST if spot.faint else max(LEAST, event * math.sqrt(spot.events))
    form = _FORMS.get(spot.precision, "area")
    halo = 0.0
    if form == "area":
        halo = max(_HALOS[spot.precision] * unit, radius + 3)
    return _Mark(spot, form, point, point, radius, halo)


def _spread(projection: Projection, marks: Iterable[_Mark]) -> list[_Mark]:
    """The markers in the order in which they are drawn, the smallest last and so above the others.

    Points that would cover one another make way, the smaller for the larger; areas, which are pale
    and drawn first, only for other areas that stand on the same point.
    """
    frame = Box(0, 0, projection.width, projection.height).grown(-LEAST)
    ordered = sorted(
        marks, key=lambda m: (m.form != "area", m.spot.faint, -m.radius, m.spot.place.id)
    )
    done: list[_Mark] = []
    for mark in ordered:
        area = mark.form == "area"
        kept = [
            (other.at, FOLD if area else mark.radius + other.radius + GAP / 2)
            for other in done
            if (other.form == "area") == area
        ]
        at = next(
            (
                at
                for at in _nearby(mark.true)
                if frame.holds(at) and all(math.dist(at, other) >= far for other, far in kept)
            ),
            mark.true,
        )
        done.append(replace(mark, at=at))
    return done


def _nearby(point: Point) -> Iterator[Point]:
    """A point, and points around it, the nearest first."""
    yield point
    for distance in range(4, 44, 4):
        for turn in range(16):
            angle = turn * math.pi / 8
            yield point[0] + distance * math.cos(angle), point[1] + distance * math.sin(angle)


def _named(
    drawing: Drawing, marks: Sequence[_Mark], written: Iterable[Box]
) -> tuple[dict[str, Label], list[Box]]:
    """The labels that find room beside what is `written` already, those with the most events first.

    With the labels by their places come all boxes that are taken then.
    """
    frame = Box(0, 0, drawing.width, drawing.height).grown(-3)
    taken = [*written, *(mark.box for mark in marks if not mark.halo)]
    names: dict[str, Label] = {}
    order = sorted(
        marks,
        key=lambda m: (m.spot.faint, m.spot.url is not None, -m.spot.events, m.spot.place.id),
    )
    for mark in order:
        text, size = mark.spot.place.name, drawing.letters
        choices = {
            box: anchor for anchor, box in _beside(mark, width_of(text, size), size * HEIGHT)
        }
        box = next(
            (
                found
                for avoided in _avoided(mark, marks)
                if (found := first_free(choices, [*taken, *avoided], frame))
            ),
            None,
        )
        if box is not None:
            taken.append(box)
            names[mark.spot.place.id] = _label(text, box, choices[box], size)
    return names, [*taken, *(mark.box for mark in marks if mark.halo)]


def _avoided(mark: _Mark, marks: Iterable[_Mark]) -> Iterator[list[Box]]:
    """What a name keeps clear of, besides what it must not cover, in the order of what is tried.

    An area's name stands clear of all that would seem to be its own, or not at all; a point's may
    cross the circle around an area, and the names of what the map is about stand anywhere.
    """
    others = [other for other in marks if other is not mark]
    points = [other.box.grown(CLEAR) for other in others if not other.halo]
    areas = [other for other in others if other.halo]
    yield points + [area.box.grown(-area.halo / 5) for area in areas]
    if mark.form != "area" or mark.spot.url is None:
        yield points + [area.core.grown(CLEAR / 2) for area in areas]
    if mark.spot.url is None and not mark.spot.faint:
        yield []


def _beside(mark: _Mark, wide: float, high: float) -> Iterator[tuple[str, Box]]:
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


def _label(text: str, box: Box, anchor: str, size: float) -> Label:
    x = {"middle": (box.west + box.east) / 2, "start": box.east, "end": box.west}[anchor]
    return Label(text, _number(x), _number((box.south + box.north) / 2 + BASELINE * size), anchor)


# ---------------------------------------------------------------------------- below the markers


def _drawn(base: BaseMap, projection: Projection, drawing: Drawing) -> Ground:
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
        return _number(left), _number(top), _number(right - left), _number(bottom - top)
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


def _fitted(names: Iterable[Name], drawing: Drawing, taken: list[Box]) -> tuple[Label, ...]:
    """The names that find room; what they cover is added to `taken`."""
    frame = Box(0, 0, drawing.width, drawing.height).grown(-4)
    labels = []
    for name in names:
        if box := first_free(name.boxes, taken, frame):
            taken.append(box)
            labels.append(_label(name.text, box, "middle", name.size))
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


def _graticule(projection: Projection) -> Ground:
    """Lines of latitude and longitude, with their degrees, where no `map.yml` says what lies there."""
    frame, width, height = projection.frame, projection.width, projection.height
    tall = frame.north - frame.south
    step = next((s for s in STEPS if tall / s <= LINES), STEPS[-1])
    paths: list[str] = []
    degrees: list[Label] = []
    written: list[Box] = []
    for degree in range(math.ceil(frame.west / step) * step, math.floor(frame.east) + 1, step):
        x = projection.plain((degree, 0))[0]
        paths.append(f"M{_number(x)} 0v{_number(height)}")
        name = f"{(degree + TURN / 2) % TURN - TURN / 2:.0f}°"
        degrees.append(Label(name, _number(x), _number(height - 4)))
        written.append(Box(x - 16, height - 16, x + 16, height))
    first = max(math.ceil(frame.south / step) * step, -90)
    for degree in range(first, min(math.floor(frame.north), 90) + 1, step):
        y = projection.plain((0, degree))[1]
        paths.append(f"M0 {_number(y)}h{_number(width)}")
        degrees.append(Label(f"{degree}°", "4", _number(y - 3), "start"))
        written.append(Box(4, y - 16, 36, y))
    return Ground(lines="".join(paths), degrees=tuple(degrees), written=tuple(written))


def _roomy(box: Box, least: float) -> Box:
    """The box, at least so many degrees high and wide."""
    x, y = box.middle
    wide, high = max(box.east - box.west, least) / 2, max(box.north - box.south, least) / 2
    return Box(x - wide, y - high, x + wide, y + high)


def _stepped(box: Box, least: float = SPANS[0]) -> Box:
    """A box around this one, out of few: the middle on a grid, the span out of `SPANS`."""
    x, y = (GRID * round(value / GRID) for value in box.middle)
    reach = max(abs(box.west - x), abs(box.east - x), abs(box.south - y), abs(box.north - y))
    span = next((s for s in SPANS if s >= least and s / 2 >= reach), TURN)
    return Box(x - span / 2, y - span / 2, x + span / 2, y + span / 2)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
