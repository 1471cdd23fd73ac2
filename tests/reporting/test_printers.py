"""Diagnostics as text, as JSON and as GitHub's workflow commands."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.messages import Language, messages
from timeline.reading.finding import Finding, Location
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.machine import as_annotations, as_json
from timeline.reporting.text import TextStyle, report
from timeline.rules.fields import UnknownField

ARABIC, ENGLISH = messages(Language.ARABIC), messages(Language.ENGLISH)
AT = Location("events/a.yml", 2, 9)
UNKNOWN = Finding("unknown-value", AT, {"value": "plan", "options": "planned"}, "planned")
ASCII = "title: x\nstatus: plan\n"
FILE_NAMES = [
    "events/a\n::error::x.yml",
    "events/\u202egnp.yml",
    "events/\udcff.yml",
    "e/a,b:c.yml",
]


def text(finding: Finding, source: str | None = ASCII, *, colour: bool = False) -> list[str]:
    style = TextStyle(ENGLISH, "content", lambda _: source, colour)
    return report(diagnose([finding], ENGLISH), style).split("\n")


# ------------------------------------------------------------------------------------- text


def test_a_paragraph() -> None:
    assert text(UNKNOWN) == [
        "content/events/a.yml:2:9  error F106 unknown-value",
        "  «plan» is not a value of this field. Its values: planned.",
        "  2 | status: plan",
        "    |         ^",
        "  Did you mean: planned",
        "  To do: Choose one of them.",
        "",
    ]


def test_a_paragraph_in_arabic_has_its_location_on_a_line_of_its_own() -> None:
    style = TextStyle(ARABIC, "content", lambda _: ASCII)
    lines = report(diagnose([UNKNOWN, UNKNOWN], ARABIC, isolate=True), style).split("\n")
    assert lines[0] == "content/events/a.yml:2:9  error F106 unknown-value"
    assert lines[0].isascii()
    assert lines[1].startswith("  «\u2068plan\u2069» ليس")
    assert lines[1].endswith(": \u2068planned\u2069.")
    assert lines[4] == "  " + ARABIC.text("Did you mean: {value}", value="\u2068planned\u2069")
    assert lines[6:8] == ["", lines[0]]  # a paragraph each


@pytest.mark.parametrize(
    ("source", "excerpt"),
    [
        (ASCII, ["  2 | status: plan", "    |         ^"]),
        # No two terminals agree on where the columns of Arabic stand.
        ("\nstatus: خطة\n", ["> 2 | status: خطة"]),
        ("\nstatus: \u202eplan\n", ["> 2 | status: \\u202eplan"]),
        ("\nstatus: \x1b[31m\n", ["  2 | status: \\u001b[31m", "    |         ^"]),
        ("\n   \n", []),
        ("one line", []),
        (None, []),
        ("\nstatus: " + "x" * 500, ["  2 | status: " + "x" * 152, "    |         ^"]),
    ],
)
def test_excerpt(source: str | None, excerpt: list[str]) -> None:
    assert text(UNKNOWN, source)[2:-3] == excerpt


def test_no_caret_beyond_the_part_of_a_line_that_is_shown() -> None:
    finding = Finding("unknown-value", Location("a.yml", 1, 400), UNKNOWN.facts)
    assert text(finding, "x" * 500)[2:-2] == [f"> 1 | {'x' * 160}"]


def test_other_places_are_named() -> None:
    finding = Finding("order-loop", AT, {"value": "a → b"}, related=(Location("b\u202e.yml", 3),))
    assert "  See also: \u2068content/b\\u202e.yml:3:1\u2069" in text(finding)


def test_colour_only_when_asked_for() -> None:
    assert "\x1b" not in "".join(text(UNKNOWN))
    assert text(UNKNOWN, colour=True)[0] == (
        "\x1b[1mcontent/events/a.yml:2:9\x1b[0m  \x1b[1;31merror F106 unknown-value\x1b[0m"
    )


@pytest.mark.parametrize("file", FILE_NAMES)
def test_no_name_of_a_file_can_act_in_text(file: str) -> None:
    lines = text(Finding("empty-file", Location(file)))
    assert lines[0].endswith("error Y021 empty-file")
    assert "\u202e" not in lines[0]
    assert not any(line.lstrip().startswith("::") for line in lines)
    "\n".join(lines).encode()


# ------------------------------------------------------------------------------------- JSON


def test_json() -> None:
    finding = Finding(
        "unknown-field", Location("a.yml", 2, 1, ("claims", 0, "lwo")), {"value": "lwo"}, "low"
    )
    loop = Finding("order-loop", AT, {"value": "a"}, related=(Location("b.yml", 5, 2),))
    written = as_json(diagnose([finding, loop], ARABIC), "content")
    assert written.endswith("}\n")
    first, second = json.loads(written)["diagnostics"]
    assert first == {
        "code": "F102",
        "rule": "unknown-field",
        "severity": "error",
        "file": "content/a.yml",
        "line": 2,
        "column": 1,
        "path": ["claims", 0, "lwo"],
        "message": ARABIC.text(UnknownField.message, value="lwo"),
        "advice": ARABIC.text(UnknownField.advice),
        "reason": ARABIC.text(UnknownField.reason),
        "suggestion": "low",
        "related": [],
    }
    assert "حقل" in written  # legible, not escaped
    assert second["related"] == ["content/b.yml:5:2"]
    assert json.loads(as_json([], "content")) == {"diagnostics": []}


@pytest.mark.parametrize("file", FILE_NAMES)
def test_no_name_of_a_file_can_act_in_json(file: str) -> None:
    finding = Finding("duplicate-id", Location(file), {"value": file, "other": file})
    loop = Finding("order-loop", Location("a.yml"), {"value": "a"}, related=(Location(file),))
    written = as_json(diagnose([finding, loop], ARABIC), "content")
    written.encode()
    assert "\u202e" not in written


# --------------------------------------------------------------------------------- annotations


def test_an_annotation() -> None:
    assert as_annotations(diagnose([UNKNOWN], ENGLISH), "content") == (
        "::error file=content/events/a.yml,line=2,col=9,title=F106 unknown-value::"
        "«plan» is not a value of this field. Its values: planned.%0AChoose one of them.\n"
    )


def test_levels() -> None:
    findings = [
        Finding("date-note-missing", AT),
        Finding("hijri-stated-differs", AT, {"value": "1440"}),
    ]
    written = as_annotations(diagnose(findings, ENGLISH), "content")
    assert [line.split(" ")[0] for line in written.splitlines()] == ["::warning", "::notice"]


@given(st.text() | st.sampled_from(["a\n::error::b", "a%0Ab", "a::b,c=d", "\r\n::stop::"]))
def test_no_value_and_no_name_can_begin_a_command(value: str) -> None:
    finding = Finding(
        "unknown-value", Location(f"events/{value}.yml"), dict(UNKNOWN.facts, value=value)
    )
    written = as_annotations(diagnose([finding], ENGLISH), "content")
    assert len(written.splitlines()) == 1
    properties, _, data = written.removeprefix("::error ").partition("::")
    assert [part.partition("=")[0] for part in properties.split(",")] == [
        "file", "line", "col", "title"
    ]  # fmt: skip
    assert "%" not in data.replace("%25", "").replace("%0A", "")
    written.encode()
