"""Folders that cannot be written, and that nothing is written but where it belongs."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.contents import lay
from tests.faults.orders import ROOT, Server, server, state
from tests.faults.places import OTHER, Place
from tests.faults.test_disk import MOUNTED, refused_a_disk
from tests.folders import SMALL
from timeline.locking import alone


@pytest.mark.parametrize("folder", [".", "site", "one"])
def test_folders_that_may_not_be_written_leave_the_old_site(place: Place, folder: str) -> None:
    """The folder beside the site, the site itself; of the content nothing is written."""
    closed = place.folder / folder
    closed.chmod(0o555)
    try:
        which = 0 if folder == "one" else 1
        ended = place.hold(which, plain=True)
    finally:
        closed.chmod(0o755)
    if folder == "one":
        assert ended.status == 0
    else:
        assert ended.status == 1
        assert ended.err.startswith("تعذّرت كتابة الموقع: لا إذن بذلك: "), ended.err
        assert place.last == 0
    place.clean()


@pytest.mark.slow
def test_a_build_needs_neither_the_cache_nor_the_temporary_folder(place: Place) -> None:
    cache = place.folder / "cache"
    order: dict[str, Any] = {
        "set": [("timeline.publishing.plugin", "CACHE", str(cache))],
        "plain": True,
    }
    cache.mkdir()
    for closed in (cache, place.temporary):
        closed.chmod(0o555)
    place.hold(1, **order)
    assert place.last == 1
    assert not list(cache.iterdir())
    cache.chmod(0o755)
    place.temporary.chmod(0o755)
    shutil.rmtree(cache)
    place.clean()


@pytest.mark.slow
def test_a_disk_that_is_read_only(mountpoint: Path, published: Path) -> None:
    reason = refused_a_disk(mountpoint)
    if reason:
        pytest.skip(reason)
    command = list(MOUNTED)
    command[-1] = command[-1].replace(
        '&& exec "$@"',
        f'&& cp -r {published}/0 "$0/site" && mount -o remount,ro "$0" && exec "$@"',
    )
    content = lay(mountpoint.parent / f"{mountpoint.name}-content", SMALL, OTHER)
    try:
        with server(*command, str(mountpoint)) as there:
            inside = Path(f"/proc/{there.pid}/root{mountpoint}")
            before = state(inside)
            ended = there.run("build.py", "--content", str(content), "--site", f"{mountpoint}/site")
            assert ended.status == 1
            assert ended.err.startswith("تعذّرت كتابة الموقع: الكتابة غير ممكنة هناك"), ended
            assert state(inside) == before
    finally:
        shutil.rmtree(content)


@pytest.mark.slow
def test_a_site_that_is_a_disk_of_its_own_is_not_replaced(mountpoint: Path) -> None:
    """As a volume of a container: its folder cannot be moved away."""
    reason = refused_a_disk(mountpoint)
    if reason:
        pytest.skip(reason)
    content = lay(mountpoint.parent / f"{mountpoint.name}-content", SMALL)
    try:
        with server(*MOUNTED, str(mountpoint)) as there:
            ended = there.run("build.py", "--content", str(content), "--site", str(mountpoint))
            assert ended.status == 1
            assert ended.err == (
                f"تعذّرت كتابة الموقع: المجلد مشغول أو قرص قائم بذاته، فلا يحل محله غيره: {mountpoint}\n"
            ), ended
            assert not state(Path(f"/proc/{there.pid}/root{mountpoint}"))
            assert not list(mountpoint.parent.glob(f".{mountpoint.name}*"))
    finally:
        shutil.rmtree(content)


@pytest.mark.slow
def test_nothing_is_written_but_the_site_and_the_cache(tmp_path: Path) -> None:
    """Neither at home, nor among temporary files, nor where it was called, nor into content/."""
    roots = {name: tmp_path / name for name in ("home", "temporary", "here", "content", "out")}
    for root in roots.values():
        root.mkdir()
    lay(roots["content"], SMALL, {"pages/guide.md": "# دليل\n"})
    before = state(tmp_path)
    project = _project()
    environment = {
        "HOME": str(roots["home"]), "TMPDIR": str(roots["temporary"]),
        "XDG_CACHE_HOME": str(roots["home"] / "cache"), "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(roots["content"])]
    command += ["--site", str(roots["out"] / "site")]
    subprocess.run(command, cwd=roots["here"], env=environment, check=True, capture_output=True)
    after = {
        name: kept for name, kept in state(tmp_path).items() if not name.startswith("out/site/")
    }
    assert after == before
    assert _project() == project


def _project() -> set[Path]:
    """What the project itself holds, but for what every program leaves in it."""
    found = {path for path in ROOT.iterdir() if not path.name.startswith((".", "site", "__"))}
    for folder in ("content", "schema", "timeline"):
        found.update(p for p in (ROOT / folder).rglob("*") if "__pycache__" not in p.parts)
    return found


def test_a_second_build_waits_and_says_so(place: Place) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(place.contents[1])]
    command += ["--site", str(place.site)]
    with (
        alone(place.folder / ".site-building/lock"),
        subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as second,
    ):
        assert second.stderr
        told = second.stderr.readline()
        second.kill()
        assert second.stderr.read() == ""
    assert told == f"يجري الآن بناء آخر للموقع {place.site}، ويبدأ هذا البناء حين ينتهي.\n"
    assert place.published() == 0
    place.mend(1)


@pytest.mark.slow
def test_builds_at_once_of_one_site(tmp_path: Path, published: Path, harmed: Server) -> None:
    """Four turns of two contents, at once, to one site: it is one of them, whole."""
    place = Place(tmp_path, harmed, published)
    with server() as other:
        for _ in range(4):
            ends = _at_once(
                (harmed, place.contents[0], place.site), (other, place.contents[1], place.site)
            )
            assert ends == [0, 0]
            place.last = place.published()
            place.clean()


@pytest.mark.slow
def test_builds_at_once_with_one_cache(tmp_path: Path, published: Path, harmed: Server) -> None:
    """Two sites, and a cache that is empty: both cut every font, and both are right.

    Where both write at once one of them keeps nothing; what is then missing the next build adds.
    """
    cache = tmp_path / "cache"
    order = {"set": [("timeline.publishing.plugin", "CACHE", str(cache))]}
    places = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        places.append(Place(tmp_path / name, harmed, published))
    with server() as other:
        ends = _at_once(
            (harmed, places[0].contents[1], places[0].site),
            (other, places[1].contents[1], places[1].site),
            **order,
        )
    assert ends == [0, 0]
    assert [place.published() for place in places] == [1, 1]
    assert places[0].build(1, **order).status == 0
    assert [file.name for file in cache.iterdir()] == ["fonts"]
    assert len(list((cache / "fonts").iterdir())) == 9  # of three faces: two parts, and what it has


@pytest.mark.slow
def test_a_preview_beside_builds(place: Place) -> None:
    """It writes nothing that a build reads, and the other way round."""
    command = [sys.executable, "-m", "timeline.cli", "serve", "--port", "0", "--content"]
    temporary = place.folder / "temporary"
    with subprocess.Popen(
        [*command, str(place.contents[0])], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8",
        env=os.environ | {"TMPDIR": str(temporary)},
    ) as preview:  # fmt: skip
        try:
            assert preview.stdout
            assert "http://" in preview.stdout.readline()
            for which in (1, 0):
                assert place.build(which).status == 0
                assert place.look(place.site) == place.whole[which]
            shown = preview.stdout.readline()
            assert shown
        finally:
            preview.terminate()
        assert preview.wait() == 0  # as with Ctrl+C
    assert not list(temporary.iterdir())
    place.clean()


def _at_once(*builds: tuple[Server, Path, Path], **order: Any) -> list[int]:
    statuses = [99] * len(builds)

    def run(number: int, there: Server, content: Path, site: Path) -> None:
        ended = there.run("build.py", "--content", str(content), "--site", str(site), **order)
        statuses[number] = ended.status

    threads = [
        threading.Thread(target=run, args=(number, *build)) for number, build in enumerate(builds)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses
