"""What is said of texts that are not dates: the kind, what to write instead, and the facts."""

import os
import pickle
import subprocess
import sys

import pytest

from timeline.dates import Calendar, Fault, FaultKind, Span, parse
from timeline.dates.wording import lexicon

TABLE_YEARS = {"first_year": 1343, "last_year": 1500}
ALL_YEARS = {"first_year": 1, "last_year": 9999}
BOTH_WAYS = {"day_first": "2017-12-09", "month_first": "2017-09-12"}

GREGORIAN: list[tuple[str, str, str | None]] = [
    ("", "empty", None),
    (" \n", "empty", None),
    ("x", "not-edtf", None),
    ("2017-12-09-10", "not-edtf", None),
    ("2014/2015/2016", "not-edtf", None),
    ("[2014", "not-edtf", None),
    ("[2014]", "not-edtf", "2014"),
    ("[2010,..2014]", "not-edtf", None),
    ("[,2014]", "not-edtf", None),
    ("[2010..,2014]", "not-edtf", None),
    ("[2014, 2016]", "not-edtf", "[2014,2016]"),
    ("2014,2016", "not-edtf", None),
    ("2014 - 2017", "not-edtf", "2014/2017"),
    ("2014-2017", "not-edtf", "2014/2017"),
    ("2014–2017", "not-edtf", "2014/2017"),
    ("2014-06 - 2014-07", "not-edtf", "2014-06/2014-07"),
    ("2014/open", "not-edtf", "2014/.."),
    ("unknown/2014", "not-edtf", "/2014"),
    ("201x", "not-edtf", "201X"),
    ("201u", "not-edtf", "201X"),
    ("20171209", "not-edtf", "2017-12-09"),
    ("201712", "not-edtf", "2017-12"),
    ("20171399", "not-edtf", None),
    ("2017؟", "not-edtf", "2017?"),
    ("[2014،2016]", "not-edtf", "[2014,2016]"),
    ("«2017»", "not-edtf", "2017"),
    ("\u200f2017-12", "not-edtf", "2017-12"),
    ("2017-12" * 100, "not-edtf", None),
    ("«" * 496 + "2017", "not-edtf", "2017"),
    ("«" * 497 + "2017", "not-edtf", None),
    ("2017-02-30", "impossible-day", "2017-02"),
    ("2023-02-30?", "impossible-day", "2023-02?"),
    ("2017-12-00", "impossible-day", "2017-12"),
    ("2014-02-30/2015", "impossible-day", "2014-02/2015"),
    ("[2014-02-30,2016]", "impossible-day", "[2014-02,2016]"),
    ("[2014-02-30..2016]", "impossible-day", "[2014-02..2016]"),
    ("[2014..2016-02-30]", "impossible-day", "[2014..2016-02]"),
    ("[2014-02-30..2014-3-1]", "impossible-day", "[2014-02..2014-03-01]"),
    ("2017-13", "impossible-month", None),
    ("2017-40-40", "impossible-month", None),
    ("2017-13-09", "impossible-month", "2017-09-13"),
    ("2017-00", "impossible-month", "2017"),
    ("2017-00-00~", "impossible-month", "2017~"),
    ("2017-18", "impossible-month", "2017/2018"),
    ("2017-13/2018", "impossible-month", None),
    ("0000", "year-out-of-range", None),
    ("000X", "year-out-of-range", None),
    ("12019-05", "year-out-of-range", None),
    ("-0500", "year-out-of-range", None),
    ("9999-24", "year-out-of-range", None),
    ("2017-12-09T10:00:00Z", "clock-time", "2017-12-09"),
    ("2017-12-09 10:30", "clock-time", "2017-12-09"),
    ("2017-12-09T10/2017-12-10T11:00+03:00", "clock-time", "2017-12-09/2017-12-10"),
    ("12:30", "clock-time", None),
    ("9/12/2017", "slashed-date", None),
    ("09-12-2017", "slashed-date", None),
    ("13/12/2017", "slashed-date", "2017-12-13"),
    ("12.13.2017", "slashed-date", "2017-12-13"),
    ("31-12-2017", "slashed-date", "2017-12-31"),
    ("12/12/2017", "slashed-date", "2017-12-12"),
    ("30 / 9 / 2017", "slashed-date", "2017-09-30"),
    ("31/9/2017", "slashed-date", None),
    ("12/2017", "slashed-date", "2017-12"),
    ("2017/12", "slashed-date", "2017-12"),
    ("2017/12/9", "slashed-date", "2017-12-09"),
    ("9/12/17", "slashed-date", None),
    ("٢٠١٧-١٢", "arabic-digits", "2017-12"),
    ("۲۰۱۷", "arabic-digits", "2017"),
    ("٢٠١٧-٠٢-٣٠", "impossible-day", "2017-02"),
    ("٩/١٢/٢٠١٧", "slashed-date", None),
    ("2017/2014", "reversed-interval", "2014/2017"),
    ("2017-12-09/2017-11?", "reversed-interval", "2017-11?/2017-12-09"),
    ("[2017..2014]", "reversed-interval", "[2014..2017]"),
    ("[2010,2017..2014]", "reversed-interval", "[2010,2014..2017]"),
    ("[2019..2018,2017..2016]", "reversed-interval", "[2018..2019,2016..2017]"),
    ("2017?-06", "level-two", "2017-06?"),
    ("?2017-06-~09", "level-two", "2017-06-09%"),
    ("2017?~", "level-two", "2017%"),
    ("?201X", "level-two", "201X?"),
    ("2017-XX-05", "level-two", None),
    ("201X-05", "level-two", None),
    ("1XXX", "level-two", None),
    ("{2014,2016}", "level-two", None),
    ("Y12019", "level-two", None),
    ("Y-17E7", "level-two", None),
    ("1950S2", "level-two", None),
    ("[2014?,2016]", "level-two", None),
    ("[2019-21,2019-22]", "level-two", None),
    ("[2014..201X]", "level-two", None),
    ("../..", "says-nothing", None),
    ("/", "says-nothing", None),
    ("[..]", "says-nothing", None),
    ("[..2014,2016..]", "says-nothing", None),
    ("XXXX", "says-nothing", None),
    ("2014/XXXX", "says-nothing", None),
    ("2019 AD", "date-text", "2019"),
    ("2017-1-5", "unpadded", "2017-01-05"),
    ("2017-1~", "unpadded", "2017-01~"),
    ("2017-2-30", "unpadded", None),
    ("987", "unpadded", "0987"),
    ("2017-1-5/2017-2-7", "unpadded", "2017-01-05/2017-02-07"),
    ("9 كانون الأول/ديسمبر 2017", "date-text", "2017-12-09"),
    ("٩ كانون الاول ٢٠١٧", "date-text", "2017-12-09"),
    ("السبت 9 ديسمبر 2017 م", "date-text", "2017-12-09"),
    ("يونيو 2014", "date-text", "2014-06"),
    ("عام 2017", "date-text", "2017"),
    ("December 9, 2017", "date-text", "2017-12-09"),
    ("Dec 2017", "date-text", "2017-12"),
    ("نهاية عام 2017", "date-text", None),
    ("أيار وحزيران", "date-text", None),
    ("أيار/حزيران 2017", "date-text", None),
    ("9 عام 2017", "date-text", None),
    ("سنة 2019 م", "date-text", "2019"),
    ("2019م", "date-text", "2019"),
    ("ربيع 2019", "date-text", "2019-21"),
    ("في خريف 2017", "date-text", "2017-23"),
    ("شتاء 2018–2019", "date-text", "2018-24"),
    ("شتاء 2017-2019", "date-text", None),
    ("spring 2019", "date-text", "2019-21"),
    ("نحو آب 2019", "date-text", "2019-08~"),
    ("عام 2014 تقريبًا", "date-text", "2014~"),
    ("circa 2019", "date-text", "2019~"),
    ("c. 2019", "date-text", "2019~"),
    ("في 9 كانون الأول 2017 على الأرجح", "date-text", "2017-12-09?"),
    ("نحو 9 كانون الأول 2017 على الأرجح", "date-text", "2017-12-09%"),
    ("آذار 2019؟", "date-text", "2019-03?"),
    ("السبت 23 اذار 2019", "date-text", "2019-03-23"),
    ("الأحد 23 آذار 2019", "date-text", None),  # it was a Saturday
    ("السبت آذار 2019", "date-text", None),
    ("الأول من أيار 2019", "date-text", "2019-05-01"),
    ("الثالث والعشرين من آذار 2019", "date-text", "2019-03-23"),
    ("الثاني عشر من آذار 2019", "date-text", "2019-03-12"),
    ("March 2019", "date-text", "2019-03"),
    ("23 Mar 2019", "date-text", "2019-03-23"),
    ("Saturday, March 23rd, 2019", "date-text", "2019-03-23"),
    ("منذ 2014", "date-text", "2014/.."),
    ("منذ عام 2014 حتى الآن", "date-text", "2014/.."),
    ("حتى آذار 2019", "date-text", "../2019-03"),
    ("من آذار إلى أيار 2019", "date-text", "2019-03/2019-05"),
    ("من 1 إلى ٢٣ آذار ٢٠١٩", "date-text", "2019-03-01/2019-03-23"),
    ("من نحو عام 2014 إلى عام 2017", "date-text", "2014~/2017"),
    ("من كانون الأول إلى شباط 2019", "date-text", None),
    ("from 2014 to 2017", "date-text", "2014/2017"),
    ("من 2014", "date-text", None),
    ("3 أو 4 كانون الثاني 2020", "date-text", "[2020-01-03,2020-01-04]"),
    ("ليلة 3 على 4 كانون الثاني 2020", "date-text", None),
    ("بين ربيع وصيف 2019", "date-text", None),
    ("آذار ونيسان 2019", "date-text", None),
    ("بعد 2019", "date-text", None),
    ("آذار 2019/..", "date-text", None),
    ("مساء 2019", "date-text", None),
    ("30 شباط 2019", "date-text", None),
    ("30 صفر 1439", "date-text", None),  # which had 29 days
    ("21 ربيع الأول 1439 هـ", "date-text", None),
    ("أمس", "date-text", None),
    ("last week", "date-text", None),
    ("في شهر", "date-text", None),
    ("9 كانون الأول (ديسمبر) 2017", "date-text", "2017-12-09"),
    ("كانون الأول (ديسمبر) 2017", "date-text", "2017-12"),
    ("آذار 2019 مارس", "date-text", None),
    ("آذار حتى أيار 2019", "date-text", "2019-03/2019-05"),
    ("2014 إلى 2017", "date-text", "2014/2017"),
    ("من 2014 إلى الآن", "date-text", "2014/.."),
    ("2014 إلى 2015 إلى 2016", "date-text", None),
    ("من ربيع إلى حزيران 2019", "date-text", "2019-21/2019-06"),
    ("من شتاء 2019 إلى صيف 2020", "date-text", None),
    ("بين 2014", "date-text", None),
    ("العاشر من آذار 2019", "date-text", "2019-03-10"),
    ("الحادي عشر من آذار 2019", "date-text", "2019-03-11"),
    ("العشرين من آذار 2019", "date-text", "2019-03-20"),
    ("الثالث والعشرون من آذار 2019", "date-text", "2019-03-23"),
    ("الثلاثين من آذار 2019", "date-text", "2019-03-30"),
    ("الحادي والثلاثين من آذار 2019", "date-text", "2019-03-31"),
    ("نحو 2014-06", "date-text", "2014-06~"),
    ("السبت 2019-03-23", "date-text", "2019-03-23"),
    ("مطلع صباح 23 آذار 2019", "date-text", None),
    ("من 2014-06-09 إلى 2014-07", "date-text", "2014-06-09/2014-07"),
    ("3 أو 4 آذار 2019-04", "date-text", None),
    ("Sat 23 Mar 2019", "date-text", "2019-03-23"),
    ("Sept 2019", "date-text", "2019-09"),
    # A day of the week that is wrong, wherever it stands.
    ("منذ الأحد 23 آذار 2019", "date-text", None),
    ("حتى الأحد 23 آذار 2019", "date-text", None),
    ("من الأحد 23 آذار 2019 إلى نيسان 2019", "date-text", None),
    ("من 22 آذار 2019 إلى الأحد 23 آذار 2019", "date-text", None),
    ("الأحد 23 آذار 2019 أو 24 آذار 2019", "date-text", None),
]
HIJRI: list[tuple[str, str, str | None]] = [
    ("1439-21", "season-of-hijri", None),
    ("1439-21~", "season-of-hijri", None),
    ("1439-21-05", "impossible-month", "1439-05-21"),
    ("1440/1439", "reversed-interval", "1439/1440"),
    ("", "empty", None),
    ("x", "not-edtf", None),
    ("1440-XX-05", "level-two", None),
    ("1440-12" * 100, "not-edtf", None),
    ("9/12/1440", "slashed-date", None),
    ("[1441..1440]", "reversed-interval", "[1440..1441]"),
    ("[1440]", "not-edtf", "1440"),
    ("[1440?,1441]", "level-two", None),
    ("[..1440,1441..]", "says-nothing", None),
    ("المحرم 1440", "date-text", "1440-01"),
    ("جمادى الثانية 1440", "date-text", "1440-06"),
    ("1439-02-30", "impossible-day", "1439-02"),
    ("1439-13", "impossible-month", None),
    ("1439-14-02", "impossible-month", "1439-02-14"),
    ("2017", "outside-hijri-table", None),
    ("1342-12-29", "outside-hijri-table", None),
    ("1501-01", "outside-hijri-table", None),
    ("134X", "outside-hijri-table", None),
    ("150X", "outside-hijri-table", None),
    ("13XX", "outside-hijri-table", None),
    ("-1439", "outside-hijri-table", None),
    ("1439/2017", "outside-hijri-table", None),
    ("١٤٣٩", "arabic-digits", "1439"),
    ("21/3/1439", "slashed-date", "1439-03-21"),
    ("21 ربيع الأوّل 1439 هـ", "date-text", "1439-03-21"),
    ("ربيع الثاني 1439", "date-text", "1439-04"),
    ("10 ذي الحجة 1439", "date-text", "1439-12-10"),
    ("21 ديسمبر 2017", "date-text", None),
    ("1440 هـ", "date-text", "1440"),
    ("1440 AH", "date-text", "1440"),
    ("رجب 1440هـ", "date-text", "1440-07"),
    ("من رمضان إلى ذي الحجة 1435", "date-text", "1435-09/1435-12"),
    ("الأول من رجب 1440", "date-text", "1440-07-01"),
    ("ربيع 1440", "date-text", None),
]


