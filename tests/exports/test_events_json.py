"""`data/events.json` against its schema and against the records."""

import json
from pathlib import Path

import jsonschema

from tests.folders import RICH, checked
from timeline.exports.events_json import events_json, events_schema


def test_keeps_to_its_schema_and_to_the_published_order(tmp_path: Path) -> None:
    result = checked(tmp_path, RICH)
    assert result.dataset is not None
    assert result.order is not None
    document = json.loads(events_json(result.dataset, result.order))
    schema = json.loads(events_schema())
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert [event["id"] for event in document["events"]] == list(result.order.sequence)


def test_says_what_the_records_say(tmp_path: Path) -> None:
    result = checked(tmp_path, RICH)
    assert result.dataset is not None
    assert result.order is not None
    document = json.loads(events_json(result.dataset, result.order))
    events = {event["id"]: event for event in document["events"]}
    opened = events["bridge-opened"]
    assert opened["url"] == "events/bridge-opened/"
    assert opened["status"] == "disputed"
    assert opened["date"] == {
        "edtf": "2019-03-01",
        "calendar": "gregorian",
        "earliest": "2019-03-01",
        "latest": "2019-03-01",
        "precision": "day",
        "period": False,
        "uncertain": False,
        "approximate": False,
        "basis": "stated",
        "note": None,
        "gregorian": "1 آذار/مارس 2019",
        "hijri": "24 جمادى الآخرة 1440 هـ",
    }
    assert opened["disputed_over"] == ["figures", "actors"]
    assert opened["claims"][0]["low"] == 1000
    assert opened["claims"][1]["reported_by"] == "gazette"
    assert opened["claims"][1]["towards"] == "bridge-opened#city"
    assert opened["independent_sources"] == 1
    assert opened["derived"] is None


def test_stated_and_derived_stand_apart(tmp_path: Path) -> None:
    result = checked(tmp_path, RICH)
    assert result.dataset is not None
    assert result.order is not None
    document = json.loads(events_json(result.dataset, result.order))
    painted = next(event for event in document["events"] if event["id"] == "bridge-painted")
    assert painted["date"]["earliest"] == "2019-01-01"
    assert painted["derived"] == {"earliest": "2019-03-01", "latest": "2019-12-31"}


def test_an_open_end_is_null(tmp_path: Path) -> None:
    open_end = {"events/guard.yml": (
        'title: حراسة\ndate: "2019-03/.."\nsummary: نص.\nsources: [daily-report]\n'
    )}  # fmt: skip
    result = checked(tmp_path, RICH, open_end)
    assert result.dataset is not None
    assert result.order is not None
    document = json.loads(events_json(result.dataset, result.order))
    guard = next(event for event in document["events"] if event["id"] == "guard")
    assert guard["date"]["latest"] is None
    assert guard["date"]["period"] is True


def test_numbers_keep_the_digits_that_the_record_has(tmp_path: Path) -> None:
    given = ["0", "0.00", "99.50", "0.0001", "100", "14000.0", "999999999999999.9999",
             "123456789012345.1", "007.25"]  # fmt: skip
    claims = "".join(f'  - {{metric: visitors, value: "{value}"}}\n' for value in given)
    event = 'title: زيارة\ndate: "2019-03"\nsummary: نص.\nsources: [daily-report]\nclaims:\n'
    result = checked(tmp_path, RICH, {"events/visit.yml": event + claims})
    assert result.dataset is not None
    assert result.order is not None
    data = events_json(result.dataset, result.order)
    document = json.loads(data, parse_float=str, parse_int=str)
    visit = next(event for event in document["events"] if event["id"] == "visit")
    # JSON has no zero before a number.
    assert [claim["value"] for claim in visit["claims"]] == [v.removeprefix("00") for v in given]


def test_each_event_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    tricky = {"events/quoted.yml": (
        'title: \'"\\u00005" و\\"سطر"\'\ndate: "2019-03"\nsummary: نص.\nsources: [daily-report]\n'
    )}  # fmt: skip
    result = checked(tmp_path, RICH, tricky)
    assert result.dataset is not None
    assert result.order is not None
    first, *lines, last = events_json(result.dataset, result.order).decode().splitlines()
    assert json.loads(f"{first}]}}")["events"] == []
    assert last == "]}"
    events = [json.loads(line.removesuffix(",")) for line in lines]
    assert [event["id"] for event in events] == list(result.order.sequence)
    titles = {event["id"]: event["title"] for event in events}
    assert titles["quoted"] == r'"\u00005" و\"سطر"'
