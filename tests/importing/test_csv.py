"""A spreadsheet as CSV: every field, its encodings and delimiters, its dates, and what is hostile."""

from pathlib import Path

import pytest

from tests.contents import smallest
from timeline.checking import check
from timeline.importing.columns import FIELDS, field_of
from timeline.importing.csv_text import read_csv
from timeline.importing.dating import DayOrder
from timeline.importing.known import known
from timeline.importing.notes import Kind
from timeline.importing.proposal import Proposal, Settings, propose
from timeline.importing.report import letter
from timeline.importing.sheet import MAX_BYTES, MAX_CELLS, MAX_ROWS, Refused, Sheet
from timeline.messages import Language, messages
from timeline.reading.content import read_content
from timeline.reading.yaml_source import read
from timeline.rules.rule import Example

RICH: Example = {
    "vocabularies/places.yml": "mosul: {name: الموصل, aliases: [Mosul]}\nbaghdad: {name: بغداد}\n",
    "vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\ngazette: {name: الجريدة}\n",
    "vocabularies/categories.yml": "works: {name: أشغال}\n",
    "vocabularies/metrics.yml": "visitors: {name: زوار}\n",
    "vocabularies/publishers.yml": "daily: {name: اليومية, url: https://daily.example/}\n",
}
ALL = {
    "id": "bridge-closed",
    "العنوان": "إغلاق الجسر",
    "date": "2019-03",
    "end": "2019-04",
    "hijri_stated": "1440-07",
    "date_basis": "relative",
    "date_note": "من سياق التقرير.",
    "status": "مؤكد",
    "milestone": "نعم",
    "التصنيف": "أشغال",
    "المكان": "الموصل؛ Baghdad",
    "place_precision": "near",
    "الجهة": "رئيس البلدية",
    "role": "declares",
    "الملخص": "أُغلق الجسر.\n\nثم فُتح.",
    "after": "bridge-opened",
    "added": "2026-11-01",
    "metric": "زوار",
    "low": "1,000",
    "best": "1200",
    "high": "١٥٠٠",
    "stated": "نحو ألف",
    "claim_group": "all",
    "scope": "event",
    "as_of": "2020-03",
    "said_by": "mayor",
    "reported_by": "gazette",
    "stance": "claims",
    "claim_note": "عدد تقريبي.",
    "عنوان المصدر": "الجسر يغلق",
    "الرابط": "https://www.daily.example/a?b=1",
    "author": "هدى سالم",
    "published": "8/3/2020",
    "archived": "https://web.archive.org/web/20200309120000/https://daily.example/a",
    "accessed": "2026-11-01",
    "language": "ar",
    "source_type": "صحيفة",
    "source_note": "صدر في الصفحة الأولى.",
    "locator": "الفقرة 2",
}
ARABIC = messages(Language.ARABIC)


