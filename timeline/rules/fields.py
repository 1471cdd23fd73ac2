"""F1: the fields of a record, each by itself."""

from collections.abc import Iterator
from typing import Final

from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.finding import Finding
from timeline.records.event import Status
from timeline.rules.rule import EVENT, Rule, event


class MissingField(Rule):
    code = "F101"
    name = "missing-field"
    message = words("The field «{field}» is missing.")
    advice = words("Add the field «{field}».")
    reason = words("Without it a reader cannot tell what, when, or who says so.")
    breaks = event(title="")


class UnknownField(Rule):
    code = "F102"
    name = "unknown-field"
    message = words("There is no field «{value}».")
    advice = words("See the list of fields; perhaps the name is misspelt or stands too far in.")
    reason = words("A field that nothing reads would be lost without a word.")
    breaks = event(sumary="نص")


class WrongShape(Rule):
    code = "F103"
    name = "wrong-shape"
    message = words("The value must be a {wanted}.")
    advice = words("A list stands in brackets [a, b] or as lines with dashes; text on one line.")
    reason = words("A value of another shape cannot be read.")
    breaks = event(sources="report")


class EmptyText(Rule):
    code = "F104"
    name = "empty-text"
    message = words("The field has no value.")
    advice = words("Fill it in or delete its line.")
    reason = words("What is not known is left out, so that nobody takes it for known.")
    breaks = event(date_note='""')


class TextTooLong(Rule):
    code = "F105"
    name = "text-too-long"
    message = words("The text has {length} characters; {limit} is the most.")
    advice = words("Shorten it.")
    reason = words("A title is read at a glance and a summary in half a minute.")
    breaks = event(title="س" * 400)


class UnknownValue(Rule):
    code = "F106"
    name = "unknown-value"
    message = words("«{value}» is not a value of this field. Its values: {options}.")
    advice = words("Choose one of them.")
    reason = words("The site words, filters and colours depend on a closed list.")
    breaks = event(status="reportd")
    keeps = event(status="reported")


class BadId(Rule):
    code = "F111"
    name = "bad-id"
    message = words("«{value}» cannot be an id.")
    advice = words(
        "An id is small Latin letters, digits and single hyphens, 64 characters at most: "
        "bridge-opened; not index, readme or 404."
    )
    reason = words("Ids become addresses and file names on every system, and stay for ever.")
    breaks = {"events/Bridge Opened.yml": EVENT}
    keeps = {"events/bridge-opened-again.yml": EVENT}


class IdInRecord(Rule):
    code = "F112"
    name = "id-in-record"
    message = words("An id is not written in the record: the file's name is the id.")
    advice = words("Delete the line.")
    reason = words("Two places for one id would sooner or later differ.")
    breaks = event(id="bridge-opened")


class DuplicateId(Rule):
    code = "F113"
    name = "duplicate-id"
    message = words("The id «{value}» is taken by {other}.")
    advice = words("Rename one of the two files.")
    reason = words("Two records of one id would have one address.")
    breaks = {"events/2019/bridge-opened.yml": EVENT}


class BadUrl(Rule):
    code = "F121"
    name = "bad-url"
    message = words("«{value}» is not an address that can be linked to.")
    advice = words("Copy the whole address; it begins with https:// and has no spaces.")
    reason = words("Readers click it: it must lead over https to the site that it names.")
    breaks = {"sources/report.yml": "title: تقرير\nurl: http://example.org/a\n"}
    keeps = {"sources/report.yml": "title: تقرير\nurl: https://example.org/a?b=1#c\n"}


class BadLanguage(Rule):
    code = "F122"
    name = "bad-language"
    message = words("«{value}» is not a language code.")
    advice = words("Write ar, en, fr, ku …")
    reason = words("Browsers and screen readers read a title by its language.")
    breaks = {"sources/report.yml": "title: تقرير\nlanguage: Arabic\n"}
    keeps = {"sources/report.yml": "title: تقرير\nlanguage: ar\n"}


class BadNumber(Rule):
    code = "F123"
    name = "bad-number"
    message = words("«{value}» is not a number as numbers are written here.")
    advice = words("Latin digits without separators or signs: 14000, 99.5.")
    reason = words("A number with a comma or a word in it cannot be compared or drawn.")
    breaks = event(claims='[{metric: visitors, value: "1,000"}]')
    keeps = event(claims="[{metric: visitors, value: 1000}]")


class BadDegrees(Rule):
    code = "F124"
    name = "bad-degrees"
    message = words("«{value}» is no degree between -{limit} and {limit}.")
    advice = words("Decimal degrees with a point: latitude 36.34, longitude 43.13.")
    reason = words("A place with a wrong degree stands elsewhere on the map.")
    breaks = {
        "vocabularies/places.yml": "mosul: {name: الموصل, latitude: 136.3, longitude: 43.1}\n"
    }
    keeps = {"vocabularies/places.yml": "mosul: {name: الموصل, latitude: 36.3, longitude: 43.1}\n"}


class BadFlag(Rule):
    code = "F125"
    name = "bad-flag"
    message = words("«{value}» is neither true nor false.")
    advice = words("Write true, or delete the line.")
    reason = words("A mark is set or it is not.")
    breaks = event(milestone="yes")
    keeps = event(milestone="true")


class DisputeWithoutStatus(Rule):
    code = "F126"
    name = "dispute-without-status"
    message = words("disputed_over: says what is disputed, and the status is «{value}».")
    advice = words("Write status: disputed, or delete disputed_over:.")
    reason = words("A page cannot say both that an event is beyond dispute and what is disputed.")
    breaks = event(disputed_over="[date]")
    keeps = event(status="disputed", disputed_over="[date]")

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        for document, record in content.events.valid():
            if record.disputed_over and record.status is not Status.DISPUTED:
                yield Finding(cls.name, document.at("disputed_over"), {"value": record.status})


class BadPoint(Rule):
    code = "F127"
    name = "bad-point"
    message = words("«{value}» is no line of points in degrees.")
    advice = words("A point is longitude,latitude; a line has two or more: 43.1,36.3 43.2,36.4.")
    reason = words("A line with a wrong point runs across the whole map.")
    breaks = {
        "map.yml": "origin: أطلس\nextent: {west: 38, south: 29, east: 49, north: 38}\n"
        "countries: [{outlines: ['43.1,36.3 43.2;36.4']}]\n"
    }
    keeps = {
        "map.yml": "origin: أطلس\nextent: {west: 38, south: 29, east: 49, north: 38}\n"
        "countries: [{outlines: ['43.1,36.3 43.2,36.4 43.2,36.2']}]\n"
    }


RULES: Final = (
    MissingField,
    UnknownField,
    WrongShape,
    EmptyText,
    TextTooLong,
    UnknownValue,
    BadId,
    IdInRecord,
    DuplicateId,
    BadUrl,
    BadLanguage,
    BadNumber,
    BadDegrees,
    BadFlag,
    BadPoint,
    DisputeWithoutStatus,
)
