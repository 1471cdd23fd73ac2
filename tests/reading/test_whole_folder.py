"""The whole of content/: what one thing that is wrong in it hides of the others, and what not."""

from pathlib import Path, PurePosixPath

import pytest

from tests.contents import brief, found, lay, smallest
from timeline.checking import check
from timeline.reading import reader as reading
from timeline.reading.content import read_content
from timeline.rules.rule import EVENT, Example, event

SOURCE = "title: تقرير\n"
GROUND = (
    "origin: أطلس\nextent: {west: 38, south: 29, east: 49, north: 38}\n"
    "countries: [{name: البلاد, outlines: ['40,30 47,30 47,37 40,30']}]\n"
)


def test_a_map_is_read(tmp_path: Path) -> None:
    content, findings = read_content(smallest(tmp_path, {"map.yml": GROUND}))
    assert findings == []
    assert content.base_map
    assert content.base_map.origin == "أطلس"


def test_of_a_folder_that_is_a_link_nothing_is_read(tmp_path: Path) -> None:
    """And nothing is known of what should stand in it."""
    files: Example = {"places.yml": "secret: {name: x}\n", "report.yml": "title: secret\n"}
    outside = PurePosixPath(lay(tmp_path / "outside", files))
    root = smallest(tmp_path / "content", {"sources/": None})
    lay(root, {"sources": outside, "vocabularies": outside})
    content, _ = read_content(root)
    for shelf in (content.sources, content.places):
        assert (dict(shelf.records), shelf.ids, shelf.closed) == ({}, frozenset(), False)


def test_without_a_folder_of_sources_none_is_known(tmp_path: Path) -> None:
    assert found(tmp_path, {"sources/": None}) == ["events/bridge-opened.yml:4:11 unknown-source"]


def test_an_id_given_twice_hides_none_behind_it(tmp_path: Path) -> None:
    sources = dict.fromkeys(("sources/a/x.yml", "sources/b/x.yml", "sources/c/y.yml"), SOURCE)
    assert found(tmp_path, event(sources, sources="[report, x, y]")) == [
        "sources/b/x.yml:1:1 duplicate-id"
    ]


def test_as_much_text_as_there_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {f"sources/{name}.yml": SOURCE for name in ("report", "s0", "s1", "s2")}
    root = smallest(tmp_path, event(sources, sources="[report, s0, s1, s2]"))
    monkeypatch.setattr(reading, "MAX_TOTAL_BYTES", 3 * len(SOURCE))
    assert brief(check(root, untitled="x")) == []
    monkeypatch.setattr(reading, "MAX_TOTAL_BYTES", 3 * len(SOURCE) - 1)
    (finding,) = check(root, untitled="x").findings
    assert (str(finding.at), finding.rule) == ("sources/s2.yml:1:1", "too-many-records")
    assert finding.facts == {"limit": "100000"}


def test_strays_are_told_of_everywhere(tmp_path: Path) -> None:
    strays = {"notes.txt": "x", "vocabularies/notes.txt": "x", "events/notes.txt": "x"}
    assert found(tmp_path, {**strays, "sources/notes.txt": "x"}) == [
        f"{file}:1:1 stray-file"
        for file in ("events/notes.txt", "notes.txt", "sources/notes.txt", "vocabularies/notes.txt")
    ]


def test_what_is_wrong_with_the_file_itself_hides_no_record_of_others(tmp_path: Path) -> None:
    files = {
        "timeline.yml": "title: [",
        "withdrawn.yml": "- x\n",
        "events/a.yml": EVENT.replace("[report]", "[reprt]"),
    }
    assert found(tmp_path, files) == [
        "events/a.yml:4:11 unknown-source",
        "timeline.yml:1:9 yaml-syntax",
        "withdrawn.yml:1:1 wrong-shape",
    ]
