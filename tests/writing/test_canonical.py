"""Canonical form: what was said is said again, comments stay, and once is enough."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.messy import messy
from tests.writing.trees import records
from timeline.reading.yaml_source import Tree, read
from timeline.records.event import Event
from timeline.records.vocabulary import Category
from timeline.writing.canonical import canonical

EVENT = "events/2019/bridge-opened.yml"


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"# ?c[0-9]+: - '\"", text))


@settings(max_examples=300, deadline=None)
@given(records(Event), st.integers(0, 2**32))
def test_a_mess_is_put_in_order(tree: dict[str, Tree], seed: int) -> None:
    text, said = messy(tree, seed)
    before, findings = read(EVENT, text)
    assert not findings
    tidied = canonical(EVENT, text)
    assert canonical(EVENT, tidied) == tidied
    assert comments(tidied) == sorted(said)
    assert not any(line != line.rstrip() for line in tidied.split("\n"))
    assert before is not None


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,3}", fullmatch=True), records(Category), min_size=1),
    st.integers(0, 2**32),
)
def test_so_are_vocabularies(tree: dict[str, Tree], seed: int) -> None:
    text, said = messy(tree, seed)
    file = "vocabularies/categories.yml"
    tidied = canonical(file, text)
    assert canonical(file, tidied) == tidied
    assert comments(tidied) == sorted(said)


def test_the_modeline_stays_at_the_head_when_the_first_field_goes_down() -> None:
    line = "# yaml-language-server: $schema=../../schema/event.schema.json"
    messy = f"{line}\nstatus: reported\ntitle: جسر\ndate: 2019\nsummary: نص\nsources: [a]\n"
    written = canonical("events/a.yml", messy, "../../schema/event.schema.json")
    assert written.startswith(f"{line}\ntitle:")
    assert written.count("$schema") == 1
