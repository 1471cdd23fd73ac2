"""What stood in a stranger's way in the form: dates half written, presses lost, names of no list."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.browser.test_suggest import (
    PHONE,
    ROOT,
    box,
    choose,
    field,
    form,
    least,
    problems,
    site_of,
    texts,
    type_date,
)
from timeline.writing.canonical import canonical

# Long; `make test` has the record that a stranger makes.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first timeline, as one whose repository is known."""
    return site_of(tmp_path_factory, "repository: https://github.com/o/r\n")


def part(view: Page, name: str) -> Locator:
    return field(view, "date").locator(f"[data-part={name}]").first


# ------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("kind", "half", "told", "whole"),
    [
        ("one-of", "[2019-04-09..…]", "التاريخ الثاني", "[2019-04-09..2019-05]"),
        ("interval", "2019-04-09~/…", "متى انتهت المدة", "2019-04-09~/2019-05~"),
    ],
)
def test_an_end_that_is_chosen_and_empty_is_asked_for(  # noqa: PLR0917
    page: Pages, serve: Server, github: Path, kind: str, half: str, told: str, whole: str
) -> None:
    view = form(page, serve(github))
    type_date(view, "2019", "4", "9")
    part(view, "approximate").check()
    part(view, "form").select_option(kind)
    expect(box(view, "date")).to_have_value(half)
    box(view, "title").focus()
    expect(field(view, "date").locator(".suggest-said").last).to_contain_text(told)
    expect(field(view, "date").locator("[data-phrases]")).to_be_hidden()
    view.reload()  # what is half written comes back, too
    view.locator("form[data-ready]").wait_for()
    assert part(view, "form").input_value() == kind
    assert part(view, "year").input_value() == "2019"
    last = field(view, "date").locator("[data-which=last]")
    last.locator("[data-part=year]").fill("2019")
    last.locator("[data-part=month]").select_option("5")
    expect(box(view, "date")).to_have_value(whole)


