"""What was meant by an id that is none or unknown, and by files that lie beside others."""

from pathlib import Path

import pytest

from tests.contents import checked
from timeline.rules.rule import EVENT, Example, event

PLACES: Example = {
    "vocabularies/places.yml": "old-town: {name: Harbour}\n"
    "harbor: {name: الميناء}\n"
    "b1: {name: بغداد الجديدة, aliases: [New Baghdad, العاصمة, A B C D E]}\n"
    "b2: {nam: x, aliases: [Karkuk Old City]}\n"
    "Al Mosul: {name: الموصل}\n",
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Harbour", "old-town"),  # a name says more than an id that is spelt alike
        ("harbour", "old-town"),
        ("harborr", "harbor"),
        ("new-bagdad", "b1"),  # a name written as an id, and misspelt
        ("New_Baghdad", "b1"),
        ("a-b-c-d-e", "b1"),
        ("العاصمه", "b1"),
        ("karkuk-old-city", "b2"),  # of a record that is faulty otherwise
        ("al-mosull", None),  # what is no id itself is not suggested
        ("qqqq", None),
    ],
)
def test_an_id(tmp_path: Path, typed: str, meant: str | None) -> None:
    findings = checked(tmp_path, event(PLACES, places=f"[{typed}]")).findings
    told = [f.suggestion for f in findings if f.at.file == "events/bridge-opened.yml"]
    assert told == [meant]


@pytest.mark.parametrize(("length", "is_meant"), [(64, True), (65, False)])
def test_by_spelling_only_what_is_no_longer_than_an_id(
    tmp_path: Path, length: int, *, is_meant: bool
) -> None:
    """As a misspelt id, and as a name that is misspelt."""
    long_id, name = "a" * 63 + "b", "م" * (length - 1) + "ن"
    places: Example = {"vocabularies/places.yml": f"{long_id}: {{name: x}}\nb1: {{name: {name}}}\n"}
    typed = long_id[: length - 2] + "cb"[64 - length :]
    for text, meant in ((typed.ljust(length, "c"), long_id), (f"{name[:60]}و", "b1")):
        findings = checked(tmp_path / meant, event(places, places=f"[{text}]")).findings
        told = [f.suggestion for f in findings if f.at.file == "events/bridge-opened.yml"]
        assert told == [meant if is_meant else None]


def test_never_the_record_itself(tmp_path: Path) -> None:
    places = {"vocabularies/places.yml": "harbour: {name: الميناء, within: harbuor}\n"}
    (finding,) = checked(tmp_path / "a", places).findings
    assert (finding.rule, finding.suggestion) == ("unknown-place", None)
    places = {"vocabularies/places.yml": "harbour: {name: الميناء, within: الميناء}\n"}
    (finding,) = checked(tmp_path / "named", places).findings
    assert (finding.rule, finding.suggestion) == ("bad-id", None)
    (finding,) = checked(tmp_path / "b", event(before="[افتتاح الجسر]")).findings
    assert (finding.rule, finding.suggestion) == ("bad-id", None)
    other = {"events/tunnel.yml": EVENT.replace("2019", "2018")}
    findings = checked(tmp_path / "c", event(other, before="[افتتاح الجسر]")).findings
    assert [f.suggestion for f in findings if f.rule == "bad-id"] == ["tunnel"]


def test_the_key_of_an_entry_means_nothing_else(tmp_path: Path) -> None:
    """Also where it is called as a field is that refers to others."""
    files: Example = {
        "vocabularies/places.yml": "said_by: {name: x}\n",
        "vocabularies/actors.yml": "said-by: {name: y}\nreported-by: {name: z}\n",
        "withdrawn.yml": "reported_by: {reason: أ, date: 2026-01-20}\n",
    }
    found = checked(tmp_path, files).findings
    assert [(f.at.file, f.suggestion) for f in found if f.rule == "bad-id"] == [
        ("vocabularies/places.yml", None),
        ("withdrawn.yml", None),
    ]


