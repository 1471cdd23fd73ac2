"""What records take of the hostile values: text in every page and file, and nothing else.

Every page is parsed as a browser does it (`tests.parsed`) and walked beside the same page of a timeline in
which each value's active letters are dots: the elements and their attributes are the same, as many of
each, and so is every text, but for those letters.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.folders import Named
from tests.hostile.folder import IDS, URLS, Taken, content, folded, harmless, taken
from tests.hostile.values import SAMPLE, VALUES
from tests.parsed import Element, elements
from timeline.checking import check
from timeline.messages import Language, messages
from timeline.publishing.plugin import data_files
from timeline.render.page_text import PageText, page_text
from timeline.render.search_index import Documents
from timeline.render.sections import pages
from timeline.render.site import Site

ARABIC = messages(Language.ARABIC)
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "cite", "xlink:href"}
PARTS = 4  # of the corpus: a page of a list has all records on it
NO_TEXT = {"script", "style"}
_TEX = re.compile(r"\\(?:text[a-z]+\{\}|[%&#_$])")
_HASH = re.compile(r"\.[0-9a-f]{10}(?=\.json)")  # of a file's bytes, in its name


@dataclass
class Counts:
    """What was tried."""

    values: int = 0
    pairs: int = 0
    pages: int = 0
    elements: int = 0
    hosts: Counter[str] = field(default_factory=Counter)


def site_of(folder: Path) -> Site:
    checked = check(folder, untitled="x")
    assert checked.dataset is not None, checked.findings[:5]
    assert checked.order is not None
    return Site(checked.dataset, checked.order, ARABIC, "content", Named())


def like(element: Element) -> tuple[str, tuple[tuple[str, str], ...], str, str]:
    text = element.text
    plain = tuple(
        (key, said(value) if key in ADDRESSES else dots(value))
        for key, value in element.attributes.items()
    )
    if element.tag == "text":  # where a name lies on a map depends on how wide its letters are
        plain = tuple((key, "") for key in element.attributes)
    if element.tag == "pre":  # TeX has commands of its own for what is active
        text = _TEX.sub("·", text)
    return element.tag, plain, dots(text), dots(element.tail)


def said(address: str) -> str:
    """An address's parts, each decoded by itself: what a text adds to one is no part of its own."""
    parts = urlsplit(address)
    asked = [f"{name} {dots(value)}" for name, value in parse_qsl(parts.query)]
    return f"{parts.scheme} {parts.netloc} {parts.path} {asked} {parts.fragment}"


def dots(text: str) -> str:
    return " ".join(harmless(_HASH.sub("", text)).split())


def compared(
    site: Site, twin: Site, counts: Counts
) -> tuple[dict[str, list[str]], dict[str, PageText]]:
    """Hold each page against its twin; give, by page, every text on it and what the search takes."""
    texts: dict[str, list[str]] = {}
    searched: dict[str, PageText] = {}
    for page, other in zip(pages(site), pages(twin), strict=True):
        assert page.url == other.url
        html = page.render()
        searched[page.url] = page_text(html)
        counts.pages += 1
        shown: list[str] = []
        found = list(elements(html))
        # A list may stand in the order of names: each element has its like, if not its place.
        ours, theirs = Counter(map(like, found)), Counter(map(like, elements(other.render())))
        assert ours == theirs, (page.url, ours - theirs, theirs - ours)
        for element in found:
            own = element.attributes
            counts.elements += 1
            assert not [key for key in own if key.startswith("on")], (page.url, own)
            assert "style" not in own
            for key, value in own.items():
                if key in ADDRESSES:
                    leads(page.url, value, counts)
                shown.append(folded(value))
            assert not (element.tag in NO_TEXT and element.text.strip()), (page.url, element)
            shown += [folded(element.text), folded(element.tail)]
        shown += [folded(page.title), folded(page.description)]
        texts[page.url] = shown
    return texts, searched


def leads(page: str, address: str, counts: Counts) -> None:
    """An address leads within the site, to a source, or to the repository's host, or is mail."""
    parts = urlsplit(address)
    counts.hosts[f"{parts.scheme}:{parts.hostname or ''}"] += 1
    if parts.scheme:
        # `MAILTO` a record cannot write; of `https` what it wrote is the whole of the address.
        allowed = address in URLS or parts.hostname in {"github.com", "example.org"}
        mail = parts.scheme == "mailto" and parts.path == "desk@example.org"
        assert (parts.scheme == "https" and allowed) or mail, (page, address)
    else:
        assert not parts.netloc, (page, address)
        assert not address.startswith(("/", "\\")), (page, address)


