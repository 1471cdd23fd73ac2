"""Sources: what passes on what, days, copies and addresses: facts, places, and what is no case."""

import json
from pathlib import Path

import pytest

from tests.contents import checked
from tests.rules.told import Told, told
from timeline.messages import Language, messages
from timeline.reporting.diagnostic import diagnose
from timeline.rules.rule import EVENT, Example, event
from timeline.rules.sources import _plain
from timeline.rules.table import BY_NAME

ARCHIVE = "https://web.archive.org/web"
AT = "sources/report.yml"


def source(*lines: str) -> Example:
    return {AT: "".join(f"{line}\n" for line in ("title: تقرير", *lines))}


@pytest.mark.parametrize(
    ("wire", "report", "is_told"),
    [
        ("publisher: agency", "origin: agency", True),
        ("publisher: agency\norigin: agency", "origin: agency", False),
        ("publisher: agency\norigin: other", "origin: agency", False),
        ("publisher: other", "origin: agency", False),
        ("author: x", "origin: agency", False),
        ("publisher: agency", "publisher: agency", False),
    ],
)
def test_one_that_passes_on_another(
    tmp_path: Path, wire: str, report: str, *, is_told: bool
) -> None:
    files = {AT: f"title: أ\n{report}\n", "sources/wire.yml": f"title: ب\n{wire}\n"}
    files["events/b.yml"] = EVENT.replace("الجسر", "النفق").replace("[report]", "[wire, report]")
    expected = Told(
        "sources/wire.yml:2:12",
        {"value": "report", "other": "wire"},
        "origin: agency",
        (f"{AT}:2:9",),
    )
    # Once, however many events cite both, in whatever order.
    found = told(tmp_path, "origin-counted-twice", event(files, sources="[report, wire]"))
    assert found == [expected] * is_told


def test_two_that_no_event_cites_together_are_counted_once(tmp_path: Path) -> None:
    files = {AT: "title: أ\norigin: agency\n", "sources/wire.yml": "title: ب\npublisher: agency\n"}
    files["events/b.yml"] = EVENT.replace("الجسر", "النفق").replace("[report]", "[wire]")
    assert told(tmp_path, "origin-counted-twice", files) == []


def test_each_report_of_one_wire_is_told(tmp_path: Path) -> None:
    files = {
        AT: "title: أ\norigin: agency\n",
        "sources/second.yml": "title: أ\norigin: agency\n",
        "sources/wire.yml": "title: ب\npublisher: agency\n",
        "events/b.yml": EVENT.replace("الجسر", "النفق").replace("[report]", "[wire, second]"),
    }
    found = told(tmp_path, "origin-counted-twice", event(files, sources="[report, x, wire]"))
    assert sorted(one.facts["value"] for one in found) == ["report", "second"]


@pytest.mark.parametrize(
    ("published", "accessed", "earliest"),
    [
        ("2020-05", "2020-04-29", "2020-05-01"),
        ("2020-05", "2020-04-30", None),  # the first of May, in another zone
        ("2020-05-03", "2020-05-01", "2020-05-03"),
        ("[..2020-05]", "2019-01-01", None),
        ("", "2019-01-01", None),
        ("2020-05", "", None),
    ],
)
def test_looked_at_before_it_was_there(
    tmp_path: Path, published: str, accessed: str, earliest: str | None
) -> None:
    days = (("published", published), ("accessed", accessed))
    example = source(*(f'{name}: "{day}"' for name, day in days if day))
    assert told(tmp_path / "a", "accessed-before-published", example) == (
        [Told(f"{AT}:3:11", {"value": accessed, "published": earliest})] if earliest else []
    )
    stamp = accessed.replace("-", "")
    lines = [f'published: "{published}"'] * bool(published)
    lines += [f"archived: {ARCHIVE}/{stamp}121502/https://a.example/b"] * bool(accessed)
    assert told(tmp_path / "b", "archived-before-published", source(*lines)) == (
        [Told(f"{AT}:3:11", {"value": accessed, "published": earliest})] if earliest else []
    )


