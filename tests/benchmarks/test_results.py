"""Numbers put in order: medians, ratios, what is met and what is missed, and the tables of it."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from benchmarks.cases import Case
from benchmarks.results import BUILDS, CHECKS, PAGES, SERVES, USES, Run, amount, page, spread, table
from benchmarks.samples import Sample, Samples, samples_of
from benchmarks.targets import MB, TARGETS, Target, Unit, Verdict

RUN = Run("2026-01-02", 17, "abc", "python -m benchmarks", ["2 cores"], {"Python": "3.11.7"}, [])


def samples(*rows: tuple[Case, int, str, tuple[float, ...]]) -> Samples:
    found = Samples()
    for case, records, figure, values in rows:
        for value in values:
            found.add(case, records, {figure: value})
    return found


def wall(case: Case, records: int, *values: float) -> tuple[Case, int, str, tuple[float, ...]]:
    return case, records, "wall", values


def target(text: str) -> Target:
    (found,) = (one for one in TARGETS if text in one.what)
    return found


# ------------------------------------------------------------------------------------ samples


def test_the_median_is_in_the_middle_whatever_the_order() -> None:
    found = samples(wall(Case.BUILD, 50, 9, 1, 4)).get(Case.BUILD, 50)
    assert found
    assert found.values == (9, 1, 4)
    assert found.median == 4


def test_a_ratio_is_of_medians() -> None:
    found = samples(wall(Case.BUILD, 10, 4, 5, 60), wall(Case.COPY, 10, 1, 2, 3))
    assert found.ratio(Case.BUILD, 10, Case.COPY) == 2.5
    assert found.ratio(Case.BUILD, 10, Case.COPY, 20) is None
    assert found.ratio(Case.HUGO, 10, Case.COPY) is None
    assert (
        samples(wall(Case.BUILD, 1, 1), wall(Case.COPY, 1, 0)).ratio(Case.BUILD, 1, Case.COPY)
        is None
    )


def test_samples_go_to_json_and_back() -> None:
    found = samples(wall(Case.BUILD, 10, 4, 5), (Case.HOME, 10, "bytes", (7.0,)))
    again = samples_of(json.loads(json.dumps(found.data())))
    assert again.data() == found.data()
    assert [sample.figure for sample in again] == ["wall", "bytes"]


# ------------------------------------------------------------------------------------ targets


@pytest.mark.parametrize(
    ("ours", "verdict"), [(8, Verdict.AIM), (20, Verdict.MET), (21, Verdict.MISSED)]
)
def test_more_is_better_where_it_is_faster(ours: float, verdict: Verdict) -> None:
    found = samples(wall(Case.MKDOCS, 10_000, 50), wall(Case.BUILD, 10_000, ours))
    assert target("search and all").verdict(found) is verdict


@pytest.mark.parametrize(
    ("megabytes", "verdict"), [(300, Verdict.AIM), (500, Verdict.MET), (501, Verdict.MISSED)]
)
def test_less_is_better_of_memory(megabytes: float, verdict: Verdict) -> None:
    found = samples((Case.BUILD, 10_000, "memory", (megabytes * MB,)))
    assert target("memory of a clean build of 10,000").verdict(found) is verdict


@pytest.mark.parametrize(
    ("usable", "verdict"), [(0.3, Verdict.AIM), (0.6, Verdict.MET), (0.9, Verdict.MISSED)]
)
def test_the_later_of_two_pages_counts(usable: float, verdict: Verdict) -> None:
    found = samples(
        (Case.HOME, 10_000, "usable", (0.1,)),
        (Case.YEAR, 10_000, "usable", (usable,)),
        (Case.TIMELINEJS, 100, "drawn", (0.4,)),
        (Case.TIMELINEJS, 300, "drawn", (0.8,)),
    )
    assert target("TimelineJS").verdict(found) is verdict


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    assert {one.verdict(Samples()) for one in TARGETS} == {Verdict.OPEN}


def test_the_aim_is_never_easier_than_what_must_be() -> None:
    for one in TARGETS:
        assert one.aim >= one.at_least if one.more else one.aim <= one.at_least, one.what


# ------------------------------------------------------------------------------------- tables


def test_a_miss_is_told_as_one() -> None:
    said = page(RUN, samples((Case.SEARCH, 10_000, "bytes", (301_000.0,))))
    assert "| 301 KB | 300 KB | 210 KB | **missed** |" in said


def test_what_was_left_out_is_told() -> None:
    said = page(replace(RUN, left_out=["Hugo: it is not installed"]), Samples())
    assert "- Hugo: it is not installed" in said


def test_every_case_has_its_table_and_every_row_its_cells() -> None:
    found = Samples()
    for records in (1_000, 10_000):
        for case in Case:
            figures = ("wall", "cpu", "memory", "bytes", "nodes", "drawn", "usable", "first paint")
            found.add(case, records, dict.fromkeys(figures, float(records)))
    said = page(RUN, found)
    assert {*BUILDS, *CHECKS, *SERVES, *PAGES, *USES} == {*Case}
    for case in Case:
        assert f"| {case} |" in said
    rows = [line for line in said.splitlines() if line.startswith("|")]
    widths = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    heads = [n for n, row in enumerate(rows) if row.startswith("|---")]
    for start, end in pairwise([*(n - 1 for n in heads), len(rows)]):
        assert len({*widths[start:end]}) == 1
    assert "| 10.0 × |" in said, "of growth"


def test_cells() -> None:
    assert spread(Sample("x", 1, "wall", (2.0,))) == "2.00"
    assert spread(Sample("x", 1, "wall", (2.0, 1.0, 4000.0))) == "2.00 (1.00–4,000.00)"
    assert amount(0.1, Unit.TIMES) == "1/10"
    assert amount(0.5, Unit.TIMES) == "0.5 ×"
    assert amount(2000, Unit.MEGABYTES) == "2000 MB"
    assert list(table(("", "s"), [("a", "1")])) == ["|  | s |", "|---|---:|", "| a | 1 |"]
