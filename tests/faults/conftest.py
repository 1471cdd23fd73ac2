"""What the tests of faults share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.orders import Server, server
from tests.faults.places import Place


@pytest.fixture(scope="session")
def harmed() -> Iterator[Server]:
    with server() as started:
        yield started


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, harmed: Server) -> Path:
    """Both contents as they are published unharmed, in folders named 0 and 1."""
    folder = tmp_path_factory.mktemp("published")
    place = Place(folder, harmed)
    for which in (0, 1):
        ended = place.build(which)
        assert ended.status == 0, ended.err
        place.site.rename(folder / str(which))
    return folder


@pytest.fixture
def place(tmp_path: Path, harmed: Server, published: Path) -> Place:
    return Place(tmp_path, harmed, published)


@pytest.fixture
def mountpoint() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
