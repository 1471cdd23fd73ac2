"""Places in a text, by line and column and by code points, and edits of it."""

import pytest

from timeline.reading.edit import Edit, edited
from timeline.reading.finding import Location
from timeline.reading.lines import line, line_and_column, offset

TEXT = "أ: ب\n\nc: d\n"


@pytest.mark.parametrize(
    ("number", "column", "index"),
    [
        (1, 1, 0),
        (1, 4, 3),
        (2, 1, 5),
        (3, 1, 6),
        (3, 4, 9),
        (4, 1, 11),  # behind the last line feed a line begins, on which nothing stands
        # What is beyond the end is the end: libyaml marks what is missing on a line that is not
        # there.
        (4, 9, 11),
        (5, 1, 11),
        (9, 9, 11),
    ],
)
def test_where_a_line_and_column_are(number: int, column: int, index: int) -> None:
    assert offset(TEXT, Location("x", number, column)) == index


def test_there_and_back() -> None:
    places = [line_and_column(TEXT, index) for index in range(len(TEXT) + 1)]
    assert places[:7] == [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (2, 1), (3, 1)]
    assert [offset(TEXT, Location("x", *place)) for place in places] == list(range(len(TEXT) + 1))


def test_a_line_without_its_end() -> None:
    assert [line(TEXT, number) for number in (1, 2, 3, 4)] == ["أ: ب", "", "c: d", ""]
    assert line("one", 1) == "one"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], "abcdef"),
        ([Edit(2, 4, "-")], "ab-ef"),
        ([Edit(4, 5, "2"), Edit(0, 1, "1")], "1bcd2f"),  # in whatever order
        ([Edit(1, 3, "-"), Edit(3, 4, "+")], "a-+ef"),  # beside one another
        ([Edit(1, 3, "-"), Edit(2, 4, "+")], "a-def"),  # of two that overlap, the first
        ([Edit(3, 3, "+")] * 2, "abc+def"),  # what is said twice is done once
    ],
)
def test_edits(edits: list[Edit], expected: str) -> None:
    assert edited("abcdef", edits) == expected
