"""Pages written by hand: which of their links the check can tell, and where each stands."""

from pathlib import Path

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from tests.contents import checked, lay
from tests.folders import SMALL
from timeline.cli import build
from timeline.reading.content import read_content
from timeline.reading.handwritten import EXTENSIONS
from timeline.reading.memory import Memory
from timeline.reading.pages import _MOST
from timeline.rules.rule import Example

ROOT = Path(__file__).parents[2]


def told(root: Path, text: str, *others: Example) -> list[str]:
    page = {"pages/guide.md": f"# دليل\n\n{text}\n"}
    return [
        f"{f.at.line}:{f.at.column} {f.rule} {f.facts.get('value', '')}".rstrip()
        for f in checked(root, page, *others).findings
    ]


def test_it_reads_what_is_published() -> None:
    """The extensions that MkDocs has by itself, and those that its settings name."""
    own = dict(MkDocsConfig()._schema)["markdown_extensions"].builtins  # type: ignore[attr-defined]
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    assert set(EXTENSIONS) == {*own, *settings}


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "http://example.org", "vbscript:x",
     "//example.org", "javascript&colon;x", "ftp://example.org/", "https://["],
)  # fmt: skip
def test_an_address_that_no_page_keeps_is_told_where_it_stands(
    tmp_path: Path, address: str
) -> None:
    assert told(tmp_path, f"نص [أ](<{address}>).") == [f"3:9 refused-link {address}"]
    assert told(tmp_path, f"نص\n\n![أ](<{address}>)") == [f"5:7 refused-link {address}"]
    assert told(tmp_path, f"[أ][ب]\n\n[ب]: <{address}>") == [f"5:7 refused-link {address}"]


def test_a_picture_from_elsewhere_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, "![أ](https://example.org/a.png)")
    assert found == ["3:6 refused-link https://example.org/a.png"]


def test_what_is_no_link_is_not_told(tmp_path: Path) -> None:
    text = (
        "`[أ](javascript:x)` javascript:x \\[أ](javascript:x)\n\n    [أ](none.md)\n\n"
        "```\n[أ](none.md)\n```\n\n[أ](https://example.org/#x) <a@example.md> "
        "[ب](mailto:a@example.org) [ج](#) []() [د](?x)\n\nنص[^1]\n\n[^1]: حاشية\n"
    )
    assert told(tmp_path, text) == []


def test_an_address_for_mail_is_no_page_of_the_section_that_it_stands_in(tmp_path: Path) -> None:
    page = {"pages/sources.md": "<a@example.org> [أ](mailto:none) [ب](none/)\n"}
    assert told(tmp_path, "", page) == ["1:38 broken-link none/"]


def test_each_place_of_one_address_is_told_once(tmp_path: Path) -> None:
    text = "[أ](x:y) `(x:y)`\n\n[ب](x:y)\n"
    assert told(tmp_path, text)[0] == "3:5 refused-link x:y"
    assert len(told(tmp_path, text)) == 2
    many = "".join(f"[أ](x:{n})\n" for n in range(2 * _MOST))
    assert len(told(tmp_path, many)) == _MOST


def test_an_address_that_is_spelt_otherwise_is_told_at_the_beginning(tmp_path: Path) -> None:
    assert told(tmp_path, "[أ](x\\_:y)") == ["1:1 refused-link x_:y"]
    assert told(tmp_path, "[أ](<java\tscript:x>)")[0].startswith("3:6 refused-link")


MORE: Example = {"pages/more.md": "# المزيد\n\n## قسم\n", "pages/deep/er.md": "# أ\n\n## ب\n"}


