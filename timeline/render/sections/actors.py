"""The actors by kind, with a page each."""

from collections.abc import Iterator
from itertools import groupby

from timeline.dates.folding import spellings
from timeline.records.vocabulary import Actor
from timeline.render import shares
from timeline.render.page import Page
from timeline.render.sections.sources import oldest_first
from timeline.render.site import Site
from timeline.render.views import Row


def pages(site: Site) -> Iterator[Page]:
    """The list of actors and each actor."""
    say, dataset = site.say, site.dataset
    if not dataset.actors:
        return
    known = sorted(dataset.actors.values(), key=lambda actor: (actor.kind or "", actor.name))
    groups = [
        (say.term("actor kind", kind) if kind else "", [_row(site, actor) for actor in actors])
        for kind, actors in groupby(known, lambda actor: actor.kind)
    ]
    yield site.page("actors", "actors/", "groups.html", say.text("Actors"), groups=groups)
    for actor in dataset.actors.values():
        yield from _actor(site, actor)


def _actor(site: Site, actor: Actor) -> Iterator[Page]:
    dataset, say, url = site.dataset, site.say, f"actors/{actor.id}/"
    listed = shares.Listed(site, url, dataset.by_actor.get(actor.id, ()))
    sources = oldest_first(dataset, dataset.by_origin.get(actor.id, ()))
    cited = shares.Cited(site, f"{url}sources/", sources)
    resting = {event for source in sources for event in dataset.by_source.get(source, ())}
    rest = shares.Listed(site, f"{url}resting/", site.order.sorted(resting.difference(listed.ids)))
    yield site.page(
        "actor",
        url,
        "actor.html",
        actor.name,
        actor=actor,
        aliases=spellings(actor.name, actor.aliases),
        listed=listed,
        cited=cited,
        resting=rest,
    )
    top = site.views.actor(actor.id)
    yield from shares.pages(site, "actor", actor.name, listed)
    name = say.text("Sources that go back to {actor}", actor=actor.name)
    yield from shares.source_pages(site, "actor", name, cited, top)
    name = say.text("Events that rest on sources of {actor}", actor=actor.name)
    yield from shares.pages(site, "actor", name, rest, top)


def _row(site: Site, actor: Actor) -> Row:
    dataset = site.dataset
    events = len(dataset.by_actor.get(actor.id, ()))
    sources = len(dataset.by_origin.get(actor.id, ()))
    count = site.say.count("origin of {n} source", "origin of {n} sources", sources)
    if events or not sources:
        count = site.events(events)
    return Row(site.views.actor(actor.id), count)
