"""Files for hosts: what is in them, what cannot get into them."""

import re
from datetime import UTC, date, datetime
from itertools import combinations

import pytest

from tests.browser.serving import header_rules, matched
from timeline.policy import POLICY
from timeline.render.hosting import host_files
from timeline.render.page import Page

DAY = date(2024, 3, 1)
PAGES = (
    Page("", "index", "أ", "أ", str),
    Page("events/a/", "events", "أ", "أ", str),
    Page("events/old/", "events", "أ", "أ", str, listed=False, moved_to="events/a/"),
)
SITE = "https://example.org/"


def files(
    site_url: str | None = SITE, contact: str | None = "a@example.org", day: date | None = DAY
) -> dict[str, str]:
    made = host_files(PAGES, ["guide/"], site_url, contact, day)
    return {name: data.decode("ascii") for name, data in made.items()}


def headers(path: str, site_url: str | None = SITE) -> dict[str, str]:
    return matched(header_rules(files(site_url)["_headers"]), path)


@pytest.mark.parametrize("path", ["/", "/index.html", "/events/a/", "/guide/", "/404.html"])
def test_a_page_has_every_header(path: str) -> None:
    found = headers(path)
    assert found.pop("Permissions-Policy").startswith("accelerometer=(), ")
    assert found == {
        "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=31536000",
    }


def test_a_site_below_a_path_does_not_bind_its_whole_host() -> None:
    assert "Strict-Transport-Security" not in files(f"{SITE}news/")["_headers"]


def test_what_is_made_to_be_embedded_may_be_framed() -> None:
    found = headers("/embed/events/a/")
    assert found["Content-Security-Policy"] == f"{POLICY}; frame-ancestors *"
    assert "X-Frame-Options" not in found
    assert "Cross-Origin-Resource-Policy" not in found


def test_data_may_be_read_by_others_and_what_is_named_by_its_content_kept() -> None:
    assert headers("/data/events.json")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in headers("/events/a/")
    for path in (
        "/assets/a.1.js",
        "/pagefind/index/a.pf_index",
        "/pagefind/fragment/a.pf_fragment",
    ):
        assert headers(path)["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in (
        "/",
        "/pagefind/pagefind.js",
        "/pagefind/pagefind-entry.json",
        "/data/events.json",
    ):
        assert "Cache-Control" not in headers(path)


def test_no_header_is_said_twice_of_an_address() -> None:
    rules = header_rules(files()["_headers"])
    for (one, some), (other, more) in combinations(rules, 2):
        overlap = any(
            re.fullmatch(a, b.replace(".*", "x").replace("\\", ""))
            for a, b in ((one, other), (other, one))
        )
        assert not overlap or not some.keys() & more.keys(), (one, other)


def test_below_the_root_of_a_host_paths_say_so() -> None:
    made = files("https://example.org/repo/")
    assert all(line.startswith(("#", "/repo/", "  ")) for line in made["_headers"].splitlines())
    assert made["_redirects"].splitlines()[1:] == ["/repo/events/old/ /repo/events/a/ 301"]
    assert "Sitemap: https://example.org/repo/sitemap.xml" in made["robots.txt"]
    assert (
        "Canonical: https://example.org/.well-known/security.txt"
        in made[".well-known/security.txt"]
    )


def test_nothing_is_said_of_an_address_that_is_not_known() -> None:
    made = files(None)
    assert "Strict-Transport-Security" not in made["_headers"]
    assert "Sitemap" not in made["robots.txt"]
    assert "Canonical" not in made[".well-known/security.txt"]


def test_security_txt_as_its_standard_wants_it() -> None:
    lines = files()[".well-known/security.txt"].splitlines()
    fields = dict(line.split(": ", 1) for line in lines if not line.startswith("#"))
    assert fields == {
        "Contact": "mailto:a@example.org",
        "Expires": "2025-02-28T00:00:00Z",
        "Preferred-Languages": "ar, en",
        "Canonical": "https://example.org/.well-known/security.txt",
    }
    left = datetime.fromisoformat(fields["Expires"]) - datetime(2024, 3, 1, tzinfo=UTC)
    assert 300 < left.days < 365


def test_security_txt_of_the_last_days_that_there_are() -> None:
    text = files(day=date.max)[".well-known/security.txt"]
    assert "\nExpires: 9999-12-31T00:00:00Z\n" in text


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("https://example.org/contact", "https://example.org/contact"),
        ("desk+a@example.org", "mailto:desk%2Ba@example.org"),
    ],
)
def test_a_contact_as_an_address(contact: str, told: str) -> None:
    assert f"\nContact: {told}\n" in files(contact=contact)[".well-known/security.txt"]


def test_without_an_address_or_a_day_there_is_no_security_txt() -> None:
    assert ".well-known/security.txt" not in files(contact=None)
    assert ".well-known/security.txt" not in files(day=None)


def test_without_moved_ids_there_are_no_redirects() -> None:
    assert "_redirects" not in host_files(PAGES[:2], (), None, None, None)
