"""What a preview shows: pages as the records are, and what is wrong with them over the last good."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from tests.contents import lay
from tests.folders import RICH, SMALL
from timeline.checking import check
from timeline.preview.showing import Change, Preview
from timeline.publishing.publish import publish
from timeline.reading.finding import Finding
from timeline.reading.handwritten import Found
from timeline.reading.memory import Memory
from timeline.rules.rule import EVENT, Example
from timeline.rules.vocabularies import UnusedEntry

BRIDGE = "/events/bridge-opened/"


class Shown:
    """A preview of a folder, and how often MkDocs was run for it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.content = folder / "content"
        (folder / "made").mkdir()
        checking = partial(check, self.content, untitled="الخط الزمني", memory=Memory())
        self.preview = Preview(self.content, folder / "made", checking)
        self.builds = 0

        def counted(config: MkDocsConfig) -> None:
            self.builds += 1
            build(config)

        monkeypatch.setattr("timeline.publishing.publish.build", counted)

    def lay(self, *files: Example) -> Change:
        lay(self.content, *files)
        change = self.preview.follow()
        assert change is not None
        return change

    def get(self, path: str, status: HTTPStatus = HTTPStatus.OK) -> str:
        answer = self.preview.answer(path)
        assert answer.status == status
        return answer.body.decode()

    def panel(self, path: str = BRIDGE) -> str:
        found = re.search(r'<aside class="preview-panel.*?</aside>', self.get(path), re.DOTALL)
        assert found
        return found[0]


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    return Shown(tmp_path, monkeypatch)


def test_an_edit_is_shown_and_nothing_is_built_again(shown: Shown) -> None:
    shown.lay(RICH)
    assert "افتتاح الجسر" in shown.get(BRIDGE)
    change = shown.lay(
        {"events/2017/work-began.yml": RICH["events/2017/work-began.yml"].replace("بدء", "انطلاق")}
    )
    assert change.files == ("events/2017/work-began.yml",)
    assert "انطلاق العمل" in shown.get("/events/work-began/")
    assert "انطلاق العمل" in shown.get("/")
    assert "انطلاق العمل" in shown.get(BRIDGE)
    assert shown.builds == 1
    assert shown.preview.follow() is None


def test_pages_are_those_that_are_published(shown: Shown, tmp_path: Path) -> None:
    shown.lay(RICH, {"pages/essay.md": "# مقال\n\nنص.\n"})
    site = tmp_path / "site"
    publish(check(shown.content, untitled="الخط الزمني"), shown.content, site)
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix()
        if path == "404.html":
            continue
        html = shown.get(f"/{path}")
        assert shown.get(f"/{path.removesuffix('index.html')}") == html
        html = re.sub(r'<link rel="stylesheet" href="/@preview.*?</script>', "", html)
        html = re.sub(r'<aside class="preview-panel.*?</aside>', "", html, flags=re.DOTALL)
        in_site = file.read_text("utf-8")
        # The one word that differs: a preview says in its dialog that it has no search.
        html, in_site = (re.sub(r'data-failed="[^"]*"', "", text) for text in (html, in_site))
        assert html == in_site, path
    for file in (*site.glob("data/*"), *site.glob("assets/*")):
        answer = shown.preview.answer(f"/{file.relative_to(site).as_posix()}")
        assert answer.body == file.read_bytes()
    # A site holds nothing of a preview; the suggestion form's script of that name is its own.
    assert not [p for p in site.rglob("*preview*") if not p.name.startswith("suggest-")]
    assert "@preview" not in (site / "index.html").read_text("utf-8")


def test_an_error_is_told_over_the_last_good_page(shown: Shown) -> None:
    shown.lay(SMALL)
    good = shown.get(BRIDGE)
    assert "hidden" in shown.panel()
    change = shown.lay({"events/bridge-opened.yml": EVENT.replace('"2019-03"', '"2019-02-30"')})
    assert [finding.rule for finding in change.findings] == ["impossible-day"]
    panel = shown.panel()
    assert "content/events/bridge-opened.yml:2:7" in panel
    assert "D203 impossible-day" in panel
    assert "لا وجود لهذا اليوم" in panel
    assert "<mark>&#34;2019-02-30&#34;</mark>" in panel
    assert "الحل:" in panel
    assert 'role="alert"' in panel
    body = re.compile(r"<main.*</main>", re.DOTALL)
    assert body.findall(shown.get(BRIDGE)) == body.findall(good)
    shown.lay({"events/bridge-opened.yml": EVENT})
    assert "hidden" in shown.panel()
    assert shown.builds == 1


