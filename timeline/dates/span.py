"""What a date is once it has been read: a span of days, and how it was stated."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Calendar(StrEnum):
    """The calendar in which a date was written."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"
    """Umm al-Qura, as printed."""


class Precision(StrEnum):
    """How finely a date is stated, from the finest to the coarsest."""

    DAY = "day"
    MONTH = "month"
    """`2019-03`, and `2019-03-XX`, which says no more."""
    SEASON = "season"
    YEAR = "year"
    """`2019`, and `2019-XX` and `2019-XX-XX`, which say no more."""
    DECADE = "decade"
    CENTURY = "century"
    WINDOW = "window"
    """One day out of a set, `[a..b]` or `[a,b]`, however wide."""


class Form(StrEnum):
    """The three shapes of a span."""

    SINGLE = "single"
    """`2019-03`: one day within it."""
    INTERVAL = "interval"
    """`a/b`: a period, which lasted from a to b."""
    ONE_OF = "one-of"
    """`[a..b]`, `[a,b]`: one day out of the set."""


class Limit(StrEnum):
    """An end that names no date; its value is how EDTF writes it in an interval."""

    OPEN = ".."
    """There is no end, or none is asked for."""
    UNKNOWN = ""
    """There is an end, and nobody says when."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The Gregorian days, both inclusive, between which something lies; None bounds nothing."""

    earliest: date | None
    latest: date | None

    @property
    def month(self) -> tuple[int, int] | None:
        """The Gregorian year and month that hold both; None if none does, or one is open."""
        first, last = self.earliest, self.latest
        if first is None or last is None or (first.year, first.month) != (last.year, last.month):
            return None
        return first.year, first.month


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One EDTF date as written, in its calendar, and the Gregorian days that it can stand for.

    `year` is the first year of a decade or century. `month`, `day` and `season` (EDTF's 21 to 24)
    are None where the date does not state them; `XX` in their place also sets
    `unspecified_month` or `unspecified_day`.
    """

    edtf: str
    calendar: Calendar
    precision: Precision
    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    unspecified_month: bool = False
    unspecified_day: bool = False
    uncertain: bool = False
    approximate: bool = False
    earliest: date
    latest: date

    @property
    def qualified(self) -> bool:
        """Whether `?`, `~` or `%` stands after the date."""
        return self.uncertain or self.approximate


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another: the whole of an interval, or `a..b` within a one-of set."""

    first: Point | Limit
    last: Point | Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days that a date covers, as stated, and the way in which it was stated.

    `edtf` is canonical: parsing it again gives an equal span. `parts` is one `Point` (single), one
    `Range` (interval) or the members in their written order (one-of).

    `start` and `end` bound the first day and the last day. Of a period they bound its beginning and
    its end, each narrowed by the other, since nothing ends before it begins: in `2014/..` the end
    has the earliest day 2014-01-01 and no latest. Of any other span both are the whole, for it
    is one day within.

    `precision` is, of an interval, the coarser of its dated ends; `uncertain` and `approximate`
    hold if they hold of any part.
    """

    edtf: str
    calendar: Calendar
    form: Form
    parts: tuple[Point | Range, ...]
    start: Bounds
    end: Bounds
    precision: Precision
    uncertain: bool
    approximate: bool

    def __hash__(self) -> int:
        """By what makes up all the rest: phrases are kept by their span, and asked for often."""
        return hash((self.edtf, self.calendar))

    @property
    def earliest(self) -> date | None:
        """The first day, as stated; None if the start is open or unknown."""
        return self.start.earliest

    @property
    def latest(self) -> date | None:
        """The last day, as stated; None if the end is open or unknown."""
        return self.end.latest

    @property
    def days(self) -> int | None:
        """How many days lie between earliest and latest, both counted; None if either is None."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def period(self) -> bool:
        """Whether it lasted (`a/b`), rather than happened on one day within."""
        return self.form is Form.INTERVAL

    @property
    def open_start(self) -> bool:
        """Whether it is stated to have no start: `../b`, `[..b]`."""
        return self._first is Limit.OPEN

    @property
    def open_end(self) -> bool:
        """Whether it is stated to have no end: `a/..`, `[a..]`."""
        return self._last is Limit.OPEN

    @property
    def unknown_start(self) -> bool:
        """Whether the start is there but not known: `/b`."""
        return self._first is Limit.UNKNOWN

    @property
    def unknown_end(self) -> bool:
        """Whether the end is there but not known: `a/`."""
        return self._last is Limit.UNKNOWN

    @property
    def _first(self) -> Point | Limit:
        part = self.parts[0]
        return part.first if isinstance(part, Range) else part

    @property
    def _last(self) -> Point | Limit:
        part = self.parts[-1]
        return part.last if isinstance(part, Range) else part
