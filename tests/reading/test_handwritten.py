"""What Markdown may do on a page written by hand."""

from markdown import Markdown

from timeline.reading.handwritten import Found, Handwritten, read_markdown, slugify


def html(text: str) -> str:
    return Markdown(extensions=[Handwritten()]).convert(text)


def test_raw_html_is_text() -> None:
    assert "<script" not in html("<script>alert(1)</script>\n\n<b onclick=x>نص</b>")
    assert "&lt;script" in html("نص <script>alert(1)</script>")


def test_links_lead_over_https_by_mail_or_within_the_site() -> None:
    kept = "[أ](https://example.org) [ب](mailto:a@example.org) [ج](../x/#y) [د](#z)"
    assert html(kept).count("<a ") == 4
    for bad in ("javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "http://example.org",
                "java\tscript:x", "vbscript:x", "//example.org", "/&Tab;/example.org"):  # fmt: skip
        assert "<a " not in html(f"[أ](<{bad}>)"), bad
    assert "<img" not in html("![أ](javascript:x)")


def test_browsers_reading_of_an_address_decides() -> None:
    for bad in ("javascript&colon;x", "&#106;avascript:x", "java&Tab;script:x", "/\\\\example.org"):
        assert "<a " not in html(f"[أ](<{bad}>)"), bad


def test_an_address_is_one_that_can_be_read_as_it_is_written_and_as_it_is_meant() -> None:
    bad = ["https&colon;//[x", "https://[::1&#93;/"]
    assert read_markdown("".join(f"[أ](<{address}>)\n" for address in bad)).refused == bad


def test_images_are_the_sites_own() -> None:
    assert html("![صورة](../picture.png)") == '<p><img alt="صورة" src="../picture.png" /></p>'
    for bad in ("https://example.org/a.png", "//example.org/a.png", "&sol;&sol;example.org/a.png"):
        assert html(f"![صورة](<{bad}>)") == "<p><span>صورة</span></p>", bad


def test_tables_bring_no_styles() -> None:
    table = Markdown(extensions=["tables", Handwritten()]).convert("|أ|ب|\n|:--|--:|\n|1|2|")
    assert "<td>1</td>" in table
    assert "style" not in table


def test_arabic_headings_have_anchors_that_make_sense() -> None:
    assert slugify("خط الأحداث: 2019", "-") == "خط-الأحداث-2019"
    assert slugify("مُسْتَشْفَى", "-") == "مستشفى"
    assert slugify("The Bridge", "-") == "the-bridge"
    assert slugify("الجـــسر", "-") == "الجسر"


def test_what_is_found_are_addresses_as_they_are_written_and_anchors_that_there_are() -> None:
    found = read_markdown("# أ\n\nنص [أ](b.md) ![أ](c.png)\n\n[أ](x:y)\n")
    assert found == Found(["b.md", "c.png"], ["x:y"], ["أ"])


def test_admonitions_take_no_classes_but_their_own() -> None:
    text = "!!! warning skip foot\n    نص\n"
    found = Markdown(extensions=["admonition", Handwritten()]).convert(text)
    assert found.startswith('<div class="admonition warning">')
