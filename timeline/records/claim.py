"""A claim: a number that somebody asserts (UCDP's low/best/high, schema.org's Claim)."""

import re
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from timeline.records.fields import ID_PATTERN, Amount, Edtf, Id, Line, Record

_TOWARDS: Final = re.compile(rf"({ID_PATTERN})#({ID_PATTERN})")


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
    """What the claim does to another."""

    CLAIMS = "claims"
    REVISES = "revises"
    CONFIRMS = "confirms"
    DENIES = "denies"


class ClaimRef(Record):
    """A claim of some event: `event-id#key`."""

    event: Id
    key: Id


def _towards(value: Any) -> Any:
    match = _TOWARDS.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise PydanticCustomError("bad-towards", "bad-towards", {"value": str(value)})
    return {"event": match[1], "key": match[2]}


class Claim(Record):
    """One number, who says it, of whom and when.

    `value` is a number given as it is; `low` and `high` bound a range, either of them alone «more
    than» or «up to»; `best` only where a source itself names one. `stated` holds the number's
    wording where it is words («مئات»).
    """

    key: Id | None = None
    metric: Id
    group: Group | None = None
    value: Amount | None = None
    low: Amount | None = None
    best: Amount | None = None
    high: Amount | None = None
    stated: Line | None = None
    scope: Scope = Scope.EVENT
    since: Edtf | None = None
    as_of: Edtf | None = None
    said_by: Id | None = None
    stance: Stance = Stance.CLAIMS
    towards: Annotated[ClaimRef, BeforeValidator(_towards)] | None = None
    source: Id | None = None
    note: Line | None = None

    @model_validator(mode="after")
    def _numbered(self) -> "Claim":
        if self.value is None and self.low is None and self.high is None:
            raise PydanticCustomError("claim-without-number", "claim-without-number", {})
        if self.value is not None and (self.low is not None or self.high is not None):
            raise PydanticCustomError("value-and-range", "value-and-range", {})
        bounds = [n for n in (self.low, self.best, self.high) if n is not None]
        if bounds != sorted(bounds):
            numbers = " > ".join(str(n) for n in bounds)
            raise PydanticCustomError("range-reversed", "range-reversed", {"value": numbers})
        return self
