"""An event and a source asked for: each answer held against the rules, what exists offered."""

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.contents import smallest
from timeline.asking.records import Asked, Interview
from timeline.asking.talk import Talk
from timeline.importing.known import known
from timeline.messages import Language, messages
from timeline.reading.content import read_content
from timeline.records.event import Event
from timeline.records.source import Source
from timeline.rules.rule import Example

RICH: Example = {
    "vocabularies/places.yml": "mosul: {name: الموصل, aliases: [Mosul]}\n"
    + "".join(f"town-{n}: {{name: بلدة {n}}}\n" for n in range(20)),
    "vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\ngazette: {name: الجريدة}\n",
    "vocabularies/metrics.yml": "visitors: {name: زوار}\n",
    "vocabularies/publishers.yml": "daily: {name: اليومية, url: https://daily.example/}\n",
    "withdrawn.yml": "gone: {reason: خطأ, date: 2026-01-01}\n",
}
ISOLATES = re.compile("[\u2066-\u2069]")


class Person:
    """Answers in a row, and hears what is said."""

    def __init__(self, answers: str) -> None:
        self.answers = iter(answers.split("\n"))
        self.heard: list[str] = []

    def ask(self, _prompt: str) -> str:
        try:
            return next(self.answers)
        except StopIteration:
            raise EOFError from None

    def said(self) -> str:
        return ISOLATES.sub("", "\n".join(self.heard))


def interview(root: Path, person: Person) -> Interview:
    talk = Talk(messages(Language.ARABIC), person.ask, person.heard.append)
    exists = known(read_content(smallest(root, RICH))[0])
    return Interview(talk, exists, dt.date(2026, 11, 22))


def event(root: Path, answers: str) -> tuple[list[Asked], str]:
    person = Person(answers)
    asked = interview(root, person).event()
    assert list(person.answers) == []
    return asked, person.said()


# title, date, agreed, basis, summary, end, source, end, locator, places, actors, categories,
# number, id
SHORTEST = "سوق الموصل\n2019-03\n\n\nافتُتح.\n.\n1\n\n\n\n\n\n\n"


def test_the_shortest_way(tmp_path: Path) -> None:
    (asked,), said = event(tmp_path, SHORTEST)
    assert asked == Asked(
        Event,
        "events/swq-mosul-2019.yml",
        {
            "title": "سوق الموصل",
            "date": "2019-03",
            "date_basis": "stated",
            "added": "2026-11-22",
            "status": "reported",
            "summary": "افتُتح.",
            "places": [],
            "actors": [],
            "categories": [],
            "sources": [{"source": "report"}],
        },
    )
    assert "آذار/مارس 2019، جمادى الآخرة – رجب 1440 هـ. أهذا ما تقصده؟" in said
    assert "✓ تقرير البلدية (report)" in said


def test_everything(tmp_path: Path) -> None:
    answers = (
        "؟\n\n" + "س" * 301 + "\nسوق\n"  # explained, empty, too long, right
        "9/12/2017\n3\n1\nلا\n9 كانون الأول 2017\n\n\n"  # told, chosen, not agreed, offered, agreed
        "2\n\nحُسب من قول المصدر.\n"
        "فقرة أولى.\n\nفقرة\nثانية.\n\n\n"
        "\nجديد\nخبر\nhttp://a.example/x\nhttps://www.daily.example/x\n\nهدى\n2019-03-02\n\n\n2\n\n"
        "تقرير\n\nالفقرة 3\n\n"
        "بلدة\n1، 3\nموصل\nتكريت\n\n"
        "رييس البلديه\n\n"
        "\n"
        "15-12\n12-15\nزوار\nmayor\n\n"
        "Bad Id\nbridge-opened\ngone\nsuq-opened"
    )
    (source, asked), said = event(tmp_path, answers)
    assert source == Asked(
        Source,
        "sources/daily-khbr-2019.yml",
        {
            "title": "خبر",
            "url": "https://www.daily.example/x",
            "publisher": "daily",
            "author": "هدى",
            "published": "2019-03-02",
            "language": "ar",
            "type": "newspaper",
            "accessed": "2026-11-22",
        },
    )
    assert asked.file == "events/suq-opened.yml"
    assert asked.tree == {
        "title": "سوق",
        "date": "2017-12-09",
        "date_basis": "relative",
        "date_note": "حُسب من قول المصدر.",
        "added": "2026-11-22",
        "status": "reported",
        "summary": "فقرة أولى.\n\nفقرة\nثانية.",
        "places": ["town-0", "town-2", "mosul"],
        "actors": ["mayor"],
        "categories": [],
        "claims": [{"metric": "visitors", "low": "12", "high": "15", "said_by": "mayor"}],
        "sources": [{"source": "daily-khbr-2019", "locator": "الفقرة 3"}, {"source": "report"}],
    }
    for sentence in (
        "بلا حكم ولا تاريخ",  # what the title is
        "2. 2017-09-12 — 12 أيلول/سبتمبر 2017",
        "اكتب رقمًا من 1 إلى 2.",
        "لا بد للحدث من مصدر",
        "الناشر اليومية؟",
        "لا اسم كهذا في places.yml",
        "اكتب الأدنى أولًا",
        "«bridge-opened» مستعمل من قبل.",
        "«gone» معرّف سجل سُحب",
    ):
        assert sentence in said, sentence


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("1440-07-16\n1\n", "date_hijri", "1440-07-16"),  # asked in which calendar
        ("1440-07-16\n2\n", "date", "1440-07-16"),
        ("16 رجب 1440\n\n", "date_hijri", "1440-07-16"),
        ("٢٠١٩\n\n", "date", "2019"),
        ("2019-02-30\nنعم\n", "date", "2019-02"),
    ],
)
def test_dates(tmp_path: Path, typed: str, field: str, value: str) -> None:
    (asked,), said = event(tmp_path, SHORTEST.replace("2019-03\n", typed))
    assert asked.tree[field] == value
    assert "أهذا ما تقصده؟" in said


def test_what_is_to_come_is_planned(tmp_path: Path) -> None:
    (asked,), _ = event(tmp_path, SHORTEST.replace("2019-03", "2027"))
    assert asked.tree["status"] == "planned"


def test_pasted_characters_that_nobody_sees_are_left_out(tmp_path: Path) -> None:
    (asked,), said = event(tmp_path, SHORTEST.replace("سوق", "\u202bسوق"))
    assert asked.tree["title"] == "سوق الموصل"
    assert "U+202B" in said


def test_an_address_that_is_there_is_used_again(tmp_path: Path) -> None:
    person = Person("خبر\nhttps://daily.example/old\n")
    talk = interview(tmp_path, person)
    (tmp_path / "sources/old.yml").write_text(
        "title: قديم\nurl: https://daily.example/old\n", encoding="utf-8"
    )
    talk.known = known(read_content(tmp_path)[0])
    assert talk.source() == "old"
    assert talk.asked == []


@pytest.mark.parametrize("answers", range(SHORTEST.count("\n")))
def test_the_end_of_answers_is_an_end(tmp_path: Path, answers: int) -> None:
    person = Person("\n".join(SHORTEST.split("\n")[:answers]))
    with pytest.raises(EOFError):
        interview(tmp_path, person).event()
