"""A file's text → its entries, each with the comments and blank lines that go with it.

YAML's own reader drops comments. They stand between what it reads: between the end of one key or
value and the beginning of the next are only spaces, signs (`-`, `:`, `,` …) and comments.

A comment belongs to what it stands above or beside. One that stands further in than what comes next
ends the list or mapping before it, as an item that was commented out does.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from timeline.reading.finding import Path
from timeline.reading.stretches import stretches
from timeline.reading.yaml_source import Tree
from timeline.writing.entry import Entry, Fields, Items

_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
_BLOCK_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n")


class UnknownLayoutError(Exception):
    """A way to lay out YAML that is right and that nobody uses, such as a key in several lines."""


@dataclass(frozen=True, slots=True)
class _Begin:
    """What begins at a place, so that comments before the place are its.

    `column` is where it stands, None between brackets and for what only follows its key; `before` is
    what stands before it in its list or mapping.
    """

    entry: Entry
    column: int | None = None
    before: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A key, a value or a bracket: where it stands, what begins with it, and whose line it is on.

    With `closing` it ends what it belongs to.
    """

    start: int
    end: int
    begins: _Begin
    on_line_of: Entry
    closing: bool = False


def entries(text: str, tree: Tree) -> Entry:
    """Give what `tree`, read from the text, holds, with the text's comments.

    Comments above the first entry, up to a blank line, are `above` of the whole.
    """
    return _Reading(text).document(tree)


class _Reading:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.table = stretches(text)
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.leaves: list[_Leaf] = []
        self.columns: dict[int, int] = {}  # of what a list or mapping in lines holds, by its id()

    def document(self, tree: Tree) -> Entry:
        root = Entry()
        self._value(root, (), tree, None)
        end = len(self.text)
        self.leaves.append(_Leaf(end, end, _Begin(root, -1, root), root, closing=True))
        done = 0
        on_line_of: Entry | None = None
        for leaf in self.leaves:
            self._between(done, on_line_of, leaf)
            done, on_line_of = leaf.end, leaf.on_line_of
        self._part_from_head(root)
        return root

    def _column(self, index: int) -> int:
        return index - self.lines[bisect_right(self.lines, index) - 1]

    def _value(self, entry: Entry, path: Path, tree: Tree, begins: _Begin | None) -> None:
        """Note what an entry holds; `begins` if nothing of the entry stands before it, as a key."""
        stretch = self.table[path]
        start, end = stretch.start, stretch.end
        here = begins or _Begin(entry)
        if isinstance(tree, str):
            entry.value = tree
            entry.broken = _broken(self.text[start:end], tree)
            self._header_comment(entry, start, end)
            self.leaves.append(_Leaf(start, end, here, entry))
            return
        entry.value = Fields() if isinstance(tree, dict) else Items()
        brackets = start < end and self.text[start] in "[{"
        if brackets:
            self.leaves.append(_Leaf(start, start + 1, here, entry))
            begins = None
        elif tree:
            self.columns[id(entry)] = self._column(start)
        steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for step, inner in steps:
            self._child(entry, (*path, step), inner, begins)
            begins = None
        if brackets:
            self.leaves.append(_Leaf(end - 1, end, _Begin(entry), entry, closing=True))

    def _child(self, parent: Entry, path: Path, tree: Tree, begins: _Begin | None) -> None:
        """Note an entry of a list or mapping; `begins` if that itself begins with the entry."""
        before = parent.children[-1] if parent.children else None
        child = Entry()
        own = begins or _Begin(child, self.columns.get(id(parent)), before)
        parent.children.append(child)
        if isinstance(step := path[-1], str):
            child.key = step
            begin = self.table[path].begin
            self.leaves.append(_Leaf(begin, self._key_end(begin, step), own, child))
            self._value(child, path, tree, None)
        else:
            self._value(child, path, tree, own)

    def _key_end(self, begin: int, key: str) -> int:
        if self.text.startswith(key, begin) and key:
            return begin + len(key)
        if match := _QUOTED.match(self.text, begin):
            return match.end()
        raise UnknownLayoutError

    def _header_comment(self, entry: Entry, start: int, end: int) -> None:
        line = self.text[start:end].partition("\n")[0]
        if match := _BLOCK_HEADER.match(line):
            entry.beside = match[1].rstrip()

    def _between(self, done: int, on_line_of: Entry | None, leaf: _Leaf) -> None:
        """Hand out the comments and blank lines between two leaves."""
        first, *rest = self.text[done : leaf.start].split("\n")
        blank = False
        if done == 0:
            rest = [first, *rest]
        elif (
            self.text[done - 1] == "\n"
        ):  # a block of prose, which takes blank lines after it along
            rest = [first, *rest]
            blank = not self.text[self.text.rfind("\n", 0, done - 1) + 1 : done].strip()
        elif "#" in first and on_line_of is not None:
            _put_beside(on_line_of, first[first.index("#") :].rstrip())
        begins = leaf.begins
        ending = begins.before is not None
        if leaf.start < len(self.text) or not leaf.closing:
            rest = rest[:-1]  # what leads to the next leaf, on its line
        for line in rest:
            signs, mark, words = line.partition("#")
            if not mark:
                blank = blank or (not signs.strip() and begins.column is not None)
                continue
            lines = [*([""] * blank), f"#{words}".rstrip()]
            blank = False
            owner = self._inside(begins, len(signs)) if ending and not signs.strip() else None
            if owner is None:
                ending = False
                owner = begins.entry
                (owner.below if leaf.closing else owner.above).extend(lines)
            else:
                owner.below += lines
        if blank and not leaf.closing:
            begins.entry.above.append("")

    def _inside(self, begins: _Begin, column: int) -> Entry | None:
        """Find the list or mapping that a comment at a column, before what begins, ends."""
        if begins.column is None or column <= begins.column:
            return None
        found: Entry | None = None
        entry = begins.before
        while entry is not None and self.columns.get(id(entry), column + 1) <= column:
            found = entry
            entry = entry.children[-1] if column > self.columns[id(entry)] else None
        return found

    def _part_from_head(self, root: Entry) -> None:
        """Keep what stands above a first blank line with the whole file, not with its first entry."""
        if not root.children:
            return
        first = root.children[0]
        lines = [*root.above, *first.above]
        last = max((place for place, line in enumerate(lines) if not line), default=-1)
        root.above, first.above = lines[: max(last, 0)], lines[last + 1 :]


def _put_beside(entry: Entry, comment: str) -> None:
    if entry.beside:
        entry.above.append(entry.beside)
    entry.beside = comment


def paragraphs(text: str) -> list[list[str]]:
    """Give the words of a prose's paragraphs, as reading it does."""
    found = [part.split() for part in _PARAGRAPHS.split(text)]
    return [words for words in found if words]


def _broken(raw: str, value: str) -> str | None:
    """Give a text with the line breaks that it has in the file and YAML joins; None without any."""
    if "\n" not in raw.strip("\n") or raw.startswith("|"):
        return None
    if raw.startswith(">"):
        raw = raw.partition("\n")[2]
    elif raw[0] in "\"'":
        raw = raw[1:-1]
    lines = [line.strip() for line in raw.split("\n")]
    # One blank line is a line break, and two are a blank line.
    text = re.sub(r"\n(\n+)", lambda match: "\n" * min(len(match[1]), 2), "\n".join(lines))
    return text if paragraphs(text) == paragraphs(value) else None
