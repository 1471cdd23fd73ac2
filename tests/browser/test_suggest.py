"""The form that suggests an event, used as a stranger would: typed, by keyboard, on a phone."""

import re
import shutil
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.browser.test_access import OPTIONS
from tests.contents import brief, lay
from tests.folders import RICH, SMALL, checked
from timeline.checking import check
from timeline.publishing.publish import publish
from timeline.reading.yaml_source import read
from timeline.records.event import Event
from timeline.records.source import Source
from timeline.writing.record import record_text

ROOT = Path(__file__).parents[2]
PHONE: Final = {"width": 360, "height": 740}
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
SUMMARY: Final = "افتُتح الجسر القديم أمام المارة.\n\nوقال محرر إن العبور بدأ صباحًا."


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first timeline, as one whose repository is known."""
    return site_of(tmp_path_factory, "repository: https://github.com/o/r\n")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A timeline that is reached by mail alone."""
    return site_of(tmp_path_factory, "contact: desk@example.org\n")


def site_of(folders: pytest.TempPathFactory, line: str) -> Path:
    folder = folders.mktemp("suggest")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "schema", folder / "schema")
    about = folder / "content/timeline.yml"
    kept = [
        kept
        for kept in about.read_text("utf-8").splitlines()
        if not kept.startswith(("repository:", "contact:"))
    ]
    about.write_text("\n".join([*kept, line]), "utf-8")
    publish(check(folder / "content", untitled="الخط الزمني"), folder / "content", folder / "site")
    return folder / "site"


def form(page: Pages, home: str, **options: Any) -> Page:
    view = page(home + "contribute/suggest/", **options)
    view.locator("form[data-ready]").wait_for()
    return view


def field(view: Page | Locator, name: str) -> Locator:
    return view.locator(f"[data-field='{name}']").first


def box(view: Page | Locator, name: str) -> Locator:
    return field(view, name).locator("textarea, .suggest-edtf, .suggest-picker input, input").last


def choose(view: Page | Locator, name: str, typed: str) -> None:
    """Choose by name, with the keyboard alone."""
    picker = field(view, name).locator("[role=combobox]")
    picker.press_sequentially(typed)
    picker.press("ArrowDown")
    picker.press("Enter")


def texts(view: Page) -> dict[str, str]:
    """Each file by its path, as soon as the form is ready to hand it over."""
    view.locator("[data-files] section").first.wait_for()
    view.wait_for_timeout(400)
    found = view.locator("[data-files] section").all()
    return {
        file.locator("h3 bdi").inner_text(): file.locator("pre").text_content() or ""
        for file in found
    }


def type_date(view: Page, year: str, month: str = "", day: str = "") -> None:
    parts = field(view, "date")
    parts.locator("[data-part=year]").first.press_sequentially(year)
    if month:
        parts.locator("[data-part=month]").first.select_option(month)
    if day:
        parts.locator("[data-part=day]").first.select_option(day)


def least(view: Page) -> None:
    """Fill in what is needed, and no more."""
    box(view, "title").fill("افتتاح الجسر القديم")
    box(view, "summary").fill(SUMMARY)
    box(view, "date").fill("2019-03")
    sources = field(view, "sources")
    picker = sources.locator("[role=combobox]").first
    picker.press_sequentially("ارفع")
    if not sources.locator("[role=option]").count():
        picker.fill("")
        picker.press("ArrowDown")
    picker.press("ArrowDown")
    picker.press("Enter")
    box(view, "locator").fill("الفقرة 2")
    view.locator("#f_id").fill("old-bridge-opened")


def problems(folder: Path, files: dict[str, str]) -> list[str]:
    """What the check says of the first timeline with these files in it, and not without them."""
    shutil.copytree(ROOT / "content", folder / "content")
    before = set(brief(check(folder / "content", untitled="ع")))
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        assert not target.exists()
        target.write_bytes(text.encode())
    return [
        found for found in brief(check(folder / "content", untitled="ع")) if found not in before
    ]


def canonical(path: str, text: str) -> str:
    """What Python writes of the same record."""
    model = Event if "/events/" in path else Source
    _, modeline, body = re.split(r"^# yaml-language-server: \$schema=(\S+)\n", text)
    tree, _ = read(path, body)
    assert tree is not None
    return record_text(model, tree, schema=modeline)


