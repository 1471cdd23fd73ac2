"""What was measured, as a page of Markdown: medians, the least and the most, ratios. No I/O."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from benchmarks.cases import Case
from benchmarks.samples import Sample, Samples
from benchmarks.targets import KB, MB, TARGETS, Unit

BUILDS: Final = (
    *(Case.BUILD, Case.WARM, Case.EDIT, Case.AGAIN, Case.COPY),
    *(Case.BUILD_BARE, Case.WARM_BARE, Case.EDIT_BARE, Case.AGAIN_BARE, Case.COPY_BARE),
    *(Case.MKDOCS, Case.MKDOCS_BARE, Case.HUGO),
)
CHECKS: Final = (
    *(Case.COMPOSE, Case.CHECK, Case.CHECK_WARM, Case.CHECK_EDIT, Case.SINCE, Case.ORDER),
)
SERVES: Final = (Case.SERVE_START, Case.SERVE)
PAGES: Final = (Case.HOME, Case.YEAR, Case.TIMELINEJS, Case.VIS)
USES: Final = (Case.FILTER_FIRST, Case.FILTER, Case.SEARCH)
TYPES: Final = ("HTML", "scripts", "styles", "fonts", "images", "data", "other")
NONE: Final = "–"
# What a figure is divided by, and the digits that are left of it.
SCALES: Final = {
    "wall": (1, 2),
    "cpu": (1, 2),
    "memory": (MB, 0),
    "search memory": (MB, 0),
    "bytes": (KB, 1),  # and those of each type
    "nodes": (1, 0),
    "elsewhere": (1, 0),
    "first paint": (1 / 1000, 0),
    "drawn": (1 / 1000, 0),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the benchmark: the day, the commit, where, with what; and what was not measured."""

    day: str
    minutes: int
    commit: str
    command: str
    machine: Sequence[str]
    versions: Mapping[str, str]
    left_out: Sequence[str]


def page(run: Run, samples: Samples) -> str:
    """All of RESULTS.md."""
    return "\n".join((*_head(run), *_targets(samples), *_measured(samples), *_how(), ""))


# ----------------------------------------------------------------------------------- its parts


def _head(run: Run) -> Iterator[str]:
    yield "# How fast, how large, how light\n"
    yield f"Written by `{run.command}` on {run.day} in {run.minutes} minutes, at commit {run.commit}."
    yield "Made-up records ([records.py](records.py)), the same for all; how it was measured stands at the"
    yield "end. Every figure as a number: [results.json](results.json).\n"
    yield from (f"- {line}" for line in run.machine)
    yield f"- {', '.join(f'{name} {version}' for name, version in run.versions.items())}"
    if run.left_out:
        yield "\nNot measured in this run:\n"
        yield from (f"- {line}" for line in run.left_out)


def _targets(samples: Samples) -> Iterator[str]:
    yield "\n## What it must show\n"
    rows = []
    for target in TARGETS:
        found = target.measured(samples)
        shown = NONE if found is None else amount(found, target.unit)
        hoped = target.hoped(samples) if target.hoped else None
        if hoped is not None:
            shown += f" ({amount(hoped, target.unit)})"
        bounds = (amount(bound, target.unit) for bound in (target.at_least, target.aim))
        rows.append((target.what, shown, *bounds, target.verdict(samples)))
    yield from table(("what", "measured", "at least", "aim", ""), rows)


def _measured(samples: Samples) -> Iterator[str]:
    for records in reversed(samples.records(BUILDS)):
        yield f"\n## Publishing {records:,} records\n"
        yield from commands(samples, records, BUILDS, Case.MKDOCS, "of MkDocs")
    for records in reversed(samples.records(CHECKS)):
        yield f"\n## Checking {records:,} records\n"
        yield from commands(samples, records, CHECKS, Case.COMPOSE, "of the composer")
    if found := samples.records(SERVES):
        yield "\n## `timeline serve`\n"
        rows = [
            (case, f"{records:,}", spread(sample), _of(samples, case, records, "memory"))
            for case in SERVES
            for records in found
            if (sample := samples.get(case, records))
        ]
        yield from table(("", "records", "s", "MB"), rows)
    yield from _growth(samples)
    yield from _pages(samples)


def commands(
    samples: Samples, records: int, cases: Iterable[Case], base: Case, against: str
) -> Iterator[str]:
    """A table of commands at a number of records, each held against one of them."""
    rows = []
    for case in cases:
        if wall := samples.get(case, records):
            ratio = samples.ratio(case, records, base)
            rows.append(
                (
                    case,
                    spread(wall),
                    _of(samples, case, records, "cpu"),
                    _of(samples, case, records, "memory"),
                    _of(samples, case, records, "search memory"),
                    NONE if ratio is None else f"{ratio:.3g} ×",
                )
            )
    yield from table(("", "s", "CPU s", "MB", "MB, search child", against), rows)