@pytest.mark.parametrize(
    "link",
    ["more.md", "./more.md", "deep/er.md", "deep/../more.md", "more.md#قسم", "#دليل", "deep/er.md#ب",
     "more.md#content_", "guide.md", "%6dore.md#%D9%82%D8%B3%D9%85", "about.md", "sources/index.md",
     "../events/bridge-opened/", "../events/bridge-opened/#x", "../sources/report/?x", "../more/",
     "../events/", "../events/index.html", "../places/nowhere/", "../gone/", "/events/none/", "picture.png",
     "deep//er.md", "/none.md", "\\none.md", "mailto:a@example.md", "https://example.md/a.md"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_or_that_only_the_build_knows(
    tmp_path: Path, link: str
) -> None:
    assert told(tmp_path, f"[أ]({link})", MORE) == []


@pytest.mark.parametrize(
    "link",
    ["none.md", "more.md#لا", "#لا", "deep/more.md", "../more.md/x.md", "events/bridge-opened.md",
     "../events/none/", "../events/none/#x", "../sources/none/index.html", "../x/../events/none/",
     "..//events/none/"],
)  # fmt: skip
def test_a_link_that_leads_nowhere(tmp_path: Path, link: str) -> None:
    assert told(tmp_path, f"[أ]({link})", MORE) == [f"3:5 broken-link {link}"]


def test_links_lead_on_from_the_page_that_they_stand_on(tmp_path: Path) -> None:
    text = "[أ](../../events/bridge-opened/) [ب](../../events/none/) [ج](er.md) [د](guide.md)\n"
    other = {"pages/deep/page.md": text, **MORE}
    assert told(tmp_path, "", other) == [
        "1:38 broken-link ../../events/none/",
        "1:73 broken-link guide.md",
    ]
    # A folder's own page stands a step higher.
    index = {"pages/deep/index.md": "[أ](../events/none/)\n", **MORE}
    assert told(tmp_path / "index", "", index) == ["1:5 broken-link ../events/none/"]


def test_a_step_up_is_one_folder(tmp_path: Path) -> None:
    others = {"pages/a/b/c.md": "[أ](../d.md) [ب](../../e.md)\n", "pages/a/d.md": "# أ\n"}
    assert told(tmp_path, "", others) == ["1:18 broken-link ../../e.md"]


def test_a_page_can_begin_with_an_empty_line_and_have_lines_across(tmp_path: Path) -> None:
    others = {"pages/more.md": "\n[أ](x:y)\n\n---\n\n[ب](none.md)\n"}
    assert told(tmp_path, "", others) == ["2:5 refused-link x:y", "6:5 broken-link none.md"]


def test_what_is_wrong_beside_pages_is_told_with_what_is_wrong_in_them(tmp_path: Path) -> None:
    others = {"events/.new.yml": SMALL["events/bridge-opened.yml"]}
    assert told(tmp_path, "[أ](x:y)", others) == ["1:1 stray-file .new.yml", "3:5 refused-link x:y"]


def test_ids_of_a_vocabulary_and_of_what_was_withdrawn(tmp_path: Path) -> None:
    others = {
        "vocabularies/places.yml": "harbour: {name: المرفأ}\n",
        "withdrawn.yml": "old: {moved_to: bridge-opened}\n",
    }
    links = "[أ](../places/harbour/) [ب](../places/none/) [ج](../events/old/)"
    assert "3:29 broken-link ../places/none/" in told(tmp_path, links, others)
    assert not [one for one in told(tmp_path, links, others) if "old/" in one]


def test_a_page_with_faults_is_told_of_them_and_is_there(tmp_path: Path) -> None:
    others = {"pages/bad.md": "---\ntitle: [a\n---\n# أ\n\n[أ](javascript:x)\n"}
    found = told(tmp_path, "[أ](bad.md#x)", others)
    assert found
    assert not [one for one in found if "link" in one]


def test_a_page_nested_without_end_is_told(tmp_path: Path) -> None:
    deep = "".join(f"{'    ' * depth}- أ\n" for depth in range(250))
    assert told(tmp_path, deep) == ["1:1 page-too-involved"]


def test_a_page_that_has_not_changed_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path, SMALL, {"pages/guide.md": "[أ](none.md) [ب](x:y)\n"})
    memory = Memory()
    first = read_content(root, memory)[1]
    monkeypatch.setattr("timeline.reading.handwritten.read_markdown", None)
    assert read_content(root, memory)[1] == first
    assert len(first) == 2


def test_what_only_the_build_finds_is_told_by_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = lay(tmp_path / "content", SMALL, {"pages/guide.md": "# دليل\n\n[أ](../gone/)\n"})
    assert build(["--content", str(content), "--site", str(tmp_path / "site")]) == 1
    said = capsys.readouterr().err
    assert "guide/index.html (content/pages/guide.md)" in said
    assert "رابط لا يقود إلى شيء: ../gone/. للإحالة إلى صفحة" in said
