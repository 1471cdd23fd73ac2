"""Files as they lie on a disk: what is opened, and what is refused without opening it."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

from tests.contents import brief, found, lay, smallest
from timeline.checking import check
from timeline.reading import folder
from timeline.reading.finding import Finding, Location
from timeline.reading.folder import (
    MAX_PAGE_BYTES,
    MAX_RECORD_BYTES,
    RawFile,
    check_folder,
    most_bytes,
    open_file,
    record_files,
)
from timeline.rules.rule import Example

RECORD = "title: تقرير\n"
BY_HAND: Example = {
    "pages/about.md": "# عنّا\n",
    "pages/inner/picture.png": b"\x89PNG",
    "pages/inner/secret.md": PurePosixPath("/etc/hostname"),
    "pages/etc": PurePosixPath("/etc"),
}


@contextmanager
def at_once() -> Iterator[None]:
    """Fail, instead of hanging, where something waits for the other end of a pipe."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(5)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def opened(root: Path, data: bytes, limit: int = MAX_RECORD_BYTES) -> str:
    """Write and open a file: give its text, or `line:column rule value`."""
    lay(root, {"x.yml": data})
    raw = open_file(root, "x.yml", limit)
    if isinstance(raw, RawFile):
        return raw.text
    value = raw.facts.get("value", "")
    return f"{raw.at.line}:{raw.at.column} {raw.rule} {value}".strip()


def test_text(tmp_path: Path) -> None:
    assert opened(tmp_path, "عنوان: أ\n".encode()) == "عنوان: أ\n"
    assert opened(tmp_path, b"a: 1\r\nb: 2\r\n") == "a: 1\nb: 2\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xfea\x00", "1:1 not-utf-8 0xFF"),
        ("title: الجسر\nsummary: ".encode() + b"\xc7\xe1", "2:10 not-utf-8 0xC7"),
        # Columns count letters, not bytes.
        ("title: الجسر ".encode() + b"\xe1", "1:14 not-utf-8 0xE1"),
        (b"a: \xed\xa0\x80", "1:4 not-utf-8 0xED"),
        (b"\xef\xbb\xbfa: 1", "1:1 byte-order-mark"),
        (b"a: 1\rb: 2\rc: 3", "1:5 hidden-line-break U+000D CARRIAGE RETURN"),
        ("a: 1\r\nب: 2\rc: 3".encode(), "2:5 hidden-line-break U+000D CARRIAGE RETURN"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, expected: str) -> None:
    assert opened(tmp_path, data) == expected


def test_size(tmp_path: Path) -> None:
    assert opened(tmp_path, b"a" * MAX_RECORD_BYTES) == "a" * MAX_RECORD_BYTES
    assert opened(tmp_path, b"a" * (MAX_RECORD_BYTES + 1)) == "1:1 file-too-large"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    smallest(tmp_path)
    os.mkfifo(tmp_path / "events" / "pipe.yml")
    os.mkfifo(tmp_path / "timeline.yml")
    with at_once():
        result = check(tmp_path, untitled="x")
    assert [str(finding.at) for finding in result.findings if finding.rule == "not-a-file"] == [
        "events/pipe.yml:1:1",
        "timeline.yml:1:1",
    ]


def test_a_socket_is_not_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(smallest(tmp_path))  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("events/s.yml")
        assert [f.rule for f in check(tmp_path, untitled="x").findings] == ["not-a-file"]


@pytest.mark.parametrize("target", ["/etc/hostname", "nowhere.yml", "copy.yml", "../sources"])
def test_links_are_not_followed(tmp_path: Path, target: str) -> None:
    link = {"events/copy.yml": PurePosixPath(target)}
    assert found(tmp_path, link) == ["events/copy.yml:1:1 not-a-file"]


@pytest.mark.parametrize(
    "file", ["timeline.yml", "withdrawn.yml", "vocabularies/places.yml", "sources/other.yml"]
)
def test_no_file_may_be_a_link_or_a_folder(tmp_path: Path, file: str) -> None:
    link = smallest(tmp_path / "a", {file: PurePosixPath("nowhere")})
    assert [str(f.at) for f in check(link, untitled="x").findings] == [f"{file}:1:1"]
    assert found(tmp_path / "b", {f"{file}/": ""}) == [f"{file}:1:1 folder-for-file"]


