"""Events, claims, vocabularies: what they hold, and what must hold between their fields."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from timeline.dates import Calendar
from timeline.records.about import About, Withdrawal
from timeline.records.claim import Claim, Scope, Stance
from timeline.records.event import Dispute, Event, Status
from timeline.records.fields import DateBasis, Record
from timeline.records.source import Source
from timeline.records.vocabulary import Metric, Place, PlacePrecision

Fields = Mapping[str, object]
EVENT: Fields = {"id": "a", "title": "أ", "date": "2019-03", "summary": "ب", "sources": ["s"]}
CLAIM: Fields = {"metric": "killed"}
PLACE: Fields = {"id": "a", "name": "أ"}


def broken(model: type[Record], fields: Fields) -> list[tuple[str, tuple[str | int, ...], Fields]]:
    """Give the rule, the path and the facts of all that is wrong."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(fields)
    return [(e["type"], e["loc"], e.get("ctx", {})) for e in caught.value.errors()]


def test_the_smallest_event() -> None:
    event = Event.model_validate(EVENT)
    assert event.status is Status.REPORTED
    assert event.date_basis is DateBasis.STATED
    assert event.span.edtf == "2019-03"
    assert event.sources[0].source == "s"
    assert event.summary == ("ب",)
    assert event.days_mentioned == ()
    assert not event.milestone


def test_an_event_with_all_its_fields() -> None:
    event = Event.model_validate(
        {
            **EVENT,
            "date_basis": "relative",
            "date_note": "ج",
            "hijri_stated": "1440-07",
            "after": ["b"],
            "before": ["c"],
            "added": "2026-11-22",
            "status": "disputed",
            "disputed_over": ["date", "figures"],
            "milestone": "true",
            "categories": ["military"],
            "places": ["mosul", {"place": "basra", "precision": "near"}],
            "actors": ["x", {"actor": "y", "role": "warns"}],
            "claims": [
                {"metric": "killed", "low": "5", "towards": "b#k", "stance": "denies"},
                {"metric": "killed", "low": "5", "said_by": "x", "reported_by": "y"},
            ],
            "sources": ["s", {"source": "t", "locator": "الفقرة 2"}],
            "relations": [{"type": "part-of", "event": "b"}],
            "corrections": [{"date": "2026-12-01", "what": "د", "why": "هـ"}],
        }
    )
    assert [where.place for where in event.places] == ["mosul", "basra"]
    assert event.places[1].precision is PlacePrecision.NEAR
    assert event.claims[0].towards
    assert (event.claims[0].towards.event, event.claims[0].towards.key) == ("b", "k")
    assert event.claims[0].stance is Stance.DENIES
    assert event.claims[1].actors == ("x", "y")
    assert event.disputed_over == (Dispute.DATE, Dispute.FIGURES)
    assert event.days_mentioned == (date(2026, 11, 22), date(2026, 12, 1))


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError):
        Event.model_validate(EVENT).title = "ب"  # type: ignore[misc]  # that is what is tested


def test_one_date() -> None:
    hijri = {**EVENT, "date_hijri": "1440-07"}
    assert broken(Event, hijri) == [("two-dates", ("date_hijri",), {})]
    del hijri["date"]
    assert Event.model_validate(hijri).span.calendar is Calendar.HIJRI
    del hijri["date_hijri"]
    assert broken(Event, hijri) == [("missing-field", ("date_hijri",), {"field": "date"})]


def test_all_that_is_wrong_is_told_at_once() -> None:
    fields = {"id": "a", "title": " ", "sources": [], "status": "x", "sumary": "ب"}
    assert {(rule, path) for rule, path, _ in broken(Event, fields)} == {
        ("empty-text", ("title",)),
        ("missing-field", ("date_hijri",)),
        ("missing", ("summary",)),
        ("missing-field", ("sources",)),
        ("enum", ("status",)),
        ("extra_forbidden", ("sumary",)),
    }
    # A date that is wrong is not also missing, nor one of two.
    for also in ({}, {"date_hijri": "1440"}):
        assert [rule for rule, _, _ in broken(Event, {**EVENT, "date": "soon", **also})] == [
            "date-text"
        ]


