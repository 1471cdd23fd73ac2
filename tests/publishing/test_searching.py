"""The search index made in a process of its own: what comes of it, and what when it ends early."""

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from tests.folders import RICH, SMALL, site_of
from timeline.commands.ending import EndedError
from timeline.publishing import searching as module
from timeline.publishing.indexing import IndexingError
from timeline.publishing.searching import searching
from timeline.render.site import Site

PAGE = '<h1>دليل</h1><div class="text"><p>عن المجلدات.</p></div>'


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests may have left threads behind that wait for nothing."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "new"
    (root / "guide").mkdir(parents=True)
    return root


def held(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def made(site: Site, root: Path) -> tuple[tuple[str, ...], dict[str, bytes]]:
    with searching(site, root) as finish:
        (root / "guide/index.html").write_text(PAGE, "utf-8")
        urls = finish(["guide/", "gone/", "events/bridge-opened/"])
    assert not root.with_name("search").exists()
    files = held(root / "pagefind")
    for file in sorted((root / "pagefind").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    (root / "pagefind").rmdir()
    return urls, files


def test_the_index_is_the_same_with_a_process_and_without(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of(tmp_path / "content", RICH)
    urls, files = made(site, root)
    assert urls[-1] == "guide/"
    assert urls.count("events/bridge-opened/") == 1
    assert "gone/" not in urls
    assert {"pagefind.js", "wasm.unknown.pagefind", "words.json"} <= files.keys()
    assert made(site, root) == (urls, files)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    monkeypatch.setattr(os, "fork", None)
    assert made(site, root) == (urls, files)


@pytest.fixture
def small(tmp_path: Path) -> Site:
    return site_of(tmp_path / "content", SMALL)


def no_child_is_left() -> bool:
    return not multiprocessing.active_children()  # others' tests may have some of their own


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (KeyError("x"), "IndexingError: pagefind/: KeyError: 'x'"),
        (IndexingError(["one", "two"]), "IndexingError: one\ntwo"),
        (OSError(28, "No space left on device"), "OSError: [Errno 28]"),
    ],
)
def test_what_fails_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    threads: int,
    failure: Exception,
    told: str,
) -> None:
    def fail(_: Site) -> None:
        raise failure

    site = site_of(tmp_path / "content", SMALL)
    monkeypatch.setattr(module, "Documents", fail)
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    with (
        pytest.raises((IndexingError, OSError)) as caught,
        searching(site, tmp_path / "new") as finish,
    ):
        finish([])
    assert f"{caught.type.__name__}: {caught.value}".startswith(told)
    assert no_child_is_left()


def test_a_process_that_is_killed_is_told(
    small: Site, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "Documents", lambda _: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(IndexingError, match=r"stopped \(-9\)"), searching(small, root) as finish:
        finish([])


@pytest.mark.parametrize("error", [EndedError(signal.SIGTERM), KeyboardInterrupt()])
def test_whoever_is_asked_to_end_does_not_wait_for_it(
    small: Site, root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(module, "Documents", lambda _: threading.Event().wait())
    with pytest.raises(type(error)), searching(small, root):
        raise error
    assert no_child_is_left()
