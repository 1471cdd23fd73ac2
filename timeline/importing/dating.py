"""The cells of a date → a date as records have it, or notes of why there is none.

Nothing is guessed in silence: a text that is no EDTF is read only where it can mean one date and no
other, and that is told. A month stays a month and a year a year.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from timeline.dates import (
    Calendar,
    Fault,
    FaultKind,
    Form,
    Span,
    gregorian_phrase,
    hijri_phrase,
    parse,
    to_latin,
)
from timeline.dates.folding import folded
from timeline.importing.notes import Kind
from timeline.importing.sheet import Cell
from timeline.importing.taking import Cells
from timeline.reading.finding import Finding
from timeline.reading.validation import faults
from timeline.records.event import Event

# What is wrong with these is the spelling, and what is suggested says the same date. Of others, such
# as a day that there is none of, the suggestion says something else.
_SPELLING: Final = frozenset(
    {
        FaultKind.NOT_EDTF,
        FaultKind.ARABIC_DIGITS,
        FaultKind.UNPADDED,
        FaultKind.SLASHED_DATE,
        FaultKind.DATE_TEXT,
        FaultKind.CLOCK_TIME,
    }
)
_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_SERIALS: Final = range(10_000, 74_000)  # 1927 to 2102
_SERIAL_START: Final = date(
    1899, 12, 30
)  # day 0 of spreadsheets, for every day after February 1900
_HIJRI_YEARS: Final = range(1343, 1501)  # of the Umm al-Qura table


class DayOrder(StrEnum):
    """What the first number is in «9/12/2017»."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Dated:
    """The fields of a date, as a record has them, and the span that it is."""

    fields: dict[str, str]
    span: Span | None = None


def date_event(cells: Cells, order: DayOrder | None) -> Dated:
    """Take every cell that has to do with the event's date."""
    start, end = _start(cells, order), _end(cells, order)
    fields: dict[str, str] = {}
    stated = _hijri(cells, "hijri_stated")
    hijri = _hijri(cells, "date_hijri")
    span = _joined(cells, start, end)
    if span is not None and span.calendar is Calendar.HIJRI:
        fields["date_hijri"] = span.edtf
    elif span is not None:
        fields["date"] = span.edtf
    if hijri is not None:
        cell, found = hijri
        if span is None:
            span = found
            fields["date_hijri"] = found.edtf
        elif stated is None:  # the source's other date: records have a place for it
            stated = hijri
        else:
            cells.lose(cell, Kind.SECOND)
    if stated is not None:
        fields["hijri_stated"] = stated[1].edtf
    for field in ("time", "end_time"):
        for cell in cells.take(field):
            cells.lose(cell, Kind.TIME)
    if note := _note(cells, span):
        fields["date_note"] = note
    return Dated(fields, span)


def read_date(cells: Cells, cell: Cell, order: DayOrder | None) -> Span | None:
    """Read one cell as a date; what it was taken for, or why it was not, is told."""
    text = to_latin(cell.value.strip())
    if (serial := _SERIAL.fullmatch(text)) and int(serial[1]) in _SERIALS:
        day = _SERIAL_START + timedelta(days=int(serial[1]))
        cells.lose(cell, Kind.SERIAL, str(day), day=str(day))
        return None
    found = parse(cell.value)
    if isinstance(found, Span):
        return _told(cells, cell, found)
    if "other_calendar" in found.facts:  # «17 رجب 1440»: words that Hijri alone has
        other = parse(cell.value, Calendar.HIJRI)
        found = other if isinstance(other, Fault) else found
    return _mended(cells, cell, found, order)


def _mended(cells: Cells, cell: Cell, fault: Fault, order: DayOrder | None) -> Span | None:
    suggestion = fault.suggestion if fault.kind in _SPELLING else None
    if {"day_first", "month_first"} <= fault.facts.keys():
        readings = {name: str(fault.facts[name]) for name in ("day_first", "month_first")}
        if order is None:
            cells.lose(cell, Kind.EITHER_DAY, **readings)
            return None
        suggestion = readings[f"{order}_first"]
    span = parse(suggestion, fault.calendar) if suggestion else None
    if isinstance(span, Span):
        if fault.kind is FaultKind.CLOCK_TIME:
            cells.lose(cell, Kind.TIME, span.edtf)
        return _told(cells, cell, span)
    name = "date" if fault.calendar is Calendar.GREGORIAN else "date_hijri"
    cells.broken(cell, _finding(name, cell.value))
    return None


def _finding(name: str, value: str) -> Finding:
    return faults(Event, name, value)[0]


def _told(cells: Cells, cell: Cell, span: Span) -> Span:
    if span.edtf != cell.value.strip():
        cells.tell(cell, Kind.READ_AS, result=span.edtf)
    year = span.earliest.year if span.earliest else 0
    if span.calendar is Calendar.GREGORIAN and year in _HIJRI_YEARS:
        cells.tell(cell, Kind.GREGORIAN, name=cell.name)
    return span


