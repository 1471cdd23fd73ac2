"""Where a reader edits a record or reports a mistake in it: at the repository's host, or by mail.

Every form of address that a host wants stands here; addresses come from `timeline.yml`.
"""

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from timeline.messages import Messages
from timeline.records.about import About
from timeline.records.fields import is_url

BRANCH: Final = "main"


@dataclass(frozen=True, slots=True)
class _Host:
    """How a host's addresses go on behind the repository's own, and how it names their fields.

    `new` is where a file is made, `name` the field for its name and `text` that for what it holds;
    None where the host has no such field. `forms` says that it reads `.github/ISSUE_TEMPLATE/`.
    """

    edit: str
    issue: str
    new: str
    title: str = "title"
    body: str = "body"
    name: str = "filename"
    text: str | None = "value"
    forms: bool = False


_GITHUB: Final = _Host("edit", "issues/new", "new", forms=True)
_LIKE_GITHUB: Final = replace(_GITHUB, forms=False)
_GITLAB: Final = _Host(
    "-/edit",
    "-/issues/new",
    "-/new",
    title="issue[title]",
    body="issue[description]",
    name="file_name",
    text=None,
)
_GITEA: Final = _Host("_edit", "issues/new", "_new")
_BY_LABEL: Final = {
    "github": _GITHUB,
    "gitlab": _GITLAB,
    "codeberg": _GITEA,
    "gitea": _GITEA,
    "forgejo": _GITEA,
}


@dataclass(frozen=True, slots=True)
class Changing:
    """How a reader changes a record: links where `timeline.yml` gives them, else the file's name."""

    file: str
    edit: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class NewFile:
    """Where a file is made in the browser: an address, and how its fields are called.

    `text` is None where the host takes no text by its address; `home` is the repository's own address
    where files can be made in others' branches by the same form of address, None elsewhere.
    """

    address: str
    name: str
    text: str | None
    home: str | None = None


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
            file,
            edit_link(about.repository, file),
            form_link(
                about.repository, "correction", title=subject, record=_id(file), page=address or ""
            )
            or issue_link(about.repository, subject, body),
        )
    if about.contact:
        return Changing(file, report=contact_link(about.contact, subject, body))
    return Changing(file)


def edit_link(repository: str, file: str) -> str:
    """Where a file of the repository is edited in the browser."""
    return f"{_home(repository)}/{_host(repository).edit}/{BRANCH}/{quote(file)}"


def issue_link(repository: str, title: str, body: str) -> str:
    """Where an issue is opened, with its title and its text filled in."""
    host = _host(repository)
    fields = urlencode({host.title: title, host.body: body}, quote_via=quote, safe="")
    return f"{_home(repository)}/{host.issue}?{fields}"


def broken_link(about: About, source_id: str, address: str | None, say: Messages) -> str | None:
    """Where a reader reports that a source's address leads nowhere; None without a repository."""
    if not (about.repository and address):
        return None
    subject = say.text("A broken link: {source}", source=source_id)
    return form_link(
        about.repository, "broken-link", title=subject, record=source_id, link=address
    ) or issue_link(about.repository, subject, address)


def form_link(repository: str, form: str, **fields: str) -> str | None:
    """Where an issue form is opened, filled in as far as known; None where the host has none.

    The forms and the ids of their fields stand in `.github/ISSUE_TEMPLATE/`.
    """
    host = _host(repository)
    if not host.forms:
        return None
    known = {name: value for name, value in fields.items() if value}
    query = urlencode({"template": f"{form}.yml", **known}, quote_via=quote, safe="")
    return f"{_home(repository)}/{host.issue}?{query}"


def new_file(repository: str, folder: str) -> NewFile:
    """Where a file is made in a folder of the repository, which need not be there yet."""
    host = _host(repository)
    address = f"{_home(repository)}/{host.new}/{BRANCH}/{quote(folder)}"
    return NewFile(address, host.name, host.text, _home(repository) if host.forms else None)


def contact_link(contact: str, title: str, body: str) -> str:
    """Where a contact leads: a mail filled in, or the https address that it is."""
    address = contact_address(contact)
    if address.startswith("mailto:"):
        # RFC 6068: what is not part of an address is percent-encoded, line breaks as CRLF.
        fields = urlencode(
            {"subject": title, "body": body.replace("\n", "\r\n")}, quote_via=quote, safe=""
        )
        return f"{address}?{fields}"
    return address


def contact_address(contact: str) -> str:
    """A contact as an address: that of a mailbox, or the https address that it is."""
    return contact if is_url(contact) else f"mailto:{quote(contact, safe='@')}"


def _home(repository: str) -> str:
    """The repository's own address: nothing after its path, nor what only cloning needs."""
    parts = urlsplit(repository)
    return f"https://{parts.netloc}{parts.path.rstrip('/').removesuffix('.git')}"


def _host(repository: str) -> _Host:
    """By the labels of its name; what is not known is taken to have GitHub's addresses."""
    labels = urlsplit(repository).netloc.lower().split(".")
    return next((_BY_LABEL[label] for label in labels if label in _BY_LABEL), _LIKE_GITHUB)


def _id(file: str) -> str:
    """The id of a record, which is the name of its file."""
    return PurePosixPath(file).stem
