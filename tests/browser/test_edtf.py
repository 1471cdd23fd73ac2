"""Dates in the browser: every span, bound, phrase and refusal is the one that Python gives."""

import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import Pages
from timeline.dates import (
    Calendar,
    Fault,
    MonthStyle,
    gregorian_month,
    gregorian_phrase,
    hijri_month,
    hijri_phrase,
    parse,
    to_arabic_indic,
)

ROOT = Path(__file__).parents[2]
YEARS = {Calendar.GREGORIAN: (1900, 2100), Calendar.HIJRI: (1335, 1505)}
ODD = [
    *("", "..", "/", "x", "open/2019", "2019/unknown", "9/12/2017", "31/12/2017", "12/2017"),
    *("٢٠١٧/١٢", "\u200f2017", "12345", "-0044", "2017-12-09T10:30Z", "20171209", "201712"),
    *("2017-13", "2019-20", "1440-41", "9 December 2017", "Dec 2017", "in 2017", "[2017]"),
    *("[2017,2018?]", "a" * 501, "0001", "9999-24", "0000-01", "99", "XXXX", "{2017,2018}"),
    *("[..2017,2019..]", "[2019..2017]", "2017-02-30", "2017-12-09 ", "2017-12-XX~", "2017-XX-XX?"),
    *("2014/XXXX", "2019 AD", "2019 ce", "1440 AH"),
]
WORDED = [
    *(
        "ربيع 2019",
        "شتاء 2019",
        "شتاء 2018–2019",
        "شتاء 2017-2019",
        "منذ شتاء 2019",
        "أوائل شتاء 2019",
    ),
    *(
        "نحو آب 2019",
        "قرابة عام 2014",
        "عام 2014 تقريبًا",
        "circa 2019",
        "ca. 2019",
        "c. 2019",
        "c2019",
    ),
    *(
        "صباح السبت 23 آذار 2019",
        "السبت ٢٣ أذار/مارس ٢٠١٩ م",
        "الأحد 23 آذار 2019",
        "السبت آذار 2019",
    ),
    *("السبت 1 تموز 0099", "Sat 23 Mar 2019", "Saturday, March 23rd, 2019", "مساء 2019"),
    *("16 رجب 1440", "السبت 16 رجب 1440", "1440 هـ", "1440هـ", "رجب 1440 هـ", "منتصف رجب 1440 هـ"),
    *(
        "ربيع الأول 1440",
        "ربيع 1440",
        "من رمضان إلى ذي الحجة 1435",
        "الأول من رجب 1440",
        "30 صفر 1439",
    ),
    *("بين آذار ونيسان 2019", "بين 1 و٢٣ آذار 2019", "بين عامي 2014 و2016", "بين ربيع وصيف 2019"),
    *("between March and April 2019", "بين نحو 2014 و2016", "بين آذار 2019 و23 نيسان 2020"),
    *(
        "أوائل 2019",
        "منتصف 2019",
        "أواخر آذار 2019",
        "نهاية عام 2017",
        "early 2019",
        "mid-March 2019",
    ),
    *("منذ 2014", "منذ عام 2014 حتى الآن", "من 2014", "حتى آذار 2019", "من آذار إلى أيار 2019"),
    *("من 1 إلى 23 آذار 2019", "من 28 آذار حتى 2 نيسان 2019", "من كانون الأول إلى شباط 2019"),
    *("من نحو عام 2014 إلى عام 2017", "من أوائل آذار إلى أواخر أيار 2019", "from 2014 to 2017"),
    *("عام 2019", "سنة 2019 م", "2019م", "March 2019", "23 Mar 2019", "spring 2019", "آذار 2019؟"),
    *("3 أو 4 كانون الثاني 2020", "2014 أو 2016 أو 2018", "ليلة 3 على 4 كانون الثاني 2020"),
    *("الأول من أيار 2019", "الثالث والعشرين من آذار 2019", "الحادي عشر من آذار 2019", "بعد 2019"),
    *("في 9 كانون الأول 2017 على الأرجح", "نحو 9 كانون الأول 2017 على الأرجح", "آذار ونيسان 2019"),
    *("آذار 2019/..", "[آذار 2019]", "من 2019-03-01 إلى 2019-03-05", "30 شباط 2019", "شتاء 0001"),
    *("9 9 آذار 2019", "آذار مارس 2019", "12abc 2019", "23  آذار   2019", "حتى", "من", "بين", "و"),
]
RUN = """
async ({edtf, faults, phrases, calendars, months, data, sample}) => {
  const {reader} = await import(edtf);
  const {isFault} = await import(faults);
  const {phrases: speaker} = await import(phrases);
  const {iso} = await import(calendars);
  const table = await (await fetch(months)).json();
  const words = await (await fetch(data)).json();
  const {parse, calendars: known} = reader(table, words.words);
  const say = speaker(known, words.months);
  return sample.map(([text, calendar]) => {
    const found = parse(text, calendar);
    if (isFault(found)) return found;
    return {
      gregorian: say.gregorian(found), hijri: say.hijri(found),
      bounds: [found.start.earliest, found.start.latest, found.end.earliest, found.end.latest].map(iso),
      form: found.form, precision: found.precision,
      uncertain: found.uncertain, approximate: found.approximate,
    };
  });
}
"""


