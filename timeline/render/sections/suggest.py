"""The form with which a reader suggests an event."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from timeline.messages import Messages, words
from timeline.records.event import Event
from timeline.records.source import Source
from timeline.render.form import Field, Form
from timeline.render.page import Page
from timeline.render.repository import contact_link, form_link, new_file
from timeline.render.site import Site

URL: Final = "contribute/suggest/"

# A record as it is written by hand, for readers without scripts.
_SAMPLE: Final = """\
title: "…"
date: "2019-03"
summary: |-
  …
sources: [{source: …, locator: "…"}]
"""


@dataclass(frozen=True, slots=True)
class Step:
    """Fields that are asked for together; `folded` is the line behind which they stand."""

    heading: str
    fields: tuple[Field, ...]
    folded: str = ""

    @property
    def needed(self) -> bool:
        """Whether one of its fields is."""
        return any(field.needed for field in self.fields)


_STEPS: Final = (
    (words("What happened?"), ("title", "summary", "categories", "status", "disputed_over"), ""),
    (words("When?"), ("date", "date_basis", "date_note"), ""),
    (words("Where, and who?"), ("places", "actors"), ""),
    (words("Who says so?"), ("sources",), ""),
    (words("How many?"), ("claims",), ""),
    (
        words("What else?"),
        ("milestone", "hijri_stated", "after", "before", "relations"),
        words("Turning point, order and relations"),
    ),
)
_AFTER: Final = (
    words(
        "The repository's host asks you to sign in; an account there is free. Then it makes a copy of "
        "the timeline of your own and writes the file into it: press the green button at the page's end."
    ),
    words(
        "Propose the change on the page that follows. It is then public, under your account's name."
    ),
    words(
        "The record is checked by machine within minutes, and what is wrong is said in Arabic there. "
        "Then an editor reads it, holds it against its sources and publishes it, or asks you."
    ),
)
_AFTER_MAIL: Final = (
    words("Copy or download each file, and send all of them to whoever publishes this site."),
    words(
        "An editor reads the record, holds it against its sources and publishes it, or asks you."
    ),
)


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    about, say, folder = site.dataset.about, site.say, site.folder
    form = Form(site.dataset, say)
    fields = form.fields(Event)
    repository = about.repository
    subject = say.text("A suggested event")
    mail = contact_link(about.contact, subject, "") if about.contact and not repository else None
    yield site.page(
        "contribute-page",
        URL,
        "suggest.html",
        say.text("Suggest an event"),
        say.text("A form that makes a whole record of an event, without a line of code."),
        steps=[
            Step(say.text(heading), tuple(fields[name] for name in names), _text(say, folded))
            for heading, names, folded in _STEPS
        ],
        new_source=tuple(form.fields(Source).values()),
        new_events=new_file(repository, f"{folder}/events") if repository else None,
        new_sources=new_file(repository, f"{folder}/sources") if repository else None,
        form_link=form_link(repository, "new-event") if repository else None,
        contact=mail,
        contact_name=about.contact,
        mail=mail if mail and mail.startswith("mailto:") else None,
        sample=_SAMPLE,
        after=[say.text(line) for line in (_AFTER if repository else _AFTER_MAIL)],
    )


def _text(say: Messages, text: str) -> str:
    return say.text(text) if text else ""
