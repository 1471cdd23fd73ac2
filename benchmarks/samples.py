"""What was measured, as numbers: kept, put in order, held against one another. No I/O."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

Figures = Mapping[str, float]  # of one run, by what was measured: `wall`, `cpu`, `bytes`


@dataclass(frozen=True, slots=True)
class Sample:
    """What a case showed in one figure at a number of records, in every run."""

    case: str
    records: int
    figure: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The value in the middle."""
        return median(self.values)


class Samples:
    """All that was measured in one run of the benchmark."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, int, str], list[float]] = {}

    def add(self, case: str, records: int, figures: Figures) -> None:
        """Keep the figures of one run of a case."""
        for figure, value in figures.items():
            self._values.setdefault((case, records, figure), []).append(value)

    def __iter__(self) -> Iterator[Sample]:
        """Every sample, in the order in which they were first measured."""
        return (Sample(*key, tuple(values)) for key, values in self._values.items())

    def get(self, case: str, records: int, figure: str = "wall") -> Sample | None:
        """One sample, where it was measured."""
        values = self._values.get((case, records, figure))
        return Sample(case, records, figure, tuple(values)) if values else None

    def ratio(
        self, case: str, records: int, over: str, over_records: int = 0, figure: str = "wall"
    ) -> float | None:
        """How many times a case's median is another's; at as many records, if no others are named.

        None where either was not measured, or nothing was measured to divide by.
        """
        above = self.get(case, records, figure)
        below = self.get(over, over_records or records, figure)
        return above.median / below.median if above and below and below.median else None

    def records(self, cases: Iterable[str]) -> list[int]:
        """The numbers of records at which any of these was measured."""
        wanted = {*cases}
        return sorted({records for case, records, _ in self._values if case in wanted})

    def cases(self, records: int, figure: str) -> list[str]:
        """The cases of which a figure was measured at a number of records."""
        return [case for case, n, one in self._values if (n, one) == (records, figure)]

    def data(self) -> list[dict[str, Any]]:
        """As JSON: a row a sample."""
        return [
            {
                "case": sample.case,
                "records": sample.records,
                "figure": sample.figure,
                "values": [round(value, 4) for value in sample.values],
            }
            for sample in self
        ]


def samples_of(rows: Iterable[Mapping[str, Any]]) -> Samples:
    """Read what `data` gave."""
    found = Samples()
    for row in rows:
        for value in row["values"]:
            found.add(row["case"], row["records"], {row["figure"]: value})
    return found