# Where each field of words is shown; the figures' forms stand with numbers around them.
def told(found: Taken, texts: dict[str, list[str]]) -> int:
    """Each value of each field stands on its record's page as it was written: how many do."""
    pairs = 0
    whole = {url: "\0".join(shown) for url, shown in texts.items()}
    folders = {"event": "events", "source": "sources", "metrics": "figures"}
    ids = ids_of(found)
    for leaf, values in found.items():
        for number, value in enumerate(values):
            if leaf.kind == "withdrawn":
                url = f"events/w-{number}/"
            elif leaf.kind in {"event", "source", "places", "actors", "categories", "metrics"}:
                url = f"{folders.get(leaf.kind, leaf.kind)}/{ids[number]}/"
            elif leaf.kind == "publishers":
                url = f"sources/{ids[number]}/"
            elif leaf.path == ("keywords", 0):
                url = "about/"
            else:
                continue  # eras, the map and the timeline's own: below, and in the walk above
            text = whole[url]
            pieces = paragraphs(value) if leaf.prose else [folded(value)]
            for piece in pieces:
                assert shows(piece, text), (str(leaf), url, value)
            pairs += 1
    return pairs


def paragraphs(value: str) -> list[str]:
    return [found for part in value.split("\n\n") if (found := folded(part))]


def shows(piece: str, text: str) -> bool:
    quoted = piece.replace("«", "‹").replace("»", "›")
    return piece in text or quoted in text


def ids_of(found: Taken) -> list[str]:
    many = max(len(values) for values in found.values())
    return [*IDS, *(f"v-{n:04}" for n in range(many - len(IDS)))][:many]


def tried(folder: Path, values: tuple[str, ...]) -> Counts:
    """Lay the values and their twins, and hold all that comes of them to what is said above."""
    counts, found = Counts(), taken(values)
    site = site_of(content(folder / "hostile", found))
    twin = site_of(content(folder / "harmless", found, harmless))
    texts, searched = compared(site, twin, counts)
    counts.values = len({value for values in found.values() for value in values})
    counts.pairs = told(found, texts)
    exported(site, found)
    documents(site, searched)
    return counts


def test_a_hostile_value_is_text_on_every_page(tmp_path: Path) -> None:
    assert tried(tmp_path, SAMPLE[::2]).pages > 100


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_value_in_every_field_is_text_on_every_page(
    tmp_path: Path, part: int, record_property: Callable[[str, object], None]
) -> None:
    counts = tried(tmp_path, VALUES[part::PARTS])
    for name, count in vars(counts).items():
        record_property(name, str(count))


# ------------------------------------------------------------------------------ files of data


def strings(node: object) -> Iterator[str]:
    """Every text of a parsed file, keys too."""
    if isinstance(node, str):
        yield folded(node)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from strings(value)
    elif isinstance(node, list):
        for item in node:
            yield from strings(item)


READERS: dict[str, Callable[[bytes], object]] = {".json": json.loads, ".xml": ET.fromstring}
"""How a file of each format is read by somebody else's reader; another export adds its own."""


def exported(site: Site, found: Taken) -> None:
    """Each file of data is read by a parser, and holds what records say as they say it."""
    titles = values_of(found, "event", "title")
    summaries = {folded(value) for value in values_of(found, "event", "summary")}
    facets = {file.path for file in (site.facets, *site.facet_parts)}
    filtered: set[str] = set()
    for path, make in data_files(site).items():
        data = make()
        read = READERS[Path(path).suffix](data)
        texts = set(strings(read))
        if path == "data/events.json":
            assert isinstance(read, dict)
            assert len(read["events"]) == len(site.order.sequence)
            assert {folded(value) for value in titles} <= texts
            assert summaries <= texts
            for name in ("date_note", "claims.0.stated", "claims.0.note", "sources.0.locator",
                         "corrections.0.what", "corrections.0.why"):  # fmt: skip
                assert {folded(value) for value in values_of(found, "event", name)} <= texts, name
            assert_keys_are_ours(read["events"])
        elif path in facets:
            filtered |= texts
        elif path == site.suggesting.path:
            for kind in ("places", "actors", "categories", "publishers", "metrics"):
                assert {folded(value) for value in values_of(found, kind, "name")} <= texts, kind
    assert {folded(value) for value in titles} <= filtered
    assert {folded(value) for value in values_of(found, "places", "name")} <= filtered


def values_of(found: Taken, kind: str, path: str) -> list[str]:
    (leaf,) = (leaf for leaf in found if str(leaf) == f"{kind}:{path}")
    return list(found[leaf])


def assert_keys_are_ours(events: list[dict[str, object]]) -> None:
    keys = {frozenset(event) for event in events}
    assert len(keys) == 1


def documents(site: Site, texts: dict[str, PageText]) -> None:
    """What the search is fed: words that mean nothing to it, and texts under names of our own."""
    found = Documents(site)
    left = {url: texts[url] for url in found.left(texts)}
    made = [*found.of_records(), *found.of_pages(left)]
    names = {name for document in made for name in document.shown}
    assert names <= {"title", "url", "kind", "date", "hijri", "machine", "text"}
    titles = {folded(document.shown["title"]) for document in made}
    assert {folded(event.title) for event in site.dataset.events.values()} <= titles
    words = {word for document in made for _, some in document.words for word in some}
    assert not [word for word in words if not word.isalnum()]
    json.loads(found.words)
