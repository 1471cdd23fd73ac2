"""How a record or a source is cited: in words, as BibTeX and as RIS.

A `Citation` holds plain text and nothing that the records do not say; the three forms are pure
functions of it, and no text in it can end a field, a line or an entry.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from timeline.dataset import Dataset
from timeline.dates import Precision, Span, gregorian_phrase
from timeline.messages import Messages
from timeline.records.event import Event
from timeline.records.source import Source, SourceType
from timeline.render.dating import in_words
from timeline.render.quotes import quoted


class Kind(StrEnum):
    """What is cited, as RIS names it (`TY`); BibTeX has `@misc` for each of them."""

    PAGE = "ELEC"
    NEWS = "NEWS"
    REPORT = "RPRT"
    OTHER = "GEN"


_KINDS: Final = {
    SourceType.AGENCY: Kind.NEWS,
    SourceType.NEWSPAPER: Kind.NEWS,
    SourceType.BROADCASTER: Kind.NEWS,
    SourceType.OFFICIAL: Kind.REPORT,
    SourceType.RESEARCH: Kind.REPORT,
    SourceType.NGO: Kind.REPORT,
    SourceType.SOCIAL: Kind.PAGE,
}
# What TeX reads as a command. Braces become commands too, since BibTeX counts even `\{` as one.
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%&#_$"},
    }
)
# The categories Cc, Zl and Zp of Unicode, which gain no characters any more.
_BREAKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What an address may hold as it stands (RFC 3986); the rest is percent-encoded.
_NO_ADDRESS: Final = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference says of a work; what is not known is empty.

    `within` is what the work stands in: the timeline of a record, the publisher of a source.
    `happened` is in words the date of the event that a record is about. `dated` is in words when
    the work is from, `issued` the same as far as it is certain: YYYY, YYYY-MM or YYYY-MM-DD.
    `version` is the day of the dataset that a record stands in.
    """

    key: str
    kind: Kind
    title: str
    author: str = ""
    within: str = ""
    happened: str = ""
    dated: str = ""
    issued: str = ""
    version: str = ""
    accessed: date | None = None
    notes: tuple[str, ...] = ()
    address: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A citation in one of its forms, as a page shows it: lines end with LF there.

    `address` is that at the end of the text, if one is there. `crlf` says that the lines end with
    CRLF where the text is a file, `code` that it is no prose.
    """

    name: str
    label: str
    text: str
    address: str = ""
    code: bool = True
    crlf: bool = False


def of_event(event: Event, dataset: Dataset, say: Messages, address: str | None) -> Citation:
    """An event's record in its timeline; `address` is its page's, where the site's is known."""
    day, happened = dataset.date, gregorian_phrase(event.span)
    return Citation(
        key=f"event:{event.id}",
        kind=Kind.PAGE,
        title=event.title,
        within=dataset.about.title,
        happened=happened,
        dated=say.text("version of {date}", date=in_words(day)) if day else "",
        issued=day.isoformat() if day else "",
        version=day.isoformat() if day else "",
        notes=(f"{say.text('Date of the event:')} {happened} (EDTF: {event.span.edtf})",),
        address=address,
        language="ar",
    )


def of_source(source: Source, dataset: Dataset, say: Messages) -> Citation:
    """A source, as its record describes it."""
    published, notes = source.published, []
    dated = gregorian_phrase(published) if published else say.text("undated")
    issued = certain(published) if published else ""
    if published and published.edtf != issued:
        notes.append(f"{say.text('Published')}: {dated} (EDTF: {published.edtf})")
    if source.archived:
        notes.append(f"{say.text('Archived copy')}: {source.archived}")
    return Citation(
        key=f"source:{source.id}",
        kind=_KINDS[source.type] if source.type else Kind.OTHER,
        title=source.title,
        author=source.author or "",
        within=dataset.publishers[source.publisher].name if source.publisher else "",
        dated=dated,
        issued=issued,
        accessed=source.accessed,
        notes=tuple(notes),
        address=source.url,
        language=source.language or "",
    )


def certain(span: Span) -> str:
    """As much of YYYY-MM-DD as a date says for certain; of an approximate one its bare year."""
    first, last = span.earliest, span.latest
    if first is None or last is None or first.year != last.year:
        return ""
    qualified = span.uncertain or span.approximate
    if qualified:
        return "" if span.precision is Precision.YEAR else f"{first.year:04}"
    if first == last:
        return first.isoformat()
    return first.isoformat()[: 7 if first.month == last.month else 4]


def forms(citation: Citation, say: Messages) -> tuple[Form, ...]:
    """A citation in all its forms."""
    address = _address(citation.address or "")
    return (
        Form("text", say.text("In words"), plain(citation, say), address, code=False),
        Form("bibtex", "BibTeX", bibtex(citation)),
        Form("ris", "RIS", ris(citation).replace("\r\n", "\n"), crlf=True),
    )


def plain(citation: Citation, say: Messages) -> str:
    """The citation as a footnote has it, in one line."""
    happened = citation.happened and f"{say.text('Date of the event:')} {citation.happened}"
    parts = [citation.author, quoted(citation.title), happened, citation.within, citation.dated]
    if citation.address and citation.accessed:
        parts.append(say.text("accessed {date}", date=in_words(citation.accessed)))
    text = say.text(", ").join(_line(part) for part in parts if part)
    return f"{text}{say.text(', ')}{_address(citation.address)}" if citation.address else f"{text}."


def bibtex(citation: Citation) -> str:
    """The citation as an entry of a .bib file, its lines ended by LF.

    Titles and names stand in braces of their own: BibTeX would lower the letters of the ones and
    take the others apart.
    """
    year, month = citation.issued[:4], citation.issued[5:7]
    fields = {
        "author": f"{{{_tex(citation.author)}}}" if citation.author else "",
        "title": f"{{{_tex(citation.title)}}}",
        "howpublished": _tex(citation.within),
        "year": year,
        "month": str(int(month)) if month else "",
        "version": citation.version,
        "note": _tex(". ".join(citation.notes)),
        "url": _address(citation.address or ""),
        "urldate": citation.accessed.isoformat() if citation.accessed and citation.address else "",
        "language": citation.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}", ""])


def ris(citation: Citation) -> str:
    """The citation as a record of a .ris file, its lines ended by CRLF as the format has them."""
    day = f"{citation.issued}--"  # of a year alone, month and day stay empty: 2019///
    year, month, rest = day.split("-")[:3]
    fields = [
        ("TY", citation.kind.value),
        ("ID", citation.key),
        ("AU", citation.author),
        ("TI", citation.title),
        ("T2", citation.within),
        ("PY", year),
        ("DA", f"{year}/{month}/{rest}/" if year else ""),
        ("ET", citation.version),
        ("LA", citation.language),
        *(("N1", note) for note in citation.notes),
        ("UR", _address(citation.address or "")),
    ]
    if citation.accessed and citation.address:
        fields.append(("Y2", f"{citation.accessed:%Y/%m/%d}/"))
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _line(text: str) -> str:
    """The text in one line: no control character and no line break of any kind is left in it."""
    return " ".join(_BREAKS.sub(" ", text).split())


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _address(address: str) -> str:
    return _NO_ADDRESS.sub(lambda match: "".join(f"%{b:02X}" for b in match[0].encode()), address)
