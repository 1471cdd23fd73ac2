"""What git is asked for a command: whose a finding is, what went uncorrected, where it fails."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from timeline.checking import Checked
from timeline.commands.terminal import USAGE, check_content, show
from timeline.history.amendments import uncorrected
from timeline.history.changes import State, compare, state_of
from timeline.history.ownership import between, own, told_twice
from timeline.history.revisions import Repository, RevisionError, Trouble, repository
from timeline.messages import Language, Messages, words
from timeline.reading.characters import inert
from timeline.reading.finding import Finding
from timeline.reading.folder import MAX_VOCABULARY_BYTES
from timeline.reading.memory import Memory
from timeline.reporting.diagnostic import Nearness
from timeline.reporting.isolation import isolated

TROUBLES: Final = {
    Trouble.NO_GIT: words(
        "The program git is not installed, and only git knows what changed. Install it first."
    ),
    Trouble.NO_REPOSITORY: words(
        "{value} is not in a repository of git that can be opened: run this in a clone of the "
        "timeline's repository."
    ),
    Trouble.NO_REVISION: words(
        "git knows no revision {value} here. Name a branch, a tag or a commit; git branch -a lists "
        "the branches, and git fetch gets those that are missing."
    ),
    Trouble.SHALLOW: words(
        "This clone is too shallow to see where {value} and what is here part. Get the rest with "
        "git fetch --unshallow; in a GitHub workflow, set fetch-depth: 0."
    ),
    Trouble.UNRELATED: words(
        "{value} and what is here have no history in common. Name a revision of this timeline."
    ),
    Trouble.NO_FOLDER: words("There was no such folder in {value}."),
}


def _trouble(error: RevisionError, say: Messages) -> str:
    """Say what git could not do, and what to do about it."""
    text = say.text(TROUBLES[error.trouble])
    if say.language is Language.ARABIC:
        text = isolated(text)
    return text.format_map({"value": inert(error.value)})


@dataclass(frozen=True, slots=True)
class Since:
    """What is known of a change: how near each finding is to it, by the finding's identity.

    `uncorrected` names the fields of published events that changed without a correction, by file.
    """

    nearness: Mapping[int, Nearness] = field(default_factory=dict)
    uncorrected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def since(
    checked: Checked, content: Path, revision: str, say: Messages, memory: Memory
) -> Since | int:
    """Hold what was found against what changed since a revision.

    Those that another says of the changed record are left out.
    Where git cannot say, that is told, and the exit status given.
    """
    try:
        around = repository(content)
        base = around.fork(revision)
        events = any(file.startswith("events/") for file in around.changed(base))
        if not checked.findings and not events:
            return Since()
        return _since(checked, content, around, base, partial(_before, say, memory))
    except RevisionError as error:
        show(_trouble(error, say), sys.stderr)
        return USAGE


def states(
    content: Path, revision: str, until: str | None, say: Messages
) -> tuple[State, State] | int:
    """Give the timeline where this branch and a revision part, and now; or in two revisions.

    Where git cannot say, that is told, and the exit status given.
    """
    try:
        around = repository(content)
        if until is None:
            was = _then(around, around.fork(revision), say)
            return was, state_of(check_content(content, say))
        first, second = around.commit(revision), around.commit(until)
        return _then(around, first, say), _then(around, second, say)
    except RevisionError as error:
        show(_trouble(error, say), sys.stderr)
        return USAGE


def _then(around: Repository, commit: str, say: Messages) -> State:
    """Read the content as it was in a commit."""
    with around.as_it_was(commit, MAX_VOCABULARY_BYTES) as folder:
        return state_of(check_content(folder, say))


def _before(say: Messages, memory: Memory, then: Path) -> Checked:
    """Check the content as it was, of which nearly all is as it is now."""
    return check_content(then, say, memory.elsewhere())


def _since(
    checked: Checked,
    content: Path,
    around: Repository,
    base: str,
    check_then: Callable[[Path], Checked],
) -> Since:
    findings = checked.findings
    try:
        with around.as_it_was(base, MAX_VOCABULARY_BYTES) as then:
            change = between(then, content, around.changed(base))
            twice = told_twice(findings, change)
            before = check_then(then)
            owned = own(findings, before.findings, change)
    except RevisionError as error:
        if error.trouble is not Trouble.NO_FOLDER:
            raise
        # The folder itself is new.
        return Since(dict.fromkeys(map(id, findings), Nearness.LINE))

    @lru_cache
    def lines(file: str) -> frozenset[int]:
        return around.changed_lines(base, file)

    def near(finding: Finding, *, is_own: bool) -> Nearness:
        if not is_own:
            return Nearness.OTHERS
        if not change.concerns(finding):
            return Nearness.CAUSED
        return Nearness.LINE if finding.at.line in lines(finding.at.file) else Nearness.RECORD

    changes = compare(state_of(before), state_of(checked)).changes
    events = checked.content.events
    return Since(
        {
            id(finding): near(finding, is_own=is_own)
            for finding, is_own in zip(findings, owned, strict=True)
            if id(finding) not in twice
        },
        {events.document(i).file: fields for i, fields in uncorrected(changes).items()},
    )
