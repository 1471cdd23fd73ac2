"""The quick way to read a YAML text in which nothing is out of the ordinary, as nearly every record is.

libyaml composes it, which costs a third of walking its events in Python. Whatever could be told of,
lead to a crash, or fill the machine is left to the walk (`yaml_source.py`), which takes it from the
beginning: what is read here is read there as the same tree, and a test holds the two to it.
"""

import re
from typing import Any, Final, TypeAlias, Union

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs leave it out

Tree: TypeAlias = Union[str, list["Tree"], dict[str, "Tree"]]  # noqa: UP007 - recursive

_MOST: Final = 64 * 1024  # characters: blocks of indented lines are then at most 360 deep
_BRACKETS: Final = 400  # each may open a level, and libyaml composes every level on the C stack
# Where a value may begin: an anchor, an alias or a tag, a directive, or a second mark of a list or
# of a key on one line, by which each two characters could open a level.
_UNUSUAL: Final = re.compile(
    r"""[&*!%\\?:-](?:(?<=\\)|(?<=[&*!%])(?<![^\s\[\]{},:?'"-].)|(?<=[?:-])[ \t]+[?-][ \t\n])"""
)


_TEXT: Final = yaml.ScalarNode


class _UnusualError(Exception):
    """There is something to look at closely."""


class _Composer(CParser):
    """Composes nodes without finding out what type YAML would give each: all is text."""

    def resolve(self, *_: object) -> None:
        """Give no tag."""

    def descend_resolver(self, *_: object) -> None:
        """Go into a node."""

    def ascend_resolver(self) -> None:
        """Come out of a node."""


def read_plainly(text: str, max_depth: int, max_nodes: int) -> Tree | None:
    """Read a document without a fault; None where it has one, or might have.

    The characters of the text are known to be allowed. None of its texts is written with escapes,
    by which others could come in.
    """
    if len(text) > _MOST or text.count("[") + text.count("{") > _BRACKETS:
        return None
    if _UNUSUAL.search(text):
        return None
    composer = _Composer(text)
    try:
        node = composer.get_single_node()
        return None if node is None else _Trees(max_nodes - 1).tree(node, max_depth)
    except (yaml.YAMLError, _UnusualError):
        return None
    finally:
        composer.dispose()


class _Trees:
    """Makes trees of nodes, as long as there are not too many."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def tree(self, node: Any, depth: int) -> Tree:  # noqa: ANN401 - its stubs say nothing
        """Give the value of a node, at most so many levels deep."""
        value = node.value
        if node.__class__ is _TEXT:
            return value  # type: ignore[no-any-return]
        self.left -= len(value)
        if not depth or self.left < 0:
            raise _UnusualError
        if node.__class__ is yaml.SequenceNode:
            return [self.tree(item, depth - 1) for item in value]
        fields: dict[str, Tree] = {}
        for key, item in value:
            name = key.value
            if key.__class__ is not _TEXT or name in fields or name == "<<":
                raise _UnusualError
            fields[name] = item.value if item.__class__ is _TEXT else self.tree(item, depth - 1)
        return fields
