"""Asks whether a weakness of what is locked is known, and reports in Markdown: `make advisories`.

    python scripts/advisories.py

It is run once a week by .github/workflows/advisories.yml. pip-audit asks the Python Package Index about
every package in the locks, and installs none of them. It is told to be strict: without that it says
«no known vulnerabilities», and ends well, where it got no answer about a single package.

The exit status is 0 where nothing is known, 1 where something is, 2 where it could not be asked.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
LOCKS: Final = ROOT / "requirements"
WIDEST: Final = "deep"  # it has what the others have (tests/test_setup.py)
PLAIN: Final = re.compile(r"[^\w.+-]")
TO_DO: Final = (
    "شغّل `make lock ARGS=--upgrade`، ثم `make test` و`make test-all`. وما لم تصدر له نسخة مصلحة: "
    "انظر هل يمسّنا أصلًا، واكتب ذلك هنا."
)


class NoAnswerError(Exception):
    """Nothing was found out."""


@dataclass(frozen=True, slots=True)
class Advisory:
    """A weakness that is known: of what, its names, and the versions that lack it."""

    package: str
    version: str
    names: tuple[str, ...]
    mended: tuple[str, ...]


def ask() -> list[Advisory]:
    """Ask about everything in the locks. Raises `NoAnswerError`."""
    asked = ("--strict", "--require-hashes", "--disable-pip", "--progress-spinner", "off")
    told = ("--format", "json", "--desc", "off", "--aliases", "on")
    lock = str(LOCKS / f"{WIDEST}.txt")
    command = [sys.executable, "-m", "pip_audit", *asked, *told, "--requirement", lock]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
        if skipped := [package["name"] for package in packages if "vulns" not in package]:
            raise NoAnswerError(f"there is no answer about {', '.join(skipped)}.")
        return [
            Advisory(
                package["name"],
                package["version"],
                (one["id"], *one["aliases"]),
                tuple(one["fix_versions"]),
            )
            for package in packages
            for one in package["vulns"]
        ]
    except (ValueError, LookupError, TypeError) as error:
        # Without a network it shows a traceback, whose last line says what was the matter.
        lines = done.stderr.split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        raise NoAnswerError(last or f"pip-audit ended with {done.returncode}.") from error


def report(found: Sequence[Advisory], publishing: frozenset[str]) -> str:
    """Say in Markdown what was found; `publishing` are the packages that a site is made with."""
    if not found:
        return "لا ثغرات معروفة في الحزم المثبَّتة في `requirements/`."
    lines = ["| الحزمة | الثغرة | أُصلحت في | يُنشر بها؟ |", "|---|---|---|---|"]
    for one in found:
        names, mended = (
            "، ".join(_plain(each) for each in some) for some in (one.names, one.mended)
        )
        used = "نعم" if one.package in publishing else "لا: للتطوير وحده"
        lines.append(
            f"| {_plain(one.package)} {_plain(one.version)} | {names} | {mended} | {used} |"
        )
    return "\n".join([*lines, "", TO_DO])


def _plain(text: str) -> str:
    """Give what others wrote as code, of nothing but letters, digits, dots and dashes."""
    return f"`{PLAIN.sub('?', text)}`"


def main() -> int:
    """Ask, and print the report."""
    try:
        found = ask()
    except NoAnswerError as error:
        sys.stderr.write(f"Nothing was found out: {error}\n")
        return 2
    lock = (LOCKS / "run.txt").read_text(encoding="utf-8")
    publishing = frozenset(re.findall(r"^([\w-]+)==", lock, re.MULTILINE))
    sys.stdout.write(report(found, publishing) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