def test_a_stranger_makes_a_record_that_passes(
    page: Pages, serve: Server, github: Path, tmp_path: Path
) -> None:
    home = serve(github, under="/repo/")
    view = form(page, home, viewport=PHONE)
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    box(view, "title").press_sequentially("افتتاح الجسر القديم: «عبور» أول")
    box(view, "summary").press_sequentially("افتُتح الجسر القديم أمام المارة.\n\nوبدأ العبور صباحًا.")
    view.get_by_label("هجمات وتفجيرات").press("Space")
    type_date(view, "2019", "3", "2")
    expect(field(view, "date").locator("[data-in=gregorian]")).to_have_text("2 آذار/مارس 2019")
    expect(field(view, "date").locator("[data-in=hijri]")).to_have_text("25 جمادى الآخرة 1440 هـ")
    places = view.locator("[data-scope=places]")
    choose(places, "place", "موصل")
    expect(places.locator("[role=combobox]")).to_have_value("الموصل")
    places.locator("select").select_option("exact")
    actors = view.locator("[data-scope=actors]")
    choose(actors, "actor", "تنظيم داعش")
    actors.locator("select").select_option("targeted")
    source = view.locator("[data-scope=sources]")
    source.get_by_label("مصدر جديد").check()
    box(source, "title").press_sequentially("الجسر القديم يعود")
    box(source, "url").press_sequentially("https://example.org/a?b=1&c=2")
    box(source, "published").press_sequentially("2019-03-03")
    box(source, "language").press_sequentially("ar")
    source.locator("#" + (box(source, "id").get_attribute("id") or "")).press_sequentially(
        "daily-2019-03"
    )
    box(source, "locator").press_sequentially("الفقرة 4")
    view.get_by_role("button", name="أضف رقمًا").press("Enter")
    claim = view.locator("[data-scope=claims]")
    choose(claim, "metric", "قتلى")
    box(claim, "low").press_sequentially("1000")
    box(claim, "high").press_sequentially("1500")
    choose(claim, "said_by", "الجيش")
    choose(claim, "source", "الجسر")
    view.locator("#f_id").press_sequentially("old-bridge-opened-again")
    files = texts(view)
    assert list(files) == [
        "content/sources/daily-2019-03.yml",
        "content/events/2019/old-bridge-opened-again.yml",
    ]
    preview = view.locator("[data-preview]").inner_text()
    for words in ("«عبور» أول", "2 آذار/مارس 2019", "الموصل", "1,000–1,500", "الجسر القديم يعود"):
        assert words in preview
    assert problems(tmp_path, files) == []
    for path, text in files.items():
        assert canonical(path, text) == text
    links = view.locator("[data-act=open] a").evaluate_all("all => all.map(a => a.href)")
    for link, (path, text) in zip(links, files.items(), strict=True):
        fields = parse_qs(urlsplit(link).query, strict_parsing=True)
        folder = urlsplit(link).path.removeprefix("/o/r/new/main/")
        assert f"{folder}/{fields['filename'][0]}" == path
        assert fields["value"] == [text]
    # Nothing leaves the page while it is filled in, nor after; it fetches what it is to know.
    own = rf"{re.escape(home)}assets/recorded-(2019|long|ids-[0-9]+)\.[0-9a-f]{{10}}\.json"
    assert asked
    assert [url for url in asked if not re.fullmatch(own, url)] == []


