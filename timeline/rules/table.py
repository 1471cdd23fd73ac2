"""The rule table: every rule, by name and by code."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from timeline.reading.content import Content
from timeline.reading.document import Document
from timeline.reading.finding import Finding
from timeline.records.event import Event
from timeline.records.fields import Record
from timeline.records.source import Source
from timeline.rules import (
    addresses,
    characters,
    claims,
    dates,
    duplicates,
    fields,
    figures,
    files,
    order,
    places,
    plausible,
    redundant,
    references,
    sources,
    text,
    vocabularies,
    withdrawals,
)
from timeline.rules.rule import Rule, Severity

TABLE: Final[tuple[type[Rule], ...]] = (
    *files.RULES,
    *characters.RULES,
    *fields.RULES,
    *addresses.RULES,
    *dates.RULES,
    *plausible.RULES,
    *references.RULES,
    *withdrawals.RULES,
    *vocabularies.RULES,
    *order.RULES,
    *redundant.RULES,
    *claims.RULES,
    *figures.RULES,
    *text.RULES,
    *places.RULES,
    *sources.RULES,
    *duplicates.RULES,
)
BY_NAME: Final[Mapping[str, type[Rule]]] = {rule.name: rule for rule in TABLE}
BY_CODE: Final[Mapping[str, type[Rule]]] = {rule.code: rule for rule in TABLE}


# Those that decide whether the site can be published, and those that only remark on it.
DECIDING: Final = tuple(rule for rule in TABLE if rule.severity is Severity.ERROR)
REMARKING: Final = tuple(rule for rule in TABLE if rule.severity is not Severity.ERROR)

_KINDS: Final[tuple[type[Record], ...]] = (Event, Source)
_OF: Final = {kind: tuple(rule for rule in TABLE if kind in rule.of) for kind in _KINDS}
_OF_FAULTY: Final = {kind: tuple(r for r in rules if r.faulty_too) for kind, rules in _OF.items()}


def alone(document: Document, record: Record | None, legible: Record | None) -> list[Finding]:
    """Every break of every rule in one file by itself.

    `record` is the one in it, if that is valid, and `legible` what can be read of one that is not.
    """
    found = [finding for rule in text.RULES for finding in rule.in_text(document, record)]
    if record is not None:
        for rule in _OF.get(type(record), ()):
            found += rule.alone(document, record)
    elif legible is not None:
        for rule in _OF_FAULTY.get(type(legible), ()):
            found += rule.alone(document, legible)
    return found


def check(
    content: Content, today: date | None = None, rules: Iterable[type[Rule]] = TABLE
) -> Iterator[Finding]:
    """Every break of rules between records that are valid each by itself.

    Without a day nothing is said of what depends on which day it is.
    """
    for rule in rules:
        yield from rule.check(content)
        if today is not None:
            yield from rule.check_on(content, today)
