"""What a machine mends in whole lines and files, and exactly how; and what it leaves to a person."""

from pathlib import Path

import pytest

from tests.contents import checked
from tests.rules.test_mends import mends, places, source
from timeline.reading.edit import Edit, Rename
from timeline.reading.finding import Finding, Location
from timeline.rules import mending
from timeline.rules.mending import replaced, value
from timeline.rules.rule import EVENT, Example, Rule, event
from timeline.rules.table import TABLE

FILE = "events/bridge-opened.yml"
ARCHIVE = "https://web.archive.org/web/20240212121502"


def claims(*each: str) -> Example:
    return event(claims=f"[{', '.join(f'{{{claim}}}' for claim in each)}]")


def more(*lines: str) -> Example:
    """Give the smallest event with lines below it."""
    return {FILE: EVENT + "".join(f"{line}\n" for line in lines)}


Case = tuple[str, Example, list[str | None]]


def left(rule: str, *examples: Example) -> list[Case]:
    """Give a case for each example whose one finding is left to a person."""
    return [(rule, example, [None]) for example in examples]


WHOLE: list[Case] = [
    ("wrong-shape", event(after="'bridge'"), ["-after: 'bridge'\n+after: [bridge]"]),
    ("wrong-shape", event(after="bridge  # x"), ["-after: bridge  # x\n+after: [bridge]  # x"]),
    ("wrong-shape", event(after='"bridge "'), ['-after: "bridge "\n+after: [bridge]']),
    ("wrong-shape", more("after: ", "  bridge"), ["-  bridge\n+  [bridge]"]),
    *left(
        "wrong-shape",
        *(event(after=after) for after in ("a, b", "a؛ب", "a، b", "a b", "''", "|-\n  a", "{a: b}")),
    ),
    (
        "wrong-shape",
        event(date="[2019-03 .. 2019-04]"),
        ['-date: [2019-03 .. 2019-04]\n+date: "[2019-03..2019-04]"'],
    ),
    ("wrong-shape", event(date="[..2019]"), ['-date: [..2019]\n+date: "[..2019]"']),
    ("wrong-shape", event(date="[a, b]"), [None]),
    ("wrong-shape", event(date="{a: b}"), [None]),
    ("wrong-shape", event(title="[a]"), [None]),
    ("wrong-shape", event(date="\n  - 2019"), [None]),
    # What stands below a page's front matter is no YAML.
    ("wrong-shape", {"pages/a.md": "---\ntitle: [2019]\n---\n\t[ن: @\n"}, [None]),
    # A field of no value goes where it need not be there.
    ("empty-text", event(date_note="''"), ["-date_note: ''"]),
    ("empty-text", more("date_note:", "status: planned"), ["-date_note:"]),
    ("empty-text", more("date_note: |-", "", "status: planned"), ["-date_note: |-\n-"]),
    ("empty-text", event(title="''"), [None]),
    ("empty-text", event(date="''"), [None]),
    ("empty-text", event(date="''", date_hijri="''"), [None, None]),
    ("empty-text", event(date="''", date_hijri="1440-07"), ["-date: ''"]),
    ("empty-text", event(date="2019", date_hijri="''"), ["-date_hijri: ''"]),
    ("empty-text", event(claims="[{metric: a, note: '', value: 1}]"), [
        "-claims: [{metric: a, note: '', value: 1}]\n+claims: [{metric: a, value: 1}]"
    ]),
    ("empty-text", event(corrections="[{date: 2020-01-01, what: '', why: أ}]"), [None]),
    ("empty-text", places("a: {name: ''}"), [None]),
    ("empty-text", places("a: {name: أ, aliases: ['', ب]}"), [
        "-a: {name: أ, aliases: ['', ب]}\n+a: {name: أ, aliases: [ب]}"
    ]),
    ("empty-text", places("a:", "  name: أ", "  aliases: ['']"), ["-  aliases: ['']"]),
    ("empty-text", source("author: ''"), ["-author: ''"]),
    ("empty-text", {"timeline.yml": "title: ''\n"}, [None]),
    ("empty-text", {"map.yml": "origin: ''\n"}, [None]),
    # A field's name, where one is meant and not there yet.
    ("unknown-field", event(title="", tilte="أ"), ["-tilte: أ\n+title: أ"]),
    ("unknown-field", event(tilte="أ"), [None]),
    ("unknown-field", event(Status="planned"), ["-Status: planned\n+status: planned"]),
    ("unknown-field", event(stetus="planned"), ["-stetus: planned\n+status: planned"]),
    ("unknown-field", event(sttus="planned"), ["-sttus: planned\n+status: planned"]),
    ("unknown-field", event(**{"'statuz'": "planned"}), ["-'statuz': planned\n+status: planned"]),
    ("unknown-field", event(**{'"date note"': "x"}), ['-"date note": x\n+date_note: x']),
    ("unknown-field", more("date note : x"), ["-date note : x\n+date_note : x"]),
    ("unknown-field", more("? datenote", ": x"), ["-? datenote\n+? date_note"]),
    ("unknown-field", event(foo="1"), [None]),
    ("unknown-field", event(hints="x"), [None]),
    ("unknown-field", claims("metric: a, valeu: 1"), [
        "-claims: [{metric: a, valeu: 1}]\n+claims: [{metric: a, value: 1}]"
    ]),
    ("unknown-field", claims("metric: a, value: 1, valeu: 1"), [None]),
    # In brackets a name may stand without a colon: what comes behind it is not its value.
    ("unknown-field", places("a: {nam, kind: city}"), [
        "-a: {nam, kind: city}\n+a: {name, kind: city}"
    ]),
    ("unknown-field", places("a: {nam}"), ["-a: {nam}\n+a: {name}"]),
    ("unknown-field", places("a: {nam: أ}"), ["-a: {nam: أ}\n+a: {name: أ}"]),
    ("unknown-value", places("a: {name: أ, kind: bas}"), [
        "-a: {name: أ, kind: bas}\n+a: {name: أ, kind: base}"
    ]),
    ("unknown-value", places("a: {name: أ, kind: case}"), [None]),  # in a short word no slip
    # Ids, wherever they stand.
    ("bad-id", event(places="[Old_Town]"), ["-places: [Old_Town]\n+places: [old-town]"]),
    ("bad-id", event(after="['old.town']"), ["-after: ['old.town']\n+after: [old-town]"]),
    ("bad-id", event(after="[موصل]"), [None]),
    ("bad-id", {"events/2019/New Bridge.yml": EVENT.replace("الجسر", "النفق")}, [
        "events/2019/new-bridge.yml"
    ]),
    ("bad-id", {"sources/A B.yml": "title: أ\n"}, ["sources/a-b.yml"]),
    ("bad-id", {"events/index.yml": EVENT.replace("الجسر", "النفق")}, [None]),
    ("bad-id", places("Old Town: {name: أ}"), ["-Old Town: {name: أ}\n+old-town: {name: أ}"]),
    ("bad-id", places("'Old Town': {name: أ}", "old-town: {name: ب}"), [None]),
    ("bad-id", {"withdrawn.yml": "old: {moved_to: Bridge Opened}\n"}, [
        "-old: {moved_to: Bridge Opened}\n+old: {moved_to: bridge-opened}"
    ]),
    # An id in a record, where it is the file's or the entry's.
    ("id-in-record", event(id="Bridge_Opened"), ["-id: Bridge_Opened"]),
    ("id-in-record", event(id="other"), [None]),
    ("id-in-record", event(id="''"), [None]),
    ("id-in-record", event(id="|-\n  bridge-opened"), [None]),
    ("id-in-record", event(id='"bridge\\x2dopened"'), [None]),
    ("id-in-record", event(id="[bridge-opened]"), [None]),
    ("id-in-record", places("mosul:", "  name: أ", "  id: Mosul"), ["-  id: Mosul"]),
    ("id-in-record", places("mosul: {id: basra, name: أ}"), [None]),
    # What says the same twice.
    ("duplicate-key", more("title: افتتاح الجسر  # x"), ["-title: افتتاح الجسر  # x"]),
    ("duplicate-key", {FILE: EVENT + "title: افتتاح الجسر"}, ["-title: افتتاح الجسر\n+"]),
    ("duplicate-key", more("title: أ"), [None]),
    ("duplicate-key", more("note: |-", "  a", "note: |-", "  a", "status: planned"), [
        "-note: |-\n-  a"
    ]),
    ("duplicate-key", more("claims:", "  - {metric: a, value: 1, value: 1}"), [None]),
    ("duplicate-key", more("claims:", "  - metric: a", "    metric: a"), ["-    metric: a"]),
    ("repeated-reference", event(sources="[report, report]"), [
        "-sources: [report, report]\n+sources: [report]"
    ]),
    ("repeated-reference", event(places="[a, b, a]"), ["-places: [a, b, a]\n+places: [a, b]"]),
    ("repeated-reference", event(actors="[{actor: a, role: acts}, {role: acts, actor: a}]"), [
        "-actors: [{actor: a, role: acts}, {role: acts, actor: a}]\n+actors: [{actor: a, role: acts}]"
    ]),
    ("repeated-reference", event(places="[{place: a, precision: near}, a]"), [None]),
    ("repeated-reference", more("categories:", "  - a", "  - a  # x", "  - b"), ["-  - a  # x"]),
    # One number in the place of a range that is none.
    ("range-of-one", claims("metric: a, low: 5, best: 5, high: 5"), [
        "-claims: [{metric: a, low: 5, best: 5, high: 5}]\n+claims: [{metric: a, value: 5}]"
    ]),
    ("range-of-one", claims("low: 5, high: 5.0, metric: a"), [
        "-claims: [{low: 5, high: 5.0, metric: a}]\n+claims: [{value: 5, metric: a}]"
    ]),
    ("range-of-one", claims("high: 5, metric: a, low: 5"), [
        "-claims: [{high: 5, metric: a, low: 5}]\n+claims: [{metric: a, value: 5}]"
    ]),
    ("range-of-one", claims("high: 5, best: 5, metric: a, low: 5"), [
        "-claims: [{high: 5, best: 5, metric: a, low: 5}]\n+claims: [{metric: a, value: 5}]"
    ]),
    ("range-of-one", more("claims:", "  - low: 5", "    high: 5  # x", "    metric: a"), [
        "-  - low: 5\n-    high: 5  # x\n+  - value: 5"
    ]),
    ("range-of-one", more("claims:", "  - {metric: b, value: 1}", "  - high: 5", "    best: 5",
                          "    metric: a", "    low: 5"), [
        "-  - high: 5\n-    best: 5\n-    metric: a\n-    low: 5\n+  - metric: a\n+    value: 5"
    ]),
    # An archived copy's address, parted.
    ("archive-as-url", source(f"url: '{ARCHIVE}if_/https://a.example/b#c'  # x"), [
        (f"-url: '{ARCHIVE}if_/https://a.example/b#c'  # x\n+url: https://a.example/b#c\n"
        f"+archived: '{ARCHIVE}if_/https://a.example/b#c'  # x")
    ]),
    ("archive-as-url", {"sources/report.yml": f"  title: ت\n  url: {ARCHIVE}/https://a.example/b\n"}, [
        (f"-  url: {ARCHIVE}/https://a.example/b\n+  url: https://a.example/b\n"
        f"+  archived: {ARCHIVE}/https://a.example/b")
    ]),
    ("archive-as-url", {"sources/report.yml": f"\nurl: {ARCHIVE}/https://a.example/b\ntitle: ت\n"}, [
        (f"-url: {ARCHIVE}/https://a.example/b\n+url: https://a.example/b\n"
         f"+archived: {ARCHIVE}/https://a.example/b")
    ]),
    ("archive-as-url", source("author: أ", f"url: {ARCHIVE}/https://a.example/b"), [
        (f"-url: {ARCHIVE}/https://a.example/b\n+url: https://a.example/b\n"
         f"+archived: {ARCHIVE}/https://a.example/b")
    ]),
    ("archive-as-url", source("url: https://archive.ph/AbC"), [None]),
    ("archive-as-url", source(f"url: {ARCHIVE}/http://a.example/b"), [None]),
    ("archive-as-url", source(f"url: {ARCHIVE}/https://a.example/b",
                              "archived: https://archive.ph/AbC"), [None]),
    ("archive-as-url", {"sources/report.yml": f"{{title: ت, url: {ARCHIVE}/https://a.example/b}}\n"}, [
        None
    ]),
    # Files and their beginnings.
    ("byte-order-mark", {FILE: "\ufeff" + EVENT}, [
        "-\ufefftitle: افتتاح الجسر\n+title: افتتاح الجسر"
    ]),
    ("hidden-line-break", {FILE: EVENT.replace('03"\n', '03"\r')}, [
        ('-date: "2019-03"\rsummary: افتُتح الجسر أمام المارة.\n+date: "2019-03"\n'
        "+summary: افتُتح الجسر أمام المارة.")
    ]),
    ("stray-file", {"events/tunnel.YAML": EVENT}, ["events/tunnel.yml"]),
    ("stray-file", {"events/2019/tunnel.yaml": EVENT}, ["events/2019/tunnel.yml"]),
    ("stray-file", {"vocabularies/Places.yml": "{}"}, ["vocabularies/places.yml"]),
    ("stray-file", {"vocabularies/place.yml": "{}"}, [None]),
    ("stray-file", {"sources/report.yaml": "title: x\n"}, [None]),  # there is another of that id
    ("stray-file", {"timeline.yaml": "title: x\n"}, [None]),
    ("stray-file", {"events/a.b.yaml": EVENT}, ["events/a.b.yml"]),
    ("stray-file", {"events/tunnel.txt": "x"}, [None]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "example", "expected"), WHOLE)
