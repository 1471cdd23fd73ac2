"""TimelineJS: its JSON with everything that its documentation names, and its spreadsheet."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.contents import smallest
from timeline.checking import check
from timeline.importing.csv_text import read_csv
from timeline.importing.known import known
from timeline.importing.markup import Link, plain
from timeline.importing.notes import Kind
from timeline.importing.proposal import Proposal, Settings, propose
from timeline.importing.sheet import Refused, Sheet
from timeline.importing.timelinejs import is_json, read_timelinejs
from timeline.messages import Language, messages
from timeline.reading.content import read_content
from timeline.reading.yaml_source import read

# Every property of https://timeline.knightlab.com/docs/json-format.html
WHOLE: dict[str, Any] = {
    "scale": "human",
    "title": {"text": {"headline": "جسور <i>المدينة</i>", "text": "<p>ما نعرفه.</p>"}},
    "eras": [
        {
            "start_date": {"year": "2014"},
            "end_date": {"year": 2017, "month": 12},
            "text": {"headline": "البناء"},
        },
        {"start_date": {"year": "2018"}, "text": {"headline": "بلا نهاية"}},
    ],
    "events": [
        {
            "start_date": {
                "year": "2017", "month": "7", "day": "9",
                "hour": "10", "minute": 30, "second": 5, "millisecond": 1,
                "format": "yyyy",
            },
            "end_date": {"year": "2017", "month": "7", "day": "10"},
            "text": {
                "headline": "افتتاح <b>الجسر</b>",
                "text": '<p>افتُتح <a href="https://daily.example/a">الجسر الجديد</a>.</p>'
                "<p>وحضر &quot;كثيرون&quot;.</p>",
            },
            "media": {
                "url": "https://img.example/a.jpg", "caption": "صورة", "credit": "مصور",
                "thumbnail": "https://img.example/t.jpg", "alt": "جسر", "title": "الجسر",
                "link": "https://img.example/", "link_target": "_blank",
            },
            "group": "أشغال",
            "display_date": "صباح ذلك اليوم",
            "background": {"url": "https://img.example/b.jpg", "alt": "ماء", "color": "#0f9bd1"},
            "autolink": False,
            "unique_id": "bridge-new",
        },
        {"start_date": {"year": "1999"}, "text": {"headline": "سنة", "text": "نص."}},
        {"start_date": {"year": "-44"}, "text": {"headline": "قبل", "text": "نص."}},
        {"text": {"headline": "بلا تاريخ", "text": "نص http://x.example/a"}},
    ],
}  # fmt: skip


def proposed(root: Path, sheet: Sheet | Refused) -> Proposal:
    assert isinstance(sheet, Sheet)
    content, _ = read_content(
        smallest(root, {"vocabularies/categories.yml": "works: {name: أشغال}\n"})
    )
    return propose(sheet, known(content), Settings("2026-11-22"), messages(Language.ARABIC))


def tree(proposal: Proposal, file: str) -> dict[str, Any]:
    found, faults = read(file, proposal.files[file])
    assert isinstance(found, dict)
    assert not faults
    return dict(found)


def test_everything_that_is_documented(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, read_timelinejs(json.dumps(WHOLE).encode()))
    assert [made.at for made in proposal.made] == [f"events[{index}]" for index in range(4)]
    assert tree(proposal, "events/bridge-new.yml") == {
        "title": "افتتاح الجسر",
        "date": "2017-07-09/2017-07-10",
        "date_note": "صباح ذلك اليوم",
        "added": "2026-11-22",
        "status": "reported",
        "categories": ["works"],
        "summary": 'افتُتح الجسر الجديد.\n\nوحضر "كثيرون".',
        "sources": ["daily-undated"],
    }
    assert tree(proposal, "sources/daily-undated.yml") == {
        "title": "الجسر الجديد",
        "url": "https://daily.example/a",
    }
    lost = {(note.at, note.name) for note in proposal.notes if note.lost}
    start, media = "start_date", "media"
    assert lost == {
        *(("events[0]", f"{start}.{part}") for part in ("hour", "minute", "second", "millisecond")),
        ("events[0]", f"{start}.format"),
        *(("events[0]", f"{media}.{part}") for part in WHOLE["events"][0]["media"]),
        *(("events[0]", f"background.{part}") for part in ("url", "alt", "color")),
        ("events[0]", "autolink"),
        ("events[2]", "start_date.year"),
        ("events[3]", "text.text"),
        ("eras[1]", "start_date.year"),
        ("eras[1]", "text.headline"),
        ("", "scale"),
    }
    assert proposal.paste == {
        "timeline.yml": 'title: "جسور المدينة"\ndescription: "ما نعرفه."\n',
        "vocabularies/eras.yml": 'bna:\n  name: "البناء"\n  date: "2014/2017-12"\n',
    }


def test_a_year_stays_a_year(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, read_timelinejs(json.dumps(WHOLE).encode()))
    (file,) = (made.file for made in proposal.made if made.at == "events[1]")
    assert tree(proposal, file)["date"] == "1999"


def test_a_record_with_a_link_passes(tmp_path: Path) -> None:
    whole = {"events": WHOLE["events"][:1]}
    proposal = proposed(tmp_path, read_timelinejs(json.dumps(whole).encode()))
    for file, text in proposal.files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert check(tmp_path, untitled="-").findings == ()


def test_the_spreadsheet(tmp_path: Path) -> None:
    text = (
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
        "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n"
        ",,,,,,,,,الجسور,نص,,,,,title,,#fff\n"
        "2017,7,,10:30,,,,,,افتتاح,<p>نص <a href=https://x.example/1>خبر</a>,u,,,,,أشغال,\n"
        "2014,,,,2017,,,,,البناء,,,,,,era,,\n"
    )
    proposal = proposed(tmp_path, read_csv(text.encode(), {}))
    ((file),) = (made.file for made in proposal.made)
    assert tree(proposal, file) == {
        "title": "افتتاح",
        "date": "2017-07",
        "added": "2026-11-22",
        "status": "reported",
        "categories": ["works"],
        "summary": "نص خبر",
        "sources": ["x-undated"],
    }
    assert set(proposal.paste) == {"timeline.yml", "vocabularies/eras.yml"}
    assert [(note.name, note.kind) for note in proposal.notes if note.lost] == [
        ("Background", Kind.SEEN_ONLY),
        ("Time", Kind.TIME),
        ("Media", Kind.SEEN_ONLY),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"timeline": {"date": []}}',
        b'{"events": {}}',
        b"\xff\xfe{}",
        b'{"events": ' + b"[" * 100_000,
        b'{"events": [' + b"0," * 10_001 + b"0]}",
    ],
)
def test_what_is_no_timeline_is_refused(data: bytes) -> None:
    assert isinstance(read_timelinejs(data), Refused)


def test_json_is_told_from_a_spreadsheet() -> None:
    assert is_json(b'\xef\xbb\xbf {"events": []}')
    assert not is_json("العنوان,التاريخ\n".encode())


@pytest.mark.parametrize(
    ("markup", "text", "links"),
    [
        ("a &amp; b<br>c", "a & b c", ()),
        ("<p>a</p><p>b</p>", "a\n\nb", ()),
        ("<ul><li>a<li>b</ul>", "a b", ()),
        ("1 < 2 > 0", "1 < 2 > 0", ()),
        ("<a href='https://x.example'>w <b>z</b></a>", "w z", (Link("https://x.example", "w z"),)),
        ("see https://x.example/a.", "see https://x.example/a.", (Link("https://x.example/a", ""),)),
        ("<script>alert(1)</script>a", "a", ()),
        ("<a href='javascript:x'>a</a>", "a", (Link("javascript:x", "a"),)),
    ],
)  # fmt: skip
def test_markup(markup: str, text: str, links: tuple[Link, ...]) -> None:
    found = plain(markup)
    assert found.text == text
    assert found.links == links


def test_what_markup_hides_is_told() -> None:
    assert plain("<script>x</script><!-- y --><img src=u>").other == ("x", " y ", "u")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('{"events": ' + "[" * 100_000, "nested too deeply"),
        ('{"events": ' + '{"a":' * 100_000, "nested too deeply"),
        ('{"events": [{"text": {"headline": "a", "headline": "b"}}]}', "twice in one object"),
        ('{"events": [], "' + "k" * 5_000 + '": 1, "' + "k" * 5_000 + '": 2}', "twice in one"),
        (json.dumps({"events": [{"a": list(range(201))}]}), "has more than {limit} values"),
        (json.dumps({"events": [], **{f"k{i}": 1 for i in range(201)}}), "more than {limit} val"),
        (json.dumps({"events": [{}], "eras": [{}] * 10_000}), "more than {limit} rows"),
    ],
)
def test_json_that_is_made_to_hurt(data: str, message: str) -> None:
    refused = read_timelinejs(data.encode())
    assert isinstance(refused, Refused)
    assert message in refused.message
    assert all(len(value) < 300 for value in refused.facts.values())


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "9" * 5_000, "1E400"])
def test_no_number_is_too_large(number: str) -> None:
    sheet = read_timelinejs(b'{"events": [{"start_date": {"year": %s}}]}' % number.encode())
    assert isinstance(sheet, Sheet)
    assert [cell.value for cell in sheet.rows[0].cells] == [number]
