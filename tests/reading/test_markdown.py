"""What a page written by hand costs to read, to the last character."""

from pathlib import Path

import pytest

from tests.contents import found
from timeline.reading import markdown
from timeline.reading.markdown import markdown_faults


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("أ\n\n) ( ب", 0),
        # From each bracket to the one that closes it, or to the end of its block.
        ("[a]", 2),
        ("[[a]]", 6),
        ("[a", 3),
        ("[a\nb", 5),
        ("[a\n\n[b", 6),
        ("[a\n \t\n[b\n\n", 6),
        ("a]", 0),
        ("]]]", 0),
        ("[a](b)", 5),
        ("[a](b", 6),
        ("[a](b\n\n)", 6),
        ("[a](b)(c)", 5),
        ("[a](b) [c](d)", 10),
        # Headings and admonitions: each against all before it.
        ("# a", 1),
        ("# a\n# b\n# c", 9),
        ("# a\n\n# b", 4),
        ("# a\n\n# b\n# c", 9),
        ("# a\n\n# b\n\n# c", 9),
        ("!!! note", 1),
        ("a\n===", 1),
        ("a\n--- \t", 1),
        ("> > # a\n\n \t# b", 4),
        ("= a\n\na # b\n\nX# c", 0),
        ("# [a]\n\n# [b]", 8),
    ],
)
def test_what_a_page_costs(monkeypatch: pytest.MonkeyPatch, text: str, cost: int) -> None:
    monkeypatch.setattr(markdown, "MAX_COST", cost)
    assert not list(markdown_faults("pages/a.md", text))
    monkeypatch.setattr(markdown, "MAX_COST", cost - 1)
    assert len(list(markdown_faults("pages/a.md", text))) == 1


def test_it_is_told_where_it_becomes_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the beginning of the block, and once."""
    monkeypatch.setattr(markdown, "MAX_COST", 5)
    text = "\n\n# a\n\n \nb\n[c]\n\nd\n[e\n\n[f\n"
    assert found(tmp_path, {"pages/a.md": text}) == ["pages/a.md:9:1 page-too-involved"]
