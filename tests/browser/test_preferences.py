"""What a reader may prefer, the frame of every page, and paper, in a real browser."""

import json
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route

from tests.browser.kinds import KINDS
from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.contents import lay
from tests.folders import checked
from timeline.publishing.publish import publish

EVENT = "events/fighters-cross-into-iraq/"
KEPT = "timeline-preferences"
DARK, LIGHT = "rgb(20, 23, 28)", "rgb(251, 249, 244)"
ALL = {"calendar": "hijri", "digits": "arab", "scheme": "dark", "text": "largest"}
COLOURS = (
    "[...document.querySelectorAll('meta[name=theme-color]')]"
    ".filter(m => matchMedia(m.media).matches).map(m => m.content)"
)


def preferring(page: Pages, url: str, kept: object, **options: Any) -> Page:
    """A page opened by a reader whose browser keeps these preferences."""
    view = page(**options)
    view.add_init_script(f"localStorage.setItem({KEPT!r}, {json.dumps(json.dumps(kept))})")
    view.goto(url)
    view.evaluate("document.fonts.ready")
    return view


def choose(view: Page, name: str, value: str) -> None:
    if not view.locator("dialog.preferences").is_visible():
        view.locator("[data-preferences]").click()
    view.locator(f"dialog.preferences input[name={name}][value={value}]").check()


def set_on_root(view: Page) -> dict[str, str]:
    """The preferences that <html> carries."""
    found: dict[str, str] = view.evaluate("({...document.documentElement.dataset})")
    return {name: found[name] for name in ALL}


def paper(view: Page) -> str:
    found: str = view.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


def first_seen(view: Page, selector: str) -> str:
    """Which of the two calendars' dates within an element is seen first."""
    first: str = view.locator(selector).first.evaluate(
        """(element) => {
          const at = (name) => {
            const { top, right } = element.querySelector(`.${name}`).getClientRects()[0];
            return top * 10000 - right;
          };
          return at("greg") < at("hijri") ? "gregorian" : "hijri";
        }"""
    )
    return first


# ------------------------------------------------------------------------ applied, remembered


def test_the_defaults_hold_until_something_is_chosen(page: Pages, home: str) -> None:
    view = page(home, color_scheme="dark")
    assert set_on_root(view) == {
        "calendar": "gregorian",
        "digits": "latn",
        "scheme": "system",
        "text": "normal",
    }
    assert paper(view) == DARK
    assert view.evaluate(f"localStorage.getItem({KEPT!r})") is None


def test_a_choice_is_applied_at_once_and_remembered(page: Pages, home: str) -> None:
    view = page(home, color_scheme="light")
    for name, value in ALL.items():
        choose(view, name, value)
    assert set_on_root(view) == ALL
    assert paper(view) == DARK
    view.goto(home + EVENT)
    assert set_on_root(view) == ALL
    assert paper(view) == DARK
    view.locator("[data-preferences]").click()
    checked = view.locator("dialog.preferences input:checked")
    assert checked.evaluate_all("all => all.map(one => one.value)") == list(ALL.values())


def test_the_scheme_chosen_beats_the_systems(page: Pages, home: str) -> None:
    view = page(home, color_scheme="dark")
    choose(view, "scheme", "light")
    assert paper(view) == LIGHT
    assert view.evaluate(COLOURS) == ["#fbf9f4"]
    choose(view, "scheme", "system")
    assert paper(view) == DARK
    assert view.evaluate(COLOURS) == ["#14171c"]


