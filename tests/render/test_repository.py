"""Links that edit a record or report a mistake: they decode to what was meant."""

from urllib.parse import parse_qs, urlsplit

import pytest

from timeline.messages import Language, messages
from timeline.records.about import About
from timeline.render.repository import (
    Changing,
    NewFile,
    broken_link,
    changing,
    contact_link,
    edit_link,
    form_link,
    issue_link,
    new_file,
)

ARABIC = messages(Language.ARABIC)
FILE = "content/events/2019/a.yml"
TITLE = "عنوان & #1 100% + «ب»\u200c?"
BODY = "سطر\n\nسطر & آخر = #2 + 50%"


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/o/r", "https://github.com/o/r/edit/main/"),
        ("https://github.com/o/r/", "https://github.com/o/r/edit/main/"),
        ("https://github.com/o/r.git", "https://github.com/o/r/edit/main/"),
        ("https://github.com/o/r?tab=readme#x", "https://github.com/o/r/edit/main/"),
        ("https://gitlab.com/g/s/r", "https://gitlab.com/g/s/r/-/edit/main/"),
        ("https://gitlab.example.org/g/r", "https://gitlab.example.org/g/r/-/edit/main/"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/_edit/main/"),
        ("https://gitea.example.org/o/r", "https://gitea.example.org/o/r/_edit/main/"),
        ("https://example.org/o/r", "https://example.org/o/r/edit/main/"),
        # A name that only contains a host's is not that host.
        ("https://notgitlab.example.org/o/r", "https://notgitlab.example.org/o/r/edit/main/"),
    ],
)
def test_where_a_file_is_edited(repository: str, address: str) -> None:
    assert edit_link(repository, FILE) == address + FILE


def test_a_files_name_is_encoded() -> None:
    link = edit_link("https://github.com/o/r", "محتوى/a b#c?.yml")
    assert urlsplit(link).fragment == urlsplit(link).query == ""
    assert link.isascii()


@pytest.mark.parametrize(
    ("repository", "path", "names"),
    [
        ("https://github.com/o/r", "/o/r/issues/new", ("title", "body")),
        ("https://gitlab.com/o/r", "/o/r/-/issues/new", ("issue[title]", "issue[description]")),
        ("https://codeberg.org/o/r/", "/o/r/issues/new", ("title", "body")),
    ],
)
def test_an_issue_is_filled_in(repository: str, path: str, names: tuple[str, str]) -> None:
    link = issue_link(repository, TITLE, BODY)
    assert link.isascii()
    assert urlsplit(link).path == path
    assert parse_qs(urlsplit(link).query, strict_parsing=True) == {
        names[0]: [TITLE],
        names[1]: [BODY],
    }


def test_a_mail_is_filled_in() -> None:
    link = contact_link("desk+a@example.org", TITLE, BODY)
    assert link is not None
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "desk%2Ba@example.org")
    assert "+" not in parts.query  # which means itself in a mail's address
    assert parse_qs(parts.query) == {"subject": [TITLE], "body": [BODY.replace("\n", "\r\n")]}


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("https://example.org/write?a=1", "https://example.org/write?a=1"),
        ("https://example.org/a@b?x=%D8%A7", "https://example.org/a@b?x=%D8%A7"),
    ],
)
def test_a_contact_that_is_opened_leads_there(contact: str, link: str) -> None:
    assert contact_link(contact, TITLE, BODY) == link


def about(**fields: str) -> About:
    return About.model_validate({"title": "ع", **fields})


def test_the_repository_comes_before_the_contact() -> None:
    known = about(repository="https://codeberg.org/o/r", contact="a@example.org")
    offered = changing(known, FILE, TITLE, "https://example.org/events/a/", ARABIC)
    assert offered.edit == f"https://codeberg.org/o/r/_edit/main/{FILE}"
    assert offered.report is not None
    fields = parse_qs(urlsplit(offered.report).query)
    assert fields["title"] == [f"خطأ في سجل: {TITLE}"]
    assert fields["body"][0].startswith(
        f"الملف: {FILE}\nالصفحة: https://example.org/events/a/\n\nما الخطأ؟\n"
    )


def test_by_mail_where_there_is_no_repository() -> None:
    offered = changing(about(contact="a@example.org"), FILE, TITLE, None, ARABIC)
    assert offered.edit is None
    assert offered.report is not None
    assert offered.report.startswith("mailto:a@example.org?subject=")
    assert "الصفحة" not in parse_qs(urlsplit(offered.report).query)["body"][0]


def test_nothing_is_made_up() -> None:
    assert changing(about(), FILE, TITLE, None, ARABIC) == Changing(FILE)


def test_the_form_for_corrections_knows_its_record() -> None:
    known = about(repository="https://github.com/o/r")
    offered = changing(known, FILE, TITLE, "https://example.org/events/a/", ARABIC)
    assert offered.report is not None
    assert offered.report.startswith("https://github.com/o/r/issues/new?template=correction.yml&")
    assert parse_qs(urlsplit(offered.report).query, strict_parsing=True) == {
        "template": ["correction.yml"],
        "title": [f"خطأ في سجل: {TITLE}"],
        "record": ["a"],
        "page": ["https://example.org/events/a/"],
    }


def test_only_github_has_forms() -> None:
    assert form_link("https://gitlab.com/o/r", "correction", record="a") is None
    assert form_link("https://example.org/o/r", "correction", record="a") is None
    assert form_link("https://notgithub.example.org/o/r", "correction", record="a") is None


def test_a_broken_link_is_reported_where_the_host_wants_it() -> None:
    link = "https://example.org/a?b=1&c=2"
    form = broken_link(about(repository="https://github.com/o/r"), "report", link, ARABIC)
    assert form is not None
    fields = parse_qs(urlsplit(form).query)
    assert (fields["template"], fields["record"], fields["link"]) == (
        ["broken-link.yml"],
        ["report"],
        [link],
    )
    issue = broken_link(about(repository="https://codeberg.org/o/r"), "report", link, ARABIC)
    assert issue is not None
    assert parse_qs(urlsplit(issue).query)["body"] == [link]
    assert broken_link(about(), "report", link, ARABIC) is None
    assert broken_link(about(repository="https://github.com/o/r"), "report", None, ARABIC) is None


@pytest.mark.parametrize(
    ("repository", "where"),
    [
        (
            "https://github.com/o/r.git",
            NewFile(
                "https://github.com/o/r/new/main/content/events",
                "filename",
                "value",
                "https://github.com/o/r",
            ),
        ),
        (
            "https://codeberg.org/o/r",
            NewFile("https://codeberg.org/o/r/_new/main/content/events", "filename", "value"),
        ),
        (
            "https://gitlab.com/o/r",
            NewFile("https://gitlab.com/o/r/-/new/main/content/events", "file_name", None),
        ),
    ],
)
def test_where_a_file_is_made(repository: str, where: NewFile) -> None:
    assert new_file(repository, "content/events") == where
