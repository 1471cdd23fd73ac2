"""Every regular expression of the program, held against texts made to make one try and try again."""

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

import timeline

ROOT = Path(timeline.__file__).parent
LONG = 8_000  # letters: an eighth of what a record's file may have
# What reading such a text once takes is half a ms; once for each of its letters 50 ms and more.
SECONDS = 0.04
UNITS = (" ", "\n", "\t", "a", "A", "س", "0", "1", "-", '"', "'", "\\", "«", "»", "(", ",", ".", ":", "#", "/", "X",
         "?", "|", "ـ", "\u0650", "و", "ال", "10", "1,", "1 ", "a ", "a.", "-a", "a-", ". ", "س ", " ،", ": ", "''",
         '\\"', "2019", "2019-", "\n ", " \n", "\u2028", "\u2028 ", "https://a.", "utm_a", "&#", "<", "< a", "؟", "@",
         "a@", "x\n\n", "٣", "،", "\u2068", "==", "word ", "ب\u0650", "»«", "[", "…", "!")  # fmt: skip
ENDS = ("\0", "ق")
# Applied only to what the program itself says, or has written.
OWN_WORDS = {
    "timeline.reporting.isolation._PIECE",
    "timeline.render.unbroken._PIECE",
    "timeline.verification._IDS",
    "timeline.verification._LINKS",
    "timeline.render.assets._FOR_PEOPLE",
}


def compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module or a class of the program keeps."""
    for module in pkgutil.walk_packages(timeline.__path__, "timeline."):
        found = importlib.import_module(module.name)
        for name, value in vars(found).items():
            whole = f"{module.name}.{name}"
            if isinstance(value, type) and value.__module__ == module.name:
                for inner, pattern in vars(value).items():
                    if isinstance(pattern, re.Pattern):
                        yield f"{whole}.{inner}", pattern
            for number, pattern in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(pattern, re.Pattern):
                    yield f"{whole}{number or ''}", pattern


def inline() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that is written where it is used."""
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=function),
                    args=[ast.Constant(value=str(pattern)), *_],
                ) if function not in {"compile", "match", "fullmatch"}:
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", re.compile(pattern)


# What is looked at letter by letter in them is no longer than this (`_LONGEST` in misreading.py).
SHORT = 500
OF_SHORT = (
    "timeline.dates.misreading.",
    "timeline.dates.wording.",
    "dates/misreading.py",
    "dates/wording.py",
)

SOURCES = "\n".join(file.read_text("utf-8") for file in sorted(ROOT.rglob("*.py")))


def scans(name: str) -> bool:
    """Whether a pattern is looked for anywhere in a text, rather than held against its beginning."""
    if ":" in name:  # written where it is used
        return True
    own = re.escape(name.rpartition(".")[2].rstrip("0123456789"))
    used = set(re.findall(rf"\b{own}\.(\w+)\(", SOURCES))
    return not used or bool(used - {"match", "fullmatch"})


PATTERNS = {
    name: pattern
    for name, pattern in (*compiled(), *inline())
    if isinstance(pattern.pattern, str) and name not in OWN_WORDS
}


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 100
    assert "timeline.dates.edtf._DATE" in PATTERNS


def stop(_: int, __: FrameType | None) -> None:
    raise TimeoutError


def seconds(name: str, text: str) -> float:
    pattern = PATTERNS[name]
    start = time.process_time()
    if scans(name):
        for _ in pattern.finditer(text):
            pass
    pattern.match(text)
    pattern.fullmatch(text)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_text_makes_a_pattern_try_for_ever(name: str) -> None:
    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for unit in UNITS:
            for end in ENDS:
                long = SHORT if name.startswith(OF_SHORT) else LONG
                text = unit * (long // len(unit)) + end
                signal.setitimer(signal.ITIMER_VIRTUAL, 20 * SECONDS)
                if seconds(name, text) > SECONDS:
                    # Twice, for a collection of garbage falls on somebody.
                    assert seconds(name, text) < SECONDS, (PATTERNS[name].pattern, unit, end)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
