"""Where the beginning of a text ends."""

import pytest

from timeline.render.excerpt import PHONE_LENGTH, SUMMARY_LENGTH, parted, shorten

FIRST = "أعلنت الحكومة العراقية انتصارها على التنظيم بعد معركة الموصل، معقله الأخير في البلاد."
SECOND = "وقالت وزارة الدفاع إن ما بقي من مسلحيه خلايا متفرقة في الصحراء."
LONG = "قال المتحدث باسم القوات إن الحملة مستمرة في الصحراء " * 4


@pytest.mark.parametrize("text", ["", FIRST, f"{FIRST} {SECOND}"])
def test_a_short_text_stays_whole(text: str) -> None:
    assert shorten(text) == text


def test_ends_with_a_sentence() -> None:
    assert shorten(f"{FIRST} {SECOND} {LONG}") == f"{FIRST} {SECOND}"
    assert shorten(f"قال: «{FIRST}» {LONG}") == f"قال: «{FIRST}»"


def test_a_point_that_ends_no_sentence_ends_no_excerpt() -> None:
    text = f"بلغت النسبة 99.5 بحسب د. سالم، {LONG}"
    assert "99.5 بحسب د. سالم" in shorten(text)


def test_else_with_a_clause_else_with_a_word() -> None:
    clause = LONG[:120].rstrip()
    assert shorten(f"{clause}، {LONG}") == f"{clause}…"
    cut = shorten(LONG)
    assert cut.endswith("…")
    assert LONG.startswith(cut[:-1])
    assert LONG[len(cut) - 1] == " "
    assert len(cut) <= SUMMARY_LENGTH + 1


@pytest.mark.parametrize("text", [FIRST, f"{FIRST} {SECOND}", LONG, shorten(LONG), "كلمة."])
def test_a_phone_has_the_first_sentence_or_its_clauses(text: str) -> None:
    head, rest = parted(text)
    assert head + rest == text
    if text.startswith(FIRST):
        assert head == FIRST
    sentence = f"{LONG[:100].rstrip()}، {LONG[:60].rstrip()}."
    head, rest = parted(sentence)
    assert len(head) <= PHONE_LENGTH
    assert rest.startswith("،")
