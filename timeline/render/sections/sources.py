"""The sources, the oldest first, with a page each."""

from collections.abc import Iterator
from datetime import date

from timeline.dataset import Dataset
from timeline.render.page import Page
from timeline.render.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The list of sources and each source."""
    dataset, views = site.dataset, site.views
    in_order = sorted(dataset.sources, key=lambda source_id: _published(dataset, source_id))
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
        yield site.page(
            "source",
            f"sources/{source_id}/",
            "source.html",
            source.title,
            source=views.source(source_id),
            events=views.listed(dataset.by_source.get(source_id, ())),
        )


def _published(dataset: Dataset, source_id: str) -> tuple[date, str]:
    """What sources are sorted by: the oldest first, the undated last."""
    published = dataset.sources[source_id].published
    day = published and (published.earliest or published.latest)
    return day or date.max, source_id
