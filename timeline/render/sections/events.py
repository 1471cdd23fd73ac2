"""A page for every event."""

from collections.abc import Iterator
from functools import partial

from timeline.dates import hijri_phrase
from timeline.records.event import Event, PlaceRef
from timeline.records.vocabulary import PlacePrecision
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.render.views import Link, shorten


def pages(site: Site) -> Iterator[Page]:
    """Every event, in published order."""
    for event_id in site.order.sequence:
        event = site.dataset.events[event_id]
        body = partial(_body, site, event_id)
        yield Page(f"events/{event_id}/", "events", event.title, shorten(event.summary[0]), body)


def _body(site: Site, event_id: str) -> str:
    event, views = site.dataset.events[event_id], site.views
    before, after = site.order.neighbours(event_id)
    view = views.events[event_id]
    return site.render(
        "event.html",
        view.url,
        title=event.title,
        event=event,
        view=view,
        claims=views.claims(event),
        sources=views.cited(event),
        independent=site.dataset.independent_sources(event),
        places=[
            (
                [views.place(outer) for outer in site.dataset.place_path(where.place)],
                _place_precision(site, where),
            )
            for where in event.places
        ],
        actors=[
            views.actor(who.actor, site.say.term("role", who.role) if who.role else "")
            for who in event.actors
        ],
        relations=_relations(site, event),
        hijri_stated=hijri_phrase(event.hijri_stated) if event.hijri_stated else None,
        near=[
            (label, views.events[other], views.why(event_id, other))
            for label, other in (("before", before), ("after", after))
            if other is not None
        ],
        file=f"{site.folder}/{site.dataset.files[event_id]}",
    )


def _place_precision(site: Site, where: PlaceRef) -> str:
    """How near the place is, where it is not the place itself."""
    if where.precision in {None, PlacePrecision.EXACT}:
        return ""
    return site.say.term("place precision", str(where.precision))


def _relations(site: Site, event: Event) -> list[tuple[str, Link]]:
    views, term = site.views, site.say.term
    relations = [
        (term("relation", relation.type), views.event_link(relation.event))
        for relation in event.relations
    ]
    for kind, other in site.dataset.relations_to.get(event.id, ()):
        relations.append((term("relation back", kind), views.event_link(other)))
    return relations
