"""Where in its file each value begins and ends, so that a machine can find, change or remove it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs leave it out

from timeline.reading.edit import Edit
from timeline.reading.finding import Path


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
