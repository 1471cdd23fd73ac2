"""All that is checked, in its order: read, rules, dataset, order.

The command line, the build, the plugin and the tests of the rules go through here, so that none of
them can check more or less than another. Imports everything up to `timeline.ordering`.
"""

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

from timeline.dataset import Dataset, assemble
from timeline.ordering import Order, arrange
from timeline.reading.content import Content, read_content
from timeline.reading.finding import Finding
from timeline.reading.kept import Kept
from timeline.reading.listing import fingerprint
from timeline.reading.memory import Memory
from timeline.rules import table
from timeline.rules.rule import Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a content/ folder.

    `dataset` and `order` are None where a finding is an error. `findings` stand by file and line.
    `content` is what could be read in any case.
    """

    findings: tuple[Finding, ...]
    content: Content
    dataset: Dataset | None = None
    order: Order | None = None


Early: TypeAlias = Callable[[Checked], None]


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of a content/ folder, and of its records what all that tells them needs."""

    findings: tuple[Finding, ...]
    site_url: str | None


def told(root: Path, *, today: date | None, memory: Memory) -> Told:
    """Find what `check` finds; where nothing has changed since the last time, without reading."""
    state = None
    if isinstance(memory, Kept) and (seen := fingerprint(root, memory.now)):
        state = f"{seen} {today}"
        kept = memory.answer(state)
        if isinstance(kept, Told):
            return kept
    with uncollected():
        found = _found(root, today, memory)
    about = found.content.about
    answer = Told(found.findings, about.site_url if about else None)
    memory.save()
    if isinstance(memory, Kept) and state:
        memory.keep_answer(state, answer)
    return answer


def check(  # noqa: PLR0913 - what may be known from without, each by its name
    root: Path,
    *,
    untitled: str,
    day: date | None = None,
    today: date | None = None,
    memory: Memory | None = None,
    early: Early = lambda _: None,
) -> Checked:
    """Read a content/ folder and hold it against every rule.

    `assemble` has `untitled` and `day`, which is published. `today` is never published: some rules
    ask for it, such as that an event to come is planned, and are silent without it. A `memory` that
    is given again spares reading what has not changed since. `early` is given what can be published as
    soon as that is known, and what was found until then.
    """

    def decided(found: Checked) -> Checked:
        if found.order is None or any(is_error(finding) for finding in found.findings):
            return replace(found, order=None)
        whole = replace(found, dataset=assemble(found.content, untitled, day))
        early(whole)
        return whole

    with uncollected():
        return _found(root, today, memory, decided)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no circles among objects meanwhile: hundreds of thousands are made, all are kept.

    Python would go through all of them again and again, which takes longer than making them. Then
    they count as old, which are looked through seldom. What forms no circle is freed as ever.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _found(
    root: Path,
    today: date | None,
    memory: Memory | None,
    decided: Callable[[Checked], Checked] = lambda found: found,
) -> Checked:
    """Find everything; whether there is a dataset, and which, is `decided` once all errors are known."""
    content, findings = read_content(root, memory, table.alone)
    findings += table.check(content, today, table.DECIDING)
    order = arrange(content.events.records, content)
    if not isinstance(order, Order):
        findings += order
    known = order if isinstance(order, Order) else None
    found = decided(Checked(tuple(sorted(findings, key=_place)), content, order=known))
    findings += table.check(content, today, table.REMARKING)
    return replace(found, findings=tuple(sorted(findings, key=_place)))


def is_error(finding: Finding) -> bool:
    """Whether a finding keeps the timeline from being published."""
    return table.BY_NAME[finding.rule].severity is Severity.ERROR


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.at.file, finding.at.line, finding.at.column, table.BY_NAME[finding.rule].code


def day_of_epoch(environment: Mapping[str, str]) -> date | None:
    """Find the day that SOURCE_DATE_EPOCH names (reproducible-builds.org); None without one."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not re.fullmatch(r"[0-9]{1,11}", epoch):  # to the year 5138; no clock is asked instead
        return None
    return datetime.fromtimestamp(int(epoch), UTC).date()
