"""Pages of the last build that are kept: as a build without them makes them, byte for byte."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from benchmarks.records import records, write
from tests.contents import lay
from timeline.cache import WITHOUT
from timeline.checking import check
from timeline.messages import Language, messages
from timeline.publishing import keeping, publish
from timeline.publishing.plugin import CACHE
from timeline.publishing.publish import publish as published
from timeline.render import shares
from timeline.render.assets import assets
from timeline.render.sections import pages
from timeline.render.site import Site

MADE: Final = records(12)
EVENT: Final = list(MADE.events)[7]
SOURCE: Final = MADE.events[EVENT]["sources"][0]["source"]
Edit = Callable[[Path], object]


def replacing(file: str, old: str, new: str) -> Edit:
    """In the file of this name, wherever it stands."""

    def edit(content: Path) -> None:
        (path,) = content.rglob(file)
        text = path.read_text("utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def adding(file: str, text: str) -> Edit:
    def edit(content: Path) -> None:
        with (content / file).open("a", encoding="utf-8") as end:
            end.write(text)

    return edit


def moved(content: Path) -> None:
    """An event's file in another folder: its page names it."""
    (path,) = content.rglob(f"{EVENT}.yml")
    path.rename(content / "events" / path.name)


def withdrawn(content: Path) -> None:
    (path,) = content.rglob(f"{list(MADE.events)[4]}.yml")
    path.unlink()
    gone = f"{list(MADE.events)[4]}: {{date: '2026-02-01', reason: سُجل مرتين.}}\n"
    (content / "withdrawn.yml").write_text(gone, "utf-8")


def added(content: Path) -> None:
    (path,) = content.rglob(f"{EVENT}.yml")
    copy = path.read_text("utf-8").replace('title: "', 'title: "ثم ', 1)
    (content / "events" / "another.yml").write_text(copy, "utf-8")


PLACE: Final = MADE.places[MADE.events[EVENT]["places"][0]["place"]]["name"]
EDITS: Final[Mapping[str, Edit]] = {
    "a summary": replacing(f"{EVENT}.yml", "summary: |-\n  ", "summary: |-\n  أولًا: "),
    "a title": replacing(f"{EVENT}.yml", 'title: "', 'title: "خبر: '),
    "a date": replacing(f"{EVENT}.yml", "date: 20", "date: 19"),
    "what comes after it": replacing(
        f"{list(MADE.events)[6]}.yml", "added: ", f"after: [{EVENT}]\nadded: "
    ),
    "a relation": adding(
        f"events/x/{EVENT}.yml",
        f"relations:\n  - {{type: updates, event: {list(MADE.events)[3]}}}\n",
    ),
    "an event's file": moved,
    "an event less": withdrawn,
    "an event more": added,
    "a source": replacing(f"{SOURCE}.yml", 'title: "', 'title: "نص: '),
    "a place": replacing("places.yml", f'"{PLACE}"', '"تل جديد"'),
    "a place's point": replacing("places.yml", '"33.2"', '"31.2"'),
    "an actor": replacing("actors.yml", 'name: "', 'name: "آل '),
    "a category": replacing("categories.yml", 'name: "', 'name: "فئة '),
    "a publisher": replacing("publishers.yml", 'name: "', 'name: "دار '),
    "a metric": replacing("metrics.yml", 'name: "', 'name: "عدد '),
    "an era": replacing("eras.yml", 'name: "', 'name: "عهد '),
    "the timeline's name": replacing("timeline.yml", 'title: "', 'title: "كتاب '),
    "the timeline's address": replacing("timeline.yml", "example.org", "example.com"),
    "the day": replacing(f"{SOURCE}.yml", "accessed: ", "accessed: 2026-04-01 # "),
    "a page by hand": lambda content: lay(content, {"pages/about.md": "# عن الموقع\n\nنص.\n"}),
}
ROOT: Final = Path(__file__).parents[2]
FEW: Final = ("a summary", "an event less")


