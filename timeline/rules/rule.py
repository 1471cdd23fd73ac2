"""What a rule is."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, ClassVar, Final, TypeAlias

from timeline.reading.content import Content
from timeline.reading.document import Document
from timeline.reading.edit import Mend
from timeline.reading.finding import Finding
from timeline.records.fields import Record


class Severity(StrEnum):
    """An error keeps the site from being published; a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


EVENT: Final = """\
title: افتتاح الجسر
date: "2019-03"
summary: افتُتح الجسر أمام المارة.
sources: [report]
"""

# Of names to choose from, as many as a message lists.
FEW: Final = 12

# Files laid over others, by their names below content/: text or bytes, a folder where the name
# ends in `/`, a link where a path stands in the place of text, and None where nothing may stand.
Example: TypeAlias = Mapping[str, str | bytes | PurePosixPath | None]

# What every example stands in: the smallest content/ that publishes.
SMALLEST: Final[Example] = {
    "events/bridge-opened.yml": EVENT,
    "sources/report.yml": "title: تقرير البلدية\n",
}


class Rule:
    """One thing that must hold.

    `message`, `advice` and `reason` are English and translated through the catalogs: what is wrong,
    with `{facts}` of the finding; what to do about it; why it matters. `breaks` and `keeps` are
    laid over `SMALLEST`: with the first the rule is broken and no other is, with the second none.
    `breaks` is empty where no files can show it, and a test of its own does.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    message: ClassVar[str]
    advice: ClassVar[str]
    reason: ClassVar[str]
    breaks: ClassVar[Example] = {}
    keeps: ClassVar[Example] = {}
    of: ClassVar[tuple[type[Record], ...]] = ()
    """The kinds of record that `alone` looks at."""
    faulty_too: ClassVar[bool] = False
    """Whether `alone` also looks at what can be read of a record with faults."""

    @classmethod
    def alone(cls, document: Document, record: Any) -> Iterator[Finding]:  # noqa: ANN401 - as `of` says
        """Find every break in one record by itself: worked out where its file is read.

        It is kept with what was read, and so may know nothing but the file, not even which day it is.
        """
        del document, record
        return iter(())

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        """Find every break of the rule between valid records; none where reading finds them."""
        del content
        return iter(())

    @classmethod
    def check_on(cls, content: Content, today: date) -> Iterator[Finding]:
        """The same for what also depends on which day it is."""
        del content, today
        return iter(())

    @classmethod
    def also(cls, finding: Finding) -> tuple[str, ...]:
        """Give sentences, in English, that go on from the advice where a finding has more to say.

        They name its `lists`.
        """
        del finding
        return ()

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Give what mends the break in the file it stands in, whose text is given; else nothing.

        Only what needs no person to decide: what the record says stays what it says.
        """
        del finding, text
        return ()


def event(others: Example | None = None, /, **fields: str) -> Example:
    """Give the smallest event with lines replaced, added or, by an empty text, left out.

    `others` are files that stand beside it.
    """
    lines = dict(line.split(": ") for line in EVENT.splitlines()) | fields
    text = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    return {"events/bridge-opened.yml": text, **(others or {})}
