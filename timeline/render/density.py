"""The strip above the timeline: how many events begin in each month, as a picture of rectangles.

Time runs from right to left: `x` counts from the left, as in SVG, and what is later has the smaller
one. All numbers are CSS pixels, whole ones, so that the same records give the same bytes.

The scale is elastic, and says so beside the picture. A month with events is as wide as a finger
needs; one without is narrow; two years and more without any are a break. So the strip grows with
the span of the records and not with their number, and never beyond some hundreds of columns: what
spans more than `FINEST` years is counted by years, then by decades, then by centuries.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, product
from typing import Final, NamedTuple

from timeline.dataset import Dataset
from timeline.dates import gregorian_month
from timeline.dates.gregorian import month_length
from timeline.ordering import Order
from timeline.records.event import Event, Status
from timeline.records.vocabulary import Era
from timeline.render.spine import soft_ends

COLUMN: Final = 24  # the smallest target of WCAG 2.2 (2.5.8), and the width of a column of events
WIDE: Final = 1112  # the room on a wide screen, filled by months without events where they can
FINEST: Final = 40  # years: what spans more is counted by years, and so on, each ten times coarser
_NARROW, _BREAK, _LABEL, _FADE = 3, 28, 40, 36
_LANE, _ABOVE, _PLOT, _AXIS = 24, 18, 100, 28
_LETTER = 8  # about as wide as an era's name is for each of its letters
_BRICK, _SQUARES = 9, 25  # height of an event at most; beyond so many in a column they melt
_YEAR = 12  # months


class _Scale(NamedTuple):
    """How many months there are in a bin and in the block of bins around it."""

    bin: int
    block: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Events of one category in a column, what is only planned apart; `path` is SVG's.

    The category is `""` where an event names none.
    """

    category: str
    planned: bool
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class Column:
    """The events that begin in one bin, or, `coarse`, somewhere in its block and nobody says where.

    `year` is the one whose page holds them, `anchor` where they begin on a page that lists them;
    `bars` stand on one another from the bottom, in the order of the vocabulary; `top` is the y of
    the highest.
    """

    x: int
    width: int
    name: str
    coarse: bool
    count: int
    milestones: int
    year: int
    anchor: str
    bars: tuple[Bar, ...]
    top: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the axis under one label; `year` only where it is one, with events in it."""

    x: int
    width: int
    name: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Break:
    """Blocks left out, since nothing begins in them."""

    x: int
    width: int
    name: str


@dataclass(frozen=True, slots=True)
class Band:
    """An era behind the columns, in a lane of its own where it overlaps another."""

    x: int
    width: int
    y: int
    name: str
    fades: tuple[int, int]  # widths of the ends, right and left, that fade
    other: bool  # whether it takes the second of the two tints


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole picture. Columns stand on `base` and are targets from `lanes` down to it.

    `months` is whether they are months, `squares` whether each event is drawn by itself.
    """

    width: int
    height: int
    lanes: int
    base: int
    months: bool
    squares: bool
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    breaks: tuple[Break, ...]
    bands: tuple[Band, ...]


class _Span(NamedTuple):
    """Months from `first` on, drawn from `start` (pixels from the right) on."""

    first: int
    months: int
    start: int
    width: int


def density(dataset: Dataset, order: Order, most: int | None = None) -> Strip | None:
    """The strip of a timeline, of `most` columns at most; None for one without events."""
    if not order.sequence:
        return None
    scale = _scale(order)
    binned = _binned(order, scale)
    while most and len(binned) > most:
        scale = _coarser(scale)
        binned = _binned(order, scale)
    layout = _Layout(binned, scale)
    bands = _bands(dataset.eras.values(), layout)
    lanes = max((band.y for band in bands), default=-_LANE) + _LANE
    tallest = max(map(len, binned.values()))
    base = lanes + _ABOVE + max(COLUMN, _height(tallest, tallest))
    drawing = _Drawing(dataset, order, scale, tallest, base)
    return Strip(
        width=layout.width,
        height=base + _AXIS,
        lanes=lanes,
        base=base,
        months=scale.bin == 1,
        squares=tallest <= _SQUARES,
        columns=tuple(
            drawing.column(key, layout.width - span.start - COLUMN, binned[key])
            for key, span in layout.columns.items()
        ),
        blocks=layout.blocks(order),
        breaks=layout.breaks(),
        bands=bands,
    )


