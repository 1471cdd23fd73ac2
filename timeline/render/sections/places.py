"""The places on a map and one within another, with a page each."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypeAlias

from timeline.dates.folding import spellings
from timeline.records.vocabulary import Place
from timeline.render import shares
from timeline.render.map import Picture
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.render.views import Row

_Inside: TypeAlias = Mapping[str | None, list[str]]
"""The places directly within each place; under None those within no other."""


def pages(site: Site) -> Iterator[Page]:
    """The list of places and each place."""
    dataset, views = site.dataset, site.views
    if not dataset.places:
        return
    inside: dict[str | None, list[str]] = {}
    for place in dataset.places.values():
        inside.setdefault(place.within, []).append(place.id)
    yield site.page(
        "places",
        "places/",
        "places.html",
        site.say.text("Places"),
        draw=lambda: site.maps.all_places,
        base_map=dataset.base_map,
        rows=list(_rows(site, inside, None, 0)),
    )
    for place in dataset.places.values():
        url = f"places/{place.id}/"
        listed = shares.Listed(site, url, dataset.by_place.get(place.id, ()))
        yield site.page(
            "place",
            url,
            "place.html",
            place.name,
            place=place,
            aliases=spellings(place.name, place.aliases),
            draw=partial(_picture, site, place.id, inside),
            base_map=dataset.base_map,
            degrees=site.say.term("degrees", place.precision) if place.precision else "",
            around=[views.place(outer) for outer in dataset.place_path(place.id)[1:]],
            inside=[_row(site, dataset.places[i], 0) for i in inside.get(place.id, ())],
            listed=listed,
        )
        yield from shares.pages(site, "place", place.name, listed)


def _picture(site: Site, place_id: str, inside: _Inside) -> Picture | None:
    """The map of a place, drawn when its page is: it is what takes longest of all."""
    return site.maps.of_place(place_id, _within(inside, place_id))


def _rows(site: Site, inside: _Inside, within: str | None, depth: int) -> Iterator[tuple[Row, str]]:
    """Every place, what is within it below it, with how well its point is known."""
    for place_id in inside.get(within, ()):
        place = site.dataset.places[place_id]
        if place.latitude is None:
            known = site.say.text("not on the map")
        else:
            known = site.say.term("degrees", place.precision) if place.precision else ""
        yield _row(site, place, depth), known
        yield from _rows(site, inside, place_id, depth + 1)


def _within(inside: _Inside, place_id: str) -> Iterator[str]:
    """The places within a place, at any depth."""
    for inner in inside.get(place_id, ()):
        yield inner
        yield from _within(inside, inner)


def _row(site: Site, place: Place, depth: int) -> Row:
    kind = site.say.term("place kind", place.kind) if place.kind else ""
    count = len(site.dataset.by_place.get(place.id, ()))
    return Row(site.views.place(place.id, kind), site.events(count), depth)
