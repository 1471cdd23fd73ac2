"""The filters in a real browser: what is chosen, what is left of it, and the address that says so.

What must be left is worked out here from the records, in the plainest way there is.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.contents import lay
from tests.folders import SMALL, checked
from timeline.checking import check
from timeline.dataset import Dataset, actors_of, sources_of
from timeline.dates import hijri
from timeline.dates.folding import folded
from timeline.messages import Language, messages
from timeline.publishing.publish import publish
from timeline.records.event import Event
from timeline.rules.rule import EVENT

ROOT = Path(__file__).parents[2]
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
FACETS = ("category", "place", "actor", "precision", "basis", "status", "source")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    found = check(ROOT / "content", untitled="الخط الزمني").dataset
    assert found is not None
    return found


# ------------------------------------------------------------------ what the records say


def values_of(dataset: Dataset, event: Event) -> Mapping[str, Iterable[str]]:
    return {
        "category": event.categories,
        "place": {outer for w in event.places for outer in dataset.place_path(w.place)},
        "actor": actors_of(event),
        "precision": [event.span.precision],
        "basis": [event.date_basis],
        "status": [event.status],
        "source": sources_of(event),
    }


def left(
    dataset: Dataset,
    chosen: Mapping[str, Iterable[str]],
    first: date = date.min,
    last: date = date.max,
) -> set[str]:
    """The events that have one of the values of each facet and can lie in the period."""
    return {
        event.id
        for event in dataset.events.values()
        if all(set(values_of(dataset, event)[facet]) & {*some} for facet, some in chosen.items())
        and (event.span.earliest or date.min) <= last
        and (event.span.latest or date.max) >= first
    }


def all_words(dataset: Dataset, event: Event) -> str:
    """The event's words, and those of its categories, places and actors, folded."""
    actors = [dataset.actors[actor] for actor in actors_of(event)]
    places = [dataset.places[place] for place in values_of(dataset, event)["place"]]
    named = [dataset.categories[category].name for category in event.categories]
    for actor in actors:
        named += [actor.name, *actor.aliases]
    for place in places:
        named += [place.name, *place.aliases]
    return folded(" ".join((event.title, *event.summary, *named)))


# ------------------------------------------------------------------------- what is shown


def settled(view: Page) -> None:
    view.locator(".list:not([aria-busy])").wait_for(state="attached")


def shown(view: Page) -> set[str]:
    settled(view)
    ids = "items => items.filter(li => li.checkVisibility()).map(li => li.id)"
    return set(view.locator(".list li.ev").evaluate_all(ids))


def total(view: Page) -> str:
    return view.locator(".chosen .total").inner_text()


def tick(view: Page, facet: str, value: str) -> None:
    """Tick a box, wherever it is folded away."""
    found = view.locator(f'input[name="{facet}"][value="{value}"]')
    found.evaluate(
        "at => { for (; at; at = at.parentElement) if (at.nodeName == 'DETAILS') at.open = true; }"
    )
    found.click()
    settled(view)


def counts(view: Page, facet: str) -> dict[str, int]:
    settled(view)
    boxes = view.locator(f'input[name="{facet}"]')
    return dict(
        boxes.evaluate_all(
            "boxes => boxes.map(b => [b.value, Number(b.parentElement.querySelector('.n').textContent)])"
        )
    )


def query(view: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(view.url).query)


def opened(page: Pages, url: str, **options: Any) -> Page:
    view = page(url, **{"viewport": DESKTOP, **options})
    settled(view)
    return view


# ------------------------------------------------------------------------------- facets


@pytest.mark.parametrize("facet", FACETS)
def test_each_value_of_a_facet_leaves_its_events(
    page: Pages, home: str, dataset: Dataset, facet: str
) -> None:
    view = opened(page, home)
    whole = counts(view, facet)
    held = {
        value for event in dataset.events.values() for value in values_of(dataset, event)[facet]
    }
    assert set(whole) == held
    for value in sorted(held, key=lambda value: -whole[value])[:6]:
        tick(view, facet, value)
        wanted = left(dataset, {facet: [value]})
        assert shown(view) == wanted, value
        assert whole[value] == len(wanted)
        assert query(view) == {facet: [value]}
        tick(view, facet, value)
    assert shown(view) == set(dataset.events)
    assert query(view) == {}


def test_a_governorate_takes_in_its_towns(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home)
    tick(view, "place", "diyala")
    in_towns = {e.id for e in dataset.events.values() if all(w.place != "diyala" for w in e.places)}
    assert shown(view) & in_towns
    assert shown(view) == left(dataset, {"place": ["diyala"]})


