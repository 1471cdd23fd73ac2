"""C51: claimed numbers held against one another, and what a status rests on."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.document import Document
from timeline.reading.edit import Mend
from timeline.reading.finding import Finding
from timeline.records.claim import Claim, Scope, Stance
from timeline.records.event import Event, Role, Status
from timeline.records.source import SourceType
from timeline.rules.mending import removals, renamed
from timeline.rules.rule import Rule, Severity, event

_COMPARABLE: Final = words("Numbers are set side by side and drawn; a slip would be drawn too.")
# What forms are filled with where nothing is known. 99 is left out: it is often a true number.
_FILLERS: Final = frozenset({Decimal(999), Decimal(9999), Decimal(99999), Decimal(999999)})
_ENOUGH: Final = 2


class CumulativeFalls(Rule):
    code = "C511"
    name = "cumulative-falls"
    severity = Severity.WARNING
    message = words(
        "The number counts since {since} and falls: {earlier} by {before}, then {value}."
    )
    advice = words("Correct one of them; if the source corrects itself, write stance: revises.")
    reason = words("What is counted from one day on can only grow.")
    breaks = event(
        claims="[{metric: visitors, value: 9, scope: cumulative, since: 2018, said_by: mayor, "
        "as_of: 2019-01}, {metric: visitors, value: 5, scope: cumulative, since: 2018, "
        "said_by: mayor, as_of: 2019-02}]"
    )
    keeps = event(
        claims="[{metric: visitors, value: 5, scope: cumulative, since: 2018, said_by: mayor, "
        "as_of: 2019-01}, {metric: visitors, value: 9, scope: cumulative, since: 2018, "
        "said_by: mayor, as_of: 2019-02}]"
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for series in _series(content).values():
            most: tuple[Decimal, Claim, Document, int] | None = None
            for document, index, claim in series:
                least = claim.value if claim.value is not None else claim.low
                top = claim.value if claim.value is not None else claim.high
                if most is not None and top is not None and top < most[0]:
                    if claim.stance is not Stance.REVISES:
                        yield cls._falls(document, index, claim, most)
                    most = None
                if least is not None and (most is None or least > most[0]):
                    most = (least, claim, document, index)

    @classmethod
    def _falls(
        cls,
        document: Document,
        index: int,
        claim: Claim,
        most: tuple[Decimal, Claim, Document, int],
    ) -> Finding:
        earlier, before, other, place = most
        assert claim.since  # neither would stand in a series without
        assert before.as_of
        facts = {
            "since": claim.since.edtf,
            "earlier": str(earlier),
            "before": before.as_of.edtf,
            "value": str(claim.value if claim.value is not None else claim.high),
        }
        related = (other.at("claims", place, "metric"),)
        return Finding(cls.name, document.at("claims", index, "metric"), facts, related=related)


class RangeOfOne(Rule):
    code = "C512"
    name = "range-of-one"
    severity = Severity.HINT
    message = words("low: and high: are the same number: {value}.")
    advice = words("Write value: {value} in their place.")
    reason = words("A range whose ends are one number is drawn as if nobody knew it.")
    breaks = event(claims="[{metric: visitors, low: 5, high: 5}]")
    keeps = event(claims="[{metric: visitors, value: 5}]")
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        for index, claim in enumerate(record.claims):
            if claim.low is not None and claim.low == claim.high:
                at = document.at("claims", index, "low")
                value = str(claim.low)
                yield Finding(cls.name, at, {"value": value}, f"value: {value}")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Write both as one value; what stood between them is taken out at once."""
        *claim, _ = finding.at.path
        paths = [(*claim, name) for name in ("best", "high")]
        named = renamed(finding, text, "value")
        return (*named, *removals(text, paths)) if named else ()


class NoNumber(Rule):
    code = "C513"
    name = "number-for-unknown"
    severity = Severity.HINT
    message = words("{field}: {value} seems to stand for «not known».")
    advice = words(
        "Leave out what is not known; if the source gives this number, put its words into stated:."
    )
    reason = words("A number that stands for its absence is added up and drawn like any other.")
    breaks = event(claims="[{metric: visitors, value: 9999}]")
    keeps = event(claims="[{metric: visitors, value: 9999, stated: 9999 زائرًا}]")
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        for index, claim in enumerate(record.claims):
            if claim.stated:
                continue
            for field in ("value", "low", "high"):
                number: Decimal | None = getattr(claim, field)
                if number is not None and (number in _FILLERS or number == 0):
                    at = document.at("claims", index, field)
                    yield Finding(cls.name, at, {"field": field, "value": str(number)})


