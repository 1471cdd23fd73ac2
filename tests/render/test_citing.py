"""Citations in words, as BibTeX and as RIS: what they say, and that no text breaks out of them."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.folders import SMALL, site_of
from timeline.dates import Span, parse
from timeline.messages import Language, messages
from timeline.render.citing import (
    Citation,
    Kind,
    bibtex,
    certain,
    forms,
    of_event,
    of_source,
    plain,
    ris,
)
from timeline.render.quotes import within_quotes
from timeline.render.site import Site

ARABIC = messages(Language.ARABIC)
BARE = Citation(key="event:a", kind=Kind.PAGE, title="عنوان")


def cited(site: Site, event_id: str) -> Citation:
    event = site.dataset.events[event_id]
    return of_event(event, site.dataset, ARABIC, site.address(f"events/{event_id}/"))


def source(site: Site, source_id: str) -> Citation:
    return of_source(site.dataset.sources[source_id], site.dataset, ARABIC)


def test_a_record_in_words(site: Site) -> None:
    assert plain(cited(site, "bridge-opened"), ARABIC) == (
        "«افتتاح الجسر»، تاريخ الحدث: 1 آذار/مارس 2019، جسور المدينة، نسخة 1 نيسان/أبريل 2019، "
        "https://example.org/repo/events/bridge-opened/"
    )


def test_a_record_as_bibtex(site: Site) -> None:
    assert bibtex(cited(site, "bridge-closing")) == (
        "@misc{event:bridge-closing,\n"
        "  title = {{إغلاق متوقع}},\n"
        "  howpublished = {جسور المدينة},\n"
        "  year = {2019},\n"
        "  month = {4},\n"
        "  version = {2019-04-01},\n"
        "  note = {تاريخ الحدث: بين 5 و9 كانون الثاني/يناير 2020 (EDTF: [2020-01-05..2020-01-09])},\n"
        "  url = {https://example.org/repo/events/bridge-closing/},\n"
        "  language = {ar},\n"
        "}\n"
    )


def test_a_record_as_ris(site: Site) -> None:
    assert ris(cited(site, "work-began")).split("\r\n") == [
        "TY  - ELEC",
        "ID  - event:work-began",
        "TI  - بدء العمل",
        "T2  - جسور المدينة",
        "PY  - 2019",
        "DA  - 2019/04/01/",
        "ET  - 2019-04-01",
        "LA  - ar",
        "N1  - تاريخ الحدث: عام 2017 (EDTF: 2017)",
        "UR  - https://example.org/repo/events/work-began/",
        "ER  - ",
        "",
    ]


def test_without_an_address_none_is_made_up(tmp_path: Path) -> None:
    citation = cited(site_of(tmp_path, SMALL), "bridge-opened")
    assert citation.address is None
    for form in forms(citation, ARABIC):
        assert "http" not in form.text
        assert "url" not in form.text
        assert "UR  -" not in form.text
    # Nor a day of the dataset, where nothing in it is dated.
    assert "نسخة" not in plain(citation, ARABIC)
    assert "year" not in bibtex(citation)
    assert "PY" not in ris(citation)


def test_a_source(site: Site) -> None:
    citation = source(site, "daily-report")
    assert plain(citation, ARABIC) == (
        "محرر، «الجسر الجديد»، اليومية، 2 آذار/مارس 2019، https://example.org/a?b=1&c=2"
    )
    assert "  author = {{محرر}},\n" in bibtex(citation)
    assert "  url = {https://example.org/a?b=1&c=2},\n" in bibtex(citation)
    assert "TY  - NEWS\r\n" in ris(citation)
    assert "DA  - 2019/03/02/\r\n" in ris(citation)
    assert plain(source(site, "copy-report"), ARABIC) == "«Bridge opens»، غير مؤرخ."


def test_a_source_with_all_that_it_can_have(tmp_path: Path) -> None:
    record = (
        'title: تقرير\npublished: "2019-03?"\nurl: https://example.org/a_b\n'
        "archived: https://archive.org/x_y\naccessed: 2026-01-20\ntype: research\n"
    )
    citation = source(site_of(tmp_path, SMALL, {"sources/report.yml": record}), "report")
    assert "اطُّلع عليه في 20 كانون الثاني/يناير 2026، https://example.org/a_b" in plain(
        citation, ARABIC
    )
    assert "  year = {2019},\n  note" in bibtex(citation)  # and no month
    assert "EDTF: 2019-03?" in bibtex(citation)
    assert r"https://archive.org/x\_y" in bibtex(citation)
    assert "  urldate = {2026-01-20},\n" in bibtex(citation)
    assert "TY  - RPRT\r\n" in ris(citation)
    assert "DA  - 2019///\r\n" in ris(citation)
    assert "Y2  - 2026/01/20/\r\n" in ris(citation)
    assert "https://archive.org/x_y" in ris(citation)


@pytest.mark.parametrize(
    ("edtf", "sure"),
    [
        ("2019-03-02", "2019-03-02"),
        ("2019-03", "2019-03"),
        ("2019", "2019"),
        ("2019-03-02~", "2019"),
        ("2019-03?", "2019"),
        ("2019~", ""),
        ("201X", ""),
        ("[2019-02-18..2019-02-20]", "2019-02"),
        ("[2019-02-18..2019-03-20]", "2019"),
        ("[2018-12-30..2019-01-02]", ""),
        ("2019-03/..", ""),
        ("2019-21", "2019"),
    ],
)
def test_says_no_more_of_a_day_than_is_certain(edtf: str, sure: str) -> None:
    span = parse(edtf)
    assert isinstance(span, Span)
    assert certain(span) == sure


# ------------------------------------------------------------------------------ hostile text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50% & more", r"50\% \& more"),
        ("a_b #1 $5", r"a\_b \#1 \$5"),
        ("~x^2", r"\textasciitilde{}x\textasciicircum{}2"),
        ("{a}", r"\textbraceleft{}a\textbraceright{}"),
        ("}, url = {x", r"\textbraceright{}, url = \textbraceleft{}x"),
        (r"\input{/etc/passwd}", r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}"),
        ("a\nb\r\nc\u2028d\x85e\x00f", "a b c d e f"),
        ('"@misc', '"@misc'),
    ],
)  # fmt: skip
def test_text_for_tex(text: str, escaped: str) -> None:
    citation = replace(BARE, title=text)
    assert f"  title = {{{{{escaped}}}}},\n" in bibtex(citation)


def hostile(text: str) -> Citation:
    return Citation(
        key="event:a",
        kind=Kind.PAGE,
        title=text,
        author=text,
        within=text,
        happened=text,
        dated=text,
        notes=(text, text),
        accessed=date(2026, 1, 20),
        address=f"https://example.org/{text}",
    )


def read_bibtex(entry: str) -> dict[str, str]:
    """Read an entry as BibTeX does: braces counted, whether a backslash stands before them or not."""
    head, _, rest = entry.partition(",")
    assert head == "@misc{event:a"
    fields: dict[str, str] = {}
    while match := re.match(r"\s*([a-z]+) = \{", rest):
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        assert match[1] not in fields
        fields[match[1]] = rest[match.end() : end - 1]
        assert rest[end] == ","
        rest = rest[end + 1 :]
    assert rest == "\n}\n"
    return fields


def unescaped(tex: str) -> str:
    commands = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    return re.sub(
        r"\\(?:([a-z]+)\{\}|([%&#_$]))",
        lambda match: commands[match[1]] if match[1] else match[2],
        tex,
    )


NASTY = st.text(
    st.one_of(st.sampled_from('{}\\%&#_~^$"@,=\r\n\x85\u2028\u2029 ER-'), st.characters(codec="utf-8")),
    min_size=1,
)  # fmt: skip


@given(NASTY)
def test_no_text_ends_a_field_of_bibtex(text: str) -> None:
    fields = read_bibtex(bibtex(hostile(text)))
    line = plain(Citation(key="k", kind=Kind.PAGE, title=text), ARABIC)[1:-2]  # in «» and a point
    if line.strip():
        assert within_quotes(unescaped(fields["title"][1:-1])).split() == line.split()
    assert set(fields) <= {"author", "title", "howpublished", "note", "url", "urldate"}


@given(NASTY)
def test_no_text_ends_a_line_of_ris(text: str) -> None:
    written = ris(hostile(text))
    assert written.endswith("ER  - \r\n")
    lines = written.removesuffix("\r\n").split("\r\n")
    tags = ["TY", "ID", "AU", "TI", "T2", "N1", "N1", "UR", "Y2", "ER"]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert [line[:2] for line in lines if line[:2] != "N1"] == [t for t in tags if t != "N1"]
    assert written.splitlines() == lines  # whatever an editor takes for the end of a line


@given(NASTY)
def test_the_plain_text_is_one_line(text: str) -> None:
    assert len(plain(hostile(text), ARABIC).splitlines()) == 1
