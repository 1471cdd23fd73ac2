"""How texts are written: what is told of each value, and what takes its place."""

from pathlib import Path

import pytest

from tests.rules.told import Told, told
from timeline.rules.rule import EVENT, Example, event
from timeline.rules.text import (
    Hit,
    LatinPunctuation,
    LookAlikeLetter,
    MixedScripts,
    NoBreakSpace,
    StraySpace,
    Tatweel,
    TextRule,
    Unbalanced,
)

AT = "events/bridge-opened.yml"


@pytest.mark.parametrize(
    ("rule", "text", "hits"),
    [
        (Tatweel, "الجــسر عــلى", [(3, 5, ""), (9, 11, "")]),
        (Tatweel, "جَـسر", [(2, 3, "")]),  # behind a mark
        (Tatweel, "هـ لـ23 «ـجسر» ـا", []),
        (LookAlikeLetter, "الکوفة وکربلاء", [(0, 6, "الكوفة"), (7, 14, "وكربلاء")]),
        (LookAlikeLetter, "على\u06cc", [(0, 4, None)]),
        (LookAlikeLetter, "هەولێر پارک", []),  # of another language, by other letters in it
        (LookAlikeLetter, "م\u06ccن", [(0, 3, "مين")]),
        (MixedScripts, "B\u043ebur", [(0, 5, "Bobur")]),
        (MixedScripts, "xЯ \u041eK", [(0, 2, None), (3, 5, "OK")]),
        (MixedScripts, "Москва Bobur 5kΩ", [(14, 16, None)]),
        (LatinPunctuation, "جاء, ثم؟ ذهب;", [(3, 4, "،"), (12, 13, "؛")]),
        (LatinPunctuation, "«جاء»? 5, x, جاء,ثم", [(5, 6, "؟")]),
        (StraySpace, "جاء  ثم   ذهب", [(3, 5, " "), (7, 10, " ")]),
        (StraySpace, "جاء ، ثم", [(3, 4, "")]),
        (StraySpace, "( جاء ) « ثم »", [(1, 2, ""), (5, 6, ""), (9, 10, ""), (12, 13, "")]),
        (StraySpace, "جاء : ثم .", [(3, 4, ""), (8, 9, "")]),
        (StraySpace, "جاء ... ثم :x", []),
        (StraySpace, "IX  XI X", [(2, 4, " ")]),
        (StraySpace, "  جاء\n  ثم", []),  # the indent of a block
        (NoBreakSpace, "جاء\u00a0\u202fثم", [(3, 5, " ")]),
        (NoBreakSpace, "جاء\n  \u00a0ثم\u3000x", [(6, 7, ""), (9, 10, " ")]),
        (NoBreakSpace, "\u00a0جاء", [(0, 1, " ")]),
        (NoBreakSpace, "جاء\nثم\n \u00a0ذهب", [(8, 9, "")]),
        (NoBreakSpace, "جاء\n\u00a0ثم", [(4, 5, "")]),
        (NoBreakSpace, "جاء\nX\u00a0ثم", [(5, 6, " ")]),
        (NoBreakSpace, "جاء\n\t\u00a0ثم", [(5, 6, " ")]),
        (Unbalanced, "«جاء", [(0, 1, None)]),
        (Unbalanced, "جاء»", [(3, 4, None)]),
        (Unbalanced, "«(جاء)»", []),
        (Unbalanced, "(جاء (ثم)", [(0, 1, None)]),
        (Unbalanced, "(جاء (ثم", [(0, 1, None)]),  # told of the first
        (Unbalanced, "1) جاء 12) ثم أ) ذهب a) x", []),
        (Unbalanced, "جاء 123) ثم", [(7, 8, None)]),
        (Unbalanced, "جاء1) ثم", [(4, 5, None)]),
        (Unbalanced, "1» جاء", [(1, 2, None)]),
    ],
)
def test_hits(rule: type[TextRule], text: str, hits: list[Hit]) -> None:
    assert list(rule.hits(text)) == hits
    assert not hits or rule.suspect(text)


def test_a_comment_behind_the_mark_of_a_block_is_no_text(tmp_path: Path) -> None:
    assert told(tmp_path, "unbalanced-marks", event(summary="|- # (\n  سطر")) == []


def test_the_mark_of_a_block_at_the_end_of_a_file_stands_before_no_text(tmp_path: Path) -> None:
    file = "events/bridge-opened.yml"
    text = EVENT.partition("summary")[0] + "sources: [report]\nsummary: |"
    found = told(tmp_path, "tatweel", {file: text.replace("الجسر", "الجـسر")})
    assert [one.at for one in found] == [f"{file}:1:18"]


def test_halves_that_cross_are_told_only_where_one_is_missing_too(tmp_path: Path) -> None:
    for text, hits in (("(«جاء)»", 0), ("(«جاء)» ثم (", 1)):
        assert len(told(tmp_path, "unbalanced-marks", event(title=text))) == hits