def _hijri(cells: Cells, field: str) -> tuple[Cell, Span] | None:
    cell = cells.one(field)
    if cell is None:
        return None
    found = parse(cell.value, Calendar.HIJRI)
    span = found if isinstance(found, Span) else _mended(cells, cell, found, None)
    if isinstance(found, Span):
        _told(cells, cell, found)
    return None if span is None else (cell, span)


def _start(cells: Cells, order: DayOrder | None) -> tuple[Cell, Span] | None:
    cell = cells.one("date")
    whole = read_date(cells, cell, order) if cell else None
    parts = _parts(cells, "")
    if cell is None or whole is None:
        return parts
    if parts is not None and parts[1] != whole:
        cells.lose(parts[0], Kind.SECOND)
    return cell, whole


def _end(cells: Cells, order: DayOrder | None) -> tuple[Cell, Span] | None:
    cell = cells.one("end")
    whole = read_date(cells, cell, order) if cell else None
    parts = _parts(cells, "end_")
    if cell is None or whole is None:
        return parts
    if parts is not None and parts[1] != whole:
        cells.lose(parts[0], Kind.SECOND)
    return cell, whole


def _parts(cells: Cells, prefix: str) -> tuple[Cell, Span] | None:
    """Put a date together from its year, month and day; a part that is missing stays so."""
    year, month, day = (cells.one(f"{prefix}{part}") for part in ("year", "month", "day"))
    if year is None or (month is None and day is not None):
        for stray in (day,) if year is not None else (month, day):
            if stray is not None:
                cells.lose(stray, Kind.DATE_PART)
        day = None
    given = [cell for cell in (year, month, day) if cell is not None]
    if year is None:
        return None
    if re.fullmatch(r"-[0-9]+", year.value.strip()):
        for cell in given:
            cells.lose(cell, Kind.BEFORE_YEAR_ONE)
        return None
    spans = {used: _of_cells(given[:used]) for used in range(len(given), 0, -1)}
    used, span = next(((used, span) for used, span in spans.items() if span), (0, None))
    for cell in given[used:]:
        cells.lose(cell, Kind.DATE_PART)
    return None if span is None else _whole(cells, given[:used], span)


def _of_cells(cells: list[Cell]) -> Span | None:
    """Read year, month and day, of which the month may be a name."""
    numbers = [to_latin(cell.value.strip()).replace(",", "") for cell in cells]
    year, *others = numbers
    found = parse("-".join((year.zfill(4), *(number.zfill(2) for number in others))))
    if isinstance(found, Fault):
        named = parse(" ".join(reversed(numbers)))
        if isinstance(named, Fault) and named.kind is FaultKind.DATE_TEXT:
            found = parse(named.suggestion or "")
    single = isinstance(found, Span) and found.form is Form.SINGLE
    return found if isinstance(found, Span) and single else None


def _whole(cells: Cells, parts: list[Cell], span: Span) -> tuple[Cell, Span]:
    joined = Cell(parts[0].name, parts[0].field, " ".join(c.value for c in parts), parts[0].column)
    for cell, number in zip(parts, span.edtf.split("-"), strict=False):
        if cell.value.strip().zfill(len(number)) != number:
            cells.tell(cell, Kind.READ_AS, result=span.edtf)
    return joined, span


def _joined(
    cells: Cells, start: tuple[Cell, Span] | None, end: tuple[Cell, Span] | None
) -> Span | None:
    """Make the period from start to end; of an end that does not go with the start, tell."""
    if end is None:
        return start[1] if start else None
    if start is None:
        cells.lose(end[0], Kind.END_WITHOUT)
        return None
    if start[1] == end[1]:
        return start[1]
    both = {start[1].form, end[1].form} == {Form.SINGLE}
    if both and start[1].calendar is end[1].calendar:
        whole = parse(f"{start[1].edtf}/{end[1].edtf}", start[1].calendar)
        if isinstance(whole, Span):
            return whole
    cells.lose(end[0], Kind.END_WITHOUT)
    return start[1]


def _note(cells: Cells, span: Span | None) -> str | None:
    """Take the note of the date; what was shown in its place is one where it says more."""
    note = cells.fitting("date_note", Event, "date_note")
    for cell in cells.take("display_date"):
        shown = " ".join(cell.value.split())
        if span is not None and _same(shown, span):
            cells.tell(cell, Kind.SAYS_SAME)
        elif note is None:
            note = cells.fits(cell, shown, Event, "date_note")
            if note is not None:
                cells.tell(cell, Kind.DISPLAY)
        else:
            cells.lose(cell, Kind.SECOND)
    return note


def _same(shown: str, span: Span) -> bool:
    read = parse(shown)
    if isinstance(read, Fault) and read.kind in _SPELLING and read.suggestion:
        read = parse(read.suggestion)
    phrases = {folded(phrase) for phrase in (gregorian_phrase(span), hijri_phrase(span)) if phrase}
    return read == span or folded(shown) in phrases
