"""What `<time datetime>` holds for each form of date."""

import pytest

from timeline.dates import Span, parse
from timeline.render.dating import machine


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2017-12-09", "2017-12-09"),
        ("2017-12", "2017-12"),
        ("2017", "2017"),
        ("201X", "2010"),
        ("2019-21", "2019"),
        ("[2019-02-18..2019-02-20]", "2019-02"),
        ("[2019-02-18..2019-05-20]", "2019"),
        ("2018-08/2019-02", "2018-08"),
        ("2018-08-03/2019-02", "2018-08-03"),
        ("2019-03/..", "2019-03"),
        ("../2019-03", "2019"),
        ("/2019-03-05", "2019"),
    ],
)
def test_is_never_finer_than_what_is_known(edtf: str, expected: str) -> None:
    span = parse(edtf)
    assert isinstance(span, Span)
    assert machine(span) == expected
