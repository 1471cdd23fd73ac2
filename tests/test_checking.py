"""Checking as a whole: the errors that the issue lists, all at once and each as it should be."""

import random
from pathlib import Path

import pytest

from tests.contents import brief, checked, lay, smallest
from timeline.checking import Checked, check
from timeline.cli import main
from timeline.rules.rule import EVENT, Example, event
from timeline.rules.table import BY_CODE

# Each of the mistakes that issue 2 names, in one content/.
MISTAKES: Example = {
    "events/missing.yml": EVENT.replace("title: افتتاح الجسر\n", ""),
    "events/unknown.yml": f"{EVENT}sumary: نص\n",
    "events/impossible.yml": EVENT.replace("2019-03", "2023-02-30"),
    "events/words.yml": EVENT.replace('"2019-03"', "9 كانون الأول 2017"),
    "events/2019/bridge-opened.yml": EVENT,
    "events/unsourced.yml": EVENT.replace("[report]", "[reprot]"),
    "events/unparsed.yml": EVENT.replace("title: ", 'title: "'),
    "events/encoded.yml": EVENT.encode("cp1256"),
    "events/empty.yml": "",
    "events/folder.yml/": "",
}
# Where, which rule, the value in question, and what could stand there.
EXPECTED = [
    ("events/2019/bridge-opened.yml:1:1", "F113", "bridge-opened", None),
    ("events/empty.yml:1:1", "Y021", None, None),
    ("events/encoded.yml:1:8", "Y006", "0xC7", None),
    ("events/folder.yml:1:1", "Y003", None, None),
    ("events/impossible.yml:2:7", "D203", "2023-02-30", "2023-02"),
    ("events/missing.yml:1:1", "F101", "title", None),
    ("events/unknown.yml:5:1", "F102", "sumary", "summary"),
    ("events/unparsed.yml:1:8", "Y022", None, None),
    ("events/unsourced.yml:4:11", "R301", "reprot", "report"),
    ("events/words.yml:2:7", "D215", "9 كانون الأول 2017", "2017-12-09"),
]


def lines_of(said: str) -> list[str]:
    return [line.replace("\u2068", "").replace("\u2069", "") for line in said.splitlines()]


@pytest.mark.parametrize(
    ("language", "hint"), [("ar", "اقتراح: اكتب "), ("en", "Suggestion: write ")]
)
def test_all_mistakes_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, hint: str
) -> None:
    folder = smallest(tmp_path, MISTAKES).as_posix()
    assert main(["check", "--content", folder, "--lang", language]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    lines = lines_of(out)
    heads = [line for line in lines if line.startswith(folder)]
    assert [head.removeprefix(f"{folder}/").split("  ") for head in heads] == [
        [at, f"error {code} {BY_CODE[code].name}"] for at, code, _, _ in EXPECTED
    ]
    for head, (_, _, value, suggestion) in zip(heads, EXPECTED, strict=True):
        after = lines[lines.index(head) + 1 :]
        paragraph = after[: after.index("")]
        arabic = any("ء" <= letter <= "ي" for letter in paragraph[0].replace(value or "", ""))
        assert arabic == (language == "ar")
        assert value is None or value in paragraph[0]
        assert (f"  {hint}{suggestion}" in paragraph) == (suggestion is not None)
    assert lines[-1].startswith({"ar": "10 أخطاء", "en": "10 errors"}[language])


def test_an_error_keeps_from_publishing_and_a_warning_does_not(tmp_path: Path) -> None:
    broken = checked(tmp_path / "a", MISTAKES)
    assert broken.dataset is None
    assert broken.order is None
    warned = checked(tmp_path / "b", event(date_basis="relative"))
    assert brief(warned) == ["events/bridge-opened.yml:5:13 date-note-missing"]
    assert warned.dataset
    assert warned.order


def test_findings_stand_by_file_line_and_column(tmp_path: Path) -> None:
    places = [
        (finding.at.file, finding.at.line, finding.at.column)
        for finding in checked(tmp_path, MISTAKES).findings
    ]
    assert places == sorted(places)


def test_a_loop_beside_other_errors_is_told_too(tmp_path: Path) -> None:
    loop = event({"events/b.yml": f"{EVENT}after: [bridge-opened]\n"}, after="[b]", xyz="1")
    assert brief(checked(tmp_path / "a", loop)) == ["events/bridge-opened.yml:6:1 unknown-field"]
    loop = event({"events/b.yml": f"{EVENT}after: [bridge-opened]\n"}, after="[b]", places="[x]")
    vocabulary = {"vocabularies/places.yml": "y: {name: أ}\n"}
    assert brief(checked(tmp_path / "b", loop, vocabulary)) == [
        "events/b.yml:5:9 order-loop",
        "events/bridge-opened.yml:6:10 unknown-place",
    ]


def test_any_order_of_the_files_on_the_disk_gives_the_same(tmp_path: Path) -> None:
    """Folders and files made in another order, and so listed in another, change nothing."""
    spread = {
        f"events/{folder}/e{number}.yml": EVENT.replace("2019-03", f"201{number // 4}")
        + (f"after: [e{number - 4}]\n" if number > 4 else "")
        for number, folder in enumerate("abcabcabcab")
    }
    names = list(spread)
    results: list[Checked] = []
    for seed in range(4):
        random.Random(seed).shuffle(names)
        root = smallest(tmp_path / str(seed))
        lay(root, {name: spread[name] for name in names})
        results.append(check(root, untitled="x"))
    assert all(result == results[0] for result in results)
    assert results[0].order
    assert len(results[0].order.sequence) == 12
