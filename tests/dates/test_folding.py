"""Arabic as it is typed in haste."""

import pytest

from timeline.dates.folding import folded, spellings


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("الأعظمية", "الاعظميه"),
        ("مُسْتَشْفَى", "مستشفي"),
        ("آب", "اب"),
        ("مسؤول", "مسوول"),
        ("عـراق", "عراق"),
        ("سامراء", "سامرا"),
        ("شؤون", "شوون"),
        ("کرکوک", "كركوك"),
        ("Nîmes", "nimes"),
        ("داعش", "داعش"),
    ],
)
def test_folds_what_is_typed_in_haste(written: str, typed: str) -> None:
    assert folded(written) == typed


def test_an_alias_is_told_where_it_is_more_than_a_hasty_spelling() -> None:
    aliases = ["الاعظميه", "Adhamiya", "الكاظمية", "adhamiya", "الكاظميه"]
    assert spellings("الأعظمية", aliases) == ("Adhamiya", "الكاظمية")
    assert spellings("الأعظمية", []) == ()
