"""What changed, in sentences that agree, in Markdown that cannot act, and as JSON."""

import json
import re
from pathlib import Path

from tests.contents import lay
from tests.folders import RICH
from timeline.checking import check
from timeline.history.changes import Comparison, compare, state_of
from timeline.messages import Language, messages
from timeline.reading.content import VOCABULARIES
from timeline.records.about import About
from timeline.records.claim import Claim
from timeline.records.event import Event
from timeline.records.source import Source
from timeline.reporting.change_data import comparison_as_json
from timeline.reporting.changes import SHELF_NAMES, comparison_as_markdown, comparison_in_words
from timeline.reporting.values import FIELDS
from timeline.rules.rule import Example

ARABIC, ENGLISH = messages(Language.ARABIC), messages(Language.ENGLISH)
OPENED = "events/2019/bridge-opened.yml"


def comparison(folder: Path, *layers: Example) -> Comparison:
    was = state_of(check(lay(folder / "was", RICH), untitled="x"))
    now = state_of(check(lay(folder / "now", RICH, *layers), untitled="x"))
    return compare(was, now)


def told(folder: Path, *layers: Example) -> list[str]:
    text = comparison_in_words(comparison(folder, *layers), ARABIC)
    return re.sub("[\u2068\u2069]", "", text).splitlines()


def opened(*edits: tuple[str, str]) -> Example:
    text = RICH[OPENED]
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return {OPENED: text}


def test_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == ["لم يتغير شيء يراه القارئ."]


def test_sentences(tmp_path: Path) -> None:
    lines = told(
        tmp_path,
        opened(
            ('date: "2019-03-01"', "date: 2020-01"),
            ("title: افتتاح الجسر", "title: افتتاح «الجسر»"),
            ("low: 1000, high: 1500", "low: 1000, high: 1700"),
            ("  - {metric: coins, high: 300000000}\n", ""),
            ("categories: [works, talk]", "categories: [works]"),
            ("milestone: true\n", ""),
            ("status: disputed\ndisputed_over: [figures, actors]", "status: confirmed"),
            ("why: خطأ نقل}", "why: خطأ نقل}, {date: 2019-05-01, what: صُحح الاسم, why: سهو}"),
        ),
        {
            "events/2018/half.yml": RICH["events/2017/work-began.yml"].replace("2017", "2018"),
            "events/2020/bridge-closing.yml": None,
            "sources/third.yml": "title: ثالث\n",
            "events/2019/bridge-painted.yml": RICH["events/2019/bridge-painted.yml"].replace(
                "after: [bridge-opened]\n", ""
            ),
        },
    )
    assert lines == [
        "حدث جديد واحد، حدثان معدّلان، حدث محذوف واحد، تعديل واحد في غير الأحداث",
        "",
        "أحداث جديدة:",
        "- «بدء العمل» (half)، عام 2018. يأتي بعد «بدء العمل» (work-began).",
        "",
        "أحداث حُذفت أو سُحبت:",
        "- «إغلاق متوقع» (bridge-closing): حُذف بلا بيان. اذكر في withdrawn.yml سبب سحبه أو معرّفه الجديد.",
        "",
        "أحداث عُدّلت:",
        "- «افتتاح ‹الجسر›» (bridge-opened)",
        "  - كان التاريخ «1 آذار/مارس 2019» فصار أقلّ دقة: «كانون الثاني/يناير 2020».",
        "  - العنوان: من «افتتاح الجسر» إلى «افتتاح ‹الجسر›».",
        "  - الحالة: من «مختلف فيه» إلى «مؤكد».",
        "  - موضع الخلاف: حُذف «الأرقام»، «الجهة الفاعلة».",
        "  - علامة المحطة البارزة: من «نعم» إلى «لا».",
        "  - التصنيفات: حُذف «تصريحات».",
        "  - زوار: من «بين 1,000 و1,500 زائر» إلى «بين 1,000 و1,700 زائر».",
        "  - رقم حُذف: نقود: «حتى 300 مليون دينار».",
        "  - تصحيح بتاريخ 1 أيار/مايو 2019: صُحح الاسم (سهو)",
        "- «طلاء الجسر» (bridge-painted)",
        "  - أحداث سبقته: حُذف «افتتاح ‹الجسر›».",
        "  - صار قبل «افتتاح ‹الجسر›» (bridge-opened)، وكان بعده.",
        "",
        "المصادر:",
        "- جديد: «ثالث» (third)",
    ]


