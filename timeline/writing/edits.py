"""Edits of a file that change what they mean to, and nothing else.

To take one character out of a plain text can make a comment of the rest of it, and another value
can end the brackets that it stands in. So what stands in the file is read before and after, without
regard to characters that are refused: what an edit does not touch must stand where it stood, say
the same and hang from the same fields. A text that an edit only touches must go as far as before.
Comments within what is taken out are kept.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Final, TypeAlias, TypeVar

from timeline.reading.edit import Edit, edited
from timeline.reading.stretches import Leaf, leaves

G = TypeVar("G")
Edits: TypeAlias = tuple[Edit, ...]

_COMMENT: Final = re.compile(r"(?<!\S)#.*")
_HEADER_COMMENT: Final = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
_SIGNS: Final = frozenset("#:-?&*!|>%@`\"'[]{},")
_BEFORE_SPACE: Final = frozenset(":-?|>,")


def same_again(text: str, start: int) -> int | None:
    """Give where a field ends that begins at a place and says what the one of its name before says.

    None where it says something else, in any part of it.
    """
    found = leaves(text) or ()
    second = bisect_left(found, start, key=lambda leaf: leaf.start)
    while second < len(found) and found[second].start == start and not found[second].key:
        second += 1  # a value of no letters
    if second == len(found) or found[second].start != start:
        return None
    own = found[second]
    alike = _keys(text)[own.chain, own.value]
    place = bisect_left(alike, second)
    if not place:
        return None
    first = alike[place - 1]
    one, other = (_field(found, n) for n in (first, second))
    if [_said(leaf, found[first]) for leaf in one] != [_said(leaf, own) for leaf in other]:
        return None
    return other[-1].end if other else None


@lru_cache(maxsize=8)
def _keys(text: str) -> Mapping[tuple[tuple[int, ...], str], list[int]]:
    """Where among the leaves each key of a mapping stands. Kept, for each finding asks for its own."""
    alike: dict[tuple[tuple[int, ...], str], list[int]] = {}
    for place, leaf in enumerate(leaves(text) or ()):
        if leaf.key:
            alike.setdefault((leaf.chain, leaf.value), []).append(place)
    return alike


def _field(found: Sequence[Leaf], place: int) -> list[Leaf]:
    """Give what hangs from a key, in order."""
    key = found[place]
    chain = (*key.chain, key.start)
    below = (found[n] for n in range(place + 1, len(found)))
    return list(takewhile(lambda leaf: leaf.chain[: len(chain)] == chain, below))


def _said(leaf: Leaf, key: Leaf) -> tuple[bool, str, tuple[int, ...]]:
    return leaf.key, leaf.value, tuple(min(step, 0) for step in leaf.chain[len(key.chain) + 1 :])


def applied(text: str, edits: Iterable[Edit]) -> str | None:
    """Make all the edits; None where two overlap, or where they would change what they do not mean."""
    wanted = sorted(set(edits))
    if any(first.end > second.start for first, second in pairwise(wanted)):
        return None
    before = leaves(text)
    if before is None:
        harmless = all(_is_harmless(text, edit) for edit in wanted)
        return edited(text, wanted) if harmless else None
    wanted = [_with_comments(text, before, edit) for edit in wanted]
    new = edited(text, wanted)
    after = leaves(new)
    return new if after is not None and _Moves(wanted).hold(before, after, new) else None


def chosen(
    groups: Sequence[G], sound: Callable[[Sequence[G]], bool], taken: Sequence[G] = ()
) -> list[G]:
    """Give those of the groups that can be made together, without the few that cannot."""
    if not groups or sound([*taken, *groups]):
        return [*taken, *groups]
    if len(groups) == 1:
        return list(taken)
    half = len(groups) // 2
    return chosen(groups[half:], sound, chosen(groups[:half], sound, taken))


def possible(text: str, edits: Edits) -> Edits:
    """Give the edits of one mend as they can be made: all, with quotes where those are needed, or none.

    Edits that only touch texts are made text by text: one of them can be made without the other.
    """
    if not edits or applied(text, edits) is not None:
        return edits
    within = _by_leaf(text, edits)
    if within is None:
        return ()
    kept: list[Edit] = []
    for leaf, own in within:
        if applied(text, own) is not None:
            kept += own
        elif leaf is not None and leaf.plain:
            quoted = _quoted(text, leaf, own)
            kept += [quoted] if applied(text, [quoted]) is not None else []
    return tuple(kept) if applied(text, kept) is not None else ()


def _by_leaf(text: str, edits: Edits) -> list[tuple[Leaf | None, list[Edit]]] | None:
    """Sort edits by the text that they stand in, None between texts; None if one takes in more."""
    found = leaves(text)
    if found is None:
        return [(None, [edit]) for edit in sorted(edits)]
    starts = [leaf.start for leaf in found]
    ordered: dict[int, list[Edit]] = {}
    between: list[tuple[Leaf | None, list[Edit]]] = []
    for edit in sorted(edits):
        place = bisect_right(starts, edit.start) - 1
        leaf = found[place] if place >= 0 else None
        if leaf is not None and edit.end <= leaf.end:
            if (edit.start, edit.end) == (leaf.start, leaf.end) and edit.text:
                return None
            ordered.setdefault(place, []).append(edit)
        elif "\n" in text[edit.start : edit.end]:
            return None
        else:
            between.append((None, [edit]))
    return [*((found[place], own) for place, own in ordered.items()), *between]


def _quoted(text: str, leaf: Leaf, edits: Sequence[Edit]) -> Edit:
    """Write a plain text, edited, in double quotes: lines in them are joined as those of a plain one."""
    own = [Edit(edit.start - leaf.start, edit.end - leaf.start, edit.text) for edit in edits]
    raw = edited(text[leaf.start : leaf.end], own).strip()
    return Edit(leaf.start, leaf.end, '"' + re.sub(r'["\\]', r"\\\g<0>", raw) + '"')


def _is_harmless(text: str, edit: Edit) -> bool:
    """Whether an edit makes no sign of YAML of anything, in a file that YAML cannot read."""
    before, after = (
        text[max(edit.start - 1, 0) : edit.start],
        (edit.text + text[edit.end : edit.end + 1])[:1],
    )
    if "\n" in text[edit.start : edit.end] or after in _SIGNS:
        return False
    return not (before in _BEFORE_SPACE and (not after or after.isspace()))


def _with_comments(text: str, found: Sequence[Leaf], edit: Edit) -> Edit:
    """Keep the comments that stand in what an edit takes out."""
    removed = text[edit.start : edit.end]
    if "#" not in removed:
        return edit
    comments: list[str] = []
    ends = [leaf.end for leaf in found]
    done = edit.start
    for leaf in found[bisect_right(ends, edit.start) :]:
        comments += _COMMENT.findall(text[done : max(done, min(leaf.start, edit.end))])
        if leaf.start >= edit.end:
            break
        header = _HEADER_COMMENT.match(text[leaf.start : leaf.end].partition("\n")[0])
        if header and edit.start <= leaf.start:
            comments.append(header[1])
        done = max(done, leaf.end)
    else:
        comments += _COMMENT.findall(text[done : edit.end])
    comments = [comment.rstrip() for comment in comments if comment not in edit.text]
    if not comments:
        return edit
    column = edit.start - text.rfind("\n", 0, edit.start) - 1
    ended = removed.endswith("\n") or edit.end == len(text)
    if column == 0 and ended:
        indent = removed[: len(removed) - len(removed.lstrip(" "))]
        kept = "".join(f"{indent}{comment}\n" for comment in comments)
    else:
        kept = "".join(f"  {comment}\n{' ' * column}" for comment in comments)
    return Edit(edit.start, edit.end, edit.text + kept)


class _Moves:
    """Where what stood in a text stands when edits have been made."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.starts = [edit.start for edit in edits]
        self.ends = [edit.end for edit in edits]
        self.shifts = [0]
        for edit in edits:
            self.shifts.append(self.shifts[-1] + len(edit.text) - edit.end + edit.start)
        self.places = [edit.start + shift for edit, shift in zip(edits, self.shifts, strict=False)]

    def hold(self, before: Sequence[Leaf], after: Sequence[Leaf], new: str) -> bool:
        """Whether all that is left stands where it must and says what it said."""
        old = [leaf for leaf in before if not self._covers(leaf)]
        now = [leaf for leaf in after if not self._is_new(leaf)]
        return len(old) == len(now) and all(
            self._same(was, is_, new) for was, is_ in zip(old, now, strict=True)
        )

    def _same(self, was: Leaf, now: Leaf, new: str) -> bool:
        start, end = self._start(was.start), self._end(was.end)
        chain = [-1 if step < 0 else self._start(step) for step in was.chain]
        if was.key is not now.key or chain != [max(step, -1) for step in now.chain]:
            return False
        if now.marked and not was.marked:
            return False
        if not self._touches(was):
            return (start, end, was.value) == (now.start, now.end, now.value)
        return (
            start <= now.start
            and now.end <= end
            and not new[start : now.start].strip()
            and not new[now.end : end].strip()
        )

    def _start(self, place: int) -> int:
        n = bisect_right(self.ends, place)
        if n < len(self.edits) and self.starts[n] <= place:
            return self.starts[n] + self.shifts[n]
        return place + self.shifts[n]

    def _end(self, place: int) -> int:
        n = bisect_right(self.ends, place)
        if n < len(self.edits) and self.starts[n] < place:
            return self.starts[n] + self.shifts[n] + len(self.edits[n].text)
        return place + self.shifts[n]

    def _covers(self, leaf: Leaf) -> bool:
        n = bisect_right(self.starts, leaf.start) - 1
        return n >= 0 and self.ends[n] >= leaf.end

    def _touches(self, leaf: Leaf) -> bool:
        n = bisect_right(self.ends, leaf.start)
        return n < len(self.edits) and self.starts[n] < leaf.end

    def _is_new(self, leaf: Leaf) -> bool:
        """Whether a key or value stands in what an edit has put in."""
        n = bisect_right(self.places, leaf.start) - 1
        text = self.edits[n].text if n >= 0 else ""
        return bool(text) and leaf.end <= self.places[n] + len(text)
