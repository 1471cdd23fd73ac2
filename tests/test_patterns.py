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
LONG = 4_000  # letters: of a summary, half
# What reading such a text once takes is a third of a ms; once for each of its letters 15 ms and more.
SECONDS = 0.012
UNITS = (" ", "\n", "\t", "a", "A", "س", "0", "1", "-", '"', "'", "\\", "«", "»", "(", ",", ".", ":", "#", "/", "X",
         "?", "|", "ـ", "\u0650", "و", "ال", "10", "1,", "1 ", "a ", "a.", "-a", "a-", ". ", "س ", " ،", ": ", "''",
         '\\"', "2019", "2019-", "\n ", " \n", "\u2028", "\u2028 ", "https://a.", "utm_a", "&#", "<", "< a", "؟", "@",
         "a@", "x\n\n", "٣", "،", "\u2068", "==", "word ", "ب\u0650", "»«", "[", "…", "!")  # fmt: skip
ENDS = ("\0", "ق", "")
# Applied only to what the program itself says, or has written.
OWN_WORDS = {
    "timeline.reporting.isolation._PIECE",
    # Only where a name is one slip away from a field's, and so is no longer than that.
    "timeline.rules.mending._KEY",
    "timeline.render.unbroken._PIECE",
    "timeline.publishing.verification._IDS",
    "timeline.publishing.verification._LINKS",
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
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
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


def scans(name: str) -> bool:
    """Whether a pattern is looked for anywhere in a text, rather than held against its beginning."""
    if ":" in name:  # written where it is used
        return True
    module, _, own = name.rpartition(".")
    file = ROOT.joinpath(*module.split(".")[1:]).with_suffix(".py")
    if not file.is_file():  # of a class, or of a package
        return True
    used = set(re.findall(rf"\b{own.rstrip('0123456789')}\.(\w+)\(", file.read_text("utf-8")))
    return not used or bool(used - {"match", "fullmatch"})


PATTERNS = {name: pattern for name, pattern in (*compiled(), *inline()) if name not in OWN_WORDS}


SCANNING = {name for name in PATTERNS if scans(name)}


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 100
    assert "timeline.dates.edtf._DATE" in PATTERNS


def stop(_: int, __: FrameType | None) -> None:
    raise TimeoutError


def seconds(name: str, text: str) -> float:
    pattern = PATTERNS[name]
    start = time.process_time()
    if name in SCANNING:
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
