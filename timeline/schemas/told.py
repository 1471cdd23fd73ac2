"""What each field of each record is: the one table that schemas, form and pages say it from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from timeline.messages import words
from timeline.records.about import About, Withdrawal
from timeline.records.claim import Claim
from timeline.records.event import ActorRef, Correction, Event, PlaceRef, Relation, SourceRef
from timeline.records.examples import EXAMPLES
from timeline.records.fields import Record
from timeline.records.source import Source
from timeline.records.vocabulary import (
    Actor,
    Category,
    Era,
    Forms,
    Metric,
    Place,
    Publisher,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a field is, in English and translated through the catalog, and a value as written.

    Of a field that a record may lack `EXAMPLES` has the value.
    """

    about: str
    example: str = ""


_NOTE: Final = Told(
    words("What a reader should know besides, in a sentence; it is shown on the page.")
)
_ALIASES: Final = Told(
    words("Other names and spellings, in any language. The search finds them; no page shows them."),
    "[Harbour, المرفأ القديم]",
)
_SUMMARY: Final = Told(words("What belongs to it, in a sentence or two."))

_EVENT: Final = {
    "title": Told(
        words("What happened, as a headline: short, without judgement and without the date."),
    ),
    "date": Told(
        words(
            "When it happened, in the Gregorian calendar, as exactly as the source says and not "
            "more: a day, a month, a year, a period, or one of several days. Every event has it, "
            "or date_hijri."
        ),
    ),
    "date_hijri": Told(
        words(
            "When it happened, where the source dates it in the Hijri calendar; it then stands "
            "in place of «date»."
        ),
        '"1440-07-16"',
    ),
    "date_basis": Told(words("How the date is known. If absent: stated.")),
    "date_note": Told(
        words(
            "How the date was found, in a sentence: needed where the source does not state it "
            "itself."
        ),
        '"حُسب من قول المصدر «قبل شهر»."',
    ),
    "hijri_stated": Told(
        words(
            "The Hijri date that the source itself gives beside the Gregorian one, even where it "
            "differs from the calendar by a day."
        ),
        '"1440-07-16"',
    ),
    "after": Told(
        words(
            "Events that a source says came before this one. Only where the dates alone leave it "
            "open."
        ),
        "[bridge-repaired]",
    ),
    "before": Told(
        words(
            "Events that a source says came after this one. Only where the dates alone leave it "
            "open."
        ),
        "[market-reopened]",
    ),
    "added": Told(words("The day on which the record was first written."), '"2026-11-22"'),
    "status": Told(words("How far the event is beyond doubt. If absent: reported.")),
    "disputed_over": Told(
        words("What the sources of a disputed event differ on; the rest of it stands."),
        "[date, figures]",
    ),
    "milestone": Told(
        words("Whether the event is a turning point, which the timeline shows larger."), "true"
    ),
    "categories": Told(words("What kind of event it is: one or more categories."), "[works]"),
    "places": Told(
        words("Where it happened: the place's id, alone or with how exactly that is known."),
        "[{place: harbour, precision: exact}]",
    ),
    "actors": Told(
        words("Who took part: the actor's id, alone or with its role."),
        "[{actor: city-council, role: declares}]",
    ),
    "summary": Told(
        words(
            "What the sources say, in your own words: two to five sentences, no opinion, nothing "
            "that no source says. A blank line begins a paragraph."
        ),
    ),
    "claims": Told(
        words("The numbers that somebody asserts: dead, wounded, displaced, area and others.")
    ),
    "sources": Told(
        words(
            "The sources that say so, one at least: the source's id, alone or with the place in it."
        ),
    ),
    "relations": Told(
        words("How this event bears on others."), "[{type: follows, event: bridge-repaired}]"
    ),
    "corrections": Told(
        words("What was corrected since the record was published. The page shows it to readers.")
    ),
}

_CLAIM: Final = {
    "key": Told(
        words("A short name for the number, where another claim refers to it."), "visitors"
    ),
    "metric": Told(words("What is counted: an id of the metrics.")),
    "group": Told(words("Whom the number counts.")),
    "value": Told(words("The number, where the source gives just one."), "14000"),
    "low": Told(words("The least: «more than 1000» is low: 1000."), "1000"),
    "best": Told(
        words("The number within a range that the source itself thinks likeliest."), "1200"
    ),
    "high": Told(words("The most: «up to 1500» is high: 1500."), "1500"),
    "stated": Told(words("The number as the source words it, where it is in words."), '"مئات"'),
    "scope": Told(words("What the number covers. If absent: event.")),
    "since": Told(
        words("Since when it counts; needed where the scope is cumulative."), '"2018-12"'
    ),
    "as_of": Told(words("The date for which the number holds."), '"2019-03-23"'),
    "said_by": Told(words("Who asserts the number: an actor's id."), "city-council"),
    "reported_by": Told(
        words(
            "Who passed it on to the source, where that is not its own publisher: an actor's id."
        ),
        "news-agency",
    ),
    "stance": Told(words("What the claim does to another one. If absent: claims.")),
    "towards": Told(
        words("Which other claim: the event's id, #, and the claim's key."),
        '"bridge-opened#visitors"',
    ),
    "source": Told(words("Which source has the number: a source's id."), "gazette-2019-03"),
    "note": _NOTE,
}

