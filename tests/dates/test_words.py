"""Each word and sign that a worded or misspelt date may have, by an example of its own."""

import pytest

from timeline.dates import Calendar, Fault, FaultKind, parse

# What each word makes of a text: the text with `_` in its place, what may be written instead, and
# the words.
WORDS: list[tuple[str, tuple[str, ...], str]] = [
    ("_ 2019", ("2019-21",), "ربيع, فصل الربيع, الربيع, spring"),
    ("_ 2019", ("2019-22",), "صيف, فصل الصيف, الصيف, summer"),
    ("_ 2019", ("2019-23",), "خريف, فصل الخريف, الخريف, autumn, fall"),
    ("_ 2019", ("2019-24", "2018-24"), "شتاء, فصل الشتاء, الشتاء, winter"),
    (
        "_ آذار 2019",
        ("2019-03~",),
        "~, نحو, حوالي, قرابة, زهاء, تقريبا, circa, c, ca, about, around, approximately, approx",
    ),
    (
        "_ آذار 2019",
        ("2019-03?",),
        "?, ربما, لعله, على الأرجح, الأرجح, غير مؤكد, probably, perhaps, possibly",
    ),
    ("آذار 2019 _", ("2019-03%",), "%"),
    ("_ 2014 إلى 2017", ("2014/2017",), "من, from"),
    ("من 2014 _ 2017", ("2014/2017",), "إلى, to, through"),
    ("_ آذار 2014", ("2014-03/..",), "منذ, since"),
    ("_ آذار 2014", ("../2014-03",), "حتى, لغاية, until, till"),
    ("_ 2014 و2016", ("[2014..2016]", "2014/2016"), "بين, between"),
    ("بين 2014 _ 2016", ("[2014..2016]", "2014/2016"), "و, and"),
    ("3 _ 4 آذار 2019", ("[2019-03-03,2019-03-04]",), "أو, or"),
    ("منذ آذار 2014 حتى _", ("2014-03/..",), "الآن, اليوم, now, today"),
    (
        "_ آذار 2019",
        ("2019-03",),
        "أوائل, مطلع, بداية, بدايات, أول, مستهل, منتصف, أواسط, أواخر, نهاية, نهايات, آخر, ختام",
    ),
    ("_ آذار 2019", ("2019-03",), "early, mid, late, beginning, start, middle, end"),
    (
        "_ 23 آذار 2019",
        ("2019-03-23",),
        "فجر, صباح, ضحى, ظهر, بعد ظهر, عصر, مساء, فجرا, صباحا, ظهرا, عصرا, مساء يوم",
    ),
    ("_ 23 آذار 2019", ("2019-03-23",), "dawn, morning, noon, afternoon, evening"),
    (
        "_ 23 آذار 2019",
        ("2019-03-23",),
        "يوم, شهر, عام, سنة, في, بتاريخ, عامي, شهري, يومي, الفترة, المدة, فترة",
    ),
    ("_ 23 آذار 2019", ("2019-03-23",), "on, of, in, the, year, month, st, nd, rd, th"),
    ("2019 _", ("2019",), "م, ميلادي, ميلادية, للميلاد, ad, ce"),
]
ERAS_OF_HIJRI = "ه, هـ, هجري, هجرية, للهجرة, ah"


def choices(text: str, calendar: Calendar = Calendar.GREGORIAN) -> tuple[str, ...]:
    fault = parse(text, calendar)
    assert isinstance(fault, Fault)
    return fault.choices


@pytest.mark.parametrize(("text", "expected", "words"), WORDS)
def test_each_word_does_what_it_says(text: str, expected: tuple[str, ...], words: str) -> None:
    for word in words.split(", "):
        assert choices(text.replace("_", word)) == expected, word


def test_the_eras_of_the_hijri_calendar() -> None:
    for word in ERAS_OF_HIJRI.split(", "):
        assert choices(f"1440 {word}", Calendar.HIJRI) == ("1440",), word


@pytest.mark.parametrize(
    ("text", "expected", "signs"),
    [
        ("2017_12", "2017-12", "‐‑‒–—―−"),
        ("2014_2017", "2014/2017", "⁄∕／"),
        ("2017_", "2017~", "˜∼～"),
        ("_2017", "2017", "\"'«»“”‘’`"),
        ("2017_-12", "2017-12", "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"),
        ("2017_-12", "2017-12", "\u2066\u2067\u2068\u2069\ufeff"),
        ("2017_", "2017?", "؟"),
        ("2017_", "2017%", "٪"),
        ("[2014_2016]", "[2014,2016]", "،"),
        ("[2014_2016]", "[2014..2016]", "…"),
    ],
)
def test_each_sign_that_looks_like_another(text: str, expected: str, signs: str) -> None:
    for sign in signs:
        assert choices(text.replace("_", sign)) == (expected,), f"U+{ord(sign):04X}"


@pytest.mark.parametrize(
    "text", ["..", "/", "../", "/..", "../..", "[]", "[..]", "XXXX", "XXXX-XX", "XXXX-XX-XX"]
)
def test_each_text_that_says_nothing(text: str) -> None:
    fault = parse(text)
    assert isinstance(fault, Fault)
    assert (fault.kind, fault.choices) == (FaultKind.SAYS_NOTHING, ())
