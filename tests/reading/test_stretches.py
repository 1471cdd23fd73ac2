"""Where values begin and end, and how one is taken out of its file."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from tests.reading.test_yaml_source import PIECES
from timeline.reading.edit import edited
from timeline.reading.finding import Location, Path
from timeline.reading.lines import offset
from timeline.reading.stretches import removal, stretches
from timeline.reading.yaml_source import marks, read

TEXT = """\
title: "أ"  # a note
after: [x, y]
before: [z]
claims:
  - {low: 1, high: 2}
  - low: 3
    high: 4
places:
  - mosul
summary: |-
  سطر

  وآخر
status: planned
"""


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (("after", 0), "[x, y]", "[y]"),
        (("after", 1), "[x, y]", "[x]"),
        (("before", 0), "before: [z]\n", ""),  # a list that held nothing else goes with its key
        (("claims", 0), "  - {low: 1, high: 2}\n", ""),
        (("claims", 0, "low"), "{low: 1, ", "{"),
        (("claims", 0, "high"), ", high: 2", ""),
        (("claims", 1, "low"), "low: 3\n    high", "high"),
        (("claims", 1, "high"), "    high: 4\n", ""),
        (("claims", 1), "  - low: 3\n    high: 4\n", ""),
        (("places", 0), "places:\n  - mosul\n", ""),
        (("title",), 'title: "أ"  # a note\n', ""),
        (("summary",), "summary: |-\n  سطر\n\n  وآخر\n", ""),
        (("status",), "status: planned\n", ""),
    ],
)
def test_a_value_is_taken_out(path: Path, old: str, new: str) -> None:
    edit = removal(TEXT, path)
    assert edit is not None
    assert edited(TEXT, [edit]) == TEXT.replace(old, new)


@pytest.mark.parametrize("path", [(), ("nowhere",), ("after", 2)])
def test_what_is_not_there_is_not_taken_out(path: Path) -> None:
    assert removal(TEXT, path) is None


def test_all_of_a_large_file_can_be_taken_out() -> None:
    """Of which a gazetteer has thousands of entries, each with something that may go."""

    def removals(size: int) -> Callable[[], object]:
        text = "".join(f"p{size}-{i}:\n  name: x\n  note: y\n" for i in range(size))
        return lambda: [removal(text, path) for path in stretches(text) if len(path) == 1]

    assert growth(removals, 500) < LINEAR


def test_each_value_is_where_it_is_said() -> None:
    found = {path: TEXT[s.start : s.end] for path, s in stretches(TEXT).items()}
    assert found[("title",)] == '"أ"'
    assert found[("after",)] == "[x, y]"
    assert found[("claims", 0)] == "{low: 1, high: 2}"
    assert found[("claims", 1)] == "low: 3\n    high: 4"
    assert found[("summary",)] == "|-\n  سطر\n\n  وآخر\n"
    assert offset(TEXT, Location("x", 4, 1)) == TEXT.index("claims")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_they_are_those_of_the_marks(text: str) -> None:
    tree, _ = read("x.yml", text)
    if tree is None:
        return
    found = stretches(text)
    assert found.keys() == marks(text).keys()
    for path, (_, (line, column)) in marks(text).items():
        # What is missing at the end stands, for libyaml, on a line that is not there.
        start = min(found[path].start, len(text))
        assert start == offset(text, Location("x", line + 1, column + 1))
        assert found[path].start <= found[path].end
