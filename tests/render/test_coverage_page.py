"""The page on coverage: its figures are those of `timeline stats`, and its sentences agree."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.folders import RICH, SMALL, site_of
from timeline.coverage import Coverage, Use, cover
from timeline.dates import Precision
from timeline.messages import Language, messages
from timeline.records.fields import DateBasis
from timeline.records.vocabulary import PlacePrecision
from timeline.render import weighing
from timeline.render.sections import coverage as section
from timeline.render.sections import texts
from timeline.render.sections.coverage import pages
from timeline.render.site import Site
from timeline.reporting.coverage import coverage_in_words

SAY = messages(Language.ARABIC)
ROOT = Path(__file__).parents[2]


def body(site: Site) -> str:
    (page,) = pages(site)
    return page.render()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(html: str, anchor: str) -> str:
    """The part of the page under one heading."""
    return html.partition(f'id="{anchor}"')[2].partition("</section>")[0]


def bars(html: str) -> list[tuple[str, str, float]]:
    """Of each bar its name, its count and the percentage that is drawn."""
    found = re.findall(
        r"<li>(?:<a [^>]*>)?<bdi>(.*?)</bdi>(?:</a>)? <span>(.*?)</span>.*?M100 0H([\d.]+)V", html
    )
    return [(name, count, 100 - float(rest)) for name, count, rest in found]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Site]:
    content = {
        path.relative_to(ROOT / "content").as_posix(): path.read_bytes()
        for path in (ROOT / "content").rglob("*.yml")
    }
    return {
        "rich": site_of(tmp_path_factory.mktemp("rich"), RICH),
        "small": site_of(tmp_path_factory.mktemp("small"), SMALL),
        "first": site_of(tmp_path_factory.mktemp("first"), content),
    }


@pytest.mark.parametrize("name", ["rich", "small", "first"])
def test_the_figures_are_those_of_the_command(sites: Mapping[str, Site], name: str) -> None:
    """Every line of `timeline stats` that names a kind and a number stands on the page as a bar."""
    site = sites[name]
    html = body(site)
    said = coverage_in_words(cover(site.dataset), site.dataset, SAY)
    lines = {tuple(line.strip().split(": ")) for line in said.splitlines() if line.count(": ") == 1}
    shown = {(title, count) for title, count, _ in bars(html)}
    for title, count in shown:
        if title not in {source.title for source in site.dataset.sources.values()}:
            assert (title, count) in lines
    counted = [
        "status_", "basis_", "precision_", "origins_", "sources_"
    ]  # fmt: skip
    assert all(bars(part(html, anchor)) for anchor in counted)
    c = cover(site.dataset)
    for source, use in c.by_source.items():
        count = SAY.text(", ").join(
            (site.events(use.events), SAY.count("{n} number", "{n} numbers", use.claims))
        )
        assert (site.dataset.sources[source].title, count) in shown
    assert text(html).count(site.events(c.events)) >= 1


def test_each_kind_adds_up_to_all(sites: Mapping[str, Site]) -> None:
    html = body(sites["first"])
    for anchor in ("status_", "basis_"):
        drawn = sum(percent for _, _, percent in bars(part(html, anchor)))
        assert drawn == pytest.approx(100, abs=0.3)


def test_the_grid_holds_every_month_that_is_counted(sites: Mapping[str, Site]) -> None:
    for site in sites.values():
        counts = cover(site.dataset).months.counts
        grid = part(body(site), "months_")
        rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', grid)
        found: dict[tuple[int, int], int] = {}
        for head, cells in rows:
            year = re.sub(r"<[^>]+>", "", head)
            numbers = re.findall(r"<td[^>]*>(\d*)</td>", cells)
            if "–" in year:
                assert numbers == ["0"]
                continue
            assert len(numbers) == 12
            found |= {(int(year), m): int(n) for m, n in enumerate(numbers, 1) if n}
        assert {month: n for month, n in found.items() if n} == {
            month: n for month, n in counts.items() if n
        }
        assert set(found) <= set(counts)


def test_records_are_named_and_linked(sites: Mapping[str, Site]) -> None:
    site = sites["rich"]
    html = body(site)
    assert part(html, "origins_").count('href="../events/') == len(site.dataset.events)
    assert 'href="../events/bridge-opened/">افتتاح الجسر</a> <span class="note">نقود:' in html
    assert part(html, "places_").count('href="../events/') == 2
    assert 'href="../sources/copy-report/"' in part(html, "addresses_")
    assert "../years/2019/" in part(html, "months_")


def test_a_long_list_is_cut_and_says_so(
    sites: Mapping[str, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section, "NAMED", 1)
    html = body(sites["rich"])
    assert part(html, "origins_").count('href="../events/') == 1
    assert "و3 أحداث أخرى" in part(html, "origins_")
    assert "وواحد غيرها" in part(html, "sources_")


def test_without_numbers_there_is_nothing_of_them(sites: Mapping[str, Site]) -> None:
    assert 'id="claims_"' not in body(sites["small"])
    assert 'id="claims_"' in body(sites["rich"])


# Sentences: of none, one, two, a few, many, hundreds, and of all.

Weigh = Callable[[Coverage], list[str]]


@pytest.fixture(scope="module")
def counted(sites: Mapping[str, Site]) -> Coverage:
    """A coverage of 200 events and 200 sources, to be changed."""
    return replace(cover(sites["small"].dataset), events=200, sources=200)


IDS = tuple(f"e{n}" for n in range(200))


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "كل حدث هنا يستند إلى أصلين مستقلين أو أكثر."),
        (1, "حدث واحد من 200 يستند إلى أصل واحد."),
        (2, "حدثان من 200 يستند كل منهما إلى أصل واحد."),
        (3, "3 أحداث من 200 يستند كل منها إلى أصل واحد."),
        (11, "11 حدثًا من 200 يستند كل منها إلى أصل واحد."),
        (100, "100 حدث من 200 يستند كل منها إلى أصل واحد."),
        (200, "الأحداث كلها، وعددها 200، يستند كل منها إلى أصل واحد."),
    ],
)
def test_events_of_one_origin(counted: Coverage, n: int, said: str) -> None:
    found = weighing.origins(replace(counted, single_origin=IDS[:n]), SAY)
    assert found[0] == said
    assert len(found) == (2 if n else 1)


@pytest.mark.parametrize(("n", "said"), [(1, "الحدث الوحيد هنا"), (2, "كلا الحدثين")])
def test_all_events_of_one_origin(counted: Coverage, n: int, said: str) -> None:
    found = weighing.origins(replace(counted, events=n, single_origin=IDS[:n]), SAY)
    assert found[0].startswith(said)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لكل مصدر هنا رابط يُقرأ به."),
        (
            1,
            "مصدر واحد من 200 بلا رابط معروف، فلا سبيل إلى فتحه ومقابلة ما نُقل عنه به.",
        ),
        (2, "مصدران من 200 بلا رابط"),
        (3, "3 مصادر من 200 بلا روابط"),
        (11, "11 مصدرًا من 200 بلا روابط"),
        (100, "100 مصدر من 200 بلا روابط"),
        (200, "المصادر كلها، وعددها 200، بلا روابط"),
    ],
)
def test_sources_without_an_address(counted: Coverage, n: int, said: str) -> None:
    changed = replace(counted, without_address=IDS[:n], without_archive=())
    found = weighing.addresses(changed, SAY)
    assert found[0].startswith(said)
    assert ("ولكل رابط نسخة محفوظة." in found) == (n < 200)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "رابط واحد بلا نسخة"),
        (2, "رابطان بلا نسخة"),
        (3, "3 روابط بلا نسخة"),
        (11, "11 رابطًا بلا نسخة"),
        (100, "100 رابط بلا نسخة"),
    ],
)
def test_addresses_without_a_copy(counted: Coverage, n: int, said: str) -> None:
    changed = replace(counted, without_address=(), without_archive=IDS[:n])
    assert weighing.addresses(changed, SAY)[1].startswith(said)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لكل رقم هنا قائل أو ناقل مسمّى."),
        (1, "رقم واحد لم يُسمَّ قائله"),
        (2, "رقمان لم يُسمَّ قائل أي منهما"),
        (3, "3 أرقام لم يُسمَّ قائلوها"),
        (11, "11 رقمًا لم يُسمَّ قائلوها"),
        (100, "100 رقم لم يُسمَّ قائلوها"),
    ],
)
def test_numbers_of_nobody(counted: Coverage, n: int, said: str) -> None:
    changed = replace(counted, unattributed=tuple(("e", place) for place in range(n)))
    assert weighing.claims(changed, SAY)[0].startswith(said)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لكل حدث هنا مكان."),
        (1, "حدث واحد بلا مكان: لا يظهر"),
        (2, "حدثان بلا مكان: لا يظهران"),
        (3, "3 أحداث بلا مكان: لا تظهر"),
        (11, "11 حدثًا بلا مكان: لا تظهر"),
        (100, "100 حدث بلا مكان: لا تظهر"),
    ],
)
def test_events_without_a_place(counted: Coverage, n: int, said: str) -> None:
    assert weighing.places(replace(counted, placeless=IDS[:n]), SAY)[0].startswith(said)


def test_sources_of_which_one_thing_is_not_known(
    sites: Mapping[str, Site], counted: Coverage
) -> None:
    dataset = sites["small"].dataset
    changed = replace(counted, by_publisher={"": 2}, by_origin={"": 11})
    found = weighing.sources(changed, dataset, SAY)
    assert "مصدران لا يُعرف ناشر أي منهما." in found
    assert any(line.startswith("11 مصدرًا لا يُذكر عمّن نقلت") for line in found)
    known = replace(
        counted, by_publisher={"a": 200}, by_origin={"b": 200}, by_source={"report": Use(7, 0)}
    )
    assert weighing.sources(known, dataset, SAY) == [
        "أكثر ما تستند إليه الأحداث «تقرير البلدية»: 7 أحداث من 200."
    ]


@pytest.mark.parametrize(
    ("uses", "named"),
    [
        ({"report": 7, "other": 6}, 1),
        ({"report": 7, "other": 7, "third": 1}, 0),
        ({"other": 1, "report": 1}, 0),
        ({"report": 1, "other": 0}, 0),
        ({"report": 2, "other": 1}, 1),
    ],
)
def test_the_source_relied_on_most_is_named_where_one_is(
    sites: Mapping[str, Site], counted: Coverage, uses: Mapping[str, int], named: int
) -> None:
    changed = replace(
        counted,
        sources=len(uses),
        by_publisher={},
        by_origin={},
        by_source={source: Use(events, 0) for source, events in uses.items()},
    )
    found = weighing.sources(changed, sites["small"].dataset, SAY)
    assert len(found) == named
    assert all(line.startswith("أكثر ما تستند إليه الأحداث «تقرير البلدية»") for line in found)


def test_months_in_words(sites: Mapping[str, Site], tmp_path: Path) -> None:
    event = SMALL["events/bridge-opened.yml"]
    assert weighing.months(cover(sites["small"].dataset), SAY) == [
        "كل ما عُرف شهره يقع في آذار/مارس 2019."
    ]

    def said(folder: str, *dates: str) -> list[str]:
        events = {f"events/e{n}.yml": event.replace("2019-03", d) for n, d in enumerate(dates)}
        site = site_of(tmp_path / folder, SMALL, {"events/bridge-opened.yml": None}, events)
        return weighing.months(cover(site.dataset), SAY)

    assert said("a", "2019-03", "2019-04") == [
        "شهران من آذار/مارس إلى نيسان/أبريل 2019، وفي كل شهر منها حدث."
    ]
    few = said("b", "2019-03", "2019-06", "2018")
    assert few[0] == "4 أشهر من آذار/مارس إلى حزيران/يونيو 2019، والخالي منها شهران."
    assert few[-1] == "حدث واحد لا يُعرف شهر بدايته، فلا يُعدّ في الجدول."
    assert said("c", "2019") == [
        "لا يُعرف لأي حدث الشهر الذي بدأ فيه.",
        "حدث واحد لا يُعرف شهر بدايته، فلا يُعدّ في الجدول.",
    ]
    assert weighing.gap((2019, 4), (2019, 4), SAY) == "نيسان/أبريل 2019 (شهر واحد)"
    assert weighing.gap((2014, 7), (2017, 1), SAY).endswith("(31 شهرًا)")


@pytest.mark.parametrize(
    ("n", "day", "stated"),
    [
        (1, "حدث واحد من 200 مؤرخ باليوم.", "تاريخ واحد من 200 مذكور في مصدره."),
        (2, "حدثان من 200 مؤرخان باليوم.", "تاريخان من 200 مذكوران في مصادرهما."),
        (3, "3 أحداث من 200 مؤرخة باليوم.", "3 تواريخ من 200 مذكورة في مصادرها."),
        (11, "11 حدثًا من 200 مؤرخة باليوم.", "11 تاريخًا من 200 مذكورة في مصادرها."),
        (100, "100 حدث من 200 مؤرخة باليوم.", "100 تاريخ من 200 مذكورة في مصادرها."),
    ],
)
def test_days_and_stated_dates_agree(counted: Coverage, n: int, day: str, stated: str) -> None:
    changed = replace(counted, precision={Precision.DAY: n}, basis={DateBasis.STATED: n})
    assert weighing.precision(changed, SAY)[0] == day
    assert weighing.basis(changed, SAY)[0] == stated
    none = replace(counted, basis={DateBasis.INFERRED: 200})
    assert weighing.basis(none, SAY)[0] == "لا تاريخ هنا مذكور في مصدره."


def test_days_and_what_sources_state(sites: Mapping[str, Site], tmp_path: Path) -> None:
    small = cover(sites["small"].dataset)
    assert weighing.basis(small, SAY) == ["كل تاريخ هنا مذكور في مصدره."]
    assert weighing.precision(small, SAY)[0] == "لا حدث هنا مؤرخ باليوم."
    day = SMALL["events/bridge-opened.yml"].replace("2019-03", "2019-03-09")
    found = cover(site_of(tmp_path, SMALL, {"events/bridge-opened.yml": day}).dataset)
    assert weighing.precision(found, SAY) == ["كل حدث هنا مؤرخ باليوم."]


def test_method_and_about_lead_to_it(tmp_path: Path) -> None:
    about = {"timeline.yml": "title: ع\nkeywords: [جسور, Bridges]\n"}
    found = {page.url: page.render() for page in texts.pages(site_of(tmp_path, SMALL, about))}
    assert 'href="../coverage/"' in found["about/"]
    assert 'href="../coverage/"' in found["method/"]
    assert "كلمات مفتاحية: جسور ، Bridges" in text(found["about/"])
    assert (
        "كلمات مفتاحية"
        not in {p.url: p.render() for p in texts.pages(site_of(tmp_path / "b", SMALL))}["about/"]
    )
    # Every degree of nearness that a record can state is explained.
    assert all(SAY.term("place precision", kind) in found["method/"] for kind in PlacePrecision)
