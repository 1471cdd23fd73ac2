"""Records that may be one: which two are held beside each other, and what is told of them."""

from pathlib import Path

import pytest

from tests.rules.told import Told, told
from timeline.rules import duplicates
from timeline.rules.duplicates import _words
from timeline.rules.rule import EVENT, Example

PASSAGE = "[{source: report, locator: الفقرة 2}]"
TITLE = "مقتل خمسة جنود في كمين"


def made(title: str, day: str = "2019-03-05", cited: str = PASSAGE, more: str = "") -> str:
    text = EVENT.replace("افتتاح الجسر", title, 1).replace("2019-03", day)
    return text.replace("[report]", cited) + more


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("مقتل خمسة جنود", {"مقتل", "خمسه", "جنود"}),
        ("والجنود بالجسر للمدينه", {"جنود", "جسر", "مدينه"}),  # without the article
        ("في كمين", {"كمين"}),  # and without short words
        ("مقتل 5 في 12", {"مقتل", "5", "12"}),  # numbers, however short
        ("الي بال", {"الي", "بال"}),  # too short to have one
        ("الدم والدم", set()),  # too short without it
        ("", set()),
    ],
)
def test_the_words_that_are_compared(title: str, words: set[str]) -> None:
    assert _words(title) == words


@pytest.mark.parametrize(
    ("title", "day", "cited", "more", "is_told"),
    [
        ("مقتل خمسة عناصر", "2019-03-05", PASSAGE, "", True),  # two words of three
        ("مقتل ثلاثة عناصر", "2019-03-05", PASSAGE, "", False),
        ("كمين قرب المدينة القديمة", "2019-03-05", PASSAGE, "", False),
        (f"{TITLE} قرب المدينة القديمة شرقي البلاد", "2019-03", PASSAGE, "", True),
        ("مقتل خمسة عناصر", "2019-03-06", PASSAGE, "", False),  # another day
        ("مقتل خمسة عناصر", "2019-03-06/..", PASSAGE, "", False),  # open: it overlaps with all
        ("مقتل خمسة عناصر", "[..2019-03-06]", PASSAGE, "", False),
        ("مقتل خمسة عناصر", "2019-03-05", "[{source: report, locator: 3}]", "", False),
        ("مقتل خمسة عناصر", "2019-03-05", "[report]", "", False),  # no passage
        ("مقتل خمسة عناصر", "2019-03-05", PASSAGE, "after: [a]\n", False),
        ("مقتل خمسة عناصر", "2019-03-05", PASSAGE, "before: [a]\n", False),
        (
            "مقتل خمسة عناصر",
            "2019-03-05",
            PASSAGE,
            "relations: [{type: part-of, event: a}]\n",
            False,
        ),
        ("مقتل خمسة عناصر", "2019-03-05", PASSAGE.replace("ال", "الـ").replace("ـ", ""), "", True),
    ],
)
def test_two_of_one_passage(
    tmp_path: Path, title: str, day: str, cited: str, more: str, *, is_told: bool
) -> None:
    files: Example = {
        "events/a.yml": made(TITLE),
        "events/b.yml": made(title, day, cited, more),
    }
    a, b = "events/a.yml", "events/b.yml"
    line = 4
    assert (
        told(tmp_path, "same-passage", files)
        == [
            Told(f"{a}:{line}:10", {"other": "b", "title": title}, None, (f"{b}:{line}:10",)),
            Told(f"{b}:{line}:10", {"other": "a", "title": TITLE}, None, (f"{a}:{line}:10",)),
        ]
        * is_told
    )


