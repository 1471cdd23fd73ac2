"""Pages written by hand: what Markdown makes of hostile text, and what that costs."""

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
import yaml
from markdown import Markdown

from tests.contents import lay
from tests.folders import SMALL, checked
from tests.hostile.folder import folded
from tests.hostile.values import SAMPLE, VALUES
from tests.parsed import elements
from timeline.checking import check
from timeline.publishing.publish import FlawedSiteError, PublishError, publish
from timeline.reading.handwritten import CLASSES, Handwritten, slugify
from timeline.reading.markdown import markdown_faults
from timeline.reading.yaml_source import character_faults

ROOT: Final = Path(__file__).parents[2]
EXTENSIONS: Final = ["admonition", "footnotes", "tables", "toc"]
ELEMENTS: Final = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES: Final = frozenset({"alt", "class", "href", "id", "src", "start", "title"})
LEADS: Final = re.compile(r"https:|mailto:|(?![/\\]{2})[^:]*(?:[/?#]|$)|#", re.IGNORECASE)
# Anchors and fields of the site's own pages and scripts have an underscore, as `q_`.
FOOTNOTE: Final = re.compile(r"fn(?:ref\d*)?:")


def html(text: str) -> str:
    markdown = Markdown(
        extensions=[*EXTENSIONS, Handwritten()], extension_configs={"toc": {"slugify": slugify}}
    )
    return markdown.convert(text)


def around(value: str) -> str:
    """A page with the value in every place that a page has."""
    return (
        f"# {value}\n\nنص {value} نص\n\n- {value}\n\n> {value}\n\n| a | b |\n|---|---|\n| {value} | x |\n\n"
        f'[{value}](x) ![{value}](x) [x](<{value}>) ![x](<{value}>) [x][y] [x](y "{value}")\n\n'
        f"[y]: <{value}>\n\n[^{value}] x[^1]\n\n[^1]: {value}\n\n!!! {value}\n    x\n\n"
        f'!!! note "{value}"\n    {value}\n'
    )


def held(values: Iterable[str]) -> int:
    """Hold what comes of each value to the lists above; give how many were tried."""
    tried = 0
    for value in values:
        if character_faults("x.md", value):
            continue
        for text in (value, around(value)):
            if list(markdown_faults("x.md", text)):
                continue
            tried += 1
            for element in elements(html(text)):
                attributes = element.attributes
                assert element.tag in {*ELEMENTS, "html", "head", "body"}, value
                assert attributes.keys() <= ATTRIBUTES, (value, attributes)
                assert set(attributes.get("class", "").split()) <= CLASSES, (value, attributes)
                named = attributes.get("id", "")
                assert FOOTNOTE.match(named) or re.fullmatch(
                    r"[^\W_]*(?:-[^\W_]+)*(?:_\d+)?", named
                )
                assert LEADS.match(attributes.get("href", "")), (value, attributes)
                assert ":" not in attributes.get("src", "").partition("/")[0], (value, attributes)
                assert not re.match(r"[/\\]{2}", attributes.get("src", "")), value
    return tried


def test_the_extensions_are_those_that_are_published_with() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert settings["markdown_extensions"] == EXTENSIONS


def test_nothing_hostile_is_live_on_a_page_written_by_hand() -> None:
    assert held(SAMPLE) > len(SAMPLE)


@pytest.mark.slow
def test_no_hostile_value_is_live_on_a_page_written_by_hand() -> None:
    assert held(VALUES) > 1000


def test_a_page_takes_no_class_and_no_anchor_of_the_sites_own() -> None:
    for name in ("skip", "scripted", "preferences", "status confirmed", "foot"):
        found = html(f"!!! {name}\n    نص\n")
        assert 'class="admonition"' in found, name
    for name in ("content_", "q_", "preferences_", "ways_", "_", "y_2019"):
        anchors = re.findall(r'id="([^"]*)"', html(f"# {name}\n"))
        assert name not in anchors


def test_addresses_that_no_reader_of_addresses_takes_end_in_words(tmp_path: Path) -> None:
    bad = (
        "https://[x",
        "https://[::1",
        "//[x",
        "https://a.b:x/",
        "[x",
        "https://%zz",
        "a\\b",
        "?%",
    )
    taken = []
    for address in bad:
        text = f"[أ](<{address}>) ![أ](<{address}>)\n\n<{address}>\n\n"
        page = {"pages/guide.md": f"# دليل\n\n{text}"}
        found = check(lay(tmp_path / "content", SMALL, page), untitled="x").findings
        assert {finding.rule for finding in found} <= {"refused-link"}, address
        taken += [] if found else [text]
    assert 0 < len(taken) < len(bad)
    page = {"pages/guide.md": f"# دليل\n\n{''.join(taken)}"}
    content = lay(tmp_path / "content", SMALL, page)
    with suppress(PublishError, FlawedSiteError):  # refused in words is as good as published
        publish(checked(content), content, tmp_path / "site")


@pytest.mark.parametrize(
    "piece",
    ["[", "![[", "[a](", "](", "[[a]", "# a\n", "a\n=\n\n", "!!! a\n", "[a\n", "> [", "- [a\n"],
)
def test_a_page_that_costs_too_much_is_told_where(piece: str) -> None:
    assert [f.at.line >= 1 for f in markdown_faults("x.md", piece * (60_000 // len(piece)))]


@pytest.mark.slow
def test_what_is_let_through_is_read_at_once() -> None:
    for piece in ("[", "![[", "[a](", "](", "# a\n", "!!! a\n", "> "):
        size = 1
        while not list(markdown_faults("x.md", piece * size * 2)) and size < 20_000:
            size *= 2
        began = time.process_time()
        with_depth = piece * min(size, 100) if piece == "> " else piece * size
        html(with_depth)
        assert time.process_time() - began < 1, piece


def test_a_long_list_of_links_is_no_fault() -> None:
    assert not list(markdown_faults("x.md", "- [أ](https://example.org/) (نص) [ب][1]\n" * 2000))
    assert folded(html("a  b")) == "<p>a b</p>"
