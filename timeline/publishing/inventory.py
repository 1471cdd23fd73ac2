"""What must lie in the finished site of a dataset: pages, files, and the entries of every export.

Each export is read back by a reader that knows its form and nothing of how it was made; what a file
of data holds, and no reader reads, is a flaw of the site.
"""

import gzip
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from timeline.messages import Messages, words
from timeline.publishing.verification import Entries, Export, Flaw, Wanted
from timeline.render.assets import FOLDER as ASSETS
from timeline.render.page import Page
from timeline.render.site import Site

# What is wrong with a site, by the kinds of `timeline.publishing.verification`.
FLAWS: Final = {
    "missing": words("The page was not made."),
    "missing-file": words("The file was not made."),
    "stray": words("Nobody ordered this file."),
    "pages-of-one-address": words("Two pages have this address."),
    "outside": words("No page can have this address."),
    "case": words("To some systems this name and {detail} are the same."),
    "address": words("The page says that it stands elsewhere: {detail}"),
    "direction": words("The page does not say that it is Arabic and runs right to left."),
    "slot": words("The page has a place that was not filled."),
    "form": words("The page has a tag that cannot be checked: {detail}"),
    "title": words("The page has no title."),
    "heading": words("The page has no heading of the first level."),
    "id": words("Two elements of the page have one id: {detail}"),
    "policy": words("The page's own policy does not allow this, or is not in it: {detail}"),
    "link": words("A link leads nowhere: {detail}"),
    "link-by-hand": words(
        "A link leads nowhere: {detail}. To a page by hand write the name of its file, more.md or "
        "more.md#heading; to a record its address from here, ../events/bridge-opened/."
    ),
    "unread": words("Nothing knows which records this file holds."),
    "unreadable": words("The file is not what it must be."),
    "fewer": words("Entries are missing: {detail}"),
    "more": words("There are entries too many: {detail}"),
    "twice": words("Entries are there twice: {detail}"),
    "order": words("The order is another one, from here on: {detail}"),
}
# What the theme and the search write under these names themselves.
STATIC: Final = ("404.html",)
SEARCH: Final = (
    "pagefind/pagefind.js",
    "pagefind/pagefind-entry.json",
    "pagefind/words.json",
    "pagefind/wasm.unknown.pagefind",
    "pagefind/pagefind.und_*.pf_meta",
    "pagefind/index/und_*.pf_index",
    "pagefind/fragment/*.shown",
)
# Files of data that hold no entries.
BARE: Final = ("data/events.schema.json", "data/hijri-months.json", "pagefind/words.json")


def inventory(
    site: Site,
    pages: Iterable[Page],
    by_hand: Iterable[str],
    files: Collection[str],
    results: tuple[str, ...] | None,
) -> Wanted:
    """What must lie in the folder of a site.

    `by_hand` are the addresses of pages written by hand, `files` the paths of all other files that
    were ordered. `results` are the addresses that the search was given, None where it was not made.
    """
    dataset = site.dataset
    made, others = tuple(pages), sorted(by_hand)
    known = listed(made, others)
    address = site.address("") or ""
    found = () if results is None else _search(searched(made, others), results)
    return Wanted(
        pages=(*(page.url for page in made), *others),
        records={
            "events": (*dataset.events, *dataset.withdrawn),
            "sources": tuple(dataset.sources),
            "places": tuple(dataset.places),
            "actors": tuple(dataset.actors),
            "categories": tuple(dataset.categories),
            # Of what nobody claims there is nothing to show.
            "figures": tuple({c.metric: None for e in dataset.events.values() for c in e.claims}),
        },
        files=(
            *files,
            *STATIC,
            *(("sitemap.xml",) if address else ()),
            *(() if results is None else SEARCH),
        ),
        exports=(*_exports(site), *_sitemap(address, known), *found),
        bare=BARE,
        moved={page.url: page.moved_to for page in made if page.moved_to is not None},
        address=address,
    )