@pytest.mark.parametrize("folder", ["events", "sources", "vocabularies", "pages"])
@pytest.mark.parametrize("elsewhere", ["file", "link", "loose"])
def test_no_folder_may_be_a_file_or_a_link(tmp_path: Path, folder: str, elsewhere: str) -> None:
    outside = lay(tmp_path / "outside", {"secret.yml": RECORD, "places.yml": "a: {name: a}\n"})
    links = {"link": PurePosixPath(outside), "loose": PurePosixPath("nowhere")}
    content = smallest(tmp_path / "content")
    if (content / folder).exists():
        lay(content, {f"{folder}/": None})
    lay(content, {folder: links.get(elsewhere, "x")})
    findings = check(content, untitled="x").findings
    assert [f"{finding.at} {finding.rule}" for finding in findings] == [
        f"{folder}:1:1 not-a-folder"
    ]


def test_a_link_to_a_folder_is_not_walked(tmp_path: Path) -> None:
    lay(tmp_path / "outside", {"secret.yml": RECORD})
    link = {"events/2019": PurePosixPath(tmp_path / "outside")}
    assert found(tmp_path / "content", link) == ["events/2019:1:1 stray-file"]


def test_pages_written_by_hand_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(tmp_path, BY_HAND) == [
        "pages/etc:1:1 not-a-file",
        "pages/inner/secret.md:1:1 not-a-file",
    ]
    refuse(monkeypatch, "scandir", "inner")
    assert brief(check(tmp_path, untitled="x")) == [
        "pages/etc:1:1 not-a-file",
        "pages/inner:1:1 unreadable-file",
    ]


def test_beside_pages_stands_nothing_that_a_browser_runs(tmp_path: Path) -> None:
    harmless: Example = {
        "pages/about.md": "# عنّا\n",
        "pages/a/b.webp": b"RIFF",
        "pages/CNAME": "example.org",
    }
    assert found(tmp_path / "a", harmless) == []
    for name in ("a.html", "a.svg", "a/a.js", "a.css", "a.markdown", "a/events.json"):
        folder = tmp_path / name.replace("/", "-")
        assert found(folder, {f"pages/{name}": "x"}) == [f"pages/{name}:1:1 stray-file"]


def test_pages_are_text_that_readers_can_see(tmp_path: Path) -> None:
    pages: Example = {
        "pages/bidi.md": "# عنّا\n\nنص \u202e مقلوب\n",
        "pages/large.md": "س" * MAX_PAGE_BYTES,
        "pages/other.md": "# عنّا".encode("cp1256"),
    }
    assert found(tmp_path, pages) == [
        "pages/bidi.md:3:4 bidi-control",
        "pages/large.md:1:1 file-too-large",
        "pages/other.md:1:3 not-utf-8",
    ]


def refuse(monkeypatch: pytest.MonkeyPatch, function: str, end: str) -> None:
    """Keep one path from being opened, as its permissions would keep anyone but root."""
    real = getattr(os, function)

    def guarded(path: object, *rest: object) -> object:
        if str(path).endswith(end):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *rest)

    monkeypatch.setattr(os, function, guarded)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, "open", "report.yml")
    assert found(tmp_path) == ["sources/report.yml:1:1 unreadable-file"]


def test_a_file_that_goes_away_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "lstat", "report.yml")
    assert found(tmp_path) == ["sources/report.yml:1:1 unreadable-file"]


@pytest.mark.parametrize("folder", ["events", "events/2019", "sources", "vocabularies"])
def test_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    smallest(tmp_path, {"events/2019/": ""}, {"vocabularies/": ""})
    refuse(monkeypatch, "scandir", folder)
    assert f"{folder}:1:1 unreadable-file" in [
        f"{finding.at} {finding.rule}" for finding in check(tmp_path, untitled="x").findings
    ]


def test_a_folder_that_goes_away_while_it_is_read(tmp_path: Path) -> None:
    assert check_folder(tmp_path, "events") == Finding("unreadable-file", Location("events"))


def test_unreadable_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, "scandir", tmp_path.name)
    assert found(tmp_path) == [".:1:1 unreadable-file"]


def test_files_are_walked_by_name(tmp_path: Path) -> None:
    names = ["b/2.yml", "a.yml", "c.yml", "b/1.yml", "a/z/1.yml", "a/2.yml", ".git/x", "b/.keep"]
    lay(tmp_path / "events", dict.fromkeys(names, ""))
    assert list(record_files(tmp_path, "events")) == [
        f"events/{name}"
        for name in ["a.yml", "c.yml", "a/2.yml", "a/z/1.yml", "b/1.yml", "b/2.yml"]
    ]


