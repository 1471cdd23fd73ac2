"""`timeline import`: records out of a spreadsheet or a TimelineJS file, and what did not fit."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from timeline.checking import is_error
from timeline.commands.adding import (
    NOT_ADDED,
    add_files,
    findings_with,
    not_written,
    schema_for,
)
from timeline.commands.terminal import (
    FAILED,
    OK,
    USAGE,
    common,
    is_folder,
    show,
    tell_in_text,
)
from timeline.importing.columns import FIELDS, NUMBER_OF
from timeline.importing.csv_text import ENCODINGS, read_csv
from timeline.importing.dating import DayOrder
from timeline.importing.known import Names, known
from timeline.importing.proposal import Proposal, Settings, propose
from timeline.importing.report import as_json, in_words
from timeline.importing.sheet import MAX_BYTES, Refused, Sheet
from timeline.importing.timelinejs import is_json, read_timelinejs
from timeline.messages import Messages
from timeline.reading.characters import inert
from timeline.reading.content import read_content
from timeline.records.fields import is_id
from timeline.reporting.diagnostic import Diagnostic, diagnose
from timeline.reporting.refusal import refusal


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    command.add_argument("kind", choices=["csv", "timelinejs"])
    command.add_argument("file", type=Path, metavar="FILE")
    column = say.text(
        "read this column as this field, a column of numbers as claim:METRIC (claim:killed); without "
        "a field, read it as none"
    )
    command.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD", help=column)
    encoding = say.text("the encoding of a CSV file that is not in UTF-8")
    command.add_argument("--encoding", choices=ENCODINGS, help=encoding)
    order = command.add_mutually_exclusive_group()
    day, month = say.text("9/12/2017 is in December"), say.text("9/12/2017 is in September")
    order.add_argument(
        "--day-first", dest="order", action="store_const", const=DayOrder.DAY, help=day
    )
    order.add_argument(
        "--month-first", dest="order", action="store_const", const=DayOrder.MONTH, help=month
    )
    source = say.text("the source of rows that name none")
    command.add_argument("--source", metavar="ID", help=source)
    out = say.text("write into this folder, not into the content folder")
    command.add_argument("--out", type=Path, metavar="DIR", help=out)
    dry = say.text("write nothing; only report")
    command.add_argument("--dry-run", action="store_true", help=dry)
    command.add_argument("--format", choices=["text", "json"], default="text")
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    if not is_folder(options.content, say):
        return USAGE
    exists = known(read_content(options.content)[0])
    metrics = exists.of("metrics")
    chosen = _mapping(options.map, metrics, say)
    data = _read(options.file, say)
    if chosen is None or data is None:
        return USAGE
    if options.source is not None and options.source not in exists.of("sources").names:
        show(say.text("There is no source «{value}».", value=inert(options.source)), sys.stderr)
        return USAGE
    if options.kind == "timelinejs" and is_json(data):
        sheet = read_timelinejs(data)
    else:
        sheet = read_csv(data, chosen, options.encoding, metrics)
    if isinstance(sheet, Refused) or not _fit(sheet, chosen, say):
        if isinstance(sheet, Refused):
            facts = {name: inert(value) for name, value in sheet.facts.items()}
            show(inert(str(options.file)), sys.stderr)
            show("  " + say.text(sheet.message).format_map(facts), sys.stderr)
        return USAGE
    settings = Settings(
        datetime.now(UTC).date().isoformat(),
        options.order,
        options.source,
        schema_for(options.content),
    )
    proposal = propose(sheet, exists, settings, say)
    return _end(proposal, options, say)


def _fit(sheet: Sheet, chosen: dict[str, str | None], say: Messages) -> bool:
    """Whether every column that --map names is there; says so where one is not."""
    missing = [name for name in chosen if name.strip() not in sheet.columns]
    for name in missing:
        shown = {"value": inert(name), "options": inert(", ".join(sheet.columns))}
        show(say.text("There is no column «{value}». The columns: {options}.", **shown), sys.stderr)
    return not missing


def _mapping(pairs: Sequence[str], metrics: Names, say: Messages) -> dict[str, str | None] | None:
    """Read COLUMN=FIELD and COLUMN=claim:METRIC; None where one is none, which is said."""
    chosen: dict[str, str | None] = {}
    for pair in pairs:
        name, sign, field = pair.rpartition("=")
        if sign and field.startswith(NUMBER_OF):
            metric = _metric(field.removeprefix(NUMBER_OF), metrics)
            if metric is None:
                shown = {"value": inert(pair), "options": ", ".join(metrics.names)}
                message = say.text(
                    "--map {value}: there is no such metric. The metrics: {options}."
                )
                show(message.format_map(shown), sys.stderr)
                return None
            field = f"{NUMBER_OF}{metric}"
        elif not sign or (field and field not in FIELDS):
            shown = {"value": inert(pair), "options": ", ".join((*FIELDS, "claim:METRIC"))}
            message = say.text("--map {value}: there is no such field. The fields: {options}.")
            show(message.format_map(shown), sys.stderr)
            return None
        chosen[name.strip()] = field or None
    return chosen


def _metric(name: str, metrics: Names) -> str | None:
    """Find a metric by its id or its name; where there is no list of them any id is one."""
    return metrics.find(name) or (name if not metrics.closed and is_id(name) else None)


def _read(file: Path, say: Messages) -> bytes | None:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        why = refusal(OSError(error.errno, ""), say)  # without the name, which stands before it
        show(say.text("{value} cannot be read: {why}", value=inert(str(file)), why=why), sys.stderr)
        return None


def _end(proposal: Proposal, options: argparse.Namespace, say: Messages) -> int:
    """Report, check, write; give the exit status."""
    try:
        found = findings_with(options.content, proposal.files, say)
    except NOT_ADDED as error:
        show(not_written(error, say), sys.stderr)
        return FAILED
    told = diagnose(found, say, isolate=options.format == "text", source=proposal.files.get)
    failed = any(map(is_error, found))
    name = str(options.file)
    if options.format == "json":
        show(as_json(proposal, name, told, say), end="")
    else:
        show(in_words(proposal, name, say))
    into = options.out or options.content
    if not options.dry_run and proposal.files:
        try:
            add_files(into, proposal.files)
        except NOT_ADDED as error:
            show(not_written(error, say), sys.stderr)
            return FAILED
    if options.format == "text":
        _tell_rest(proposal, options, told, say)
    return FAILED if failed else OK


def _tell_rest(
    proposal: Proposal, options: argparse.Namespace, told: Sequence[Diagnostic], say: Messages
) -> None:
    """Say what the check finds in the new records, what was written, and what is to be done."""
    if told:
        show("\n" + say.text("What the check says of the new records:") + "\n")
    tell_in_text(told, options.content, proposal.files.get, say, sys.stdout)
    files = say.count("{n} file", "{n} files", len(proposal.files))
    if options.dry_run:
        show(say.text("Nothing was written: {files} would be.", files=files))
    else:
        into = options.out or options.content
        show(say.text("Written: {files}, in {folder}.", files=files, folder=into))
    if proposal.paste and options.dry_run:
        show(say.text("Paste what fits into the vocabularies first; then import again."))
    elif any(note.lost for note in proposal.notes) and not options.dry_run:
        show(
            say.text(
                "What did not fit stands as a comment at the end of its record: put it where it "
                "belongs and delete the comment."
            )
        )
