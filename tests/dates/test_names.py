"""The names of months and weekdays, and the two sets of digits."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import (
    MonthStyle,
    gregorian_month,
    hijri_month,
    to_arabic_indic,
    to_latin,
    weekday,
)


def test_gregorian_months() -> None:
    assert [gregorian_month(month) for month in range(1, 13)] == [
        "كانون الثاني/يناير",
        "شباط/فبراير",
        "آذار/مارس",
        "نيسان/أبريل",
        "أيار/مايو",
        "حزيران/يونيو",
        "تموز/يوليو",
        "آب/أغسطس",
        "أيلول/سبتمبر",
        "تشرين الأول/أكتوبر",
        "تشرين الثاني/نوفمبر",
        "كانون الأول/ديسمبر",
    ]
    assert gregorian_month(12, MonthStyle.IRAQI) == "كانون الأول"
    assert gregorian_month(12, MonthStyle.INTERNATIONAL) == "ديسمبر"


def test_hijri_months() -> None:
    names = [hijri_month(month) for month in range(1, 13)]
    assert names == [
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ]
    genitive = [hijri_month(month, genitive=True) for month in range(1, 13)]
    assert genitive == [*names[:10], "ذي القعدة", "ذي الحجة"]


def test_weekdays() -> None:
    # From a Saturday, as the week begins in Iraq's calendars.
    assert [weekday(date(2017, 12, day)) for day in range(9, 16)] == [
        "السبت",
        "الأحد",
        "الاثنين",
        "الثلاثاء",
        "الأربعاء",
        "الخميس",
        "الجمعة",
    ]


def test_digits() -> None:
    assert to_arabic_indic("9 كانون الأول 2017") == "٩ كانون الأول ٢٠١٧"
    assert to_latin("٩ كانون الأول ۲۰۱۷") == "9 كانون الأول 2017"


@given(st.text("0123456789 عام-–"))
def test_digits_there_and_back(text: str) -> None:
    assert to_latin(to_arabic_indic(text)) == text
