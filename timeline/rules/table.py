"""The rule table: every rule, by name and by code."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Final

from timeline.reading.content import Content
from timeline.reading.finding import Finding
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
from timeline.rules.rule import Rule

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


def check(content: Content, today: date | None = None) -> Iterator[Finding]:
    """Every break of every rule among records that are valid each by itself.

    Without a day nothing is said of what depends on which day it is.
    """
    found = chain.from_iterable(rule.check(content) for rule in TABLE)
    if today is None:
        return found
    return chain(found, *(rule.check_on(content, today) for rule in TABLE))