def test_what_was_published_changes_without_a_correction(tmp_path: Path) -> None:
    edits = ('date: "2019-03-01"', "date: 2020-01"), ("low: 1000, high: 1500", "value: 1700")
    lines = told(tmp_path, opened(*edits))
    assert lines[-1] == "  - لم يُكتب تصحيح لما تغيّر: التاريخ، الأرقام."
    document = json.loads(comparison_as_json(comparison(tmp_path / "j", opened(*edits))))
    assert document["uncorrected"] == {"bridge-opened": ["date", "claims"]}


def test_of_a_long_text_what_changed_is_quoted(tmp_path: Path) -> None:
    summary = " ".join(["كلمة"] * 60)
    lines = told(
        tmp_path,
        opened(("  افتتح رئيس البلدية الجسر.", f"  {summary} أولى {summary}")),
    )
    assert any("الملخص: من «افتتح رئيس البلدية الجسر.، وحضر كثيرون.»" in line for line in lines)
    before = {OPENED: opened(("وحضر كثيرون.", f"{summary} أولى {summary}"))[OPENED]}
    after = {OPENED: opened(("وحضر كثيرون.", f"{summary} ثانية {summary}"))[OPENED]}
    was = state_of(check(lay(tmp_path / "a", RICH, before), untitled="x"))
    now = state_of(check(lay(tmp_path / "b", RICH, after), untitled="x"))
    text = re.sub("[\u2068\u2069]", "", comparison_in_words(compare(was, now), ARABIC))
    assert (
        "الملخص: من «…كلمة كلمة كلمة أولى كلمة كلمة كلمة…» "
        "إلى «…كلمة كلمة كلمة ثانية كلمة كلمة كلمة…»."
    ) in text


def test_with_errors_it_says_so_and_names_what_is_not_compared(tmp_path: Path) -> None:
    lines = told(tmp_path, {OPENED: "title: ["})
    assert lines[1:3] == ["في المحتوى الحالي خطأ واحد.", "لم يُقارَن ما تعذّرت قراءته: bridge-opened."]
    loop = opened(("milestone: true", "after: [bridge-painted]"))
    assert "لم يُقارَن الترتيب لأن فيه تناقضًا." in told(tmp_path / "loop", loop)


def test_nothing_of_a_record_acts_in_markdown(tmp_path: Path) -> None:
    hostile = (
        "](javascript:x) <img src=x> @user #1 $x$ `c` **b** | https://evil.example www.evil.example"
    )
    found = comparison(tmp_path, opened(("title: افتتاح الجسر", f"title: '{hostile}'")))
    written = comparison_as_markdown(found, ARABIC)
    assert written.startswith('<div dir="rtl" lang="ar">\n\n')
    assert written.endswith("\n</div>\n")
    line = next(line for line in written.splitlines() if "evil" in line and "العنوان" in line)
    bare = re.sub(r"&#\d+;|<!-- -->", "", line)
    assert not re.search(r"[<>\[\]()`*@#$|]|https:|www\.", bare), bare
    assert "@<!-- -->" not in line  # the sign itself is an entity
    assert "&#64;<!-- -->user" in line


def test_as_json(tmp_path: Path) -> None:
    found = comparison(
        tmp_path,
        opened(('date: "2019-03-01"', "date_hijri: 1440-07-16"), ("high: 1500", "high: 1700")),
        {"events/2020/bridge-closing.yml": None},
    )
    document = json.loads(comparison_as_json(found))
    assert document["was"] == {
        "events": 4,
        "errors": 0,
        "ordered": True,
        "unread": {},
        "illegible": [],
    }
    removed, dated, claimed = sorted(document["changes"], key=lambda c: c["change"], reverse=True)
    assert removed == {
        "change": "removed", "record": "events", "id": "bridge-closing", "withdrawn": None
    }  # fmt: skip
    assert dated["was"] == "2019-03-01"
    assert dated["now"] == {"date_hijri": "1440-07-16"}
    assert claimed["was"]["high"] == "1500"
    assert claimed["now"]["high"] == "1700"
    assert claimed["now"]["towards" if "towards" in claimed["now"] else "key"] == "city"


def test_every_field_and_every_shelf_has_a_name() -> None:
    tables = [model.model_fields for model in (About, Event, Source, Claim)]
    tables += [model.model_fields for model in VOCABULARIES.values()]
    fields = {name for table in tables for name in table} - {
        "id",
        "date_hijri",
        "claims",
        "corrections",
        "value",
        "low",
        "best",
        "high",
    }
    assert fields == set(FIELDS)
    assert set(SHELF_NAMES) == {"timeline", "sources", *VOCABULARIES}
