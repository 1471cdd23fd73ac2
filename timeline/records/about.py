"""What the timeline is called and about (`timeline.yml`), and what was withdrawn from it."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from timeline.records.fields import Contact, Day, HomeUrl, Id, Line, Record, listed, siblings


class About(Record):
    """The timeline itself: what it is called and about, where it stands, whose it is."""

    title: Line
    description: Line | None = None
    site_url: HomeUrl | None = None
    repository: HomeUrl | None = None
    licence: Line | None = None
    contact: Contact | None = None
    keywords: Annotated[tuple[Line, ...], BeforeValidator(listed)] = ()


T = TypeVar("T")


def _unless_moved(value: T | None, info: ValidationInfo) -> T | None:
    """Require a field where the record has no new home."""
    if value is None and siblings(info).get("moved_to", "") is None:
        facts = {"field": info.field_name}
        raise PydanticCustomError("missing-field", "missing-field", facts)
    return value


class Withdrawal(Record):
    """An id that went away: its new home, or the day and the reason."""

    id: Id
    moved_to: Id | None = None
    reason: Annotated[Line | None, AfterValidator(_unless_moved), Field(validate_default=True)] = (
        None
    )
    date: Annotated[Day | None, AfterValidator(_unless_moved), Field(validate_default=True)] = None


def homes(withdrawn: Mapping[str, Withdrawal]) -> dict[str, str]:
    """Give for each withdrawn id the one to which it led in the end, through any chain.

    That is an event's id, or that of a record withdrawn for a reason, then perhaps itself. In a
    circle, which a rule reports, it is one of those on it.
    """
    found: dict[str, str] = {}
    for old in withdrawn:
        way: dict[str, None] = {}
        at = old
        while at not in found and at not in way and (gone := withdrawn.get(at)) and gone.moved_to:
            way[at] = None
            at = gone.moved_to
        end = found.get(at, at)
        found.update(dict.fromkeys((*way, old), end))
    return found
