"""Commands that are measured, ours and those of others, in turn: A B C, A B C."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.house import PROJECT, House, commit, remove
from benchmarks.measuring import Cost, FailedError, measure
from benchmarks.peers import Peers
from benchmarks.samples import Figures, Samples

LIMIT: float = 900  # seconds, after which a command is given up
NO_SEARCH = "--no-search"
SEARCH_CHILD = "pagefind"


@dataclass(frozen=True, slots=True)
class Step:
    """A case, what is done before it and not measured, and what gives its figures."""

    case: Case
    before: Callable[[], object]
    run: Callable[[], Figures]


def rounds(
    steps: Sequence[Step], records: int, times: int, samples: Samples, say: Callable[[str], object]
) -> Iterator[str]:
    """Run all steps, and all again; yield what failed, which is not tried again."""
    failed: set[Case] = set()
    for turn in range(times):
        for step in steps:
            if step.case in failed:
                continue
            try:
                step.before()
                os.sync()  # what was written before is not paid for by what comes after
                figures = step.run()
            except FailedError as error:
                failed.add(step.case)
                yield f"{step.case}, {records:,} records: {error}"
                continue
            samples.add(step.case, records, figures)
            say(f"{records:>6,}  {turn + 1}/{times}  {step.case:<55} {figures['wall']:8.2f} s")


def command(where: Path, house: House, *words: str | Path) -> Figures:
    """Run a command to its end; the figures that it shows."""
    return figures(measure(words, where, house.env, LIMIT))


def figures(cost: Cost) -> Figures:
    """What is kept of a command's cost."""
    found = {"wall": cost.wall, "cpu": cost.cpu, "memory": float(cost.own)}
    search = [held for name, held in cost.others.items() if SEARCH_CHILD in name]
    return {**found, **({"search memory": float(sum(search))} if search else {})}


def ours(house: House) -> Iterator[Step]:
    """Our own builds. Each leaves the site and the cache that the next one starts from."""
    yield from _builds(house, (), (Case.BUILD, Case.WARM, Case.EDIT, Case.AGAIN, Case.COPY))
    if house.accepts(NO_SEARCH):
        bare = (Case.BUILD_BARE, Case.WARM_BARE, Case.EDIT_BARE, Case.AGAIN_BARE, Case.COPY_BARE)
        yield from _builds(house, (NO_SEARCH,), bare)


def _builds(house: House, options: Sequence[str], cases: Sequence[Case]) -> Iterator[Step]:
    clean, warm, edited, again, copied = cases
    build = partial(command, house.folder, house, *house.build(*options))
    copy = house.folder / "copy"
    texts = _Alternating(house)

    def cold() -> None:
        remove(copy)
        house.without_site()
        house.without_cache()

    yield Step(clean, cold, build)
    yield Step(warm, house.without_site, build)
    yield Step(edited, house.edit, build)

    def back() -> None:
        texts.turn()
        build()  # now both texts have been published, and what is made of them may be in the cache
        texts.turn()

    yield Step(again, back, build)
    yield Step(copied, partial(remove, copy), partial(_copied, house, copy))


def _copied(house: House, copy: Path) -> Figures:
    try:
        return command(house.folder, house, "cp", "-r", house.site, copy)
    finally:
        remove(copy)


class _Alternating:
    """One record that has two texts, in turn: as somebody who undoes and does again."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._aside: bytes | None = None

    def turn(self) -> None:
        """Give it its other text."""
        event = next(iter(self._house.made.events))
        (path,) = (self._house.content / "events").rglob(f"{event}.yml")
        now = path.read_bytes()
        if self._aside is None:
            self._house.edit(0)
        else:
            path.write_bytes(self._aside)
        self._aside = now


def checks(house: House) -> Iterator[Step]:
    """What reads the records and publishes nothing, beside reading them and no more."""
    run = partial(command, house.folder, house)
    compose = PROJECT / "benchmarks" / "compose.py"
    yield Step(Case.COMPOSE, _nothing, partial(run, sys.executable, compose, house.content))
    yield Step(Case.CHECK, house.without_cache, partial(run, *house.timeline("check")))
    yield Step(Case.CHECK_WARM, _nothing, partial(run, *house.timeline("check")))
    yield Step(Case.CHECK_EDIT, house.edit, partial(run, *house.timeline("check")))
    if shutil.which("git"):

        def one_edited() -> None:
            remove(house.folder / ".git")
            commit(house.folder, house.env)
            house.edit()

        since = house.timeline("check", "--changed-since", "HEAD")
        yield Step(Case.SINCE, one_edited, partial(run, *since))
    yield Step(Case.ORDER, _nothing, partial(run, *house.timeline("order")))


def theirs(house: House, peers: Peers, without: Iterable[str]) -> Iterator[Step]:
    """Clean builds of the same records by others."""
    if "mkdocs" not in without:
        for case, settings in (
            (Case.MKDOCS, "mkdocs.yml"),
            (Case.MKDOCS_BARE, "without-search.yml"),
        ):
            yield Step(
                case,
                partial(remove, peers.mkdocs / "site"),
                partial(
                    command,
                    peers.mkdocs,
                    house,
                    *(sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", settings),
                ),
            )
    if "hugo" not in without and shutil.which("hugo"):

        def no_site() -> None:
            for name in ("public", "resources"):
                remove(peers.hugo / name)

        yield Step(Case.HUGO, no_site, partial(command, peers.hugo, house, "hugo", "--quiet"))


def _nothing() -> None:
    """Nothing is to be done before."""
