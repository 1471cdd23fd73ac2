"""`timeline schema`: the JSON Schemas of records, written where editors look for them.

They offer the ids of the content folder and refuse no other, so a schema that is older than the
content refuses nothing: a contributor who adds a place need not write it anew.
"""

import argparse
from pathlib import Path

from timeline.commands.terminal import OK, common, ordered, show
from timeline.dataset import Dataset
from timeline.messages import Messages
from timeline.schemas import Names, file_name, schema_text, schemas
from timeline.writing.files import write_text


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    where = say.text("where to (schema)")
    command.add_argument("folder", nargs="?", type=Path, default=Path("schema"), help=where)
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    found = ordered(options.content, say)
    if isinstance(found, int):
        return found
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas(say, known_names(found[0])).items():
        file = folder / file_name(kind)
        write_text(file, schema_text(schema))
        show(file.as_posix())
    return OK


def known_names(dataset: Dataset) -> Names:
    """Give the ids of a timeline that records refer to, each with its name."""
    return {
        "places": {key: place.name for key, place in dataset.places.items()},
        "actors": {key: actor.name for key, actor in dataset.actors.items()},
        "categories": {key: category.name for key, category in dataset.categories.items()},
        "publishers": {key: publisher.name for key, publisher in dataset.publishers.items()},
        "metrics": {key: metric.name for key, metric in dataset.metrics.items()},
        "sources": {key: source.title for key, source in dataset.sources.items()},
        "events": {key: event.title for key, event in dataset.events.items()},
    }
