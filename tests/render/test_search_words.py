"""Words as readers type them."""

from timeline.render.search_words import respelt


def test_gives_only_words_that_folding_changes() -> None:
    assert respelt(["داعش في الأنبار", "الأنبار 2019 ISIS"]) == ["الانبار"]