def test_within_a_facet_either_is_enough_and_each_facet_must_hold(
    page: Pages, home: str, dataset: Dataset
) -> None:
    view = opened(page, home)
    chosen: dict[str, list[str]] = {}
    for facet, value in [
        ("category", "attacks"),
        ("category", "statements"),
        ("place", "syria"),
        ("place", "iraq"),
        ("actor", "daesh"),
        ("precision", "month"),
        ("basis", "inferred"),
        ("status", "reported"),
    ]:
        tick(view, facet, value)
        chosen.setdefault(facet, []).append(value)
        assert shown(view) == left(dataset, chosen)
    assert shown(view)
    # In the panel's order, whatever the order of ticking: one choice, one address.
    assert {facet: sorted(some) for facet, some in query(view).items()} == {
        facet: sorted(some) for facet, some in chosen.items()
    }
    assert query(view)["place"] == ["iraq", "syria"]
    assert view.locator(".filters form > .hint").is_visible()


def test_counts_say_how_many_each_value_would_give(
    page: Pages, home: str, dataset: Dataset
) -> None:
    chosen = {"category": ["attacks", "battles"], "place": ["iraq"], "basis": ["inferred"]}
    view = opened(page, home + "?category=attacks&category=battles&place=iraq&basis=inferred")
    assert shown(view) == left(dataset, chosen)
    for facet in FACETS:
        others = {name: values for name, values in chosen.items() if name != facet}
        for value, count in counts(view, facet).items():
            assert count == len(left(dataset, {**others, facet: [value]})), (facet, value)


def test_years_and_months_without_events_go(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home + "?category=crime")
    assert shown(view) == left(dataset, {"category": ["crime"]})
    for section in view.locator(".list .yr, .list .month").all():
        held = section.locator("li.ev").evaluate_all("all => all.some(li => !li.hidden)")
        assert section.is_visible() == held


def test_a_link_to_what_is_hidden_leads_to_what_comes_after_it(page: Pages, home: str) -> None:
    view = opened(page, home + "?category=crime")
    view.evaluate("location.hash = '#y_2014'")
    first = view.locator("li.ev:visible").first
    expect(first).to_be_in_viewport()
    assert view.locator("li.ev:visible").count() == len(shown(view))
    view.evaluate("location.hash = '#y_2026'")
    expect(view.locator("li.ev:visible").last).to_be_in_viewport()


# ------------------------------------------------------------------------------- period


def hijri_bounds(first: tuple[int, int], last: tuple[int, int]) -> tuple[date, date]:
    one, other = hijri.month_bounds(*first), hijri.month_bounds(*last)
    assert one is not None
    assert other is not None
    return one[0], other[1]


PERIODS = [
    ("from=2019-02&to=2019-03", date(2019, 2, 1), date(2019, 3, 31)),
    ("from=2019&to=2019", date(2019, 1, 1), date(2019, 12, 31)),
    ("from=2022", date(2022, 1, 1), date.max),
    ("to=2014-06", date.min, date(2014, 6, 30)),
    ("from=٢٠١٩&to=٢٠١٩-٠٢", date(2019, 1, 1), date(2019, 2, 28)),
    ("from=1900&to=1950", date(1900, 1, 1), date(1950, 12, 31)),
    ("calendar=hijri&from=1440-05&to=1440-07", *hijri_bounds((1440, 5), (1440, 7))),
    ("calendar=hijri&from=1443&to=1443", *hijri_bounds((1443, 1), (1443, 12))),
    ("calendar=hijri&to=1435-08", date.min, hijri_bounds((1435, 8), (1435, 8))[1]),
    ("calendar=hijri&from=1400&to=1410", *hijri_bounds((1400, 1), (1410, 12))),
    ("calendar=hijri&from=1490", hijri_bounds((1490, 1), (1490, 1))[0], date.max),
    ("from=2019-13", date.min, date.max),
    ("from=heute&calendar=julian", date.min, date.max),
]


def test_a_period_in_either_calendar(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home)
    for asked, first, last in PERIODS:
        view.goto(f"{home}?{asked}")
        assert shown(view) == left(dataset, {}, first, last), asked


