"""A sample of what the other files here try in full: enough to notice that a promise is broken."""

from tests.faults.orders import KILLED
from tests.faults.places import Place


def test_a_build_that_is_killed_leaves_a_whole_site(place: Place) -> None:
    """In the midst of pages, between two renames, just after the swap, and while it cleans."""
    pages = place.hold(1, at=100, within=["pages"])
    renamed = place.hold(1, at=5, within=["swap"], two_renames=True)
    assert not place.site.exists()
    swapped = place.hold(1, at=3, within=["swap"])
    assert place.last == 1
    cleaning = place.hold(0, at=60, within=["clear"])
    assert [end.status for end in (pages, renamed, swapped, cleaning)] == [KILLED] * 4
    place.mend(0)


def test_a_build_that_is_asked_to_end_leaves_nothing_behind(place: Place) -> None:
    ended = place.hold(1, at=100, within=["pages"], signal=15)
    assert (ended.status, ended.err) == (143, "توقّف قبل أن ينتهي.\n")
    place.clean()


def test_what_the_system_refuses_is_told_and_leaves_nothing_behind(place: Place) -> None:
    ended = place.hold(1, file_size=4096)
    assert ended.status == 1
    assert ended.err.startswith("تعذّرت كتابة الموقع: ")
    assert place.last == 0
    place.clean()
