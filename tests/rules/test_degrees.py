"""Where places lie: distances as they are measured, and what each rule holds them against."""

import math
from pathlib import Path

import pytest

from tests.rules.told import Told, told
from timeline.records.base_map import Area, BaseMap
from timeline.rules.places import MOST_AROUND, Degrees, _km, _on_map, _outside
from timeline.rules.rule import Example

FILE = "vocabularies/places.yml"
DEGREE = 6371 * math.pi / 180  # in km, on the equator and along a meridian


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 1), DEGREE),
        ((0, 0), (1, 0), DEGREE),
        ((60, 10), (61, 10), DEGREE),
        ((0, 179.5), (0, -179.5), DEGREE),
        ((0, 0), (0, 180), 180 * DEGREE),
        ((90, 0), (-90, 50), 180 * DEGREE),
        ((36.34, 43.13), (33.31, 44.37), 355.3),  # Mosul and Baghdad
        ((51.5, -0.12), (40.71, -74.0), 5570),  # London and New York
    ],
)
def test_how_far_two_points_lie_apart(
    one: tuple[float, float], other: tuple[float, float], km: float
) -> None:
    assert _km(Degrees(*one), Degrees(*other)) == pytest.approx(km, rel=0.002)
    assert _km(Degrees(*other), Degrees(*one)) == pytest.approx(km, rel=0.002)


SQUARE = "0,0 4,0 4,4 0,4 0,0"
HOLE = "1,1 2,1 2,2 1,2 1,1"
OPEN = "10,0 14,0 14,4 10,4"  # whose last point is not its first


@pytest.mark.parametrize(
    ("latitude", "longitude", "degrees"),
    [
        (3, 3, 0),
        (0.5, 0.5, 0),
        (3, 12, 0),
        (3, 5, math.cos(math.radians(3))),  # a degree of longitude is shorter there
        (2, -1, math.cos(math.radians(2))),
        (5, 3, 1),
        (-2, 1, 2),
        (1.5, 1.25, 0.25 * math.cos(math.radians(1.5))),  # in the hole
        (2, 14.5, 0.5 * math.cos(math.radians(2))),
        (2, 9.5, 0.5 * math.cos(math.radians(2))),  # by the side that closes it
        (7, 4, 3),
        # A corner is nearer than any side.
        (7, 8, math.hypot(3, 2 * math.cos(math.radians(7)))),
        (-3, -4, math.hypot(3, 4 * math.cos(math.radians(3)))),
    ],
)
def test_how_far_a_point_lies_outside(latitude: float, longitude: float, degrees: float) -> None:
    area = Area.model_validate({"outlines": [SQUARE, HOLE, OPEN]})
    assert _outside(Degrees(latitude, longitude), area) == pytest.approx(degrees * DEGREE, abs=1e-6)


def test_a_side_that_slants() -> None:
    area = Area.model_validate({"outlines": ["0,0 2,2 0,2 0,0", "0,0 0,0 0,0"]})
    assert _outside(Degrees(1.5, 1), area) == 0
    assert _outside(Degrees(0.0001, 0.0002), area) == pytest.approx(
        0.0001 / math.sqrt(2) * DEGREE, rel=0.01
    )


def test_sides_that_slant_away_from_the_axes() -> None:
    area = Area.model_validate({"outlines": ["10,10 14,12 10,14 10,10"]})
    for latitude, longitude, within in (
        (12, 11, True),
        (11, 11.9, True),
        (11, 12.1, False),
        (13, 11.9, True),
        (13, 12.1, False),
        (12, 9.9, False),
        (9.9, 10, False),
    ):
        assert (_outside(Degrees(latitude, longitude), area) == 0) is within


@pytest.mark.parametrize(
    ("west", "east", "longitudes", "outside"),
    [
        (38, 49, (38, 40, 49), (37.9, 49.1, -40)),
        (38, 38, (38,), (37.9, 38.1)),
        (170, -170, (170, 175, 180, -180, -175, -170), (169.9, -169.9, 0)),
    ],
)
def test_what_is_on_a_map(
    west: float, east: float, longitudes: tuple[float, ...], outside: tuple[float, ...]
) -> None:
    extent = {"west": str(west), "south": "29", "east": str(east), "north": "38"}
    ground = BaseMap.model_validate({"origin": "أ", "extent": extent, "countries": []})
    for latitude in (29.0, 30.0, 38.0):
        assert all(_on_map(Degrees(latitude, longitude), ground) for longitude in longitudes)
        assert not any(_on_map(Degrees(latitude, longitude), ground) for longitude in outside)
    for latitude in (28.9, 38.1):
        assert not any(_on_map(Degrees(latitude, longitude), ground) for longitude in longitudes)


