"""SECURITY.md: each promise names tests, and they are there."""

import re

from tests.test_documents import ROOT, code, rows, section

SECURITY = "SECURITY.md"


def test_each_promise_names_tests_that_are_there() -> None:
    promises = rows(section(SECURITY, "Promises"))
    assert promises
    for promise, tests in promises:
        named = code(tests)
        assert named, promise
        for name in named:
            file, _, function = name.partition("::")
            assert (ROOT / file).is_file(), f"{promise}: {name}"
            text = (ROOT / file).read_text("utf-8")
            assert not function or re.search(rf"^def {function}\(", text, re.MULTILINE), name
