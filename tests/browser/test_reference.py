"""The rules in a real browser: found by a word, led to by a code."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import Pages
from timeline.rules.table import TABLE


def test_rules_are_found_by_words_and_codes(page: Pages, home: str) -> None:
    view = page(f"{home}contribute/rules/")
    words = view.locator("#reference-words")
    rules = view.locator(".reference-rule:visible")
    words.fill("d207")
    expect(rules).to_have_count(1)
    expect(view.locator(".reference-family:visible")).to_have_count(1)
    words.fill("زرافه")
    expect(rules).to_have_count(0)
    expect(view.locator(".reference-find output")).not_to_be_empty()
    words.fill("")
    expect(rules).to_have_count(len(TABLE))
    expect(view.locator(".reference-find output")).to_be_empty()


def test_an_address_leads_to_its_rule_whatever_was_typed(page: Pages, home: str) -> None:
    view = page(f"{home}contribute/rules/")
    view.locator("#reference-words").fill("d207")
    view.evaluate("location.hash = '#F102'")
    expect(view.locator("#F102")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["rules", "fields", "dates"])
def test_code_runs_left_to_right(page: Pages, home: str, path: str) -> None:
    view = page(f"{home}contribute/{path}/")
    directions = view.locator("main code").evaluate_all(
        "all => [...new Set(all.map(code => getComputedStyle(code).direction))]"
    )
    assert directions == ["ltr"]
