"""The maps: which markers stand on them, in which form, and that no name lies over another."""

import html
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from tests.folders import SMALL, site_of
from tests.growth import LINEAR, growth
from timeline.checking import check
from timeline.messages import Language, messages
from timeline.records.vocabulary import Place, PlacePrecision
from timeline.render.geometry import Box, Projection
from timeline.render.labels import BASELINE, HEIGHT, Label, first_free, width_of
from timeline.render.map import Maps, Picture
from timeline.render.markers import Spot, mark_of, spread
from timeline.render.sections import pages
from timeline.render.site import Site

ROOT = Path(__file__).parents[2]
ARABIC = messages(Language.ARABIC)


def maps_of(folder: Path, places: str, *at: str) -> Maps:
    """The maps of a timeline with these places, and an event at each id that is named."""
    return site_with(folder, places, *at).maps


def site_with(folder: Path, places: str, *at: str, **more: str) -> Site:
    events = {
        f"events/event-{i}.yml": f"title: حدث\ndate: 2019\nsummary: جرى.\nsources: [report]\n"
        f"places: [{place}]\n"
        for i, place in enumerate(at)
    }
    files = {"vocabularies/places.yml": places, **{f"{k}.yml": v for k, v in more.items()}}
    return site_of(folder, SMALL, files, events)


@pytest.fixture(scope="module")
def first() -> Maps:
    dataset = check(ROOT / "content", untitled="-").dataset
    assert dataset is not None
    return Maps(dataset, ARABIC)


def every(maps: Maps) -> list[Picture]:
    places = maps.dataset.places
    inside = {i: [j for j in places if i != j and i in maps.dataset.place_path(j)] for i in places}
    pictures = list(maps.all_places)
    pictures += [found for i in places if (found := maps.of_place(i, inside[i]))]
    pictures += [
        found for event in maps.dataset.events.values() if (found := maps.of_event(event.places))
    ]
    return pictures


def box(label: Label, size: float) -> Box:
    """What a label covers, by the same table by which it was placed."""
    wide, high = width_of(label.text, size), size * HEIGHT
    x, y = float(label.x), float(label.y) - BASELINE * size
    west = {"middle": x - wide / 2, "start": x - wide, "end": x}[label.anchor]
    return Box(west, y - high / 2, west + wide, y + high / 2)


# ---------------------------------------------------------------------------- the first timeline


def test_every_place_with_a_point_and_an_event_is_on_the_map(first: Maps) -> None:
    for picture in first.all_places:
        shown = {marker.place for marker in picture.markers}
        folded = first.points.keys() & first.dataset.by_place.keys() - shown
        # Of what is not marked, a place around it is.
        for place in folded:
            assert set(first.dataset.place_path(place)[1:]) & shown, place
            name = first.dataset.places[place].name
            assert sum(name in marker.title for marker in picture.markers) >= 1, name
    assert len({marker.place for marker in first.all_places[0].markers}) >= 34


def test_a_marker_says_as_many_events_as_the_place_has(first: Maps) -> None:
    for picture in first.all_places:
        for marker in picture.markers:
            count = len(first.dataset.by_place[marker.place])
            words = ARABIC.count("{n} event", "{n} events", count)
            name = first.dataset.places[marker.place].name
            assert marker.title.startswith(f"{name}: {words}")


def test_a_markers_area_grows_with_its_events(first: Maps) -> None:
    for picture in first.all_places:
        sizes = {len(first.dataset.by_place[m.place]): float(m.radius) for m in picture.markers}
        per_event = [radius**2 / events for events, radius in sizes.items() if events > 2]
        assert max(per_event) / min(per_event) < 1.1


def test_no_name_lies_over_another(first: Maps) -> None:
    pictures = every(first)
    assert len(pictures) > 80
    for picture in pictures:
        size = float(picture.letters)
        boxes = [(m.label.text, box(m.label, size)) for m in picture.markers if m.label]
        boxes += [(label.text, box(label, size)) for label in (*picture.countries, *picture.rivers)]
        for (one, a), (other, b) in combinations(boxes, 2):
            # Written to a tenth, which two boxes that touch may lose.
            assert not a.grown(-0.6).meets(b.grown(-0.6)), (picture.name, one, other)


def test_every_name_lies_within_the_drawing(first: Maps) -> None:
    for picture in every(first):
        frame = Box(0, 0, picture.width, picture.height)
        for label in [m.label for m in picture.markers if m.label] + list(picture.countries):
            covered = box(label, float(picture.letters))
            assert frame.holds((covered.west, covered.south)), label
            assert frame.holds((covered.east, covered.north)), label


def test_the_lines_reach_as_far_as_any_map_of_the_first_timeline(first: Maps) -> None:
    for picture in every(first):
        assert picture.ground.sea == ("0", "0", str(picture.width), str(picture.height))


def test_the_ground_has_both_rivers_and_its_countries(first: Maps) -> None:
    wide = first.all_places[0]
    assert {label.text for label in wide.rivers} == {"دجلة", "الفرات"}
    assert {"تركيا", "إيران", "الأردن"} <= {label.text for label in wide.countries}
    # Countries that are marked are not named twice.
    assert not {"العراق", "سوريا"} & {label.text for label in wide.countries}