def test_claims() -> None:
    claim = Claim.model_validate({**CLAIM, "value": "5"})
    assert (claim.value, claim.scope, claim.stance) == (Decimal(5), Scope.EVENT, Stance.CLAIMS)
    for fields in ({"low": "5"}, {"high": "5"}, {"low": "5", "best": "5", "high": "5"}):
        assert Claim.model_validate({**CLAIM, **fields}).value is None
    assert Claim.model_validate({**CLAIM, "value": "5", "best": "5"}).best == 5


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("claim-without-number", ("high",), {})),
        ({"best": "5"}, ("claim-without-number", ("high",), {})),
        ({"stated": "مئات"}, ("claim-without-number", ("high",), {})),
        ({"value": "5", "low": "5"}, ("value-and-range", ("high",), {})),
        ({"value": "5", "high": "5"}, ("value-and-range", ("high",), {})),
        ({"low": "9", "high": "5"}, ("range-reversed", ("high",), {"value": "9 > 5"})),
        ({"low": "4", "best": "6", "high": "5"}, ("range-reversed", ("high",), {"value": "4 > 6 > 5"})),
        ({"low": "x"}, ("bad-number", ("low",), {"value": "x"})),
        ({"value": "5", "towards": "b"}, ("bad-towards", ("towards",), {"value": "b"})),
        ({"value": "5", "towards": ["b#c"]}, ("wrong-shape", ("towards",), {"wanted": "text"})),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_claim(fields: Fields, expected: object) -> None:
    assert broken(Claim, {**CLAIM, **fields}) == [expected]


def test_a_claim_tells_of_its_numbers_beside_what_else_is_wrong() -> None:
    rules = [rule for rule, _, _ in broken(Claim, {"metric": "A", "scope": "x", "unit": "y"})]
    assert rules == ["bad-id", "claim-without-number", "enum", "extra_forbidden"]


def test_places_have_both_degrees_or_none() -> None:
    assert Place.model_validate({**PLACE, "latitude": "36.3", "longitude": "43.1"}).latitude == 36.3
    assert broken(Place, {**PLACE, "latitude": "36.3"}) == [
        ("missing-field", ("longitude",), {"field": "longitude"})
    ]
    assert broken(Place, {**PLACE, "longitude": "43.1", "kind": "x"})[1] == (
        "missing-field",
        ("longitude",),
        {"field": "latitude"},
    )
    assert broken(Place, {**PLACE, "latitude": "north"}) == [
        ("bad-degrees", ("latitude",), {"value": "north", "limit": 90})
    ]


def test_withdrawals_say_where_to_or_why() -> None:
    assert Withdrawal.model_validate({"id": "a", "moved_to": "b"}).moved_to == "b"
    assert Withdrawal.model_validate({"id": "a", "reason": "أ", "date": "2026-01-20"}).reason == "أ"
    assert broken(Withdrawal, {"id": "a"}) == [
        ("missing-field", ("reason",), {"field": "reason"}),
        ("missing-field", ("date",), {"field": "date"}),
    ]
    assert broken(Withdrawal, {"id": "a", "moved_to": "B"}) == [
        ("bad-id", ("moved_to",), {"value": "B"})
    ]


def test_other_records() -> None:
    assert About.model_validate({"title": "أ", "site_url": "https://a.example/x/"}).keywords == ()
    assert Source.model_validate({"id": "s", "title": "أ", "published": "2019-02"}).published
    forms = {"one": "قتيل", "two": "قتيلان", "few": "قتلى", "many": "قتيلًا", "other": "قتيل"}
    metric = Metric.model_validate({"id": "killed", "name": "القتلى", "forms": forms})
    assert metric.forms
    assert metric.forms.two == "قتيلان"
    assert broken(Metric, {"id": "a", "name": "أ", "forms": {"one": "ب"}})[0][:2] == (
        "missing",
        ("forms", "two"),
    )
