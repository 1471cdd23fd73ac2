"""Which day or month of either calendar an event belongs to."""

from pathlib import Path

import pytest

from tests.folders import SMALL, site_of
from timeline.render.anniversaries import (
    Month,
    Reckoning,
    anniversaries,
    gregorian,
    umm_al_qura,
)

Found = dict[str, list[tuple[int, str, str]]]


def kept(folder: Path, reckoning: Reckoning, *dates: str) -> Found:
    """What stands under `MM-DD` and, where the day is not known, under `MM`."""
    written = {
        f"events/e{n}.yml": (
            f'title: عنوان\n{"date_hijri" if date.startswith("1") else "date"}: "{date}"\n'
            "summary: نص.\nsources: [report]\n"
        )
        for n, date in enumerate(dates)
    }
    # The smallest folder's own event has only a year and is kept nowhere.
    year = {
        "events/bridge-opened.yml": SMALL["events/bridge-opened.yml"].replace("2019-03", "2019")
    }
    site = site_of(folder, SMALL, year, written)
    months = anniversaries(site.dataset, site.order, reckoning)
    assert [month.number for month in months] == list(range(1, 13))
    return {key: values for month in months for key, values in _flat(month)}


def _flat(month: Month) -> list[tuple[str, list[tuple[int, str, str]]]]:
    days = [(f"{month.number:02}-{day:02}", found) for day, found in month.days.items()]
    if month.coarser:
        days.append((f"{month.number:02}", month.coarser))
    return [(key, [(k.year, k.turn, k.event) for k in found]) for key, found in days]


def test_a_day_stands_under_it_in_the_order_of_years(tmp_path: Path) -> None:
    found = kept(tmp_path, gregorian, "2021-12-28", "2014-12-28?", "2019-12-28")
    assert found == {"12-28": [(2014, "whole", "e1"), (2019, "whole", "e2"), (2021, "whole", "e0")]}


@pytest.mark.parametrize(
    ("date", "key"),
    [
        ("2019-03", "03"),
        ("2019-03?", "03"),
        ("2019-03~", "03"),
        ("2019-03-09~", "03"),  # about a day is not on it
        ("2019-03-09%", "03"),
        ("[2019-03-09..2019-03-17]", "03"),
        ("[2019-03-09,2019-03-17]", "03"),
        ("2019-03-XX", "03"),
        ("2020-02-29", "02-29"),
        ("2019-03-01/2019-03-01", "03-01"),
    ],
)
def test_what_is_no_day_stands_under_its_month(tmp_path: Path, date: str, key: str) -> None:
    assert kept(tmp_path, gregorian, date) == {key: [(int(date.strip("[")[:4]), "whole", "e0")]}


@pytest.mark.parametrize(
    "date", ["2019", "2019-21", "201X", "[2019-03-30..2019-04-02]", "[..2019-03-09]", "../2019-03"]
)
def test_what_no_month_holds_stands_nowhere(tmp_path: Path, date: str) -> None:
    assert kept(tmp_path, gregorian, date) == {}


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("2019-02-09/2019-03-23", {"02-09": "began", "03-23": "ended"}),
        ("2019-02-09?/2019-03-23?", {"02-09": "began"}),  # an end only where it is certain
        ("2019-02-09~/2019-03-23~", {"02": "began"}),
        ("2019-02/2019-03", {"02": "began"}),
        ("2019-02/2019-03-23", {"02": "began", "03-23": "ended"}),
        ("../2019-03-23", {"03-23": "ended"}),
        ("2019-02-09/..", {"02-09": "began"}),
        ("/2019-03-23", {"03-23": "ended"}),
    ],
)
def test_a_period_is_kept_where_it_began_and_where_it_surely_ended(
    tmp_path: Path, date: str, wanted: dict[str, str]
) -> None:
    found = kept(tmp_path, gregorian, date)
    assert {key: values[0][1] for key, values in found.items()} == wanted


def test_the_hijri_calendar_keeps_its_own(tmp_path: Path) -> None:
    found = kept(
        tmp_path,
        umm_al_qura,
        "2019-02-09",  # 4 Jumada II 1440
        "1440-09",  # which touches two Gregorian months
        "2019-03",  # which touches two Hijri months
        "1439-12-10",
        "0900-05-01",  # before the table
    )
    assert found == {
        "06-04": [(1440, "whole", "e0")],
        "09": [(1440, "whole", "e1")],
        "12-10": [(1439, "whole", "e3")],
    }
