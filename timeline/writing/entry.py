"""Entries of a document, with their comments, and how they are written: entries → lines of YAML."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, TypeAlias

from timeline.reading.yaml_source import Tree
from timeline.writing.layout import Form, Layout
from timeline.writing.scalar import block, inline, key

_STEP: Final = "  "
_UNKNOWN: Final = Layout(Form.UNKNOWN)


@dataclass(slots=True)
class Items:
    """A list."""

    entries: "list[Entry]" = field(default_factory=list)


@dataclass(slots=True)
class Fields:
    """A mapping; each of its entries has a key."""

    entries: "list[Entry]" = field(default_factory=list)


Value: TypeAlias = str | Items | Fields


@dataclass(slots=True)
class Entry:
    """A field or an item, and the comments that go with it.

    `above` are the lines that stand above it, each a comment or empty for a blank line; `beside` a
    comment on its own line, `below` comments after the last of what it holds. Comments have their
    `#`. `broken` is a text with the line breaks that its file has and YAML joins, where there are any.
    """

    value: Value = ""
    key: str | None = None
    above: list[str] = field(default_factory=list)
    beside: str | None = None
    below: list[str] = field(default_factory=list)
    broken: str | None = None

    @property
    def children(self) -> "list[Entry]":
        """The entries of its value."""
        return [] if isinstance(self.value, str) else self.value.entries

    @property
    def bare(self) -> bool:
        """Whether no comment stands in it, though one may stand above or beside it."""
        return not self.below and all(
            child.bare and not child.beside and not any(child.above) for child in self.children
        )


def entry_of(tree: Tree, name: str | None = None) -> Entry:
    """Give an entry that has no comments."""
    if isinstance(tree, str):
        return Entry(tree, name)
    if isinstance(tree, list):
        return Entry(Items([entry_of(item) for item in tree]), name)
    return Entry(Fields([entry_of(value, key) for key, value in tree.items()]), name)


def tree_of(value: Value) -> Tree:
    """Give what a value reads as."""
    if isinstance(value, str):
        return value
    if isinstance(value, Items):
        return [tree_of(entry.value) for entry in value.entries]
    return {str(entry.key): tree_of(entry.value) for entry in value.entries}


def layout_within(layout: Layout, value: Value, entry: Entry) -> Layout:
    """Give the layout of what an entry of a value holds."""
    if isinstance(value, Items) or layout.entries:
        return layout.items or _UNKNOWN
    return layout.order.get(str(entry.key), _UNKNOWN)


def lines_of(value: Value, layout: Layout, indent: str = "") -> Iterator[str]:
    """Write the entries of a value, each on lines of its own."""
    assert not isinstance(value, str)
    for entry in value.entries:
        inner = layout_within(layout, value, entry)
        if isinstance(value, Items):
            yield from _item(entry, inner, indent)
        else:
            yield from _field(entry, inner, indent)


def _field(entry: Entry, layout: Layout, indent: str) -> Iterator[str]:
    yield from _comments(entry.above, indent)
    yield from _named(entry, layout, indent, f"{indent}{key(entry.key or '')}:")


def _item(entry: Entry, layout: Layout, indent: str) -> Iterator[str]:
    value = entry.value
    if isinstance(value, str) or not value.entries or _fits(entry, layout):
        yield from _comments(entry.above, indent)
        yield from _named(entry, layout, indent, f"{indent}-")
        return
    # There is no room beside a dash that something stands behind.
    beside = [entry.beside] if entry.beside else []
    yield from _comments([*entry.above, *beside], indent)
    lines = chain(lines_of(value, layout, indent + _STEP), _comments(entry.below, indent + _STEP))
    yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
    yield from lines


def _named(entry: Entry, layout: Layout, indent: str, head: str) -> Iterator[str]:
    """Write what stands behind a key or a dash, and what belongs to it on the lines below."""
    value = entry.value
    beside = f"  {entry.beside}" if entry.beside else ""
    if isinstance(value, str):
        in_lines = layout.form is Form.PROSE or (layout.form is Form.UNKNOWN and "\n" in value)
        prose = block(value, indent + _STEP) if in_lines else None
        if prose is not None:
            yield f"{head} |-{beside}"
            yield from prose
        else:
            yield f"{head} {inline(value, layout.form)}{beside}"
        yield from _comments(entry.below, indent)
    elif not value.entries or _fits(entry, layout):
        yield f"{head} {row(value, layout)}{beside}"
        yield from _comments(entry.below, indent)
    else:
        yield f"{head}{beside}"
        yield from lines_of(value, layout, indent + _STEP)
        yield from _comments(entry.below, indent + _STEP)


def _fits(entry: Entry, layout: Layout) -> bool:
    """Whether a list or a mapping stands on one line."""
    if not entry.bare:
        return False
    if isinstance(entry.value, Items):
        return all(map(_is_line, entry.children))
    return layout.on_one_line and all(map(_is_line, entry.children))


def _is_line(entry: Entry) -> bool:
    return isinstance(entry.value, str) and "\n" not in entry.value


def row(value: Value, layout: Layout) -> str:
    """Write a value on one line, in brackets or braces if it has parts."""
    if isinstance(value, str):
        return inline(value, layout.form, in_brackets=True)
    parts = [
        row(entry.value, layout_within(layout, value, entry))
        if entry.key is None
        else f"{key(entry.key)}: {row(entry.value, layout_within(layout, value, entry))}"
        for entry in value.entries
    ]
    inside = ", ".join(parts)
    return f"[{inside}]" if isinstance(value, Items) else f"{{{inside}}}"


def _comments(lines: list[str], indent: str) -> Iterator[str]:
    return (f"{indent}{line}" if line else "" for line in lines)
