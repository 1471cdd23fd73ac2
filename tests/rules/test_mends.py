"""What a machine mends, and exactly how; and what it leaves to a person.

Each mend by itself: that a file is mended as a whole, and never made worse, tests/test_fixing.py
holds.
"""

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contents import checked
from timeline.reading.edit import Edit, Rename, edited
from timeline.rules.rule import Example, event
from timeline.rules.table import BY_NAME


def source(*lines: str) -> Example:
    return {"sources/report.yml": "".join(f"{line}\n" for line in ("title: ت", *lines))}


def places(*lines: str) -> Example:
    return {"vocabularies/places.yml": "".join(f"{line}\n" for line in lines)}


def mends(root: Path, rule: str, example: Example) -> list[str | None]:
    """Say of each finding of a rule what its mend does: the lines that go (-) and come (+)."""
    done: list[str | None] = []
    for finding in checked(root, example).findings:
        if finding.rule == rule:
            text = (root / finding.at.file).read_bytes().decode()
            made = BY_NAME[rule].mend(finding, text)
            names = [mend.file for mend in made if isinstance(mend, Rename)]
            new = edited(text, [mend for mend in made if isinstance(mend, Edit)])
            lines = list(difflib.unified_diff(text.split("\n"), new.split("\n"), n=0))[2:]
            shown = [line for line in lines if not line.startswith("@@")]
            done.append("\n".join(names or shown) or None)
    return done


def of_value(rule: str, wrap: str, table: dict[str, str | None]) -> Iterator[object]:
    """Give a case for each value of a field and what is written in its place."""
    for typed, written in table.items():
        yield pytest.param(rule, wrap, typed, written, id=f"{rule}-{typed}")


# Text within one line of a file, and the file of each of these lines.
LANGUAGE, FLAG, URL = "language: {}", "milestone: {}", "url: {}"
CONTACT = "contact: {}"
NUMBER = "claims: [{{metric: a, value: {}}}]"
LATITUDE = "a: {{name: أ, latitude: {}, longitude: 1}}"
LONGITUDE = "a: {{name: أ, latitude: 1, longitude: {}}}"
DATE, TITLE, STATUS = "date: {}", "title: {}", "status: {}"
TOWARDS = (
    "claims: [{{metric: a, value: 5, stance: denies, towards: {}}}, "
    "{{key: first, metric: a, value: 9}}, {{key: 'second', metric: a, value: 9}}, "
    "{{key: thirdX, metric: a, value: 9}}]"
)

