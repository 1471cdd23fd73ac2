"""What mends rest on: what is a slip of a finger, and what may be left out of a record."""

import pytest

from timeline.reading.finding import Finding, Location, Path
from timeline.rules.mending import as_number, optional, slip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("planned", "planned"),
        (" PLANNED ", "planned"),
        ("date basis", "date_basis"),
        ("date-basis", "date_basis"),
        ("a_b_c", "a-b-c"),
        ("a b c", "a-b-c"),
        ("a-b-c", "a_b_c"),
        # One letter too many, too few, two in each other's place.
        ("plannned", "planned"),
        ("plannedd", "planned"),
        ("pplanned", "planned"),
        ("planed", "planned"),
        ("lanned", "planned"),
        ("planne", "planned"),
        ("palnned", "planned"),
        ("plannde", "planned"),
        ("nam", "name"),
        ("nmae", "name"),
        # Another one, in a long word.
        ("qlanned", "planned"),
        ("planneq", "planned"),
        ("stetus", "status"),
    ],
)
def test_a_slip(typed: str, meant: str) -> None:
    assert slip(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("case", "base"),  # in a short word another letter is another word
        ("dates", "gates"),
        ("plammed", "planned"),
        ("lpannde", "planned"),
        ("plan", "planned"),
        ("planneded", "planned"),
        ("", "planned"),
        ("xlanne", "planned"),
        ("npalned", "planned"),
    ],
)
def test_another_word(typed: str, meant: str) -> None:
    assert not slip(typed, meant)


EVENT, PLACES = "events/a.yml", "vocabularies/places.yml"


@pytest.mark.parametrize(
    ("file", "path", "may"),
    [
        (EVENT, ("date_note",), True),
        (EVENT, ("title",), False),
        (EVENT, ("xyz",), False),
        (EVENT, ("xyz", "a"), False),
        (EVENT, ("xyz", 0, "a"), False),
        (EVENT, (), False),
        (EVENT, ("categories", 0), True),  # an item of a list, of which others stay
        (EVENT, ("claims", 0, "note"), True),
        (EVENT, ("claims", 0, "metric"), False),
        (EVENT, ("claims", 0, "xyz"), False),
        (EVENT, ("corrections", 0, "what"), False),
        (PLACES, ("a", "kind"), True),
        (PLACES, ("a", "name"), False),
        (PLACES, ("a", "xyz"), False),
        (PLACES, ("a",), False),
        ("sources/a.yml", ("author",), True),
        ("timeline.yml", ("description",), True),
        ("timeline.yml", ("title",), False),
        ("map.yml", ("rivers",), False),  # whose fields nobody mends
        ("pages/a.md", ("title",), False),
    ],
)
def test_what_may_be_left_out(file: str, path: Path, *, may: bool) -> None:
    assert optional(Finding("empty-text", Location(file, path=path)), "x: 1\n") is may


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("date: ''\n", False),
        ("date: ''\ndate_hijri: ''\n", False),
        ("date: ''\ndate_hijri: \"\"\n", False),
        ("date: ''\ndate_hijri:\n", False),
        ("date: ''\ndate_hijri: 1440\n", True),
    ],
)
def test_a_date_where_there_is_another(text: str, *, may: bool) -> None:
    finding = Finding("empty-text", Location(EVENT, path=("date",)))
    assert optional(finding, text) is may


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("١٢٣", "123"),
        ("1,000", "1000"),
        ("1,000,000.5", "1000000.5"),
        ("1 000", "1000"),
        ("1\xa0000", "1000"),
        ("١٬٠٠٠٫٥", "1000.5"),
        (" 7 ", "7"),
        ("1,00", "1,00"),
        ("1000,000", "1000,000"),
        ("1 000.5", "1 000.5"),
        ("x1,000", "x1,000"),
        ("1,000x", "1,000x"),
    ],
)
def test_a_number(typed: str, number: str) -> None:
    assert as_number(typed) == number