_SOURCE: Final = {
    "publisher": Told(words("Who published it: an id of the publishers."), "gazette"),
    "title": Told(words("The title, as it was published.")),
    "author": Told(words("Who wrote it, as signed."), "هدى سالم"),
    "published": Told(words("When it was published."), '"2019-03-24"'),
    "published_basis": Told(words("How the date of publication is known. If absent: stated.")),
    "published_note": Told(words("How the date of publication was found, in a sentence.")),
    "url": Told(words("Its address on the web."), "https://gazette.example/bridge"),
    "archived": Told(
        words(
            "The address of a copy in a web archive, so that it can be read when the page is gone."
        ),
        "https://web.archive.org/web/20190325081502/https://gazette.example/bridge",
    ),
    "accessed": Told(words("The day on which you read it."), '"2026-11-22"'),
    "language": Told(words("The language that it is written in: ar, en, ku …"), "ar"),
    "type": Told(words("What kind of publisher speaks.")),
    "origin": Told(
        words(
            "Who told the publisher: an actor's or a publisher's id. Two sources with one origin "
            "count as one."
        ),
        "news-agency",
    ),
    "note": _NOTE,
}

_PLACE: Final = {
    "name": Told(words("The place's name, as pages show it.")),
    "kind": Told(words("What the place is.")),
    "within": Told(words("The place around it: a place's id."), "nineveh"),
    "latitude": Told(words("Degrees north of the equator (WGS 84), with a decimal point.")),
    "longitude": Told(words("Degrees east of Greenwich (WGS 84), with a decimal point.")),
    "precision": Told(words("How near the degrees are to the place.")),
    "aliases": _ALIASES,
    "note": _NOTE,
}

_NAME: Final = Told(words("The name, as pages show it."))

_TOLD: Final[Mapping[type[Record], Mapping[str, Told]]] = {
    Event: _EVENT,
    PlaceRef: {
        "place": Told(words("Where: a place's id.")),
        "precision": Told(words("How exactly it is known where in the place, or near it.")),
    },
    ActorRef: {
        "actor": Told(words("Who: an actor's id.")),
        "role": Told(words("What part the actor had.")),
    },
    SourceRef: {
        "source": Told(words("Which source: the name of its file, without .yml.")),
        "locator": Told(words("Where in the source: a paragraph, page or minute."), '"الفقرة 4"'),
    },
    Relation: {
        "type": Told(words("How this event bears on the other.")),
        "event": Told(words("The other event: the name of its file, without .yml.")),
    },
    Correction: {
        "date": Told(words("The day of the correction.")),
        "what": Told(words("What was changed: how it was and how it is now.")),
        "why": Told(words("Why, and on whose word.")),
    },
    Claim: _CLAIM,
    Source: _SOURCE,
    Place: _PLACE,
    Actor: {
        "name": Told(words("The actor's name, as pages show it.")),
        "kind": Told(words("What the actor is.")),
        "aliases": _ALIASES,
        "note": _NOTE,
    },
    Category: {"name": _NAME, "summary": _SUMMARY},
    Publisher: {
        "name": _NAME,
        "url": Told(words("The publisher's own site."), "https://gazette.example/"),
    },
    Metric: {
        "name": _NAME,
        "forms": Told(words("The counted noun in its forms, so that numbers read as Arabic.")),
    },
    Forms: {
        "zero": Told(words("The phrase for none."), "لا زوار"),
        "one": Told(words("The whole phrase for one.")),
        "two": Told(words("The whole phrase for two.")),
        "few": Told(words("The noun after 3 to 10.")),
        "many": Told(words("The noun after 11 to 99.")),
        "other": Told(words("The noun after 100 and after fractions.")),
    },
    Era: {
        "name": _NAME,
        "date": Told(words("From when to when; 2022/.. while it lasts.")),
        "summary": _SUMMARY,
    },
    About: {
        "title": Told(words("What the timeline is called.")),
        "description": Told(words("What it is about, in two or three sentences.")),
        "site_url": Told(
            words("The address at which it is published."), "https://timeline.example/"
        ),
        "repository": Told(
            words("The address of its repository, for the links with which readers correct it."),
            "https://github.com/example/timeline",
        ),
        "licence": Told(words("The licence of its content."), "CC-BY-4.0"),
        "contact": Told(
            words("Whom a reader writes to: an e-mail address or an https address."),
            "editors@timeline.example",
        ),
        "keywords": Told(words("What search engines may find it by."), "[جسور, تاريخ]"),
    },
    Withdrawal: {
        "moved_to": Told(
            words("The event that took its place; its old address then leads there."),
            "bridge-opened",
        ),
        "reason": Told(words("Why the event was withdrawn. The page says it to readers.")),
        "date": Told(words("The day on which it was withdrawn.")),
    },
}

FIELDS: Final[Mapping[type[Record], Mapping[str, Told]]] = {
    model: {
        name: replace(told, example=EXAMPLES.get(model, {}).get(name, told.example))
        for name, told in fields.items()
    }
    for model, fields in _TOLD.items()
}
"""By model and field, in the order of the model's fields; `id` is the file's name or the key."""