def listed(pages: Iterable[Page], by_hand: Iterable[str]) -> tuple[str, ...]:
    """The addresses that the sitemap knows: all but what keeps old ones answering."""
    return (*(page.url for page in pages if page.listed), *sorted(by_hand))


def searched(pages: Iterable[Page], by_hand: Iterable[str]) -> tuple[str, ...]:
    """The addresses that the search knows: those listed, but for shares of long lists."""
    return listed((page for page in pages if page.searched), by_hand)


def misplaced(site: Site, pages: Iterable[Page]) -> Iterator[Flaw]:
    """Pages that would be written outside of the site, or one over the other."""
    taken: set[str] = set()
    for page in pages:
        path = unquote(page.url)
        if path.startswith("/") or any(part.startswith(".") for part in path.split("/")):
            yield Flaw(called(site, page), "outside")
        # Without regard to case: on some systems both would be one file.
        if path.casefold() in taken:
            yield Flaw(called(site, page), "pages-of-one-address")
        taken.add(path.casefold())


def called(site: Site, page: Page) -> str:
    """A page by its address, with the record's file where it is a record's."""
    name = page.url or "index.html"
    folder, _, record = page.url.strip("/").partition("/")
    files = {"events": site.dataset.files, "sources": site.dataset.source_files}
    file = files.get(folder, {}).get(record)
    return f"{name} ({site.folder}/{file})" if file else name


def by_their_files(flaws: Iterable[Flaw], files: Mapping[str, str]) -> Iterator[Flaw]:
    """Name pages written by hand by their files too, and say of a link what to write.

    `files` are those of the pages, by the page's own name below the site's root.
    """
    for flaw in flaws:
        kind = "link-by-hand" if flaw.kind == "link" else flaw.kind
        file = files.get(flaw.page)
        yield replace(flaw, page=f"{flaw.page} ({file})", kind=kind) if file else flaw


def told(flaws: Iterable[Flaw], say: Messages, inert: Callable[[str], str] = str) -> list[str]:
    """Flaws in words, two lines each; `inert` makes what comes from content harmless."""
    lines: list[str] = []
    for flaw in flaws:
        sentence = say.text(FLAWS[flaw.kind], detail=inert(flaw.detail))
        lines += (inert(flaw.page), f"  {sentence}")
    return lines


def _exports(site: Site) -> tuple[Export, ...]:
    """The files of data. An export that is added gets a line here and a reader below."""
    dataset = site.dataset
    in_order = Entries(site.order.sequence, ordered=True)
    events, taken = Entries(dataset.events), Entries((*dataset.events, *dataset.withdrawn))
    recorded = {name: file.path for name, file in site.recorded.items()}
    years = {name for name in recorded if name != "all" and not name.startswith("ids-")}
    return (
        Export("data/events.json", ("data/events.json",), _events, {"events": in_order}),
        *_facet_exports(site),
        Export(
            "suggest.json",
            (site.suggesting.path,),
            _choices,
            {
                "places": Entries(dataset.places),
                "actors": Entries(dataset.actors),
                "categories": Entries(dataset.categories),
                "metrics": Entries(dataset.metrics),
                "publishers": Entries(dataset.publishers),
                "sources": Entries(dataset.sources),
                "parts": Entries(tuple(recorded.values())),
            },
            links="parts",
        ),
        *(
            Export(name, tuple(recorded[part] for part in parts), _rows, {"events": entries})
            for name, parts, entries in (
                ("recorded-all.json", {"all"} & recorded.keys(), events),
                ("recorded-ids.json", recorded.keys() - years - {"all"}, taken),
                ("recorded.json", years, Entries(dataset.events, repeated=True)),
            )
        ),
    )


