"""What is said of records that YAML cannot read: the likely cause, where it is."""

import pytest

from timeline.messages import Language, messages
from timeline.reading.broken_yaml import Cause
from timeline.reading.yaml_source import read

Case = tuple[str, str, str]

CASES: list[Case] = [
    ('title: "افتتاح الجسر\ndate: "2019-03"\nsummary: نص\n', "1:8", "QUOTE_OPEN"),
    ('title: أ\nsummary: "نص\n', "2:10", "QUOTE_OPEN"),
    ('title: "خبر" عاجل\ndate: "2019"\n', "1:14", "AFTER_QUOTE"),
    ("title: 'قال' ثم\n", "1:14", "AFTER_QUOTE"),
    ('title: بغداد: إعلان النصر\ndate: "2019"\n', "1:13", "COLON_IN_TEXT"),
    ("date_note: في المقال: اليوم\n", "1:21", "COLON_IN_TEXT"),
    ('title:افتتاح\ndate: "2019"\n', "1:6", "SPACE_AFTER_COLON"),
    ('title: أ\ndate:"2019"\nsummary: x\n', "2:5", "SPACE_AFTER_COLON"),
    ('title: أ\ndate: "2019"\nsummary:نص\n', "3:8", "SPACE_AFTER_COLON"),
    ("title: أ\nplaces:\n\t- mosul\n", "3:1", "TAB"),
    ("title: أ\nsummary: |-\n\tنص\n", "3:1", "TAB"),
    ("title:\tأ\nplaces:\n  \t- mosul\n", "3:3", "TAB"),
    ('title: أ\n  date: "2019"\n', "2:3", "INDENT"),
    ("claims:\n  - metric: a\n   value: 5\n", "3:4", "INDENT"),
    ("claims:\n  - metric: a\n     value: 5\n", "3:6", "INDENT"),
    ('  title: أ\ndate: "2019"\n', "2:1", "INDENT"),
    ('summary: |-\n  سطر\nآخر بلا مسافة\ndate: "2019"\n', "3:1", "NO_COLON"),
    ("places:\n  - a\n - b\n", "3:2", "INDENT"),
    ("sources: - report\n", "1:10", "ITEM_BESIDE_FIELD"),
    ("places: [a, b\ntitle: أ\n", "1:9", "BRACKET_OPEN"),
    ("places: [{place: a, b]\ntitle: أ\n", "1:10", "BRACKET_OPEN"),
    ("places: [a, b]]\ntitle: أ\n", "1:15", "BRACKET_EXTRA"),
    ("actors:\n  - {actor: a, role: acts\n  - {actor: b}\n", "2:5", "BRACKET_OPEN"),
    ("title: x\nplaces: [a, b", "2:9", "BRACKET_OPEN"),
    ("places: [{place: a} {place: b}]\n", "1:21", "COMMA"),
    ("title: @user\n", "1:8", "RESERVED"),
    ("title: %5\n", "1:8", "RESERVED"),
    ('title: "أ \\ب"\n', "1:11", "BACKSLASH"),
    ('title: أ\nافتتاح الجسر\ndate: "2019"\n', "2:1", "NO_COLON"),
    ('title\ndate: "2019"\n', "1:1", "NO_COLON"),
    ('title： أ\ndate: "2019"\n', "1:1", "NO_COLON"),
    ("title: >خبر\n", "1:9", "BESIDE_BLOCK"),
    ("summary: | نص\n", "1:12", "BESIDE_BLOCK"),
    (
        'sources:\n  - {source: a, locator: "الفقرة 4}\n  - {source: b, locator: "الفقرة 5"}\n',
        "2:26",
        "QUOTE_OPEN",
    ),
]


@pytest.mark.parametrize(("text", "at", "cause"), CASES)
def test_the_likely_cause_where_it_is(text: str, at: str, cause: str) -> None:
    _, findings = read("x.yml", text)
    told = findings[-1]
    assert told.rule == "yaml-syntax"
    assert (f"{told.at.line}:{told.at.column}", told.facts["cause"]) == (at, Cause[cause])


def test_every_cause_but_the_last_resort_is_shown() -> None:
    assert {cause for _, _, cause in CASES} == {cause.name for cause in Cause} - {"OTHER"}


@pytest.mark.parametrize("cause", Cause)
def test_causes_are_said_in_arabic(cause: Cause) -> None:
    said = messages(Language.ARABIC).text(cause)
    assert any("ء" <= letter <= "ي" for letter in said)
