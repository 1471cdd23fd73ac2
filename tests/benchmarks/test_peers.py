"""What others get is the same: every event, and all that it says."""

import re

import pytest

from benchmarks import peers, records


@pytest.fixture(scope="module")
def made() -> records.Records:
    return records.records(200)


def test_every_event_is_a_page_with_its_text(made: records.Records) -> None:
    pages = dict(peers.pages(made))
    assert pages.keys() == made.events.keys()
    for event, fields in made.events.items():
        text = pages[event]
        assert fields["title"] in text
        assert fields["summary"] in text
        assert text.count("\n| ") == (1 + len(fields["claims"]) if "claims" in fields else 0)
        for ref in fields["sources"]:
            assert made.sources[ref["source"]]["url"] in text
        for ref in fields["places"]:
            assert made.places[ref["place"]]["name"] in text


def test_no_link_leads_nowhere(made: records.Records) -> None:
    for text in dict(peers.pages(made)).values():
        linked = re.findall(r"\]\(([^:)]+)\.md\)", text)
        assert {*linked} <= made.events.keys()


def test_scripts_get_every_event_with_its_days(made: records.Records) -> None:
    slides = peers.timelinejs(made)["events"]
    items = peers.vis(made)
    assert [slide["unique_id"] for slide in slides] == [*made.events]
    assert [item["id"] for item in items] == [*made.events]
    for slide, item in zip(slides, items, strict=True):
        day = slide["start_date"]
        assert item["start"] == f"{day['year']}-{day['month']:02}-{day['day']:02}"
        assert ("end_date" in slide) == ("end" in item)
