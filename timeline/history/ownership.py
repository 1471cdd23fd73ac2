"""Whose a finding is: of a change, or of what stood there before it.

A finding is of the change where it stands in a record that was changed, or where it was not there
before. A record is a file, and in a file of many records its entry. Imports `timeline.reading`.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from timeline.reading.document import open_vocabulary
from timeline.reading.finding import Finding, Location

Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True)
class Change:
    """What was changed: files by their names below content/, and of some of them which entries.

    A file of which no entries are named was changed as a whole.
    """

    files: Collection[str]
    entries: Mapping[str, Collection[str]] = field(default_factory=dict)

    def touches(self, finding: Finding) -> bool:
        """Whether the record that a finding stands in was changed."""
        return self._touched(finding.at)

    def concerns(self, finding: Finding) -> bool:
        """Whether that record was changed, or another that the finding names."""
        return any(map(self._touched, (finding.at, *finding.related)))

    def _touched(self, at: Location) -> bool:
        if at.file not in self.files:
            return False
        return not at.path or at.file not in self.entries or at.path[0] in self.entries[at.file]


def between(then: Path, now: Path, files: Collection[str]) -> Change:
    """Find which entries of the changed files were changed, where both can be read."""
    entries: dict[str, Collection[str]] = {}
    for file in sorted(files):
        if not (file.startswith("vocabularies/") or file == "withdrawn.yml"):
            continue
        (_, before, faults), (_, after, others) = (
            open_vocabulary(root, file) for root in (then, now)
        )
        if not faults and not others and isinstance(before, dict) and isinstance(after, dict):
            entries[file] = {key for key in after if before.get(key) != after[key]}
    return Change(files, entries)


def own(now: Sequence[Finding], then: Sequence[Finding], change: Change) -> list[bool]:
    """Say of each finding of now whether it is the change's own.

    One of now is one of then where rule, file, path and facts are the same: lines move.
    """
    before = Counter(map(_key, then))
    found: list[bool] = []
    for finding in now:
        known = before[_key(finding)] > 0
        before[_key(finding)] -= 1
        found.append(change.touches(finding) or not known)
    return found


def told_twice(findings: Sequence[Finding], change: Change) -> set[int]:
    """Give, by identity, findings that also stand the other way round, in a record that changed.

    Of two records that may be one the change's own is told of, not the one that was there.
    """
    own_ends = {(each.rule, each.at, each.related) for each in findings if change.touches(each)}
    return {
        id(each)
        for each in findings
        if len(each.related) == 1
        and not change.touches(each)
        and (each.rule, each.related[0], (each.at,)) in own_ends
    }


def _key(finding: Finding) -> Key:
    return finding.rule, finding.at.file, finding.at.path, tuple(sorted(finding.facts.items()))
