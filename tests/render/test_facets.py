"""What events are filtered by: the panel, the data of its script, and the pages without it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.folders import RICH, SMALL, site_of
from timeline.dates import Precision, hijri
from timeline.messages import Language, forms, messages
from timeline.records.event import Status
from timeline.records.fields import DateBasis
from timeline.render.facet_data import (
    ROWS,
    FacetFiles,
    _days,
    facet_files,
    numbers,
    possible,
    searched,
)
from timeline.render.facets import Facet, Values, kinds, panel
from timeline.render.page import Page
from timeline.render.site import Site


@pytest.fixture(scope="module")
def data(site: Site) -> dict[str, Any]:
    return dict(json.loads(facet_files(site.views).first[1]))


def part(found: FacetFiles, name: str) -> Any:
    """A part by the beginning of its name."""
    (data,) = (data for path, data in found.parts.items() if path.startswith(f"assets/{name}."))
    return json.loads(data)


def read(text: str) -> list[int]:
    """Numbers as the script reads them: five bits a letter, a sixth for «and more»."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    found, amount, shift = [], 0, 0
    for letter in map(letters.index, text):
        amount, shift = amount + ((letter & 31) << shift), shift + 5
        if letter < 32:
            found.append(amount)
            amount = shift = 0
    return found


def events_in(text: str) -> list[int]:
    found, at = [], -1
    for way in read(text):
        at += way + 1
        found.append(at)
    return found


