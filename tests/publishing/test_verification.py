"""A built site looked at once more: each flaw is found, and a whole site has none."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contents import lay
from tests.growth import LINEAR, growth
from timeline import policy
from timeline.publishing.verification import Entries, Export, Flaw, Wanted, verify

HEAD = f'<!doctype html>\n<html lang="ar" dir="rtl">{policy.HEAD}<title>ع</title><body><h1>ع</h1>'
CANONICAL = '<link rel="canonical" href="https://example.org/repo/{}">'
WHOLE = {
    "index.html": (
        f'{HEAD}{CANONICAL.format("")}<a href="events/a/">أ</a> <a href="#x" id="x">س</a>'
        '<A HREF="events/b/" id="&#121;&quot;">ب</A><a href="?q=1#y&#34;">ب</a>'
        '<img src="assets/i.svg">'
        '<meta http-equiv="refresh" content="0; url=events/a/"><svg><use xlink:href="#x"/></svg>'
    ),
    "events/a/index.html": (
        f'{HEAD}{CANONICAL.format("events/a/")}<h2 id="المصادر">م</h2><a href="../../#x">س</a>'
        '<a href="../b/?q=1#y">ب</a>'
        '<a href="#%D8%A7%D9%84%D9%85%D8%B5%D8%A7%D8%AF%D8%B1">م</a>'
        '<a href="https://example.org/?a=1&amp;b=2">خارج</a> <img src="../../assets/i.svg">'
    ),
    "events/b/index.html": f'{HEAD}{CANONICAL.format("events/b/")}<p id="y"></p>',
    "assets/i.svg": "<svg/>",
    "assets/s.css": "@font-face{src:url(i.svg)} a{background:url('../assets/i.svg')}",
    "assets/m.js": 'import { a } from "./n.js";\nconst from = ["from", "to"];\n',
    "assets/n.js": "",
    "data/events.json": '["a", "b"]',
    "404.html": f'{HEAD}<a href="/repo/events/a/">أ</a>',
}


def rows(data: bytes) -> Mapping[str, Iterable[str]]:
    return {"events": json.loads(data)}


EXPORT = Export(
    "events", ("data/events.json",), rows, {"events": Entries(("a", "b"), ordered=True)}
)
WANTED = Wanted(
    pages=("", "events/a/", "events/b/"),
    records={"events": ("a", "b")},
    files=("404.html", "assets/*", "data/events.json"),
    exports=(EXPORT,),
    address="https://example.org/repo/",
)


def flaws(root: Path, *changes: Mapping[str, str | None], wanted: Wanted = WANTED) -> list[Flaw]:
    return verify(lay(root, WHOLE, *changes), wanted).flaws


def test_a_whole_site_has_no_flaw(tmp_path: Path) -> None:
    lay(tmp_path, WHOLE)
    found = verify(tmp_path, WANTED)
    assert found.flaws == []
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert (found.pages, found.files) == (3, len(files))
    assert found.size == sum(file.stat().st_size for file in files)


@pytest.mark.parametrize(
    ("body", "kind", "detail"),
    [
        ("\uffffbody\uffff", "slot", ""),
        ('<a href="gone/">', "link", "gone/"),
        ('<a href="#gone">', "link", "#gone"),
        ('<a href="events/b/#gone">', "link", "events/b/#gone"),
        ('<a href="events/b">', "link", "events/b"),
        ('<a href="Events/b/">', "link", "Events/b/"),
        ('<a href="events/&#x62;&#x2f;#gone">', "link", "events/b/#gone"),
        ('<a href="https://example.org/repo/gone/">', "link", "https://example.org/repo/gone/"),
        ('<a href="javascript:alert(1)">', "link", "javascript:alert(1)"),
        ('<a href="http://example.org/">', "link", "http://example.org/"),
        ('<a href="//example.org/">', "link", "//example.org/"),
        ('<a href="https:gone/">', "link", "https:gone/"),
        ('<A HREF="gone/">', "link", "gone/"),
        ('<a title="see href=" href="gone/">', "link", "gone/"),
        ('<a hidden\nhref="gone/">', "link", "gone/"),
        ('<img src="gone.png">', "link", "gone.png"),
        ('<img src="assets/i.svg" srcset="assets/i.svg 1x, gone.png 2x">', "link", "gone.png"),
        ('<video poster="gone.png"></video>', "link", "gone.png"),
        ('<form action="gone/"></form>', "link", "gone/"),
        ('<button formaction="gone/">', "link", "gone/"),
        ('<object data="gone/"></object>', "link", "gone/"),
        ('<svg><use xlink:href="#gone"/></svg>', "link", "#gone"),
        ('<svg><path fill="url(#gone)"/></svg>', "link", "#gone"),
        ('<meta http-equiv="refresh" content="0; url=gone/">', "link", "gone/"),
        ('<ol data-facets="./assets/gone.json"></ol>', "link", "./assets/gone.json"),
        ('<a href="../up/">', "link", "../up/"),
        ('<a href="/events/a/">', "link", "/events/a/"),
        # Neither a name nor a text that looks like an attribute is something to lead to.
        ('<a name="old">س</a><a href="#old">', "link", "#old"),
        ('<p>An id="text" of prose</p><a href="#text">', "link", "#text"),
        ("<a href='events/a/'>", "form", "<a href='events/a/'>"),
        ("<a href=gone>", "form", "<a href=gone>"),
        ('<a title="<" href="events/a/">', "form", '<a title="<" href="events/a/">'),
        ("<!-- x -->", "form", "<!-- x -->"),
        # Browsers take spaces away before an address; one would not be seen.
        ('<a href=" gone/">', "form", '<a href=" gone/">'),
        ('<IMG SRC="\n//elsewhere.example">', "form", '<IMG SRC="\n//elsewhere.example">'),
        ('<p id="x">', "id", "x"),
        ('<p style="color:red">', "policy", "<p> style"),
    ],
)
def test_finds_each_flaw_of_a_page(tmp_path: Path, body: str, kind: str, detail: str) -> None:
    page = f'{HEAD}{CANONICAL.format("")}<p id="x">{body}'
    found = flaws(tmp_path, {"index.html": page})
    # Some of what leads nowhere may not be in a page at all.
    assert [flaw for flaw in found if kind == "policy" or flaw.kind != "policy"] == [
        Flaw("index.html", kind, detail)
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('lang="ar" dir="rtl"', "", "direction"),
        ("<title>ع</title>", "", "title"),
        ("<title>ع</title>", "<title> · اسم الموقع</title>", "title"),
        ("<title>ع</title>", "<title>\n</title>", "title"),
        ("<title>ع</title><body>", "<body><svg><title>رسم</title></svg>", "title"),
        ("<h1>ع</h1>", "", "heading"),
        ("<h1>ع</h1>", "<h1><b> </b></h1>", "heading"),
    ],
)
def test_a_page_says_what_it_is(tmp_path: Path, old: str, new: str, kind: str) -> None:
    page = WHOLE["index.html"].replace(old, new)
    assert flaws(tmp_path, {"index.html": page}) == [Flaw("index.html", kind)]


@pytest.mark.parametrize("title", ["· ع · اسم الموقع", "·", "ع ·"])
def test_a_title_may_have_any_character(tmp_path: Path, title: str) -> None:
    page = WHOLE["index.html"].replace("<title>ع</title>", f"<title>{title}</title>")
    assert flaws(tmp_path, {"index.html": page}) == []


def test_a_value_that_is_no_address_may_begin_with_a_space(tmp_path: Path) -> None:
    body = '<p title=" x" class=" y"><a title="see href=" hidden href="events/a/">'
    page = f'{HEAD}{CANONICAL.format("")}<p id="x">{body}'
    assert flaws(tmp_path, {"index.html": page}) == []


@pytest.mark.parametrize(
    ("file", "text", "detail"),
    [
        ("assets/s.css", "a{background:url(gone.svg)}", "gone.svg"),
        ("assets/s.css", '@import "gone.css";', "gone.css"),
        ("assets/m.js", 'import { a } from "./gone.js";', "./gone.js"),
        ("assets/m.js", 'await import("./gone.js");', "./gone.js"),
        ("404.html", f'{HEAD}<a href="/other/">', "/other/"),
    ],
)
def test_finds_links_in_other_files(tmp_path: Path, file: str, text: str, detail: str) -> None:
    assert flaws(tmp_path, {file: text}) == [Flaw(file, "link", detail)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"assets/i.svg": None, "assets/s.css": "", "index.html": None}, {("", "missing")}),
        ({"404.html": None}, {("404.html", "missing-file")}),
        ({"notes.txt": "x"}, {("notes.txt", "stray")}),
        ({"extra/index.html": HEAD}, {("extra/index.html", "stray")}),
        ({".hidden/x.js": ""}, {(".hidden/x.js", "stray")}),
        ({"events/c/index.html": HEAD}, {("events/c/index.html", "stray"), ("events/", "more")}),
        (
            {"events/b/index.html": None},
            {("events/b/", "missing"), ("events/", "fewer")},
        ),
        ({"assets/I.svg": "<svg/>"}, {("assets/i.svg", "case")}),
        ({"data/events.csv": "a"}, {("data/events.csv", "stray"), ("data/events.csv", "unread")}),
        ({"assets/more.json": "[]"}, {("assets/more.json", "unread")}),
    ],
)
def test_neither_more_nor_fewer(
    tmp_path: Path, change: Mapping[str, str | None], expected: set[tuple[str, str]]
) -> None:
    found = {(flaw.page, flaw.kind) for flaw in flaws(tmp_path, change) if flaw.kind != "link"}
    assert found == expected


def test_a_page_says_where_it_stands(tmp_path: Path) -> None:
    swapped = {"events/a/index.html": WHOLE["events/b/index.html"]}
    found = flaws(tmp_path, swapped)
    assert Flaw("events/a/index.html", "address", "https://example.org/repo/events/b/") in found
    moved = replace(WANTED, moved={"events/a/": "events/b/"})
    assert not [flaw for flaw in flaws(tmp_path, swapped, wanted=moved) if flaw.kind == "address"]


@pytest.mark.parametrize(
    ("text", "kind", "detail"),
    [
        ('["a"]', "fewer", "events: b"),
        ('["a", "b", "c"]', "more", "events: c"),
        ('["a", "b", "a"]', "twice", "events: a"),
        ('["b", "a"]', "order", "events: b"),
        ("[", "unreadable", ""),
    ],
)
def test_an_export_says_what_it_holds(tmp_path: Path, text: str, kind: str, detail: str) -> None:
    found = flaws(tmp_path, {"data/events.json": text})
    name = "data/events.json" if kind == "unreadable" else "events"
    assert Flaw(name, kind, detail) in found


def test_an_export_may_stand_in_several_files(tmp_path: Path) -> None:
    parts = {"data/events.json": None, "data/p-1.json": '["a"]', "data/p-2.json": '["b"]'}
    export = replace(EXPORT, files=("data/p-*.json",))
    wanted = replace(WANTED, files=("404.html", "assets/*", "data/p-*"), exports=(export,))
    assert flaws(tmp_path, parts, wanted=wanted) == []
    both = {"data/p-2.json": '["b", "a"]'}
    assert flaws(tmp_path, parts, both, wanted=wanted) == [Flaw("events", "twice", "events: a")]
    shared = replace(export, wanted={"events": Entries(("a", "b"), repeated=True)})
    wanted = replace(wanted, exports=(shared,))
    assert flaws(tmp_path, parts, both, wanted=wanted) == []
    again = {"data/p-2.json": '["b", "b"]'}
    assert flaws(tmp_path, parts, again, wanted=wanted) == [Flaw("data/p-2.json", "twice", "b")]


def test_links_of_an_export_lead_somewhere(tmp_path: Path) -> None:
    def pages(data: bytes) -> Mapping[str, Iterable[str]]:
        return {"links": json.loads(data)}

    export = replace(EXPORT, read=pages, wanted={}, links="links")
    wanted = replace(WANTED, exports=(export,))
    links = {"data/events.json": '["events/a/", "events/c/", "events/b/#y", "events/b/#z"]'}
    found = [flaw.detail for flaw in flaws(tmp_path, links, wanted=wanted)]
    assert found == ["events/c/", "events/b/#z"]


def test_an_address_in_a_text_is_no_link(tmp_path: Path) -> None:
    text = f'{HEAD}{CANONICAL.format("")}<p id="x">&lt;a href="gone/"&gt; or just href="gone/"</p>'
    assert flaws(tmp_path, {"index.html": text}) == []


def test_pages_have_names_in_any_script(tmp_path: Path) -> None:
    lay(tmp_path, {"دليل/index.html": HEAD})
    assert verify(tmp_path, Wanted(pages=("%D8%AF%D9%84%D9%8A%D9%84/",))).flaws == []


def test_two_wanted_pages_of_one_address_are_a_flaw(tmp_path: Path) -> None:
    wanted = replace(WANTED, pages=(*WANTED.pages, "events/a/"))
    assert flaws(tmp_path, wanted=wanted) == [Flaw("events/a/", "pages-of-one-address")]


def test_pages_of_one_address_are_counted_in_one_pass(tmp_path: Path) -> None:
    class Pages(tuple[str, ...]):
        __slots__ = ()

        def count(self, value: object) -> int:
            raise AssertionError(value)

    pages = Pages(("a/", "a/", "b/"))
    found = verify(tmp_path, Wanted(pages=pages)).flaws
    assert [flaw.page for flaw in found if flaw.kind == "pages-of-one-address"] == ["a/"]


def test_the_work_grows_as_the_site_does(tmp_path: Path) -> None:
    def work(size: int) -> Callable[[], object]:
        ids = [f"e{i}" for i in range(size)]
        links = "".join(f'<a href="../{i}/#x">س</a>' for i in ids[:10])
        pages = {f"events/{i}/index.html": f'{HEAD}<p id="x">{links}' for i in ids}
        root = lay(tmp_path / str(size), pages, {"data/events.json": json.dumps(ids)})
        export = replace(EXPORT, wanted={"events": Entries(ids, ordered=True)})
        wanted = Wanted(
            pages=tuple(f"events/{i}/" for i in ids),
            records={"events": ids},
            files=("data/events.json",),
            exports=(export,),
        )
        assert verify(root, wanted).flaws == []
        return lambda: verify(root, wanted)

    assert growth(work, 30) < LINEAR
