"""The site of one dataset: what every section makes its pages from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from markupsafe import Markup

from timeline.dataset import Dataset
from timeline.messages import Messages
from timeline.ordering import Order
from timeline.program import program
from timeline.records.event import PlaceRef
from timeline.render.assets import named
from timeline.render.environment import Templates
from timeline.render.facet_data import FacetFiles, facet_files
from timeline.render.lines import SLOTS, Lines
from timeline.render.listing import Group, Run
from timeline.render.map import Maps
from timeline.render.page import Page
from timeline.render.recorded import recorded_parts
from timeline.render.suggesting import suggesting_json
from timeline.render.views import EventView, Views


@dataclass(frozen=True, slots=True)
class File:
    """A file of data: its path below the site's root, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Named:
    """Records that a page tells of, by their ids."""

    events: Sequence[str] = ()
    sources: Sequence[str] = ()


@dataclass(frozen=True)
class Site:
    """The site of one dataset in its order.

    `folder` is what content/ is called where a page names a record's file; `assets` is the path of
    each style, script and font below the site's root, by its role; `schemas` is the folder of the
    JSON Schemas from content/, None where there is none beside it. `digests` are those of events'
    and sources' files, by kind and id, where they are known.
    """

    dataset: Dataset
    order: Order
    say: Messages
    folder: str
    assets: Mapping[str, str]
    schemas: str | None = None
    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def views(self) -> Views:
        """The views that pages and exports share."""
        return Views(self.dataset, self.order, self.say)

    @cached_property
    def maps(self) -> Maps:
        """The maps of places and events."""
        return Maps(self.dataset, self.say)

    def line(self, view: EventView, root: str, level: int, anchored: bool) -> Markup:  # noqa: FBT001 - templates call it
        """An event as lists show it."""
        return self._lines.line(view, root, level, anchored=anchored)

    @cached_property
    def _lines(self) -> Lines:
        def make(view: EventView) -> str:
            return self.render("event_line.html", "", view=view, slots=SLOTS)

        return Lines(make)

    def event_map(self, places: tuple[PlaceRef, ...]) -> str:
        """The map of an event's places as HTML, made once for all events that were there alike."""
        if places not in self._event_maps:
            picture = self.maps.of_event(places)
            drawn = self.render("event_map.html", "", picture=picture) if picture else ""
            self._event_maps[places] = Markup(drawn)  # noqa: S704 - a template's
        return self._event_maps[places]

    @cached_property
    def _event_maps(self) -> dict[tuple[PlaceRef, ...], Markup]:
        return {}

    @cached_property
    def facets(self) -> File:
        """What the filters of the front page need at once."""
        return File(*self._facet_files.first)

    @cached_property
    def facet_parts(self) -> tuple[File, ...]:
        """What the filters ask for when it comes to that."""
        return tuple(File(path, data) for path, data in self._facet_files.parts.items())

    @cached_property
    def _facet_files(self) -> FacetFiles:
        return facet_files(self.views)

    @cached_property
    def suggesting(self) -> File:
        """What the form that suggests an event needs at once."""
        parts = {name: file.path for name, file in self.recorded.items()}
        data = suggesting_json(self.dataset, self.say, parts, self.schemas)
        return File(named("suggest.json", data), data)

    @cached_property
    def recorded(self) -> Mapping[str, File]:
        """What the form asks of recorded events when it comes to that, by the part's name."""
        parts = recorded_parts(self.dataset)
        return {n: File(named(f"recorded-{n}.json", data), data) for n, data in parts.items()}

    @cached_property
    def _templates(self) -> Templates:
        return Templates(self.say, self.assets)

    def page(
        self,
        frame: str,
        url: str,
        template: str,
        title: str,
        description: str | None = None,
        **values: object,
    ) -> Page:
        """A page by a template, which is given `title`, the site and these values.

        Without a description, the page is described by its title and the timeline's.
        """
        render = partial(self.render, template, url, title=title, **values)
        described = description or f"{title} · {self.dataset.about.title}"
        return Page(url, frame, title, described, render)

    def rests_on(self, named: Named, *values: object) -> tuple[str, ...]:
        """What a body is made from that is made of these records, in this order, and of values.

        The values are such that `repr` says all of them.
        """
        return (
            *map(repr, values),
            *map(self.event_digest, named.events),
            *map(self.source_digest, named.sources),
        )

    def render(self, template: str, url: str, **values: object) -> str:
        """A page's body. `url` is the page's own."""
        return self._templates.render(template, url, site=self, **values)

    def base(self) -> tuple[str, ...]:
        """What every page is made from: the program, the vocabularies, and some of the whole."""
        dataset = self.dataset
        vocabularies = (dataset.places, dataset.actors, dataset.categories, dataset.publishers)
        others = (dataset.metrics, dataset.eras, dataset.withdrawn, dataset.base_map)
        asked = (dataset.about, dataset.date, self.folder, self.schemas, self.say.language)
        region = self.maps.region if self.maps.points else None
        whole = (len(self.order.sequence), region, self.views.begins)
        parts = (*vocabularies, *others, *asked, *whole, sorted(self.assets.items()))
        return (program(), *map(repr, parts))

    def event_digest(self, event_id: str) -> str:
        """What a page that names an event is made from: its record, and when it began by its order."""
        derived = ""
        if event_id in self.order.narrowed:
            start = self.order.starts[event_id]
            derived = f"{start.earliest} {start.latest}"
        return f"{self.digests['events', event_id]} {derived}"

    def source_digest(self, source_id: str) -> str:
        """What a page that names a source is made from: its record, and how many events rest on it."""
        events = len(self.dataset.by_source.get(source_id, ()))
        return f"{self.digests['sources', source_id]} {events}"

    def address(self, url: str) -> str | None:
        """Where a page of the site stands on the web, as far as `timeline.yml` says that."""
        base = self.dataset.about.site_url
        return f"{base.rstrip('/')}/{url}" if base else None

    def groups(self, runs: Iterable[Run]) -> tuple[Group, ...]:
        """Events under their headings, as a page lists them."""
        return tuple(run.group(self.views) for run in runs)

    def events(self, count: int) -> str:
        """So many events, in words."""
        return self.say.count("{n} event", "{n} events", count)
