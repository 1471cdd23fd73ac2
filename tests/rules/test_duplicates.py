"""Records that may be one."""

import time
from pathlib import Path

import pytest

from tests.contents import found, smallest
from timeline.reading.content import read_content
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
    assert found(tmp_path, files) == ["events/b.yml:1:8 near-duplicate"] * told


def test_two_that_contradict_one_third_are_known_to_be_different(tmp_path: Path) -> None:
    line = "relations: [{type: contradicts, event: bridge-opened}]"
    files = {f"events/{i}.yml": made(TITLE, "2019-03-05", line) for i in ("a", "b")}
    assert found(tmp_path / "a", files) == []
    files = {name: text.replace("contradicts", "follows") for name, text in files.items()}
    assert found(tmp_path / "b", files) == ["events/b.yml:1:8 near-duplicate"]


def test_many_events_of_one_place_and_month_take_no_time(tmp_path: Path) -> None:
    """Not each is compared with each: what all titles share is passed over, what few share is not."""
    files = {
        f"events/e{n}.yml": made(f"مقتل جنود كمين رقم{n} حي{n}", "2019-03-05") for n in range(1500)
    }
    files["events/twin.yml"] = made("مقتل جنود كمين رقم7 حي7", "2019-03-05")
    content, findings = read_content(smallest(tmp_path, files))
    assert findings == []
    start = time.perf_counter()
    told = [*NearDuplicate.check(content), *SamePassage.check(content)]
    assert time.perf_counter() - start < 2
    assert [(finding.at.file, finding.facts["other"]) for finding in told] == [
        ("events/twin.yml", "e7")
    ]
