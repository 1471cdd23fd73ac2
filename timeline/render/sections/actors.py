"""The actors by kind, with a page each."""

from collections.abc import Iterator
from itertools import groupby

from timeline.records.vocabulary import Actor
from timeline.render.page import Page
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
        yield site.page(
            "actor",
            f"actors/{actor.id}/",
            "actor.html",
            actor.name,
            actor=actor,
            events=site.views.listed(dataset.by_actor.get(actor.id, ())),
        )


def _row(site: Site, actor: Actor) -> Row:
    count = len(site.dataset.by_actor.get(actor.id, ()))
    return Row(site.views.actor(actor.id), site.events(count), 0, actor.aliases)
