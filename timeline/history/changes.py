"""What changed between two states of a timeline, as data: no words, no files.

A state is what of a content/ folder could be read. Records with errors cannot be compared, and are
named instead. Imports `timeline.checking` and what that imports.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias, Union

from timeline.checking import Checked, is_error
from timeline.dates import Span
from timeline.history.moves import Moved, moves
from timeline.ordering import Order, arrange
from timeline.reading.content import VOCABULARIES
from timeline.records.about import About, Withdrawal
from timeline.records.claim import Claim
from timeline.records.event import Correction, Event
from timeline.records.fields import Record

if TYPE_CHECKING:
    from timeline.reading.shelf import Shelf

# The kinds of records in the order in which their changes are given, by the name of their shelf.
SHELVES: Final = ("events", "sources", *VOCABULARIES, "withdrawn")
# Fields of which each value is a thing of its own, so that some come and some go.
_LISTS: Final = frozenset(
    {"after", "before", "categories", "places", "actors", "sources", "relations", "disputed_over"}
    | {"aliases", "keywords"}
)
# Fields with a change of their own, or that say nothing to a reader.
_APART: Final = frozenset({"id", "date", "date_hijri", "claims", "corrections"})


@dataclass(frozen=True, slots=True)
class State:
    """A timeline at one time: records by shelf and id, and the order of its events.

    `sequence` is None where no order could be found. `unread` names, by shelf, records that stand
    there and could not be read, in lower case; `illegible` the shelves of which nothing could be.
    `errors` counts what is wrong.
    """

    records: Mapping[str, Mapping[str, Record]]
    about: About | None
    sequence: tuple[str, ...] | None
    unread: Mapping[str, frozenset[str]]
    illegible: frozenset[str]
    errors: int

    def find(self, shelf: str, record_id: str) -> Record | None:
        """Give a record, if it could be read."""
        return self.records[shelf].get(record_id)


Names: TypeAlias = Mapping[str, str]  # new ids by old


@dataclass(frozen=True, slots=True)
class Added:
    """A record that was not there."""

    shelf: str
    id: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A record that is gone, and why where the timeline says so."""

    shelf: str
    id: str
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Renamed:
    """A record that has another id."""

    shelf: str
    id: str
    to: str


@dataclass(frozen=True, slots=True)
class Redated:
    """An event whose date is another; `finer` where it is known more exactly, None where as well."""

    id: str
    was: Span
    now: Span
    finer: bool | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A field with another value; None where it has none. `shelf` is `timeline` for timeline.yml."""

    shelf: str
    id: str
    field: str
    was: object
    now: object


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of a record has gained and lost."""

    shelf: str
    id: str
    field: str
    gained: tuple[object, ...]
    lost: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that is new, gone, or says something else."""

    id: str
    was: Claim | None
    now: Claim | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that a record now owns up to."""

    id: str
    correction: Correction


