"""Diagnostics as text, as JSON and as GitHub's workflow commands."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.messages import Language, messages
from timeline.reading.edit import Edit, Rename
from timeline.reading.finding import Finding, Location
from timeline.reporting.diagnostic import Nearness, diagnose
from timeline.reporting.github import SHOWN, as_annotations, as_summary
from timeline.reporting.machine import as_json
from timeline.reporting.summary import summary
from timeline.reporting.text import MOST, TextStyle, report
from timeline.rules.fields import UnknownField, UnknownValue

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
    return report(diagnose([finding], ENGLISH, source=lambda _: source), style).split("\n")


# ------------------------------------------------------------------------------------- text


def test_a_paragraph() -> None:
    assert text(UNKNOWN) == [
        "content/events/a.yml:2:9  error F106 unknown-value",
        "  «plan» is not a value of this field. Its values: planned.",
        "  2 | status: plan",
        "    |         ^^^^",
        "  Suggestion: write planned",
        "  To do: Choose one of them.",
        "  More on this: timeline explain F106",
        "",
    ]


def test_a_paragraph_in_arabic_has_its_location_on_a_line_of_its_own() -> None:
    style = TextStyle(ARABIC, "content", lambda _: ASCII)
    lines = report(diagnose([UNKNOWN, UNKNOWN], ARABIC, isolate=True), style).split("\n")
    assert lines[0] == "content/events/a.yml:2:9  error F106 unknown-value"
    assert lines[0].isascii()
    assert lines[1].startswith("  «\u2068plan\u2069» ليس")
    assert lines[1].endswith(": \u2068planned\u2069.")
    assert lines[4] == "  " + ARABIC.text("Suggestion: write {value}", value="\u2068planned\u2069")
    assert lines[7:9] == ["", lines[0]]  # a paragraph each


@pytest.mark.parametrize(
    ("source", "excerpt"),
    [
        (ASCII, ["  2 | status: plan", "    |         ^^^^"]),
        ('\nstatus: "plan" # so\n', ['  2 | status: "plan" # so', "    |         ^^^^^^"]),
        ("\nstatus: [plan, b]\n", ["  2 | status: [plan, b]", "    |         ^^^^^^^^^"]),
        # A text of many lines is marked to the end of its first.
        ("\nstatus: plan\n  and so on\n", ["  2 | status: plan", "    |         ^^^^"]),
        # No two terminals agree on where the columns of Arabic stand.
        (
            "\nstatus: خطة # plan\n",
            ["> 2 | \u2068status: خطة # plan\u2069", "  This part of it: «\u2068خطة\u2069»"],
        ),
        # What the message quotes is not quoted again.
        ("\nstatus: plan # خطة\n", ["> 2 | \u2068status: plan # خطة\u2069"]),
        (
            "\nstatus: \u202eplan\n",
            ["> 2 | status: \\u202eplan", "  This part of it: «\u2068\\u202eplan\u2069»"],
        ),
        ("\nstatus: \x1b[31m\n", ["  2 | status: \\u001b[31m", "    |         ^"]),
        ("\n   \n", []),
        ("one line", []),
        (None, []),
        (
            "\nstatus: " + "x" * 500,
            ["  2 | status: " + "x" * 152, "    |         " + "^" * 151],
        ),
    ],
)
def test_excerpt(source: str | None, excerpt: list[str]) -> None:
    assert text(UNKNOWN, source)[2:-4] == excerpt


def test_no_caret_beyond_the_part_of_a_line_that_is_shown() -> None:
    finding = Finding("unknown-value", Location("a.yml", 1, 400), UNKNOWN.facts)
    assert text(finding, "x" * 500)[2:-3] == [f"> 1 | {'x' * 160}"]


def test_what_is_missing_marks_the_line_and_points_at_nothing() -> None:
    missing = Finding("missing-field", Location("a.yml", 1, 1), {"field": "date"})
    assert text(missing)[2] == "> 1 | title: x"
    assert not any("^" in line for line in text(missing))


def test_what_is_mended_is_promised_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    promise = "  The command timeline fix mends this."
    assert promise not in text(UNKNOWN)
    monkeypatch.setattr(UnknownValue, "mend", lambda *_: (Edit(17, 21, "planned"),))
    assert promise in text(UNKNOWN)
    assert "mends this.%0A" not in as_annotations(diagnose([UNKNOWN], ENGLISH), "c", ENGLISH)
    (entry,) = json.loads(machine([UNKNOWN], ASCII))["diagnostics"]
    assert entry["fixable"]
    assert entry["edits"] == [
        {
            "start": {"line": 2, "column": 9},
            "end": {"line": 2, "column": 13},
            "text": "planned",
        }
    ]
    monkeypatch.setattr(UnknownValue, "mend", lambda *_: (Rename("events/b.yml"),))
    assert "  Suggestion: name it planned" in text(UNKNOWN)
    (entry,) = json.loads(machine([UNKNOWN], ASCII))["diagnostics"]
    assert entry["edits"] == [{"rename": "content/events/b.yml"}]


def test_of_very_many_alike_the_first_are_told() -> None:
    alike = [Finding("missing-field", Location("a.yml", n), {"field": "x"}) for n in range(1, 41)]
    other = Finding("missing-field", Location("b.yml"), {"field": "x"})
    style = TextStyle(ENGLISH, "content", lambda _: None)
    written = report(diagnose([*alike, other], ENGLISH), style)
    assert written.count("F101 missing-field") == MOST + 1
    assert f"And {40 - MOST} more like these." in written
    assert "content/b.yml" in written


def test_what_is_not_of_the_change_is_told_apart_and_briefly() -> None:
    own, others = diagnose([UNKNOWN, Finding("empty-file", Location("b.yml"))], ENGLISH)
    told = [replace(others, nearness=Nearness.OTHERS), replace(own, nearness=Nearness.LINE)]
    written = report(told, TextStyle(ENGLISH, "content", lambda _: None))
    first, _, second = written.partition("Not of your change, and not counted against it:\n")
    assert "events/a.yml" in first
    assert "b.yml" not in first
    assert second == "\ncontent/b.yml:1:1  error Y021 empty-file\n  The file is empty.\n"
    assert summary(told, ENGLISH) == (
        "1 error, 0 warnings, 0 hints. Nothing is published while there are errors: correct them "
        "and check again. Not of your change: 1 error, 0 warnings, 0 hints."
    )


def test_the_summary_says_what_to_do_next() -> None:
    assert summary([], ARABIC) == "لا أخطاء، لا تنبيهات، لا ملاحظات"
    told = diagnose([UNKNOWN, UNKNOWN, Finding("date-note-missing", AT)], ARABIC)
    assert summary(told, ARABIC) == (
        "خطآن، تنبيه واحد، لا ملاحظات. لا يُنشر شيء ما دامت الأخطاء: صحّحها ثم افحص من جديد."
    )
    mended = [replace(diagnostic, mends=(Edit(0, 0, ""),)) for diagnostic in told]
    assert "يُصلح الأمر \u2068timeline fix\u2069 منها 3." in summary(mended, ARABIC)
    assert summary(told[2:], ARABIC).endswith(". ليس فيها ما يمنع النشر.")


def test_other_places_are_named() -> None:
    finding = Finding("order-loop", AT, {"value": "a → b"}, related=(Location("b\u202e.yml", 3),))
    assert "  See also: content/b\\u202e.yml:3:1" in text(finding)


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


def machine(findings: list[Finding], source: str | None = None, site: str | None = None) -> str:
    told = diagnose(findings, ARABIC, source=lambda _: source, site_url=site)
    return as_json(told, "content", lambda _: source)


def test_json() -> None:
    finding = Finding(
        "unknown-field", Location("a.yml", 2, 3, ("claims", 0, "lwo")), {"value": "lwo"}, "low"
    )
    loop = Finding("order-loop", AT, {"value": "a"}, related=(Location("b.yml", 5, 2),))
    written = machine([finding, loop], "claims:\n  lwo: 1\n", "https://example.org/t/")
    assert written.endswith("}\n")
    first, second = json.loads(written)["diagnostics"]
    assert first == {
        "code": "F102",
        "rule": "unknown-field",
        "severity": "error",
        "file": "content/a.yml",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 6,
        "path": ["claims", 0, "lwo"],
        "message": ARABIC.text(UnknownField.message, value="lwo"),
        "advice": ARABIC.text(UnknownField.advice),
        "reason": ARABIC.text(UnknownField.reason),
        "suggestion": "low",
        "fixable": False,
        "edits": [],
        "related": [],
        "docs": "https://example.org/t/contribute/rules/#F102",
    }
    assert "حقل" in written  # legible, not escaped
    assert second["related"] == ["content/b.yml:5:2"]
    assert json.loads(machine([])) == {"diagnostics": []}


def test_json_says_whose_it_is_where_that_was_asked() -> None:
    (told,) = diagnose([UNKNOWN], ENGLISH)
    assert "yours" not in json.loads(machine([UNKNOWN]))["diagnostics"][0]
    for nearness, yours in ((Nearness.CAUSED, True), (Nearness.OTHERS, False)):
        written = as_json([replace(told, nearness=nearness)], "c", lambda _: None)
        assert json.loads(written)["diagnostics"][0]["yours"] is yours


@pytest.mark.parametrize("file", FILE_NAMES)
def test_no_name_of_a_file_can_act_in_json(file: str) -> None:
    finding = Finding("duplicate-id", Location(file), {"value": file, "other": file})
    loop = Finding("order-loop", Location("a.yml"), {"value": "a"}, related=(Location(file),))
    written = machine([finding, loop])
    written.encode()
    assert "\u202e" not in written


# --------------------------------------------------------------------------------- annotations


def test_an_annotation() -> None:
    told = diagnose([UNKNOWN], ENGLISH, source=lambda _: ASCII, site_url="https://example.org")
    assert as_annotations(told, "content", ENGLISH) == (
        "::error file=content/events/a.yml,line=2,endLine=2,col=9,endColumn=13,"
        "title=F106 unknown-value::"
        "«plan» is not a value of this field. Its values: planned.%0ASuggestion: write planned%0A"
        "Choose one of them.%0Ahttps://example.org/contribute/rules/#F106\n"
    )


def many(severity: str, n: int) -> list[Finding]:
    rule = {"error": "empty-file", "warning": "date-note-missing"}[severity]
    return [Finding(rule, Location(f"{severity}-{i:02}.yml")) for i in range(n)]


def test_no_more_annotations_than_are_shown_errors_first_and_nearest_first() -> None:
    told = diagnose([*many("warning", 3), *many("error", SHOWN + 4)], ENGLISH)
    near = [replace(d, nearness=Nearness.RECORD) for d in told]
    near[5] = replace(near[5], nearness=Nearness.LINE)  # error-02
    near[3] = replace(near[3], nearness=Nearness.OTHERS)  # error-00
    lines = as_annotations(near, "c", ENGLISH).splitlines()
    assert lines[0].startswith("::error file=c/error-02.yml")
    assert lines[1].startswith("::error file=c/error-01.yml")
    levels = [line.split(" ")[0] for line in lines[:-1]]
    assert levels == ["::error"] * SHOWN + ["::warning"] * 3 + ["::notice"]
    # What is others' comes last, and looks like no failure.
    assert lines[-2].startswith("::notice file=c/error-00.yml")
    assert lines[-1] == "3 more stand in the summary of this step."


def test_a_summary_holds_them_all_and_nothing_in_it_acts() -> None:
    hostile = "|`<script>`](javascript:x) @user $x$ \n::error::\u202e"
    finding = Finding(
        "unknown-value", Location(f"e/{hostile}.yml"), {"value": hostile, "options": ""}
    )
    told = diagnose([finding, *many("error", 40)], ARABIC, isolate=True)
    told.append(replace(told[1], nearness=Nearness.OTHERS))
    written = as_summary(told, "content", summary(told, ARABIC), ARABIC)
    rows = [line for line in written.splitlines() if line.startswith("| <code")]
    assert len(rows) == 42
    assert written.startswith('<div dir="rtl" lang="ar">\n\n41 خطأً')
    assert "ليست من تعديلك" in written
    row = next(row for row in rows if "script" in row)
    assert row.count("|") == 4
    assert not re.search(r"<(?!/?code|br>|!-- -->)|[`\[\]$]|@(?!<)|\u202e", row)
    assert "::" not in row


def test_levels() -> None:
    findings = [
        Finding("date-note-missing", AT),
        Finding("hijri-stated-differs", AT, {"value": "1440"}),
    ]
    written = as_annotations(diagnose(findings, ENGLISH), "content", ENGLISH)
    assert [line.split(" ")[0] for line in written.splitlines()] == ["::warning", "::notice"]


@given(st.text() | st.sampled_from(["a\n::error::b", "a%0Ab", "a::b,c=d", "\r\n::stop::"]))
def test_no_value_and_no_name_can_begin_a_command(value: str) -> None:
    finding = Finding(
        "unknown-value", Location(f"events/{value}.yml"), dict(UNKNOWN.facts, value=value)
    )
    written = as_annotations(diagnose([finding], ENGLISH), "content", ENGLISH)
    assert len(written.splitlines()) == 1
    properties, _, data = written.removeprefix("::error ").partition("::")
    assert [part.partition("=")[0] for part in properties.split(",")] == [
        "file", "line", "endLine", "col", "endColumn", "title"
    ]  # fmt: skip
    assert "%" not in data.replace("%25", "").replace("%0A", "")
    written.encode()