def _facet_exports(site: Site) -> tuple[Export, ...]:
    """What the filters load, at first and in parts: every value of every facet, and every event."""
    dataset, parts = site.dataset, tuple(file.path for file in site.facet_parts)
    rows = tuple(path for path in parts if "/rows-" in path)
    in_order = {"events": Entries(site.order.sequence, ordered=True)}
    whole = (site.facets.path, *(path for path in parts if "/values-" in path))
    values = {
        "category": Entries(dataset.by_category),
        "place": Entries(dataset.by_place),
        "actor": Entries(dataset.by_actor),
        "precision": Entries(dataset.by_precision),
        "basis": Entries(dataset.by_basis),
        "status": Entries(dataset.by_status),
        "source": Entries(dataset.by_source),
    }
    named = {"parts": Entries(tuple(path for path in parts if "/words-" not in path))}
    said = {"words": Entries(tuple(path for path in parts if "/words-" in path))}
    return (
        Export("facets.json", (site.facets.path,), _facets, named, links="parts"),
        Export("facets' values", whole, _values, values),
        Export("facets' events", rows or (site.facets.path,), _rows_of_facets, in_order),
        Export("facets' words", parts, _words, said, links="words"),
    )


def _sitemap(address: str, known: Collection[str]) -> tuple[Export, ...]:
    def read(data: bytes) -> Mapping[str, Iterable[str]]:
        entries = ET.fromstring(data)  # noqa: S314 - the site's own
        locations = [entry.text or "" for entry in entries.iterfind("{*}url/{*}loc")]
        return {"pages": [text.removeprefix(address) for text in locations]}

    wanted = {"pages": Entries(known)}
    return (Export("sitemap.xml", ("sitemap.xml",), read, wanted),) if address else ()


def _search(known: Collection[str], results: tuple[str, ...]) -> tuple[Export, ...]:
    """Every page is a result, and so are months inside of pages."""
    wanted = {
        "results": Entries(tuple(url or "./" for url in results)),
        "pages": Entries(tuple(url or "./" for url in known)),
    }
    count = {"results": Entries((str(len(results)),))}
    return (
        Export("pagefind", (SEARCH[-1],), _shown, wanted, links="results"),
        Export("pagefind-entry.json", ("pagefind/pagefind-entry.json",), _counted, count),
    )


def _events(data: bytes) -> Mapping[str, Iterable[str]]:
    return {"events": [event["id"] for event in json.loads(data)["events"]]}


def _facets(data: bytes) -> Mapping[str, Iterable[str]]:
    document = json.loads(data)
    names = (*document["values"], *document.get("rows", ()), document["words"])
    return {"parts": [f"{ASSETS}/{name}" for name in names]}


def _values(data: bytes) -> Mapping[str, Iterable[str]]:
    document = json.loads(data)
    if isinstance(document, dict):
        return {facet["key"]: facet["ids"] for facet in document["facets"]}
    found: dict[str, list[str]] = {}
    for key, value, *_ in document:
        found.setdefault(key, []).append(value)
    return found


def _rows_of_facets(data: bytes) -> Mapping[str, Iterable[str]]:
    document = json.loads(data)
    return {"events": document["ids"] if isinstance(document, dict) else [r[0] for r in document]}


def _words(data: bytes) -> Mapping[str, Iterable[str]]:
    document = json.loads(data)
    files = document["files"] if isinstance(document, dict) else ()
    return {"words": [f"{ASSETS}/{name}" for name in files]}


def _choices(data: bytes) -> Mapping[str, Iterable[str]]:
    document = json.loads(data)
    choices = {name: [row[0] for row in rows] for name, rows in document["choices"].items()}
    return {**choices, "parts": document["recorded"].values()}


def _rows(data: bytes) -> Mapping[str, Iterable[str]]:
    return {"events": [row[0] for row in json.loads(data)]}


def _shown(data: bytes) -> Mapping[str, Iterable[str]]:
    urls = [shown["url"] for shown in json.loads(gzip.decompress(data))]
    return {"results": urls, "pages": [url for url in urls if "#" not in url]}


def _counted(data: bytes) -> Mapping[str, Iterable[str]]:
    (language,) = json.loads(data)["languages"].values()
    return {"results": [str(language["page_count"])]}
