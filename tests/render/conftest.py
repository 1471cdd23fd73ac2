"""The site of the rich content folder, and its pages by their URLs."""

import pytest

from tests.folders import RICH, site_of
from timeline.render import sections
from timeline.render.page import Page
from timeline.render.site import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("rich"), RICH)


@pytest.fixture(scope="session")
def pages(site: Site) -> dict[str, Page]:
    return {page.url: page for page in sections.pages(site)}
