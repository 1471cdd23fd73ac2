"""One file of content/ → the record or the records in it, with all that is wrong with it by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from timeline.reading.document import Document, id_of, open_record, open_vocabulary
from timeline.reading.finding import Finding
from timeline.reading.shelf import Shelf
from timeline.reading.validation import Validation, validate
from timeline.reading.yaml_source import MAX_FINDINGS, Tree
from timeline.records.fields import Record

R = TypeVar("R", bound=Record)

# Finds what else is wrong with one file by itself: of its document, its record if that is valid, and
# what can be read of one that is not.
Alone: TypeAlias = Callable[[Document, Any, Any], list[Finding]]
Opener: TypeAlias = Callable[[Path, str], tuple[Document | None, Tree, list[Finding]]]


def nothing(*_: object) -> list[Finding]:
    """Find nothing else."""
    return []


def read_record(
    root: Path, file: str, model: type[R], alone: Alone
) -> Validation[R] | list[Finding]:
    """Read one record's file; give only findings where it cannot be read at all."""
    document, tree, faults = open_record(root, file)
    if document is None:
        return faults
    read = validate(model, id_of(file), tree, document)
    read.findings.extend(alone(read.document, read.record, read.legible))
    return read


def read_single(
    root: Path, file: str, model: type[R], opener: Opener
) -> tuple[R | None, list[Finding]]:
    """Read a file that holds one record, without an id."""
    document, tree, faults = opener(root, file)
    if document is None:
        return None, faults
    found = validate(model, "", tree, document)
    return found.record, found.findings


def read_entries(
    root: Path, file: str, model: type[R], alone: Alone
) -> tuple[Shelf[R], list[Finding]]:
    """Read a file that maps ids to records, in the order of its entries: an editor chose it."""
    document, tree, findings = open_vocabulary(root, file)
    if document is None or not isinstance(tree, dict):
        # Nothing is known of its ids: better silent than a false «unknown» at each reference.
        return Shelf(), findings
    records: dict[str, R] = {}
    legible: dict[str, R] = {}
    documents: dict[str, Document] = {}
    for record_id, fields in tree.items():
        if len(findings) >= MAX_FINDINGS:
            break
        read = validate(model, record_id, fields, document.entry(record_id))
        findings.extend(read.findings)
        put(read, record_id, records, legible)
        documents[record_id] = read.document
    findings += alone(document, None, None)
    ids = frozenset(key.lower() for key in tree)
    return Shelf(records, documents, ids, closed=True, legible=legible), findings


def put(read: Validation[R], record_id: str, records: dict[str, R], legible: dict[str, R]) -> None:
    """Put what was read of a record where it belongs."""
    if read.record is not None:
        records[record_id] = read.record
    elif read.legible is not None:
        legible[record_id] = read.legible
