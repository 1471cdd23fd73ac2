"""What a text that is not of the grammar was meant to say, and what to write instead.

Called only for texts that have failed. A suggestion is made only where one reading, and no other,
is a date: `9/12/2017` may be the ninth or the twelfth, so it gets none, and its fault carries both.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from timeline.dates import gregorian, hijri
from timeline.dates.digits import to_latin
from timeline.dates.fault import Fault, FaultKind
from timeline.dates.span import Calendar, Span
from timeline.dates.wording import date_in_words, has_words

Read: TypeAlias = Callable[[str, Calendar], Span | Fault | None]

_LONGEST: Final = 500  # What a person types for a date; beyond it there is nothing to guess.

# What keyboards, word processors and copying put in the place of EDTF's own characters.
_LOOK_ALIKES: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("⁄∕／", "/"),
        **dict.fromkeys("˜∼～", "~"),
        **dict.fromkeys("\"'«»“”‘’`", None),
        **dict.fromkeys("\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e", None),
        **dict.fromkeys("\u2066\u2067\u2068\u2069\ufeff", None),
        "؟": "?",
        "٪": "%",
        "،": ",",
        "…": "..",
    }
)
_SAYING_NOTHING: Final = frozenset(
    {"..", "/", "../", "/..", "../..", "[]", "[..]", "XXXX", "XXXX-XX", "XXXX-XX-XX"}
)
_CLOCK: Final = re.compile(
    r"(?:(?<=[0-9X])T[0-9]{2}(?::?[0-9]{2})*|(?:^|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_YEAR_LAST: Final = re.compile(r"(?:([0-9]{1,2})([/.-]))?([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})(?:[/.]([0-9]{1,2}))?")
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}")
_UNPADDED: Final = re.compile(r"([0-9]{3,4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?([?~%]?)")
_BASIC: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_LONG_YEAR: Final = re.compile(r"(?:-[0-9]{4,}|[0-9]{5,})(?:-[0-9]{2}){0,2}[?~%]?")
_DIGITS: Final = re.compile(r"[0-9X]{4}(?:-[0-9X]{2}){0,2}")
_QUALIFIED: Final = re.compile(r"[0-9X?~%-]+")
_FAR_OR_COARSE: Final = re.compile(r"Y?-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?")
_SEPARATOR: Final = re.compile(r"(\.\.|[/,\[\]])")


@dataclass(frozen=True, slots=True)
class _Guess:
    """A kind of fault, and what the author may have meant by it."""

    kind: FaultKind
    readings: tuple[str, ...] = ()


def explain(text: str, calendar: Calendar, read: Read) -> Fault:
    """Say what is wrong with a trimmed text for which `read`, the grammar, has no answer."""
    if not text:
        return Fault(FaultKind.EMPTY, text, calendar=calendar)
    if len(text) > _LONGEST:
        return Fault(FaultKind.NOT_EDTF, text, calendar=calendar)
    latin = to_latin(text)
    if latin != text:
        return _respelt(text, latin, FaultKind.ARABIC_DIGITS, calendar, read)
    plain = text.translate(_LOOK_ALIKES).strip()
    if plain != text:
        return _respelt(text, plain, FaultKind.NOT_EDTF, calendar, read)
    return (
        _guessed(text, calendar, read)
        or _by_parts(text, calendar, read)
        or Fault(FaultKind.NOT_EDTF, text, calendar=calendar)
    )


def out_of_range(text: str, calendar: Calendar) -> Fault:
    """Say that a year is none of those that the calendar holds."""
    if calendar is Calendar.HIJRI:
        years = {"first_year": hijri.FIRST_YEAR, "last_year": hijri.LAST_YEAR}
        return Fault(FaultKind.OUTSIDE_HIJRI_TABLE, text, None, years, calendar)
    years = {"first_year": gregorian.FIRST_YEAR, "last_year": gregorian.LAST_YEAR}
    return Fault(FaultKind.YEAR_OUT_OF_RANGE, text, None, years, calendar)


def _respelt(text: str, other: str, kind: FaultKind, calendar: Calendar, read: Read) -> Fault:
    """Blame the spelling if the text reads once it is spelt right, else whatever is still wrong."""
    found = read(other, calendar) or explain(other, calendar, read)
    if isinstance(found, Span):
        return Fault(kind, text, found.edtf, calendar=calendar)
    return found


def _guessed(text: str, calendar: Calendar, read: Read) -> Fault | None:
    if _LONG_YEAR.fullmatch(text) and not _BASIC.fullmatch(text):
        return out_of_range(text, calendar)
    return _first_guess(_SIGNS, text, calendar, read) or (
        _worded(text, calendar, read)
        if has_words(text)
        else _first_guess(_NUMBERS, text, calendar, read)
    )


def _first_guess(
    guesses: Iterable[Callable[[str], _Guess | None]],
    text: str,
    calendar: Calendar,
    read: Read,
) -> Fault | None:
    for guess_at in guesses:
        guess = guess_at(text)
        if guess is None:
            continue
        # In the order of the readings, each once.
        dates = [
            reading
            for reading in dict.fromkeys(guess.readings)
            if isinstance(read(reading, calendar), Span)
        ]
        if guess.kind is FaultKind.NOT_EDTF and not dates:
            continue
        if len(dates) == 1:
            return Fault(guess.kind, text, dates[0], calendar=calendar)
        facts = dict(zip(("day_first", "month_first"), dates, strict=False))
        return Fault(guess.kind, text, None, facts, calendar)
    return None


def _by_parts(text: str, calendar: Calendar, read: Read) -> Fault | None:
    """Find the first faulty part of an interval or a set, and mend all that can be mended."""
    parts = _SEPARATOR.split(text)
    if len(parts) == 1:
        return None
    faults = []
    for place, part in enumerate(parts):
        if not part or _SEPARATOR.fullmatch(part):
            continue
        found = read(part, calendar) or explain(part, calendar, read)
        if isinstance(found, Fault):
            faults.append(found)
            parts[place] = found.suggestion or part
    if not faults:
        return None
    first, mended = faults[0], "".join(parts)
    return replace(
        first,
        suggestion=mended if isinstance(read(mended, calendar), Span) else None,
        facts={**first.facts, "part": first.text},
    )


def _nothing(text: str) -> _Guess | None:
    return _Guess(FaultKind.SAYS_NOTHING) if text in _SAYING_NOTHING else None


def _clock_time(text: str) -> _Guess | None:
    dates = _CLOCK.sub("", text)
    return _Guess(FaultKind.CLOCK_TIME, (dates,)) if dates != text else None


def _older_edtf(text: str) -> _Guess | None:
    """Read the spellings of EDTF before 2019, and small letters."""
    now = text.replace("unknown", "").replace("open", "..")
    return _Guess(FaultKind.NOT_EDTF, (re.sub(r"[ux*]", "X", now),))


def _worded(text: str, calendar: Calendar, read: Read) -> Fault:
    """Suggest what the words say, if it is one date and all of it; else tell what it may be."""
    dates, whole = _dates_in_words(text, calendar, read)
    suggestion, facts = None, {}
    if len(dates) > 1:
        between = dates[0].startswith("[")
        names = ("within", "throughout") if between else ("winter_begins", "winter_ends")
        facts = dict(zip(names, dates, strict=True))
    elif dates and whole:
        suggestion = dates[0]
    elif dates:
        facts = {"nearest": dates[0]}
    else:
        other = Calendar.HIJRI if calendar is Calendar.GREGORIAN else Calendar.GREGORIAN
        theirs, _ = _dates_in_words(text, other, read)
        if len(theirs) == 1 and (other is Calendar.HIJRI or _year(theirs[0]) > hijri.LAST_YEAR):
            facts = {"other_calendar": theirs[0]}
    return Fault(FaultKind.DATE_TEXT, text, suggestion, facts, calendar)


def _dates_in_words(text: str, calendar: Calendar, read: Read) -> tuple[tuple[str, ...], bool]:
    """Give the readings of the words, if all are dates, and whether they say all of the words."""
    said = date_in_words(text, calendar)
    if said is None or not all(isinstance(read(date, calendar), Span) for date in said.readings):
        return (), False
    return said.readings, said.whole


def _year(edtf: str) -> int:
    """Give the first year that is named."""
    return int(re.findall("[0-9]{4}", edtf)[0])


def _slashed(text: str) -> _Guess | None:
    """Read day, month and year in the orders that people write them.

    Both orders of day and month are readings; only one may turn out to be a date.
    """
    closed = re.sub(r"\s*([/.-])\s*", r"\1", text)
    if match := _YEAR_LAST.fullmatch(closed):
        day, _, month, year = match.groups()
        if day is None:
            return _Guess(FaultKind.SLASHED_DATE, (f"{year}-{month:0>2}",))
        readings = (f"{year}-{month:0>2}-{day:0>2}", f"{year}-{day:0>2}-{month:0>2}")
        return _Guess(FaultKind.SLASHED_DATE, readings)
    if match := _YEAR_FIRST.fullmatch(closed):
        return _Guess(FaultKind.SLASHED_DATE, (_padded(*match.groups()),))
    return _Guess(FaultKind.SLASHED_DATE) if _SHORT_YEAR.fullmatch(closed) else None


def _unpadded(text: str) -> _Guess | None:
    match = _UNPADDED.fullmatch(text)
    if match is None:
        return None
    *numbers, qualifier = match.groups()
    return _Guess(FaultKind.UNPADDED, (_padded(*numbers) + qualifier,))


def _undivided(text: str) -> _Guess | None:
    match = _BASIC.fullmatch(text)
    return _Guess(FaultKind.NOT_EDTF, (_padded(*match.groups()),)) if match else None


def _spaced_or_dashed(text: str) -> _Guess | None:
    """Read an interval that is written with a dash, and anything with spaces in it."""
    dashed = re.sub(r"\s-\s|(?<=\b[0-9]{4})-(?=[0-9]{4}\b)", "/", text)
    return _Guess(FaultKind.NOT_EDTF, tuple("".join(way.split()) for way in (text, dashed)))


def _level_two(text: str) -> _Guess | None:
    if _QUALIFIED.fullmatch(text):
        date = re.sub(r"[?~%]", "", text)
        if not _DIGITS.fullmatch(date):
            return None
        marks = set(text) & set("?~%")
        qualifier = marks.pop() if len(marks) == 1 else "%" * bool(marks)
        return _Guess(FaultKind.LEVEL_TWO, (date + qualifier,))
    beyond = text[0] + text[-1] == "{}" or _FAR_OR_COARSE.fullmatch(text)
    return _Guess(FaultKind.LEVEL_TWO) if beyond else None


def _padded(year: str, *numbers: str | None) -> str:
    return "-".join((f"{year:0>4}", *(f"{number:0>2}" for number in numbers if number)))


# Guesses at what has signs of EDTF in it, and at what is of numbers alone.
_SIGNS: Final = (_nothing, _clock_time, _older_edtf, _level_two)
_NUMBERS: Final = (_slashed, _unpadded, _undivided, _spaced_or_dashed)
