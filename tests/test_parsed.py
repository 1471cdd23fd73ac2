"""The parser that tests look at pages with sees what a browser sees."""

from tests.parsed import Element, elements


def seen(html: str) -> list[Element]:
    return [e for e in elements(html) if e.tag not in {"html", "head", "body"}]


def test_names_attributes_and_texts() -> None:
    assert seen('<p id=a hidden>أ<b>ب</b>ج<!-- x -->د</p><svg><a xlink:href="u"/></svg>&lt;') == [
        Element("p", {"id": "a", "hidden": ""}, "أ", ""),
        Element("b", {}, "ب", "جد"),
        Element("svg", {}, "", "<"),
        Element("a", {"xlink:href": "u"}, "", ""),
    ]


def test_what_a_browser_makes_of_broken_markup() -> None:
    assert [e.tag for e in seen("<p>أ<p>ب<script>'</p><b>'</script><table><i>")] == [
        *("p", "p", "script", "i", "table"),
    ]
    assert [e for e in elements("<body onload=x>") if e.attributes == {"onload": "x"}]


def test_what_a_template_holds() -> None:
    assert [e.tag for e in seen("<template><p>أ<template><b>ب</b></template></template>")] == [
        *("template", "p", "template", "b"),
    ]