def text_of(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    quoted = [['"' + value.replace('"', '""') + '"' for value in line] for line in lines]
    return "\r\n".join(delimiter.join(line) for line in quoted) + "\r\n"


def sheet_of(*rows: dict[str, str]) -> Sheet:
    sheet = read_csv(text_of(list(rows)).encode(), {})
    assert isinstance(sheet, Sheet)
    return sheet


def imported(
    root: Path, sheet: Sheet, order: DayOrder | None = None, source: str | None = None
) -> Proposal:
    content, _ = read_content(smallest(root, RICH))
    return propose(sheet, known(content), Settings("2026-11-22", order, source), ARABIC)


def written(root: Path, proposal: Proposal) -> list[str]:
    """Write what is proposed, and give the rules that it breaks itself."""
    for file, text in proposal.files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = check(root, untitled="-").findings
    return [f"{each.at} {each.rule}" for each in found if each.at.file in proposal.files]


def event(proposal: Proposal) -> dict[str, object]:
    tree, faults = read("x", proposal.files[proposal.made[0].file])
    assert isinstance(tree, dict)
    assert not faults
    return dict(tree)


def kinds(proposal: Proposal) -> list[str]:
    return [note.rule or note.kind.value for note in proposal.notes]


def test_every_field(tmp_path: Path) -> None:
    proposal = imported(tmp_path, sheet_of(ALL), DayOrder.DAY)
    assert written(tmp_path, proposal) == []
    assert {note.kind for note in proposal.notes} == {Kind.READ_AS}
    assert event(proposal) == {
        "title": "إغلاق الجسر",
        "date": "2019-03/2019-04",
        "date_basis": "relative",
        "date_note": "من سياق التقرير.",
        "hijri_stated": "1440-07",
        "after": ["bridge-opened"],
        "added": "2026-11-01",
        "status": "confirmed",
        "milestone": "true",
        "categories": ["works"],
        "places": [
            {"place": "mosul", "precision": "near"},
            {"place": "baghdad", "precision": "near"},
        ],
        "actors": [{"actor": "mayor", "role": "declares"}],
        "summary": "أُغلق الجسر.\n\nثم فُتح.",
        "claims": [
            {
                "metric": "visitors",
                "group": "all",
                "low": "1000",
                "best": "1200",
                "high": "1500",
                "stated": "نحو ألف",
                "scope": "event",
                "as_of": "2020-03",
                "said_by": "mayor",
                "reported_by": "gazette",
                "stance": "claims",
                "source": "daily-2020-03",
                "note": "عدد تقريبي.",
            }
        ],
        "sources": [{"source": "daily-2020-03", "locator": "الفقرة 2"}],
    }
    source, _ = read("x", proposal.files["sources/daily-2020-03.yml"])
    assert source == {
        "publisher": "daily",
        "title": "الجسر يغلق",
        "author": "هدى سالم",
        "published": "2020-03-08",
        "url": "https://www.daily.example/a?b=1",
        "archived": "https://web.archive.org/web/20200309120000/https://daily.example/a",
        "accessed": "2026-11-01",
        "language": "ar",
        "type": "newspaper",
        "note": "صدر في الصفحة الأولى.",
    }


def test_every_field_has_its_own_heading() -> None:
    assert [field_of(field) for field in FIELDS] == list(FIELDS)
    assert field_of("  Start_Date ") == "date"
    assert field_of("الملخّص") == field_of("ملخص") == "summary"
    assert field_of("ملاحظات") is None


ROW = {"title": "الجسر", "date": "2020-03-05", "summary": "نص.", "source": "report"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_and_delimiters(delimiter: str, encoding: str) -> None:
    sheet = read_csv(text_of([ROW], delimiter).encode(encoding), {})
    assert isinstance(sheet, Sheet)
    assert sheet.delimiter == delimiter
    assert [cell.value for cell in sheet.rows[0].cells] == list(ROW.values())


def test_another_encoding_is_told_and_read_only_when_it_is_said() -> None:
    data = text_of([{"العنوان": "افتتاح الجسر", "التاريخ": "2020"}]).encode("cp1256")
    refused = read_csv(data, {})
    assert isinstance(refused, Refused)
    assert refused.facts == {"encoding": "utf-8", "guess": "cp1256"}
    sheet = read_csv(data, {}, "cp1256")
    assert isinstance(sheet, Sheet)
    assert sheet.rows[0].cells[0].value == "افتتاح الجسر"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04rest of a workbook",
        b"title\0,date\n",
        b"a,b\n1,2\n",
        b"\xff\xff\xff",
        b"title,date\n" + b"x" * MAX_BYTES,
        b"title,date\n" + b"x,2020\n" * (MAX_ROWS + 1),
        b"title" + b",x" * MAX_CELLS + b"\n",
        b'title,date\n"' + b"never closed\n" * 20_000,
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    refused = read_csv(data, {})
    assert isinstance(refused, Refused)
    assert ARABIC.text(refused.message) != refused.message
    assert "{" not in ARABIC.text(refused.message).format_map(refused.facts)


def test_the_user_names_columns() -> None:
    sheet = read_csv(b"Was,title\nx,y\n", {"Was": "summary", "title": None})
    assert isinstance(sheet, Sheet)
    assert [cell.field for cell in sheet.rows[0].cells] == ["summary", None]


def test_lines_and_columns_are_those_of_the_file(tmp_path: Path) -> None:
    text = 'sep=;\ntitle;summary;x\n"a\nb";"c\n\nd";e\n\n;;;z\n'
    sheet = read_csv(text.encode(), {})
    assert isinstance(sheet, Sheet)
    assert [row.line for row in sheet.rows] == [3, 8]
    notes = imported(tmp_path, sheet).notes
    assert {(note.line, note.column, note.value) for note in notes if note.value} == {
        (3, 3, "e"),
        (8, 4, "z"),
    }
    assert [letter(number) for number in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "AZ", "BA"]


@pytest.mark.parametrize(
    ("cells", "date", "told"),
    [
        ({"date": "2017-12-09"}, "2017-12-09", []),
        ({"date": "2017~"}, "2017~", []),
        ({"date": "٢٠١٧-١٢"}, "2017-12", ["read-as"]),
        ({"date": "31/12/2017"}, "2017-12-31", ["read-as"]),
        ({"date": "2017-1-5"}, "2017-01-05", ["read-as"]),
        ({"date": "9 كانون الأول 2017"}, "2017-12-09", ["read-as"]),
        ({"date": "2017-12-09 10:30"}, "2017-12-09", ["clock-time", "read-as"]),
        ({"date": "9/12/2017"}, None, ["day-or-month-first", "missing"]),
        ({"date": "43078"}, None, ["day-number", "missing"]),
        ({"date": "2019-02-30"}, None, ["impossible-day", "missing"]),
        ({"date": "31/12/17"}, None, ["slashed-date", "missing"]),
        ({"date": "1440-07"}, "1440-07", ["taken-as-gregorian"]),
        ({"date": "2017", "end": "2019-03"}, "2017/2019-03", []),
        ({"date": "2019", "end": "2017"}, "2019", ["end-without-start"]),
        ({"date": "", "end": "2017"}, None, ["end-without-start", "missing"]),
        ({"year": "2017", "month": "7"}, "2017-07", []),
        ({"year": "2017", "month": "", "day": "9"}, "2017", ["date-part"]),
        ({"year": "2017", "month": "July", "day": "9"}, "2017-07-09", ["read-as"]),
        ({"year": "2017", "month": "13"}, "2017", ["date-part"]),
        ({"year": "622"}, "0622", []),
        ({"year": "1,815"}, "1815", ["read-as"]),
        ({"year": "-44"}, None, ["before-year-one", "missing"]),
        ({"date": "2017-12-09", "display_date": "٩ كانون الأول/ديسمبر 2017"}, "2017-12-09", ["says-the-same"]),
        ({"date": "2017-12", "display_date": "أوائل الشهر"}, "2017-12", ["kept-as-note"]),
    ],
)  # fmt: skip
def test_dates(tmp_path: Path, cells: dict[str, str], date: str | None, told: list[str]) -> None:
    proposal = imported(tmp_path, sheet_of({**ROW, "date": "", **cells}))
    assert event(proposal).get("date") == date
    assert sorted(kinds(proposal)) == sorted(told)


def test_hijri_dates(tmp_path: Path) -> None:
    row = {**ROW, "date": "", "date_hijri": "1440-07-17"}
    assert event(imported(tmp_path / "a", sheet_of(row)))["date_hijri"] == "1440-07-17"
    both = event(imported(tmp_path / "b", sheet_of({**row, "date": "2019-03-24"})))
    assert (both["date"], both["hijri_stated"]) == ("2019-03-24", "1440-07-17")
    words = event(imported(tmp_path / "c", sheet_of({**ROW, "date": "17 رجب 1440"})))
    assert words["date_hijri"] == "1440-07-17"


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("ربيع 2019", "2019-21"),
        ("نحو آب 2019", "2019-08~"),
        ("من آذار إلى أيار 2019", "2019-03/2019-05"),
        ("أوائل 2019", None),  # which is less than the year
        ("بين آذار ونيسان 2019", None),
    ],
)
def test_dates_in_words(tmp_path: Path, typed: str, date: str | None) -> None:
    proposal = imported(tmp_path, sheet_of({**ROW, "date": typed}))
    assert event(proposal).get("date") == date
    assert typed in {note.value for note in proposal.notes}