@pytest.mark.parametrize(
    ("typed", "field_name", "value", "phrase"),
    [
        ("1440-07", "date_hijri", "1440-07", "رجب 1440 هـ"),
        ("1440-06-24/1440-07-02", "date_hijri", "1440-06-24/1440-07-02", "من 24 جمادى الآخرة"),
    ],
)
def test_a_hijri_date_stays_one(  # noqa: PLR0917
    page: Pages,
    serve: Server,
    github: Path,
    tmp_path: Path,
    typed: str,
    field_name: str,
    value: str,
    phrase: str,
) -> None:
    view = form(page, serve(github))
    least(view)
    field(view, "date").get_by_label("هجري").check()
    box(view, "date").fill(typed)
    expect(field(view, "date").locator("[data-in=hijri]")).to_contain_text(phrase)
    files = texts(view)
    (text,) = files.values()
    assert f'{field_name}: "{value}"' in text
    assert "\ndate:" not in text
    assert problems(tmp_path, files) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("steps", "edtf"),
    [
        ({"year": "2019"}, "2019"),
        ({"year": "2019", "month": "22"}, "2019-22"),
        ({"year": "٢٠١٩", "month": "3", "approximate": True}, "2019-03~"),
        ({"year": "2019", "month": "3", "day": "9", "uncertain": True}, "2019-03-09?"),
        ({"year": "2019", "approximate": True, "uncertain": True}, "2019%"),
        (
            {"form": "interval", "year": "2014", "to": {"year": "2017", "month": "12"}},
            "2014/2017-12",
        ),
        ({"form": "interval", "year": "2014", "end": "open"}, "2014/.."),
        ({"form": "interval", "year": "2014", "end": "unknown"}, "2014/"),
        (
            {
                "form": "one-of",
                "year": "2018",
                "month": "2",
                "day": "9",
                "to": {"year": "2018", "month": "2", "day": "17"},
            },
            "[2018-02-09..2018-02-17]",
        ),
    ],
)
def test_the_parts_of_a_date_write_it(
    page: Pages, serve: Server, github: Path, steps: dict[str, Any], edtf: str
) -> None:
    view = form(page, serve(github))
    date_field = field(view, "date")
    date_field.locator("[data-part=form]").select_option(steps.get("form", "single"))
    if "end" in steps:
        date_field.locator("[data-part=end]").select_option(steps["end"])
    for which, values in (("first", steps), ("last", steps.get("to", {}))):
        part = date_field.locator(f"[data-which={which}]")
        for name in ("year", "month", "day"):
            if name == "year" and name in values:
                part.locator("[data-part=year]").fill(values[name])
            elif name in values:
                part.locator(f"[data-part={name}]").select_option(values[name])
    for mark in ("approximate", "uncertain"):
        if steps.get(mark):
            date_field.locator(f"[data-part={mark}]").check()
    expect(box(view, "date")).to_have_value(edtf)
    assert all(view.locator("form[data-ready] option").all_text_contents())  # none without words
    # What is typed is shown in the parts: read back, they write the same.
    view.reload()
    view.locator("form[data-ready]").wait_for()
    expect(box(view, "date")).to_have_value(edtf)
    assert date_field.locator("[data-part=form]").input_value() == steps.get("form", "single")
    date_field.locator("[data-part=form]").dispatch_event("change")
    expect(box(view, "date")).to_have_value(edtf)


def test_reload_keeps_everything_and_the_draft_can_go(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    expect(view.locator("[data-draft]")).to_be_hidden()
    least(view)
    view.get_by_label("معارك").check()
    view.get_by_role("button", name="أضف رقمًا").click()
    box(view.locator("[data-scope=claims]"), "value").fill("7")
    choose(view.locator("[data-scope=claims]"), "metric", "قتلى")
    before = texts(view)
    view.reload()
    view.locator("form[data-ready]").wait_for()
    expect(view.locator("[data-draft]")).to_be_visible()
    assert texts(view) == before
    view.locator("[data-draft] button").click()
    expect(box(view, "title")).to_have_value("")
    assert view.evaluate("Object.keys(localStorage)") == []
    view.get_by_role("button", name="تراجع").click()
    assert texts(view) == before


def test_works_where_nothing_can_be_kept(page: Pages, serve: Server, github: Path) -> None:
    view = page()
    view.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    )
    view.goto(serve(github) + "contribute/suggest/")
    view.locator("form[data-ready]").wait_for()
    least(view)
    assert len(texts(view)) == 1
    expect(view.locator("[data-kept]")).to_contain_text("لا يحفظ")


def test_a_long_text_is_copied_or_downloaded(page: Pages, serve: Server, github: Path) -> None:
    view = form(page, serve(github), permissions=["clipboard-read", "clipboard-write"])
    least(view)
    box(view, "summary").fill("افتُتح الجسر القديم أمام المارة. " * 60)
    ((path, text),) = texts(view).items()
    link = view.locator("[data-act=open] a").get_attribute("href") or ""
    assert len(link) < 8192
    assert "value=" not in link
    assert "filename=" in link
    expect(view.locator("[data-how]")).to_contain_text("انسخه أولًا")
    view.get_by_role("button", name="انسخ النص").click()
    expect(view.locator(".suggest-state")).to_have_text("نُسخ النص.")
    assert view.evaluate("navigator.clipboard.readText()") == text
    with view.expect_download() as download:
        view.get_by_role("link", name="نزّل الملف").click()
    assert download.value.suggested_filename == Path(path).name
    assert Path(download.value.path()).read_text("utf-8") == text


def test_by_mail_where_there_is_no_repository(page: Pages, serve: Server, alone: Path) -> None:
    view = form(page, serve(alone))
    least(view)
    texts(view)
    link = view.locator("[data-act=open] a").get_attribute("href") or ""
    assert unquote(link).startswith("mailto:desk@example.org?subject=اقتراح حدث")
    expect(view.get_by_role("button", name="انسخ النص")).to_be_visible()