@pytest.fixture(autouse=True)
def kept_of_few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeping, "MANY", 1)
    monkeypatch.setattr(publish, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    monkeypatch.delenv(WITHOUT)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    write(MADE, folder)
    (path,) = folder.rglob(f"{EVENT}.yml")
    (folder / "events" / "x").mkdir()
    path.rename(folder / "events" / "x" / path.name)
    return folder


def site_of(content: Path, site: Path) -> Mapping[str, bytes]:
    result = check(content, untitled="—")
    assert result.dataset is not None, result.findings
    published(result, content, site, search=False)
    return tree(site)


def tree(folder: Path) -> Mapping[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def held(content: Path, tmp_path: Path, edit: Edit) -> None:
    site = tmp_path / "site"
    site_of(content, site)
    edit(content)
    again = site_of(content, site)
    shutil.rmtree(tmp_path / "cache")
    assert again == site_of(content, tmp_path / "clean")


@pytest.mark.parametrize("edit", FEW)
def test_a_kept_page_is_the_one_that_would_be_made(
    content: Path, tmp_path: Path, edit: str
) -> None:
    held(content, tmp_path, EDITS[edit])


@pytest.mark.slow
@pytest.mark.parametrize("edit", [edit for edit in EDITS if edit not in FEW])
def test_no_edit_leaves_an_old_page(content: Path, tmp_path: Path, edit: str) -> None:
    held(content, tmp_path, EDITS[edit])


def test_of_an_edit_most_pages_are_kept(content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site_of(content, site)
    before = {page: page.stat().st_ino for page in site.glob("events/*/index.html")}
    EDITS["a summary"](content)
    site_of(content, site)
    made = {page.parent.name for page, inode in before.items() if page.stat().st_ino != inode}
    # The event itself; its neighbours and those related to it name no more than its title, but
    # rest on the whole record.
    assert EVENT in made
    assert len(made) < len(before) / 2


def test_nothing_is_kept_without_a_key_or_where_that_is_said(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    page = site / "events" / EVENT / "index.html"
    made = site_of(content, site)

    def kept() -> bool:
        before = page.stat().st_ino
        assert site_of(content, site) == made
        return page.stat().st_ino == before

    assert kept()
    with monkeypatch.context() as patch:
        patch.setenv(WITHOUT, "1")
        assert not kept()
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "own_key", lambda: None)
        assert not kept()
    site_of(content, site)
    assert kept()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert not kept()


def test_a_file_that_was_changed_in_the_site_is_made_again(content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    made = site_of(content, site)
    size, time, another, link, gone, *_ = sorted(site.glob("events/*/index.html"))
    status = size.stat()
    size.write_bytes(b"x")
    os.utime(size, ns=(status.st_atime_ns, status.st_mtime_ns))
    time.write_bytes(bytes(time.stat().st_size))
    status = another.stat()
    other = another.with_name("other")  # made while the page is there, so of another number
    other.write_bytes(bytes(status.st_size))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(another)
    link.rename(site / "moved.html")
    link.symlink_to(site / "moved.html")
    gone.unlink()
    assert site_of(content, site) == made


class Asked(Mapping[str, object]):
    """Records that remember which of them were asked for, and that nobody may go through."""

    def __init__(self, records: Mapping[str, object]) -> None:
        self.records = records
        self.ids: set[str] = set()
        self.strict = False

    def __getitem__(self, key: str) -> object:
        self.ids.add(key)
        return self.records[key]

    def __iter__(self) -> Iterator[str]:
        assert not self.strict, "a page that is kept went through all records"
        return iter(self.records)

    def __len__(self) -> int:
        assert not self.strict, "a page that is kept counted all records"
        return len(self.records)


def test_a_kept_page_asks_for_no_record_but_those_that_it_rests_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "MOST", 5)  # so that there are lists in all their forms
    write(records(200), tmp_path / "content")
    result = check(tmp_path / "content", untitled="—")
    spied, order = result.dataset, result.order
    assert spied is not None
    assert order is not None
    asked = {"events": Asked(spied.events), "sources": Asked(spied.sources)}
    for kind, found in asked.items():
        object.__setattr__(spied, kind, found)
    digests = result.content.digests
    roles = assets(ROOT / CACHE).paths
    site = Site(spied, order, messages(Language.ARABIC), "content", roles, None, digests)
    listed = [page for page in pages(site) if page.rests_on]
    assert site.base()
    assert spied.by_place
    assert spied.relations_to
    assert {page.url.partition("/")[0] for page in listed} >= {
        *("events", "sources", "years", "hijri", "places", "actors"),
        *("categories", "status"),
    }
    for page in listed:
        site.__dict__.pop("_lines", None)  # nothing that another page has asked for
        site.__dict__.pop("_event_maps", None)
        site.views.__dict__.pop("events", None)
        for found in asked.values():
            found.ids.clear()
            found.strict = True
        page.render()
        assert page.rests_on
        said = " ".join(page.rests_on())
        for kind, found in asked.items():
            assert [i for i in found.ids if digests[kind, i] not in said] == [], page.url
            found.strict = False
