"""Where keys and values end, and every one of them in a text that may not be a record."""

import pytest

from timeline.reading import stretches as stretching
from timeline.reading.finding import Path
from timeline.reading.stretches import Leaf, leaves, stretches
from timeline.reading.yaml_source import Mark, end

TEXT = """\
title: "أ ب"  # a note
after: [x, {y: z}]
claims:
  - low: 3
    high: 4
summary: |-
  سطر
"""


@pytest.mark.parametrize(
    ("path", "start", "expected"),
    [
        (("title",), (0, 0), (0, 5)),  # the key
        (("title",), (0, 7), (0, 12)),  # the value with its quotes
        (("after",), (1, 7), (1, 18)),  # what stands between brackets, with these
        (("after", 1), (1, 11), (1, 17)),
        (("after", 1, "y"), (1, 12), (1, 13)),
        (("summary",), (5, 9), (7, 0)),
        # A block begins where its first key does, and has no end of its own.
        ((), (0, 0), None),
        (("claims",), (3, 2), None),
        (("claims", 0), (3, 4), None),
        (("claims", 0, "low"), (3, 4), (3, 7)),
        (("nowhere",), (0, 0), (0, 5)),  # what is not there is no block
        # Where nothing begins, nothing ends.
        (("title",), (0, 1), None),
        (("title",), (9, 0), None),
    ],
)
def test_where_what_begins_at_a_place_ends(path: Path, start: Mark, expected: Mark | None) -> None:
    assert end(TEXT, path, start) == expected


@pytest.mark.parametrize(
    ("path", "start", "expected"),
    [
        (("a",), (0, 0), (0, 1)),
        (("a",), (0, 3), (0, 4)),
        (("b",), (1, 3), None),  # a bracket that is not closed
        ((), (0, 0), None),
    ],
)
def test_what_cannot_be_read_is_read_as_far_as_it_goes(
    path: Path, start: Mark, expected: Mark | None
) -> None:
    assert end("a: 1\nb: [", path, start) == expected
    assert end("a: 1\nb: [x", path, start) == expected


def test_a_key_that_is_refused() -> None:
    """`marks` refuses what `end` is asked of: a list in the place of a key."""
    assert end("[a, b]: c\n", ("x",), (0, 0)) == (0, 6)
    assert end("x: {[a, b]: c}\n", ("x",), (0, 4)) == (0, 10)


def test_a_text_without_a_value_has_none() -> None:
    assert stretches("") == {}
    assert stretches("# only a comment\n") == {}
    assert leaves("# only a comment\n") is None


def said(text: str) -> list[tuple[str, tuple[int, ...], str]]:
    """Give each leaf with what it hangs from and what it is: k(ey), p(lain), m(arked)."""
    found = leaves(text)
    assert found is not None
    return [
        (leaf.value, leaf.chain, "k" * leaf.key + "p" * leaf.plain + "m" * leaf.marked)
        for leaf in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one", [("one", (), "p")]),
        ("a: 1\n", [("a", (), "kp"), ("1", (0,), "p")]),
        # A field that is given twice is there twice.
        ("a: 1\na: '2'\n", [("a", (), "kp"), ("1", (0,), "p"), ("a", (), "kp"), ("2", (5,), "")]),
        (
            "a: [x, y]\nb: z\n",
            [
                ("a", (), "kp"),
                ("x", (0, -1), "p"),
                ("y", (0, -2), "p"),
                ("b", (), "kp"),
                ("z", (10,), "p"),
            ],
        ),
        (
            "- {a: 1}\n- b\n",
            [("a", (-1,), "kp"), ("1", (-1, 3), "p"), ("b", (-2,), "p")],
        ),
        ("a: &x 1\n", [("a", (), "kp"), ("1", (0,), "pm")]),
        ("a: !t 1\n", [("a", (), "kp"), ("1", (0,), "pm")]),
        ("a: *x\n", [("a", (), "kp"), ("*x", (0,), "m")]),
        ("*x : 1\n", [("*x", (), "km"), ("1", (0,), "p")]),
        # What YAML refuses is read as if a letter stood there, and moves nothing.
        ("\ufeffa: 1\n", [("a", (), "kp"), ("1", (1,), "p")]),
        ("a: x\x00\n", [("a", (), "kp"), ("x\ue000", (0,), "p")]),
        ("a: x\u2028b: 2\n", None),
        ("a: x\x85y\n", [("a", (), "kp"), ("x\ue000y", (0,), "p")]),
    ],
)
def test_leaves(text: str, expected: list[tuple[str, tuple[int, ...], str]] | None) -> None:
    if expected is None:
        assert leaves(text) is None
    else:
        assert said(text) == expected


def test_of_a_text_with_more_than_any_vocabulary_has_there_are_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stretching, "_MAX_LEAVES", 3)
    assert said("many: [1, 2]\n")[-1] == ("2", (0, -2), "p")
    assert leaves("many: [1, 2, 3]\n") is None


def test_where_leaves_stand() -> None:
    text = '\ufeffa: "ب ج"\n'
    assert leaves(text) == (
        Leaf(key=True, start=1, end=2, value="a", chain=(), plain=True, marked=False),
        Leaf(key=False, start=4, end=9, value="ب ج", chain=(1,), plain=False, marked=False),
    )


@pytest.mark.parametrize(
    "text", ["a: [", "a: 1\n---\nb: 2\n", "[a]: 1\n", "{a: 1}: 2\n", "a: b: c"]
)
def test_what_has_no_leaves(text: str) -> None:
    """YAML cannot read it, or two documents stand there, or a key is no text."""
    assert leaves(text) is None


def test_leaves_no_deeper_than_any_record() -> None:
    assert leaves("[" * 33 + "]" * 33) == ()
    assert leaves("[" * 34 + "]" * 34) is None
    assert leaves("a: " + "[" * 30_000 + "]" * 30_000) is None
