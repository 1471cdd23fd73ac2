"""Measures this publisher beside others, in one run: `python -m benchmarks [--quick]`, on Linux.

Writes RESULTS.md and results.json: beside this file, or, of a quick run, to .cache/bench/.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks import builds, machine, pages, peers, previewing, results
from benchmarks.cases import Case
from benchmarks.house import PROJECT, House, house
from benchmarks.measuring import FailedError
from benchmarks.samples import Samples, samples_of
from scripts import npm

HERE: Final = Path(__file__).parent
CACHE: Final = PROJECT / ".cache" / "bench"
SIZES: Final = (1_000, 10_000, 50_000)
QUICK: Final = (50, 1_000)
ALL: Final = 10_000  # records; with more, only we are measured, once, and neither edited nor served
TIMES: Final = 3
EDITS: Final = 5  # in a preview
PAGES: Final = (50, 1_000, 10_000)
TIMELINEJS: Final = (50, 100, 300, 1_000)
VIS: Final = (50, 1_000, 10_000)
PARTS: Final = ("builds", "mkdocs", "hugo", "checks", "serve", "browser", "timelinejs", "vis")
LARGE: Final = frozenset(
    {Case.BUILD, Case.BUILD_BARE, Case.CHECK, Case.CHECK_WARM, Case.COMPOSE, Case.ORDER}
)


@dataclass(slots=True)
class Bench:
    """A run: what is wanted of it, and what it has found so far."""

    sizes: Sequence[int]
    shown: Sequence[int]
    times: int
    without: frozenset[str]
    work: Path
    samples: Samples = field(default_factory=Samples)
    left_out: list[str] = field(default_factory=list)
    browser: str | None = None

    def run(self) -> None:
        """Measure everything."""
        for name in sorted(self.without):
            self._leave_out(f"{name}: not asked for")
        if "hugo" not in self.without and shutil.which("hugo") is None:
            self._leave_out("Hugo: it is not installed")
        sites: dict[int, House] = {}
        for count in self.sizes:
            made = house(self.work / str(count), count)
            self._commands(made)
            if count in self.shown and "browser" not in self.without:
                sites[count] = made
            else:
                shutil.rmtree(made.folder)
        if "browser" not in self.without:
            self._in_browser(sites)

    def _commands(self, made: House) -> None:
        steps: list[builds.Step] = []
        if "builds" not in self.without:
            steps += builds.ours(made)
            if not made.accepts(builds.NO_SEARCH):
                self._leave_out(f"{made.count:,} records without search: no {builds.NO_SEARCH}")
        if made.count <= ALL:
            steps += builds.theirs(
                made, peers.write(made.made, made.folder / "peers"), self.without
            )
        if "checks" not in self.without:
            steps += builds.checks(made)
        if made.count > ALL:
            steps = [step for step in steps if step.case in LARGE]
        times = self.times if made.count <= ALL else 1
        for failure in builds.rounds(steps, made.count, times, self.samples, say):
            self._leave_out(failure)
        if "serve" not in self.without and made.count <= ALL:
            try:
                previewing.follow(made, EDITS, self.samples, say)
            except FailedError as error:
                self._leave_out(str(error))

    def _in_browser(self, houses: dict[int, House]) -> None:
        try:
            from benchmarks.browser import started  # noqa: PLC0415 - Playwright may be missing
            from tests.browser.chromium import NoBrowserError  # noqa: PLC0415
            from tests.browser.serving import Server  # noqa: PLC0415
        except ImportError as error:
            self._leave_out(f"pages: {error}")
            return
        serve = Server()
        openings: list[pages.Opening] = []
        for count in self.shown:
            made = houses.get(count) or house(self.work / str(count), count)
            try:
                builds.command(made.folder, made, *made.build())
            except FailedError as error:
                self._leave_out(f"our pages of {count:,} records: {error}")
                continue
            openings += pages.ours(made, serve(made.site))
        openings += self._scripts(serve)
        try:
            with started() as browser:
                self.browser = browser.version
                for failure in pages.turns(browser, openings, self.times, self.samples, say):
                    self._leave_out(failure)
        except NoBrowserError as error:
            self._leave_out(f"pages: {error}")
        finally:
            serve.close()

    def _scripts(self, serve: pages.Serve) -> Iterator[pages.Opening]:
        wanted = {Case.TIMELINEJS: TIMELINEJS, Case.VIS: VIS}
        if "timelinejs" in self.without:
            del wanted[Case.TIMELINEJS]
        if "vis" in self.without:
            del wanted[Case.VIS]
        if not wanted:
            return
        try:
            packages = npm.installed(HERE, CACHE / "npm", say)
        except npm.NpmError as error:
            self._leave_out(f"{' and '.join(wanted)}: {error}")
            return
        for case, sizes in wanted.items():
            for count in sizes:
                if count <= max(self.shown):
                    folder = pages.theirs(count, self.work / f"{case}-{count}", packages, case)
                    yield pages.Opening(case, count, serve(folder), own_word=True)

    def versions(self) -> dict[str, str]:
        """The versions of all that took part."""
        found = machine.versions(hugo="hugo" not in self.without, browser=self.browser)
        if self.browser:
            found |= json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
        return found

    def _leave_out(self, why: str) -> None:
        say(f"not measured: {why}")
        self.left_out.append(why)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write down what was found."""
    options = _options(arguments)
    if options.rewrite:
        return _rewrite()
    if not sys.platform.startswith("linux"):
        say("It reads /proc, and so needs Linux.")
        return 2
    CACHE.mkdir(parents=True, exist_ok=True)
    sizes = options.sizes or (QUICK if options.quick else SIZES)
    where, start = machine.machine(), time.monotonic()
    into = CACHE if options.quick or options.sizes or options.without else HERE
    with tempfile.TemporaryDirectory(prefix="run-", dir=CACHE) as work:
        bench = Bench(
            sizes,
            [n for n in PAGES if n <= max(sizes)],
            options.times or (1 if options.quick else TIMES),
            frozenset(options.without),
            Path(work),
        )
        try:
            bench.run()
        except BaseException as error:
            bench.left_out.append(f"all that was to come when it ended ({type(error).__name__})")
            into = CACHE
            raise
        finally:
            told = sys.argv[1:] if arguments is None else arguments
            run = results.Run(
                day=str(date.today()),  # noqa: DTZ011 - the day here, of which a reader thinks
                minutes=round((time.monotonic() - start) / 60),
                commit=machine.commit(),
                command=" ".join(("python -m benchmarks", *told)),
                machine=where,
                versions=bench.versions(),
                left_out=bench.left_out,
            )
            _write(into, run, bench.samples)
    return 0


def _write(folder: Path, run: results.Run, samples: Samples) -> None:
    data = {**asdict(run), "samples": samples.data()}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(f"{text}\n", "utf-8")
    (folder / "RESULTS.md").write_text(results.page(run, samples), "utf-8")
    say(f"Written: {(folder / 'RESULTS.md').relative_to(PROJECT)}")


def _rewrite() -> int:
    """Write RESULTS.md anew from results.json, as after a change of its words."""
    data = json.loads((HERE / "results.json").read_text("utf-8"))
    samples = samples_of(data.pop("samples"))
    (HERE / "RESULTS.md").write_text(results.page(results.Run(**data), samples), "utf-8")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="50 and 1,000 records, once")
    parser.add_argument("--sizes", type=_sizes, help="numbers of records, as 1000,10000")
    parser.add_argument("--times", type=int, help=f"how often each is measured ({TIMES})")
    parser.add_argument("--without", nargs="+", default=(), choices=PARTS, help="what to leave out")
    parser.add_argument("--rewrite", action="store_true", help="RESULTS.md out of results.json")
    return parser.parse_args(arguments)


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(part) for part in text.split(",")))


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
