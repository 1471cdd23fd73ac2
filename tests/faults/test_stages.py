"""An error in each stage of a build: the old site stands, and nothing is left behind."""

import pytest

from tests.faults.places import Place
from tests.faults.server import ERRORS

BEFORE_THE_SWAP = ("recover", "check", "docs", "pages", "fonts", "index", "verify")
STATUS = {"KeyboardInterrupt": 130}
# What fails there is told in a line, with the page or file that it was making.
NAMED = ("pages", "fonts")


@pytest.mark.slow
@pytest.mark.parametrize("stage", [*BEFORE_THE_SWAP, "swap"])
def test_an_error_in_any_stage_leaves_the_old_site(place: Place, stage: str) -> None:
    for error in ERRORS:
        for when in ("before",) if stage == "swap" else ("before", "after"):
            ended = place.hold(1, **{"raise": [stage, when], "error": error})
            assert ended.status == STATUS.get(error, 1), ended
            assert place.last == 0
            place.clean()
            is_bug = error in {"bug", "UnicodeError"} and stage not in NAMED
            assert ("Traceback" in ended.err) == is_bug, ended.err
            assert ended.err
    place.mend(1)


@pytest.mark.slow
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_after_the_swap_leaves_the_new_site(place: Place, error: str) -> None:
    which = 1
    for two_renames in (False, True):
        order = {"raise": ["swap", "after"], "error": error, "two_renames": two_renames}
        ended = place.hold(which, **order)
        assert ended.status == STATUS.get(error, 1)
        assert place.last == which
        place.clean()
        which = 1 - which


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "two_renames"),
    [(1, False), (2, False), (15, False), (15, True)],
    ids=["SIGHUP", "SIGINT", "SIGTERM", "SIGTERM, two renames"],
)
def test_a_signal_at_any_moment_leaves_a_whole_site(
    place: Place, *, number: int, two_renames: bool
) -> None:
    """Before some calls of the system, and before each of the swap."""
    for within, step in ((None, 97), (["swap", "flush"], 1)):
        for at in range(1, 2000, step):
            ended = place.hold(
                1 - place.last, at=at, within=within, signal=number, two_renames=two_renames
            )
            assert ended.status in {0, 128 + number}, ended
            assert place.site.is_dir()  # nothing is left to be put back
            if ended.status == 0 and ended.touched < at:
                break
            # Asked to end while it cleans up, it may leave what the next one finds.
            if place.look(place.folder / ".site-building"):
                place.mend(place.last)
            place.clean()
        else:
            pytest.fail("it never came to an end")
