"""Which form an event has on the spine, and at which ends it fades."""

from pathlib import Path

import pytest

from tests.folders import SMALL, site_of
from timeline.render.spine import mark


@pytest.mark.parametrize(
    ("date", "classes"),
    [
        ("2019-03-01", "dot"),
        ("2019-03-01?", "dot from-about to-about"),
        ("2019-03", "within"),
        ("2019-03~", "within from-about to-about"),
        ("2019", "within long"),
        ("[2019-03-01..2019-03-09]", "within"),
        ("[..2019-03-09]", "within long from-about"),
        ("[2019-03-09..]", "within long to-about"),
        ("2019-03-01/2019-03-09", "bar long"),
        ("2010/2014", "bar long"),
        ("2019-03-01~/2019-03-09", "bar long from-about"),
        ("2019-03-01/2019-03-09?", "bar long to-about"),
        ("2019-03-01/..", "bar long to-about"),
        ("2019-03-01/", "bar long to-about"),
        ("/2019-03-01", "bar long from-about"),
        ("2019-03-01\nstatus: planned", "dot plan"),
        ("2019-03-01\nmilestone: true", "dot mile"),
    ],
)
def test_fades_only_where_an_end_is_not_certain(tmp_path: Path, date: str, classes: str) -> None:
    day, _, field = date.partition("\n")
    record = SMALL["events/bridge-opened.yml"].replace("2019-03", day) + f"{field}\n"
    site = site_of(tmp_path, SMALL, {"events/bridge-opened.yml": record})
    assert mark(site.dataset.events["bridge-opened"]) == classes
