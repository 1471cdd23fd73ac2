"""A file that was read: its tree of text, and where in it each value stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from timeline.reading.finding import Finding, Location, Path
from timeline.reading.folder import (
    MAX_MAP_BYTES,
    MAX_RECORD_BYTES,
    MAX_VOCABULARY_BYTES,
    open_file,
)
from timeline.reading.yaml_source import MAX_NODES, MAX_VOCABULARY_NODES, Tree, marks, read


def id_of(file: str) -> str:
    """Give the id that a file's name says."""
    return file.rpartition("/")[2].removesuffix(".yml")


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file whose top is a mapping.

    `base` is the path at which a record begins in it: empty for a file of its own, `("mosul",)`
    for an entry of a vocabulary. `items` names those items of lists that the record holds, where
    it does not hold all that stand in the file. `digest` is that of the file's bytes.
    """

    file: str
    text: str
    base: Path = ()
    items: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)
    digest: str = field(default="", compare=False)

    def __reduce__(self) -> tuple[object, ...]:
        """Be kept as what it is made of, which is quicker than Python's own way for such classes."""
        return Document, (self.file, self.text, self.base, self.items, self.digest)

    @property
    def record_id(self) -> str:
        """The id of the record: the entry's key, or the file's name."""
        if self.base:
            return str(self.base[0])
        return id_of(self.file)

    def at(self, *path: str | int, key: bool = False) -> Location:
        """Find where the value (or its key) at a path of the record stands; else what is around it."""
        table = marks(self.text)
        match path:
            case (str(name), int(index), *rest) if name in self.items:
                path = (name, self.items[name][index], *rest)
        full = (*self.base, *path)
        while full and full not in table:
            full = full[:-1]
            key = False
        line, column = table[full][0 if key else 1]
        return Location(self.file, line + 1, column + 1, full)

    def of_items(self, items: Mapping[str, tuple[int, ...]]) -> "Document":
        """Give the same record, of some of whose lists it holds only these items."""
        return replace(self, items=items)

    def entry(self, key: str) -> "Document":
        """Give the same file, seen from one entry of a vocabulary."""
        return Document(self.file, self.text, (key,), digest=self.digest)


def open_record(root: FilePath, file: str) -> tuple[Document | None, Tree, list[Finding]]:
    """Read a record's file as a document and its tree, or None and the findings."""
    return _open(root, file, MAX_RECORD_BYTES, MAX_NODES)


def open_vocabulary(root: FilePath, file: str) -> tuple[Document | None, Tree, list[Finding]]:
    """Read a vocabulary's file, which may be larger."""
    return _open(root, file, MAX_VOCABULARY_BYTES, MAX_VOCABULARY_NODES)


def open_map(root: FilePath, file: str) -> tuple[Document | None, Tree, list[Finding]]:
    """Read the file of what the map is drawn upon: few values, but long ones."""
    return _open(root, file, MAX_MAP_BYTES, MAX_NODES)


def _open(
    root: FilePath, file: str, max_bytes: int, max_nodes: int
) -> tuple[Document | None, Tree, list[Finding]]:
    raw = open_file(root, file, max_bytes)
    if isinstance(raw, Finding):
        return None, {}, [raw]
    tree, findings = read(file, raw.text, max_nodes)
    if tree is None:
        return None, {}, findings
    if not isinstance(tree, dict):
        return None, {}, [Finding("wrong-shape", Location(file), {"wanted": "mapping"})]
    return Document(file, raw.text, digest=raw.digest), tree, findings
