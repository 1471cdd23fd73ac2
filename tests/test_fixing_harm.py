"""Fixing harms nothing: no text, comment or field is lost by a mend, in a file with errors or without."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.contents import smallest
from tests.test_fixing import FILE, fixed
from timeline.reading.edit import Edit
from timeline.reading.yaml_source import Tree, read
from timeline.rules.rule import EVENT, Example, event
from timeline.writing.edits import applied, chosen, possible

SOURCE = "sources/report.yml"
PUBLISHERS = "vocabularies/publishers.yml"
CLAIM = {"vocabularies/metrics.yml": "killed: {name: قتلى, unit: شخص}\n"}


def after(root: Path, example: Example, file: str = FILE) -> str:
    """Fix a content folder, see that once is enough, and give what became of a file."""
    first = fixed(smallest(root, example))
    assert not any(f.left_alone for f in first.files.values())
    again = fixed(root)
    assert {f.name: f.text for f in first.files.values()} == {
        f.name: f.text for f in again.files.values()
    }
    assert not any(f.mended for f in again.files.values())
    return first.files[file].text


def tree(text: str) -> Tree | None:
    found, findings = read("x.yml", text)
    assert not findings
    return found


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("افتتاح الجسر\u00a0#4 في المدينة", "افتتاح الجسر #4 في المدينة"),
        ("افتتاح الجسر \u200b#4 في المدينة", "افتتاح الجسر #4 في المدينة"),
        ("افتتاح \u200f#وسم", "افتتاح #وسم"),
        ("قال\u00a0:\u00a0الجسر", "قال: الجسر"),
        ("قال:\u200f الجسر", "قال: الجسر"),
        ("\u200b# الجسر", "# الجسر"),
        ("\u200b- الجسر", "- الجسر"),
        ("\u200b[الجسر", "[الجسر"),
        ("\u202e&ا الجسر", "&ا الجسر"),
        ("\u202e!ا الجسر", "!ا الجسر"),
        ("\u202e*الجسر", "*الجسر"),
        ('\u200b"الجسر" و\\', '"الجسر" و\\'),
        ("الجسر \u200b#4\n  في المدينة", "الجسر #4 في المدينة"),
        ("الجسر\u2028#4", "الجسر #4"),
    ],
)
def test_a_character_taken_out_makes_no_sign_of_the_next(
    title: str, wanted: str, tmp_path: Path
) -> None:
    found = tree(after(tmp_path, event(title=title)))
    assert isinstance(found, dict)
    assert found["title"] == wanted
    assert set(found) == {"title", "date", "summary", "sources"}


def test_a_prose_with_one_too(tmp_path: Path) -> None:
    text = after(tmp_path, event(summary="افتُتح الجسر \u200f#وسم ومرّ الناس."))
    assert "  افتُتح الجسر #وسم ومرّ الناس.\n" in text


def test_a_space_at_the_beginning_of_a_line_is_no_indent(tmp_path: Path) -> None:
    text = after(tmp_path, event(summary="|-\n  \u00a0افتُتح الجسر.\n  ومرّ الناس."))
    assert "  افتُتح الجسر.\n  ومرّ الناس.\n" in text


def test_what_one_text_forbids_others_are_not_denied(tmp_path: Path) -> None:
    example = event(title="الجسر \u200b#4", summary="نـــص\u200b آخر.", date_note="x\u200b")
    text = after(tmp_path, example)
    assert "\u200b" not in text
    assert "نص آخر" in text


@pytest.mark.parametrize(
    ("file", "text", "kept"),
    [
        (FILE, f"{EVENT}categories: a]b\n", "a]b"),
        (SOURCE, 'title: تقرير\nurl: "https://e.org/ü:"\n', "https://e.org/%C3%BC:"),
        (PUBLISHERS, 'erem: {name: إرم, url: "https://e.org/ü,b]"}\n', "%C3%BC,b]"),
        (PUBLISHERS, 'erem: {name: إرم, url: "https://e.org/ü,note"}\n', "%C3%BC,note"),
        (PUBLISHERS, "erem:\n  name: إرم\n  url: 'https://e.org/ü #a'\n", "ü #a"),
    ],
)
def test_a_faulty_file_is_not_broken(file: str, text: str, kept: str, tmp_path: Path) -> None:
    fixed_text = after(tmp_path, {file: text}, file)
    assert kept in fixed_text
    was, now = tree(text), tree(fixed_text)
    assert isinstance(was, dict)
    assert isinstance(now, dict)
    assert was.keys() == now.keys()
    if file == PUBLISHERS:
        assert [set(entry) for entry in now.values()] == [{"name", "url"}]


@pytest.mark.parametrize(
    "text",
    [
        "title: افتتاح\nsummary: نص.\ntitle: افتتاح\n  الجسر الكبير\n",
        "title: افتتاح\nnote_x: a\ntitle: افتتاح\n\n  الجسر الكبير\n",
        f"{EVENT}claims:\n  - metric: a\n  - value: 1\nclaims:\n  - metric: a\n    value: 1\n",
        f"{EVENT}before: {{a: []}}\nbefore: {{a: }}\n",
    ],
)
def test_what_is_given_twice_and_differs_is_left(text: str, tmp_path: Path) -> None:
    assert after(tmp_path, {FILE: text}) == text


def test_what_is_given_twice_goes_whole(tmp_path: Path) -> None:
    again = 'title: "افتتاح\n  الجسر"  # لماذا؟\nsummary: |-\n  افتُتح الجسر أمام المارة.\n'
    text = after(tmp_path, {FILE: f"{EVENT}{again}"})
    assert text.count("title") == text.count("summary") == 1
    assert "# لماذا؟" in text
    assert not isinstance(tree(text), str)


@pytest.mark.parametrize(
    "end", ["# آخر", "sources: [report]  # آخر", "\n\n  # آخر", "# قبل\n# آخر"]
)
def test_a_comment_on_a_last_line_that_does_not_end(end: str, tmp_path: Path) -> None:
    head = EVENT.replace("sources: [report]\n", "") if "sources" in end else EVENT
    text = after(tmp_path, {FILE: f"{head}{end}"})
    assert text.endswith("# آخر\n")
    assert text.count("#") == end.count("#")


def test_prose_in_a_field_that_is_not_known_keeps_its_lines(tmp_path: Path) -> None:
    prose = "الأولى  سطر\n  سطر ثان\n\nالفقرة الثانية"
    lines = prose.replace("\n", "\n  ").replace("\n  \n", "\n\n")
    text = f"{EVENT}zz: |-\n  {lines}\nzy:\n  - |-\n    a\n\n    b\n  - c\n"
    found = tree(after(tmp_path, {FILE: text}))
    assert isinstance(found, dict)
    assert found["zz"] == prose
    assert found["zy"] == ["a\n\nb", "c"]


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("  - best: 5\n    high: 5\n    low: 5\n", "{value: 5}"),
        ("  - best: 5\n    high: 5\n    low: 5\n    metric: killed\n", "metric: killed"),
        ("  - {best: 5, high: 5, low: 5, metric: killed}\n", "value: 5"),
        ("  - {low: 5, best: 5, metric: killed, high: 5}\n", "value: 5"),
        ('  - metric: killed\n    "low": 5\n    high: 5\n', "value: 5"),
        (
            "  - high: 5  # c1\n    # c2\n    low: 5 # c3\n    best: 5  # c4\n    metric: killed\n",
            "value: 5  # c3",
        ),
    ],
)
def test_a_range_of_one_is_mended_whole(claim: str, wanted: str, tmp_path: Path) -> None:
    if "metric" not in claim:
        claim = claim.replace("low: 5\n", "low: 5\n    metric: killed\n")
        wanted = "value: 5"
    text = after(tmp_path, {**CLAIM, FILE: f"{EVENT}claims:\n{claim}"})
    assert wanted in text
    assert not any(name in text for name in ("low", "high", "best"))
    assert all(f"# c{n}" in text for n in range(1, claim.count("#") + 1))


def test_words_of_a_comment_behind_the_mark_of_a_block_stay(tmp_path: Path) -> None:
    comment = "# ملاحظة للمحرر ، انظر  المصدر"
    text = after(tmp_path, event(summary=f"|-  {comment}\n  افتُتح  الجسر ، ومرّ الناس."))
    assert f"summary: |-  {comment}\n  افتُتح الجسر، ومرّ الناس.\n" in text


def test_two_addresses_are_parted_in_a_mapping_that_is_indented(tmp_path: Path) -> None:
    page = "https://example.org/a"
    copy = f"https://web.archive.org/web/20240212121502/{page}"
    text = after(tmp_path, {SOURCE: f"  title: تقرير\n  url: {copy}  # لماذا\n"}, SOURCE)
    assert text == f'title: "تقرير"\nurl: {page}\narchived: {copy}  # لماذا\n'


def test_what_only_the_author_can_decide_is_left(tmp_path: Path) -> None:
    for example in (event(places="mosul and baghdad"), event(date='"2019–2020"')):
        text = after(tmp_path, example)
        assert "[mosul" not in text
        assert "2019/2020" not in text


def test_a_comment_beside_what_is_taken_out_stays(tmp_path: Path) -> None:
    text = after(
        tmp_path,
        {FILE: f"{EVENT}id: bridge-opened  # المعرّف\nplaces:\n  - a\n  - a  # مكرر\n  - b # آخر\n"},
    )
    assert all(words in text for words in ("# المعرّف", "# مكرر", "# آخر"))
    assert "id:" not in text


def test_a_form_without_letters_is_not_promised_to_go(tmp_path: Path) -> None:
    text = after(tmp_path, event(title="الجسر \ufd90 \ufefb"))
    assert "\ufd90" in text
    assert "\ufefb" not in text


def test_edits_that_overlap_are_not_made_in_part() -> None:
    assert applied("a: bcd\n", [Edit(3, 5, ""), Edit(4, 6, "")]) is None
    assert applied("a: bcde\n", [Edit(3, 5, ""), Edit(5, 6, "x")]) == "a: xe\n"


def test_edits_are_made_as_far_as_they_harm_nothing() -> None:
    text = "a: b \u200b#c\nd: e\u200b\n"
    edits = tuple(Edit(i, i + 1, "") for i, c in enumerate(text) if c == "\u200b")
    assert applied(text, edits) is None
    assert applied(text, possible(text, edits)) == 'a: "b #c"\nd: e\n'
    assert possible("a: [b]\n", (Edit(4, 5, "c]"),)) == ()


@pytest.mark.parametrize("text", ['a: "b\nc: d\u200b #e\n', "a: - b\u200b c\n"])
def test_in_a_file_that_cannot_be_read_letters_only_are_joined(text: str) -> None:
    at = text.index("\u200b")
    assert applied(text, [Edit(at, at + 1, "")]) == text.replace("\u200b", "")
    sign = text.replace("\u200b", " \u200b#")
    at = sign.index("\u200b")
    assert applied(sign, [Edit(at, at + 1, "")]) is None


def test_the_guilty_only_are_left_out() -> None:
    def sound(some: Sequence[int]) -> bool:
        return 7 not in some and not {2, 3} <= set(some)

    assert chosen(range(10), sound) == [0, 1, 2, 4, 5, 6, 8, 9]
