"""A disk that is full, folders that cannot be written: it is said, and the old site stands."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.faults.orders import server
from tests.faults.places import Place

KIB: Final = 1024
SIZE: Final = 8 * KIB * KIB
# A disk of its own, for as long as what is started runs: nobody else sees it.
MOUNTED: Final = (
    *("unshare", "--mount", "--map-root-user", "sh", "-c"),
    f'mount -t tmpfs -o size={SIZE},mode=755 none "$0" && exec "$@"',
)


def refused_a_disk(mountpoint: Path) -> str | None:
    """Why no small disk can be had here, such as in a container without the right to mount."""
    try:
        subprocess.run([*MOUNTED, str(mountpoint), "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no disk of its own: {error}"
    return None


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_site(mountpoint: Path, published: Path) -> None:
    """The disk is filled until less and less is free; so each stage meets its end."""
    reason = refused_a_disk(mountpoint)
    if reason:
        pytest.skip(f"{reason}; test_files_that_may_not_grow_leave_the_old_site runs everywhere")
    stages: dict[str, int] = {}
    with server(*MOUNTED, str(mountpoint)) as there:
        inside = Path(f"/proc/{there.pid}/root{mountpoint}")
        (inside / "place").mkdir()
        place = Place(inside / "place", there, published)
        place.seen = mountpoint / "place"
        order = {"set": [("timeline.publishing.plugin", "CACHE", str(mountpoint / "cache"))]}
        for which in (1, 0):
            assert place.build(which, **order).status == 0  # the cache holds the fonts
            assert place.look(place.site) == place.whole[which]
        finished = 0
        for free in (*range(0, 1200, 400), *range(1200, 1900, 175), 2500):
            filled = inside / "filled"
            disk = os.statvfs(inside)
            filled.write_bytes(bytes(max(0, disk.f_bavail * disk.f_frsize - free * KIB)))
            if free in {400, 1375}:  # neither is there room for the cache
                shutil.rmtree(inside / "cache")
            ended = place.hold(1, **order)
            filled.unlink()
            place.clean()
            if ended.status == 0:
                finished += 1
                place.mend(0)
                continue
            assert ended.status == 1, ended
            assert place.last == 0
            assert "Traceback" not in ended.err
            stages[ended.failed] = stages.get(ended.failed, 0) + 1
            assert ended.err.startswith(
                ("تعذّرت كتابة الموقع: القرص ممتلئ", "تعذّر بناء الموقع:\n")
            ), ended
    assert finished
    assert {"pages", "index"} <= stages.keys(), stages


@pytest.mark.slow
def test_files_that_may_not_grow_leave_the_old_site(place: Place) -> None:
    """What any system can be asked for: it refuses the bytes of a file beyond so many."""
    seen = set()
    for size in (0, 1, 100, 1000, 4000, 16_000, 30_000, 60_000, 90_000):
        ended = place.hold(1, file_size=size)
        assert ended.status == 1, (size, ended)
        seen.add(ended.err.partition("\n")[0].partition(":")[0])
        assert "Traceback" not in ended.err
        place.clean()
    assert seen >= {"تعذّرت كتابة الموقع"}
    place.mend(1)