def test_the_text_grows_by_the_size_chosen(page: Pages, home: str) -> None:
    view = page(home)
    sizes = []
    for value in ("small", "normal", "large", "largest"):
        choose(view, "text", value)
        sizes.append(view.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert sizes == sorted(set(sizes))
    assert sizes[1] == 16


def test_everything_can_be_reset(page: Pages, home: str) -> None:
    view = preferring(page, home, ALL)
    view.locator("[data-preferences]").click()
    view.get_by_role("button", name="إعادة الضبط").click()
    view.wait_for_function("document.documentElement.dataset.digits === 'latn'")
    assert paper(view) == LIGHT
    assert set_on_root(view)["calendar"] == "gregorian"


def test_other_tabs_follow(page: Pages, home: str) -> None:
    view = page(home)
    other = view.context.new_page()
    other.goto(home + EVENT)
    choose(view, "scheme", "dark")
    other.wait_for_function("document.documentElement.dataset.scheme === 'dark'")
    assert paper(other) == DARK


def test_what_is_kept_is_applied_before_the_first_paint(page: Pages, home: str) -> None:
    # The probe is a script within the page, which the page's policy would stop.
    view = page(color_scheme="light", bypass_csp=True)
    view.add_init_script(f"localStorage.setItem({KEPT!r}, {json.dumps(json.dumps(ALL))})")

    def with_a_probe(route: Route) -> None:
        probe = "window.seen = {...document.documentElement.dataset, paper: getComputedStyle(document.documentElement).getPropertyValue('color-scheme')}"
        html = route.fetch().text()
        head, body, rest = html.partition("<body>")
        script = head.index("preferences.")
        assert head.rindex("<script", 0, script) < head.index("<link")
        assert head[head.rindex("<script", 0, script) : script].count("module") == 0
        route.fulfill(body=f"{head}{body}<script>{probe}</script>{rest}", content_type="text/html")

    view.route(home, with_a_probe)
    view.goto(home)
    seen = view.evaluate("window.seen")
    assert ALL.items() <= seen.items()
    assert seen["paper"] == "dark"


@pytest.mark.parametrize("kept", ["{", "null", "7", '"text"', "[]"])
def test_what_is_kept_may_be_nonsense(page: Pages, home: str, kept: str) -> None:
    view = page()
    view.add_init_script(f"localStorage.setItem({KEPT!r}, {kept!r})")
    view.goto(home)
    assert set_on_root(view)["calendar"] == "gregorian"


BLOCKED = (
    "Object.defineProperty(window, 'localStorage', "
    "{ get() { throw new DOMException('blocked', 'SecurityError'); } })"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"


def test_blocked_storage_breaks_nothing(page: Pages, home: str) -> None:
    view = page()
    view.add_init_script(BLOCKED)
    view.goto(home)
    choose(view, "scheme", "dark")
    assert paper(view) == DARK
    choose(view, "calendar", "hijri")
    assert first_seen(view, ".when:has(.hijri)") == "hijri"


@pytest.mark.parametrize("broken", [BLOCKED, FULL], ids=["blocked", "full"])
def test_the_browsers_own_colours_follow_what_cannot_be_kept(
    page: Pages, home: str, broken: str
) -> None:
    view = page(color_scheme="light")
    view.add_init_script(broken)
    view.goto(home)
    for scheme, colour in (("dark", "#14171c"), ("light", "#fbf9f4")):
        choose(view, "scheme", scheme)
        assert set_on_root(view)["scheme"] == scheme
        assert view.evaluate(COLOURS) == [colour]
        own = view.locator("meta[name=color-scheme]").get_attribute("content")
        assert own == scheme


def test_only_preferences_are_taken_from_what_is_kept(page: Pages, home: str) -> None:
    other = {"running": "x", "asOf": "x", "scripted": "x", "more": "x"}
    plain = page(home).evaluate("({...document.documentElement.dataset})")
    view = preferring(page, home, {**ALL, **other})
    assert view.evaluate("({...document.documentElement.dataset})") == {**plain, **ALL}
    choose(view, "digits", "latn")
    found = view.evaluate("({...document.documentElement.dataset})")
    assert found == {**plain, **ALL, "digits": "latn"}


def test_without_scripts_there_is_no_button_and_the_defaults_hold(page: Pages, home: str) -> None:
    view = page(home, java_script_enabled=False, color_scheme="dark")
    assert view.locator("[data-preferences]").is_hidden()
    assert view.locator("dialog.preferences").is_hidden()
    assert paper(view) == DARK


# ---------------------------------------------------------------------------------- calendar


def test_the_calendar_chosen_leads(page: Pages, home: str) -> None:
    places = {
        "": ".when:has(.hijri)",
        EVENT: ".date:has(.hijri)",
        f"{EVENT}?": ".near .dates:has(.hijri)",
        "years/2019/": ".reaching .dates:has(.hijri)",
        "sources/": ".dates:has(.hijri)",
        "about/": ".foot .dates",
    }
    for calendar in ("gregorian", "hijri"):
        view = preferring(page, home, {"calendar": calendar})
        for url, selector in places.items():
            view.goto(home + url)
            assert first_seen(view, selector) == calendar, url


def test_pages_of_hijri_years_lead_with_hijri_always(page: Pages, home: str) -> None:
    view = page(home + "hijri/1440/")
    assert first_seen(view, ".when:has(.hijri)") == "hijri"


def test_what_has_no_hijri_date_leads_with_the_gregorian(
    page: Pages, serve: Server, tmp_path: Any
) -> None:
    early = {
        "events/treaty.yml": "title: معاهدة\ndate: 1910-05\nsummary: نص.\nsources: [book]\n",
        "sources/book.yml": "title: كتاب\n",
    }
    content = lay(tmp_path / "content", early)
    publish(checked(content), content, tmp_path / "site")
    view = preferring(page, serve(tmp_path / "site"), {"calendar": "hijri"})
    weight = view.locator(".when .greg").evaluate("e => getComputedStyle(e).fontWeight")
    assert weight == "600"


# ------------------------------------------------------------------------------------ digits

FACES = {
    "sans": "400 40px var(--sans)",
    "bold": "600 40px var(--sans)",
    "naskh": "400 40px var(--naskh)",
}
TEXTS = {
    "0123456789": "٠١٢٣٤٥٦٧٨٩",
    "عام 2019 م": "عام ٢٠١٩ م",
    "نحو 14,000 و18,000": "نحو ١٤٬٠٠٠ و١٨٬٠٠٠",
    "بين 1–30": "بين ١–٣٠",
    "1439 هـ": "١٤٣٩ هـ",
    "بنسبة 2.5%": "بنسبة ٢٫٥٪",
    "أولًا, ثم": "أولًا, ثم",
}


def drawn(view: Page, text: str, font: str, **attributes: str) -> bytes:
    """A picture of a text in a font."""
    probe: Locator = view.locator("#probe")
    view.evaluate(
        """([text, font, attributes]) => {
          document.querySelector("#probe")?.remove();
          const probe = document.createElement("div");
          Object.assign(probe, { id: "probe", textContent: text });
          for (const [name, value] of Object.entries(attributes)) probe.setAttribute(name, value);
          Object.assign(probe.style, { font, inlineSize: "600px", blockSize: "80px" });
          document.querySelector("main").prepend(probe);
        }""",
        [text, font, attributes],
    )
    return probe.screenshot()


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("text", TEXTS)
def test_latin_digits_are_drawn_as_arabic_indic_ones(
    page: Pages, home: str, face: str, text: str
) -> None:
    view = preferring(page, home + "about/", {"digits": "arab"})
    assert drawn(view, text, FACES[face]) == drawn(view, TEXTS[text], FACES[face])
    view.evaluate("document.documentElement.dataset.digits = 'latn'")
    same = drawn(view, text, FACES[face]) == drawn(view, TEXTS[text], FACES[face])
    assert same == (text == TEXTS[text])


def test_what_is_latin_keeps_latin_digits(page: Pages, home: str) -> None:
    view = preferring(page, home + "about/", {"digits": "arab"})
    kept = [{"dir": "ltr"}, {"lang": "en"}]
    pictures = [drawn(view, "2019-03", FACES["sans"], **attributes) for attributes in kept]
    view.evaluate("document.documentElement.dataset.digits = 'latn'")
    assert pictures == [drawn(view, "2019-03", FACES["sans"], **attributes) for attributes in kept]
    view.evaluate("document.documentElement.dataset.digits = 'arab'")
    view.goto(home + EVENT)
    inert = view.locator("bdi.file").last
    assert inert.evaluate("e => getComputedStyle(e).fontFeatureSettings") == "normal"


def test_digits_change_no_text_and_load_nothing(page: Pages, home: str) -> None:
    view = page(home)
    fetched: list[str] = []
    view.on("request", lambda request: fetched.append(request.url))
    before = view.text_content("main")
    choose(view, "digits", "arab")
    view.evaluate("document.fonts.ready")
    assert view.text_content("main") == before
    assert [url for url in fetched if not url.endswith(".svg")] == []  # the icon comes when it may


# ---------------------------------------------------------------------------------- keyboard


def test_preferences_by_keyboard_alone(page: Pages, home: str) -> None:
    view = page(home)
    on = "document.activeElement.closest('[data-preferences]') !== null"
    for _ in range(6):
        view.keyboard.press("Tab")
        if view.evaluate(on):
            break
    assert view.evaluate(on)
    view.keyboard.press("Enter")
    assert view.locator("dialog.preferences").is_visible()
    focused = "[document.activeElement.name, document.activeElement.value]"
    assert view.evaluate(focused) == ["calendar", "gregorian"]
    view.keyboard.press("ArrowDown")
    assert set_on_root(view)["calendar"] == "hijri"
    view.keyboard.press("Tab")
    assert view.evaluate(focused) == ["digits", "latn"]
    view.keyboard.press("ArrowDown")
    assert set_on_root(view)["digits"] == "arab"
    view.keyboard.press("Escape")
    assert view.locator("dialog.preferences").is_hidden()
    assert view.evaluate(on)
    view.keyboard.press("Enter")
    assert view.evaluate(focused) == ["calendar", "hijri"]


def test_escape_closes_the_menu_and_gives_the_focus_back(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 360, "height": 700})
    view.locator(".menu summary").click()
    view.locator(".menu a").nth(1).focus()
    view.keyboard.press("Escape")
    assert view.locator(".menu a").nth(1).is_hidden()
    assert view.evaluate("document.activeElement.tagName") == "SUMMARY"


# ------------------------------------------------------------------------------------- frame


def test_header_and_footer_share_the_sections(page: Pages, home: str) -> None:
    view = page(home)
    assert view.locator(".mast nav a").all_inner_texts()[:4] == [
        "الخط الزمني",
        "السنوات",
        "الأماكن",
        "الجهات",
    ]
    footer = view.locator(".foot nav a").all_inner_texts()
    assert {"السنوات الهجرية", "التصنيفات", "المنهج"} <= set(footer)
    assert not set(footer) & set(view.locator(".mast nav a").all_inner_texts())


def test_where_one_is_is_marked(page: Pages, home: str) -> None:
    view = page(home + "method/")
    assert view.locator("[aria-current=page]").all_inner_texts() == ["المنهج"]
    view.goto(home + "places/iraq/")
    assert view.locator("[aria-current=true]").all_inner_texts() == ["الأماكن"]


def test_the_header_fits_the_narrowest_phone(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 320, "height": 640})
    boxes = [
        view.locator(selector).bounding_box()
        for selector in (".name", "[data-search]", "[data-preferences]", ".menu summary")
    ]
    for right, left in pairwise(boxes):
        assert right is not None
        assert left is not None
        assert left["x"] + left["width"] <= right["x"]
        assert left["width"] >= 44
        assert left["height"] >= 44
        assert left["x"] >= 0
    mast = view.locator(".mast").bounding_box()
    assert mast is not None
    assert mast["height"] < 90


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_text_of_twice_the_size_fits(page: Pages, home: str, width: int) -> None:
    view = page(home, viewport={"width": width, "height": 800})
    for kind in KINDS:
        view.goto(home + kind)
        view.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = view.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (kind, wide)
        boxes = [
            view.locator(selector).bounding_box() for selector in (".name", "[data-search]", "main")
        ]
        name, search, main = boxes
        assert name is not None
        assert search is not None
        assert main is not None
        beside = search["x"] + search["width"] <= name["x"]
        assert beside or search["y"] >= name["y"] + name["height"], kind
        assert main["y"] >= search["y"] + search["height"], kind
    view.locator("[data-preferences]").click()
    inside = view.locator("dialog.preferences").evaluate("d => d.scrollWidth <= d.clientWidth")
    assert inside


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_want_no_motion(page: Pages, home: str, motion: str) -> None:
    view = page(home, reduced_motion=motion)
    smooth = view.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    assert smooth == ("smooth" if motion == "no-preference" else "auto")
    if motion == "reduce":
        moving = view.evaluate(
            "[...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e);"
            "return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0; }).length"
        )
        assert moving == 0


