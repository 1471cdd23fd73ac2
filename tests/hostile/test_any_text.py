"""Any text at all that a record may hold, and one record in two normal forms."""

import tempfile
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contents import brief, lay
from tests.folders import SMALL
from tests.hostile.folder import folded, harmless
from tests.hostile.records import raw
from tests.hostile.test_pages import like, site_of
from tests.parsed import elements
from timeline.checking import check
from timeline.reading.characters import first_unnormalized, forbidden
from timeline.render.sections import pages
from timeline.rules.rule import event


def may_stand(text: str) -> bool:
    fits = 0 < len(folded(text)) <= 300
    return fits and not list(forbidden(text)) and first_unnormalized(text) is None


HOLDS = st.text(min_size=1, max_size=60).filter(may_stand)


@settings(max_examples=10)
@given(text=HOLDS)
def test_any_text_that_may_stand_is_text_on_its_page(text: str) -> None:
    """The elements and attributes are those of the text with dots for its active letters."""
    with tempfile.TemporaryDirectory() as folder:
        shapes = []
        for name, value in (("hostile", text), ("harmless", harmless(text))):
            written = raw(value)
            fields = {"title": written, "summary": written, "date_note": written}
            site = site_of(lay(Path(folder) / name, SMALL, event(**fields)))
            page = next(page for page in pages(site) if page.url == "events/bridge-opened/")
            shapes.append(sorted(like(element) for element in elements(page.render())))
            assert folded(value) in {
                folded(e.text) for e in elements(page.render()) if e.tag == "h1"
            }
        assert shapes[0] == shapes[1]


def test_a_record_in_another_normal_form_is_refused_with_a_mend(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "أُعلن في القرآن")
    result = check(lay(tmp_path, SMALL, event(title=decomposed)), untitled="x")
    assert [finding.rule for finding in result.findings] == ["not-normalized"]


def test_ids_that_differ_by_case_or_by_a_look_alike_are_refused(tmp_path: Path) -> None:
    text = SMALL["events/bridge-opened.yml"]
    found = brief(
        check(
            lay(
                tmp_path,
                SMALL,
                {
                    "events/2019/Bridge-opened.yml": text,
                    "events/br\u0456dge-opened.yml": text,
                    "events/bridge\u2010opened.yml": text,
                },
            ),
            untitled="x",
        )
    )
    rules = {line.rpartition(" ")[2] for line in found}
    assert {"duplicate-id", "bad-id"} <= rules
    assert sum("bad-id" in line for line in found) == 2