def test_every_month_of_both_calendars_has_its_days(page: Pages, home: str) -> None:
    view = opened(page, home)
    months = [f"{y}-{m:02}" for y in range(1424, 1448) for m in range(1, 13)]
    found = view.evaluate(
        """async (months) => {
          const facets = await import(document.querySelector("link[href*='/facets.']").href);
          const data = await (await fetch(document.querySelector(".filters").dataset.facets)).json();
          return months.map(m => facets.days({from: m, to: m, calendar: "hijri"}, data.hijri));
        }""",
        months,
    )
    for month, (first, last) in zip(months, found, strict=True):
        bounds = hijri.month_bounds(*map(int, month.split("-")))
        assert bounds is not None
        assert (first, last) == (bounds[0].isoformat(), bounds[1].isoformat()), month


def test_a_period_is_typed_and_picked(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home)
    view.locator(".period > summary").click()
    half = view.locator('[data-reckoned="gregorian"]')
    half.locator("[name=from]").fill("٢٠١٩")
    half.locator("[name=from-month]").select_option("02")
    assert shown(view) == left(dataset, {}, date(2019, 2, 1))
    half.locator("[name=to]").fill("2019")
    view.wait_for_url("**to=2019**")
    assert shown(view) == left(dataset, {}, date(2019, 2, 1), date(2019, 12, 31))
    assert query(view) == {"from": ["2019-02"], "to": ["2019"], "calendar": ["gregorian"]}
    assert "من شباط/فبراير 2019" in view.locator(".chips").inner_text()
    view.get_by_label("هجري", exact=True).check()
    assert shown(view) == set(dataset.events)
    half = view.locator('[data-reckoned="hijri"]')
    half.locator("[name=from]").fill("1440")
    half.locator("[name=from-month]").select_option(label="رجب")
    assert shown(view) == left(dataset, {}, hijri_bounds((1440, 7), (1440, 7))[0])
    assert query(view) == {"from": ["1440-07"], "calendar": ["hijri"]}
    assert "من رجب 1440 هـ" in view.locator(".chips").inner_text()


# --------------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    "spellings",
    [
        ["الأنبار", "الانبار", "الٱنبار", "الأَنبارِ"],
        ["الأعظمية", "الاعظميه"],
        ["ISIS", "isis"],
        ["٢٠١٧", "2017"],
        ["الموصل", "موصل"],
    ],
)
def test_text_is_found_however_it_is_spelt(
    page: Pages, home: str, dataset: Dataset, spellings: list[str]
) -> None:
    view = opened(page, home)
    found = []
    for spelling in spellings:
        view.goto(f"{home}?q={quote(spelling)}")
        found.append(shown(view))
    assert 0 < len(found[0]) < len(dataset.events)
    assert all(some == found[0] for some in found)


def test_every_word_must_stand_in_the_event(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home)
    view.get_by_label("كلمات في الأحداث").fill("الباغوز قسد")
    view.wait_for_url("**q=**")
    wanted = {
        event.id
        for event in dataset.events.values()
        if all(word in all_words(dataset, event) for word in ("باغوز", "قسد"))
    }
    assert wanted
    assert shown(view) == wanted


# ------------------------------------------------------------- address, back and forward


def test_an_address_restores_everything(page: Pages, home: str, dataset: Dataset) -> None:
    asked = (
        "?category=reports&actor=daesh&from=1440-01&calendar=hijri&q=%D8%B3%D9%88%D8%B1%D9%8A%D8%A7"
    )
    view = opened(page, home + asked)
    sent = shown(view)
    assert 0 < len(sent) < len(dataset.events)
    assert view.locator("[name=category][value=reports]").is_checked()
    assert view.locator("[name=actor][value=daesh]").is_checked()
    assert view.locator("[name=actor][value=daesh]").is_visible()
    assert view.get_by_label("هجري", exact=True).is_checked()
    assert view.locator("fieldset:enabled [name=from]").input_value() == "1440"
    assert view.locator("fieldset:enabled [name=from-month]").input_value() == "01"
    assert view.get_by_label("كلمات في الأحداث").input_value() == "سوريا"
    other = opened(page, view.url)
    assert shown(other) == sent
    assert total(other) == total(view)


def test_back_and_forward(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home)
    states = [shown(view)]
    for facet, value in [("category", "attacks"), ("place", "iraq"), ("basis", "inferred")]:
        tick(view, facet, value)
        states.append(shown(view))
    assert len(set(map(frozenset, states))) == 4
    for state in states[-2::-1]:
        view.go_back()
        assert shown(view) == state
    assert not view.locator("input:checked[type=checkbox]").count()
    assert total(view) == messages(Language.ARABIC).count(
        "{n} event", "{n} events", len(dataset.events)
    )
    for state in states[1:]:
        view.go_forward()
        assert shown(view) == state
    assert view.locator("[name=place][value=iraq]").is_checked()