def _growth(samples: Samples) -> Iterator[str]:
    """How the cases that are measured at several sizes grow, each from one size to the next."""
    sizes = [n for n in samples.records((*BUILDS, *CHECKS)) if n >= 1000]
    if len(sizes) < 2:
        return
    steps = [*pairwise(sizes)]
    yield "\n## Growth\n"
    yield "Seconds, and how many times as long from one number of records to the next.\n"
    head = ("", *(f"{n:,}" for n in sizes), *(f"{a:,} → {b:,}" for a, b in steps))
    rows = []
    for case in (*BUILDS, *CHECKS):
        ratios = [samples.ratio(case, b, case, a) for a, b in steps]
        if any(ratio is not None for ratio in ratios):
            times = [_of(samples, case, n, "wall") for n in sizes]
            rows.append((case, *times, *(NONE if r is None else f"{r:.1f} ×" for r in ratios)))
    yield from table(head, rows)


def _pages(samples: Samples) -> Iterator[str]:
    if not (sizes := samples.records(PAGES)):
        return
    yield "\n## Pages in Chromium\n"
    yield "KB as transferred, with an empty cache; milliseconds from asking for the page.\n"
    there = {sample.figure for sample in samples if sample.case in PAGES}
    types = [kind for kind in TYPES if f"bytes of {kind}" in there]
    rows = [
        (
            case,
            f"{records:,}",
            *(_of(samples, case, records, f"bytes of {kind}") for kind in types),
            _of(samples, case, records, "bytes"),
            *(_of(samples, case, records, f) for f in ("first paint", "drawn")),
            spread(usable, 1 / 1000, 0),
            _of(samples, case, records, "nodes"),
            _of(samples, case, records, "elsewhere"),
        )
        for case in PAGES
        for records in sizes
        if (usable := samples.get(case, records, "usable"))
    ]
    head = ("", "records", *types, "all", "first paint", "drawn", "usable", "elements", "refused")
    yield from table(head, rows)
    rows = [
        (
            case,
            f"{records:,}",
            spread(wall, 1 / 1000, 0) if (wall := samples.get(case, records)) else NONE,
            _of(samples, case, records, "bytes"),
            _of(samples, case, records, "nodes"),
        )
        for case in USES
        for records in sizes
        if samples.get(case, records, "bytes")
    ]
    if rows:
        yield "\nThen, on our front page:\n"
        yield from table(("", "records", "ms until painted", "KB since", "elements"), rows)


def _how() -> Iterator[str]:
    yield """
## How it was measured

- **Commands** run in turn, A B C, A B C, in a copy of the engine with nothing of an earlier run in its cache, with the
  files in memory and the disk at rest (`sync`). Medians; in brackets the least and the most. CPU is of a command and its children. Memory is the
  most that all processes of a command's own program held at once, what they share counted once (PSS, looked at twenty times a
  second), and never less than the most that one of them held, as the system counts it.
- **MkDocs** has Material's language, no font of its own and only the front page in `nav`; its pages, and **Hugo**'s, are Markdown
  with all that our event pages say, one page an event, and nothing else: no pages of sources, places or years, no exports. Hugo's
  layout is a page's frame and nothing more.
- **One record edited**: new words in a summary, another record each time. Back and forth: one record, two texts, both published before.
- **Pages** are opened anew with an empty cache, 1280 × 900, from a host on this machine that compresses (gzip); once before that does not
  count. *Drawn*: all has loaded, or the script says that it has drawn (`loaded` of TimelineJS, `onInitialDrawComplete` of vis-timeline), and the frame is on the screen.
  *Usable*: drawn, and the main thread out of every task above 50 ms, with half a second of rest after it.
  *Refused*: files that the page wants of other hosts; it does without them, and they are not counted.
- **A choice of a filter** is a click on the first value; the time ends when the last change is painted. The first one loads what filters need.
- **The first search** counts all that comes from opening the search until the first result stands there."""


# ------------------------------------------------------------------------------ cells and tables


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of Markdown; numbers stand to the right."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' if place == 0 else '---:' for place in range(len(head)))}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def spread(sample: Sample, scale: float = 1, digits: int = 2) -> str:
    """The median, and the least and the most where there are several."""
    text = f"{sample.median / scale:,.{digits}f}"
    if len(sample.values) == 1:
        return text
    least, most = (f"{f(sample.values) / scale:,.{digits}f}" for f in (min, max))
    return f"{text} ({least}–{most})"


def amount(value: float, unit: Unit) -> str:
    """A number that a bound is about: in three digits, a fraction as one."""
    if unit is Unit.TIMES and 0 < value < 0.15:
        return f"1/{1 / value:.0f}"
    return f"{f'{value:.0f}' if value >= 100 else f'{value:.3g}'} {unit}"


def _of(samples: Samples, case: Case, records: int, figure: str) -> str:
    sample = samples.get(case, records, figure)
    scale, digits = SCALES.get(figure, SCALES["bytes"])
    return f"{sample.median / scale:,.{digits}f}" if sample else NONE
