"""What the counts of a coverage mean to a reader, in sentences whose nouns agree.

Each function gives the sentences of one heading, of any content: of none, one, two or all.
"""

from collections.abc import Sequence

from timeline.coverage import Coverage, Month
from timeline.dataset import Dataset
from timeline.dates import Precision, Span, gregorian_phrase, parse
from timeline.messages import Messages
from timeline.records.fields import DateBasis


def origins(coverage: Coverage, say: Messages) -> list[str]:
    """How many events rest on one origin, and what that is worth."""
    single = len(coverage.single_origin)
    if not single:
        return [say.text("Every event rests on two independent origins or more.")]
    if single == coverage.events:
        said = say.count(
            "The only event rests on one origin.", "All {n} events rest on one origin.", single
        )
    else:
        said = say.count(
            "{n} event of {total} rests on one origin.",
            "{n} events of {total} rest on one origin each.",
            single,
            total=f"{coverage.events:,}",
        )
    worth = say.text(
        "What has one origin was told by one party and, in these sources, confirmed by no other, "
        "however many repeat it: an account, not yet an established fact."
    )
    return [said, worth]


def months(coverage: Coverage, say: Messages) -> list[str]:
    """How many months have events, and what an empty one means."""
    said = _filled(coverage, say)
    if coverage.months.coarser:
        said.append(
            say.count(
                "Of {n} event the month of its beginning is not known; the table leaves it out.",
                "Of {n} events the month of their beginning is not known; the table leaves them out.",
                coverage.months.coarser,
            )
        )
    return said


def _filled(coverage: Coverage, say: Messages) -> list[str]:
    counts = coverage.months.counts
    if not counts:
        return [say.text("Of no event is the month known in which it began.")]
    stretch = stretch_of([*counts])
    if len(counts) == 1:
        return [say.text("All that is known to the month lies in {month}.", month=stretch)]
    empty = sum(not n for n in counts.values())
    months = say.count("{n} month", "{n} months", len(counts))
    if not empty:
        return [
            say.text("{months} {stretch}, and an event in each.", months=months, stretch=stretch)
        ]
    return [
        say.text(
            "{months} {stretch}; without a known event: {empty}.",
            months=months,
            stretch=stretch,
            empty=say.count("{n} month", "{n} months", empty),
        ),
        say.text(
            "An empty month does not mean that nothing happened: only that the sources at hand "
            "tell of no event in it, or not of its month."
        ),
    ]


def gap(first: Month, last: Month, say: Messages) -> str:
    """A run of months without an event, and how long it is."""
    length = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    return f"{stretch_of((first, last))} ({say.count('{n} month', '{n} months', length)})"


def precision(coverage: Coverage, say: Messages) -> list[str]:
    """How many dates are days, and what the others are."""
    days = coverage.precision.get(Precision.DAY, 0)
    if days == coverage.events:
        said = [say.text("Every event is dated to the day.")]
    else:
        said = [
            say.count(
                "{n} event of {total} is dated to the day.",
                "{n} events of {total} are dated to the day.",
                days,
                total=f"{coverage.events:,}",
            )
            if days
            else say.text("No event is dated to the day."),
            say.text(
                "Of the rest a month, a year or a stretch is known in which it lies, and no page "
                "makes that more precise than its sources do."
            ),
        ]
    if coverage.uncertain or coverage.approximate:
        said.append(
            say.text(
                "«Not certain» stands where a date is read into a source, «about» where it is "
                "only near."
            )
        )
    return said


def basis(coverage: Coverage, say: Messages) -> list[str]:
    """How many dates a source states, and where the others come from."""
    stated = coverage.basis.get(DateBasis.STATED, 0)
    if stated == coverage.events:
        return [say.text("Every date is stated by a source itself.")]
    if stated:
        said = say.count(
            "{n} date of {total} is stated by a source itself.",
            "{n} dates of {total} are stated by a source itself.",
            stated,
            total=f"{coverage.events:,}",
        )
    else:
        said = say.text("No date is stated by a source itself.")
    rest = say.text(
        "The rest were counted from words such as «last week», or are the editor's reading; each "
        "event's page says how."
    )
    return [said, rest]


