"""Lists that are too long for one page: no page grows with the number of records."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.folders import SMALL, site_of
from tests.growth import LINEAR, growth
from timeline.dates.gregorian import year_bounds
from timeline.render import shares
from timeline.render.listing import Run, reaching
from timeline.render.page import FRAMES, Page
from timeline.render.sections import figures, front, on_this_day, sources, years
from timeline.render.sections import pages as pages_of
from timeline.render.shares import MOST, month_shares
from timeline.render.site import Site
from timeline.render.views import Link

N = 300
PLACES = "country: {name: البلد}\n"


def record(date: str, more: str = "") -> str:
    return f'title: حدث\ndate: "{date}"\nsummary: نص.\nsources: [report]\n{more}'


def many() -> Mapping[str, str]:
    """So many events: one in three of 2018, by day, the others of 2019, half of them of one month."""
    more = (
        "places: [country]\ncategories: [works]\nclaims: [{metric: coins, value: 3, said_by: mayor}]\n"
        "actors: [mayor]\n"
    )
    found = {"vocabularies/places.yml": PLACES}
    for n in range(N):
        date = f"2018-{n % 12 + 1:02}-{n % 28 + 1:02}"
        if n % 3 == 1:
            date = f"2019-03-{n % 28 + 1:02}"
        if n % 3 == 2:
            date = f"2019-{n % 12 + 1:02}" if n % 2 else "2019"
        found[f"events/e-{n:03}.yml"] = record(date, more)
        found[f"sources/s-{n:03}.yml"] = f"title: مصدر\npublished: {2001 + n % 2}\norigin: mayor\n"
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("many"), SMALL, many())


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    found = {page.url: page for page in pages_of(site)}
    assert len(found) == len([*pages_of(site)])
    return found


@pytest.fixture(scope="module")
def bodies(pages: dict[str, Page]) -> dict[str, str]:
    return {u: page.render() for u, page in pages.items() if not u.startswith("events/")}


def ids(body: str) -> list[str]:
    return re.findall(r'<li class="ev[^>]* id="([^"]+)"', body)


def test_no_page_lists_more_than_there_is_room_for(bodies: dict[str, str]) -> None:
    for url, body in bodies.items():
        listed = re.findall(r'<li class="ev |<tr id="row_|<li><b class="y">|<li>\s*<cite', body)
        assert len(listed) <= MOST + shares.FIRST, url


@pytest.mark.parametrize(
    "folder",
    [
        "years/",
        "hijri/",
        "places/country/",
        "actors/mayor/",
        "categories/works/",
        "sources/report/",
    ],
)
def test_every_event_stands_once_and_in_order(
    site: Site, bodies: dict[str, str], folder: str
) -> None:
    found = [i for url, body in bodies.items() if url.startswith(folder) for i in ids(body)]
    of_years = {"years/", "hijri/"}
    wanted = site.order.sequence
    if folder not in of_years | {"sources/report/"}:
        wanted = tuple(i for i in wanted if i != "bridge-opened")
    # Milestones and the newest stand on the list's own page without an id.
    assert sorted(found) == sorted(wanted)
    leaves = {u: b for u, b in bodies.items() if u.startswith(folder) and u not in of_years}
    for body in leaves.values():
        rank = [site.order.rank[i] for i in ids(body)]
        assert rank == sorted(rank)


def test_a_long_list_leads_down_to_its_months(bodies: dict[str, str]) -> None:
    top = bodies["places/country/"]
    assert 'href="../../places/country/2018/"' in top
    assert 'href="../../places/country/2019/"' in top
    assert not ids(top)
    assert len(ids(bodies["places/country/2018/"])) == 100
    year = bodies["places/country/2019/"]
    assert '<li id="m_2019-03"><a href="../../../places/country/2019/03/">' in year
    assert "2019، بلا شهر معلوم" in year
    assert "<h1><bdi>البلد</bdi>: آذار/مارس 2019</h1>" in bodies["places/country/2019/03/"]
    assert 'href="../../../../places/country/2019/"' in bodies["places/country/2019/03/"]
    assert "<h1>آذار/مارس 2019</h1>" in bodies["years/2019/03/"]


def test_sources_and_their_events_are_parted_too(bodies: dict[str, str]) -> None:
    assert 'href="../sources/by_year/2001/"' in bodies["sources/"]
    actor = bodies["actors/mayor/"]
    assert 'href="../../actors/mayor/sources/2002/"' in actor
    assert bodies["sources/by_year/2001/"].count("<cite") == N / 2
    akin = bodies["sources/s-000/"]
    assert akin.count("<cite") == sources.AKIN
    assert "و279 مصدرًا آخر" in akin


def test_numbers_are_drawn_by_year(bodies: dict[str, str]) -> None:
    own = bodies["figures/coins/"]
    assert 'href="../../figures/coins/2018/"' in own
    assert "300 رقم" in own
    rows = {u: b.count('<tr id="row_') for u, b in bodies.items() if u.startswith("figures/coins/")}
    assert sum(rows.values()) == N
    assert max(rows.values()) <= figures.MOST


def test_days_of_a_long_month_have_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_this_day, "MOST", 3)
    found = {page.url: page.render() for page in on_this_day.pages(site)}
    assert 'href="../on-this-day/03/02/#d_02"' in found["on-this-day/"]
    assert '<li data-day="03-02"><a href="../../on-this-day/03/02/">' in found["on-this-day/03/"]
    assert 'id="d_02"' in found["on-this-day/03/02/"]
    assert "2 آذار/مارس (1 من 2)" in found["on-this-day/03/02/"]
    assert found["on-this-day/03/02-2/"].count('<b class="y">') == 1
    assert "آذار/مارس، بلا يوم معلوم" in found["on-this-day/03/"]
    assert 'id="m_"' in found["on-this-day/03/00/"]
    assert all(body.count('<b class="y">') <= 3 for body in found.values())


def test_the_front_page_has_a_size_of_its_own(bodies: dict[str, str]) -> None:
    body = bodies[""]
    assert len(ids(body)) == front.LATEST
    assert 'href="./years/2019/">بقية عام 2019، وفيه' in body
    strip = body[body.index("<svg role") : body.index("</svg>")]
    assert strip.count("<title>") <= front.COLUMNS
    sources_listed = body.count('href="./sources/s-')
    assert sources_listed < front.VALUES


def test_shares_are_no_results_of_the_search(pages: dict[str, Page]) -> None:
    assert pages["places/country/"].searched
    deep = [page for url, page in pages.items() if url.startswith("places/country/2")]
    assert deep
    assert not any(page.searched for page in deep)
    assert all(page.listed for page in deep)


def test_every_page_has_a_frame_of_its_depth(pages: dict[str, Page]) -> None:
    depths = {frame.name: frame.url.count("/") for frame in FRAMES}
    assert all(depths[page.frame] == url.count("/") for url, page in pages.items())


def test_a_month_with_too_many_goes_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "MOST", 2)
    runs = [
        Run("", "", ("a",)),
        Run("m_2019-02", "شباط", ("b", "c", "d")),
        Run("", "بلا شهر", ("e", "f")),
        Run("m_2019-03", "آذار", ("g",)),
    ]
    found = month_shares(site, Link("2019", "years/2019/"), runs)
    assert [(s.url, s.anchor, [run.ids for run in s.runs]) for s in found] == [
        ("years/2019/00/", "", [("a",)]),
        ("years/2019/02/", "m_2019-02", [("b", "c")]),
        ("years/2019/02-2/", "", [("d",), ("e",)]),
        ("years/2019/02-3/", "", [("f",)]),
        ("years/2019/03/", "m_2019-03", [("g",)]),
    ]
    assert found[1].name == "شباط 2019 (1 من 3)"


def test_what_reaches_into_a_year_is_bounded(tmp_path: Path) -> None:
    events = {f"events/e-{n:02}.yml": record("2001/..") for n in range(50)}
    later = {"events/later.yml": record("2019"), "events/between.yml": record("2010/2012")}
    site = site_of(tmp_path, SMALL, events, later)
    body = next(page.render() for page in pages_of(site) if page.url == "years/2019/")
    part = body[body.index("reaching_") : body.index("</section>")]
    assert part.count("<li>") == years.REACHING
    assert "و10 أحداث أخرى بدأت قبل هذه" in part
    starts = [day for year in (2001, 2010, 2012, 2019) if (day := year_bounds(year))]
    found = reaching(site.views, [start[0] for start in starts])
    assert [len(some) for some in found] == [0, 50, 51, 50]


def test_listing_pages_grows_with_the_events(tmp_path: Path) -> None:
    def work(size: int) -> object:
        records = {
            f"events/e-{n:04}.yml": record(f"20{n % 25 + 1:02}-{n % 12 + 1:02}-05", "places: [a]\n")
            for n in range(size)
        }
        made = site_of(tmp_path / str(size), SMALL, records)
        made.views.events  # noqa: B018 - worked out once, whoever asks
        made.order.years  # noqa: B018
        return lambda: [*years.pages(made), *figures.pages(made)]

    assert growth(work, 60) < LINEAR  # type: ignore[arg-type]