def test_typing_makes_no_history(page: Pages, home: str) -> None:
    view = opened(page, home)
    tick(view, "category", "attacks")
    before = view.evaluate("history.length")
    view.get_by_label("كلمات في الأحداث").press_sequentially("داعش", delay=250)
    view.wait_for_url("**q=**")
    assert view.evaluate("history.length") == before
    view.go_back()
    settled(view)
    assert query(view) == {}
    assert view.get_by_label("كلمات في الأحداث").input_value() == ""


def test_the_list_comes_back_from_an_event(page: Pages, home: str) -> None:
    view = opened(page, home + "?place=diyala")
    some = shown(view)
    view.locator(".list li.ev:visible .t a").first.click()
    view.wait_for_url("**/events/**")
    view.go_back()
    assert shown(view) == some


def test_what_nobody_knows_is_left_out(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home + "?category=nothing&category=%22%5D&place=&utm=1&from=x")
    assert shown(view) == set(dataset.events)
    tick(view, "category", "crime")
    assert query(view) == {"category": ["crime"], "utm": ["1"]}


# ---------------------------------------------------------- total, chips, nothing at all


def test_the_total_is_said_politely(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home)
    region = view.locator(".chosen [role=status]")
    whole = messages(Language.ARABIC).count("{n} event", "{n} events", len(dataset.events))
    expect(region).to_have_text(whole)
    rare = next(place for place in dataset.places if len(left(dataset, {"place": [place]})) == 1)
    for asked, words in {
        "?category=crime": f"تظهر {len(left(dataset, {'category': ['crime']}))} من {whole}",
        "?q=زقزقة": f"لا يظهر شيء من {whole}",
        f"?place={rare}": f"يظهر حدث واحد من {whole}",
    }.items():
        view.goto(home + asked)
        expect(region).to_have_text(words)


