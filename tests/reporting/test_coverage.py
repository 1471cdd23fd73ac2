"""`timeline stats`: what was counted, in words that agree, and as JSON."""

import json
from pathlib import Path

from tests.folders import RICH, SMALL, checked
from timeline.coverage import cover
from timeline.messages import Language, messages
from timeline.reporting.coverage import NAMED, coverage_as_json, coverage_in_words


def told(folder: Path, language: Language, *layers: dict[str, str]) -> str:
    dataset = checked(folder, *layers).dataset
    assert dataset
    return coverage_in_words(cover(dataset), dataset, messages(language))


def test_in_english(tmp_path: Path) -> None:
    lines = told(tmp_path, Language.ENGLISH, dict(RICH)).splitlines()
    for line in (
        "  4 events, 3 numbers, 2 sources",
        "  from 2017-01-01 to 2020-01-09",
        "  1 source: 3 events",
        "  2 sources: 1 event",
        "  one of several days: 1 event",
        "  counted from the source's words: 1 event",
        "  daily-report: 3 events, 1 number",
        "  not known: 1 source",
        "  الجريدة: 2 sources",
        "  not certain: 0 events",
        "  numbers of which nobody is named: 1",
        "  from 2019-04 to 2019-12",
    ):
        assert line in lines, line


def test_in_arabic_numbers_agree_and_latin_stands_apart(tmp_path: Path) -> None:
    text = told(tmp_path, Language.ARABIC, dict(RICH))
    assert "4 أحداث، 3 أرقام، مصدران" in text
    assert "\u2068daily-report\u2069: 3 أحداث، رقم واحد" in text
    assert "من \u20682017-01-01\u2069 إلى \u20682020-01-09\u2069" in text


def test_of_many_ids_the_first_are_named(tmp_path: Path) -> None:
    record = SMALL["events/bridge-opened.yml"]
    many = {f"events/opened-{n:02}.yml": record for n in range(NAMED + 2)}
    text = told(tmp_path, Language.ARABIC, dict(SMALL), many)
    assert "و3 أحداث أخرى" in text
    assert f"opened-{NAMED:02}" not in text


def test_what_has_nothing_to_say_has_no_heading(tmp_path: Path) -> None:
    assert "Numbers by what they count" not in told(tmp_path, Language.ENGLISH, dict(SMALL))


def test_as_json(tmp_path: Path) -> None:
    dataset = checked(tmp_path, RICH).dataset
    assert dataset
    document = json.loads(coverage_as_json(cover(dataset)))
    assert document["events"] == 4
    assert document["months"] == {"2019-03": 1, "2020-01": 1}
    assert document["months_without_events"] == [["2019-04", "2019-12"]]
    assert document["sources_per_event"] == {"1": 3, "2": 1}
    assert document["by_origin"] == {"gazette": 2}
    assert (document["uncertain"], document["approximate"]) == (0, 0)
    assert document["single_origin"] == sorted(dataset.events)
    assert document["by_source"]["copy-report"] == {"events": 2, "claims": 1}
    assert document["unattributed"] == ["bridge-opened#2"]
