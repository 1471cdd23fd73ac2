"""The years of both calendars, with a page each."""

from collections.abc import Iterator

from timeline.dates import gregorian_years_of_hijri_year, hijri, hijri_years_of_gregorian_year
from timeline.dates.gregorian import year_bounds
from timeline.render.listing import (
    YearGroup,
    by_hijri_month,
    by_month,
    hijri_years,
    reaching_into,
)
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.render.views import Link, Row


def pages(site: Site) -> Iterator[Page]:
    """The list of years and each year, in both calendars."""
    yield from _gregorian(site)
    yield from _hijri(site)


def year_row(site: Site, year: int) -> Row:
    """A Gregorian year as a line of an index."""
    link = Link(str(year), f"years/{year:04}/", hijri_years_of_gregorian_year(year) or "")
    return Row(link, site.events(len(site.order.years[year])))


def year_group(site: Site, year: int) -> YearGroup:
    """A Gregorian year with its events under their months."""
    row = year_row(site, year)
    months = by_month(site.views, site.order.years[year])
    return YearGroup(year, row.link.url, row.link.note, row.count, months)


def _gregorian(site: Site) -> Iterator[Page]:
    say, years = site.say, list(site.order.years)
    rows = [year_row(site, year) for year in years]
    yield site.page("years", "years/", "index.html", say.text("Years"), rows=rows)
    for index, year in enumerate(years):
        bounds = year_bounds(year)
        assert bounds is not None  # an event stands in it
        yield site.page(
            "year",
            rows[index].link.url,
            "year.html",
            say.text("Year {year}", year=year),
            group=year_group(site, year),
            lead="gregorian",
            reaching=reaching_into(site.views, bounds[0]),
            beside=_beside(rows, index),
        )


def _hijri(site: Site) -> Iterator[Page]:
    say, years = site.say, hijri_years(site.order)
    if not years:
        return
    rows = [
        Row(
            Link(
                say.text("{year} AH", year=year),
                f"hijri/{year}/",
                gregorian_years_of_hijri_year(year) or "",
            ),
            site.events(len(event_ids)),
        )
        for year, event_ids in years.items()
    ]
    yield site.page("hijri", "hijri/", "index.html", say.text("Hijri years"), rows=rows)
    for index, (year, event_ids) in enumerate(years.items()):
        bounds = hijri.year_bounds(year)
        assert bounds is not None  # an event stands in it
        row = rows[index]
        months = by_hijri_month(site.views, event_ids)
        yield site.page(
            "hijri-year",
            row.link.url,
            "year.html",
            say.text("Year {year} AH", year=year),
            group=YearGroup(year, row.link.url, row.link.note, row.count, months),
            lead="hijri",
            reaching=reaching_into(site.views, bounds[0]),
            beside=_beside(rows, index),
        )


def _beside(rows: list[Row], index: int) -> tuple[Link | None, Link | None]:
    """The years before and after one, of those in the record."""
    following = rows[index + 1].link if index + 1 < len(rows) else None
    return rows[index - 1].link if index else None, following
