"""The places, one within another, with a page each."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from timeline.records.vocabulary import Place
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
    rows = list(_rows(site, inside, None, 0))
    yield site.page("places", "places/", "index.html", site.say.text("Places"), rows=rows)
    for place in dataset.places.values():
        yield site.page(
            "place",
            f"places/{place.id}/",
            "place.html",
            place.name,
            place=place,
            degrees=site.say.term("degrees", place.precision) if place.precision else "",
            around=[views.place(outer) for outer in dataset.place_path(place.id)[1:]],
            inside=[_row(site, dataset.places[i], 0) for i in inside.get(place.id, ())],
            events=views.listed(dataset.by_place.get(place.id, ())),
        )


def _rows(site: Site, inside: _Inside, within: str | None, depth: int) -> Iterator[Row]:
    for place_id in inside.get(within, ()):
        yield _row(site, site.dataset.places[place_id], depth)
        yield from _rows(site, inside, place_id, depth + 1)


def _row(site: Site, place: Place, depth: int) -> Row:
    kind = site.say.term("place kind", place.kind) if place.kind else ""
    count = len(site.dataset.by_place.get(place.id, ()))
    return Row(site.views.place(place.id, kind), site.events(count), depth, place.aliases)
