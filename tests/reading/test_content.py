"""content/ as a whole: which records there are, and that nothing in it is ever a traceback."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contents import brief, checked, found, lay, smallest
from timeline.checking import check
from timeline.messages import Language, messages
from timeline.reading import reader as reading
from timeline.reading.content import VOCABULARIES, read_content
from timeline.reading.document import Document
from timeline.records.event import Event
from timeline.records.source import Source
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.github import as_annotations, as_summary
from timeline.reporting.machine import as_json
from timeline.reporting.summary import summary
from timeline.reporting.text import TextStyle, report
from timeline.rules.rule import EVENT, event
from timeline.rules.table import BY_NAME

SOURCE = "title: تقرير\n"


def test_what_is_read(tmp_path: Path) -> None:
    content, findings = read_content(
        smallest(
            tmp_path,
            {
                "timeline.yml": "title: الجسور\nkeywords: [جسر]\n",
                "events/2019/a.yml": EVENT,
                "vocabularies/places.yml": "b: {name: ب}\na: {name: أ, within: b}\n",
                "withdrawn.yml": "old: {moved_to: a}\n",
            },
        )
    )
    assert findings == []
    assert content.about
    assert (content.about.title, content.about.keywords) == ("الجسور", ("جسر",))
    # Records stand in the order of their ids, a vocabulary's entries in the editor's own.
    assert list(content.events.records) == ["a", "bridge-opened"]
    assert list(content.places.records) == ["b", "a"]
    assert list(content.withdrawn.records) == ["old"]
    assert content.events.document("a").file == "events/2019/a.yml"
    assert content.events.closed
    assert content.places.closed
    assert not content.actors.closed


def test_a_content_of_events_and_sources_is_whole(tmp_path: Path) -> None:
    result = checked(tmp_path)
    assert brief(result) == []
    assert result.dataset
    assert result.dataset.about.title == "Timeline"


def test_no_events(tmp_path: Path) -> None:
    assert found(tmp_path / "a", {"events/": None}) == ["events:1:1 no-events-folder"]
    # A folder without events is the beginning of a timeline.
    assert found(tmp_path / "b", {"events/bridge-opened.yml": None}) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("a/x.yml", "b/x.yml"), ("x.yml", "a/X.yml"), ("a/ABC.yml", "b/abc.yml")],
)
def test_an_id_given_twice(tmp_path: Path, first: str, second: str) -> None:
    smallest(tmp_path, {f"sources/{first}": SOURCE, f"sources/{second}": SOURCE})
    (finding,) = (
        finding
        for finding in check(tmp_path, untitled="x").findings
        if finding.rule == "duplicate-id"
    )
    assert str(finding.at) == f"sources/{second}:1:1"
    assert [str(place) for place in finding.related] == [f"sources/{first}:1:1"]
    assert finding.facts == {"value": Path(second).stem, "other": f"sources/{first}"}


def test_an_event_and_a_source_may_share_an_id(tmp_path: Path) -> None:
    shared = {"sources/bridge-opened.yml": SOURCE}
    assert found(tmp_path, event(shared, sources="[report, bridge-opened]")) == []


def test_too_many_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {f"sources/s{number}.yml": SOURCE for number in range(3)}
    smallest(tmp_path, event(sources, sources="[report, s0, s1, s2]"))
    monkeypatch.setattr(reading, "MAX_RECORDS", 4)
    assert brief(check(tmp_path, untitled="x")) == []
    monkeypatch.setattr(reading, "MAX_RECORDS", 3)
    assert brief(check(tmp_path, untitled="x")) == ["sources/s2.yml:1:1 too-many-records"]


def test_too_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    smallest(tmp_path, {f"sources/s{number}.yml": SOURCE for number in range(3)})
    monkeypatch.setattr(reading, "MAX_TOTAL_BYTES", 3 * len(SOURCE))
    assert brief(check(tmp_path, untitled="x"))[-1] == "sources/s2.yml:1:1 too-many-records"


FAULTY = [
    "not YAML: [",
    "- a list\n",
    "x: 1\nx: 2\n",
    "",
    "\ufeffmosul: {name: الموصل}\n",
]


@pytest.mark.parametrize("text", FAULTY)
@pytest.mark.parametrize(
    ("vocabulary", "field"),
    [
        ("places", "places: [mosul]"),
        ("actors", "actors: [mosul]"),
        ("categories", "categories: [mosul]"),
        ("metrics", "claims: [{metric: mosul, value: 1}]"),
    ],
)
def test_a_broken_vocabulary_causes_no_false_unknowns(
    tmp_path: Path, vocabulary: str, field: str, text: str
) -> None:
    lay(tmp_path, {f"vocabularies/{vocabulary}.yml": text})
    findings = found(tmp_path, {"events/bridge-opened.yml": f"{EVENT}{field}\n"})
    assert {finding.partition(":")[0] for finding in findings} == {f"vocabularies/{vocabulary}.yml"}


def test_a_faulty_record_is_not_unknown(tmp_path: Path) -> None:
    findings = found(
        tmp_path,
        {
            "sources/report.yml": "titel: تقرير\n",
            "events/a.yml": "title: [",
            "events/b.yml/": "",
            "events/bridge-opened.yml": f"{EVENT}after: [a, b]\nplaces: [mosul, basra]\n",
            "vocabularies/places.yml": "mosul: {nam: الموصل}\nBasra: {name: البصرة}\n",
        },
    )
    assert findings == [
        "events/a.yml:1:9 yaml-syntax",
        "events/b.yml:1:1 folder-for-file",
        "sources/report.yml:1:1 unknown-field",
        "vocabularies/places.yml:1:9 unknown-field",
        "vocabularies/places.yml:2:1 bad-id",
    ]


def test_a_key_of_a_vocabulary_that_is_no_id(tmp_path: Path) -> None:
    text = "mosul: {name: الموصل}\n? Al Mosul\n: {nam: x}\nindex: {name: x}\n"
    assert found(tmp_path, {"vocabularies/places.yml": text}) == [
        "vocabularies/places.yml:2:3 bad-id",
        "vocabularies/places.yml:3:4 unknown-field",
        "vocabularies/places.yml:4:1 bad-id",
    ]


def test_where_values_stand_in_a_vocabulary(tmp_path: Path) -> None:
    text = "a: {name: أ}\nb:\n  name: ب\n  within: c\n  kind: town\n  latitude: north\n"
    assert found(tmp_path, {"vocabularies/places.yml": text}) == [
        "vocabularies/places.yml:4:11 unknown-place",
        "vocabularies/places.yml:6:13 bad-degrees",
    ]
    sound = text.replace("  latitude: north\n", "")
    assert found(tmp_path, {"vocabularies/places.yml": sound}) == [
        "vocabularies/places.yml:4:11 unknown-place"
    ]


def test_a_place_falls_back_to_what_is_around_it() -> None:
    document = Document("x.yml", "a: 1\nb: {c: [d, e]}\n")
    assert str(document.at()) == "x.yml:1:1"
    assert str(document.at("b", "c", 1)) == "x.yml:2:12"
    assert str(document.at("b", "c", key=True)) == "x.yml:2:5"
    assert str(document.at("b", "c", 7, "x")) == "x.yml:2:8"
    assert document.at("b", "c", 7, "x").path == ("b", "c")
    assert str(document.at("z", key=True)) == "x.yml:1:1"
    assert str(document.entry("b").at("c", 0)) == "x.yml:2:9"
    assert str(document.entry("b").at(key=True)) == "x.yml:2:1"


# ------------------------------------------------------------------ whatever stands in a file

NAMES = [*Event.model_fields, *Source.model_fields, "place", "actor", "source", "role", "event"]
NAMES += ["metric", "value", "low", "high", "best", "towards", "key", "type", "name", "within"]
NAMES += ["latitude", "longitude", "forms", "moved_to", "reason", "aliases", "<<", "", "ء"]
WORDS = ["2019-03", "2023-02-30", "[..2014]", "1440-07", "bridge-opened", "report", "a#b", "12"]
WORDS += ["", " ", "true", "planned", "part-of", "https://a.example/", "90", "مئات", "x" * 301]
TREES = st.recursive(
    st.sampled_from(WORDS) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=25,
)
TOPS = st.dictionaries(st.sampled_from(NAMES), TREES, max_size=12)
FILES = ["events/bridge-opened.yml", "sources/report.yml", "timeline.yml", "withdrawn.yml"]
FILES += [f"vocabularies/{name}.yml" for name in VOCABULARIES]


def never_a_traceback(data: bytes, file: str) -> None:
    """Hold whatever is found in a file against what every finding promises."""
    with TemporaryDirectory() as folder:
        root = smallest(Path(folder), {file: data})
        result = check(root, untitled="x")
        lines = data.split(b"\n")
        for finding in result.findings:
            assert (root / finding.at.file).exists()
            assert finding.at.line >= 1
            assert finding.at.column >= 1
            assert finding.at.file != file or finding.at.line <= len(lines)
            assert finding.rule in BY_NAME
        for language in Language:
            say = messages(language)
            style = TextStyle(say, "content", lambda _: data.decode("utf-8", "replace"))
            told = diagnose(result.findings, say, isolate=True, source=style.source)
            for text in (
                report(told, style),
                as_json(told, "content", style.source),
                as_annotations(told, "content", say),
                as_summary(told, "content", summary(told, say), say),
            ):
                text.encode()
        assert (result.dataset is None) == any(
            BY_NAME[finding.rule].severity == "error" for finding in result.findings
        )


@settings(max_examples=60)
@given(st.binary(max_size=80), st.sampled_from(FILES))
def test_any_bytes(data: bytes, file: str) -> None:
    never_a_traceback(data, file)


@settings(max_examples=60)
@given(st.text(max_size=80), st.sampled_from(FILES))
def test_any_text(text: str, file: str) -> None:
    never_a_traceback(text.encode("utf-8", "surrogatepass"), file)


@settings(max_examples=250)
@given(TOPS, st.sampled_from(FILES))
def test_any_tree(top: object, file: str) -> None:
    never_a_traceback(json.dumps(top, ensure_ascii=False).encode("utf-8", "surrogatepass"), file)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from([*Event.model_fields]), TREES, max_size=6))
def test_any_event_that_is_almost_one(fields: dict[str, object]) -> None:
    whole = {"title": "أ", "date": "2019", "summary": "أ", "sources": ["report"], **fields}
    never_a_traceback(
        json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"), FILES[0]
    )


def test_each_record_has_the_digest_of_its_file(tmp_path: Path) -> None:
    places = {"vocabularies/places.yml": "a: {name: أ}\nb: {name: ب}\n"}
    root = smallest(tmp_path, places)
    first = read_content(root)[0].digests
    assert first.keys() == {
        *(("events", "bridge-opened"), ("sources", "report"), ("places", "a"), ("places", "b"))
    }
    assert first["places", "a"] == first["places", "b"]
    event = root / "events/bridge-opened.yml"
    event.write_text(event.read_text("utf-8") + "# x\n", "utf-8")
    second = read_content(root)[0].digests
    assert {key for key in first if first[key] != second[key]} == {("events", "bridge-opened")}
