"""Where claimed numbers lie on an axis."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.records.claim import Claim
from timeline.render.extents import Extent, bar, extent, scale_for


def single(number: str) -> Extent:
    return Extent(Decimal(number), Decimal(number))


def extent_of(**numbers: str) -> Extent:
    return extent(Claim.model_validate({"metric": "dead", **numbers}))


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        (["5", "3", "1"], "0 2 4 6"),
        (["99.5", "23"], "0 50 100"),
        (["18000", "3500"], "0 5000 10000 15000 20000"),
        (["1"], "0 1"),  # and no half of a person
        (["0"], "0 1"),
        (["0.5"], "0.0 0.2 0.4 0.6"),
        (["4", "30000"], "1 10 100 1000 10000 100000"),  # far apart: by tens
        (["0", "4", "30000"], "0 1 10 100 1000 10000 100000"),
        (["5", "300000000"], "1 100 10000 1000000 100000000 10000000000"),
    ],
)
def test_an_axis_has_few_round_ticks(numbers: list[str], ticks: str) -> None:
    scale = scale_for(map(single, numbers))
    assert " ".join(map(str, scale.ticks)) == ticks
    assert scale.logarithmic is (len(ticks.split()) > 5)


def test_a_bar_ends_at_its_values() -> None:
    scale = scale_for([extent_of(low="10", best="15", high="40")])
    drawn = bar(extent_of(low="10", best="15", high="40"), scale)
    assert (drawn.low, drawn.best, drawn.high) == (0.25, 0.375, 1.0)
    assert not any((drawn.point, drawn.open_low, drawn.open_high))
    assert bar(extent_of(value="20"), scale).point


def test_an_open_end_reaches_the_end_of_the_axis_and_has_room_to_be_seen() -> None:
    over = extent_of(low="1000")
    scale = scale_for([over, extent_of(low="200")])
    drawn = bar(over, scale)
    assert drawn.open_high
    assert not drawn.open_low
    assert drawn.high == 1.0
    assert drawn.low < 0.85
    up_to = bar(extent_of(high="300"), scale)
    assert up_to.open_low
    assert (up_to.low, up_to.high) == (0.0, scale.at(Decimal(300)))


def test_tens_are_equally_far_apart_where_numbers_lie_far_apart() -> None:
    scale = scale_for([single("4"), single("30000")])
    shares = [round(scale.at(tick), 9) for tick in scale.ticks]
    assert shares == [0, 0.2, 0.4, 0.6, 0.8, 1]
    with_zero = scale_for([single("0"), single("30000"), single("4")])
    assert with_zero.at(Decimal(0)) == 0 < with_zero.at(Decimal(1))


amounts = st.decimals(min_value=0, max_value=10**12, places=1)


@given(st.lists(st.tuples(amounts, amounts, st.sampled_from(["in", "over", "up to"])), min_size=1))
def test_every_number_lies_on_its_axis_in_its_order(
    numbers: list[tuple[Decimal, Decimal, str]],
) -> None:
    drawn = [
        Extent(None if kind == "up to" else min(a, b), None if kind == "over" else max(a, b))
        for a, b, kind in numbers
    ]
    scale = scale_for(drawn)
    assert len(scale.ticks) <= 8
    assert list(scale.ticks) == sorted(set(scale.ticks))
    named = sorted(number for one in drawn for number in one.named)
    shares = [scale.at(number) for number in named]
    assert shares == sorted(shares)
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in shares)
    for one in drawn:
        assert bar(one, scale).low <= bar(one, scale).high + 1e-9
        assert not one.open_high or bar(one, scale).low < 1
