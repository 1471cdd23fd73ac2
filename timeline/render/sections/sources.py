"""The sources, the oldest first, with a page each."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final

from timeline.dataset import Dataset
from timeline.render import citing, shares
from timeline.render.page import Page
from timeline.render.repository import changing
from timeline.render.site import Named, Site
from timeline.render.views import Link

AKIN: Final = 20  # other sources of the same origin that a source's page names


def pages(site: Site) -> Iterator[Page]:
    """The list of sources and each source."""
    dataset, title = site.dataset, site.say.text("Sources")
    # No source has this id: there is no underscore in an id.
    cited = shares.Cited(site, "sources/by_year/", oldest_first(dataset, dataset.sources))
    yield site.page("sources", "sources/", "sources.html", title, cited=cited)
    yield from shares.source_pages(site, "source", title, cited, Link(title, "sources/"))
    of_origin = {origin: oldest_first(dataset, ids) for origin, ids in dataset.by_origin.items()}
    for source_id, source in dataset.sources.items():
        url = f"sources/{source_id}/"
        akin = of_origin.get(source.origin or "", [source_id])
        listed = shares.Listed(site, url, dataset.by_source.get(source_id, ()))
        others = [other for other in akin[: AKIN + 1] if other != source_id][:AKIN]
        body = partial(_body, site, source_id, others, len(akin) - 1, listed)
        rests_on = partial(_rests_on, site, source_id, others, len(akin) - 1, listed)
        yield Page(
            url,
            "source",
            source.title,
            f"{source.title} · {dataset.about.title}",
            body,
            rests_on=rests_on,
        )
        yield from shares.pages(site, "source", source.title, listed)


def _body(site: Site, source_id: str, akin: list[str], kindred: int, listed: shares.Listed) -> str:
    dataset, source, say = site.dataset, site.dataset.sources[source_id], site.say
    file, url = f"{site.folder}/{dataset.source_files[source_id]}", f"sources/{source_id}/"
    return site.render(
        "source.html",
        url,
        title=source.title,
        source=site.views.source(source_id),
        publisher=dataset.publishers[source.publisher] if source.publisher else None,
        akin=akin,
        kindred=kindred,
        listed=listed,
        citation=citing.forms(citing.of_source(source, dataset, say), say),
        changing=changing(dataset.about, file, source.title, site.address(url), say),
    )


def _rests_on(
    site: Site, source_id: str, akin: list[str], kindred: int, listed: shares.Listed
) -> tuple[str, ...]:
    """All that `_body` asks of records."""
    named = Named(listed.in_order, (source_id, *akin))
    return site.rests_on(named, site.dataset.source_files[source_id], kindred)


def oldest_first(dataset: Dataset, source_ids: Iterable[str]) -> list[str]:
    """The sources by the day on which they were published, the undated last."""
    return sorted(source_ids, key=lambda source_id: _published(dataset, source_id))


def _published(dataset: Dataset, source_id: str) -> tuple[date, str]:
    """What sources are sorted by: the oldest first, the undated last."""
    published = dataset.sources[source_id].published
    day = published and (published.earliest or published.latest)
    return day or date.max, source_id
