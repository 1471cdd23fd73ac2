"""Latin inside Arabic, kept as it is written."""

import pytest

from timeline.reporting.isolation import isolated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اكتب 2017-12-09.", "اكتب [2017-12-09]."),
        ("مثل 2022/.. إن استمرت", "مثل [2022/..] إن استمرت"),
        ("تُكتب low: 1000، و", "تُكتب [low: 1000]، و"),
        ("المفتاح << لا يُقرأ", "المفتاح [<<] لا يُقرأ"),
        ("اليوم [a..b] بين", "اليوم [[a..b]] بين"),
        ("«{value}» ليس", "«[{value}]» ليس"),
        ("ملف sources/{value}.yml.", "ملف [sources/{value}.yml]."),
        ("سجل ثانٍ (---).", "سجل ثانٍ (---)."),
        ("لا لاتيني هنا: نعم.", "لا لاتيني هنا: نعم."),
        (
            "من دون mailto: قبله، أو mailto:، أو في timeline.yml: هنا",
            "من دون [mailto:] قبله، أو [mailto:]، أو في [timeline.yml]: هنا",
        ),
    ],
)
def test_sets_pieces_apart(text: str, expected: str) -> None:
    shown = isolated(text).replace("\u2068", "[").replace("\u2069", "]")
    assert shown == expected
