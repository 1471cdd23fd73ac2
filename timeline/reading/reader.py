"""The folders and files of content/ → shelves of records, each with all that is wrong with its files."""

from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from timeline.reading.document import Document, id_of
from timeline.reading.finding import Finding, Location
from timeline.reading.folder import (
    MAX_RECORDS,
    MAX_TOTAL_BYTES,
    check_folder,
    is_there,
    record_files,
)
from timeline.reading.memory import Memory
from timeline.reading.record_file import (
    Alone,
    Opener,
    put,
    read_entries,
    read_record,
    read_single,
)
from timeline.reading.shelf import Shelf
from timeline.records.fields import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a content/ folder; what is wrong is added to `findings`."""

    root: Path
    memory: Memory
    alone: Alone
    findings: list[Finding]

    def single(self, file: str, model: type[R], opener: Opener) -> R | None:
        """Read the one record of a file that need not be there."""
        if not is_there(self.root, file):
            return None
        read = partial(read_single, self.root, file, model, opener)
        record, faults = self.memory.recall(self.root, file, read)
        self.findings.extend(faults)
        return record

    def keyed(self, file: str, model: type[R]) -> Shelf[R]:
        """Read the records of a file that need not be there, in the order of its entries."""
        folder = file.rpartition("/")[0]
        if not is_there(self.root, file) or (folder and check_folder(self.root, folder)):
            return Shelf()
        read = partial(read_entries, self.root, file, model, self.alone)
        shelf, faults = self.memory.recall(self.root, file, read)
        self.findings.extend(faults)
        return replace(shelf)  # one that is remembered may guess anew

    def folder(self, folder: str, model: type[R]) -> Shelf[R]:
        """Read the records of a folder, by their ids."""
        if not is_there(self.root, folder):
            return Shelf(closed=True)
        if check_folder(self.root, folder):
            return Shelf()  # reported; nothing is known of what should stand in it
        records: dict[str, R] = {}
        legible: dict[str, R] = {}
        documents: dict[str, Document] = {}
        files: dict[str, str] = {}
        size = 0
        walk = record_files(self.root, folder)
        listed = list(islice(walk, MAX_RECORDS))
        read_one = partial(read_record, self.root, model=model, alone=self.alone)
        names = [file for file in listed if isinstance(file, str)]
        self.memory.prepare(self.root, names, read_one, MAX_TOTAL_BYTES)
        for file in chain(listed, walk):
            if isinstance(file, Finding):
                self.findings.append(file)
                continue
            record_id = id_of(file)
            if (first := files.get(record_id.lower())) is not None:
                facts = {"value": record_id, "other": first}
                self.findings.append(
                    Finding("duplicate-id", Location(file), facts, related=(Location(first),))
                )
                continue
            files[record_id.lower()] = file
            if len(files) > MAX_RECORDS or size > MAX_TOTAL_BYTES:
                facts = {"limit": str(MAX_RECORDS)}
                self.findings.append(Finding("too-many-records", Location(file), facts))
                break
            read = self.memory.recall(self.root, file, partial(read_one, file))
            if isinstance(read, list):
                self.findings.extend(read)
                continue
            self.findings.extend(read.findings)
            size += len(read.document.text)
            put(read, record_id, records, legible)
            documents[record_id] = read.document
        ordered = {record_id: records[record_id] for record_id in sorted(records)}
        return Shelf(ordered, documents, frozenset(files), closed=True, legible=legible)
