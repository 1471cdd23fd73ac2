"""YAML text → mappings, lists and text, with a position for every value.

Only part of YAML is read: block and flow mappings and lists, and scalars that are always text, so
that `2017-12`, `no`, `010` and `12:30` mean what they look like. Anchors, aliases, tags, merge keys
and second documents are refused. Events are read one by one, never composed: the C composer
follows 30,000 open brackets into a crash of the whole process, and a 558-byte alias bomb composes
into gigabytes.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NoReturn, TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs leave it out

from timeline.reading import plain_yaml
from timeline.reading.broken_yaml import cause
from timeline.reading.characters import (
    MAX_MARKS,
    are_usual,
    code_point,
    first_unnormalized,
    forbidden,
    mark_too_many,
)
from timeline.reading.finding import Finding, Location, Path

MAX_DEPTH: Final = 8  # an event's deepest value, claims[0].towards, is at 4
MAX_NODES: Final = 2_000  # a record of thirty claims has some 600
MAX_VOCABULARY_NODES: Final = 400_000  # a gazetteer of 20,000 places
MAX_FINDINGS: Final = 1_000  # of one file; the rest is told when these are mended
MAX_CHARACTERS: Final = 20  # reported of a text; a file in a wrong encoding has thousands

Tree: TypeAlias = plain_yaml.Tree
Mark: TypeAlias = tuple[int, int]  # line and column, from 0
Marks: TypeAlias = dict[Path, tuple[Mark, Mark]]


def read(file: str, text: str, max_nodes: int = MAX_NODES) -> tuple[Tree | None, list[Finding]]:
    """Read a document as a tree of text, or None and the findings that say why not."""
    findings = character_faults(file, text)
    if findings:
        return None, findings
    plain = plain_yaml.read_plainly(text, MAX_DEPTH, max_nodes)
    if plain is not None:
        return plain, []
    walk = _Walk(file, max_nodes)
    try:
        tree = walk.document(text)
    except yaml.YAMLError as error:
        return None, [*walk.findings, _syntax(file, text, error)]
    except _RefusedError as refused:
        return None, [*walk.findings, refused.finding]
    return (None if walk.findings else tree), walk.findings


@lru_cache(maxsize=64)
def marks(text: str) -> Marks:
    """Give, for every path of a document that `read` accepts, its key's and its value's place.

    Lines and columns count from 0; what has no key has its value's place twice.
    Worked out only for files with something to say about, since most have nothing.
    """
    walk = _Walk("", MAX_VOCABULARY_NODES)
    walk.document(text)
    return walk.marks


def end(text: str, path: Path, start: Mark) -> Mark | None:
    """Where the key or value that begins at a place ends; None where nothing written there does.

    A block mapping or list has no end of its own: what stands at its beginning is its first key,
    and it is not that key that `path` leads to. Text that cannot be read is read as far as it goes.
    """
    ends, blocks = _ends(text)
    if start in blocks and (not path or _value_at(text, path) == start):
        return None
    return ends.get(start)


def _value_at(text: str, path: Path) -> Mark | None:
    try:
        return marks(text).get(path, (None, None))[1]
    except (yaml.YAMLError, _RefusedError):
        return None


@lru_cache(maxsize=64)
def _ends(text: str) -> tuple[dict[Mark, Mark], set[Mark]]:
    """The end of every scalar and flow collection by its beginning, and where blocks begin."""
    ends: dict[Mark, Mark] = {}
    blocks: set[Mark] = set()
    open_: list[Mark | None] = []  # the beginnings of the collections around; None for a block
    parser = CParser(text)
    try:
        for event in iter(parser.get_event, None):
            if isinstance(event, yaml.ScalarEvent):
                ends.setdefault(_mark(event), _mark_after(event))
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(open_) > MAX_DEPTH:  # nothing below was read; and libyaml takes ever longer
                    break
                open_.append(_mark(event) if event.flow_style else None)
                if not event.flow_style:
                    blocks.add(_mark(event))
            elif isinstance(event, yaml.CollectionEndEvent) and (start := open_.pop()) is not None:
                ends[start] = _mark_after(event)
    except yaml.YAMLError:
        pass
    finally:
        parser.dispose()
    return ends, blocks


class _RefusedError(Exception):
    """Ends a walk: what follows could not be read in any sense."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


