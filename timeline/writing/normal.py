"""Entries in canonical order and without what says nothing. What they are read as stays the same."""

from timeline.writing.entry import Entry, Fields, layout_within
from timeline.writing.layout import Layout
from timeline.writing.scalar import tidy


def normal(entry: Entry, layout: Layout) -> Entry:
    """Put an entry's fields in order, its spaces right, and leave out what is empty; comments stay.

    The entry is changed in place, and given back.
    """
    value = entry.value
    if isinstance(value, str):
        entry.value = tidy(value, layout.form)
        return entry
    for child in value.entries:
        normal(child, layout_within(layout, value, child))
    if isinstance(value, Fields) and not layout.entries:
        _drop_empty(entry, value, layout)
        value.entries = _ordered(value.entries, layout)
        _shorten(entry, value, layout)
    if value.entries:
        value.entries[0].above = _without_blank_start(value.entries[0].above)
    return entry


def _drop_empty(entry: Entry, fields: Fields, layout: Layout) -> None:
    """Leave out optional fields that say nothing; a comment of theirs goes to what stands next."""
    kept: list[Entry] = []
    homeless: list[str] = []
    for child in fields.entries:
        if child.key in layout.order and child.key not in layout.needed and not _says(child):
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