@pytest.mark.parametrize(
    ("rule", "title", "value", "suggestion"),
    [
        ("tatweel", "افتتاح الجــسر اليوم", "الجــسر", "الجسر"),
        ("tatweel", '"افتتاح الجــسر"', "الجــسر", "الجسر"),
        ("tatweel", "الجــسر", "الجــسر", "الجسر"),
        ("tatweel", "افتتاح XالجــسرX", "XالجــسرX", "XالجسرX"),
        ("no-break-space", "افتتاح\u00a0الجسر اليوم", "افتتاح\u00a0الجسر", "افتتاح الجسر"),
        ("unbalanced-marks", "افتتاح (الجسر اليوم", "(الجسر", None),
        ("unbalanced-marks", "افتتاح ( الجسر", "(", None),
        ("mixed-scripts", "شركة xЯ هنا", "xЯ", None),
    ],
)
def test_the_words_around_are_shown(
    tmp_path: Path, rule: str, title: str, value: str, suggestion: str | None
) -> None:
    (found,) = told(tmp_path, rule, event(title=title))
    assert (found.facts, found.suggestion) == ({"value": value}, suggestion)


@pytest.mark.parametrize(
    ("summary", "at"),
    [
        ("|-\n  سطر\n  الجــسر", "5:6"),
        ("|- # الجــسر\n  سطر\n  الجــسر", "5:6"),  # behind the mark of a block is a comment
        (">-\n  الجــسر", "4:6"),
        (">- # الجــسر\n  سطر\n  الجــسر", "5:6"),
        ("'الجــسر'", "3:14"),
        ("الجــسر  # الجــسر", "3:13"),
    ],
)
def test_where_it_stands(tmp_path: Path, summary: str, at: str) -> None:
    assert [one.at for one in told(tmp_path, "tatweel", event(summary=summary))] == [f"{AT}:{at}"]


OTHERS = [
    ("title: خبر ١٢, أمس", []),
    ("author: ع ١٢, ب", []),
    ("note: رقم ١٢ جاء, أمس", ["3:11", "3:17"]),
    ("note: قال «رقم ١٢, أمس», ثم", ["3:24"]),
    ("title: خبـــر", ["2:10"]),  # which is no wording
    ("title: خبـــر\nlanguage: fa", []),
    ("author: خبـــر\nlanguage: fa", []),
    ("note: خبـــر\nlanguage: fa", ["3:9"]),
    ("title: خبـــر\nlanguage: ar-IQ", ["2:10"]),
]


@pytest.mark.parametrize(("lines", "places"), OTHERS)
def test_the_words_of_others(tmp_path: Path, lines: str, places: list[str]) -> None:
    first = "" if lines.startswith("title") else "title: أ\n"
    text = f"# x\n{first}{lines}\n"
    rules = ("digits-in-text", "latin-punctuation", "tatweel")
    found = [one.at for rule in rules for one in told(tmp_path, rule, {"sources/report.yml": text})]
    assert sorted(at.partition(":")[2] for at in found) == places


@pytest.mark.parametrize(
    ("file", "text", "is_told"),
    [
        ("events/a.yml", EVENT.replace("الجسر", "الجــسر", 1), True),
        ("sources/a.yml", "title: الجــسر\n", True),
        ("vocabularies/places.yml", "a: {name: الجــسر}\n", True),
        ("vocabularies/places.yml", "a: {name: x, aliases: [الجــسر]}\n", False),
        ("vocabularies/eras.yml", "a: {name: الجــسر, date: 2019/2020}\n", True),
        ("withdrawn.yml", "a: {reason: الجــسر, date: 2026-01-20}\n", True),
        ("events/a.yml", EVENT + "claims: [{metric: a, value: 1, stated: الجــسر}]\n", True),
        ("events/a.yml", EVENT + "xyz: الجــسر\n", False),
        ("events/a.yml", EVENT + "# الجــسر\n", False),
    ],
)
def test_in_which_files_and_fields(tmp_path: Path, file: str, text: str, *, is_told: bool) -> None:
    assert [one.at.partition(":")[0] for one in told(tmp_path, "tatweel", {file: text})] == (
        [file] * is_told
    )


def test_a_value_that_has_nothing_hides_none_behind_it(tmp_path: Path) -> None:
    files: Example = {
        "sources/report.yml": "title: خبـــر\nlanguage: fa\nnote: خبـــر\n",
        "sources/z.yml": "title: خبـــر\n",
    }
    assert told(tmp_path, "tatweel", files) == [
        Told("sources/report.yml:3:9", {"value": "خبـــر"}, "خبر"),
        Told("sources/z.yml:1:10", {"value": "خبـــر"}, "خبر"),
    ]
