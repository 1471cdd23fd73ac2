"""The rule table: each rule's words, examples and codes, and that nothing is found outside it."""

import ast
import re
from pathlib import Path

import pytest

import timeline
from tests.contents import TODAY, brief, checked
from timeline.checking import check, is_error
from timeline.dates import FaultKind
from timeline.messages import Language, messages
from timeline.reading.document import Document
from timeline.reading.edit import Edit, edited
from timeline.rules.rule import Example, Rule
from timeline.rules.table import BY_CODE, BY_NAME, TABLE
from timeline.rules.text import TextRule

PACKAGE = Path(timeline.__file__).parent
# No files can show these; tests/reading/test_folder.py and test_content.py do.
SHOWN_ELSEWHERE = {"unreadable-file", "too-many-records"}
ARABIC = messages(Language.ARABIC)
# What a rule finds is called by its class: `Finding(cls.name, …)`.
FOUND_BY_THE_RULE_ITSELF = {
    rule.name
    for rule in TABLE
    if {"alone", "check", "check_on"} & vars(rule).keys() or issubclass(rule, TextRule)
}


def name(rule: type[Rule]) -> str:
    return rule.name


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def test_codes_and_names_are_unique() -> None:
    assert len(BY_CODE) == len(BY_NAME) == len(TABLE)


@pytest.mark.parametrize("rule", TABLE, ids=name)
def test_code_and_name(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[YFDROCTPSN][0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)


@pytest.mark.parametrize("rule", TABLE, ids=name)
@pytest.mark.parametrize("part", ["message", "advice", "reason"])
def test_words_in_both_languages(rule: type[Rule], part: str) -> None:
    english = getattr(rule, part)
    arabic = ARABIC.text(english)
    assert english.endswith((".", "…"))
    assert re.search("[ء-ي]{2}", arabic), arabic
    # A list of facts may change its order; none may be lost or made up.
    assert placeholders(arabic) == placeholders(english)


@pytest.mark.parametrize("rule", TABLE, ids=name)
def test_breaks(rule: type[Rule], tmp_path: Path) -> None:
    if rule.name in SHOWN_ELSEWHERE:
        assert not rule.breaks
        return
    result = checked(tmp_path, rule.breaks)
    assert {finding.rule for finding in result.findings} == {rule.name}, brief(result)
    assert (result.dataset is None) == any(map(is_error, result.findings))


@pytest.mark.parametrize("rule", TABLE, ids=name)
def test_keeps(rule: type[Rule], tmp_path: Path) -> None:
    result = checked(tmp_path, rule.keeps)
    assert brief(result) == []
    assert result.dataset
    assert result.order


@pytest.mark.parametrize("rule", TABLE, ids=name)
def test_examples_are_said(rule: type[Rule], tmp_path: Path) -> None:
    """Each message is given all the facts that it asks for, in both languages."""
    for finding in checked(tmp_path, rule.breaks).findings:
        for language in Language:
            say = messages(language)
            said = say.text(rule.message, **finding.facts) + say.text(rule.advice, **finding.facts)
            assert not placeholders(said)


def literals() -> set[str]:
    """Name every rule that the code names where it makes a finding or refuses a value."""
    named: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in CALLS:
                named |= {
                    part.value
                    for argument in node.args[:1]
                    for part in ast.walk(argument)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return {word for word in named if re.fullmatch(r"[a-z0-9-]{4,}", word)}


CALLS = {"Finding", "PydanticCustomError", "refuse", "_fault", "_note", "_refuse", "_unknown"}


def test_whatever_is_found_is_in_the_table_and_all_of_it_is_found() -> None:
    of_dates = {kind.value for kind in FaultKind} - {"empty"}
    of_characters = {"bidi-control", "hidden-line-break", "presentation-form"}
    of_characters |= {"invisible-character"}
    emitted = literals() | of_dates | of_characters | FOUND_BY_THE_RULE_ITSELF
    assert emitted == set(BY_NAME)


def test_an_example_takes_away_what_stands_under_none(tmp_path: Path) -> None:
    gone: Example = {"sources/report.yml": None}
    assert "events/bridge-opened.yml:4:11 unknown-source" in brief(checked(tmp_path, gone))


# Rules that mend whatever breaks them as their example does.
MENDED = {
    *("tatweel", "digits-in-text", "look-alike-letter", "mixed-scripts", "latin-punctuation"),
    *("stray-space", "no-break-space", "order-by-dates", "order-by-others", "order-twice"),
    *("range-of-one", "archive-as-url"),
}


@pytest.mark.parametrize("rule", TABLE, ids=name)
def test_mends(rule: type[Rule], tmp_path: Path) -> None:
    """What a rule mends in its own example is mended, and then there is nothing left to mend."""
    findings = [f for f in checked(tmp_path, rule.breaks).findings if f.rule == rule.name]
    files = sorted({f.at.file for f in findings if (tmp_path / f.at.file).is_file()})
    for file in files if rule.name != "not-utf-8" else ():
        text = (tmp_path / file).read_text("utf-8")
        mends = [mend for f in findings if f.at.file == file for mend in rule.mend(f, text)]
        edits = [mend for mend in mends if isinstance(mend, Edit)]
        assert edits or rule.name not in MENDED
        if edits:
            (tmp_path / file).write_text(edited(text, edits), "utf-8")
            left = check(tmp_path, untitled="x", today=TODAY).findings
            assert rule.name not in {finding.rule for finding in left}


def test_a_rule_that_looks_at_no_record_alone_finds_nothing_in_one() -> None:
    """Those that say so are asked, and no others."""
    assert list(Rule.alone(Document("a.yml", ""), None)) == []
    of_their_own = {rule for rule in TABLE if rule.alone.__func__ is not Rule.alone.__func__}  # type: ignore[attr-defined]
    assert of_their_own == {rule for rule in TABLE if rule.of}
