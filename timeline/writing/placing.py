"""Where the file of a new record belongs, by what those that are there do, and where its schema is.

`timeline new`, `timeline import` and the form on the site decide by this, so that they write one path.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from timeline.dates import Span

SCHEMAS: Final = "schema"  # the folder of the JSON Schemas, beside content/


def by_year(files: Iterable[str]) -> bool:
    """Whether events stand in folders by year: most of them, or none is there yet.

    `files` are those of events, below content/.
    """
    placed = [file.split("/") for file in files]
    within = sum(len(parts) == 3 and parts[1].isdigit() for parts in placed)  # noqa: PLR2004
    return within * 2 >= len(placed)


def event_file(record_id: str, span: Span | None, *, in_years: bool) -> str:
    """Give the file in which an event of this id and date belongs, below content/."""
    first = span.earliest or span.latest if span else None
    folder = f"events/{first.year:04}" if in_years and first else "events"
    return f"{folder}/{record_id}.yml"


def schema_folder(content: Path) -> str | None:
    """Find the folder of the JSON Schemas, from content/; None where there is none beside it."""
    return f"../{SCHEMAS}" if (content.resolve().parent / SCHEMAS).is_dir() else None
