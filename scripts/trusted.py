"""Asks of the parts that all else trusts whether their tests would notice a mistake.

    python scripts/trusted.py coverage
    python scripts/trusted.py mutants timeline/dates

`coverage` runs the tests of the parts below, and ends with 1 unless they take every branch.
`mutants` changes the code in small ways, one at a time, and runs the part's own tests against each
(mutmut); it says for each module how many changes the tests noticed (a test that never ends has
noticed, too), and writes the others, as diffs, into `survivors.diff` in `.cache/mutants/`. What it
found out stays there, and only functions that changed are tried anew. tests/MUTANTS.md has the
mutants that no test can tell from the code.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Final

ROOT: Final = Path(__file__).parents[1]
WORKSHOP: Final = ROOT / ".cache" / "mutants"

# The parts, and the tests that are theirs.
PARTS: Final = {
    "timeline/dates": ("tests/dates",),
    "timeline/reading": ("tests/reading",),
    "timeline/rules": ("tests/rules", "tests/test_fixing.py"),
    "timeline/ordering.py": ("tests/test_ordering.py", "tests/test_ordering_refused.py"),
}

# Tests that cannot be run on mutants: the code of all of them names rules that there are not,
# without caches what is linear grows faster, and processes that are measured have more to do.
NOT_OF_MUTANTS: Final = (
    "tests/reading/test_bombs.py::test_a_page_of_nothing_but_tabs_takes_no_time",
    "tests/reading/test_bombs.py::test_bombs_are_refused_in_a_second_and_100_mb",
    "tests/reading/test_stretches.py::test_all_of_a_large_file_can_be_taken_out",
    "tests/rules/test_duplicates.py::test_many_events_of_one_place_and_month_take_no_time",
    "tests/rules/test_redundant.py::test_many_relations_take_no_longer_than_there_are_of_them",
    "tests/rules/test_table.py::test_whatever_is_found_is_in_the_table_and_all_of_it_is_found",
    "tests/rules/test_text.py::test_a_gazetteer_with_a_fault_in_each_name_takes_no_longer_than_it_is",
)

PROGRAM: Final = str(Path(sys.executable).with_name("mutmut"))
# What mutmut notes of a mutant, by the status with which the tests ended.
FATES: Final[dict[int | None, str]] = {
    0: "survived",
    **dict.fromkeys((1, 3), "killed"),
    **dict.fromkeys((-24, 24, 36, 152, 255), "timeout"),
    **dict.fromkeys((5, 33), "no test"),
    2: "not tried",
    None: "not tried",
}
UNNOTICED: Final = {"survived", "no test", "crashed"}
LONGEST: Final = 600  # seconds; no part's tests take a tenth of it
COLUMNS: Final = ("mutants", "killed", "survived", "timeout", "no test", "not tried", "crashed")


def covered() -> int:
    """Run the every-day tests of all parts, and measure which branches they take."""
    python = (sys.executable, "-m", "coverage")
    tests = [path for paths in PARTS.values() for path in paths]
    code = ",".join(f"{part}/*" if (ROOT / part).is_dir() else part for part in PARTS)
    _run(*python, "erase")
    side_by_side = ("-n", "auto", "--maxprocesses", "4")
    status = _run(*python, "run", "-m", "pytest", "--quiet", *side_by_side, *tests)
    _run(*python, "combine", "--quiet")
    return status or _run(*python, "report", "--fail-under=100", f"--include={code}")


def mutated(part: str, names: list[str]) -> None:
    """Try the mutants of one part, or only those of these names; report on all of the part."""
    place = WORKSHOP / part.replace("/", "-")
    _prepare(place, part)
    _run(PROGRAM, "run", *names, cwd=place)
    _try_afresh(place, PARTS[part])
    fates = dict(_fates(place))
    modules = sorted({module for module, _ in fates})
    print(f"{'':<32}" + "".join(f"{column:>11}" for column in COLUMNS))
    for module in (*modules, "all"):
        counts = Counter(fate for (of, _), fate in fates.items() if module in {of, "all"})
        counts["mutants"] = counts.total()
        print(f"{module:<32}" + "".join(f"{counts[column]:>11}" for column in COLUMNS))
    left = [name for (_, name), fate in sorted(fates.items()) if fate in UNNOTICED]
    with (place / "survivors.diff").open("w", encoding="utf-8") as file:
        for name in left:
            show = (PROGRAM, "show", name)
            file.write(subprocess.run(show, cwd=place, stdout=PIPE, text=True, check=True).stdout)
    print(f"{len(left)} were not noticed: {(place / 'survivors.diff').relative_to(ROOT)}")


def _prepare(place: Path, part: str) -> None:
    """Lay out the project as mutmut wants it: it reads nothing but a pyproject.toml beside itself.

    All is linked but the package, of which it is given a copy that it can change.
    """
    place.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run(("git", "ls-files"), cwd=ROOT, stdout=PIPE, text=True, check=True)
    names = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    names -= {"timeline", "pyproject.toml"}
    for name in names:
        if not (place / name).is_symlink():
            (place / name).symlink_to(ROOT / name)
    package = place / "timeline"
    package.mkdir(exist_ok=True)
    for file in sorted((ROOT / "timeline").rglob("*")):
        copy = package / file.relative_to(ROOT / "timeline")
        if file.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif file.suffix != ".py":
            shutil.copy2(file, copy)
        else:
            text = _undecorated(file.read_text("utf-8"))
            if not copy.is_file() or copy.read_text("utf-8") != text:
                copy.write_text(text, "utf-8")
    settings = {
        "source_paths": ["timeline"],
        "only_mutate": [f"{part}/*" if (ROOT / part).is_dir() else part],
        "also_copy": sorted(names),
        "pytest_add_cli_args": _left_out(),
        "pytest_add_cli_args_test_selection": list(PARTS[part]),
        "on_dependency_change": "ignore",
    }
    table = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    (place / "pyproject.toml").write_text(f"{text}\n[tool.mutmut]\n{table}", "utf-8")


def _left_out() -> list[str]:
    return [f"--deselect={test}" for test in NOT_OF_MUTANTS]


def _try_afresh(place: Path, tests: tuple[str, ...]) -> None:
    """Try what nothing noticed once more, in a process of its own and with all of the tests.

    mutmut forks after all is imported, and so cannot see what a function does for a table that is
    made then; and it asks only the tests that reached the function.
    """
    command = (sys.executable, "-m", "pytest", "--quiet", "--exitfirst", *_left_out(), *tests)
    for file in sorted((place / "mutants").rglob("*.py.meta")):
        noted = json.loads(file.read_text("utf-8"))
        for name, number in noted["exit_code_by_key"].items():
            if FATES.get(number, "crashed") in UNNOTICED:
                environment = {**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": ""}
                try:
                    done = subprocess.run(
                        command,
                        cwd=place / "mutants",
                        env=environment,
                        stdout=DEVNULL,
                        timeout=LONGEST,
                        check=False,
                    )
                except subprocess.TimeoutExpired:
                    noted["exit_code_by_key"][name] = 36
                else:
                    # Where the tests cannot even be imported, pytest ends with 2 or 4.
                    broken = done.returncode in {2, 4}
                    noted["exit_code_by_key"][name] = 1 if broken else done.returncode
                file.write_text(json.dumps(noted, indent=4), "utf-8")


def _undecorated(code: str) -> str:
    """Take off the decorators for which mutmut would leave a function alone.

    A property becomes one that calls a method, on the same line; a cache only saved time.
    """
    code = re.sub(r"^( *)@(?:lru_)?cache(?:\(.*\))?\n", r"\1# no cache\n", code, flags=re.MULTILINE)
    return re.sub(
        r"^( *)@(?:cached_)?property\n +def (\w+)\(",
        r"\1\2 = property(lambda self: self._of_\2())\n\1def _of_\2(",
        code,
        flags=re.MULTILINE,
    )


def _fates(place: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the module and the name of each mutant, and what became of it."""
    for file in sorted((place / "mutants").rglob("*.py.meta")):
        noted = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        module = file.relative_to(place / "mutants").as_posix().removesuffix(".meta")
        for name, number in noted.items():
            yield (module, name), FATES.get(number, "crashed")


def _run(*command: str, cwd: Path = ROOT) -> int:
    return subprocess.run(command, cwd=cwd, check=False).returncode


def main(arguments: list[str]) -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked = parser.add_subparsers(dest="asked", required=True)
    asked.add_parser("coverage")
    of_mutants = asked.add_parser("mutants")
    of_mutants.add_argument("part", choices=PARTS, nargs="?", help="all, where none is named")
    of_mutants.add_argument(
        "names", nargs="*", help="as mutmut takes them: 'timeline.dates.edtf.*'"
    )
    given = parser.parse_args(arguments)
    if given.asked == "coverage":
        return covered()
    for part in [given.part] if given.part else PARTS:
        mutated(part, given.names)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
