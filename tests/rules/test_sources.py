"""Sources: days, archived copies, addresses."""

from pathlib import Path

import pytest

from tests.contents import found
from timeline.rules.rule import Example, event
from timeline.rules.sources import _plain

ARCHIVE = "https://web.archive.org/web"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"archived: {ARCHIVE}/20240229121502/https://example.org/a", None),
        (f"archived: {ARCHIVE}/20240229121502if_/https://example.org/a", None),
        (f"archived: {ARCHIVE}/20240229126002/https://example.org/a", "bad-archive-stamp"),
        (f"archived: {ARCHIVE}/2024/https://example.org/a", "bad-archive-stamp"),
        (f"archived: {ARCHIVE}/20240229/https://example.org/a", "bad-archive-stamp"),
        (f"archived: {ARCHIVE}/19940229121502/https://example.org/a", "bad-archive-stamp"),
        (f"archived: {ARCHIVE}/20240229000000/https://example.org/a", "round-archive-stamp"),
        ("archived: https://archive.ph/AbCdE", None),
        ("url: https://archive.ph/AbCdE", "archive-as-url"),
        ("url: https://archive.org/details/a", None),  # a book may have its home there
        ("url: https://web.archive.org/web/2024/https://example.org/a", "archive-as-url"),
    ],
)
def test_archived_copies(tmp_path: Path, line: str, told: str | None) -> None:
    findings = found(tmp_path, {"sources/report.yml": f"title: تقرير\n{line}\n"})
    assert [finding.rsplit(" ", 1)[1] for finding in findings] == ([told] if told else [])


def test_a_day_earlier_may_be_the_same_day_elsewhere(tmp_path: Path) -> None:
    source: Example = {
        "sources/report.yml": 'title: تقرير\npublished: "2024-02-29"\naccessed: "2024-02-28"\n'
        f"archived: {ARCHIVE}/20240228231502/https://example.org/a\n"
    }
    assert found(tmp_path, source) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/a", "https://www.example.org/a/", True),
        ("https://example.org/a", "https://EXAMPLE.org/a#b", True),
        ("https://example.org/a?id=1", "https://example.org/a?utm_medium=x&id=1", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/a", "https://example.org/A", False),
        ("https://example.org/a", "https://news.example.org/a", False),
    ],
)
def test_one_page_under_two_addresses(one: str, other: str, *, same: bool) -> None:
    assert (_plain(one) == _plain(other)) is same


def test_who_passes_on_whom(tmp_path: Path) -> None:
    sources: Example = {
        "sources/report.yml": "title: تقرير\norigin: agency\n",
        "sources/wire.yml": "title: خبر\npublisher: agency\norigin: ministry\n",
        "events/b.yml": event(sources="[wire]")["events/bridge-opened.yml"],
    }
    assert found(tmp_path, event(sources, sources="[report, wire]")) == []
