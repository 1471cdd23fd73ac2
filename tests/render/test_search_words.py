"""Words as the search index spells them."""

import unicodedata
from collections import Counter

import pytest

from timeline.render.search_words import indexed, unglued, units, whole, written


def forms(text: str) -> list[tuple[str, ...]]:
    return [unit.forms for unit in units(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأعظمية", "اعظميه"),
        ("مُسْتَشْفَى", "مستشفي"),
        ("للموصل", "الموصل"),
        ("وبالموصل", "موصل"),
        ("مقاتلون", "المقاتلين"),
        ("طائرتان", "طائرات"),
        ("سيطرته", "السيطرة"),
        ("سوريا", "سورية"),
        ("إيرانية", "الإيرانيين"),
        ("خلايا", "خلية"),
    ],
)
def test_spellings_and_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert forms(one)[0][1] == forms(other)[0][1]


@pytest.mark.parametrize(
    ("one", "other"), [("صواريخ", "صاروخ"), ("تقارير", "التقرير"), ("معارك", "معركة")]
)
def test_broken_plurals_have_one_root(one: str, other: str) -> None:
    assert forms(one)[0][2] == forms(other)[0][2]


@pytest.mark.parametrize("word", ["كركوك", "بالي", "والد", "الله", "وادي", "لواء", "ISIS"])
def test_what_is_a_words_own_stays(word: str) -> None:
    assert forms(word)[0][0] == word.lower().replace("ء", "")


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("كانون الأول 2017", ("m12y2017z", "n2017z", "m12z")),
        ("كانون الأول/ديسمبر ٢٠١٧", ("m12y2017z", "n2017z", "m12z")),
        ("12/2017", ("m12y2017z", "n2017z", "m12z")),
        ("2017-12", ("m12y2017z", "n2017z", "m12z")),
        ("وديسمبر", ("m12z",)),
        ("٩/١٢/٢٠١٧", ("d9m12y2017z", "m12y2017z", "n2017z", "m12z")),
        ("2017-12-09", ("d9m12y2017z", "m12y2017z", "n2017z", "m12z")),
        ("9 كانون الأول عام 2017", ("d9m12y2017z", "m12y2017z", "n2017z", "m12z")),
        ("ربيع الثاني 1439 هـ", ("h4y1439z", "n1439z", "h4z")),
        ("24/5/1443", ("d24h5y1443z", "h5y1443z", "n1443z", "h5z")),
        ("جمادى الثانية", ("h6z",)),
        ("ذي القعدة", ("h11z",)),
    ],
)
def test_a_date_is_one_unit_however_it_is_written(text: str, spelt: tuple[str, ...]) -> None:
    assert forms(text) == [spelt]


def test_a_number_is_itself_and_no_beginning_of_another() -> None:
    assert forms("12 شخصًا و37,000 و99.5 من 2010-2014")[0] == ("n12z",)
    numbers = [form for form, *_ in forms("12 و37,000 و99.5 و2010-2014 و13/2017")]
    assert numbers == ["n12z", "n37000z", "n99x5z", "n2010z", "n2014z", "n13z", "n2017z"]


def test_a_number_may_have_thousands_of_digits() -> None:
    assert forms("9" * 5000) == [(f"n{'9' * 5000}z",)]


def test_what_is_written_on_to_a_word_is_taken_off_where_the_rest_is_known() -> None:
    assert unglued("ببغداد") == ["بغداد"]
    assert unglued("وبغداد") == ["بغداد", "غداد"]
    known = Counter({"ببغداد": 1, "بغداد": 2, "كركوك": 1, "لموقع": 1, "موقع": 1})
    assert indexed(["البغدادي"], known) == ["بغدادء", "بغداديء", "ءءبغددء"]
    assert indexed(["ببغداد"], known) == indexed(["بغداد"], known)
    assert indexed(["كركوك"], known) == ["كركوكء", "ءءكرككء"]
    assert {"لموقعء", "موقعء"} <= set(indexed(["لموقع"], known))


def test_a_name_is_one_word_whatever_its_spelling() -> None:
    assert whole(units("سوق مريدي")) == whole(units("سوق مريدى")) == "ءسوقمريديء"
    assert whole(units("2017")) == "ءn2017zء"


def test_words_are_known_by_how_they_are_written() -> None:
    found = units("الأنبار والأنبار والأنبار") + units("الأنبار")
    assert written(found)["انبار"] == {"الأنبار": 2, "والأنبار": 2}


def test_words_of_other_scripts_are_spelt_as_pagefind_compares_them() -> None:
    assert indexed(["ガス 한국"], {}) == ["カスء", unicodedata.normalize("NFD", "한국ء")]
    assert whole(units("ガス")) == "ءカスء"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("لقاء في 9 كانون الأول 2017", "لقاء في"),
        ("ربيع دجلة و13/2017", "ربيع دجلة"),
        ("وآب وأيلول", "و"),
    ],
)
def test_what_depends_on_its_neighbours_changes_nothing_else(text: str, alone: str) -> None:
    assert forms(text)[: len(forms(alone))] == forms(alone)
    assert forms(f"{text} {alone}")[: len(forms(text))] == forms(text)
