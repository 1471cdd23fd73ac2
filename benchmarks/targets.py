"""What the measurements must show, and whether they do. Pure functions.

A bound is a ratio or a number, of medians of one run; `at_least` must hold, `aim` is hoped for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from benchmarks.cases import Case
from benchmarks.samples import Samples

MANY: Final = 10_000  # records that most bounds are about
KB: Final = 1000
MB: Final = 1000 * KB


class Verdict(StrEnum):
    """What became of a bound."""

    AIM = "aim met"
    MET = "met"
    MISSED = "**missed**"
    OPEN = "not measured"


class Unit(StrEnum):
    """How a bound is written."""

    TIMES = "×"
    SECONDS = "s"
    MILLISECONDS = "ms"
    KILOBYTES = "KB"
    MEGABYTES = "MB"


Measured = Callable[[Samples], float | None]


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on what `measured` gives, in `unit`; where `more` is true, more is better.

    `hoped` is what the aim is held against, where that is another measurement.
    """

    what: str
    measured: Measured
    at_least: float
    aim: float
    unit: Unit = Unit.TIMES
    more: bool = False
    hoped: Measured | None = None

    def verdict(self, samples: Samples) -> Verdict:
        """Whether it holds."""
        found = self.measured(samples)
        hoped = self.hoped(samples) if self.hoped else found
        if found is None:
            return Verdict.OPEN
        if hoped is not None and self._holds(hoped, self.aim):
            return Verdict.AIM
        return Verdict.MET if self._holds(found, self.at_least) else Verdict.MISSED

    def _holds(self, value: float, bound: float) -> bool:
        return value >= bound if self.more else value <= bound


def _over(case: Case, over: Case) -> Measured:
    return lambda samples: samples.ratio(case, MANY, over)


def _figure(case: Case, records: int, figure: str, scale: float = 1) -> Measured:
    def measured(samples: Samples) -> float | None:
        sample = samples.get(case, records, figure)
        return sample.median / scale if sample else None

    return measured


def _usable_before(records: int) -> Measured:
    """The later of our two pages to be usable, in times of how long TimelineJS draws."""

    def measured(samples: Samples) -> float | None:
        drawn = samples.get(Case.TIMELINEJS, records, "drawn")
        ours = [samples.get(case, MANY, "usable") for case in (Case.HOME, Case.YEAR)]
        usable = [sample.median for sample in ours if sample]
        return max(usable) / drawn.median if drawn and len(usable) == len(ours) else None

    return measured


TARGETS: Final = (
    Target(
        "clean build of 10,000 records, search and all, against MkDocs with its search: faster by",
        _over(Case.MKDOCS, Case.BUILD),
        *(2.5, 5),
        more=True,
    ),
    Target(
        "the same without search, against MkDocs without its search: faster by",
        _over(Case.MKDOCS_BARE, Case.BUILD_BARE),
        *(8, 15),
        more=True,
    ),
    Target(
        "the same without search, against `cp -r` of the result",
        _over(Case.BUILD_BARE, Case.COPY_BARE),
        *(15, 5),
    ),
    Target(
        "rebuild after one edited record, without search, against MkDocs' clean build without its search",
        _over(Case.EDIT_BARE, Case.MKDOCS_BARE),
        *(1 / 10, 1 / 30),
    ),
    Target(
        "`timeline serve` at 10,000 records: from saving a record to its page being served",
        _figure(Case.SERVE, MANY, "wall"),
        *(2, 1),
        unit=Unit.SECONDS,
    ),
    Target(
        "time of a clean build from 1,000 to 10,000 records",
        lambda samples: samples.ratio(Case.BUILD, MANY, Case.BUILD, 1_000),
        *(11, 10),
    ),
    Target(
        "peak memory of a clean build of 10,000 records, without the search child",
        _figure(Case.BUILD, MANY, "memory", MB),
        *(500, 300),
        unit=Unit.MEGABYTES,
    ),
    Target(
        "peak memory of a clean build of 50,000 records, without the search child",
        _figure(Case.BUILD, 50_000, "memory", MB),
        *(2000, 1000),
        unit=Unit.MEGABYTES,
    ),
    Target(
        "`check` of 10,000 records, cold, against PyYAML's C composer",
        _over(Case.CHECK, Case.COMPOSE),
        *(2, 1.5),
    ),
    Target(
        "`check` of 10,000 records with the parse cache, against PyYAML's C composer",
        _over(Case.CHECK_WARM, Case.COMPOSE),
        *(0.5, 0.2),
    ),
    Target(
        "first view of `/` at 10,000 records against 50, bytes",
        lambda samples: samples.ratio(Case.HOME, MANY, Case.HOME, 50, figure="bytes"),
        *(1.5, 1.1),
    ),
    Target(
        "filter click to paint at 10,000 records, once its data is there",
        lambda samples: _thousand(_figure(Case.FILTER, MANY, "wall")(samples)),
        *(100, 50),
        unit=Unit.MILLISECONDS,
    ),
    Target(
        "first search result at 10,000 records, bytes",
        _figure(Case.SEARCH, MANY, "bytes", KB),
        *(300, 210),
        unit=Unit.KILOBYTES,
    ),
    Target(
        "`/` and a year page of 10,000 usable, against TimelineJS having drawn 300 (aim: 100)",
        _usable_before(300),
        *(1, 1),
        hoped=_usable_before(100),
    ),
)


def _thousand(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1000
