"""Entries in canonical order and without what says nothing. What they are read as stays the same."""

from timeline.writing.entry import Entry, Fields, Items, layout_within
from timeline.writing.layout import Form, Layout
from timeline.writing.scalar import tidy


def normal(entry: Entry, layout: Layout) -> Entry:
    """Put an entry's fields in order, its spaces right, and leave out what is empty; comments stay.

    The entry is changed in place, and given back.
    """
    value = entry.value
    if isinstance(value, str):
        prose = layout.form is Form.PROSE and entry.broken
        entry.value = tidy(prose or value, layout.form)
        return entry
    for child in value.entries:
        normal(child, layout_within(layout, value, child))
    if isinstance(value, Fields) and not layout.entries:
        _drop_empty(entry, value, layout)
        value.entries = _ordered(value.entries, layout)
        _shorten(entry, value, layout)
    if isinstance(value, Items):
        for child in value.entries:
            _lift(child)
    if value.entries:
        value.entries[0].above = _without_blank_start(value.entries[0].above)
    return entry


def _lift(item: Entry) -> None:
    """Put what stands above the first thing within an item above the item: both are on one line."""
    if item.children and not isinstance(item.value, str):
        first = item.children[0]
        item.above += filter(None, first.above)
        first.above = []


def _drop_empty(entry: Entry, fields: Fields, layout: Layout) -> None:
    """Leave out optional fields that say nothing; a comment of theirs goes to what stands next."""
    kept: list[Entry] = []
    homeless: list[str] = []
    said = {child.key for child in fields.entries if _says(child)}
    for child in fields.entries:
        name = child.key or ""
        optional = name in layout.order and name not in layout.needed
        needed_too = layout.other.get(name)
        if optional and name not in said and (needed_too is None or needed_too in said):
            homeless += [*child.above, *([child.beside] if child.beside else []), *child.below]
        else:
            child.above = [*homeless, *child.above] if any(homeless) else child.above
            homeless = []
            kept.append(child)
    entry.below = [*filter(None, homeless), *entry.below]
    fields.entries = kept


def _says(entry: Entry) -> bool:
    return bool(entry.value if isinstance(entry.value, str) else entry.value.entries)


def _ordered(entries: list[Entry], layout: Layout) -> list[Entry]:
    """Order fields as their model does; an unknown one stays behind the one before it."""
    places = {name: place for place, name in enumerate(layout.order)}
    ranks: dict[int, int] = {}
    last = -1
    for entry in entries:
        last = places.get(str(entry.key), last)
        ranks[id(entry)] = last
    return sorted(entries, key=lambda entry: ranks[id(entry)])


def _shorten(entry: Entry, fields: Fields, layout: Layout) -> None:
    """Write a mapping that says no more than an id as the id."""
    if layout.short is None or len(fields.entries) != 1:
        return
    only = fields.entries[0]
    if only.key == layout.short and isinstance(only.value, str) and only.value and entry.bare:
        entry.value = only.value


def _without_blank_start(lines: list[str]) -> list[str]:
    start = next((place for place, line in enumerate(lines) if line), len(lines))
    return lines[start:]
