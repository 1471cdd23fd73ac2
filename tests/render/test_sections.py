"""Sections by the folders that their pages stand in, and by whether they are there."""

from pathlib import Path

import pytest

from tests.folders import RICH, SMALL, site_of
from timeline.render.sections import frames, frames_of, pages, pages_in
from timeline.rules.rule import Example

PLACE = {"vocabularies/places.yml": "mosul: {name: الموصل}\n"}


@pytest.mark.parametrize("files", [SMALL, RICH, {**SMALL, **PLACE}], ids=["small", "rich", "place"])
def test_pages_and_frames_without_a_list_of_all(tmp_path: Path, files: Example) -> None:
    site = site_of(tmp_path, files)
    whole = [page.url for page in pages(site)]
    folders = dict.fromkeys(url.partition("/")[0] for url in whole)
    found = {folder: [page.url for page in pages_in(site, folder)] for folder in folders}
    for url in whole:
        assert url in found[url.partition("/")[0]]
    # A folder is asked for one section or two, and never for all.
    assert all(len(urls) < len(whole) for urls in found.values())
    assert not list(pages_in(site, "elsewhere"))
    used, known = frames(pages(site)), frames_of(site)
    assert {*used} <= {*known}
    assert [f for f in used if f.navigation] == [f for f in known if f.navigation]


def test_without_a_day_there_is_no_day_of_the_year(tmp_path: Path) -> None:
    files = {**SMALL, "events/bridge-opened.yml": SMALL["events/bridge-opened.yml"]}
    files["events/bridge-opened.yml"] = files["events/bridge-opened.yml"].replace("2019-03", "1600")
    site = site_of(tmp_path, files)
    used, known = frames(pages(site)), frames_of(site)
    names = {frame.name for frame in known if frame.navigation}
    assert names == {frame.name for frame in used if frame.navigation}
    assert not names & {"days", "hijri", "places", "actors", "figures", "categories"}
