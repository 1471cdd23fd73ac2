"""D24, D25: dates held against the sources, against one another and against today.

The day is an argument: what depends on it is found only where it is given, and never published.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from timeline.dates import Calendar, Point, Precision, Span
from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.document import Document
from timeline.reading.finding import Finding, Location, Path
from timeline.records.event import Event, Status
from timeline.records.fields import DateBasis
from timeline.rules.rule import Rule, Severity, event

_HONEST: Final = words("A date that is read wrong is worse than a date that is missing.")
_SLIP: Final = words("One of the two days is a slip of the pen.")
_NEAR: Final = timedelta(days=10)  # a source published so soon after a day knows which day it was
_ZONES: Final = timedelta(days=1)  # it may be tomorrow already where the record is written
# Where a year can be one of either calendar: those of the Umm al-Qura table.
_HIJRI_YEARS: Final = range(1343, 1501)
_UNSURE: Final = frozenset({Status.PLANNED, Status.CANCELLED})


class FirstOfMonth(Rule):
    code = "D241"
    name = "first-of-month"
    severity = Severity.HINT
    message = words("«{value}» is the first of a month; perhaps only the month is known.")
    advice = words(
        "Write {month} if the source gives only the month; if it gives the day, say so in date_note."
    )
    reason = words("Where a day is not known, the first is often filled in, and then believed.")
    breaks = event(date='"2019-03-01"')
    keeps = event(date='"2019-03-01"', date_note="اليوم في الفقرة الأولى.")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.valid():
            day = _single_day(record.span)
            if day is None or record.date_note or record.date_basis is not DateBasis.STATED:
                continue
            if record.span.parts[0].day != 1 or _seen_then(content, record, day):  # type: ignore[union-attr]
                continue
            month = record.span.edtf[:7]
            facts = {"value": record.span.edtf, "month": month}
            yield Finding(cls.name, _date_at(document, record), facts)


class FinerThanSource(Rule):
    code = "D242"
    name = "finer-than-source"
    severity = Severity.WARNING
    message = words(
        "The day «{value}» is counted from a source of which no day is known: {published}."
    )
    advice = words("Write the date as coarsely as the source's own, or ~ after it.")
    reason = _HONEST
    breaks = event(
        {"sources/report.yml": 'title: تقرير\npublished: "2019-04"\n'},
        date='"2019-03-25"',
        date_basis="relative",
        date_note="في التقرير «الاثنين الماضي».",
    )
    keeps = event(
        {"sources/report.yml": 'title: تقرير\npublished: "2019-04-01"\n'},
        date='"2019-03-25"',
        date_basis="relative",
        date_note="في التقرير «الاثنين الماضي».",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        coarse = {Precision.MONTH, Precision.SEASON, Precision.YEAR, Precision.DECADE}
        for document, record in content.events.valid():
            if record.date_basis is not DateBasis.RELATIVE or _single_day(record.span) is None:
                continue
            if record.span.uncertain or record.span.approximate:
                continue
            published = _published(content, record)
            if published and all(span.precision in coarse for span in published.values()):
                first = next(iter(published.values()))
                facts = {"value": record.span.edtf, "published": first.edtf}
                related = _where(content, published)
                yield Finding(cls.name, _date_at(document, record), facts, related=related)


class SourcesBeforeEvent(Rule):
    code = "D243"
    name = "sources-before-event"
    severity = Severity.WARNING
    message = words(
        "All sources were published by {published}, and the event did not begin before {earliest}."
    )
    advice = words("Correct the date or the source's published:, or write status: planned.")
    reason = words("Nobody reports what has not happened yet; at most it is announced.")
    breaks = event({"sources/report.yml": 'title: تقرير\npublished: "2018-03-05"\n'})
    keeps = event({"sources/report.yml": 'title: تقرير\npublished: "2019-03-05"\n'})

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.valid():
            earliest = record.span.earliest
            if earliest is None or record.status in _UNSURE:
                continue
            published = _published(content, record)
            if len(published) < len({cited.source for cited in record.sources}):
                continue  # of one of them it is not known
            if any(span.approximate or span.uncertain for span in published.values()):
                continue
            days = [span.latest for span in published.values() if span.latest is not None]
            if len(days) == len(published) and max(days) + _ZONES < earliest:
                facts = {"published": max(days).isoformat(), "earliest": earliest.isoformat()}
                related = _where(content, published)
                yield Finding(cls.name, _date_at(document, record), facts, related=related)


class HijriYear(Rule):
    code = "D244"
    name = "hijri-year"
    severity = Severity.HINT
    message = words(
        "«{value}» lies in the fourteenth or fifteenth century; perhaps it is a Hijri date."
    )
    advice = words("Write a Hijri date as date_hijri: in place of date:.")
    reason = words("Read as Gregorian, the event would stand six hundred years too early.")
    breaks = event(date='"1440-07"')
    keeps = event(date="", date_hijri='"1440-07"')
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        span = record.span
        if span.calendar is Calendar.HIJRI or record.date_note or record.hijri_stated:
            return
        if any(day.year in _HIJRI_YEARS for day in _ends(span)):
            suggestion = f'date_hijri: "{span.edtf}"'
            at = document.at("date")
            yield Finding(cls.name, at, {"value": span.edtf}, suggestion)


class CorrectedBeforeAdded(Rule):
    code = "D245"
    name = "corrected-before-added"
    severity = Severity.WARNING
    message = words("The correction is of {value}, and the record was added on {added}.")
    advice = words("Correct one of the two days.")
    reason = _SLIP
    breaks = event(
        added='"2020-05-01"', corrections='[{date: "2019-05-02", what: الاسم, why: خطأ مطبعي}]'
    )
    keeps = event(
        added='"2020-05-01"', corrections='[{date: "2020-05-02", what: الاسم, why: خطأ مطبعي}]'
    )
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        for index, correction in enumerate(record.corrections):
            if record.added and correction.date < record.added:
                at = document.at("corrections", index, "date")
                facts = {
                    "value": correction.date.isoformat(),
                    "added": record.added.isoformat(),
                }
                yield Finding(cls.name, at, facts)


class FutureEvent(Rule):
    code = "D251"
    name = "future-event"
    message = words("The event lies in the future ({value}), and its status is «{status}».")
    advice = words("Correct the date, or write status: planned.")
    reason = words("What has not happened yet can only be planned.")
    breaks = event(date='"2091-03"')
    keeps = event(date='"2091-03"', status="planned")

    @classmethod
    def check_on(cls, content: Content, today: date) -> Iterator[Finding]:
        for document, record in content.events.valid():
            earliest = record.span.earliest
            if record.status in _UNSURE or earliest is None or earliest <= today + _ZONES:
                continue
            facts = {"value": record.span.edtf, "status": record.status}
            yield Finding(cls.name, _date_at(document, record), facts)


class PlannedPast(Rule):
    code = "D252"
    name = "planned-past"
    severity = Severity.HINT
    message = words("The event is planned, and its last day {value} has passed.")
    advice = words(
        "Did it happen? Then write status: reported and its date, with a source; or cancelled."
    )
    reason = words("A plan that stands there as one after its day tells readers nothing.")
    breaks = event(date='"2019-03"', status="planned")
    keeps = event(date='"2019-03"', status="planned", added='"2020-05-01"')

    @classmethod
    def check_on(cls, content: Content, today: date) -> Iterator[Finding]:
        """A record that was worked on after that day holds all that its editor knew of it."""
        for document, record in content.events.valid():
            latest = record.span.latest
            if record.status is not Status.PLANNED or latest is None or latest >= today - _ZONES:
                continue
            if all(day <= latest for day in record.days_mentioned):
                facts = {"value": latest.isoformat()}
                yield Finding(cls.name, _date_at(document, record), facts)


class DayToCome(Rule):
    code = "D253"
    name = "day-to-come"
    severity = Severity.WARNING
    message = words("The day {value} is still to come.")
    advice = words("Correct the day; look at the year first.")
    reason = words("Nobody has published, looked at or written a thing on a day to come.")
    breaks = event(added='"2091-03-05"')
    keeps = event(added='"2019-03-05"')

    @classmethod
    def check_on(cls, content: Content, today: date) -> Iterator[Finding]:
        days: list[tuple[Document, Path, date | None]] = []
        for document, record in content.events.valid():
            days.append((document, ("added",), record.added))
            days += [
                (document, ("corrections", index, "date"), correction.date)
                for index, correction in enumerate(record.corrections)
            ]
        for document, source in content.sources.valid():
            published = source.published.earliest if source.published else None
            days.append((document, ("accessed",), source.accessed))
            days.append((document, ("published",), published))
        for document, path, day in days:
            if day and day > today + _ZONES:
                yield Finding(cls.name, document.at(*path), {"value": day.isoformat()})


def _single_day(span: Span) -> date | None:
    """The one day that a date names; None for a month, a period or one of several."""
    part = span.parts[0]
    single = len(span.parts) == 1 and isinstance(part, Point)
    return span.earliest if single and span.precision is Precision.DAY else None


def _ends(span: Span) -> tuple[date, ...]:
    return tuple(day for day in (span.earliest, span.latest) if day is not None)


def _date_at(document: Document, record: Event) -> Location:
    return document.at("date" if record.date else "date_hijri")


def _published(content: Content, record: Event) -> dict[str, Span]:
    """When each source that an event rests on was published, by its id, where that is known."""
    found: dict[str, Span] = {}
    for cited in record.sources:
        source = content.sources.records.get(cited.source)
        if source is not None and source.published is not None:
            found[source.id] = source.published
    return found


def _where(content: Content, source_ids: Iterable[str]) -> tuple[Location, ...]:
    return tuple(content.sources.document(source_id).at("published") for source_id in source_ids)


def _seen_then(content: Content, record: Event, day: date) -> bool:
    """Whether a source was published so soon after that it knows the day."""
    return any(
        span.earliest is not None
        and day <= span.earliest <= day + _NEAR
        and span.precision is Precision.DAY
        for span in _published(content, record).values()
    )


RULES: Final = (
    FirstOfMonth,
    FinerThanSource,
    SourcesBeforeEvent,
    HijriYear,
    CorrectedBeforeAdded,
    FutureEvent,
    PlannedPast,
    DayToCome,
)
