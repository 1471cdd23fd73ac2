"""What changed between two states of a timeline, in sentences: `timeline diff`.

As text for a terminal, or as Markdown for a code host. What comes out of records is made inert, and
in Markdown escaped; only the software's own words are neither.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from timeline.figures import wording
from timeline.history.amendments import uncorrected
from timeline.history.changes import (
    Added,
    Change,
    Changed,
    Claimed,
    Comparison,
    Corrected,
    Listed,
    Redated,
    Removed,
    Renamed,
    State,
)
from timeline.history.moves import Moved
from timeline.messages import Language, Messages, words
from timeline.reading.characters import inert
from timeline.records.about import Withdrawal
from timeline.records.claim import Claim
from timeline.records.event import Event
from timeline.records.vocabulary import Metric
from timeline.reporting.amendments import without_correction
from timeline.reporting.isolation import ISOLATE
from timeline.reporting.markdown import code, said
from timeline.reporting.values import Values, field_name, phrase

_LONG: Final = 160  # of a text that is quoted
_AROUND: Final = 3  # words that stay, around those that changed

SHELF_NAMES: Final = {
    "timeline": words("The timeline itself"),
    "sources": words("Sources"),
    "places": words("Places"),
    "actors": words("Actors"),
    "categories": words("Categories"),
    "publishers": words("Publishers"),
    "metrics": words("Metrics"),
    "eras": words("Eras"),
}
# What a claim says besides its number.
_OF_CLAIMS: Final = tuple(
    name for name in Claim.model_fields if name not in {"key", "value", "low", "best", "high"}
)


def comparison_in_words(comparison: Comparison, say: Messages) -> str:
    """Say what changed, for a terminal."""
    return "\n".join(_Teller(comparison, say, markdown=False).lines())


def comparison_as_markdown(comparison: Comparison, say: Messages) -> str:
    """Say what changed, in Markdown that a code host renders."""
    direction = "rtl" if say.language is Language.ARABIC else "ltr"
    lines = _Teller(comparison, say, markdown=True).lines()
    return "\n".join(
        [f'<div dir="{direction}" lang="{say.language}">', "", *lines, "", "</div>", ""]
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    comparison: Comparison
    say: Messages
    markdown: bool

    def lines(self) -> Iterator[str]:
        """Give every line."""
        yield self._counts()
        yield from self._unread()
        of_events = [change for change in self.comparison.changes if _shelf(change) == "events"]
        for heading, kinds in (
            (self.say.text("New events"), Added),
            (self.say.text("Events that went"), Removed),
        ):
            chosen = [change for change in of_events if isinstance(change, kinds)]
            yield from self._section(heading, [self._sentence(change) for change in chosen])
        rest = [change for change in of_events if not isinstance(change, Added | Removed)]
        yield from self._records(self.say.text("Events that changed"), rest)
        for shelf, name in SHELF_NAMES.items():
            changes = [change for change in self.comparison.changes if _shelf(change) == shelf]
            yield from self._records(self.say.text(name), changes)

    def _counts(self) -> str:
        say, changes = self.say, self.comparison.changes
        if not changes:
            return say.text("Nothing changed that a reader would see.")
        events = [change for change in changes if _shelf(change) == "events"]
        added = sum(isinstance(change, Added) for change in events)
        gone = sum(isinstance(change, Removed) for change in events)
        changed = len({_id(change) for change in events if not isinstance(change, Added | Removed)})
        others = len({(_shelf(c), _id(c)) for c in changes if _shelf(c) != "events"})
        counts = [
            say.count("{n} new event", "{n} new events", added) if added else "",
            say.count("{n} changed event", "{n} changed events", changed) if changed else "",
            say.count("{n} event that went", "{n} events that went", gone) if gone else "",
            say.count("{n} change elsewhere", "{n} changes elsewhere", others) if others else "",
        ]
        return say.text(", ").join(filter(None, counts))

    def _unread(self) -> Iterator[str]:
        """Say what could not be compared, and on which side."""
        say = self.say
        for state in (self.comparison.was, self.comparison.now):
            if not state.errors:
                continue
            errors = say.count("{n} error", "{n} errors", state.errors)
            if state is self.comparison.was:
                yield say.text("As it was, the content has errors: {errors}.", errors=errors)
            else:
                yield say.text("As it is now, the content has errors: {errors}.", errors=errors)
            names = sorted(i for ids in state.unread.values() for i in ids)
            names += sorted(state.illegible)
            if names:
                listed = say.text(", ").join(self._latin(name) for name in names[:20])
                yield say.text("Not compared, since it cannot be read: {value}.", value=listed)
            if state.sequence is None:
                yield say.text("The order could not be compared: it contradicts itself.")

    def _records(self, heading: str, changes: Sequence[Change]) -> Iterator[str]:
        """Tell of records one by one, each with the sentences about it."""
        by_record = sorted(changes, key=_id)
        lines: list[str] = []
        for record_id, group in groupby(by_record, key=_id):
            found = list(group)
            if all(isinstance(change, Added | Removed) for change in found):
                lines += [self._sentence(change) for change in found]
                continue
            shelf = _shelf(found[0])
            name = self._record(shelf, record_id) if record_id else heading
            sentences = [self._sentence(change) for change in found]
            if shelf == "events" and (fields := uncorrected(found).get(record_id)):
                sentences.append(without_correction(fields, self.say))
            inner = "\n".join(f"  - {sentence}" for sentence in sentences)
            lines.append(f"{name}\n{inner}")
        yield from self._section(heading, lines)

    def _section(self, heading: str, lines: list[str]) -> Iterator[str]:
        if lines:
            yield ""
            yield f"### {heading}" if self.markdown else f"{heading}:"
            yield from ([""] if self.markdown else [])
            yield from (f"- {line}" for line in lines)

    def _sentence(self, change: Change) -> str:  # noqa: C901, PLR0911 - a case for each kind
        """Say one change."""
        say = self.say
        match change:
            case Added(shelf, record_id):
                return self._added(shelf, record_id)
            case Removed(shelf, record_id, withdrawal):
                return self._removed(shelf, record_id, withdrawal)
            case Renamed(_, record_id, _):
                return say.text("Its id was {id} before.", id=self._latin(record_id))
            case Moved(_, other, before):
                name = self._record("events", other)
                if before:
                    return say.text("It now stands before {name}, and stood after it.", name=name)
                return say.text("It now stands after {name}, and stood before it.", name=name)
            case Redated():
                return self._redated(change)
            case Changed():
                return self._changed(change.field, change.was, change.now)
            case Listed():
                return self._listed(change)
            case Claimed():
                return self._claimed(change)
            case Corrected(_, correction):
                return say.text(
                    "A correction of {date}: {what} ({why})",
                    date=self._value("date", correction.date),
                    what=self._text(correction.what),
                    why=self._text(correction.why),
                )

    def _added(self, shelf: str, record_id: str) -> str:
        say, now = self.say, self.comparison.now
        record = now.find(shelf, record_id)
        name = self._record(shelf, record_id)
        if not isinstance(record, Event):
            return say.text("New: {name}", name=name)
        date = self._text(phrase(record.span))
        if now.sequence is None:
            return f"{name}{say.text(', ')}{date}."
        rank = now.sequence.index(record_id)
        if not rank:
            return say.text("{name}, {date}. It stands first.", name=name, date=date)
        other = self._record("events", now.sequence[rank - 1])
        return say.text(
            "{name}, {date}. It stands after {other}.", name=name, date=date, other=other
        )

    def _removed(self, shelf: str, record_id: str, withdrawal: Withdrawal | None) -> str:
        say, name = self.say, self._record(shelf, record_id)
        if shelf != "events":
            return say.text("{name} was taken away.", name=name)
        if withdrawal is None:
            return say.text(
                "{name} was taken away without a word: say in withdrawn.yml why, or where it moved.",
                name=name,
            )
        if withdrawal.moved_to:
            other = self._record("events", withdrawal.moved_to)
            return say.text("{name} went up in {other}.", name=name, other=other)
        reason = self._text(withdrawal.reason or "")
        return say.text("{name} was withdrawn: {reason}", name=name, reason=reason)

    def _redated(self, change: Redated) -> str:
        was, now = (self._text(phrase(span)) for span in (change.was, change.now))
        if was == now:  # the phrases do not tell them apart
            was, now = self._latin(change.was.edtf), self._latin(change.now.edtf)
        facts = {"was": was, "now": now}
        match change.finer:
            case True:
                return self.say.text("The date was «{was}» and is now finer: «{now}».", **facts)
            case False:
                return self.say.text("The date was «{was}» and is now coarser: «{now}».", **facts)
            case None:
                return self.say.text("The date was «{was}» and is now «{now}».", **facts)

    def _changed(self, field: str, was: object, now: object) -> str:
        say = self.say
        name = field_name(field, say)
        if was is None or was == ():
            return say.text("{field}: «{now}» was added.", field=name, now=self._value(field, now))
        if now is None or now == ():
            return say.text(
                "{field}: was «{was}», and is left out now.",
                field=name,
                was=self._value(field, was),
            )
        one, other = _parted(self._words(field, was), self._words(field, now))
        return say.text(
            "{field}: was «{was}», is now «{now}».",
            field=name,
            was=self._text(one),
            now=self._text(other),
        )

    def _listed(self, change: Listed) -> str:
        def values(items: tuple[object, ...]) -> str:
            return comma.join(f"«{self._value(change.field, item)}»" for item in items)

        say, comma = self.say, self.say.text(", ")
        parts = []
        if change.gained:
            parts.append(say.text("added: {values}", values=values(change.gained)))
        if change.lost:
            parts.append(say.text("taken out: {values}", values=values(change.lost)))
        return f"{field_name(change.field, say)}: {say.text('; ').join(parts)}."

    def _claimed(self, change: Claimed) -> str:
        say, was, now = self.say, change.was, change.now
        if now is None:
            assert was is not None  # one of the two is there
            return say.text("A number is left out now: {number}.", number=self._claim(was))
        if was is None:
            return say.text("A new number: {number}.", number=self._claim(now))
        sentences = []
        one, other = self._number(was), self._number(now)
        if one != other:
            facts = {"field": self._name("metrics", now.metric), "was": one, "now": other}
            sentences.append(say.text("{field}: was «{was}», is now «{now}».", **facts))
        else:
            sentences.append(say.text("In the number {number}:", number=self._claim(now)))
        sentences += [
            self._changed(field, getattr(was, field), getattr(now, field))
            for field in _OF_CLAIMS
            if getattr(was, field) != getattr(now, field)
        ]
        return " ".join(sentences)

    def _claim(self, claim: Claim) -> str:
        """Name a claim: its number, what it counts, and who says it."""
        number = f"{self._name('metrics', claim.metric)}: «{self._number(claim)}»"
        if speakers := self._values.speakers(claim):
            return self.say.text("{number}, said by {who}", number=number, who=self._text(speakers))
        return number

    def _number(self, claim: Claim) -> str:
        metric = self._find("metrics", claim.metric)
        if not isinstance(metric, Metric):
            metric = Metric(id=claim.metric, name=claim.metric)
        return self._text(wording(claim, metric, self.say))

    @property
    def _values(self) -> Values:
        return Values(self.say, self._plain_name)

    def _value(self, field: str, value: object) -> str:
        return self._text(_short(self._words(field, value)))

    def _words(self, field: str, value: object) -> str:
        return self._values.value(field, value)

    def _record(self, shelf: str, record_id: str) -> str:
        """Name a record by its title and its id."""
        name = self._plain_name(shelf, record_id)
        if name == record_id:
            return self._latin(record_id)
        return f"«{self._text(name)}» ({self._latin(record_id)})"

    def _name(self, shelf: str, record_id: str) -> str:
        return self._text(self._plain_name(shelf, record_id))

    def _plain_name(self, shelf: str, record_id: str) -> str:
        record = self._find(shelf, record_id)
        return str(getattr(record, "title", None) or getattr(record, "name", record_id))

    def _find(self, shelf: str, record_id: str) -> object:
        states: tuple[State, ...] = (self.comparison.now, self.comparison.was)
        found = (state.find(shelf, record_id) for state in states)
        return next((record for record in found if record is not None), None)

    def _text(self, text: str) -> str:
        """Write text of a record so that it can do nothing and turns nothing around it."""
        return self._escaped(ISOLATE.format(inert(text).replace("«", "‹").replace("»", "›")))

    def _latin(self, text: str) -> str:
        return code(text) if self.markdown else ISOLATE.format(inert(text))

    @property
    def _escaped(self) -> Callable[[str], str]:
        return said if self.markdown else str


def _shelf(change: Change) -> str:
    match change:
        case Moved() | Redated() | Claimed() | Corrected():
            return "events"
        case _:
            return change.shelf


def _id(change: Change) -> str:
    return change.to if isinstance(change, Renamed) else change.id


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…"


def _parted(was: str, now: str) -> tuple[str, str]:
    """Of two long texts keep where they part, and a few words around it."""
    if max(len(was), len(now)) <= _LONG:
        return was, now
    one, other = was.split(), now.split()
    least = min(len(one), len(other))
    head = next((i for i in range(least) if one[i] != other[i]), least)
    room = least - head
    tail = next((i for i in range(room) if one[-1 - i] != other[-1 - i]), room)
    return _cut(one, head, tail), _cut(other, head, tail)


def _cut(parts: list[str], head: int, tail: int) -> str:
    first, last = max(0, head - _AROUND), min(len(parts), len(parts) - tail + _AROUND)
    cut = _short(" ".join(parts[first:last]))
    return f"{'…' if first else ''}{cut}{'…' if last < len(parts) else ''}"
