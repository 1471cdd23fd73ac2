"""Claimed numbers in words."""

from decimal import Decimal

import pytest

from timeline.figures import number, quantity, short, wording
from timeline.messages import Language, messages
from timeline.records.claim import Claim
from timeline.records.vocabulary import Metric

DEAD = Metric.model_validate(
    {
        "id": "dead",
        "name": "قتلى",
        "forms": {
            "one": "قتيل واحد",
            "two": "قتيلان",
            "few": "قتلى",
            "many": "قتيلًا",
            "other": "قتيل",
        },
    }
)
PLAIN = Metric.model_validate({"id": "plain", "name": "شيء"})


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0 قتيل"),
        ("1", "قتيل واحد"),
        ("2", "قتيلان"),
        ("3", "3 قتلى"),
        ("10", "10 قتلى"),
        ("11", "11 قتيلًا"),
        ("99", "99 قتيلًا"),
        ("100", "100 قتيل"),
        ("103", "103 قتلى"),
        ("1500", "1,500 قتيل"),
        ("14000", "14,000 قتيل"),
        ("1000000", "مليون قتيل"),
        ("2000000", "مليونا قتيل"),
        ("3000000", "3 ملايين قتيل"),
        ("1500000", "1.5 مليون قتيل"),
        ("300000000", "300 مليون قتيل"),
        ("1234567", "1,234,567 قتيلًا"),
    ],
)
def test_the_noun_agrees_with_the_number(amount: str, words: str) -> None:
    assert quantity(Decimal(amount), DEAD) == words


def test_a_metric_without_forms_gives_the_number() -> None:
    assert quantity(Decimal("99.5"), PLAIN) == "99.5"
    assert number(Decimal(20000)) == "20,000"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"value": "12"}, "12 قتيلًا"),
        ({"low": "14000", "high": "18000"}, "بين 14,000 و18,000 قتيل"),
        ({"low": "1000"}, "أكثر من 1,000 قتيل"),
        ({"low": "1"}, "أكثر من قتيل واحد"),
        ({"low": "2"}, "أكثر من قتيلين"),
        ({"high": "2"}, "حتى قتيلين"),
        ({"low": "1", "high": "2"}, "بين قتيل واحد وقتيلين"),
        ({"low": "0", "high": "2"}, "بين 0 قتيل وقتيلين"),
        ({"low": "2000000"}, "أكثر من مليوني قتيل"),
        ({"low": "200", "stated": "مئات"}, "200 قتيل فأكثر"),
        ({"low": "200", "stated": "مئتان على الأقل"}, "200 قتيل فأكثر"),
        ({"low": "200", "stated": "لا أقل من مئتين"}, "200 قتيل فأكثر"),
        # What the source says is not said otherwise.
        ({"low": "1000", "stated": "أكثر من ألف"}, "أكثر من 1,000 قتيل"),
        ({"low": "43", "stated": "ما يزيد على 43"}, "أكثر من 43 قتيلًا"),
        ({"low": "43", "stated": "تجاوز 43"}, "أكثر من 43 قتيلًا"),
        ({"high": "1", "stated": "أقل من واحد"}, "أقل من قتيل واحد"),
        ({"high": "10", "stated": "لا أكثر من 10"}, "حتى 10 قتلى"),
        ({"high": "300", "stated": "تصل إلى 300"}, "حتى 300 قتيل"),
        ({"low": "10", "best": "15", "high": "20"}, "بين 10 و20 قتيلًا، والأرجح 15"),
        ({"low": "10", "best": "1500000"}, "أكثر من 10 قتلى، والأرجح 1.5 مليون"),
        ({"value": "15", "best": "15"}, "15 قتيلًا"),
        ({"high": "300000000"}, "حتى 300 مليون قتيل"),
    ],
)
def test_a_claim_is_worded_as_precisely_as_it_was_made(numbers: dict[str, str], words: str) -> None:
    claim = Claim.model_validate({"metric": "dead", **numbers})
    assert wording(claim, DEAD, messages(Language.ARABIC)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0"),
        ("99.5", "99.5"),
        ("20000", "20,000"),
        ("1000000", "مليون"),
        ("2000000", "مليونان"),
        ("3000000", "3 ملايين"),
        ("300000000", "300 مليون"),
    ],
)
def test_a_number_by_itself_is_short(amount: str, words: str) -> None:
    assert short(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("two", "genitive"),
    [
        ("طائرتان مسيّرتان", "طائرتين مسيّرتين"),
        ("عنصران من السكان", "عنصرين من السكان"),  # what follows is no dual
        ("شخصان (تقديرًا)", "شخصين (تقديرًا)"),
    ],
)
def test_the_dual_after_a_preposition(two: str, genitive: str) -> None:
    forms = {"zero": "لا أحد", "one": "أ", "two": two, "few": "ب", "many": "ج", "other": "د"}
    metric = Metric.model_validate({"id": "dead", "name": "أ", "forms": forms})
    claim = Claim.model_validate({"metric": "dead", "low": "2"})
    assert wording(claim, metric, messages(Language.ARABIC)) == f"أكثر من {genitive}"
    claim = Claim.model_validate({"metric": "dead", "low": "0", "high": "2"})
    assert wording(claim, metric, messages(Language.ARABIC)) == f"بين 0 د و{genitive}"
