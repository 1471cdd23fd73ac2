"""P7: where places lie, held against what lies around them.

A place around another has no outline of its own: how far one of its kind can reach, and the
outlines of countries in map.yml, are all that its points can be held against.
"""

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from timeline.dates.folding import folded
from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.finding import Finding
from timeline.records.base_map import Area, BaseMap
from timeline.records.vocabulary import Place, PlaceKind, PlacePrecision
from timeline.rules.rule import Rule, Severity

_MAP_WRONG: Final = words("A place with a wrong degree stands elsewhere on the map.")
_LOOK: Final = words("Look at both degrees and at within:.")
_EARTH_KM: Final = 6371.0
# How far from its point anything within a place can lie, in km, by the place's kind: about the
# largest that there are. Countries, areas, mountains and lakes have no such size.
_REACH_KM: Final = {
    PlaceKind.GOVERNORATE: 700,
    PlaceKind.DISTRICT: 300,
    PlaceKind.CITY: 120,
    PlaceKind.TOWN: 60,
    PlaceKind.VILLAGE: 40,
    PlaceKind.BASE: 40,
    PlaceKind.CROSSING: 40,
    PlaceKind.MARKET: 10,
}
_SIZE: Final = {
    PlaceKind.COUNTRY: 4,
    PlaceKind.GOVERNORATE: 3,
    PlaceKind.DISTRICT: 2,
    PlaceKind.CITY: 2,  # of which a district can be a part, and the other way round
    PlaceKind.TOWN: 2,
    PlaceKind.VILLAGE: 1,
    PlaceKind.BASE: 0,
    PlaceKind.CROSSING: 0,
    PlaceKind.MARKET: 0,
}
_FAR_KM: Final = 500  # what degrees must be off by to be called swapped
_BORDER_KM: Final = 30  # outlines at 1:50,000,000 miss the border by some kilometres
# Within one another: the deepest known are a market in a quarter of a city and five units around it.
MOST_AROUND: Final = 20
_OWN_POINT: Final = frozenset({None, PlacePrecision.EXACT, PlacePrecision.NEAR})


class Degrees(NamedTuple):
    """A point: latitude and longitude."""

    latitude: float
    longitude: float


class FarFromAround(Rule):
    code = "P701"
    name = "far-from-around"
    severity = Severity.WARNING
    message = words("The place lies {distance} km from «{around}», within which it is said to be.")
    advice = _LOOK
    reason = _MAP_WRONG
    breaks = {
        "vocabularies/places.yml": "harbour: {name: المرفأ, kind: city, latitude: 36.34, longitude: 43.13}\n"
        "old-town: {name: المدينة القديمة, within: harbour, latitude: 38.34, longitude: 43.13}\n"
    }
    keeps = {
        "vocabularies/places.yml": "harbour: {name: المرفأ, kind: city, latitude: 36.34, longitude: 43.13}\n"
        "old-town: {name: المدينة القديمة, within: harbour, latitude: 36.34, longitude: 43.12}\n"
    }

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, place in content.places.valid():
            point = _point(place)
            if point is None or _swapped(content, place):
                continue
            for around in _around(content, place):
                other, reach = _point(around), _REACH_KM.get(around.kind) if around.kind else None
                if other is None or reach is None or _km(point, other) <= reach:
                    continue
                facts = {"distance": f"{_km(point, other):.0f}", "around": around.id}
                related = (content.places.document(around.id).at("latitude"),)
                yield Finding(cls.name, document.at("latitude"), facts, related=related)
                break


class OutsideCountry(Rule):
    code = "P702"
    name = "outside-country"
    severity = Severity.WARNING
    message = words("The place lies {distance} km outside «{around}», as map.yml draws it.")
    advice = _LOOK
    reason = _MAP_WRONG
    breaks = {
        "map.yml": "origin: أطلس\nextent: {west: 38, south: 29, east: 49, north: 38}\n"
        "countries: [{name: البلاد, outlines: ['40,30 47,30 47,37 40,37 40,30']}]\n",
        "vocabularies/places.yml": "homeland: {name: البلاد, kind: country}\n"
        "harbour: {name: المرفأ, within: homeland, latitude: 36.34, longitude: 39.13}\n",
    }
    keeps = {
        "map.yml": "origin: أطلس\nextent: {west: 38, south: 29, east: 49, north: 38}\n"
        "countries: [{name: البلاد, outlines: ['40,30 47,30 47,37 40,37 40,30']}]\n",
        "vocabularies/places.yml": "homeland: {name: البلاد, kind: country}\n"
        "harbour: {name: المرفأ, within: homeland, latitude: 36.34, longitude: 43.13}\n",
    }

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        ground = content.base_map
        if ground is None:
            return
        drawn = {folded(area.name): area for area in ground.countries if area.name}
        for document, place in content.places.valid():
            point = _point(place)
            if point is None or place.precision not in _OWN_POINT or not _on_map(point, ground):
                continue
            if _swapped(content, place):
                continue
            for around in _around(content, place):
                names = (around.name, *around.aliases) if around.kind is PlaceKind.COUNTRY else ()
                area = next((drawn[folded(n)] for n in names if folded(n) in drawn), None)
                if area is not None and (distance := _outside(point, area)) > _BORDER_KM:
                    facts = {"distance": f"{distance:.0f}", "around": around.id}
                    yield Finding(cls.name, document.at("latitude"), facts)