def test_which_number_is_the_day_is_for_the_user_to_say(tmp_path: Path) -> None:
    sheet = sheet_of({**ROW, "date": "9/12/2017"})
    assert event(imported(tmp_path / "a", sheet, DayOrder.DAY))["date"] == "2017-12-09"
    assert event(imported(tmp_path / "b", sheet, DayOrder.MONTH))["date"] == "2017-09-12"


def test_unknown_names_are_told_listed_and_kept(tmp_path: Path) -> None:
    proposal = imported(tmp_path, sheet_of({**ROW, "place": "الموصل، المصل، تكريت"}))
    assert event(proposal)["places"] == ["mosul"]
    unknown = [note for note in proposal.notes if note.kind is Kind.UNKNOWN]
    assert [(note.value, note.suggestion) for note in unknown] == [
        ("المصل", "mosul"),
        ("تكريت", None),
    ]
    (file,) = (made.file for made in proposal.made)
    assert proposal.files[file].endswith("# place: المصل\n# place: تكريت\n")
    assert proposal.paste == {
        "vocabularies/places.yml": 'msl:\n  name: "المصل"\ntkryt:\n  name: "تكريت"\n'
    }
    assert written(tmp_path, proposal) == []


def test_sources_are_written_once(tmp_path: Path) -> None:
    rows = [
        {**ROW, "source": "", "source_title": "خبر", "url": "https://a.example/1", "author": "هدى"},
        {**ROW, "source": "", "source_title": "خبر", "url": "https://a.example/1", "author": "هدى"},
        {**ROW, "source": "", "source_title": "خبر", "url": "https://a.example/1", "author": "سالم"},
        {**ROW, "source": "تقرير البلدية", "source_title": "", "url": "", "author": ""},
    ]  # fmt: skip
    proposal = imported(tmp_path, sheet_of(*rows))
    assert [file for file in proposal.files if file.startswith("sources/")] == [
        "sources/a-undated.yml"
    ]
    assert [(note.at, note.value) for note in proposal.notes if note.lost] == [("4", "سالم")]
    assert "sources: [report]" in proposal.files[proposal.made[3].file]


