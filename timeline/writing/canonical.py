"""A file that exists, rewritten in canonical form with its comments."""

import posixpath
import re
from typing import Final

from timeline.reading.document import Document
from timeline.reading.kind import Kind, kind_of
from timeline.reading.validation import validate
from timeline.reading.yaml_source import MAX_NODES, MAX_VOCABULARY_NODES, Tree, read
from timeline.writing.comments import entries
from timeline.writing.entry import Entry, lines_of, tree_of
from timeline.writing.layout import layout_of, layout_of_entries
from timeline.writing.normal import normal
from timeline.writing.record import MODELINE

_MODELINE: Final = re.compile(r"#\s*yaml-language-server:\s*\$schema=")


class ReadsOtherwiseError(Exception):
    """A file that, rewritten, would not say the same: a fault of this program. It is left alone."""


def schema_path(file: str, folder: str) -> str | None:
    """Give the path from a file's folder to its JSON Schema; None where it has none.

    `folder` is where the schemas are, from content/.
    """
    kind = kind_of(file)
    if kind is None:
        return None
    return posixpath.relpath(f"{folder}/{kind.name}.schema.json", posixpath.dirname(file) or ".")


def canonical(file: str, text: str, schema: str | None = None) -> str:
    """Rewrite a file's text; it comes back as it is where it cannot be read or holds no records.

    With `schema` the path goes into the modeline; without it a modeline that is there stays. Raises
    `ReadsOtherwiseError` rather than give back what does not say the same, and `UnknownLayoutError`
    where a key stands on several lines.
    """
    kind = kind_of(file)
    if kind is None:
        return text
    limit = MAX_VOCABULARY_NODES if kind.keyed else MAX_NODES
    tree, findings = read(file, text, limit)
    if findings or not isinstance(tree, dict) or not tree:
        return text
    layout = (layout_of_entries if kind.keyed else layout_of)(kind.model)
    whole = normal(entries(text, tree), layout)
    if not whole.children:
        return text
    head = _head(whole, schema)
    written = "\n".join([*head, *lines_of(whole.value, layout), *whole.below]) + "\n"
    _hold(kind, file, (text, tree), (written, whole))
    return written


def _head(whole: Entry, schema: str | None) -> list[str]:
    """Give the lines above the first entry: the modeline, then what is said of the whole file."""
    modelines = [line for line in whole.above if _MODELINE.match(line)]
    kept = [line for line in whole.above if not _MODELINE.match(line)]
    for child in whole.children:  # it stood above the first, which now may be another
        modelines += [line for line in child.above if _MODELINE.match(line)]
        child.above = [line for line in child.above if not _MODELINE.match(line)]
    while kept and not kept[0]:
        kept = kept[1:]
    modeline = [MODELINE + schema] if schema else modelines[:1]
    beside = [whole.beside] if whole.beside else []
    return [*modeline, *beside, *kept, *([""] if kept else [])]


def _hold(kind: Kind, file: str, old: tuple[str, Tree], new: tuple[str, Entry]) -> None:
    """Make sure that the new text reads as what was to be written, and its records as before."""
    (text, before), (written, whole) = old, new
    limit = MAX_VOCABULARY_NODES if kind.keyed else MAX_NODES
    after, _ = read(file, written, limit)
    if after != tree_of(whole.value):
        raise ReadsOtherwiseError(file)
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    pairs = [(key, before[key], after.get(key, "")) for key in before]
    for key, was, now in pairs if kind.keyed else [("", before, after)]:
        base = (key,) if kind.keyed else ()
        name = Document(file, text, base).record_id
        valid = validate(kind.model, name, was, Document(file, text, base)).record
        if valid is not None:
            again = validate(kind.model, name, now, Document(file, written, base)).record
            if again is None or dict(again) != dict(valid):
                raise ReadsOtherwiseError(file)
