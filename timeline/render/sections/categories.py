"""The categories, with a page each."""

from collections.abc import Iterator

from timeline.render import shares
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.render.views import Row


def pages(site: Site) -> Iterator[Page]:
    """The list of categories and each category."""
    dataset, views = site.dataset, site.views
    if not dataset.categories:
        return
    rows = [
        Row(views.category(i), site.events(len(dataset.by_category.get(i, ()))))
        for i in dataset.categories
    ]
    title = site.say.text("Categories")
    yield site.page("categories", "categories/", "index.html", title, rows=rows)
    for category in dataset.categories.values():
        url = f"categories/{category.id}/"
        listed = shares.Listed(site, url, dataset.by_category.get(category.id, ()))
        yield site.page(
            "category",
            url,
            "category.html",
            category.name,
            summary=category.summary,
            listed=listed,
        )
        yield from shares.pages(site, "category", category.name, listed)
