"""The site of the rich content folder, and its pages by their URLs."""

import pytest

from tests.folders import RICH, checked
from timeline.messages import Language, messages
from timeline.render.page import Page
from timeline.render.site import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    result = checked(tmp_path_factory.mktemp("rich"), RICH)
    assert result.dataset is not None
    assert result.order is not None
    return Site(result.dataset, result.order, messages(Language.ARABIC), "content")


@pytest.fixture(scope="session")
def pages(site: Site) -> dict[str, Page]:
    return {page.url: page for page in site.pages()}
