"""`data/hijri-months.json`: the Umm al-Qura calendar, for scripts that may not ask the browser's.

Browsers' tables of the calendar differ from the printed one and from one another; this is the one
that the pages were made with.
"""

import json

from timeline.dates import hijri


def hijri_months() -> bytes:
    """The first and the last Gregorian day, and the lengths of each year's months in days."""
    years = [
        f'  "{year}": ' + json.dumps([hijri.month_length(year, month) for month in range(1, 13)])
        for year in range(hijri.FIRST_YEAR, hijri.LAST_YEAR + 1)
    ]
    about = (
        "The Umm al-Qura calendar as printed: for each Hijri year the lengths of its months in "
        "days. The first month of the first year begins on the Gregorian day first_day; last_day "
        "is the last day of the table."
    )
    head = {
        "about": about,
        "first_day": hijri.FIRST_DAY.isoformat(),
        "last_day": hijri.LAST_DAY.isoformat(),
    }
    opened = json.dumps(head, indent=1).removesuffix("\n}")
    return (f'{opened},\n "years": {{\n' + ",\n".join(years) + "\n }\n}\n").encode()
