"""The first timeline holds what it held: its records, and every paragraph of its articles.

What rests on other sources than the first seven is not held to this: whoever adds a record meets
the rules and nothing else.

The articles themselves are not in the project; how many paragraphs each has, and why some of them
rest in no record, stands here.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from timeline.checking import Checked, check, is_error
from timeline.coverage import cover
from timeline.dataset import Dataset
from timeline.records.event import Event, Status
from timeline.records.fields import DateBasis

ROOT = Path(__file__).resolve().parent.parent

# A source's paragraphs: the lines of the article's file that hold words, counted from the first of
# the file, so that the second article of a file does not begin at 1.
PARAGRAPHS: Final[Mapping[str, range]] = {
    "infiltration-report-2019-02": range(1, 23),
    "alhurra-2025-04": range(23, 35),
    "irfaasawtak-2019-08": range(1, 31),
    "mraidi-market-2024-02": range(33, 55),
    "last-refuge-2019-02": range(1, 36),
    "erem-news-2025-08": range(1, 18),
    "cells-and-militias-2022-01": range(1, 12),
}
# What it held when it was last read against the articles; it may grow.
EVENTS: Final = 85
CLAIMS: Final = 47
WITH_SEVERAL_SOURCES: Final = 6
RESTING_ON: Final[Mapping[str, tuple[int, int]]] = {  # events, claims
    "infiltration-report-2019-02": (14, 9),
    "alhurra-2025-04": (7, 0),
    "irfaasawtak-2019-08": (21, 6),
    "mraidi-market-2024-02": (4, 6),
    "last-refuge-2019-02": (22, 19),
    "erem-news-2025-08": (12, 0),
    "cells-and-militias-2022-01": (13, 7),
}
PLANS: Final = ["ain-al-asad-closing", "coalition-mission-end"]
OUTERMOST: Final = {"iraq", "syria", "iraq-syria-border"}

_HEADING: Final = "a headline, a caption or a heading: what it says, the text says"
_OF_THE_PAGE: Final = "of the page, not of the news"
_IN_THE_SOURCE: Final = "in the source's own record: headline, day, author"
NO_EVENT: Final[Mapping[str, Mapping[int, str]]] = {
    "infiltration-report-2019-02": dict.fromkeys((1, 2, 7, 11, 15, 19), _HEADING),
    "irfaasawtak-2019-08": {
        **dict.fromkeys((1, 2), "an undated photograph of soldiers near Rawa"),
        **dict.fromkeys((9, 19), _HEADING),
        30: _IN_THE_SOURCE,
    },
    "mraidi-market-2024-02": {33: _HEADING, 44: "what the market sells, and when it is crowded"},
    "last-refuge-2019-02": {
        1: _IN_THE_SOURCE,
        **dict.fromkeys((2, 6, 13, 19, 24), _HEADING),
        35: _OF_THE_PAGE,
    },
    "cells-and-militias-2022-01": dict.fromkeys((1, 2, 3), _IN_THE_SOURCE),
}
# Claims of which the articles name nobody.
NOBODY_NAMED: Final = {
    "daesh-peak-territory#third-of-land",
    "jourani-abducted#companions",
    "jourani-abducted#one-week-before",
    "jourani-abducted#two-weeks-before",
    "qahtaniya-bombing#killed-all",
    "qahtaniya-bombing#killed-children",
    "sdf-pause-for-civilians#pause-length",
    "sdf-second-force-syria#article-share",
    "sdf-warns-prison-guards#sdf-thousands",
    "western-desert-campaign#desert-share",
}

_RANGE: Final = r"\d+(?:–\d+)?"
_LOCATOR: Final = re.compile(rf"الفقرة \d+|الفقرتان \d+ و\d+|الفقرات {_RANGE}(?: و{_RANGE})*")


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(ROOT / "content", untitled="الخط الزمني")


@pytest.fixture(scope="module")
def dataset(checked: Checked) -> Dataset:
    assert checked.dataset, checked.findings
    return checked.dataset


def paragraphs(locator: str) -> set[int]:
    """The paragraphs that a locator names: «الفقرات 3–6 و16»."""
    found: set[int] = set()
    for numbers in re.findall(_RANGE, locator):
        first, _, last = numbers.partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def own(dataset: Dataset) -> list[Event]:
    """The events that rest on the first articles alone."""
    return [
        event
        for event in dataset.events.values()
        if {cited.source for cited in event.sources} <= PARAGRAPHS.keys()
    ]


def test_nothing_is_wrong_with_it(checked: Checked) -> None:
    assert not [finding for finding in checked.findings if is_error(finding)]


def test_does_not_shrink(dataset: Dataset) -> None:
    found = cover(dataset)
    assert found.events >= EVENTS
    assert found.claims >= CLAIMS
    assert found.sources >= len(PARAGRAPHS)
    for source, (events, claims) in RESTING_ON.items():
        assert found.by_source[source].events >= events, source
        assert found.by_source[source].claims >= claims, source
    several = sum(events for sources, events in found.sources_per_event.items() if sources > 1)
    assert several >= WITH_SEVERAL_SOURCES


@pytest.mark.parametrize("source", PARAGRAPHS)
def test_every_paragraph_rests_in_a_record_or_is_no_event(source: str, dataset: Dataset) -> None:
    cited: set[int] = set()
    for event in dataset.events.values():
        for part in event.sources:
            if part.source == source:
                assert part.locator, event.id
                assert _LOCATOR.fullmatch(part.locator), (event.id, part.locator)
                cited |= paragraphs(part.locator)
    no_event = set(NO_EVENT.get(source, {}))
    assert cited | no_event == set(PARAGRAPHS[source])
    assert not cited & no_event


def test_every_number_has_someone_behind_it(dataset: Dataset) -> None:
    nobody = {
        f"{event.id}#{claim.key}"
        for event in own(dataset)
        for claim in event.claims
        if not claim.actors
    }
    assert nobody == NOBODY_NAMED
    for event in own(dataset):
        for claim in event.claims:
            assert claim.key, event.id
            assert claim.source in {cited.source for cited in event.sources}, claim.key
            assert claim.as_of, claim.key


def test_what_is_disputed_is_said(dataset: Dataset) -> None:
    disputed = [e for e in own(dataset) if e.status is Status.DISPUTED]
    assert disputed
    assert all(event.disputed_over for event in disputed)


def test_what_no_article_says_is_not_said(dataset: Dataset) -> None:
    first = [dataset.sources[source] for source in sorted(PARAGRAPHS)]
    for source in first:
        assert source.url is None, source.id
        assert source.archived is None, source.id
        assert source.note, source.id
        assert source.published_basis is DateBasis.STATED or source.published_note, source.id
    stated = [s.id for s in first if s.published_basis is DateBasis.STATED]
    assert stated == ["cells-and-militias-2022-01"]
    assert [e.id for e in own(dataset) if e.status is Status.PLANNED] == PLANS


def test_every_place_can_be_drawn(dataset: Dataset) -> None:
    for place in dataset.places.values():
        assert place.kind, place.id
        assert place.latitude is not None, place.id
        assert place.precision, place.id
        assert place.within or place.id in OUTERMOST, place.id


def test_every_actor_can_be_found(dataset: Dataset) -> None:
    for actor in dataset.actors.values():
        assert actor.kind, actor.id
        assert any(alias.isascii() for alias in actor.aliases), actor.id


def test_every_category_and_era_says_what_it_is(dataset: Dataset) -> None:
    assert all(category.summary for category in dataset.categories.values())
    assert all(era.summary for era in dataset.eras.values())
    assert [*dataset.eras][:5] == ["rise", "caliphate", "fall", "cells-return", "withdrawal"]


def test_metrics_have_every_form(dataset: Dataset) -> None:
    assert all(metric.forms and metric.forms.zero for metric in dataset.metrics.values())