@pytest.mark.parametrize(
    ("stamp", "rule"),
    [
        ("20240229121502", None),
        ("19960101000001", None),
        ("19951231121502", "bad-archive-stamp"),
        ("20240230121502", "bad-archive-stamp"),
        ("2024022912150", "bad-archive-stamp"),
        ("202402291215021", "bad-archive-stamp"),
        ("20240229", "bad-archive-stamp"),
        ("*", "bad-archive-stamp"),
        ("20240229*", "bad-archive-stamp"),
        ("20240229000000", "round-archive-stamp"),
        ("20240229100000", None),
        ("20240230000000", "bad-archive-stamp"),
    ],
)
@pytest.mark.parametrize("mark", ["", "if_", "IM_"])
def test_a_moment_of_a_copy(tmp_path: Path, stamp: str, mark: str, rule: str | None) -> None:
    example = source(f"archived: {ARCHIVE}/{stamp}{mark}/https://a.example/b")
    for each in ("bad-archive-stamp", "round-archive-stamp"):
        expected = [Told(f"{AT}:2:11", {"value": stamp})] * (each == rule)
        assert told(tmp_path, each, example) == expected


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (f"{ARCHIVE}/20240229121502/https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        (f"{ARCHIVE}/20240229121502if_/https://a.example/b", "https://a.example/b"),
        (f"{ARCHIVE}/2024/https://a.example/b", "https://a.example/b"),
        (f"{ARCHIVE}/20240229121502/http://a.example/b", None),
        ("https://WEB.archive.org/", None),
        ("https://archive.ph/AbC", None),
        ("https://www.archive.today/AbC", None),
        ("https://ghostarchive.org/archive/AbC", None),
        ("https://perma.cc/AB-CD", None),
        ("https://www.webcitation.org/AbC", None),
    ],
)
def test_a_copy_in_the_place_of_the_page(tmp_path: Path, url: str, page: str | None) -> None:
    found = told(tmp_path, "archive-as-url", source(f"url: {url}"))
    assert found == [Told(f"{AT}:2:6", {}, page)]


@pytest.mark.parametrize(
    "url",
    [
        "https://archive.org/details/a",
        "https://archive.example/a",
        "https://a.example/?u=https://archive.ph/b",
        "https://myarchive.ph/a",
    ],
)
def test_a_page_that_is_no_copy(tmp_path: Path, url: str) -> None:
    assert told(tmp_path, "archive-as-url", source(f"url: {url}")) == []


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://www.a.example/b/", "a.example/b?"),
        ("https://m.a.example/b", "a.example/b?"),
        ("https://amp.A.example/B", "a.example/B?"),
        ("HTTPS://A.example", "a.example?"),
        ("https://a.example/b//", "a.example/b?"),
        ("https://a.example/b?y=2&x=1&&utm_source=a&fbclid=b&GCLID=c#d", "a.example/b?x=1&y=2"),
        ("https://a.example/b?xutm_source=a&utm=b", "a.example/b?utm=b&xutm_source=a"),
        ("https://a.example/X", "a.example/X?"),
        ("https://a.example#b", "a.example?"),
        ("https://a.example?b=c", "a.example?b=c"),
    ],
)
def test_what_is_compared_of_an_address(url: str, plain: str) -> None:
    assert _plain(url) == plain


def test_all_of_one_address_are_told_beside_the_first(tmp_path: Path) -> None:
    files: Example = {
        "sources/a.yml": "title: أ\n",
        "sources/b.yml": "title: أ\nurl: https://a.example/x\n",
        "sources/c.yml": "title: أ\nurl: https://www.a.example/x/\n",
        "sources/d.yml": "title: أ\nauthor: ب\nurl: https://a.example/x#y\n",
    }
    first = ("sources/b.yml:2:6",)
    assert told(tmp_path, "same-url", files) == [
        Told("sources/c.yml:2:6", {"other": "b"}, None, first),
        Told("sources/d.yml:3:6", {"other": "b"}, None, first),
    ]


@pytest.mark.parametrize(
    ("url", "sentence", "suggestion"),
    [
        ("https://user:pass@host.example/", "Take out what stands before the @", None),
        ("https://bank.example@evil.example/", "Take out what stands before the @", None),
        ("https://مثال.السعودية/", "xn--", "https://xn--mgbh0fb.xn--mgberp4a5d4ar/"),
        (
            "https://www.مثال-2.example/أ?b#c",
            "xn--",
            "https://www.xn---2-btdp0kd.example/%D8%A3?b#c",
        ),
        ("http://مثال.السعودية/", "xn--", None),
        ("https://\u0430pple.com/", "letters that are not Latin", None),
        ("https://apple.\u0441om/", "letters that are not Latin", None),
        ("https://appleمثال.example/", "letters that are not Latin", None),
        ("https://مـثال.example/", "letters that are not Latin", None),
        (f"https://{'مح' * 40}.example/", "xn--", None),
        ("https://example.org/أ@ب", "", "https://example.org/%D8%A3@%D8%A8"),
        ("http://example.org/", "", None),
        ("javascript:alert(1)", "", None),
        ("https://[x", "", None),
    ],
)
def test_what_is_in_the_way_of_an_address(
    tmp_path: Path, url: str, sentence: str, suggestion: str | None
) -> None:
    findings = checked(tmp_path, source(f"url: {json.dumps(url)}")).findings
    (found,) = diagnose(findings, messages(Language.ENGLISH))
    assert found.code == "F121"
    assert found.advice.startswith("Copy the whole address")
    assert sentence in found.advice
    assert bool(sentence) == (found.advice != BY_NAME["bad-url"].advice)
    assert found.suggestion == suggestion