def test_chips_name_and_remove_each_choice(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(
        page, home + "?category=attacks&category=battles&place=iraq&q=%D8%AF%D8%A7%D8%B9%D8%B4"
    )
    words = " ".join(view.locator(".chips").inner_text().split())
    assert words == "التصنيف: هجمات وتفجيرات أو معارك المكان: العراق الكلمات: داعش"
    chip = view.get_by_role("button", name="إزالة «التصنيف: معارك»")
    chip.focus()
    view.keyboard.press("Enter")
    expect(chip).to_have_count(0)
    assert query(view) == {"category": ["attacks"], "place": ["iraq"], "q": ["داعش"]}
    assert view.evaluate("document.activeElement.className") == "chip"
    assert not view.locator("[name=category][value=battles]").is_checked()
    view.get_by_role("button", name="إزالة «الكلمات: داعش»").click()
    settled(view)
    assert shown(view) == left(dataset, {"category": ["attacks"], "place": ["iraq"]})
    view.locator(".chosen").get_by_role("button", name="إزالة الكل").click()
    assert shown(view) == set(dataset.events)
    assert query(view) == {}
    assert view.locator(".chips").is_hidden()
    assert view.evaluate("document.activeElement.className") == "total"


def test_nothing_left_says_which_choice_to_drop(page: Pages, home: str, dataset: Dataset) -> None:
    chosen = {"category": ["crime"], "place": ["syria"], "basis": ["inferred"]}
    view = opened(page, home + "?category=crime&place=syria&basis=inferred")
    assert left(dataset, chosen) == set()
    assert shown(view) == set()
    assert view.locator(".nothing h2").inner_text() == "لا حدث يجمع هذا كله"
    under = (
        "document.querySelector('.nothing').offsetTop - document.querySelector('.chosen').offsetTop"
    )
    assert view.evaluate(under) < 100  # not beneath the panel beside it
    say, offers = messages(Language.ARABIC), {}
    for facet in chosen:
        some = left(dataset, {name: v for name, v in chosen.items() if name != facet})
        if some:
            offers[facet] = some
    assert offers
    buttons = view.locator(".nothing ul button")
    assert buttons.count() == len(offers)
    names = {"category": "التصنيف", "place": "المكان", "basis": "كيف عُرف التاريخ"}
    for facet, some in offers.items():
        words = buttons.filter(has_text=f"من دون «{names[facet]}").inner_text()
        assert words.endswith(f": {say.count('{n} event', '{n} events', len(some))}")
    some = next(iter(offers.values()))
    buttons.first.click()
    assert shown(view) == some
    assert view.locator(".nothing").count() == 0


def test_nothing_left_by_more_than_one_choice(page: Pages, home: str) -> None:
    view = opened(page, home + "?category=crime&place=anbar&q=%D8%B2%D9%82%D8%B2%D9%82%D8%A9")
    assert view.locator(".nothing ul button").count() == 0
    assert view.locator(".nothing .none").is_visible()
    assert view.locator(".nothing .one").count() == 0
    view.locator(".nothing .clear").click()
    assert shown(view)


# ----------------------------------------------------------------- keyboard and the phone


def focused(view: Page) -> str:
    return view.evaluate(  # type: ignore[no-any-return]
        "(at => at.getAttribute('value') || at.name || at.id || at.className || at.textContent)"
        "(document.activeElement)"
    )


def tab_to(view: Page, wanted: str, keys: str = "Tab") -> None:
    for _ in range(120):
        view.keyboard.press(keys)
        if focused(view) == wanted:
            return
    raise AssertionError(f"no way to {wanted} by {keys}")


def test_by_keyboard_alone(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home)
    tab_to(view, "q")
    tab_to(view, "attacks")
    view.keyboard.press("Space")
    assert shown(view) == left(dataset, {"category": ["attacks"]})
    assert focused(view) == "attacks"
    tab_to(view, "facet_status_")
    view.keyboard.press("Enter")
    tab_to(view, "reported")
    view.keyboard.press("Space")
    assert shown(view) == left(dataset, {"category": ["attacks"], "status": ["reported"]})
    tab_to(view, "facet_period_", "Shift+Tab")
    view.keyboard.press("Enter")
    tab_to(view, "gregorian")
    view.keyboard.press("ArrowDown")
    assert view.locator(".filters [name=calendar][value=hijri]").is_checked()
    tab_to(view, "from")
    view.keyboard.type("1440")
    view.wait_for_url("**from=1440**")
    wanted = left(
        dataset,
        {"category": ["attacks"], "status": ["reported"]},
        hijri_bounds((1440, 1), (1440, 1))[0],
    )
    assert shown(view) == wanted
    tab_to(view, "chip", "Shift+Tab")
    view.keyboard.press("Enter")
    view.locator(".chips", has_text="الفترة").wait_for(state="hidden")
    assert shown(view) == left(dataset, {"category": ["attacks"], "status": ["reported"]})
    # Past the panel in one step.
    view.goto(home)
    tab_to(view, "skip")
    tab_to(view, "skip")
    view.keyboard.press("Enter")
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.closest('.list') !== null")


def test_the_sheet_on_a_phone(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home, viewport=PHONE)
    sheet = view.locator("dialog.sheet")
    opener = view.get_by_role("button", name="تصفية")
    assert view.locator(".filters").is_hidden()
    opener.focus()
    view.keyboard.press("Enter")
    assert sheet.is_visible()
    assert focused(view) == "filters_"
    tab_to(view, "attacks")
    view.keyboard.press("Space")
    wanted = left(dataset, {"category": ["attacks"]})
    region = sheet.locator("[role=status]")
    expect(region).to_have_text(f"تظهر {len(wanted)} من {len(dataset.events)} حدثًا")
    view.keyboard.press("Escape")
    assert sheet.is_hidden()
    assert opener.evaluate("node => node === document.activeElement")
    opener.click()
    tick(view, "category", "battles")
    sheet.get_by_role("button", name="عرض النتائج").click()
    assert sheet.is_hidden()
    assert shown(view) == left(dataset, {"category": ["attacks", "battles"]})
    expect(view.locator(".chosen")).to_be_in_viewport()
    view.locator("li.ev:visible").last.scroll_into_view_if_needed()
    expect(opener).to_be_in_viewport()
    view.go_back()
    assert shown(view) == wanted
    # Turned on its side it may be wide enough for a column.
    view.set_viewport_size(DESKTOP)
    assert view.locator(".filters [name=category][value=attacks]").is_checked()
    assert opener.is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_is_no_wider_than_a_small_screen(page: Pages, home: str, scheme: str) -> None:
    view = opened(page, home, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    view.get_by_role("button", name="تصفية").click()
    view.evaluate(
        "for (const part of document.querySelectorAll('.sheet details')) part.open = true"
    )
    for box in (".sheet", ".sheet form"):
        inner, outer = view.locator(box).evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert inner <= outer, box
    view.goto(home + "?actor=iraqi-intelligence-officials&source=irfaasawtak-2019-08&q=x")
    settled(view)
    assert view.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_too_small_to_touch(page: Pages, home: str, viewport: ViewportSize) -> None:
    view = opened(page, home + "?category=attacks&place=iraq&from=2019", viewport=viewport)
    if viewport is PHONE:
        view.get_by_role("button", name="تصفية").click()
    view.evaluate("for (const part of document.querySelectorAll('.facet')) part.open = true")
    small = view.evaluate(
        """() => [...document.querySelectorAll(
             "form label, form summary, form select, form input:not([type=checkbox],[type=radio]), .chosen button, .sheet button")]
           .filter(node => node.checkVisibility())
           .map(node => [node.textContent.trim().slice(0, 30), node.getBoundingClientRect()])
           .filter(([, at]) => at.width && (at.height < 24 || at.width < 24))
           .map(([text, at]) => [text, at.width, at.height])"""
    )
    # The one label above a field, which is not what one touches.
    assert [row for row in small if row[0] != "كلمات في الأحداث"] == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_script_moves_nothing(page: Pages, home: str, viewport: ViewportSize) -> None:
    view = page(viewport=viewport)
    view.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.moved += entry.value; })).observe({type: 'layout-shift', buffered: true})"
    )
    view.goto(home)
    view.wait_for_timeout(300)
    assert view.evaluate("window.moved") < 0.02


