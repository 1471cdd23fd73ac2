"""Characters that may not stand in a record: each found, named, and shown harmlessly."""

import sys
import unicodedata

import pytest

from timeline.reading.characters import code_point, first_unnormalized, forbidden, inert


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خ\u200cه", []),  # between Arabic letters a joiner is spelling
        ("ن\u200dم x", []),
        ("x\u200cه", [(1, "invisible-character")]),
        ("خ\u200cx", [(1, "invisible-character")]),
        ("\u200cه", [(0, "invisible-character")]),
        ("خ\u200c", [(1, "invisible-character")]),
        ("خ\u200c\u200cه", [(1, "invisible-character"), (2, "invisible-character")]),
        ("خ\u200c\u064eه", [(1, "invisible-character")]),  # a mark is no letter
        ("a\tb\nc", []),
        ("a\rb", [(1, "invisible-character")]),
        ("a\u2028\u2029\x85", [(n, "hidden-line-break") for n in (1, 2, 3)]),
        ("\u061cx\u2069", [(0, "bidi-control"), (2, "bidi-control")]),
        ("\ufb50\ufefe", [(0, "presentation-form"), (1, "presentation-form")]),
        # Ligatures of honour and ornate brackets have no other spelling.
        ("\ufd3e\ufd3f\ufdf0\ufdfa\ufdfd", []),
        ("\U000e0041\ud800", [(0, "invisible-character"), (1, "invisible-character")]),
    ],
)
def test_forbidden(text: str, expected: list[tuple[int, str]]) -> None:
    assert list(forbidden(text)) == expected


# What Unicode says is not shown where a program does not know it (Default_Ignorable_Code_Point).
IGNORABLE = [
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
    *(*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
    *(*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9)),
    *(*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
]


def test_whatever_is_not_shown_is_forbidden() -> None:
    """And controls, surrogates and line ends, but for those that a text is laid out with."""
    unseen = {"Cc", "Cs", "Zl", "Zp"}
    codes = [n for n in range(0x10000) if unicodedata.category(chr(n)) in unseen]
    for character in map(chr, [*IGNORABLE, *codes]):
        assert list(forbidden(character)) or character in "\n\t", code_point(character)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", None),
        ("افتتاح", None),
        ("\u00e9", None),
        ("e\u0301", 0),
        ("abc e\u0301", 4),
        ("ا\u0655", 0),
        ("xا\u0655x", 1),
        ("\u212b", 0),
        ("x\u0958", 1),  # one that is parted, and makes the text longer
        ("x\u064e\u0651\u0651", None),
        ("x\u0651\u064e", 1),  # two marks in another order
        ("\u1112\u1161\u11ab", 0),
    ],
)
def test_the_first_that_normalizing_would_change(text: str, index: int | None) -> None:
    assert first_unnormalized(text) == index


def test_each_character_that_normalizing_changes_is_found() -> None:
    for code in range(sys.maxunicode + 1):
        if not unicodedata.is_normalized("NFC", chr(code)):
            assert first_unnormalized(f"ب {chr(code)}") == 2


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\x00", "U+0000"),
        ("\x85", "U+0085"),
        ("\U000e0001", "U+E0001 LANGUAGE TAG"),
    ],
)
def test_a_character_is_named(character: str, name: str) -> None:
    assert code_point(character) == name


def test_inert() -> None:
    assert inert("الجسر a-b «x»") == "الجسر a-b «x»"
    assert inert("a\u202eb\x1b[31m\n\t\u2028") == "a\\u202eb\\u001b[31m\\u000a\\u0009\\u2028"
    assert inert("خ\u200cه") == "خ\\u200cه"  # here, where nothing is sure, joiners too
    assert inert("\U000e0001") == "\\ue0001"