def places(*entries: str) -> Example:
    return {FILE: "".join(f"{entry}\n" for entry in entries)}


def at(name: str, latitude: float, longitude: float, more: str = "") -> str:
    return f"{name}: {{latitude: {latitude}, longitude: {longitude}, name: {name} x{more}}}"


@pytest.mark.parametrize(
    ("kind", "reach"),
    [
        ("governorate", 700),
        ("district", 300),
        ("city", 120),
        ("town", 60),
        ("village", 40),
        ("base", 40),
        ("crossing", 40),
        ("market", 10),
    ],
)
def test_how_far_from_what_is_around_it(tmp_path: Path, kind: str, reach: int) -> None:
    around = at("around", 33, 44, f", kind: {kind}")
    near, far = (round(33 + km / DEGREE, 4) for km in (reach - 0.5, reach + 0.5))
    inside = places(around, at("a", near, 44, ", within: around"))
    assert told(tmp_path / "near", "far-from-around", inside) == []
    outside = places(around, at("a", far, 44, ", within: around"))
    (found,) = told(tmp_path / "far", "far-from-around", outside)
    assert found.at == f"{FILE}:2:15"
    assert found.facts["around"] == "around"
    assert abs(float(found.facts["distance"]) - reach) <= 1
    assert found.related == (f"{FILE}:1:20",)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        # Told of the first that it is far from, however many there are.
        (
            [
                at("a", 36.5, 44, ", within: b"),
                at("b", 33, 44, ", kind: city, within: c"),
                at("c", 33, 44, ", kind: district"),
            ],
            [("a", "b")],
        ),
        # One of no size, of no point or of no kind says nothing; what is around that does.
        (
            [
                at("a", 36.5, 44, ", within: b"),
                at("b", 33, 44, ", kind: area, within: c"),
                "c: {name: c, kind: city, within: d}",
                at("d", 33, 44, ", within: e"),
                at("e", 33, 44, ", kind: district"),
            ],
            [("a", "e")],
        ),
        (["a: {name: a, within: b}", at("b", 33, 44, ", kind: city")], []),
        # A circle, told of elsewhere, ends; also for what lies in it and is none of it.
        (
            [
                at("x", 33.1, 44, ", within: a"),
                at("a", 33, 44, ", kind: city, within: b"),
                at("b", 33.2, 44, ", kind: city, within: a"),
            ],
            [],
        ),
        (
            [
                at("a", 33, 44, ", kind: city, within: b"),
                at("b", 36.5, 44, ", kind: city, within: a"),
            ],
            [("a", "b"), ("b", "a")],
        ),
        # After one of no point the others are looked at.
        (
            [
                "z: {name: z}",
                at("y", 43.1, 36.3, ", within: b"),
                at("a", 36.5, 43, ", within: b"),
                at("b", 33, 43, ", kind: city"),
            ],
            [("a", "b")],
        ),
    ],
)
def test_far_from_which(
    tmp_path: Path, entries: list[str], expected: list[tuple[str, str]]
) -> None:
    found = told(tmp_path, "far-from-around", places(*entries))
    names = [entry.partition(":")[0] for entry in entries]
    lines = [int(one.at.split(":")[1]) for one in found]
    assert [(names[n - 1], one.facts["around"]) for n, one in zip(lines, found, strict=True)] == (
        expected
    )


def test_as_far_out_as_places_may_stand_within_one_another(tmp_path: Path) -> None:
    between = [f"p{n}: {{name: p{n}, within: p{n - 1}}}" for n in range(1, MOST_AROUND)]
    outermost = at("p0", 33, 44, ", kind: city")
    innermost = at("a", 36.5, 44, f", within: p{MOST_AROUND - 1}")
    (found,) = told(tmp_path, "far-from-around", places(outermost, *between, innermost))
    assert found.facts["around"] == "p0"


def test_the_first_that_stands_too_deep_is_told_of(tmp_path: Path) -> None:
    """And not those within it."""
    chain = [f"p{n}: {{name: p{n}, within: p{n - 1}}}" for n in range(1, MOST_AROUND + 3)]
    assert told(tmp_path, "place-too-deep", places("p0: {name: p0}", *chain)) == [
        Told(f"{FILE}:{MOST_AROUND + 2}:26", {"limit": str(MOST_AROUND)})
    ]


