"""The questions for an event and for a source, in their order."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from timeline.asking.dating import ask_date
from timeline.asking.talk import NEEDED, Talk
from timeline.dates import Calendar, Span, to_latin
from timeline.importing.known import Known, host_of
from timeline.importing.naming import day_of, head_and_kind, joined
from timeline.messages import words
from timeline.messages.kinds import BASIS
from timeline.reading.document import id_of
from timeline.reading.validation import faults
from timeline.reading.yaml_source import Tree
from timeline.records.claim import Claim
from timeline.records.event import Event, SourceRef, Status
from timeline.records.fields import DateBasis, Record
from timeline.records.source import Source, SourceType
from timeline.schemas import FIELDS, Told

_ID: Final = Told(
    words(
        "Small Latin letters, digits and hyphens. It becomes the name of the file and the address "
        "of the page, and never changes."
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A record that was asked for, and the file that it is to stand in, below content/."""

    model: type[Record]
    file: str
    tree: Mapping[str, Tree]


@dataclass(slots=True)
class Interview:
    """The questions to one person about one record, and the sources that came up on the way."""

    talk: Talk
    known: Known
    today: dt.date
    asked: list[Asked] = field(default_factory=list)

    def event(self) -> list[Asked]:
        """Ask for an event; give it and the new sources that it needs."""
        talk, told = self.talk, FIELDS[Event]
        tree: dict[str, Tree] = {}
        title = talk.line(words("Title:"), (Event, "title"), told["title"], needed=True) or ""
        tree["title"] = title
        span = self._date(tree)
        tree["added"] = self.today.isoformat()
        tree["status"] = Status.REPORTED.value
        if span.earliest is not None and span.earliest > self.today:
            tree["status"] = Status.PLANNED.value
            talk.say("The date has not come yet, so the status is «planned».")
        tree["summary"] = talk.prose(
            words("Summary. {about} Two empty lines, or a full stop alone, end it."),
            (Event, "summary"),
            told["summary"],
        )
        refs = self._sources()
        for name, kind, message in (
            ("places", "places", words("Places: type part of a name, or Enter.")),
            ("actors", "actors", words("Actors: type part of a name, or Enter.")),
            ("categories", "categories", words("Categories: type a number or a name, or Enter.")),
        ):
            names = self.known.of(kind)
            if names.names or not names.closed:
                chosen = talk.several(message, names, told[name], file=f"{kind}.yml")
                tree[name] = list(chosen)
        if claims := self._claims(refs):
            tree["claims"] = claims
        tree["sources"] = refs
        record_id = self._id(self._offered(tree, span), self.known.events)
        self.asked.append(Asked(Event, self.known.event_file(record_id, span), tree))
        return self.asked

    def source(self) -> str:
        """Ask for a source, note it down, and give its id."""
        talk, told = self.talk, FIELDS[Source]
        tree: dict[str, Tree] = {}
        needed = (Source, "title")
        title = talk.line(words("Title of the source:"), needed, told["title"], needed=True) or ""
        tree["title"] = title
        url = talk.line(
            words("Its address, beginning with https:// (Enter: none)"),
            (Source, "url"),
            told["url"],
        )
        existing = self.known.urls.get(url or "")
        if existing is not None and talk.agreed(
            words("The source «{value}» has this address already. Use it? (Enter: yes)"),
            value=existing,
        ):
            return existing
        publisher = self._publisher(url)
        author = talk.line(words("Author (Enter: none)"), (Source, "author"), told["author"])
        published = ask_date(
            talk,
            words("Published on (Enter: not known)"),
            (Source, "published"),
            told["published"],
            needed=False,
        )
        language = talk.line(
            words("Language: ar, en, ku … (Enter: ar)"), (Source, "language"), told["language"]
        )
        kinds = {
            each.value: self.talk.messages.term("source type", each.value) for each in SourceType
        }
        kind = talk.one_of(words("What kind of publisher? (Enter: left out)"), kinds, told["type"])
        tree |= {"language": language or "ar"}
        for name, value in (
            ("url", url),
            ("publisher", publisher),
            ("author", author),
            ("type", kind),
        ):
            if value is not None:
                tree[name] = value
        if published is not None:
            tree["published"] = published.edtf
        if url is not None:
            tree["accessed"] = self.today.isoformat()
            talk.say("Today is written down as the day on which you read it.")
        taken = frozenset({*self.known.of("sources").names, *self._new_sources()})
        offered = None
        if publisher is not None and published is not None:
            offered = joined([publisher], day_of(published))
        record_id = self._id(offered, taken)
        self.asked.append(Asked(Source, f"sources/{record_id}.yml", tree))
        return record_id

    def _date(self, tree: dict[str, Tree]) -> Span:
        """Ask when it was, and where a source does not say so itself, how that is known."""
        talk, told = self.talk, FIELDS[Event]
        span = ask_date(
            talk,
            words("Date, as exactly as the source says: 2017-12-09, 2017-12, 2017 …"),
            (Event, "date"),
            told["date"],
            needed=True,
        )
        assert span is not None, "it is asked for until there is one"
        tree["date" if span.calendar is Calendar.GREGORIAN else "date_hijri"] = span.edtf
        bases = {each.value: talk.messages.text(BASIS[each.value]) for each in DateBasis}
        basis = talk.one_of(words("How is the date known? (Enter: 1)"), bases, told["date_basis"])
        tree["date_basis"] = basis or DateBasis.STATED.value
        if basis not in {None, DateBasis.STATED.value}:
            note = talk.line(
                words("From what, in a sentence:"),
                (Event, "date_note"),
                told["date_note"],
                needed=True,
            )
            tree["date_note"] = note or ""
        return span

    def _sources(self) -> list[Tree]:
        """Ask who says so, once at least, and where in it."""
        talk, told = self.talk, FIELDS[Event]["sources"]
        chosen: list[str] = []
        while not chosen:
            names = self.known.of("sources")
            names = replace(names, names={**names.names, **self._new_sources()})
            chosen = talk.several(
                words(
                    "Sources: type part of a title, or «new» for one that is not here yet. Enter ends."
                ),
                names,
                told,
                file="sources/",
                new=self._new_source,
            )
            if not chosen:
                talk.say("An event needs a source: nothing is published without one.")
        refs: list[Tree] = []
        titles = {**self.known.of("sources").names, **self._new_sources()}
        for each in chosen:
            locator = talk.line(
                words("Where in «{source}»? A paragraph or a page, or Enter."),
                (SourceRef, "locator"),
                FIELDS[SourceRef]["locator"],
                source=titles.get(each, each),
            )
            refs.append({"source": each, **({"locator": locator} if locator else {})})
        return refs

    def _new_source(self) -> tuple[str, str]:
        record_id = self.source()
        names = {**self.known.of("sources").names, **self._new_sources()}
        return record_id, names.get(record_id, record_id)

    def _new_sources(self) -> dict[str, str]:
        """Give the ids and titles of the sources that were asked for."""
        return {
            id_of(asked.file): str(asked.tree["title"])
            for asked in self.asked
            if asked.model is Source
        }

    def _publisher(self, url: str | None) -> str | None:
        talk, names = self.talk, self.known.of("publishers")
        found = self.known.hosts.get(host_of(url or ""))
        if found is not None and talk.agreed(
            words("Published by {value}? (Enter: yes)"), value=names.names.get(found, found)
        ):
            return found
        if not names.names and names.closed:
            return None
        message = words("Publisher: type part of the name, or Enter.")
        chosen = talk.several(
            message, names, FIELDS[Source]["publisher"], file="publishers.yml", most=1
        )
        return chosen[0] if chosen else None

    def _claims(self, refs: list[Tree]) -> list[Tree]:
        """Ask for numbers, as many as there are; none where no metric is known."""
        talk, told, metrics = self.talk, FIELDS[Claim], self.known.of("metrics")
        claims: list[Tree] = []
        if not metrics.names:
            return claims
        while True:
            typed = talk.question(
                words("A number that somebody states: 12, or 12-15, or Enter."), told["value"]
            )
            if not typed:
                return claims
            numbers = self._numbers(typed)
            if numbers is None:
                continue
            chosen = talk.several(
                words("Of what? Type part of the name."),
                metrics,
                told["metric"],
                file="metrics.yml",
                most=1,
            )
            if not chosen:
                continue
            claim: dict[str, Tree] = {"metric": chosen[0], **numbers}
            names = self.known.of("actors")
            message = words("Who states the number? Type part of the name, or Enter.")
            if said_by := talk.several(message, names, told["said_by"], file="actors.yml", most=1):
                claim["said_by"] = said_by[0]
            ref = refs[0]
            if len(refs) == 1:
                claim["source"] = ref["source"] if isinstance(ref, dict) else ref
            claims.append(claim)

    def _numbers(self, typed: str) -> dict[str, Tree] | None:
        parts = [part.strip() for part in to_latin(typed).replace("–", "-").split("-")]
        for part in parts:
            if found := faults(Claim, "value", part):
                self.talk.fault(found[0])
                return None
        if len(parts) == 1:
            return {"value": parts[0]}
        low, high, *more = parts
        if more or float(low) > float(high):
            self.talk.say("Write the lower number first: 12-15.")
            return None
        return {"low": low, "high": high}

    def _offered(self, tree: Mapping[str, Tree], span: Span) -> str | None:
        """Make an id of where or who, of what kind, and when; None where not all of it is known.

        Arabic in Latin letters would be no name: it has no vowels, and nobody reads it.
        """
        head, kind = head_and_kind(tree, self.known.subjects)
        if head is None or kind is None:
            return None
        gone = self.known.events | self.known.withdrawn
        day = day_of(span)
        tries = [joined([head, kind], when) for when in (day[:4], day)]
        return next((each for each in tries if each is not None and each not in gone), None)

    def _id(self, offered: str | None, taken: frozenset[str]) -> str:
        """Ask for an id until there is one that nothing has or had; offer one if it means something."""
        talk = self.talk
        gone = taken | self.known.withdrawn
        if offered in gone:
            offered = None
        while True:
            talk.tell("")
            talk.say(
                "The id, the record's name for ever: a few short English words, as in "
                "bridge-reopened or market-fire-2019."
            )
            if offered is not None:
                talk.say("Enter takes this one: {value}", value=offered)
            typed = talk.answer(_ID) or offered
            if typed is None:
                talk.say(NEEDED)
            elif found := faults(Event, "id", typed):
                talk.fault(found[0])
            elif typed in taken:
                talk.say("«{value}» is taken.", value=typed)
            elif typed in gone:
                talk.say("«{value}» was withdrawn; its address goes on answering.", value=typed)
            else:
                return typed
