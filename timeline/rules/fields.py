"""F1: the fields of a record, each by itself."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from babel import Locale

from timeline.dates import Span, parse
from timeline.dates.folding import folded
from timeline.messages import words
from timeline.reading.document import Document, id_of
from timeline.reading.edit import Edit, Mend, Rename
from timeline.reading.finding import Finding
from timeline.reading.kind import kind_of
from timeline.reading.stretches import stretches
from timeline.records.event import Event, Status
from timeline.records.fields import as_id, is_amount, is_language
from timeline.rules.mending import (
    as_number,
    optional,
    removed,
    renamed,
    replaced,
    slip,
    value,
)
from timeline.rules.rule import EVENT, FEW, Rule, event
from timeline.writing.layout import Form
from timeline.writing.scalar import inline

# What people write for a yes and a no, folded, and how a record says it.
FLAGS: Final = {
    folded(word): flag
    for flag, said in {
        "true": "true yes y on 1 نعم أجل صح",
        "false": "false no n off 0 لا كلا خطأ",
    }.items()
    for word in said.split()
}


# The fields that hold an id out of a vocabulary.
_LISTED: Final = frozenset(
    [
        "place",
        "places",
        "within",
        "actor",
        "actors",
        "said_by",
        "reported_by",
        "categories",
        "metric",
        "publisher",
    ]
)


def _language(text: str) -> str | None:
    """Give a language's code for its name, in Arabic or English, or for the code misspelt."""
    parts = text.strip().replace("_", "-").split("-")
    code = "-".join([parts[0].lower(), *(part.upper() for part in parts[1:])])
    if is_language(code):
        return code
    name = folded(text)
    return _languages().get(name) or _languages().get(f"ال{name.removesuffix('ه')}ه")


@lru_cache
def _languages() -> dict[str, str]:
    names: dict[str, str] = {}
    for speaker in ("en", "ar"):
        for code, said in sorted(Locale(speaker).languages.items()):
            if is_language(code):
                names.setdefault(folded(said), code)
    return names


class MissingField(Rule):
    code = "F101"
    name = "missing-field"
    message = words("The field «{field}» is missing.")
    advice = words("Add the field «{field}».")
    reason = words("Without it a reader cannot tell what, when, or who says so.")
    breaks = event(title="")

    @classmethod
    def also(cls, finding: Finding) -> tuple[str, ...]:
        return (words("For example: {value}"),) if finding.lists else ()


class UnknownField(Rule):
    code = "F102"
    name = "unknown-field"
    message = words("There is no field «{value}».")
    advice = words(
        "Perhaps the name is misspelt or stands too far in; the site lists all fields at "
        "contribute/fields/."
    )
    reason = words("A field that nothing reads would be lost without a word.")
    breaks = event(sumary="نص")

    @classmethod
    def also(cls, finding: Finding) -> tuple[str, ...]:
        few = 0 < len(finding.lists.get("options", ())) <= FEW
        return (words("The fields here: {options}."),) if few else ()

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Put a name right that is one slip away from a field which is not there yet."""
        meant = finding.suggestion
        if meant is None or not slip(finding.facts["value"], meant):
            return ()
        return renamed(finding, text, meant)


class WrongShape(Rule):
    code = "F103"
    name = "wrong-shape"
    message = words("The value must be a {wanted}.")
    advice = words("A list stands in brackets [a, b] or as lines with dashes; text on one line.")
    reason = words("A value of another shape cannot be read.")
    breaks = event(sources="report")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Put one value where a list belongs in brackets, and quotes around a date in them."""
        stretch = stretches(text).get(finding.at.path)
        if stretch is None:
            return ()
        raw, one = text[stretch.start : stretch.end], value(finding, text)
        if finding.facts["wanted"] == "list" and one and not re.search(r"[,،;؛\s]", one.strip()):
            item = inline(one.strip(), Form.PLAIN, in_brackets=True)
            return (Edit(stretch.start, stretch.end, f"[{item}]"),)
        one_of = finding.facts["wanted"] == "text" and raw.startswith("[")
        if one_of and isinstance(parse(raw.replace(" ", "")), Span):
            return (Edit(stretch.start, stretch.end, '"' + raw.replace(" ", "") + '"'),)
        return ()