VALUES = [
    *of_value(
        "bad-language",
        LANGUAGE,
        {
            "AR": "ar",
            "ar_iq": "ar-IQ",
            "en-us": "en-US",
            "' en '": "en",
            "Arabic": "ar",
            "KURDISH": "ku",
            "'Swiss German'": "gsw",
            "العربية": "ar",
            "عربي": "ar",
            "كردية": "ku",
            "فرنسي": "fr",
            "xyzzy": None,
            "Arabic-EG": None,
            "EN-us-x": None,
            "a": None,
        },
    ),
    *of_value(
        "bad-number",
        NUMBER,
        {
            "١٢٣٤": "1234",
            "'1,000'": "1000",
            "'1,234,567'": "1234567",
            "1 000 000": "1000000",
            "1\u00a0000": "1000",
            "1٬234٫5": "1234.5",
            "٫٥": None,
            "'1,234.5678'": "1234.5678",
            "'1,234.56789'": None,  # finer than any number here
            "' 7 '": "7",
            # A comma that parts no thousands may part decimals.
            "'1,0000'": None,
            "'1234,567'": None,
            "'12,34,567'": None,
            "'1.000,5'": None,
            "12 00": None,
            "1234 567": None,
            "+5": None,
            "-5": None,
            "5%": None,
        },
    ),
    *of_value(
        "bad-degrees",
        LATITUDE,
        {
            "٣٦٫٥": "36.5",
            "'36,5'": "36.5",
            "36.5°": "36.5",
            "-٣٦": "-36",
            "36.1234567": "36.123456",
            "90°": "90",
            "90.9999999": None,
            "-90.5": None,
            "36.": None,
            "36.5N": None,
            "+36": None,
            "'1,234'": None,
            "'1234.5'": None,
        },
    ),
    *of_value("bad-degrees", LONGITUDE, {"180°": "180", "'-179,5'": "-179.5", "181°": None}),
    *of_value(
        "bad-flag",
        FLAG,
        {
            **dict.fromkeys(("Yes", "y", "ON", "1", "True", "نعم", "أجل", "'صح'"), "true"),
            **dict.fromkeys(("No", "n", "off", "0", "FALSE", "لا", "كلا", "خطأ"), "false"),
            "perhaps": None,
        },
    ),
    *of_value(
        "bad-url",
        URL,
        {
            "https://example.org/جسر": "https://example.org/%D8%AC%D8%B3%D8%B1",
            "' https://example.org/a '": "https://example.org/a",
            "http://example.org/جسر": None,
            "https://جسر.example/a": None,  # the name of a host is written in another way
            "https://example.org/a b": None,
            'https://example.org/"جسر"': None,
        },
    ),
    *of_value(
        "bad-contact",
        CONTACT,
        {
            "mailto:a@example.org": "a@example.org",
            '"<a@example.org>"': "a@example.org",
            '" MAILTO:a@example.org "': "a@example.org",
            "http://example.org/": None,
            "هيئة التحرير": None,
            "javascript:alert(1)": None,
        },
    ),
    *of_value(
        "unknown-value",
        STATUS,
        {
            "Planned": "planned",
            "' planned '": "planned",
            "reportd": "reported",
            "reporrted": "reported",
            "reproted": "reported",
            "repodted": "reported",
            "|-\n  planed": "planned",
            "done": None,
            "planted": "planned",
            "plnaed": None,  # two slips
        },
    ),
    *of_value(
        "clock-time",
        DATE,
        {
            "2019-03-02T00:00:00Z": '"2019-03-02"',
            "2019-03-02T00:00:00.000": '"2019-03-02"',
            "2019-03-02T000000Z": '"2019-03-02"',
            "2019-03-02T0000": '"2019-03-02"',
            "2019-03-02T00": '"2019-03-02"',
            "2019-03-02T00:00/2019-03-04T00:00": '"2019-03-02/2019-03-04"',
            "2019-03-02T00:00:01": None,
            "2019-03-02T10:30": None,
            "2019-1-5/2019-02-03T10:30": None,
            "2019-03-02T24:00": None,
            # A day in another zone can be another day.
            "2019-03-02T00:00+03:00": None,
            "2019-03-02T00:00-05": None,
        },
    ),
    *of_value(
        "not-edtf",
        DATE,
        {
            "20190302": '"2019-03-02"',
            "٢٠١٩-٠٣؟": '"2019-03?"',
            "٢٠١٩٪": '"2019%"',
            "2019-03-01 – 2019-03-05": '"2019-03-01/2019-03-05"',
            # A period, or one date somewhere in it, or two that are not sure.
            "2019-2020": None,
            "2019 - 2020": None,
            "٢٠١٩–٢٠٢٠": None,
            "2019-2020?": None,
            "2019–2020~": None,
            "٢٠١٩–٢٠٢٠؟": None,
            "2019–2020٪": None,
            "2019? – 2020?": None,
            "2019-?3": None,
        },
    ),
    *of_value(
        "slashed-date",
        DATE,
        {
            "2019/03/02": '"2019-03-02"',
            "23/3/2019": '"2019-03-23"',
            "3/4/2019": None,
            "1.5.2019": None,
        },
    ),
    *of_value(
        "unpadded",
        DATE,
        {
            "2019-3?": '"2019-03?"',
            "2019-3~": '"2019-03~"',
            "2019-3 / 2019-05": '"2019-03/2019-05"',
            "2019-3/2019-04-~01": None,
        },
    ),
    *of_value(
        "date-text",
        DATE,
        {
            "آذار 2019؟": '"2019-03?"',
            "من آذار إلى أيار 2019": '"2019-03/2019-05"',
            "ربيع 2019": '"2019-21"',
            "آذار 2019؟؟": None,  # of a mark too many nobody knows what it meant
            "آذار 2019?~": None,
            "16 رجب 1440": None,  # which belongs in the other field
            "منذ 2019": None,  # whether it still lasts is not said
        },
    ),
    *of_value(
        "yaml-tag",
        TITLE,
        {
            "!!str افتتاح": "افتتاح",
            "!!str 'أ'": "'أ'",
            "!str افتتاح": None,  # of somebody else's, or a word that begins with !
            # What begins as one of YAML's own and goes on: the rest of it would become text.
            "!!a-b افتتاح": None,
            "!!python/object:x y": None,
        },
    ),
    *of_value(
        "bad-towards",
        TOWARDS,
        {
            "First": "bridge-opened#first",
            "' FIRST '": "bridge-opened#first",
            "second": "bridge-opened#second",
            "Bridge Opened#First": "bridge-opened#first",
            "third": None,  # «thirdX» is another key, if a misspelt one
            "bridge-opened#": None,
            "'#first'": None,
            "a#b#c": None,
            "الجسر#first": None,
        },
    ),
    *of_value(
        "digits-in-text",
        TITLE,
        {
            "عبر ١٢ و«رقم ٣» و٤": "عبر 12 و«رقم ٣» و4",  # somebody else's words stay
        },
    ),
    *of_value(
        "presentation-form",
        TITLE,
        {
            "\ufefb شيء \ufe70": "لا شيء \u064b",
            '"\\ufefb \\ufb50"': '"لا \u0671"',
            "\ufbb2 x": None,  # a sign that stands for no letter
        },
    ),
    *of_value(
        "bidi-control",
        TITLE,
        {
            "الجسر\u202e ا\u202eلجديد": "الجسر الجديد",
            '"\\u202e ب \\\\u202e \\x41 \\u0628"': '" ب \\\\u202e \\x41 \\u0628"',
            '"\\U0000202e"': '""',
            '"\\t\\"\\u202e"': '"\\t\\""',
        },
    ),
    *of_value(
        "invisible-character",
        TITLE,
        {
            "الج\u200bسر": "الجسر",
            "خ\u200cx": "خx",
            '"\\0\\e\\x01أ\\U000e0001"': '"أ"',
        },
    ),
    *of_value(
        "hidden-line-break",
        TITLE,
        {
            "الجسر \u2028 الجديد\x85 x": "الجسر الجديد x",
            '"أ\\Lب\\N\\P\\x85\\u2029"': '"أ ب    "',
        },
    ),
    *of_value(
        "not-normalized",
        TITLE,
        {
            "ا\u0655فتتاح": "إفتتاح",
            "e\u0301 u": "\u00e9 u",
            "\u1112\u1161\u11ab": "\ud55c",
            "\u212b x": "\u00c5 x",
            '"ا\\u0655"': None,
        },
    ),
]  # fmt: skip


def laid(wrap: str, value: str) -> Example:
    """Give the file in which a line stands."""
    line = wrap.format(value)
    if wrap in {LATITUDE, LONGITUDE}:
        return places(line)
    if wrap == CONTACT:
        return {"timeline.yml": f"title: ت\n{line}\n"}
    if wrap in {LANGUAGE, URL}:
        return source(line)
    field, _, rest = line.partition(": ")
    return event(**{field: rest})


@pytest.mark.parametrize(("rule", "wrap", "typed", "written"), VALUES)
def test_a_value(tmp_path: Path, rule: str, wrap: str, typed: str, written: str | None) -> None:
    made = mends(tmp_path, rule, laid(wrap, typed))
    assert made
    if written is None:
        assert set(made) == {None}
    else:
        (mended,) = {str(one) for one in made}
        new = [line[1:] for line in mended.split("\n") if line.startswith("+")]
        assert new == [wrap.format(written)]
