"""Words as the search index spells them, in texts and in what readers type.

Pagefind compares words letter by letter, and its Arabic stemmer leaves too much apart: hamzas, «لل»,
duals, the two names of a month. So it is given words in a spelling of our own, each told by where
its ء stands (folding leaves none in a word), and stems nothing itself:

- `موصلء`: a stem, without article and endings, and the word with its endings, so that it counts for
  more; letters without ء find what begins with them;
- `ءءصرخء`: a stem without its long vowels, for broken plurals («صاروخ», «صواريخ»);
- `ءسوقمريديء`: a whole name or title;
- `m12z`, `m12y2017z`, `d9m12y2017z`: a month, whichever of its names it bears, alone, of a year, and
  a day of it; `h3z` and so on by the Hijri calendar; `n2017z` a number. With an `o` before it
  (`om12z`) it is an event's own date and none that its text speaks of.

`static/words.js` spells queries the same way; tests/browser/test_search.py compares the two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias
from unicodedata import category, normalize

from timeline.dates import MonthStyle, gregorian_month, hijri, hijri_month
from timeline.dates.digits import to_latin
from timeline.dates.folding import folded

Forms: TypeAlias = tuple[str, ...]

_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
# Letters and marks; what was taken is not given back, so that nothing is tried twice.
_WORD: Final = rf"(?:[^\W\d_¹²³¼½¾]++|[{_MARKS}]++)++"
_PIECE: Final = re.compile(
    r"(?<!\d)(?:(\d{1,2})[/-](\d{1,2})[/-](\d{4})|(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?"
    r"|(\d{1,2})[/-](\d{4}))(?!\d)"
    rf"|\d+(?:[.,٫٬]\d+)*|{_WORD}"
)
# The same without groups, which finds pieces at three times the pace.
_PIECES: Final = re.compile(
    r"(?<!\d)(?:\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}[/-]\d{1,2}(?:[/-]\d{1,2})?"
    r"|\d{1,2}[/-]\d{4})(?!\d)"
    rf"|\d+(?:[.,٫٬]\d+)*|{_WORD}"
)
_OTHER_DIGITS: Final = re.compile("[٠-٩۰-۹]")
_ARTICLE: Final = re.compile("^[وف]?(?:[بك]?ال|لل)(?=.{3})")
_ENDING: Final = re.compile("(?<=...)(?:تهم|تها|ته|يات|تين|تان|ات|ان|ون|ين|يه|ها|هم|وا|ه|ي|ا)$")
_WEAK_PLURAL: Final = re.compile("^(..)ايا$")  # «خلايا», of «خلية»
_GLUED: Final = (re.compile("^[وفبكل](?=.{3})"), re.compile("^[وف][بكل](?=.{3})"))
_LONG_VOWELS: Final = re.compile("(?<=.)[اوي]")
_ARABIC: Final = re.compile("[ا-ي]")
_OF_A_YEAR: Final = frozenset({"عام", "سنه", "لعام", "لسنه", "من"})
_FIRST_YEAR, _LAST_YEAR = 1300, 2199
_LAST_HIJRI_YEAR = 1599
_MONTH_DAYS, _MONTHS = 31, 12
_SHORTEST_ROOT = 3
_MOST: Final = 1 << 18  # words that are remembered; texts of a great many records have fewer


def _months() -> Iterator[tuple[str, str]]:
    for month in range(1, _MONTHS + 1):
        for style in (MonthStyle.IRAQI, MonthStyle.INTERNATIONAL):
            yield gregorian_month(month, style), f"m{month}"
        yield hijri_month(month), f"h{month}"
        yield hijri_month(month, genitive=True), f"h{month}"
    yield from (("يونيه", "m6"), ("يوليه", "m7"), ("ربيع الثاني", "h4"), ("جمادى الأول", "h5"))
    yield from (("جمادى الثانية", "h6"), ("جمادى الثاني", "h6"), ("جمادى الآخر", "h6"))


_MONTH_NAMES: Final = {folded(name): month for name, month in _months()}
_MONTH_STARTS: Final = frozenset(name.split()[0] for name in _MONTH_NAMES)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A word, a number or a date of a text.

    A word's forms are itself without article, its stem, and its stem without long vowels where
    three letters are left; a date's are spelt as the index spells them, the finest first. `text`
    is a word as it was written. A word that stands in many texts is one unit: each is known by
    what it is and not by what it holds.
    """

    forms: Forms
    word: bool
    text: str = ""


