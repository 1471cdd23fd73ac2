"""A new record: what is written is what is read, in the form that the first timeline's records have."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.writing.trees import records
from timeline.reading.yaml_source import Tree, read
from timeline.records.event import Event
from timeline.records.fields import Record
from timeline.records.source import Source
from timeline.writing.canonical import canonical
from timeline.writing.record import record_text

CONTENT = Path(__file__).parents[2] / "content"
MODELS: dict[str, type[Record]] = {"events": Event, "sources": Source}


def reread(text: str) -> Tree | None:
    tree, findings = read("x.yml", text)
    assert not findings
    return tree


@given(st.data())
@pytest.mark.parametrize("model", [Event, Source])
def test_what_is_written_is_what_is_read(model: type[Record], data: st.DataObject) -> None:
    tree = data.draw(records(model))
    text = record_text(model, tree)
    assert reread(text) == tree
    assert text.endswith("\n")
    assert not any(line != line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize("folder", MODELS)
def test_a_new_record_has_the_form_that_fix_gives_to_one_that_is_there(folder: str) -> None:
    for file in (CONTENT / folder).rglob("*.yml"):
        text = canonical(file.relative_to(CONTENT).as_posix(), file.read_text("utf-8"))
        first, _, rest = text.partition("\n")
        schema = first.partition("$schema=")[2]
        tree = reread(rest if schema else text)
        assert isinstance(tree, dict)
        assert record_text(MODELS[folder], tree, schema=schema) == text


def test_the_form() -> None:
    tree: Tree = {
        "sources": [{"source": "report"}, {"locator": "ص 4", "source": "daily"}],
        "title": 'قال  "نعم"',
        "summary": "الأولى.\nتتمتها.\n\n\n الثانية. \n",
        "date": "2019-03",
        "milestone": "true",
        "date_note": " ",
        "before": [],
        "categories": ["works", "no"],
        "places": ["old-town"],
        "claims": [{"value": "1000", "metric": "visitors", "as_of": "2019"}],
    }
    assert isinstance(tree, dict)
    assert record_text(Event, tree, schema="../../schema/event.schema.json") == (
        "# yaml-language-server: $schema=../../schema/event.schema.json\n"
        "title: 'قال \"نعم\"'\n"
        'date: "2019-03"\n'
        "milestone: true\n"
        'categories: [works, "no"]\n'
        "places: [old-town]\n"
        "summary: |-\n"
        "  الأولى.\n"
        "  تتمتها.\n"
        "\n"
        "  الثانية.\n"
        "claims:\n"
        "  - metric: visitors\n"
        "    value: 1000\n"
        '    as_of: "2019"\n'
        "sources:\n"
        "  - report\n"
        '  - {source: daily, locator: "ص 4"}\n'
    )


def test_what_is_needed_is_not_left_out() -> None:
    assert record_text(Source, {"title": "", "url": ""}) == 'title: ""\n'


def test_what_does_not_fit_its_field_is_written_all_the_same() -> None:
    tree: Tree = {"title": ["a", {"b": "c"}], "new": "d e", "date": {"x": "y"}}
    assert isinstance(tree, dict)
    assert reread(record_text(Event, tree)) == tree
