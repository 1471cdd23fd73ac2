"""D2: dates as they are written. The faults themselves are found by `timeline.dates`."""

import re
from collections.abc import Iterator
from typing import Final

from timeline.dates import Calendar, Form, Span, to_latin
from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.document import Document
from timeline.reading.edit import Mend
from timeline.reading.finding import Finding
from timeline.records.event import Event
from timeline.records.fields import DateBasis
from timeline.rules.mending import replaced, value
from timeline.rules.rule import Rule, Severity, event

_FORMS: Final = words(
    "Write 2017-12-09 for a day, 2017-12 for a month, 2017 for a year, a/b for a period, "
    "[a..b] for one day between two, and ~ or ? after what is approximate or uncertain."
)
_HONEST: Final = words("A date that is read wrong is worse than a date that is missing.")
_MIDNIGHT: Final = re.compile(r"(?<=[0-9])T00(?::?00){0,2}(?:\.0+)?Z?(?![0-9:+-])")
_WITHIN: Final = re.compile(r"[?~%][0-9-]")
_TWO_YEARS: Final = re.compile(r"\s*[0-9]{4}\s*[?~%]?\s*[‐‑‒–—―−-]\s*[0-9]{2,4}\s*[?~%]?\s*")
_HOUR: Final = re.compile(r"[0-9][T ]?[0-9]{1,2}:|:[0-9]{2}")


def _as_suggested(finding: Finding, text: str) -> tuple[Mend, ...]:
    """Write what `timeline.dates` suggests: it does so only where a text can mean one date alone.

    Of a period one end may be misspelt and the other be more than that, an hour or a mark within a
    date: what would get lost is left to a person.
    """
    typed = value(finding, text)
    new = finding.suggestion
    if typed is None or new is None or _HOUR.search(typed) or _WITHIN.search(typed):
        return ()
    latin = to_latin(typed).replace("؟", "?").replace("٪", "%")
    if _TWO_YEARS.fullmatch(latin) and "/" in new:
        return ()  # «2019–2020»: a period, or one date somewhere in it, or two that are not sure
    if sorted(re.findall("[?~%]", latin)) != sorted(re.findall("[?~%]", new)):
        return ()
    return replaced(finding, text, new)


class DateNotEdtf(Rule):
    code = "D201"
    name = "not-edtf"
    message = words("«{value}» is not a date as dates are written here.")
    advice = _FORMS
    reason = _HONEST
    breaks = event(date='"2019-3rd"')

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        return _as_suggested(finding, text)


class ImpossibleDay(Rule):
    code = "D203"
    name = "impossible-day"
    message = words("There is no such day: {value}. Its month has {days} days.")
    advice = words("Correct the day, or leave it out if the source gives only the month.")
    reason = _HONEST
    breaks = event(date='"2023-02-30"')
    keeps = event(date='"2023-02-28"')


class ImpossibleMonth(Rule):
    code = "D204"
    name = "impossible-month"
    message = words("There is no such month: {value}.")
    advice = words("Months are 01 to 12, and stand before the day: 2017-12-09.")
    reason = _HONEST
    breaks = event(date='"2023-13"')


class YearOutOfRange(Rule):
    code = "D205"
    name = "year-out-of-range"
    message = words("The year in «{value}» is not between 0001 and 9999.")
    advice = words("Write the year with four digits.")
    reason = _HONEST
    breaks = event(date='"0000"')


