"""What git is asked for a command: whose a finding is, and what it says where git could not."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from timeline.checking import Checked
from timeline.commands.terminal import check_content
from timeline.messages import Language, Messages, words
from timeline.ownership import between, own
from timeline.reading.characters import inert
from timeline.reading.finding import Finding
from timeline.reporting.diagnostic import Nearness
from timeline.reporting.isolation import isolated
from timeline.revisions import RevisionError, Trouble, repository

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


def revision_trouble(error: RevisionError, say: Messages) -> str:
    """Say what git could not do, and what to do about it."""
    text = say.text(TROUBLES[error.trouble])
    if say.language is Language.ARABIC:
        text = isolated(text)
    return text.format_map({"value": inert(error.value)})


def _nearness(checked: Checked, content: Path, revision: str, say: Messages) -> dict[int, Nearness]:
    """Say of each finding, by its identity, how near it is to what changed since a revision."""
    around = repository(content)
    base = around.fork(revision)
    if not checked.findings:
        return {}
    files = around.changed(base)
    try:
        with around.as_it_was(base) as then:
            change = between(then, content, files)
            owned = own(checked.findings, check_content(then, say).findings, change)
    except RevisionError as error:
        if error.trouble is not Trouble.NO_FOLDER:
            raise
        return dict.fromkeys(map(id, checked.findings), Nearness.LINE)  # the folder itself is new

    @lru_cache
    def lines(file: str) -> frozenset[int]:
        return around.changed_lines(base, file)

    def near(finding: Finding, *, is_own: bool) -> Nearness:
        if not is_own:
            return Nearness.OTHERS
        if not change.touches(finding):
            return Nearness.CAUSED
        return Nearness.LINE if finding.at.line in lines(finding.at.file) else Nearness.RECORD

    return {
        id(finding): near(finding, is_own=is_own)
        for finding, is_own in zip(checked.findings, owned, strict=True)
    }
