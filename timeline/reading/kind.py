"""What a file of content/ holds, as its name says."""

from dataclasses import dataclass
from typing import Final

from timeline.reading.content import VOCABULARIES
from timeline.records.about import About, Withdrawal
from timeline.records.event import Event
from timeline.records.fields import Record
from timeline.records.source import Source


@dataclass(frozen=True, slots=True)
class Kind:
    """Records of a model: one that is the whole file, or with `keyed` one for each id in it.

    `name` is what its JSON Schema is called by.
    """

    name: str
    model: type[Record]
    keyed: bool = False


_FOLDERS: Final = {"events": Kind("event", Event), "sources": Kind("source", Source)}
_FILES: Final = {
    "timeline.yml": Kind("timeline", About),
    "withdrawn.yml": Kind("withdrawn", Withdrawal, keyed=True),
    **{
        f"vocabularies/{name}.yml": Kind(name, model, keyed=True)
        for name, model in VOCABULARIES.items()
    },
}


def kind_of(file: str) -> Kind | None:
    """Say what a file holds, by its name below content/; None for a map and what is no record."""
    folder, _, name = file.partition("/")
    return (
        _FOLDERS.get(folder) if name.endswith(".yml") and folder in _FOLDERS else _FILES.get(file)
    )
