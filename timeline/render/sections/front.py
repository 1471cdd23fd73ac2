"""The front page: the whole timeline, or where it is too long for one page its years."""

from collections.abc import Iterator

from timeline.render.density import density
from timeline.render.facets import panel
from timeline.render.listing import hijri_years
from timeline.render.page import HOME, Page
from timeline.render.sections.years import year_group
from timeline.render.site import Site

# Beyond this the front page would be too long to load on a slow line; years hold their own.
WHOLE_TIMELINE = 200


def pages(site: Site) -> Iterator[Page]:
    """The front page alone."""
    dataset, order = site.dataset, site.order
    about = dataset.about
    years = list(order.years)
    shown = years if len(order.sequence) <= WHOLE_TIMELINE else years[-1:]
    milestones = [event.id for event in dataset.events.values() if event.milestone]
    yield site.page(
        HOME,
        "",
        "home.html",
        about.title,
        about.description or about.title,
        strip=density(dataset, order),
        kinds=_kinds(site),
        groups=[year_group(site, year) for year in shown],
        whole=shown == years,
        panel=panel(site.views),
        hijri=bool(hijri_years(order)),
        milestones=site.views.listed(milestones),
        claims=sum(len(event.claims) for event in dataset.events.values()),
    )


def _kinds(site: Site) -> list[tuple[str, str]]:
    """The categories by which the strip counts, as (id, name) in the vocabulary's order."""
    dataset = site.dataset
    first = {event.categories[0] if event.categories else "" for event in dataset.events.values()}
    names = [(each.id, each.name) for each in dataset.categories.values() if each.id in first]
    return [*names, ("", site.say.text("without a category"))] if "" in first else names