def test_the_same_records_give_the_same_maps(first: Maps) -> None:
    again = Maps(first.dataset, ARABIC)
    assert every(again) == every(first)


def test_a_map_is_light(first: Maps) -> None:
    for picture in every(first):
        ground = picture.ground
        assert len(ground.land) + len(ground.lakes) + len(ground.rivers) < 4500, picture.name


# -------------------------------------------------------------------------------- other timelines


def test_the_form_says_how_well_the_point_is_known(tmp_path: Path) -> None:
    forms = {
        "exact": "point",
        "near": "ring",
        "district": "area",
        "unknown": "dashed",
        "": "dashed",
    }
    places = "".join(
        f"p{i}: {{name: مكان, latitude: {10 + i}, longitude: 10"
        f"{f', precision: {known}' if known else ''}}}\n"
        for i, known in enumerate(forms)
    )
    maps = maps_of(tmp_path, places, *(f"p{i}" for i in range(len(forms))))
    for picture in maps.all_places:
        found = {marker.place: marker.form for marker in picture.markers}
        assert found == {f"p{i}": form for i, form in enumerate(forms.values())}


def test_places_at_one_point_make_way_for_each_other(tmp_path: Path) -> None:
    places = "".join(
        f"p{i}: {{name: مكان, latitude: 10, longitude: 10, precision: exact}}\n" for i in range(9)
    )
    maps = maps_of(tmp_path, places, *(f"p{i}" for i in range(9)), "p4")
    for picture in maps.all_places:
        spots = {(marker.x, marker.y) for marker in picture.markers}
        assert len(spots) == 9
        largest = max(picture.markers, key=lambda marker: float(marker.radius))
        assert (largest.place, largest.spot) == ("p4", None)
        middle = (largest.x, largest.y)
        assert {marker.spot for marker in picture.markers} == {None, middle}


def test_a_place_on_the_point_of_one_around_it_is_counted_there(tmp_path: Path) -> None:
    places = (
        "land: {name: البلد, kind: country, latitude: 10, longitude: 10, precision: country}\n"
        "town: {name: البلدة, within: land, latitude: 10, longitude: 10, precision: exact}\n"
        "square: {name: الساحة, within: town, latitude: 10, longitude: 10, precision: near}\n"
    )
    (picture, *_) = maps_of(tmp_path, places, "square", "town").all_places
    titles = {marker.place: marker.title for marker in picture.markers}
    assert titles.keys() == {"land", "town"}  # a country takes in nothing
    assert titles["town"] == "البلدة: حدثان، موضع المكان نفسه، ومنها ما كان في الساحة"


def test_without_points_there_is_no_map(tmp_path: Path) -> None:
    site = site_with(tmp_path, "town: {name: البلدة}\n", "town")
    assert site.maps.all_places == ()
    assert site.maps.of_place("town", ()) is None
    shown = {page.url: page.render() for page in pages(site)}
    for url in ("places/", "places/town/", "events/event-0/"):
        assert '<svg class="map' not in shown[url]
    assert "ليس على الخريطة" in shown["places/"]


def test_an_event_in_a_place_without_a_point_is_marked_in_the_one_around_it(tmp_path: Path) -> None:
    places = (
        "land: {name: البلد, latitude: 10, longitude: 10, precision: exact}\n"
        "town: {name: البلدة, within: land}\n"
    )
    maps = maps_of(tmp_path, places, "town")
    picture = maps.of_event(maps.dataset.events["event-0"].places)
    assert picture is not None
    (marker,) = picture.markers
    assert (marker.form, marker.label and marker.label.text) == ("area", "البلدة")


def test_an_event_is_marked_as_well_as_the_lesser_known_of_place_and_point(tmp_path: Path) -> None:
    places = "town: {name: البلدة, latitude: 10, longitude: 10, precision: near}\n"
    maps = maps_of(
        tmp_path, places, "{place: town, precision: exact}", "{place: town, precision: country}"
    )
    forms = [maps.of_event(maps.dataset.events[f"event-{i}"].places) for i in range(2)]
    assert [picture and picture.markers[0].form for picture in forms] == ["ring", "area"]


@pytest.mark.parametrize(
    "points",
    [
        [(0, 0)],
        [(90, 180)],
        [(-90, -180)],
        [(-17.8, 178), (-13.8, -171.8)],
        [(51.5, -0.1), (-33.9, 151.2), (40.7, -74), (64.1, -21.9), (-54.8, -68.3)],
    ],
)
def test_places_anywhere_lie_on_the_map(tmp_path: Path, points: list[tuple[float, float]]) -> None:
    places = "".join(
        f"p{i}: {{name: مكان, latitude: {y}, longitude: {x}}}\n" for i, (y, x) in enumerate(points)
    )
    maps = maps_of(tmp_path, places, *(f"p{i}" for i in range(len(points))))
    for picture in every(maps):
        assert picture.ground.lines  # without map.yml there are lines of latitude and longitude
        for marker in picture.markers:
            assert 0 <= float(marker.x) <= picture.width
            assert 0 <= float(marker.y) <= picture.height


