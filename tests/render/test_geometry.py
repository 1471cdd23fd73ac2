"""Degrees on a flat drawing: projected, clipped, across the 180th meridian and at the poles."""

import math
import random

import pytest

from timeline.render.geometry import Box, Projection, around, centre, clip_line, clip_ring

UNIT = Box(0, 0, 10, 10)


def area(ring: list[tuple[float, float]]) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def test_the_middle_of_the_box_is_the_middle_of_the_drawing() -> None:
    project = Projection(Box(40, 30, 48, 38), 800, 600, 20)
    assert project((44, 34)) == (400, 300)


def test_north_is_up_and_east_is_right() -> None:
    project = Projection(Box(40, 30, 48, 38), 800, 600)
    (x, y), (east, north) = project((44, 34)), project((45, 35))
    assert east > x
    assert north < y


def test_a_degree_of_longitude_is_as_long_as_the_cosine_of_the_latitude_says() -> None:
    project = Projection(Box(0, 59, 2, 61), 500, 500)
    wide = project((2, 60))[0] - project((1, 60))[0]
    high = project((1, 60))[1] - project((1, 61))[1]
    assert wide / high == pytest.approx(math.cos(math.radians(60)))


def test_the_box_is_seen_whole_within_the_margin() -> None:
    for box in (Box(40, 30, 48, 31), Box(40, 30, 41, 38), Box(170, -20, 190, 10)):
        project = Projection(box, 340, 270, 25)
        for corner in ((box.west, box.south), (box.east, box.north)):
            x, y = project.plain(corner)
            assert 25 - 1e-6 <= x <= 315 + 1e-6
            assert 25 - 1e-6 <= y <= 245 + 1e-6


def test_the_frame_is_what_the_drawing_shows() -> None:
    project = Projection(Box(40, 30, 48, 38), 800, 600, 20)
    assert project.plain((project.frame.west, project.frame.north)) == pytest.approx((0, 0))
    assert project.plain((project.frame.east, project.frame.south)) == pytest.approx((800, 600))


def test_points_on_both_sides_of_the_180th_meridian_stay_together() -> None:
    box = around([(178.0, -17.8), (-171.8, -13.8), (-175.2, -21.1)])
    assert box == Box(178.0, -21.1, 188.2, -13.8)
    project = Projection(box, 340, 270, 20)
    assert project((178.0, -17.8))[0] < project((-175.2, -21.1))[0] < project((-171.8, -13.8))[0]


def test_a_map_of_the_world_ends_where_maps_do() -> None:
    assert around([(-74, 40.7), (-0.1, 51.5), (139.7, 35.7), (151.2, -33.9)]).west == -74
    assert around([(44.4, 33.3)]) == Box(44.4, 33.3, 44.4, 33.3)


def test_near_a_pole_a_drawing_stays_finite() -> None:
    project = Projection(Box(-1, 89, 1, 91), 340, 270)
    assert all(math.isfinite(value) for value in (*project((180, 90)), *project((-180, -90))))


def test_clips_rings_to_what_lies_inside() -> None:
    assert area(clip_ring([(-5, -5), (5, -5), (5, 5), (-5, 5)], UNIT)) == 25
    assert area(clip_ring([(-5, -5), (15, -5), (15, 15), (-5, 15)], UNIT)) == 100
    assert clip_ring([(20, 20), (30, 20), (30, 30)], UNIT) == []
    inside = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]
    assert sorted(clip_ring(inside, UNIT)) == sorted(inside)
    assert clip_ring([], UNIT) == []


def test_clips_lines_into_the_parts_that_lie_inside() -> None:
    assert list(clip_line([(-5, 5), (15, 5)], UNIT)) == [[(0, 5), (10, 5)]]
    assert list(clip_line([(1, 1), (2, 2)], UNIT)) == [[(1, 1), (2, 2)]]
    assert list(clip_line([(-5, -5), (-5, 15)], UNIT)) == []
    out_and_in = [(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0)]
    assert list(clip_line(out_and_in, UNIT)) == [[(5, 5), (10, 5)], [(10, 8), (5, 8)]]


def test_nothing_that_was_clipped_lies_outside() -> None:
    chance = random.Random(7)
    for _ in range(300):
        line = [(chance.uniform(-10, 20), chance.uniform(-10, 20)) for _ in range(8)]
        kept = [
            *clip_ring(line, UNIT),
            *(point for part in clip_line(line, UNIT) for point in part),
        ]
        assert all(UNIT.grown(1e-9).holds(point) for point in kept)


def test_the_centre_is_that_of_the_largest_ring() -> None:
    small, large = [(0, 0), (1, 0), (0, 1)], [(10, 10), (20, 10), (20, 20), (10, 20)]
    assert centre([small, large]) == pytest.approx((15, 15))
    assert centre([[(1, 1), (2, 2)], []]) is None
