"""Which pieces of a date no line may break inside, and that a phrase stays text."""

import re

import pytest

from timeline.render.unbroken import unbroken


@pytest.mark.parametrize(
    ("phrase", "pieces"),
    [
        ("كانون الأول/ديسمبر 2017", ["كانون الأول/ديسمبر"]),
        ("الجمعة 28 كانون الأول/ديسمبر 2021", ["28 كانون الأول/ديسمبر"]),
        ("نحو آذار/مارس 2019 (غير مؤكد)", ["آذار/مارس", "(غير مؤكد)"]),
        ("جمادى الأولى – جمادى الآخرة 1440 هـ", ["جمادى الأولى", "جمادى الآخرة", "1440 هـ"]),
        ("من ذي القعدة 1439 إلى رجب 1440 هـ", ["ذي القعدة", "1440 هـ"]),
        ("1440 – 1441 هـ", ["1440 – 1441 هـ"]),
        ("الأعوام 2010–2019", ["2010–2019"]),
        ("بين 9 و17 شباط/فبراير 2019", ["17 شباط/فبراير"]),
        ("عام 2019", []),
    ],
)
def test_keeps_the_pieces_of_a_date_together(phrase: str, pieces: list[str]) -> None:
    html = str(unbroken(phrase))
    assert re.findall(r'<span class="nb">(.*?)</span>', html) == pieces
    assert re.sub(r"<[^>]*>", "", html) == phrase  # not a character more, seen or unseen


def test_escapes_what_it_is_given() -> None:
    assert str(unbroken("<b>1440 هـ</b>")) == '&lt;b&gt;<span class="nb">1440 هـ</span>&lt;/b&gt;'
    assert "<i>" not in unbroken("(<i>)")
