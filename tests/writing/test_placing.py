"""Where the file of a new record belongs."""

from pathlib import Path

import pytest

from timeline.dates import Span, parse
from timeline.writing.placing import by_year, event_file, schema_folder


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ([], True),
        (["events/2019/a.yml"], True),
        (["events/a.yml"], False),
        (["events/war/a.yml", "events/b.yml", "events/2019/c.yml"], False),
        (["events/2019/a.yml", "events/b.yml"], True),
    ],
)
def test_new_events_stand_as_most_do(files: list[str], *, wanted: bool) -> None:
    assert by_year(files) is wanted


@pytest.mark.parametrize(
    ("date", "in_years", "file"),
    [
        ("2019-03", True, "events/2019/a.yml"),
        ("2019-03", False, "events/a.yml"),
        ("../2019", True, "events/2019/a.yml"),
        ("0099", True, "events/0099/a.yml"),
        ("", True, "events/a.yml"),
    ],
)
def test_the_file_of_an_event(date: str, *, in_years: bool, file: str) -> None:
    span = parse(date) if date else None
    assert event_file("a", span if isinstance(span, Span) else None, in_years=in_years) == file


def test_schemas_are_looked_for_beside_the_content(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    assert schema_folder(content) is None
    (tmp_path / "schema").mkdir()
    assert schema_folder(content) == "../schema"
