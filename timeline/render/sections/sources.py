"""The sources, the oldest first, with a page each."""

from collections.abc import Iterable, Iterator
from datetime import date

from timeline.dataset import Dataset
from timeline.render import citing
from timeline.render.page import Page
from timeline.render.repository import changing
from timeline.render.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The list of sources and each source."""
    dataset, views = site.dataset, site.views
    in_order = oldest_first(dataset, dataset.sources)
    yield site.page(
        "sources",
        "sources/",
        "sources.html",
        site.say.text("Sources"),
        sources=[
            (views.source(i), site.events(len(dataset.by_source.get(i, ())))) for i in in_order
        ],
    )
    for source_id, source in dataset.sources.items():
        url = f"sources/{source_id}/"
        file = f"{site.folder}/{dataset.source_files[source_id]}"
        publisher = dataset.publishers[source.publisher] if source.publisher else None
        yield site.page(
            "source",
            url,
            "source.html",
            source.title,
            source=views.source(source_id),
            publisher=publisher,
            akin=[
                views.source(other)
                for other in oldest_first(dataset, dataset.by_origin.get(source.origin or "", ()))
                if other != source_id
            ],
            events=views.listed(dataset.by_source.get(source_id, ())),
            citation=citing.forms(citing.of_source(source, dataset, site.say), site.say),
            changing=changing(dataset.about, file, source.title, site.address(url), site.say),
        )


def oldest_first(dataset: Dataset, source_ids: Iterable[str]) -> list[str]:
    """The sources by the day on which they were published, the undated last."""
    return sorted(source_ids, key=lambda source_id: _published(dataset, source_id))


def _published(dataset: Dataset, source_id: str) -> tuple[date, str]:
    """What sources are sorted by: the oldest first, the undated last."""
    published = dataset.sources[source_id].published
    day = published and (published.earliest or published.latest)
    return day or date.max, source_id