# What a piece of a text is that is no unit, or is one only beside its neighbours.
_NOTHING: Final = Unit((), word=False)
_DEPENDS: Final = Unit((), word=False)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    number: int | None = None
    written: str = ""
    unit: Unit | None = None


def units(text: str) -> list[Unit]:
    """A text's words, numbers and dates; single letters are left out."""
    latin = to_latin(text) if _OTHER_DIGITS.search(text) else text  # most texts have none
    found = list(map(_alone, _PIECES.findall(latin)))
    if _DEPENDS in found:
        return _in_context(text)
    return [unit for unit in found if unit is not _NOTHING]


class Spelling:
    """Units as the index spells them.

    `known` says how often each word without its article stands in all texts. Where one is left when
    the letters that are written on to it are taken off, «وبغداد», «لموقع», that one is spelt too;
    and instead, if it is the commoner.
    """

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self._spelt: dict[Unit, Forms] = {}

    def words(self, found: Iterable[Unit]) -> list[str]:
        """The words of these units, in their order."""
        spelt = self._spelt
        words: list[str] = []
        for unit in found:
            forms = spelt.get(unit)
            if forms is None:
                forms = spelt[unit] = tuple(
                    map(_plain, self._forms(unit) if unit.word else unit.forms)
                )
            words += forms
        return words

    def _forms(self, unit: Unit) -> Iterator[str]:
        known, bare = self._known, unit.forms[0]
        words = [bare]
        for rest in unglued(bare):
            if rest in known:
                words = [rest] if known[rest] > known[bare] else [*words, rest]
        for word in words:
            _, stem, *root = _forms(word)
            yield from dict.fromkeys((f"{stem}ء", f"{word}ء"))
            yield from (f"ءء{form}ء" for form in root)


def indexed(texts: Iterable[str], known: Mapping[str, int]) -> list[str]:
    """The texts as the index spells them; `known` as `Spelling` has it."""
    return Spelling(known).words(unit for text in texts for unit in units(text))


def unglued(word: str) -> list[str]:
    """What a word may be without the letters that are written on to it: «ببغداد», «وببغداد»."""
    return [_bare(word[match.end() :]) for glued in _GLUED if (match := glued.match(word))]


def whole(found: Iterable[Unit]) -> str:
    """A name, or a title, as one word of the index."""
    return f"ء{''.join(_plain(unit.forms[0]) for unit in found)}ء"


def written(found: Iterable[Unit]) -> dict[str, Counter[str]]:
    """Every word without its article, and the ways in which it is written there."""
    ways: dict[str, Counter[str]] = {}
    for unit, times in Counter(found).items():
        if unit.word:
            ways.setdefault(unit.forms[0], Counter())[unit.text] += times
    return ways


@lru_cache(maxsize=65536)
def day_words(day: date) -> Forms:
    """A day by both calendars."""
    found = [f"d{day.day}m{day.month}y{day.year}z"]
    if of_hijra := hijri.from_day(day):
        found.append(f"d{of_hijra.day}h{of_hijra.month}y{of_hijra.year}z")
    return tuple(found)


@lru_cache(maxsize=65536)
def month_words(day: date) -> Forms:
    """The months, by both calendars, in which a day lies: of their year, and alone."""
    found = [f"m{day.month}y{day.year}z", f"m{day.month}z"]
    if of_hijra := hijri.from_day(day):
        found += [f"h{of_hijra.month}y{of_hijra.year}z", f"h{of_hijra.month}z"]
    return tuple(found)


@lru_cache(maxsize=65536)
def year_words(day: date) -> Forms:
    """The years of both calendars in which a day lies."""
    found = [f"n{day.year}z"]
    if of_hijra := hijri.from_day(day):
        found.append(f"n{of_hijra.year}z")
    return tuple(found)