BAD: Final = [
    ("title", "س" * 301, "300"),
    ("title", "افتتاح\u202eالجسر", "U+202E"),
    ("title", "افتتاح الج\u200bسر", "U+200B"),
    ("title", "ﻻ جسر", "U+FEFB"),
    ("summary", "س" * 8001, "8000"),
    ("date", "٢٠١٩-٠٣", "2019-03"),
    ("date", "2019-3", "2019-03"),
    ("date", "9/12/2017", "2017-12-09"),
    ("date", "كانون الأول 2017", "2017-12"),
    ("date", "2019-02-30", "28"),
    ("date", "2019-13", "2019-13"),
    ("date", "2019-05/2019-03", "2019-03/2019-05"),
    ("date", "2091-03", "«حالة الحدث» «مخطط له»"),
    ("id", "افتتاح الجسر", "معرّف"),
    ("id", "Bridge Opened", "bridge-opened"),
    ("id", "jourani-killed", "jourani-killed-2"),
    ("place", "المصول", "الموصل"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value", "told"), BAD)
def test_a_bad_value_is_told_beside_its_field(  # noqa: PLR0917
    page: Pages, serve: Server, github: Path, name: str, value: str, told: str
) -> None:
    view = form(page, serve(github))
    wrong = view.locator("#f_id") if name == "id" else box(view, name)
    own = wrong.locator("xpath=ancestor::*[@data-field][1]")
    said = own.locator(".suggest-said")
    wrong.fill(value)
    expect(said).to_be_empty()  # not before the field was left
    wrong.blur()
    expect(said).to_contain_text(told)
    if name != "place":  # a name of no list goes along as a note
        expect(wrong).to_have_attribute("aria-invalid", "true")
    assert (said.get_attribute("id") or "") in (wrong.get_attribute("aria-describedby") or "")
    mend = said.get_by_role("button")
    if mend.count():
        mend.click()
        expect(said).to_be_empty()
        expect(wrong).not_to_have_attribute("aria-invalid", "true")


CLAIMS: Final = [
    ({"value": "1,000"}, "value", "1000"),
    ({"low": "9", "high": "5"}, "high", "9 > 5"),
    ({"value": "9", "low": "5"}, "value", "الحد الأدنى"),
    ({"as_of": "2019-3"}, "as_of", "2019-03"),
    ({"towards": "x"}, "towards", "x"),
    ({"key": "X Y"}, "key", "x-y"),
    ({"metric": "عدد لا نعرفه"}, "metric", "ليس في القائمة"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("values", "name", "told"), CLAIMS)
def test_a_bad_claim_is_told(  # noqa: PLR0917
    page: Pages, serve: Server, github: Path, values: dict[str, str], name: str, told: str
) -> None:
    view = form(page, serve(github))
    view.get_by_role("button", name="أضف رقمًا").click()
    claim = view.locator("[data-scope=claims]")
    claim.locator(".suggest-rare > summary").click()
    for key, value in values.items():
        box(claim, key).fill(value)
        box(claim, key).blur()
    box(claim, name).focus()
    box(claim, name).blur()
    expect(field(claim, name).locator(".suggest-said")).to_contain_text(told)


SOURCES: Final = [
    ("url", "http://example.org/a", "https://example.org/a"),
    ("accessed", "2019-03", "2019-03"),
    ("language", "Arabic", "Arabic"),
    ("published", "3.3.2019", "2019-03-03"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value", "told"), SOURCES)
def test_a_bad_source_is_told(  # noqa: PLR0917
    page: Pages, serve: Server, github: Path, name: str, value: str, told: str
) -> None:
    view = form(page, serve(github))
    source = view.locator("[data-scope=sources]")
    source.get_by_label("مصدر جديد").check()
    box(source, name).fill(value)
    box(source, name).blur()
    expect(field(source, name).locator(".suggest-said")).to_contain_text(told)


def test_what_is_missing_is_listed_and_leads_there(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    missing = view.locator("[data-missing]")
    names = ("عنوان الحدث", "الملخص", "التاريخ", "المصادر", "المعرّف (اسم قصير بحروف لاتينية)")
    assert missing.get_by_role("button").all_inner_texts() == list(names)
    assert view.locator("[data-files] section").count() == 0
    missing.get_by_role("button", name="الملخص").press("Enter")
    expect(box(view, "summary")).to_be_focused()
    field(view, "date_basis").locator("select").select_option("relative")
    expect(missing.get_by_role("button", name="كيف حُسب التاريخ أو استُنتج")).to_be_visible()


def test_a_record_of_the_same_place_and_month_is_shown(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github, under="/repo/"))
    box(view, "date").fill("2019-08-07")
    choose(view.locator("[data-scope=places]"), "place", "القحطانية")
    near = view.locator("[data-near] a").first
    expect(near).to_contain_text("القحطانية")
    view.locator("[data-offer] button").click()
    expect(view.locator("#f_id")).to_have_value("qahtaniya-2019-08-07")
    assert (near.get_attribute("href") or "").endswith("/repo/events/qahtaniya-bombing/")


def fetched(view: Page) -> list[str]:
    """The parts of what is recorded that a page asks for from now on."""
    names: list[str] = []

    def hear(request: Request) -> None:
        if match := re.search(r"/assets/recorded-([a-z0-9-]+)\.", request.url):
            names.append(match[1])

    view.on("request", hear)
    return names


@pytest.mark.slow
def test_what_is_recorded_is_fetched_when_it_is_asked_for(
    page: Pages, serve: Server, github: Path
) -> None:
    view = page()
    asked = fetched(view)
    view.goto(serve(github) + "contribute/suggest/")
    view.locator("form[data-ready]").wait_for()
    assert asked == []
    box(view, "date").fill("2019-08-07")
    view.wait_for_timeout(500)
    assert sorted(asked) == ["2019", "long"]
    view.locator("#f_id").fill("jourani-killed")
    view.locator("#f_id").blur()
    expect(view.locator("#f_id_said")).to_contain_text("داعش يقتل العقيد ياسر الجوراني")
    share = re.compile(r"ids-[0-9]+")
    assert [name for name in asked if not share.fullmatch(name)] == ["2019", "long"]
    view.locator("summary", has_text="محطة بارزة").click()
    field(view, "relations").get_by_role("button", name="أضف").click()
    relation = view.locator("[data-scope=relations]")
    assert "all" not in asked
    choose(relation, "event", "يقتل العقيد")
    assert asked.count("all") == 1
    expect(box(relation, "event")).to_have_value("داعش يقتل العقيد ياسر الجوراني")
    # A draft that comes back names the event, too.
    view.reload()
    view.locator("form[data-ready]").wait_for()
    expect(box(relation, "event")).to_have_value("داعش يقتل العقيد ياسر الجوراني")
    expect(field(relation, "event").locator(".suggest-said")).to_be_empty()


@pytest.mark.slow
def test_where_what_is_recorded_cannot_be_had_nothing_is_said_of_it(
    page: Pages, serve: Server, github: Path
) -> None:
    page.expect("recorded|ERR_FAILED")
    view = page()
    view.route("**/assets/recorded-*.json", lambda route: route.abort())
    view.goto(serve(github) + "contribute/suggest/")
    view.locator("form[data-ready]").wait_for()
    least(view)
    box(view, "date").fill("2019-08-07")
    choose(view.locator("[data-scope=places]"), "place", "القحطانية")
    view.locator("summary", has_text="محطة بارزة").click()
    field(view, "relations").get_by_role("button", name="أضف").click()
    relation = view.locator("[data-scope=relations]")
    field(relation, "type").locator("select").select_option(index=1)
    box(relation, "event").fill("jourani-killed")
    ((_, text),) = texts(view).items()
    assert "event: jourani-killed" in text
    expect(view.locator("[data-near]")).to_be_hidden()
    box(relation, "event").fill("لا معرّف")
    box(relation, "event").blur()
    expect(field(relation, "event").locator(".suggest-said")).to_contain_text("معرّف")


def test_dates_within_a_sentence_stand_as_they_are_written(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    box(view, "date").fill("2019-08-7")
    box(view, "date").blur()
    pieces = field(view, "date").locator(".suggest-said > bdi[dir=ltr]")
    assert pieces.all_inner_texts()[0] == "2019-08-7"
    listed = view.locator("[data-missing] li bdi[dir=ltr]", has_text="2019-08-7")
    expect(listed).to_have_count(1)


def test_what_is_typed_stays_text(page: Pages, serve: Server, github: Path, tmp_path: Path) -> None:
    view = form(page, serve(github))
    least(view)
    hostile = "<img src=x onerror=alert(1)> {{7*7}} ' \" \\ # : - & *a !b %c @d `e` | >"
    box(view, "title").fill(hostile)
    box(view, "summary").fill(f"{hostile}\n\n- {hostile}\n# {hostile}")
    files = texts(view)
    assert view.locator("[data-preview] img, [data-files] img").count() == 0
    assert hostile in view.locator("[data-preview]").inner_text()
    for path, text in files.items():
        assert canonical(path, text) == text
        tree: Any = read(path, text)[0]
        assert tree["title"] == hostile
    assert [found for found in problems(tmp_path, files) if "error" in found] == []


def test_works_under_a_strict_policy(page: Pages, serve: Server, github: Path) -> None:
    view = page(viewport=PHONE)

    def strict(route: Any) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": POLICY}
        route.fulfill(response=answer, headers=headers)

    view.route("**/contribute/suggest/", strict)
    view.goto(serve(github) + "contribute/suggest/")
    view.locator("form[data-ready]").wait_for()
    least(view)
    assert len(texts(view)) == 1


def test_without_scripts_the_way_is_said(page: Pages, serve: Server, github: Path) -> None:
    view = page(serve(github) + "contribute/suggest/", java_script_enabled=False)
    assert view.locator(".suggest-form").is_hidden()
    links = view.locator(".suggest-words a").evaluate_all("all => all.map(a => a.href)")
    assert "https://github.com/o/r/new/main/content/events" in links
    assert "https://github.com/o/r/issues/new?template=new-event.yml" in links


def test_when_its_data_cannot_be_had_it_says_so(page: Pages, serve: Server, github: Path) -> None:
    page.expect("suggest|ERR_FAILED|could not be loaded")
    view = page()
    view.route("**/assets/suggest.*.json", lambda route: route.abort())
    view.goto(serve(github) + "contribute/suggest/")
    expect(view.locator(".suggest-failed")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_in_a_form_in_use(
    page: Pages, serve: Server, github: Path, width: int, scheme: Any
) -> None:
    view = form(page, serve(github), viewport={"width": width, "height": 800}, color_scheme=scheme)
    least(view)
    view.get_by_label("مصدر جديد").first.check()
    view.get_by_role("button", name="أضف رقمًا").click()
    box(view, "date").fill("2019-3")
    box(view, "date").blur()
    for summary in view.locator("summary:visible").all():
        summary.click()
    picker = view.locator("[data-scope=places] [role=combobox]")
    picker.fill("ا")
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(view, options=OPTIONS).response["violations"]
    assert not [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found]


def test_it_is_light_and_loaded_nowhere_else(page: Pages, serve: Server, github: Path) -> None:
    weight = 0

    def weigh(response: Any) -> None:
        nonlocal weight
        name = urlsplit(response.url).path.rsplit("/", 1)[-1]
        own = r"(suggest|edtf|calendars|fault|isolates|misreading|phrases|hijri-months).*\.js(on)?"
        if re.fullmatch(own, name):
            weight += int(response.headers["content-length"])

    view = page()
    view.on("response", weigh)
    view.goto(serve(github) + "contribute/suggest/")
    view.locator("form[data-ready]").wait_for()
    assert 20_000 < weight < 50_000
    before = weight
    view.goto(serve(github))
    view.goto(serve(github) + "events/jourani-killed/")
    assert weight == before


def test_a_timeline_without_vocabularies_takes_any_id(
    page: Pages, serve: Server, tmp_path: Path
) -> None:
    small = {name: text for name, text in RICH.items() if not name.startswith("vocabularies/")}
    content = lay(tmp_path / "content", small)
    publish(checked(content), content, tmp_path / "site")
    view = form(page, serve(tmp_path / "site"))
    least(view)
    view.locator("[data-scope=places] [role=combobox]").fill("far-away")
    ((path, text),) = texts(view).items()
    assert "places: [far-away]" in text
    # As `timeline new` writes it: by year, as the events there stand; no schema lies beside content/.
    assert path == "content/events/2019/old-bridge-opened.yml"
    assert text.startswith("title: ")
    assert record_text(Event, read(path, text)[0] or {}) == text


def test_an_event_stands_where_the_others_do(page: Pages, serve: Server, tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL)
    (tmp_path / "schema").mkdir()
    publish(checked(content), content, tmp_path / "site")
    view = form(page, serve(tmp_path / "site"))
    least(view)
    ((path, text),) = texts(view).items()
    assert path == "content/events/old-bridge-opened.yml"
    assert text.startswith("# yaml-language-server: $schema=../../schema/event.schema.json\n")
