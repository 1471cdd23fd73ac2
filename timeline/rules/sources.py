"""S8: sources: where they come from, when they were looked at, where they are kept."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.document import Document
from timeline.reading.edit import Edit, Mend
from timeline.reading.finding import Finding
from timeline.reading.stretches import stretches
from timeline.records.source import Source
from timeline.rules.rule import Rule, Severity, event
from timeline.writing.layout import Form
from timeline.writing.scalar import inline

_KEPT: Final = words("An archived copy is proof of what stood there, and on which day.")
_SLIP: Final = words("One of the two days is a slip of the pen.")
_COPY: Final = words(
    "Copy the address from the archive's own page; do not write its digits by hand."
)
_ZONES: Final = timedelta(days=1)  # a page is of one day here and of the next elsewhere
# A capture's address: 14 digits of the moment, perhaps a mark such as `if_`, the page's address.
_CAPTURE: Final = re.compile(
    r"https://web\.archive\.org/web/([0-9*]+)(?:[a-z]{2}_)?/(.*)", re.IGNORECASE
)
_ARCHIVES: Final = re.compile(
    r"https://(?:web\.archive\.org|(?:www\.)?archive\.(?:today|ph|is|md|li|vn|fo)|ghostarchive\.org"
    r"|perma\.cc|(?:www\.)?webcitation\.org)/",
    re.IGNORECASE,
)
_STAMP: Final = 14
_FIRST_CAPTURE: Final = 1996  # the Wayback Machine's first year
_PLAIN: Final = re.compile(
    r"https://(?:www\.|m\.|amp\.)?([^/?#]+)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE
)
_TRACKING: Final = re.compile(r"(?:utm_[a-z]+|fbclid|gclid)=[^&]*", re.IGNORECASE)


class OriginCountedTwice(Rule):
    code = "S801"
    name = "origin-counted-twice"
    severity = Severity.WARNING
    message = words("«{value}» passes on «{other}», and the event counts them as two sources.")
    advice = words("Give «{other}» the same origin: as «{value}», so that they count as one.")
    reason = words("What two heard from one and the same is known from one.")
    breaks = event(
        {
            "sources/report.yml": "title: تقرير\norigin: agency\n",
            "sources/wire.yml": "title: خبر الوكالة\npublisher: agency\n",
        },
        sources="[report, wire]",
    )
    keeps = event(
        {
            "sources/report.yml": "title: تقرير\norigin: agency\n",
            "sources/wire.yml": "title: خبر الوكالة\npublisher: agency\norigin: agency\n",
        },
        sources="[report, wire]",
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        told: set[tuple[str, str]] = set()
        for record in content.events.records.values():
            cited = dict.fromkeys(reference.source for reference in record.sources)
            known = [content.sources.records[i] for i in cited if i in content.sources.records]
            origins = {source.origin: source for source in known if source.origin}
            for wire in known:
                report = origins.get(wire.publisher or "")
                if report is None or wire.origin is not None or (wire.id, report.id) in told:
                    continue
                told.add((wire.id, report.id))
                at = content.sources.document(wire.id).at("publisher")
                related = (content.sources.document(report.id).at("origin"),)
                facts = {"value": report.id, "other": wire.id}
                yield Finding(cls.name, at, facts, f"origin: {report.origin}", related)


class AccessedBeforePublished(Rule):
    code = "S802"
    name = "accessed-before-published"
    severity = Severity.WARNING
    message = words("The source was accessed on {value}, before it was published: {published}.")
    advice = words("Correct one of the two days.")
    reason = _SLIP
    breaks = {"sources/report.yml": 'title: تقرير\npublished: "2020-05"\naccessed: "2020-04-02"\n'}
    keeps = {"sources/report.yml": 'title: تقرير\npublished: "2020-05"\naccessed: "2020-05-02"\n'}
    of = (Source,)

    @classmethod
    def alone(cls, document: Document, source: Source) -> Iterator[Finding]:
        published = source.published and source.published.earliest
        if published and source.accessed and source.accessed + _ZONES < published:
            facts = {"value": source.accessed.isoformat(), "published": published.isoformat()}
            yield Finding(cls.name, document.at("accessed"), facts)


class BadArchiveStamp(Rule):
    code = "S803"
    name = "bad-archive-stamp"
    severity = Severity.WARNING
    message = words("«{value}» is no moment at which a page was archived.")
    advice = _COPY
    reason = _KEPT
    breaks = {
        "sources/report.yml": "title: تقرير\n"
        "archived: https://web.archive.org/web/20240231121502/https://example.org/a\n"
    }
    keeps = {
        "sources/report.yml": "title: تقرير\n"
        "archived: https://web.archive.org/web/20240229121502/https://example.org/a\n"
    }
    of = (Source,)

    @classmethod
    def alone(cls, document: Document, source: Source) -> Iterator[Finding]:
        stamp = _stamp(source.archived)
        if stamp is not None and _moment(stamp) is None:
            yield Finding(cls.name, document.at("archived"), {"value": stamp})


class RoundArchiveStamp(Rule):
    code = "S804"
    name = "round-archive-stamp"
    severity = Severity.HINT
    message = words("The page is said to be archived at midnight to the second: «{value}».")
    advice = _COPY
    reason = words("Such a moment is mostly made up: the archive then shows another copy, or none.")
    breaks = {
        "sources/report.yml": "title: تقرير\n"
        "archived: https://web.archive.org/web/20240229000000/https://example.org/a\n"
    }
    keeps = {
        "sources/report.yml": "title: تقرير\n"
        "archived: https://web.archive.org/web/20240229121502/https://example.org/a\n"
    }
    of = (Source,)

    @classmethod
    def alone(cls, document: Document, source: Source) -> Iterator[Finding]:
        stamp = _stamp(source.archived)
        if stamp is not None and _moment(stamp) is not None and stamp.endswith("000000"):
            yield Finding(cls.name, document.at("archived"), {"value": stamp})


class ArchivedBeforePublished(Rule):
    code = "S805"
    name = "archived-before-published"
    severity = Severity.WARNING
    message = words("The page was archived on {value}, before it was published: {published}.")
    advice = words("Correct published:, or take a later copy from the archive.")
    reason = _KEPT
    breaks = {
        "sources/report.yml": 'title: تقرير\npublished: "2024-03"\n'
        "archived: https://web.archive.org/web/20240212121502/https://example.org/a\n"
    }
    keeps = {
        "sources/report.yml": 'title: تقرير\npublished: "2024-02"\n'
        "archived: https://web.archive.org/web/20240212121502/https://example.org/a\n"
    }
    of = (Source,)

    @classmethod
    def alone(cls, document: Document, source: Source) -> Iterator[Finding]:
        captured = _moment(_stamp(source.archived) or "")
        published = source.published and source.published.earliest
        if captured and published and captured + _ZONES < published:
            facts = {"value": captured.isoformat(), "published": published.isoformat()}
            yield Finding(cls.name, document.at("archived"), facts)


class ArchiveAsUrl(Rule):
    code = "S806"
    name = "archive-as-url"
    severity = Severity.WARNING
    message = words("url: leads to an archived copy, not to the page itself.")
    advice = words("Put the page's own address into url:, and the copy's into archived:.")
    reason = words("Readers see by the address who published a page; and both are checked.")
    breaks = {
        "sources/report.yml": "title: تقرير\n"
        "url: https://web.archive.org/web/20240212121502/https://example.org/a\n"
    }
    keeps = {
        "sources/report.yml": "title: تقرير\nurl: https://example.org/a\n"
        "archived: https://web.archive.org/web/20240212121502/https://example.org/a\n"
    }
    of = (Source,)

    @classmethod
    def alone(cls, document: Document, source: Source) -> Iterator[Finding]:
        if source.url and _ARCHIVES.match(source.url):
            yield Finding(cls.name, document.at("url"), {}, _page(source.url))

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Part the two addresses, where the copy's holds the page's and no other copy is named."""
        table = stretches(text)
        url = table.get(("url",))
        if url is None or ("archived",) in table or url.flow or finding.suggestion is None:
            return ()
        copy = text[url.start : url.end]
        indent = " " * (url.begin - text.rfind("\n", 0, url.begin) - 1)
        page = inline(finding.suggestion, Form.PLAIN)
        return (Edit(url.start, url.end, f"{page}\n{indent}archived: {copy}"),)


