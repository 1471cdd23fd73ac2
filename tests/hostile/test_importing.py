"""Hostile spreadsheets and TimelineJS files: each value is in a record as it is, or in the report."""

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import SMALL
from tests.hostile.folder import folded
from tests.hostile.inert import faults
from tests.hostile.values import SAMPLE, VALUES
from tests.importing.test_nothing_lost import scalars
from timeline.cli import main
from timeline.importing.columns import FIELDS
from timeline.importing.csv_text import read_csv
from timeline.importing.known import known
from timeline.importing.markup import plain
from timeline.importing.proposal import Settings, propose
from timeline.importing.sheet import Refused, Sheet
from timeline.importing.timelinejs import read_timelinejs
from timeline.messages import Language, messages
from timeline.reading.content import read_content
from timeline.reading.yaml_source import read
from timeline.writing.canonical import canonical

ARABIC = messages(Language.ARABIC)
Capture = pytest.CaptureFixture[str]
COLUMNS = (
    "title",
    "summary",
    "notes",
    *(f for f in FIELDS if f not in {"title", "summary", "notes"}),
)
FOLDER = r"(events|sources)/(\d{4}/)?[a-z0-9-]+\.yml"


def is_text(value: str) -> bool:
    return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value)


def normal(text: str) -> str:
    return folded(unicodedata.normalize("NFC", text))


def as_csv(values: Sequence[str]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([value] * len(COLUMNS) for value in values)
    return text.getvalue().encode()


def as_timeline(values: Sequence[str]) -> bytes:
    slides = [
        {
            "start_date": {"year": "2019", "month": "3", "display_date": value},
            "text": {"headline": value, "text": value},
            "media": {"url": value, "caption": value, "credit": value, value: value},
            "group": value,
            "unique_id": value,
            value: value,
        }
        for value in values
    ]
    return json.dumps({"title": slides[0], "events": slides, "eras": slides[:9]}).encode()


def held(root: Path, sheet: Sheet, values: Sequence[str], *, markup: bool) -> None:
    """Hold what is proposed to be YAML that says what was there, or a report that does."""
    exists = known(read_content(lay(root, SMALL))[0])
    proposal = propose(sheet, exists, Settings("2026-11-22"), ARABIC)
    records: set[str] = set()
    for file, text in {**proposal.files, **proposal.paste}.items():
        tree, found = read(file, text)
        assert not found, (file, found)
        assert isinstance(tree, dict)
        records |= {normal(one) for one in scalars(tree)}
        unseen = [fault for fault in faults(text) if fault.startswith("U+")]
        assert unseen == [], file
    for file, text in proposal.files.items():
        assert canonical(file, text) == text, file
    reported = {normal(note.value) for note in proposal.notes}
    # Of addresses within words a source is made, and of a text in HTML the words are taken.
    for value in values:
        asked = {normal(value)} - {""}
        if markup and normal(value) not in reported:
            asked = {normal(plain(value).text)} - {""}
        assert asked <= records | reported, (value, asked)


def test_values_of_a_spreadsheet_are_kept_as_they_are(tmp_path: Path) -> None:
    values = [value for value in SAMPLE[::2] if is_text(value)]
    sheet = read_csv(as_csv(values), {})
    assert isinstance(sheet, Sheet)
    held(tmp_path, sheet, values, markup=False)


def test_values_of_timelinejs_are_kept_as_they_are(tmp_path: Path) -> None:
    values = SAMPLE[1::2]
    sheet = read_timelinejs(as_timeline(values))
    assert isinstance(sheet, Sheet)
    held(tmp_path, sheet, values, markup=True)


def test_what_html_writes_as_entities_is_as_sound_as_what_it_writes_out(tmp_path: Path) -> None:
    values = ("&#x202e;abc", "z" + "&#821;" * 60, "a&#8232;b", "x&#0;y&#xfdd0;", "&#65275;")
    sheet = read_timelinejs(as_timeline(values))
    assert isinstance(sheet, Sheet)
    exists = known(read_content(lay(tmp_path, SMALL))[0])
    proposal = propose(sheet, exists, Settings("2026-11-22"), ARABIC)
    assert proposal.files
    for file, text in {**proposal.files, **proposal.paste}.items():
        assert not read(file, text)[1], file
        assert not [fault for fault in faults(text) if fault.startswith("U+")], file


@pytest.mark.slow
def test_every_value_of_a_file_is_kept_as_it_is(tmp_path: Path) -> None:
    values = [value for value in VALUES if is_text(value)]
    others = [json.loads(json.dumps(value)) for value in VALUES]  # two halves become one letter
    spreadsheet, timeline = read_csv(as_csv(values), {}), read_timelinejs(as_timeline(others))
    assert isinstance(spreadsheet, Sheet)
    assert isinstance(timeline, Sheet)
    held(tmp_path / "a", spreadsheet, values, markup=False)
    held(tmp_path / "b", timeline, others, markup=True)


@pytest.mark.parametrize("value", [value for value in VALUES if not is_text(value)])
def test_what_is_no_text_is_no_spreadsheet(value: str) -> None:
    assert isinstance(read_csv(f"title\n{value}\n".encode("utf-8", "surrogatepass"), {}), Refused)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "timelinejs"])
def test_what_an_import_prints_acts_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lay(tmp_path / "content", SMALL)
    values = [value for value in VALUES if is_text(value)][:: 9 if kind == "csv" else 6]
    name = "a\x1b[31m\n::error::b.csv"
    (tmp_path / name).write_bytes(as_csv(values) if kind == "csv" else as_timeline(values))
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    for options in (["--format", "json"], ["--lang", "en"]):
        main(["import", kind, name, *options])
        out, err = capsys.readouterr()
        assert faults(out) == []
        assert faults(err) == []
        assert "##[" not in out + err
        if "json" in options:
            json.loads(out)
    new = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert all(path.startswith("content/") for path in new - {p.as_posix() for p in before}), new
