"""Pages written by hand, held to what can be known of them before the site is made.

What they cost is looked at first: MkDocs reads them with the same Markdown, and would not or could
not refuse them. Of their links those are told that no page keeps, and those that lead to no page by
hand, no heading and no record; of what else stands on the site only the build knows.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from timeline.reading.finding import Finding, Location
from timeline.reading.folder import (
    MAX_PAGE_BYTES,
    OWN_NAMES,
    RawFile,
    address_of,
    hidden_files,
    open_file,
    page_files,
)
from timeline.reading.front_matter import for_mkdocs, front_matter_faults
from timeline.reading.markdown import markdown_faults
from timeline.reading.memory import Memory
from timeline.reading.yaml_source import character_faults
from timeline.records.fields import is_id

_MOST: Final = 100  # of a page's links that are told


@dataclass(frozen=True, slots=True)
class Page:
    """A page that could be read: its file, text, and the links and ids of its own."""

    file: str
    text: str
    links: tuple[str, ...]
    ids: frozenset[str]


def read_pages(
    root: Path, folder: str, memory: Memory
) -> tuple[dict[str, Page | None], list[Finding]]:
    """Give every page by its file, None for one with faults, and what is wrong with them."""
    pages: dict[str, Page | None] = {}
    findings = list(hidden_files(root, folder, ""))
    for file in page_files(root, folder):
        if isinstance(file, Finding):
            findings.append(file)
            continue
        pages[file], faults = memory.recall(root, file, partial(_read, root, file))
        findings += faults
    return pages, findings


def _read(root: Path, file: str) -> tuple[Page | None, list[Finding]]:
    raw = open_file(root, file, MAX_PAGE_BYTES)
    if isinstance(raw, Finding):
        return None, [raw]
    if faults := list(character_faults(file, raw.text)):
        return None, faults
    faults = [*front_matter_faults(file, raw.text), *markdown_faults(file, raw.text)]
    return (None, faults) if faults else _rendered(raw)


def _rendered(raw: RawFile) -> tuple[Page | None, list[Finding]]:
    # Markdown takes a tenth of a second to import, and most folders have no page.
    from timeline.reading.handwritten import read_markdown  # noqa: PLC0415

    try:
        found = read_markdown(for_mkdocs(raw.text).partition("\n---\n")[2])
    except RecursionError:
        return None, [Finding("page-too-involved", Location(raw.file))]
    page = Page(raw.file, raw.text, tuple(found.links), frozenset(found.ids))
    return page, [
        Finding("refused-link", Location(raw.file, line, column), {"value": link})
        for link, line, column in _places(raw.text, found.refused)
    ]


def broken_links(
    pages: Mapping[str, Page | None], records: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """Find links to what is known not to be there.

    `records` are the ids that have a page, by the folder of the site in which they have it.
    """
    for page in pages.values():
        if page is not None:
            broken = [link for link in page.links if not _may_lead(page, link, pages, records)]
            for link, line, column in _places(page.text, broken):
                yield Finding("broken-link", Location(page.file, line, column), {"value": link})


def _may_lead(
    page: Page,
    link: str,
    pages: Mapping[str, Page | None],
    records: Mapping[str, Collection[str]],
) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.path.startswith(("/", "\\")):
        return True
    path = unquote(parts.path)
    if path and not path.endswith(".md"):
        place = _joined(address_of(page.file), path)
        return not (
            len(place) > 1
            and is_id(place[1])
            and place[1] not in records.get(place[0], (place[1],))
        )
    place = [
        "pages",
        *_joined(PurePosixPath(page.file).parent.relative_to("pages").as_posix(), path),
    ]
    file = "/".join(place) if path else page.file
    if file not in pages:
        name = file.removeprefix("pages/").removesuffix(".md").partition("/")
        # A section's own page has a file of this kind while MkDocs runs; that of a record has none.
        return name[0] in OWN_NAMES and name[2] in {"", "index"}
    target = pages[file]
    anchor = unquote(parts.fragment)
    # Those of the frame around it have an underscore.
    return target is None or not anchor or anchor in target.ids or "_" in anchor


def _joined(base: str, path: str) -> list[str]:
    """The steps of a path from a folder; above the root there is nothing."""
    steps: list[str] = []
    for step in (*base.split("/"), *path.split("/")):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return steps


def _places(text: str, links: list[str]) -> Iterator[tuple[str, int, int]]:
    """Give links with the line and column of each: in brackets, or as the target of a name."""
    for link in list(dict.fromkeys(links))[:_MOST]:
        spelt = r"\s+".join(map(re.escape, link.split()))
        places = [match.start(1) for match in re.finditer(rf"(?:[(<]|\]:)\s*<?({spelt})", text)]
        for start in places[: links.count(link)] or [0]:
            yield link, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