@pytest.mark.parametrize(
    ("file", "suggestion"),
    [
        ("events/notes.txt", None),
        ("events/bridge.yaml", "bridge.yml"),
        ("events/bridge.YML", "bridge.yml"),
        ("events/bridge.yml~", None),
        ("timeline.yaml", "timeline.yml"),
        ("event/bridge.yml", "events"),
        ("vocabularies/place.yml", "places.yml"),
        ("vocabularies/ships.yml", None),
        ("withdrawn.yaml", "withdrawn.yml"),
        ("README.md", None),
    ],
)
def test_strays(tmp_path: Path, file: str, suggestion: str | None) -> None:
    (finding,) = check(smallest(tmp_path, {file: RECORD}), untitled="x").findings
    stray = "event" if file.startswith("event/") else file
    assert finding == Finding(
        "stray-file", finding.at, {"value": stray.rpartition("/")[2]}, suggestion
    )
    assert finding.at.file == stray


def test_what_begins_with_a_dot_is_left_alone(tmp_path: Path) -> None:
    dotted: Example = {
        ".gitkeep": "",
        "events/.gitkeep": "",
        "events/.a.yml.swp": "x",
        "events/._a.yml": "x",  # a Mac's
        "events/.#a.yml": PurePosixPath("nowhere"),  # an editor's, while somebody writes
        "vocabularies/.x": "",
        "pages/.git/description.md": "",
        "pages/.gitkeep": "",
        "pages/.DS_Store": "x",
        "pages/.a.md.swp": "x",
        "pages/.a.md.x1y2.new": "x",  # our own, after a kill
    }
    assert found(tmp_path, dotted) == []


@pytest.mark.parametrize(
    "file",
    [
        *("events/.a.yml", "sources/.old/a.yml", "vocabularies/.places.yml", "pages/.a.md"),
        *("pages/.htaccess", "pages/.well-known/security.txt", "pages/a/.b.png"),
    ],
)
def test_a_record_or_page_that_a_dot_hides_is_told(tmp_path: Path, file: str) -> None:
    assert found(tmp_path, {file: "x"}) == [f"{file}:1:1 stray-file"]


@pytest.mark.parametrize(
    "file",
    [
        *("sources/method.md", "events/method.md", "events.md", "events/_frame.md", "data.md"),
        *("data/logo.png", "assets/logo.png", "Assets/logo.png", "embed/x.md", "pagefind/a.txt"),
        *("years/2019.md", "About.md", "about/team.png", "status/index.md"),
    ],
)
def test_below_the_programs_own_names_stands_nothing_by_hand(tmp_path: Path, file: str) -> None:
    (finding,) = check(smallest(tmp_path, {f"pages/{file}": "# أ\n"}), untitled="x").findings
    value = file.replace(".", "/").split("/")[0]
    assert finding == Finding("name-taken", Location(f"pages/{file}"), {"value": value})


@pytest.mark.parametrize(
    "file",
    [
        *("index.md", "README.md", "about.md", "about/index.md", "method/README.md", "sources.md"),
        *("guide.md", "notes/events.md", "notes/data/a.png", "robots.txt", "eventsful.md"),
    ],
)
def test_a_section_and_all_else_is_written_by_hand(tmp_path: Path, file: str) -> None:
    assert found(tmp_path, {f"pages/{file}": "# أ\n"}) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("guide.md", "guide/index.md"),
        ("README.md", "index.md"),
        ("a/README.md", "a/index.md"),
        ("Guide.md", "guide.md"),
        ("Notes/x.md", "notes/X.md"),
    ],
)
def test_two_pages_of_one_address_are_told(tmp_path: Path, first: str, second: str) -> None:
    pages: Example = {f"pages/{first}": "# أ\n", f"pages/{second}": "# ب\n"}
    (finding,) = check(smallest(tmp_path, pages), untitled="x").findings
    files = {finding.at.file, finding.facts["other"]}
    assert (finding.rule, files) == ("same-address", set(pages))
    assert finding.related == (Location(finding.facts["other"]),)


def test_a_name_in_broken_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode(b"events/\xff.yml")
    assert found(tmp_path, {name: RECORD})[-1] == f"{name}:1:1 bad-id"


@pytest.mark.parametrize(
    ("file", "most"),
    [
        ("events/a.yml", folder.MAX_RECORD_BYTES),
        ("sources/2019/map.yml", folder.MAX_RECORD_BYTES),
        ("timeline.yml", folder.MAX_RECORD_BYTES),
        ("vocabularies/places.yml", folder.MAX_VOCABULARY_BYTES),
        ("withdrawn.yml", folder.MAX_VOCABULARY_BYTES),
        ("pages/a.md", folder.MAX_PAGE_BYTES),
        ("map.yml", folder.MAX_MAP_BYTES),
    ],
)
def test_how_much_of_a_file_is_shown(file: str, most: int) -> None:
    assert most_bytes(file) == most
