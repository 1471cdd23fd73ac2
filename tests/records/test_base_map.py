"""`map.yml` is read as strictly as any record: what is no line of points is refused, by rule."""

from pathlib import Path

import pytest

from tests.contents import checked, found

HEAD = "origin: أطلس\nextent: {west: 38, south: 29, east: 49, north: 38}\n"


def test_reads_names_and_lines(tmp_path: Path) -> None:
    text = (
        HEAD
        + "countries:\n  - name: البلد\n    outlines:\n      - >-\n        43.1,36.3 43.2,36.4\n"
        "        43.2,-36.2\nlakes: [{outlines: ['1,2 3,4 5,6']}]\n"
        "rivers: [{name: النهر, courses: ['1,2 3,4']}]\n"
    )
    result = checked(tmp_path, {"map.yml": text})
    assert result.findings == ()
    assert result.dataset is not None
    base = result.dataset.base_map
    assert base is not None
    assert base.countries[0].outlines == (((43.1, 36.3), (43.2, 36.4), (43.2, -36.2)),)
    assert (base.lakes[0].name, base.rivers[0].name) == (None, "النهر")
    assert base.extent.east == 49


def test_need_not_be_there(tmp_path: Path) -> None:
    dataset = checked(tmp_path).dataset
    assert dataset is not None
    assert dataset.base_map is None


@pytest.mark.parametrize(
    "line",
    [
        "43.1,36.3",
        "43.1,36.3 43.2",
        "43.1 36.3 43.2 36.4",
        "43.1,36.3 181,36.4",
        "43.1,36.3 43.2,91",
        "43.1,36.3 nan,36.4",
        "43.1,36.3 1e3,36.4",
        "43.1,36.3 ٤٣,٣٦",
        "M43.1,36.3 43.2,36.4",
        '43.1,36.3 "/><script>',
    ],
)
def test_refuses_what_is_no_line(tmp_path: Path, line: str) -> None:
    text = f"{HEAD}countries:\n  - outlines:\n      - '{line}'\n"
    assert found(tmp_path, {"map.yml": text}) == ["map.yml:5:9 bad-point"]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("- a\n", "map.yml:1:1 wrong-shape"),
        ("origin: أطلس\ncountries: []\n", "map.yml:1:1 missing-field"),
        (HEAD, "map.yml:1:1 missing-field"),
        (HEAD + "countries: x\n", "map.yml:3:12 wrong-shape"),
        (HEAD + "countries: [{outlines: '1,2 3,4'}]\n", "map.yml:3:24 wrong-shape"),
        (HEAD + "countries: [{outline: []}]\n", "map.yml:3:14 unknown-field"),
        (HEAD.replace("38}", "98}") + "countries: []\n", "map.yml:2:48 bad-degrees"),
        (HEAD + "countries: [{outlines: [" + "[" * 20 + "\n", "map.yml:3:29 too-deep"),
        ("#" + "x" * 1024 * 1024 + "\n", "map.yml:1:1 file-too-large"),
    ],
)
def test_says_what_is_wrong_and_where(tmp_path: Path, text: str, finding: str) -> None:
    assert finding in found(tmp_path, {"map.yml": text})


def test_a_misspelt_file_is_not_passed_over(tmp_path: Path) -> None:
    result = checked(tmp_path, {"maps.yml": HEAD})
    (finding,) = result.findings
    assert (finding.rule, finding.suggestion) == ("stray-file", "map.yml")


def test_does_not_follow_a_link(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "secret.yml").write_text(HEAD + "countries: []\n", encoding="utf-8")
    (tmp_path / "content/map.yml").symlink_to("../secret.yml")
    assert found(tmp_path / "content") == ["map.yml:1:1 not-a-file"]
