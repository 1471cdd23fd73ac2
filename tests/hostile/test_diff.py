"""`timeline diff` of hostile records: one text for people, nothing live in Markdown, JSON that is JSON."""

import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from tests.hostile.folder import content, folded, harmless, taken
from tests.hostile.inert import faults
from tests.hostile.values import SAMPLE, VALUES
from tests.parsed import elements
from timeline.checking import check
from timeline.commands.terminal import show
from timeline.history.changes import Comparison, compare, state_of
from timeline.messages import Language, messages
from timeline.reporting.change_data import comparison_as_json
from timeline.reporting.changes import comparison_as_markdown, comparison_in_words

WRITTEN = frozenset(
    {"html", "head", "body", "div", "h3", "h4", "p", "ul", "li", "code", "strong", "em"}
)
LIVE = re.compile(r"(?<![\w&#;])@\w|(?<!&)#\d|https?:|www\.|<!--(?! -->)", re.ASCII)


def inner(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for item in value:
            yield from inner(item)
    else:
        yield str(value)


def both_ways(root: Path, values: Sequence[str]) -> Iterator[Comparison]:
    """From harmless records to hostile ones, and back."""
    found = taken(tuple(values))
    states = [
        state_of(check(content(root / name, found, change), untitled="x"))
        for name, change in (("harmless", lambda text: harmless(text)[:-1] + "·"), ("hostile", str))
    ]
    for state in states:
        assert state.errors == 0
    yield compare(*states)
    yield compare(*reversed(states))


def printed(text: str) -> str:
    """What a machine of GitHub's reads of it."""
    out = io.StringIO()
    show(text, out)
    return out.getvalue()


def held(comparisons: Iterator[Comparison], values: Sequence[str], least: int) -> None:
    for comparison, language in zip(comparisons, Language, strict=True):
        assert len(comparison.changes) > least
        say = messages(language)
        words = printed(comparison_in_words(comparison, say))
        assert faults(words) == []
        assert "##[" not in words
        written = printed(comparison_as_markdown(comparison, say))
        assert faults(written) == []
        assert not LIVE.search(written), LIVE.search(written)
        there = {folded(text) for text in inner(json.loads(comparison_as_json(comparison)))}
        shown = [value for value in values if folded(value) in there]
        assert len(shown) > len(values) // 2  # as they are: the others no field takes
        if language is not Language.ARABIC:  # what is quoted is the same
            continue
        inside = re.sub("</?div[^>]*>", "", written)
        for element in elements(Markdown().convert(inside)):
            assert element.tag in WRITTEN, element.tag
            assert element.attributes.keys() <= {"dir"}, element


def test_nothing_acts_in_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    held(both_ways(tmp_path, SAMPLE[::6]), SAMPLE[::6], 20)


@pytest.mark.slow
def test_nothing_of_any_value_acts_in_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for start in range(0, len(VALUES), 120):
        values = VALUES[start : start + 120]
        held(both_ways(tmp_path / str(start), values), values, 100)