def days_in(text: str) -> list[tuple[int, int, int] | None]:
    found: list[tuple[int, int, int] | None] = []
    at = 0
    for way in read(text):
        if way == 0:
            found.append(None)
            continue
        at += (way - 1) // 2 if way % 2 else -way // 2
        found.append((at // 372, at // 31 % 12 + 1, at % 31 + 1))
    return found


def facet(site: Site, key: str) -> Facet:
    return next(found for found in panel(site.views).facets if found.key == key)


def names(values: Values | None) -> list[tuple[str, int]]:
    assert values is not None
    return [(value.link.name, value.count) for value in (*values.shown, *values.rest)]


def event(date: str, more: str = "") -> str:
    return f'title: عنوان\ndate: "{date}"\nsummary: نص.\nsources: [report]\n{more}'


def test_values_stand_with_the_number_of_their_events(site: Site) -> None:
    assert names(facet(site, "category").values) == [("أشغال", 2), ("تصريحات", 1)]
    assert names(facet(site, "actor").values) == [("الجريدة", 1), ("رئيس البلدية", 1)]
    assert names(facet(site, "source").values) == [("الجسر الجديد", 3), ("Bridge opens", 2)]
    assert names(facet(site, "status").values) == [
        ("مخطط له", 1),
        ("منقول", 2),
        ("مختلف فيه", 1),
    ]
    assert names(facet(site, "precision").values) == [
        ("معلوم باليوم", 1),
        ("معلوم بالسنة", 2),
        ("يوم من عدة أيام", 1),
    ]


def test_a_place_stands_within_the_place_around_it(site: Site) -> None:
    values = facet(site, "place").values
    assert names(values) == [("البلد", 2)]
    assert names(values.shown[0].inside) == [("البلدة القديمة", 2)]


def test_a_category_has_the_colour_of_its_events(site: Site) -> None:
    hues = {value.link.name: value.hue for value in facet(site, "category").values.shown}
    assert hues == {"أشغال": 1, "تصريحات": 2}


def test_what_no_event_has_is_no_facet(tmp_path: Path) -> None:
    found = [facet.key for facet in panel(site_of(tmp_path, SMALL).views).facets]
    assert found == ["precision", "basis", "status", "source"]


def test_a_long_list_is_cut_and_a_longer_one_leads_on(tmp_path: Path) -> None:
    events = {
        f"events/e-{n:02}.yml": event(
            "2019", f"actors: [{', '.join(f'a-{i:02}' for i in range(n))}]\n"
        )
        for n in range(1, 13)
    }
    site = site_of(tmp_path, SMALL, events)
    actors = facet(site, "actor")
    assert [value.count for value in actors.values.shown] == [12, 11, 10, 9, 8, 7, 6, 5]
    assert [value.count for value in actors.values.rest] == [4, 3, 2, 1]
    assert actors.section is None
    actors = next(found for found in panel(site.views, 9).facets if found.key == "actor")
    assert len(actors.values.shown) == 9  # few enough to be shown at once
    assert actors.values.rest == ()
    assert actors.section == "actors/"


def test_the_data_gives_each_value_its_events(site: Site, data: dict[str, Any]) -> None:
    assert data["ids"] == list(site.order.sequence)
    assert data["count"] == len(data["ids"])
    for kind, table in zip(kinds(site.views), data["facets"], strict=True):
        assert table["key"] == kind.key
        assert table["names"] == [kind.link(value).name for value in table["ids"]]
        held = [{data["ids"][i] for i in events_in(events)} for events in table["events"]]
        assert dict(zip(table["ids"], held, strict=True)) == {
            value: set(ids) for value, ids in kind.events.items()
        }


def test_the_data_gives_both_ends_of_each_event(site: Site, data: dict[str, Any]) -> None:
    ends = [possible(site.dataset, site.order, event_id) for event_id in site.order.sequence]
    for name, end in (("earliest", 0), ("latest", 1)):
        days = [both[end] for both in ends]
        assert days_in(data[name]) == [day and (day.year, day.month, day.day) for day in days]


def test_numbers_are_written_and_read_back() -> None:
    for some in ([], [0], [0, 1, 2], [31, 32, 33, 1056, 40_000], range(0, 100_000, 1057)):
        assert events_in(numbers(some)) == list(some)
    days = [date(9999, 12, 31), None, date(1, 1, 1), date(2019, 2, 28), date(2019, 3, 1), None]
    assert days_in(_days(days)) == [day and (day.year, day.month, day.day) for day in days]


def test_every_word_of_an_event_and_its_values_leads_to_it(site: Site) -> None:
    found = facet_files(site.views)
    table = part(found, "words")
    words = table["words"].split(" ")
    assert words == sorted(words)
    assert table["ends"] == [len(words)]
    events = dict(zip(words, part(found, "words-0"), strict=True))
    opened = site.order.rank["bridge-opened"]
    for word in ("كثيرون", "الجسر", "mayor", "town", "اشغال"):
        assert opened in events_in(events[word]), word
    assert site.order.rank["bridge-closing"] not in events_in(events["كثيرون"])


def test_a_long_timeline_is_loaded_in_parts(tmp_path: Path) -> None:
    events = {
        f"events/e-{n:03}.yml": event(f"2019-01-{n % 28 + 1:02}", f"actors: [actor-{n:03}]\n")
        for n in range(300)
    }
    site = site_of(tmp_path, SMALL, events)
    found = facet_files(site.views)
    first = json.loads(found.first[1])
    assert "ids" not in first
    rows = [row for n in range(len(first["rows"])) for row in part(found, f"rows-{n:04}")]
    assert [row[0] for row in rows] == list(site.order.sequence)
    assert max(len(part(found, f"rows-{n:04}")) for n in range(len(first["rows"]))) == ROWS
    opened = rows[site.order.rank["bridge-opened"]]
    assert opened[1:] == ["افتتاح الجسر", "آذار/مارس 2019", "جمادى الآخرة – رجب 1440 هـ"]
    actors = next(table for table in first["facets"] if table["key"] == "actor")
    assert len(actors["ids"]) == 100
    others = part(found, "values-0") if len(first["values"]) == 1 else []
    assert len(others) == 200
    assert {value for _, value, *_ in others} | {*actors["ids"]} == set(site.dataset.actors)
    for key, value, name, its in others:
        assert (key, name) == ("actor", value)
        assert events_in(its) == [site.order.rank[f"e-{value[-3:]}"]]


def test_text_is_folded_as_a_query_is() -> None:
    assert searched(["الأَنبار ٢٠١٧", "ISIS"]) == "الانبار 2017 isis"


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019-03", date(2019, 3, 1), date(2019, 3, 31)),
        ("2018-05/2019-02", date(2018, 5, 1), date(2019, 2, 28)),
        ("[2019-01-05..2019-01-09]", date(2019, 1, 5), date(2019, 1, 9)),
        ("[..2019-01-09]", None, date(2019, 1, 9)),
        ("2019/..", date(2019, 1, 1), None),
        ("2019/", date(2019, 1, 1), None),
    ],
)
def test_the_days_on_which_an_event_can_have_been(
    tmp_path: Path, written: str, first: date | None, last: date | None
) -> None:
    site = site_of(tmp_path, SMALL, {"events/bridge-opened.yml": event(written)})
    assert possible(site.dataset, site.order, "bridge-opened") == (first, last)