class SameUrl(Rule):
    code = "S807"
    name = "same-url"
    severity = Severity.WARNING
    message = words("«{other}» has the same address.")
    advice = words("Keep one of the two files, and let the events refer to it.")
    reason = words("One article in two files would count as two sources.")
    breaks = {
        "sources/report.yml": "title: تقرير\nurl: https://example.org/a\n",
        "sources/second.yml": "title: تقرير\nurl: https://www.example.org/a/?utm_source=x\n",
        "events/bridge-opened.yml": event(sources="[report, second]")["events/bridge-opened.yml"],
    }
    keeps = {
        "sources/report.yml": "title: تقرير\nurl: https://example.org/a?id=1\n",
        "sources/second.yml": "title: تقرير آخر\nurl: https://example.org/a?id=2\n",
        "events/bridge-opened.yml": event(sources="[report, second]")["events/bridge-opened.yml"],
    }

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        taken: dict[str, str] = {}
        for document, source in content.sources.valid():
            if source.url is None:
                continue
            first = taken.setdefault(_plain(source.url), source.id)
            if first != source.id:
                related = (content.sources.document(first).at("url"),)
                yield Finding(cls.name, document.at("url"), {"other": first}, related=related)


def _stamp(address: str | None) -> str | None:
    """The digits that an archived copy's address names its moment by; None if it names none."""
    found = _CAPTURE.match(address or "")
    return found[1] if found else None


def _moment(stamp: str) -> date | None:
    """The day of a capture; None if there is no such moment."""
    if len(stamp) != _STAMP:
        return None
    try:
        moment = datetime.strptime(stamp, "%Y%m%d%H%M%S")  # noqa: DTZ007 - only its day is used
    except ValueError:
        return None
    return moment.date() if moment.year >= _FIRST_CAPTURE else None


def _page(address: str) -> str | None:
    """The address of the page that a copy is of, where the copy's address holds it."""
    found = _CAPTURE.match(address)
    return found[2] if found and found[2].startswith("https://") else None


def _plain(url: str) -> str:
    """An address without what does not change the page: www, tracking, a slash or # at the end."""
    found = _PLAIN.match(url)
    assert found  # whatever `is_url` lets pass
    host, path, query = found.groups()
    kept = sorted(
        part for part in (query or "").split("&") if part and not _TRACKING.fullmatch(part)
    )
    return f"{host.lower()}{path.rstrip('/')}?{'&'.join(kept)}"


RULES: Final = (
    OriginCountedTwice,
    AccessedBeforePublished,
    BadArchiveStamp,
    RoundArchiveStamp,
    ArchivedBeforePublished,
    ArchiveAsUrl,
    SameUrl,
)
