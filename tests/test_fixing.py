"""Fixing: what is promised is done, nothing is made worse, and once is enough."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import timeline.fixing
from tests.contents import TODAY, lay, smallest
from timeline.checking import check, is_error
from timeline.fixing import Fixed, Texts, fix
from timeline.reading.finding import Finding
from timeline.reading.texts import texts
from timeline.rules.rule import EVENT, Example, Rule, event
from timeline.rules.table import BY_NAME, TABLE
from timeline.writing.canonical import ReadsOtherwiseError

FILE = "events/bridge-opened.yml"


def fixed(root: Path) -> Fixed:
    """Fix all of a content/ folder, which is written to for each check."""
    plain = {file: text.replace("\r\n", "\n") for file, text in texts(root).items()}
    there = set(plain)

    def again(new: Texts) -> Sequence[Finding]:
        for file in there - new.keys():
            (root / file).unlink()
        there.clear()
        there.update(new)
        lay(root, new)
        return check(root, untitled="Timeline", today=TODAY).findings

    return fix(plain, plain, again)


def promised(findings: Sequence[Finding], root: Path) -> list[Finding]:
    """Give the findings that a mend is promised for."""
    found = texts(root)
    return [
        finding
        for finding in findings
        if finding.at.file in found and BY_NAME[finding.rule].mend(finding, found[finding.at.file])
    ]


# What each rule mends that leaves the example which breaks it to a person, and mends beyond it.
MENDED: dict[str, list[tuple[Example, str]]] = {
    "stray-file": [({"events/tunnel.YAML": EVENT}, "events/tunnel.yml")],
    "hidden-line-break": [(event(title="الجسر\rالجديد"), "title: الجسر\nالجديد")],
    "bidi-control": [(event(title='"الجسر \\u202eالجديد"'), 'title: "الجسر الجديد"')],
    "presentation-form": [(event(title='"\\uFEFB شيء"'), 'title: "لا شيء"')],
    "duplicate-key": [({FILE: EVENT + "title: افتتاح الجسر\n"}, 'title: "افتتاح الجسر"\n')],
    "unknown-field": [
        (event(title="", tittle="الجسر"), 'title: "الجسر"'),
        (event(title="", Title="الجسر"), 'title: "الجسر"'),
        (event(**{"date-basis": "stated"}), "date_basis: stated"),
        (event(sources="", source="report"), "sources: [report]"),
    ],
    "wrong-shape": [(event(date="[2019-03-01..2019-03-04]"), 'date: "[2019-03-01..2019-03-04]"')],
    "empty-text": [(event(date_note="''", categories="['']"), "summary")],
    "unknown-value": [(event(status="Confirmed"), "status: confirmed")],
    "bad-id": [
        ({"events/Bridge Opened.yml": EVENT, FILE: None}, 'title: "افتتاح الجسر"'),
        (event({"vocabularies/places.yml": "Old Town: {name: ا}\n"}, places="[Old_Town]"), "[old-town]"),
    ],
    "bad-url": [
        (
            {"sources/report.yml": "title: ت\nurl: https://example.org/الجسر?a=ب#ج\n"},
            "%D8%A7%D9%84%D8%AC%D8%B3%D8%B1?a=%D8%A8#%D8%AC",
        )
    ],
    "bad-language": [({"sources/report.yml": "title: ت\nlanguage: العربية\n"}, "language: ar")],
    "bad-number": [
        (event(claims='[{metric: visitors, value: "١٬٠٠٠"}]'), "value: 1000"),
        (event(claims='[{metric: visitors, value: "12 000"}]'), "value: 12000"),
        (event(claims="[{metric: visitors, value: ٩٫٥}]"), "value: 9.5"),
    ],
    "bad-degrees": [
        (
            {"vocabularies/places.yml": "a: {name: أ, latitude: '٣٦,٣', longitude: 43.123456789}\n"},
            "latitude: 36.3\n  longitude: 43.123456\n",
        )
    ],
    "bad-flag": [(event(milestone="نعم"), "milestone: true")],
    "not-edtf": [(event(date='"20190302"'), 'date: "2019-03-02"')],
    "clock-time": [(event(date='"2019-03-02T00:00:00Z"'), 'date: "2019-03-02"')],
    "slashed-date": [
        (event(date="2019/03/02"), 'date: "2019-03-02"'),
        (event(date="23/3/2019"), 'date: "2019-03-23"'),
    ],
    "arabic-digits": [(event(date="١٤٤٠", date_basis="stated"), "1440")],
    "date-text": [
        (event(date="9 كانون الأول/ديسمبر 2017"), "2017-12-09"),
        (event(date="ربيع 2019"), 'date: "2019-21"'),
        (event(date="من آذار إلى أيار 2019"), 'date: "2019-03/2019-05"'),
    ],
    "bad-towards": [
        (
            event(
                claims="[{metric: visitors, value: 5, stance: denies, towards: First}, "
                "{key: first, metric: visitors, value: 9}]"
            ),
            "towards: bridge-opened#first",
        )
    ],
}  # fmt: skip

# What looks like the above and is for a person to decide.
LEFT: dict[str, list[Example]] = {
    "duplicate-key": [
        {FILE: EVENT + "title: عنوان آخر\n"},
        {FILE: EVENT + "claims:\n  - {metric: a, value: 1}\nclaims:\n  - {metric: b, value: 2}\n"},
    ],
    "unknown-field": [event(tittle="الجسر"), event(data="2019")],
    "unknown-value": [event({"vocabularies/places.yml": "a: {name: أ, kind: case}\n"})],
    "bad-id": [event(categories="[أشغال]"), {"events/Bridge Opened.yml": EVENT}],
    "id-in-record": [event(id="tunnel-opened")],
    "bad-url": [{"sources/report.yml": "title: تقرير\nurl: http://example.org/a\n"}],
    "clock-time": [
        event(date="2019-03-02T10:30"),
        event(date="2019-03-02T00:00+03:00"),
        event(date="2017-1-5/2017-02-03T10:30"),
    ],
    "slashed-date": [event(date="09/12/2017")],
    "level-two": [event(date="2004-06-~11")],
    "unpadded": [event(date="2017-1-5/2017-06-~11")],
    "date-text": [
        *(event(date=date) for date in ("أوائل 2019", "صباح 23 آذار 2019", "بين آذار ونيسان 2019")),
        *(event(date=date) for date in ("16 رجب 1440", "شتاء 2019", "منذ 2014", "حتى آذار 2019")),
        event(date="", date_hijri="آذار 2019"),
        event(date="", date_hijri="أوائل رجب 1440"),
    ],
    "bad-number": [event(claims="[{metric: visitors, value: '1,5'}]")],
    "repeated-reference": [
        event(places="[{place: a, precision: near}, a]"),
    ],
    "empty-text": [event(date='""'), event(title='""')],
}


def cases(table: dict[str, list[Example]]) -> list[tuple[str, Example]]:
    return [(rule, example) for rule, examples in table.items() for example in examples]


def rules_of(result: Fixed) -> set[str]:
    return {finding.rule for finding in result.left}


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.name)
def test_what_is_promised_is_done(rule: type[Rule], tmp_path: Path) -> None:
    """Of each example, whatever a report says that fix mends is mended, and once is enough."""
    findings = check(smallest(tmp_path, rule.breaks), untitled="Timeline", today=TODAY).findings
    before = texts(tmp_path)
    promises = promised(findings, tmp_path)
    result = fixed(tmp_path)
    for finding in promises:
        name = result.files[finding.at.file].name
        assert finding.rule not in {f.rule for f in result.left if f.at.file == name}
        assert finding in result.files[finding.at.file].mended
    had = {finding.at.file for finding in findings if is_error(finding)}
    assert {finding.at.file for finding in result.left if is_error(finding)} <= had
    assert not any(file.left_alone for file in result.files.values())
    again = fixed(tmp_path)
    assert all(
        f.text == result.files[o].text
        for f, o in zip(again.files.values(), result.files, strict=True)
    )
    assert before.keys() == result.files.keys()


@pytest.mark.parametrize(
    ("rule", "example", "wanted"),
    [(rule, *case) for rule, found in MENDED.items() for case in found],
)
def test_mended(rule: str, example: Example, wanted: str, tmp_path: Path) -> None:
    findings = check(smallest(tmp_path, example), untitled="Timeline", today=TODAY).findings
    assert rule in {finding.rule for finding in findings}
    result = fixed(tmp_path)
    assert rule not in rules_of(result)
    assert any(wanted in file.text or wanted == file.name for file in result.files.values())


@pytest.mark.parametrize(("rule", "example"), cases(LEFT))
def test_left_to_a_person(rule: str, example: Example, tmp_path: Path) -> None:
    findings = check(smallest(tmp_path, example), untitled="Timeline", today=TODAY).findings
    assert rule in {finding.rule for finding in findings}
    assert rule in rules_of(fixed(tmp_path))


def test_every_mend_is_tried(tmp_path: Path) -> None:
    """Each rule that mends mends the example that breaks it, or one that stands here."""
    for rule in TABLE:
        if "mend" not in vars(rule) or rule.name in MENDED:
            continue
        root = smallest(tmp_path / rule.name, rule.breaks)
        findings = check(root, untitled="Timeline", today=TODAY).findings
        assert rule.name in {finding.rule for finding in promised(findings, root)}, rule.name


def test_a_mend_shows_the_next(tmp_path: Path) -> None:
    mess = (
        "\ufefftitle: الجسر\u202e\ndate: ٢٠١٩-٣\nid: bridge-opened\nsummary: س\nsources: report\n"
    )
    smallest(tmp_path, {FILE: mess.replace("\n", "\r\n")})
    result = fixed(tmp_path)
    assert rules_of(result) == set()
    assert result.files[FILE].text == (
        'title: "الجسر"\ndate: "2019-03"\nsummary: |-\n  س\nsources: [report]\n'
    )
    assert {f.rule for f in result.files[FILE].mended} == {
        "byte-order-mark", "bidi-control", "unpadded", "id-in-record", "wrong-shape",
    }  # fmt: skip


def test_a_name_that_is_taken_is_not_given(tmp_path: Path) -> None:
    smallest(tmp_path, {"events/2019/Bridge Opened.yml": EVENT})
    result = fixed(tmp_path)
    assert result.files["events/2019/Bridge Opened.yml"].name == "events/2019/Bridge Opened.yml"
    assert "bad-id" in rules_of(result)
    assert "bad-id" not in {f.rule for f in result.files["events/2019/Bridge Opened.yml"].mended}


def test_two_files_do_not_get_one_name(tmp_path: Path) -> None:
    smallest(tmp_path, {"events/New Bridge.yml": EVENT, "events/new_bridge.yml": EVENT})
    result = fixed(tmp_path)
    assert all(file.name == file.file for file in result.files.values())
    assert rules_of(result) == {"bad-id"}


def test_an_ending_is_not_put_right_where_the_name_is_taken(tmp_path: Path) -> None:
    places = "a: {name: أ}\n"
    strays = {"sources/report.yaml": "title: ت\n", "vocabularies/Places.yml": places}
    smallest(
        tmp_path,
        strays,
        {"vocabularies/places.yml": places, "vocabularies/Actors.yaml": "a: {name: أ}\n"},
    )
    result = fixed(tmp_path)
    assert [f.name for f in result.files.values() if f.name != f.file] == [
        "vocabularies/actors.yml"
    ]
    assert sorted(f.at.file for f in result.left if f.rule == "stray-file") == list(strays)


def test_only_what_is_wanted_is_fixed(tmp_path: Path) -> None:
    root = smallest(tmp_path, event(milestone="yes"))
    plain = texts(root)
    result = fix(plain, {"sources/report.yml"}, lambda _: (), None)
    assert list(result.files) == ["sources/report.yml"]


def test_a_file_that_would_get_worse_is_left_alone(tmp_path: Path) -> None:
    root, other = smallest(tmp_path / "content"), tmp_path / "other"
    plain = texts(root)

    def worse(new: Texts) -> Sequence[Finding]:
        found = check(root, untitled="Timeline").findings
        at = check(smallest(other, event(title="")), untitled="Timeline").findings
        return [*found, *(at if new[FILE] != plain[FILE] else ())]

    result = fix(plain, plain, worse)
    assert result.files[FILE].left_alone
    assert result.files[FILE].text == plain[FILE]
    assert result.left == ()


def test_a_file_that_would_not_say_the_same_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def otherwise(file: str, text: str, _: str | None) -> str:
        if file == FILE:
            raise ReadsOtherwiseError(file)
        return text

    monkeypatch.setattr(timeline.fixing, "canonical", otherwise)
    result = fixed(smallest(tmp_path))
    assert [file.file for file in result.files.values() if file.left_alone] == [FILE]


def test_schemas_are_named(tmp_path: Path) -> None:
    root = smallest(tmp_path, {"events/2019/new.yml": EVENT, FILE: None})
    plain = texts(root)
    result = fix(plain, plain, lambda _: (), "../schema")
    first = {file.file: file.text.partition("\n")[0] for file in result.files.values()}
    assert first == {
        "events/2019/new.yml": "# yaml-language-server: $schema=../../../schema/event.schema.json",
        "sources/report.yml": "# yaml-language-server: $schema=../../schema/source.schema.json",
    }
