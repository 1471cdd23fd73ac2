"""Every page of the site but those written by hand, as an iterator: none is kept in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import groupby

from timeline.dataset import Dataset, actors_of
from timeline.dates import (
    gregorian_phrase,
    gregorian_years_of_hijri_year,
    hijri,
    hijri_phrase,
    hijri_years_of_gregorian_year,
)
from timeline.dates.gregorian import year_bounds
from timeline.messages import Messages
from timeline.ordering import Order
from timeline.records.event import Event, PlaceRef
from timeline.records.vocabulary import Actor, Place, PlacePrecision
from timeline.render.environment import Templates
from timeline.render.listing import (
    YearGroup,
    by_hijri_month,
    by_month,
    hijri_years,
    reaching_into,
)
from timeline.render.page import FRAMES, HOME, Frame, Page
from timeline.render.search_words import respelt
from timeline.render.views import Link, Views, shorten

# Beyond this the front page would be too long to load on a slow line; years hold their own.
WHOLE_TIMELINE = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an index: where it leads, how many events that holds, how deep it stands."""

    link: Link
    count: str
    depth: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Site:
    """The site of one dataset in its order.

    `folder` is what content/ is called where a page names a record's file.
    """

    dataset: Dataset
    order: Order
    say: Messages
    folder: str

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The frames that the site has a page for: a section without entries has none."""
        used = {
            "hijri": self._hijri,
            "places": self.dataset.places,
            "actors": self.dataset.actors,
            "categories": self.dataset.categories,
        }
        return tuple(frame for frame in FRAMES if used.get(frame.source.split("/")[0], True))

    def pages(self, by_hand: frozenset[str] = frozenset()) -> Iterator[Page]:
        """All pages but those whose URLs are written by hand: sections, then records in order."""
        frames = {frame.name for frame in self.frames}
        return (page for page in self._all() if page.frame in frames and page.url not in by_hand)

    @cached_property
    def views(self) -> Views:
        """The views that pages and exports share."""
        return Views(self.dataset, self.order, self.say)

    @cached_property
    def _hijri(self) -> dict[int, tuple[str, ...]]:
        return hijri_years(self.order)

    @cached_property
    def _templates(self) -> Templates:
        return Templates(self.say)

    def _all(self) -> Iterator[Page]:
        yield self._home()
        yield from self._years()
        yield from self._hijri_years()
        yield from self._places()
        yield from self._actors()
        yield from self._categories()
        yield from self._sources()
        yield self._text("method")
        yield self._text("about")
        for event_id in self.order.sequence:
            yield self._event(event_id)

    def _page(
        self, frame: str, url: str, template: str, title: str, description: str, **values: object
    ) -> Page:
        render = partial(self._templates.render, template, url, title=title, site=self, **values)
        return Page(url, frame, title, description, render)

    # ------------------------------------------------------------------ timeline and years

    def _home(self) -> Page:
        about = self.dataset.about
        years = list(self.order.years)
        shown = years if len(self.order.sequence) <= WHOLE_TIMELINE else years[-1:]
        claims = sum(len(event.claims) for event in self.dataset.events.values())
        milestones = [event.id for event in self.dataset.events.values() if event.milestone]
        return self._page(
            HOME,
            "",
            "home.html",
            about.title,
            about.description or about.title,
            years=[self._year_row(year) for year in years],
            groups=[self._year_group(year) for year in shown],
            whole=shown == years,
            milestones=self.views.listed(milestones),
            claims=claims,
            eras=[
                (era, gregorian_phrase(era.date), hijri_phrase(era.date))
                for era in self.dataset.eras.values()
            ],
        )

    def _year_row(self, year: int) -> Row:
        count = len(self.order.years[year])
        link = Link(str(year), f"years/{year:04}/", hijri_years_of_gregorian_year(year) or "")
        return Row(link, self._events(count))

    def _year_group(self, year: int) -> YearGroup:
        event_ids = self.order.years[year]
        row = self._year_row(year)
        months = by_month(self.views, event_ids)
        return YearGroup(year, row.link.url, row.link.note, row.count, months)

    def _years(self) -> Iterator[Page]:
        say, years = self.say, list(self.order.years)
        title = say.text("Years")
        rows = [self._year_row(year) for year in years]
        yield self._page("years", "years/", "index.html", title, self._about(title), rows=rows)
        for index, year in enumerate(years):
            bounds = year_bounds(year)
            assert bounds is not None  # an event stands in it
            title = say.text("Year {year}", year=year)
            yield self._page(
                "year",
                f"years/{year:04}/",
                "year.html",
                title,
                self._about(title),
                group=self._year_group(year),
                lead="gregorian",
                reaching=reaching_into(self.views, bounds[0]),
                previous=rows[index - 1].link if index else None,
                following=rows[index + 1].link if index + 1 < len(rows) else None,
            )

    def _hijri_years(self) -> Iterator[Page]:
        say, years = self.say, self._hijri
        rows = [
            Row(
                Link(
                    say.text("{year} AH", year=year),
                    f"hijri/{year}/",
                    gregorian_years_of_hijri_year(year) or "",
                ),
                self._events(len(event_ids)),
            )
            for year, event_ids in years.items()
        ]
        title = say.text("Hijri years")
        yield self._page("hijri", "hijri/", "index.html", title, self._about(title), rows=rows)
        for index, (year, event_ids) in enumerate(years.items()):
            bounds = hijri.year_bounds(year)
            assert bounds is not None  # an event stands in it
            row = rows[index]
            months = by_hijri_month(self.views, event_ids)
            title = say.text("Year {year} AH", year=year)
            yield self._page(
                "hijri-year",
                row.link.url,
                "year.html",
                title,
                self._about(title),
                group=YearGroup(year, row.link.url, row.link.note, row.count, months),
                lead="hijri",
                reaching=reaching_into(self.views, bounds[0]),
                previous=rows[index - 1].link if index else None,
                following=rows[index + 1].link if index + 1 < len(rows) else None,
            )

    # ------------------------------------------------------------------------------ events

    def _event(self, event_id: str) -> Page:
        event, url = self.dataset.events[event_id], f"events/{event_id}/"
        render = partial(self._event_body, event_id)
        return Page(url, "events", event.title, shorten(event.summary[0]), render)

    def _event_body(self, event_id: str) -> str:
        event, views = self.dataset.events[event_id], self.views
        before, after = self.order.neighbours(event_id)
        view = views.events[event_id]
        return self._templates.render(
            "event.html",
            view.url,
            title=event.title,
            site=self,
            event=event,
            view=view,
            claims=views.claims(event),
            sources=views.cited(event),
            independent=self.dataset.independent_sources(event),
            places=[
                (
                    [views.place(outer) for outer in self.dataset.place_path(where.place)],
                    self._place_precision(where),
                )
                for where in event.places
            ],
            actors=[
                views.actor(who.actor, self.say.term("role", who.role) if who.role else "")
                for who in event.actors
            ],
            relations=self._relations(event),
            hijri_stated=hijri_phrase(event.hijri_stated) if event.hijri_stated else None,
            near=[
                (label, views.events[other], views.why(event_id, other))
                for label, other in (("before", before), ("after", after))
                if other is not None
            ],
            file=f"{self.folder}/{self.dataset.files[event_id]}",
            words=self._search_words(event),
        )

    def _place_precision(self, where: PlaceRef) -> str:
        """How near the place is, where it is not the place itself."""
        if where.precision in {None, PlacePrecision.EXACT}:
            return ""
        return self.say.term("place precision", str(where.precision))

    def _degrees_precision(self, place: Place) -> str:
        """How near a place's degrees are to it, where that is known."""
        return self.say.term("degrees", place.precision) if place.precision else ""

    def _relations(self, event: Event) -> list[tuple[str, Link]]:
        views, term = self.views, self.say.term
        relations = [
            (term("relation", relation.type), views.event_link(relation.event))
            for relation in event.relations
        ]
        for kind, other in self.dataset.relations_to.get(event.id, ()):
            relations.append((term("relation back", kind), views.event_link(other)))
        return relations

    def _search_words(self, event: Event) -> list[str]:
        """What readers may type for this event that its page does not show."""
        dataset = self.dataset
        actors = set(actors_of(event))
        places = {outer for where in event.places for outer in dataset.place_path(where.place)}
        words = [alias for i in sorted(actors) for alias in dataset.actors[i].aliases]
        words += [alias for i in sorted(places) for alias in dataset.places[i].aliases]
        names = [dataset.actors[i].name for i in sorted(actors)]
        names += [dataset.places[i].name for i in sorted(places)]
        words += respelt([event.title, *names, *event.summary, *words])
        return words

    # ------------------------------------------------------- places, actors, categories, sources

    def _places(self) -> Iterator[Page]:
        say, dataset, views = self.say, self.dataset, self.views
        inside: dict[str | None, list[str]] = {}
        for place in dataset.places.values():
            inside.setdefault(place.within, []).append(place.id)
        title = say.text("Places")
        rows = list(self._place_rows(inside, None, 0))
        yield self._page("places", "places/", "index.html", title, self._about(title), rows=rows)
        for place in dataset.places.values():
            yield self._page(
                "place",
                f"places/{place.id}/",
                "place.html",
                place.name,
                self._about(place.name),
                place=place,
                degrees=self._degrees_precision(place),
                around=[views.place(outer) for outer in dataset.place_path(place.id)[1:]],
                inside=[self._place_row(dataset.places[i], 0) for i in inside.get(place.id, ())],
                events=views.listed(dataset.by_place.get(place.id, ())),
            )

    def _place_rows(
        self, inside: dict[str | None, list[str]], within: str | None, depth: int
    ) -> Iterator[Row]:
        for place_id in inside.get(within, ()):
            yield self._place_row(self.dataset.places[place_id], depth)
            yield from self._place_rows(inside, place_id, depth + 1)

    def _place_row(self, place: Place, depth: int) -> Row:
        kind = self.say.term("place kind", place.kind) if place.kind else ""
        count = len(self.dataset.by_place.get(place.id, ()))
        return Row(self.views.place(place.id, kind), self._events(count), depth, place.aliases)

    def _actors(self) -> Iterator[Page]:
        say, dataset, views = self.say, self.dataset, self.views
        title = say.text("Actors")
        known = sorted(dataset.actors.values(), key=lambda actor: (actor.kind or "", actor.name))
        groups = [
            (say.term("actor kind", kind) if kind else "", [self._actor_row(a) for a in actors])
            for kind, actors in groupby(known, lambda actor: actor.kind)
        ]
        yield self._page(
            "actors", "actors/", "groups.html", title, self._about(title), groups=groups
        )
        for actor in dataset.actors.values():
            yield self._page(
                "actor",
                f"actors/{actor.id}/",
                "actor.html",
                actor.name,
                self._about(actor.name),
                actor=actor,
                events=views.listed(dataset.by_actor.get(actor.id, ())),
            )

    def _actor_row(self, actor: Actor) -> Row:
        count = len(self.dataset.by_actor.get(actor.id, ()))
        return Row(self.views.actor(actor.id), self._events(count), 0, actor.aliases)

    def _categories(self) -> Iterator[Page]:
        say, dataset, views = self.say, self.dataset, self.views
        title = say.text("Categories")
        rows = [
            Row(views.category(i), self._events(len(dataset.by_category.get(i, ()))))
            for i in dataset.categories
        ]
        yield self._page(
            "categories", "categories/", "index.html", title, self._about(title), rows=rows
        )
        for category in dataset.categories.values():
            yield self._page(
                "category",
                f"categories/{category.id}/",
                "category.html",
                category.name,
                self._about(category.name),
                summary=category.summary,
                events=views.listed(dataset.by_category.get(category.id, ())),
            )

    def _sources(self) -> Iterator[Page]:
        say, dataset, views = self.say, self.dataset, self.views
        title = say.text("Sources")
        yield self._page(
            "sources",
            "sources/",
            "sources.html",
            title,
            self._about(title),
            sources=[
                (views.source(i), self._events(len(dataset.by_source.get(i, ()))))
                for i in sorted(dataset.sources, key=self._published)
            ],
        )
        for source_id, source in dataset.sources.items():
            yield self._page(
                "source",
                f"sources/{source_id}/",
                "source.html",
                source.title,
                self._about(source.title),
                source=views.source(source_id),
                events=views.listed(dataset.by_source.get(source_id, ())),
            )

    def _published(self, source_id: str) -> tuple[date, str]:
        """What sources are sorted by: the oldest first, the undated last."""
        published = self.dataset.sources[source_id].published
        day = published and (published.earliest or published.latest)
        return day or date.max, source_id

    # ------------------------------------------------------------------------------- texts

    def _text(self, name: str) -> Page:
        title = self.say.text({"method": "Method", "about": "About"}[name])
        return self._page(name, f"{name}/", f"{name}.html", title, self._about(title))

    def _events(self, count: int) -> str:
        return self.say.count("{n} event", "{n} events", count)

    def _about(self, title: str) -> str:
        return f"{title} · {self.dataset.about.title}"
