"""A value for each field that a record may lack, as it is written: one table for all who show it.

The message that misses the field, the schemas, the form and the pages of fields say it from here.
"""

from collections.abc import Mapping
from typing import Final

from timeline.records.about import About, Withdrawal
from timeline.records.base_map import Area, BaseMap, Extent, River
from timeline.records.claim import Claim
from timeline.records.event import ActorRef, Correction, Event, PlaceRef, Relation, SourceRef
from timeline.records.fields import Record
from timeline.records.source import Source
from timeline.records.vocabulary import Actor, Category, Era, Forms, Metric, Place, Publisher

EXAMPLES: Final[Mapping[type[Record], Mapping[str, str]]] = {
    Event: {
        "title": "افتتاح الجسر القديم بعد ترميمه",
        "date": '"2019-03"',
        "summary": "افتُتح الجسر أمام المارة بعد عامين من الترميم.",
        "sources": '[{source: gazette-2019-03, locator: "الفقرة 4"}]',
    },
    PlaceRef: {"place": "harbour"},
    ActorRef: {"actor": "city-council"},
    SourceRef: {"source": "gazette-2019-03"},
    Relation: {"type": "follows", "event": "bridge-repaired"},
    Correction: {
        "date": '"2026-11-22"',
        "what": '"كان اليوم 4، وهو 14."',
        "why": '"الفقرة 4 من المصدر"',
    },
    Claim: {"metric": "visitors"},
    Source: {"title": "افتتاح الجسر القديم"},
    Place: {"name": "المرفأ", "latitude": "36.34", "longitude": "43.13"},
    Actor: {"name": "مجلس المدينة"},
    Category: {"name": "أشغال"},
    Publisher: {"name": "الجريدة"},
    Metric: {"name": "الزوار"},
    Forms: {
        "one": "زائر واحد",
        "two": "زائران",
        "few": "زوار",
        "many": "زائرًا",
        "other": "زائر",
    },
    Era: {"name": "سنوات الترميم", "date": '"2014-06/2017-12"'},
    About: {"title": "حكاية الجسر"},
    Withdrawal: {"reason": "لا مصدر له", "date": '"2026-11-22"'},
    BaseMap: {
        "origin": "أطلس",
        "extent": "{west: 38, south: 29, east: 49, north: 38}",
        "countries": "[{outlines: ['43.1,36.3 43.2,36.4 43.2,36.2']}]",
    },
    Extent: {"west": "38", "south": "29", "east": "49", "north": "38"},
    Area: {"outlines": "['43.1,36.3 43.2,36.4 43.2,36.2']"},
    River: {"courses": "['43.1,36.3 43.2,36.4']"},
}
"""By model and field."""
