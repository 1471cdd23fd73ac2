"""Where a reader edits a record or reports a mistake in it: at the repository's host, or by mail.

Every form of address that a host wants stands here; addresses come from `timeline.yml`.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from timeline.messages import Messages
from timeline.records.about import About

BRANCH: Final = "main"
# An address as people write one; anything else in `contact` is shown and not linked.
_MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ADDRESS: Final = re.compile(r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#]\S*)?")
_IN_ADDRESSES: Final = ":/?#[]@!$&'()*+,;=%~"  # what stands in one unencoded (RFC 3986)


@dataclass(frozen=True, slots=True)
class _Host:
    """How a host's addresses go on behind the repository's own, and how it names an issue's fields."""

    edit: str
    issue: str
    title: str = "title"
    body: str = "body"


_GITHUB: Final = _Host("edit", "issues/new")
_GITLAB: Final = _Host("-/edit", "-/issues/new", "issue[title]", "issue[description]")
_GITEA: Final = _Host("_edit", "issues/new")
_BY_LABEL: Final = {"gitlab": _GITLAB, "codeberg": _GITEA, "gitea": _GITEA, "forgejo": _GITEA}


@dataclass(frozen=True, slots=True)
class Changing:
    """How a reader changes a record: links where `timeline.yml` gives them, else the file's name.

    `contact` is whom to write to, where that is said in words and leads nowhere.
    """

    file: str
    edit: str | None = None
    report: str | None = None
    contact: str = ""


def changing(about: About, file: str, title: str, address: str | None, say: Messages) -> Changing:
    """What the page of the record in `file` offers; `address` is that page's, where it is known."""
    subject = say.text("A mistake in the record: {title}", title=title)
    body = "\n".join(
        [
            f"{say.text('File:')} {file}",
            *([f"{say.text('Page:')} {address}"] if address else []),
            "",
            f"{say.text('What is wrong?')}\n",
            f"{say.text('What would be right?')}\n",
            f"{say.text('Which source shows that, and where in it?')}\n",
        ]
    )
    if about.repository:
        return Changing(
            file, edit_link(about.repository, file), issue_link(about.repository, subject, body)
        )
    if about.contact:
        report = contact_link(about.contact, subject, body)
        return Changing(file, report=report, contact="" if report else about.contact)
    return Changing(file)


def edit_link(repository: str, file: str) -> str:
    """Where a file of the repository is edited in the browser."""
    return f"{_home(repository)}/{_host(repository).edit}/{BRANCH}/{quote(file)}"


def issue_link(repository: str, title: str, body: str) -> str:
    """Where an issue is opened, with its title and its text filled in."""
    host = _host(repository)
    fields = urlencode({host.title: title, host.body: body}, quote_via=quote, safe="")
    return f"{_home(repository)}/{host.issue}?{fields}"


def contact_link(contact: str, title: str, body: str) -> str | None:
    """Where a contact leads: a mail filled in, or the https address that it is; None for words."""
    if _MAIL.fullmatch(contact):
        # RFC 6068: what is not part of an address is percent-encoded, line breaks as CRLF.
        fields = urlencode(
            {"subject": title, "body": body.replace("\n", "\r\n")}, quote_via=quote, safe=""
        )
        return f"mailto:{quote(contact, safe='@')}?{fields}"
    return quote(contact, safe=_IN_ADDRESSES) if _ADDRESS.fullmatch(contact) else None


def _home(repository: str) -> str:
    """The repository's own address: nothing after its path, nor what only cloning needs."""
    parts = urlsplit(repository)
    return f"https://{parts.netloc}{parts.path.rstrip('/').removesuffix('.git')}"


def _host(repository: str) -> _Host:
    """By the labels of its name; what is not known is taken for GitHub's own software."""
    labels = urlsplit(repository).netloc.lower().split(".")
    return next((_BY_LABEL[label] for label in labels if label in _BY_LABEL), _GITHUB)