def test_two_of_one_passage_and_one_place_are_another_rules(tmp_path: Path) -> None:
    files: Example = {
        "events/a.yml": made(TITLE, more="places: [mosul]\n"),
        "events/b.yml": made("مقتل خمسة عناصر", more="places: [mosul]\n"),
    }
    assert told(tmp_path, "same-passage", files) == []
    elsewhere = {**files, "events/b.yml": made("مقتل خمسة عناصر", more="places: [basra]\n")}
    assert len(told(tmp_path, "same-passage", elsewhere)) == 2


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ("2019-03-05", "2019-03-05", True),
        ("2019-03", "2019-03-31", True),
        ("2019-03", "2019-04-01", False),
        ("2019-02-20/2019-03-05", "2019-03-05", True),
        ("2019-02-20/2019-03-04", "2019-03-05", False),
        ("2018-12/2019-01", "2019-01-31", True),  # two months are just narrow enough
        ("2018-12/2019-02", "2019-01-31", False),
        ("2019-01-31/..", "2019-01-31", False),
        ("[..2019-01-31]", "2019-01-31", False),
    ],
)
def test_days_that_overlap(tmp_path: Path, first: str, second: str, *, is_told: bool) -> None:
    files: Example = {
        "events/a.yml": made(TITLE, first, "[report]", "places: [mosul]\n"),
        "events/b.yml": made(f"{TITLE} أمس", second, "[report]", "places: [mosul]\n"),
    }
    assert len(told(tmp_path, "near-duplicate", files)) == 2 * is_told


def ambush(place: str, more: str = "", title: str = TITLE) -> str:
    return made(title, cited=PASSAGE, more=f"places: [{place}]\n{more}")


def pairs(root: Path, rule: str, **events: str) -> list[str]:
    files = {f"events/{name}.yml": text for name, text in events.items()}
    found = told(root, rule, files)
    return sorted(
        f"{one.at.partition('.')[0].removeprefix('events/')}{one.facts['other']}" for one in found
    )


def test_every_two_are_held_beside_each_other(tmp_path: Path) -> None:
    """Each once, and whatever the ones before them are."""
    other = made(f"{TITLE} أمس")
    assert pairs(
        tmp_path / "a",
        "same-passage",
        a=ambush("mosul"),
        b=ambush("mosul", title=f"{TITLE} غدا"),
        c=other,
    ) == ["ac", "bc", "ca", "cb"]
    assert pairs(
        tmp_path / "b",
        "near-duplicate",
        a=ambush("mosul"),
        b=ambush("mosul", "after: [a]\n", f"{TITLE} أمس قرب"),
        c=ambush("mosul", title=f"{TITLE} أمس"),
    ) == ["ac", "bc", "ca", "cb"]


def test_alike_in_another_place_are_two(tmp_path: Path) -> None:
    events = {"a": ambush("mosul"), "b": ambush("basra", title=f"{TITLE} أمس")}
    assert pairs(tmp_path, "near-duplicate", **events) == []
    assert pairs(tmp_path, "same-passage", **events) == ["ab", "ba"]


def test_one_that_contradicts_a_third_is_not_told_apart_by_that(tmp_path: Path) -> None:
    line = "relations: [{type: contradicts, event: bridge-opened}]\n"
    events = {"a": ambush("mosul", line), "b": ambush("mosul", title=f"{TITLE} أمس")}
    assert pairs(tmp_path, "near-duplicate", **events) == ["ab", "ba"]


def test_a_word_that_stands_in_too_many_titles_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = {
        "a": ambush("mosul", title="كمين ليلي شمالي"),
        "b": ambush("mosul", title="كمين ليلي شمالي أمس"),
        "c": ambush("mosul", title="كمين"),
    }
    monkeypatch.setattr(duplicates, "_MANY", 2)
    assert pairs(tmp_path / "a", "near-duplicate", **events) == ["ab", "ba"]  # by the other words
    monkeypatch.setattr(duplicates, "_MANY", 1)
    assert pairs(tmp_path / "b", "near-duplicate", **events) == []