FIELDS = [
    ("places: [Old One]", "vocabularies/places.yml", "x1"),
    ("places: [{place: Old One}]", "vocabularies/places.yml", "x1"),
    ("actors: [{actor: Old One}]", "vocabularies/actors.yml", "x1"),
    ("claims: [{metric: a, value: 1, said_by: Old One}]", "vocabularies/actors.yml", "x1"),
    ("claims: [{metric: a, value: 1, reported_by: Old One}]", "vocabularies/actors.yml", "x1"),
    ("claims: [{metric: Old One, value: 1}]", "vocabularies/metrics.yml", "x1"),
    ("categories: [Old One]", "vocabularies/categories.yml", "x1"),
    ("status: planned", "vocabularies/categories.yml", None),
]


@pytest.mark.parametrize(("line", "file", "meant"), FIELDS)
def test_a_name_is_looked_for_where_its_field_refers_to(
    tmp_path: Path, line: str, file: str, meant: str | None
) -> None:
    files = {file: "x1: {name: Old One}\n", "events/bridge-opened.yml": f"{EVENT}{line}\n"}
    told = [f.suggestion for f in checked(tmp_path, files).findings if f.rule == "bad-id"]
    assert told == ([meant] if meant else [])


def test_a_name_in_a_source_an_entry_and_a_withdrawal(tmp_path: Path) -> None:
    files: Example = {
        "sources/report.yml": "title: أ\npublisher: The Daily\norigin: The Agency\n",
        "sources/other.yml": "title: Second Report\n",
        "vocabularies/publishers.yml": "p1: {name: The Daily}\n",
        "vocabularies/actors.yml": "a1: {name: The Agency}\n",
        "vocabularies/places.yml": "l1: {name: Upper Side}\nl2: {name: x, within: Upper Side}\n",
        "withdrawn.yml": "gone: {moved_to: افتتاح الجسر}\n",
    }
    found = checked(tmp_path, event(files, sources="[Second Report]")).findings
    assert [(str(f.at), f.suggestion) for f in found if f.rule == "bad-id"] == [
        ("events/bridge-opened.yml:4:11", "other"),
        ("sources/report.yml:2:12", "p1"),
        ("sources/report.yml:3:9", "a1"),
        ("vocabularies/places.yml:2:23", "l1"),
        ("withdrawn.yml:1:18", "bridge-opened"),
    ]


@pytest.mark.parametrize(
    ("files", "other"),
    [
        # A name that another record has, spelt as ids are; a machine then gives it none.
        ({"events/Bridge Opened.yml": EVENT}, "Bridge Opened.yml"),
        ({"events/2019/Bridge_Opened.yml": EVENT}, "2019/Bridge_Opened.yml"),
        ({"sources/Report.yml": "title: أ\n", "sources/report.yml": None}, None),
        ({"sources/re port.yml": "title: أ\n", "sources/re_port.yml": "title: أ\n"}, "re port.yml"),
        ({"events/New One.yml": EVENT}, None),
        ({"sources/bridge_opened.yml": "title: أ\n"}, None),  # an event's id is no source's
        ({"events/bridge-opened.yaml": EVENT}, "bridge-opened.yaml"),
        ({"events/new.yaml": EVENT}, None),
        ({"events/bridge.opened.yaml": EVENT}, "bridge.opened.yaml"),
        ({"events/notes.txt": "x"}, None),
        ({"sources/report.yaml": "title: أ\n"}, "report.yaml"),
        ({"vocabularies/Places.yml": "a: {name: أ}\n"}, None),
        (
            {"vocabularies/Places.yml": "{}\n", "vocabularies/places.yml": "a: {name: أ}\n"},
            "Places.yml",
        ),
        # One that cannot be read is not known to be there.
        ({"vocabularies/Places.yml": "{}\n", "vocabularies/places.yml": "a: ["}, None),
    ],
)
def test_a_name_that_is_taken(tmp_path: Path, files: Example, other: str | None) -> None:
    first = next(iter(files))
    facts = [
        dict(f.facts)
        for f in checked(tmp_path, files).findings
        if f.at.file == first and f.rule in {"bad-id", "stray-file"}
    ]
    assert [fact.get("other") for fact in facts] == [other]