class ClockTime(Rule):
    code = "D206"
    name = "clock-time"
    message = words("«{value}» has a clock time; a date ends with its day.")
    advice = words("Leave the time out; the summary can say it.")
    reason = words("Events are ordered by days; hours depend on a time zone that sources omit.")
    breaks = event(date='"2023-02-03T10:30"')

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Take out a midnight that a program wrote; another hour is for the summary to say."""
        typed = value(finding, text)
        midnight = typed and _MIDNIGHT.sub("", typed)
        if midnight != finding.suggestion:
            return ()
        return replaced(finding, text, midnight)


class SlashedDate(Rule):
    code = "D207"
    name = "slashed-date"
    message = words("«{value}» is not in the order year, month, day.")
    advice = words(
        "Write year, month, day with hyphens, as in 2017-12-31; here the day may be the first or the second number."
    )
    reason = words("9/12 is December in one country and September in another.")
    breaks = event(date='"09-12-2017"')

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        return _as_suggested(finding, text)


class ArabicDigits(Rule):
    code = "D208"
    name = "arabic-digits"
    message = words("«{value}» is written with digits other than 0 to 9.")
    advice = words("Write the digits 0 to 9 in the record.")
    reason = words("One way of writing keeps records comparable.")
    breaks = event(date='"٢٠١٧-١٢"')

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        return _as_suggested(finding, text)


class ReversedInterval(Rule):
    code = "D209"
    name = "reversed-interval"
    message = words("The period «{value}» ends before it begins.")
    advice = words("Write the earlier date first, also where the text runs right to left.")
    reason = _HONEST
    breaks = event(date='"2019-05/2019-03"')
    keeps = event(date='"2019-03/2019-05"')


class LevelTwo(Rule):
    code = "D210"
    name = "level-two"
    message = words("«{value}» is a form of EDTF that is not read here.")
    advice = _FORMS
    reason = words("Only forms that can be put into clear words for a reader are read.")
    breaks = event(date='"2004-06-~11"')


class SaysNothing(Rule):
    code = "D211"
    name = "says-nothing"
    message = words("«{value}» leaves both ends open and so says nothing.")
    advice = words("Give at least one end.")
    reason = words("An event that could be at any time has no place in a timeline.")
    breaks = event(date='"../.."')


class Unpadded(Rule):
    code = "D212"
    name = "unpadded"
    message = words("«{value}» lacks a zero: months and days have two digits.")
    advice = words("Write 2017-01-05, not 2017-1-5.")
    reason = words("One way of writing keeps records comparable.")
    breaks = event(date='"2017-1-5"')

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        return _as_suggested(finding, text)


class SeasonOfHijri(Rule):
    code = "D213"
    name = "season-of-hijri"
    message = words("«{value}» is a season, and Hijri years have none that stay in place.")
    advice = words("Give the months, or the season in the Gregorian calendar (date:).")
    reason = words("Hijri months wander through the seasons.")
    breaks = event(date="", date_hijri='"1440-21"')
    keeps = event(date='"2019-21"')


class OutsideHijriTable(Rule):
    code = "D214"
    name = "outside-hijri-table"
    message = words("«{value}» is outside the Umm al-Qura calendar: 1343 to 1500 AH.")
    advice = words("Give the date in the Gregorian calendar (date:).")
    reason = words("Outside the printed calendar a Hijri day would be a guess.")
    breaks = event(date="", date_hijri='"1300-01-01"')
    keeps = event(date="", date_hijri='"1440-07"')


class DateInWords(Rule):
    code = "D215"
    name = "date-text"
    message = words("«{value}» is a date in words.")
    advice = words(
        "Write 2019-03 for a month, 2019-21 (spring) to 2019-24 (winter) for a season, a Hijri date "
        "in date_hijri:, and what no date can say, such as «early», in date_note:."
    )
    reason = words("The site writes the words itself, in both calendars.")
    breaks = event(date="كانون الأول 2017")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Write what says all of the words; whether «منذ» still lasts is for a person to know."""
        less = finding.facts.keys() & {"nearest", "other_calendar"}
        suggestion = finding.suggestion or ""
        return () if less or ".." in suggestion else _as_suggested(finding, text)


class TwoDates(Rule):
    code = "D221"
    name = "two-dates"
    message = words("The event has both date: and date_hijri:.")
    advice = words("Keep the one in whose calendar the source dates; the other is computed.")
    reason = words("Two dates could contradict each other; one is the source's.")
    breaks = event(date_hijri='"1440-07"')


