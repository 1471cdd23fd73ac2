"""Files mended and put in canonical form, as texts: nothing is read or written here.

What one mend uncovers the next one mends, so files are checked again until nothing changes. A file
comes out as it was if, mended, it would have an error and had none before: a fix harms nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from timeline.checking import is_error
from timeline.reading.edit import Edit, Rename, edited
from timeline.reading.finding import Finding
from timeline.rules.table import BY_NAME
from timeline.writing.canonical import ReadsOtherwiseError, canonical, schema_path

ROUNDS: Final = 12  # a mend uncovers at most a few others; this ends what would go round in circles

Texts: TypeAlias = Mapping[str, str]
Check: TypeAlias = Callable[[Texts], Sequence[Finding]]
"""All that is wrong with a whole content/ folder whose files have these texts."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """What became of one file. `mended` has the breaks that were; `name` is a new one if it differs.

    `left_alone` says that a mend would have done harm, which is a fault of this program.
    """

    file: str
    name: str
    text: str
    mended: tuple[Finding, ...]
    left_alone: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of the files that were to be fixed, by their first names, and what is left."""

    files: Mapping[str, FixedFile]
    left: tuple[Finding, ...]


@dataclass(slots=True)
class _State:
    """Files on their way: `texts` by the names that they have now, `names` by those they had."""

    texts: dict[str, str]
    names: dict[str, str]
    mended: dict[str, list[Finding]] = field(default_factory=dict)
    left_alone: set[str] = field(default_factory=set)


def fix(texts: Texts, wanted: Collection[str], check: Check, schemas: str | None = None) -> Fixed:
    """Fix the files that are wanted, among all whose texts are given.

    Lines end with a line feed in the texts. `schemas` is the folder of the JSON Schemas, from content/; None
    where there is none to name.
    """
    first = check(texts)
    faulty = {finding.at.file for finding in first if is_error(finding)}
    state = _State(dict(texts), {file: file for file in sorted(wanted) if file in texts})
    findings = first
    for _ in range(ROUNDS):
        if not _round(state, findings, schemas):
            break
        findings = check(state.texts)
    harmed = {finding.at.file for finding in findings if is_error(finding)}
    for file, name in state.names.items():
        if name in harmed and file not in faulty and state.texts[name] != texts[file]:
            _undo(state, file, texts[file])
    if state.left_alone:
        findings = check(state.texts)
    return Fixed(
        {
            file: FixedFile(
                file,
                name,
                state.texts[name],
                tuple(state.mended.get(file, ())),
                left_alone=file in state.left_alone,
            )
            for file, name in state.names.items()
        },
        tuple(findings),
    )


def _round(state: _State, findings: Sequence[Finding], schemas: str | None) -> bool:
    """Make every mend that can be made at once; whether anything changed."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.at.file, []).append(finding)
    changed = False
    for file, name in list(state.names.items()):
        if file in state.left_alone:
            continue
        text = state.texts[name]
        new, new_name = _mended(state, file, by_file.get(name, []))
        try:
            schema = schema_path(new_name, schemas) if schemas else None
            new = canonical(new_name, new, schema)
        except ReadsOtherwiseError:
            state.left_alone.add(file)
            continue
        if (new, new_name) != (text, name):
            changed = True
            del state.texts[name]
            state.texts[new_name] = new
            state.names[file] = new_name
    return changed


def _mended(state: _State, file: str, findings: Sequence[Finding]) -> tuple[str, str]:
    """Give a file's text and name with the mends of its findings, and note those."""
    name = state.names[file]
    text = state.texts[name]
    edits: list[Edit] = []
    for finding in findings:
        mends = BY_NAME[finding.rule].mend(finding, text)
        edits += [mend for mend in mends if isinstance(mend, Edit)]
        renames = [mend.file for mend in mends if isinstance(mend, Rename)]
        for other in renames:
            if _is_free(other, name, state.texts):
                name = other
        if mends and (name != state.names[file] or not renames):
            state.mended.setdefault(file, []).append(finding)
    return edited(text, edits), name


def _is_free(new: str, old: str, texts: Texts) -> bool:
    """Whether no other file has the name, in whatever folder of its kind: names are ids."""
    kind, _, _ = new.partition("/")
    name = new.rpartition("/")[2].lower()
    return not any(
        file != old and file.startswith(f"{kind}/") and file.rpartition("/")[2].lower() == name
        for file in texts
    )


def _undo(state: _State, file: str, text: str) -> None:
    state.left_alone.add(file)
    state.mended.pop(file, None)
    del state.texts[state.names[file]]
    state.texts[file] = text
    state.names[file] = file
