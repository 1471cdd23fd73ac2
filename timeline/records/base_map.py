"""What the map is drawn upon (`map.yml`): countries, lakes and rivers, as lines of degrees."""

import re
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from timeline.records.fields import Latitude, Line, Longitude, Record, as_text, listed

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84), in the order of GeoJSON and of x and y."""

_POINT: Final = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{1,6})?),(-?[0-9]{1,2}(?:\.[0-9]{1,6})?)")
_SHOWN: Final = 40  # characters of a text that is no point, in the message about it


def _points(value: object) -> tuple[Point, ...]:
    """Read «43.13,36.34 43.2,36.3 …»: two points or more, parted by spaces or line breaks."""
    words = as_text(value).split()
    points: list[Point] = []
    for word in words:
        found = _POINT.fullmatch(word)
        point = (float(found[1]), float(found[2])) if found else None
        if point is None or abs(point[0]) > 180 or abs(point[1]) > 90:  # noqa: PLR2004 - degrees
            raise PydanticCustomError("bad-point", "bad-point", {"value": word[:_SHOWN]})
        points.append(point)
    if len(points) < 2:  # noqa: PLR2004 - what a line has at least
        raise PydanticCustomError("bad-point", "bad-point", {"value": " ".join(words)[:_SHOWN]})
    return tuple(points)


Points = Annotated[tuple[Point, ...], BeforeValidator(_points)]
Lines = Annotated[tuple[Points, ...], BeforeValidator(listed)]


class Extent(Record):
    """The part of the world that the lines are complete in; beyond it the map stays blank.

    Where `east` is less than `west`, it lies across the 180th meridian.
    """

    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude


class Area(Record):
    """A country or a lake: its outlines, each closed by itself; one inside another is a hole."""

    name: Line | None = None
    outlines: Lines


class River(Record):
    """A river: its course in one line or more."""

    name: Line | None = None
    courses: Lines


class BaseMap(Record):
    """Countries, lakes and rivers of the part of the world that a timeline is about.

    `origin` says whose the lines are; it stands below the map.
    """

    origin: Line
    extent: Extent
    countries: Annotated[tuple[Area, ...], BeforeValidator(listed)]
    lakes: Annotated[tuple[Area, ...], BeforeValidator(listed)] = ()
    rivers: Annotated[tuple[River, ...], BeforeValidator(listed)] = ()
