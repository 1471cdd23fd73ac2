"""Dates that were written in words, «9 كانون الأول/ديسمبر 2017», so that EDTF can be suggested.

Only for suggestions: nothing is ever read from words.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from babel.dates import get_day_names, get_month_names

from timeline.dates.folding import folded
from timeline.dates.names import MonthStyle, gregorian_month, hijri_month
from timeline.dates.span import Calendar

_MONTHS: Final = range(1, 13)
_WORDS: Final = re.compile(r"[\u0621-\u064a]|[A-Za-z]{3}")
_TOKEN: Final = re.compile(r"[0-9]+|[^\W0-9_]+")


def _by_name(names: Iterable[tuple[int, str]]) -> dict[str, int]:
    return {folded(name): month for month, name in names}


_GREGORIAN_MONTHS: Final = _by_name(
    [
        *((month, gregorian_month(month, MonthStyle.IRAQI)) for month in _MONTHS),
        *((month, gregorian_month(month, MonthStyle.INTERNATIONAL)) for month in _MONTHS),
        *get_month_names("wide", locale="en").items(),
        *get_month_names("abbreviated", locale="en").items(),
    ]
)
_HIJRI_MONTHS: Final = _by_name(
    [
        *((month, hijri_month(month)) for month in _MONTHS),
        *((month, hijri_month(month, genitive=True)) for month in _MONTHS),
        (1, "المحرم"),
        (4, "ربيع الثاني"),
        (6, "جمادى الثانية"),
    ]
)
_WEEKDAYS: Final = [
    *get_day_names("wide", locale="ar_IQ").values(),
    *get_day_names("wide", locale="en").values(),
]
_PASSED_OVER: Final = {
    folded(word) for word in ("يوم", "شهر", "عام", "سنة", "من", "في", *_WEEKDAYS)
}


def _pattern(months: Mapping[str, int]) -> re.Pattern[str]:
    longest_first = sorted(months, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


_CALENDARS: Final = {
    Calendar.GREGORIAN: (
        _GREGORIAN_MONTHS,
        _pattern(_GREGORIAN_MONTHS),
        _PASSED_OVER | {"م", "ميلادي", "ميلاديه"},
    ),
    Calendar.HIJRI: (
        _HIJRI_MONTHS,
        _pattern(_HIJRI_MONTHS),
        _PASSED_OVER | {"ه", "هجري", "هجريه"},
    ),
}


def names_and_beside(calendar: Calendar) -> tuple[list[tuple[str, int]], list[str]]:
    """Give what `date_in_words` reads by, for the same in a browser.

    The names of the months, folded, the longest first, each with its number; then the words that may
    stand beside them.
    """
    months, _, passed_over = _CALENDARS[calendar]
    names = sorted(months, key=len, reverse=True)
    return [(name, months[name]) for name in names], sorted(passed_over)


def has_words(text: str) -> bool:
    """Whether there is an Arabic letter in it, or a Latin word."""
    return _WORDS.search(text) is not None


def date_in_words(text: str, calendar: Calendar) -> str | None:
    """Write a worded date as EDTF would, though there be no such day.

    None if a word or a number is left over, for it would be lost: «نهاية عام 2017» is not 2017.
    """
    months, pattern, passed_over = _CALENDARS[calendar]
    typed = folded(text)
    named = {months[name] for name in pattern.findall(typed)}
    rest = [token for token in _TOKEN.findall(pattern.sub(" ", typed)) if token not in passed_over]
    years = [token for token in rest if re.fullmatch("[0-9]{4}", token)]
    days = [token for token in rest if re.fullmatch("[0-9]{1,2}", token)]
    if len(years) != 1 or len(days) > len(named) or len(named) > 1 or len(rest) > len(years + days):
        return None
    return "-".join(
        (years[0], *(f"{month:02}" for month in named), *(f"{day:0>2}" for day in days))
    )