def between(within: str, throughout: str) -> dict[str, object]:
    return {"within": within, "throughout": throughout}


def refused(text: str, calendar: Calendar = Calendar.GREGORIAN) -> Fault:
    fault = parse(text, calendar)
    assert isinstance(fault, Fault), fault
    return fault


@pytest.mark.parametrize(("text", "kind", "suggestion"), GREGORIAN)
def test_kind_and_suggestion(text: str, kind: str, suggestion: str | None) -> None:
    fault = refused(text)
    assert (fault.kind, fault.suggestion) == (FaultKind(kind), suggestion)
    assert (fault.text, fault.calendar) == (text, Calendar.GREGORIAN)
    assert suggestion is None or isinstance(parse(suggestion), Span)


@pytest.mark.parametrize(("text", "kind", "suggestion"), HIJRI)
def test_kind_and_suggestion_in_hijri(text: str, kind: str, suggestion: str | None) -> None:
    fault = refused(text, Calendar.HIJRI)
    assert (fault.kind, fault.suggestion) == (FaultKind(kind), suggestion)
    assert (fault.text, fault.calendar) == (text, Calendar.HIJRI)
    assert suggestion is None or isinstance(parse(suggestion, Calendar.HIJRI), Span)


def test_every_kind_has_an_example() -> None:
    assert {kind for _, kind, _ in GREGORIAN + HIJRI} == set(FaultKind)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("2023-02-30", {"year": 2023, "month": 2, "day": 30, "days": 28}),
        ("2017-13", {"year": 2017, "month": 13}),
        ("2014/2017-13", {"year": 2017, "month": 13, "part": "2017-13"}),
        ("0000", ALL_YEARS),
        ("12019", ALL_YEARS),
        ("9/12/2017", BOTH_WAYS),
        ("09-12-2017", BOTH_WAYS),
        ("13/12/2017", {}),
        ("2017/2014", {"first": "2017", "last": "2014"}),
        ("2017-1-5/2018", {"part": "2017-1-5"}),
        ("2014 /2017-13", {"part": "2014 "}),
        ("2014/x", {"part": "x"}),
        ("2014/12:30", {"part": "12:30"}),
        ("2014/0000", {**ALL_YEARS, "part": "0000"}),
        ("2014/2017-XX-05", {"part": "2017-XX-05"}),
        ("[2014, 2016]", {}),
        ("ربيع 2019", {}),
        ("بين آذار ونيسان 2019", between("[2019-03..2019-04]", "2019-03/2019-04")),
        ("بين 1 و٢٣ آذار 2019", between("[2019-03-01..2019-03-23]", "2019-03-01/2019-03-23")),
        ("between 2014 and 2016", between("[2014..2016]", "2014/2016")),
        ("شتاء 2019", {"winter_begins": "2019-24", "winter_ends": "2018-24"}),
        ("أوائل 2019", {"nearest": "2019"}),
        ("منتصف 2019", {"nearest": "2019"}),
        ("أواخر آذار 2019", {"nearest": "2019-03"}),
        ("mid-March 2019", {"nearest": "2019-03"}),
        ("صباح السبت 23 آذار 2019", {"nearest": "2019-03-23"}),
        ("أوائل شتاء 2019", {}),
        ("مطلع صباح 23 آذار 2019", {}),
        ("مساء 2019", {}),
        ("16 رجب 1440", {"other_calendar": "1440-07-16"}),
        ("1440 هـ", {"other_calendar": "1440"}),
        ("منتصف رجب 1440 هـ", {"other_calendar": "1440-07"}),
    ],
)
def test_facts(text: str, facts: dict[str, object]) -> None:
    assert refused(text).facts == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("1439-02-30", {"year": 1439, "month": 2, "day": 30, "days": 29}),
        ("1439-21", {"year": 1439, "season": 21}),
        ("2017", TABLE_YEARS),
        ("150X", TABLE_YEARS),
        ("1439/2017", {**TABLE_YEARS, "part": "2017"}),
        ("1439/1440-21", {"year": 1440, "season": 21, "part": "1440-21"}),
        (
            "1438/1439-02-30",
            {"year": 1439, "month": 2, "day": 30, "days": 29, "part": "1439-02-30"},
        ),
        ("أوائل رجب 1440", {"nearest": "1440-07"}),
        ("آذار 2019", {"other_calendar": "2019-03"}),
        ("آذار 1501", {"other_calendar": "1501-03"}),
        ("آذار 1500", {}),  # which may be a Hijri year
        ("ربيع 1440", {}),  # no spring of the year 1440 AD
    ],
)
def test_facts_in_hijri(text: str, facts: dict[str, object]) -> None:
    assert refused(text, Calendar.HIJRI).facts == facts


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("2017-02-30", ("2017-02",)),
        ("9/12/2017", ("2017-12-09", "2017-09-12")),
        ("بين 2014 و2016", ("[2014..2016]", "2014/2016")),
        ("شتاء 2019", ("2019-24", "2018-24")),
        ("أوائل 2019", ("2019",)),
        ("16 رجب 1440", ()),  # which is of the other calendar
        ("2017-13", ()),
    ],
)
def test_what_may_be_written_instead(text: str, choices: tuple[str, ...]) -> None:
    assert refused(text).choices == choices


def test_there_are_no_seasons_of_a_hijri_year() -> None:
    assert "season" in {kind for kind, _ in lexicon(Calendar.GREGORIAN).values()}
    assert "season" not in {kind for kind, _ in lexicon(Calendar.HIJRI).values()}


def test_words_are_read_alike_whatever_the_locale() -> None:
    program = "from timeline.dates import parse; print(parse('9 March 2019').suggestion)"
    for locale in ("ar_IQ.UTF-8", "de_DE.UTF-8"):
        told = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "LANGUAGE": "", "LC_ALL": locale},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout == "2019-03-09\n"


def test_a_fault_is_a_plain_value() -> None:
    fault = refused("2023-02-30")
    assert pickle.loads(pickle.dumps(fault)) == fault  # noqa: S301 - our own bytes
    assert hash(fault) == hash(refused("2023-02-30"))
