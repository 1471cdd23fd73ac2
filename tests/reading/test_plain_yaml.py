"""The quick way to read a text gives what the walk gives, or nothing."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timeline.reading import yaml_source
from timeline.reading.plain_yaml import read_plainly
from timeline.reading.yaml_source import MAX_DEPTH, MAX_NODES, character_faults

HERE = Path(__file__).parents[2]
# What makes YAML what it is, and then some.
MARKS = st.sampled_from(
    [*"abا1 \n\t:-?[]{},#&*!|>'\"%@`\\<=.~", "- ", ": ", "? ", "<<", "\n  ", "---\n", "...\n"]
)


def walked(text: str) -> object:
    walk = yaml_source._Walk("x.yml", MAX_NODES)
    try:
        tree = walk.document(text)
    except (yaml.YAMLError, yaml_source._RefusedError):
        return None
    return None if walk.findings else tree


@given(st.lists(MARKS, max_size=40).map("".join))
def test_a_text_that_is_read_plainly_is_read_the_same_by_the_walk(text: str) -> None:
    plain = read_plainly(text, MAX_DEPTH, MAX_NODES)
    if plain is not None and not character_faults("x.yml", text):
        assert plain == walked(text)


def test_every_record_of_the_first_timeline_is_read_plainly() -> None:
    for file in (HERE / "content").rglob("*.yml"):
        if file.parent.name in {"events", "sources"}:
            text = file.read_text("utf-8")
            assert read_plainly(text, MAX_DEPTH, MAX_NODES) == walked(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a: &b c\n", "a: *b\n", "&a b: c\n", "a: !!str b\n", "a: [!b c]\n", "a: ! b\n", "<<: {a: b}\n",
        "a: b\na: c\n", "[a]: b\n", "? a\n: b\n? [c]\n: d\n", "- - a\n", "a:\n  - - b\n", "? - a\n",
        "-\t- a\n", 'a: "\\u202e"\n', "%YAML 1.1\n---\na: b\n", "a: b\n---\nc: d\n", "", "# a\n", "a: [b\n",
        "[" * 401 + "]" * 401, "a: {" * 8 + "}" * 8, "a: [" + "b," * 2_000 + "]", "x" * 65_537,
    ],
)  # fmt: skip
def test_what_is_unusual_is_left_to_the_walk(text: str) -> None:
    assert read_plainly(text, MAX_DEPTH, MAX_NODES) is None


@pytest.mark.parametrize(
    "text", ["a: b&c*d!\n", "a: https://example.org/?b=c&d=e\n", "a: {" * 7 + "}" * 7]
)
def test_marks_within_words_are_not_unusual(text: str) -> None:
    assert read_plainly(text, MAX_DEPTH, MAX_NODES) == walked(text) is not None
