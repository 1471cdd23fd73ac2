"""On this day: the days of the year in either calendar, and a page for each month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from timeline.dates import gregorian_month, hijri_month
from timeline.messages import Messages
from timeline.render.anniversaries import (
    Anniversary,
    Month,
    Turn,
    anniversaries,
    gregorian,
    umm_al_qura,
)
from timeline.render.dating import Dating
from timeline.render.page import Page
from timeline.render.site import Site
from timeline.render.views import EventView, Link

FOLDER: Final = "on-this-day/"
_GREGORIAN_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HIJRI_DAYS: Final = 30  # 31 in a few months of the printed calendar, shown where one is in use


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
class Calendar:
    """A calendar: its id, and what its pages and its days are called."""

    id: str
    heading: str
    frame: str
    folder: str
    months: tuple[Month, ...]
    say: Messages

    def name(self, month: Month) -> str:
        """A month's name, by itself."""
        return (gregorian_month if self.id == "gregorian" else hijri_month)(month.number)

    def genitive(self, month: Month) -> str:
        """A month's name after a day: «ذي القعدة»."""
        return (
            self.name(month) if self.id == "gregorian" else hijri_month(month.number, genitive=True)
        )

    def day(self, month: Month, day: int) -> str:
        """A day's name, without its year: «1 ذي القعدة»."""
        return f"{day} {self.genitive(month)}"

    def year(self, year: int | str) -> str:
        """A year in a list."""
        return str(year) if self.id == "gregorian" else self.say.text("{year} AH", year=year)

    def dates(self, date: Dating) -> list[tuple[str, str]]:
        """A date's phrases, this calendar's first, each with the class of its `<time>`."""
        phrases = [("greg", date.gregorian), ("hijri", date.hijri or "")]
        in_order = phrases if self.id == "gregorian" else phrases[::-1]
        return [(name, phrase) for name, phrase in in_order if phrase]

    def length(self, month: Month) -> int:
        """How many days the month can have."""
        if self.id == "gregorian":
            return _GREGORIAN_DAYS[month.number - 1]
        return max((_HIJRI_DAYS, *month.days))

    def rare(self, month: Month, day: int) -> bool:
        """Whether some years do not have the day."""
        if self.id == "gregorian":
            return (month.number, day) == (2, 29)
        return day >= _HIJRI_DAYS


def pages(site: Site) -> Iterator[Page]:
    """The year in both calendars, then each month of which anything is known."""
    calendars = [*_calendars(site)]
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
                [_month(calendar, month) for month in calendar.months],
            )
            for calendar in calendars
        ],
    )
    for calendar in calendars:
        yield from _months(site, calendar)


def _calendars(site: Site) -> Iterator[Calendar]:
    say = site.say
    months = anniversaries(site.dataset, site.order, gregorian)
    heading = say.text("In the Gregorian year")
    yield Calendar("gregorian", heading, "day-month", FOLDER, months, say)
    months = anniversaries(site.dataset, site.order, umm_al_qura)
    heading = say.text("In the Hijri year")
    yield Calendar("hijri", heading, "day-hijri-month", f"{FOLDER}hijri/", months, say)


def _months(site: Site, calendar: Calendar) -> Iterator[Page]:
    known = [month for month in calendar.months if _known(month)]
    for index, month in enumerate(known):
        name = calendar.name(month)
        beside = [known[index - 1], known[(index + 1) % len(known)]] if len(known) > 1 else []
        yield site.page(
            calendar.frame,
            _url(calendar, month),
            "on-this-day-month.html",
            site.say.text("On this day: {month}", month=name),
            name=name,
            calendar=calendar,
            days=[
                (
                    _key(month, day),
                    _anchor(day),
                    calendar.day(month, day),
                    calendar.rare(month, day),
                    _kept(site, calendar, month.days[day]),
                )
                for day in month.days
            ],
            dates=calendar.dates,
            coarser=_kept(site, calendar, month.coarser),
            about=any(site.dataset.events[k.event].span.approximate for k in month.coarser),
            beside=[Link(calendar.name(other), _url(calendar, other)) for other in beside],
        )


def _kept(site: Site, calendar: Calendar, found: Sequence[Anniversary]) -> list[Kept]:
    turns: Mapping[Turn, str] = {
        Turn.WHOLE: "",
        Turn.BEGAN: site.say.text("it began"),
        Turn.ENDED: site.say.text("it ended"),
    }
    return [
        Kept(calendar.year(kept.year), turns[kept.turn], site.views.events[kept.event])
        for kept in found
    ]


def _sums(site: Site, calendar: Calendar) -> tuple[str, ...]:
    """How many events the calendar keeps, by day and by month, and how many it cannot."""
    by_day = {k.event for month in calendar.months for k in chain(*month.days.values())}
    by_month = {k.event for month in calendar.months for k in month.coarser} - by_day
    rest = len(site.dataset.events) - len(by_day) - len(by_month)
    sums = _counts(site.say, len(by_day), len(by_month))
    if rest:
        sums += (site.say.count("{n} event of unknown month", "{n} events of unknown month", rest),)
    return sums


def _month(calendar: Calendar, month: Month) -> MonthView:
    days = []
    for day in range(1, calendar.length(month) + 1):
        link = None
        if kept := month.days.get(day):
            count = calendar.say.count("{n} event", "{n} events", len(kept))
            link = Link(
                f"{calendar.day(month, day)}: {count}",
                f"{_url(calendar, month)}#{_anchor(day)}",
            )
        days.append(Day(day, _key(month, day), link))
    url = _url(calendar, month) if _known(month) else ""
    counts = _counts(calendar.say, month.on_days, len(month.coarser))
    return MonthView(calendar.name(month), calendar.genitive(month), url, counts, tuple(days))


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


def _url(calendar: Calendar, month: Month) -> str:
    return f"{calendar.folder}{month.number:02}/"


def _key(month: Month, day: int) -> str:
    """A day by month and day, as the script asks for it."""
    return f"{month.number:02}-{day:02}"


def _anchor(day: int) -> str:
    return f"d_{day:02}"
