"""Settings of all tests."""

import os

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.scheduler.protocol import Scheduling

# Nothing is kept from one test to the next, nor outside of its folder; what keeps is told where.
os.environ["TIMELINE_NO_CACHE"] = "1"

# The same examples in every run, and none refused for being slow on a slow machine.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


# Files whose tests share what takes long to make: a browser and the sites in it, the fonts, the
# program that is harmed.
TOGETHER = ("/browser/", "/render/test_assets.py", "/faults/")


class SomeFilesTogether(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Spreads tests over processes one by one, those that share much a file at a time.

    Marks would say so too
    (`--dist loadgroup`), but pytest 9.2 does not take the names that xdist 3.8 gives to groups.
    """

    def _split_scope(self, nodeid: str) -> str:
        shares = any(name in nodeid for name in TOGETHER)
        return nodeid.partition("::")[0] if shares else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Use the scheduling above with `--dist load`, the default of `-n`."""
    return SomeFilesTogether(config, log)
