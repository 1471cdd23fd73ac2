"""What most likely is wrong with a text that YAML cannot read, where several things could be."""

import pytest

from timeline.reading.broken_yaml import Cause
from timeline.reading.yaml_source import read


@pytest.mark.parametrize(
    ("text", "at", "cause"),
    [
        ("places: [a, b]]]\n", "1:15", "BRACKET_EXTRA"),
        ("places: {a: b}}}\n", "1:15", "BRACKET_EXTRA"),
        ("@\tx: 1\n", "1:1", "RESERVED"),  # not the tab behind it
        ("a:\n\t\t- b\n", "2:1", "TAB"),  # the first of them
        ('title: "خبر" X\n', "1:14", "AFTER_QUOTE"),
        # A quote that is open to the end, however far that is.
        ('title: "a\nb\nc\nd\ne\nf\n', "1:8", "QUOTE_OPEN"),
        ('title: "a\nb\nc\nd\ne\n...\n', "1:8", "QUOTE_OPEN"),
        # One that a later quote closes, in one of the three lines below it.
        ('title: "a\nb: "x"\n', "1:8", "QUOTE_OPEN"),
        ('title: "a\nb: 1\nc: "x"\n', "1:8", "QUOTE_OPEN"),
        ('title: "a\nb: 1\nc: 2\nd: "x"\n', "1:8", "QUOTE_OPEN"),
        ('title: "a\nb: 1\nc: 2\nd: 3\ne: "x"\n', "5:5", "AFTER_QUOTE"),
        ('a: b: c\nd: "x', "1:5", "COLON_IN_TEXT"),  # what comes below has no part in it
        # Brackets, with and without quotes in them.
        ('places: ["a", b\ntitle: أ\n', "1:9", "BRACKET_OPEN"),
        ('sources:\n  - {a: "b", c: "d}\n  - {e: "f"}\n', "2:17", "QUOTE_OPEN"),
        ("places: [{place: a, b]  # x\n", "1:10", "BRACKET_OPEN"),
        ("actors: {a: [b, c}\n", "1:13", "BRACKET_OPEN"),
        ("places: [a, b", "1:9", "BRACKET_OPEN"),
        ("places: [a b: {c} d]\n", "1:19", "COMMA"),
        # A second colon, and what stands above it.
        ('date: "2019"\ntitle: بغداد: إعلان\n', "2:13", "COLON_IN_TEXT"),
        ('"a": b: c\n', "1:7", "COLON_IN_TEXT"),
        ('\n\n"a": b: c\n', "3:7", "COLON_IN_TEXT"),
        ('title:افتتاح\n\ndate: "2019"\n', "1:6", "SPACE_AFTER_COLON"),
        ('  title:افتتاح\n  date: "2019"\n', "1:8", "SPACE_AFTER_COLON"),
        ('  عنوان\n  date: "2019"\n', "1:3", "NO_COLON"),
        ("a: b\n  c: d\n", "2:3", "INDENT"),
        # A word by itself at the end, whatever blank lines stand behind it.
        ("title: أ\nword", "2:1", "NO_COLON"),
        ("title: أ\nword\n\n\n\n", "2:1", "NO_COLON"),
        ("title: أ\n\xa0\n\n", "2:1", "NO_COLON"),  # for YAML that is a word
        ('title: "أ\n\n\n\n', "1:8", "QUOTE_OPEN"),
    ],
)
def test_the_likely_cause(text: str, at: str, cause: str) -> None:
    tree, findings = read("x.yml", text)
    assert tree is None
    told = findings[-1]
    assert told.rule == "yaml-syntax"
    assert (f"{told.at.line}:{told.at.column}", told.facts["cause"]) == (at, Cause[cause])
