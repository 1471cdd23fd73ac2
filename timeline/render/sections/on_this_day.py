"""On this day: the days of the year in either calendar, a page for each month, and for days of long ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Final

from timeline.dates import Calendar, gregorian_month, hijri_month
from timeline.messages import Messages
from timeline.render.anniversaries import (
    Anniversary,
    Month,
    Turn,
    anniversaries,
    any_kept,
    gregorian,
    umm_al_qura,
)
from timeline.render.dating import Dating
from timeline.render.page import Page
from timeline.render.shares import MOST, beside
from timeline.render.site import Named, Site
from timeline.render.views import EventView, Link, Row

FOLDER: Final = "on-this-day/"
_GREGORIAN_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month as the year's overview shows it; without a link where it has no event."""

    number: int
    key: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of a calendar. `url` is empty where nothing is known of it.

    `genitive` is its name after a day.
    """

    name: str
    genitive: str
    url: str
    counts: tuple[str, ...]
    days: tuple[Day, ...]

    @property
    def known(self) -> bool:
        """Whether anything stands under one of its days."""
        return any(day.link for day in self.days)


@dataclass(frozen=True, slots=True)
class Kept:
    """An event under a day or a month: its year, and «began» or «ended» where it is a period."""

    year: str
    turn: str
    view: EventView


@dataclass(frozen=True, slots=True)
class Almanac:
    """The year of a calendar: what is kept in it, and what its pages and days are called.

    `name` names a month by itself and `genitive` after a day; `era` is how a `{year}` is written.
    `longest` and `always` are the days that each month has at most and in every year.
    """

    id: Calendar
    heading: str
    era: str
    frame: str
    day_frame: str
    folder: str
    months: tuple[Month, ...]
    name: Callable[[int], str]
    genitive: Callable[[int], str]
    longest: tuple[int, ...]
    always: tuple[int, ...]

    def day(self, month: Month, day: int) -> str:
        """A day's name, without its year: «1 ذي القعدة»."""
        return f"{day} {self.genitive(month.number)}"

    def days(self, month: Month) -> range:
        """The days of a month at its longest, and such as are in use beyond that."""
        return range(1, max((self.longest[month.number - 1], *month.days)) + 1)

    def dates(self, date: Dating) -> list[tuple[str, str]]:
        """A date's phrases, this calendar's first, each with the class of its `<time>`."""
        phrases = [("greg", date.gregorian), ("hijri", date.hijri or "")]
        in_order = phrases if self.id is Calendar.GREGORIAN else phrases[::-1]
        return [(name, phrase) for name, phrase in in_order if phrase]


def pages(site: Site) -> Iterator[Page]:
    """The year in both calendars, then each month of which anything is known."""
    calendars = _calendars(site)
    if not any(_known(month) for calendar in calendars for month in calendar.months):
        return
    yield site.page(
        "days",
        FOLDER,
        "on-this-day.html",
        site.say.text("On this day"),
        calendars=[
            (
                calendar,
                _sums(site, calendar),
                [_month(site.say, calendar, month) for month in calendar.months],
            )
            for calendar in calendars
        ],
    )
    for calendar in calendars:
        yield from _months(site, calendar)


def known(site: Site) -> bool:
    """Whether anything is known of any month."""
    both = (gregorian, umm_al_qura)
    return any(any_kept(site.dataset, site.order, reckoning) for reckoning in both)


def _calendars(site: Site) -> tuple[Almanac, Almanac]:
    dataset, order, say = site.dataset, site.order, site.say
    return (
        Almanac(
            Calendar.GREGORIAN,
            say.text("In the Gregorian year"),
            "{year}",
            "day-month",
            "day",
            FOLDER,
            anniversaries(dataset, order, gregorian),
            gregorian_month,
            gregorian_month,
            longest=_GREGORIAN_DAYS,
            always=(31, 28, *_GREGORIAN_DAYS[2:]),
        ),
        Almanac(
            Calendar.HIJRI,
            say.text("In the Hijri year"),
            say.text("{year} AH", year="{year}"),
            "day-hijri-month",
            "hijri-day",
            f"{FOLDER}hijri/",
            anniversaries(dataset, order, umm_al_qura),
            hijri_month,
            partial(hijri_month, genitive=True),
            longest=(30,) * 12,
            always=(29,) * 12,
        ),
    )


def _months(site: Site, calendar: Almanac) -> Iterator[Page]:
    known = [month for month in calendar.months if _known(month)]
    for index, month in enumerate(known):
        name = calendar.name(month.number)
        near = [known[index - 1], known[(index + 1) % len(known)]] if len(known) > 1 else []
        parts = list(_parts(site, calendar, month)) if _is_parted(month) else []
        url = _url(calendar, month)
        coarser: Sequence[Anniversary] = () if parts else month.coarser
        rows = [
            (part.key, Row(Link(part.name, part.url), site.events(len(part.kept))))
            for part in parts
        ]
        yield _page(
            site,
            calendar,
            _At(
                calendar.frame,
                Link(name, url),
                month,
                () if parts else tuple(month.days.items()),
                coarser,
            ),
            months=[Link(calendar.name(other.number), _url(calendar, other)) for other in near],
            shares=rows,
        )
        links = [row.link for _, row in rows]
        for place, part in enumerate(parts):
            days = ((part.day, part.kept),) if part.day else ()
            coarser = () if part.day else part.kept
            yield _page(
                site,
                calendar,
                _At(calendar.day_frame, links[place], month, days, coarser),
                above=Link(name, url),
                beside=beside(links, place),
            )