class WithinSmaller(Rule):
    code = "P703"
    name = "within-smaller"
    severity = Severity.WARNING
    message = words("A place of kind «{kind}» lies within one of kind «{around}»: {value}.")
    advice = words("Turn within: round, or correct one kind:.")
    reason = words("A place is counted with all that lies around it.")
    breaks = {
        "vocabularies/places.yml": "homeland: {name: البلاد, kind: country, within: harbour}\n"
        "harbour: {name: المرفأ, kind: city}\n"
    }
    keeps = {
        "vocabularies/places.yml": "homeland: {name: البلاد, kind: country}\n"
        "harbour: {name: المرفأ, kind: city, within: homeland}\n"
    }

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, place in content.places.valid():
            around = content.places.records.get(place.within or "")
            if around is None or place.kind not in _SIZE or around.kind not in _SIZE:
                continue
            if _SIZE[place.kind] > _SIZE[around.kind]:
                facts = {"kind": place.kind, "around": around.kind, "value": around.id}
                yield Finding(cls.name, document.at("within"), facts)


class DegreesSwapped(Rule):
    code = "P704"
    name = "degrees-swapped"
    severity = Severity.WARNING
    message = words("Latitude and longitude seem to have changed places: {value}.")
    advice = words("Latitude is the degree north or south, longitude the one east or west.")
    reason = _MAP_WRONG
    breaks = {
        "vocabularies/places.yml": "homeland: {name: البلاد, latitude: 33.2, longitude: 43.7}\n"
        "harbour: {name: المرفأ, within: homeland, latitude: 43.13, longitude: 36.34}\n"
    }
    keeps = {
        "vocabularies/places.yml": "homeland: {name: البلاد, latitude: 33.2, longitude: 43.7}\n"
        "harbour: {name: المرفأ, within: homeland, latitude: 36.34, longitude: 43.13}\n"
    }

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, place in content.places.valid():
            if _swapped(content, place):
                facts = {"value": f"{place.latitude}, {place.longitude}"}
                meant = f"latitude: {place.longitude}, longitude: {place.latitude}"
                yield Finding(cls.name, document.at("latitude"), facts, meant)


class PlaceTooDeep(Rule):
    code = "P705"
    name = "place-too-deep"
    message = words("More than {limit} places stand around this one, each within the next.")
    advice = words("Leave out those between that no reader asks for.")
    reason = words("The page of a place names all that stand around it.")
    breaks = {
        "vocabularies/places.yml": "p0: {name: م0}\n"
        + "".join(f"p{n}: {{name: م{n}, within: p{n - 1}}}\n" for n in range(1, MOST_AROUND + 2))
    }
    keeps = {
        "vocabularies/places.yml": "p0: {name: م0}\n"
        + "".join(f"p{n}: {{name: م{n}, within: p{n - 1}}}\n" for n in range(1, MOST_AROUND + 1))
    }

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        """Tell each place that has one too many around it, and not all that lie within it."""
        places = content.places.records
        around: dict[str, int] = {}
        for place_id in places:
            way: list[str] = []
            at: str | None = place_id
            while at is not None and at in places and at not in around:
                around[at] = 0  # until it is known; in a circle, told of elsewhere, that is enough
                way.append(at)
                at = places[at].within
            count = around.get(at or "", -1)
            for inner in reversed(way):
                count += 1
                around[inner] = count
                if count == MOST_AROUND + 1:
                    document = content.places.document(inner)
                    yield Finding(cls.name, document.at("within"), {"limit": str(MOST_AROUND)})


def _around(content: Content, place: Place) -> Iterator[Place]:
    """Every place around one, from within outwards; a circle, or too many, told of elsewhere, end."""
    seen = {place.id}
    around = content.places.records.get(place.within or "")
    while around is not None and around.id not in seen and len(seen) <= MOST_AROUND:
        seen.add(around.id)
        yield around
        around = content.places.records.get(around.within or "")


def _point(place: Place) -> Degrees | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Degrees(place.latitude, place.longitude)


def _swapped(content: Content, place: Place) -> bool:
    """Whether a point is far from where it should be, and with its degrees exchanged is not."""
    point = _point(place)
    if point is None or abs(point.longitude) > 90:  # noqa: PLR2004 - no latitude
        return False
    exchanged = Degrees(point.longitude, point.latitude)
    other = next(filter(None, map(_point, _around(content, place))), None)
    if other is not None:
        return _km(point, other) > max(_FAR_KM, 2 * _km(exchanged, other))
    ground = content.base_map
    return ground is not None and _on_map(exchanged, ground) and not _on_map(point, ground)


def _on_map(point: Degrees, ground: BaseMap) -> bool:
    extent = ground.extent
    east = extent.west <= point.longitude <= extent.east
    if extent.east < extent.west:  # across the 180th meridian
        east = point.longitude >= extent.west or point.longitude <= extent.east
    return east and extent.south <= point.latitude <= extent.north


def _km(one: Degrees, other: Degrees) -> float:
    """How far two points lie apart, on a sphere."""
    (a, b), (c, d) = ((math.radians(p.latitude), math.radians(p.longitude)) for p in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def _outside(point: Degrees, area: Area) -> float:
    """How far a point lies from an area, in km; 0 within it."""
    x, y = point.longitude, point.latitude
    narrow = math.cos(math.radians(y))
    within, nearest = False, math.inf
    for outline in area.outlines:
        for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                within = not within
            # The nearest point of the line between the two, on a plane around the point.
            px, py, qx, qy = (ax - x) * narrow, ay - y, (bx - x) * narrow, by - y
            length = (qx - px) ** 2 + (qy - py) ** 2
            along = 0.0 if not length else -(px * (qx - px) + py * (qy - py)) / length
            along = min(1.0, max(0.0, along))
            nearest = min(nearest, math.hypot(px + along * (qx - px), py + along * (qy - py)))
    return 0.0 if within else math.radians(nearest) * _EARTH_KM


RULES: Final = (FarFromAround, OutsideCountry, WithinSmaller, DegreesSwapped, PlaceTooDeep)