SIZES = {
    "country": 4, "governorate": 3, "district": 2, "city": 2, "town": 2, "village": 1,
    "base": 0, "crossing": 0, "market": 0, "area": None, "": None,
}  # fmt: skip


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("around", SIZES)
def test_a_place_within_a_smaller_one(tmp_path: Path, kind: str, around: str) -> None:
    own, other = (f", kind: {k}" if k else "" for k in (kind, around))
    files = places(f"a: {{within: b, name: أ{own}}}", f"b: {{name: ب{other}}}")
    one, two = SIZES[kind], SIZES[around]
    expected = Told(f"{FILE}:1:13", {"kind": kind, "around": around, "value": "b"})
    is_told = one is not None and two is not None and one > two
    assert told(tmp_path, "within-smaller", files) == [expected] * is_told


GROUND: Example = {
    "map.yml": "origin: أطلس\nextent: {west: 38, south: 29, east: 49, north: 38}\n"
    "countries: [{outlines: ['38,29 39,29 39,30 38,29']}, "
    "{name: البلاد, outlines: ['40,30 47,30 47,37 40,37 40,30']}]\n",
}


@pytest.mark.parametrize(
    ("latitude", "longitude", "within", "is_swapped"),
    [
        # Far from what is around it, and the other way round not.
        (43.1, 36.3, "mosul", True),
        (36.3, 43.1, "mosul", False),
        (41, 36.3, "mosul", True),
        # More than twice as far as the other way round.
        (48, 33, "mosul", True),
        (50, 30, "mosul", False),
        (43.1, 100, "mosul", False),  # no latitude
        (10, 10, "mosul", False),  # far either way
        # On the map only the other way round, where nothing is around it.
        (43.1, 36.3, "", True),
        (36.3, 43.1, "", False),
        (38, 49, "", False),
        (49, 38, "", True),
        (49.1, 38, "", False),
        (10, 10, "", False),
    ],
)
def test_degrees_in_each_others_place(
    tmp_path: Path, latitude: float, longitude: float, within: str, *, is_swapped: bool
) -> None:
    more = f", within: {within}" if within else ""
    mosul = at("mosul", 36.3, 43.1)
    found = told(
        tmp_path, "degrees-swapped", GROUND, places(at("a", latitude, longitude, more), mosul)
    )
    value, meant = (f"{a}, {b}" for a, b in (
        (float(latitude), float(longitude)), (float(longitude), float(latitude))
    ))  # fmt: skip
    a, _, b = meant.partition(", ")
    expected = Told(f"{FILE}:1:15", {"value": value}, f"latitude: {a}, longitude: {b}")
    assert found == [expected] * is_swapped


@pytest.mark.parametrize(
    ("longitude", "is_swapped"), [(89.5, True), (90, True), (90.5, False), (-90.5, False)]
)
def test_what_is_no_latitude_was_not_one(
    tmp_path: Path, longitude: float, *, is_swapped: bool
) -> None:
    pole = at("pole", math.copysign(89, longitude), 0)
    found = told(tmp_path, "degrees-swapped", places(at("a", 0, longitude, ", within: pole"), pole))
    assert bool(found) is is_swapped


def test_without_a_map_and_a_place_around_nothing_is_known(tmp_path: Path) -> None:
    assert told(tmp_path, "degrees-swapped", places(at("a", 43.1, 36.3))) == []


def test_outside_the_country_that_is_drawn(tmp_path: Path) -> None:
    """Whatever stands before it in the file, and however far in the country is."""
    entries = (
        "none: {name: x}",
        at("country-wide", 33, 47.5, ", precision: country, within: homeland"),
        at("beyond", 33, 60, ", within: homeland"),
        at("swapped", 44.5, 33, ", within: homeland"),
        at("homeland", 33, 44, ", kind: country, aliases: [البلاد]"),
        at("abroad", 33, 47.5, ", within: inner"),
        "inner: {name: x y, within: homeland}",
        at("near", 33, 47.3, ", within: inner"),
        at("elsewhere", 33, 47.5, ", within: other"),
        "other: {name: البلاد, kind: area}",
    )
    km = 0.5 * DEGREE * math.cos(math.radians(33))
    assert told(tmp_path, "outside-country", GROUND, places(*entries)) == [
        Told(f"{FILE}:6:20", {"distance": f"{km:.0f}", "around": "homeland"})
    ]


def test_of_degrees_in_each_others_place_no_distance_is_told(tmp_path: Path) -> None:
    ground: Example = {
        "map.yml": "origin: أطلس\nextent: {west: 20, south: 20, east: 60, north: 60}\n"
        "countries: [{name: البلاد, outlines: ['40,30 47,30 47,37 40,37 40,30']}]\n",
    }
    entries = (
        at("swapped", 44.5, 33, ", within: homeland"),
        at("homeland", 33, 44, ", kind: country, aliases: [البلاد]"),
        at("abroad", 33, 38, ", within: homeland"),
    )
    found = told(tmp_path, "outside-country", ground, places(*entries))
    assert [one.at for one in found] == [f"{FILE}:3:20"]
