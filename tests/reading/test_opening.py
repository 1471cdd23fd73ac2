"""Opening a file: no more is read than may be, and nothing that was put in its place meanwhile."""

import os
import tracemalloc
from pathlib import Path, PurePosixPath

import pytest

from tests.contents import brief, checked, found, lay, smallest
from tests.reading.test_folder import refuse
from timeline.checking import check
from timeline.reading.finding import Finding
from timeline.reading.folder import RawFile, open_file, page_files, record_files
from timeline.reading.yaml_source import MAX_NODES
from timeline.rules.rule import EVENT


def test_a_link_put_there_after_it_was_looked_at_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = PurePosixPath(tmp_path / "secret")
    root = lay(tmp_path / "content", {"x.yml": "a: 1\n", "link.yml": link})
    lay(tmp_path, {"secret": "secret\n"})
    looked_at = os.lstat(root / "x.yml")
    assert isinstance(open_file(root, "x.yml", 9), RawFile)
    monkeypatch.setattr(os, "lstat", lambda _: looked_at)
    refused = open_file(root, "link.yml", 9)
    assert isinstance(refused, Finding)
    assert refused.rule == "unreadable-file"


def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_it(tmp_path: Path) -> None:
    limit = 64 * 1024
    (tmp_path / "x.yml").touch()
    os.truncate(tmp_path / "x.yml", 200 * 1024 * 1024)
    tracemalloc.start()
    refused = open_file(tmp_path, "x.yml", limit)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(refused, Finding)
    assert (refused.rule, refused.facts) == ("file-too-large", {"limit": "64"})
    assert most < 10 * limit


@pytest.mark.parametrize(
    ("data", "at", "facts"),
    [
        (b"a\nb\n\xd8\xa7\xe1", "x.yml:3:2", {"value": "0xE1"}),
        (b"a\nb\ncd\re", "x.yml:3:3", {"value": "U+000D CARRIAGE RETURN"}),
        (b"\xef\xbb\xbfa", "x.yml:1:1", {}),
    ],
)
def test_where_what_is_no_text_stands(
    tmp_path: Path, data: bytes, at: str, facts: dict[str, str]
) -> None:
    finding = open_file(lay(tmp_path, {"x.yml": data}), "x.yml", 99)
    assert isinstance(finding, Finding)
    assert (str(finding.at), finding.facts) == (at, facts)


def test_a_folder_that_cannot_be_looked_into_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ("a/1", "b/1", "c/1")
    lay(tmp_path, {f"{top}/{file}.{ending}": "x" for file in files for top, ending in TOPS})
    refuse(monkeypatch, "scandir", "/b")
    for walk, (top, ending) in zip((record_files, page_files), TOPS, strict=True):
        given = [one if isinstance(one, str) else str(one.at) for one in walk(tmp_path, top)]
        assert sorted(given) == [f"{top}/a/1.{ending}", f"{top}/b:1:1", f"{top}/c/1.{ending}"]


TOPS = (("events", "yml"), ("pages", "md"))


def test_beside_pages_stands_no_link_either(tmp_path: Path) -> None:
    """MkDocs would follow it, and publish what it leads to."""
    lay(tmp_path, {"secret.png": "secret"})
    link = PurePosixPath(tmp_path / "secret.png")
    root = smallest(tmp_path / "content", {"pages/a.png": link, "pages/b.txt": link})
    assert brief(check(root, untitled="x")) == [
        "pages/a.png:1:1 not-a-file",
        "pages/b.txt:1:1 not-a-file",
    ]


def test_a_file_whose_name_has_dots_keeps_them(tmp_path: Path) -> None:
    findings = checked(tmp_path, {"events/a.b.yaml": EVENT}).findings
    assert [(f.rule, f.suggestion) for f in findings] == [("stray-file", "a.b.yml")]


def test_a_vocabulary_may_hold_more_than_a_record(tmp_path: Path) -> None:
    entries = "".join(f"p{n}: {{name: مكان {n}}}\n" for n in range(MAX_NODES))
    assert found(tmp_path / "a", {"vocabularies/places.yml": entries}) == []
    (refused,) = checked(tmp_path / "b", {"timeline.yml": entries}).findings
    assert (refused.rule, refused.facts) == ("too-many-values", {"limit": str(MAX_NODES)})


@pytest.mark.parametrize("file", ["events/bridge-opened.yml", "vocabularies/places.yml", "map.yml"])
def test_a_file_that_is_no_mapping(tmp_path: Path, file: str) -> None:
    (finding,) = checked(tmp_path, {file: "- a\n"}).findings
    assert (str(finding.at), finding.rule) == (f"{file}:1:1", "wrong-shape")
    assert finding.facts == {"wanted": "mapping"}