def test_how_many_is_counted_month_by_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "places: [mosul]\n"
    days = {"a": "2019-03-05", "b": "2019-03", "c": "2019-04-05", "d": "2019-04", "e": "2019-05"}
    events = {
        name: made(f"{'في ' * n}كمين", day, "[report]", line)
        for n, (name, day) in enumerate(days.items())
    }
    monkeypatch.setattr(duplicates, "_MANY", 2)
    assert pairs(tmp_path, "near-duplicate", **events) == ["ab", "ba", "cd", "dc"]


def test_those_that_are_compared_already_end_no_comparison(tmp_path: Path) -> None:
    """Two of two months stand side by side in both, and a third in one of them."""
    wide, line = "2019-02-20/2019-03-10", "places: [mosul]\n"
    events = {
        "a": made("كمين", wide, "[report]", line),
        "b": made("كمين", wide, "[report]", line),
        "c": made("في كمين", "2019-03-05", "[report]", line),
    }
    assert pairs(tmp_path, "near-duplicate", **events) == ["ac", "bc", "ca", "cb"]


def test_a_word_that_is_passed_over_ends_no_comparison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_MANY", 2)
    events = {name: ambush("mosul", title=f"{'في ' * n}كمين") for n, name in enumerate("abc")}
    events |= {"d": ambush("basra", title="سوق"), "e": ambush("basra", title="في سوق")}
    assert pairs(tmp_path, "near-duplicate", **events) == ["de", "ed"]


@pytest.mark.parametrize(
    ("rule", "one", "other", "is_told"),
    [
        # Seven words of ten; and one less.
        ("near-duplicate", "w1 w2 w3 w4 w5 w6 w7 x1", "w1 w2 w3 w4 w5 w6 w7 y1 y2", True),
        ("near-duplicate", "w1 w2 w3 w4 w5 w6 w7 x1", "w1 w2 w3 w4 w5 w6 w7 y1 y2 y3", False),
        # Half of the shorter; and less.
        ("same-passage", "w1 x1", "w1 y1 y2", True),
        ("same-passage", "w1 x1 x2", "w1 y1 y2", False),
    ],
)
def test_how_much_alike_titles_are(
    tmp_path: Path, rule: str, one: str, other: str, *, is_told: bool
) -> None:
    titles = [
        title.replace("w", "كلمة").replace("x", "شيء").replace("y", "أمر") for title in (one, other)
    ]
    if rule == "near-duplicate":
        events = {
            name: ambush("mosul", title=title) for name, title in zip("ab", titles, strict=True)
        }
    else:
        events = {name: made(title) for name, title in zip("ab", titles, strict=True)}
    assert pairs(tmp_path, rule, **events) == ["ab", "ba"] * is_told


def test_titles_of_one_word(tmp_path: Path) -> None:
    files: Example = {
        "events/a.yml": made("كمين", cited="[report]", more="places: [mosul]\n"),
        "events/b.yml": made("في كمين", cited="[report]", more="places: [mosul]\n"),
    }
    assert len(told(tmp_path, "near-duplicate", files)) == 2


def test_titles_without_a_word_to_compare_are_not_alike(tmp_path: Path) -> None:
    files: Example = {
        "events/a.yml": made("في"),
        "events/b.yml": made("عن"),
    }
    assert told(tmp_path, "same-passage", files) == []


def test_what_is_written_word_for_word_is_told_once_for_each_copy(tmp_path: Path) -> None:
    files: Example = {
        f"events/{name}.yml": made(TITLE, more=f'added: "2026-01-0{day}"\n')
        for name, day in (("a", 3), ("b", 1), ("c", 2))
    }
    assert told(tmp_path, "verbatim-duplicate", files) == [
        Told("events/a.yml:1:8", {"other": "c", "title": TITLE}, None, ("events/c.yml:1:8",)),
        Told("events/c.yml:1:8", {"other": "b", "title": TITLE}, None, ("events/b.yml:1:8",)),
    ]
    assert told(tmp_path, "same-passage", files) == []