def test_errors_at_the_start_are_a_page_of_their_own(shown: Shown) -> None:
    shown.lay(SMALL, {"events/bridge-opened.yml": EVENT.replace("title", "titel")})
    panel = shown.panel("/")
    assert "F102 unknown-field" in panel
    assert shown.panel("/events/anything/") == panel
    assert shown.preview.answer("/data/events.json").status == HTTPStatus.NOT_FOUND
    style = re.findall(r'href="(/\S*?\.css)"', shown.get("/"))
    assert len(style) == 2
    for path in style:
        shown.get(path.replace("/./", "/"))
    shown.lay({"events/bridge-opened.yml": EVENT})
    assert "hidden" in shown.panel()


def test_what_only_warns_stands_folded_up(shown: Shown) -> None:
    shown.lay(SMALL, {"events/bridge-opened.yml": EVENT.replace("[report]", "[report, report]")})
    panel = shown.panel()
    assert "R313 repeated-reference" in panel
    assert "<details>" in panel
    assert "role=" not in panel


def test_a_record_that_is_deleted_and_comes_back(shown: Shown) -> None:
    shown.lay(SMALL, {"events/second.yml": EVENT})
    shown.get("/events/second/")
    shown.lay({"events/second.yml": None})
    assert "هذه الصفحة غير موجودة" in shown.get("/events/second/", HTTPStatus.NOT_FOUND)
    assert "preview.js" in shown.get("/events/second/", HTTPStatus.NOT_FOUND)
    shown.lay({"events/second.yml": EVENT})
    shown.get("/events/second/")


