"""N9: two records that may be one. They are shown side by side, and a person decides.

Told of the one that was added later, since whoever adds it is the one to ask; where neither was
there before the other, of both.

Events are compared with those of their place and month, or of their passage, never each with each.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, pairwise
from operator import itemgetter
from typing import Final

from timeline.dates.folding import folded
from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.finding import Finding
from timeline.records.event import Event, RelationType
from timeline.rules.rule import EVENT, Rule, Severity, event

_ONE: Final = words("Are they one? Then keep one of the records; if not, relate one to the other.")
_COUNTED_TWICE: Final = words("What is recorded twice is counted twice.")
_ALIKE: Final = 0.7  # of the words of two titles, those that both have
_HALF: Final = 0.5  # of the words of the shorter title, where both tell of one passage
_WIDE: Final = 62  # days: a date wider than two months overlaps with too much to mean anything
_MANY: Final = 60  # events of a place, a month and a word: such a word stands in every title
_PREFIXES: Final = ("وال", "بال", "كال", "فال", "لل", "ال")
_SHORT: Final = 3  # letters of a word that is compared
_WORD: Final = re.compile(r"\w+")


class NearDuplicate(Rule):
    code = "N901"
    name = "near-duplicate"
    severity = Severity.HINT
    message = words(
        "«{other}» has the same place, days that overlap and a similar title: «{title}»."
    )
    advice = _ONE
    reason = _COUNTED_TWICE
    breaks = event(
        {
            "events/bridge-inaugurated.yml": EVENT.replace("الجسر\n", "جسر\n", 1)
            + "places: [harbour]\n"
        },
        places="[harbour]",
    )
    keeps = event(
        {
            "events/bridge-inaugurated.yml": EVENT.replace("الجسر\n", "جسر\n", 1)
            + "places: [harbour]\nrelations: [{type: follows, event: bridge-opened}]\n"
        },
        places="[harbour]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for one, other in _pairs(_by_place(content)):
            first, second = _words(one.title), _words(other.title)
            if len(first & second) >= _ALIKE * max(1, len(first | second)):
                yield from _findings(cls.name, content, one, other, "title")


class SamePassage(Rule):
    code = "N902"
    name = "same-passage"
    severity = Severity.HINT
    message = words(
        "«{other}» rests on the same passage, its days overlap, and its title is similar: «{title}»."
    )
    advice = _ONE
    reason = _COUNTED_TWICE
    breaks = event(
        {
            "events/bridge-built.yml": EVENT.replace("افتتاح الجسر", "افتتاح الجسر الجديد").replace(
                "[report]", "[{source: report, locator: الفقرة 2}]"
            )
        },
        sources="[{source: report, locator: الفقرة 2}]",
    )
    keeps = event(
        {
            "events/bridge-built.yml": EVENT.replace("افتتاح الجسر", "افتتاح الجسر الجديد").replace(
                "[report]", "[{source: report, locator: الفقرة 2}]"
            )
        },
        sources="[{source: report, locator: الفقرة 3}]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        passages: dict[tuple[str, ...], list[Event]] = {}
        for record in content.events.records.values():
            for cited in record.sources:
                if cited.locator:
                    key = (cited.source, folded(cited.locator))
                    passages.setdefault(key, []).append(record)
        for one, other in _pairs(passages.values()):
            if {w.place for w in one.places} & {w.place for w in other.places}:
                continue
            first, second = _words(one.title), _words(other.title)
            if len(first & second) >= _HALF * max(1, min(len(first), len(second))):
                yield from _findings(cls.name, content, one, other, "sources")


class VerbatimDuplicate(Rule):
    code = "N903"
    name = "verbatim-duplicate"
    severity = Severity.WARNING
    message = words(
        "«{other}» has the same title and the same date, and the same place or passage: «{title}»."
    )
    advice = _ONE
    reason = _COUNTED_TWICE
    breaks = event(
        {"events/bridge-inaugurated.yml": EVENT + "places: [harbour]\n"}, places="[harbour]"
    )
    keeps = event(
        {
            "events/bridge-inaugurated.yml": EVENT
            + "places: [harbour]\nrelations: [{type: follows, event: bridge-opened}]\n"
        },
        places="[harbour]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        alike: dict[tuple[str, ...], list[Event]] = {}
        for record in content.events.records.values():
            alike.setdefault((_plain(record.title), *_dated(record)), []).append(record)
        groups: dict[tuple[str, ...], list[Event]] = {}
        for said, records in alike.items():
            for record in records if len(records) > 1 else ():
                for where in _wheres(record):
                    groups.setdefault((*said, *where), []).append(record)
        seen: set[tuple[str, str]] = set()
        for group in groups.values():
            # Each beside the one before it, so that a hundred copies are told of once each.
            for one, other in pairwise(sorted(group, key=lambda each: (_added(each), each.id))):
                pair = (one.id, other.id)
                if pair not in seen and one is not other and not _told_apart(one, other):
                    seen.add(pair)
                    yield from _findings(cls.name, content, one, other, "title")


def _findings(
    rule: str, content: Content, one: Event, other: Event, field: str
) -> Iterator[Finding]:
    """Tell of the one that was added later; of both where that is not known, or on one day."""
    for record, twin in ((one, other), (other, one)):
        if _added(record) and _added(twin) and _added(record) < _added(twin):
            continue
        at = content.events.document(record.id).at(field)
        related = (content.events.document(twin.id).at(field),)
        yield Finding(rule, at, {"other": twin.id, "title": twin.title}, related=related)


def _added(record: Event) -> str:
    return record.added.isoformat() if record.added else ""


def _dated(record: Event) -> tuple[str, str]:
    return record.span.calendar.value, record.span.edtf


def _wheres(record: Event) -> Iterator[tuple[str, ...]]:
    """Where an event was, and the passages that it rests on."""
    for where in record.places:
        yield "place", where.place
    for cited in record.sources:
        if cited.locator:
            yield "source", cited.source, folded(cited.locator)


def _verbatim(one: Event, other: Event) -> bool:
    """Whether `VerbatimDuplicate` tells of two that have a place or a passage in common."""
    return _dated(one) == _dated(other) and _plain(one.title) == _plain(other.title)


def _by_place(content: Content) -> Iterator[list[Event]]:
    """Those with a place, a month that they touch and a word of their titles in common."""
    found: dict[tuple[str, int], list[Event]] = {}
    for record in content.events.records.values():
        for month in _months(record):
            for where in record.places:
                found.setdefault((where.place, month), []).append(record)
    for group in found.values():
        if len(group) > 1:
            words: dict[str, list[Event]] = {}
            for record in group:
                for word in _words(record.title):
                    words.setdefault(word, []).append(record)
            yield from words.values()


def _months(record: Event) -> Iterator[int]:
    span = record.span
    if span.earliest is None or span.latest is None or (span.days or 0) > _WIDE:
        return
    first, last = (day.year * 12 + day.month for day in (span.earliest, span.latest))
    yield from range(first, last + 1)


def _pairs(groups: Iterable[list[Event]]) -> list[tuple[Event, Event]]:
    """Every two events of a group whose days overlap and that are not known to be different.

    In the order of their ids, for groups stand in none.
    """
    pairs = {
        (one.id, other.id): (one, other)
        for group in groups
        if 1 < len(group) <= _MANY
        for one, other in combinations(group, 2)
        if one is not other
    }
    return [
        pair
        for _, pair in sorted(pairs.items(), key=itemgetter(0))
        if _overlap(*pair) and not (_told_apart(*pair) or _verbatim(*pair))
    ]


def _overlap(one: Event, other: Event) -> bool:
    a, b = one.span, other.span
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest  # type: ignore[operator]


def _told_apart(one: Event, other: Event) -> bool:
    """Whether one names the other, or both contradict one and the same event."""
    for a, b in ((one, other), (other, one)):
        if b.id in (*a.after, *a.before, *(relation.event for relation in a.relations)):
            return True
    return bool(_contradicted(one) & _contradicted(other))


def _contradicted(record: Event) -> set[str]:
    return {r.event for r in record.relations if r.type is RelationType.CONTRADICTS}


@lru_cache(maxsize=1 << 15)
def _plain(title: str) -> str:
    """A title without what is typed in more than one way."""
    return " ".join(folded(title).split())


@lru_cache(maxsize=1 << 15)
def _words(title: str) -> frozenset[str]:
    """The words of a title as they are compared: folded, without the article."""
    found = set()
    for word in _WORD.findall(folded(title)):
        prefix = ""
        if word.startswith(_PREFIXES):
            prefix = next(
                (p for p in _PREFIXES if word.startswith(p) and len(word) > len(p) + 1), ""
            )
        if len(bare := word.removeprefix(prefix)) >= _SHORT or bare.isdigit():
            found.add(bare)
    return frozenset(found)


RULES: Final = (NearDuplicate, SamePassage, VerbatimDuplicate)
