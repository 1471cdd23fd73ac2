"""Records that may be one."""

from functools import partial
from pathlib import Path

import pytest

from tests.contents import found, smallest
from tests.growth import LINEAR, growth
from timeline.reading.content import Content, read_content
from timeline.reading.finding import Finding
from timeline.rules import duplicates
from timeline.rules.duplicates import NearDuplicate, SamePassage
from timeline.rules.rule import EVENT

TITLE = "مقتل خمسة جنود في كمين شمال الموصل"


def made(title: str, day: str, *lines: str) -> str:
    text = EVENT.replace("افتتاح الجسر", title, 1).replace("2019-03", day)
    return text + "".join(f"{line}\n" for line in ("places: [mosul]", *lines))


@pytest.mark.parametrize(
    ("title", "day", "line", "told"),
    [
        ("مقتل 5 جنود بكمين في شمال الموصل", "2019-03-05", "", False),
        ("مقتل خمسة جنود في كمين شمالي الموصل", "2019-03-05", "", True),
        ("مقتل خمسه جنود فى الكمين شمال الموصل", "2019-03", "", True),
        (TITLE, "2019-03-06", "", False),  # another day
        (TITLE, "2019", "", False),  # too wide to say anything
        (TITLE, "2019-02-20/2019-03-10", "", True),
        (TITLE, "2019-03-05", "after: [a]", False),
        (TITLE, "2019-03-05", "relations: [{type: contradicts, event: a}]", False),
        ("إطلاق حملة لتنظيف المدينة", "2019-03-05", "", False),
    ],
)
def test_similar_events(tmp_path: Path, title: str, day: str, line: str, *, told: bool) -> None:
    files = {"events/a.yml": made(TITLE, "2019-03-05"), "events/b.yml": made(title, day, line)}
    both = ["events/a.yml:1:8 near-duplicate", "events/b.yml:1:8 near-duplicate"]
    assert found(tmp_path, files) == both * told


@pytest.mark.parametrize(
    ("first", "second", "at"),
    [
        ("2026-01-01", "2026-01-02", ["b"]),
        ("2026-01-02", "2026-01-01", ["a"]),  # whose name sorts first
        ("2026-01-01", "2026-01-01", ["a", "b"]),  # neither was there before the other
        ("", "2026-01-01", ["a", "b"]),
    ],
)
@pytest.mark.parametrize(
    ("title", "rule"),
    [(TITLE, "verbatim-duplicate"), (f"{TITLE} أمس", "near-duplicate")],
)
def test_it_is_told_of_the_one_that_came_later(
    tmp_path: Path, first: str, second: str, at: list[str], *, title: str, rule: str
) -> None:
    added = [f'added: "{day}"' if day else "" for day in (first, second)]
    files = {
        "events/a.yml": made(TITLE, "2019-03-05", added[0]),
        "events/b.yml": made(title, "2019-03-05", added[1]),
    }
    assert found(tmp_path, files) == [f"events/{name}.yml:1:8 {rule}" for name in at]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", True),
        ("مقتل خمسة جنود", "مقتل خَمسه جنود", True),  # spelt in haste
        ("[mosul]", "[]", True),  # the passage alone
        ("الفقرة 2", "الفقرة 3", True),  # the place alone
        ('"2019-03-05"', "2019-03-05~", False),
    ],
)
def test_the_same_written_twice(tmp_path: Path, old: str, new: str, *, told: bool) -> None:
    passage = "[{source: report, locator: الفقرة 2}]"
    text = made(TITLE, "2019-03-05", 'added: "2026-01-01"').replace("[report]", passage)
    again = text.replace(old, new).replace("2026-01-01", "2026-01-02")
    rules = found(tmp_path, {"events/a.yml": text, "events/b.yml": again})
    assert (rules == ["events/b.yml:1:8 verbatim-duplicate"]) is told


def test_of_many_copies_each_is_told(tmp_path: Path) -> None:
    files = {
        f"events/e{n:03}.yml": made(
            TITLE, "2019-03-05", f'added: "2026-0{n // 28 + 1}-{n % 28 + 1:02}"'
        )
        for n in range(100)
    }
    told = found(tmp_path, files)
    assert told == [f"events/e{n:03}.yml:1:8 verbatim-duplicate" for n in range(1, 100)]


def test_two_that_contradict_one_third_are_known_to_be_different(tmp_path: Path) -> None:
    line = "relations: [{type: contradicts, event: bridge-opened}]"
    files = {f"events/{i}.yml": made(TITLE, "2019-03-05", line) for i in ("a", "b")}
    assert found(tmp_path / "a", files) == []
    files = {name: text.replace("contradicts", "follows") for name, text in files.items()}
    assert found(tmp_path / "b", files) == [
        f"events/{i}.yml:1:8 verbatim-duplicate" for i in ("a", "b")
    ]


def test_many_events_of_one_place_and_month_take_no_time(tmp_path: Path) -> None:
    """Not each is compared with each: what all titles share is passed over, what few share is not."""

    def crowd(size: int) -> Content:
        duplicates._words.cache_clear()
        files = {
            f"events/e{n}.yml": made(f"مقتل جنود كمين رقم{n} حي{n}", "2019-03-05")
            for n in range(size)
        }
        files["events/twin.yml"] = made("مقتل جنود في كمين رقم7 حي7", "2019-03-05")
        content, findings = read_content(smallest(tmp_path / str(size), files))
        assert findings == []
        return content

    def told_of(content: Content) -> list[Finding]:
        return [*NearDuplicate.check(content), *SamePassage.check(content)]

    assert growth(lambda size: partial(told_of, crowd(size)), 300) < LINEAR
    told = told_of(crowd(100))
    assert [(finding.at.file, finding.facts["other"]) for finding in told] == [
        ("events/e7.yml", "twin"),
        ("events/twin.yml", "e7"),
    ]
