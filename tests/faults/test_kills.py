"""Builds that are killed: at any moment the site is the old one or the new one, byte for byte."""

from collections import Counter
from random import Random
from typing import Final

import pytest

from tests.faults.orders import KILLED
from tests.faults.places import Place

SEED: Final = 20261122
KILLS: Final = 50  # for each of the two ways to swap
ways = pytest.mark.parametrize("two_renames", [False, True], ids=["exchange", "two renames"])


@pytest.mark.slow
@ways
def test_builds_killed_at_random_moments(
    place: Place, *, two_renames: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    random = Random(SEED)
    lasts, calls = 1.0, 400
    for attempt in range(4 * KILLS):
        if place.killed.total() == KILLS:
            break
        which = 1 - place.last
        if attempt % 2:  # much of the time it only computes: so also before any call of the system
            moment: dict[str, float] = {"at": random.randint(1, calls)}
        else:
            moment = {"after": random.random() * lasts}
        told = f"seed {SEED}, attempt {attempt}, {moment} of {lasts:.3f} s and {calls} calls"
        ended = place.hold(which, **moment, two_renames=two_renames)
        assert ended.status in {0, KILLED}, (told, ended)
        if ended.status == 0:
            lasts, calls = ended.seconds, ended.touched
        if random.random() < 0.8:  # else the next one is killed too
            place.mend(random.choice([0, 1]))
    place.mend(1 - place.last)
    assert place.killed.total() == KILLS
    _tell(capsys, place.killed, place.compared)


@pytest.mark.slow
@ways
def test_builds_killed_at_each_call_of_the_swap(
    place: Place, *, two_renames: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before each call of the system, and so after each; of the many elsewhere, some."""
    elsewhere = () if two_renames else ((["clear"], 40), (["start"], 12))  # where it is the same
    for within, step in ((["recover", "swap", "flush"], 1), *elsewhere):
        for at in range(1, 1000, step):
            ended = place.hold(1 - place.last, at=at, within=within, two_renames=two_renames)
            if ended.status == 0:
                break
            assert ended.status == KILLED, ended
            place.mend(1 - place.last if at % 2 else place.last)
        else:
            pytest.fail("it never came to an end")
    _tell(capsys, place.killed, place.compared)


@pytest.mark.slow
def test_builds_killed_while_they_put_an_old_site_back(place: Place) -> None:
    """A second and a third kill, in what is to mend the first."""
    killed: Counter[str] = Counter()
    for where in (5, 6):  # between the renames, and when the old one has yet to be put away
        for at in range(1, 10, 7 - where):
            which = 1 - place.last
            first = place.hold(which, at=where, within=["swap"], two_renames=True)
            assert first.status == KILLED
            ended = place.hold(which, at=at, within=["recover", "clear"])
            killed[ended.stage] += 1
            place.mend(which)
    assert killed["recover"] >= 3, killed


def _tell(capsys: pytest.CaptureFixture[str], killed: Counter[str], compared: int) -> None:
    """Where kills landed, for whoever runs this with -s."""
    with capsys.disabled():
        stages = ", ".join(f"{stage} {n}" for stage, n in killed.most_common())
        print(f"\n{killed.total()} kills ({stages}); {compared:,} bytes compared")  # noqa: T201