def test_a_source_for_rows_without_one(tmp_path: Path) -> None:
    sheet = sheet_of({**ROW, "source": ""})
    assert kinds(imported(tmp_path / "a", sheet)) == ["no-source"]
    assert event(imported(tmp_path / "b", sheet, source="report"))["sources"] == ["report"]


def test_ids(tmp_path: Path) -> None:
    rows = [
        {"id": "bridge-opened", **ROW},  # is there
        {"id": "Bridge Opened Again", **ROW},
        {"id": "same", **ROW},
        {"id": "same", **ROW},
        {"id": "../../etc", **ROW},
        {"id": "", **ROW, "title": "افتتاح سوق الموصل"},
    ]
    proposal = imported(tmp_path, sheet_of(*rows))
    assert [made.id for made in proposal.made] == [
        "bridge-opened-again", "same", "same-2", "etc", "mosul-2020-03-05",
    ]  # fmt: skip
    assert kinds(proposal).count("id-changed") == 3
    left = [note for note in proposal.notes if note.at == "2"]
    assert [note.kind for note in left] == [Kind.EXISTS, *[Kind.WITHOUT_RECORD] * 4]


@pytest.mark.parametrize(
    ("row", "made"),
    [
        ({"place": "الموصل", "date": "2017-07-10"}, "mosul-2017-07-10"),
        ({"place": "الموصل", "date": "2017-07"}, "mosul-2017-07"),
        ({"place": "الموصل", "date": "2017/2018"}, "mosul-2017"),
        ({"place": "الموصل", "date": "1440-07", "date_hijri": ""}, "mosul-1440-07"),
        ({"place": "الموصل", "date": "", "date_hijri": "1440-07"}, "mosul-2019"),
        ({"place": "الموصل", "date": "", "date_hijri": "1440-07-16"}, "mosul-2019-03-23"),
        ({"place": "الموصل", "date": ""}, "mosul-undated"),
        ({"title": "وصول رئيس البلدية"}, "mayor-2020-03-05"),
        ({"actor": "mayor"}, "mayor-2020-03-05"),
        ({"category": "أشغال"}, "works-2020-03-05"),
        ({"place": "الموصل", "title": ""}, "mosul-2020-03-05"),
        ({"id": "جسر", "place": "الموصل"}, "mosul-2020-03-05"),
        ({"id": "١٢", "place": "الموصل"}, "mosul-2020-03-05"),
        ({"id": "#12", "place": "الموصل"}, "mosul-2020-03-05"),
        ({"title": "افتتاح جسر"}, "afttah-jsr-2020"),  # nothing else is known
    ],
)
def test_an_id_is_made_of_what_the_vocabularies_know(
    tmp_path: Path, row: dict[str, str], made: str
) -> None:
    proposal = imported(tmp_path, sheet_of({**ROW, **row}))
    assert [each.id for each in proposal.made] == [made]
    assert proposal.invented == tuple(each.file for each in proposal.made)