class DayNeeded(Rule):
    code = "D222"
    name = "day-needed"
    message = words("«{value}» is not one certain day.")
    advice = words("This field takes a whole day: 2026-11-22.")
    reason = words("The day on which a record was worked on is always known.")
    breaks = event(added='"2026-11"')
    keeps = event(added='"2026-11-22"')


class DateNoteMissing(Rule):
    code = "D231"
    name = "date-note-missing"
    severity = Severity.WARNING
    message = words(
        "The date is not stated by the source, and date_note: does not say how it is known."
    )
    advice = words("Say in a sentence what it was counted or concluded from.")
    reason = words("A reader can only weigh a date whose reckoning is shown.")
    breaks = event(date_basis="relative")
    keeps = event(date_basis="relative", date_note="حُسب من قول المصدر «قبل شهر».")
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        if record.date_basis is not DateBasis.STATED and record.date_note is None:
            yield Finding(cls.name, document.at("date_basis"))


class InferredAsCertain(Rule):
    code = "D234"
    name = "inferred-as-certain"
    severity = Severity.HINT
    message = words("The date is the editor's reading, and «{value}» looks as certain as a source.")
    advice = words("Put ? after it (our reading) or ~ (about then), or give a window: [a..b].")
    reason = words("Lists and exports show the date without its note; the mark goes with it.")
    breaks = event(date_basis="inferred", date_note="من سياق التقرير.")
    keeps = event(date='"2019-03?"', date_basis="inferred", date_note="من سياق التقرير.")
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        span = record.span
        if record.date_basis is not DateBasis.INFERRED or span.form is Form.ONE_OF:
            return
        if not (span.uncertain or span.approximate):
            field = "date" if record.date else "date_hijri"
            yield Finding(cls.name, document.at(field), {"value": span.edtf})


class EraNotPeriod(Rule):
    code = "D232"
    name = "era-not-period"
    message = words("The era's date «{value}» is not a period.")
    advice = words("Write a period: 2014-06/2017-12, or 2022/.. while it lasts.")
    reason = words("An era is a band behind the events; it needs a beginning.")
    breaks = {"vocabularies/eras.yml": 'rise: {name: الصعود, date: "2014"}\n'}
    keeps = {"vocabularies/eras.yml": 'rise: {name: الصعود, date: "2014/2017"}\n'}

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, era in content.eras.valid():
            if not era.date.period or era.date.earliest is None:
                yield Finding(cls.name, document.at("date"), {"value": era.date.edtf})


class HijriDiffers(Rule):
    code = "D233"
    name = "hijri-stated-differs"
    severity = Severity.HINT
    message = words("The Hijri date that the source states, {value}, is not near the event's date.")
    advice = words("Look at the source again; a day's difference is usual, more is not.")
    reason = words("A sighting differs from the calendar by a day; more is a slip of the pen.")
    breaks = event(date='"2019-03-23"', hijri_stated='"1441-07-16"')
    keeps = event(date='"2019-03-23"', hijri_stated='"1440-07-17"')
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        stated = record.hijri_stated
        if stated is None or record.span.calendar is Calendar.HIJRI:
            return
        gaps = (_gap(record.span, stated), _gap(stated, record.span))
        if max(gaps) > _SIGHTING_DAYS:
            yield Finding(cls.name, document.at("hijri_stated"), {"value": stated.edtf})


_SIGHTING_DAYS: Final = 2  # a moon sighted a day apart on either side of the calendar's


def _gap(first: Span, second: Span) -> int:
    """How many days lie from the end of one span to the beginning of another, at least."""
    if first.latest is None or second.earliest is None:
        return 0
    return (second.earliest - first.latest).days


RULES: Final = (
    DateNotEdtf,
    ImpossibleDay,
    ImpossibleMonth,
    YearOutOfRange,
    ClockTime,
    SlashedDate,
    ArabicDigits,
    ReversedInterval,
    LevelTwo,
    SaysNothing,
    Unpadded,
    SeasonOfHijri,
    OutsideHijriTable,
    DateInWords,
    TwoDates,
    DayNeeded,
    DateNoteMissing,
    InferredAsCertain,
    EraNotPeriod,
    HijriDiffers,
)
