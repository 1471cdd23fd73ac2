"""What stood in a stranger's way in the form: dates half written, presses lost, names of no list."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import Pages
from tests.browser.serving import Server
from tests.browser.test_suggest import box, field, form, site_of, type_date


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
