"""Where a reader who has found a mistake, or misses an event, is told what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from timeline.messages import words
from timeline.render.page import Page
from timeline.render.repository import contact_link, form_link, issue_link
from timeline.render.sections import suggest
from timeline.render.site import Site
from timeline.rules.table import BY_NAME

# The pages on which the rest is looked up: where each stands, what it is called, what it is for.
_REFERENCE: Final = (
    (
        "contribute/dates/",
        words("How to write a date"),
        words("What the source says, and what is written for it: with examples in both calendars."),
    ),
    (
        "contribute/fields/",
        words("What a record can hold"),
        words("Every field, what is written in it, and which have to be there."),
    ),
    (
        "contribute/rules/",
        words("What the check looks for"),
        words("Each with an example that breaks it and one that keeps it."),
    ),
)

# What the page shows of the check: a rule that anybody understands, and the facts of its message.
_EXAMPLE: Final = "impossible-day"
_DAY: Final = "2019-02-30"
_DAYS: Final = "28"
_WHERE: Final = "{folder}/events/library-reopened.yml:3:7"


@dataclass(frozen=True, slots=True)
class Way:
    """A link out of the page: to the repository's host, or a mail."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the check, as a contributor gets it."""

    where: str
    code: str
    words: Markup
    line: str
    advice: str


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    about, say = site.dataset.about, site.say
    yield site.page(
        "contribute",
        "contribute/",
        "contribute.html",
        say.text("Have you found a mistake? Is an event missing?"),
        say.text("Three doors: a form, a few words to the editors, or the record itself."),
        form=suggest.URL,
        telling=_telling(site),
        removal=_removal(site),
        contact=about.contact,
        repository=about.repository,
        message=_message(site),
        reference=[(url, say.text(name), say.text(what)) for url, name, what in _REFERENCE],
    )


def _telling(site: Site) -> list[Way]:
    """How the editors are told something: by a form of each kind, or by mail."""
    about, say = site.dataset.about, site.say
    if about.repository:
        kinds = (
            ("new-event", say.text("An event is missing")),
            ("correction", say.text("A record is wrong")),
            ("broken-link", say.text("A link is broken")),
        )
        repository = about.repository
        forms = [(name, form_link(repository, form)) for form, name in kinds]
        found = [Way(name, address) for name, address in forms if address]
        return found or [Way(say.text("Open an issue"), issue_link(repository, "", ""))]
    return _mail(site, say.text("Write to the editors"), "")


def _removal(site: Site) -> list[Way]:
    """How somebody asks for a name to go: by mail, since all can read an issue."""
    about, say = site.dataset.about, site.say
    subject = say.text("A name to be removed")
    if about.contact:
        return _mail(site, say.text("Ask for a name to be removed"), subject)
    if about.repository:
        address = issue_link(about.repository, subject, f"{say.text('Page:')} ")
        return [Way(say.text("Open an issue without the name"), address)]
    return []


def _mail(site: Site, name: str, subject: str) -> list[Way]:
    contact = site.dataset.about.contact
    return [Way(name, contact_link(contact, subject, ""))] if contact else []


def _message(site: Site) -> Message:
    rule = BY_NAME[_EXAMPLE]
    day = Markup('<bdi dir="ltr">{}</bdi>').format(_DAY)  # its parts would change places
    return Message(
        where=_WHERE.format(folder=site.folder),
        code=f"{rule.code} {rule.name}",
        words=escape(site.say.text(rule.message)).format(value=day, days=_DAYS),
        line=f'date: "{_DAY}"',
        advice=site.say.text("To do: {advice}", advice=site.say.text(rule.advice)),
    )