class _Walk:
    """One pass over a document's events."""

    events: Iterator[yaml.Event]
    end: Mark

    def __init__(self, file: str, max_nodes: int) -> None:
        self.file = file
        self.max_nodes = max_nodes
        self.nodes = 0
        self.findings: list[Finding] = []
        self.marks: Marks = {}

    def document(self, text: str) -> Tree | None:
        parser = CParser(text)
        self.end = _line_and_column(text, len(text))
        try:
            self.events = iter(parser.get_event, None)
            next(self.events)  # the stream's start
            first = next(self.events)
            if not isinstance(first, yaml.DocumentStartEvent):
                raise _RefusedError(_fault("empty-file", self.file, (0, 0)))
            tree = self._value(next(self.events), (), 0, None)
            next(self.events)  # the document's end
            last = next(self.events)
            if isinstance(last, yaml.DocumentStartEvent):
                self._refuse("second-document", last)
            return tree
        finally:
            parser.dispose()

    def _value(self, event: yaml.Event, path: Path, depth: int, key_mark: Mark | None) -> Tree:
        self.nodes += 1
        mark = min(_mark(event), self.end)  # libyaml has `? ` without a key end on the next line
        if self.nodes > self.max_nodes:
            self._refuse("too-many-values", event, limit=str(self.max_nodes))
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):  # an alias
            self._note("yaml-anchor", event)
            return ""
        self._plain(event)
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
        if event.style == '"':  # an escape can hold what the raw text may not
            for index, rule in islice(forbidden(value), MAX_CHARACTERS):
                self._note(rule, event, value=code_point(value[index]))
            if mark_too_many(value) is not None:
                self._note("too-many-marks", event, limit=str(MAX_MARKS))
            elif first_unnormalized(value) is not None:
                self._note("not-normalized", event)
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
                alias = isinstance(event, yaml.AliasEvent)
                self._refuse("yaml-anchor" if alias else "key-not-text", event)
            key = self._key(event)
            value = self._value(next(self.events), (*path, key), depth + 1, _mark(event))
            if key in fields:
                self._note("duplicate-key", event, value=key)
            fields.setdefault(key, value)
        return fields

    def _key(self, event: yaml.ScalarEvent) -> str:
        self._plain(event)
        if event.value == "<<":
            self._note("merge-key", event)
        return self._scalar(event)

    def _plain(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Note an anchor and a tag of a value or key."""
        if event.anchor is not None:
            self._note("yaml-anchor", event)
        if event.tag is not None:
            self._note("yaml-tag", event, value=event.tag)

    def _note(self, rule: str, event: yaml.Event, **facts: str) -> None:
        if len(self.findings) == MAX_FINDINGS - 1:
            self._refuse(rule, event, **facts)
        self.findings.append(_fault(rule, self.file, _mark(event), **facts))

    def _refuse(self, rule: str, event: yaml.Event, **facts: str) -> NoReturn:
        raise _RefusedError(_fault(rule, self.file, _mark(event), **facts))


def _mark(event: yaml.Event) -> Mark:
    at: Any = event.start_mark  # never None, as the stubs would have it: the parser sets it
    return at.line, at.column


def _mark_after(event: yaml.Event) -> Mark:
    after: Any = event.end_mark  # never None, as above
    return after.line, after.column


def _fault(rule: str, file: str, mark: Mark, **facts: str) -> Finding:
    return Finding(rule, Location(file, mark[0] + 1, mark[1] + 1), facts)


def _syntax(file: str, text: str, error: yaml.YAMLError) -> Finding:
    mark, opened = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    at = (mark.line, mark.column) if mark else (0, 0)
    problem = getattr(error, "problem", None) or str(error)
    began = (opened.line, opened.column) if opened else None
    likely, at = cause(text, problem, at, began)
    # What is missing at the end is missed after the last word, not on a line that is not there.
    end = _line_and_column(text, len(text.rstrip(" \t\n")))
    return _fault("yaml-syntax", file, min(at, end), problem=problem, cause=likely)


def character_faults(file: str, text: str) -> list[Finding]:
    """Find the characters of a file that may not stand in content/; the first of many."""
    if are_usual(text):
        return []
    findings = [
        _fault(rule, file, _line_and_column(text, index), value=code_point(text[index]))
        for index, rule in islice(forbidden(text), MAX_CHARACTERS)
    ]
    if (index := mark_too_many(text)) is not None:
        facts = {"limit": str(MAX_MARKS)}
        findings.append(_fault("too-many-marks", file, _line_and_column(text, index), **facts))
    elif (index := first_unnormalized(text)) is not None:
        findings.append(_fault("not-normalized", file, _line_and_column(text, index)))
    return findings


def _line_and_column(text: str, index: int) -> Mark:
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index), index - start
