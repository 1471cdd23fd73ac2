"""A new record as text."""

from typing import Final

from timeline.reading.yaml_source import Tree
from timeline.records.fields import Record
from timeline.writing.entry import entry_of, lines_of
from timeline.writing.layout import layout_of
from timeline.writing.normal import normal

MODELINE: Final = "# yaml-language-server: $schema="


def record_text(model: type[Record], tree: Tree, *, schema: str | None = None) -> str:
    """Write a record in canonical form: all of its file, with a line break at the end.

    `tree` holds the fields of the record, texts all of them, as reading a file gives them. Fields may
    stand in any order; optional ones with nothing in them are left out. `schema` is the path from
    the record's folder to its JSON Schema.
    """
    layout = layout_of(model)
    entry = normal(entry_of(tree), layout)
    head = [MODELINE + schema] if schema else []
    body = lines_of(entry.value, layout) if entry.children else ["{}"]
    return "\n".join([*head, *body]) + "\n"
