"""How texts are written: what is told, what is left alone, what takes its place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.contents import checked, found
from tests.growth import LINEAR, growth
from timeline.messages import Language, messages
from timeline.reading.edit import Edit, edited
from timeline.reporting.diagnostic import diagnose
from timeline.rules.rule import Example, event
from timeline.rules.table import BY_NAME


@pytest.mark.parametrize(
    ("summary", "rule", "mended"),
    [
        ("مرّ في العـــراق كـثير", "tatweel", "مرّ في العراق كثير"),
        ("وُلد سنة 1340هـ ـ في «ا لـ23» لـ«الحشد» والـISIS", None, None),
        ("قُتل ١٢ و۳ في 2019", "digits-in-text", "قُتل 12 و3 في 2019"),
        ("قال «قُتل ١٢ جنديًا»", None, None),
        ("في كرکوک وال\u06a9وفة", "look-alike-letter", "في كركوك والكوفة"),
        ("قال عل\u06cc وسکت", "look-alike-letter", "قال عل\u06cc وسكت"),  # ي or ى: who knows
        ("قال «کرمان» وپاکستان", None, None),  # quoted; and with a letter that Arabic has not
        ("شركة G\u043e\u043egle وحدها", "mixed-scripts", "شركة Google وحدها"),
        ("شركة Яndex وحدها", "mixed-scripts", None),
        ("بمقاومة 5kΩ و Москва", "mixed-scripts", None),
        ("جاء, ثم ذهب; فلماذا?", "latin-punctuation", "جاء، ثم ذهب؛ فلماذا؟"),
        ("قال «لماذا?» في (Mosul, Iraq), 2019", None, None),
        ("سأل: why? ثم 1,000 و https://example.org/a?b;c", None, None),
        ("جاء  ثم ذهب .", "stray-space", "جاء ثم ذهب."),
        ("( ذهب ) إلى « البيت »", "stray-space", "(ذهب) إلى «البيت»"),
        ("قال ... ثم سكت", None, None),
        ("ذهب\u00a0إلى\u202fهناك", "no-break-space", "ذهب إلى هناك"),
        ("قال «ذهب", "unbalanced-marks", None),
        ("قال ذهب» ثم «سكت", None, None),  # each has another half, if the wrong way round
        ("قال (ذهب) إلى «هنا»", None, None),
        ("أولها أ) كذا، وثانيها ب) كذا", None, None),
    ],
)
def test_prose(tmp_path: Path, summary: str, rule: str | None, mended: str | None) -> None:
    result = checked(tmp_path, event(summary=f"|-\n  {summary}\n  وهذا سطر آخر"))
    assert [finding.rule for finding in result.findings] == ([rule] if rule else [])
    for finding in result.findings:
        text = (tmp_path / finding.at.file).read_text("utf-8")
        mends = BY_NAME[finding.rule].mend(finding, text)
        edits = [mend for mend in mends if isinstance(mend, Edit)]
        assert edited(text, edits) == text.replace(summary, mended or summary)


def test_it_is_told_where_it_stands_and_once_for_each_value(tmp_path: Path) -> None:
    summary = "|-\n  سطر\n  فيه ١٢ و١٣\n  و١٤"
    note = event(summary=summary, date_note="قبل ٣ أيام")
    (first, second) = checked(tmp_path, note).findings
    assert (str(first.at), first.facts["value"], first.suggestion) == (
        "events/bridge-opened.yml:5:7",
        "١٢",
        "12",
    )
    assert str(second.at) == "events/bridge-opened.yml:8:16"


SOURCE: Example = {
    "sources/report.yml": "title: قُتل ١٢, ثم عاد\nauthor: ع ١\nnote: رقم ١٢\n",
}


def test_the_words_of_others_keep_their_digits_and_marks(tmp_path: Path) -> None:
    claims = "[{metric: visitors, value: 12, stated: ١٢ زائرًا, note: منهم ٣}]"
    assert found(tmp_path, SOURCE, event(claims=claims)) == [
        "events/bridge-opened.yml:5:70 digits-in-text",
        "sources/report.yml:3:11 digits-in-text",
    ]


def test_what_is_no_text_is_left_alone(tmp_path: Path) -> None:
    places = "# ١٢ کـــتاب\nmosul: {name: الموصل, aliases: [الـمـوصـل, هەولێر, کرکوک]}\n"
    assert found(tmp_path, {"vocabularies/places.yml": places}) == []


def test_a_title_in_another_language_is_written_as_that_is(tmp_path: Path) -> None:
    for language, rules in (("fa", []), ("ar", ["sources/report.yml:1:10 tatweel"])):
        source = f"title: خبـــر\nlanguage: {language}\n"
        assert found(tmp_path / language, {"sources/report.yml": source}) == rules


def test_a_faulty_record_is_looked_at_too(tmp_path: Path) -> None:
    assert found(tmp_path, event(title="الجـــسر", status="planed")) == [
        "events/bridge-opened.yml:1:11 tatweel",
        "events/bridge-opened.yml:5:9 unknown-value",
    ]


def test_a_gazetteer_with_a_fault_in_each_name_takes_no_longer_than_it_is(tmp_path: Path) -> None:
    """All of a vocabulary is one file, and each finding is shown and mended in it."""

    def told(size: int) -> Callable[[], object]:
        names = "".join(f'p{i}: {{name: "مـــكان, {i}  ، "}}\n' for i in range(size))
        result = checked(tmp_path / str(size), {"vocabularies/places.yml": names})
        assert len(result.findings) > size
        return partial(diagnose, result.findings, messages(Language.ARABIC), source=lambda _: names)

    assert growth(told, 300) < LINEAR
