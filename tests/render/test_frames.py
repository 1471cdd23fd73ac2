"""The theme's frame, cut and stamped."""

from timeline.render.frames import SLOTS, cut
from timeline.render.page import FRAMES, Page

FRAME = (
    f'<title>{SLOTS["title"]}</title><link href="{SLOTS["canonical"]}">'
    f'<meta content="{SLOTS["description"]}"><main>{SLOTS["body"]}</main>'
)


def test_stamps_a_page_into_its_frame() -> None:
    page = Page("events/a/", "events", "عنوان", "وصف", lambda: "<p>نص</p>")
    html = cut(FRAME).page(page, "الاسم", "https://example.org/repo/")
    assert html == (
        "<title>عنوان · الاسم</title>"
        '<link href="https://example.org/repo/events/a/">'
        '<meta content="وصف"><main><p>نص</p></main>'
    )


def test_escapes_all_but_the_body() -> None:
    page = Page("a/", "events", "<b>", '" onload="x', lambda: "<p></p>")
    html = cut(FRAME).page(page, "<i>", None)
    assert "<title>&lt;b&gt; · &lt;i&gt;</title>" in html
    assert 'content="&#34; onload=&#34;x"' in html


def test_a_mark_in_a_page_is_only_text() -> None:
    page = Page("a/", "events", SLOTS["body"], "x", lambda: "<p>نص</p>")
    html = cut(FRAME).page(page, "الاسم", None)
    assert html.count("<p>نص</p>") == 1


def test_what_only_looks_like_a_mark_is_no_mark() -> None:
    page = Page("a/", "events", "عنوان", "x", lambda: "")
    for other in ("@@timeline:body@@", "\uffffother\uffff", "body"):
        assert other in cut(f"{FRAME}{other}").page(page, "الاسم", None)


def test_the_front_page_bears_the_name_of_the_site() -> None:
    html = cut(FRAME).page(Page("", "index", "الاسم", "x", lambda: ""), "الاسم", None)
    assert "<title>الاسم</title>" in html


def test_placeholders_stand_at_the_depth_of_their_pages() -> None:
    depths = {frame.name: frame.url.count("/") for frame in FRAMES}
    assert depths["index"] == 0
    assert depths["places"] == 1
    assert depths["place"] == depths["events"] == depths["year"] == 2
