"""What the mends of several rules share: a value put in another's place, characters wherever they are."""

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Final

from timeline.dates import to_latin
from timeline.reading.characters import forbidden
from timeline.reading.edit import Edit
from timeline.reading.finding import Finding, Location, Path
from timeline.reading.kind import kind_of
from timeline.reading.lines import offset
from timeline.reading.stretches import leaves, removal, stretches
from timeline.writing.layout import Form, Layout, layout_of
from timeline.writing.scalar import inline, key

# Of the characters of a file so many are mended at once. What is left is, when it is mended again.
_MOST: Final = 100_000
_LONG_NAME: Final = 6  # of this many letters one that differs is a slip; «case» is no «base»

_ESCAPE: Final = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0abefvNLP])|.)", re.DOTALL
)
_NAMED_ESCAPES: Final = {
    "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v",
    "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_DOUBLE_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NOTHING: Final = frozenset({"", '""', "''"})


def written(text: str, at: Location, rule: str, instead: Callable[[str], str]) -> tuple[Edit, ...]:
    """Replace all characters that break a rule, or those that the value at a place has as escapes."""
    return _as_they_stand(text, rule, instead) or as_escapes(text, at, rule, instead)


# Both are kept: the findings of one file, or of one value, all have the same mend.
@lru_cache(maxsize=16)
def _as_they_stand(text: str, rule: str, instead: Callable[[str], str]) -> tuple[Edit, ...]:
    return _joined(
        Edit(index, index + 1, other)
        for index, broken in islice(forbidden(text), _MOST)
        if broken == rule and (other := instead(text[index])) != text[index]
    )


@lru_cache(maxsize=16)
def as_escapes(
    text: str, at: Location, rule: str, instead: Callable[[str], str]
) -> tuple[Edit, ...]:
    """Replace what the text of the value at a place, in double quotes, writes as escapes."""
    start = offset(text, at)
    quoted = _DOUBLE_QUOTED.match(text, start)
    if quoted is None:
        return ()
    edits = []
    for match in _ESCAPE.finditer(quoted[0]):
        number = match[1] or match[2] or match[3]
        if number is None and match[4] is None:
            continue
        point = int(number, 16) if number else ord(_NAMED_ESCAPES[match[4]])
        if (
            point <= sys.maxunicode
            and any(name == rule for _, name in forbidden(chr(point)))
            and (other := instead(chr(point))) != chr(point)
        ):
            edits.append(Edit(start + match.start(), start + match.end(), other))
    return _joined(edits)


def _joined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Make one edit of those that touch: a file can be full of what is refused."""
    joined: list[Edit] = []
    start = end = -1
    texts: list[str] = []
    for edit in edits:
        if edit.start != end:
            if texts:
                joined.append(Edit(start, end, "".join(texts)))
            start, texts = edit.start, []
        end = edit.end
        texts.append(edit.text)
    return (*joined, Edit(start, end, "".join(texts))) if texts else ()


def letter(form: str) -> str:
    """Give the letters that a presentation form stands for; itself where Unicode knows none."""
    plain = unicodedata.normalize("NFKC", form)
    return plain.strip() or plain  # a mark shown by itself is written with a space below it


def value(finding: Finding, text: str) -> str | None:
    """Give the single value that a finding is about, without its quotes; None if it is none."""
    stretch = stretches(text).get(finding.at.path)
    if stretch is None or not stretch.scalar:
        return None
    raw = text[stretch.start : stretch.end]
    if "\n" in raw.strip() or "\\" in raw:
        return None
    return raw[1:-1] if raw[:1] in {'"', "'"} else raw


def replaced(
    finding: Finding, text: str, new: str | None, form: Form = Form.PLAIN
) -> tuple[Edit, ...]:
    """Put another value in the place of the one that a finding is about, quoted where it must be."""
    stretch = stretches(text).get(finding.at.path)
    if new is None or stretch is None or not stretch.scalar:
        return ()
    end = stretch.end - 1 if text[stretch.start : stretch.end].endswith("\n") else stretch.end
    return (Edit(stretch.start, end, inline(new, form, in_brackets=stretch.flow)),)


def renamed(finding: Finding, text: str, new: str) -> tuple[Edit, ...]:
    """Give the field that a finding is about another name, unless one of that name is there."""
    table = stretches(text)
    stretch = table.get(finding.at.path)
    if stretch is None or (*finding.at.path[:-1], new) in table:
        return ()
    # Where a name ends only YAML knows: in brackets it may stand without a colon.
    found = leaves(text) or ()
    place = bisect_left(found, stretch.begin, key=attrgetter("start"))
    return tuple(Edit(leaf.start, leaf.end, key(new)) for leaf in found[place : place + 1])


def removed(text: str, path: Path) -> tuple[Edit, ...]:
    """Take out what stands at a path."""
    edit = removal(text, path)
    return (edit,) if edit else ()


def removals(text: str, paths: Collection[Path]) -> tuple[Edit, ...]:
    """Take out several fields of one mapping, of which one is there and others stay."""
    table = stretches(text)
    there = [table[path] for path in paths if path in table]
    depth, parent = len(there[0].path), there[0].path[:-1]
    fields = [s for s in table.values() if len(s.path) == depth and s.path[:-1] == parent]
    first = next(place for place, field in enumerate(fields) if field not in there)
    # Those before the first that stays go up to it, so that what stands before them stays too.
    leading = [Edit(fields[0].begin, fields[first].begin, "")] if first else []
    behind = [field for field in fields[first:] if field in there]
    if fields[0].flow:
        before = dict(zip((f.path for f in fields[1:]), fields, strict=False))
        return (*leading, *(Edit(before[f.path].end, f.end, "") for f in behind))
    return (*leading, *(edit for field in behind if (edit := removal(text, field.path))))


def optional(finding: Finding, text: str) -> bool:
    """Whether what a finding is about may be left out: an item of a list, or an optional field.

    A date may, if the event is dated in the other calendar.
    """
    path = finding.at.path
    kind = kind_of(finding.at.file)
    if kind is None or not path:
        return False
    if isinstance(path[-1], int):
        return True
    layout: Layout | None = layout_of(kind.model)
    own = path[1:] if kind.keyed else path
    for step in own[:-1]:
        layout = (
            (layout.items if isinstance(step, int) else layout.order.get(step)) if layout else None
        )
    name = own[-1] if own else None
    if layout is None or name not in layout.order or name in layout.needed:
        return False
    other = layout.other.get(str(name))
    instead = stretches(text).get((*path[:-1], other)) if other else None
    return other is None or bool(instead and text[instead.start : instead.end] not in _NOTHING)


def as_number(text: str) -> str:
    """Write digits as Latin ones, without the signs that part thousands."""
    latin = to_latin(text).replace("٬", ",").replace("٫", ".").replace("\xa0", " ").strip()
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+", latin):
        latin = re.sub("[, ]", "", latin)
    return latin


def slip(typed: str, meant: str) -> bool:
    """Whether one word is another but for capitals, hyphens or one slip of a finger.

    A slip is a letter too many, too few, two in each other's place, or, in a long word, another.
    """
    a, b = (word.strip().lower().replace("_", "-").replace(" ", "-") for word in (typed, meant))
    if a == b:
        return True
    start = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    rest, other = a[start:], b[start:]
    return (
        rest[1:] == other
        or rest == other[1:]
        or (rest[1::-1] == other[:2] and rest[2:] == other[2:])
        or (len(b) >= _LONG_NAME and len(a) == len(b) and rest[1:] == other[1:])
    )
