"""Files mended and put in canonical form, as texts: nothing is read or written here.

What one mend uncovers the next one mends, so files are checked again until nothing changes. A mend
is made whole or not at all, and not where more than it means would change (`writing.edits`) or where
a file that could be read would then have more errors: a fix harms nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from timeline.checking import is_error
from timeline.reading.edit import Edit, Rename
from timeline.reading.finding import Finding, Path
from timeline.reading.kind import kind_of
from timeline.reading.yaml_source import MAX_VOCABULARY_NODES, read
from timeline.rules.table import BY_NAME
from timeline.writing.canonical import ReadsOtherwiseError, canonical, schema_path
from timeline.writing.comments import UnknownLayoutError
from timeline.writing.edits import applied, chosen, possible

ROUNDS: Final = 12  # a mend uncovers at most a few others; this ends what would go round in circles

Texts: TypeAlias = Mapping[str, str]
Check: TypeAlias = Callable[[Texts], Sequence[Finding]]
"""All that is wrong with a whole content/ folder whose files have these texts."""


_Name: TypeAlias = tuple[str, Path, tuple[tuple[str, str], ...]]
"""A finding, wherever in its file it now stands."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """What became of one file. `mended` has the breaks that were; `name` is a new one if it differs.

    `left_alone` says that a mend would have done harm, which is a fault of this program; `odd`
    that it is mended and not put in canonical form, for a key of it stands on several lines.
    """

    file: str
    name: str
    text: str
    mended: tuple[Finding, ...]
    left_alone: bool = False
    odd: bool = False


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
    odd: set[str] = field(default_factory=set)
    refused: dict[str, set[_Name]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Mend:
    """What mends one finding: edits, all or none of them, or a name for the file."""

    finding: Finding
    edits: tuple[Edit, ...]
    names: tuple[str, ...]


@dataclass(slots=True)
class _Turn:
    """A file in one round: its name and text before, what could be mended and what was."""

    file: str
    name: str
    text: str
    mends: list[_Mend] = field(default_factory=list)
    noted: list[Finding] = field(default_factory=list)


def fix(texts: Texts, wanted: Collection[str], check: Check, schemas: str | None = None) -> Fixed:
    """Fix the files that are wanted, among all whose texts are given.

    Lines end with a line feed in the texts. `schemas` is the folder of the JSON Schemas, from content/; None
    where there is none to name.
    """
    state = _State(dict(texts), {file: file for file in sorted(wanted) if file in texts})
    findings = check(texts)
    for _ in range(ROUNDS):
        tried = _round(state, findings, schemas)
        if not tried:
            break
        new = check(state.texts)
        worse = [turn for turn in tried if _is_worse(state, turn, findings, new)]
        for turn in worse:
            _mend_less(state, turn, findings, check, schemas)
        findings = check(state.texts) if worse else new
    return Fixed(
        {
            file: FixedFile(
                file,
                name,
                state.texts[name],
                tuple(state.mended.get(file, ())),
                left_alone=file in state.left_alone,
                odd=file in state.odd,
            )
            for file, name in state.names.items()
        },
        tuple(findings),
    )


def _round(state: _State, findings: Sequence[Finding], schemas: str | None) -> list[_Turn]:
    """Make every mend that can be made at once; give what was changed."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.at.file, []).append(finding)
    turns = []
    for file, name in list(state.names.items()):
        if file in state.left_alone:
            continue
        refused = state.refused.get(file, set())
        turn = _Turn(file, name, state.texts[name])
        told = (f for f in by_file.get(name, []) if _named(f) not in refused)
        turn.mends = _sound(turn.text, [mend for f in told if (mend := _mend(f, turn.text))])
        if _take(state, turn, turn.mends, schemas):
            turns.append(turn)
    return turns


def _named(finding: Finding) -> _Name:
    return finding.rule, finding.at.path, tuple(sorted(finding.facts.items()))


def _mend(finding: Finding, text: str) -> _Mend | None:
    """Give what mends a finding; None if nothing does."""
    mends = BY_NAME[finding.rule].mend(finding, text)
    edits = tuple(mend for mend in mends if isinstance(mend, Edit))
    names = tuple(mend.file for mend in mends if isinstance(mend, Rename))
    return _Mend(finding, edits, names) if edits or names else None