# Which events stand in which column.

_Key = tuple[int, int]
"""A block, and a bin in it; bin -1 is for those whose bin is not known."""


def _scale(order: Order) -> _Scale:
    years = [order.first_day(event_id).year for event_id in order.sequence]
    span, scale = max(years) - min(years) + 1, _Scale(1, _YEAR)
    longest = FINEST
    while span > longest:
        scale = _coarser(scale)
        longest *= 10
    return scale


def _coarser(scale: _Scale) -> _Scale:
    return _Scale(scale.block, scale.block * 10)


def _binned(order: Order, scale: _Scale) -> dict[_Key, list[str]]:
    found: dict[_Key, list[str]] = {}
    for event_id in order.sequence:
        start = order.starts[event_id]
        within = _month(order.first_day(event_id)) // scale.bin
        ends = {_month(day) // scale.bin if day else None for day in (start.earliest, start.latest)}
        block = within * scale.bin // scale.block
        found.setdefault((block, within if len(ends) == 1 else -1), []).append(event_id)
    return dict(sorted(found.items()))


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


# Where each column lies, counted from the right: the beginning.


class _Layout:
    """Blocks, columns and breaks in a row; `width` is that of all."""

    def __init__(self, binned: Mapping[_Key, Sequence[str]], scale: _Scale) -> None:
        self.scale = scale
        self.columns: dict[_Key, _Span] = {}
        self._binned = binned
        self._blocks: list[_Span] = []
        self._breaks: list[_Span] = []
        self._narrow = _NARROW
        self._spans: list[_Span] = []
        self._lay()
        spare, empty = WIDE - self.width, len(self._spans) - len(self.columns)
        if spare > 0 and empty and (more := min(COLUMN - _NARROW, spare // empty)):
            self._narrow += more
            self._lay()

    def _lay(self) -> None:
        self.columns, self._blocks, self._breaks, self._spans = {}, [], [], []
        self.width = 0
        held = {block for block, _ in self._binned}
        run = [(block, block in held) for block in range(min(held), max(held) + 1)]
        for full, blocks in groupby(run, lambda pair: pair[1]):
            numbers = [block for block, _ in blocks]
            if full or len(numbers) == 1:
                for block in numbers:
                    self._lay_block(block)
            else:
                months = self.scale.block * len(numbers)
                left_out = _Span(numbers[0] * self.scale.block, months, self.width, _BREAK)
                self._breaks.append(left_out)
                self._spans.append(left_out)
                self.width += _BREAK

    def _lay_block(self, block: int) -> None:
        first, start = block * self.scale.block, self.width
        if (block, -1) in self._binned:
            self.columns[block, -1] = _Span(first, 0, self.width, COLUMN)
            self.width += COLUMN
        bins = range(first // self.scale.bin, (first + self.scale.block) // self.scale.bin)
        if any((block, each) in self._binned for each in bins) or start == self.width:
            for each in bins:
                full = (block, each) in self._binned
                width = COLUMN if full else self._narrow
                span = _Span(each * self.scale.bin, self.scale.bin, self.width, width)
                self._spans.append(span)
                if full:
                    self.columns[block, each] = span
                self.width += width
        else:
            self._spans.append(_Span(first, self.scale.block, start, max(COLUMN, _LABEL)))
        self.width = max(self.width, start + _LABEL)
        self._blocks.append(_Span(first, self.scale.block, start, self.width - start))

    def at(self, day: date) -> int:
        """How far from the right a day begins."""
        length = month_length(day.year, day.month) or 1
        time = _month(day) + (day.day - 1) / length
        for block in self._blocks:
            if time == block.first:
                return block.start  # before those of which only the block is known
        for span in self._spans:
            if time < span.first + span.months:
                part = max(0.0, (time - span.first) / span.months)
                return round(span.start + part * span.width)
        return self.width

    def blocks(self, order: Order) -> tuple[Block, ...]:
        """The labelled stretches of the axis."""
        by_year = self.scale.block == _YEAR
        return tuple(
            Block(
                self.width - block.start - block.width,
                block.width,
                str(block.first // _YEAR),
                block.first // _YEAR if by_year and block.first // _YEAR in order.years else None,
            )
            for block in self._blocks
        )

    def breaks(self) -> tuple[Break, ...]:
        """The stretches that are left out."""
        return tuple(
            Break(self.width - gap.start - gap.width, gap.width, _years(gap.first, gap.months))
            for gap in self._breaks
        )


def _years(first: int, months: int) -> str:
    start, end = max(1, first // _YEAR), (first + months - 1) // _YEAR
    return f"{start} – {end}" if start < end else str(start)


# What is drawn.


class _Drawing(NamedTuple):
    """What columns are drawn by; `tallest` is how many events the highest of them holds."""

    dataset: Dataset
    order: Order
    scale: _Scale
    tallest: int
    base: int

    def column(self, key: _Key, x: int, event_ids: Sequence[str]) -> Column:
        """The column of these events."""
        block, within = key
        events = [self.dataset.events[event_id] for event_id in event_ids]
        year = self.order.first_day(event_ids[0]).year
        coarse, anchor = within < 0, event_ids[0]
        if coarse:
            name = _years(block * self.scale.block, self.scale.block)
        elif self.scale.bin == 1:
            month = within % _YEAR + 1
            name, anchor = f"{gregorian_month(month)} {year}", f"m_{year:04}-{month:02}"
        else:
            name = _years(within * self.scale.bin, self.scale.bin)
        counts = Counter(_kind(event) for event in events)
        bars, stacked = [], 0
        for kind in product((*self.dataset.categories, ""), (False, True)):
            if count := counts[kind]:
                bars.append(Bar(*kind, count, self.path(x, stacked, count)))
                stacked += count
        return Column(
            x=x,
            width=COLUMN,
            name=name,
            coarse=coarse,
            count=len(events),
            milestones=sum(event.milestone for event in events),
            year=year,
            anchor=anchor,
            bars=tuple(bars),
            top=self.base - self.height(stacked),
        )

    def height(self, count: int) -> int:
        """How high so many events stand."""
        return _height(count, self.tallest)

    def path(self, x: int, below: int, count: int) -> str:
        """Bricks, one an event, where all can be counted; else a bar, at least a pixel high."""
        left, wide = x + 4, COLUMN - 8
        if self.tallest > _SQUARES:
            bottom = self.height(below)
            height = max(1, self.height(below + count) - bottom)
            return f"M{left} {self.base - bottom}h{wide}v-{height}h-{wide}z"
        step = self.height(1)
        return "".join(
            f"M{left} {self.base - 1 - (below + each) * step}h{wide}v-{step - 1}h-{wide}z"
            for each in range(count)
        )


def _height(count: int, tallest: int) -> int:
    """How high so many events stand; whole pixels for each while they are drawn one by one."""
    if tallest <= _SQUARES:
        return count * min(_BRICK, _PLOT // tallest)
    return max(round(count * _PLOT / tallest), min(count, 1))


def _kind(event: Event) -> tuple[str, bool]:
    """The first category of an event, and whether it is a plan."""
    return event.categories[0] if event.categories else "", event.status is Status.PLANNED


def _bands(eras: Iterable[Era], layout: _Layout) -> tuple[Band, ...]:
    bands: list[Band] = []
    ends: list[int] = []  # of each lane, how far from the right it is taken
    for index, era in enumerate(eras):
        first, last = era.date.earliest, era.date.latest
        start = layout.at(first) if first else 0
        end = layout.at(last + timedelta(1)) if last and last < date.max else layout.width
        if end <= start:
            continue  # nothing that is drawn lies in it
        lane = next((lane for lane, taken in enumerate(ends) if taken <= start), len(ends))
        taken = max(end, start + len(era.name) * _LETTER + 2 * _LETTER)
        ends[lane : lane + 1] = [taken]
        fade = min(_FADE, (end - start) // 2)
        begins, closes = soft_ends(era.date)
        bands.append(
            Band(
                x=layout.width - end,
                width=end - start,
                y=lane * _LANE,
                name=era.name,
                fades=(fade * begins, fade * closes),
                other=index % 2 == 1,
            )
        )
    return tuple(bands)
