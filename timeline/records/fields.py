"""The types of single fields: ids, lines, prose, days, dates, addresses, contacts, amounts.

Each type turns the text that stands in a YAML file into a checked value. What it refuses is a
`PydanticCustomError` whose type is the name of the rule broken (`timeline.rules`) and whose
context holds the facts that the rule's message needs; this package has no message of its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Final, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError

from timeline.dates import Calendar, Fault, FaultKind, Precision, Span, parse

ID_PATTERN: Final = r"[a-z0-9]+(?:-[a-z0-9]+){0,11}"
ID_LENGTH: Final = 64  # a file name that every system and every URL carries
LINE_LENGTH: Final = 300  # a headline; the longest in the field's archives are under 250
PROSE_LENGTH: Final = 8000  # some four printed pages: a record is a note, not an article
URL_LENGTH: Final = 2048

# Names that a file system (Windows devices) or a static host (index, 404) keeps for itself.
RESERVED_PATTERN: Final = r"index|readme|404|con|prn|aux|nul|com[0-9]|lpt[0-9]"
# Checked on the raw text: `urlsplit` drops line breaks and leading controls before it looks.
# No user, no port, a host with a dot: what a reader clicks is the site that its name says.
_ON_HOST: Final = (
    r"[hH][tT][tT][pP][sS]://(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+"
    r"[a-zA-Z][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]"
)
URL_PATTERN: Final = rf"{_ON_HOST}(?:[/?#][!#-;=?-\[\]_a-z~%]*)?"
# Other addresses are made by going on from it: so no query, no fragment, no empty folder (a path that
# begins with two slashes is another host), and no sign that a host's file of headers reads as more.
HOME_PATTERN: Final = (
    rf"{_ON_HOST}(?:/(?!\.{{1,2}}(?:/|$))(?:[a-zA-Z0-9._~+-]|%[0-9A-Fa-f]{{2}})+)*/?"
)
# An address for mail as people write one: the parts of RFC 5321 that any host takes, 254 in all.
MAIL_PATTERN: Final = (
    r"(?=.{1,254}$)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]"
)
AMOUNT_PATTERN: Final = r"[0-9]{1,15}(?:\.[0-9]{1,4})?"
DEGREES_PATTERN: Final = r"-?[0-9]{1,3}(?:\.[0-9]{1,6})?"
LANGUAGE_PATTERN: Final = r"[a-z]{2,3}(?:-[A-Z]{2})?"

# The same places, sources and days stand in many records. Texts that are kept are short ones.
_REMEMBERED: Final = 1 << 15
_SHORT: Final = 64

_ID: Final = re.compile(ID_PATTERN)
_RESERVED: Final = re.compile(RESERVED_PATTERN)
_HOME: Final = re.compile(HOME_PATTERN)
_URL: Final = re.compile(URL_PATTERN)
_MAIL: Final = re.compile(MAIL_PATTERN)
_AMOUNT: Final = re.compile(AMOUNT_PATTERN)
_DEGREES: Final = re.compile(DEGREES_PATTERN)
_LANGUAGE: Final = re.compile(LANGUAGE_PATTERN)


class DateBasis(StrEnum):
    """How the date is known."""

    STATED = "stated"  # the source says it
    RELATIVE = "relative"  # counted from words such as «last week» and the source's own date
    INFERRED = "inferred"  # the editor's reading, explained in `date_note`


class Record(BaseModel):
    """The base of all records: frozen, and closed to fields that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __reduce__(self) -> tuple[object, ...]:
        """Be kept and sent as what it holds alone: half of what pydantic writes and reads otherwise."""
        return _restored, (type(self), self.__dict__, self.__pydantic_fields_set__)


def _restored(model: type[Record], values: dict[str, Any], given: set[str]) -> Record:
    """Make a record again of what was valid."""
    record = model.__new__(model)
    _set(record, "__dict__", values)
    _set(record, "__pydantic_fields_set__", given)
    _set(record, "__pydantic_extra__", None)
    _set(record, "__pydantic_private__", None)
    return record


_set: Final = object.__setattr__  # past what keeps records from being changed


def as_text(value: object) -> str:
    """Take text as it is; a list or a mapping where text belongs is refused as `wrong-shape`."""
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-shape", "wrong-shape", {"wanted": "text"})
    return value


def _line(value: object) -> str:
    line = " ".join(as_text(value).split())
    if not line:
        raise PydanticCustomError("empty-text", "empty-text", {})
    if len(line) > LINE_LENGTH:
        facts = {"length": len(line), "limit": LINE_LENGTH}
        raise PydanticCustomError("text-too-long", "text-too-long", facts)
    return line


def _prose(value: object) -> tuple[str, ...]:
    text = as_text(value)
    if len(text) > PROSE_LENGTH:
        facts = {"length": len(text), "limit": PROSE_LENGTH}
        raise PydanticCustomError("text-too-long", "text-too-long", facts)
    paragraphs = tuple(
        paragraph for part in re.split(r"\n[ \t]*\n", text) if (paragraph := " ".join(part.split()))
    )
    if not paragraphs:
        raise PydanticCustomError("empty-text", "empty-text", {})
    return paragraphs


def is_id(text: str) -> bool:
    """Whether the text can name a record: ASCII, lower case, hyphenated, 64 at most, unreserved."""
    return len(text) <= ID_LENGTH and _is_id(text)


@lru_cache(maxsize=_REMEMBERED)
def _is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text) and not _RESERVED.fullmatch(text))


def as_id(text: str) -> str | None:
    """Write as an id what differs from one by capitals, spaces and signs between words alone."""
    spelt = re.sub(r"[\s_.‐‑–—-]+", "-", text.strip().lower()).strip("-")
    return spelt if is_id(spelt) else None