def test_the_data_loads_when_it_is_first_needed(page: Pages, home: str) -> None:
    view = page(viewport=DESKTOP)
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto(home)
    view.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".json")]
    with view.expect_request("**/*.json"):
        view.get_by_label("كلمات في الأحداث").focus()
    view.wait_for_timeout(300)
    assert len([url for url in asked if url.endswith(".json")]) == 1


def test_data_that_cannot_be_had_is_told_and_asked_for_again(page: Pages, home: str) -> None:
    page.expect("Failed to load resource")
    view = opened(page, home)
    view.route("**/facets.*.json", lambda route: route.abort())
    tick(view, "category", "crime")
    expect(view.locator(".chosen .total")).to_contain_text("تعذّر")
    view.unroute("**/facets.*.json")
    tick(view, "place", "iraq")
    expect(view.locator(".chosen .total")).not_to_contain_text("تعذّر")


def test_paper_has_what_the_screen_shows(page: Pages, home: str, dataset: Dataset) -> None:
    view = opened(page, home + "?category=crime")
    view.emulate_media(media="print")
    assert shown(view) == left(dataset, {"category": ["crime"]})
    assert view.locator(".chips").is_visible()
    assert view.locator(".filters").is_hidden()
    assert view.locator(".chosen .clear").is_hidden()


def test_paper_says_what_is_chosen(page: Pages, home: str) -> None:
    view = opened(page, home + "?category=crime&category=attacks&from=2014&q=داعش")
    chips = view.locator(".chip").all()
    assert len(chips) == 4
    view.emulate_media(media="print")
    assert all(chip.is_visible() for chip in chips)
    words = " ".join(view.locator(".chips").inner_text().split())
    assert "جريمة" in words
    assert "داعش" in words
    for chip in chips:
        drawn = chip.evaluate(
            "c => [getComputedStyle(c).borderStyle, getComputedStyle(c, '::after').content]"
        )
        assert drawn == ["none", "none"]


# ------------------------------------------------------------- an address that was sent


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_an_address_that_chooses_opens_at_its_results(
    page: Pages, home: str, viewport: ViewportSize
) -> None:
    view = opened(page, home + "?category=crime", viewport=viewport)
    expect(view.locator(".chips")).to_be_visible()
    expect(view.locator(".chosen .total")).to_be_in_viewport()
    assert view.locator(".list li.ev:visible").first.evaluate(
        "ev => ev.getBoundingClientRect().top < innerHeight"
    )


def test_an_address_without_a_choice_or_with_an_anchor_opens_as_ever(
    page: Pages, home: str, dataset: Dataset
) -> None:
    view = opened(page, home, viewport=PHONE)
    assert view.evaluate("scrollY") == 0
    event = next(iter(left(dataset, {"category": ["crime"]})))
    view = opened(page, f"{home}?category=crime#{event}", viewport=PHONE)
    expect(view.locator(".chips")).not_to_be_empty()
    expect(view.locator(f"[id='{event}']")).to_be_in_viewport()


