"""What came of an import, in words and as JSON: every value that did not fit, with its place."""

import json
import string
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from timeline.importing.notes import MESSAGES, Kind, Note
from timeline.importing.proposal import Proposal
from timeline.messages import Language, Messages, words
from timeline.reading.characters import forbidden, inert
from timeline.reading.finding import Finding, Location
from timeline.reporting.diagnostic import Diagnostic, diagnose
from timeline.reporting.isolation import ISOLATE, apart, isolated

_SHOWN: Final = 120  # characters of a value, in words; JSON has all of it


def in_words(proposal: Proposal, file: str, say: Messages) -> str:
    """Write the report for people: places on lines of their own, then what was there and why not."""
    parts = [*_head(proposal, file, say), *_rows(proposal, file, say), *_paste(proposal, say)]
    return "\n".join([*parts, *_invented(proposal, say)])


def as_json(proposal: Proposal, file: str, told: Sequence[Diagnostic], say: Messages) -> str:
    """Write the report as one object; values are whole.

    Its keys: file, columns, events, files, invented, notes, paste, check. `told` is what the check says of the new records.
    """
    report = {
        "file": file,
        "encoding": proposal.sheet.encoding,
        "delimiter": proposal.sheet.delimiter,
        "rows": len(proposal.sheet.rows),
        "columns": dict(proposal.sheet.columns),
        "events": [{"at": made.at, "id": made.id, "file": made.file} for made in proposal.made],
        "files": list(proposal.files),
        "invented": list(proposal.invented),
        "notes": [
            {
                "kind": note.rule or note.kind.value,
                "in_record": not note.lost,
                "at": note.at,
                "line": note.line or None,
                "column": note.column or None,
                "name": note.name,
                "value": note.value,
                "message": message(note, say),
                "suggestion": note.suggestion,
            }
            for note in proposal.notes
        ],
        "paste": dict(proposal.paste),
        "check": [
            {
                "code": each.code,
                "rule": each.rule,
                "severity": each.severity,
                "file": each.at.file,
                "line": each.at.line,
                "column": each.at.column,
                "message": each.message,
            }
            for each in told
        ],
    }
    return _harmless(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"


def message(note: Note, say: Messages, *, isolate: bool = False) -> str:
    """Say why a value is told of: in the words of the rule that it breaks, where it breaks one."""
    isolate = isolate and say.language is Language.ARABIC
    if note.kind is Kind.RULE and note.rule is not None:
        finding = Finding(note.rule, Location(""), note.facts)
        (told,) = diagnose([finding], say, isolate=isolate)
        return f"{told.message} {told.advice}"
    facts = {name: inert(value) for name, value in note.facts.items()}
    template = say.text(MESSAGES[note.kind])
    return (isolated(template) if isolate else template).format_map(facts)


def _head(proposal: Proposal, file: str, say: Messages) -> Iterator[str]:
    rows = say.count("{n} row", "{n} rows", len(proposal.sheet.rows))
    delimiter = {"\t": "tab"}.get(proposal.sheet.delimiter, proposal.sheet.delimiter)
    yield f"{ISOLATE.format(inert(file))}  {rows}"
    if delimiter:
        facts = {
            "encoding": apart(proposal.sheet.encoding, say),
            "delimiter": apart(delimiter, say),
        }
        yield "  " + say.text("Encoding {encoding}, columns parted by «{delimiter}».", **facts)
    for heading, field in proposal.sheet.columns.items():
        to = field or say.text("no field")
        yield f"  {ISOLATE.format(inert(heading))} ← {apart(to, say) if field else to}"
    if None in proposal.sheet.columns.values():
        how = words(
            'What is for such a column: --map "COLUMN=FIELD"; for one of numbers, '
            '--map "COLUMN=claim:METRIC".'
        )
        yield "  " + _isolated(say.text(how), say)
    events = say.count("{n} event", "{n} events", len(proposal.made))
    sources = len(proposal.files) - len(proposal.made)
    told = say.count("{n} new source", "{n} new sources", sources)
    yield "  " + say.text("Out of them: {events}, {sources}.", events=events, sources=told)


def _rows(proposal: Proposal, file: str, say: Messages) -> Iterator[str]:
    files = {made.at: made.file for made in proposal.made}
    # The notes of a row stand together, in the order of rows.
    for at, notes in groupby(proposal.notes, lambda note: note.at):
        of_row = list(notes)
        line = f":{of_row[0].line}" if of_row[0].line else f" {at}".rstrip()
        record = files.get(at)
        yield ""
        yield inert(f"{file}{line}") + (f"  {record}" if record else "")
        left_out = [note for note in of_row if note.kind is Kind.WITHOUT_RECORD]
        for note in of_row:
            if note not in left_out:
                yield from _note(note, say)
        if left_out:
            yield f"  - {message(left_out[0], say, isolate=True)}"
            for note in left_out:
                yield f"    {_value(note, say)}"


def _note(note: Note, say: Messages) -> Iterator[str]:
    sign = "-" if note.lost or note.kind in {Kind.MISSING, Kind.NO_SOURCE} else "~"
    why = message(note, say, isolate=True)
    if not note.value:
        yield f"  {sign} {why}"
        return
    yield f"  {sign} {_value(note, say)}"
    yield f"    {why}"
    if note.suggestion:
        shown = ISOLATE.format(inert(note.suggestion))
        yield "    " + say.text("Did you mean: {value}", value=shown)


def _value(note: Note, say: Messages) -> str:
    whole = " ".join(note.value.split())
    shown = inert(whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…")
    name = ISOLATE.format(inert(" ".join(note.name.split())))
    where = f"{name} ({apart(letter(note.column), say)})" if note.column else name
    return f"{where}: «{ISOLATE.format(shown)}»"


def _paste(proposal: Proposal, say: Messages) -> Iterator[str]:
    for name, text in proposal.paste.items():
        yield ""
        yield say.text("To paste into {file}, once you have looked at it:", file=apart(name, say))
        yield from (f"    {inert(line)}" for line in text.splitlines())


def _invented(proposal: Proposal, say: Messages) -> Iterator[str]:
    if not proposal.invented:
        return
    yield ""
    heading = words(
        "Ids made by the machine: change them before they are merged; after that they do not change."
    )
    yield say.text(heading)
    yield from (f"  {file}" for file in proposal.invented)
    for how in (
        words("The id is the name of the file: rename it (mv; git mv once it is committed)."),
        words("Where it is a source's, write the new one in the events that name it, too."),
        words("Or give the sheet a column «id», and import it again."),
    ):
        yield "  " + _isolated(say.text(how), say)


def _isolated(text: str, say: Messages) -> str:
    return isolated(text) if say.language is Language.ARABIC else text


def letter(column: int) -> str:
    """Name a column as spreadsheets do: A, B … Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = string.ascii_uppercase[rest] + name
    return name


def _harmless(text: str) -> str:
    """Write what could act on a terminal as escapes of JSON; what is read back is the same."""
    found = {text[index] for index, _ in forbidden(text)}
    return text.translate({ord(each): json.dumps(each)[1:-1] for each in found})
