"""A claim: a number that somebody asserts (UCDP's low/best/high, schema.org's Claim)."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from timeline.records.fields import ID_PATTERN, Amount, Edtf, Id, Line, Record, as_text, siblings

TOWARDS_PATTERN: Final = rf"({ID_PATTERN})#({ID_PATTERN})"

_TOWARDS: Final = re.compile(TOWARDS_PATTERN)


class Group(StrEnum):
    """Whom the number counts."""

    CIVILIANS = "civilians"
    COMBATANTS = "combatants"
    CHILDREN = "children"
    WOMEN = "women"
    STAFF = "staff"
    ALL = "all"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """What the number covers."""

    EVENT = "event"  # this event alone
    CUMULATIVE = "cumulative"  # all since the day in `since`
    ESTIMATE = "estimate"  # a stock at a time: so many fighters remain


class Stance(StrEnum):
    """What the claim does to the one that `towards` names."""

    CLAIMS = "claims"  # stands by itself, or beside the other as a different number
    REVISES = "revises"
    CONFIRMS = "confirms"
    DENIES = "denies"


class ClaimRef(Record):
    """A claim of some event: `event-id#key`."""

    event: Id
    key: Id


def _towards(value: object) -> object:
    text = as_text(value)
    if not (match := _TOWARDS.fullmatch(text)):
        raise PydanticCustomError("bad-towards", "bad-towards", {"value": text})
    return {"event": match[1], "key": match[2]}


def _range(high: Decimal | None, info: ValidationInfo) -> Decimal | None:
    """Hold the numbers of a claim against one another; `high` is the last of them."""
    if not {"value", "low", "best"} <= siblings(info).keys():
        return high  # one of them is no number, and reported as that
    value, low, best = (siblings(info)[name] for name in ("value", "low", "best"))
    if value is None and low is None and high is None:
        raise PydanticCustomError("claim-without-number", "claim-without-number", {})
    if value is not None and (low is not None or high is not None):
        raise PydanticCustomError("value-and-range", "value-and-range", {})
    numbers = [number for number in (low, best, high) if number is not None]
    if numbers != sorted(numbers):
        facts = {"value": " > ".join(map(str, numbers))}
        raise PydanticCustomError("range-reversed", "range-reversed", facts)
    return high


class Claim(Record):
    """One number, who says it, of whom and when.

    `value` is a number given as it is; `low` and `high` bound a range, either of them alone «more
    than» or «up to»; `best` only where a source itself names one. `stated` holds the number's
    wording where it is words («مئات»). `said_by` asserts the number; `reported_by` passed it on to
    the source, where that was not the source's own publisher.
    """

    key: Id | None = None
    metric: Id
    group: Group | None = None
    value: Amount | None = None
    low: Amount | None = None
    best: Amount | None = None
    high: Annotated[Amount | None, AfterValidator(_range), Field(validate_default=True)] = None
    stated: Line | None = None
    scope: Scope = Scope.EVENT
    since: Edtf | None = None
    as_of: Edtf | None = None
    said_by: Id | None = None
    reported_by: Id | None = None
    stance: Stance = Stance.CLAIMS
    towards: Annotated[ClaimRef, BeforeValidator(_towards)] | None = None
    source: Id | None = None
    note: Line | None = None

    @property
    def actors(self) -> tuple[str, ...]:
        """Who asserts the number and who passed it on, where the record says so."""
        return tuple(actor for actor in (self.said_by, self.reported_by) if actor)
