"""What the tests of faults share."""

from collections.abc import Iterator

import pytest

from tests.faults.orders import Server, server


@pytest.fixture(scope="session")
def harmed() -> Iterator[Server]:
    with server() as started:
        yield started
