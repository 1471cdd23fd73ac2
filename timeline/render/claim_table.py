"""The numbers of an event as a table: those that stand against one another together, and drawn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.messages import Messages
from timeline.records.claim import Claim, Stance
from timeline.records.event import Event
from timeline.render.claim_views import ClaimView, claim_view
from timeline.render.extents import Bar, bar, extent, scale_for
from timeline.render.views import Views


@dataclass(frozen=True, slots=True)
class Row:
    """A claim, and where its number lies on the scale of its metric; None where none is drawn."""

    claim: ClaimView
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that bear on one another, and in words how; without words they stand by themselves."""

    words: str
    rows: tuple[Row, ...]


def claim_groups(event: Event, views: Views) -> list[Group]:
    """An event's claims, those of one matter together in the record's order, then all others."""
    say, bars = views.say, _bars(event.claims)
    rows = [Row(view, bars[i]) for i, view in enumerate(claim_view(c, views) for c in event.claims)]
    matters = _matters(event)
    groups = [
        Group(_words([event.claims[i] for i in members], say), tuple(rows[i] for i in members))
        for members in matters
        if len(members) > 1
    ]
    if single := [rows[members[0]] for members in matters if len(members) == 1]:
        groups.append(Group(say.text("Other numbers") if groups else "", tuple(single)))
    return groups


def _matters(event: Event) -> list[list[int]]:
    """The positions of the claims, those together that `towards` ties within the event."""
    by_key = {claim.key: i for i, claim in enumerate(event.claims) if claim.key}
    first = list(range(len(event.claims)))  # of each claim, the first of those that it is tied to
    for i, claim in enumerate(event.claims):
        if claim.towards and claim.towards.event == event.id:
            one, other = sorted((first[i], first[by_key[claim.towards.key]]))
            first = [one if leader == other else leader for leader in first]
    return [
        [i for i, leader in enumerate(first) if leader == found] for found in sorted(set(first))
    ]


def _words(claims: Sequence[Claim], say: Messages) -> str:
    """How claims that are tied to one another stand to each other."""
    stances = {claim.stance for claim in claims if claim.towards}
    if stances == {Stance.CONFIRMS}:
        return say.text("Confirmed by others")
    if stances == {Stance.REVISES}:
        return say.text("Revised since")
    if Stance.CONFIRMS in stances:
        return say.text("Numbers on one matter, not all of which agree")
    return say.count(
        "{n} number that differs on one matter",
        "{n} numbers that differ on one matter",
        len(claims),
    )


def _bars(claims: Sequence[Claim]) -> list[Bar | None]:
    """Each claim's bar, on one scale for the claims of a metric; one alone compares to nothing."""
    counts = Counter(claim.metric for claim in claims)
    scales = {
        metric: scale_for(extent(claim) for claim in claims if claim.metric == metric)
        for metric, count in counts.items()
        if count > 1
    }
    return [
        bar(extent(claim), scales[claim.metric]) if claim.metric in scales else None
        for claim in claims
    ]