def _id(value: object) -> str:
    text = as_text(value)
    if not is_id(text):
        raise PydanticCustomError("bad-id", "bad-id", {"value": text})
    return text


def is_url(text: str) -> bool:
    """Whether the text is an address that a reader may be led to."""
    return bool(len(text) <= URL_LENGTH and _URL.fullmatch(text))


def _url(value: object) -> str:
    text = as_text(value)
    if not is_url(text):
        raise PydanticCustomError("bad-url", "bad-url", {"value": text})
    return text


def _home(value: object) -> str:
    text = _url(value)
    if not _HOME.fullmatch(text):
        raise PydanticCustomError("bad-home", "bad-home", {"value": text})
    return text


def is_contact(text: str) -> bool:
    """Whether somebody can be written to there: an address for mail, or one that is opened."""
    return bool(_MAIL.fullmatch(text)) or is_url(text)


def _contact(value: object) -> str:
    text = as_text(value)
    if not is_contact(text):
        raise PydanticCustomError("bad-contact", "bad-contact", {"value": text})
    return text


def is_language(text: str) -> bool:
    """Whether the text is written as the code of a language is."""
    return bool(_LANGUAGE.fullmatch(text))


def _language(value: object) -> str:
    text = as_text(value)
    if not is_language(text):
        raise PydanticCustomError("bad-language", "bad-language", {"value": text})
    return text


def is_amount(text: str) -> bool:
    """Whether the text is a number as numbers are written here."""
    return bool(_AMOUNT.fullmatch(text))


def _amount(value: object) -> Decimal:
    text = as_text(value)
    if not is_amount(text):
        raise PydanticCustomError("bad-number", "bad-number", {"value": text})
    return Decimal(text)


def _degrees(limit: int) -> Callable[[object], float]:
    def read(value: object) -> float:
        text = as_text(value)
        if not _DEGREES.fullmatch(text) or abs(float(text)) > limit:
            facts = {"value": text, "limit": limit}
            raise PydanticCustomError("bad-degrees", "bad-degrees", facts)
        return float(text)

    return read


def _flag(value: object) -> bool:
    text = as_text(value)
    if text not in {"true", "false"}:
        raise PydanticCustomError("bad-flag", "bad-flag", {"value": text})
    return text == "true"


_parsed: Final = lru_cache(maxsize=_REMEMBERED)(parse)


def _span(calendar: Calendar) -> Callable[[object], Span]:
    def read(value: object) -> Span:
        text = as_text(value)
        span = (_parsed if len(text) <= _SHORT else parse)(text, calendar)
        if isinstance(span, Fault):
            # A fault's kind is the name of the rule that it breaks, but that a date without text
            # is like any other field without text.
            rule = "empty-text" if span.kind is FaultKind.EMPTY else span.kind.value
            part = span.facts.get("part", span.text)
            facts = {**span.facts, "value": part, "suggestion": span.suggestion or ""}
            raise PydanticCustomError(rule, "date", facts)
        return span

    return read


def _day(value: object) -> date:
    span = _span(Calendar.GREGORIAN)(value)
    certain = not span.uncertain and not span.approximate and not span.period
    if span.precision is not Precision.DAY or not certain or span.earliest is None:
        raise PydanticCustomError("day-needed", "day-needed", {"value": span.edtf})
    return span.earliest


def listed(value: object) -> object:
    """Take a list as it is; a single value where a list belongs is refused as `wrong-shape`."""
    if not isinstance(value, list):
        raise PydanticCustomError("wrong-shape", "wrong-shape", {"wanted": "list"})
    return value


def siblings(info: ValidationInfo) -> Mapping[str, Any]:
    """Give the fields that stand before this one in its record; none if it is read by itself."""
    return info.data or {}


def short_for(field: str) -> Callable[[object], object]:
    """Give a reader that lets a bare id stand for the mapping whose `field` it is."""

    def read(value: object) -> object:
        return {field: value} if isinstance(value, str) else value

    return read


Id = Annotated[str, BeforeValidator(_id)]
Line = Annotated[str, BeforeValidator(_line)]
Prose = Annotated[tuple[str, ...], BeforeValidator(_prose)]
HttpsUrl = Annotated[str, BeforeValidator(_url)]
HomeUrl = Annotated[str, BeforeValidator(_home)]
Contact = Annotated[str, BeforeValidator(_contact)]
Language = Annotated[str, BeforeValidator(_language)]
Amount = Annotated[Decimal, BeforeValidator(_amount)]
Latitude = Annotated[float, BeforeValidator(_degrees(90))]
Longitude = Annotated[float, BeforeValidator(_degrees(180))]
Flag = Annotated[bool, BeforeValidator(_flag)]
Edtf = Annotated[Span, BeforeValidator(_span(Calendar.GREGORIAN))]
HijriEdtf = Annotated[Span, BeforeValidator(_span(Calendar.HIJRI))]
Day = Annotated[date, BeforeValidator(_day)]


def text_fields(*models: type[Record]) -> frozenset[str]:
    """Name every field of these, and of what stands within them, that holds words for readers."""
    found: set[str] = set()
    for model in models:
        for name, field in model.model_fields.items():
            parts = list(_parts(field.annotation))
            if any(part in _WORDS for part in (*field.metadata, *parts)):
                found.add(name)
            inner = (p for p in parts if isinstance(p, type) and issubclass(p, Record))
            found |= text_fields(*inner)
    return frozenset(found)


def _parts(annotation: object) -> Iterator[object]:
    """Everything that an annotation is made of."""
    yield annotation
    for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from _parts(part)


_WORDS: Final = (Line.__metadata__[0], Prose.__metadata__[0])  # type: ignore[attr-defined]