def status(say: Messages) -> list[str]:
    """What the commonest statuses say."""
    return [
        say.text(
            "Reported is what a source tells; disputed, what sources tell differently; planned, "
            "what was announced, and is not said to have happened until a source tells so."
        )
    ]


def sources(coverage: Coverage, dataset: Dataset, say: Messages) -> list[str]:
    """On which source most rests, and of how many it is not known whose or whence they are."""
    said = []
    if coverage.sources == 1:
        said.append(
            say.text("All of it rests on one source, and nothing stands beside its account.")
        )
    elif found := _most_used(coverage):
        most, events = found
        said.append(
            say.text(
                "Most rests on «{source}»: {events} of {total}.",
                source=dataset.sources[most].title,
                events=say.count("{n} event", "{n} events", events),
                total=f"{coverage.events:,}",
            )
        )
    if unknown := coverage.by_publisher.get("", 0):
        said.append(
            say.count(
                "Of {n} source the publisher is not known.",
                "Of {n} sources the publisher is not known.",
                unknown,
            )
        )
    if silent := coverage.by_origin.get("", 0):
        said.append(
            say.count(
                "{n} source does not say who told it, and counts as an origin of its own.",
                "{n} sources do not say who told them, and count as an origin each.",
                silent,
            )
        )
    return said


def _most_used(coverage: Coverage) -> tuple[str, int] | None:
    """The source that more events name than any other, and how many: two or more."""
    uses = coverage.by_source
    most = max((use.events for use in uses.values()), default=0)
    top = [source for source, use in uses.items() if use.events == most]
    return (top[0], most) if len(top) == 1 and most > 1 else None


def addresses(coverage: Coverage, say: Messages) -> list[str]:
    """How many sources a reader cannot open, and how many may one day be gone."""
    without, unkept = len(coverage.without_address), len(coverage.without_archive)
    if not without:
        said = [say.text("Every source has an address at which it can be read.")]
    elif without == coverage.sources:
        said = [
            say.count(
                "The only source has no address; what is told of it cannot be held against it.",
                "None of the {n} sources has an address; what is told of them cannot be held "
                "against them.",
                without,
            )
        ]
    else:
        said = [
            say.count(
                "{n} source of {total} has no address; what is told of it cannot be held against "
                "it.",
                "{n} sources of {total} have no address; what is told of them cannot be held "
                "against them.",
                without,
                total=f"{coverage.sources:,}",
            )
        ]
    if unkept:
        said.append(
            say.count(
                "{n} address has no archived copy: should its page change or go, nothing is left "
                "to compare.",
                "{n} addresses have no archived copy: should a page change or go, nothing is left "
                "to compare.",
                unkept,
            )
        )
    elif without < coverage.sources:
        said.append(say.text("Every address has an archived copy."))
    return said


def claims(coverage: Coverage, say: Messages) -> list[str]:
    """How many numbers are nobody's."""
    if not coverage.unattributed:
        return [say.text("For every number somebody is named who said or reported it.")]
    return [
        say.count(
            "{n} number is nobody's: a source gives it and names no one for it.",
            "{n} numbers are nobody's: sources give them and name no one for them.",
            len(coverage.unattributed),
        )
    ]


def places(coverage: Coverage, say: Messages) -> list[str]:
    """How many events have no place."""
    if not coverage.placeless:
        return [say.text("Every event has a place.")]
    return [
        say.count(
            "{n} event has no place: it stands on no map and on no place's page.",
            "{n} events have no place: they stand on no map and on no place's page.",
            len(coverage.placeless),
        )
    ]


def stretch_of(months: Sequence[Month]) -> str:
    """From the first month to the last in words, or the only one."""
    first, last = (f"{year:04}-{month:02}" for year, month in (months[0], months[-1]))
    return from_to(first, last)


def from_to(first: str, last: str) -> str:
    """From one month or year to another, as EDTF, in words; only the one where they are one."""
    span = parse(first if first == last else f"{first}/{last}")
    assert isinstance(span, Span)  # made of months and years of the calendar
    return gregorian_phrase(span)