def test_relations_narrow_the_days(tmp_path: Path) -> None:
    events = {
        "events/bridge-opened.yml": event("2019-03-05"),
        "events/later.yml": event("2019", "after: [bridge-opened]\n"),
        "events/long.yml": event("2019/2020", "after: [bridge-opened]\n"),
    }
    site = site_of(tmp_path, SMALL, events)
    known = {i: possible(site.dataset, site.order, i) for i in site.order.sequence}
    assert known["later"] == (date(2019, 3, 5), date(2019, 12, 31))
    assert known["long"] == (date(2019, 3, 5), date(2020, 12, 31))


def test_the_hijri_months_reach_from_the_first_year_to_the_last(data: dict[str, Any]) -> None:
    months = data["hijri"]
    assert months["year"] == 1438  # 2017 begins in it
    assert date.fromisoformat(months["start"]) == hijri.to_day(1438, 1, 1)
    assert len(months["lengths"]) == 12 * 4  # to 1441
    lengths = [28 + int(digit) for digit in months["lengths"]]
    assert lengths == [
        hijri.month_length(year, month) for year in range(1438, 1442) for month in range(1, 13)
    ]


def test_outside_the_hijri_table_there_are_no_months(tmp_path: Path) -> None:
    site = site_of(tmp_path, SMALL, {"events/bridge-opened.yml": event("1850-01-01")})
    assert json.loads(facet_files(site.views).first[1])["hijri"] is None


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, site: Site) -> None:
    assert facet_files(site_of(tmp_path, RICH).views) == facet_files(site.views)


def test_every_value_of_how_well_dated_and_status_has_its_page(
    site: Site, pages: dict[str, Page]
) -> None:
    for kind in kinds(site.views):
        for value, event_ids in kind.events.items():
            page = pages[kind.link(value).url].render()
            body, _, _ = page.partition('id="resting_"')  # what rests on an actor's sources
            assert all(f'id="{event_id}"' in body for event_id in event_ids)
            others = set(site.dataset.events) - set(event_ids)
            assert not any(f'id="{event_id}"' in body for event_id in others)


def test_a_page_says_what_its_value_means(pages: dict[str, Page]) -> None:
    body = pages["precision/window/"].render()
    assert "دقة التاريخ" in body
    assert "<h1>يوم من عدة أيام</h1>" in body
    assert "ولا يُعرف أي الأيام المذكورة هو." in body


@pytest.mark.parametrize(
    ("kind", "values"), [("status", Status), ("precision", Precision), ("basis", DateBasis)]
)
def test_every_meaning_is_a_sentence(kind: str, values: list[str]) -> None:
    say = messages(Language.ARABIC)
    for value in values:
        meaning = say.term(f"{kind} means", value)
        assert meaning.endswith(".")
        assert " " in meaning


def test_a_number_of_every_plural_form() -> None:
    say = messages(Language.ARABIC)
    assert forms(lambda n: say.count("{n} event", "{n} events", n)) == {
        "zero": "لا أحداث",
        "one": "حدث واحد",
        "two": "حدثان",
        "few": "{n} أحداث",
        "many": "{n} حدثًا",
        "other": "{n} حدث",
    }