def test_a_page_gone_back_to_stands_where_it_stood(page: Pages, home: str) -> None:
    view = opened(page, home + "?precision=day", viewport=PHONE, reduced_motion="reduce")
    expect(view.locator(".chips")).not_to_be_empty()
    for place in (0, 1600):
        view.evaluate(f"scrollTo(0, {place})")
        view.wait_for_timeout(200)
        view.goto(home + "about/")
        view.go_back()
        expect(view.locator(".chips")).not_to_be_empty()
        view.wait_for_timeout(200)
        assert view.evaluate("scrollY") == pytest.approx(place, abs=40)


# ------------------------------------------------------------------------ without scripts


@pytest.mark.parametrize("facet", FACETS)
def test_without_scripts_each_value_leads_to_its_events(
    page: Pages, home: str, dataset: Dataset, facet: str
) -> None:
    view = page(home, java_script_enabled=False, viewport=DESKTOP)
    links = view.locator(f'[data-facet="{facet}"] li > a')
    pairs = [
        (link.get_attribute("href"), link.locator(".n").text_content()) for link in links.all()[:5]
    ]
    assert pairs
    for href, count in pairs:
        assert href is not None
        view.goto(home + href)
        value = href.split("/")[-2]
        # An actor's page has a list more: the events that rest on what the actor told.
        listed = view.locator(
            "main section:not([aria-labelledby=resting_]) li.ev, main > .list li.ev, main > .evs li.ev"
        )
        there = set(listed.evaluate_all("all => all.map(li => li.id)"))
        assert there == left(dataset, {facet: [value]})
        assert len(there) == int(count or 0)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_a_way_past_is_seen_only_by_who_is_on_it(
    page: Pages, home: str, viewport: ViewportSize
) -> None:
    view = page(home, java_script_enabled=False, viewport=viewport)
    ways = view.locator(".skip").all()
    assert len(ways) >= 3
    hidden = "a => getComputedStyle(a).clipPath === 'inset(50%)'"
    for way in ways:
        assert way.evaluate(hidden)
        way.focus()
        assert not way.evaluate(hidden)
        expect(way).to_be_in_viewport()
        way.blur()
        assert way.evaluate(hidden)


def test_without_scripts_nothing_pretends(page: Pages, home: str) -> None:
    view = page(home, java_script_enabled=False, viewport=DESKTOP)
    assert view.locator('[data-facet="category"] a').first.is_visible()
    for control in view.locator("main input, main select, main .chosen button").all():
        assert control.is_hidden()
    view.set_viewport_size(PHONE)
    assert view.locator('[data-facet="category"] a').first.is_hidden()
    view.locator(".fold > summary").click()
    assert view.locator('[data-facet="category"] a').first.is_visible()
    view.locator(".period > summary").click()
    view.get_by_role("link", name="السنوات الهجرية").last.click()
    expect(view.locator("h1")).to_have_text("السنوات الهجرية")


# ------------------------------------------------------- too many events for one page


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dataset]:
    """A timeline of 210 events, a month apart, of which the front page shows the last year."""
    files = {f"sources/report-{n:03}.yml": f"title: التقرير {n}\n" for n in range(210)}
    files |= {
        f"events/event-{n:03}.yml": (
            f"title: الحدث {n}\ndate: {2001 + n // 12}-{n % 12 + 1:02}\nsummary: نص الحدث {n}.\n"
            f"categories: [{'even' if n % 2 == 0 else 'odd'}]\nsources: [report-{n:03}]\n"
        )
        for n in range(210)
    }
    folder = tmp_path_factory.mktemp("many")
    content = lay(folder / "content", files)
    result = checked(content)
    assert result.dataset is not None
    publish(result, content, folder / "site")
    return folder / "site", result.dataset


