"""A finding put into words: facts filled in, and no text of a record that could act."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.messages import Language, messages
from timeline.reading.broken_yaml import Cause
from timeline.reading.characters import inert
from timeline.reading.finding import Finding, Location
from timeline.reading.validation import faults
from timeline.records.event import Event
from timeline.records.source import Source
from timeline.reporting.diagnostic import Diagnostic, diagnose
from timeline.rules.fields import MissingField
from timeline.rules.rule import Severity

ARABIC, ENGLISH = messages(Language.ARABIC), messages(Language.ENGLISH)
AT = Location("events/a.yml", 3, 7, ("status",))


def diagnosed(finding: Finding, *, isolate: bool = False) -> Diagnostic:
    (diagnostic,) = diagnose([finding], ENGLISH, isolate=isolate)
    return diagnostic


def test_words_and_place() -> None:
    finding = Finding("missing-field", AT, {"field": "title"}, related=(Location("b.yml"),))
    assert diagnosed(finding) == Diagnostic(
        code="F101",
        rule="missing-field",
        severity=Severity.ERROR,
        at=AT,
        message="The field «title» is missing.",
        advice="Add the field «title».",
        reason="Without it a reader cannot tell what, when, or who says so.",
        suggestion=None,
        related=(Location("b.yml"),),
    )
    (arabic,) = diagnose([finding], ARABIC)
    assert arabic.message == ARABIC.text(MissingField.message, field="title")
    assert arabic.advice == ARABIC.text(MissingField.advice, field="title")
    assert "title" in arabic.message
    assert "الحقل" in arabic.message


def test_words_of_the_software_are_translated_and_values_are_not() -> None:
    shape = Finding("wrong-shape", AT, {"wanted": "list"})
    assert "قائمة" in diagnose([shape], ARABIC, isolate=True)[0].message
    problem = Finding(
        "yaml-syntax", AT, {"problem": "did not find expected key", "cause": Cause.TAB}
    )
    assert "الحقل" in diagnose([problem], ARABIC)[0].message
    value = Finding("unknown-field", AT, {"value": "list"})
    assert "«list»" in diagnose([value], ARABIC)[0].message


def test_latin_stands_in_isolates_where_asked_for() -> None:
    finding = Finding("unknown-source", AT, {"value": "reprt"}, "report")
    (told,) = diagnose([finding], messages(Language.ARABIC), isolate=True)
    assert "«\u2068reprt\u2069»" in told.message
    assert told.message.endswith("\u2068sources/reprt.yml\u2069.")
    assert told.suggestion == "\u2068report\u2069"
    (plain,) = diagnose([finding], messages(Language.ARABIC))
    assert plain.suggestion == "report"
    assert "\u2068" not in plain.message
    (english,) = diagnose([finding], messages(Language.ENGLISH), isolate=True)
    assert "\u2068" not in english.message


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\u202eb", "a\\u202eb"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("a\n::error::b", "a\\u000a::error::b"),
        ("a\r\tb", "a\\u000d\\u0009b"),
        ("\u2028\u200b\ufeff\udcff", "\\u2028\\u200b\\ufeff\\udcff"),
        ("{value} %s", "{value} %s"),
        ("الجسر", "الجسر"),
        ("س" * 201, "س" * 200 + "…"),
    ],
)
def test_no_value_can_act(value: str, shown: str) -> None:
    finding = Finding("unknown-field", AT, {"value": value}, value)
    assert diagnosed(finding).message == f"There is no field «{shown}»."
    assert diagnosed(finding).suggestion == shown


@given(st.text() | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_inert_text_is_one_printable_line(text: str) -> None:
    shown = inert(text)
    assert len(shown.splitlines()) <= 1
    assert not any(character < " " or "\ud800" <= character <= "\udfff" for character in shown)
    assert inert(shown) == shown


def test_what_is_missing_is_shown_as_a_line_and_a_list_runs_as_its_sentence() -> None:
    at = Location("events/a.yml", 1, 1)
    missing = Finding("missing-field", at, {"field": "date"}, lists={"value": ('date: "2019"',)})
    (told,) = diagnose([missing], ARABIC)
    assert told.advice.startswith("أضف الحقل «date»")
    assert told.advice.endswith('. مثاله: date: "2019"')
    lists = {"options": ("place", "precision")}
    unknown = Finding("unknown-field", at, {"value": "x"}, lists=lists)
    said = diagnose([unknown], ARABIC, isolate=True)[0].advice
    assert said.endswith(" الحقول هنا: \u2068place\u2069، \u2068precision\u2069.")
    many = replace(unknown, lists={"options": ("place",) * 13})
    assert diagnosed(many).advice.endswith("contribute/fields/.")
    assert unknown == replace(unknown, lists={})  # which a change of the list does not make another


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        ("date", "أوائل 2019", "2019"),
        ("date", "16 رجب 1440", 'date_hijri: "1440-07-16"'),
        ("date_hijri", "آذار 2019", 'date: "2019-03"'),
        ("date", "9/12/2017", "2017-12-09 or 2017-09-12"),
        (
            "date",
            "بين آذار ونيسان 2019",
            "[2019-03..2019-04] for one day between the two, or 2019-03/2019-04 for the whole period",
        ),
        (
            "date",
            "شتاء 2019",
            "2019-24 for the winter that began in that year, or 2018-24 for the one that ended in it",
        ),
        ("date", "أمس", None),
    ],
)
def test_what_to_write_for_a_date_that_is_none(field: str, text: str, wanted: str | None) -> None:
    (finding,) = faults(Event, field, text)
    assert diagnosed(finding).suggestion == wanted


def test_a_field_of_one_calendar_is_not_sent_to_another() -> None:
    (finding,) = faults(Source, "published", "16 رجب 1440")
    assert diagnosed(finding).suggestion is None


def test_a_name_that_no_list_has_is_sent_to_its_list() -> None:
    at = Location("events/a.yml", 9, 5, ("places", 0, "place"))
    name = Finding("bad-id", at, {"value": "الفلوجة"})
    assert diagnosed(name).advice.endswith("vocabularies/, under an id of its own.")
    for other in (
        replace(name, suggestion="falluja"),  # the list has it
        replace(name, facts={"value": "Al_Falluja"}),
        replace(name, at=replace(at, path=())),
    ):
        assert "vocabularies/" not in diagnosed(other).advice
