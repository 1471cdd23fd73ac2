"""What is recorded, in the parts that the form that suggests an event loads."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.contents import lay
from tests.folders import checked, site_of
from timeline.publishing.plugin import data_files
from timeline.render.recorded import recorded_parts
from timeline.rules.rule import EVENT

DATES = {
    "a-day": 'date: "2019-03-02"',
    "a-day-2": 'date_hijri: "1440-06-24"',
    "two-years": 'date: "2019-11/2020-02"',
    "many-years": 'date: "1990/2003"',
    "without-end": 'date: "2014/.."',
}


def parts(tmp_path: Path) -> dict[str, Any]:
    content = lay(tmp_path / "content", several())
    dataset = checked(content).dataset
    assert dataset is not None
    return {name: json.loads(data) for name, data in recorded_parts(dataset).items()}


def several() -> dict[str, str]:
    lines = EVENT.splitlines()
    bare = "\n".join(line for line in lines if not line.startswith("date"))
    return {
        "sources/report.yml": "title: تقرير\n",
        "withdrawn.yml": "gone: {date: 2024-05-01, reason: كان خطأ.}\n",
        **{f"events/{key}.yml": f"{date}\n{bare}\n" for key, date in DATES.items()},
    }


def test_a_date_finds_the_events_of_its_years(tmp_path: Path) -> None:
    found = parts(tmp_path)
    assert {name: [row[0] for row in found[name]] for name in ("2019", "2020", "long")} == {
        "2019": ["a-day", "a-day-2", "two-years"],
        "2020": ["two-years"],
        "long": ["many-years", "without-end"],
    }
    assert found["2019"][1][2:5] == ["2019-03", "2019-03", "1 آذار/مارس 2019"]
    assert found["long"][1][2:5] == ["2014-01", "", "منذ عام 2014"]
    assert "1995" not in found


def test_every_id_that_is_taken_is_in_one_share(tmp_path: Path) -> None:
    found = parts(tmp_path)
    shares = [row[0] for name, rows in found.items() if name.startswith("ids-") for row in rows]
    assert sorted(shares) == sorted([*DATES, "gone"])
    (share,) = [rows for rows in found.values() if ["gone"] in rows]
    assert all(len(row) == 2 for row in share if row != ["gone"])
    # An id and the next number behind it are found together.
    together = [rows for name, rows in found.items() if name.startswith("ids-")]
    assert any({"a-day", "a-day-2"} <= {row[0] for row in rows} for rows in together)


def test_parts_are_named_by_content_and_the_first_file_knows_them(tmp_path: Path) -> None:
    site = site_of(lay(tmp_path / "content", several()))
    known = json.loads(site.suggesting.data)["recorded"]
    made = data_files(site)
    for name, path in known.items():
        assert path.startswith(f"assets/recorded-{name}.")
        assert made[path]() == site.recorded[name].data


@pytest.mark.parametrize("count", [40, 400])
def test_what_the_form_loads_first_does_not_grow_with_events(tmp_path: Path, count: int) -> None:
    """Ten times as many events in the same years: as large a file, and small shares."""
    body = "\n".join(line for line in EVENT.splitlines() if not line.startswith("date"))
    content = {"sources/report.yml": "title: تقرير\n"}
    for n in range(count):
        day = f'date: "20{n % 10:02}-{n % 12 + 1:02}-{n % 28 + 1:02}"'
        content[f"events/event-{n * 7919}.yml"] = f"{day}\n{body}\n"
    site = site_of(lay(tmp_path / "content", content))
    names = {name for name in site.recorded if not name.startswith("ids-")}
    assert names == {"all", *(str(year) for year in range(2000, 2010))}
    assert len(site.suggesting.data) < 32_000
    shares = [len(json.loads(f.data)) for n, f in site.recorded.items() if n.startswith("ids-")]
    assert sum(shares) == count
    assert max(shares) <= max(8, count / 8)