def test_ids_that_are_made_differ(tmp_path: Path) -> None:
    rows = [{**ROW, "id": "", "place": "الموصل", "category": "أشغال"}] * 4
    rows += [{**rows[0], "id": "given"}]
    proposal = imported(tmp_path, sheet_of(*rows))
    day = "2020-03-05"
    assert [each.id for each in proposal.made] == [
        f"mosul-{day}", f"mosul-works-{day}", f"mosul-{day}-2", f"mosul-{day}-3", "given",
    ]  # fmt: skip
    assert proposal.invented == tuple(each.file for each in proposal.made[:4])


METRICS: Example = {
    "vocabularies/metrics.yml": "killed: {name: قتلى}\nwounded: {name: جرحى}\n"
    "both: {name: قتلى وجرحى معًا}\n"
}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("قتلى", "claim:killed"),
        ("القتلى", "claim:killed"),
        ("عدد القتلي", "claim:killed"),
        ("عدد الجرحى:", "claim:wounded"),
        ("القتلى والجرحى معا", "claim:both"),
        ("Number of killed", "claim:killed"),
        ("wounded", "claim:wounded"),
        ("عدد", "value"),
        ("عدد الزوار", None),
        ("القتلى من المدنيين", None),
    ],
)
def test_a_heading_that_names_a_metric(tmp_path: Path, heading: str, field: str | None) -> None:
    content, _ = read_content(smallest(tmp_path, METRICS))
    metrics = known(content).of("metrics")
    sheet = read_csv(f"title,{heading}\nأ,3\n".encode(), {}, None, metrics)
    assert isinstance(sheet, Sheet)
    assert sheet.columns == {"title": "title", heading: field}


