"""Dates that were written in words, «9 كانون الأول/ديسمبر 2017», so that EDTF can be suggested.

Only for suggestions: nothing is ever read from words. A text is a row of known words and numbers,
and one that is not known makes it unreadable: what it says would be lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from babel.dates import get_day_names, get_month_names

from timeline.dates import gregorian
from timeline.dates.folding import folded
from timeline.dates.names import MonthStyle, gregorian_month, hijri_month
from timeline.dates.span import Calendar

_MONTHS: Final = range(1, 13)
# EDTF's own XXX is no word; c, ca, AD, CE and AH are, short as they are.
_HAS_WORDS: Final = re.compile(r"[\u0621-\u064a]|(?!XXX)[A-Za-z]{3}|\b(?i:ca?|ad|ce|ah)\b")
_NUMBER: Final = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9-])|[0-9]+"

# A word or a number by what it does in a date, and its value.
_Token: TypeAlias = tuple[str, str]

# Words by what they do in a date. Those «beside» say nothing; those of «more» say what EDTF cannot.
_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("season", "21", "ربيع, فصل الربيع, الربيع, spring"),
    ("season", "22", "صيف, فصل الصيف, الصيف, summer"),
    ("season", "23", "خريف, فصل الخريف, الخريف, autumn, fall"),
    ("season", "24", "شتاء, فصل الشتاء, الشتاء, winter"),
    ("mark", "~", "~, نحو, حوالي, قرابة, زهاء, تقريبا, circa, c, ca, about, around, approximately, approx"),
    ("mark", "?", "?, ربما, لعله, على الأرجح, الأرجح, غير مؤكد, probably, perhaps, possibly"),
    ("mark", "%", "%"),
    ("from", "", "من, from"),
    ("to", "", "إلى, to, through"),
    ("since", "", "منذ, since"),
    ("until", "", "حتى, لغاية, until, till"),
    ("between", "", "بين, between"),
    ("and", "", "و, and"),
    ("or", "", "أو, or"),
    ("now", "", "الآن, اليوم, now, today"),
    ("more", "", "أوائل, مطلع, بداية, بدايات, أول, مستهل, منتصف, أواسط, أواخر, نهاية, نهايات, آخر, ختام"),
    ("more", "", "early, mid, late, beginning, start, middle, end"),
    ("hour", "", "فجر, صباح, ضحى, ظهر, بعد ظهر, عصر, مساء, فجرا, صباحا, ظهرا, عصرا, مساء يوم"),
    ("hour", "", "dawn, morning, noon, afternoon, evening"),
    ("beside", "", "يوم, شهر, عام, سنة, في, بتاريخ, عامي, شهري, يومي, الفترة, المدة, فترة"),
    ("beside", "", "on, of, in, the, year, month, st, nd, rd, th"),
)  # fmt: skip
_ERAS: Final = {
    Calendar.GREGORIAN: "م, ميلادي, ميلادية, للميلاد, ad, ce",
    Calendar.HIJRI: "ه, هـ, هجري, هجرية, للهجرة, ah",
}
_ORDINALS: Final = (
    *("الأول", "الثاني", "الثالث", "الرابع", "الخامس"),
    *("السادس", "السابع", "الثامن", "التاسع", "العاشر"),
)
# What is no row of words: EDTF's own signs for an open end and a set.
_SIGNS: Final = re.compile(r"[\[\]{}]|\.\.|^/|/$")
_PLAIN: Final = re.compile(r"[0-9]{4}(?:-(?!2[1-4]$)[0-9]{2}(?:-[0-9]{2})?)?")  # as a set holds
_NOW: Final = ("now", "")
_WINTER: Final = "24"


@dataclass(frozen=True, slots=True)
class Worded:
    """What words say, as EDTF, though there be no such day.

    `readings` are one, or two where the words can mean either. `whole` says that nothing of the
    words is lost: «أوائل 2019» is within 2019, and 2019 does not say where.
    """

    readings: tuple[str, ...]
    whole: bool = True


def has_words(text: str) -> bool:
    """Whether there is an Arabic letter in it, or a Latin word."""
    return _HAS_WORDS.search(text) is not None


@cache
def lexicon(calendar: Calendar) -> dict[str, _Token]:
    """Give the words that `date_in_words` reads by, folded, the longest first."""
    found = {folded(word): (kind, value) for kind, value, word in _entries(calendar)}
    return {word: found[word] for word in sorted(found, key=lambda word: (-len(word), word))}


def date_in_words(text: str, calendar: Calendar) -> Worded | None:
    """Write a worded date as EDTF would; None where it is not sure what it says."""
    tokens = _tokens(" ".join(folded(text).split()), calendar)
    if tokens is None or _SIGNS.search(text):
        return None
    kinds = [kind for kind, _ in tokens]
    more = kinds.count("more") + kinds.count("hour")
    if more > 1 or ("hour" in kinds and "day" not in kinds):
        return None
    said = [token for token in tokens if token[0] not in {"more", "hour", "beside"}]
    readings = _readings(said, calendar)
    if not readings or (more and len(readings) > 1):
        return None
    return Worded(readings, whole=not more)


def _entries(calendar: Calendar) -> Iterator[tuple[str, str, str]]:
    for kind, value, listed in (*_WORDS, ("beside", "", _ERAS[calendar])):
        if kind == "season" and calendar is Calendar.HIJRI:
            continue  # the Hijri year has none of its own
        yield from ((kind, value, word) for word in listed.split(", "))
    for locale in ("ar_IQ", "en"):
        for width in ("wide", "abbreviated"):
            for day, name in get_day_names(width, locale=locale).items():
                yield "weekday", str(day), name
    for day in range(1, 32):
        yield from (("day", f"{day:02}", name) for name in _ordinals(day))
    names = _gregorian_names() if calendar is Calendar.GREGORIAN else _hijri_names()
    yield from (("month", f"{month:02}", name) for month, name in names)


def _gregorian_names() -> Iterator[tuple[int, str]]:
    for month in _MONTHS:
        for style in MonthStyle:
            yield month, gregorian_month(month, style)
        for width in ("wide", "abbreviated"):
            yield month, get_month_names(width, locale="en")[month]
    yield 9, "Sept"


def _hijri_names() -> Iterator[tuple[int, str]]:
    for month in _MONTHS:
        yield month, hijri_month(month)
        yield month, hijri_month(month, genitive=True)
    yield from ((1, "المحرم"), (4, "ربيع الثاني"), (6, "جمادى الثانية"))


def _ordinals(day: int) -> list[str]:
    """Say which day of the month it is: «الثالث والعشرين»."""
    tens, units = divmod(day, 10)
    if day <= 10:  # noqa: PLR2004
        return [_ORDINALS[day - 1]]
    unit = "الحادي" if units == 1 else _ORDINALS[units - 1]
    if tens == 1:
        return [f"{unit} عشر"]
    ten = {2: "العشر", 3: "الثلاث"}[tens]
    return [f"{unit} و{ten}{case}" if units else f"{ten}{case}" for case in ("ين", "ون")]


@cache
def _token_pattern(calendar: Calendar) -> re.Pattern[str]:
    """Match a word that is known, an «و» before one or before a number, a number, or any word."""
    words = "|".join(map(re.escape, lexicon(calendar)))
    known = rf"(?:(?<!\w)|(?<=(?<!\w)و)|(?<=[0-9]))(?:{words})(?!\w)"
    return re.compile(rf"{known}|(?<!\w)و(?=(?:{words}|[0-9]+)(?!\w))|{_NUMBER}|[^\W0-9_]+|[?~%]")


def _tokens(text: str, calendar: Calendar) -> list[_Token] | None:
    """Say what each word does; None if one is not known."""
    words = lexicon(calendar)
    found: list[_Token] = []
    for said in _token_pattern(calendar).findall(text):
        if re.fullmatch("[0-9]{4}", said):
            found.append(("year", said))
        elif re.fullmatch("[0-9]{1,2}", said):
            found.append(("day", f"{said:0>2}"))
        elif "-" in said:
            year, *others = said.split("-")
            found += [("year", year), *zip(("month", "day"), others, strict=False)]
        elif said in words:
            if words[said][0] == "month" and words[said] in found[-1:]:
                continue  # «كانون الأول/ديسمبر» is one month by both its names
            found.append(words[said])
        else:
            return None
    return found


def _readings(tokens: Sequence[_Token], calendar: Calendar) -> tuple[str, ...]:
    """Read a period, one of two, what is between two, or one date; () where it is none of them."""
    kinds = [kind for kind, _ in tokens]
    lead = kinds[0] if kinds else ""
    for joint in ("to", "until"):
        if joint in kinds[1:]:
            ends = _ends(tokens[lead == "since" :], joint, calendar)
            return ("/".join(ends),) if ends else ()
    if lead == "since":
        return tuple(f"{point}/.." for point in _point(tokens[1:], calendar))
    if lead == "until":
        return tuple(f"../{point}" for point in _point(tokens[1:], calendar))
    if lead == "between" or "or" in kinds:
        between = lead == "between"
        ends = _ends(tokens[between:], "and" if between else "or", calendar)
        if ends is None or not all(_PLAIN.fullmatch(end) for end in ends):
            return ()
        first, last = ends
        return (f"[{first}..{last}]", f"{first}/{last}") if between else (f"[{first},{last}]",)
    return () if lead == "from" else _point(tokens, calendar)


def _ends(tokens: Sequence[_Token], joint: str, calendar: Calendar) -> tuple[str, str] | None:
    """Read both ends; the first takes from the last what it lacks: «من 1 إلى 23 آذار 2019»."""
    kinds = [kind for kind, _ in tokens]
    if kinds.count(joint) != 1:
        return None
    first, last = tokens[: kinds.index(joint)], tokens[kinds.index(joint) + 1 :]
    said = {kind for kind, _ in first}
    if "year" not in said:
        lent = {"year"} if said & {"month", "season"} else {"year", "month"}
        first = [*first, *(token for token in last if token[0] in lent)]
    begins, ends = _point(first, calendar), _point(last, calendar)
    if list(last) == [_NOW] and joint in {"to", "until"}:
        ends = ("..",)
    return (begins[0], ends[0]) if len(begins) == len(ends) == 1 else None


def _point(tokens: Sequence[_Token], calendar: Calendar) -> tuple[str, ...]:
    """Read one date; two where a winter's year may be that in which it ends; () if it is none."""
    given: dict[str, list[str]] = {}
    for kind, value in tokens:
        given.setdefault(kind, []).append(value)
    if given.keys() - {"year", "month", "day", "season", "weekday", "mark", "from"}:
        return ()
    years, seasons, months, days, weekdays = (
        given.get(kind, []) for kind in ("year", "season", "month", "day", "weekday")
    )
    winter = seasons == [_WINTER]
    over_two = winter and [int(year) - int(years[0]) for year in years] == [0, 1]
    if not (
        (len(years) == 1 or over_two)
        and len(seasons) + len(months) <= 1
        and len(weekdays) <= len(days) <= len(months)
    ):
        return ()
    if weekdays and calendar is Calendar.GREGORIAN:  # a sighted moon's differs from the table's
        day = gregorian.to_day(*map(int, (*years, *months, *days)))
        if day is None or str(day.weekday()) != weekdays[0]:
            return ()
    marks = "".join(sorted(set(given.get("mark", []))))
    mark = "%" if len(marks) > 1 else marks
    date = "-".join((years[0], *seasons, *months, *days)) + mark
    if winter and not over_two:
        return date, f"{int(years[0]) - 1:04}-{_WINTER}{mark}"
    return (date,)
