"""The made-up records that all is measured with: the same at every run, and nothing wrong in them."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from benchmarks import records
from benchmarks.house import ADDED
from benchmarks.peers import span_of
from timeline.checking import Checked, check
from timeline.dates import Calendar, Form, Precision
from timeline.rules.rule import Severity
from timeline.rules.table import BY_NAME

A_FEW = 400
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def made() -> records.Records:
    return records.records(A_FEW)


def written(folder: Path, made: records.Records) -> Checked:
    records.write(made, folder)
    return check(folder, untitled="Timeline", today=TODAY)


def test_they_are_the_same_at_every_run(tmp_path: Path) -> None:
    """In another process and on another machine, too: by the digest of what is written."""
    records.write(records.records(60), tmp_path)
    digest = hashlib.sha256()
    for path in sorted(tmp_path.rglob("*.yml"), key=Path.as_posix):
        digest.update(path.relative_to(tmp_path).as_posix().encode() + path.read_bytes())
    assert digest.hexdigest()[:16] == "9219dfde74b9f7a4"


@pytest.mark.parametrize("count", [1, 4, 5, 6, 399])
def test_a_record_is_the_same_whatever_their_number(made: records.Records, count: int) -> None:
    fewer = records.records(count)
    assert list(fewer.events.items()) == list(made.events.items())[:count]
    assert fewer.sources.items() <= made.sources.items()
    assert fewer.places.keys() <= made.places.keys()


def test_nothing_is_wrong_in_them(tmp_path: Path, made: records.Records) -> None:
    checked = written(tmp_path, made)
    hints = {finding.rule for finding in checked.findings}
    assert {BY_NAME[rule].severity for rule in hints} <= {Severity.HINT}
    assert checked.dataset
    assert len(checked.dataset.events) == A_FEW


@pytest.mark.parametrize("count", [0, 1])
def test_none_and_one(tmp_path: Path, count: int) -> None:
    checked = written(tmp_path, records.records(count))
    assert not checked.findings
    assert checked.dataset
    assert len(checked.dataset.events) == count


def test_they_take_every_form_of_date(made: records.Records) -> None:
    spans = [span_of(fields) for fields in made.events.values()]
    assert {span.calendar for span in spans} == {*Calendar}
    assert {span.form for span in spans} == {*Form}
    written_as = Counter(
        "".join("9" if c.isdigit() else c for c in fields["date"])
        for fields in made.events.values()
        if "date" in fields
    )
    days, month = "9999-99-99", "9999-99"
    assert {days, month, "9999", f"{days}~", f"{month}?", f"{days}/{days}", f"{days}/.."} <= {
        *written_as
    }
    assert {f"[{days}..{days}]", f"[{days},{days}]", f"{month}-XX"} <= {*written_as}
    assert Precision.SEASON in {span.precision for span in spans}
    # Most are days, as in records of content/.
    assert written_as[days] > A_FEW / 2


def test_they_say_all_that_a_record_may(made: records.Records) -> None:
    for field in ("claims", "relations", "corrections", "milestone", "date_basis", "date_note"):
        share = sum(field in fields for fields in made.events.values()) / A_FEW
        assert 0 < share < 1, field
    assert all(fields["sources"] and fields["places"] for fields in made.events.values())


def test_an_edit_changes_one_record(tmp_path: Path, made: records.Records) -> None:
    records.write(made, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yml")}
    words = ADDED.format(number=7)
    path = records.edit(tmp_path, made, 3, words)
    changed = {other for other, text in before.items() if other.read_bytes() != text}
    assert changed == {path}
    checked = check(tmp_path, untitled="Timeline", today=TODAY)
    assert checked.dataset
    assert checked.dataset.events[path.stem].summary[0].startswith(words)
