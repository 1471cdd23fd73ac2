"""Cells of a row: what may not stand in a record is left out, and named."""

import pytest

from timeline.importing.taking import parts_of, sound


@pytest.mark.parametrize(
    ("text", "kept", "hidden"),
    [
        ("نص", "نص", []),
        ("\u202bنص\u202c", "نص", ["U+202B", "U+202C"]),
        ("\ufeff a", "a", ["U+FEFF"]),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd", ["U+2028"]),
        ("\ufedf\ufe8e", "لا", ["U+FEDF", "U+FE8E"]),
        ("\ufd90x", "x", ["U+FD90"]),  # in the block of presentation forms, and no letter
        ("ب\u200cب a\u200cb", "ب\u200cب ab", ["U+200C"]),
        ("e\u0301", "é", []),
        ("\ud800x", "x", ["U+D800"]),
    ],
)
def test_sound(text: str, kept: str, hidden: list[str]) -> None:
    found, named = sound(text)
    assert found == kept
    assert [name.split()[0] for name in named] == hidden


def test_parts() -> None:
    assert list(parts_of("a; b؛ج ، د|\n\n;e")) == ["a", "b", "ج", "د", "e"]
    assert list(parts_of(" ;؛ ")) == []
