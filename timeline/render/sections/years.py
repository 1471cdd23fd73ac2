"""The years of both calendars, with a page each, and the months of those with many events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from timeline.dataset import Ids
from timeline.dates import (
    Calendar,
    gregorian_years_of_hijri_year,
    hijri,
    hijri_years_of_gregorian_year,
)
from timeline.dates.gregorian import year_bounds
from timeline.render import shares
from timeline.render.listing import YearGroup, hijri_years, month_runs, reaching
from timeline.render.page import Page
from timeline.render.site import Named, Site
from timeline.render.views import Link, Row

REACHING: Final = 40  # events from earlier years that a year's page names


@dataclass(frozen=True, slots=True)
class _Years:
    """The years of a calendar in which events stand: their ids, lines, titles and first days."""

    calendar: Calendar
    frame: str
    name: str
    ids: Mapping[int, Ids]
    rows: Sequence[Row]
    titles: Sequence[str]
    starts: Sequence[date]


def pages(site: Site) -> Iterator[Page]:
    """The list of years and each year, in both calendars."""
    years = site.order.years
    rows = [year_row(site, year) for year in years]
    title = site.say.text("Years")
    yield site.page("years", "years/", "index.html", title, rows=rows)
    titles = [site.say.text("Year {year}", year=year) for year in years]
    starts = [bounds[0] for year in years if (bounds := year_bounds(year))]
    yield from _years(site, _Years(Calendar.GREGORIAN, "year", title, years, rows, titles, starts))
    yield from _hijri(site)


def year_row(site: Site, year: int) -> Row:
    """A Gregorian year as a line of an index."""
    link = Link(str(year), f"years/{year:04}/", hijri_years_of_gregorian_year(year) or "")
    return Row(link, site.events(len(site.order.years[year])))


def year_group(site: Site, year: int) -> YearGroup:
    """A Gregorian year with its events under their months."""
    row = year_row(site, year)
    months = site.groups(month_runs(site.views, site.order.years[year]))
    return YearGroup(year, row.link.url, row.link.note, row.count, months)


def in_hijri(site: Site) -> bool:
    """Whether any event stands in a Hijri year."""
    days = map(site.order.first_day, site.order.sequence)
    return any(hijri.from_day(day) for day in days)


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
    title = say.text("Hijri years")
    yield site.page("hijri", "hijri/", "index.html", title, rows=rows)
    titles = [say.text("Year {year} AH", year=year) for year in years]
    starts = [bounds[0] for year in years if (bounds := hijri.year_bounds(year))]
    yield from _years(
        site, _Years(Calendar.HIJRI, "hijri-year", title, years, rows, titles, starts)
    )


def _years(site: Site, known: _Years) -> Iterator[Page]:
    links = [row.link for row in known.rows]
    months: list[tuple[Link, tuple[shares.Share, ...]]] = []
    found = reaching(site.views, known.starts)
    for place, ids in enumerate(known.ids.values()):
        runs = month_runs(site.views, ids, known.calendar)
        parts = shares.month_shares(site, links[place], runs)
        months.append((links[place], parts))
        marked = [i for i in ids if parts and site.dataset.events[i].milestone]
        reached = found[place][-REACHING:]
        values = {
            "row": known.rows[place],
            "lead": str(known.calendar),
            "runs": runs,
            "months": shares.month_rows(site, parts),
            "milestones": marked[-shares.FIRST :],
            "reaching": reached,
            "older": len(found[place][:-REACHING]),
            "beside": shares.beside(links, place),
        }
        url, title = links[place].url, known.titles[place]
        page = site.page(known.frame, url, "year.html", title, None, **values)
        rests_on = partial(site.rests_on, Named((*ids, *reached)), values)
        yield replace(page, rests_on=rests_on)
    top = Link(known.name, f"{links[0].url.partition('/')[0]}/")
    yield from shares.month_pages(site, known.frame, top, months)
