"""The front matter of pages written by hand: read as strictly as records, before MkDocs sees it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from tests.contents import found
from tests.reading.bombs import merges
from timeline.reading.front_matter import for_mkdocs, front_matter_faults
from timeline.reading.yaml_source import character_faults


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# أ\n", None, "# أ\n"),
        ("", None, ""),
        ("---\ntitle: دليل\n---\n# أ\n", "دليل", "# أ\n"),
        ("---  \ntitle: 'دليل: 010'\n...\n# أ\n", "دليل: 010", "# أ\n"),
        ("---\ntitle: 010\nhide: [toc]\ntemplate: evil.html\n---", "010", ""),
        ("---\ntitle: no\n---\n", "no", ""),
        ('---\ntitle: "😀 \\"أ\\"\\t\\\\"\n---\n', '😀 "أ" \\', ""),
        ("---\n---\nأ\n---\nب\n---\n", None, "أ\n---\nب\n---\n"),
        ("---\n# a comment\n---\nأ\n", None, "أ\n"),
        ("---\n# one\n  # and another\n---\nأ\n", None, "أ\n"),
        ("---\ntitle:\n---\nأ\n", None, "أ\n"),
        ("---\nhide: toc\n---\nأ\n", None, "أ\n"),
        # No front matter but a line, or a text that begins as MkDocs thinks that some would.
        ("---\nأ\n", None, "---\nأ\n"),
        ("Note: a text\n    goes on\n\nأ\n", None, "Note: a text\n    goes on\n\nأ\n"),
        ("template: evil.html\n\nأ\n", None, "template: evil.html\n\nأ\n"),
    ],
)
def test_mkdocs_is_told_the_title_and_nothing_else(text: str, title: str | None, body: str) -> None:
    assert front_matter_faults("pages/a.md", text) == []
    read, meta = get_data(for_mkdocs(text))
    assert meta == ({} if title is None else {"title": title})
    assert read == body


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (merges(12), "2:5 yaml-anchor"),
        ("a: &a [*a]\n", "2:4 yaml-anchor"),
        ("title: !!python/object/apply:os.system [id]\n", "2:8 yaml-tag"),
        ("title: a\ntitle: b\n", "3:1 duplicate-key"),
        ("title: [a]\n", "2:1 wrong-shape"),
        ("title: {a: b}\n", "2:1 wrong-shape"),
        ("just words\n", "2:1 wrong-shape"),
        ("title: a: b\n", "2:9 yaml-syntax"),
        ('title: "a\n', "2:8 yaml-syntax"),
        ("[" * 1_000 + "\n", "2:9 too-deep"),
        ("k: [" + "a," * 60 + "]\n", "2:101 too-many-values"),
        ('title: "\\u202e"\n', "2:8 bidi-control"),
        ('title: "\\uffffbody\\uffff"\n', "2:8 invisible-character"),  # marks of the frames
    ],
)
def test_what_is_wrong_is_told_where_it_stands(front: str, expected: str, tmp_path: Path) -> None:
    told = found(tmp_path, {"pages/guide.md": f"---\n{front}---\n# دليل\n"})
    assert told[0] == f"pages/guide.md:{expected}"


@pytest.mark.parametrize(
    ("front", "wanted"),
    [("just words\n", "mapping"), ("- a\n", "mapping"), ("title: [a]\n", "text")],
)
def test_what_should_stand_there(front: str, wanted: str) -> None:
    (fault,) = front_matter_faults("pages/a.md", f"---\n{front}---\n")
    assert (fault.rule, fault.facts) == ("wrong-shape", {"wanted": wanted})


PIECES = ["---", "\n", "...", " ", "title", ": ", "a", "[", "]", '"', "&a", "*a", "\\", "#", "-", "'", "{", "}", "ب", "|"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(lambda parts: "---\n" + "".join(parts)))
def test_nothing_reaches_mkdocs_but_text_and_a_title(text: str) -> None:
    assert not character_faults("", text)
    faults = front_matter_faults("pages/a.md", text)
    for fault in faults:
        assert 2 <= fault.at.line <= text.count("\n") + 1
    _, meta = get_data(for_mkdocs(text))
    assert meta.keys() <= {"title"}
    assert all(type(value) is str for value in meta.values())
    if not faults and meta:
        # What PyYAML would have made of it is the same, but for what it takes for no text.
        loaded = yaml.load(text.split("---")[1], yaml.BaseLoader)  # noqa: S506 - of a few letters
        assert " ".join(loaded["title"].split()) == meta["title"]
