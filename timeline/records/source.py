"""A source: one article, report or statement."""

from enum import StrEnum

from timeline.records.fields import DateBasis, Day, Edtf, HttpsUrl, Id, Language, Line, Record


class SourceType(StrEnum):
    """What kind of publisher speaks."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    OFFICIAL = "official"
    RESEARCH = "research"
    NGO = "ngo"
    SOCIAL = "social"


class Source(Record):
    """One article, report or statement; `id` is the name of its file.

    `origin` is who told the publisher: two sources with one origin count as one.
    """

    id: Id
    publisher: Id | None = None
    title: Line
    author: Line | None = None
    published: Edtf | None = None
    published_basis: DateBasis = DateBasis.STATED
    published_note: Line | None = None
    url: HttpsUrl | None = None
    archived: HttpsUrl | None = None
    accessed: Day | None = None
    language: Language | None = None
    type: SourceType | None = None
    origin: Id | None = None
    note: Line | None = None
