"""The files that have a schema: each kind, what it is read as, and where its records stand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from timeline.messages import Messages, words
from timeline.records.about import About, Withdrawal
from timeline.records.event import Event
from timeline.records.fields import Record
from timeline.records.source import Source
from timeline.records.vocabulary import Actor, Category, Era, Metric, Place, Publisher
from timeline.schemas.models import Names, Shapes
from timeline.schemas.wording import JSON, Voice

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the model of its record, and where it stands below content/.

    `keyed` says that the file maps ids to records; `files` is a pattern of paths.
    """

    name: str
    model: type[Record]
    files: str
    title: str
    keyed: bool = False


KINDS: Final = (
    Kind("event", Event, "events/**/*.yml", words("An event")),
    Kind("source", Source, "sources/**/*.yml", words("A source")),
    Kind("places", Place, "vocabularies/places.yml", words("Places"), keyed=True),
    Kind("actors", Actor, "vocabularies/actors.yml", words("Actors"), keyed=True),
    Kind("categories", Category, "vocabularies/categories.yml", words("Categories"), keyed=True),
    Kind("publishers", Publisher, "vocabularies/publishers.yml", words("Publishers"), keyed=True),
    Kind("metrics", Metric, "vocabularies/metrics.yml", words("What numbers count"), keyed=True),
    Kind("eras", Era, "vocabularies/eras.yml", words("Eras"), keyed=True),
    Kind("timeline", About, "timeline.yml", words("The timeline itself")),
    Kind("withdrawn", Withdrawal, "withdrawn.yml", words("Withdrawn events"), keyed=True),
)


def schemas(say: Messages, names: Names | None = None) -> Mapping[str, JSON]:
    """Give the schema of every kind, by its name; `names` are ids that an editor may offer."""
    return {kind.name: schema(kind, Voice(say), names or {}) for kind in KINDS}


def schema(kind: Kind, voice: Voice, names: Names) -> JSON:
    """Give the schema of one kind."""
    shapes = Shapes(voice, names)
    entry = shapes.record(kind.model)
    whole = shapes.keyed(entry) if kind.keyed else entry
    return {
        "$schema": _DRAFT,
        "title": voice.say.text(kind.title),
        **whole,
        "definitions": dict(sorted(shapes.definitions.items())),
    }


def file_name(kind: str) -> str:
    """Name the file of a kind's schema."""
    return f"{kind}.schema.json"


def schema_text(found: JSON) -> str:
    """Write a schema as its file has it; what sets Latin apart in Arabic, as an escape to be seen."""
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    return text.translate({mark: f"\\u{mark:04x}" for mark in range(0x2066, 0x206A)})
