"""What a reader waits for: our pages, and the same events in TimelineJS and vis-timeline.

Each is opened anew so many times as there are turns, all in turn, after once that does not count.
"""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Error

from benchmarks import peers, records
from benchmarks.browser import View, opened
from benchmarks.cases import Case
from benchmarks.house import House
from benchmarks.measuring import FailedError
from benchmarks.records import Records
from benchmarks.samples import Figures, Samples

LIMIT: Final = 60  # seconds, after which a page is given up
QUIET: Final = 400  # milliseconds without a change, after which a click is answered
LOADING: Final = 1500  # the same where data may have to come first
BOX: Final = ".filters [data-facet] input[type=checkbox]"
QUERY: Final = "تفتيش"  # in the titles of a good part of the records, whatever their number

TIMELINEJS: Final = """\
<!doctype html>
<html lang="ar" dir="rtl">
<meta charset="utf-8">
<title>TimelineJS</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="dist/css/timeline.css">
<body style="margin: 0">
<div id="timeline" style="width: 100%; height: 95vh"></div>
<script src="dist/js/timeline.js"></script>
<script>
// Its words in Arabic come from here too, and not from its makers' host.
const options = { language: "ar", script_path: new URL("dist/js/", location).href };
const timeline = new TL.Timeline("timeline", "events.json", options);
timeline.on("loaded", () => bench.drew());
</script>
"""
VIS: Final = """\
<!doctype html>
<html lang="ar" dir="rtl">
<meta charset="utf-8">
<title>vis-timeline</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="vis-timeline-graph2d.min.css">
<body style="margin: 0">
<div id="timeline"></div>
<script src="vis-timeline-graph2d.min.js"></script>
<script>
fetch("events.json").then((response) => response.json()).then((events) => {
  const options = { height: "95vh", rtl: true, onInitialDrawComplete: () => bench.drew() };
  new vis.Timeline(document.getElementById("timeline"), new vis.DataSet(events), options);
});
</script>
"""


Serve = Callable[[Path], str]  # a folder → the URL at which it is served


@dataclass(frozen=True, slots=True)
class Opening:
    """A page to open: what it is, of how many records, where, and what is done once it is there."""

    case: Case
    records: int
    url: str
    own_word: bool = False
    then: Callable[[View], Iterator[tuple[Case, Figures]]] | None = None


def turns(
    browser: Browser,
    openings: Sequence[Opening],
    times: int,
    samples: Samples,
    say: Callable[[str], object],
) -> Iterator[str]:
    """Open all pages, and all again; yield what failed, which is not tried again."""
    failed: set[Opening] = set()
    for turn in range(times + 1):  # one more, first, that does not count
        for opening in openings:
            if opening in failed:
                continue
            try:
                usable, found = _open(browser, opening)
            except (FailedError, Error) as error:
                failed.add(opening)
                yield f"{opening.case}, {opening.records:,} records: {str(error).splitlines()[0]}"
                continue
            for case, figures in found.items() if turn else ():
                samples.add(case, opening.records, figures)
            counts = f"{turn}/{times}" if turn else " — "
            say(f"{opening.records:>6,}  {counts}  {opening.case:<55} {usable:8.2f} s")


def _open(browser: Browser, opening: Opening) -> tuple[float, dict[Case, Figures]]:
    """Open a page; give when it was usable, and the figures of each case that it stands for."""
    with opened(browser, opening.url, LIMIT, own_word=opening.own_word) as view:
        then = opening.then(view) if opening.then else ()
        return view.figures["usable"], {opening.case: view.figures, **dict(then)}


def ours(house: House, url: str) -> Iterator[Opening]:
    """Our front page, with a filter and the search used, and the year that has most events."""
    yield Opening(Case.HOME, house.count, url, then=filtered)
    yield Opening(Case.SEARCH, house.count, url, then=searched)
    yield Opening(Case.YEAR, house.count, f"{url}years/{fullest_year(house.made)}/")


def filtered(view: View) -> Iterator[tuple[Case, Figures]]:
    """Choose a value of a filter, take it back, and choose it again: its data is there then."""
    box = view.page.locator(BOX).first
    if not box.count():
        return
    before = view.transferred()["bytes"]
    for case, quiet in ((Case.FILTER_FIRST, LOADING), (None, QUIET), (Case.FILTER, QUIET)):
        wall = box.evaluate("(box, quiet) => bench.clicked(box, quiet)", quiet)
        if wall is None:
            raise FailedError("a choice changes nothing")
        if case:
            nodes = view.page.evaluate("document.querySelectorAll('*').length")
            came = view.transferred()["bytes"] - before
            yield case, {"wall": wall, "bytes": came, "nodes": nodes}


def searched(view: View, query: str = QUERY) -> Iterator[tuple[Case, Figures]]:
    """Open the search, type, and see the first result: what that transferred."""
    before = view.transferred()
    view.page.locator("button[data-search]").first.click()
    view.page.locator("dialog.search input").fill(query)
    view.page.locator("dialog.search .hits a").first.wait_for(timeout=LIMIT * 1000)
    after = view.transferred()
    yield Case.SEARCH, {"bytes": after["bytes"] - before["bytes"]}


def fullest_year(made: Records) -> int:
    """The year that most events begin in."""
    years: Counter[int] = Counter()
    for fields in made.events.values():
        if first := peers.span_of(fields).earliest:
            years[first.year] += 1
    return min(years, key=lambda year: (-years[year], year))


def theirs(count: int, folder: Path, packages: Path, case: Case) -> Path:
    """Write a page that shows so many events by another's script; return its folder."""
    made = records.records(count)
    if case is Case.TIMELINEJS:
        dist = packages / "@knight-lab" / "timelinejs" / "dist"
        shutil.copytree(dist, folder / "dist")
        page, events = TIMELINEJS, json.dumps(peers.timelinejs(made), ensure_ascii=False)
    else:
        folder.mkdir(parents=True)
        shutil.copy(packages / "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js", folder)
        shutil.copy(packages / "vis-timeline/styles/vis-timeline-graph2d.min.css", folder)
        page, events = VIS, json.dumps(peers.vis(made), ensure_ascii=False)
    (folder / "index.html").write_text(page, "utf-8")
    (folder / "events.json").write_text(events, "utf-8")
    return folder