def _together(text: str, mends: Sequence[_Mend]) -> str | None:
    return applied(text, [edit for mend in mends for edit in mend.edits])


def _sound(text: str, mends: Sequence[_Mend]) -> list[_Mend]:
    """Give the mends that can be made together; those that cannot be made as they are, as they can."""

    def sound(some: Sequence[_Mend]) -> bool:
        return _together(text, some) is not None

    made = chosen(mends, sound)
    done = {id(mend) for mend in made}
    ways: dict[tuple[Edit, ...], tuple[Edit, ...]] = {}
    others = []
    for mend in mends:
        if id(mend) not in done:
            if mend.edits not in ways:
                ways[mend.edits] = possible(text, mend.edits)
            if ways[mend.edits]:
                others.append(replace(mend, edits=ways[mend.edits]))
    return chosen(others, sound, made)


def _take(state: _State, turn: _Turn, mends: Sequence[_Mend], schemas: str | None) -> bool:
    """Make mends in a file as it was, and put it in canonical form; whether anything changed."""
    _put_back(state, turn)
    new = _together(turn.text, mends)
    if new is None:
        return False
    name = turn.name
    renamed = False
    for other in (other for mend in mends for other in mend.names):
        if not renamed and _is_free(other, name, state.texts):
            name, renamed = other, True
    try:
        new = canonical(name, new, schema_path(name, schemas) if schemas else None)
    except UnknownLayoutError:
        state.odd.add(turn.file)
    except ReadsOtherwiseError:
        state.left_alone.add(turn.file)
        return False
    if (new, name) == (turn.text, turn.name):
        return False
    del state.texts[turn.name]
    state.texts[name] = new
    state.names[turn.file] = name
    turn.noted = [mend.finding for mend in mends if mend.edits or renamed]
    state.mended.setdefault(turn.file, []).extend(turn.noted)
    return True


def _put_back(state: _State, turn: _Turn) -> None:
    """Make a file again what it was before its turn."""
    del state.texts[state.names[turn.file]]
    state.texts[turn.name] = turn.text
    state.names[turn.file] = turn.name
    if turn.noted:
        del state.mended[turn.file][-len(turn.noted) :]
        turn.noted = []


def _is_worse(
    state: _State, turn: _Turn, before: Sequence[Finding], after: Sequence[Finding]
) -> bool:
    """Whether a file that could be read has more errors than it had, or can no longer be read.

    What could not be read has nothing to lose: only then it shows what else is wrong with it.
    """
    name = state.names[turn.file]
    if not _is_read(turn.name, turn.text):
        return False
    had = sum(is_error(finding) for finding in before if finding.at.file == turn.name)
    has = sum(is_error(finding) for finding in after if finding.at.file == name)
    return has > had or not _is_read(name, state.texts[name])


def _is_read(file: str, text: str) -> bool:
    if not file.endswith(".yml"):
        return not file.endswith(".yaml")
    return kind_of(file) is not None and not read(file, text, MAX_VOCABULARY_NODES)[1]


def _mend_less(
    state: _State, turn: _Turn, findings: Sequence[Finding], check: Check, schemas: str | None
) -> None:
    """Leave out the mends that did harm; without any that can be told, leave the file alone."""

    def harmless(mends: Sequence[_Mend]) -> bool:
        changed = _take(state, turn, mends, schemas)
        return not changed or not _is_worse(state, turn, findings, check(state.texts))

    if not harmless(()):
        _put_back(state, turn)
        state.left_alone.add(turn.file)
        return
    kept = chosen(turn.mends, harmless)
    _take(state, turn, kept, schemas)
    refused = state.refused.setdefault(turn.file, set())
    refused |= {_named(mend.finding) for mend in turn.mends if mend not in kept}


def _is_free(new: str, old: str, texts: Texts) -> bool:
    """Whether no other file has the name, in whatever folder of its kind: names are ids."""
    kind, _, _ = new.partition("/")
    name = new.rpartition("/")[2].lower()
    return not any(
        file != old and file.startswith(f"{kind}/") and file.rpartition("/")[2].lower() == name
        for file in texts
    )
