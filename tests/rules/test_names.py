"""Entries of vocabularies: names that several have, and what nothing refers to."""

from pathlib import Path

import pytest

from tests.rules.told import Told, told
from timeline.rules.rule import EVENT, Example, event

PLACES = "vocabularies/places.yml"


def places(*entries: str) -> Example:
    return {PLACES: "".join(f"{entry}\n" for entry in entries)}


def test_a_name_of_two(tmp_path: Path) -> None:
    entries = places(
        "a: {name: القحطانية, aliases: [Qahtaniya]}",
        "b: {kind: village, name: القحطانيه}",
        "c: {name: القَحطانية}",
        "d: {name: تل, aliases: [qahtaniya, x]}",
    )
    assert told(tmp_path, "same-name", entries) == [
        # As it is written there, beside the first that has it.
        Told(f"{PLACES}:3:11", {"value": "القَحطانية", "other": "a"}, None, (f"{PLACES}:1:11",)),
        Told(f"{PLACES}:4:11", {"value": "qahtaniya", "other": "a"}, None, (f"{PLACES}:1:11",)),
    ]


def test_of_several_shared_names_one_is_told(tmp_path: Path) -> None:
    entries = places(
        "a: {name: ب, aliases: [أ, ج]}", "b: {name: د}", "c: {name: ج, aliases: [د, ب, أ]}"
    )
    assert [
        (one.facts["value"], one.facts["other"]) for one in told(tmp_path, "same-name", entries)
    ] == [("أ", "a")]


@pytest.mark.parametrize("name", ["actors", "categories", "metrics", "publishers", "eras"])
def test_in_every_vocabulary(tmp_path: Path, name: str) -> None:
    more = ", date: 2019/2020" if name == "eras" else ""
    file = f"vocabularies/{name}.yml"
    files: Example = {file: f"a: {{name: أ{more}}}\nb: {{name: ب{more}}}\nc: {{name: أ{more}}}\n"}
    assert told(tmp_path, "same-name", files) == [
        Told(f"{file}:3:11", {"value": "أ", "other": "a"}, None, (f"{file}:1:11",))
    ]


USED: Example = {
    "vocabularies/actors.yml": "said: {name: أ}\nreported: {name: ب}\ndid: {name: ج}\n"
    "origin: {name: د}\nnobody: {name: ه}\n",
    "vocabularies/metrics.yml": "visitors: {name: الزوار}\nnothing: {name: x}\n",
    "vocabularies/categories.yml": "works: {name: أشغال}\nnone: {name: x}\n",
    "vocabularies/publishers.yml": "daily: {name: اليومية}\nwire: {name: الوكالة}\nno: {name: x}\n",
    "vocabularies/places.yml": "nowhere: {name: x}\n",
    "sources/report.yml": "title: أ\npublisher: daily\norigin: origin\n",
    "sources/second.yml": "title: ب\norigin: wire\n",
    "sources/third.yml": "title: ج\n",
    "sources/unread.yml": "title: د\n",
}
BUSY = event(
    USED,
    sources="[report, second]",
    actors="[did]",
    categories="[works]",
    claims="[{metric: visitors, value: 5, said_by: said, reported_by: reported, source: third}]",
)


def test_what_nothing_refers_to(tmp_path: Path) -> None:
    """Told at its key; an origin may be an actor or a publisher; places may be of a whole country."""
    assert [one.at for one in told(tmp_path, "unused-entry", BUSY)] == [
        "sources/unread.yml:1:1",
        "vocabularies/actors.yml:5:1",
        "vocabularies/categories.yml:2:1",
        "vocabularies/metrics.yml:2:1",
        "vocabularies/publishers.yml:3:1",
    ]


def test_what_may_be_meant_is_not_told_and_the_rest_is(tmp_path: Path) -> None:
    odd = {"events/tunnel.yml": EVENT.replace("الجسر", "النفق") + "actors: [nobdy]\n"}
    assert [one.facts["value"] for one in told(tmp_path, "unused-entry", BUSY, odd)] == [
        "unread",
        "none",
        "nothing",
        "no",
    ]


def test_a_faulty_source_refers_too(tmp_path: Path) -> None:
    faulty = {"sources/second.yml": "titel: ب\norigin: wire\npublisher: no\n"}
    assert "vocabularies/publishers.yml:3:1" not in [
        one.at for one in told(tmp_path, "unused-entry", BUSY, faulty)
    ]


@pytest.mark.parametrize("text", [EVENT + "xyz: 1\n", "title: ["])
def test_while_an_event_is_faulty_nothing_is_told(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, "unused-entry", BUSY, {"events/tunnel.yml": text}) == []


def test_where_there_are_no_events_yet_nothing_is_unused(tmp_path: Path) -> None:
    assert told(tmp_path, "unused-entry", USED, {"events/bridge-opened.yml": None}) == []
