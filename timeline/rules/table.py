"""The rule table: every rule, by name and by code."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from timeline.reading.content import Content
from timeline.reading.finding import Finding
from timeline.rules import claims, dates, fields, files, order, references, withdrawals
from timeline.rules.rule import Rule

TABLE: Final[tuple[type[Rule], ...]] = (
    *files.RULES,
    *fields.RULES,
    *dates.RULES,
    *references.RULES,
    *withdrawals.RULES,
    *order.RULES,
    *claims.RULES,
)
BY_NAME: Final[Mapping[str, type[Rule]]] = {rule.name: rule for rule in TABLE}
BY_CODE: Final[Mapping[str, type[Rule]]] = {rule.code: rule for rule in TABLE}


def check(content: Content) -> Iterator[Finding]:
    """Every break of every rule among records that are valid each by itself."""
    return chain.from_iterable(rule.check(content) for rule in TABLE)
