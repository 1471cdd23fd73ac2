"""What is wrong with a text that is not a date: data for a message, never the message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from timeline.dates.span import Calendar


class FaultKind(StrEnum):
    """Why a text was refused; each member says which `facts` come with it.

    Whatever the kind, `part` holds the offending part where it is not the whole text.
    """

    EMPTY = "empty"
    NOT_EDTF = "not-edtf"
    IMPOSSIBLE_DAY = "impossible-day"
    """`year`, `month`, `day`, and `days`: how many days the month has."""
    IMPOSSIBLE_MONTH = "impossible-month"
    """`year`, `month`."""
    YEAR_OUT_OF_RANGE = "year-out-of-range"
    """`first_year`, `last_year`: the years that can be written."""
    OUTSIDE_HIJRI_TABLE = "outside-hijri-table"
    """`first_year`, `last_year`: the Hijri years that the table holds."""
    SEASON_OF_HIJRI = "season-of-hijri"
    """`year`, `season`. The Hijri year drifts through the seasons, so it has none of its own."""
    CLOCK_TIME = "clock-time"
    SLASHED_DATE = "slashed-date"
    """`day_first`, `month_first`: the two readings in EDTF, only where both are dates."""
    ARABIC_DIGITS = "arabic-digits"
    REVERSED_INTERVAL = "reversed-interval"
    """`first`, `last`: the ends as written."""
    LEVEL_TWO = "level-two"
    """EDTF, but more of it than this project reads."""
    SAYS_NOTHING = "says-nothing"
    UNPADDED = "unpadded"
    DATE_TEXT = "date-text"
    """Where there is no suggestion, but something can be said, one of these, as EDTF:
    `within`, `throughout`: one day between two, or all the time («بين 2014 و2016»);
    `winter_begins`, `winter_ends`: the winter that begins in a year, or ends in it («شتاء 2019»);
    `nearest`: what of the words can be written, less than they say («أوائل 2019»);
    `other_calendar`: the date, which is one of the other calendar («رجب 1440» as Gregorian)."""


EITHER: Final = (
    ("day_first", "month_first"),
    ("within", "throughout"),
    ("winter_begins", "winter_ends"),
)
"""The facts that are two readings of a text, of which only its author knows which is meant."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A refused text.

    `text` is the input as given. `suggestion` is valid EDTF in the same calendar, or None where
    what was meant cannot be guessed. `facts` holds what a message needs (see `FaultKind`).
    """

    kind: FaultKind
    text: str
    suggestion: str | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    calendar: Calendar = Calendar.GREGORIAN

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be written instead, in the same calendar; of several a person must choose."""
        if self.suggestion is not None:
            return (self.suggestion,)
        names = (*(name for pair in EITHER for name in pair), "nearest")
        return tuple(str(self.facts[name]) for name in names if name in self.facts)
