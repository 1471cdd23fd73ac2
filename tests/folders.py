"""Content folders for tests: a smallest one, and a richer one that uses every kind of field."""

from collections.abc import Mapping
from pathlib import Path

from tests.contents import lay
from timeline.checking import Checked, check
from timeline.messages import Language, messages
from timeline.render.site import Site
from timeline.rules.rule import EVENT, Example

SMALL: Mapping[str, str] = {
    "events/bridge-opened.yml": EVENT,
    "sources/report.yml": "title: تقرير البلدية\n",
}

RICH: Mapping[str, str] = {
    "timeline.yml": (
        "title: جسور المدينة\ndescription: ما نعرفه عن الجسور.\nlicence: CC-BY-4.0\n"
        "repository: https://example.org/city/bridges\nsite_url: https://example.org/repo/\n"
    ),
    "vocabularies/places.yml": (
        "country: {name: البلد, kind: country}\n"
        "old-town: {name: البلدة القديمة, kind: town, within: country, latitude: 33.3, "
        "longitude: 44.4, precision: near, aliases: [Old Town, البلدة العتيقة]}\n"
    ),
    "vocabularies/actors.yml": (
        "mayor: {name: رئيس البلدية, kind: person, aliases: [Mayor]}\n"
        "gazette: {name: الجريدة, kind: media}\n"
    ),
    "vocabularies/categories.yml": "works: {name: أشغال, summary: ما يُبنى وما يُهدم.}\ntalk: {name: تصريحات}\n",
    "vocabularies/publishers.yml": "daily: {name: اليومية}\n",
    "vocabularies/metrics.yml": (
        "visitors: {name: زوار, forms: {one: زائر واحد, two: زائران, few: زوار, many: زائرًا, "
        "other: زائر}}\ncoins: {name: نقود, forms: {one: دينار واحد, two: ديناران, few: دنانير, "
        "many: دينارًا, other: دينار}}\n"
    ),
    "vocabularies/eras.yml": 'building: {name: البناء, date: "2017/2019"}\n',
    "sources/daily-report.yml": (
        "publisher: daily\ntitle: الجسر الجديد\nauthor: محرر\npublished: 2019-03-02\n"
        "url: https://example.org/a?b=1&c=2\nlanguage: ar\ntype: newspaper\norigin: gazette\n"
    ),
    "sources/copy-report.yml": "title: Bridge opens\nlanguage: en\norigin: gazette\n",
    "events/2017/work-began.yml": (
        "title: بدء العمل\ndate: 2017\nsummary: بدأ العمل.\nsources: [daily-report]\n"
        "categories: [works]\nplaces: [{place: old-town, precision: exact}]\n"
    ),
    "events/2019/bridge-opened.yml": (
        'title: افتتاح الجسر\ndate: "2019-03-01"\nmilestone: true\nstatus: disputed\n'
        "disputed_over: [figures, actors]\n"
        "categories: [works, talk]\nplaces: [old-town]\n"
        "actors: [{actor: mayor, role: declares}]\n"
        "summary: |-\n  افتتح رئيس البلدية الجسر.\n\n  وحضر كثيرون.\n"
        "claims:\n  - {key: city, metric: visitors, low: 1000, high: 1500, said_by: mayor, "
        "source: daily-report, as_of: 2019-03-01}\n"
        "  - {metric: visitors, value: 11, stated: أحد عشر, said_by: mayor, "
        "reported_by: gazette, stance: denies, "
        'towards: "bridge-opened#city", source: copy-report}\n'
        "  - {metric: coins, high: 300000000}\n"
        'sources: [{source: daily-report, locator: "الفقرة 2"}, copy-report]\n'
        "relations: [{type: follows, event: work-began}]\n"
        "corrections: [{date: 2019-04-01, what: صُحح العدد, why: خطأ نقل}]\nadded: 2019-03-02\n"
    ),
    "events/2019/bridge-painted.yml": (
        "title: طلاء الجسر\ndate: 2019\nafter: [bridge-opened]\nsummary: طُلي الجسر.\n"
        "sources: [copy-report]\n"
    ),
    "events/2020/bridge-closing.yml": (
        'title: إغلاق متوقع\ndate: "[2020-01-05..2020-01-09]"\nstatus: planned\n'
        "date_basis: relative\ndate_note: حُسب من «الأسبوع المقبل».\n"
        "summary: قد يُغلق الجسر.\nsources: [daily-report]\n"
    ),
}


def checked(folder: Path, *layers: Example) -> Checked:
    """Lay the files and check them; there must be no error among them."""
    result = check(lay(folder, *layers), untitled="الخط الزمني")
    assert result.dataset is not None, result.findings
    return result


def site_of(folder: Path, *layers: Example) -> Site:
    """Lay the files, check them, and return the site that they make."""
    result = checked(folder, *layers)
    assert result.dataset is not None
    assert result.order is not None
    return Site(result.dataset, result.order, messages(Language.ARABIC), "content", Named())


class Named(dict[str, str]):
    """A path for every asset that a page may name, where none is made."""

    def __missing__(self, role: str) -> str:
        return f"assets/{role}"