def test_beyond_what_map_yml_covers_the_map_is_blank(tmp_path: Path) -> None:
    site = site_with(
        tmp_path,
        "in: {name: داخل, latitude: 10, longitude: 10}\nout: {name: خارج, latitude: 10, longitude: 60}\n",
        "in",
        "out",
        map="origin: أطلس\nextent: {west: 5, south: 5, east: 15, north: 15}\n"
        "countries: [{name: بلد, outlines: ['5,5 15,5 15,15 5,15']}]\n",
    )
    (picture, *_) = site.maps.all_places
    assert picture.ground.sea is not None
    x, _, width, _ = map(float, picture.ground.sea)
    assert x + width < picture.width / 2
    assert not picture.ground.lines


def test_lines_across_the_180th_meridian_are_drawn_at_both_sides(tmp_path: Path) -> None:
    site = site_with(
        tmp_path,
        "fiji: {name: فيجي, latitude: -17.8, longitude: 178}\nsamoa: {name: ساموا, latitude: -13.8, longitude: -171.8}\n",
        "fiji",
        "samoa",
        map="origin: أطلس\nextent: {west: 170, south: -30, east: -160, north: 0}\n"
        "countries:\n  - {outlines: ['177,-19 179,-19 179,-17 177,-17']}\n"
        "  - {outlines: ['-173,-14 -171,-14 -171,-13 -173,-13']}\n",
    )
    for picture in site.maps.all_places:
        assert picture.ground.land.count("M") == 2
        assert picture.ground.sea == ("0", "0", str(picture.width), str(picture.height))


def test_nothing_in_map_yml_or_in_a_name_becomes_html(tmp_path: Path) -> None:
    evil = '<script>"&'
    site = site_with(
        tmp_path,
        f"town: {{name: '{evil}', latitude: 10, longitude: 10}}\n",
        "town",
        map=f"origin: '{evil}'\nextent: {{west: 0, south: 0, east: 20, north: 20}}\n"
        f"countries: [{{name: '{evil} بلد', outlines: ['0,0 20,0 20,20 0,20']}}]\n"
        f"rivers: [{{name: '{evil} نهر', courses: ['0,0 20,20']}}]\n",
    )
    for page in pages(site):
        body = page.render()
        assert "<script" not in body.replace('<script type="module"', "")
        if page.url.startswith("places/"):
            assert body.count(html.escape(evil).replace("&quot;", "&#34;")) >= 3


def test_a_map_has_no_more_markers_than_can_be_told_apart(tmp_path: Path) -> None:
    ids = [f"p{i}" for i in range(180)]
    places = "land: {name: بلد}\n" + "".join(
        f"{i}: {{name: مكان, within: land, latitude: {n % 20}, longitude: {n // 20}}}\n"
        for n, i in enumerate(ids)
    )
    site = site_with(tmp_path, places, *ids, *ids[:5])
    (picture, *_) = site.maps.all_places
    assert (len(picture.markers), picture.left_out) == (150, 30)
    assert {*ids[:5]} <= {marker.place for marker in picture.markers}
    shown = next(page.render() for page in pages(site) if page.url == "places/")
    assert "وفي الجدول وحده 30 مكانًا آخر أقل أحداثًا." in shown


# ------------------------------------------------------------------------------------- the labels


def test_letters_that_join_take_less_room() -> None:
    assert width_of("ب", 100) > 80
    assert width_of("بب", 100) < 2 * width_of("ب", 100)
    assert width_of("", 13) == 0
    assert width_of("مُحَمَّد", 13) == width_of("محمد", 13)


def test_the_first_box_that_is_free_is_taken() -> None:
    frame, boxes = Box(0, 0, 100, 100), [Box(x, 0, x + 20, 20) for x in (-5, 10, 40)]
    assert first_free(boxes, [], frame) == boxes[1]
    assert first_free(boxes, [Box(0, 0, 15, 5)], frame) == boxes[2]
    assert first_free(boxes, [frame], frame) is None


def test_path_data_is_numbers_and_letters_alone(first: Maps) -> None:
    for picture in every(first):
        for data in (picture.ground.land, picture.ground.lakes, picture.ground.rivers):
            assert re.fullmatch(r"(M-?\d+[ -]-?\d+l[-\d ]+z?)*", data)


def test_many_places_on_one_point_take_no_longer_than_there_are_of_them() -> None:
    projection = Projection(Box(0, 0, 10, 10), 340, 270, 22)

    def crowd(size: int) -> Callable[[], object]:
        spots = [
            Spot(Place(id=f"p{n}", name="أ"), (5.0, 5.0), PlacePrecision.EXACT, 1, None)
            for n in range(size)
        ]
        marks = [mark_of(projection, spot, 3.4, 3.4) for spot in spots]
        return lambda: spread(projection, marks)

    assert growth(crowd, 30) < LINEAR