def point(chance: random.Random, calendar: Calendar, *, marked: bool = True) -> str:
    """Write a date of any precision, now and then one that there is not."""
    year = f"{chance.choice([chance.randint(*YEARS[calendar])] * 9 + [1, 99, 1500, 9999]):04}"
    month = f"{chance.choice([*range(1, 13), *range(1, 13), 0, 13, 21, 24]):02}"
    day = f"{chance.choice([*range(1, 31), 0, 31, 32]):02}"
    forms = [
        year,
        f"{year[:3]}X",
        f"{year[:2]}XX",
        f"{year}-{month}",
        f"{year}-{month}-XX",
        f"{year}-XX-XX",
        *[f"{year}-{month}-{day}"] * 4,
    ]
    return chance.choice(forms) + (chance.choice("?~%") if marked and chance.random() < 0.3 else "")


def generated(calendar: Calendar) -> list[str]:
    """Write dates of every form, and dates as people write them."""
    chance = random.Random(f"dates of {calendar}")

    def one() -> str:
        return point(chance, calendar)

    def plain() -> str:
        return point(chance, calendar, marked=False)

    found: list[str] = []
    for _ in range(100):
        found += [one(), f"{one()}/{one()}", f"{one()}/..", f"../{one()}", f"{one()}/", f"/{one()}"]
        found += [
            f"[{plain()},{plain()}]",
            f"[{plain()}..{plain()}]",
            f"[..{plain()},{plain()}]",
            f"[{plain()},{plain()}..]",
        ]
        text = one()
        at = chance.randrange(len(text) + 1)
        found.append(text[:at] + chance.choice(" /-.X?[]u٣T:،") + text[at + chance.randint(0, 1) :])
        year, month, day = (
            chance.randint(*YEARS[calendar]),
            chance.randint(1, 12),
            chance.randint(1, 31),
        )
        name = (
            gregorian_month(month, chance.choice(list(MonthStyle)))
            if calendar is Calendar.GREGORIAN
            else hijri_month(month, genitive=chance.random() < 0.5)
        )
        found += [
            f"{day}/{month}/{year}",
            f"{year}-{month}-{day}",
            f"{year}/{month}",
            f"{year}{month:02}{day:02}",
            f"{day} {name} {year}",
            f"يوم {day} {name} عام {year}",
            f"نهاية {name} {year}",
            to_arabic_indic(f"{year}-{month:02}-{day:02}"),
            f"{year}-{month:02}-{day:02}T10:30",
            f"{day}-{month}-{year % 100}",
            f"{year} - {year + 1}",
            f"«{year}»",
        ]
    return found


def said(text: str, calendar: Calendar) -> dict[str, Any]:
    """Say what Python makes of a text."""
    span = parse(text, calendar)
    if isinstance(span, Fault):
        return {
            "kind": str(span.kind),
            "text": span.text,
            "suggestion": span.suggestion,
            "facts": dict(span.facts),
        }
    bounds = (span.start.earliest, span.start.latest, span.end.earliest, span.end.latest)
    return {
        "gregorian": gregorian_phrase(span),
        "hijri": hijri_phrase(span),
        "bounds": [iso(day) for day in bounds],
        "form": str(span.form),
        "precision": str(span.precision),
        "uncertain": span.uncertain,
        "approximate": span.approximate,
    }


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("calendar", list(Calendar))
def test_the_browser_reads_and_says_dates_as_python_does(
    page: Pages, first: Path, home: str, calendar: Calendar
) -> None:
    readme = re.findall(r"^\| `([^`]+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    texts = [*readme, *ODD, *WORDED, *generated(calendar)]
    view = page(home + "contribute/suggest/")

    def asset(name: str) -> str:
        (file,) = (first / "assets").glob(name)
        return f"{home}assets/{file.name}"

    got = view.evaluate(
        RUN,
        {
            "edtf": asset("edtf.*.js"),
            "faults": asset("fault.*.js"),
            "phrases": asset("phrases.*.js"),
            "calendars": asset("calendars.*.js"),
            "data": asset("suggest.*.json"),
            "months": f"{home}data/hijri-months.json",
            "sample": [[text, str(calendar)] for text in texts],
        },
    )
    wanted = [said(text, calendar) for text in texts]
    assert sum("form" in one for one in wanted) > 300
    assert sum("kind" in one for one in wanted) > 300
    wrong = [
        f"{text!r}: {json.dumps(there, ensure_ascii=False)} and not {json.dumps(here, ensure_ascii=False)}"
        for text, here, there in zip(texts, wanted, got, strict=True)
        if here != there
    ]
    assert not wrong, "\n".join(wrong[:10])
