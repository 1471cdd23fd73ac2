"""YAML text → mappings, lists and text, with a position for every value.

Only part of YAML is read: block and flow mappings and lists, and scalars that are always text, so
that `2017-12`, `no`, `010` and `12:30` mean what they look like. Anchors, aliases, tags, merge keys
and second documents are refused. Events are read one by one, never composed: the C composer
follows 30,000 open brackets into a crash of the whole process, and a 558-byte alias bomb composes
into gigabytes.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, TypeAlias, Union

import yaml
from yaml.cyaml import CParser

from timeline.reading.characters import code_point, first_unnormalized, forbidden
from timeline.reading.finding import Finding, Location, Path

MAX_DEPTH: Final = 8  # an event's deepest value, claims[0].towards, is at 4
MAX_NODES: Final = 2_000  # a record of thirty claims has some 600
MAX_VOCABULARY_NODES: Final = 400_000  # a gazetteer of 20,000 places

Tree: TypeAlias = Union[str, list["Tree"], dict[str, "Tree"]]  # noqa: UP007 - recursive
Marks: TypeAlias = dict[Path, tuple[tuple[int, int], tuple[int, int]]]


def read(file: str, text: str, max_nodes: int = MAX_NODES) -> tuple[Tree | None, list[Finding]]:
    """The document as a tree of text, or None and the findings that say why not."""
    findings = _characters(file, text)
    if findings:
        return None, findings
    walk = _Walk(file, max_nodes)
    try:
        tree = walk.document(text)
    except yaml.MarkedYAMLError as error:
        return None, [*walk.findings, _syntax(file, error)]
    except yaml.YAMLError as error:
        return None, [*walk.findings, _fault("yaml-syntax", file, (0, 0), problem=str(error))]
    except _Refused as refused:
        return None, [*walk.findings, refused.finding]
    return (None if walk.findings else tree), walk.findings


@lru_cache(maxsize=64)
def marks(text: str) -> Marks:
    """For every path of a document that `read` accepts: its key's and its value's line and column.

    Worked out only for files with something to say about, since most have nothing.
    """
    walk = _Walk("", MAX_VOCABULARY_NODES)
    walk.document(text)
    return walk.marks


class _Refused(Exception):  # noqa: N818 - it ends a walk, it is not an error of ours
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


class _Walk:
    """One pass over a document's events."""

    def __init__(self, file: str, max_nodes: int) -> None:
        self.file = file
        self.max_nodes = max_nodes
        self.nodes = 0
        self.findings: list[Finding] = []
        self.marks: Marks = {}

    def document(self, text: str) -> Tree | None:
        parser = CParser(text)
        try:
            self.events: Iterator[yaml.Event] = iter(parser.get_event, None)
            next(self.events)  # the stream's start
            first = next(self.events)
            if not isinstance(first, yaml.DocumentStartEvent):
                self._refuse("empty-file", first)
            tree = self._value(next(self.events), (), 0, None)
            next(self.events)  # the document's end
            last = next(self.events)
            if isinstance(last, yaml.DocumentStartEvent):
                self._refuse("second-document", last)
            return tree
        finally:
            parser.dispose()

    def _value(
        self, event: Any, path: Path, depth: int, key_mark: tuple[int, int] | None
    ) -> Tree:
        self.nodes += 1
        mark = _mark(event)
        if self.nodes > self.max_nodes:
            self._refuse("too-many-values", event, limit=str(self.max_nodes))
        if isinstance(event, yaml.AliasEvent):
            self._note("yaml-anchor", event)
            return ""
        if event.anchor is not None:
            self._note("yaml-anchor", event)
        if event.tag is not None:
            self._note("yaml-tag", event, value=event.tag)
        self.marks[path] = (key_mark or mark, mark)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            self._refuse("too-deep", event, limit=str(MAX_DEPTH))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> str:
        value: str = event.value
        # An escape in a quoted text can hold what the raw text may not.
        if event.style == '"' and (bad := forbidden(value)):
            for index, rule in bad:
                self._note(rule, event, value=code_point(value[index]))
            return ""
        return value

    def _sequence(self, path: Path, depth: int) -> Tree:
        items: list[Tree] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items)), depth + 1, None))
        return items

    def _mapping(self, path: Path, depth: int) -> Tree:
        fields: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse("key-not-text", event)
            key = self._key(event)
            value = self._value(next(self.events), (*path, key), depth + 1, _mark(event))
            if key in fields:
                self._note("duplicate-key", event, value=key)
            fields.setdefault(key, value)
        return fields

    def _key(self, event: yaml.ScalarEvent) -> str:
        if event.anchor is not None:
            self._note("yaml-anchor", event)
        if event.tag is not None:
            self._note("yaml-tag", event, value=event.tag)
        if event.value == "<<":
            self._note("merge-key", event)
        return self._scalar(event)

    def _note(self, rule: str, event: yaml.Event, **facts: str) -> None:
        self.findings.append(_fault(rule, self.file, _mark(event), **facts))

    def _refuse(self, rule: str, event: yaml.Event, **facts: str) -> None:
        raise _Refused(_fault(rule, self.file, _mark(event), **facts))


def _mark(event: yaml.Event) -> tuple[int, int]:
    return event.start_mark.line, event.start_mark.column


def _fault(rule: str, file: str, mark: tuple[int, int], **facts: str) -> Finding:
    return Finding(rule, Location(file, mark[0] + 1, mark[1] + 1), facts)


def _syntax(file: str, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    at = (mark.line, mark.column) if mark else (0, 0)
    return _fault("yaml-syntax", file, at, problem=error.problem or error.context or "")


def _characters(file: str, text: str) -> list[Finding]:
    findings = [
        _fault(rule, file, _line_and_column(text, index), value=code_point(text[index]))
        for index, rule in forbidden(text)
    ]
    if (index := first_unnormalized(text)) is not None:
        findings.append(_fault("not-normalized", file, _line_and_column(text, index)))
    return findings


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index), index - start