@lru_cache(maxsize=_MOST)
def _alone(piece: str) -> Unit:
    """What a piece of a text is, whatever stands beside it; `_DEPENDS` if that cannot be said."""
    if piece[0].isdecimal():
        found = _in_context(piece)
        return found[0] if len(found) == 1 else _DEPENDS
    word = folded(piece)
    if word in _MONTH_STARTS or word[1:] in _MONTH_STARTS:
        return _DEPENDS
    return Unit(_forms(word), word=True, text=piece) if len(word) > 1 else _NOTHING


def _in_context(text: str) -> list[Unit]:
    """The units of a text in which a month may be named, or a date that is none."""
    pieces = list(_pieces(text))
    found: list[Unit] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        month, after = _month(pieces, index)
        if piece.unit:
            found.append(piece.unit)
        elif month:
            day = pieces[index - 1].number if index else None
            if day is not None and 1 <= day <= _MONTH_DAYS:
                found.pop()
            else:
                day = None
            while (repeated := _month(pieces, after))[0] == month:
                after = repeated[1]
            skipped = after + (after < len(pieces) and pieces[after].text in _OF_A_YEAR)
            year = pieces[skipped].number if skipped < len(pieces) else None
            if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR:
                after = skipped + 1
            else:
                year = None
            found.append(Unit(_date(month, year, day if year else None), word=False))
        elif piece.text[0].isdecimal():
            found.append(Unit((f"n{piece.text}z",), word=False))
        elif len(piece.text) > 1:
            found.append(Unit(_forms(piece.text), word=True, text=piece.written))
        index = after
    return found


def _pieces(text: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(to_latin(text)):
        day, month, year, year_first, its_month, its_day, month_first, its_year = match.groups()
        if said_year := year or year_first or its_year:
            number = int(month or its_month or month_first)
            calendar = "h" if int(said_year) <= _LAST_HIJRI_YEAR else "m"
            if 1 <= number <= _MONTHS:
                said_day = day or its_day
                forms = _date(
                    f"{calendar}{number}", int(said_year), int(said_day) if said_day else None
                )
                yield _Piece("", unit=Unit(forms, word=False))
            else:
                for part in re.findall(r"\d+", match[0]):
                    yield _Piece(part, int(part))
        elif match[0][0].isdecimal():
            plain = re.sub("[.٫]", "x", re.sub("[,٬]", "", match[0]))
            # No day or year is longer; of thousands of digits Python makes no number.
            dated = plain.isdecimal() and len(plain) <= len(str(_LAST_YEAR))
            yield _Piece(plain, int(plain) if dated else None)
        elif word := folded(match[0]):
            yield _Piece(word, written=match[0])


def _month(pieces: list[_Piece], index: int) -> tuple[str | None, int]:
    """The month that is named there, if one is, and where what follows begins."""
    texts = [piece.text for piece in pieces[index : index + 2]]
    for length in (2, 1):
        name = " ".join(texts[:length])
        for spelling in (name, name[1:] if re.match("[وفبل].{3}", name) else name):
            if len(texts) >= length and spelling in _MONTH_NAMES:
                return _MONTH_NAMES[spelling], index + length
    return None, index + 1


def _date(month: str, year: int | None, day: int | None) -> Forms:
    if year is None:
        return (f"{month}z",)
    days = (f"d{day}{month}y{year}z",) if day else ()
    return (*days, f"{month}y{year}z", f"n{year}z", f"{month}z")


@lru_cache(maxsize=_MOST)
def _forms(text: str) -> Forms:
    """A folded word's forms, as `Unit` has them."""
    bare = _bare(text)
    stem = bare
    if _ARABIC.match(bare):
        stem = _WEAK_PLURAL.sub(r"\1ي", bare)
        while (shorter := _ENDING.sub("", stem)) != stem:
            stem = shorter
    root = _LONG_VOWELS.sub("", stem)
    return (bare, stem, root) if len(root) >= _SHORTEST_ROOT else (bare, stem)


@lru_cache(maxsize=_MOST)
def _plain(word: str) -> str:
    """A word as Pagefind compares it in the browser: without marks of any script."""
    return "".join(c for c in normalize("NFD", word) if category(c)[0] != "M")


def _bare(word: str) -> str:
    while (shorter := _ARTICLE.sub("", word)) != word:
        word = shorter
    return word