Change: TypeAlias = Union[  # noqa: UP007 - one a line
    Added, Removed, Renamed, Moved, Redated, Changed, Listed, Claimed, Corrected
]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one state to the other, by shelf and id, and what could not be compared."""

    was: State
    now: State
    changes: tuple[Change, ...]


def state_of(checked: Checked) -> State:
    """Give what of a content/ can be compared, whatever else is wrong with it."""
    content, order = checked.content, checked.order
    shelves: dict[str, Shelf[Record]] = {name: getattr(content, name) for name in SHELVES}
    errors = [finding for finding in checked.findings if is_error(finding)]
    if order is None:  # what there is an error in has no place in it, and the rest has
        found = arrange(content.events.records, content)
        order = found if isinstance(found, Order) else None
    return State(
        records={name: shelf.records for name, shelf in shelves.items()},
        about=content.about,
        sequence=order.sequence if order else None,
        unread={
            name: shelf.ids - {record_id.lower() for record_id in shelf.records}
            for name, shelf in shelves.items()
        },
        illegible=frozenset(
            name
            for name, shelf in shelves.items()
            if not shelf.ids and any(error.at.file in _homes(name) for error in errors)
        ),
        errors=len(errors),
    )


def _homes(shelf: str) -> tuple[str, ...]:
    """Name what a shelf is read from: a folder, or a file."""
    if shelf in VOCABULARIES:
        return "vocabularies", f"vocabularies/{shelf}.yml"
    return (shelf, f"{shelf}.yml")


def compare(was: State, now: State) -> Comparison:
    """Find what changed from one state to another."""
    return Comparison(was, now, tuple(_changes(was, now)))


def _changes(was: State, now: State) -> Iterator[Change]:
    if was.about and now.about:
        yield from _fields("timeline", "", was.about, now.about)
    # What was withdrawn is said of the records that went.
    compared = [
        shelf
        for shelf in SHELVES
        if shelf != "withdrawn" and shelf not in was.illegible | now.illegible
    ]
    names = {shelf: _new_names(shelf, was, now) for shelf in compared}
    for shelf in compared:
        yield from _of_shelf(shelf, was, now, names)
    if was.sequence is not None and now.sequence is not None:
        events = names.get("events", {})
        sequence = [events.get(event_id, event_id) for event_id in was.sequence]
        before = {events.get(i, i): record for i, record in was.records["events"].items()}
        after = now.records["events"]
        likely = {i for i in after if _reordered(before.get(i), after[i], names)}
        yield from moves(sequence, now.sequence, likely)


def _new_names(shelf: str, was: State, now: State) -> Names:
    """Find which records have another id: by where it moved to, else by saying the same."""
    old, new = was.records[shelf], now.records[shelf]
    gone = [i for i in old if i not in new and i.lower() not in now.unread[shelf]]
    come = {i: None for i in new if i not in old}  # in their order
    names: dict[str, str] = {}
    for i in gone:
        left = _withdrawal(i, now, shelf)
        if left and left.moved_to in come:
            names[i] = left.moved_to
            del come[left.moved_to]
    saying: dict[Record, list[str]] = {}  # the last first
    for i in reversed(come):
        saying.setdefault(_but_for_its_id(new[i]), []).append(i)
    for i in gone:
        if i not in names and (same := saying.get(_but_for_its_id(old[i]))):
            names[i] = same.pop()
    return names


def _but_for_its_id(record: Record) -> Record:
    return record.model_copy(update={"id": ""})


def _of_shelf(shelf: str, was: State, now: State, names: Mapping[str, Names]) -> Iterator[Change]:
    old, new, renamed = was.records[shelf], now.records[shelf], names[shelf]
    anew = frozenset(renamed.values())
    for record_id in sorted(old.keys() | new.keys()):
        if record_id in renamed:
            to = renamed[record_id]
            yield Renamed(shelf, record_id, to)
            yield from _within(shelf, to, _named_anew(old[record_id], names), new[to])
        elif record_id in old and record_id in new:
            was_it = _named_anew(old[record_id], names)
            yield from _within(shelf, record_id, was_it, new[record_id])
        elif record_id in old and record_id.lower() not in now.unread[shelf]:
            yield Removed(shelf, record_id, _withdrawal(record_id, now, shelf))
        elif (
            record_id in new
            and record_id not in anew
            and record_id.lower() not in was.unread[shelf]
        ):
            yield Added(shelf, record_id)


def _named_anew(record: Record, names: Mapping[str, Names]) -> Record:
    """Put new ids where an event refers to records that were renamed: that is no change of it."""
    events, sources = names.get("events", {}), names.get("sources", {})
    if not isinstance(record, Event) or not (events or sources):
        return record
    return record.model_copy(
        update={
            "after": tuple(events.get(i, i) for i in record.after),
            "before": tuple(events.get(i, i) for i in record.before),
            "relations": tuple(
                relation.model_copy(update={"event": events.get(relation.event, relation.event)})
                for relation in record.relations
            ),
            "sources": tuple(
                cited.model_copy(update={"source": sources.get(cited.source, cited.source)})
                for cited in record.sources
            ),
            "claims": tuple(
                claim.model_copy(
                    update={
                        "source": sources.get(claim.source or "", claim.source),
                        "towards": claim.towards
                        and claim.towards.model_copy(
                            update={"event": events.get(claim.towards.event, claim.towards.event)}
                        ),
                    }
                )
                for claim in record.claims
            ),
        }
    )


def _withdrawal(record_id: str, now: State, shelf: str) -> Withdrawal | None:
    if shelf != "events":
        return None
    found = now.records["withdrawn"].get(record_id)
    return found if isinstance(found, Withdrawal) else None


def _within(shelf: str, record_id: str, was: Record, now: Record) -> Iterator[Change]:
    if was == now:
        return
    if isinstance(was, Event) and isinstance(now, Event):
        if was.span != now.span:
            yield Redated(record_id, was.span, now.span, _finer(was.span, now.span))
    elif getattr(was, "date", None) != getattr(now, "date", None):
        yield Changed(
            shelf, record_id, "date", getattr(was, "date", None), getattr(now, "date", None)
        )
    yield from _fields(shelf, record_id, was, now)
    if isinstance(was, Event) and isinstance(now, Event):
        yield from _claims(record_id, was.claims, now.claims)
        for correction in now.corrections:
            if correction not in was.corrections:
                yield Corrected(record_id, correction)


def _fields(shelf: str, record_id: str, was: Record, now: Record) -> Iterator[Change]:
    for field in type(now).model_fields:
        if field in _APART:
            continue
        old, new = getattr(was, field), getattr(now, field)
        if old == new:
            continue
        if field in _LISTS:
            gained = tuple(item for item in new if item not in old)
            lost = tuple(item for item in old if item not in new)
            if gained or lost:
                yield Listed(shelf, record_id, field, gained, lost)
        else:
            yield Changed(shelf, record_id, field, old, new)


def _finer(was: Span, now: Span) -> bool | None:
    """Whether a date says more exactly than another when it was; None where both say as much."""
    before, after = _width(was), _width(now)
    return None if before == after else after < before


def _width(span: Span) -> float:
    """How many days a date leaves open for its beginning; without end where it has no bound."""
    first, last = span.start.earliest, span.start.latest
    return float("inf") if first is None or last is None else (last - first).days


def _claims(event_id: str, was: Sequence[Claim], now: Sequence[Claim]) -> Iterator[Change]:
    """Pair claims by key, else by what they are of and who says it, else take them for others."""
    old = [claim for claim in was if claim not in now]
    new = [claim for claim in now if claim not in was]
    pairs: list[tuple[Claim | None, Claim | None]] = []
    for same in (_by_key, _by_speaker):
        for claim in list(new):
            match = next((o for o in old if same(o) is not None and same(o) == same(claim)), None)
            if match is not None:
                pairs.append((match, claim))
                old.remove(match)
                new.remove(claim)
    pairs += [(None, claim) for claim in new] + [(claim, None) for claim in old]
    # In the order in which the record has them, those that are gone last.
    pairs.sort(key=lambda pair: now.index(pair[1]) if pair[1] is not None else len(now))
    yield from (Claimed(event_id, one, other) for one, other in pairs)


def _by_key(claim: Claim) -> Hashable:
    return claim.key


def _by_speaker(claim: Claim) -> Hashable:
    return (claim.metric, claim.group, claim.scope, claim.said_by, claim.source)


def _reordered(was: Record | None, now: Record, names: Mapping[str, Names]) -> bool:
    """Whether an event says of itself what would put it elsewhere."""
    if was is None:
        return False
    before = _named_anew(was, names)
    return (
        isinstance(before, Event)
        and isinstance(now, Event)
        and ((before.span, before.after, before.before) != (now.span, now.after, now.before))
    )
