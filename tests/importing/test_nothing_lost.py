"""Nothing is dropped silently: every word of every cell is in a record or in a note of the report."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.contents import smallest
from timeline.importing.columns import FIELDS
from timeline.importing.csv_text import read_csv
from timeline.importing.dating import DayOrder
from timeline.importing.known import Known, known
from timeline.importing.proposal import Proposal, Settings, propose
from timeline.importing.report import as_json, in_words
from timeline.importing.sheet import Sheet
from timeline.importing.timelinejs import read_timelinejs
from timeline.messages import Language, messages
from timeline.reading.content import read_content
from timeline.reading.yaml_source import Tree, read
from timeline.writing.canonical import canonical

ARABIC = messages(Language.ARABIC)
VOCABULARIES = {
    "vocabularies/places.yml": "mosul: {name: الموصل, aliases: [Mosul]}\nbaghdad: {name: بغداد}\n",
    "vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\n",
    "vocabularies/metrics.yml": "visitors: {name: زوار}\n",
    "vocabularies/publishers.yml": "daily: {name: اليومية, url: https://daily.example/}\n",
}
HEADINGS = [*FIELDS, "العنوان", "التاريخ", "المكان", "ملاحظات", "Media", "x", "", "Group"]
WORDS = st.text(
    st.one_of(
        st.sampled_from(
            "ابتثجموىةأء ـًٍ،؛؟٠١٢٣«»0123456789-/.,;:|<>&\"'=#*{}[]%@\n\t\u200c\u202e\ufeff"
        ),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=25,
)
VALUES = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "", "2017", "2017-12-09", "9/12/2017", "31/12/2017", "42000", "9 كانون الأول 2017",
            "17 رجب 1440", "1440-07", "2017-02-30", "2017-12-09T10:30", "7", "-44", "1,500", "12",
            "الموصل", "تكريت", "الموصل؛ تكريت, بغداد", "mayor", "visitors", "daily", "اليومية",
            "https://daily.example/a", "http://x.example/a", "انظر https://daily.example/b هنا",
            "مؤكد", "confirmed", "نعم", "=1+1", "#REF!", "bridge-opened", "Old Bridge", "../..",
            "<p>نص <a href='https://daily.example/c'>رابط</a> <img src='u'></p>", "report",
        ]
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def exists(tmp_path_factory: pytest.TempPathFactory) -> Known:
    root = smallest(tmp_path_factory.mktemp("content"), VOCABULARIES)
    return known(read_content(root)[0])


def scalars(tree: Tree | None) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for item in tree:
            yield from scalars(item)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from scalars(value)


def accounted(proposal: Proposal, exists: Known) -> str:
    """Give all that is in the records and in the report, in one text."""
    said: list[str] = []
    for file, text in {**proposal.files, **proposal.paste}.items():
        tree, faults = read(file, text)
        assert not faults, (file, text, faults)
        said += scalars(tree)
    report = json.loads(as_json(proposal, "f.csv", [], ARABIC))
    said += (note["value"] for note in report["notes"])
    said += (event["id"] for event in report["events"])
    for names in exists.kinds.values():
        said += (key for key, record_id in names.spellings.items() if record_id in said)
    return " ".join(unicodedata.normalize("NFC", " ".join(said)).split())


def missing(value: str, there: str, exists: Known) -> list[str]:
    """Give the words of a value that are nowhere; a name that is known stands there as its id."""
    parts = re.split(r"[;؛،|,\n]", value)
    ids = [[names.find(part) for names in exists.kinds.values()] for part in parts]
    found = [any(each is not None and each in there for each in of_part) for of_part in ids]
    kept = [part for part, known_as in zip(parts, found, strict=True) if not known_as]
    tokens = unicodedata.normalize("NFC", " ".join(kept)).split()
    return [token for token in tokens if token not in there and value.strip() not in there]


def check(sheet: Sheet, values: list[str], exists: Known, order: DayOrder | None = None) -> None:
    proposal = propose(sheet, exists, Settings("2026-11-22", order), ARABIC)
    assert in_words(proposal, "f.csv", ARABIC)
    there = accounted(proposal, exists)
    for value in values:
        assert missing(value, there, exists) == [], value
    for file, text in proposal.files.items():
        assert canonical(file, text) == text, "timeline fix would change it"
        assert re.fullmatch(r"(events|sources)/([0-9]{4}/)?[a-z0-9-]+\.yml", file)


@settings(max_examples=400)
@given(st.data())
def test_of_a_spreadsheet(exists: Known, data: st.DataObject) -> None:
    headings = data.draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=9))
    rows = data.draw(st.lists(st.lists(VALUES, max_size=len(headings) + 2), min_size=1, max_size=4))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=data.draw(st.sampled_from(",;\t")))
    writer.writerows([["title", *headings], *rows])
    sheet = read_csv(text.getvalue().encode(), {})
    assert isinstance(sheet, Sheet)
    check(
        sheet,
        [value for row in rows for value in row],
        exists,
        data.draw(st.sampled_from([None, *DayOrder])),
    )


TEXT = st.one_of(VALUES, st.characters(categories=["Cs"]), st.just("a\0b"))
PART = st.one_of(st.integers(-3000, 3000).map(str), st.sampled_from(["", "12", "31", "July", "0"]))
DATE = st.fixed_dictionaries(
    {"year": PART}, optional={"month": PART, "day": PART, "hour": PART, "display_date": TEXT}
)
SLIDE = st.fixed_dictionaries(
    {},
    optional={
        "start_date": DATE,
        "end_date": DATE,
        "text": st.fixed_dictionaries({}, optional={"headline": TEXT, "text": TEXT}),
        "media": st.fixed_dictionaries({}, optional={"url": TEXT, "caption": TEXT, "x": TEXT}),
        "group": TEXT,
        "display_date": TEXT,
        "unique_id": TEXT,
        "other": st.lists(TEXT, max_size=2),
    },
)


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield str(value)


@settings(max_examples=400)
@given(
    st.lists(SLIDE, max_size=4),
    st.lists(SLIDE, max_size=2),
    SLIDE,
    st.dictionaries(TEXT, TEXT, max_size=2),
)
@example([{"text": {"headline": "<b>", "text": "&lt;"}}], [], {}, {"scale": "human"})
def test_of_timelinejs(exists: Known, events: Any, eras: Any, title: Any, rest: Any) -> None:
    whole = {**rest, "title": title, "events": events, "eras": eras}
    sheet = read_timelinejs(json.dumps(whole).encode())
    assert isinstance(sheet, Sheet)
    check(sheet, list(leaves(whole)), exists)