@dataclass(frozen=True, slots=True)
class _At:
    """A page, and what stands on it of its month: under days, and `coarser` under none."""

    frame: str
    link: Link
    month: Month
    days: Sequence[tuple[int, Sequence[Anniversary]]]
    coarser: Sequence[Anniversary]


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands on one page of a month that has many: a day, or what is known to the month alone.

    `day` is then 0, and `key` empty.
    """

    day: int
    key: str
    name: str
    url: str
    kept: Sequence[Anniversary]


def _is_parted(month: Month) -> bool:
    return sum(map(len, month.days.values())) + len(month.coarser) > MOST


def _parts(site: Site, calendar: Almanac, month: Month) -> Iterator[_Part]:
    """The days of a month, then what is known to the month alone, in pieces where they are many."""
    by_month = site.say.text("{month}, no day known", month=calendar.name(month.number))
    names = {day: calendar.day(month, day) for day in month.days}
    for day, kept in (*month.days.items(), (0, month.coarser)):
        whole = -(-len(kept) // MOST)
        for n in range(1, whole + 1):
            name = names.get(day, by_month)
            if whole > 1:
                facts = {"name": name, "n": str(n), "whole": str(whole)}
                name = site.say.text("{name}, {n} of {whole}", **facts)
            url = f"{_url(calendar, month)}{day:02}{f'-{n}' if n > 1 else ''}/"
            key = _key(month, day) if day and n == 1 else ""
            yield _Part(day, key, name, url, kept[(n - 1) * MOST : n * MOST])


def _page(site: Site, calendar: Almanac, at: _At, **values: object) -> Page:
    """A page of a month or of a part of it."""
    title = site.say.text("On this day: {month}", month=at.link.name)
    page = site.page(at.frame, at.link.url, "on-this-day-month.html", title)
    kept = [one.event for one in chain(*(kept for _, kept in at.days), at.coarser)]
    said = (calendar.id, at.link, at.days, at.coarser, values)
    return replace(
        page,
        render=partial(_body, site, calendar, at, title=title, **values),
        searched="above" not in values,
        rests_on=partial(site.rests_on, Named(kept), said),
    )


def _body(site: Site, calendar: Almanac, at: _At, **values: object) -> str:
    days = [
        (
            _key(at.month, day),
            _anchor(day),
            calendar.day(at.month, day),
            day > calendar.always[at.month.number - 1],
            _kept(site, calendar, kept),
        )
        for day, kept in at.days
    ]
    return site.render(
        "on-this-day-month.html",
        at.link.url,
        name=at.link.name,
        calendar=calendar,
        days=days,
        dates=calendar.dates,
        coarser=_kept(site, calendar, at.coarser),
        about=any(site.dataset.events[k.event].span.approximate for k in at.coarser),
        description=None,
        **{"months": (), "shares": (), "above": None, **values},
    )


def _kept(site: Site, calendar: Almanac, found: Sequence[Anniversary]) -> list[Kept]:
    turns: Mapping[Turn, str] = {
        Turn.WHOLE: "",
        Turn.BEGAN: site.say.text("it began"),
        Turn.ENDED: site.say.text("it ended"),
    }
    return [
        Kept(calendar.era.format(year=kept.year), turns[kept.turn], site.views.events[kept.event])
        for kept in found
    ]


def _sums(site: Site, calendar: Almanac) -> tuple[str, ...]:
    """How many events the calendar keeps, by day and by month, and how many it cannot."""
    by_day = {k.event for month in calendar.months for k in chain(*month.days.values())}
    by_month = {k.event for month in calendar.months for k in month.coarser} - by_day
    rest = len(site.dataset.events) - len(by_day) - len(by_month)
    sums = _counts(site.say, len(by_day), len(by_month))
    if rest:
        sums += (site.say.count("{n} event of unknown month", "{n} events of unknown month", rest),)
    return sums


def _month(say: Messages, calendar: Almanac, month: Month) -> MonthView:
    days, parted = [], _is_parted(month)
    for day in calendar.days(month):
        link = None
        if kept := month.days.get(day):
            count = say.count("{n} event", "{n} events", len(kept))
            link = Link(
                f"{calendar.day(month, day)}: {count}",
                f"{_url(calendar, month)}{f'{day:02}/' if parted else ''}#{_anchor(day)}",
            )
        days.append(Day(day, _key(month, day), link))
    url = _url(calendar, month) if _known(month) else ""
    counts = _counts(say, month.on_days, len(month.coarser))
    return MonthView(
        calendar.name(month.number), calendar.genitive(month.number), url, counts, tuple(days)
    )


def _counts(say: Messages, by_day: int, by_month: int) -> tuple[str, ...]:
    counts = []
    if by_day:
        counts.append(say.count("{n} event of known day", "{n} events of known day", by_day))
    if by_month:
        counts.append(
            say.count("{n} event of known month only", "{n} events of known month only", by_month)
        )
    return tuple(counts)


def _known(month: Month) -> bool:
    return bool(month.days or month.coarser)


def _url(calendar: Almanac, month: Month) -> str:
    return f"{calendar.folder}{month.number:02}/"


def _key(month: Month, day: int) -> str:
    """A day by month and day, as the script asks for it."""
    return f"{month.number:02}-{day:02}"


def _anchor(day: int) -> str:
    return f"d_{day:02}"
