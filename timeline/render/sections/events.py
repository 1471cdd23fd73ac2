"""A page for every event."""

from collections.abc import Iterator, Sequence
from functools import partial

from timeline.dataset import sources_of
from timeline.dates import hijri_phrase
from timeline.records.event import Correction, Event, PlaceRef
from timeline.records.vocabulary import PlacePrecision
from timeline.render import citing
from timeline.render.claim_table import claim_groups
from timeline.render.excerpt import shorten
from timeline.render.page import Page
from timeline.render.repository import changing
from timeline.render.site import Site
from timeline.render.views import Link


def pages(site: Site) -> Iterator[Page]:
    """Every event, in published order."""
    for event_id in site.order.sequence:
        event = site.dataset.events[event_id]
        body, rests_on = partial(_body, site, event_id), partial(_rests_on, site, event_id)
        described = shorten(event.summary[0])
        url = f"events/{event_id}/"
        yield Page(url, "events", event.title, described, body, rests_on=rests_on)


def _body(site: Site, event_id: str) -> str:
    event, views = site.dataset.events[event_id], site.views
    before, after = site.order.neighbours(event_id)
    view = views.events[event_id]
    file = f"{site.folder}/{site.dataset.files[event_id]}"
    address = site.address(view.url)
    claims = claim_groups(event, views)
    return site.render(
        "event.html",
        view.url,
        title=event.title,
        event=event,
        view=view,
        claims=claims,
        drawn=any(row.bar for group in claims for row in group.rows),
        sources=views.cited(event),
        independent=site.dataset.independent_sources(event),
        places=[
            (
                [views.place(outer) for outer in site.dataset.place_path(where.place)],
                _place_precision(site, where),
            )
            for where in event.places
        ],
        drawn_map=site.event_map(event.places),
        actors=_by_role(site, event),
        relations=views.relations(event),
        corrections=_newest_first(event.corrections),
        hijri_stated=hijri_phrase(event.hijri_stated) if event.hijri_stated else None,
        near=[
            (label, views.events[other], views.why(event_id, other))
            for label, other in (("before", before), ("after", after))
            if other is not None
        ],
        position=site.order.rank[event_id] + 1,
        citation=citing.forms(citing.of_event(event, site.dataset, site.say, address), site.say),
        changing=changing(site.dataset.about, file, event.title, address, site.say),
    )


def _rests_on(site: Site, event_id: str) -> tuple[str, ...]:
    """All that `_body` asks of records: the event's own, and those of events and sources it names."""
    event, order, views = site.dataset.events[event_id], site.order, site.views
    near = [other for other in order.neighbours(event_id) if other]
    reasons = [order.explain(event_id, other) for other in near]
    named = [claim.towards.event for claim in event.claims if claim.towards]
    related = views.related(event)
    return (
        site.dataset.files[event_id],
        str(order.rank[event_id]),
        *(f"{kind} {way}" for kind, way, _ in related),
        *(f"{reason.ground} {len(reason.chain)}" for reason in reasons),
        *map(
            site.event_digest,
            (
                event_id,
                *near,
                *(other for _, _, other in related),
                *(between for reason in reasons for between in reason.chain),
                *named,
            ),
        ),
        *map(site.source_digest, sources_of(event)),
    )


def _place_precision(site: Site, where: PlaceRef) -> str:
    """How near the place is, where it is not the place itself."""
    if where.precision in {None, PlacePrecision.EXACT}:
        return ""
    return site.say.term("place precision", str(where.precision))


def _by_role(site: Site, event: Event) -> list[tuple[str, list[Link]]]:
    """Who had a part in the event, those of one part together, in the record's order."""
    parts: dict[str, list[Link]] = {}
    for who in event.actors:
        role = site.say.term("role", who.role) if who.role else ""
        parts.setdefault(role, []).append(site.views.actor(who.actor))
    return list(parts.items())


def _newest_first(corrections: Sequence[Correction]) -> list[Correction]:
    """Of one day's, the one written last stands first."""
    return sorted(corrections, key=lambda correction: correction.date)[::-1]
