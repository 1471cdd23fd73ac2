"""The drawing of claimed numbers: a row each, where it lies in time and where on the metric's axis.

Pure geometry. Time and numbers both run from right to left, so a share of 0 is the right edge. What
comes out are SVG lengths in percent of the drawing's own width: it needs no fixed size, and its
lines and letters stay as large as they are on a phone and on a desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from timeline.dates import Bounds, hijri_years_of_gregorian_year
from timeline.figures import short
from timeline.render.extents import Bar, Scale

_LABELS: Final = 5  # years named at most along the axis of time
_LINES: Final = 30  # years marked at most, where not all are named
_CROWDED: Final = 5  # numbers along an axis: so many touch on a phone, and more on a desk
_ROOMY: Final = 3  # up to so many years there is room to name the Hijri years below each


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar as it is drawn: `high` is its left edge and `low` its right one, SVG's percentages."""

    low: str
    high: str
    width: str
    best: str | None
    point: bool
    open_low: bool
    open_high: bool

    @property
    def form(self) -> str:
        """What a legend explains of it."""
        if self.point:
            return "point"
        return "over" if self.open_high else "up-to" if self.open_low else "range"


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across all rows and its label, which stands in the middle or against an edge."""

    x: str
    label: str
    anchor: str = "middle"
    at: str = ""  # where the label stands, if not at the line
    note: str = ""
    minor: bool = False  # whether the label can be missed where there is no room


@dataclass(frozen=True, slots=True)
class Years:
    """An axis of time over whole years, both counted."""

    first: int
    last: int

    def at(self, day: date) -> float:
        """The share of the axis at which a day begins."""
        start = date(self.first, 1, 1).toordinal()
        return (day.toordinal() - start) / (_after(self.last) - start)


def years(days: Iterable[date]) -> Years:
    """The years that hold all of these days; there is at least one."""
    known = [*days]
    return Years(min(known).year, max(known).year)


def stretch(time: Bounds, axis: Years) -> Bar:
    """Where days lie on an axis of time; what has no first or last day reaches its end."""
    first, last = time.earliest, time.latest
    low = 0.0 if first is None else axis.at(first)
    high = 1.0 if last is None else axis.at(last) + _day(axis)
    return Bar(low, high, None, first is not None and first == last, first is None, last is None)


def mark(bar: Bar) -> Mark:
    """A bar as it is drawn; a point stands in its middle."""
    if bar.point:
        middle = x((bar.low + bar.high) / 2)
        return Mark(middle, middle, _percent(0), None, True, False, False)  # noqa: FBT003
    return Mark(
        low=x(bar.low),
        high=x(bar.high),
        width=_percent(bar.high - bar.low),
        best=None if bar.best is None else x(bar.best),
        point=False,
        open_low=bar.open_low,
        open_high=bar.open_high,
    )


def amounts(scale: Scale) -> tuple[Tick, ...]:
    """The ticks of an axis of numbers; where they crowd, every second one is named."""
    return tuple(_amount(scale, i) for i in range(len(scale.ticks)))


def _amount(scale: Scale, i: int) -> Tick:
    count, last = len(scale.ticks), len(scale.ticks) - 1
    second = count >= _CROWDED and (last - i) % 2 == 1
    return Tick(
        x=x(scale.at(scale.ticks[i])),
        label="" if second and count > _CROWDED else short(scale.ticks[i]),
        anchor={0: "start", last: "end"}.get(i, "middle"),
        minor=second,
    )


def calendar(axis: Years) -> tuple[Tick, ...]:
    """The years along an axis of time: a line where each begins, its name in its middle.

    Where there are many, every second, third … is named, and of very many only those are marked.
    The last line ends the axis.
    """
    count = axis.last - axis.first + 1
    every = ceil(count / _LABELS)
    marked = range(axis.first, axis.last + 1, 1 if count <= _LINES else every)
    named = frozenset(range(axis.first, axis.last + 1, every))
    ticks = (_year(axis, year, count) if year in named else _line(axis, year) for year in marked)
    return (*ticks, Tick(x(1), ""))


def _year(axis: Years, year: int, count: int) -> Tick:
    begins = axis.at(date(year, 1, 1))
    middle = begins + (_after(year) - date(year, 1, 1).toordinal()) / 2 * _day(axis)
    note = hijri_years_of_gregorian_year(year) if count <= _ROOMY else None
    return Tick(x(begins), str(year), at=x(middle), note=note or "")


def _line(axis: Years, year: int) -> Tick:
    return Tick(x(axis.at(date(year, 1, 1))), "")


def x(share: float) -> str:
    """An SVG length from the left edge; two decimals are finer than a screen."""
    return _percent(1 - share)


def _percent(share: float) -> str:
    return f"{abs(share) * 100:.2f}%"


def _day(axis: Years) -> float:
    return 1 / (_after(axis.last) - date(axis.first, 1, 1).toordinal())


def _after(year: int) -> int:
    """The ordinal of the day after a year; 9999 is the last that there is."""
    return date(year, 12, 31).toordinal() + 1