# ------------------------------------------------------------------------------------- paper


@pytest.mark.parametrize("scheme", ["system", "dark"])
def test_paper_is_white_and_obeys_the_reader(page: Pages, home: str, scheme: str) -> None:
    view = preferring(page, home, {**ALL, "scheme": scheme}, color_scheme="dark")
    assert paper(view) == DARK
    view.emulate_media(media="print", color_scheme="dark")
    assert paper(view) == "rgb(255, 255, 255)"
    assert view.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for selector in (".mast", ".skip", ".foot nav"):
        assert view.locator(selector).first.is_hidden(), selector
    assert first_seen(view, ".when:has(.hijri)") == "hijri"
    feature = view.locator(".when .hijri").first.evaluate(
        "e => getComputedStyle(e).fontFeatureSettings"
    )
    assert "ss20" in feature
    running = view.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--running')"
    )
    assert view.title() in running


def test_on_paper_the_dates_stand_in_a_column(page: Pages, home: str) -> None:
    view = page(home, viewport={"width": 660, "height": 900})
    view.emulate_media(media="print")
    date = view.locator(".ev .when").first.bounding_box()
    what = view.locator(".ev .what").first.bounding_box()
    assert date is not None
    assert what is not None
    assert what["x"] + what["width"] < date["x"]
    assert abs(what["y"] - date["y"]) < 4


def test_on_paper_an_address_stands_after_its_link(
    page: Pages, serve: Server, tmp_path: Any
) -> None:
    files = {
        "events/treaty.yml": "title: معاهدة\ndate: 2010-05\nsummary: نص.\nsources: [report]\n",
        "sources/report.yml": "title: تقرير\nurl: https://example.org/a-report\n",
    }
    content = lay(tmp_path / "content", files)
    publish(checked(content), content, tmp_path / "site")
    view = page(serve(tmp_path / "site") + "events/treaty/")
    view.emulate_media(media="print")
    after = view.locator('a[href^="https://example.org"]').first.evaluate(
        "e => { const s = getComputedStyle(e, '::after'); return [s.content, s.direction]; }"
    )
    assert "https://example.org/a-report" in after[0]
    assert after[1] == "ltr"
