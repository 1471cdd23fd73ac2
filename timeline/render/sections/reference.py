"""What a contributor looks up: every rule, every field, and how dates are written.

All three come out of what checks the records, so that none can say anything else than the check:
the rule table, the table of fields that the JSON Schemas are made of, and the reader of dates.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final, get_args, get_type_hints

from timeline.dates import Calendar, Fault, Span, gregorian_phrase, hijri_phrase, parse
from timeline.messages import Messages, words
from timeline.reading.characters import inert
from timeline.records.claim import Claim
from timeline.records.event import ActorRef, Correction, Event, PlaceRef, Relation, SourceRef
from timeline.records.fields import Record
from timeline.records.vocabulary import Forms, Metric
from timeline.render.isolates import is_turned
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.rules.rule import SMALLEST, Example, Rule
from timeline.rules.table import BY_NAME, TABLE
from timeline.schemas import FIELDS, KINDS
from timeline.schemas.fragments import meanings
from timeline.schemas.models import required, unwrapped
from timeline.schemas.wording import rule_text, sentence

_FRAME: Final = "contribute-page"
_LINES: Final = 12  # of an example: what is longer is long on purpose
_WIDTH: Final = 90  # characters of a line

# Families of rules, by the letter of their codes and the order of the check.
_FAMILIES: Final = {
    "Y": words("Files and characters"),
    "F": words("Fields"),
    "D": words("Dates"),
    "R": words("References"),
    "O": words("Order"),
    "C": words("Claimed numbers"),
    "T": words("How texts are written"),
    "P": words("Where places lie"),
    "S": words("Sources"),
    "N": words("What may be there twice"),
}
_SEVERITIES: Final = {
    "error": words("An error: nothing is published until it is mended"),
    "warning": words("A warning: it is published, and should be mended"),
    "hint": words("A hint: look again"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of YAML, which runs left to right, and the Arabic that it ends with, if any."""

    start: str
    arabic: str