def test_what_the_page_does_not_hold_is_drawn(
    page: Pages, serve: Server, many: tuple[Path, Dataset]
) -> None:
    folder, dataset = many
    view = opened(page, serve(folder))
    latest = shown(view)
    assert 0 < len(latest) <= 12
    tick(view, "category", "even")
    links = view.locator(".found li a")
    assert view.locator(".list").is_hidden()
    assert links.count() == 40
    assert links.first.inner_text() == "الحدث 0"
    first = " ".join(view.locator(".found li").first.inner_text().split())
    assert first == "الحدث 0 كانون الثاني/يناير 2001 شوال – ذو القعدة 1421 هـ"
    view.get_by_role("button", name="نتائج أخرى").click()
    expect(links).to_have_count(80)
    assert view.evaluate("document.activeElement.textContent") == "الحدث 80"
    view.get_by_role("button", name="نتائج أخرى").click()
    expect(links).to_have_count(105)
    assert view.get_by_role("button", name="نتائج أخرى").is_hidden()
    found = {href.split("/")[-2] for href in links.evaluate_all("all => all.map(a => a.href)")}
    assert found == left(dataset, {"category": ["even"]})
    assert total(view) == "تظهر 105 من 210 أحداث"
    links.first.click()
    assert view.inner_text("h1") == "الحدث 0"
    view.go_back()
    settled(view)
    assert links.count() == 40
    view.locator(".chosen .clear").click()
    assert view.locator(".found").count() == 0
    assert shown(view) == latest


def test_a_choice_that_the_panel_has_no_room_for_is_kept(
    page: Pages, serve: Server, many: tuple[Path, Dataset]
) -> None:
    view = page(serve(many[0]), viewport=DESKTOP, java_script_enabled=False)
    assert not view.locator('[data-facet="source"] a[href$="/report-200/"]').count()
    view = opened(page, serve(many[0]) + "?source=report-200")
    assert view.locator('input[name="source"][value="report-200"]').is_checked()
    tick(view, "category", "even")
    assert query(view) == {"source": ["report-200"], "category": ["even"]}


def test_a_period_that_was_removed_stays_so(page: Pages, home: str) -> None:
    view = opened(page, home + "?from=2019&calendar=gregorian")
    view.locator(".chosen .clear").click()
    view.get_by_label("هجري", exact=True).check()
    view.get_by_label("ميلادي", exact=True).check()
    tick(view, "status", "planned")
    assert query(view) == {"status": ["planned"]}


def test_without_hijri_dates_there_is_one_calendar(
    page: Pages, serve: Server, tmp_path: Path
) -> None:
    old = {"events/bridge-opened.yml": EVENT.replace('"2019-03"', '"1850"')}
    content = lay(tmp_path / "content", SMALL, old)
    publish(checked(content), content, tmp_path / "site")
    view = opened(page, serve(tmp_path / "site"))
    assert view.locator(".filters [name=calendar]").count() == 1
    view = opened(page, serve(tmp_path / "site") + "?from=1200&calendar=hijri")
    assert shown(view) == set()


def test_a_long_timeline_is_searched_and_dated(
    page: Pages, serve: Server, many: tuple[Path, Dataset]
) -> None:
    folder, dataset = many
    view = opened(page, serve(folder) + "?from=2003-02&to=2003-04")
    hrefs = view.locator(".found a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    wanted = left(dataset, {}, date(2003, 2, 1), date(2003, 4, 30))
    assert {href.split("/")[-2] for href in hrefs} == wanted
    assert len(wanted) == 3
    view.goto(serve(folder) + "?from=2003&q=%D8%B2%D9%82%D8%B2%D9%82%D8%A9")
    settled(view)
    assert view.locator(".found a").count() == 0
    assert view.locator(".nothing").is_visible()


# ---------------------------------------------------------------------------- pure parts


def test_the_script_knows_the_facets_that_the_data_has(page: Pages, home: str) -> None:
    view = opened(page, home)
    found = view.evaluate(
        """async () => (await import(document.querySelector("link[href*='/facets.']").href)).FACETS"""
    )
    data = view.evaluate(
        "async () => (await (await fetch(document.querySelector('.filters').dataset.facets)).json())"
        ".facets.map(facet => facet.key)"
    )
    assert sorted(found) == sorted(data) == sorted(FACETS)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("", ""),
        ("?category=a&category=b&category=a", "?category=a&category=b"),
        ("?place=x&category=a&from=2019-03", "?category=a&place=x&from=2019-03&calendar=gregorian"),
        ("?calendar=hijri", ""),
        ("?to=1440-05&calendar=hijri&x=1", "?x=1&to=1440-05&calendar=hijri"),
        ("?q=%20%20&from=2019-1", ""),
    ],
)
def test_an_address_is_read_and_written(page: Pages, home: str, asked: str, written: str) -> None:
    view = opened(page, home)
    found = view.evaluate(
        """async (asked) => {
          const facets = await import(document.querySelector("link[href*='/facets.']").href);
          return facets.write(facets.read(asked), asked);
        }""",
        asked,
    )
    assert found == written
