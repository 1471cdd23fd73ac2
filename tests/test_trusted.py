"""scripts/trusted.py: what it measures is what is there, and what it changes stays the same."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.test_documents import code, rows

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def trusted() -> ModuleType:
    spec = importlib.util.spec_from_file_location("trusted", ROOT / "scripts" / "trusted.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_part_and_its_tests_are_there(trusted: ModuleType) -> None:
    for part, tests in trusted.PARTS.items():
        assert (ROOT / part).exists()
        assert all((ROOT / path).exists() for path in tests)
    for test in trusted.NOT_OF_MUTANTS:
        path, _, name = test.partition("::")
        assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8")


def test_coverage_fails_where_a_branch_is_not_taken(
    trusted: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[str, ...]] = []

    def run(*command: str, **_: Any) -> int:
        ran.append(command)
        return 2 if "report" in command else 0

    monkeypatch.setattr(trusted, "_run", run)
    assert trusted.main(["coverage"]) == 2
    assert "--fail-under=100" in ran[-1]
    (included,) = (word for word in ran[-1] if word.startswith("--include="))
    assert (
        included
        == "--include=timeline/dates/*,timeline/reading/*,timeline/rules/*,timeline/ordering.py"
    )


DECORATED = '''
class Day:
    @property
    def name(self) -> str:
        """Say it."""
        return f"{self.kind} day"

    @cached_property
    def kind(self) -> str:
        return "a"

@cache
def day() -> Day:
    return Day()

@lru_cache(maxsize=64)
def name(of: Day) -> str:
    return of.name
'''


def test_without_decorators_it_does_the_same(trusted: ModuleType) -> None:
    changed = trusted._undecorated(DECORATED)
    assert "@" not in changed
    assert len(changed.splitlines()) == len(DECORATED.splitlines())
    scope: dict[str, Any] = {}
    exec(changed, scope)  # noqa: S102 - a text of our own
    assert scope["name"](scope["day"]()) == "a day"


def table(under: str) -> Iterator[list[str]]:
    text = (ROOT / "tests" / "MUTANTS.md").read_text("utf-8")
    yield from rows(text.partition(f"## {under}\n")[2].partition("\n## ")[0])


def test_what_no_test_can_tell_is_code_that_is_there(trusted: ModuleType) -> None:
    """What is said to be changed in vain stands in the module; if it goes, its row goes."""
    found = list(table("Changes that no test can tell"))
    assert found
    for module, change, why in found:
        (path,) = code(module)
        assert any(path.startswith(part) for part in trusted.PARTS), path
        assert why
        now = re.sub(r"\s+", " ", (ROOT / path).read_text("utf-8"))
        (before,) = re.findall("^`([^`]+)`", change)
        assert before in now, f"{path}: {before}"