def test_columns_of_numbers(tmp_path: Path) -> None:
    """Each is a claim; who says them and when is said of all, words about one number of none."""
    more = {
        "القتلى": "٣",
        "الجرحى": "1,200",
        "بحسب": "mayor",
        "as_of": "2020-04",
        "stated": "كما ورد",
    }
    content, _ = read_content(smallest(tmp_path, {**RICH, **METRICS}))
    exists = known(content)
    text = text_of(
        [{**ROW, **more}, {**ROW, **more, "القتلى": "أكثر من 10"}, {**ROW, "القتلى": ""}]
    )
    sheet = read_csv(text.encode(), {}, None, exists.of("metrics"))
    assert isinstance(sheet, Sheet)
    proposal = propose(sheet, exists, Settings("2026-11-22"), ARABIC)
    said = {"said_by": "mayor", "as_of": "2020-04", "source": "report"}
    assert event(proposal)["claims"] == [
        {"metric": "killed", "value": "3", **said},
        {"metric": "wounded", "value": "1200", **said},
    ]
    alone, _ = read("x", proposal.files[proposal.made[1].file])
    assert isinstance(alone, dict)
    assert alone["claims"] == [{"metric": "wounded", "value": "1200", "stated": "كما ورد", **said}]
    told = [(note.at, note.name, note.rule or note.kind.value) for note in proposal.notes]
    assert ("2", "stated", "no-single-owner") in told
    assert ("3", "القتلى", "bad-number") in told
    assert {(at, name) for at, name, kind in told if kind == "number-without-metric"} == set()


@pytest.mark.parametrize(
    ("row", "told", "source"),
    [
        ({"source": "اليومية"}, True, {"publisher": "daily", "title": "اليومية"}),
        ({"source": "المدى"}, True, {"title": "المدى"}),
        ({"source": "وكالة الأنباء العامة"}, True, {"title": "وكالة الأنباء العامة"}),
        ({"source": "المدينة تعيد فتح أسواقها"}, False, {"title": "المدينة تعيد فتح أسواقها"}),
        (
            {"source": "اليومية", "url": "https://daily.example/1"},
            False,  # its title is told of as missing
            {"publisher": "daily", "title": "daily.example/1", "url": "https://daily.example/1"},
        ),
        (
            {"source": "اليومية", "url": "daily.example/1"},
            True,
            {"publisher": "daily", "title": "اليومية"},
        ),
        (
            {"source": "صحيفة المدى", "url": "https://a.example/1"},
            True,
            {"title": "صحيفة المدى", "url": "https://a.example/1"},
        ),
    ],
)
def test_a_newspaper_in_place_of_an_article(
    tmp_path: Path, row: dict[str, str], source: dict[str, str], *, told: bool
) -> None:
    rows = [{**ROW, "url": "", **row}] * 2
    proposal = imported(tmp_path, sheet_of(*rows))
    assert kinds(proposal).count("outlet-as-source") == told  # once for all that share it
    ((file, text),) = ((f, t) for f, t in proposal.files.items() if f.startswith("sources/"))
    assert read("x", text)[0] == source
    assert file in proposal.invented


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ('=HYPERLINK("https://x.example","y")', Kind.FORMULA),
        ("#REF!", Kind.BROKEN_CELL),
        ("أ\u202eب", Kind.HIDDEN),
        ("س" * 10_000, Kind.TOO_LONG),
    ],
)
def test_hostile_cells(tmp_path: Path, value: str, kind: Kind) -> None:
    proposal = imported(tmp_path, sheet_of({**ROW, "summary": value, "x": f"{value}\n- a: b"}))
    assert kind in {note.kind for note in proposal.notes}
    rules = {line.split()[1] for line in written(tmp_path, proposal)}
    assert rules <= {"missing-field"}


def test_a_comment_is_one_line_and_nothing_else(tmp_path: Path) -> None:
    hostile = "a\r\nstatus: cancelled\u2028milestone: true\x1b[31m #\ttab"
    proposal = imported(tmp_path, sheet_of({**ROW, "x\ny: z": hostile}))
    assert event(proposal).keys() == {"title", "date", "added", "status", "summary", "sources"}
    assert written(tmp_path, proposal) == []
