"""The pages of rules, fields and dates: whole, true to what checks, and Latin set apart."""

import html
import re
import unicodedata
from enum import StrEnum
from typing import get_type_hints

import pytest

from timeline.dates import Calendar, Fault, Span, gregorian_phrase, hijri_phrase, parse
from timeline.messages import Language, messages
from timeline.records.fields import Record
from timeline.render.isolates import isolates
from timeline.render.page import Page
from timeline.render.sections.reference import REFUSED, WRITTEN
from timeline.rules.rule import Rule
from timeline.rules.table import BY_NAME, TABLE
from timeline.schemas import FIELDS
from timeline.schemas.models import unwrapped

SAY = messages(Language.ARABIC)
EXAMPLES = [(text, field) for _, _, texts in WRITTEN for text, field in texts]
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def rules(pages: dict[str, Page]) -> str:
    return pages["contribute/rules/"].render()


@pytest.fixture(scope="module")
def fields(pages: dict[str, Page]) -> str:
    return pages["contribute/fields/"].render()


@pytest.fixture(scope="module")
def dates(pages: dict[str, Page]) -> str:
    return pages["contribute/dates/"].render()


def text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def calendar(field: str) -> Calendar:
    return Calendar.HIJRI if field == "date_hijri" else Calendar.GREGORIAN


# ------------------------------------------------------------------------------- rules


def shown(page: str, rule: type[Rule]) -> str:
    return page.partition(f'id="{rule.code}"')[2].partition("</article>")[0]


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.name)
def test_a_rule_is_told_of_whole(rules: str, rule: type[Rule]) -> None:
    assert rules.count(f'<article class="reference-rule" id="{rule.code}"') == 1
    article = shown(rules, rule)
    said = text(article)
    for words in (rule.name, rule.code):
        assert words in said
    for english in (rule.message, rule.advice, rule.reason):
        # Where a message has the record's own words, … stands, which may end the sentence.
        parts = re.split(r"\{\w+\}", SAY.text(english))
        for part in parts:
            assert " ".join(part.split()).strip(". ") in said
    assert ("timeline fix" in said) == (rule.mend.__func__ is not Rule.mend.__func__)  # type: ignore[attr-defined]
    assert (SAY.text("Breaks it") in said) == bool(rule.breaks)
    assert (SAY.text("Keeps it") in said) == bool(rule.keeps)


def test_every_rule_is_in_a_family(rules: str) -> None:
    assert rules.count('<article class="reference-rule"') == len(TABLE)
    counts = re.findall(r'<a href="#family-\w">[^<]+</a> <span class="n">(\d+)</span>', rules)
    assert sum(map(int, counts)) == len(TABLE)


def test_the_line_that_breaks_a_rule_is_marked(rules: str) -> None:
    marked = re.findall(r"<mark>(.*?)</mark>", shown(rules, BY_NAME["unknown-field"]))
    assert [text(line) for line in marked] == ["sumary: نص"]


def test_what_cannot_be_seen_is_shown_as_an_escape(rules: str) -> None:
    assert "\\u202e" in shown(rules, BY_NAME["bidi-control"])
    assert "\\u0655" in shown(rules, BY_NAME["not-normalized"])
    assert unicodedata.is_normalized("NFC", rules)
    assert "\\u2028" in shown(rules, BY_NAME["hidden-line-break"])
    assert not DIRECTION.search(rules)


# ------------------------------------------------------------------------------- fields


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_every_field_of_every_record(fields: str, model: type[Record]) -> None:
    said = text(fields)
    hints = get_type_hints(model)
    for name, told in FIELDS[model].items():
        assert re.search(rf'id="[\w-]+-{name}"', fields)
        assert " ".join(SAY.text(told.about).split()) in said
        assert told.example in said
        kind, _ = unwrapped(hints[name])
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            for value in kind:
                assert f'<code dir="ltr">{value}</code>' in fields


def test_links_between_records_lead_somewhere(fields: str) -> None:
    targets = set(re.findall(r'href="#([\w-]+)"', fields))
    assert {"claim", "place-ref", "correction", "forms"} <= targets
    for target in targets:
        assert fields.count(f'id="{target}"') == 1


def test_what_a_record_cannot_be_without(fields: str) -> None:
    for field, needed in (("title", True), ("summary", True), ("sources", True), ("date", False)):
        row = fields.partition(f'id="event-{field}"')[2].partition("</dt>")[0]
        assert ("reference-needed" in row) == needed


# ------------------------------------------------------------------------------- dates


def test_there_are_thirty_examples_and_more() -> None:
    assert len(set(EXAMPLES)) == len(EXAMPLES) >= 30


@pytest.mark.parametrize(("written", "field"), EXAMPLES)
def test_a_date_and_what_it_means(dates: str, written: str, field: str) -> None:
    span = parse(written, calendar(field))
    assert isinstance(span, Span)
    (row,) = [row for row in dates.split("<tr>") if f'"{written}"' in html.unescape(row)][:1]
    said = text(row)
    assert gregorian_phrase(span) in said
    assert (hijri_phrase(span) or "") in said
    for day in (span.earliest, span.latest):
        assert (day.isoformat() if day else "…") in said


@pytest.mark.parametrize(("written", "field"), REFUSED)
def test_a_text_that_is_no_date(dates: str, written: str, field: str) -> None:
    fault = parse(written, calendar(field))
    assert isinstance(fault, Fault)
    rule = BY_NAME["empty-text" if fault.kind == "empty" else fault.kind]
    refused = dates.partition('id="dates-refused"')[2]
    row = next(r for r in refused.split("<tr>") if f'"{written}"</code></th>' in html.unescape(r))
    assert f"contribute/rules/#{rule.code}" in row
    assert written in text(row)
    assert all(f'"{choice}"' in text(row) for choice in fault.choices)
    other = fault.facts.get("other_calendar")
    assert other is None or f'date_hijri: "{other}"' in text(row)
    assert (SAY.text(rule.advice) in text(row)) == (
        not fault.suggestion and not other and "within" not in fault.facts
    )


def test_every_form_of_a_date_is_there() -> None:
    spans = [parse(written, calendar(field)) for written, field in EXAMPLES]
    known = [span for span in spans if isinstance(span, Span)]
    assert {span.form.value for span in known} == {"single", "interval", "one-of"}
    assert {span.precision.value for span in known} >= {
        "day", "month", "season", "year", "decade", "century", "window",
    }  # fmt: skip


# ------------------------------------------------------------------------------- isolates


@pytest.mark.parametrize(
    ("sentence", "markup"),
    [
        ("اكتب \u20682017-12\u2069.", 'اكتب <bdi dir="ltr">2017-12</bdi>.'),
        ("الحقل «\u2068<b>\u2069»", 'الحقل «<bdi dir="ltr">&lt;b&gt;</bdi>»'),
        ("«\u2068كانون 2017\u2069» <", "«<bdi>كانون 2017</bdi>» &lt;"),
    ],
)
def test_isolates(sentence: str, markup: str) -> None:
    assert isolates(sentence) == markup
