"""The maps: places as markers, with their names, on the lines of `map.yml`.

A marker's area says how many events there are, its form how well the point is known. A picture is
worked out in the units of its drawing, which are pixels at its own width; the template `map.html`
only writes it down. Without `map.yml` the markers stand on lines of latitude and longitude.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from timeline.dataset import Dataset
from timeline.messages import Messages
from timeline.records.event import PlaceRef
from timeline.records.vocabulary import PlaceKind, PlacePrecision
from timeline.render.geometry import TURN, Box, Point, Projection, around
from timeline.render.ground import Drawing, Ground, drawn, fitted, graticule
from timeline.render.labels import Label, number
from timeline.render.markers import FOLD, FORMS, Mark, Spot, mark_of, named, spread

MOST: Final = 150  # markers on a map; more would be a blot
NEIGHBOURS: Final = 400  # places with the most events, among which a place's neighbours are sought
AROUND: Final = 30  # neighbours that a place's map shows, those with the most events
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

# How well a point is known, best first.
KNOWN: Final = (
    PlacePrecision.EXACT,
    PlacePrecision.NEAR,
    None,
    PlacePrecision.DISTRICT,
    PlacePrecision.GOVERNORATE,
    PlacePrecision.COUNTRY,
    PlacePrecision.UNKNOWN,
)

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
            ONE_PLACE, box, [*ours, *neighbours[:AROUND]], len(within) - len(shown)
        )

    def of_event(self, places: Iterable[PlaceRef]) -> Picture | None:
        """The map of an event's places; None where no point is known of any."""
        spots = []
        for where in places:
            path = self.dataset.place_path(where.place)
            found = next((i for i in path if i in self.points), None)
            if found is None:
                continue
            place = self.dataset.places[where.place]
            # As well as the lesser known of the two: the event's place, and that place's point.
            known = [self.dataset.places[found].precision]
            known += [where.precision] if where.precision else []
            known += [PlacePrecision.GOVERNORATE] if found != where.place else []
            precision = max(known, key=KNOWN.index)
            spots.append(Spot(place, self.points[found], precision, 1, None))
        if not spots:
            return None
        region = self.region
        if max(region.east - region.west, region.north - region.south) > REGION:
            region = _stepped(around(spot.point for spot in spots), REGION / 2)
        return self._picture(ONE_EVENT, region, spots, 0)

    @cached_property
    def region(self) -> Box:
        """What holds the places with the most events: the part of the world that is told of."""
        return _roomy(around(self.points[i] for i in self._ranked[:MOST]), SPANS[0])

    def _events(self, place_id: str) -> int:
        return len(self.dataset.by_place.get(place_id, ()))

    def _form(self, place_id: str) -> str:
        return FORMS.get(self.dataset.places[place_id].precision, "area")

    def _spot(self, place_id: str) -> Spot:
        place = self.dataset.places[place_id]
        url = f"places/{place_id}/"
        return Spot(place, self.points[place_id], place.precision, self._events(place_id), url)

    def _picture(self, drawing: Drawing, box: Box, spots: Sequence[Spot], left_out: int) -> Picture:
        projection = Projection(box, drawing.width, drawing.height, drawing.margin)
        ground = self._ground(projection, drawing)
        spots = self._folded(projection, spots)
        most = max(spot.events for spot in spots if not spot.faint)
        event = min(drawing.event, drawing.largest / math.sqrt(max(most, 1)))
        halo = drawing.event
        marks = spread(projection, [mark_of(projection, spot, event, halo) for spot in spots])
        names, taken = named(drawing, marks, ground.written)
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
            letters=number(drawing.letters),
            ground=ground,
            countries=fitted(countries, drawing, taken),
            rivers=fitted(ground.courses, drawing, taken),
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
                drawn(base, projection, drawing) if base else graticule(projection)
            )
        return self._grounds[projection]

    def _folded(self, projection: Projection, spots: Sequence[Spot]) -> list[Spot]:
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

    def _marker(self, mark: "Mark", label: Label | None) -> Marker:
        spot = mark.spot
        moved = math.dist(mark.at, mark.true) > 1
        return Marker(
            place=spot.place.id,
            url=spot.url,
            title=self._title(spot),
            form=mark.form,
            x=number(mark.at[0]),
            y=number(mark.at[1]),
            radius=number(mark.radius),
            target=number(max(12.5, mark.radius + 1)),
            halo=number(mark.halo) if mark.halo else None,
            spot=(number(mark.true[0]), number(mark.true[1])) if moved else None,
            label=label,
            faint=spot.faint,
        )

    def _title(self, spot: Spot) -> str:
        """A marker in words: the place, its events, how well its point is known."""
        say, name = self.say, spot.place.name
        events = say.count("{n} event", "{n} events", spot.events)
        parts = [f"{name}: {events}"]
        if spot.precision:
            parts.append(say.term("degrees", spot.precision))
        if spot.with_it:
            inner = "، ".join(self.dataset.places[i].name for i in spot.with_it)
            parts.append(say.text("among them those in {places}", places=inner))
        return "، ".join(parts)


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
