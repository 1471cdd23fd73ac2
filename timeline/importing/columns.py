"""Headings of columns, English and Arabic → the fields that an import fills.

The fields are those of events, of their one claim (`metric`, `value` …) and their one source
(`source_title` …), and the parts of a date as TimelineJS's spreadsheet has them. A column of numbers
is `claim:METRIC`, and its heading may be the metric's name: «عدد القتلى».
"""

import re
from collections.abc import Mapping
from typing import Final

from timeline.dates.folding import folded
from timeline.importing.known import Names

# Each field and the headings that are read as it, beside its own name.
_HEADINGS: Final[Mapping[str, str]] = {
    "id": "identifier, slug, unique id, unique_id, المعرف, معرف, الرمز",
    "title": "headline, heading, event, name, event title, العنوان, عنوان, الحدث, عنوان الحدث, اسم الحدث",
    "date": "start, start date, from, begin, event date, when, التاريخ, تاريخ, تاريخ الحدث, البداية, تاريخ البداية, من, متى",
    "end": "end date, to, until, النهاية, تاريخ النهاية, إلى, حتى",
    "date_hijri": "hijri, hijri date, التاريخ الهجري, هجري, تاريخ هجري",
    "hijri_stated": "التاريخ الهجري كما ورد",
    "date_basis": "basis, أساس التاريخ, سند التاريخ",
    "date_note": "note on date, ملاحظة التاريخ, ملاحظة على التاريخ",
    "year": "start year, السنة, سنة, العام, عام",
    "month": "start month, الشهر, شهر",
    "day": "start day, اليوم, يوم",
    "time": "start time, hour, الساعة, الوقت",
    "end_year": "سنة النهاية",
    "end_month": "شهر النهاية",
    "end_day": "يوم النهاية",
    "end_time": "وقت النهاية",
    "display_date": "date display, date text, عرض التاريخ, التاريخ كما يظهر",
    "status": "certainty, الحالة, حالة",
    "milestone": "علامة فارقة, محطة",
    "category": "categories, tag, tags, group, topic, event type, التصنيف, تصنيف, التصنيفات, الوسوم, الفئة, النوع",
    "place": "places, location, city, where, venue, المكان, مكان, الأماكن, الموقع, المدينة, أين",
    "place_precision": "precision, دقة المكان",
    "actor": "actors, party, parties, who, people, الجهة, الجهات, الفاعل, الفاعلون, الأطراف, من فعل",
    "actor_role": "role, الدور, دور الجهة",
    "summary": "text, description, details, body, content, الملخص, ملخص, الوصف, وصف, النص, التفاصيل, الخلاصة",
    "after": "بعد",
    "before": "قبل",
    "added": "تاريخ الإضافة",
    "metric": "figure, indicator, unit, المقياس, المؤشر, الوحدة, ماذا يعد",
    "value": "number, count, amount, figure value, fatalities, القيمة, العدد, الرقم, عدد",
    "low": "min, minimum, الحد الأدنى, أدنى",
    "best": "best estimate, أفضل تقدير, التقدير الأفضل",
    "high": "max, maximum, الحد الأعلى, أعلى",
    "stated": "as stated, كما ورد, نص الرقم",
    "claim_group": "whom, من المعدود, الفئة المعدودة",
    "scope": "نطاق الرقم",
    "as_of": "as of, حتى تاريخ, تاريخ الرقم",
    "since": "منذ",
    "said_by": "claimed by, said by, القائل, قاله, بحسب",
    "reported_by": "reported by, نقله, الناقل",
    "stance": "موقف القائل",
    "claim_note": "note on number, ملاحظة الرقم",
    "source": "sources, source id, reference, references, citation, المصدر, المصادر, المرجع, المراجع",
    "source_title": "article, article title, عنوان المصدر, عنوان المقال, المقال",
    "source_url": "url, link, source link, web, website, الرابط, رابط, رابط المصدر, الوصلة",
    "publisher": "outlet, publication, newspaper, الناشر, ناشر, الصحيفة, الوسيلة",
    "author": "byline, writer, الكاتب, كاتب, المؤلف",
    "published": "publication date, date published, published on, تاريخ النشر, نشر في",
    "archived": "archive, archive url, نسخة محفوظة, الأرشيف",
    "accessed": "access date, retrieved, تاريخ الاطلاع",
    "language": "lang, اللغة, لغة المصدر",
    "source_type": "kind of source, نوع المصدر",
    "source_note": "ملاحظة المصدر",
    "locator": "page, paragraph, الموضع, الفقرة, الصفحة",
}
NUMBER_OF: Final = "claim:"
_COUNTING: Final = re.compile(r"^(?:عدد|number of|no of|count of) ")
_ARTICLE: Final = re.compile(r"\b(و?)ال(?=\w\w)")
FIELDS: Final = tuple(_HEADINGS)

# TimelineJS's spreadsheet has these beside fields of the same meaning; «Type» is the kind of row.
TIMELINEJS_ONLY: Final = frozenset(
    {"Display Date", "Headline", "Media", "Media Credit", "Media Caption", "Background"}
)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", folded(heading)).split())


_BY_HEADING: Final = {
    _plain(heading): field
    for field, headings in _HEADINGS.items()
    for heading in (field, *headings.split(","))
}


def field_of(heading: str) -> str | None:
    """Find the field that a heading means; None if it means none that is known."""
    return _BY_HEADING.get(_plain(heading))


def _counted(heading: str) -> str:
    """Write what a column counts as it is compared: «عدد القتلى» as «قتلى»."""
    return _ARTICLE.sub(r"\1", _COUNTING.sub("", _plain(heading)))


def fields_of(
    headings: list[str], chosen: Mapping[str, str | None], metrics: Names
) -> list[str | None]:
    """Find each heading's field.

    What the user has chosen for a heading goes before the table, and the table before the metrics.
    """
    numbers: dict[str, str] = {}
    for spelling, metric in metrics.spellings.items():
        numbers.setdefault(_counted(spelling), f"{NUMBER_OF}{metric}")
    by_name = {_plain(heading): field for heading, field in chosen.items()}
    return [
        by_name[_plain(heading)]
        if _plain(heading) in by_name
        else field_of(heading) or numbers.get(_counted(heading))
        for heading in headings
    ]


def is_timelinejs(headings: list[str]) -> bool:
    """Whether a spreadsheet's headings are those that TimelineJS asks for."""
    return {"Headline", "Text"} <= {heading.strip() for heading in headings} and (
        len(TIMELINEJS_ONLY & {heading.strip() for heading in headings}) >= 3  # noqa: PLR2004
    )
