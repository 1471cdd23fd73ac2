"""The types of single fields: what each takes, what it makes of it, and what it refuses."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from timeline.dates import Calendar
from timeline.records import fields
from timeline.records.fields import is_id


def taken(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refused(kind: object, value: object) -> tuple[str, Mapping[str, object]]:
    """Give the rule that a value breaks, and the facts."""
    with pytest.raises(ValidationError) as caught:
        taken(kind, value)
    (error,) = caught.value.errors()
    return error["type"], error.get("ctx", {})


@pytest.mark.parametrize(
    "text", ["a", "7", "bridge-opened", "2019-03-baghouz", "a" * 64, "index-1", "com10", "x404"]
)
def test_ids(text: str) -> None:
    assert is_id(text)
    assert taken(fields.Id, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "Bridge",
        "a_b",
        "a--b",
        "-a",
        "a-",
        "a b",
        "a/b",
        "../a",
        "a.b",
        "جسر",
        "a\n",
        "index",
        "readme",
        "404",
        "con",
        "nul",
        "com1",
        "lpt9",
        "a" * 65,
        "a-" * 31 + "a" * 9,
    ],
)
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)
    assert refused(fields.Id, text) == ("bad-id", {"value": text})


def test_lines_and_prose() -> None:
    assert taken(fields.Line, " افتتاح \n  الجسر ") == "افتتاح الجسر"
    assert taken(fields.Prose, "أ\nب\n \t\nج\n\n\n") == ("أ ب", "ج")
    assert refused(fields.Line, " \n") == ("empty-text", {})
    assert refused(fields.Prose, "\n \n") == ("empty-text", {})
    assert taken(fields.Line, "س" * 300)
    assert refused(fields.Line, "س" * 301) == ("text-too-long", {"length": 301, "limit": 300})
    assert taken(fields.Prose, "س" * 8000)
    assert refused(fields.Prose, "س" * 8001) == ("text-too-long", {"length": 8001, "limit": 8000})


@pytest.mark.parametrize(
    "kind",
    [
        fields.Id,
        fields.Line,
        fields.Prose,
        fields.HttpsUrl,
        fields.HomeUrl,
        fields.Contact,
        fields.Language,
        fields.Amount,
        fields.Latitude,
        fields.Flag,
        fields.Edtf,
        fields.HijriEdtf,
        fields.Day,
    ],
)
@pytest.mark.parametrize("value", [["a"], {"a": "b"}])
def test_a_list_or_mapping_is_no_text(kind: object, value: object) -> None:
    assert refused(kind, value) == ("wrong-shape", {"wanted": "text"})


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example",
        "https://www.a-b.example/",
        "HTTPS://A.EXAMPLE/?q=1#x",
        "https://a.bc/%D8",
        "https://xn--mgbh0fb.xn--kgbechtv/a;b,c(d)'e'",
    ],
)
def test_urls(url: str) -> None:
    assert taken(fields.HttpsUrl, url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://a.example",
        "javascript:alert(1)",
        "//a.example",
        "https://a",
        "https://user@a.bc",
        "https://a.bc:8080/",
        "https://a.bc/ x",
        "https://a.bc/\nx",
        " https://a.bc",
        "https://-a.bc",
        'https://a.bc/"x',
        "https://a.bc/<x>",
        "https://a.bc\\x",
        "https://127.0.0.1/",
        "https:a.bc",
        "https://a..bc",
        "https://أ.bc/",
        "https://a.bc/" + "x" * 2048,
        "data:text/html,x",
    ],
)
def test_what_is_no_url(url: str) -> None:
    assert refused(fields.HttpsUrl, url) == ("bad-url", {"value": url})


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example",
        "https://www.a-b.example/",
        "HTTPS://A.EXAMPLE/repo",
        "https://a.bc/~team/time.line_2/%D8%A3/",
        "https://a.bc/.well/c++",
    ],
)
def test_addresses_that_others_begin_with(url: str) -> None:
    assert taken(fields.HomeUrl, url) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://a.bc/?page=1",
        "https://a.bc?x",
        "https://a.bc/#x",
        "https://a.bc#",
        "https://a.bc//evil.example/",
        "https://a.bc/a//b/",
        "https://a.bc/a//",
        "https://a.bc/./a",
        "https://a.bc/../a/",
        "https://a.bc/a/..",
        "https://a.bc/*",
        "https://a.bc/:place/",
        "https://a.bc/%zz/",
        "https://a.bc/a;b",
    ],
)
def test_what_no_address_can_begin_with(url: str) -> None:
    assert refused(fields.HomeUrl, url) == ("bad-home", {"value": url})


@pytest.mark.parametrize(
    "url",
    ["http://a.bc", "https://user@a.bc", "https://a.bc:8080/", "https://a.bc/ x", "https://a"],
)
def test_what_is_no_url_begins_none(url: str) -> None:
    assert refused(fields.HomeUrl, url) == ("bad-url", {"value": url})


@pytest.mark.parametrize(
    "text",
    [
        "editors@example.org",
        "desk+a_b.c@news.example.org",
        "a@xn--mgbh0fb.xn--mgberp4a5d4ar",
        "https://example.org/write?a=1#x",
    ],
)
def test_contacts(text: str) -> None:
    assert taken(fields.Contact, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "هيئة التحرير",
        "هيئة التحرير: desk@example.org",
        "javascript:alert(1)//a@example.org",
        "mailto:a@example.org",
        "<a@example.org>",
        "a@example.org, b@example.org",
        "a@example.org\nContact: x@example.org",
        "a@example.org\r\nBcc: c@example.org",
        "a@example.org\n",
        "a@example.org?bcc=c@example.org",
        "a%0Ab@example.org",
        "a@b?bcc=c@example.org",
        "a..b@example.org",
        ".a@example.org",
        "a@example",
        "a@-example.org",
        "a@127.0.0.1",
        "@example.org",
        "a@" + "b" * 64 + ".example",
        "a" * 250 + "@example.org",
        "http://example.org/",
        "//example.org/",
        "https://user@example.org/",
        "+964 1",
    ],
)
def test_what_is_no_contact(text: str) -> None:
    assert refused(fields.Contact, text) == ("bad-contact", {"value": text})


def test_amounts() -> None:
    assert taken(fields.Amount, "14000") == Decimal(14000)
    assert taken(fields.Amount, "99.5") == Decimal("99.5")
    for text in ("1,000", "-1", "+1", "1e3", "١٠", "", "1.", ".5", "NaN", "1" * 16, "1.23456"):
        assert refused(fields.Amount, text) == ("bad-number", {"value": text})


def test_degrees() -> None:
    assert taken(fields.Latitude, "-90") == -90
    assert taken(fields.Longitude, "180.000000") == 180
    for text in ("90.1", "-91", "36,3", "36N", "1e1", "nan", ""):
        assert refused(fields.Latitude, text) == ("bad-degrees", {"value": text, "limit": 90})
    assert refused(fields.Longitude, "181") == ("bad-degrees", {"value": "181", "limit": 180})


def test_flags_and_languages() -> None:
    assert taken(fields.Flag, "true") is True
    assert taken(fields.Flag, "false") is False
    assert refused(fields.Flag, "yes") == ("bad-flag", {"value": "yes"})
    assert taken(fields.Language, "ar") == "ar"
    assert taken(fields.Language, "ar-IQ") == "ar-IQ"
    assert refused(fields.Language, "Arabic") == ("bad-language", {"value": "Arabic"})


def test_dates() -> None:
    assert taken(fields.Edtf, "2019-03").latest == date(2019, 3, 31)
    assert taken(fields.HijriEdtf, "1440-07").calendar is Calendar.HIJRI
    kind, facts = refused(fields.Edtf, "2023-02-30")
    assert (kind, facts["value"], facts["days"]) == ("impossible-day", "2023-02-30", 28)
    assert facts["suggestion"] == "2023-02"
    # Of a longer date the part is told that is wrong.
    assert refused(fields.Edtf, "2014/2017-13")[1]["value"] == "2017-13"
    assert refused(fields.Edtf, "") == ("empty-text", {"value": "", "suggestion": ""})


def test_days() -> None:
    assert taken(fields.Day, "2026-11-22") == date(2026, 11, 22)
    for text in ("2026-11", "2026-11-22~", "2026-11-22?", "2026-11-22/2026-11-22", "2026-11-XX"):
        kind, facts = refused(fields.Day, text)
        assert (kind, facts) == ("day-needed", {"value": text})
    assert refused(fields.Day, "yesterday")[0] == "date-text"
