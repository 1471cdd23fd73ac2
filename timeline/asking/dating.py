"""Questions about a date: read, said back in both calendars, and agreed to."""

from typing import Final

from timeline.asking.talk import NEEDED, Talk
from timeline.dates import (
    Calendar,
    Fault,
    Span,
    gregorian_phrase,
    hijri_phrase,
    parse,
)
from timeline.messages import words
from timeline.reading.finding import Finding
from timeline.reading.validation import faults
from timeline.records.fields import Record
from timeline.schemas import Told

_HIJRI_YEARS: Final = range(1343, 1501)  # of the Umm al-Qura table
_CALENDARS: Final = {"hijri": words("Hijri"), "gregorian": words("Gregorian")}


def ask_date(
    talk: Talk,
    message: str,
    place: tuple[type[Record], str],
    told: Told,
    *,
    needed: bool,
) -> Span | None:
    """Ask for a date until one is understood and agreed to; None if it is left out."""
    hijri = "date_hijri" in place[0].model_fields
    while True:
        text = talk.question(message, told)
        if not text:
            if not needed:
                return None
            talk.say(NEEDED)
            continue
        span = _understood(talk, text, place, hijri=hijri)
        if span is not None and talk.agreed(
            words("{gregorian} — {hijri}. Is that what you mean? (Enter: yes)"),
            gregorian=gregorian_phrase(span, weekday=True),
            hijri=hijri_phrase(span) or talk.text("outside the Umm al-Qura calendar"),
        ):
            return span


def _understood(
    talk: Talk, text: str, place: tuple[type[Record], str], *, hijri: bool
) -> Span | None:
    found = parse(text)
    other = parse(text, Calendar.HIJRI) if hijri else None
    if isinstance(found, Span):
        year = found.earliest.year if found.earliest else 0
        if year in _HIJRI_YEARS and isinstance(other, Span):
            names = {name: talk.text(said) for name, said in _CALENDARS.items()}
            if talk.one_of(words("In which calendar?"), names) != Calendar.GREGORIAN.value:
                return other
        return found
    if not found.choices and isinstance(other, Fault) and other.choices:
        found = other
    return _meant(talk, text, found, place)


def _meant(talk: Talk, text: str, fault: Fault, place: tuple[type[Record], str]) -> Span | None:
    """Say what is wrong with a date, and offer what it may mean."""
    talk.fault(_finding(text, fault, place))
    spans = [
        span for each in fault.choices if isinstance(span := parse(each, fault.calendar), Span)
    ]
    if len(spans) == 1:
        agreed = talk.agreed(words("Did you mean {value}? (Enter: yes)"), value=spans[0].edtf)
        return spans[0] if agreed else None
    if spans:
        options = {span.edtf: f"{span.edtf} — {gregorian_phrase(span)}" for span in spans}
        chosen = talk.one_of(words("Which of them?"), options)
        return next((span for span in spans if span.edtf == chosen), None)
    return None


def _finding(text: str, fault: Fault, place: tuple[type[Record], str]) -> Finding:
    model, name = place
    if fault.calendar is Calendar.HIJRI and "date_hijri" in model.model_fields:
        name = "date_hijri"
    return faults(model, name, text)[0]
