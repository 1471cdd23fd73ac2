"""What months and weekdays are called in Arabic.

Gregorian months and weekdays are Babel's (CLDR), in `ar_IQ` and `ar`. The Hijri months are a list
of our own: Babel has none, hijridate's differs, and neither has the genitive that «ذو» needs.
"""

from datetime import date
from enum import StrEnum

from babel.dates import get_day_names, get_month_names


class MonthStyle(StrEnum):
    """Which of its two names a Gregorian month is given."""

    BOTH = "both"
    """«كانون الأول/ديسمبر»."""
    IRAQI = "iraqi"
    """«كانون الأول»."""
    INTERNATIONAL = "international"
    """«ديسمبر»."""


def _month_names(locale: str) -> tuple[str, ...]:
    names = get_month_names("wide", locale=locale)
    return tuple(names[month] for month in range(1, 13))


_IRAQI = _month_names("ar_IQ")
_INTERNATIONAL = _month_names("ar")
_GREGORIAN = {
    MonthStyle.BOTH: tuple(map("/".join, zip(_IRAQI, _INTERNATIONAL, strict=True))),
    MonthStyle.IRAQI: _IRAQI,
    MonthStyle.INTERNATIONAL: _INTERNATIONAL,
}
_WEEKDAYS: tuple[str, ...] = tuple(get_day_names("wide", locale="ar_IQ")[day] for day in range(7))
_HIJRI = (
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
)
_HIJRI_GENITIVE = (*_HIJRI[:10], "ذي القعدة", "ذي الحجة")


def gregorian_month(month: int, style: MonthStyle = MonthStyle.BOTH) -> str:
    """Name a Gregorian month, 1 to 12."""
    return _GREGORIAN[style][month - 1]


def hijri_month(month: int, *, genitive: bool = False) -> str:
    """Name a Hijri month, 1 to 12; in the genitive after a preposition, a day or «نحو»."""
    return (_HIJRI_GENITIVE if genitive else _HIJRI)[month - 1]


def weekday(day: date) -> str:
    """Name the day of the week, with its article: «السبت»."""
    return _WEEKDAYS[day.weekday()]