def test_a_page_is_shown_before_all_is_remarked(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.lay(SMALL)
    told: list[tuple[bool, bool]] = []

    def look(_: object) -> Iterator[Finding]:
        told.append(("معدّل" in shown.get(BRIDGE), "R321" in shown.panel()))
        yield from ()

    monkeypatch.setattr(UnusedEntry, "check", look)
    version = shown.preview.wait("", 0)
    shown.lay({"events/bridge-opened.yml": EVENT.replace("الجسر\n", "الجسر معدّل\n", 1)})
    assert told == [(True, False)]
    once = shown.preview.wait("", 0)
    assert once != version
    monkeypatch.undo()
    # What is remarked after that makes another version, where it is new.
    shown.lay({"sources/second.yml": "title: بيان\n"})
    assert "R321" in shown.panel()
    twice = shown.preview.wait("", 0)
    assert [int(str(v).rpartition("-")[2]) for v in (version, once, twice)] == [1, 2, 4]


def test_half_a_file(shown: Shown) -> None:
    shown.lay(SMALL)
    shown.lay({"events/bridge-opened.yml": EVENT.encode()[:8]})  # in the middle of a letter
    assert "not-utf-8" in shown.panel()
    assert "افتتاح الجسر" in shown.get(BRIDGE)
    shown.lay({"events/bridge-opened.yml": ""})
    assert 'class="preview-fault error"' in shown.panel()
    shown.lay({"events/bridge-opened.yml": EVENT})
    assert "hidden" in shown.panel()


@pytest.mark.parametrize(
    ("files", "seen"),
    [
        ({"timeline.yml": "title: اسم جديد\n"}, lambda html: "اسم جديد</a>" in html),
        # The day on which the record stands is in the footer.
        (
            {"events/bridge-opened.yml": EVENT + 'added: "2020-05-06"\n'},
            lambda html: "6 أيار/مايو 2020" in html,
        ),
        # A first place makes a section, with its entry in the header.
        (
            {"events/bridge-opened.yml": EVENT + "places: [mosul]\n"},
            lambda html: 'href="../../places/"' in html,
        ),
        ({"pages/essay.md": "# مقال\n"}, lambda html: 'href="../../essay/"' in html),
    ],
)
def test_what_stands_on_every_page(
    shown: Shown, files: Example, seen: Callable[[str], bool]
) -> None:
    shown.lay(SMALL)
    assert not seen(shown.get(BRIDGE))
    shown.lay(files)
    assert seen(shown.get(BRIDGE))
    assert shown.builds == 2


def test_a_request_that_is_under_way_while_all_is_made_again(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.lay(SMALL, {"pages/essay.md": "# مقال\n\nأول.\n"})
    read = Path.read_text
    edits = iter(["ثانٍ"])

    def slow(file: Path, encoding: str) -> str:
        if file.parent.name == "essay":
            for edit in edits:
                shown.lay({"pages/essay.md": f"# مقال\n\n{edit}.\n"})
        return read(file, encoding)

    monkeypatch.setattr("timeline.preview.showing._read", lambda file: slow(file, "utf-8"))
    assert "أول." in shown.get("/essay/")
    assert "ثانٍ." in shown.get("/essay/")
    shown.lay({"pages/essay.md": "# مقال\n\nثالث.\n"})
    folders = list((shown.content.parent / "made").iterdir())
    assert len(folders) == 2  # what is shown, and what it took the place of


def test_pages_written_by_hand_follow_too(shown: Shown) -> None:
    shown.lay(SMALL, {"pages/مقال.md": "# مقال\n\nأول.\n"})
    assert "أول." in shown.get("/%D9%85%D9%82%D8%A7%D9%84/")
    shown.lay({"pages/مقال.md": "# مقال\n\nثانٍ.\n"})
    assert "ثانٍ." in shown.get("/%D9%85%D9%82%D8%A7%D9%84/")
    location = shown.preview.answer("/%D9%85%D9%82%D8%A7%D9%84").location
    assert location == "%D9%85%D9%82%D8%A7%D9%84/"


def test_what_mkdocs_refuses_is_told_in_the_page(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.lay(SMALL)
    # The check reads a page from less deep within the program, and has let it pass.
    monkeypatch.setattr("timeline.reading.handwritten.read_markdown", lambda _: Found())
    deep = "".join(f"{'    ' * depth}- أ\n" for depth in range(250))
    change = shown.lay({"pages/deep.md": deep})
    assert change.failures
    assert "RecursionError" in shown.panel()
    assert "افتتاح الجسر" in shown.get(BRIDGE)
    shown.lay({"pages/deep.md": None})
    assert "hidden" in shown.panel()


def test_a_fault_of_the_program_does_not_end_it(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.lay(SMALL)
    monkeypatch.setattr("timeline.preview.showing.frames_of", lambda _: 1 // 0)
    change = shown.lay({"events/bridge-opened.yml": EVENT + "milestone: true\n"})
    assert change.failures == ("ZeroDivisionError: integer division or modulo by zero",)
    assert "ZeroDivisionError" in shown.panel()


def test_stands_below_the_path_of_its_host_too(shown: Shown) -> None:
    shown.lay(RICH)  # whose site_url ends in /repo/
    assert shown.get("/repo/events/bridge-opened/") == shown.get(BRIDGE)
    assert 'href="/repo/' in shown.get("/events/gone/", HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize(
    "path",
    [
        "/../content/timeline.yml",
        "/assets/../../content/timeline.yml",
        "/%2e%2e/content/timeline.yml",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/etc/passwd%00.html",
        "/..\\content\\timeline.yml",
        "/@preview/../../secret",
        "/@preview/preview.js/",
        "/content/timeline.yml",
    ],
)
def test_no_path_leads_out_of_the_site(shown: Shown, path: str) -> None:
    shown.lay(RICH)
    assert shown.preview.answer(path).status == HTTPStatus.NOT_FOUND


def test_text_of_a_record_is_escaped_in_the_panel(shown: Shown) -> None:
    shown.lay(SMALL)
    bad = EVENT.replace("[report]", '["</aside><script>alert(1)</script>"]')
    shown.lay({"events/bridge-opened.yml": bad})
    assert "<script>alert" not in shown.get(BRIDGE)
    assert "&lt;script&gt;alert" in shown.panel()
