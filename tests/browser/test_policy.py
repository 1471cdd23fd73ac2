"""The published page under its own policy: every kind of page, everything that can be done on one.

With the policy in the page alone, as on a host that sets no headers, and with the file of headers
too. What breaks the policy, or asks another host for anything, fails each of these tests as it does
every other of a page (`Pages`); the first of them shows that it would.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.kinds import KINDS
from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.browser.test_filters import query, settled, tick
from tests.browser.test_preferences import choose
from tests.browser.test_record import CLIPBOARD
from tests.browser.test_search import find
from tests.browser.test_suggest import form, least, texts
from tests.contents import lay
from tests.folders import SMALL, checked
from timeline.checking import check
from timeline.policy import POLICY
from timeline.publishing.publish import publish

ROOT = Path(__file__).parents[2]
EVENT = "events/fighters-cross-into-iraq/"
KEPT = """async () => ({
  local: Object.keys(localStorage).sort(),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookie: document.cookie,
})"""
NOTHING = {"session": [], "databases": 0, "caches": 0, "workers": 0, "cookie": ""}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small timeline at the root of its host, with an id that moved."""
    folder = tmp_path_factory.mktemp("small")
    more = {
        "timeline.yml": "title: الجسور\nsite_url: https://example.org/\n",
        "withdrawn.yml": "old-bridge: {moved_to: bridge-opened}\n",
    }
    publish(checked(folder / "content", SMALL, more), folder / "content", folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first timeline as one that has an address, a repository and withdrawn ids."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(ROOT / "content", folder / "content")
    about = (ROOT / "content/timeline.yml").read_text("utf-8")
    more = "site_url: https://timeline.example/\nrepository: https://github.com/o/r\n"
    withdrawn = (
        "old-crossing: {moved_to: fighters-cross-into-iraq}\n"
        "gone: {reason: تكرار, date: 2026-01-01}\n"
    )
    lay(folder / "content", {"timeline.yml": f"{about}\n{more}", "withdrawn.yml": withdrawn})
    publish(check(folder / "content", untitled="ع"), folder / "content", folder / "site")
    return folder / "site"


def kept(view: Page) -> dict[str, Any]:
    """What the browser keeps of the site, cookies apart."""
    assert view.context.cookies() == []
    found: dict[str, Any] = view.evaluate(KEPT)
    return found


# ------------------------------------------------------------------- that it can be seen to break

WITHIN = {
    "<script>window.ran = 1</script>": "script-src-elem inline",
    "<svg onload='window.ran = 2'></svg>": "script-src-attr inline",
    "<a id=typed href='javascript:window.ran = 3'>أ</a>": "script-src-elem inline",
    "<iframe srcdoc='<script>parent.ran = 4</script>'></iframe>": "script-src-elem inline",
    "<script src='https://elsewhere.example/a.js'></script>": "script-src-elem https://elsewhere",
    "<style>body { display: none }</style>": "style-src-elem inline",
    "<p style='color: red'>أ</p>": "style-src-attr inline",
    "<img src='https://elsewhere.example/a.png'>": "img-src https://elsewhere.example/a.png",
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>": "img-src data",
    "<object data='https://elsewhere.example/'></object>": "object-src https://elsewhere",
    "<iframe src='https://elsewhere.example/'></iframe>": "frame-src https://elsewhere",
    "<link rel=stylesheet href='https://elsewhere.example/a.css'>": "style-src-elem https://else",
    "<base href='https://elsewhere.example/'>": "base-uri https://elsewhere",
}
DONE = {
    "document.body.lastElementChild.innerHTML = '<p>أ</p>'": "require-trusted-types-for",
    "setTimeout('window.ran = 5')": "require-trusted-types-for",
    "trustedTypes.createPolicy('any', {})": "trusted-types",
    "new Worker('/a.js')": "require-trusted-types-for",
    "fetch('https://elsewhere.example/').catch(() => {})": "connect-src https://elsewhere",
    "navigator.sendBeacon('https://elsewhere.example/', 'x')": "connect-src https://elsewhere",
    "document.body.append(form = document.createElement('form')); form.submit()": "form-action",
}


def test_what_is_against_it_is_stopped_and_heard(page: Pages, serve: Server, small: Path) -> None:
    for told in (*WITHIN.values(), *DONE.values()):
        page.expect(rf"^console error: policy violation: {told}")
    # The browser's own words, and what it was about to ask before it was stopped.
    page.expect("Content Security Policy|Trusted|Content-Security-Policy")
    page.expect("request to another host: https://elsewhere")
    view = page()
    home = serve(small)
    asked: list[str] = []
    view.context.route(
        "https://elsewhere.example/**", lambda route: asked.append(route.request.url)
    )

    def with_all(route: Route) -> None:
        body = route.fetch().text().replace("<main", f"{''.join(WITHIN)}<main", 1)
        route.fulfill(body=body, content_type="text/html")

    view.route(home, with_all)
    view.goto(home)
    view.locator("#typed").dispatch_event("click")
    for script in DONE:
        view.evaluate(f"() => {{ try {{ {script} }} catch {{}} }}")
    view.wait_for_timeout(50)
    assert view.evaluate("window.ran") is None
    assert view.url == home
    assert view.locator("h1").is_visible()
    assert asked == []


# ------------------------------------------------------------------------------- what is published


@pytest.mark.parametrize("headers", [pytest.param(False, marks=pytest.mark.slow), True])
def test_the_page_for_what_is_not_found_at_any_depth(
    page: Pages, serve: Server, small: Path, rich: Path, *, headers: bool
) -> None:
    page.expect("status of 404")
    for site, under in ((small, "/"), (rich, "/repo/")):
        home = serve(site, under, headers=headers)
        for gone in ("gone", "events/gone/deeper/still/"):
            view = page(home + gone)
            assert view.inner_text("h1") == "هذه الصفحة غير موجودة"
            assert view.evaluate("document.documentElement.dir") == "rtl"
            view.evaluate("document.fonts.ready")
            assert view.evaluate("document.styleSheets[0].cssRules.length") > 100
            assert "Timeline" in view.evaluate("getComputedStyle(document.body).fontFamily")
            choose(view, "scheme", "dark")  # so its scripts run
            assert view.evaluate("document.documentElement.dataset.scheme") == "dark"
        view.keyboard.press("Escape")
        view.get_by_role("link", name="إلى الخط الزمني").click()
        assert view.url == home


@pytest.mark.parametrize("headers", [pytest.param(False, marks=pytest.mark.slow), True])
def test_an_old_address_leads_to_the_new_one(
    page: Pages, serve: Server, small: Path, *, headers: bool
) -> None:
    home = serve(small, headers=headers)
    view = page(home + "events/old-bridge/")
    view.wait_for_url("**/events/bridge-opened/")
    assert view.inner_text("h1") == "افتتاح الجسر"


def test_no_other_site_shows_a_page_inside_itself(
    page: Pages, serve: Server, small: Path, tmp_path: Path
) -> None:
    page.expect("frame-ancestors")
    address = serve(small, headers=True)
    (tmp_path / "index.html").write_text(f'<iframe src="{address}"></iframe>')
    view = page(serve(tmp_path))
    view.wait_for_timeout(100)
    assert view.frames[1].locator("h1").count() == 0


def test_data_is_read_by_pages_of_others(
    page: Pages, serve: Server, small: Path, tmp_path: Path
) -> None:
    address = serve(small, headers=True)
    (tmp_path / "index.html").write_text("<!doctype html><link rel=icon href=data:,>")
    view = page(serve(tmp_path))
    read = (
        "address => fetch(address).then(answer => answer.json()).then(data => data.events.length)"
    )
    assert view.evaluate(read, f"{address}data/events.json") == 1
    page.expect("CORS")
    page.expect("Failed to load")
    assert view.evaluate("address => fetch(address).then(() => 0, () => 1)", address) == 1


@pytest.mark.slow
@pytest.mark.parametrize("headers", [False, True])
def test_every_kind_of_page(page: Pages, serve: Server, whole: Path, *, headers: bool) -> None:
    home = serve(whole, headers=headers)
    view = page(viewport={"width": 1280, "height": 900})
    for kind in [*KINDS, "events/gone/", "figures/", "years/"]:
        answer = view.goto(home + kind)
        assert answer is not None
        assert ("content-security-policy" in answer.headers) == headers, kind
        if headers:
            assert answer.headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
        view.evaluate("document.fonts.ready")
        assert view.locator("h1").count() == 1, kind
    view.goto(home + "events/old-crossing/")
    view.wait_for_url(f"**/{EVENT}")
    assert kept(view) == {**NOTHING, "local": []}


@pytest.mark.slow
@pytest.mark.parametrize("headers", [False, True])
def test_everything_that_a_reader_can_do(
    page: Pages, serve: Server, whole: Path, *, headers: bool
) -> None:
    home = serve(whole, headers=headers)
    view = page(home, viewport={"width": 1280, "height": 900}, permissions=CLIPBOARD)

    # The strip, a filter, its text and what is taken away again
    view.locator(".strip a").nth(3).click()
    view.goto(home)
    settled(view)
    value = view.locator("input[name=category]").first.get_attribute("value") or ""
    tick(view, "category", value)
    assert query(view) == {"category": [value]}
    view.goto(f"{home}?q=الموصل&calendar=hijri")
    settled(view)

    # Preferences, all of them, and the page printed
    for name, value in (("calendar", "hijri"), ("digits", "arab"), ("scheme", "dark")):
        choose(view, name, value)
    choose(view, "text", "large")
    view.keyboard.press("Escape")
    assert kept(view) == {**NOTHING, "local": ["timeline-preferences"]}
    assert len(view.pdf(prefer_css_page_size=True)) > 10_000

    # Search: results, none, a result followed
    view.locator("button[data-search]").click()
    assert find(view, "داعش")
    find(view, "قققققق")
    expect(view.locator("dialog.search .state")).not_to_be_empty()
    assert find(view, "نينوى")
    view.locator(".hits a").first.click()

    # Maps, a citation copied, today
    view.goto(home + "places/")
    view.locator("svg.map[role]:visible a").first.click()
    view.goto(home + EVENT)
    view.locator("button[data-copy=cite_bibtex]").click()
    view.locator(".cite .state", has_text="نُسخ").wait_for()
    view.goto(home + "on-this-day/")
    day = view.locator("[data-of=gregorian] [data-day]:has(a)").first.get_attribute("data-day")
    view.clock.set_fixed_time(f"2026-{day}T12:00:00Z")
    view.reload()
    # Its year is known only where the month's page could be read.
    expect(view.locator("[data-today=gregorian] .ann li b.y").first).to_be_visible()
    view.goto(home + "contribute/rules/")
    if (search := view.locator("main input")).count():
        search.first.fill("D11")

    # The form, to the finished file
    filled = form(page, home)
    least(filled)
    (text,) = texts(filled).values()
    assert "title:" in text
    expect(filled.locator("[data-preview]")).to_contain_text("افتتاح الجسر القديم")
    with filled.expect_download() as download:
        filled.locator("[data-act=save] a").click()
    assert Path(download.value.path()).read_text("utf-8") == text
    box = filled.locator("[data-field=title] input").first
    box.press("Enter")  # sends nothing
    assert kept(filled) == {**NOTHING, "local": ["timeline-suggestion"]}
