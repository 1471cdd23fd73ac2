"""What CONTRIBUTING says, in both languages, is so: records pass, dates read, messages are printed."""

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from tests.test_documents import ARABIC, ISOLATES, ROOT, blocks, code, lay, read, rows, text_of
from timeline import cli
from timeline.dates import Calendar, Span, gregorian_phrase, hijri_phrase, parse
from timeline.records.claim import Claim
from timeline.records.event import Event
from timeline.records.source import Source

GUIDES: Final = {"CONTRIBUTING.md": "en", "CONTRIBUTING.ar.md": "ar"}
HIJRI: Final = "date_hijri: "

both = pytest.mark.parametrize("guide", GUIDES)


def parts(guide: str) -> list[str]:
    """Return what stands under each heading of the second level, in order."""
    return re.split(r"^## .+$", text_of(guide), flags=re.MULTILINE)


def part(guide: str, holding: str) -> str:
    """Return the one part in which this stands."""
    (found,) = [part for part in parts(guide) if holding in part]
    return found


def records(guide: str, folder: Path) -> Path:
    """Write the event and the source that the guide shows."""
    return lay(part(guide, "```yaml\n# content/"), folder)


def test_both_say_as_much() -> None:
    english, arabic = (len(parts(guide)) for guide in GUIDES)
    assert english == arabic > 8
    shown = [[blocks(text_of(guide), language) for language in ("yaml", "sh")] for guide in GUIDES]
    assert shown[0] == shown[1]


def test_the_arabic_one_reads_from_right_to_left() -> None:
    text = text_of("CONTRIBUTING.ar.md")
    assert text.startswith('<div dir="rtl" lang="ar">\n\n# ')
    assert text.count("<div") == text.count("</div>")
    fences = re.findall(r"^```\w+$", text, re.MULTILINE)
    inside = re.findall(r'<div dir="ltr">\n\n(.*?)\n\n</div>', text, re.DOTALL)
    shown = sum(len(re.findall(r"^```\w+$", part, re.MULTILINE)) for part in inside)
    assert shown == len(fences), "code reads from left to right"
    assert "`" not in re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert len(ARABIC.findall(text)) > 5000


@both
def test_the_record_that_is_shown_is_valid(guide: str, tmp_path: Path) -> None:
    found = read(records(guide, tmp_path))
    assert found.findings == ()
    assert found.dataset is not None
    assert len(found.dataset.events) == len(found.dataset.sources) == 1


@both
def test_it_passes_beside_what_is_there(guide: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    shown = records(guide, tmp_path / "shown")
    for file in shown.rglob("*.yml"):
        target = folder / file.relative_to(shown)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("a", encoding="utf-8") as opened:
            opened.write(file.read_text("utf-8"))
    assert read(folder).findings == ()


@both
def test_thirty_dates_are_what_the_engine_says(guide: str) -> None:
    table = [row for row in rows(text_of(guide)) if len(row) == 4]
    assert len(table) == 30
    forms = set()
    for said, written, gregorian, hijri in table:
        (date,) = code(written)
        calendar = Calendar.HIJRI if date.startswith(HIJRI) else Calendar.GREGORIAN
        span = parse(date.removeprefix(HIJRI), calendar)
        assert isinstance(span, Span), date
        assert [gregorian, hijri] == [gregorian_phrase(span), hijri_phrase(span) or "—"], date
        assert re.search("[“«]", said) or "رجب" in said, "what a source says is quoted"
        forms.add((span.form.value, span.precision.value, span.uncertain, span.approximate))
    assert len(forms) > 12, "thirty examples, and not thirty times one"


@both
def test_what_is_said_to_be_refused_is_refused(guide: str) -> None:
    told = part(guide, "2023-02-30").partition("2023-02-30")[2].split("\n\n")[0]
    refused = ["2023-02-30", *code(told.partition("</code>")[2] or told.partition("`")[2])]
    assert len(refused) == 6
    assert [date for date in refused if isinstance(parse(date), Span)] == []


@both
def test_the_fields_that_are_named_exist(guide: str) -> None:
    fields = {*Event.model_fields, *Claim.model_fields, *Source.model_fields}
    table = [row for row in rows(text_of(guide)) if len(row) == 3]
    assert len(table) > 5
    named = {name.partition(":")[0] for row in table for name in code(row[2])}
    assert named - {"accused"} <= fields


@both
def test_the_message_that_is_shown_is_printed(
    guide: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shown,) = blocks(text_of(guide), "text")
    folder = records(guide, tmp_path / "content")
    fault = re.search(r"^\s+(\d+) \| (.*)$", shown, re.MULTILINE)
    assert fault
    file = folder / "events/2019/library-reopened.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[int(fault[1]) - 1] = fault[2]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert cli.main(["check", "--content", str(folder), "--lang", GUIDES[guide]]) == 1
    printed = ISOLATES.sub("", capsys.readouterr().out).replace(str(tmp_path) + "/", "")
    assert printed.startswith(f"{shown}\n")


@both
def test_corrections_and_withdrawals_are_written_as_shown(guide: str, tmp_path: Path) -> None:
    correction, withdrawal = blocks(part(guide, "corrections:\n"), "yaml")
    folder = records(guide, tmp_path)
    file = folder / "events/2019/library-reopened.yml"
    file.write_text(file.read_text("utf-8") + correction, encoding="utf-8")
    (folder / "withdrawn.yml").write_text(withdrawal, encoding="utf-8")
    found = read(folder)
    assert found.findings == ()
    assert found.dataset is not None
    assert [len(event.corrections) for event in found.dataset.events.values()] == [1]
    assert len(found.dataset.withdrawn) == 2
