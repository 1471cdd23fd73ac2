"""Dates as the sources give them: EDTF, the Umm al-Qura calendar and their Arabic phrases.

Pure functions on frozen values: no I/O, no clock, no locale from outside, no records. May import
the standard library, Babel (month and weekday names) and, in `hijri` alone, hijridate.
"""

from timeline.dates.arabic import (
    gregorian_phrase,
    gregorian_years_of_hijri_year,
    hijri_phrase,
    hijri_years_of_gregorian_year,
    takes_preposition,
)
from timeline.dates.digits import to_arabic_indic, to_latin
from timeline.dates.edtf import parse
from timeline.dates.fault import EITHER, Fault, FaultKind
from timeline.dates.hijri import HijriDay
from timeline.dates.names import MonthStyle, gregorian_month, hijri_month, weekday
from timeline.dates.span import Bounds, Calendar, Form, Limit, Point, Precision, Range, Span

__all__ = [
    "EITHER",
    "Bounds",
    "Calendar",
    "Fault",
    "FaultKind",
    "Form",
    "HijriDay",
    "Limit",
    "MonthStyle",
    "Point",
    "Precision",
    "Range",
    "Span",
    "gregorian_month",
    "gregorian_phrase",
    "gregorian_years_of_hijri_year",
    "hijri_month",
    "hijri_phrase",
    "hijri_years_of_gregorian_year",
    "parse",
    "takes_preposition",
    "to_arabic_indic",
    "to_latin",
    "weekday",
]