class AsOfBeforeSince(Rule):
    code = "C514"
    name = "as-of-before-since"
    severity = Severity.WARNING
    message = words("The number counts since {since}, and is as of {value}, before that.")
    advice = words("Correct since: or as_of:.")
    reason = _COMPARABLE
    breaks = event(
        claims="[{metric: visitors, value: 5, scope: cumulative, since: 2019, as_of: 2018}]"
    )
    keeps = event(
        claims="[{metric: visitors, value: 5, scope: cumulative, since: 2018, as_of: 2019}]"
    )
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        for index, claim in enumerate(record.claims):
            since = claim.since.earliest if claim.since else None
            as_of = claim.as_of.latest if claim.as_of else None
            if claim.since and claim.as_of and since and as_of and as_of < since:
                facts = {"since": claim.since.edtf, "value": claim.as_of.edtf}
                yield Finding(cls.name, document.at("claims", index, "as_of"), facts)


class NothingDisputed(Rule):
    code = "C515"
    name = "nothing-disputed"
    severity = Severity.WARNING
    message = words("The event is disputed, and nothing in the record differs.")
    advice = words(
        "Name in disputed_over: what is disputed, or give two claims or two sources that differ."
    )
    reason = words("A reader must see who says what against whom.")
    breaks = event(status="disputed")
    keeps = event(status="disputed", disputed_over="[account]")
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        if record.status is not Status.DISPUTED or record.disputed_over:
            return
        if len({cited.source for cited in record.sources}) < _ENOUGH and not _differ(record):
            yield Finding(cls.name, document.at("status"))


class ConfirmedByOne(Rule):
    code = "C516"
    name = "confirmed-by-one"
    severity = Severity.HINT
    message = words("The event is confirmed, and all its sources go back to one: {value}.")
    advice = words(
        "Add a source of another origin, or the one responsible with role: declares; "
        "else write status: reported."
    )
    reason = words("What two heard from one and the same is known from one.")
    breaks = event(status="confirmed")
    keeps = event(
        {"sources/second.yml": "title: بيان البلدية\n"},
        status="confirmed",
        sources="[report, second]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.valid():
            if record.status is not Status.CONFIRMED or _responsible(content, record):
                continue
            sources = {cited.source for cited in record.sources}
            origins = {_origin(content, source_id) for source_id in sources}
            if len(origins) < _ENOUGH:
                facts = {"value": min(origins)}
                yield Finding(cls.name, document.at("status"), facts)


_Series = dict[tuple[str, ...], list[tuple[Document, int, Claim]]]


def _series(content: Content) -> _Series:
    """Cumulative numbers of one speaker, of one thing, since one day; each series in time."""
    found: _Series = {}
    for document, record in content.events.valid():
        for index, claim in enumerate(record.claims):
            if claim.scope is not Scope.CUMULATIVE or not (claim.said_by and claim.since):
                continue
            if claim.as_of is not None and claim.stance in (Stance.CLAIMS, Stance.REVISES):
                key = (claim.metric, claim.group or "", claim.said_by, claim.since.edtf)
                found.setdefault(key, []).append((document, index, claim))
    for series in found.values():
        series.sort(key=_as_of)
    return found


def _as_of(placed: tuple[Document, int, Claim]) -> tuple[int, str, int]:
    document, index, claim = placed
    day = claim.as_of and (claim.as_of.earliest or claim.as_of.latest)
    assert day  # a date has one end at least
    return day.toordinal(), document.file, index


def _differ(record: Event) -> bool:
    """Whether two numbers of the record differ, or one denies another."""
    if any(claim.stance in (Stance.DENIES, Stance.REVISES) for claim in record.claims):
        return True
    numbers: dict[tuple[str, str], set[tuple[Decimal | None, ...]]] = {}
    for claim in record.claims:
        key = (claim.metric, claim.group or "")
        numbers.setdefault(key, set()).add((claim.value, claim.low, claim.high))
    return any(len(different) > 1 for different in numbers.values())


def _responsible(content: Content, record: Event) -> bool:
    """Whether the one who did it says so: an actor who declares it or whose word a source is."""
    if any(who.role is Role.DECLARES for who in record.actors):
        return True
    doing = {who.actor for who in record.actors if who.role in (Role.ACTS, Role.RESPONDS)}
    for cited in record.sources:
        source = content.sources.records.get(cited.source)
        if source is None or source.type is SourceType.OFFICIAL or source.origin in doing:
            return True  # of a faulty source nothing is known
    return False


def _origin(content: Content, source_id: str) -> str:
    """Give whom a source passes on, or itself."""
    return content.sources.records[source_id].origin or source_id


RULES: Final = (
    CumulativeFalls,
    RangeOfOne,
    NoNumber,
    AsOfBeforeSince,
    NothingDisputed,
    ConfirmedByOne,
)