def test_lines_that_go_and_come(
    tmp_path: Path, rule: str, example: Example, expected: list[str | None]
) -> None:
    assert mends(tmp_path, rule, example) == expected


def test_a_line_end_of_two_characters_is_no_hidden_one(tmp_path: Path) -> None:
    """Where both stand in a file, only the lone one is mended."""
    mixed = EVENT.replace("\n", "\r\n").replace('03"\r\n', '03"\r')
    assert mends(tmp_path, "hidden-line-break", {FILE: mixed}) == [
        (
            '-date: "2019-03"\rsummary: افتُتح الجسر أمام المارة.\r\n+date: "2019-03"\n'
            "+summary: افتُتح الجسر أمام المارة.\r"
        )
    ]


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.name)
def test_nothing_is_mended_that_is_gone(tmp_path: Path, rule: type[Rule]) -> None:
    """A file may have changed since it was looked at: then a mend of it does nothing."""
    for finding in checked(tmp_path, rule.breaks).findings:
        made = rule.mend(finding, "x: 1\n")
        assert [mend for mend in made if not isinstance(mend, Rename)] == []


MORE: list[Case] = [
    ("unknown-value", more("status: |-", "  planed", "milestone: true"), [
        "-status: |-\n-  planed\n+status: planned"
    ]),
    ("unknown-value", more("status: planed", "milestone: true"), [
        "-status: planed\n+status: planned"
    ]),
    # Between brackets older readers stop at a colon.
    ("bad-url", {"sources/report.yml": "{title: ت, url: 'https://a.example/ج'}\n"}, [
        ("-{title: ت, url: 'https://a.example/ج'}\n"
        '+{title: ت, url: "https://a.example/%D8%AC"}')
    ]),
    ("bad-url", source("url: 'https://a.example/ج'"), [
        "-url: 'https://a.example/ج'\n+url: https://a.example/%D8%AC"
    ]),
    # What is written over several lines or with codes is for a person, or for canonical form first.
    *left(
        "slashed-date",
        event(date="|-\n  2019/03/02"),
        event(date=">-\n  2019/03/02"),
        event(date="|\n  2019/03/02"),
        event(date='"2019/03/02\n  "'),
        event(date='"2019\\x2f03/02"'),
    ),
    *left(
        "wrong-shape",
        event(after="{a}"),
        event(relations="[[2019-03..2019-04]]"),
        event(date="[2019-03,\n  2019-04]"),
        event(after='"a\n  "'),
        event(after="''"),
    ),
    ("wrong-shape", event(after="a:b"), ['-after: a:b\n+after: ["a:b"]']),
    ("duplicate-key", more("title: افتتاح الجسر", "status: planned", "milestone: true"), [
        "-title: افتتاح الجسر"
    ]),
    # Of names that cannot be ids the same one is the file's, and no other.
    ("id-in-record", {"events/الجسر.yml": EVENT + "id: الجسر\n"}, ["-id: الجسر"]),
    ("id-in-record", {"events/الجسر.yml": EVENT + "id: النفق\n"}, [None]),
    ("id-in-record", {"events/الجسر.yml": EVENT + "id: ''\n"}, [None]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "example", "expected"), MORE)
def test_lines_as_they_are_written(
    tmp_path: Path, rule: str, example: Example, expected: list[str | None]
) -> None:
    assert mends(tmp_path, rule, example) == expected


def test_only_a_single_value_is_replaced() -> None:
    text = "a: [b, c]\nd: e\n"
    for path in (("a",), ("x",), ()):
        finding = Finding("bad-id", Location("events/a.yml", path=path))
        assert replaced(finding, text, "new") == ()
        assert value(finding, text) is None
    finding = Finding("bad-id", Location("events/a.yml", path=("d",)))
    assert replaced(finding, text, None) == ()
    assert replaced(finding, text, "new") == (Edit(13, 14, "new"),)


def test_of_a_file_full_of_what_is_refused_so_much_is_mended_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left is mended when it is mended again."""
    monkeypatch.setattr(mending, "_MOST", 2)
    title = "جسر\u200bقديم\u200bعند\u200bالسوق"
    first, *_ = mends(tmp_path, "invisible-character", event(title=title))
    assert first == f"-title: {title}\n+title: جسرقديمعند\u200bالسوق"
