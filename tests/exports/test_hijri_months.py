"""`data/hijri-months.json`: every month of the table, as hijridate has it."""

import json
from datetime import date, timedelta

from hijridate import Hijri

from timeline.exports.hijri_months import hijri_months


def test_every_month_is_that_of_hijridate() -> None:
    table = json.loads(hijri_months())
    day = date.fromisoformat(table["first_day"])
    assert list(table["years"]) == [str(year) for year in range(1343, 1501)]
    for year, lengths in table["years"].items():
        assert len(lengths) == 12
        for month, length in enumerate(lengths, 1):
            first = Hijri(int(year), month, 1)
            assert first.to_gregorian() == day, (year, month)
            assert first.month_length() == length, (year, month)
            day += timedelta(length)
    assert day - timedelta(1) == date.fromisoformat(table["last_day"]) == date(2077, 11, 16)


def test_it_is_light_and_says_what_it_is() -> None:
    data = hijri_months()
    assert len(data) < 12_000
    assert "Umm al-Qura" in json.loads(data)["about"]
