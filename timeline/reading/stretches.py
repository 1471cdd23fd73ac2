"""Where in its file each value begins and ends, so that a machine can find, change or remove it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs leave it out

from timeline.reading.edit import Edit
from timeline.reading.finding import Path

_MAX_DEPTH: Final = 32  # what is deeper is no record
_MAX_LEAVES: Final = 800_000  # and what has more no vocabulary: a key for each of its values
# Line breaks that no editor shows are among them: what stands behind one is shown as text.
_REFUSED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LETTER: Final = "\ue000"  # stands for what YAML does not read, or not as an editor shows it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A value, and where in the text it stands, in code points from 0.

    `begin` is where its key begins, or the value itself where it has none; quotes and the mark of a
    block (`|-`) are part of the value. `scalar` says that it is text, `flow` that it stands between
    brackets.
    """

    path: Path
    begin: int
    start: int
    end: int
    scalar: bool
    flow: bool


@lru_cache(maxsize=64)
def stretches(text: str) -> Mapping[Path, Stretch]:
    """Give every value of a document that `yaml_source.read` accepts, by its path, in order."""
    parser = CParser(text)
    try:
        events = iter(parser.get_event, None)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                found: dict[Path, Stretch] = {}
                _value(events, next(events), (), None, found, flow=False)
                return found
        return {}
    finally:
        parser.dispose()


def removal(text: str, path: Path) -> Edit | None:
    """Take a value out of its list or mapping; a list that held nothing else goes with its key."""
    stretch = stretches(text).get(path)
    if stretch is None or not path:
        return None
    before, after = _neighbours(text)[path]
    if not before and not after and isinstance(path[-1], int):
        return removal(text, path[:-1])
    if stretch.flow:
        if before:
            return Edit(before.end, stretch.end, "")
        return Edit(stretch.begin, after.begin if after else stretch.end, "")
    line = text.rfind("\n", 0, stretch.begin) + 1
    if isinstance(path[-1], str) and text[line : stretch.begin].strip() and after:
        return Edit(stretch.begin, after.begin, "")  # after «- », which stays for what follows
    ended = text[stretch.end - 1 : stretch.end] == "\n"
    end = stretch.end if ended else text.find("\n", stretch.end) + 1 or len(text)
    return Edit(line, end, "")


@lru_cache(maxsize=64)
def _neighbours(text: str) -> Mapping[Path, tuple[Stretch | None, Stretch | None]]:
    """Give what stands before and after each value in the list or mapping that it is of."""
    within: dict[Path, list[Stretch]] = {}
    for path, stretch in stretches(text).items():
        if path:
            within.setdefault(path[:-1], []).append(stretch)
    return {
        own.path: (before, after)
        for beside in within.values()
        for before, own, after in zip([None, *beside], beside, [*beside[1:], None], strict=False)
    }


def _value(  # noqa: PLR0913 - one step of a walk
    events: Iterator[yaml.Event],
    event: yaml.Event,
    path: Path,
    key: int | None,
    found: dict[Path, Stretch],
    *,
    flow: bool,
) -> int:
    """Note a value and all within it; give where it ends: a block's end is its last value's."""
    start, end = _start(event), _end(event)
    begin = start if key is None else key
    scalar = isinstance(event, yaml.ScalarEvent)
    found[path] = Stretch(path, begin, start, end, scalar, flow)
    if isinstance(event, yaml.CollectionStartEvent):
        within = bool(event.flow_style)
        count = 0
        while not isinstance(item := next(events), yaml.CollectionEndEvent):
            if isinstance(event, yaml.SequenceStartEvent):
                end = _value(events, item, (*path, count), None, found, flow=within)
                count += 1
            else:
                name: str = item.value  # type: ignore[attr-defined]  # others were refused
                end = _value(events, next(events), (*path, name), _start(item), found, flow=within)
        if within:
            end = _end(item)
        found[path] = Stretch(path, begin, start, end, scalar, flow)
    return end


def _start(event: yaml.Event) -> int:
    mark: Any = event.start_mark  # never None, as the stubs would have it: the parser sets it
    return int(mark.index)


def _end(event: yaml.Event) -> int:
    mark: Any = event.end_mark
    return int(mark.index)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A key or a single value: where it stands and what it says.

    `chain` are the beginnings of the keys that it hangs from, and for an item of a list its number
    from -1 downwards. `marked` says that an anchor or a tag is part of it.
    """

    key: bool
    start: int
    end: int
    value: str
    chain: tuple[int, ...]
    plain: bool
    marked: bool


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; `key` is where the key begins whose value comes next.

    `items` are those of a list that were read.
    """

    mapping: bool
    chain: tuple[int, ...]
    key: int | None = None
    items: int = 0

    def enter(self) -> tuple[int, ...]:
        """Give what hangs from here next; a key is used up."""
        if self.key is None:
            self.items += 1
            return (*self.chain, -self.items)
        step, self.key = self.key, None
        return (*self.chain, step)


@lru_cache(maxsize=8)
def leaves(text: str) -> tuple[Leaf, ...] | None:
    """Give every key and single value of a document in order, fields given twice too.

    None where YAML cannot read it, whatever characters stand in it, or where it is no record's.
    """
    shift = int(text.startswith("\ufeff"))
    parser = CParser(_REFUSED.sub(_LETTER, text[shift:]))
    try:
        return _leaves(iter(parser.get_event, None), shift)
    except yaml.YAMLError:
        return None
    finally:
        parser.dispose()


def _leaves(events: Iterable[Any], shift: int) -> tuple[Leaf, ...] | None:
    found: list[Leaf] = []
    open_: list[_Open] = []
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        marks: Any = event  # its marks are never None, as the stubs would have it
        start, end = marks.start_mark.index + shift, marks.end_mark.index + shift
        top = open_[-1] if open_ else None
        is_key = top is not None and top.mapping and top.key is None
        if isinstance(event, yaml.CollectionStartEvent):
            if is_key or len(open_) > _MAX_DEPTH:
                return None
            open_.append(
                _Open(isinstance(event, yaml.MappingStartEvent), top.enter() if top else ())
            )
            continue
        if len(found) == _MAX_LEAVES:
            return None
        said = event.value if isinstance(event, yaml.ScalarEvent) else f"*{event.anchor}"
        chain = () if top is None else top.chain if is_key else top.enter()
        plain = isinstance(event, yaml.ScalarEvent) and not event.style
        marked = event.anchor is not None or marks.tag is not None  # an alias has the one
        found.append(Leaf(is_key, start, end, said, chain, plain, marked))
        if top is not None and is_key:
            top.key = start
    return tuple(found) if documents == 1 else None
