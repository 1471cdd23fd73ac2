"""Where a claimed number lies on an axis: what it names, a scale with round ticks, shares of it.

Pure geometry, without words and without pixels: a share runs from 0, the axis' low end, to 1, its
high end, and a template decides which side of the page that is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Final

from timeline.records.claim import Claim

_WIDE: Final = 50  # times the lowest: beyond that a linear axis shows the low numbers as nothing
_INTERVALS: Final = 4  # at most, between ticks: their labels must stand side by side on a phone
_DECADES: Final = 5  # the same where ticks are tens, whose labels are short
_STEPS: Final = (Decimal(1), Decimal(2), Decimal(5))  # and their tens: what a reader counts in
_ZERO: Final = 0.1  # of a logarithmic axis, kept for 0, which has no logarithm


@dataclass(frozen=True, slots=True)
class Extent:
    """The numbers that a claim names: `low` is `high` for a single one, None is an open end."""

    low: Decimal | None
    high: Decimal | None
    best: Decimal | None = None

    @property
    def point(self) -> bool:
        """Whether it is a single number."""
        return self.low is not None and self.low == self.high

    @property
    def open_low(self) -> bool:
        """Whether it is «up to» a number, and nobody says from where."""
        return self.low is None

    @property
    def open_high(self) -> bool:
        """Whether it is «more than» a number, and nobody says how many more."""
        return self.high is None

    @property
    def named(self) -> tuple[Decimal, ...]:
        """Its numbers, the lowest first; there is at least one."""
        return tuple(n for n in (self.low, self.best, self.high) if n is not None)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `first` to `last`, with ticks at round numbers that include both ends.

    On a logarithmic one every tick is as many times the one before it, ten where there is room;
    where 0 is among the numbers it stands apart, at the low end.
    """

    first: Decimal
    last: Decimal
    ticks: tuple[Decimal, ...]
    logarithmic: bool = False

    def at(self, amount: Decimal) -> float:
        """The share of the axis at which a number lies, 0 to 1."""
        if not self.logarithmic:
            return float((amount - self.first) / (self.last - self.first))
        zero = _ZERO if self.ticks[0] == 0 else 0.0
        if amount <= 0:
            return 0.0
        decades = log10(self.last) - log10(self.first)
        return zero + (1 - zero) * (log10(amount) - log10(self.first)) / decades


@dataclass(frozen=True, slots=True)
class Bar:
    """An extent on a scale, as shares of it; an open end lies at the axis' own end."""

    low: float
    high: float
    best: float | None
    point: bool
    open_low: bool
    open_high: bool


def extent(claim: Claim) -> Extent:
    """The numbers that a claim names."""
    if claim.value is not None:
        return Extent(claim.value, claim.value, claim.best)
    return Extent(claim.low, claim.high, claim.best)


def bar(drawn: Extent, scale: Scale) -> Bar:
    """Where an extent lies on a scale that was made for it."""
    return Bar(
        low=0.0 if drawn.low is None else scale.at(drawn.low),
        high=1.0 if drawn.high is None else scale.at(drawn.high),
        best=None if drawn.best is None else scale.at(drawn.best),
        point=drawn.point,
        open_low=drawn.open_low,
        open_high=drawn.open_high,
    )


def scale_for(extents: Iterable[Extent]) -> Scale:
    """An axis for these, at least one: from 0, or by tens where they lie far apart.

    Beyond the highest number there is room for an open end to be seen.
    """
    drawn = tuple(extents)
    named = [number for one in drawn for number in one.named]
    highest = max(named)
    lowest = min((number for number in named if number > 0), default=highest)
    beyond = any(one.open_high and one.low == highest for one in drawn)
    if highest > lowest * _WIDE:
        return _by_tens(lowest, highest, zero=min(named) == 0, beyond=beyond)
    return _from_zero(highest, beyond=beyond)


def _from_zero(highest: Decimal, *, beyond: bool) -> Scale:
    wanted = (highest * Decimal("1.25") if beyond else highest) or Decimal(1)
    steps = _round_steps(wanted / _INTERVALS)
    step = next(step for step in steps if step * _INTERVALS >= wanted)
    if highest % 1 == 0:
        step = max(step, Decimal(1))  # nobody counts half a person
    count = ceil(wanted / step)
    ticks = tuple(step * i for i in range(count + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _round_steps(least: Decimal) -> Iterable[Decimal]:
    """Give 1, 2, 5 and their tens, upwards, the first of them not above what is asked for."""
    ten = Decimal(10) ** floor(log10(least))
    return [step * ten * times for times in (1, 10) for step in _STEPS]


def _by_tens(lowest: Decimal, highest: Decimal, *, zero: bool, beyond: bool) -> Scale:
    first, last = floor(log10(lowest)), ceil(log10(highest))
    if beyond and Decimal(10) ** last == highest:
        last += 1
    every = ceil((last - first) / _DECADES)
    last = first + every * ceil((last - first) / every)
    ticks = tuple(Decimal(10) ** power for power in range(first, last + 1, every))
    return Scale(ticks[0], ticks[-1], ((Decimal(0), *ticks) if zero else ticks), logarithmic=True)