@dataclass(frozen=True, slots=True)
class _File:
    """A file of an example: its name, its lines, and which of them the rule is about."""

    name: str
    lines: tuple[tuple[_Line, bool], ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Explained:
    """A rule as its page shows it."""

    rule: type[Rule]
    severity: str
    message: str
    advice: str
    reason: str
    mended: bool
    breaks: tuple[_File, ...]
    keeps: tuple[_File, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """A field as its page shows it; `part` is the anchor of the record that it holds."""

    name: str
    about: str
    example: _Line | None
    needed: bool
    values: tuple[tuple[str, str], ...]
    part: str
    part_title: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A record, or a part of one: its fields."""

    anchor: str
    title: str
    file: str
    fields: tuple[_Field, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as it is written and as it is read."""

    text: str
    field: str
    gregorian: str
    hijri: str | None
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class _Refused:
    """A text that is no date: why, and what to write."""

    text: str
    field: str
    code: str
    why: str
    instead: tuple[str, ...]
    advice: str | None


def pages(site: Site) -> Iterator[Page]:
    """The page of rules, of fields and of dates."""
    say = site.say
    families = [
        (f"family-{letter}", say.text(name), [_explained(rule, say) for rule in rules])
        for letter, name in _FAMILIES.items()
        if (rules := [rule for rule in TABLE if rule.code.startswith(letter)])
    ]
    yield site.page(
        _FRAME,
        "contribute/rules/",
        "reference-rules.html",
        say.text("The rules of the records"),
        families=families,
        total=len(TABLE),
    )
    yield site.page(
        _FRAME,
        "contribute/fields/",
        "reference-fields.html",
        say.text("The fields of the records"),
        kinds=tuple(_parts(say)),
    )
    yield site.page(
        _FRAME,
        "contribute/dates/",
        "reference-dates.html",
        say.text("How dates are written"),
        groups=[
            (
                say.text(heading),
                sentence(when, say),
                [_written(text, field) for text, field in texts],
            )
            for heading, when, texts in WRITTEN
        ],
        refused=[_refused(text, field, say) for text, field in REFUSED],
    )


# ------------------------------------------------------------------------------------- rules


def _explained(rule: type[Rule], say: Messages) -> _Explained:
    return _Explained(
        rule=rule,
        severity=say.text(_SEVERITIES[rule.severity]),
        message=rule_text(rule.message, say),
        advice=rule_text(rule.advice, say),
        reason=rule_text(rule.reason, say),
        mended=rule.mend.__func__ is not Rule.mend.__func__,  # type: ignore[attr-defined]
        breaks=tuple(_files(rule.breaks, say)),
        keeps=tuple(_files(rule.keeps, say)),
    )


def _files(example: Example, say: Messages) -> Iterator[_File]:
    for name, content in example.items():
        match content:
            case None:
                yield _File(name, (), say.text("It is not there."))
            case PurePosixPath():
                yield _File(name, (), say.text("A link to {file}", file=content))
            case bytes():
                yield _File(name, tuple((_line(line), False) for line in _lines(repr(content))))
            case _ if name.endswith("/"):
                yield _File(name, (), say.text("A folder"))
            case _:
                # The rule is about what the smallest timeline has not got.
                usual = SMALLEST.get(name)
                known = set(usual.splitlines()) if isinstance(usual, str) else set()
                told = (
                    (_line(line), bool(known) and line not in known) for line in _lines(content)
                )
                yield _File(name, tuple(told))


def _line(text: str) -> _Line:
    """Part a line where its value begins, if the value is Arabic: a date stays as it is typed."""
    key, colon, value = text.rpartition(": ") if text.count(": ") == 1 else ("", "", text)
    return _Line(key + colon, value) if is_turned(value) else _Line(text, "")


def _lines(text: str) -> list[str]:
    # Not `splitlines`: a hidden line break is for the reader to see.
    lines = [_seen(line) for line in text.removesuffix("\n").split("\n")]
    shown = [line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…" for line in lines[:_LINES]]
    return [*shown, "…"] if len(lines) > _LINES else shown


def _seen(line: str) -> str:
    """Write as an escape what a reader could not see: also a mark that Unicode joins to its letter."""
    if not unicodedata.is_normalized("NFC", line):
        line = "".join(f"\\u{ord(c):04x}" if unicodedata.combining(c) else c for c in line)
    return inert(line)


# ------------------------------------------------------------------------------------- fields

# What stands within a record, after the record that it stands in.
_WITHIN: Final[dict[type[Record], tuple[tuple[type[Record], str], ...]]] = {
    Event: (
        (PlaceRef, words("A place of an event")),
        (ActorRef, words("An actor in an event")),
        (Claim, words("A claimed number")),
        (SourceRef, words("A source of an event")),
        (Relation, words("A relation")),
        (Correction, words("A correction")),
    ),
    Metric: ((Forms, words("Forms of a counted noun")),),
}


def _parts(say: Messages) -> Iterator[_Part]:
    for kind in KINDS:
        yield _part(kind.model, kind.name, say.text(kind.title), kind.files, say)
        for model, title in _WITHIN.get(kind.model, ()):
            yield _part(model, _anchor(model), say.text(title), "", say)


def _part(model: type[Record], anchor: str, title: str, file: str, say: Messages) -> _Part:
    hints = get_type_hints(model, include_extras=True)
    needed = required(model)
    inner = {within: say.text(title) for within, title in _WITHIN.get(model, ())}
    return _Part(
        anchor=anchor,
        title=title,
        file=file.replace("**/*", "…"),
        fields=tuple(
            _Field(
                name=name,
                about=sentence(told.about, say),
                example=_line(f"{name}: {told.example}") if told.example else None,
                needed=name in needed,
                values=meanings(kind, say, model),
                part=_anchor(kind) if kind in inner else "",
                part_title=inner.get(kind, ""),
            )
            for name, told in FIELDS[model].items()
            for kind in (_plain(hints[name]),)
        ),
    )


def _plain(kind: Any) -> Any:  # noqa: ANN401 - what stands in an annotation has no type
    """Give the class of a field, or of the items of its list."""
    kind, _ = unwrapped(kind)
    return _plain(get_args(kind)[0]) if get_args(kind) else kind


def _anchor(model: type[Record]) -> str:
    """Name the anchor of a record within another: `PlaceRef` is `place-ref`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()


# ------------------------------------------------------------------------------------- dates

_Texts = tuple[tuple[str, str], ...]


def _of(field: str, *texts: str) -> _Texts:
    return tuple((text, field) for text in texts)


WRITTEN: Final[tuple[tuple[str, str, _Texts], ...]] = (
    (
        words("As much as the source says"),
        words("A day where it gives the day, a month where it gives the month. Never the first of a month in place of a month."),
        _of("date", "2017-12-09", "2017-12", "2017", "2019-21", "2019-24"),
    ),
    (
        words("Where a part is not known"),
        words("X stands for a digit that nobody knows."),
        _of("date", "2017-12-XX", "2017-XX-XX", "201X", "19XX"),
    ),
    (
        words("Where the date is not certain"),
        words("A ? marks our reading, a ~ what is near the date, a % both. They stand after the whole date."),
        _of("date", "2017?", "2017-12~", "2017-12-09?", "2017%", "201X~"),
    ),
    (
        words("What lasted: a period"),
        words("The beginning, a stroke, the end. Two dots where it goes on, nothing where an end is not known."),
        _of("date", "2014-06/2017-12", "2017-07-04/2017-07-10", "2014/2015~", "2017-12~/2018", "2017-12/..", "2017-12/", "/2017-12", "../2017-12-09"),
    ),
    (
        words("What happened once, on one day of several"),
        words("In square brackets: from the first possible day to the last, or each by itself."),
        _of("date", "[2017-12-05..2017-12-09]", "[2017-12-05,2017-12-09]", "[2014..2016]", "[2014,2016..2018]", "[..2017-12-09]", "[2017-12-09..]"),
    ),
    (
        words("Where the source dates in the Hijri calendar"),
        words("The same forms, in the field date_hijri. The site computes the other calendar by itself."),
        _of("date_hijri", "1440-07-16", "1440-07", "1440", "1440-09~", "1440-09/1440-10", "[1440-07-16..1440-07-20]", "144X"),
    ),
)  # fmt: skip
"""What may be written, in groups: a heading, when it is used, and texts with their field."""

REFUSED: Final[_Texts] = (
    *_of(
        "date", "9/12/2017", "09-12-2017", "2017-1-5", "٢٠١٧-١٢", "كانون الأول 2017",
        "ربيع 2019", "نحو آب 2019", "أوائل 2019", "بين آذار ونيسان 2019", "رجب 1440 هـ",
        "2023-02-30", "2017-13", "2017-12-09T10:30", "2014-2017", "2017/2014", "20171209",
        "2004-06-~11", "../..", "0000", "",
    ),
    *_of("date_hijri", "1300-01-01", "1440-21"),
)  # fmt: skip
"""What is met and not read."""


def _written(text: str, field: str) -> _Written:
    span = parse(text, _calendar(field))
    assert isinstance(span, Span)  # tests/render/test_reference.py
    return _Written(
        text=text,
        field=field,
        gregorian=gregorian_phrase(span),
        hijri=hijri_phrase(span),
        earliest=span.earliest.isoformat() if span.earliest else "",
        latest=span.latest.isoformat() if span.latest else "",
    )


def _refused(text: str, field: str, say: Messages) -> _Refused:
    fault = parse(text, _calendar(field))
    assert isinstance(fault, Fault)
    # The page itself says above what brackets and strokes are for.
    told = fault.suggestion or fault.facts.keys() & {"within", "other_calendar"}
    hijri = fault.facts.get("other_calendar")  # all that are refused in date_hijri are numbers
    rule = BY_NAME["empty-text" if fault.kind == "empty" else fault.kind]
    return _Refused(
        text=text,
        field=field,
        code=rule.code,
        why=rule_text(rule.message, say, {**fault.facts, "value": text}),
        instead=(f'date_hijri: "{hijri}"',) if hijri else tuple(f'"{c}"' for c in fault.choices),
        advice=None if told else rule_text(rule.advice, say),
    )


def _calendar(field: str) -> Calendar:
    return Calendar.HIJRI if field == "date_hijri" else Calendar.GREGORIAN
