"""Words as readers type them."""

import pytest

from timeline.render.search_words import folded, respelt


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("الأعظمية", "الاعظميه"),
        ("مُسْتَشْفَى", "مستشفي"),
        ("آب", "اب"),
        ("مسؤول", "مسوول"),
        ("عـراق", "عراق"),
        ("داعش", "داعش"),
    ],
)
def test_folds_what_is_typed_in_haste(written: str, typed: str) -> None:
    assert folded(written) == typed


def test_gives_only_words_that_folding_changes() -> None:
    assert respelt(["داعش في الأنبار", "الأنبار 2019 ISIS"]) == ["الانبار"]