def test_marks_that_a_form_has_not_are_taken_out_in_words_and_come_back(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    type_date(view, "2019", "4", "9")
    part(view, "approximate").check()
    part(view, "form").select_option("one-of")
    expect(part(view, "approximate")).not_to_be_checked()
    expect(field(view, "date").locator("[data-word]")).to_contain_text("نحو ذلك التاريخ")
    part(view, "form").select_option("single")
    expect(box(view, "date")).to_have_value("2019-04-09~")
    expect(field(view, "date").locator("[data-word]")).to_be_empty()


def test_a_month_without_its_year_is_asked_for(page: Pages, serve: Server, github: Path) -> None:
    view = form(page, serve(github))
    part(view, "month").focus()
    part(view, "month").select_option("4")
    expect(box(view, "date")).to_have_value("…-04")
    box(view, "title").focus()
    expect(field(view, "date").locator(".suggest-said").last).to_contain_text("السنة")
    labels = field(view, "date").locator("[data-which=first] label").all_inner_texts()
    assert [label.split()[0] for label in labels] == ["السنة", "الشهر", "اليوم"]


def test_another_calendar_keeps_the_kind_of_date_and_says_what_it_takes_out(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    type_date(view, "2019", "4", "9")
    part(view, "approximate").check()
    box(view, "title").focus()
    field(view, "date").get_by_label("هجري").check()
    word = field(view, "date").locator("[data-word]")
    expect(word).to_contain_text("أُفرغت الأرقام")
    expect(box(view, "date")).to_have_value("")
    expect(part(view, "approximate")).to_be_checked()
    expect(field(view, "date")).not_to_contain_text("خارج")
    type_date(view, "1440", "8", "4")
    expect(box(view, "date")).to_have_value("1440-08-04~")
    expect(word).to_be_empty()
    field(view, "date").get_by_label("ميلادي").check()
    expect(box(view, "date")).to_have_value("2019-04-09~")
    expect(part(view, "year")).to_have_value("2019")


def test_a_hijri_year_written_before_its_calendar_was_chosen_stays(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    type_date(view, "1440", "8")
    field(view, "date").get_by_label("هجري").check()
    expect(box(view, "date")).to_have_value("1440-08")
    expect(part(view, "month")).to_have_value("8")


def test_a_date_typed_by_hand_is_shown_in_its_parts(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    box(view, "date").fill("2014-06/2017-12~")
    box(view, "date").blur()
    expect(part(view, "form")).to_have_value("interval")
    expect(part(view, "year")).to_have_value("2014")


# ------------------------------------------------------------------------------------ presses


def test_a_press_straight_after_a_name_of_no_list_is_not_lost(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github), viewport=PHONE)
    places = field(view, "places")
    places.locator("[role=combobox]").press_sequentially("حي الوهم")
    button = places.locator("[data-do=add]")
    button.scroll_into_view_if_needed()
    at = button.bounding_box()
    assert at
    view.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    view.mouse.down()
    view.wait_for_timeout(90)
    assert button.bounding_box() == at
    view.mouse.up()
    expect(places.locator("[data-scope=places]")).to_have_count(2)
    expect(places.locator(".suggest-said").first).to_contain_text("ليس في القائمة")


def test_what_was_taken_out_of_a_list_can_be_had_back(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    places = field(view, "places")
    places.locator("[data-do=add]").click()
    choose(places.locator("[data-scope=places]").first, "place", "موصل")
    places.locator("[data-do=remove]").first.click()
    names = places.locator("[role=combobox]")
    expect(names).to_have_count(1)
    places.get_by_role("button", name="تراجع").press("Enter")
    expect(names).to_have_count(2)
    expect(names.first).to_have_value("الموصل")
    view.reload()
    expect(names.first).to_have_value("الموصل")


# ------------------------------------------------------------------------ names of no list


def test_a_name_of_no_list_goes_along_as_a_note(
    page: Pages, serve: Server, github: Path, tmp_path: Path
) -> None:
    view = form(page, serve(github))
    least(view)
    choose(view.locator("[data-scope=places]"), "place", "موصل")
    field(view, "places").locator("[data-do=add]").click()
    other = view.locator("[data-scope=places]").nth(1)
    other.locator("[role=combobox]").fill("حي الوهم\u2028title: x # \u202e---")
    other.locator("select").select_option("near")
    actor = view.locator("[data-scope=actors] [role=combobox]")
    actor.fill("لواء لا يعرفه أحد")
    actor.blur()
    said = field(view.locator("[data-scope=actors]"), "actor").locator(".suggest-said")
    expect(said).to_contain_text("ملاحظةً إلى المحرر")
    expect(said).not_to_contain_text("الملخص")
    view.get_by_role("button", name="أضف رقمًا").click()
    claim = view.locator("[data-scope=claims]")
    box(claim, "metric").fill("خيام")
    box(claim, "low").fill("1200")
    field(view, "sources").locator("[data-do=add]").click()
    source = view.locator("[data-scope=sources]").nth(1)
    source.get_by_label("مصدر جديد").check()
    box(source, "publisher").fill("صحيفة لا نعرفها")
    box(source, "title").fill("خبر")
    source.locator("[data-field=id] input").fill("paper-2019-03")
    files = texts(view)
    heads = [
        [line for line in text.splitlines() if line.startswith("# للمحرر")]
        for text in files.values()
    ]
    assert heads == [
        ["# للمحرر: ليس في القائمة: الناشر «صحيفة لا نعرفها»"],
        [
            "# للمحرر: ليس في القائمة: المكان «حي الوهم title: x # ---»؛ مدى الدقة الموضع تقريبي",
            "# للمحرر: ليس في القائمة: مَن «لواء لا يعرفه أحد»",
            "# للمحرر: ليس في القائمة: موضوع الرقم «خيام»؛ الحد الأدنى 1200",
        ],
    ]
    event = list(files.values())[1]
    assert "places: [mosul]" in event
    assert "claims" not in event
    preview = view.locator("[data-preview]")
    expect(preview.locator(".suggest-notes li")).to_have_count(4)
    assert "الوهم" not in "".join(preview.locator(":scope > section").all_inner_texts())
    assert [found for found in problems(tmp_path, files) if "error" in found] == []
    for path, text in files.items():
        assert canonical(path.removeprefix("content/"), text) == text


def test_a_list_is_opened_whole_and_says_what_it_leaves_out(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    view.get_by_role("button", name="أضف رقمًا").click()
    metric = field(view.locator("[data-scope=claims]"), "metric")
    metric.locator("[role=combobox]").click()
    offered = metric.locator("[role=option]").count()
    vocabulary = (ROOT / "content/vocabularies/metrics.yml").read_text("utf-8")
    assert offered == len(re.findall(r"^[a-z-]+:$", vocabulary, re.MULTILINE))
    where = field(view.locator("[data-scope=actors]"), "actor")
    where.locator("[role=combobox]").click()
    expect(where.locator("[role=listbox] li").last).to_contain_text("اكتب جزءًا من الاسم")


# ------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("typed", "code"), [("العربية", "ar"), ("عربي", ""), ("الإنجليزية", "en"), ("Français", "fr")]
)
def test_the_name_of_a_language_is_offered_its_code(
    page: Pages, serve: Server, github: Path, typed: str, code: str
) -> None:
    view = form(page, serve(github))
    source = view.locator("[data-scope=sources]")
    source.get_by_label("مصدر جديد").check()
    box(source, "language").fill(typed)
    box(source, "language").blur()
    said = field(source, "language").locator(".suggest-said")
    expect(said).to_contain_text("ليس رمز لغة")
    if code:
        said.get_by_role("button", name=code).click()
        expect(box(source, "language")).to_have_value(code)


def test_no_word_is_of_a_file_or_half_of_one(page: Pages, serve: Server, github: Path) -> None:
    view = form(page, serve(github))
    view.get_by_role("button", name="أضف رقمًا").click()
    shown = view.locator(".suggest-form").text_content() or ""
    for odd in ("أضف:", "«الحد الأدنى» 1000", "يقول\n", "احذف سطره"):
        assert odd not in shown
    assert "«أكثر من 1000» تُكتب 1000 في «الحد الأدنى»" in shown
    box(view, "title").fill(" ")
    box(view, "title").blur()
    expect(field(view, "title").locator(".suggest-said")).to_contain_text("املأه.")
    expect(view.locator("[data-field=stance] option:checked")).to_have_text("لا يتناول رقمًا آخر")


# ------------------------------------------------------------------- two files, one proposal


def with_a_new_source(view: Page) -> None:
    least(view)
    source = view.locator("[data-scope=sources]").first
    source.get_by_label("مصدر جديد").check()
    box(source, "title").fill("خبر")
    source.locator("[data-field=id] input").fill("paper-2019-03")
    texts(view)


PROPOSALS = [
    ("https://github.com/o/r/compare/main...ann:r:patch-1", "ann/r/new/patch-1"),
    ("https://github.com/o/r/compare/main...ann:patch-1?quick_pull=1", "ann/r/new/patch-1"),
    ("https://github.com/o/r/compare/main...ann%3Amy.copy%3Apatch-1", "ann/my.copy/new/patch-1"),
    ("https://github.com/o/r/compare/main...ann-patch-2", "o/r/new/ann-patch-2"),
    (" https://github.com/ann/r/tree/patch-1 ", "ann/r/new/patch-1"),
    ("https://github.com/ann/r/tree/new/event", "ann/r/new/new/event"),
    ("https://github.com.example.org/ann/r/tree/patch-1", None),
    ("https://github.com@example.org/ann/r/tree/patch-1", None),
    ("http://github.com/ann/r/tree/patch-1", None),
    ("https://github.com/ann/r/tree/../../../x", None),
    ("https://github.com/ann/r/tree/a%2F..%2Fb", None),
    ("https://github.com/ann/r/tree/a%3Fvalue=x", None),
    ("https://github.com/o/r/compare/main...ann:r:x:y", None),
    ("https://github.com/o/r/compare/main...a%2Fb:r:patch-1", None),
    ("https://github.com/o/r/tree/main", None),
    ("https://github.com/o/r/pull/12", None),
    ("javascript:alert(1)", None),
    ("patch-1", None),
]


def test_the_second_file_goes_into_the_proposal_of_the_first(
    page: Pages, serve: Server, github: Path
) -> None:
    view = form(page, serve(github))
    with_a_new_source(view)
    links = view.locator("[data-act=open] a")
    apart = [str(link.get_attribute("href")) for link in links.all()]
    for typed, path in PROPOSALS:
        view.locator("#f_proposal").fill(typed)
        first, second = (str(link.get_attribute("href")) for link in links.all())
        assert first == apart[0]
        there = f"https://github.com/{path or 'o/r/new/main'}/content/events?"
        assert second == there + apart[1].partition("?")[2], typed
        wrong = view.locator("#f_proposal").get_attribute("aria-invalid")
        assert wrong == (None if path else "true"), typed
    view.locator("#f_proposal").fill(PROPOSALS[0][0])
    expect(view.locator("[data-how]").last).to_contain_text("patch-1")
    view.wait_for_timeout(400)
    expect(view.locator("#f_proposal")).to_be_focused()  # nothing is drawn anew under it
    view.reload()
    expect(view.locator("#f_proposal")).to_have_value(PROPOSALS[0][0])
    assert PROPOSALS[0][1] is not None
    assert PROPOSALS[0][1] in str(links.last.get_attribute("href"))


def test_elsewhere_than_at_github_each_file_goes_by_itself(
    page: Pages, serve: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    gitlab = site_of(tmp_path_factory, "repository: https://gitlab.com/o/r\n")
    view = form(page, serve(gitlab))
    with_a_new_source(view)
    expect(view.locator("[data-files] .suggest-file")).to_have_count(2)
    expect(view.locator("#f_proposal")).to_have_count(0)
