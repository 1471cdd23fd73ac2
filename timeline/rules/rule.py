"""What a rule is."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar, Final

from timeline.reading.content import Content
from timeline.reading.finding import Finding


class Severity(StrEnum):
    """An error keeps the site from being published; a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


def words(message: str) -> str:
    """Marks a text of the software for translation (`timeline.messages`); returns it as it is."""
    return message


EVENT: Final = """\
title: افتتاح الجسر
date: "2019-03"
summary: افتُتح الجسر أمام المارة.
sources: [report]
"""
# What every example stands in: the smallest content/ that publishes.
SMALLEST: Final[Mapping[str, str]] = {
    "events/bridge-opened.yml": EVENT,
    "sources/report.yml": "title: تقرير البلدية\n",
}


class Rule:
    """One thing that must hold.

    `message`, `advice` and `reason` are English and translated through the catalogs: what is wrong,
    with `{facts}` of the finding; what to do about it; why it matters. `breaks` and `keeps` are
    files laid over `SMALLEST`: with the first the rule is broken, with the second nothing is.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    message: ClassVar[str]
    advice: ClassVar[str]
    reason: ClassVar[str]
    breaks: ClassVar[Mapping[str, str | bytes]]
    keeps: ClassVar[Mapping[str, str | bytes]] = {}

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        """Every break of the rule in valid records. Empty where reading itself finds them."""
        del content
        return iter(())


def event(**fields: str) -> Mapping[str, str]:
    """The smallest event with some lines replaced, added or, by an empty text, left out."""
    lines = dict(line.split(": ", 1) for line in EVENT.splitlines()) | fields
    text = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    return {"events/bridge-opened.yml": text}
