"""Taking a value out of its file, where something stands close by that must stay."""

import pytest

from timeline.reading.edit import edited
from timeline.reading.finding import Path
from timeline.reading.stretches import Stretch, removal, stretches


@pytest.mark.parametrize(
    ("text", "path", "left"),
    [
        # A list that held nothing else goes with its key, and with no more than that.
        ("a:\n  b: [x]\n  c: d\n", ("a", "b", 0), "a:\n  c: d\n"),
        ("a:\n  b:\n    - x\n  c: d\n", ("a", "b", 0), "a:\n  c: d\n"),
        ("a: [[x], y]\n", ("a", 0, 0), "a: [y]\n"),
        # A mapping that held nothing else stays: what it is of would be another thing.
        ("a: {b: c}\n", ("a", "b"), "a: {}\n"),
        ("a: [{b: c}, d]\n", ("a", 0, "b"), "a: [{}, d]\n"),
        ("a: [x, y, z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: [x, y, z]\n", ("a", 2), "a: [x, y]\n"),
        # What stands above the next one is about that one.
        ("a: 1\n# of b\nb: 2\n", ("a",), "# of b\nb: 2\n"),
        ("- a: 1  # x\n  # of b\n  b: 2\n", (0, "a"), "- b: 2\n"),
        ("a: |-\n  x\n\nb: 2\n", ("a",), "b: 2\n"),  # an empty line is of the block
        ("\na: 1\nb: 2\n", ("a",), "\nb: 2\n"),
        ("b: 2\na: 1", ("a",), "b: 2\n"),
        ("b: 2\na: |-\n  x", ("a",), "b: 2\n"),
        ("b: 2\na:", ("a",), "b: 2\n"),
    ],
)
def test_what_is_left(text: str, path: Path, left: str) -> None:
    edit = removal(text, path)
    assert edit is not None
    assert edited(text, [edit]) == left


def test_each_value_knows_what_it_is() -> None:
    text = "a: [x, {b: c}, z, w]\nd:\n  - |-\n    e\n"
    found = stretches(text)
    assert list(found) == [
        *((), ("a",), ("a", 0), ("a", 1), ("a", 1, "b"), ("a", 2), ("a", 3), ("d",), ("d", 0))
    ]
    assert found[()] == Stretch((), 0, 0, len(text), scalar=False, flow=False)
    assert found[("a",)] == Stretch(("a",), 0, 3, 20, scalar=False, flow=False)
    assert found[("a", 1)] == Stretch(("a", 1), 7, 7, 13, scalar=False, flow=True)
    assert found[("a", 1, "b")] == Stretch(("a", 1, "b"), 8, 11, 12, scalar=True, flow=True)
    assert found[("d", 0)] == Stretch(("d", 0), 28, 28, len(text), scalar=True, flow=False)
    assert stretches("[a]")[()] == Stretch((), 0, 0, 3, scalar=False, flow=False)
