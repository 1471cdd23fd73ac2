"""What the timeline is called and about (`timeline.yml`), and what was withdrawn from it."""

from typing import Annotated

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from timeline.records.fields import Day, HttpsUrl, Id, Line, Record, listed


class About(Record):
    """The timeline itself. Without `timeline.yml` it is called what `UNTITLED` says."""

    title: Line
    description: Line | None = None
    site_url: HttpsUrl | None = None
    repository: HttpsUrl | None = None
    licence: Line | None = None
    contact: Line | None = None
    keywords: Annotated[tuple[Line, ...], BeforeValidator(listed)] = ()


class Withdrawal(Record):
    """An id that went away: its new home, or the day and the reason."""

    id: Id
    moved_to: Id | None = None
    reason: Line | None = None
    date: Day | None = None

    @model_validator(mode="after")
    def _explained(self) -> "Withdrawal":
        if self.moved_to is None:
            for field in ("reason", "date"):
                if getattr(self, field) is None:
                    raise PydanticCustomError("missing-field", "missing-field", {"field": field})
        return self