class EmptyText(Rule):
    code = "F104"
    name = "empty-text"
    message = words("The field has no value.")
    advice = words("Fill it in or delete its line.")
    reason = words("What is not known is left out, so that nobody takes it for known.")
    breaks = event(date_note='""')

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        return removed(text, finding.at.path) if optional(finding, text) else ()


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

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Put a value right that is one slip away from one of the list, and from no other."""
        value, options = finding.facts["value"], finding.facts["options"].split(", ")
        near = [option for option in options if slip(value, option)]
        return replaced(finding, text, near[0]) if len(near) == 1 else ()


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

    @classmethod
    def also(cls, finding: Finding) -> tuple[str, ...]:
        """Say what to do with a name where an id belongs, if no list has the name."""
        field = next((step for step in reversed(finding.at.path) if isinstance(step, str)), "")
        if field not in _LISTED or finding.suggestion or finding.facts["value"].isascii():
            return ()
        return (
            words(
                "A name that its list lacks gets an entry at the end of the list's file in "
                "vocabularies/, under an id of its own."
            ),
        )

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Write it in small letters with hyphens; what else is wrong with an id is for a person.

        Whatever refers to it breaks the rule too, and is written the same way.
        """
        name = as_id(finding.facts["value"])
        kind = kind_of(finding.at.file)
        if name is None or kind is None or "other" in finding.facts:
            return ()
        if finding.at.path == ():
            folder = finding.at.file.rpartition("/")[0]
            return (Rename(f"{folder}/{name}.yml"),)
        if kind.keyed and len(finding.at.path) == 1:
            return renamed(finding, text, name)
        return replaced(finding, text, name)


class IdInRecord(Rule):
    code = "F112"
    name = "id-in-record"
    message = words("An id is not written in the record: the file's name is the id.")
    advice = words("Delete the line.")
    reason = words("Two places for one id would sooner or later differ.")
    breaks = event(id="bridge-opened")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Delete it where it is the file's; another one may be what the file was to be called."""
        typed = value(finding, text) or ""
        name = str(finding.at.path[0]) if len(finding.at.path) > 1 else id_of(finding.at.file)
        same = typed == name or (as_id(typed) or "") == as_id(name)
        return removed(text, finding.at.path) if same else ()


class DuplicateId(Rule):
    code = "F113"
    name = "duplicate-id"
    message = words("The id «{value}» is taken by {other}.")
    advice = words("Rename one of the two files.")
    reason = words("Two records of one id would have one address.")
    breaks = {"events/2019/bridge-opened.yml": EVENT}


class BadLanguage(Rule):
    code = "F122"
    name = "bad-language"
    message = words("«{value}» is not a language code.")
    advice = words("Write ar, en, fr, ku …")
    reason = words("Browsers and screen readers read a title by its language.")
    breaks = {"sources/report.yml": "title: تقرير\nlanguage: Arabic\n"}
    keeps = {"sources/report.yml": "title: تقرير\nlanguage: ar\n"}

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        return replaced(finding, text, _language(finding.facts["value"]))


class BadNumber(Rule):
    code = "F123"
    name = "bad-number"
    message = words("«{value}» is not a number as numbers are written here.")
    advice = words("Latin digits without separators or signs: 14000, 99.5.")
    reason = words("A number with a comma or a word in it cannot be compared or drawn.")
    breaks = event(claims='[{metric: visitors, value: "1,000"}]')
    keeps = event(claims="[{metric: visitors, value: 1000}]")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        number = as_number(finding.facts["value"])
        return replaced(finding, text, number, Form.NUMBER) if is_amount(number) else ()


class BadDegrees(Rule):
    code = "F124"
    name = "bad-degrees"
    message = words("«{value}» is no degree between -{limit} and {limit}.")
    advice = words("Decimal degrees with a point: latitude 36.34, longitude 43.13.")
    reason = words("A place with a wrong degree stands elsewhere on the map.")
    breaks = {
        "vocabularies/places.yml": "harbour: {name: المرفأ, latitude: 136.3, longitude: 43.1}\n"
    }
    keeps = {
        "vocabularies/places.yml": "harbour: {name: المرفأ, latitude: 36.3, longitude: 43.1}\n"
    }

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Write digits and the decimal point as they are read; of decimals the first six say all."""
        typed = as_number(finding.facts["value"]).removesuffix("°").replace(",", ".")
        match = re.fullmatch(r"(-?[0-9]{1,3}(?:\.[0-9]{1,6})?)[0-9]*", typed)
        within = match and abs(float(match[1])) <= float(finding.facts["limit"])
        return replaced(finding, text, match[1], Form.NUMBER) if match and within else ()


class BadFlag(Rule):
    code = "F125"
    name = "bad-flag"
    message = words("«{value}» is neither true nor false.")
    advice = words("Write true, or delete the line.")
    reason = words("A mark is set or it is not.")
    breaks = event(milestone="yes")
    keeps = event(milestone="true")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        said = FLAGS.get(folded(finding.facts["value"]))
        return replaced(finding, text, said, Form.NUMBER)


class DisputeWithoutStatus(Rule):
    code = "F126"
    name = "dispute-without-status"
    message = words("disputed_over: says what is disputed, and the status is «{value}».")
    advice = words("Write status: disputed, or delete disputed_over:.")
    reason = words("A page cannot say both that an event is beyond dispute and what is disputed.")
    breaks = event(disputed_over="[date]")
    keeps = event(status="disputed", disputed_over="[date]")
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
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
    BadLanguage,
    BadNumber,
    BadDegrees,
    BadFlag,
    BadPoint,
    DisputeWithoutStatus,
)
